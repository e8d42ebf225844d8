//! Spans of time, as ranges of periods of one grain, and how functions move them.

use std::ops::Range;
use std::rc::Rc;

use jiff::Span;

use crate::kpi::{POINT_EARLIEST, POINT_LATEST};
use crate::period::{Calendar, Grain, Period};

/// Ranges of periods; the same ranges are the same column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::cube) struct Spans {
    grain: Grain,
    ranges: Rc<[Range<i32>]>,
}

impl Spans {
    pub(in crate::cube) fn new(grain: Grain, ranges: Vec<Range<i32>>) -> Spans {
        Spans { grain, ranges: ranges.into() }
    }

    pub(super) fn len(&self) -> usize {
        self.ranges.len()
    }

    pub(super) fn grain(&self) -> Grain {
        self.grain
    }

    pub(super) fn ranges(&self) -> &[Range<i32>] {
        &self.ranges
    }

    /// One of them alone.
    pub(super) fn one(&self, index: usize) -> Spans {
        Spans::new(self.grain, vec![self.ranges[index].clone()])
    }

    /// The periods of all of them, one by one.
    pub(super) fn single_periods(&self) -> Spans {
        let periods = self.ranges.iter().cloned().flatten();
        Spans::new(self.grain, periods.map(|index| index..index + 1).collect())
    }

    /// The same spans in periods of another grain: those whose last day lies inside.
    pub(super) fn per(&self, grain: Grain, calendar: &Calendar) -> Spans {
        if grain == self.grain {
            return self.clone();
        }
        self.map(grain, |range| calendar.indexes_between(grain, self.period(range, calendar)))
    }

    /// Earlier by so many times their own length.
    pub(super) fn shifted(&self, times: i32, calendar: &Calendar) -> Spans {
        self.clipped(calendar, |range| {
            let by = length(range).saturating_mul(times);
            range.start.saturating_sub(by)..range.end.saturating_sub(by)
        })
    }

    /// So many times their own length, ending where they end.
    pub(super) fn rolling(&self, times: i32, calendar: &Calendar) -> Spans {
        self.clipped(calendar, |range| {
            let whole = length(range).saturating_mul(times);
            range.end.saturating_sub(whole)..range.end
        })
    }

    /// From the beginning of the fiscal year of the last period.
    pub(super) fn year_to_date(&self, calendar: &Calendar) -> Spans {
        self.clipped(calendar, |range| {
            let last = calendar.start_of_index(self.grain, range.end.saturating_sub(1));
            let year = calendar.period_containing(Grain::Year, last);
            let first = calendar.indexes_between(self.grain, year).start;
            first.min(range.start)..range.end
        })
    }

    /// A year before: the same days, months, quarters; 52 weeks.
    pub(super) fn year_before(&self, calendar: &Calendar) -> Spans {
        let by = match self.grain {
            Grain::Day => {
                return self.clipped(calendar, |range| {
                    let before = |index| {
                        let day = calendar.start_of_index(Grain::Day, index);
                        calendar.index(Grain::Day, day.saturating_sub(Span::new().years(1)))
                    };
                    before(range.start)..before(range.end)
                });
            }
            Grain::Week => 52,
            Grain::Month => 12,
            Grain::Quarter => 4,
            Grain::Half => 2,
            Grain::Year => 1,
        };
        self.clipped(calendar, |range| range.start.saturating_sub(by)..range.end.saturating_sub(by))
    }

    /// From the first to the last day of one of the ranges.
    pub(super) fn period(&self, range: &Range<i32>, calendar: &Calendar) -> Period {
        Period {
            start: calendar.start_of_index(self.grain, range.start),
            end: calendar.start_of_index(self.grain, range.end),
        }
    }

    /// How many times the first span fits into so many years.
    pub(super) fn lengths_within(&self, years: i16, calendar: &Calendar) -> i32 {
        let Some(range) = self.ranges.first() else { return 0 };
        let start = calendar.start_of_index(self.grain, range.start);
        let back = calendar.index(self.grain, start.saturating_sub(Span::new().years(years)));
        (range.start - back) / length(range).max(1)
    }

    fn map(&self, grain: Grain, other: impl Fn(&Range<i32>) -> Range<i32>) -> Spans {
        Spans::new(grain, self.ranges.iter().map(other).collect())
    }

    /// Nothing is recorded outside of all time, so nothing is asked there.
    fn clipped(&self, calendar: &Calendar, other: impl Fn(&Range<i32>) -> Range<i32>) -> Spans {
        let first = calendar.index(self.grain, POINT_EARLIEST);
        let last = calendar.index(self.grain, POINT_LATEST) + 1;
        self.map(self.grain, |range| {
            let moved = other(range);
            let start = moved.start.clamp(first, last);
            start..moved.end.clamp(start, last)
        })
    }
}

fn length(range: &Range<i32>) -> i32 {
    range.end.saturating_sub(range.start)
}
