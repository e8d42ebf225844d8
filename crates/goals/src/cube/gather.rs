//! Gathering: units inside each period first, then the periods.
//!
//! A value recorded at a unit stands for its whole subtree in that period. Series come in the order
//! of the tree, so one number per period remembers it: up to which unit that period is spoken for.

use std::ops::Range;

use super::board::{Board, Recorder};
use super::whose::Whose;
use crate::aggregate::{Rule, Tally};
use crate::kpi::{Aggregation, Cell, MissingPolicy};

/// What a range of periods comes to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gathered {
    pub(super) value: Option<f64>,
    pub(super) parts: Option<(f64, f64)>,
    /// How many values went in.
    pub(super) count: u32,
}

impl Gathered {
    pub(super) const NOTHING: Gathered = Gathered { value: None, parts: None, count: 0 };
}

/// Whether the missing policy fills gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filling {
    /// As it says.
    On,
    /// Units below speak for the gap.
    Off,
}

/// What to read: some series of a board.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) board: &'a Board,
    /// In the order of the tree; those that are not its own are passed over.
    pub(super) recorders: &'a [Recorder],
    /// Whose they are.
    pub(super) whose: Whose,
    /// Series above all of them, whose values speak for them.
    pub(super) above: &'a [&'a Recorder],
    /// The number of the first period that has not ended.
    pub(super) running: i32,
    /// Whether gaps are filled at all.
    pub(super) filling: Filling,
}

impl<'a> Reading<'a> {
    #[inline]
    fn each(&self) -> impl Iterator<Item = &'a Recorder> + use<'a> {
        let whose = self.whose;
        self.recorders.iter().filter(move |recorder| whose.takes(recorder))
    }

    /// The latest period in `range` for which anything was recorded.
    pub(super) fn latest_in(&self, range: Range<i32>) -> Option<i32> {
        let mut latest = None;
        for recorder in self.each() {
            let from = latest.map_or(range.start, |latest: i32| latest + 1);
            latest = recorder.storage.latest_in(from..range.end).or(latest);
        }
        latest
    }

    /// What the periods of `range` come to.
    pub(super) fn gather(&self, range: Range<i32>) -> Gathered {
        let time_rule = self.board.rules.over_time(&range);
        let range = self.clip(range);
        if range.is_empty() {
            return Gathered::NOTHING;
        }
        if self.is_plain() {
            return self.gather_plain(range);
        }
        let tallies = self.by_period(range.clone());
        self.over_time(range.start, &tallies, time_rule)
    }

    /// What each of the ranges comes to; what holds for all of them is found out once.
    pub(super) fn gather_each(&self, ranges: &[Range<i32>]) -> Vec<Gathered> {
        if !self.is_plain() {
            return ranges.iter().map(|range| self.gather(range.clone())).collect();
        }
        let whole = self.clip(i32::MIN..i32::MAX);
        let clipped = |range: &Range<i32>| range.start.max(whole.start)..range.end.min(whole.end);
        let gathered = ranges.iter().map(clipped).map(|range| match range.is_empty() {
            true => Gathered::NOTHING,
            false => self.gather_plain(range),
        });
        gathered.collect()
    }

    /// The units' tallies of each period in `range`, all of it.
    pub(super) fn by_period(&self, range: Range<i32>) -> Vec<Tally> {
        let mut tallies = vec![Tally::EMPTY; range.len()];
        if self.is_nested() || !self.above.is_empty() {
            self.fill_nested(range, &mut tallies);
            return tallies;
        }
        for recorder in self.each() {
            self.each_cell(recorder, range.clone(), self.filling, |index, cell| {
                let tally = &mut tallies[(index - range.start) as usize];
                self.board.rules.over_units(index).push(tally, cell);
            });
        }
        tallies
    }

    /// What consecutive periods come to, of which the first has the number `start`.
    pub(super) fn over_time(&self, start: i32, tallies: &[Tally], time_rule: &Rule) -> Gathered {
        let (mut total, mut count) = (Tally::EMPTY, 0);
        for (index, tally) in (start..).zip(tallies) {
            count += tally.count();
            if let Some(cell) = self.board.rules.over_units(index).cell(tally) {
                time_rule.push(&mut total, &cell);
            }
        }
        Gathered { value: time_rule.finish(&total), parts: time_rule.parts(&total), count }
    }

    /// Sums and ratios come to the same in any order, so nothing needs to be kept per period.
    fn gather_plain(&self, range: Range<i32>) -> Gathered {
        let known = |value: f64| value.is_finite().then_some(value);
        if self.board.kpi.time_aggregation == Aggregation::Ratio {
            let (mut numerator, mut denominator, mut count) = (0.0, 0.0, 0);
            for recorder in self.each() {
                let part = recorder.storage.sum_of_parts(range.clone());
                numerator += part.numerator;
                denominator += part.denominator;
                count += part.count;
            }
            let has_parts = count > 0 && known(numerator).is_some() && known(denominator).is_some();
            return Gathered {
                value: if denominator > 0.0 { known(numerator / denominator) } else { None },
                parts: has_parts.then_some((numerator, denominator)),
                count,
            };
        }
        let (mut sum, mut count) = (0.0, 0);
        for recorder in self.each() {
            let part = recorder.storage.sum_of_values(range.clone());
            sum += part.value;
            count += part.count;
        }
        let value = if count > 0 { known(sum) } else { None };
        Gathered { value, parts: None, count }
    }

    fn is_plain(&self) -> bool {
        let kpi = &self.board.kpi;
        self.board.rules.are_steady()
            && kpi.unit_aggregation == kpi.time_aggregation
            && matches!(kpi.time_aggregation, Aggregation::Sum | Aggregation::Ratio)
            && kpi.missing == MissingPolicy::Null
            && self.above.is_empty()
            && !self.is_nested()
    }

    /// Whether one of the series lies above another.
    fn is_nested(&self) -> bool {
        matches!(self.whose, Whose::Unit(_))
            && self.recorders.windows(2).any(|pair| pair[0].place.covers(pair[1].place.start))
    }

    fn fill_nested(&self, range: Range<i32>, tallies: &mut [Tally]) {
        let mut spoken_for = vec![0; range.len()];
        for above in self.above {
            for (index, _) in above.storage.cells(range.clone()) {
                let slot = &mut spoken_for[(index - range.start) as usize];
                *slot = above.place.end.max(*slot);
            }
        }
        for (position, recorder) in self.recorders.iter().enumerate() {
            let next = self.recorders.get(position + 1);
            // Where units below record too, a gap above is theirs to speak for.
            let has_below = next.is_some_and(|next| recorder.place.covers(next.place.start));
            let filling = if has_below { Filling::Off } else { self.filling };
            self.each_cell(recorder, range.clone(), filling, |index, cell| {
                let slot = (index - range.start) as usize;
                if spoken_for[slot] <= recorder.place.start {
                    spoken_for[slot] = recorder.place.end;
                    self.board.rules.over_units(index).push(&mut tallies[slot], cell);
                }
            });
        }
    }

    /// Every value of a series in `range`, gaps filled by the missing policy.
    #[inline]
    fn each_cell(
        &self,
        recorder: &Recorder,
        range: Range<i32>,
        filling: Filling,
        mut take: impl FnMut(i32, &Cell),
    ) {
        let policy = self.board.kpi.missing;
        if policy == MissingPolicy::Null || filling == Filling::Off {
            recorder.storage.cells(range).for_each(|(index, cell)| take(index, &cell));
            return;
        }
        let Some(first) = recorder.storage.first_recorded() else { return };
        let from = range.start.max(first);
        let mut last = recorder
            .storage
            .latest_in(first..from + 1)
            .and_then(|index| recorder.storage.get(index));
        for index in from..range.end {
            match (recorder.storage.get(index), policy) {
                (Some(cell), _) => {
                    last = Some(cell);
                    take(index, &cell);
                }
                (None, _) if index >= self.running || self.counts(index) => {}
                (None, MissingPolicy::Zero) => take(index, &self.zero(index)),
                (None, _) => {
                    if let Some(cell) = &last {
                        take(index, cell);
                    }
                }
            }
        }
    }

    /// A value that stands in for another is not one more value.
    fn counts(&self, index: i32) -> bool {
        self.has_rule(Aggregation::Count, index)
    }

    /// Nothing happened: 0, or 0 of 0.
    fn zero(&self, index: i32) -> Cell {
        if self.has_rule(Aggregation::Ratio, index) {
            Cell::Parts { numerator: 0.0, denominator: 0.0 }
        } else {
            Cell::Value(0.0)
        }
    }

    fn has_rule(&self, aggregation: Aggregation, index: i32) -> bool {
        let rules = &self.board.rules;
        let own = [rules.over_units(index), rules.over_time(&(index..index + 1))];
        own.iter().any(|rule| rule.aggregation == aggregation)
    }

    /// The part of `range` where anything can be: nothing before the first value, nothing after the
    /// last that is not filled.
    fn clip(&self, range: Range<i32>) -> Range<i32> {
        let spans = self.each().map(|recorder| recorder.storage.span());
        let (first, last) = spans.fold((i32::MAX, i32::MIN), |(first, last), span| {
            (first.min(span.start), last.max(span.end))
        });
        let last = match self.board.kpi.missing {
            MissingPolicy::Null => last,
            MissingPolicy::Zero | MissingPolicy::CarryForward => last.max(self.running),
        };
        range.start.max(first)..range.end.min(last)
    }
}
