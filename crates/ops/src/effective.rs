//! Effective dates: how what holds from one day gives way to what holds from another.
//!
//! Rows that hold over time are half-open, `[starts_on, ends_on)`, and never overwritten by what
//! comes later: a new row ends the one before it on the day that it starts. See `membership.rs` and
//! `manager_line.rs`.

use jiff::civil::Date;
use store::day::Day;

use crate::error::OpsError;

/// A span of days; open at the end while it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// First day.
    pub(crate) starts_on: Date,
    /// First day after; `None` while it lasts.
    pub(crate) ends_on: Option<Date>,
}

/// What becomes of a span when another starts on a day and holds from then on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GivesWay {
    /// It was over by then.
    Untouched,
    /// It ends on that day.
    Ends,
    /// It starts on that very day, so the new one is a correction of it.
    IsCorrected,
    /// It starts later, so the new one lasts until then.
    Limits(Date),
}

impl Span {
    /// From the columns of a row.
    pub(crate) fn of(starts_on: Day, ends_on: Option<Day>) -> Self {
        Self { starts_on: starts_on.0, ends_on: ends_on.map(|day| day.0) }
    }

    /// What becomes of it when another starts on `day`.
    pub(crate) fn gives_way(self, day: Date) -> GivesWay {
        if self.ends_on.is_some_and(|end| end <= day) {
            GivesWay::Untouched
        } else if self.starts_on > day {
            GivesWay::Limits(self.starts_on)
        } else if self.starts_on == day {
            GivesWay::IsCorrected
        } else {
            GivesWay::Ends
        }
    }

    /// The days that both hold.
    pub(crate) fn shared(self, other: Self) -> Option<Self> {
        let starts_on = self.starts_on.max(other.starts_on);
        let ends_on = match (self.ends_on, other.ends_on) {
            (Some(one), Some(another)) => Some(one.min(another)),
            (one, another) => one.or(another),
        };
        ends_on.is_none_or(|end| starts_on < end).then_some(Self { starts_on, ends_on })
    }

    /// Refuses a span that ends before it begins.
    ///
    /// # Errors
    /// `Invalid` on `ends_on`.
    pub(crate) fn check(self) -> Result<(), OpsError> {
        let Some(end) = self.ends_on.filter(|end| *end <= self.starts_on) else { return Ok(()) };
        let message = format!("it starts on {}, so it cannot be over on {end}", self.starts_on);
        Err(OpsError::field("ends_on", "empty_period", message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn span(start: i8, end: Option<i8>) -> Span {
        Span { starts_on: date(2013, start, 1), ends_on: end.map(|month| date(2013, month, 1)) }
    }

    #[test]
    fn what_holds_ends_the_day_that_the_next_starts() {
        let march = date(2013, 3, 1);
        assert_eq!(span(1, None).gives_way(march), GivesWay::Ends);
        assert_eq!(span(1, Some(9)).gives_way(march), GivesWay::Ends);
        assert_eq!(span(1, Some(3)).gives_way(march), GivesWay::Untouched);
        assert_eq!(span(3, None).gives_way(march), GivesWay::IsCorrected);
        assert_eq!(span(6, None).gives_way(march), GivesWay::Limits(date(2013, 6, 1)));
    }

    #[test]
    fn spans_share_the_days_that_both_hold() {
        assert_eq!(span(1, None).shared(span(3, Some(5))), Some(span(3, Some(5))));
        assert_eq!(span(1, Some(4)).shared(span(3, None)), Some(span(3, Some(4))));
        assert_eq!(span(1, Some(3)).shared(span(3, None)), None);
    }

    #[test]
    fn a_span_is_never_empty() {
        assert!(span(3, Some(3)).check().is_err());
        assert!(span(3, Some(4)).check().is_ok());
        assert!(span(3, None).check().is_ok());
    }
}
