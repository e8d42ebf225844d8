//! Why a file cannot be read as a table at all. What is wrong with a single value is not here.

use crate::address::Address;

/// The file is no table that can be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is of another kind.
    #[error("this is {0}; save it as .xlsx or as CSV")]
    OtherKind(&'static str),
    /// A row has too many cells.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// Which.
        row: u32,
        /// How many may be.
        limit: u32,
    },
    /// There are too many rows.
    #[error("the table has more than {limit} rows; send it in parts")]
    TooManyRows {
        /// How many may be.
        limit: u32,
    },
    /// A cell is too long.
    #[error(
        "cell {at} is longer than {limit} bytes; a quotation mark that opens there may not be closed"
    )]
    CellTooLong {
        /// Which.
        at: Address,
        /// How many bytes may be.
        limit: usize,
    },
    /// A quoted cell goes on to the end of the file.
    #[error("the quotation mark that opens in cell {at} is not closed")]
    QuoteNotClosed {
        /// Which.
        at: Address,
    },
    /// The archive of a workbook unpacks to too much.
    #[error("the workbook unpacks to more than it may: {what}")]
    Unpacks {
        /// What was counted.
        what: String,
    },
    /// The workbook is broken.
    #[error("the workbook cannot be read: {0}")]
    Broken(String),
    /// The rows of the workbook are not in order, so a cell could stand in two places.
    #[error(
        "the workbook's cells are not in order at {at}; save it again in a spreadsheet program"
    )]
    OutOfOrder {
        /// Where.
        at: Address,
    },
    /// There is no such sheet.
    #[error("there is no sheet `{0}` in the workbook")]
    NoSheet(String),
    /// The file cannot be read to its end.
    #[error("the file cannot be read to its end: {0}")]
    Io(#[from] std::io::Error),
}

impl Unreadable {
    /// Stable, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::OtherKind(_) => "file_kind",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::TooManyRows { .. } => "too_many_rows",
            Self::CellTooLong { .. } => "cell_too_long",
            Self::QuoteNotClosed { .. } => "quote_not_closed",
            Self::Unpacks { .. } => "unpacks_to_too_much",
            Self::Broken(_) => "workbook_broken",
            Self::OutOfOrder { .. } => "workbook_out_of_order",
            Self::NoSheet(_) => "unknown_sheet",
            Self::Io(_) => "file_unreadable",
        }
    }

    /// The cell that is wrong, where it is one.
    pub fn at(&self) -> Option<Address> {
        match self {
            Self::CellTooLong { at, .. }
            | Self::QuoteNotClosed { at }
            | Self::OutOfOrder { at } => Some(*at),
            _ => None,
        }
    }
}
