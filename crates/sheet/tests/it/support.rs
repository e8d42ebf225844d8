//! Files made for tests.

use std::io::{Cursor, Write};

use sheet::{Book, Cell, Limits, Reading, Row, Unreadable};
use zip::write::SimpleFileOptions;

pub(crate) type Memory = Cursor<Vec<u8>>;

pub(crate) fn open(bytes: impl Into<Vec<u8>>) -> Result<Book<Memory>, Unreadable> {
    open_with(bytes, Limits::default())
}

pub(crate) fn open_with(
    bytes: impl Into<Vec<u8>>,
    limits: Limits,
) -> Result<Book<Memory>, Unreadable> {
    Book::open(Cursor::new(bytes.into()), Reading::default(), limits)
}

/// Every row of the first sheet.
pub(crate) fn rows(book: &mut Book<Memory>) -> Result<Vec<Row>, Unreadable> {
    let mut rows = Vec::new();
    book.each_row(None, |row| {
        rows.push(row);
        true
    })?;
    Ok(rows)
}

/// The texts of a file's rows.
pub(crate) fn texts(bytes: impl Into<Vec<u8>>) -> Vec<Vec<String>> {
    let rows = rows(&mut open(bytes).expect("a table")).expect("rows");
    rows.iter().map(|row| row.cells.iter().map(|cell| cell.text().into_owned()).collect()).collect()
}

pub(crate) fn text(text: &str) -> Cell {
    Cell::of_text(text)
}

/// An archive of these files.
pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(content).expect("content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A workbook whose first sheet has this `sheetData`; 1 is a style of days, 2 one of percentages.
pub(crate) fn workbook(rows: &str, properties: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\">{properties}<sheets>\
         <sheet name=\"数据\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let links = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" \
         Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship \
         Id=\"rId2\" Type=\"{relations}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{main}\"><numFmts count=\"1\"><numFmt numFmtId=\"200\" \
         formatCode=\"0.0%\"/></numFmts><cellXfs count=\"3\"><xf numFmtId=\"0\"/>\
         <xf numFmtId=\"14\"/><xf numFmtId=\"200\"/></cellXfs></styleSheet>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    let root = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" \
         Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    archive(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}
