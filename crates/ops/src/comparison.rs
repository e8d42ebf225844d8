//! Comparison: a KPI of the units directly below a unit, side by side, over the same periods.

use goals::cube::{Cube, SeriesPoint, moved_since};
use goals::id::{KpiId, OrgUnitId};
use goals::kpi_target::Marks;
use goals::period::{Grain, Period};
use goals::ranking::ranks;
use store::entity::kpi::Model;

use crate::app::App;
use crate::error::OpsError;
use crate::kpi_standing::{Judge, Standing, Verdict};
use crate::limits::UNITS_COMPARED_MAX;
use crate::live::LiveState;
use crate::series::{Asked, Question, find, with_cube};
use crate::viewer::Viewer;

/// A KPI of some units side by side.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The KPI.
    pub kpi: Model,
    /// The unit above.
    pub unit: OrgUnitId,
    /// The grain.
    pub grain: Grain,
    /// The latest complete period in which one of the units has a value: units are ranked by it.
    pub judged: Option<Period>,
    /// The least and the greatest of all values and targets of the units, so that small charts can
    /// share an axis; `None` when nothing is known.
    pub axis: Option<(f64, f64)>,
    /// The unit above itself.
    pub whole: Compared,
    /// The units below, the best first; those without a value last.
    pub units: Vec<Compared>,
    /// Units that are left out, since there are too many.
    pub left_out: usize,
}

/// A KPI of one unit over the periods.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The unit.
    pub unit: OrgUnitId,
    /// Every period that has begun, with or without a value.
    pub cells: Vec<ComparedCell>,
    /// In the judged period, among the units; `None` without a value.
    pub rank: Option<u32>,
}

/// A KPI of one unit in one period.
#[derive(Debug, Clone)]
pub struct ComparedCell {
    /// The period and its value.
    pub point: SeriesPoint,
    /// What it should reach.
    pub target: Option<Marks>,
    /// How it stands.
    pub verdict: Verdict,
    /// How much it has moved since the period before.
    pub delta: Option<f64>,
    /// Its rank among the units in this period.
    pub rank: Option<u32>,
}

/// A KPI of the units directly below a unit, over the periods of a span.
///
/// # Errors
/// As [`crate::series::read`].
pub async fn read(app: &App, viewer: &Viewer, question: &Question) -> Result<Comparison, OpsError> {
    let (source, asked) = find(app, viewer, question).await?;
    with_cube(app, &source, &asked, |cube, state| {
        let below = state.directory.units_below(asked.unit.0);
        let left_out = below.len().saturating_sub(UNITS_COMPARED_MAX);
        let judge = Judge::of(&asked.kpi);
        let compared = |unit| compared(cube, state, &asked, &judge, unit);
        let units = below.iter().take(UNITS_COMPARED_MAX).map(|unit| compared(OrgUnitId(unit.id)));
        let mut units: Vec<Compared> = units.collect::<Result<_, _>>()?;
        let whole = compared(asked.unit)?;
        let judged = rank(&mut units, &asked);
        // The order of the tree stays among equals.
        units.sort_by_key(|unit| unit.rank.unwrap_or(u32::MAX));
        Ok(Comparison {
            axis: axis(&units),
            judged,
            whole,
            units,
            left_out,
            kpi: asked.kpi.clone(),
            unit: asked.unit,
            grain: asked.grain,
        })
    })
    .await
}

fn compared(
    cube: &Cube,
    state: &LiveState,
    asked: &Asked,
    judge: &Judge,
    unit: OrgUnitId,
) -> Result<Compared, OpsError> {
    let (kpi, span) = (KpiId(asked.kpi.id), asked.span);
    let before = cube.calendar().period_containing(asked.grain, span.start);
    let before = cube.calendar().previous(asked.grain, before);
    let points = cube.series(kpi, unit, asked.grain, span.start, span.end, asked.today)?;
    let standing = Standing::of(&state.directory, &asked.kpi, unit);
    let mut previous = cube.aggregate(kpi, unit, before, asked.today).value;
    let cells = points.into_iter().map(|point| {
        let target = standing.marks_in(point.period);
        let delta = moved_since(point.value, previous);
        previous = point.value;
        let verdict = judge.verdict(target.as_ref(), point.value);
        ComparedCell { target, verdict, delta, rank: None, point }
    });
    Ok(Compared { unit, cells: cells.collect(), rank: None })
}

/// Ranks the units in every period; answers with the period that they are sorted by.
fn rank(units: &mut [Compared], asked: &Asked) -> Option<Period> {
    let direction = asked.kpi.direction.into();
    let count = units.first().map_or(0, |unit| unit.cells.len());
    let mut judged = None;
    for at in 0..count {
        let rows: Vec<_> =
            units.iter().map(|unit| (unit.cells[at].point.value, unit.cells[at].target)).collect();
        let ranks = ranks(direction, &rows);
        for (unit, rank) in units.iter_mut().zip(ranks) {
            unit.cells[at].rank = rank;
        }
        let point = &units[0].cells[at].point;
        if point.is_complete && rows.iter().any(|(value, _)| value.is_some()) {
            judged = Some((at, point.period));
        }
    }
    let (at, period) = judged?;
    units.iter_mut().for_each(|unit| unit.rank = unit.cells[at].rank);
    Some(period)
}

fn axis(units: &[Compared]) -> Option<(f64, f64)> {
    let numbers = units.iter().flat_map(|unit| &unit.cells).flat_map(|cell| {
        let marks = cell.target.and_then(|marks| marks.target.or(marks.floor));
        let (low, high) = cell.target.and_then(|marks| marks.range).unzip();
        [cell.point.value, marks, low, high]
    });
    numbers.flatten().fold(None, |axis, number| match axis {
        None => Some((number, number)),
        Some((low, high)) => Some((f64::min(low, number), f64::max(high, number))),
    })
}
