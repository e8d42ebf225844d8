//! Durations: of days and time, and of years and months. The two never mix, because a month has
//! no fixed length.

use std::fmt;

use super::reader::Reader;
use super::{DAY, SECOND};

/// The longest duration of days, in nanoseconds: more than between any two dates.
const NANOSECONDS_MAX: i128 = DAY * 1_000_000_000_000;
/// The longest duration of months.
const MONTHS_MAX: i64 = 12 * 10_000_000_000;

/// A duration of days, hours, minutes and seconds.
///
/// *Unit*: nanoseconds, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct DaysDuration {
    nanoseconds: i128,
}

/// A duration of years and months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct MonthsDuration {
    months: i64,
}

impl DaysDuration {
    /// That many nanoseconds; `None` beyond a thousand billion days.
    pub fn from_nanoseconds(nanoseconds: i128) -> Option<Self> {
        let fits = nanoseconds.unsigned_abs() <= NANOSECONDS_MAX.unsigned_abs();
        fits.then_some(Self { nanoseconds })
    }

    /// The length in nanoseconds.
    pub fn nanoseconds(self) -> i128 {
        self.nanoseconds
    }

    /// Without the sign.
    pub fn abs(self) -> Self {
        Self { nanoseconds: self.nanoseconds.abs() }
    }

    /// Reads `P1DT2H3M4.5S`.
    ///
    /// ```
    /// let text = |text| feel::DaysDuration::parse(text).map(|duration| duration.to_string());
    /// assert_eq!(text("PT36H"), Some("P1DT12H".to_owned()));
    /// assert_eq!(text("P1M"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let negative = reader.eat('-');
        reader.expect('P')?;
        let mut total = 0_i128;
        let mut units = [('D', 86_400), ('T', 0), ('H', 3_600), ('M', 60), ('S', 1)].iter();
        let (mut found, mut in_time) = (false, false);
        while !reader.is_done() {
            if reader.eat('T') {
                // Nothing before may follow after.
                if in_time || reader.is_done() {
                    return None;
                }
                in_time = true;
                units = [('H', 3_600), ('M', 60), ('S', 1)].iter();
                continue;
            }
            let count: i128 = whole(reader.digits())?;
            let fraction = if reader.eat('.') { Some(reader.billionths()?) } else { None };
            let (unit, seconds) = units.by_ref().find(|(unit, _)| reader.eat(*unit))?;
            let is_second = *unit == 'S';
            if (fraction.is_some() && !is_second) || (*unit != 'D' && !in_time) {
                return None;
            }
            total += count * seconds * SECOND + i128::from(fraction.unwrap_or(0));
            found = true;
        }
        let signed = if negative { -total } else { total };
        if found { Self::from_nanoseconds(signed) } else { None }
    }

    /// Days, hours, minutes, seconds and nanoseconds, without the sign.
    pub fn parts(self) -> (i64, u8, u8, u8, u32) {
        let size = self.nanoseconds.abs();
        let seconds = size / SECOND;
        (
            (seconds / 86_400) as i64,
            (seconds / 3_600 % 24) as u8,
            (seconds / 60 % 60) as u8,
            (seconds % 60) as u8,
            (size % SECOND) as u32,
        )
    }
}

impl MonthsDuration {
    /// That many months.
    pub const fn from_months(months: i64) -> Self {
        Self { months }
    }

    /// That many months; `None` beyond ten billion years.
    pub fn checked(months: i64) -> Option<Self> {
        (-MONTHS_MAX..=MONTHS_MAX).contains(&months).then_some(Self { months })
    }

    /// The length in months.
    pub fn months(self) -> i64 {
        self.months
    }

    /// Without the sign.
    pub fn abs(self) -> Self {
        Self { months: self.months.abs() }
    }

    /// Reads `P1Y2M`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let negative = reader.eat('-');
        reader.expect('P')?;
        let mut total = 0_i64;
        let mut units = [('Y', 12), ('M', 1)].iter();
        let mut found = false;
        while !reader.is_done() {
            let count = i64::try_from(whole(reader.digits())?).ok()?;
            let (_, months) = units.by_ref().find(|(unit, _)| reader.eat(*unit))?;
            total = total.checked_add(count.checked_mul(*months)?)?;
            found = true;
        }
        if found { Self::checked(if negative { -total } else { total }) } else { None }
    }
}

/// A count of some unit; so many digits that nothing overflows.
fn whole(digits: &str) -> Option<i128> {
    if digits.is_empty() || digits.len() > 18 { None } else { digits.parse().ok() }
}

/// Nanoseconds as a fraction, with its point and without trailing zeros; nothing for 0.
pub(super) fn write_fraction(f: &mut fmt::Formatter<'_>, nanoseconds: u32) -> fmt::Result {
    if nanoseconds == 0 {
        return Ok(());
    }
    let digits = format!("{nanoseconds:09}");
    write!(f, ".{}", digits.trim_end_matches('0'))
}

impl fmt::Display for DaysDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.nanoseconds == 0 {
            return f.write_str("PT0S");
        }
        let (days, hours, minutes, seconds, nanoseconds) = self.parts();
        f.write_str(if self.nanoseconds < 0 { "-P" } else { "P" })?;
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if hours == 0 && minutes == 0 && seconds == 0 && nanoseconds == 0 {
            return Ok(());
        }
        f.write_str("T")?;
        if hours > 0 {
            write!(f, "{hours}H")?;
        }
        if minutes > 0 {
            write!(f, "{minutes}M")?;
        }
        if seconds == 0 && nanoseconds == 0 {
            return Ok(());
        }
        write!(f, "{seconds}")?;
        write_fraction(f, nanoseconds)?;
        f.write_str("S")
    }
}

impl fmt::Display for MonthsDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months) = (self.months.abs() / 12, self.months.abs() % 12);
        f.write_str(if self.months < 0 { "-P" } else { "P" })?;
        match (years, months) {
            (0, months) => write!(f, "{months}M"),
            (years, 0) => write!(f, "{years}Y"),
            (years, months) => write!(f, "{years}Y{months}M"),
        }
    }
}
