//! The model of one series: the methods, the one that was chosen and why.

use std::ops::Range;

use crate::choose::{self, Chosen};
use crate::history::{History, POINTS_MIN};
use crate::outlook::{Outlook, SoFar};
use crate::spread::Spread;
use crate::state::State;

/// How much the last block, the quick level and the whole past count in a mix of levels; together
/// 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// The last period.
    pub last: f64,
    /// The recent past, where each third of a period halves what a value counts.
    pub quick: f64,
    /// Everything.
    pub all: f64,
}

impl Shares {
    pub(crate) const EVEN: Shares = Shares { last: 1.0 / 3.0, quick: 1.0 / 3.0, all: 1.0 / 3.0 };
}

/// A way to forecast.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// A mix of the last period, the recent past and the whole past.
    Levels(Shares),
    /// The same, around the pattern of the season.
    SeasonalLevels(Shares),
    /// A straight line through the past (with the pattern of the season, where there is one).
    Trend,
    /// The recent level, and half the slope of that line.
    Theta,
    /// What was one season earlier.
    SeasonalNaive,
    /// Exponential smoothing, chosen among its models by information criterion (with the pattern of
    /// the season, where there is one).
    ExponentialSmoothing,
}

impl Method {
    /// The stable name, as on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Method::Levels(_) => "levels",
            Method::SeasonalLevels(_) => "seasonal_levels",
            Method::Trend => "trend",
            Method::Theta => "theta",
            Method::SeasonalNaive => "seasonal_naive",
            Method::ExponentialSmoothing => "exponential_smoothing",
        }
    }
}

/// How a method would have done on the series' own past.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    /// Which one.
    pub method: Method,
    /// The root of its mean squared error, one period ahead; in the KPI's unit.
    pub error: f64,
    /// The same of "as in the last period", at the same moments.
    pub naive_error: f64,
    /// At how many moments of the past it was asked.
    pub asked: usize,
}

/// There are too few points to say anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLittle {
    /// How many there are; [`POINTS_MIN`] are needed.
    pub points: usize,
}

/// What one series tells of its future.
///
/// Flights of six months, 100 more each month: the line is seen, and the interval is as wide as the
/// line was wrong before.
///
/// ```
/// use forecast::{Fold, History, Method, Model, SoFar};
/// use goals::kpi::Cell;
/// let cells: Vec<_> = (0..12).map(|n| Some(Cell::Value(900.0 + 100.0 * f64::from(n)))).collect();
/// let model = Model::of(History::new(&cells, Fold::Sum, 12, 1)).unwrap();
/// let next = model.outlook(0..1, SoFar::NOTHING, 0.8).unwrap();
/// assert!((next.point - 2_100.0).abs() < 1e-6);
/// assert_eq!(model.method(), Method::Trend);
/// // Three points say nothing.
/// assert_eq!(Model::of(History::new(&cells[..3], Fold::Sum, 12, 1)).unwrap_err().points, 3);
/// ```
#[derive(Debug, Clone)]
pub struct Model {
    history: History,
    now: State,
    chosen: Chosen,
}

impl Model {
    /// Reads a history and chooses the method that would have forecast it best.
    ///
    /// # Errors
    /// [`TooLittle`] below [`POINTS_MIN`] points.
    pub fn of(history: History) -> Result<Model, TooLittle> {
        let points = history.points();
        let now = State::read(&history, history.len()).filter(|_| points >= POINTS_MIN);
        let Some(now) = now else { return Err(TooLittle { points }) };
        let (now, chosen) = choose::choose(&history, now);
        Ok(Model { history, now, chosen })
    }

    /// The method that was chosen.
    pub fn method(&self) -> Method {
        self.chosen.method
    }

    /// Every method that was asked, the chosen one first.
    pub fn compared(&self) -> Vec<Compared> {
        let scale = self.scale();
        let shown = |one: &Compared| Compared {
            error: one.error * scale,
            naive_error: one.naive_error * scale,
            ..*one
        };
        self.chosen.compared.iter().map(shown).collect()
    }

    /// How many points the past has.
    pub fn points(&self) -> usize {
        self.history.points()
    }

    /// Whether the series has a season that is used.
    pub fn is_seasonal(&self) -> bool {
        let uses = !matches!(self.chosen.method, Method::Levels(_));
        uses && self.history.has_seasons(self.history.len())
    }

    /// What a span comes to: `steps` that are not known yet, counted from the first after the
    /// latest value, and what has been of the span already.
    ///
    /// *Shape*: `level` is the share of futures inside the interval, 0 to 1. *Missing*: `None` for
    /// no steps, and when nothing is expected to happen in them (a ratio over nothing).
    pub fn outlook(&self, steps: Range<usize>, so_far: SoFar, level: f64) -> Option<Outlook> {
        let history = &self.history;
        let (above, below) = self.ahead(history.len() + steps.start..history.len() + steps.end)?;
        let scale = history.scale;
        let (point, share) = so_far.joined(history.fold, (above * scale, below))?;
        let spread = self.chosen.spread(history, steps);
        Some(Outlook::new(point, spread.scaled(scale * share), history.bounds, level))
    }

    /// How many steps have passed since the latest value.
    pub fn late(&self) -> usize {
        self.history.late
    }

    /// The error of the chosen method, one period ahead; `None` where the past was too short.
    pub fn error(&self) -> Option<f64> {
        let chosen = self.chosen.compared.first()?;
        Some(chosen.error * self.scale())
    }

    fn ahead(&self, range: Range<usize>) -> Option<(f64, f64)> {
        let history = &self.history;
        let steps = range.map(|step| {
            let value = self.now.ahead(history, &self.chosen.method, step)?;
            Some((value, history.weight_ahead(history.len(), step)))
        });
        let steps: Vec<(f64, f64)> = steps.collect::<Option<_>>()?;
        let folded = history.folded(steps.into_iter());
        history.value_of(folded).map(|_| folded)
    }

    fn scale(&self) -> f64 {
        self.history.scale
    }
}

impl Chosen {
    /// The errors that the method made at this distance.
    pub(crate) fn spread(&self, history: &History, steps: Range<usize>) -> Spread {
        Spread::of_past(history, &self.states, &self.method, steps)
    }
}
