//! Days and periods as people write them: `2013-10-14`, `10/14/2013`, `2013年10月`, `2013Q4`,
//! `2013-W42`, and the numbers that spreadsheets keep days by.
//!
//! `10/11/2013` is two days, and nothing in it says which. [`Evidence`] of the other cells decides,
//! or whoever brought the file ([`Order`]); else it is refused. Which day a quarter begins on is
//! the business of a calendar, which is not here.

mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::cell::Cell;
use crate::plain::plain;

/// Characters of a period at most.
const CHARACTERS_MAX: usize = 40;

/// Whether the day stands before the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// `14/10/2013`
    DayFirst,
    /// `10/14/2013`
    MonthFirst,
}

/// From which day a spreadsheet counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Epoch {
    /// 1 is 1 January 1900, and 29 February 1900 is counted though it never was.
    #[default]
    #[serde(rename = "1900")]
    From1900,
    /// 0 is 1 January 1904: workbooks of old Macintoshes.
    #[serde(rename = "1904")]
    From1904,
}

/// What a cell says of time. Years of quarters and halves are fiscal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// A day.
    Day(Date),
    /// An ISO week.
    Week(i16, i8),
    /// A month.
    Month(i16, i8),
    /// A quarter, 1 to 4.
    Quarter(i16, i8),
    /// A half-year, 1 or 2.
    Half(i16, i8),
    /// A year.
    Year(i16),
}

/// Why a cell names no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPeriod {
    /// It is none in any way of writing.
    Never,
    /// It is two days, and nothing says which.
    Ambiguous,
    /// It is a day only in the other order than the file's.
    OtherOrder,
    /// Its year has two digits.
    ShortYear,
}

/// What the days of a file say about their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Days that make sense only with the day first.
    pub day_first: u64,
    /// Days that make sense only with the month first.
    pub month_first: u64,
}

impl Evidence {
    /// Looks at one more cell.
    pub fn add(&mut self, cell: &Cell) {
        let Cell::Text(text) = cell else { return };
        let plain = plain(text);
        let Some((day_first, month_first)) = slashed(&plain).map(both_orders) else { return };
        match (day_first, month_first) {
            (Some(_), None) => self.day_first += 1,
            (None, Some(_)) => self.month_first += 1,
            _ => {}
        }
    }

    /// The order of the file; `None` when nothing says, or when its days contradict each other.
    pub fn order(self) -> Option<Order> {
        match (self.day_first, self.month_first) {
            (1.., 0) => Some(Order::DayFirst),
            (0, 1..) => Some(Order::MonthFirst),
            _ => None,
        }
    }
}

/// What a cell says of time; `None` when it is empty.
///
/// # Errors
/// Why it names no period.
///
/// ```
/// use jiff::civil::date;
/// use sheet::Cell;
/// use sheet::day::{Epoch, NoPeriod, Order, When, read};
/// let when = |text: &str, order| read(&Cell::of_text(text), order, Epoch::From1900);
/// assert_eq!(when("2013年10月", None), Ok(Some(When::Month(2013, 10))));
/// assert_eq!(when("10/14/2013", None), Ok(Some(When::Day(date(2013, 10, 14)))));
/// assert_eq!(when("10/11/2013", None), Err(NoPeriod::Ambiguous));
/// let november = Ok(Some(When::Day(date(2013, 11, 10))));
/// assert_eq!(when("10/11/2013", Some(Order::DayFirst)), november);
/// assert_eq!(when("41561", None), Ok(Some(When::Day(date(2013, 10, 14)))));
/// ```
pub fn read(cell: &Cell, order: Option<Order>, epoch: Epoch) -> Result<Option<When>, NoPeriod> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Day(day) => Ok(Some(When::Day(*day))),
        Cell::Number { value, is_percent: false } => {
            let whole = (value.fract() == 0.0 && (0.0..1e9).contains(value)).then_some(*value);
            let text = whole.map(|value| value.to_string());
            let found = text.and_then(|text| digits_only(&text, epoch));
            found.map(Some).ok_or(NoPeriod::Never)
        }
        Cell::Text(text) => read_text(text, order, epoch).map(Some),
        _ => Err(NoPeriod::Never),
    }
}

fn read_text(text: &str, order: Option<Order>, epoch: Epoch) -> Result<When, NoPeriod> {
    let text = plain(text);
    if text.chars().count() > CHARACTERS_MAX {
        return Err(NoPeriod::Never);
    }
    let text = without_midnight(&text);
    if let Some(parts) = slashed(text) {
        return match (both_orders(parts), order) {
            ((None, None), _) => Err(NoPeriod::Never),
            ((Some(day), _), Some(Order::DayFirst)) | ((_, Some(day)), Some(Order::MonthFirst)) => {
                Ok(When::Day(day))
            }
            (_, Some(_)) => Err(NoPeriod::OtherOrder),
            ((Some(one), Some(other)), None) if one != other => Err(NoPeriod::Ambiguous),
            ((Some(day), _) | (None, Some(day)), None) => Ok(When::Day(day)),
        };
    }
    let found = digits_only(text, epoch)
        .or_else(|| year_first(text))
        .or_else(|| month_and_year(text))
        .or_else(|| words::chinese(text))
        .or_else(|| words::lettered(text));
    match found {
        Some(when) => Ok(when),
        None if has_short_year(text) => Err(NoPeriod::ShortYear),
        None => Err(NoPeriod::Never),
    }
}

/// The day that a spreadsheet keeps as this number; fractions are times.
pub fn of_serial(serial: f64, epoch: Epoch) -> Option<Date> {
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64;
    let begin = match epoch {
        Epoch::From1904 => Date::new(1904, 1, 1).ok()?,
        // Serial 60 is the day that never was; before it the count is one off.
        Epoch::From1900 if days == 60 => return None,
        Epoch::From1900 if days < 60 => Date::new(1899, 12, 31).ok()?,
        Epoch::From1900 => Date::new(1899, 12, 30).ok()?,
    };
    begin.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// `2013`, `201310`, `20131014`, and five digits as a spreadsheet's day.
fn digits_only(text: &str, epoch: Epoch) -> Option<When> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        4 => year(text).map(When::Year),
        5 => of_serial(text.parse().ok()?, epoch).map(When::Day),
        6 => Some(When::Month(year(&text[..4])?, month(&text[4..])?)),
        8 => day(year(&text[..4])?, &text[4..6], &text[6..]).map(When::Day),
        _ => None,
    }
}

/// `2013-10-14`, `2013/10/14`, `2013.10.14`, `2013-10`.
fn year_first(text: &str) -> Option<When> {
    let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    match parts.as_slice() {
        [first, second] => Some(When::Month(year(first)?, month(second)?)),
        [first, second, third] => day(year(first)?, second, third).map(When::Day),
        _ => None,
    }
}

/// `10/2013`.
fn month_and_year(text: &str) -> Option<When> {
    let (first, last) = text.split_once(['/', '-', '.'])?;
    Some(When::Month(year(last.trim())?, month(first.trim())?))
}

/// `10/14/2013`, `14.10.2013`, `14-10-2013`: two short numbers and a year behind them.
fn slashed(text: &str) -> Option<(&str, &str, i16, char)> {
    let text = without_midnight(text);
    let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = text.split(separator).map(str::trim);
    let (first, second, last) = (parts.next()?, parts.next()?, parts.next()?);
    let is_short = |part: &str| (1..=2).contains(&part.len()) && is_digits(part);
    let is_all = parts.next().is_none() && is_short(first) && is_short(second);
    is_all.then_some((first, second, year(last)?, separator))
}

/// The day when the day stands first, and when the month does. With dots nobody writes the month
/// first.
fn both_orders(parts: (&str, &str, i16, char)) -> (Option<Date>, Option<Date>) {
    let (first, second, year, separator) = parts;
    let month_first = if separator == '.' { None } else { day(year, first, second) };
    (day(year, second, first), month_first)
}

/// `2013-10-14 00:00:00` and `2013-10-14T00:00:00Z` are that day; any other time is left where it
/// is, and then it is no period.
fn without_midnight(text: &str) -> &str {
    let Some(at) = text.find([' ', 'T']).filter(|at| text[at + 1..].starts_with("00:00")) else {
        return text;
    };
    let time = text[at + 1..].trim_end_matches('Z');
    if time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.')) { &text[..at] } else { text }
}

/// `14/10/13`, `Oct-13`, `'13`.
fn has_short_year(text: &str) -> bool {
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    let last = runs.next_back().unwrap_or_default();
    let is_short = last.len() == 2 && last.len() < text.len() && !text.contains(':');
    is_short && runs.all(|run| run.len() <= 2)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn year(text: &str) -> Option<i16> {
    if text.len() != 4 || !is_digits(text) {
        return None;
    }
    text.parse().ok().filter(|year| (1800..=2999).contains(year))
}

fn month(text: &str) -> Option<i8> {
    small(text).filter(|month| (1..=12).contains(month))
}

fn day(year: i16, month_text: &str, day_text: &str) -> Option<Date> {
    Date::new(year, month(month_text)?, small(day_text)?).ok()
}

fn small(text: &str) -> Option<i8> {
    if (1..=2).contains(&text.len()) && is_digits(text) { text.parse().ok() } else { None }
}
