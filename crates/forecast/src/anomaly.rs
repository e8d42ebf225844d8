//! Anomalies: periods that lie further from what was to be expected than the others do.
//!
//! <!-- scoring:Anomalies -->
//!
//! Each period is held against what the periods before it let expect (the mean of the last one, the
//! recent level and the whole past, around the season's pattern where there are two seasons). The
//! difference is measured in robust standard deviations: 0.6745 · (difference − median) / MAD, the
//! median and the median absolute deviation of all differences. Beyond 3.5 it is an anomaly. One
//! that stands alone does not count in what is expected next; a second one in a row on the same
//! side is a new level, and is learned.
//!
//! *Worked*: differences 1, −1, 2, 0, −2, 1, 0, 12: the median is 0.5, the MAD is 1, so 12 lies
//! 0.6745 · 11.5 / 1 = 7.8 robust deviations away.
//!
//! <!-- /scoring -->

use goals::kpi::Cell;

use crate::history::{Fold, History};
use crate::model::{Method, Shares};
use crate::state::State;

/// Robust deviations from which on a period is an anomaly.
pub const SCORE_MIN: f64 = 3.5;
/// Differences that are needed before any of them can be called unusual.
const DIFFERENCES_MIN: usize = 8;
/// Periods that have to be there before one is expected.
const WARM_UP: usize = 3;
/// The median absolute deviation of a normal distribution is this many standard deviations.
const MAD_OF_NORMAL: f64 = 0.6745;
/// The mean absolute deviation, likewise; it stands in where more than half of all differences are
/// the same.
const MEAN_OF_NORMAL: f64 = 0.7979;

/// A period that is out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anomaly {
    /// Which one, by its place in what was given.
    pub index: usize,
    /// What it is.
    pub value: f64,
    /// What was to be expected.
    pub expected: f64,
    /// How many robust deviations it lies above (or, negative, below).
    pub score: f64,
}

/// The periods that are out of the ordinary, the oldest first.
///
/// *Shape*: none below eleven values. *Missing*: a gap is no anomaly.
///
/// ```
/// use goals::kpi::Cell;
/// let mut values = vec![10.0, 11.0, 9.0, 10.0, 12.0, 10.0, 9.0, 11.0, 10.0, 9.0, 11.0, 10.0];
/// values[8] = 40.0;
/// let cells: Vec<_> = values.into_iter().map(|value| Some(Cell::Value(value))).collect();
/// let found = forecast::anomaly::find(&cells, 1);
/// assert_eq!(found.iter().map(|one| one.index).collect::<Vec<_>>(), [8]);
/// assert!(found[0].score > 3.5);
/// ```
pub fn find(cells: &[Option<Cell>], season: usize) -> Vec<Anomaly> {
    let value = |cell: &Option<Cell>| cell.as_ref().and_then(Cell::value).map(Cell::Value);
    let values: Vec<Option<Cell>> = cells.iter().map(value).collect();
    let history = History::new(&values, Fold::Last, season, 1);
    let first = values.iter().rposition(|cell| cell.is_some()).map_or(0, |last| last + 1);
    let offset = first.saturating_sub(history.len());
    let raw: Vec<f64> = differences(history.clone(), None).iter().map(|one| one.2).collect();
    if raw.len() < DIFFERENCES_MIN {
        return Vec::new();
    }
    let middle = median(raw.clone());
    let mad = median(raw.iter().map(|one| (one - middle).abs()).collect());
    let mean = raw.iter().map(|one| (one - middle).abs()).sum::<f64>() / raw.len() as f64;
    let deviation = if mad > 0.0 { mad / MAD_OF_NORMAL } else { mean / MEAN_OF_NORMAL };
    if deviation <= 0.0 {
        return Vec::new();
    }
    let scale = history.scale;
    differences(history, Some((middle, deviation)))
        .into_iter()
        .map(|(index, expected, difference)| Anomaly {
            index: index + offset,
            value: (expected + difference) * scale,
            expected: expected * scale,
            score: (difference - middle) / deviation,
        })
        .filter(|anomaly| anomaly.score.abs() > SCORE_MIN)
        .collect()
}

/// Place, expectation and difference of every period that can be expected; with the usual
/// difference known, a lone anomaly is replaced by what was expected before going on.
fn differences(mut history: History, usual: Option<(f64, f64)>) -> Vec<(usize, f64, f64)> {
    let mut found = Vec::new();
    let mut before: Option<f64> = None;
    for at in WARM_UP..history.len() {
        let Some(value) = history.values[at] else { continue };
        let Some(expected) = expect(&history, at) else { continue };
        let difference = value - expected;
        found.push((at, expected, difference));
        let Some((middle, deviation)) = usual else { continue };
        let score = (difference - middle) / deviation;
        let is_alone = before.is_none_or(|before| before.signum() != score.signum());
        let is_anomaly = score.abs() > SCORE_MIN;
        if is_anomaly && is_alone {
            history.values[at] = Some(expected);
        }
        before = is_anomaly.then_some(score);
    }
    found
}

fn expect(history: &History, at: usize) -> Option<f64> {
    State::read(history, at)?.ahead(history, &Method::SeasonalLevels(Shares::EVEN), at)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => 0.0,
        count if count % 2 == 1 => values[half],
        _ => (values[half - 1] + values[half]) / 2.0,
    }
}
