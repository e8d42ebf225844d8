//! What one cell says, or why it cannot be taken.

use goals::period::{Calendar, Grain};
use jiff::civil::Date;
use sheet::day::{self, Epoch, NoPeriod, Order, When};
use sheet::mapping::Percents;
use sheet::number::{self, Marks, NoNumber};
use sheet::{Cell, escape};

use super::survey::short;
use crate::period_label;

/// Stable code, and what is wrong and what would be right.
pub(super) type Wrong = (&'static str, String);

/// How the numbers and days of a file are written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Written {
    pub(super) numbers: Option<Marks>,
    pub(super) days: Option<Order>,
    pub(super) percents: Option<Percents>,
    pub(super) epoch: Epoch,
}

/// Whether a number may be a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// It is one: 84.5 % is 0.845.
    Percent,
    /// It is none.
    Plain,
}

/// The text of a cell, as it was before a spreadsheet program was kept from running it.
pub(super) fn text(cell: &Cell) -> Result<String, Wrong> {
    check_text(cell)?;
    Ok(escape::unescaped(&cell.text()).trim().to_owned())
}

fn check_text(cell: &Cell) -> Result<(), Wrong> {
    match cell {
        Cell::Error(error) => {
            let message = format!("the formula of this cell failed with `{error}`; mend it");
            Err(("cell_error", message))
        }
        cell if cell.is_no_text() => {
            let message = "the cell holds bytes that are neither UTF-8 nor GB18030; save the file \
                           as “CSV UTF-8” or as .xlsx";
            Err(("not_text", message.to_owned()))
        }
        _ => Ok(()),
    }
}

/// The number of a cell; `None` when it is empty.
pub(super) fn number(
    cell: &Cell,
    written: &Written,
    expected: Expected,
) -> Result<Option<f64>, Wrong> {
    check_text(cell)?;
    let amount = number::read(cell, written.numbers)
        .map_err(|error| wrong_number(cell, written.numbers, error))?;
    let Some(amount) = amount else { return Ok(None) };
    match (expected, amount.is_percent) {
        (Expected::Plain, false) => Ok(Some(amount.value)),
        (Expected::Percent, true) => Ok(Some(amount.value)),
        (Expected::Plain, true) => {
            let message = "this is no percentage: leave the percent sign out, or let the KPI be \
                           shown as a percentage";
            Err(("percent_unexpected", message.to_owned()))
        }
        (Expected::Percent, false) => bare_percent(amount.value, written.percents).map(Some),
    }
}

/// A percentage without a sign: a ratio by the product's convention, unless it may well be meant in
/// hundredths.
fn bare_percent(value: f64, percents: Option<Percents>) -> Result<f64, Wrong> {
    match percents {
        Some(Percents::Ratio) => Ok(value),
        // Shifting the shortest text is exact where dividing may be one digit off.
        Some(Percents::Hundred) => format!("{value:e}")
            .split_once('e')
            .and_then(shifted)
            .ok_or_else(|| ("bad_number", "the number is too small or too large".to_owned())),
        None if value.abs() <= 1.0 => Ok(value),
        None => {
            let message = format!(
                "`{value}` may be {value} % or, as a ratio, 100 times as much; write the percent \
                 sign, or choose how percentages are written"
            );
            Err(("ambiguous_percent", message))
        }
    }
}

fn shifted((digits, power): (&str, &str)) -> Option<f64> {
    let power: i32 = power.parse().ok()?;
    format!("{digits}e{}", power - 2).parse().ok()
}

fn wrong_number(cell: &Cell, marks: Option<Marks>, error: NoNumber) -> Wrong {
    let text = short(&cell.text());
    match error {
        NoNumber::Ambiguous => {
            let message = format!(
                "the comma or point in `{text}` may stand before decimals or between thousands, \
                 and no other number of the file tells; choose how numbers are written"
            );
            ("ambiguous_number", message)
        }
        NoNumber::OtherMarks => {
            let mark = if marks == Some(Marks::Comma) { "comma" } else { "point" };
            let message =
                format!("`{text}` is no number with a decimal {mark}, as the others are written");
            ("other_marks", message)
        }
        NoNumber::Never => {
            ("bad_number", format!("`{text}` is not a number; write it like 1234.5"))
        }
    }
}

/// What a cell says of time; `None` when it is empty.
pub(super) fn when(cell: &Cell, written: &Written) -> Result<Option<When>, Wrong> {
    check_text(cell)?;
    day::read(cell, written.days, written.epoch).map_err(|error| {
        let text = short(&cell.text());
        match error {
            NoPeriod::Ambiguous => {
                let message = format!(
                    "`{text}` is two days, and no other day of the file tells whether the month or \
                     the day comes first; choose it"
                );
                ("ambiguous_day", message)
            }
            NoPeriod::OtherOrder => {
                let message = format!("`{text}` is no day in the order that the others have");
                ("other_order", message)
            }
            NoPeriod::ShortYear => {
                ("short_year", format!("write the year of `{text}` with four digits"))
            }
            NoPeriod::Never => {
                let message = format!(
                    "`{text}` is no day and no period; write it like 2013-10-14, 2013-10, 2013-Q4 \
                     or 2013-W42"
                );
                ("bad_period", message)
            }
        }
    })
}

/// The first day of the period of this grain that is meant.
///
/// A period may be named by its first day, and by its last: that is how reports are dated.
pub(super) fn period(calendar: &Calendar, grain: Grain, when: When) -> Result<Date, Wrong> {
    let label = match when {
        When::Day(day) => {
            let period = calendar.period_containing(grain, day);
            if period.last_day() == day {
                return Ok(period.start);
            }
            return period_label::first_day(calendar, grain, day)
                .map_err(|message| ("bad_period", message));
        }
        When::Week(year, week) => format!("{year:04}-W{week:02}"),
        When::Month(year, month) => format!("{year:04}-{month:02}"),
        When::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
        When::Half(year, half) => format!("{year:04}-H{half}"),
        When::Year(year) => format!("{year:04}"),
    };
    period_label::parse(calendar, grain, &label).map_err(|message| ("bad_period", message))
}
