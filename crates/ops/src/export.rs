//! Export: everything an organisation has, in files that any program reads. Nobody is locked in.
//!
//! One file per table, as JSON lines or CSV, with the columns' own names; instants are unix
//! milliseconds in UTC, days are `YYYY-MM-DD`, ratios 1.0 = 100 %. The files together are one
//! instant: they are read from one snapshot.

use std::io::Write;

use goals::access::{Action, Thing};
use serde_json::Value;

use store::change::Head;

use crate::app::App;
use crate::error::OpsError;
use crate::limits::EXPORT_ROWS_AT_ONCE;
use crate::viewer::Viewer;

/// How the files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// One JSON object a line.
    #[default]
    JsonLines,
    /// Comma-separated values with a header; lists and objects as JSON inside a field, nothing as
    /// an empty field.
    Csv,
}

impl Format {
    /// What the files' names end with.
    pub fn extension(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
        }
    }
}

/// One table that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The table.
    pub table: &'static str,
    /// Its rows.
    pub rows: u64,
}

/// What was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Each table with its rows.
    pub tables: Vec<Written>,
    /// Number of the last change that is in it.
    pub seq: i64,
    /// Hash of that change: whoever has it can tell whether the log was changed since.
    pub head_hash: String,
}

/// Writes every table of the viewer's organisation; `open` gives the place for each, `progress` is
/// told after each.
///
/// # Errors
/// `Forbidden` unless the viewer administers the organisation; `Store` when it cannot be read;
/// `Internal` when a file cannot be written.
pub async fn organization<W: Write + Send>(
    app: &App,
    viewer: &Viewer,
    format: Format,
    mut open: impl FnMut(&'static str) -> std::io::Result<W> + Send,
    mut progress: impl FnMut(&Written) + Send,
) -> Result<Summary, OpsError> {
    viewer.may(Action::Export, &Thing::Organization, "organization", "")?;
    let (snapshot, org) = (app.database().snapshot().await?, viewer.organization_id);
    let head = store::change::head(&snapshot, org).await?;
    let Head { seq, hash: head_hash } =
        head.ok_or_else(|| OpsError::not_found("organization", viewer.organization()))?;
    let mut tables = Vec::new();
    for table in store::export::tables() {
        let mut sink =
            Sink::new(format, table, open(table).map_err(|error| failed(table, &error))?)?;
        let (mut rows, mut after) = (0, None);
        loop {
            let (page, next) =
                store::export::read(&snapshot, org, table, after, EXPORT_ROWS_AT_ONCE).await?;
            for row in &page {
                sink.write(row).map_err(|error| failed(table, &error))?;
            }
            rows += page.len() as u64;
            match next {
                Some(_) => after = next,
                None => break,
            }
        }
        sink.finish().map_err(|error| failed(table, &error))?;
        let written = Written { table, rows };
        progress(&written);
        tables.push(written);
    }
    Ok(Summary { tables, seq, head_hash })
}

fn failed(table: &str, error: &dyn std::fmt::Display) -> OpsError {
    OpsError::Internal(format!("the file of `{table}` cannot be written: {error}"))
}

/// One file.
enum Sink<W: Write> {
    JsonLines(W),
    Csv(Box<csv::Writer<W>>, Vec<&'static str>),
}

impl<W: Write> Sink<W> {
    fn new(format: Format, table: &str, place: W) -> Result<Self, OpsError> {
        if format == Format::JsonLines {
            return Ok(Self::JsonLines(place));
        }
        let columns = store::export::columns_of(table);
        let mut writer = csv::Writer::from_writer(place);
        writer.write_record(&columns).map_err(|error| failed(table, &error))?;
        Ok(Self::Csv(Box::new(writer), columns))
    }

    fn write(&mut self, row: &store::export::Row) -> std::io::Result<()> {
        match self {
            Self::JsonLines(place) => {
                serde_json::to_writer(&mut *place, row)?;
                place.write_all(b"\n")
            }
            Self::Csv(writer, columns) => {
                let fields =
                    columns.iter().map(|column| row.get(*column).map_or_else(String::new, text));
                writer.write_record(fields).map_err(std::io::Error::from)
            }
        }
    }

    fn finish(self) -> std::io::Result<()> {
        match self {
            Self::JsonLines(mut place) => place.flush(),
            Self::Csv(mut writer, _) => writer.flush(),
        }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        // What people wrote must not run when the file is opened in a spreadsheet program.
        Value::String(text) => sheet::escape::escaped(text).into_owned(),
        other => other.to_string(),
    }
}
