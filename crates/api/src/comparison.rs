//! `/kpis/{id}/comparison`: a KPI of the units below a unit, side by side.

use axum::extract::State;
use ops::comparison::{self, Compared, ComparedCell, Comparison as Found};
use ops::live::Directory;
use ops::series::Question;
use serde::{Deserialize, Serialize};
use store::word::{Grain, Status, UnitKind, UserLocale};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::as_of::AsOf;
use crate::error::ApiResult;
use crate::extract::{Path, Query, SignedIn};
use crate::kpi_link::KpiRef;
use crate::kpi_scoring::KpiScore;
use crate::kpi_tile::TargetValues;
use crate::state::ApiState;
use crate::time::Day;
use crate::view::UnitRef;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_comparison))
}

/// Which units, and when.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ComparisonQuery {
    /// The unit whose units below are compared, by its identity or its code; the root when absent.
    unit: Option<String>,
    /// The length of the periods; months, or the KPI's own frequency when that is longer.
    grain: Option<Grain>,
    /// First day; 13 periods before `to` when absent.
    #[param(value_type = Option<String>)]
    from: Option<Day>,
    /// First day after; the end of the running period when absent.
    #[param(value_type = Option<String>)]
    to: Option<Day>,
    /// Only what was known when this day ended, in the organisation's time zone, or just before
    /// this instant (RFC 3339), of the units and targets of then; what is known now when absent.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
}

/// A KPI of some units side by side, over the same periods.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Comparison {
    /// The KPI.
    pub kpi: KpiRef,
    /// The unit above.
    pub unit: Option<UnitRef>,
    /// The length of the periods.
    pub grain: Grain,
    /// Every period that has begun, the oldest first: what the cells of each row are about.
    pub periods: Vec<ComparisonPeriod>,
    /// The period that the units are ranked by: the latest complete one in which one of them has a
    /// value.
    pub judged_period: Option<String>,
    /// The least and the greatest of all values and targets of the units; null when nothing is
    /// known.
    pub axis: Option<ComparisonAxis>,
    /// The unit above itself.
    pub whole: ComparisonRow,
    /// The units directly below, the best first; those without a value last.
    pub items: Vec<ComparisonRow>,
    /// Units that are not listed, since there are too many.
    pub left_out: usize,
}

/// A period of a comparison.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparisonPeriod {
    /// Its name: `2013-09`.
    pub period: String,
    /// First day.
    pub start: Day,
    /// First day after.
    pub end: Day,
    /// Whether it has ended.
    pub is_complete: bool,
}

/// What small charts of several units share.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ComparisonAxis {
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

/// A KPI of one unit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparisonRow {
    /// The unit.
    pub unit: Option<UnitRef>,
    /// What sort of unit it is.
    pub unit_kind: Option<UnitKind>,
    /// Whether there are units below it.
    pub has_units_below: bool,
    /// Its rank in the judged period, 1 for the best; equal values share one. Null without a value.
    pub rank: Option<u32>,
    /// The judged period.
    pub judged: Option<ComparisonCell>,
    /// One for each period.
    pub cells: Vec<ComparisonCell>,
}

/// A KPI of one unit in one period.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparisonCell {
    /// The value; null when nothing is known.
    pub value: Option<f64>,
    /// The difference to the period before.
    pub delta: Option<f64>,
    /// What it should reach.
    pub target: Option<TargetValues>,
    /// How it stands; null without a target.
    pub status: Option<Status>,
    /// What it scores; null without a scoring curve.
    pub score: Option<KpiScore>,
    /// Its rank among the units in this period.
    pub rank: Option<u32>,
}

impl ComparisonCell {
    fn of(cell: &ComparedCell) -> Self {
        Self {
            value: cell.point.value,
            delta: cell.delta,
            target: cell.target.as_ref().map(TargetValues::of),
            status: cell.verdict.status.map(Status::from),
            score: cell.verdict.score.as_ref().map(KpiScore::of),
            rank: cell.rank,
        }
    }
}

impl ComparisonRow {
    fn of(row: &Compared, judged: Option<usize>, directory: &Directory) -> Self {
        let id = row.unit.0;
        Self {
            unit: UnitRef::find(directory, Some(id)),
            unit_kind: directory.unit(id).map(|unit| unit.kind),
            has_units_below: !directory.units_below(id).is_empty(),
            rank: row.rank,
            judged: judged.and_then(|at| row.cells.get(at)).map(ComparisonCell::of),
            cells: row.cells.iter().map(ComparisonCell::of).collect(),
        }
    }
}

impl Comparison {
    fn of(found: &Found, directory: &Directory, locale: UserLocale) -> Self {
        let points = || found.whole.cells.iter().map(|cell| &cell.point);
        let judged = points().position(|point| Some(point.period) == found.judged);
        let periods = points().map(|point| ComparisonPeriod {
            period: point.label.clone(),
            start: Day(point.period.start),
            end: Day(point.period.end),
            is_complete: point.is_complete,
        });
        let items = found.units.iter().map(|row| ComparisonRow::of(row, judged, directory));
        Self {
            kpi: KpiRef::of(&found.kpi, locale),
            unit: UnitRef::find(directory, Some(found.unit.0)),
            grain: found.grain.into(),
            judged_period: judged.and_then(|at| points().nth(at)).map(|point| point.label.clone()),
            periods: periods.collect(),
            axis: found.axis.map(|(low, high)| ComparisonAxis { low, high }),
            whole: ComparisonRow::of(&found.whole, judged, directory),
            items: items.collect(),
            left_out: found.left_out,
        }
    }
}

/// A KPI of the units directly below a unit, side by side: over time, ranked, and against their
/// targets.
#[utoipa::path(get, path = "/kpis/{id}/comparison", tag = "kpis",
    params(("id" = String, Path, description = "identity or code"), ComparisonQuery),
    responses((status = 200, body = Comparison)))]
async fn find_comparison(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<ComparisonQuery>,
) -> ApiResult<axum::Json<Comparison>> {
    let question = Question {
        kpi: id,
        unit: query.unit,
        person: None,
        grain: query.grain.map(Into::into),
        from: query.from.map(|day| day.0),
        to: query.to.map(|day| day.0),
        as_of: query.as_of.map(|as_of| as_of.0),
    };
    let found = comparison::read(&state.app, &viewer, &question).await?;
    let seen = ops::series::seen(&state.app, &viewer, &question.kpi, question.as_of).await?;
    Ok(axum::Json(Comparison::of(&found, &seen.read().directory, viewer.locale)))
}
