//! What can be read of a KPI at a unit, whether it is recorded or computed.

use std::ops::Range;

use super::computed::Computed;
use super::gather::{Gathered, Reading};
use crate::kpi::Kpi;

pub(super) enum Readable<'a> {
    Recorded(Reading<'a>),
    Computed(Computed<'a>),
}

impl Readable<'_> {
    pub(super) fn kpi(&self) -> &Kpi {
        match self {
            Readable::Recorded(reading) => &reading.board.kpi,
            Readable::Computed(computed) => &computed.board.kpi,
        }
    }

    /// The number of the first period that has not ended.
    pub(super) fn running(&self) -> i32 {
        match self {
            Readable::Recorded(reading) => reading.running,
            Readable::Computed(computed) => computed.running,
        }
    }

    /// The latest period in `range` for which anything is known.
    pub(super) fn latest_in(&self, range: Range<i32>) -> Option<i32> {
        match self {
            Readable::Recorded(reading) => reading.latest_in(range),
            Readable::Computed(computed) => computed.latest_in(range),
        }
    }

    /// What the periods of `range` come to.
    pub(super) fn gather(&self, range: Range<i32>) -> Gathered {
        match self {
            Readable::Recorded(reading) => reading.gather(range),
            Readable::Computed(computed) => computed.gather(range),
        }
    }

    /// What each of the ranges comes to.
    pub(super) fn gather_each(&self, ranges: Vec<Range<i32>>) -> Vec<Gathered> {
        match self {
            Readable::Recorded(reading) => reading.gather_each(&ranges),
            Readable::Computed(computed) => {
                let known = computed.column(ranges).into_iter();
                known
                    .map(|known| Gathered { value: known.value, parts: None, count: known.count })
                    .collect()
            }
        }
    }

    /// The value of each period of `range`.
    pub(super) fn values(&self, range: Range<i32>) -> Vec<Option<f64>> {
        match self {
            Readable::Recorded(reading) => {
                let tallies = reading.by_period(range.clone());
                let each = range.zip(tallies.iter().map(std::slice::from_ref));
                each.map(|(index, tally)| {
                    let time_rule = reading.board.rules.over_time(&(index..index + 1));
                    reading.over_time(index, tally, time_rule).value
                })
                .collect()
            }
            Readable::Computed(computed) => {
                let column = computed.column(range.map(|index| index..index + 1).collect());
                column.into_iter().map(|known| known.value).collect()
            }
        }
    }
}
