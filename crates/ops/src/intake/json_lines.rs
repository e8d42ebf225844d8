//! Measurements as NDJSON: one object a line.
//!
//! `{"kpi":"otd_rate","unit":"EWR","period":"2013-09","numerator":17,"denominator":20}`; the fields
//! are the columns of a CSV file. Empty lines are skipped.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};

use serde::Deserialize;

use super::Rejected;
use super::catalog::{Catalog, Given, Meant, Number};
use super::chunks::{Source, unreadable};
use super::lines::WithoutMark;
use crate::error::OpsError;
use crate::limits::{LINE_BYTES_MAX, TEXT_CHARACTERS_MAX};

/// The lines of a reader.
pub(crate) struct JsonLines<R> {
    reader: BufReader<WithoutMark<R>>,
    text: Vec<u8>,
    line: u64,
    bytes: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item<'a> {
    #[serde(borrow, default)]
    kpi: Cow<'a, str>,
    #[serde(borrow, default)]
    unit: Cow<'a, str>,
    #[serde(borrow, default)]
    person: Cow<'a, str>,
    #[serde(borrow, default)]
    period: Cow<'a, str>,
    value: Option<f64>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    #[serde(borrow, default)]
    note: Cow<'a, str>,
}

impl<R: Read> JsonLines<R> {
    pub(crate) fn open(reader: R) -> Result<Self, OpsError> {
        let reader = WithoutMark::new(reader).map_err(|error| unreadable(&error))?;
        let reader = BufReader::with_capacity(256 * 1024, reader);
        Ok(Self { reader, text: Vec::new(), line: 0, bytes: 0 })
    }

    /// Reads a line, and of one that is too long no more than shows it; whether there was one.
    fn read_line(&mut self) -> Result<bool, OpsError> {
        self.text.clear();
        let most = LINE_BYTES_MAX as u64 + 1;
        let mut limited = (&mut self.reader).take(most);
        let read =
            limited.read_until(b'\n', &mut self.text).map_err(|error| unreadable(&error))? as u64;
        self.bytes += read;
        self.line += 1;
        if read == most && self.text.last() != Some(&b'\n') {
            self.bytes += self.skip_line()?;
        }
        Ok(read > 0)
    }

    fn skip_line(&mut self) -> Result<u64, OpsError> {
        let mut skipped = 0;
        loop {
            let buffer = self.reader.fill_buf().map_err(|error| unreadable(&error))?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |at| at + 1);
            self.reader.consume(used);
            skipped += used as u64;
            if end.is_some() || used == 0 {
                return Ok(skipped);
            }
        }
    }

    fn meant(&self, catalog: &mut Catalog) -> Result<Meant, Rejected> {
        let refuse = |code, reason| Rejected { line: self.line, column: "line", code, reason };
        if self.text.len() > LINE_BYTES_MAX {
            let reason = format!("the line is longer than {LINE_BYTES_MAX} bytes");
            return Err(refuse("too_long", reason));
        }
        let item: Item<'_> = serde_json::from_slice(&self.text).map_err(|error| {
            let shape = r#"{"kpi":"CODE","unit":"CODE","period":"2013-09-01","value":1}"#;
            let reason = format!("{}; a line looks like {shape}", without_line(&error));
            refuse("bad_json", reason)
        })?;
        let given = Given {
            kpi: item.kpi.trim(),
            unit: item.unit.trim(),
            person: item.person.trim(),
            period: item.period.trim(),
            value: Number::Known(item.value),
            numerator: Number::Known(item.numerator),
            denominator: Number::Known(item.denominator),
            note: item.note.trim(),
        };
        catalog.read(self.line, &given)
    }
}

/// What is wrong, with the column alone: each line is parsed as if it were the first.
fn without_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let shown: String = text.chars().take(TEXT_CHARACTERS_MAX.min(300)).collect();
    shown.replace(" at line 1 column ", " at column ").replace("expected f64", "expected a number")
}

impl<R: Read> Source for JsonLines<R> {
    fn next(&mut self, catalog: &mut Catalog) -> Result<Option<Result<Meant, Rejected>>, OpsError> {
        while self.read_line()? {
            if !self.text.trim_ascii().is_empty() {
                return Ok(Some(self.meant(catalog)));
            }
        }
        Ok(None)
    }

    fn bytes(&self) -> u64 {
        self.bytes
    }

    fn finish(self) -> Result<(), OpsError> {
        Ok(())
    }
}
