//! Times of day, with or without a zone.

use std::cmp::Ordering;
use std::fmt;

use super::duration::write_fraction;
use super::reader::Reader;
use super::{DAY, Date, DaysDuration, SECOND, Zone};

/// A time of day.
///
/// *Unit*: nanoseconds since midnight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    nanosecond_of_day: i64,
    zone: Zone,
}

impl Time {
    /// A time that clocks show, 00:00:00 to 23:59:59.999999999.
    pub fn new(hour: i64, minute: i64, second: i64, nanosecond: i64, zone: Zone) -> Option<Self> {
        let fits = (0..24).contains(&hour)
            && (0..60).contains(&minute)
            && (0..60).contains(&second)
            && (0..1_000_000_000).contains(&nanosecond);
        let seconds = hour * 3600 + minute * 60 + second;
        fits.then(|| Self { nanosecond_of_day: seconds * 1_000_000_000 + nanosecond, zone })
    }

    pub(super) fn from_nanosecond_of_day(nanosecond_of_day: i64, zone: Zone) -> Self {
        Self { nanosecond_of_day, zone }
    }

    /// Midnight, without a zone.
    pub const MIDNIGHT: Self = Self { nanosecond_of_day: 0, zone: Zone::Local };

    /// Reads `10:30:00`, with a fraction, an offset or a zone behind it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        match Self::read(&mut reader)? {
            (time, false) => Some(time),
            (_, true) => None,
        }
    }

    /// The time, and whether it was 24:00:00 and is midnight of the next day.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<(Self, bool)> {
        let hour = reader.two()?;
        reader.expect(':')?;
        let minute = reader.two()?;
        reader.expect(':')?;
        let second = reader.two()?;
        let nanosecond = if reader.eat('.') { reader.billionths()? } else { 0 };
        let zone = Zone::read(reader)?;
        let is_end = (hour, minute, second, nanosecond) == (24, 0, 0, 0);
        let hour = if is_end { 0 } else { hour };
        let time = Self::new(hour.into(), minute.into(), second.into(), nanosecond.into(), zone)?;
        Some((time, is_end))
    }

    /// The hour, 0..=23.
    pub fn hour(&self) -> u8 {
        (self.nanosecond_of_day / 3_600_000_000_000) as u8
    }

    /// The minute, 0..=59.
    pub fn minute(&self) -> u8 {
        (self.nanosecond_of_day / 60_000_000_000 % 60) as u8
    }

    /// The second, 0..=59.
    pub fn second(&self) -> u8 {
        (self.nanosecond_of_day / 1_000_000_000 % 60) as u8
    }

    /// Nanoseconds of the second.
    pub fn nanosecond(&self) -> u32 {
        (self.nanosecond_of_day % 1_000_000_000) as u32
    }

    /// The zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    pub(super) fn nanosecond_of_day(&self) -> i64 {
        self.nanosecond_of_day
    }

    /// Seconds east of UTC.
    ///
    /// *Missing*: `None` when no zone is said. A named zone takes the offset of 1 January 2000,
    /// since a time alone has no day.
    pub fn offset(&self) -> Option<i32> {
        let reference = Date::from_days(10_957)?;
        self.zone.offset_at(reference, (self.nanosecond_of_day / 1_000_000_000) as i32)
    }

    /// Later by a duration, around midnight if need be.
    pub fn plus(&self, duration: DaysDuration) -> Self {
        let shift = (duration.nanoseconds() % DAY) as i64;
        let nanosecond_of_day = (self.nanosecond_of_day + shift).rem_euclid(DAY as i64);
        Self { nanosecond_of_day, zone: self.zone.clone() }
    }

    /// The time from `other` to this; `None` when only one of them has a zone.
    pub fn since(&self, other: &Self) -> Option<DaysDuration> {
        DaysDuration::from_nanoseconds(self.in_utc(other)? - other.in_utc(self)?)
    }

    /// Earlier or later; `None` when only one of them has a zone.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        Some(self.in_utc(other)?.cmp(&other.in_utc(self)?))
    }

    fn in_utc(&self, other: &Self) -> Option<i128> {
        if self.zone.is_local() != other.zone.is_local() {
            return None;
        }
        let offset = i128::from(self.offset().unwrap_or(0));
        Some(i128::from(self.nanosecond_of_day) - offset * SECOND)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour(), self.minute(), self.second())?;
        write_fraction(f, self.nanosecond())?;
        write!(f, "{}", self.zone)
    }
}
