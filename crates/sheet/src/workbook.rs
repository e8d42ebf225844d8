//! The cells of an XLSX workbook, row by row. Values only: formulas give what they came to when the
//! file was saved, and nothing is ever computed.

use std::io::{BufReader, Read, Seek};
use std::panic::AssertUnwindSafe;

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};
use jiff::civil::Date;

use crate::address::Address;
use crate::archive;
use crate::cell::{Cell, Row};
use crate::day::{Epoch, of_serial};
use crate::limits::Limits;
use crate::unreadable::Unreadable;

/// An open workbook.
pub(crate) struct Workbook<R: Read + Seek> {
    inner: Xlsx<BufReader<R>>,
    limits: Limits,
}

impl<R: Read + Seek> Workbook<R> {
    pub(crate) fn open(mut reader: R, limits: Limits) -> Result<Self, Unreadable> {
        archive::check(&mut reader, &limits)?;
        reader.rewind()?;
        let inner =
            guarded(|| Xlsx::new(BufReader::new(reader)))?.map_err(|error| broken(&error))?;
        Ok(Self { inner, limits })
    }

    /// The sheets that are shown, in their order; all of them when none is.
    pub(crate) fn sheets(&self) -> Vec<String> {
        let all = || self.inner.sheets_metadata().iter();
        let shown = all().filter(|sheet| sheet.visible == SheetVisible::Visible);
        let shown: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
        if shown.is_empty() { all().map(|sheet| sheet.name.clone()).collect() } else { shown }
    }

    pub(crate) fn epoch(&self) -> Epoch {
        if self.inner.has_1904_epoch() { Epoch::From1904 } else { Epoch::From1900 }
    }

    pub(crate) fn each_row(
        &mut self,
        sheet: &str,
        visit: &mut dyn FnMut(Row) -> bool,
    ) -> Result<(), Unreadable> {
        let (epoch, limits) = (self.epoch(), self.limits);
        let opened = guarded(|| self.inner.worksheet_cells_reader(sheet))?;
        let mut cells = opened.map_err(|error| match error {
            XlsxError::WorksheetNotFound(name) => Unreadable::NoSheet(name),
            error => broken(&error),
        })?;
        let percents: Vec<bool> = cells.styles().iter().map(is_percent).collect();
        let mut row = Row { number: 1, cells: Vec::new() };
        loop {
            let next = guarded(|| cells.next_cell_with_style_id())?;
            let Some((cell, style)) = next.map_err(|error| broken(&error))? else { break };
            let (at_row, column) = cell.get_position();
            let at = Address { row: at_row.saturating_add(1), column };
            check_place(at, &row, &limits)?;
            let is_percent = percents.get(style).copied().unwrap_or(false);
            let value = cell_of(cell.get_value(), is_percent, epoch);
            if value.is_empty() {
                continue;
            }
            if let Cell::Text(text) = &value
                && text.len() > limits.cell_bytes
            {
                return Err(Unreadable::CellTooLong { at, limit: limits.cell_bytes });
            }
            if at.row > row.number {
                let next = Row { number: at.row, cells: Vec::new() };
                let done = std::mem::replace(&mut row, next);
                if !done.cells.is_empty() && !visit(done) {
                    return Ok(());
                }
            }
            row.cells.resize(column as usize, Cell::Empty);
            row.cells.push(value);
        }
        if !row.cells.is_empty() {
            visit(row);
        }
        Ok(())
    }
}

/// Cells come row by row from left to right; what does not would need all of it in memory.
fn check_place(at: Address, row: &Row, limits: &Limits) -> Result<(), Unreadable> {
    if at.column >= limits.columns {
        return Err(Unreadable::TooManyColumns { row: at.row, limit: limits.columns });
    }
    if at.row > limits.rows {
        return Err(Unreadable::TooManyRows { limit: limits.rows });
    }
    let is_behind =
        at.row < row.number || (at.row == row.number && (at.column as usize) < row.cells.len());
    if is_behind { Err(Unreadable::OutOfOrder { at }) } else { Ok(()) }
}

fn is_percent(style: &calamine::Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}

fn cell_of(value: &DataRef<'_>, is_percent: bool, epoch: Epoch) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(value) => Cell::Number { value: *value as f64, is_percent },
        DataRef::Float(value) => Cell::Number { value: *value, is_percent },
        DataRef::String(text) => Cell::of_text(text),
        DataRef::SharedString(text) => Cell::of_text(text),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(time) if time.is_datetime() => match of_serial(time.as_f64(), epoch) {
            Some(day) => Cell::Day(day),
            None => Cell::Text(time.as_f64().to_string()),
        },
        DataRef::DateTime(time) => Cell::Text(time.as_f64().to_string()),
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).and_then(|day| day.parse::<Date>().ok());
            day.map_or_else(|| Cell::of_text(text), Cell::Day)
        }
        DataRef::DurationIso(text) => Cell::of_text(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// Asks the library, which gives up with a panic over some broken files (a row number that does not
/// fit, for one; found by `examples/fuzz.rs`). What it held is thrown away then.
fn guarded<T>(ask: impl FnOnce() -> T) -> Result<T, Unreadable> {
    std::panic::catch_unwind(AssertUnwindSafe(ask))
        .map_err(|_| Unreadable::Broken("its parts do not fit together".to_owned()))
}

fn broken(error: &dyn std::fmt::Display) -> Unreadable {
    Unreadable::Broken(error.to_string())
}
