//! One row that a source gives: what any kind of source says about one value.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

/// What a source says of one value. Codes and periods are checked where rows are recorded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The KPI, by code.
    pub kpi: String,
    /// The unit, by code; the whole organisation when absent.
    pub unit: Option<String>,
    /// The person, by code or e-mail address, where the value is one's.
    pub person: Option<String>,
    /// The period, by first day or name.
    pub period: String,
    /// The value, unless the KPI is a ratio.
    pub value: Option<Number>,
    /// Above the line.
    pub numerator: Option<Number>,
    /// Below the line.
    pub denominator: Option<Number>,
    /// A word about it.
    pub note: String,
    /// Where it stood, for people: `row 3`, `page 2, row 14`, `flights.csv, line 5`.
    pub place: String,
}

/// A number as the source gave it.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    /// A number.
    Known(f64),
    /// A text that should be one.
    Text(String),
}

/// The number that a JSON value stands for; nothing for null and for an empty text.
pub(crate) fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Null => None,
        Value::Number(number) => Some(match number.as_f64() {
            Some(known) => Number::Known(known),
            None => Number::Text(number.to_string()),
        }),
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(Number::Text(text.trim().to_owned())),
        other => Some(Number::Text(other.to_string())),
    }
}

/// The text that a JSON value stands for.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

/// The period that a JSON value names. An instant names the day that it is in the organisation's
/// time zone; everything else is taken as it is written.
pub(crate) fn period(value: &Value, time_zone: &TimeZone) -> String {
    if let Value::Number(number) = value {
        // Seconds or milliseconds since 1970; anything smaller is a year.
        let instant = match number.as_i64() {
            Some(ms) if ms.abs() >= 100_000_000_000 => Timestamp::from_millisecond(ms).ok(),
            Some(seconds) if seconds.abs() >= 100_000_000 => Timestamp::from_second(seconds).ok(),
            _ => None,
        };
        if let Some(instant) = instant {
            return instant.to_zoned_datetime(time_zone.clone()).date().to_string();
        }
    }
    let text = text(value);
    if text.len() <= 10 {
        return text;
    }
    if let Ok(instant) = text.parse::<Timestamp>() {
        return instant.to_zoned_datetime(time_zone.clone()).date().to_string();
    }
    text.parse::<DateTime>().map_or(text, |moment| moment.date().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_instant_names_the_day_that_it_is_in_the_organisation() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let cases = [
            (json!("2013-09-01"), "2013-09-01"),
            (json!("2013-W05"), "2013-W05"),
            (json!("2013-09-01T00:00:00"), "2013-09-01"),
            (json!("2013-09-01 00:00:00"), "2013-09-01"),
            (json!("2013-09-01T02:00:00Z"), "2013-08-31"),
            (json!("2013-09-01T04:00:00+00:00"), "2013-09-01"),
            (json!(1_378_008_000), "2013-09-01"),
            (json!(1_378_008_000_000_i64), "2013-09-01"),
            (json!(2013), "2013"),
        ];
        for (given, expected) in cases {
            assert_eq!(period(&given, &zone), expected, "{given}");
        }
    }

    #[test]
    fn an_absent_number_is_none_and_never_zero() {
        assert_eq!(number(&json!(null)), None);
        assert_eq!(number(&json!(" ")), None);
        assert_eq!(number(&json!("0.10")), Some(Number::Text("0.10".to_owned())));
        assert_eq!(number(&json!(0)), Some(Number::Known(0.0)));
    }
}
