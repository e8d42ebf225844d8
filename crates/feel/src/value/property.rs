//! `value.name` for everything that is no context.

use super::{Range, Value};
use crate::number::Number;
use crate::temporal::{Date, DaysDuration, SECOND, Time};

/// The property of this name; `None` when the type has none of that name.
pub(crate) fn property(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Date(date) => of_date(*date, name),
        Value::Time(time) => of_time(time, time.offset(), name),
        Value::DateTime(moment) => match of_date(moment.date(), name) {
            Some(value) => Some(value),
            None => of_time(moment.time(), moment.offset(), name),
        },
        Value::DaysDuration(duration) => of_days(*duration, name),
        Value::MonthsDuration(duration) => match name {
            "years" => Some(Value::from(duration.months() / 12)),
            "months" => Some(Value::from(duration.months() % 12)),
            _ => None,
        },
        Value::Range(range) => of_range(range, name),
        _ => None,
    }
}

fn of_date(date: Date, name: &str) -> Option<Value> {
    match name {
        "year" => Some(Value::from(date.year())),
        "month" => Some(Value::from(i32::from(date.month()))),
        "day" => Some(Value::from(i32::from(date.day()))),
        "weekday" => Some(Value::from(i32::from(date.weekday()))),
        _ => None,
    }
}

fn of_time(time: &Time, offset: Option<i32>, name: &str) -> Option<Value> {
    match name {
        "hour" => Some(Value::from(i32::from(time.hour()))),
        "minute" => Some(Value::from(i32::from(time.minute()))),
        "second" => {
            let nanoseconds = i128::from(time.second()) * SECOND + i128::from(time.nanosecond());
            Some(Value::from(Number::new(nanoseconds, -9)))
        }
        "time offset" => {
            let seconds = offset.map(|seconds| i128::from(seconds) * SECOND);
            let duration = seconds.and_then(DaysDuration::from_nanoseconds);
            Some(duration.map_or(Value::Null, Value::DaysDuration))
        }
        "timezone" => Some(time.zone().name().map_or(Value::Null, Value::string)),
        _ => None,
    }
}

fn of_days(duration: DaysDuration, name: &str) -> Option<Value> {
    let (days, hours, minutes, seconds, nanoseconds) = duration.parts();
    let part = match name {
        "days" => Number::from(days),
        "hours" => Number::from(i32::from(hours)),
        "minutes" => Number::from(i32::from(minutes)),
        "seconds" => {
            let nanoseconds = i128::from(seconds) * SECOND + i128::from(nanoseconds);
            Number::new(nanoseconds, -9)?
        }
        _ => return None,
    };
    Some(Value::Number(if duration.nanoseconds() < 0 { -part } else { part }))
}

fn of_range(range: &Range, name: &str) -> Option<Value> {
    match name {
        "start" => Some(range.start.clone().unwrap_or(Value::Null)),
        "end" => Some(range.end.clone().unwrap_or(Value::Null)),
        "start included" => Some(Value::from(range.start_included)),
        "end included" => Some(Value::from(range.end_included)),
        _ => None,
    }
}
