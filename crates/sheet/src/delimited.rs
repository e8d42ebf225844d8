//! Text with separators, cut into rows and cells.
//!
//! Quotes as in RFC 4180; a quote inside an unquoted cell stands for itself. Rows end with a line
//! feed, a carriage return or both, and an empty line is an empty row: row numbers are those that a
//! spreadsheet program shows.

use crate::address::Address;
use crate::cell::{Cell, Row};
use crate::limits::Limits;
use crate::unreadable::Unreadable;

/// What may separate cells.
pub(crate) const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

#[derive(Clone, Copy, PartialEq)]
enum State {
    CellBegins,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// Cuts text that comes in pieces.
pub(crate) struct Splitter {
    delimiter: u8,
    limits: Limits,
    state: State,
    /// A line feed right after a carriage return belongs to it.
    is_after_return: bool,
    /// Where the cell that is open begins, once it has begun with a quote.
    cell: Vec<u8>,
    row: Row,
}

impl Splitter {
    pub(crate) fn new(delimiter: char, limits: Limits) -> Self {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        Self {
            delimiter,
            limits,
            state: State::CellBegins,
            is_after_return: false,
            cell: Vec::new(),
            row: Row { number: 1, cells: Vec::new() },
        }
    }

    /// Takes a piece of text; hands over every row that ends in it. `Ok(false)` when `visit` wants
    /// no more.
    pub(crate) fn push(
        &mut self,
        text: &str,
        visit: &mut dyn FnMut(Row) -> bool,
    ) -> Result<bool, Unreadable> {
        for byte in text.bytes() {
            let is_continued = std::mem::take(&mut self.is_after_return) && byte == b'\n';
            if is_continued && self.state == State::CellBegins && self.row.cells.is_empty() {
                continue;
            }
            match (self.state, byte) {
                (State::Quoted, b'"') => self.state = State::QuoteInQuoted,
                (State::Quoted, _) => self.keep(byte)?,
                (State::QuoteInQuoted, b'"') => {
                    self.keep(byte)?;
                    self.state = State::Quoted;
                }
                (State::CellBegins, b'"') => self.state = State::Quoted,
                (_, b'\n' | b'\r') => {
                    self.is_after_return = byte == b'\r';
                    if !self.end_row(visit)? {
                        return Ok(false);
                    }
                }
                (_, byte) if byte == self.delimiter => self.end_cell()?,
                _ => {
                    self.keep(byte)?;
                    self.state = State::Plain;
                }
            }
        }
        Ok(true)
    }

    /// Hands over the row that the end of the file ends.
    pub(crate) fn finish(mut self, visit: &mut dyn FnMut(Row) -> bool) -> Result<(), Unreadable> {
        if self.state == State::Quoted {
            return Err(Unreadable::QuoteNotClosed { at: self.at() });
        }
        let is_open = self.state != State::CellBegins || !self.row.cells.is_empty();
        if is_open {
            self.end_row(visit)?;
        }
        Ok(())
    }

    fn at(&self) -> Address {
        let column = u32::try_from(self.row.cells.len()).unwrap_or(u32::MAX);
        Address { row: self.row.number, column }
    }

    fn keep(&mut self, byte: u8) -> Result<(), Unreadable> {
        if self.cell.len() >= self.limits.cell_bytes {
            return Err(Unreadable::CellTooLong { at: self.at(), limit: self.limits.cell_bytes });
        }
        self.cell.push(byte);
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Unreadable> {
        if self.row.cells.len() >= self.limits.columns as usize {
            let (row, limit) = (self.row.number, self.limits.columns);
            return Err(Unreadable::TooManyColumns { row, limit });
        }
        // Pieces end between characters, so only a limit could cut one; then nothing is kept.
        let text = String::from_utf8_lossy(&self.cell);
        self.row.cells.push(Cell::of_text(&text));
        self.cell.clear();
        self.state = State::CellBegins;
        Ok(())
    }

    fn end_row(&mut self, visit: &mut dyn FnMut(Row) -> bool) -> Result<bool, Unreadable> {
        self.end_cell()?;
        let number = self.row.number;
        if number > self.limits.rows {
            return Err(Unreadable::TooManyRows { limit: self.limits.rows });
        }
        let next = Row { number: number + 1, cells: Vec::new() };
        Ok(visit(std::mem::replace(&mut self.row, next)))
    }
}

/// The separator that cuts the beginning of a file into the most even rows.
pub(crate) fn guess(beginning: &str) -> char {
    let best = DELIMITERS.iter().max_by_key(|delimiter| evenness(beginning, **delimiter));
    // Of equals the last is taken; without any separator at all it does not matter.
    best.copied().filter(|best| beginning.contains(*best)).unwrap_or(',')
}

/// Whether nearly all rows are as wide as the first, how wide, and how many.
fn evenness(beginning: &str, delimiter: char) -> (bool, usize, usize) {
    let mut widths = Vec::new();
    let mut splitter = Splitter::new(delimiter, Limits::default());
    let mut visit = |row: Row| {
        if !row.is_empty() {
            widths.push(row.cells.len());
        }
        widths.len() < 200
    };
    if splitter.push(beginning, &mut visit).is_err() {
        return (false, 0, 0);
    }
    if widths.len() > 1 {
        // The last row may be cut.
        widths.truncate(widths.len().max(3) - 1);
    }
    let mut sorted = widths.clone();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
    let even = widths.iter().filter(|width| **width == usual).count();
    (usual > 1 && even * 10 >= widths.len() * 9, usual, even)
}
