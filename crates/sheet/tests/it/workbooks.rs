//! XLSX workbooks: values, days, percentages, and archives that are bombs.

use jiff::civil::date;
use sheet::day::Epoch;
use sheet::{Cell, Form, Limits};

use crate::support::{archive, open, open_with, rows, workbook};

const ROWS: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>指标</t></is></c>\
    <c r=\"C1\" s=\"1\"><v>41561</v></c></row>\
    <row r=\"3\"><c r=\"A3\" t=\"str\"><f>1+1</f><v>two</v></c><c r=\"B3\" s=\"2\"><v>0.845</v></c>\
    <c r=\"C3\"><f>1/0</f><v>7.5</v></c><c r=\"D3\" t=\"e\"><v>#DIV/0!</v></c>\
    <c r=\"E3\" t=\"b\"><v>1</v></c></row>";

#[test]
fn a_workbook_gives_values_and_never_computes() {
    let mut book = open(workbook(ROWS, "")).unwrap();
    assert_eq!(book.form(), Form::Workbook { epoch: Epoch::From1900 });
    assert_eq!(book.sheets(), ["数据"]);
    let rows = rows(&mut book).unwrap();
    assert_eq!((rows[0].number, rows[1].number), (1, 3));
    assert_eq!(rows[0].cells[2], Cell::Day(date(2013, 10, 14)));
    assert_eq!(rows[0].cells[0], Cell::Text("指标".into()));
    let expected = [
        Cell::Text("two".into()),
        Cell::Number { value: 0.845, is_percent: true },
        Cell::Number { value: 7.5, is_percent: false },
        Cell::Error("#DIV/0!".into()),
        Cell::Flag(true),
    ];
    assert_eq!(rows[1].cells, expected);
}

#[test]
fn old_macintosh_workbooks_count_from_1904() {
    let rows_xml = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>40099</v></c></row>";
    let mut book = open(workbook(rows_xml, "<workbookPr date1904=\"1\"/>")).unwrap();
    assert_eq!(book.form(), Form::Workbook { epoch: Epoch::From1904 });
    assert_eq!(rows(&mut book).unwrap()[0].cells[0], Cell::Day(date(2013, 10, 14)));
}

#[test]
fn a_far_cell_takes_no_room_and_a_wide_sheet_is_refused() {
    let far = "<row r=\"1048576\"><c r=\"B1048576\"><v>1</v></c></row>";
    let found = rows(&mut open(workbook(far, "")).unwrap()).unwrap();
    assert_eq!((found.len(), found[0].number), (1, 1_048_576));
    let wide = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>";
    let error = rows(&mut open(workbook(wide, "")).unwrap()).unwrap_err();
    assert_eq!(error.code(), "too_many_columns");
    let twice =
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let error = rows(&mut open(workbook(twice, "")).unwrap()).unwrap_err();
    assert_eq!(error.code(), "workbook_out_of_order");
    let mut book = open(workbook(ROWS, "")).unwrap();
    let error = book.each_row(Some("other"), |_| true).unwrap_err();
    assert_eq!(error.code(), "unknown_sheet");
}

#[test]
fn bombs_are_counted_before_they_are_read() {
    let zeros = vec![b'0'; 8 * 1024 * 1024];
    let bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &zeros)]);
    assert!(bomb.len() < 20_000, "{} bytes unpack to 8 MB", bomb.len());
    let code = |bytes: Vec<u8>, limits| open_with(bytes, limits).err().map(|error| error.code());
    assert_eq!(code(bomb.clone(), Limits::default()), Some("unpacks_to_too_much"));
    let small = Limits { unpacked_bytes: 1024 * 1024, ratio: 100_000, ..Limits::default() };
    assert_eq!(code(bomb.clone(), small), Some("unpacks_to_too_much"));
    let held = Limits { held_bytes: 1024 * 1024, ratio: 100_000, ..Limits::default() };
    assert_eq!(code(bomb, held), Some("unpacks_to_too_much"));
    let names: Vec<String> = (0..50).map(|number| format!("xl/{number}.xml")).collect();
    let mut files: Vec<(&str, &[u8])> = vec![("xl/workbook.xml", b"<workbook/>")];
    files.extend(names.iter().map(|name| (name.as_str(), &b"x"[..])));
    let few = Limits { entries: 20, ..Limits::default() };
    assert_eq!(code(archive(&files), few), Some("unpacks_to_too_much"));
}

#[test]
fn a_workbook_that_tells_of_more_texts_than_it_holds_is_refused() {
    let texts = |count: &str| {
        let sst = format!("<sst uniqueCount = \"{count}\"><si><t>a</t></si></sst>");
        let files: [(&str, &[u8]); 2] =
            [("xl/workbook.xml", b"<workbook/>"), ("xl/SharedStrings.xml", sst.as_bytes())];
        open(archive(&files)).err().map(|error| error.to_string()).unwrap_or_default()
    };
    for count in ["99999999999999", "18446744073709551616", "0001000000000"] {
        assert!(texts(count).contains("more texts than it holds"), "{count}: {}", texts(count));
    }
    assert!(!texts("1").contains("more texts"), "{}", texts("1"));
}

#[test]
fn other_archives_and_broken_ones_are_told_apart() {
    let code = |bytes: Vec<u8>| open(bytes).err().map(|error| error.code());
    assert_eq!(code(archive(&[("content.xml", b"<x/>")])), Some("file_kind"));
    assert_eq!(code(archive(&[("a.txt", b"a")])), Some("file_kind"));
    assert_eq!(code(archive(&[("xl/workbook.xml", b"<workbook")])), Some("workbook_broken"));
    let whole = workbook(ROWS, "");
    assert_eq!(code(whole[..whole.len() / 2].to_vec()), Some("workbook_broken"));
    let far = ROWS.replace("A3", "A99999999999");
    let error = rows(&mut open(workbook(&far, "")).unwrap()).unwrap_err();
    assert_eq!(error.code(), "workbook_broken", "a row that does not fit");
    let mut lying = whole;
    let middle = lying.len() / 2;
    lying[middle] ^= 0xff;
    if let Ok(mut book) = open(lying) {
        drop(rows(&mut book));
    }
}
