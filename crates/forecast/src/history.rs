//! A KPI's past, as the methods read it: a value and a weight for each of equally long steps.

use std::ops::Range;

use goals::kpi::{Aggregation, Cell};

/// Points that a forecast needs at least; below it says "too little data".
pub const POINTS_MIN: usize = 4;
/// Steps of the past that are read; older ones are left out.
pub const STEPS_MAX: usize = 400;
/// How many earlier steps of the same phase say how much a coming step will weigh.
const WEIGHTS_READ: usize = 4;

/// How steps come together in a longer span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Σ value.
    Sum,
    /// Σ value · weight / Σ weight: a mean, or a ratio with its denominators as weights.
    Mean,
    /// The last step's.
    Last,
}

impl Fold {
    /// How steps of a KPI come together; `None` where a forecast of steps says nothing about a
    /// longer span: the smallest of ten forecasts is not a forecast of the smallest.
    pub fn of(aggregation: Aggregation) -> Option<Fold> {
        match aggregation {
            Aggregation::Sum => Some(Fold::Sum),
            Aggregation::Mean | Aggregation::Ratio => Some(Fold::Mean),
            Aggregation::Last => Some(Fold::Last),
            Aggregation::Min | Aggregation::Max | Aggregation::Count => None,
        }
    }
}

/// A series of equally long steps.
#[derive(Debug, Clone)]
pub struct History {
    /// `None` is a gap. Divided by `scale`.
    pub(crate) values: Vec<Option<f64>>,
    /// 1, or the denominator of a ratio; 0 in a gap, so that a sum counts what is there.
    pub(crate) weights: Vec<f64>,
    pub(crate) fold: Fold,
    /// Steps after which the pattern repeats; 1 without one.
    pub(crate) season: usize,
    /// Steps of what is asked for most: 1, or as many days as a month has.
    pub(crate) block: usize,
    /// What the values were divided by, so that no square of one overflows.
    pub(crate) scale: f64,
    /// Steps after the last value that have passed without one: they are forecast too.
    pub(crate) late: usize,
    /// What no value can be below or above.
    pub(crate) bounds: (f64, f64),
}

impl History {
    /// The past of a KPI, the oldest step first, up to the step before the one that is to come.
    ///
    /// *Shape*: only the last [`STEPS_MAX`] steps are read. A season is used once two of it are
    /// there. *Missing*: gaps stay gaps; those at the end count as not yet known and are forecast
    /// before what follows.
    pub fn new(cells: &[Option<Cell>], fold: Fold, season: usize, block: usize) -> History {
        let cells = &cells[cells.len().saturating_sub(STEPS_MAX)..];
        let value = |cell: &Option<Cell>| cell.as_ref().and_then(Cell::value);
        let first = cells.iter().position(|cell| value(cell).is_some()).unwrap_or(cells.len());
        let end = cells.iter().rposition(|cell| value(cell).is_some()).map_or(first, |at| at + 1);
        let (known, late) = (&cells[first..end], cells.len() - end);
        let largest = known.iter().filter_map(value).fold(0.0_f64, |most, v| most.max(v.abs()));
        let scale = if largest > 0.0 { largest } else { 1.0 };
        let weight = |cell: &Option<Cell>| match cell {
            Some(Cell::Parts { denominator, .. }) => *denominator,
            Some(Cell::Value(_)) => 1.0,
            None => 0.0,
        };
        History {
            values: known.iter().map(|cell| value(cell).map(|value| value / scale)).collect(),
            weights: known.iter().map(weight).collect(),
            fold,
            season: season.max(1),
            block: block.clamp(1, STEPS_MAX),
            scale,
            late,
            bounds: (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    /// Says what no value can be below or above: 0 and 1 of a share, 0 of a count.
    pub fn bounded(self, low: Option<f64>, high: Option<f64>) -> History {
        let bounds = (low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY));
        History { bounds, ..self }
    }

    /// How many steps have a value.
    pub fn points(&self) -> usize {
        self.values.iter().flatten().count()
    }

    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether the season may be used with the first `until` steps alone.
    pub(crate) fn has_seasons(&self, until: usize) -> bool {
        self.season > 1 && until >= 2 * self.season
    }

    /// How much the step `at` will weigh, as known after `until` steps.
    pub(crate) fn weight_ahead(&self, until: usize, at: usize) -> f64 {
        let season = self.season;
        let back = (at - until) / season + 1;
        let phases = (back..back + WEIGHTS_READ).map_while(|n| at.checked_sub(n * season));
        let (sum, count) = phases
            .fold((0.0, 0.0), |(sum, count), earlier| (sum + self.weights[earlier], count + 1.0));
        if count > 0.0 {
            return sum / count;
        }
        // Less than a season is known: what a step weighed on average.
        let known = &self.weights[..until];
        known.iter().sum::<f64>() / known.len().max(1) as f64
    }

    /// What steps come to: the number above the line and the weight below it.
    pub(crate) fn folded(&self, steps: impl Iterator<Item = (f64, f64)>) -> (f64, f64) {
        match self.fold {
            Fold::Sum | Fold::Mean => steps.fold((0.0, 0.0), |(a, b), (v, w)| (a + v * w, b + w)),
            Fold::Last => steps.last().map_or((0.0, 0.0), |(value, _)| (value, 1.0)),
        }
    }

    /// The number that a fold stands for; `None` without any weight.
    pub(crate) fn value_of(&self, (above, below): (f64, f64)) -> Option<f64> {
        let value = match self.fold {
            Fold::Sum => above,
            Fold::Mean | Fold::Last => above / below,
        };
        (below > 0.0 && value.is_finite()).then_some(value)
    }

    /// What some past steps really came to.
    pub(crate) fn actual(&self, range: Range<usize>) -> Option<f64> {
        let known = range.filter_map(|at| Some((self.values[at]?, self.weights[at])));
        let folded = self.folded(known);
        self.value_of(folded)
    }
}
