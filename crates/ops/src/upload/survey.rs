//! What a file looks like before its values are read: its form, the names of its columns, some of
//! what stands below them, and what all its numbers and days say about how they are written.

use std::fs::File;

use sheet::header::Role;
use sheet::mapping::{Layout, period_columns};
use sheet::{Book, Form, Mapping, Reading, Row, address, day, number};

use super::{limits, refused_file};
use crate::error::OpsError;
use crate::limits::{UPLOAD_ROWS_LOOKED_AT, UPLOAD_SAMPLES_MAX};

/// An open file with its first rows.
pub(super) struct Opened {
    pub(super) book: Book<File>,
    pub(super) form: Form,
    pub(super) sheets: Vec<String>,
    pub(super) sheet: Option<String>,
    pub(super) first: Vec<Row>,
    /// The mapping that the names of the columns suggest.
    pub(super) guess: Mapping,
    /// The row with the names of the columns.
    pub(super) header: Row,
    /// What all numbers and days of the file say together, once it was asked.
    pub(super) evidence: (number::Evidence, day::Evidence),
}

/// A column as it is shown to whoever says what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its letters: `B`.
    pub letters: String,
    /// Its name.
    pub name: String,
    /// What it is taken for.
    pub role: Option<&'static str>,
    /// Some of what stands in it.
    pub samples: Vec<String>,
}

/// Opens a file and looks at its first rows.
pub(super) async fn open(
    file: File,
    sheet: Option<String>,
    reading: Reading,
) -> Result<Opened, OpsError> {
    let opening = tokio::task::spawn_blocking(move || {
        let mut book = Book::open(file, reading, limits()).map_err(refused_file)?;
        let mut first = Vec::new();
        let look = |row: Row| {
            first.push(row);
            first.len() < UPLOAD_ROWS_LOOKED_AT
        };
        book.each_row(sheet.as_deref(), look).map_err(refused_file)?;
        let sheets = book.sheets().to_vec();
        let sheet = sheet.or_else(|| sheets.first().cloned());
        let guess = Mapping::guess(&first);
        let form = book.form();
        let mut opened = Opened {
            form,
            sheets,
            sheet,
            first,
            header: Row::default(),
            evidence: Default::default(),
            book,
            guess,
        };
        opened.set_header(&opened.guess.clone());
        Ok(opened)
    });
    opening.await.map_err(|error| OpsError::Internal(error.to_string()))?
}

impl Opened {
    /// Takes the names of the columns from the row that the mapping says.
    pub(super) fn set_header(&mut self, mapping: &Mapping) {
        let found = self.first.iter().find(|row| row.number == mapping.header_row);
        self.header = found.cloned().unwrap_or_default();
    }

    /// From which day this file's numbers count days.
    pub(super) fn epoch(&self, mapping: &Mapping) -> day::Epoch {
        let own = match self.form {
            Form::Workbook { epoch } => epoch,
            Form::Text { .. } => day::Epoch::default(),
        };
        mapping.epoch.unwrap_or(own)
    }

    /// What files of the same shape have in common.
    pub(super) fn fingerprint(&self) -> String {
        let row = self.first.iter().find(|row| row.number == self.guess.header_row);
        let shape = row.map(Mapping::shape).unwrap_or_default();
        crate::secret::token_hash(&shape)
    }

    /// The columns that hold values of the period they are named after.
    pub(super) fn periods(&self, mapping: &Mapping) -> Vec<(u32, day::When)> {
        if mapping.layout == Layout::Rows {
            return Vec::new();
        }
        let mut days = day::Evidence::default();
        self.header.cells.iter().for_each(|cell| days.add(cell));
        let order = mapping.days.or(days.order());
        period_columns(&self.header, order, self.epoch(mapping))
            .into_iter()
            .filter(|(column, _)| {
                !Role::ALL.iter().any(|role| mapping.column(*role) == Some(*column))
            })
            .collect()
    }

    /// Reads the file once for what its numbers and days say as a whole.
    pub(super) async fn learn(mut self, mapping: &Mapping) -> Result<Self, OpsError> {
        let mapping = mapping.clone();
        let learning = tokio::task::spawn_blocking(move || {
            self.evidence = self.read_evidence(&mapping)?;
            Ok(self)
        });
        learning.await.map_err(|error| OpsError::Internal(error.to_string()))?
    }

    fn read_evidence(
        &mut self,
        mapping: &Mapping,
    ) -> Result<(number::Evidence, day::Evidence), OpsError> {
        let (mut numbers, mut days) = (number::Evidence::default(), day::Evidence::default());
        let value_columns: Vec<u32> = match mapping.layout {
            Layout::Rows => [Role::Value, Role::Numerator, Role::Denominator]
                .into_iter()
                .filter_map(|role| mapping.column(role))
                .collect(),
            Layout::Periods => {
                self.periods(mapping).into_iter().map(|(column, _)| column).collect()
            }
        };
        let look = |row: Row| {
            if row.number > mapping.header_row {
                value_columns.iter().for_each(|column| numbers.add(row.cell(*column)));
                if let Some(period) = mapping.period {
                    days.add(row.cell(period));
                }
            }
            true
        };
        self.book.each_row(self.sheet.as_deref(), look).map_err(refused_file)?;
        Ok((numbers, days))
    }
}

/// What the mapping does not say and has to.
pub(super) fn missing(mapping: &Mapping, opened: &Opened) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if mapping.kpi.is_none() && mapping.kpi_fixed.is_none() {
        missing.push("kpi");
    }
    let names_whose = mapping.unit.is_some() || mapping.person.is_some();
    if !names_whose && mapping.unit_fixed.is_none() {
        missing.push("unit");
    }
    match mapping.layout {
        Layout::Periods if opened.periods(mapping).is_empty() => missing.push("period"),
        Layout::Periods => {}
        Layout::Rows => {
            if mapping.period.is_none() {
                missing.push("period");
            }
            let has_parts = mapping.numerator.is_some() && mapping.denominator.is_some();
            if mapping.value.is_none() && !has_parts {
                missing.push("value");
            }
        }
    }
    missing
}

/// The columns with what they are taken for and some of what stands in them.
pub(super) fn columns(mapping: &Mapping, opened: &Opened) -> Vec<Column> {
    let below = || opened.first.iter().filter(|row| row.number > mapping.header_row);
    let width = below().map(|row| row.cells.len()).max().unwrap_or(0);
    let width = width.max(opened.header.cells.len());
    let periods = opened.periods(mapping);
    let columns = (0..).take(width).map(|column| {
        let role = Role::ALL.into_iter().find(|role| mapping.column(*role) == Some(column));
        let is_period = periods.iter().any(|(other, _)| *other == column);
        let samples = below().map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
        Column {
            letters: address::letters(column),
            name: short(&opened.header.cell(column).text()),
            role: role.map(Role::key).or(is_period.then_some("period_value")),
            samples: samples.take(UPLOAD_SAMPLES_MAX).map(|cell| short(&cell.text())).collect(),
        }
    });
    columns.collect()
}

/// No longer than can be shown in a line.
pub(super) fn short(text: &str) -> String {
    const SHOWN: usize = 80;
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}
