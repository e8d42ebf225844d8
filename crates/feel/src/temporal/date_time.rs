//! A day and a time of day; with a zone they are an instant.

use std::cmp::Ordering;
use std::fmt;

use super::reader::Reader;
use super::{DAY, Date, DaysDuration, MonthsDuration, SECOND, Time, Zone};

/// A date and a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateTime {
    date: Date,
    time: Time,
}

impl DateTime {
    /// This time on this day.
    pub fn new(date: Date, time: Time) -> Self {
        Self { date, time }
    }

    /// Reads `2026-03-01T10:30:00`, with whatever a time may have behind it. A day alone is its
    /// midnight.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let date = Date::read(&mut reader)?;
        if reader.is_done() {
            return Some(Self { date, time: Time::MIDNIGHT });
        }
        reader.expect('T')?;
        match Time::read(&mut reader)? {
            (time, false) => Some(Self { date, time }),
            (time, true) => Some(Self { date: Date::from_days(date.days() + 1)?, time }),
        }
    }

    /// The day.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The time of day, with its zone.
    pub fn time(&self) -> &Time {
        &self.time
    }

    /// Seconds east of UTC; `None` when no zone is said.
    pub fn offset(&self) -> Option<i32> {
        self.time.zone().offset_at(self.date, self.second_of_day())
    }

    fn second_of_day(&self) -> i32 {
        (self.time.nanosecond_of_day() / 1_000_000_000) as i32
    }

    /// Nanoseconds since 1970-01-01T00:00:00 as the clocks show it.
    fn shown(&self) -> i128 {
        i128::from(self.date.days()) * DAY + i128::from(self.time.nanosecond_of_day())
    }

    /// Nanoseconds since 1970-01-01T00:00:00Z; `None` when no zone is said.
    pub fn instant(&self) -> Option<i128> {
        Some(self.shown() - i128::from(self.offset()?) * SECOND)
    }

    /// Some months later, at the same time of day.
    pub fn plus_months(&self, duration: MonthsDuration) -> Option<Self> {
        Some(Self { date: self.date.plus_months(duration)?, time: self.time.clone() })
    }

    /// Later by a duration; with a zone, that much time passes.
    ///
    /// ```
    /// use feel::{DateTime, DaysDuration};
    /// // The clocks of Paris go from 02:00 to 03:00 on that morning.
    /// let before = DateTime::parse("2026-03-29T01:30:00@Europe/Paris").unwrap();
    /// let after = before.plus(DaysDuration::parse("PT1H").unwrap()).unwrap();
    /// assert_eq!(after.to_string(), "2026-03-29T03:30:00@Europe/Paris");
    /// ```
    pub fn plus(&self, duration: DaysDuration) -> Option<Self> {
        let zone = self.time.zone();
        match self.instant() {
            None => Self::from_shown(self.shown() + duration.nanoseconds(), Zone::Local),
            Some(instant) => Self::from_instant(instant + duration.nanoseconds(), zone.clone()),
        }
    }

    /// What the clocks of a zone show at an instant, given in nanoseconds since 1970 in UTC;
    /// `None` out of range.
    pub fn from_instant(nanoseconds: i128, zone: Zone) -> Option<Self> {
        let utc = Self::from_shown(nanoseconds, Zone::Local)?;
        let offset = zone.offset_at_instant(utc.date, utc.second_of_day()).unwrap_or(0);
        Self::from_shown(nanoseconds + i128::from(offset) * SECOND, zone)
    }

    fn from_shown(nanoseconds: i128, zone: Zone) -> Option<Self> {
        let days = i64::try_from(nanoseconds.div_euclid(DAY)).ok()?;
        let time = Time::from_nanosecond_of_day(nanoseconds.rem_euclid(DAY) as i64, zone);
        Some(Self { date: Date::from_days(days)?, time })
    }

    /// The time from `other` to this; `None` when only one of them has a zone.
    pub fn since(&self, other: &Self) -> Option<DaysDuration> {
        let (left, right) = self.comparable(other)?;
        DaysDuration::from_nanoseconds(left - right)
    }

    /// Earlier or later, by instant; `None` when only one of them has a zone.
    ///
    /// ```
    /// use std::cmp::Ordering;
    /// let [utc, paris] = ["2026-01-01T12:00:00Z", "2026-01-01T12:30:00@Europe/Paris"]
    ///     .map(|text| feel::DateTime::parse(text).unwrap());
    /// assert_eq!(paris.compare(&utc), Some(Ordering::Less));
    /// ```
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        let (left, right) = self.comparable(other)?;
        Some(left.cmp(&right))
    }

    fn comparable(&self, other: &Self) -> Option<(i128, i128)> {
        match (self.instant(), other.instant()) {
            (Some(left), Some(right)) => Some((left, right)),
            (None, None) => Some((self.shown(), other.shown())),
            _ => None,
        }
    }

    /// The same, in UTC when no zone is said.
    pub fn or_utc(&self) -> Self {
        if !self.time.zone().is_local() {
            return self.clone();
        }
        let nanosecond_of_day = self.time.nanosecond_of_day();
        let time = Time::from_nanosecond_of_day(nanosecond_of_day, Zone::Offset(0));
        Self { date: self.date, time }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}

impl From<jiff::Timestamp> for DateTime {
    /// In UTC.
    fn from(timestamp: jiff::Timestamp) -> Self {
        let utc = jiff::tz::TimeZone::UTC.to_datetime(timestamp);
        let time = utc.time();
        let nanosecond_of_day = (i64::from(time.hour()) * 3600
            + i64::from(time.minute()) * 60
            + i64::from(time.second()))
            * 1_000_000_000
            + i64::from(time.subsec_nanosecond());
        let time = Time::from_nanosecond_of_day(nanosecond_of_day, Zone::Offset(0));
        Self { date: utc.date().into(), time }
    }
}
