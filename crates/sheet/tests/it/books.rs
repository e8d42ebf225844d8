//! Text files: encodings, separators, quotes, limits.

use encoding_rs::GB18030;
use sheet::{Address, Encoding, Form, Limits, Unreadable};

use crate::support::{open, open_with, rows, texts};

const CHINESE: &str = "指标,部门,周期,值\n准点率,纽瓦克,2013年10月,84.5%\n";

fn form(bytes: impl Into<Vec<u8>>) -> (Encoding, char) {
    match open(bytes).expect("a table").form() {
        Form::Text { encoding, delimiter } => (encoding, delimiter),
        Form::Workbook { .. } => panic!("a text was expected"),
    }
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn every_encoding_says_the_same() {
    let expected = texts(CHINESE);
    assert_eq!(expected[1], ["准点率", "纽瓦克", "2013年10月", "84.5%"]);
    let marked = format!("\u{feff}{CHINESE}");
    let gb = GB18030.encode(CHINESE).0.into_owned();
    let cases = [
        (CHINESE.as_bytes().to_vec(), Encoding::Utf8),
        (marked.as_bytes().to_vec(), Encoding::Utf8),
        (gb, Encoding::Gb18030),
        (utf16(&marked, u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(&marked, u16::to_be_bytes), Encoding::Utf16Be),
        (utf16("kpi,unit,period,value\na,b,2013,1\n", u16::to_le_bytes), Encoding::Utf16Le),
    ];
    for (bytes, encoding) in cases {
        assert_eq!(form(bytes.clone()).0, encoding);
        if bytes.len() > 100 || encoding != Encoding::Utf16Le {
            assert_eq!(texts(bytes), expected, "{encoding:?}");
        }
    }
}

#[test]
fn characters_that_pieces_of_a_file_cut_in_two_stay_whole() {
    let long = format!("指标,部门\n{}", "准点率,纽瓦克\n".repeat(20_000));
    for bytes in [long.as_bytes().to_vec(), GB18030.encode(&long).0.into_owned()] {
        let rows = texts(bytes);
        assert_eq!(rows.len(), 20_001);
        assert!(rows.iter().skip(1).all(|row| row == &["准点率", "纽瓦克"]));
    }
}

#[test]
fn bytes_that_are_no_text_are_in_one_cell_alone() {
    let mut broken = b"kpi,unit\nflights,EWR\nfl".to_vec();
    broken.extend([0xff, 0xfe]);
    broken.extend(b"ights,JFK\n");
    let latin = b"kpi,unit\nretards,Montr\xe9al\n\xe9t\xe9,JFK\n".to_vec();
    let mut chinese = GB18030.encode(CHINESE).0.into_owned();
    chinese.extend(b"\xff,EWR,2013,1\n");
    for (bytes, expected) in
        [(broken, vec!["A3"]), (latin, vec!["B2", "A3"]), (chinese, vec!["A3"])]
    {
        let rows = rows(&mut open(bytes).unwrap()).unwrap();
        let mut found = Vec::new();
        for row in rows {
            for (column, cell) in (0..).zip(&row.cells) {
                if cell.is_no_text() {
                    found.push(Address { row: row.number, column }.to_string());
                }
            }
        }
        assert_eq!(found, expected);
    }
}

#[test]
fn separators_are_found_out() {
    let cases = [
        ("kpi,unit,period,value\na,b,2013-10-01,1.5\n", ','),
        ("kpi;unit;period;value\na;b;2013-10-01;1,5\nc;d;2013-10-02;2,5\n", ';'),
        ("kpi\tunit\tperiod\na\tb, c\t2013\n", '\t'),
        ("kpi|unit|period\na|b|2013\n", '|'),
        ("kpi\na\n", ','),
        ("sep=;\nkpi;unit\na;b\n", ';'),
        ("a,b\n\"x;y\",1\n", ','),
    ];
    for (text, expected) in cases {
        assert_eq!(form(text).1, expected, "{text}");
    }
    let told = texts("sep=;\nkpi;unit\na;b\n");
    assert_eq!(told, [["kpi", "unit"], ["a", "b"]]);
}

#[test]
fn quotes_line_ends_and_blanks_are_as_spreadsheets_write_them() {
    let rows = texts("a, b ,\"c \"\"d\"\", e\"\r\n\r\n\"1\n2\",3 \"x\",\rlast,,");
    assert_eq!(rows[0], ["a", "b", "c \"d\", e"]);
    assert!(rows[1].iter().all(String::is_empty), "an empty line is a row");
    assert_eq!(rows[2], ["1\n2", "3 \"x\"", ""]);
    assert_eq!(rows[3], ["last", "", ""]);
}

#[test]
fn what_is_too_much_is_refused_with_its_place() {
    let limits = Limits { columns: 3, rows: 3, cell_bytes: 10, ..Limits::default() };
    let refused = |text: &str| {
        let mut book = open_with(text, limits).expect("a table");
        rows(&mut book).expect_err("it is too much")
    };
    let wide = refused("a,b,c\n1,2,3,4\n");
    assert!(matches!(wide, Unreadable::TooManyColumns { row: 2, limit: 3 }), "{wide}");
    let long = refused("a,b\n1\n2\n3\n");
    assert!(matches!(long, Unreadable::TooManyRows { limit: 3 }), "{long}");
    let cell = refused("a,b\n1,\"2345678901234\"\n");
    assert_eq!(cell.at().map(|at| at.to_string()), Some("B2".to_owned()));
    let open_quote = refused("a,b\n1,\"2\n");
    assert_eq!(
        (open_quote.code(), open_quote.at().unwrap().to_string()),
        ("quote_not_closed", "B2".into())
    );
    let sheet = format!("{}\n", vec!["x"; 10_001].join(","));
    let error = rows(&mut open(sheet).unwrap()).unwrap_err();
    assert_eq!(error.code(), "too_many_columns");
}

#[test]
fn what_is_no_table_says_what_it_is() {
    let cases: [(&[u8], &str); 7] = [
        (b"", "file_empty"),
        (b" \n\n ", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b"%PDF-1.4 ...", "file_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_kind"),
        (b"\x1f\x8b\x08\x00", "file_kind"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00ab", "file_kind"),
    ];
    for (bytes, code) in cases {
        let error = open(bytes).err().map(|error| error.code());
        assert_eq!(error, Some(code), "{bytes:?}");
    }
}
