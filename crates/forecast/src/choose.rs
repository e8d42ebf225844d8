//! Which method: the one that would have forecast the series' own past best.
//!
//! <!-- scoring:Forecast: the method -->
//!
//! Each method is asked at moments of the past what the next period comes to, knowing only what was
//! before (rolling origin). The measure is the mean squared error.
//!
//! 1. The base is a mix of three levels: the last period, the recent past, everything. Each counts
//!    by the inverse of its mean squared error. With two seasons of data the same is done around
//!    the season's pattern; the better of the two stays.
//! 2. A line, a half line (theta), last season's value and exponential smoothing take the place of
//!    the mix only when their error is clearly lower: below 3/4 of it, at four moments or more. A
//!    method that wins by a hair on a short past wins by chance.
//!
//! *Worked*: last periods 10, 12, 11, 13. Asked after the second, "as in the last period" said 12
//! for 11, after the third 11 for 13: mean squared error (1 + 4) / 2 = 2.5.
//!
//! <!-- /scoring -->

use crate::history::{History, STEPS_MAX};
use crate::model::{Compared, Method, Shares};
use crate::state::State;

/// Moments of the past at which the quick methods are asked at most.
const ORIGINS_MAX: usize = 40;
/// Moments at which the costly method is asked at most.
const COSTLY_ORIGINS_MAX: usize = 6;
/// Moments, without overlap, that a method is asked at before it can replace the mix.
const ORIGINS_MIN: f64 = 4.0;
/// Points that the costly method needs.
const COSTLY_POINTS_MIN: usize = 10;
/// How far below the error of the mix another method has to be.
const ADVANTAGE: f64 = 0.75;
/// How many moments of average error each level is given beforehand, so that luck at the first few
/// does not decide.
const PRIOR: f64 = 3.0;

/// The chosen method and what it was compared with.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub(crate) method: Method,
    pub(crate) compared: Vec<Compared>,
    /// What the methods knew at each moment of the past, the oldest first.
    pub(crate) states: Vec<State>,
}

/// Asks every method at moments of the past.
pub(crate) fn choose(history: &History, now: State) -> (State, Chosen) {
    let mut states: Vec<State> =
        origins(history).into_iter().filter_map(|at| State::read(history, at)).collect();
    let now = smooth(history, now, &mut states);
    let is_seasonal = history.has_seasons(history.len());
    let mut bases = vec![Method::Levels(shares(history, &states, Method::Levels))];
    if is_seasonal {
        let seasonal = shares(history, &states, Method::SeasonalLevels);
        bases.push(Method::SeasonalLevels(seasonal));
    }
    let mut compared: Vec<Compared> =
        bases.into_iter().filter_map(|method| compare(history, &states, method)).collect();
    compared.sort_by(|a, b| a.error.total_cmp(&b.error));
    let base = compared.first().map_or(Method::Levels(Shares::EVEN), |best| best.method);
    let mut best: Option<Compared> = None;
    for method in others(is_seasonal) {
        let Some(one) = compare(history, &states, method) else { continue };
        compared.push(one);
        // Compared where both were asked: the costly method is asked less often.
        let common = states.iter().filter(|state| error_at(history, state, &method).is_some());
        let Some(of_base) = compare(history, common, base) else { continue };
        let limit = of_base.error * ADVANTAGE.sqrt();
        let is_known = now.ahead(history, &method, history.len()).is_some();
        let is_asked = independent(history, one.asked) >= ORIGINS_MIN;
        let is_better = is_asked && one.error < limit && is_known;
        if is_better && best.as_ref().is_none_or(|best| one.error < best.error) {
            best = Some(one);
        }
    }
    let method = best.map_or(base, |best| best.method);
    compared.sort_by_key(|one| one.method != method);
    (now, Chosen { method, compared, states })
}

/// How many of some moments stand for themselves: those closer than a block overlap.
fn independent(history: &History, asked: usize) -> f64 {
    let block = history.block.min((history.len() / 2).max(1));
    let step = block.div_ceil(4).max(1);
    1.0 + (asked.max(1) - 1) as f64 * (step as f64 / block as f64).min(1.0)
}

fn others(is_seasonal: bool) -> Vec<Method> {
    let mut methods = vec![Method::Trend, Method::Theta, Method::ExponentialSmoothing];
    if is_seasonal {
        methods.push(Method::SeasonalNaive);
    }
    methods
}

/// The moments: four a block, back from the latest at which a whole block is known.
fn origins(history: &History) -> Vec<usize> {
    let (len, block) = (history.len(), history.block);
    // A series shorter than a few blocks is asked for less than one.
    let block = block.min((len / 2).max(1));
    let step = block.div_ceil(4).max(1);
    let first = if len > 8 * history.season { history.season.max(2) } else { 2 };
    let mut at = len.saturating_sub(1);
    let mut origins = Vec::new();
    while at >= first.min(len.saturating_sub(1)).max(1) && origins.len() < ORIGINS_MAX {
        origins.push(at);
        match at.checked_sub(step) {
            Some(earlier) => at = earlier,
            None => break,
        }
    }
    origins.reverse();
    origins
}

/// The costly method looks at the latest moments and now.
fn smooth(history: &History, now: State, states: &mut [State]) -> State {
    // Steps within a period stay with the levels: a ratio's days weigh differently, which smoothing
    // does not know, and a year of days would take it long.
    if history.block > 1 || history.points() < COSTLY_POINTS_MIN {
        return now;
    }
    let whole: Vec<usize> = states
        .iter()
        .enumerate()
        .filter(|(_, state)| state.at + history.block <= history.len())
        .map(|(index, _)| index)
        .collect();
    let step = whole.len().div_ceil(COSTLY_ORIGINS_MAX).max(1);
    for index in whole.into_iter().rev().step_by(step).take(COSTLY_ORIGINS_MAX) {
        let steps = history.len() - states[index].at;
        states[index] = states[index].clone().with_smoothing(history, steps);
    }
    now.with_smoothing(history, STEPS_MAX + history.late)
}

/// How much each level counts: by the inverse of its mean squared error.
fn shares(history: &History, states: &[State], method: fn(Shares) -> Method) -> Shares {
    let alone = |last, quick, all| method(Shares { last, quick, all });
    let errors = [alone(1.0, 0.0, 0.0), alone(0.0, 1.0, 0.0), alone(0.0, 0.0, 1.0)].map(|method| {
        let found = compare(history, states, method);
        found.map_or((0.0, 0.0), |one| (one.error * one.error, one.asked as f64))
    });
    let usual = errors.iter().map(|(error, _)| error).sum::<f64>() / 3.0;
    if usual <= 0.0 {
        return Shares::EVEN;
    }
    let inverse = errors.map(|(error, asked)| {
        let drawn_in = (asked * error / usual + PRIOR) / (asked + PRIOR);
        1.0 / (drawn_in + 1e-9)
    });
    let total: f64 = inverse.iter().sum();
    let [last, quick, all] = inverse.map(|one| one / total);
    Shares { last, quick, all }
}

/// The error of a method one block ahead, over the moments at which it can be asked.
fn compare<'a>(
    history: &History,
    states: impl IntoIterator<Item = &'a State>,
    method: Method,
) -> Option<Compared> {
    let naive = Method::Levels(Shares { last: 1.0, quick: 0.0, all: 0.0 });
    let (mut error, mut naive_error, mut asked) = (0.0, 0.0, 0);
    for state in states {
        let Some(own) = error_at(history, state, &method) else { continue };
        let Some(of_naive) = error_at(history, state, &naive) else { continue };
        error += own * own;
        naive_error += of_naive * of_naive;
        asked += 1;
    }
    let root = |sum: f64| (sum / asked as f64).sqrt();
    let (error, naive_error) = (root(error), root(naive_error));
    (asked > 0 && error.is_finite()).then_some(Compared { method, error, naive_error, asked })
}

/// How far off a method was at one moment, one block ahead.
fn error_at(history: &History, state: &State, method: &Method) -> Option<f64> {
    let block = history.block.min((history.len() / 2).max(1));
    error_of(history, state, method, state.at..state.at + block)
}

/// What really came less what the method said, over the steps `range`.
pub(crate) fn error_of(
    history: &History,
    state: &State,
    method: &Method,
    range: std::ops::Range<usize>,
) -> Option<f64> {
    if range.end > history.len() {
        return None;
    }
    let actual = history.actual(range.clone())?;
    let steps = range.map(|step| {
        Some((state.ahead(history, method, step)?, history.weight_ahead(state.at, step)))
    });
    let steps: Vec<(f64, f64)> = steps.collect::<Option<_>>()?;
    Some(actual - history.value_of(history.folded(steps.into_iter()))?)
}
