//! Periods as people write them: by their first day or by their name (`2013-W05`, `2013-09`,
//! `2013-Q3`, `2013-H2`, `2013`).
//!
//! The names are those that [`Calendar::label`] gives, so what a series shows can be typed into a
//! file again.

use goals::period::{Calendar, Grain};
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The first day of the period of this grain that the text names.
///
/// # Errors
/// A sentence that says what is wrong and what would be right.
///
/// ```
/// use goals::period::{Calendar, Grain};
/// use jiff::civil::date;
/// use ops::period_label::parse;
/// let calendar = Calendar { fiscal_year_start_month: 1, working_days: 0b001_1111 };
/// assert_eq!(parse(&calendar, Grain::Month, "2013-09"), Ok(date(2013, 9, 1)));
/// assert_eq!(parse(&calendar, Grain::Month, "2013-09-01"), Ok(date(2013, 9, 1)));
/// assert_eq!(parse(&calendar, Grain::Week, "2013-W01"), Ok(date(2012, 12, 31)));
/// assert!(parse(&calendar, Grain::Month, "2013-09-10").unwrap_err().contains("2013-09-01"));
/// ```
pub fn parse(calendar: &Calendar, grain: Grain, text: &str) -> Result<Date, String> {
    if let Some(day) = day(text) {
        return first_day(calendar, grain, day);
    }
    let found = inside(calendar, grain, text)
        .map(|day| calendar.period_containing(grain, day).start)
        .filter(|start| calendar.label(grain, *start) == text);
    found.ok_or_else(|| {
        format!("`{text}` is not a {}; write it like {}", word(grain), examples(grain))
    })
}

/// The day itself, when it is the first of its period.
///
/// # Errors
/// A sentence that names the first day.
pub fn first_day(calendar: &Calendar, grain: Grain, day: Date) -> Result<Date, String> {
    let start = calendar.period_containing(grain, day).start;
    if start == day {
        return Ok(day);
    }
    let label = calendar.label(grain, start);
    Err(format!(
        "`{day}` is inside the {} {label}; name it by its first day, `{start}`",
        word(grain)
    ))
}

/// `YYYY-MM-DD` and nothing else: jiff would also take `20130901`, which nobody means by a year.
fn day(text: &str) -> Option<Date> {
    let is_day = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    if is_day { text.parse().ok() } else { None }
}

/// Some day inside the named period.
fn inside(calendar: &Calendar, grain: Grain, text: &str) -> Option<Date> {
    let (year, rest) = match text.split_once('-') {
        Some((year, rest)) => (year, Some(rest)),
        None => (text, None),
    };
    let year: i16 = if year.len() == 4 { year.parse().ok()? } else { return None };
    let number = |prefix: &str| rest?.strip_prefix(prefix)?.parse::<i8>().ok();
    match grain {
        Grain::Day => None,
        Grain::Week => {
            let week = ISOWeekDate::new(year, number("W")?, Weekday::Monday).ok()?;
            Some(week.date())
        }
        Grain::Month => Date::new(year, number("")?, 1).ok(),
        Grain::Quarter => in_fiscal_year(calendar, year, number("Q")?, 3),
        Grain::Half => in_fiscal_year(calendar, year, number("H")?, 6),
        Grain::Year if rest.is_none() => in_fiscal_year(calendar, year, 1, 12),
        Grain::Year => None,
    }
}

/// The first day of the `number`-th part of a fiscal year, which is named after the year that it
/// ends in.
fn in_fiscal_year(calendar: &Calendar, year: i16, number: i8, months: i8) -> Option<Date> {
    let shift = i32::from(calendar.fiscal_year_start_month) - 1;
    let begins_in = i32::from(year) - i32::from(shift > 0);
    let parts = i32::from(number).checked_sub(1).filter(|parts| (0..12).contains(parts))?;
    let month = begins_in * 12 + shift + parts * i32::from(months);
    let month_of_year = i8::try_from(month.rem_euclid(12) + 1).ok()?;
    Date::new(i16::try_from(month.div_euclid(12)).ok()?, month_of_year, 1).ok()
}

/// What a period of this grain is called.
pub fn word(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "day",
        Grain::Week => "week",
        Grain::Month => "month",
        Grain::Quarter => "quarter",
        Grain::Half => "half-year",
        Grain::Year => "year",
    }
}

fn examples(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "`2013-09-01`",
        Grain::Week => "`2013-W05` or by its Monday, `2013-01-28`",
        Grain::Month => "`2013-09` or by its first day, `2013-09-01`",
        Grain::Quarter => "`2013-Q3` or by its first day, `2013-07-01`",
        Grain::Half => "`2013-H2` or by its first day, `2013-07-01`",
        Grain::Year => "`2013` or by its first day, `2013-01-01`",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_label_is_read_back() {
        for fiscal_year_start_month in [1, 4, 7, 12] {
            let calendar = Calendar { fiscal_year_start_month, working_days: 0b001_1111 };
            for grain in [Grain::Week, Grain::Month, Grain::Quarter, Grain::Half, Grain::Year] {
                for day in [date(2012, 2, 29), date(2013, 1, 1), date(2015, 12, 31)] {
                    let start = calendar.period_containing(grain, day).start;
                    assert_eq!(parse(&calendar, grain, &calendar.label(grain, start)), Ok(start));
                }
            }
        }
    }

    #[test]
    fn what_names_no_period_is_refused_with_what_would() {
        let calendar = Calendar { fiscal_year_start_month: 1, working_days: 0b001_1111 };
        for (grain, text) in [
            (Grain::Month, "2013-13"),
            (Grain::Month, "2013-9"),
            (Grain::Month, "2013-Q3"),
            (Grain::Quarter, "2013-Q5"),
            (Grain::Week, "2013-W53"),
            (Grain::Year, "13"),
            (Grain::Day, "2013-09"),
            (Grain::Day, "2013-02-30"),
            (Grain::Day, "１２３４"),
            (Grain::Year, ""),
        ] {
            let reason = parse(&calendar, grain, text).unwrap_err();
            assert!(reason.contains("write it like"), "{text}: {reason}");
        }
    }
}
