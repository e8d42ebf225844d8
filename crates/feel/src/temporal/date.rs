//! Days of the proleptic Gregorian calendar.

use std::fmt;

use super::MonthsDuration;
use super::reader::Reader;

/// The farthest years on either side.
const YEAR_MAX: i64 = 999_999_999;

/// A day, without a zone.
///
/// *Shape*: years -999999999 to 999999999; there is a year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// A day that exists.
    ///
    /// *Missing*: `None` for the 30th of February and for years out of range.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let is_month = (1..=12).contains(&month);
        if !is_month || !(-YEAR_MAX..=YEAR_MAX).contains(&year) {
            return None;
        }
        let (year, month) = (year as i32, month as u8);
        if !(1..=i64::from(days_in_month(year, month))).contains(&day) {
            return None;
        }
        Some(Self { year, month, day: day as u8 })
    }

    /// Reads `2026-03-01`; years of more than four digits and negative ones too.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let date = Self::read(&mut reader)?;
        reader.is_done().then_some(date)
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let negative = reader.eat('-');
        let digits = reader.digits();
        let is_padded = digits.len() > 4 && digits.starts_with('0');
        if !(4..=9).contains(&digits.len()) || is_padded {
            return None;
        }
        let year: i64 = digits.parse().ok()?;
        reader.expect('-')?;
        let month = reader.two()?;
        reader.expect('-')?;
        let day = reader.two()?;
        Self::new(if negative { -year } else { year }, month.into(), day.into())
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1..=12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Monday is 1, Sunday 7.
    pub fn weekday(self) -> u8 {
        // Day 0 was a Thursday.
        ((self.days() + 3).rem_euclid(7) + 1) as u8
    }

    /// The first of January is 1.
    pub fn day_of_year(self) -> u16 {
        let first = Self { month: 1, day: 1, ..self };
        (self.days() - first.days() + 1) as u16
    }

    /// The ISO 8601 week: weeks begin on Monday, and the first has the year's first Thursday.
    ///
    /// ```
    /// assert_eq!(feel::Date::parse("2010-01-01").unwrap().week_of_year(), 53);
    /// ```
    pub fn week_of_year(self) -> u8 {
        // The week belongs to the year of its Thursday.
        let thursday = self.days() + 4 - i64::from(self.weekday());
        let day_of_year = Self::from_days(thursday).map_or(1, Self::day_of_year);
        ((day_of_year - 1) / 7 + 1) as u8
    }

    /// Days since 1970-01-01.
    ///
    /// *Source*: the era of 400 years has 146097 days; years begin in March, so that the leap day
    /// is the last.
    pub fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day that many days after 1970-01-01; `None` out of range.
    pub fn from_days(days: i64) -> Option<Self> {
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Self::new(era * 400 + year_of_era + i64::from(month <= 2), month, day)
    }

    /// Some months later; a day that this month lacks becomes its last.
    ///
    /// ```
    /// use feel::{Date, MonthsDuration};
    /// let end = Date::parse("2026-01-31").unwrap();
    /// let later = end.plus_months(MonthsDuration::from_months(1)).unwrap();
    /// assert_eq!(later.to_string(), "2026-02-28");
    /// ```
    pub fn plus_months(self, duration: MonthsDuration) -> Option<Self> {
        let months = i64::from(self.year) * 12 + i64::from(self.month) - 1;
        let months = months.checked_add(duration.months())?;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        let year32 = i32::try_from(year).ok()?;
        let day = self.day.min(days_in_month(year32, month as u8));
        Self::new(year, month, day.into())
    }

    /// The whole months from this day to another, cut towards zero.
    pub fn months_until(self, other: Self) -> MonthsDuration {
        let count = |date: Self| i64::from(date.year) * 12 + i64::from(date.month);
        let mut months = count(other) - count(self);
        if months > 0 && other.day < self.day {
            months -= 1;
        } else if months < 0 && other.day > self.day {
            months += 1;
        }
        MonthsDuration::from_months(months)
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self { year: date.year().into(), month: date.month() as u8, day: date.day() as u8 }
    }
}

impl TryFrom<Date> for jiff::civil::Date {
    type Error = jiff::Error;

    fn try_from(date: Date) -> Result<Self, jiff::Error> {
        let year = i16::try_from(date.year).unwrap_or(i16::MAX);
        Self::new(year, date.month as i8, date.day as i8)
    }
}
