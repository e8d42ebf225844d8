//! How a KPI's periods and units come together, which may change from a period on.
//!
//! Each period comes together over units by what holds when it begins, several periods by what
//! holds in the last of them. The rules of a KPI without versions hold throughout.

use std::ops::Range;

use crate::aggregate::{Rule, rule};
use crate::kpi::{Aggregation, Kpi, Together};
use crate::period::Calendar;

#[derive(Debug, Clone)]
pub(super) struct Rules {
    /// The earliest first; never empty.
    eras: Vec<Era>,
}

#[derive(Debug, Clone, Copy)]
struct Era {
    /// The number of its first period; the first one holds before it too.
    from: i32,
    over_units: &'static Rule,
    over_time: &'static Rule,
}

impl Rules {
    pub(super) fn of(kpi: &Kpi, calendar: &Calendar) -> Rules {
        let era = |from, together: Together| Era {
            from,
            over_units: rule(together.over_units),
            over_time: rule(over_time(together)),
        };
        let mut eras: Vec<Era> = Vec::new();
        for version in &kpi.versions {
            let from = version.from.map_or(i32::MIN, |day| {
                let index = calendar.index(kpi.frequency, day);
                let is_inside = calendar.start_of_index(kpi.frequency, index) < day;
                index + i32::from(is_inside)
            });
            let next = era(from, version.together.unwrap_or(kpi.together()));
            let is_same = |last: &Era| {
                last.over_units.key == next.over_units.key
                    && last.over_time.key == next.over_time.key
            };
            if !eras.last().is_some_and(is_same) {
                eras.push(next);
            }
        }
        if eras.is_empty() {
            eras.push(era(i32::MIN, kpi.together()));
        }
        Rules { eras }
    }

    /// Whether they never change.
    #[inline]
    pub(super) fn are_steady(&self) -> bool {
        self.eras.len() == 1
    }

    /// How units come together in a period.
    #[inline]
    pub(super) fn over_units(&self, index: i32) -> &'static Rule {
        self.at(index).over_units
    }

    /// How the periods of a range come together.
    #[inline]
    pub(super) fn over_time(&self, range: &Range<i32>) -> &'static Rule {
        self.at(range.end.saturating_sub(1)).over_time
    }

    #[inline]
    fn at(&self, index: i32) -> &Era {
        let begun = self.eras.iter().rev().find(|era| era.from <= index);
        begun.unwrap_or(&self.eras[0])
    }
}

/// How periods come together. What has been counted in each period is added up, not counted again:
/// three reports on each of two days are six.
fn over_time(together: Together) -> Aggregation {
    match (together.over_units, together.over_time) {
        (Aggregation::Count, Aggregation::Count) => Aggregation::Sum,
        (_, over_time) => over_time,
    }
}
