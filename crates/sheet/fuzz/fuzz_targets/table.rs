//! No file makes reading it panic or go on for ever: `cargo +nightly fuzz run table` in
//! crates/sheet. A CSV file and an XLSX workbook are told apart by their first bytes, as in the
//! product.

#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use sheet::day::Epoch;
use sheet::{Book, Limits, Mapping, Reading, Row, day, escape, number};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { unpacked_bytes: 16 * 1024 * 1024, ..Limits::default() };
    let Ok(mut book) = Book::open(Cursor::new(bytes), Reading::default(), limits) else { return };
    let mut first: Vec<Row> = Vec::new();
    let _ = book.each_row(None, |row| {
        for cell in &row.cells {
            let _ = number::read(cell, None);
            let _ = day::read(cell, None, Epoch::From1904);
            let text = cell.text();
            assert_eq!(escape::unescaped(&escape::escaped(&text)), text);
        }
        if first.len() < 50 {
            first.push(row);
        }
        true
    });
    let mapping = Mapping::guess(&first);
    if let Some(header) = first.iter().find(|row| row.number == mapping.header_row) {
        let _ = Mapping::shape(header);
    }
});
