//! A KPI at a glance: what the wall of a company, unit or person page shows of it.

use goals::cube::moved_since;
use goals::id::{KpiId, OrgUnitId};
use goals::kpi_target::Marks;
use ops::Viewer;
use ops::kpi::KpiTile as Tile;
use ops::kpi_tile::TilePoint;
use ops::live::LiveState;
use serde::Serialize;
use store::word::{Direction, Grain, NumberFormat, Status};
use utoipa::ToSchema;

use crate::kpi_scoring::KpiScore;
use crate::page::kpi_wall::TileAlert;
use crate::time::Day;
use crate::view::UnitRef;

/// A KPI of one unit at a glance.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiTile {
    /// Identity of the KPI.
    pub id: KpiId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The question that it answers.
    pub question: String,
    /// The label behind its numbers.
    pub unit: String,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Digits after the point.
    pub decimals: i32,
    /// Which way is better.
    pub direction: Direction,
    /// The unit whose values these are.
    pub subject: Option<UnitRef>,
    /// The grain of the points.
    pub grain: Grain,
    /// The latest complete period with a value.
    pub latest: Option<KpiLatest>,
    /// What it should reach in that period.
    pub target: Option<TargetValues>,
    /// How the latest value stands against the target; null without a target.
    pub status: Option<Status>,
    /// What the latest value scores; null without a scoring curve.
    pub score: Option<KpiScore>,
    /// The most urgent alert about it that is not over.
    pub alert: Option<TileAlert>,
    /// The last periods up to today, the oldest first; the last one may still run.
    pub points: Vec<KpiPoint>,
}

/// The latest complete period with a value.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiLatest {
    /// Its name: `2013-09`.
    pub period: String,
    /// First day.
    pub start: Day,
    /// First day after.
    pub end: Day,
    /// The value.
    pub value: Option<f64>,
    /// The value of the period before.
    pub previous_value: Option<f64>,
    /// The difference to the period before.
    pub delta: Option<f64>,
}

/// A value in a period.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiPoint {
    /// The period's name: `2013-09`.
    pub period: String,
    /// First day.
    pub start: Day,
    /// First day after.
    pub end: Day,
    /// The value; null when nothing is known.
    pub value: Option<f64>,
    /// Whether the period has ended.
    pub is_complete: bool,
}

/// What a KPI should reach.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetValues {
    /// 门槛值, the least that is acceptable.
    pub floor: Option<f64>,
    /// 目标值, what is aimed at.
    pub target: Option<f64>,
    /// 挑战值, the ambitious value.
    pub stretch: Option<f64>,
    /// Lower end of the corridor.
    pub range_low: Option<f64>,
    /// Upper end of the corridor.
    pub range_high: Option<f64>,
}

impl KpiTile {
    /// The KPI of a unit in its last periods, the running one included; `None` when there is no
    /// such KPI.
    pub fn of(
        live: &LiveState,
        viewer: &Viewer,
        kpi: KpiId,
        unit: OrgUnitId,
        periods: u16,
    ) -> Option<Self> {
        let model = live.directory.kpi(kpi.0)?;
        let tile = ops::kpi::tile(live, kpi, unit, periods)?;
        Some(Self {
            id: kpi,
            code: model.code.clone(),
            name: ops::names::of_kpi(model, viewer.locale).to_owned(),
            question: model.question.clone(),
            unit: model.unit.clone(),
            format: model.format,
            decimals: model.decimals,
            direction: model.direction,
            subject: UnitRef::find(&live.directory, Some(unit.0)),
            grain: tile.grain.into(),
            latest: KpiLatest::of(&tile),
            target: tile.target.as_ref().map(TargetValues::of),
            status: tile.status.map(Status::from),
            score: tile.score.as_ref().map(KpiScore::of),
            alert: None,
            points: tile.points.iter().map(KpiPoint::of).collect(),
        })
    }
}

impl KpiLatest {
    /// The latest value of a tile.
    pub fn of(tile: &Tile) -> Option<Self> {
        let latest = tile.latest.as_ref()?;
        Some(Self {
            period: latest.label.clone(),
            start: Day(latest.period.start),
            end: Day(latest.period.end),
            value: latest.value,
            previous_value: tile.previous_value,
            delta: moved_since(latest.value, tile.previous_value),
        })
    }
}

impl KpiPoint {
    fn of(point: &TilePoint) -> Self {
        Self {
            period: point.label.clone(),
            start: Day(point.period.start),
            end: Day(point.period.end),
            value: point.value,
            is_complete: point.is_complete,
        }
    }
}

impl TargetValues {
    /// Shows a target.
    pub fn of(marks: &Marks) -> Self {
        Self {
            floor: marks.floor,
            target: marks.target,
            stretch: marks.stretch,
            range_low: marks.range.map(|(low, _)| low),
            range_high: marks.range.map(|(_, high)| high),
        }
    }
}
