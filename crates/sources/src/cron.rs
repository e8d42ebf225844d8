//! When it is time: five cron fields, read in a time zone.
//!
//! Minute, hour, day of month, month, day of week (0 and 7 are Sunday; names work); `*`, lists,
//! ranges and steps. When both days are limited, either one fits, as cron has always done. Written
//! here because the crates for it bring a second library of dates along.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Days looked ahead: 29 February comes at least once in eight years.
const DAYS_AHEAD_MAX: u32 = 8 * 366 + 1;

/// A schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    minutes: u64,
    hours: u64,
    days: u64,
    months: u64,
    weekdays: u64,
    is_any_day: bool,
}

/// The text is no schedule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CronError {
    /// Not five fields.
    #[error(
        "a schedule has five fields (minute, hour, day of month, month, day of week) and this has \
         {0}; `0 6 * * *` is every day at 6:00"
    )]
    Fields(usize),
    /// A field that cannot be read.
    #[error(
        "`{text}` is no {what}; it goes from {low} to {high}, like `{low}`, `{low}-{high}` or `*/2`"
    )]
    Field {
        /// What was given.
        text: String,
        /// The field.
        what: &'static str,
        /// The smallest.
        low: u8,
        /// The largest.
        high: u8,
    },
    /// A day that no month has.
    #[error("this day never comes: no such month has it")]
    Never,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

struct Field {
    what: &'static str,
    low: u8,
    high: u8,
    names: &'static [&'static str],
}

const FIELDS: [Field; 5] = [
    Field { what: "minute", low: 0, high: 59, names: &[] },
    Field { what: "hour", low: 0, high: 23, names: &[] },
    Field { what: "day of month", low: 1, high: 31, names: &[] },
    Field { what: "month", low: 1, high: 12, names: &MONTHS },
    Field { what: "day of week", low: 0, high: 7, names: &WEEKDAYS },
];

impl std::str::FromStr for Schedule {
    type Err = CronError;

    fn from_str(text: &str) -> Result<Self, CronError> {
        let texts: Vec<&str> = text.split_whitespace().collect();
        let [minute, hour, day, month, weekday] = texts[..] else {
            return Err(CronError::Fields(texts.len()));
        };
        let weekdays = FIELDS[4].read(weekday)?;
        let schedule = Self {
            minutes: FIELDS[0].read(minute)?,
            hours: FIELDS[1].read(hour)?,
            days: FIELDS[2].read(day)?,
            months: FIELDS[3].read(month)?,
            // 7 is Sunday too.
            weekdays: (weekdays | weekdays >> 7) & 0x7f,
            is_any_day: day.starts_with('*') || weekday.starts_with('*'),
        };
        let leap_year = Date::constant(2024, 1, 1);
        let ever = schedule.after(leap_year.at(0, 0, 0, 0), Some);
        ever.map(|_| schedule).ok_or(CronError::Never)
    }
}

impl Field {
    fn read(&self, text: &str) -> Result<u64, CronError> {
        text.split(',').try_fold(0, |bits, part| self.part(part).map(|more| bits | more))
    }

    fn part(&self, text: &str) -> Result<u64, CronError> {
        let (range, step) = text.split_once('/').map_or((text, None), |(r, s)| (r, Some(s)));
        let step = match step {
            Some(step) => step.parse::<u8>().ok().filter(|step| *step > 0),
            None => Some(1),
        };
        let bounds = match range {
            "*" => Some((self.low, self.high - u8::from(self.high == 7))),
            _ => match range.split_once('-') {
                Some((from, to)) => self.value(from).zip(self.value(to)),
                // `5/10` is from 5 on.
                None if text.contains('/') => self.value(range).map(|from| (from, self.high)),
                None => self.value(range).map(|one| (one, one)),
            },
        };
        match (bounds, step) {
            (Some((from, to)), Some(step)) if from <= to => {
                Ok((from..=to).step_by(step.into()).fold(0, |bits, value| bits | 1 << value))
            }
            _ => Err(CronError::Field {
                text: text.chars().take(40).collect(),
                what: self.what,
                low: self.low,
                high: self.high,
            }),
        }
    }

    fn value(&self, text: &str) -> Option<u8> {
        let named = self.names.iter().position(|name| name.eq_ignore_ascii_case(text));
        let value = match named {
            Some(index) => u8::try_from(index).ok()? + self.low,
            None => text.parse().ok()?,
        };
        (self.low..=self.high).contains(&value).then_some(value)
    }
}

impl Schedule {
    /// The first instant after this one that the schedule names in the time zone.
    ///
    /// What falls into the hour that a clock skips in spring happens when the clock goes on; what
    /// falls into the hour that it repeats in autumn happens once.
    pub fn next(&self, now: Timestamp, time_zone: &TimeZone) -> Option<Timestamp> {
        let begin = now.to_zoned_datetime(time_zone.clone()).datetime();
        self.after(begin, |moment| {
            let instant = time_zone.to_timestamp(moment).ok()?;
            (instant > now).then_some(instant)
        })
    }

    /// The first named minute at or after `begin` that `accept` takes.
    fn after<T>(&self, begin: DateTime, accept: impl Fn(DateTime) -> Option<T>) -> Option<T> {
        let mut day = begin.date();
        for ahead in 0..DAYS_AHEAD_MAX {
            if self.takes_day(day) {
                let first = if ahead == 0 { begin.hour() } else { 0 };
                for hour in (first..24).filter(|hour| self.hours >> hour & 1 == 1) {
                    for minute in (0..60).filter(|minute| self.minutes >> minute & 1 == 1) {
                        if let Some(taken) = accept(day.at(hour, minute, 0, 0)) {
                            return Some(taken);
                        }
                    }
                }
            }
            day = day.checked_add(1.day()).ok()?;
        }
        None
    }

    fn takes_day(&self, day: Date) -> bool {
        let is_day = self.days >> day.day() & 1 == 1;
        let is_weekday = self.weekdays >> day.weekday().to_sunday_zero_offset() & 1 == 1;
        let fits = if self.is_any_day { is_day && is_weekday } else { is_day || is_weekday };
        fits && self.months >> day.month() & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(schedule: &str, now: &str) -> String {
        let zone = TimeZone::get("America/New_York").unwrap();
        let schedule: Schedule = schedule.parse().unwrap();
        let next = schedule.next(now.parse().unwrap(), &zone).unwrap();
        next.to_zoned_datetime(zone).strftime("%a %F %H:%M %Z").to_string()
    }

    #[test]
    fn the_next_time_is_found_in_the_organisations_time_zone() {
        let now = "2013-10-15T13:00:00Z";
        let cases = [
            ("0 6 * * *", "Wed 2013-10-16 06:00 EDT"),
            ("0 9 * * *", "Wed 2013-10-16 09:00 EDT"),
            ("1 9 * * *", "Tue 2013-10-15 09:01 EDT"),
            ("*/15 * * * *", "Tue 2013-10-15 09:15 EDT"),
            ("30 5 1 * *", "Fri 2013-11-01 05:30 EDT"),
            ("0 0 * * mon-fri", "Wed 2013-10-16 00:00 EDT"),
            ("0 0 * * 7", "Sun 2013-10-20 00:00 EDT"),
            ("0 0 13 * fri", "Fri 2013-10-18 00:00 EDT"),
            ("0 0 29 feb *", "Mon 2016-02-29 00:00 EST"),
            ("5,10-12/2 8-10 * * *", "Tue 2013-10-15 09:05 EDT"),
        ];
        for (schedule, expected) in cases {
            assert_eq!(next(schedule, now), expected, "{schedule}");
        }
    }

    #[test]
    fn the_hour_that_is_skipped_or_repeated_happens_once() {
        assert_eq!(next("30 2 * * *", "2013-03-10T05:00:00Z"), "Sun 2013-03-10 03:30 EDT");
        assert_eq!(next("30 1 * * *", "2013-11-03T04:30:00Z"), "Sun 2013-11-03 01:30 EDT");
        assert_eq!(next("30 1 * * *", "2013-11-03T05:30:00Z"), "Mon 2013-11-04 01:30 EST");
    }

    #[test]
    fn what_is_no_schedule_is_refused_with_the_field() {
        for (text, expected) in [
            ("* * * *", "five fields"),
            ("60 * * * *", "minute"),
            ("* 24 * * *", "hour"),
            ("* * 0 * *", "day of month"),
            ("* * * 13 *", "month"),
            ("* * * * 8", "day of week"),
            ("5-1 * * * *", "minute"),
            ("*/0 * * * *", "minute"),
            ("a * * * *", "minute"),
            ("0 0 30 2 *", "never"),
        ] {
            let told = text.parse::<Schedule>().unwrap_err().to_string();
            assert!(told.contains(expected), "{text}: {told}");
        }
    }
}
