//! What a cell holds.

use std::borrow::Cow;

use jiff::civil::Date;

/// The character that stands for bytes that are no text in the file's encoding.
pub const NO_TEXT: char = char::REPLACEMENT_CHARACTER;

/// What a cell holds. A CSV file has nothing but texts; a workbook knows numbers and days.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or blanks.
    #[default]
    Empty,
    /// A text, without blanks around it.
    Text(String),
    /// A number.
    Number {
        /// As it is stored.
        value: f64,
        /// Whether it is shown as a percentage: 0.845 as 84.5 %.
        is_percent: bool,
    },
    /// A day, whatever its time.
    Day(Date),
    /// True or false.
    Flag(bool),
    /// A formula that failed: `#DIV/0!`.
    Error(String),
}

impl Cell {
    /// A text, or nothing when it is blank.
    pub fn of_text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// What it says, as text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number { value, .. } => Cow::Owned(value.to_string()),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Flag(flag) => Cow::Owned(flag.to_string()),
        }
    }

    /// Whether it holds bytes that are no text.
    pub fn is_no_text(&self) -> bool {
        matches!(self, Self::Text(text) if text.contains(NO_TEXT))
    }
}

/// A row of cells; cells after the last one are empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its number; the first of the file is 1.
    pub number: u32,
    /// Its cells from column A on.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column.
    pub fn cell(&self, column: u32) -> &Cell {
        self.cells.get(column as usize).unwrap_or(&Cell::Empty)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}
