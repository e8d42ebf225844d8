//! A KPI of one unit: its histories out of the cube, and what becomes of its periods and spans.
//!
//! A KPI that is measured per day and asked per month is forecast by days, so that the month that
//! runs counts the days it has had. With two years of months the year's pattern is tried too, and
//! taken when it would have been closer.

use goals::cube::{Cube, SeriesPoint};
use goals::id::{KpiId, OrgUnitId};
use goals::kpi::{Aggregation, Cell, Kpi};
use goals::period::{Calendar, Grain, Period};
use goals::refusal::Refusal;
use jiff::civil::Date;

use crate::anomaly::{self, Anomaly};
use crate::history::{Fold, History};
use crate::model::{Model, TooLittle};
use crate::outlook::{Outlook, SoFar};

/// How much closer months have to be than days, to be taken.
const COARSE_ADVANTAGE: f64 = 0.9;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// The KPI.
    pub kpi: KpiId,
    /// The unit, with everything below it.
    pub unit: OrgUnitId,
    /// The length of the periods.
    pub grain: Grain,
    /// The first day that is read.
    pub since: Date,
    /// The day on which it is asked: periods that end later are the future.
    pub today: Date,
    /// Whether the KPI is a share, which no forecast takes above 100 %.
    pub is_share: bool,
}

/// A KPI of one unit, read for its future.
#[derive(Debug, Clone)]
pub struct Subject {
    calendar: Calendar,
    grain: Grain,
    today: Date,
    history: Vec<SeriesPoint>,
    fine: Track,
    coarse: Option<Track>,
}

/// One way to cut the past, with its model.
#[derive(Debug, Clone)]
struct Track {
    grain: Grain,
    fold: Fold,
    /// Whether forecasts of its steps say nothing about a longer span.
    is_single: bool,
    /// The number of the first cell's period.
    first: i32,
    cells: Vec<Option<Cell>>,
    model: Result<Model, TooLittle>,
}

/// What a span comes to, and what it has come to so far.
#[derive(Debug, Clone, PartialEq)]
pub struct SpanAhead {
    /// The span.
    pub span: Period,
    /// What has been of it; `None` when nothing has.
    pub so_far: Option<f64>,
    /// What it will come to.
    pub outlook: Outlook,
}

impl Subject {
    /// Reads a KPI of one unit.
    ///
    /// *Errors*: those of [`Cube::series`].
    pub fn read(cube: &Cube, asked: &Asked) -> Result<Subject, Refusal> {
        let kpi = cube.kpi(asked.kpi).cloned();
        let kpi = kpi.ok_or_else(|| Refusal::UnknownReference {
            field: "kpi_id",
            id: asked.kpi.to_string(),
        })?;
        let calendar = *cube.calendar();
        let coarse_points = points(cube, asked, asked.grain)?;
        let step =
            if Fold::of(kpi.time_aggregation).is_some() { kpi.frequency } else { asked.grain };
        let fine = Track::of(&kpi, asked, step, &points(cube, asked, step)?, &calendar);
        let coarse = (step < asked.grain)
            .then(|| Track::of(&kpi, asked, asked.grain, &coarse_points, &calendar))
            .filter(|coarse| coarse.is_closer_than(&fine));
        let (grain, today) = (asked.grain, asked.today);
        Ok(Subject { calendar, grain, today, history: coarse_points, fine, coarse })
    }

    /// How time is cut.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The complete periods that were read, the oldest first; those without a value too.
    pub fn history(&self) -> &[SeriesPoint] {
        &self.history
    }

    /// The model that speaks for whole periods.
    ///
    /// # Errors
    /// [`TooLittle`] when there are too few points to say anything.
    pub fn model(&self) -> Result<&Model, TooLittle> {
        self.coarse.as_ref().unwrap_or(&self.fine).model.as_ref().map_err(|little| *little)
    }

    /// The steps that the model goes by: the KPI's own, or whole periods.
    pub fn step(&self) -> Grain {
        self.coarse.as_ref().unwrap_or(&self.fine).grain
    }

    /// The period that runs and those after it, `count` together; none when there is too little
    /// data.
    pub fn periods(&self, count: usize, level: f64) -> Vec<SpanAhead> {
        let running = self.calendar.index(self.grain, self.today);
        let periods = (running..).take(count);
        periods
            .map_while(|index| self.span(self.calendar.period_of_index(self.grain, index), level))
            .collect()
    }

    /// What a span comes to that has not ended; `None` when there is too little data, and for a
    /// KPI whose periods cannot be brought together from forecasts.
    pub fn span(&self, span: Period, level: f64) -> Option<SpanAhead> {
        let is_running = span.contains(self.today)
            && self.calendar.index(self.grain, span.last_day())
                == self.calendar.index(self.grain, self.today);
        match &self.coarse {
            // The days that have been say more about the running period than the year's pattern.
            Some(coarse) if !is_running => coarse.span(&self.calendar, span, level),
            _ => self.fine.span(&self.calendar, span, level),
        }
    }

    /// The complete periods that are out of the ordinary.
    pub fn anomalies(&self) -> Vec<(SeriesPoint, Anomaly)> {
        found_in(&self.history, self.grain)
            .into_iter()
            .map(|one| (self.history[one.index].clone(), one))
            .collect()
    }
}

impl Track {
    fn of(
        kpi: &Kpi,
        asked: &Asked,
        grain: Grain,
        points: &[SeriesPoint],
        calendar: &Calendar,
    ) -> Track {
        let fold = Fold::of(kpi.time_aggregation).unwrap_or(Fold::Last);
        let is_ratio = kpi.time_aggregation == Aggregation::Ratio;
        let cells: Vec<Option<Cell>> = points.iter().map(|point| cell(point, is_ratio)).collect();
        let values = || points.iter().filter_map(|point| point.value);
        let low = values().all(|value| value >= 0.0).then_some(0.0);
        let high = (asked.is_share && values().all(|value| value <= 1.0)).then_some(1.0);
        let block = if grain < asked.grain { steps_in(grain, asked.grain) } else { 1 };
        let history = History::new(&cells, fold, season(grain), block).bounded(low, high);
        let first = points.first().map_or(0, |point| calendar.index(grain, point.period.start));
        let is_single = Fold::of(kpi.time_aggregation).is_none();
        Track { grain, fold, is_single, first, cells, model: Model::of(history) }
    }

    fn is_closer_than(&self, fine: &Track) -> bool {
        // Empty periods before the first value are no season.
        let points = self.model.as_ref().map_or(0, Model::points);
        let is_seasonal = points >= 2 * season(self.grain);
        let error = |track: &Track| track.model.as_ref().ok().and_then(Model::error);
        match (error(self), error(fine)) {
            (Some(own), Some(other)) => is_seasonal && own < COARSE_ADVANTAGE * other,
            _ => false,
        }
    }

    fn span(&self, calendar: &Calendar, span: Period, level: f64) -> Option<SpanAhead> {
        let model = self.model.as_ref().ok()?;
        let range = calendar.indexes_between(self.grain, span);
        if self.is_single && range.len() > 1 {
            return None;
        }
        let known = self.first + i32::try_from(self.cells.len() - model.late()).ok()?;
        let of_past = range.start.max(self.first)..range.end.min(known);
        let past = of_past.filter_map(|index| {
            let at = usize::try_from(index - self.first).ok()?;
            self.cells[at].as_ref()
        });
        let so_far = so_far(past, self.fold);
        let start = usize::try_from(range.start.max(known) - known).ok()?;
        let end = usize::try_from(range.end - known).ok().filter(|end| *end > start)?;
        let outlook = model.outlook(start..end, so_far, level)?;
        let value = match self.fold {
            Fold::Sum => so_far.above,
            Fold::Mean | Fold::Last => so_far.above / so_far.below,
        };
        let so_far = (so_far.below > 0.0 && value.is_finite()).then_some(value);
        Some(SpanAhead { span, so_far, outlook })
    }
}

/// The complete periods of a KPI of one unit, and those that are out of the ordinary by their place
/// among them; without the cost of a forecast.
///
/// *Errors*: those of [`Cube::series`].
pub fn unusual(cube: &Cube, asked: &Asked) -> Result<(Vec<SeriesPoint>, Vec<Anomaly>), Refusal> {
    let points = points(cube, asked, asked.grain)?;
    let found = found_in(&points, asked.grain);
    Ok((points, found))
}

fn found_in(points: &[SeriesPoint], grain: Grain) -> Vec<Anomaly> {
    let cells: Vec<Option<Cell>> =
        points.iter().map(|point| point.value.map(Cell::Value)).collect();
    anomaly::find(&cells, season(grain))
}

fn so_far<'a>(past: impl Iterator<Item = &'a Cell>, fold: Fold) -> SoFar {
    let parts = |cell: &Cell| match *cell {
        Cell::Value(value) => SoFar { above: value, below: 1.0 },
        Cell::Parts { numerator, denominator } => SoFar { above: numerator, below: denominator },
    };
    if fold == Fold::Last {
        return past
            .last()
            .and_then(Cell::value)
            .map_or(SoFar::NOTHING, |value| SoFar { above: value, below: 1.0 });
    }
    past.map(parts).fold(SoFar::NOTHING, |sum, part| SoFar {
        above: sum.above + part.above,
        below: sum.below + part.below,
    })
}

/// Every complete period of a grain from the first day on.
fn points(cube: &Cube, asked: &Asked, grain: Grain) -> Result<Vec<SeriesPoint>, Refusal> {
    let calendar = cube.calendar();
    let to = calendar.period_containing(grain, asked.today).start;
    // The period that contains the first day may have begun before it, and lack its beginning.
    let first = calendar.period_containing(grain, asked.since);
    let from = if first.start < asked.since { first.end } else { first.start };
    if from >= to {
        return Ok(Vec::new());
    }
    let mut points = cube.series(asked.kpi, asked.unit, grain, from, to, asked.today)?;
    points.retain(|point| point.is_complete);
    Ok(points)
}

fn cell(point: &SeriesPoint, is_ratio: bool) -> Option<Cell> {
    match (point.numerator, point.denominator) {
        (Some(numerator), Some(denominator)) if is_ratio => {
            Some(Cell::Parts { numerator, denominator })
        }
        _ => point.value.map(Cell::Value),
    }
}

/// After how many periods the pattern of a grain repeats.
pub fn season(grain: Grain) -> usize {
    match grain {
        Grain::Day => 7,
        Grain::Week => 52,
        Grain::Month => 12,
        Grain::Quarter => 4,
        Grain::Half => 2,
        Grain::Year => 1,
    }
}

/// About how many steps a period has.
fn steps_in(step: Grain, period: Grain) -> usize {
    let days = |grain: Grain| match grain {
        Grain::Day => 1,
        Grain::Week => 7,
        Grain::Month => 30,
        Grain::Quarter => 91,
        Grain::Half => 182,
        Grain::Year => 365,
    };
    (days(period) / days(step)).max(1)
}
