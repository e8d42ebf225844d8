//! Days in the database: `jiff` dates at the surface, DATE in PostgreSQL, ISO text in SQLite.

use std::fmt;

use jiff::civil::Date;
use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, Value, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, DbErr, QueryResult, TryFromU64, TryGetError, TryGetable};
use serde::{Deserialize, Serialize};

/// A calendar day, written `YYYY-MM-DD` in JSON.
///
/// ```
/// use store::day::Day;
/// let day: Day = jiff::civil::date(2013, 10, 15).into();
/// assert_eq!(serde_json::to_string(&day).unwrap(), "\"2013-10-15\"");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub Date);

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        day.0
    }
}

/// `jiff` and `time` both hold the years −9999 to 9999, so the way back and forth cannot fail.
fn to_time(date: Date) -> time::Date {
    let day_of_year = date.day_of_year().try_into().expect("invariant: 1..=366");
    time::Date::from_ordinal_date(i32::from(date.year()), day_of_year)
        .expect("invariant: both calendars are the proleptic Gregorian one")
}

fn from_time(date: time::Date) -> Option<Date> {
    let month = u8::from(date.month()).try_into().ok()?;
    Date::new(date.year().try_into().ok()?, month, date.day().try_into().ok()?).ok()
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Value::TimeDate(Some(to_time(day.0)))
    }
}

impl TryGetable for Day {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let date = time::Date::try_get_by(row, index)?;
        from_time(date).map(Self).ok_or_else(|| {
            let message =
                format!("column {index:?}: {date} is not a day of the years -9999 to 9999");
            TryGetError::DbErr(DbErr::Type(message))
        })
    }
}

impl ValueType for Day {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        let date = <time::Date as ValueType>::try_from(value)?;
        from_time(date).map(Self).ok_or(ValueTypeErr)
    }

    fn type_name() -> String {
        "Day".to_owned()
    }

    fn array_type() -> ArrayType {
        ArrayType::TimeDate
    }

    fn column_type() -> ColumnType {
        ColumnType::Date
    }
}

/// Asked for by SeaORM of every part of a primary key; a day is never a generated number.
impl TryFromU64 for Day {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("Day"))
    }
}

impl Nullable for Day {
    fn null() -> Value {
        Value::TimeDate(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_comes_back_as_it_went_in() {
        for date in
            [Date::MIN, jiff::civil::date(2012, 2, 29), jiff::civil::date(2013, 12, 31), Date::MAX]
        {
            assert_eq!(<Day as ValueType>::try_from(Value::from(Day(date))).unwrap(), Day(date));
        }
    }
}
