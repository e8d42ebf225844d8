//! Uploads 文件导入: a table that somebody has, looked at first and taken in afterwards.
//!
//! [`preview`] says how the file is understood, what would become of every value and which cells
//! cannot be taken; [`apply`] takes all of it or nothing, through the same door as every import,
//! and remembers how files of this shape are understood. `survey.rs` finds out what the columns
//! are, `reader.rs` turns a row into values, `names.rs` finds KPIs and units. The file is read row
//! by row, once for what it says as a whole (which marks its numbers have) and once for its values.

mod cells;
mod names;
mod reader;
mod remember;
mod survey;
mod walk;

use std::fs::File;

use sheet::mapping::Mapping;
use sheet::{Address, Form, Limits, Reading, Unreadable};
use store::measurement::{Counts, NewPoint, Origin};
use store::word::MeasurementSource;

use crate::app::App;
use crate::error::{FieldError, OpsError};
use crate::intake::Report;
use crate::intake::catalog::Meant;
use crate::intake::writer::Writer;
use crate::limits::{
    IMPORT_ROWS_MAX, UPLOAD_COLUMNS_MAX, UPLOAD_REFUSED_SHOWN_MAX, UPLOAD_UNPACKED_BYTES_MAX,
    UPLOAD_VALUES_SHOWN_MAX,
};
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

pub use survey::Column;

/// A file that somebody brings.
#[derive(Debug)]
pub struct Upload {
    /// All of it, from its beginning.
    pub file: File,
    /// What it is called.
    pub file_name: String,
    /// Which sheet of a workbook; the first that is shown when absent.
    pub sheet: Option<String>,
    /// What is said about a text.
    pub reading: Reading,
}

/// Where an understanding of the columns comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MappingFrom {
    /// From the names of the columns.
    Guessed,
    /// From an earlier file of this shape.
    Remembered,
    /// From whoever brought the file.
    Given,
}

/// A cell that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Which cell; `None` when it is about the row.
    pub cell: Option<Address>,
    /// Its row.
    pub row: u32,
    /// What it would be.
    pub field: &'static str,
    /// What it says.
    pub text: String,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub reason: String,
}

/// A value as it would be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The row that it stands in.
    pub row: u32,
    /// The KPI.
    pub kpi: goals::id::KpiId,
    /// The unit.
    pub unit: goals::id::OrgUnitId,
    /// The person whose it is, when it is one's.
    pub person: Option<goals::id::PersonId>,
    /// First day of the period.
    pub period_on: jiff::civil::Date,
    /// The number.
    pub cell: goals::kpi::Cell,
    /// A word about it.
    pub note: Option<Box<str>>,
}

/// What a file says and what would become of it.
#[derive(Debug, Clone)]
pub struct Preview {
    /// What it is.
    pub form: Form,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// How its columns are understood.
    pub mapping: Mapping,
    /// Where that comes from.
    pub mapping_from: MappingFrom,
    /// What the mapping still needs: `kpi`, `unit`, `period`, `value`.
    pub missing: Vec<&'static str>,
    /// Its columns, from the first.
    pub columns: Vec<Column>,
    /// Rows below the names of the columns that have something in them.
    pub rows: u64,
    /// Cells without a value, which are left out.
    pub blank: u64,
    /// What would become of the values.
    pub counts: Counts,
    /// How many cells cannot be taken.
    pub refused_count: u64,
    /// The first of them.
    pub refused: Vec<Refused>,
    /// The first values as they would be recorded.
    pub values: Vec<Shown>,
}

/// What a file says and what would become of it; nothing is changed.
///
/// Without a mapping the one that is remembered for files of this shape holds, else the names of
/// the columns tell. While something is missing from it, no values are read.
///
/// # Errors
/// `Invalid` on `file` when it is no table; `TooLarge` for too many values.
pub async fn preview(
    app: &App,
    viewer: &Viewer,
    upload: Upload,
    given: Option<Mapping>,
) -> Result<Preview, OpsError> {
    viewer.may_write()?;
    let Upload { file, sheet, reading, .. } = upload;
    let mut opened = survey::open(file, sheet, reading).await?;
    let (mapping, mapping_from) = remember::choose(app, viewer, &opened, given).await?;
    let mapping = remember::with_root(app, viewer, mapping).await?;
    opened.set_header(&mapping);
    let mut preview = Preview {
        form: opened.form,
        sheets: opened.sheets.clone(),
        sheet: opened.sheet.clone(),
        missing: survey::missing(&mapping, &opened),
        columns: survey::columns(&mapping, &opened),
        mapping,
        mapping_from,
        rows: 0,
        blank: 0,
        counts: Counts::default(),
        refused_count: 0,
        refused: Vec::new(),
        values: Vec::new(),
    };
    if !preview.missing.is_empty() {
        return Ok(preview);
    }
    let opened = opened.learn(&preview.mapping).await?;
    let live = app.live(viewer.organization_id).await?;
    let reader = reader::Reader::of(&live.read(), viewer, &preview.mapping, &opened);
    let origin = origin(app, viewer);
    let mut walk = walk::start(opened, reader);
    while let Some(chunk) = walk.next().await? {
        let values = chunk.values.iter().take(UPLOAD_VALUES_SHOWN_MAX - preview.values.len());
        preview.values.extend(values.map(shown));
        let points: Vec<NewPoint> =
            chunk.values.into_iter().map(|row| row.new_point(app.new_id())).collect();
        let conn = app.database().read();
        let counts = store::measurement::record::compare(conn, &origin, &points).await?;
        preview.counts = preview.counts.plus(counts);
        preview.rows = chunk.rows;
        preview.blank = chunk.blank;
        preview.refused_count += chunk.refused_count;
        let room = UPLOAD_REFUSED_SHOWN_MAX.saturating_sub(preview.refused.len());
        preview.refused.extend(chunk.refused.into_iter().take(room));
    }
    Ok(preview)
}

/// Takes a file in: all of it, as one batch with one change, or nothing. How its columns were
/// understood is remembered for the next file of this shape.
///
/// # Errors
/// `Invalid` naming the first cells that cannot be taken, or what the mapping is missing; as
/// [`preview`].
pub async fn apply(
    app: &App,
    viewer: &Viewer,
    upload: Upload,
    mapping: Mapping,
) -> Result<Outcome<Report>, OpsError> {
    viewer.may_write()?;
    let Upload { file, sheet, reading, file_name } = upload;
    let mut opened = survey::open(file, sheet, reading).await?;
    opened.set_header(&mapping);
    if let Some(name) = survey::missing(&mapping, &opened).first() {
        let message = format!("say which column is the {name}, or which {name} holds for all rows");
        return Err(OpsError::field(name, "mapping_incomplete", message));
    }
    // Before the turn to write is waited for: others write meanwhile.
    let opened = opened.learn(&mapping).await?;
    let mut work = Work::begin(app, viewer).await?;
    let reader = reader::Reader::of(&work.live().read(), viewer, &mapping, &opened);
    let mut writer = Writer::new(app, viewer, &work, MeasurementSource::Import);
    let (mut report, mut refused) = (Report::default(), Vec::new());
    let remembered = remember::Remembered::of(&mapping, &opened);
    let fingerprint = opened.fingerprint();
    let mut walk = walk::start(opened, reader);
    while let Some(chunk) = walk.next().await? {
        report.rows = chunk.rows;
        report.rejected_count += chunk.refused_count;
        let room = UPLOAD_REFUSED_SHOWN_MAX.saturating_sub(refused.len());
        refused.extend(chunk.refused.into_iter().take(room));
        if report.rejected_count == 0 {
            writer.write(&work, chunk.values).await?;
        }
    }
    if report.rejected_count > 0 {
        return Err(OpsError::Invalid(refused.into_iter().map(field_error).collect()));
    }
    remember::keep(app, viewer, &mut work, &fingerprint, &file_name, &remembered).await?;
    let outcome = writer.finish(work, &file_name, &mut report).await?;
    Ok(outcome.map(|()| report))
}

fn field_error(refused: Refused) -> FieldError {
    let place = refused.cell.map_or_else(|| refused.row.to_string(), |cell| cell.to_string());
    FieldError { field: format!("cells.{place}"), code: refused.code, message: refused.reason }
}

fn shown(row: &Meant) -> Shown {
    Shown {
        row: u32::try_from(row.line).unwrap_or(u32::MAX),
        kpi: goals::id::KpiId(row.kpi),
        unit: goals::id::OrgUnitId(row.unit),
        person: row.person.map(goals::id::PersonId),
        period_on: row.period_on,
        cell: row.cell,
        note: row.note.clone(),
    }
}

fn origin(app: &App, viewer: &Viewer) -> Origin {
    Origin {
        organization_id: viewer.organization_id,
        recorded_at: app.now().as_millisecond(),
        recorded_by: viewer.user_id,
        source: MeasurementSource::Import,
        batch_id: None,
    }
}

/// What an uploaded file may hold.
fn limits() -> Limits {
    Limits {
        rows: u32::try_from(IMPORT_ROWS_MAX).unwrap_or(u32::MAX),
        columns: UPLOAD_COLUMNS_MAX,
        unpacked_bytes: UPLOAD_UNPACKED_BYTES_MAX,
        ..Limits::default()
    }
}

/// A file that is no table is the sender's to mend; one that cannot be read is ours.
fn refused_file(error: Unreadable) -> OpsError {
    match error {
        Unreadable::Io(error) => crate::intake::chunks::unreadable(&error),
        other => OpsError::field("file", other.code(), other.to_string()),
    }
}
