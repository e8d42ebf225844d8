//! Tables that people keep in files: CSV and XLSX, read cell by cell, with an address for each.
//!
//! [`Book`] opens a file and hands its rows over; [`number`] and [`day`] read what a cell says,
//! [`mapping`] guesses which column is what, [`escape`] keeps cells from being run as formulas.
//! Nothing here knows of KPIs or a database. The one invariant: *what can be read in two ways is
//! not guessed* – the rest of the file decides, or whoever brought it, or the cell is refused. To
//! add a form of file: a file beside `delimited.rs` and `workbook.rs` and its line in `book.rs`.

pub mod address;
pub mod book;
pub mod cell;
pub mod day;
pub mod escape;
pub mod header;
pub mod limits;
pub mod mapping;
pub mod number;
pub mod unreadable;

mod archive;
mod delimited;
mod encoding;
mod plain;
mod workbook;

pub use address::Address;
pub use book::{Book, Form, Reading};
pub use cell::{Cell, Row};
pub use encoding::Encoding;
pub use limits::Limits;
pub use mapping::Mapping;
pub use unreadable::Unreadable;
