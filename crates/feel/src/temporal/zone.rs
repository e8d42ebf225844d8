//! Where a time is: nowhere in particular, at an offset, or in a zone of the IANA database.

use std::fmt;
use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::Date;
use super::reader::Reader;

/// The farthest offset from UTC, in seconds.
const OFFSET_MAX: i32 = 18 * 3600;
/// The first and last year for which jiff answers, less a margin.
const YEARS: std::ops::RangeInclusive<i32> = -9_990..=9_990;

/// The zones that come with the program; the machine's own are not asked.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The zone of a time or date-time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zone {
    /// None is said.
    Local,
    /// Seconds east of UTC.
    Offset(i32),
    /// A zone of the IANA database.
    Named(TimeZone),
}

impl Zone {
    /// The zone of this name, as in `Europe/Paris`; `None` when there is none.
    pub fn named(name: &str) -> Option<Self> {
        ZONES.get(name).ok().map(Self::Named)
    }

    /// At this many seconds east of UTC; `None` beyond 18 hours.
    pub fn offset(seconds: i32) -> Option<Self> {
        (-OFFSET_MAX..=OFFSET_MAX).contains(&seconds).then_some(Self::Offset(seconds))
    }

    /// Reads what stands behind a time: nothing, `Z`, `+02:00` or `@Europe/Paris`.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        if reader.is_done() {
            return Some(Self::Local);
        }
        if reader.eat('Z') {
            return reader.is_done().then_some(Self::Offset(0));
        }
        if reader.eat('@') {
            return Self::named(reader.rest());
        }
        let negative = reader.eat('-');
        if !negative {
            reader.expect('+')?;
        }
        let hours = reader.two()?;
        reader.expect(':')?;
        let minutes = reader.two()?;
        let seconds = if reader.eat(':') { reader.two()? } else { 0 };
        if !reader.is_done() || minutes > 59 || seconds > 59 {
            return None;
        }
        let total = i32::from(hours) * 3600 + i32::from(minutes) * 60 + i32::from(seconds);
        Self::offset(if negative { -total } else { total })
    }

    /// The name of the IANA zone, if it is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Named(zone) => zone.iana_name(),
            Self::Local | Self::Offset(_) => None,
        }
    }

    /// Whether none is said.
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Local)
    }

    /// Seconds east of UTC when the clocks there show this day and this second of the day.
    ///
    /// *Missing*: `None` when no zone is said. Where clocks are put forward, times in the gap take
    /// the offset from before; where they are put back, doubled times are the first. *Source*: the
    /// rule "compatible" of RFC 5545.
    pub fn offset_at(&self, date: Date, second_of_day: i32) -> Option<i32> {
        match self {
            Self::Local => None,
            Self::Offset(seconds) => Some(*seconds),
            Self::Named(zone) => {
                let clock = civil(date, second_of_day)?;
                let instant = zone.to_ambiguous_timestamp(clock).compatible().ok()?;
                // In a gap the clocks never show this; the offset that leads to the instant does.
                let shown = TimeZone::UTC.to_timestamp(clock).ok()?;
                i32::try_from(shown.as_second() - instant.as_second()).ok()
            }
        }
    }

    /// Seconds east of UTC at an instant, given as the day and second of the day in UTC.
    pub fn offset_at_instant(&self, date: Date, second_of_day: i32) -> Option<i32> {
        match self {
            Self::Local => None,
            Self::Offset(seconds) => Some(*seconds),
            Self::Named(zone) => {
                let instant = TimeZone::UTC.to_timestamp(civil(date, second_of_day)?).ok()?;
                Some(zone.to_offset(instant).seconds())
            }
        }
    }
}

/// The same day and time in a year that jiff knows. The calendar repeats every 400 years with the
/// same weekdays, so the rules of a zone give the same day.
fn civil(date: Date, second_of_day: i32) -> Option<jiff::civil::DateTime> {
    let year = match date.year() {
        year if YEARS.contains(&year) => year,
        year if year > 0 => 9_200 + year.rem_euclid(400),
        year => -9_200 + year.rem_euclid(400),
    };
    let parts = (second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
    jiff::civil::DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(date.month()).ok()?,
        i8::try_from(date.day()).ok()?,
        i8::try_from(parts.0).ok()?,
        i8::try_from(parts.1).ok()?,
        i8::try_from(parts.2).ok()?,
        0,
    )
    .ok()
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local => Ok(()),
            Self::Offset(0) => f.write_str("Z"),
            Self::Offset(offset) => {
                let sign = if *offset < 0 { '-' } else { '+' };
                let size = offset.abs();
                write!(f, "{sign}{:02}:{:02}", size / 3600, size / 60 % 60)?;
                if size % 60 == 0 { Ok(()) } else { write!(f, ":{:02}", size % 60) }
            }
            Self::Named(zone) => write!(f, "@{}", zone.iana_name().unwrap_or("UTC")),
        }
    }
}
