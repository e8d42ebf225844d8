//! Days and periods in every way of writing.

use jiff::civil::date;
use sheet::Cell;
use sheet::day::{Epoch, Evidence, NoPeriod, Order, When, of_serial, read};

use crate::support::text;

#[test]
fn what_has_one_meaning_is_read() {
    let fourteenth = When::Day(date(2013, 10, 14));
    let cases = [
        ("2013-10-14", fourteenth),
        ("2013/10/14", fourteenth),
        ("2013.10.14", fourteenth),
        ("2013/1/5", When::Day(date(2013, 1, 5))),
        ("20131014", fourteenth),
        ("2013年10月14日", fourteenth),
        ("２０１３年１０月１４日", fourteenth),
        ("2013-10-14 00:00:00", fourteenth),
        ("2013-10-14T00:00:00.000Z", fourteenth),
        ("10/14/2013", fourteenth),
        ("14/10/2013", fourteenth),
        ("14.10.2013", fourteenth),
        ("11.10.2013", When::Day(date(2013, 10, 11))),
        ("10/10/2013", When::Day(date(2013, 10, 10))),
        ("14 Oct 2013", fourteenth),
        ("Oct 14, 2013", fourteenth),
        ("14-October-2013", fourteenth),
        ("41561", fourteenth),
        ("2013-10", When::Month(2013, 10)),
        ("2013/10", When::Month(2013, 10)),
        ("201310", When::Month(2013, 10)),
        ("10/2013", When::Month(2013, 10)),
        ("2013年10月", When::Month(2013, 10)),
        ("2013年1月份", When::Month(2013, 1)),
        ("Oct 2013", When::Month(2013, 10)),
        ("2013 sept", When::Month(2013, 9)),
        ("2013Q4", When::Quarter(2013, 4)),
        ("2013-Q4", When::Quarter(2013, 4)),
        ("Q4 2013", When::Quarter(2013, 4)),
        ("FY2013 Q4", When::Quarter(2013, 4)),
        ("2013年第4季度", When::Quarter(2013, 4)),
        ("2013年四季度", When::Quarter(2013, 4)),
        ("2013H2", When::Half(2013, 2)),
        ("2013年下半年", When::Half(2013, 2)),
        ("2013-W42", When::Week(2013, 42)),
        ("2013W05", When::Week(2013, 5)),
        ("2013年第42周", When::Week(2013, 42)),
        ("2013", When::Year(2013)),
        ("2013年", When::Year(2013)),
        ("2013年度", When::Year(2013)),
        ("FY2013", When::Year(2013)),
    ];
    for (written, expected) in cases {
        let found = read(&text(written), None, Epoch::From1900);
        assert_eq!(found, Ok(Some(expected)), "{written}");
    }
}

#[test]
fn a_day_with_two_meanings_waits_for_the_file_or_its_bringer() {
    let written = text("10/11/2013");
    assert_eq!(read(&written, None, Epoch::From1900), Err(NoPeriod::Ambiguous));
    let day = |order| read(&written, Some(order), Epoch::From1900);
    assert_eq!(day(Order::DayFirst), Ok(Some(When::Day(date(2013, 11, 10)))));
    assert_eq!(day(Order::MonthFirst), Ok(Some(When::Day(date(2013, 10, 11)))));
    let other = read(&text("10/14/2013"), Some(Order::DayFirst), Epoch::From1900);
    assert_eq!(other, Err(NoPeriod::OtherOrder));
    let order = |texts: &[&str]| {
        let mut evidence = Evidence::default();
        texts.iter().for_each(|one| evidence.add(&text(one)));
        evidence.order()
    };
    assert_eq!(order(&["10/11/2013", "10/14/2013"]), Some(Order::MonthFirst));
    assert_eq!(order(&["10/11/2013", "14-10-2013"]), Some(Order::DayFirst));
    assert_eq!(order(&["10/11/2013"]), None);
    assert_eq!(order(&["13/10/2013", "10/13/2013"]), None, "they contradict each other");
}

#[test]
fn spreadsheets_count_days_from_two_beginnings() {
    let cases = [
        (1.0, Epoch::From1900, Some(date(1900, 1, 1))),
        (59.0, Epoch::From1900, Some(date(1900, 2, 28))),
        (60.0, Epoch::From1900, None),
        (61.0, Epoch::From1900, Some(date(1900, 3, 1))),
        (41_561.75, Epoch::From1900, Some(date(2013, 10, 14))),
        (40_099.0, Epoch::From1904, Some(date(2013, 10, 14))),
        (-1.0, Epoch::From1900, None),
        (f64::NAN, Epoch::From1900, None),
        (1e12, Epoch::From1904, None),
    ];
    for (serial, epoch, expected) in cases {
        assert_eq!(of_serial(serial, epoch), expected, "{serial} {epoch:?}");
    }
    let number = |value| Cell::Number { value, is_percent: false };
    let when = |value| read(&number(value), None, Epoch::From1904).ok().flatten();
    assert_eq!(when(40_099.0), Some(When::Day(date(2013, 10, 14))));
    assert_eq!(when(2013.0), Some(When::Year(2013)));
    assert_eq!(when(201_310.0), Some(When::Month(2013, 10)));
    assert_eq!(when(3.5), None);
}

#[test]
fn what_names_no_period_is_none() {
    for written in [
        "2013-13",
        "2013-02-30",
        "32/13/2013",
        "2013Q5",
        "2013H3",
        "2013-W54",
        "yesterday",
        "10",
        "2013年13月",
        "2013-10-14 09:30",
        "20131350",
        "Q4",
        "2013Q",
        "十月",
        "1/2/3/2013",
    ] {
        let found = read(&text(written), None, Epoch::From1900);
        assert_eq!(found, Err(NoPeriod::Never), "{written}");
    }
    for written in ["10/14/13", "Oct-13", "14.10.13"] {
        let found = read(&text(written), None, Epoch::From1900);
        assert_eq!(found, Err(NoPeriod::ShortYear), "{written}");
    }
    assert_eq!(read(&Cell::Empty, None, Epoch::From1900), Ok(None));
    assert_eq!(read(&Cell::Flag(true), None, Epoch::From1900), Err(NoPeriod::Never));
}
