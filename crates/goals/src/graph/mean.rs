//! The weighted mean: one formula for objectives and units.
//!
//! ```text
//! progress = Σ w·p / Σ w      expected = Σ w·e / Σ w      raw = Σ w·r / Σ w
//! ```
//!
//! over the children that count. While the cycle runs, a child without progress is left out of all
//! three and the remaining weights renormalise; at close it counts 0. Coverage = Σ w of children
//! with progress / Σ w of all.

use super::number::Number;
use super::score::StatusCounts;
use super::sum::Term;
use crate::cycle::CyclePhase;
use crate::status::{Completion, Status};

/// What a child without progress does to the mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// It is left out.
    LeftOut,
    /// It counts 0, unless it is excluded.
    CountsZero,
}

impl Missing {
    pub(super) fn during(phase: CyclePhase) -> Missing {
        match phase {
            CyclePhase::Planning | CyclePhase::Active => Missing::LeftOut,
            CyclePhase::Closing | CyclePhase::Closed => Missing::CountsZero,
        }
    }
}

/// What a child is to those above it, apart from its weight there. When this is the same, bit for
/// bit, nothing above needs to be looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Outward {
    pub(super) progress: Number,
    pub(super) raw: Number,
    /// Where it should be; for a child that knows nothing of itself, where its cycle should be.
    pub(super) expected: Number,
    /// Whether it is in at all: not archived, and published.
    pub(super) is_in: bool,
    /// Whether it is left out at close.
    pub(super) is_excluded: bool,
    pub(super) is_done: bool,
    pub(super) is_off_track: bool,
    /// A key result with a breached guard, whether or not it is in the mean.
    pub(super) is_breached: bool,
    pub(super) status: Status,
}

impl Outward {
    /// Before anything was computed.
    pub(super) const NOTHING: Outward = Outward {
        progress: Number::NONE,
        raw: Number::NONE,
        expected: Number::NONE,
        is_in: false,
        is_excluded: false,
        is_done: false,
        is_off_track: false,
        is_breached: false,
        status: Status::NoData,
    };

    /// `expected − progress`.
    pub(super) fn gap(&self) -> Option<f64> {
        Some(self.expected.get()? - self.progress.get()?)
    }

    /// Whether it counts for a parent that treats missing values like this.
    pub(super) fn counts(&self, missing: Missing) -> bool {
        self.is_in && !(self.is_excluded && missing == Missing::CountsZero)
    }
}

/// A child and its weight, side by side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    pub(super) outward: Outward,
    pub(super) weight: f64,
}

/// The sums of one parent's children.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    /// Σ w of the children that are in.
    total: f64,
    /// Σ w of those with progress.
    data: f64,
    progress: f64,
    expected: f64,
    raw: f64,
    /// Children that count and are not done.
    open: u32,
    /// Committed children off track.
    pub(super) off_track: u32,
    /// Key results with a breached guard, whether or not they carry weight.
    pub(super) breached: u32,
}

impl Tally {
    /// Adds one child that weighs `weight`. Nothing when that is 0 or the child does not count.
    #[inline]
    pub(super) fn count(&mut self, child: &Outward, weight: f64, missing: Missing) {
        if child.is_excluded && missing == Missing::CountsZero {
            return;
        }
        self.breached += u32::from(child.is_breached);
        if !child.is_in || weight <= 0.0 {
            return;
        }
        self.total += weight;
        self.off_track += u32::from(child.is_off_track);
        let expected = child.expected.get().unwrap_or(0.0);
        match child.progress.get() {
            Some(progress) => {
                self.data += weight;
                self.progress += weight * progress;
                self.raw += weight * child.raw.get().unwrap_or(progress);
                self.expected += weight * expected;
                self.open += u32::from(!child.is_done);
            }
            None if missing == Missing::CountsZero => {
                self.expected += weight * expected;
                self.open += 1;
            }
            None => {}
        }
    }

    pub(super) fn mean(&self, missing: Missing) -> Mean {
        let counted = match missing {
            Missing::LeftOut => self.data,
            Missing::CountsZero => self.total,
        };
        let over =
            |sum: f64| if counted > 0.0 { Number::from(sum / counted) } else { Number::NONE };
        Mean {
            progress: over(self.progress),
            raw: over(self.raw),
            expected: over(self.expected),
            total: self.total,
            data: self.data,
            is_done: counted > 0.0 && self.open == 0,
        }
    }
}

impl Term for Tally {
    #[inline]
    fn add(&mut self, other: &Self) {
        self.total += other.total;
        self.data += other.data;
        self.progress += other.progress;
        self.expected += other.expected;
        self.raw += other.raw;
        self.open += other.open;
        self.off_track += other.off_track;
        self.breached += other.breached;
    }
}

/// A tally and how many objectives stand where, for units.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct UnitTally {
    pub(super) tally: Tally,
    pub(super) statuses: StatusCounts,
}

impl UnitTally {
    /// Adds one objective that weighs `weight` in its unit.
    pub(super) fn count(&mut self, objective: &Outward, weight: f64, missing: Missing) {
        if objective.counts(missing) {
            self.statuses.count(objective.status);
        }
        self.tally.count(objective, weight, missing);
    }
}

impl Term for UnitTally {
    fn add(&mut self, other: &Self) {
        self.tally.add(&other.tally);
        self.statuses.add(&other.statuses);
    }
}

/// What a parent's children amount to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mean {
    pub(super) progress: Number,
    pub(super) raw: Number,
    pub(super) expected: Number,
    pub(super) total: f64,
    pub(super) data: f64,
    /// Every child that counts is done.
    pub(super) is_done: bool,
}

impl Mean {
    /// Of no children.
    pub(super) const NOTHING: Mean = Mean {
        progress: Number::NONE,
        raw: Number::NONE,
        expected: Number::NONE,
        total: 0.0,
        data: 0.0,
        is_done: false,
    };

    /// Done when every child that counts is: a mean of 1 that rests on something to be maintained
    /// can be lost tomorrow.
    pub(super) fn completion(&self) -> Completion {
        if self.is_done { Completion::WhenFull } else { Completion::Never }
    }

    /// The share of weight that had data.
    pub(super) fn coverage(&self) -> Option<f64> {
        Number::from(self.data / self.total).get()
    }

    /// `expected − progress`.
    pub(super) fn gap(&self) -> Option<f64> {
        Some(self.expected.get()? - self.progress.get()?)
    }

    /// The share of the weights that `weight` is.
    pub(super) fn share(&self, weight: f64) -> Option<f64> {
        if weight > 0.0 { Number::from(weight / self.total).get() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Child = (f64, Option<f64>);

    fn mean(children: &[Child], missing: Missing) -> Mean {
        let mut sum = Tally::default();
        for &(weight, progress) in children {
            let progress = Number::from(progress);
            let expected = Number::from(0.5);
            let child =
                Outward { progress, raw: progress, expected, is_in: true, ..Outward::NOTHING };
            sum.count(&child, weight, missing);
        }
        sum.mean(missing)
    }

    #[test]
    fn missing_children_leave_the_mean_and_show_in_coverage() {
        // (3·0.5 + 1·0.9) / 4 = 0.6; 4 of 8 weight has data.
        let children = [(3.0, Some(0.5)), (1.0, Some(0.9)), (4.0, None), (0.0, Some(1.0))];
        let running = mean(&children, Missing::LeftOut);
        assert_eq!((running.progress.get(), running.coverage()), (Some(0.6), Some(0.5)));
        // At close: 2.4 / 8 = 0.3, over the same half of data.
        let closed = mean(&children, Missing::CountsZero);
        assert_eq!((closed.progress.get(), closed.coverage()), (Some(0.3), Some(0.5)));
    }

    #[test]
    fn without_any_weight_nothing_is_known() {
        for missing in [Missing::LeftOut, Missing::CountsZero] {
            let mean = mean(&[(0.0, Some(1.0)), (0.0, None)], missing);
            assert_eq!((mean.progress.get(), mean.coverage(), mean.is_done), (None, None, false));
        }
    }
}
