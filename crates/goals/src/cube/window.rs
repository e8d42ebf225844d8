//! Windows: which periods of a KPI a key result reads.
//!
//! <!-- scoring:KPI windows -->
//!
//! A link reads its KPI for one unit with everything below it, or for one person, in one of these
//! windows. They stay
//! inside the key result's cycle: a period belongs to the cycle that contains its last day.
//!
//! | window | reads |
//! | --- | --- |
//! | latest complete (default) | the latest ended period of the cycle with anything recorded |
//! | latest so far | the latest period with a value that shares a day with the cycle |
//! | cycle to date | the cycle's periods that have begun |
//! | rolling n | n periods up to the latest complete one; they may begin before the cycle |
//! | whole cycle | the cycle's periods, once the cycle has ended |
//!
//! At the start of a cycle there is no complete period yet, so the key result has no value: last
//! quarter's numbers say nothing about this quarter's goal. After its end a cycle keeps its own
//! last value.
//!
//! A **seasonal** pace reads the same KPI one year earlier: (value at this point − value at the
//! start) / (value at the end − value at the start), where a sum to date starts at 0 and every
//! other value at the latest one before the cycle.
//!
//! <!-- /scoring -->

use std::ops::Range;

use jiff::Span;
use jiff::civil::Date;

use super::readable::Readable;
use super::{Cube, WindowValue};
use crate::id::KpiId;
use crate::kpi_link::LinkWindow;
use crate::kpi_target::is_additive;
use crate::period::Period;
use crate::subject::Subject;

impl Cube {
    /// The KPI's value for a unit or person in a link's window, as known when `today` begins.
    ///
    /// *Missing*: [`WindowValue::NOTHING`] for an unknown KPI or unit, and when nothing was
    /// recorded in the window. *Source*: product, glossary "KPI link".
    pub fn window(
        &self,
        kpi: KpiId,
        subject: impl Into<Subject>,
        window: LinkWindow,
        cycle: Period,
        today: Date,
    ) -> WindowValue {
        self.reading(kpi, subject.into(), today)
            .and_then(|reading| {
                let range = self.window_range(&reading, window, cycle, today)?;
                Some(self.value_of(&reading, range))
            })
            .unwrap_or(WindowValue::NOTHING)
    }

    /// What the periods that count in `span` come to: those whose last day lies inside.
    pub fn aggregate(
        &self,
        kpi: KpiId,
        subject: impl Into<Subject>,
        span: Period,
        today: Date,
    ) -> WindowValue {
        self.reading(kpi, subject.into(), today).map_or(WindowValue::NOTHING, |reading| {
            let range = self.calendar.indexes_between(reading.kpi().frequency, span);
            self.value_of(&reading, range)
        })
    }

    /// The value of each period that counts in `span` and has ended, in order: for judging over
    /// time.
    pub fn values(
        &self,
        kpi: KpiId,
        subject: impl Into<Subject>,
        span: Period,
        today: Date,
    ) -> Vec<(Period, Option<f64>)> {
        let Some(reading) = self.reading(kpi, subject.into(), today) else { return Vec::new() };
        let grain = reading.kpi().frequency;
        let range = self.calendar.indexes_between(grain, span);
        let range = range.start..range.end.min(reading.running());
        let values = reading.values(range.clone());
        let periods = range.map(|index| self.calendar.period_of_index(grain, index));
        periods.zip(values).collect()
    }

    /// Last year's share of the way at the same point of the same period, for [`Pace::Seasonal`].
    ///
    /// *Unit*: 1.0 is all of the way; not clamped. *Missing*: `None` when last year has no value at
    /// one of the points, or its value at the end was that of the start.
    ///
    /// [`Pace::Seasonal`]: crate::key_result::Pace::Seasonal
    pub fn seasonal_share(
        &self,
        kpi: KpiId,
        subject: impl Into<Subject>,
        window: LinkWindow,
        cycle: Period,
        today: Date,
    ) -> Option<f64> {
        let reading = self.reading(kpi, subject.into(), today)?;
        let year_before = |date: Date| date.saturating_sub(Span::new().years(1));
        let index = |date| self.calendar.index(reading.kpi().frequency, year_before(date));
        let start = index(cycle.start);
        let (now, end) = (index(today.clamp(cycle.start, cycle.end)), index(cycle.end));
        let to_date = matches!(window, LinkWindow::CycleToDate | LinkWindow::WholeCycle);
        let adds_up = to_date && is_additive(reading.kpi().together_on(cycle.last_day()).over_time);
        let at = |point: i32| -> Option<f64> {
            if to_date && point > start {
                return reading.gather(start..point).value;
            }
            // The latest complete one, no further back than the cycle is long.
            let latest = reading.latest_in(start - (end - start)..point)?;
            let length = match window {
                LinkWindow::Rolling(length) => i32::from(length.max(1)),
                _ => 1,
            };
            reading.gather(latest + 1 - length..latest + 1).value
        };
        let base = if adds_up { 0.0 } else { at(start)? };
        let come = if now == start { base } else { at(now)? };
        let share = (come - base) / (at(end)? - base);
        share.is_finite().then_some(share)
    }

    fn window_range(
        &self,
        reading: &Readable<'_>,
        window: LinkWindow,
        cycle: Period,
        today: Date,
    ) -> Option<Range<i32>> {
        let grain = reading.kpi().frequency;
        let of_cycle = self.calendar.indexes_between(grain, cycle);
        let ended = of_cycle.start..of_cycle.end.min(reading.running());
        match window {
            LinkWindow::LatestComplete => reading.latest_in(ended).map(|index| index..index + 1),
            LinkWindow::LatestSoFar => {
                let last = self.calendar.index(grain, cycle.last_day()).min(reading.running());
                reading.latest_in(of_cycle.start..last + 1).map(|index| index..index + 1)
            }
            LinkWindow::CycleToDate => {
                Some(of_cycle.start..of_cycle.end.min(reading.running() + 1))
            }
            LinkWindow::Rolling(length) => {
                let last = reading.latest_in(ended)?;
                Some(last + 1 - i32::from(length.max(1))..last + 1)
            }
            LinkWindow::WholeCycle => cycle.has_ended(today).then_some(of_cycle),
        }
    }
}
