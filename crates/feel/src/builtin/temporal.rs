//! Functions of dates, times and durations.

use super::{Answer, Builtin, Call, Family};
use crate::number::Number;
use crate::temporal::{Date, DateTime, DaysDuration, MonthsDuration, SECOND, Time, Zone};
use crate::value::Value;
use crate::warning::WarningKind;

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

entries!(Temporal);

pub(super) const ALL: [Builtin; 12] = [
    entry("date", &["from", "year, month, day"], "date", ("A day", "日期"), date),
    entry(
        "time",
        &["from", "hour, minute, second, offset?"],
        "time",
        ("A time of day", "时刻"),
        time,
    ),
    entry(
        "date and time",
        &[
            "from",
            "date, time",
            "date, timezone",
            "year, month, day, hour, minute, second, offset?",
        ],
        "date and time",
        ("A day and a time", "日期时间"),
        date_and_time,
    ),
    entry("duration", &["from"], "Any", ("A duration", "时长"), duration),
    entry(
        "years and months duration",
        &["from, to"],
        "years and months duration",
        ("The months between two days", "两日期相差的年月"),
        months_between,
    ),
    entry("now", &[""], "date and time", ("The present moment", "当前时间"), now),
    entry("today", &[""], "date", ("The present day", "今天"), today),
    entry(
        "day of year",
        &["date"],
        "number",
        ("The day within the year", "一年中的第几天"),
        day_of_year,
    ),
    entry("day of week", &["date"], "string", ("The name of the weekday", "星期几"), day_of_week),
    entry("month of year", &["date"], "string", ("The name of the month", "月份名"), month_of_year),
    entry("week of year", &["date"], "number", ("The week of ISO 8601", "ISO 周数"), week_of_year),
    entry(
        "last day of month",
        &["date"],
        "number",
        ("The last day of its month", "当月最后一天"),
        last_day,
    ),
];

fn date(call: &mut Call<'_, '_>) -> Answer {
    if call.count() > 1 {
        let (year, month, day) = (exact(call, 0)?, exact(call, 1)?, exact(call, 2)?);
        return Date::new(year, month, day).map(Value::Date).ok_or_else(|| call.wrong_value(2));
    }
    let date = call.one(0, "string or date", |value| match value {
        Value::String(text) => Some(Date::parse(text)),
        Value::Date(date) => Some(Some(*date)),
        Value::DateTime(moment) => Some(Some(moment.date())),
        _ => None,
    })?;
    date.map(Value::Date).ok_or_else(|| call.wrong_value(0))
}

/// A number that must be whole.
fn exact(call: &Call<'_, '_>, place: usize) -> Answer<i64> {
    call.number(place)?.to_i64().ok_or_else(|| call.wrong_value(place))
}

fn time(call: &mut Call<'_, '_>) -> Answer {
    if call.count() > 1 {
        return time_of_parts(call, 0).map(Value::Time);
    }
    let time = call.one(0, "string or time", |value| match value {
        Value::String(text) => Some(Time::parse(text)),
        Value::Time(time) => Some(Some(time.clone())),
        Value::DateTime(moment) => Some(Some(moment.time().clone())),
        Value::Date(_) => Some(Time::new(0, 0, 0, 0, Zone::Offset(0))),
        _ => None,
    })?;
    time.map(Value::Time).ok_or_else(|| call.wrong_value(0))
}

/// Hour, minute, second and offset from this argument on.
fn time_of_parts(call: &Call<'_, '_>, first: usize) -> Answer<Time> {
    let (hour, minute) = (exact(call, first)?, exact(call, first + 1)?);
    let second = call.number(first + 2)?;
    let whole = second.round(0, crate::number::Rounding::Floor);
    let fraction = whole.and_then(|whole| second.checked_sub(whole));
    let nanosecond = fraction.and_then(|rest| rest.checked_mul(Number::from(1_000_000_000)));
    let parts = whole.and_then(Number::to_i64).zip(nanosecond.and_then(Number::truncated_i64));
    let (second, nanosecond) = parts.ok_or_else(|| call.wrong_value(first + 2))?;
    let zone = match call.any(first + 3) {
        Value::Null => Zone::Local,
        Value::DaysDuration(offset) => {
            let seconds = i32::try_from(offset.nanoseconds() / SECOND).ok();
            seconds.and_then(Zone::offset).ok_or_else(|| call.wrong_value(first + 3))?
        }
        _ => return Err(call.wrong_type(first + 3, "days and time duration")),
    };
    Time::new(hour, minute, second, nanosecond, zone).ok_or_else(|| call.wrong_value(first))
}

fn date_and_time(call: &mut Call<'_, '_>) -> Answer {
    match call.count() {
        1 => {
            let moment = call.one(0, "string or date and time", |value| match value {
                Value::String(text) => Some(DateTime::parse(text)),
                Value::DateTime(moment) => Some(Some(moment.clone())),
                Value::Date(date) => Some(Some(DateTime::new(*date, Time::MIDNIGHT).or_utc())),
                _ => None,
            })?;
            moment.map(Value::DateTime).ok_or_else(|| call.wrong_value(0))
        }
        2 => date_with(call),
        _ => {
            let (year, month, day) = (exact(call, 0)?, exact(call, 1)?, exact(call, 2)?);
            let date = Date::new(year, month, day).ok_or_else(|| call.wrong_value(2))?;
            Ok(Value::DateTime(DateTime::new(date, time_of_parts(call, 3)?)))
        }
    }
}

/// A day with a time, or a moment as the clocks of another zone show it.
fn date_with(call: &mut Call<'_, '_>) -> Answer {
    if let (Value::DateTime(moment), Value::String(zone)) = (call.any(0), call.any(1)) {
        let zone = Zone::named(zone).ok_or_else(|| call.wrong_value(1))?;
        let shown = moment.instant().and_then(|instant| DateTime::from_instant(instant, zone));
        return shown.map(Value::DateTime).ok_or_else(|| call.wrong_value(0));
    }
    let date = day(call, 0)?;
    let time = call.one(1, "time", |value| match value {
        Value::Time(time) => Some(time.clone()),
        _ => None,
    })?;
    Ok(Value::DateTime(DateTime::new(date, time)))
}

fn day(call: &Call<'_, '_>, place: usize) -> Answer<Date> {
    call.one(place, "date", |value| match value {
        Value::Date(date) => Some(*date),
        Value::DateTime(moment) => Some(moment.date()),
        _ => None,
    })
}

fn duration(call: &mut Call<'_, '_>) -> Answer {
    let duration = call.one(0, "string or duration", |value| match value {
        Value::String(text) => Some(match MonthsDuration::parse(text) {
            Some(months) => Some(Value::MonthsDuration(months)),
            None => DaysDuration::parse(text).map(Value::DaysDuration),
        }),
        Value::DaysDuration(_) | Value::MonthsDuration(_) => Some(Some(value.clone())),
        _ => None,
    })?;
    duration.ok_or_else(|| call.wrong_value(0))
}

fn months_between(call: &mut Call<'_, '_>) -> Answer {
    let (from, to) = (day(call, 0)?, day(call, 1)?);
    Ok(Value::MonthsDuration(from.months_until(to)))
}

fn moment(call: &Call<'_, '_>) -> Answer<DateTime> {
    let function = call.builtin.name;
    let now = call.machine.host().now();
    now.ok_or(super::Failure::Null(WarningKind::NoClock { function }))
}

fn now(call: &mut Call<'_, '_>) -> Answer {
    moment(call).map(Value::DateTime)
}

fn today(call: &mut Call<'_, '_>) -> Answer {
    moment(call).map(|now| Value::Date(now.date()))
}

fn day_of_year(call: &mut Call<'_, '_>) -> Answer {
    Ok(Value::from(i32::from(day(call, 0)?.day_of_year())))
}

fn day_of_week(call: &mut Call<'_, '_>) -> Answer {
    let index = usize::from(day(call, 0)?.weekday());
    Ok(WEEKDAYS.get(index - 1).map_or(Value::Null, Value::string))
}

fn month_of_year(call: &mut Call<'_, '_>) -> Answer {
    let index = usize::from(day(call, 0)?.month());
    Ok(MONTHS.get(index - 1).map_or(Value::Null, Value::string))
}

fn week_of_year(call: &mut Call<'_, '_>) -> Answer {
    Ok(Value::from(i32::from(day(call, 0)?.week_of_year())))
}

fn last_day(call: &mut Call<'_, '_>) -> Answer {
    let date = day(call, 0)?;
    let day = (28..=31)
        .rev()
        .find(|day| Date::new(date.year().into(), date.month().into(), *day).is_some());
    Ok(day.map_or(Value::Null, Value::from))
}
