//! Which days a source is asked for.

use goals::period::{Calendar, Grain, Period};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sources::Ask;
use store::entity::data_source::Model;

use crate::error::OpsError;
use crate::limits::SOURCE_SPAN_PERIODS_MAX;

/// The days that somebody asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// First day; as the source is set up when absent.
    pub from: Option<Date>,
    /// The day after the last; as the source is set up when absent.
    pub to: Option<Date>,
}

/// What the source is asked on `today`.
///
/// # Errors
/// `Invalid` for an empty span, or one of too many periods.
pub(super) fn ask(
    model: &Model,
    span: Span,
    calendar: &Calendar,
    time_zone: &TimeZone,
    today: Date,
) -> Result<Ask, OpsError> {
    let grain: Grain = model.grain.into();
    let current = calendar.index(grain, today);
    let end = if model.includes_current { current + 1 } else { current };
    let to = span.to.unwrap_or_else(|| calendar.start_of_index(grain, end));
    let from = span.from.unwrap_or_else(|| {
        let before = calendar.index(grain, to) - model.periods_back;
        calendar.start_of_index(
            grain,
            if span.to.is_some() { before } else { current - model.periods_back },
        )
    });
    if from >= to {
        let message = format!("`from` ({from}) must be before `to` ({to}), the day after the last");
        return Err(OpsError::field("from", "empty_span", message));
    }
    let whole = Period { start: from, end: to };
    let indexes = calendar.indexes_between(grain, whole);
    if indexes.len() > SOURCE_SPAN_PERIODS_MAX {
        let (what, limit) = ("periods asked for in one run", SOURCE_SPAN_PERIODS_MAX);
        return Err(OpsError::TooLarge { what, got: indexes.len(), limit });
    }
    let periods = indexes
        .map(|index| calendar.period_of_index(grain, index))
        .filter(|period| whole.encloses(period))
        .collect();
    Ok(Ask { from, to, periods, time_zone: time_zone.clone(), taken: Default::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use store::word;

    fn model(grain: word::Grain, includes_current: bool) -> Model {
        Model {
            id: uuid::Uuid::nil(),
            organization_id: uuid::Uuid::nil(),
            name: String::new(),
            kind: word::SourceKind::Sql,
            settings: store::json::Json(serde_json::Value::Null),
            sealed_secret: None,
            schedule: None,
            grain,
            periods_back: 2,
            includes_current,
            is_enabled: true,
            archived_at: None,
            created_at: 0,
            updated_at: 0,
            version: 1,
        }
    }

    fn asked(model: &Model, span: Span) -> (String, String, usize) {
        let calendar = Calendar { fiscal_year_start_month: 1, working_days: 0b001_1111 };
        let ask = ask(model, span, &calendar, &TimeZone::UTC, date(2013, 10, 15)).unwrap();
        (ask.from.to_string(), ask.to.to_string(), ask.periods.len())
    }

    #[test]
    fn complete_periods_are_asked_for_and_the_running_one_on_demand() {
        let told = |from: &str, to: &str, count| (from.to_owned(), to.to_owned(), count);
        let none = Span::default();
        let month = word::Grain::Month;
        assert_eq!(asked(&model(month, false), none), told("2013-08-01", "2013-10-01", 2));
        assert_eq!(asked(&model(month, true), none), told("2013-08-01", "2013-11-01", 3));
        let day = word::Grain::Day;
        assert_eq!(asked(&model(day, false), none), told("2013-10-13", "2013-10-15", 2));
        let span = Span { from: Some(date(2013, 1, 15)), to: Some(date(2013, 4, 1)) };
        assert_eq!(asked(&model(month, false), span), told("2013-01-15", "2013-04-01", 2));
    }

    #[test]
    fn an_empty_span_is_refused() {
        let calendar = Calendar { fiscal_year_start_month: 1, working_days: 0b001_1111 };
        let span = Span { from: Some(date(2014, 1, 1)), to: None };
        let model = model(word::Grain::Day, false);
        let result = ask(&model, span, &calendar, &TimeZone::UTC, date(2013, 10, 15));
        assert!(matches!(result, Err(OpsError::Invalid(_))));
    }
}
