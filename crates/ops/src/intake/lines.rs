//! The lines of a CSV file of measurements. To add a column: its place in [`Columns`], its field in
//! `catalog::Given`.

use std::borrow::Cow;
use std::io::{Read, Write};

use sheet::escape::{escaped, unescaped};

use super::Rejected;
use super::catalog::{Catalog, Given, Meant, Number};
use super::chunks::{Source, unreadable};
use crate::error::OpsError;
use csv::ByteRecord;

/// What the file with rejected lines tells of each; a file that has these columns is read without
/// them.
const TOLD_COLUMNS: [&str; 2] = ["rejected_line", "rejected_because"];

/// The file, line by line.
pub(crate) struct Lines<R> {
    reader: csv::Reader<R>,
    columns: Columns,
    record: ByteRecord,
    header: ByteRecord,
    aside: Option<csv::Writer<Box<dyn Write + Send>>>,
    is_aside_begun: bool,
}

impl<R: Read> Lines<WithoutMark<R>> {
    pub(crate) fn open(reader: R, aside: Option<Box<dyn Write + Send>>) -> Result<Self, OpsError> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .buffer_capacity(256 * 1024)
            .from_reader(WithoutMark::new(reader).map_err(|error| unreadable(&error))?);
        let mut header = ByteRecord::new();
        if !reader.read_byte_record(&mut header).map_err(|error| unreadable(&error))? {
            let message =
                "the file is empty; its first line names the columns: kpi,unit,period,value";
            return Err(OpsError::field("header", "missing_header", message));
        }
        let columns = Columns::of(&header)?;
        let aside = aside.map(csv::Writer::from_writer);
        let record = ByteRecord::new();
        Ok(Self { reader, columns, record, header, aside, is_aside_begun: false })
    }
}

impl<R: Read> Lines<R> {
    fn line(&self, record: &ByteRecord, catalog: &mut Catalog) -> Result<Meant, Rejected> {
        let line = record.position().map_or(0, csv::Position::line);
        let width = self.header.len();
        if record.len() != width {
            let reason = format!(
                "the line has {} fields and the first line names {width} columns; a comma inside a \
                 field needs quotes around the field",
                record.len()
            );
            return Err(Rejected { line, column: "line", code: "field_count", reason });
        }
        let columns = &self.columns;
        let given = Given {
            kpi: unescaped(field(record, line, "kpi", columns.kpi)?),
            unit: unescaped(field(record, line, "unit", columns.unit)?),
            person: unescaped(field(record, line, "person", columns.person)?),
            period: field(record, line, "period", columns.period)?,
            value: Number::Text(field(record, line, "value", columns.value)?),
            numerator: Number::Text(field(record, line, "numerator", columns.numerator)?),
            denominator: Number::Text(field(record, line, "denominator", columns.denominator)?),
            note: unescaped(field(record, line, "note", columns.note)?),
        };
        catalog.read(line, &given)
    }

    /// Keeps a rejected line with the reason, in a file that can be mended and imported again.
    fn put_aside(&mut self, record: &ByteRecord, reason: &Rejected) -> Result<(), OpsError> {
        let Some(aside) = &mut self.aside else { return Ok(()) };
        let told = self.columns.told;
        let own = move |(index, _): &(usize, &[u8])| !told.contains(&Some(*index));
        let mut write = |fields: &ByteRecord, first: &str, second: &str| {
            let kept = fields.iter().enumerate().filter(own).map(|(_, field)| tame(field));
            let told = [first, second].map(|text| tame(text.as_bytes()));
            aside.write_record(kept.chain(told)).map_err(|error| unwritable(&error))
        };
        if !self.is_aside_begun {
            write(&self.header, TOLD_COLUMNS[0], TOLD_COLUMNS[1])?;
            self.is_aside_begun = true;
        }
        write(record, &reason.line.to_string(), &reason.reason)
    }
}

impl<R: Read> Source for Lines<R> {
    fn next(&mut self, catalog: &mut Catalog) -> Result<Option<Result<Meant, Rejected>>, OpsError> {
        let mut record = std::mem::take(&mut self.record);
        if !self.reader.read_byte_record(&mut record).map_err(|error| unreadable(&error))? {
            return Ok(None);
        }
        let meant = self.line(&record, catalog);
        if let Err(reason) = &meant {
            self.put_aside(&record, reason)?;
        }
        self.record = record;
        Ok(Some(meant))
    }

    fn bytes(&self) -> u64 {
        self.reader.position().byte()
    }

    fn finish(self) -> Result<(), OpsError> {
        match self.aside {
            Some(mut aside) if self.is_aside_begun => {
                aside.flush().map_err(|error| unwritable(&error))
            }
            _ => Ok(()),
        }
    }
}

/// A field that a spreadsheet program shows and does not run; bytes that are no text stay.
fn tame(field: &[u8]) -> Cow<'_, [u8]> {
    match std::str::from_utf8(field).map(escaped) {
        Ok(Cow::Owned(text)) => Cow::Owned(text.into_bytes()),
        Ok(Cow::Borrowed(_)) | Err(_) => Cow::Borrowed(field),
    }
}

fn unwritable(error: &dyn std::fmt::Display) -> OpsError {
    OpsError::Internal(format!("the rejected lines cannot be written: {error}"))
}

/// The text of a field without blanks around it; empty when the file has no such column.
fn field<'a>(
    record: &'a ByteRecord,
    line: u64,
    column: &'static str,
    index: Option<usize>,
) -> Result<&'a str, Rejected> {
    let bytes = index.and_then(|index| record.get(index)).unwrap_or_default();
    std::str::from_utf8(bytes).map(str::trim).map_err(|_| Rejected {
        line,
        column,
        code: "not_utf8",
        reason: "the field is not UTF-8 text; save the file as “CSV UTF-8”".to_owned(),
    })
}

/// Where the columns are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Columns {
    kpi: Option<usize>,
    unit: Option<usize>,
    person: Option<usize>,
    period: Option<usize>,
    value: Option<usize>,
    numerator: Option<usize>,
    denominator: Option<usize>,
    note: Option<usize>,
    told: [Option<usize>; 2],
}

impl Columns {
    fn of(header: &ByteRecord) -> Result<Self, OpsError> {
        let mut columns = Self::default();
        for (index, bytes) in header.iter().enumerate() {
            let name = String::from_utf8_lossy(bytes).trim().to_lowercase();
            let place = match name.as_str() {
                "kpi" => &mut columns.kpi,
                "unit" => &mut columns.unit,
                "person" => &mut columns.person,
                "period" => &mut columns.period,
                "value" => &mut columns.value,
                "numerator" => &mut columns.numerator,
                "denominator" => &mut columns.denominator,
                "note" => &mut columns.note,
                name if name == TOLD_COLUMNS[0] => &mut columns.told[0],
                name if name == TOLD_COLUMNS[1] => &mut columns.told[1],
                _ => return Err(unknown_column(&name)),
            };
            if place.replace(index).is_some() {
                let message = format!("the column `{name}` is there twice; keep one of them");
                return Err(OpsError::field("header", "duplicate_column", message));
            }
        }
        columns.check()?;
        Ok(columns)
    }

    fn check(&self) -> Result<(), OpsError> {
        let whose = self.unit.or(self.person);
        let needed = [("kpi", self.kpi), ("unit", whose), ("period", self.period)];
        let missing = needed.iter().find(|(_, place)| place.is_none()).map(|(name, _)| *name);
        let has_number =
            self.value.is_some() || (self.numerator.is_some() && self.denominator.is_some());
        let missing = missing.or((!has_number).then_some("value` or `numerator` and `denominator"));
        let Some(name) = missing else { return Ok(()) };
        let message = format!(
            "the first line names the columns, and `{name}` is missing; it looks like \
             kpi,unit,period,value or kpi,unit,period,numerator,denominator"
        );
        Err(OpsError::field("header", "missing_column", message))
    }
}

fn unknown_column(name: &str) -> OpsError {
    let shown: String = name.chars().take(80).collect();
    let message = if shown.contains(';') || shown.contains('\t') {
        format!("the first line is `{shown}`; columns are separated by commas")
    } else {
        format!(
            "the column `{shown}` is not known; columns are kpi, unit, person, period, value, \
             numerator, denominator and note"
        )
    };
    OpsError::field("header", "unknown_column", message)
}

/// A reader that skips the byte order mark which spreadsheets write before UTF-8.
pub(crate) struct WithoutMark<R> {
    begun: std::io::Cursor<Vec<u8>>,
    rest: R,
}

impl<R: Read> WithoutMark<R> {
    const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

    pub(crate) fn new(mut reader: R) -> std::io::Result<Self> {
        let mut begun = Vec::with_capacity(3);
        reader.by_ref().take(3).read_to_end(&mut begun)?;
        if begun == Self::MARK {
            begun.clear();
        }
        Ok(Self { begun: std::io::Cursor::new(begun), rest: reader })
    }
}

impl<R: Read> Read for WithoutMark<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.begun.read(buffer)? {
            0 => self.rest.read(buffer),
            some => Ok(some),
        }
    }
}
