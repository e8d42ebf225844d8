//! Dates, times, date-times and durations as FEEL has them.
//!
//! Their own types rather than jiff's, because FEEL reaches from year -999999999 to 999999999 and
//! knows times of day with a zone. Zones and their offsets come from jiff's bundled IANA data, so
//! nothing is read from the machine; conversions from and to jiff's types are here for the host.
//! The one invariant: what has a zone is ordered by its instant.

mod date;
mod date_time;
mod duration;
mod reader;
mod time;
mod zone;

pub use date::Date;
pub use date_time::DateTime;
pub use duration::{DaysDuration, MonthsDuration};
pub use time::Time;
pub use zone::Zone;

use crate::value::Value;

/// Nanoseconds of a second.
pub(crate) const SECOND: i128 = 1_000_000_000;
/// Nanoseconds of a day.
pub(crate) const DAY: i128 = 86_400 * SECOND;

/// The value of an `@"…"` literal: whichever of the five forms the text has.
///
/// *Missing*: `None` when it has none.
///
/// ```
/// assert_eq!(feel::temporal("2026-03-01").unwrap().to_string(), "2026-03-01");
/// assert!(feel::temporal("soon").is_none());
/// ```
pub fn temporal(text: &str) -> Option<Value> {
    if text.starts_with('P') || text.starts_with("-P") {
        return match MonthsDuration::parse(text) {
            Some(duration) => Some(Value::MonthsDuration(duration)),
            None => DaysDuration::parse(text).map(Value::DaysDuration),
        };
    }
    if text.contains('T') && text.as_bytes().get(2) != Some(&b':') {
        return DateTime::parse(text).map(Value::DateTime);
    }
    if text.as_bytes().get(2) == Some(&b':') {
        return Time::parse(text).map(Value::Time);
    }
    Date::parse(text).map(Value::Date)
}
