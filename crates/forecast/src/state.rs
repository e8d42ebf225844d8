//! What each method knows after the first steps of a history, and what it says of the next ones.

use augurs_core::prelude::{Fit, Predict};
use augurs_ets::AutoETS;

use crate::history::History;
use crate::model::{Method, Shares};

/// Half-life of the quick level, in blocks.
const QUICK_HALF_LIFE: f64 = 0.35;
/// Steps that the costly method looks back on.
const ETS_STEPS_MAX: usize = 120;
/// Points that a line is drawn through at least.
const LINE_POINTS_MIN: usize = 4;

/// Levels of one way to read a history: the last block, the quick level, all of it; and a line.
#[derive(Debug, Clone)]
pub(crate) struct Levels {
    last: f64,
    quick: f64,
    all: f64,
    /// Value at step 0 and slope a step.
    line: Option<(f64, f64)>,
}

/// What the methods know after `at` steps.
#[derive(Debug, Clone)]
pub(crate) struct State {
    /// How many steps they have seen.
    pub(crate) at: usize,
    pub(crate) plain: Levels,
    /// The levels once the season's pattern is taken out, with the pattern.
    pub(crate) seasonal: Option<(Levels, Vec<f64>)>,
    /// Exponential smoothing: what it says of the steps that follow.
    ets: Option<Vec<f64>>,
}

impl State {
    /// Reads the first `at` steps; `None` when none of them has a value.
    pub(crate) fn read(history: &History, at: usize) -> Option<State> {
        let values = &history.values[..at];
        let plain = levels(history, values)?;
        let seasonal = history.has_seasons(at).then(|| {
            let pattern = pattern(history, at);
            let without: Vec<Option<f64>> = values
                .iter()
                .enumerate()
                .map(|(step, value)| value.map(|value| value - pattern[step % history.season]))
                .collect();
            levels(history, &without).map(|levels| (levels, pattern))
        });
        Some(State { at, plain, seasonal: seasonal.flatten(), ets: None })
    }

    /// Lets the costly method look too, for `steps` steps ahead.
    pub(crate) fn with_smoothing(mut self, history: &History, steps: usize) -> State {
        let pattern = self.seasonal.as_ref().map(|(_, pattern)| pattern.as_slice());
        self.ets = smoothing(history, self.at, steps, pattern);
        self
    }

    /// What `method` says of the absolute step `step`, not before the first that it has not seen.
    pub(crate) fn ahead(&self, history: &History, method: &Method, step: usize) -> Option<f64> {
        let phase = |pattern: &[f64]| pattern[step % history.season];
        match method {
            Method::Levels(shares) => Some(self.plain.mixed(shares)),
            Method::SeasonalLevels(shares) => match &self.seasonal {
                Some((levels, pattern)) => Some(levels.mixed(shares) + phase(pattern)),
                None => Some(self.plain.mixed(shares)),
            },
            Method::Trend => {
                let (levels, season) = match &self.seasonal {
                    Some((levels, pattern)) => (levels, phase(pattern)),
                    None => (&self.plain, 0.0),
                };
                levels.line.map(|(start, slope)| start + slope * step as f64 + season)
            }
            Method::Theta => {
                let (levels, season) = match &self.seasonal {
                    Some((levels, pattern)) => (levels, phase(pattern)),
                    None => (&self.plain, 0.0),
                };
                let (_, slope) = levels.line?;
                let steps = (step + 1 - self.at) as f64;
                Some(levels.quick + slope / 2.0 * steps + season)
            }
            Method::SeasonalNaive => {
                let back = (step - self.at) / history.season + 1;
                let earlier = step.checked_sub(back * history.season)?;
                history.values[earlier].filter(|_| history.has_seasons(self.at))
            }
            Method::ExponentialSmoothing => {
                let season = self.seasonal.as_ref().map_or(0.0, |(_, pattern)| phase(pattern));
                Some(self.ets.as_ref()?.get(step - self.at)? + season)
            }
        }
    }
}

impl Levels {
    fn mixed(&self, shares: &Shares) -> f64 {
        shares.last * self.last + shares.quick * self.quick + shares.all * self.all
    }
}

fn levels(history: &History, values: &[Option<f64>]) -> Option<Levels> {
    let weights = &history.weights;
    let all = mean(values, weights, 0)?;
    let block = history.block.max(1);
    // Where the last block is empty, the latest value stands for it.
    let latest = values.iter().rev().flatten().next().copied()?;
    let last = mean(values, weights, values.len().saturating_sub(block)).unwrap_or(latest);
    let keep = 0.5_f64.powf(1.0 / (QUICK_HALF_LIFE * block as f64));
    let (mut above, mut below) = (0.0, 0.0);
    for (value, weight) in values.iter().zip(weights) {
        (above, below) = (above * keep, below * keep);
        if let Some(value) = value {
            (above, below) = (above + value * weight, below + weight);
        }
    }
    let quick = if below > 0.0 { above / below } else { latest };
    Some(Levels { last, quick, all, line: line(values) })
}

fn mean(values: &[Option<f64>], weights: &[f64], from: usize) -> Option<f64> {
    let known = values.iter().zip(weights).skip(from);
    let (above, below) = known.fold((0.0, 0.0), |(above, below), (value, weight)| match value {
        Some(value) => (above + value * weight, below + weight),
        None => (above, below),
    });
    (below > 0.0).then(|| above / below)
}

/// The straight line with the least squares: its value at step 0, and how much it rises a step.
fn line(values: &[Option<f64>]) -> Option<(f64, f64)> {
    let points = || values.iter().enumerate().filter_map(|(x, y)| Some((x as f64, (*y)?)));
    let count = points().count();
    if count < LINE_POINTS_MIN {
        return None;
    }
    let count = count as f64;
    let (x_mean, y_mean) = points().fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
    let (x_mean, y_mean) = (x_mean / count, y_mean / count);
    let (above, below) = points().fold((0.0, 0.0), |(above, below), (x, y)| {
        (above + (x - x_mean) * (y - y_mean), below + (x - x_mean) * (x - x_mean))
    });
    let slope = above / below;
    slope.is_finite().then_some((y_mean - slope * x_mean, slope))
}

/// How much each phase of the season lies above the level around it, drawn in the more towards 0
/// the fewer seasons there are.
pub(crate) fn pattern(history: &History, at: usize) -> Vec<f64> {
    let season = history.season;
    let (values, weights) = (&history.values[..at], &history.weights);
    let mut sums = vec![(0.0, 0.0)];
    for (value, weight) in values.iter().zip(weights) {
        let (above, below) = sums[sums.len() - 1];
        sums.push(match value {
            Some(value) => (above + value * weight, below + weight),
            None => (above, below),
        });
    }
    let mut phases = vec![(0.0, 0.0, 0.0); season];
    for (step, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let end = (step.saturating_sub(season / 2) + season).min(at);
        let start = end.saturating_sub(season);
        let below = sums[end].1 - sums[start].1;
        if below <= 0.0 {
            continue;
        }
        let level = (sums[end].0 - sums[start].0) / below;
        let (above, weight, count) = &mut phases[step % season];
        *above += (value - level) * weights[step];
        *weight += weights[step];
        *count += 1.0;
    }
    let of_phase = |&(above, weight, count): &(f64, f64, f64)| {
        if weight > 0.0 { above / weight * (count / (count + 1.0)) } else { 0.0 }
    };
    phases.iter().map(of_phase).collect()
}

/// Exponential smoothing chosen among the models without season, on what the pattern leaves.
fn smoothing(
    history: &History,
    at: usize,
    steps: usize,
    pattern: Option<&[f64]>,
) -> Option<Vec<f64>> {
    let from = at.saturating_sub(ETS_STEPS_MAX);
    let mut before = history.values[from..at].iter().flatten().next().copied()?;
    let filled: Vec<f64> = (from..at)
        .map(|step| {
            before = history.values[step].unwrap_or(before);
            before - pattern.map_or(0.0, |pattern| pattern[step % history.season])
        })
        .collect();
    let search = AutoETS::new(1, "ZZN").ok()?;
    let fitted = search.fit(&filled).ok()?;
    let ahead = fitted.predict(steps, None).ok()?.point;
    ahead.iter().all(|value| value.is_finite()).then_some(ahead)
}
