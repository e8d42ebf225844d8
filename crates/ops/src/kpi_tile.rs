//! A KPI of one unit at a glance: its last periods, its latest value and how that stands.
//!
//! Computed from the live cube without touching the store, since a page shows dozens of them.

use goals::id::{KpiId, OrgUnitId};
use goals::kpi_target::Marks;
use goals::period::{Calendar, Grain, Period};
use goals::status::Status;
use jiff::civil::Date;

use crate::kpi_standing::{self, Judge, KpiScore};
use crate::live::LiveState;

/// A KPI of one unit at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct KpiTile {
    /// The KPI.
    pub kpi: KpiId,
    /// The unit.
    pub unit: OrgUnitId,
    /// The grain of the points.
    pub grain: Grain,
    /// The last periods up to the one that runs, the oldest first.
    pub points: Vec<TilePoint>,
    /// The latest period that has ended and has a value.
    pub latest: Option<TilePoint>,
    /// The value of the period before that one.
    pub previous_value: Option<f64>,
    /// What should be reached in the latest period.
    pub target: Option<Marks>,
    /// How the latest value stands; `None` without a target.
    pub status: Option<Status>,
    /// What it scores; `None` without a scoring curve.
    pub score: Option<KpiScore>,
}

/// A value in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct TilePoint {
    /// The period.
    pub period: Period,
    /// Its name: `2013-09`.
    pub label: String,
    /// The value; `None` when nothing is known.
    pub value: Option<f64>,
    /// Whether the period has ended.
    pub is_complete: bool,
}

/// The grain that a KPI is shown at: months for what is measured more often.
pub fn display_grain(frequency: Grain) -> Grain {
    frequency.max(Grain::Month)
}

/// The days of the last `count` periods of a grain, the one that runs included.
pub fn last_periods(calendar: &Calendar, grain: Grain, today: Date, count: u16) -> Period {
    let running = calendar.index(grain, today);
    let first = running - i32::from(count.max(1)) + 1;
    Period {
        start: calendar.start_of_index(grain, first),
        end: calendar.start_of_index(grain, running + 1),
    }
}

/// The KPI of a unit in its last `periods` periods, the running one included; `None` when there is
/// no such KPI.
pub fn tile(state: &LiveState, kpi: KpiId, unit: OrgUnitId, periods: u16) -> Option<KpiTile> {
    let model = state.directory.kpi(kpi.0)?;
    let cube = state.graph.cube();
    let grain = display_grain(model.frequency.into());
    let span = last_periods(cube.calendar(), grain, state.today, periods);
    let series = cube.series(kpi, unit, grain, span.start, span.end, state.today).ok()?;
    let points: Vec<TilePoint> = series
        .into_iter()
        .map(|point| TilePoint {
            period: point.period,
            label: point.label,
            value: point.value,
            is_complete: point.is_complete,
        })
        .collect();
    let at = points.iter().rposition(|point| point.is_complete && point.value.is_some());
    let latest = at.map(|at| points[at].clone());
    let previous = at.and_then(|at| at.checked_sub(1)).and_then(|before| points[before].value);
    let judged = latest.as_ref().map_or(span, |point| point.period);
    let target = kpi_standing::marks_in(&state.directory, model, unit, judged);
    let value = latest.as_ref().and_then(|point| point.value);
    let verdict = Judge::of(model).verdict(target.as_ref(), value);
    let (status, score) = (verdict.status, verdict.score);
    Some(KpiTile {
        kpi,
        unit,
        grain,
        points,
        latest,
        previous_value: previous,
        target,
        status,
        score,
    })
}
