//! How far off the method has been: the errors of its past at one distance, and what they say of
//! the next one.
//!
//! <!-- scoring:Forecast: the interval -->
//!
//! The interval is made of the errors that the method really made on this series at the same
//! distance and over as many periods. With six or more that stand for themselves the interval is
//! cut from their sorted values, and so is the probability. With fewer, from Student's t with as
//! many degrees of freedom: of two errors nobody knows much, and the interval is wide. Moments that
//! overlap count in part. Where the past is too short for the distance, the nearest shorter one is
//! taken and widened by the square root of how much further it is.
//!
//! *Worked*: errors −2, 1, 2 and −1 at four moments: their root mean square is 1.58; t has 10 %
//! above 1.53 with 4 degrees of freedom; the 80 % interval is ± 1.53 · 1.58 · √(1 + 1/4) = ± 2.71.
//!
//! <!-- /scoring -->

use std::ops::Range;

use distrs::StudentsT;

use crate::choose::error_of;
use crate::history::{Fold, History};
use crate::model::Method;
use crate::state::State;
use crate::student;

/// The share of futures inside an interval when none is asked for.
pub const LEVEL_DEFAULT: f64 = 0.8;
/// Errors that stand for themselves from which on the sorted errors speak.
const EMPIRICAL_MIN: f64 = 6.0;
/// The least that an outcome is given: nothing is certain before it has happened.
const TAIL: f64 = 0.005;

/// Errors of the past, sorted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spread {
    errors: Vec<f64>,
    /// How many of them stand for themselves.
    effective: f64,
}

impl Spread {
    /// The errors of a method over `steps` of the future, counted from the first after what it
    /// knew.
    pub(crate) fn of_past(
        history: &History,
        states: &[State],
        method: &Method,
        steps: Range<usize>,
    ) -> Spread {
        let own = Spread::at(history, states, method, steps.clone());
        if steps.start == 0 {
            return own;
        }
        // Few errors far away can be small by luck; nothing is surer for being further away.
        let near = Spread::at(history, states, method, 0..steps.len());
        if own.scale() < near.scale() { near } else { own }
    }

    fn at(history: &History, states: &[State], method: &Method, steps: Range<usize>) -> Spread {
        let (mut start, mut end) = (steps.start, steps.end);
        let mut widened = 1.0;
        loop {
            let errors = errors(history, states, method, start..end);
            let step = states.windows(2).map(|pair| pair[1].at - pair[0].at).min().unwrap_or(1);
            let overlap = ((end - start) as f64 / step as f64).max(1.0);
            let effective = 1.0 + (errors.len().max(1) - 1) as f64 / overlap;
            let is_enough = errors.len() >= 3 || (errors.len() == 2 && history.len() < 8);
            if is_enough || (end <= 1 && !errors.is_empty()) {
                return Spread::sorted(errors, effective).scaled(widened);
            }
            if end <= 1 {
                return Spread::unknown(history);
            }
            (start, end, widened) = shorter(history.fold, start, end, widened);
        }
    }

    fn sorted(mut errors: Vec<f64>, effective: f64) -> Spread {
        errors.sort_by(f64::total_cmp);
        Spread { errors, effective }
    }

    /// No moment of the past could be asked: as far off as the values are from each other.
    fn unknown(history: &History) -> Spread {
        let known: Vec<f64> = history.values.iter().flatten().copied().collect();
        let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
        Spread::sorted(known.iter().map(|value| value - mean).collect(), 1.0)
    }

    pub(crate) fn scaled(mut self, factor: f64) -> Spread {
        self.errors.iter_mut().for_each(|error| *error *= factor);
        self
    }

    /// The error that a share of `share` lies below.
    pub(crate) fn quantile(&self, share: f64) -> f64 {
        let count = self.errors.len();
        let place = share * (count as f64 + 1.0) - 1.0;
        let is_inside = (0.0..=count as f64 - 1.0).contains(&place);
        if self.effective < EMPIRICAL_MIN || !is_inside {
            return StudentsT::ppf(share, f64::from(self.freedom())) * self.scale();
        }
        let below = place.floor();
        let at = below as usize;
        let above = self.errors[(at + 1).min(count - 1)];
        self.errors[at] + (above - self.errors[at]) * (place - below)
    }

    /// The share of errors below `error`.
    pub(crate) fn share_below(&self, error: f64) -> f64 {
        let scale = self.scale();
        if scale <= 0.0 {
            // It has never been off. Equality is good enough: what is reached exactly is reached.
            return if error > 0.0 { 1.0 - TAIL } else { TAIL };
        }
        let by_t = student::share_below(error / scale, self.freedom());
        let share = if self.effective < EMPIRICAL_MIN {
            by_t
        } else {
            let count = self.errors.len();
            match self.errors.partition_point(|one| *one < error) {
                0 => by_t.min(1.0 / (count as f64 + 1.0)),
                at if at == count => by_t.max(count as f64 / (count as f64 + 1.0)),
                at => {
                    let (before, after) = (self.errors[at - 1], self.errors[at]);
                    let part =
                        if after > before { (error - before) / (after - before) } else { 0.5 };
                    (at as f64 + part) / (count as f64 + 1.0)
                }
            }
        };
        share.clamp(TAIL, 1.0 - TAIL)
    }

    fn freedom(&self) -> u32 {
        self.effective.floor().clamp(1.0, 100.0) as u32
    }

    /// Root mean square, widened for how few there are.
    fn scale(&self) -> f64 {
        let count = self.errors.len().max(1) as f64;
        // Divided by the largest first, so that no square overflows or vanishes.
        let largest = self.errors.iter().fold(0.0_f64, |most, error| most.max(error.abs()));
        if largest <= 0.0 {
            return 0.0;
        }
        let squares = self.errors.iter().map(|error| (error / largest) * (error / largest));
        let mean = squares.sum::<f64>() / count;
        largest * mean.sqrt() * (1.0 + 1.0 / self.effective).sqrt()
    }
}

fn errors(history: &History, states: &[State], method: &Method, steps: Range<usize>) -> Vec<f64> {
    let at = |state: &State| {
        error_of(history, state, method, state.at + steps.start..state.at + steps.end)
    };
    states.iter().filter_map(at).collect()
}

/// The next shorter distance, and how much wider its errors are to be taken.
fn shorter(fold: Fold, start: usize, end: usize, widened: f64) -> (usize, usize, f64) {
    let length = end - start;
    if start > 0 {
        let nearer = start / 2;
        let factor = (end as f64 / (nearer + length) as f64).sqrt();
        return (nearer, nearer + length, widened * factor);
    }
    let half = (length / 2).max(1);
    // The errors of a sum add up at worst; those of a mean do not shrink at worst.
    let factor = if fold == Fold::Sum { length as f64 / half as f64 } else { 1.0 };
    (0, half, widened * factor)
}
