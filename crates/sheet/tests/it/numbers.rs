//! Numbers in every way of writing.

use sheet::number::{Evidence, Marks, NoNumber, read};
use sheet::{Cell, Row};

use crate::support::text;

#[test]
fn what_has_one_meaning_is_read() {
    let cases = [
        ("0", 0.0),
        ("12", 12.0),
        ("-12", -12.0),
        ("−12", -12.0),
        ("12-", -12.0),
        ("+3.5", 3.5),
        (".5", 0.5),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("0,123", 0.123),
        ("0.123", 0.123),
        ("1234.567", 1234.567),
        ("1234,567", 1234.567),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1_234_567.0),
        ("1.234.567", 1_234_567.0),
        ("12,34,567.5", 1_234_567.5),
        ("1 234 567,89", 1_234_567.89),
        ("1\u{a0}234\u{202f}567", 1_234_567.0),
        ("1'234.5", 1234.5),
        ("１，２３４．５", 1234.5),
        ("(1,234.50)", -1234.5),
        ("（１２）", -12.0),
        ("$1,234.50", 1234.5),
        ("-$5", -5.0),
        ("$-5", -5.0),
        ("￥1,234,567", 1_234_567.0),
        ("1.234,50 €", 1234.5),
        ("USD 12", 12.0),
        ("12元", 12.0),
        ("1.2万", 12_000.0),
        ("3亿元", 300_000_000.0),
        ("0.07亿", 7_000_000.0),
        ("2e2", 200.0),
        ("1.5E-3", 0.0015),
    ];
    for (written, expected) in cases {
        let found = read(&text(written), None);
        assert_eq!(found.map(|amount| amount.map(|a| a.value)), Ok(Some(expected)), "{written}");
    }
}

#[test]
fn percentages_are_ratios_and_say_so() {
    for (written, expected) in
        [("84.5%", 0.845), ("84,5 %", 0.845), ("100％", 1.0), ("-0.1%", -0.001), ("(5%)", -0.05)]
    {
        let amount = read(&text(written), None).unwrap().unwrap();
        assert_eq!((amount.value, amount.is_percent), (expected, true), "{written}");
    }
}

#[test]
fn what_has_two_meanings_waits_for_the_file_or_its_bringer() {
    for written in ["1,234", "1.234", "12,345", "-1,234", "$1,234", "1,234%"] {
        assert_eq!(read(&text(written), None), Err(NoNumber::Ambiguous), "{written}");
    }
    let value = |marks| read(&text("1,234"), Some(marks)).unwrap().unwrap().value;
    assert_eq!((value(Marks::Point), value(Marks::Comma)), (1234.0, 1.234));
    let evidence = |texts: &[&str]| {
        let mut evidence = Evidence::default();
        texts.iter().for_each(|one| evidence.add(&text(one)));
        evidence.marks()
    };
    assert_eq!(evidence(&["1,234", "1,234.5", "7"]), Some(Marks::Point));
    assert_eq!(evidence(&["1,234", "0,5"]), Some(Marks::Comma));
    assert_eq!(evidence(&["1,234", "7"]), None);
    assert_eq!(evidence(&["1,5", "1.5", "1,234"]), None, "they contradict each other");
    assert_eq!(read(&text("1,5"), Some(Marks::Point)), Err(NoNumber::OtherMarks));
}

#[test]
fn what_is_no_number_is_none() {
    for written in [
        "-",
        "n/a",
        "NaN",
        "inf",
        "abc",
        "1,23,4",
        "1.2.3",
        "--5",
        "(-5)",
        "=1+2",
        "5.",
        "1,234,",
        "1 23",
        "1,234.567,8",
        "1e400",
        "12kg",
        "$",
        "%",
        "5%万",
        "1_2",
        "1234567890123456789012345678901234567890123456789012345678901234567890",
    ] {
        let found = read(&text(written), None);
        assert_eq!(found, Err(NoNumber::Never), "{written}");
    }
    assert_eq!(read(&Cell::Empty, None), Ok(None));
    assert_eq!(read(&Cell::Error("#DIV/0!".into()), None), Err(NoNumber::Never));
    assert_eq!(read(&Cell::Flag(true), None), Err(NoNumber::Never));
    let infinite = Cell::Number { value: f64::INFINITY, is_percent: false };
    assert_eq!(read(&infinite, None), Err(NoNumber::Never));
}

#[test]
fn cells_know_where_they_are_and_what_is_missing() {
    let row = Row { number: 7, cells: vec![text("a"), text("  ")] };
    assert!(row.cell(1).is_empty() && row.cell(9).is_empty() && !row.is_empty());
}
