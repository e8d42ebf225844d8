//! A file of tables, whichever form it has.

use std::io::{Read, Seek, SeekFrom};

use crate::cell::Row;
use crate::day::Epoch;
use crate::delimited::{self, Splitter};
use crate::encoding::{self, Encoding, PIECE};
use crate::limits::Limits;
use crate::unreadable::Unreadable;
use crate::workbook::Workbook;

/// Text that is looked at to find out how it is written.
const BEGINNING: usize = 64 * 1024;

/// What the reader of a file may say about it; what is absent is found out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reading {
    /// How its characters are written.
    pub encoding: Option<Encoding>,
    /// What separates its cells.
    pub delimiter: Option<char>,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text with separators.
    Text {
        /// How its characters are written.
        encoding: Encoding,
        /// What separates its cells.
        delimiter: char,
    },
    /// An XLSX workbook.
    Workbook {
        /// From which day it counts.
        epoch: Epoch,
    },
}

/// An open file. Its rows can be read more than once; only one row of a text is ever in memory.
pub struct Book<R: Read + Seek> {
    form: Form,
    sheets: Vec<String>,
    inner: Inner<R>,
}

enum Inner<R: Read + Seek> {
    Text { reader: R, limits: Limits, is_told: bool },
    Workbook(Box<Workbook<R>>),
}

impl<R: Read + Seek> Book<R> {
    /// Opens a file and finds out what it is.
    ///
    /// # Errors
    /// [`Unreadable`] when it is no table, or a workbook that unpacks to too much.
    pub fn open(mut reader: R, reading: Reading, limits: Limits) -> Result<Self, Unreadable> {
        let mut head = [0; 8];
        let read = encoding::fill(&mut reader, &mut head)?;
        reader.rewind()?;
        let head = &head[..read];
        match head {
            [] => return Err(Unreadable::Empty),
            [b'P', b'K', 3 | 5, 4 | 6, ..] => return Self::open_workbook(reader, limits),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => {
                return Err(Unreadable::OtherKind("an old or encrypted Excel file"));
            }
            [b'%', b'P', b'D', b'F', ..] => return Err(Unreadable::OtherKind("a PDF file")),
            [0x1f, 0x8b, ..] => return Err(Unreadable::OtherKind("a compressed file")),
            _ => {}
        }
        let encoding = match reading.encoding {
            Some(encoding) => encoding,
            None => encoding::detect(&mut reader)?,
        };
        let mut beginning = String::new();
        each_piece(&mut reader, encoding, &mut |text| {
            beginning.push_str(text);
            Ok(beginning.len() < BEGINNING)
        })?;
        if beginning.trim().is_empty() {
            return Err(Unreadable::Empty);
        }
        if beginning.contains('\0') {
            return Err(Unreadable::OtherKind("no text file"));
        }
        let told = told_delimiter(&beginning);
        let guessed = || delimited::guess(&beginning);
        let delimiter = reading.delimiter.or(told).unwrap_or_else(guessed);
        let inner = Inner::Text { reader, limits, is_told: told.is_some() };
        Ok(Self { form: Form::Text { encoding, delimiter }, sheets: Vec::new(), inner })
    }

    fn open_workbook(reader: R, limits: Limits) -> Result<Self, Unreadable> {
        let workbook = Workbook::open(reader, limits)?;
        let (epoch, sheets) = (workbook.epoch(), workbook.sheets());
        let inner = Inner::Workbook(Box::new(workbook));
        Ok(Self { form: Form::Workbook { epoch }, sheets, inner })
    }

    /// What the file is.
    pub fn form(&self) -> Form {
        self.form
    }

    /// The sheets of a workbook; none of a text.
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// Hands over every row from the first one on, until `visit` answers `false`. Rows without
    /// anything in them may be left out.
    ///
    /// # Errors
    /// [`Unreadable`]; rows before the broken place have been handed over.
    pub fn each_row(
        &mut self,
        sheet: Option<&str>,
        mut visit: impl FnMut(Row) -> bool,
    ) -> Result<(), Unreadable> {
        match (&mut self.inner, self.form) {
            (Inner::Text { reader, limits, is_told }, Form::Text { encoding, delimiter }) => {
                let is_told = *is_told;
                let mut visit =
                    |row: Row| if is_told && row.number == 1 { true } else { visit(row) };
                let mut splitter = Splitter::new(delimiter, *limits);
                let mut goes_on = true;
                each_piece(reader, encoding, &mut |text| {
                    goes_on = splitter.push(text, &mut visit)?;
                    Ok(goes_on)
                })?;
                if goes_on { splitter.finish(&mut visit) } else { Ok(()) }
            }
            (Inner::Workbook(workbook), _) => {
                let first = self.sheets.first().cloned().unwrap_or_default();
                workbook.each_row(sheet.unwrap_or(&first), &mut visit)
            }
            (Inner::Text { .. }, Form::Workbook { .. }) => {
                unreachable!("invariant: a text has the form of a text")
            }
        }
    }
}

/// `sep=;` in the first line, as spreadsheet programs write it for themselves.
fn told_delimiter(beginning: &str) -> Option<char> {
    let first = beginning.lines().next()?.trim_matches('"');
    let mut told = first.strip_prefix("sep=")?.chars();
    let delimiter = told.next().filter(|told| delimited::DELIMITERS.contains(told))?;
    told.all(|rest| rest == delimiter).then_some(delimiter)
}

/// The text of the file from its beginning, piece by piece.
fn each_piece(
    reader: &mut (impl Read + Seek),
    encoding: Encoding,
    visit: &mut dyn FnMut(&str) -> Result<bool, Unreadable>,
) -> Result<(), Unreadable> {
    reader.seek(SeekFrom::Start(0))?;
    let mut decoder = encoding.decoder();
    let mut bytes = vec![0; PIECE];
    let mut text = String::with_capacity(3 * PIECE + 64);
    loop {
        let read = encoding::fill(reader, &mut bytes)?;
        text.clear();
        let (result, _, _) = decoder.decode_to_string(&bytes[..read], &mut text, read < PIECE);
        debug_assert_eq!(result, encoding_rs::CoderResult::InputEmpty);
        if !visit(&text)? || read < PIECE {
            return Ok(());
        }
    }
}
