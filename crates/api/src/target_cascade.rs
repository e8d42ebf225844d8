//! `/kpis/{id}/target-cascade`: the targets of a KPI over a unit and everything below it.

use axum::extract::State;
use ops::kpi_standing::KpiScore as Scored;
use ops::live::Directory;
use ops::target_cascade::{
    self, CascadeCell, CascadeRow as FoundRow, PartsSum as FoundSum, Question,
    TargetCascade as Found,
};
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
use crate::kpi_target::KpiTarget;
use crate::kpi_tile::TargetValues;
use crate::state::ApiState;
use crate::time::Day;
use crate::view::{PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_target_cascade))
}

/// Which targets.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct TargetCascadeQuery {
    /// The unit at the top, by its identity or its code; the whole organisation when absent.
    unit: Option<String>,
    /// The length of the periods; months, or the KPI's own frequency when that is longer.
    grain: Option<Grain>,
    /// First day; that of the running fiscal year when absent.
    #[param(value_type = Option<String>)]
    from: Option<Day>,
    /// First day after; the end of that fiscal year when absent.
    #[param(value_type = Option<String>)]
    to: Option<Day>,
    /// Only what was known when this day ended, in the organisation's time zone, or just before
    /// this instant (RFC 3339), of the units, people and targets of then; what is known now when
    /// absent.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
}

/// The targets of a KPI over a unit and everything below it, period by period.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetCascade {
    /// The KPI.
    pub kpi: KpiRef,
    /// The period of one measurement: no target is spread over shorter ones.
    pub frequency: Grain,
    /// The length of the periods.
    pub grain: Grain,
    /// First day of all.
    pub from: Day,
    /// First day after all.
    pub to: Day,
    /// Whether what is reached in the periods adds up to what is reached over all of them.
    pub adds_up_over_time: bool,
    /// Whether what the units below reach adds up.
    pub adds_up_over_units: bool,
    /// Whether the viewer may set the KPI's targets; not while looking at the past.
    pub may_set_targets: bool,
    /// The units in the order of the tree, the top first; before the units below a unit those of
    /// its people who have a target.
    pub rows: Vec<TargetCascadeRow>,
    /// Units that are not listed, since there are too many; ask for a unit further down.
    pub left_out: usize,
}

/// The targets of one unit or person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetCascadeRow {
    /// The unit.
    pub unit: Option<UnitRef>,
    /// The person whose they are instead.
    pub person: Option<PersonRef>,
    /// What sort of unit it is.
    pub unit_kind: Option<UnitKind>,
    /// How deep it is below the top, which is 0.
    pub depth: usize,
    /// How many rows are directly below it.
    pub rows_below: usize,
    /// All the days.
    pub whole: TargetCascadeCell,
    /// Each period.
    pub cells: Vec<TargetCascadeCell>,
}

/// What a unit should reach in one period, and what it has reached.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetCascadeCell {
    /// The period's name: `2013-09`.
    pub period: String,
    /// First day.
    pub start: Day,
    /// First day after.
    pub end: Day,
    /// The target that is set for exactly these days.
    pub target: Option<KpiTarget>,
    /// What the unit is judged by: that target, its part of a longer one, or what shorter ones come
    /// to.
    pub values: Option<TargetValues>,
    /// What the periods come to; only over all the days, for a KPI that adds up over time.
    pub over_time: Option<PartsSum>,
    /// What the rows directly below come to, for a KPI that adds up over units.
    pub over_units: Option<PartsSum>,
    /// What is reached so far.
    pub value: Option<f64>,
    /// Whether the period has ended.
    pub is_complete: bool,
    /// How that stands; while the period runs, against what falls to the days that are gone.
    pub status: Option<Status>,
    /// What it scores; null without a scoring curve.
    pub score: Option<KpiScore>,
}

/// What parts come to, beside their whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PartsSum {
    /// Σ of the parts.
    pub sum: TargetValues,
    /// Σ less the whole; null where one of the two is not known. 0 is as it should be.
    pub difference: TargetValues,
    /// How many parts have marks.
    pub known: usize,
    /// How many parts there are.
    pub parts: usize,
    /// Whether every part is known and none differs from the whole.
    pub is_even: bool,
}

impl PartsSum {
    fn of(found: &FoundSum) -> Self {
        let differs = found.difference.numbers().into_iter().flatten().any(|by| by != 0.0);
        Self {
            sum: TargetValues::of(&found.sum),
            difference: TargetValues::of(&found.difference),
            known: found.known,
            parts: found.parts,
            is_even: found.known == found.parts && !differs,
        }
    }
}

impl TargetCascadeCell {
    fn of(cell: CascadeCell, directory: &Directory) -> Self {
        Self {
            period: cell.label,
            start: Day(cell.period.start),
            end: Day(cell.period.end),
            target: cell.target.as_ref().map(|row| KpiTarget::of(row, directory)),
            values: cell.marks.as_ref().map(TargetValues::of),
            over_time: cell.over_time.as_ref().map(PartsSum::of),
            over_units: cell.over_units.as_ref().map(PartsSum::of),
            value: cell.value,
            is_complete: cell.is_complete,
            status: cell.verdict.status.map(Status::from),
            score: cell.verdict.score.map(|score: Scored| KpiScore::of(&score)),
        }
    }
}

impl TargetCascadeRow {
    fn of(row: FoundRow, directory: &Directory) -> Self {
        let unit = row.subject.unit().map(|id| id.0);
        let cells = row.cells.into_iter().map(|cell| TargetCascadeCell::of(cell, directory));
        Self {
            unit: UnitRef::find(directory, unit),
            person: PersonRef::find(directory, row.subject.person().map(|id| id.0)),
            unit_kind: unit.and_then(|id| directory.unit(id)).map(|unit| unit.kind),
            depth: row.depth,
            rows_below: row.rows_below,
            whole: TargetCascadeCell::of(row.whole, directory),
            cells: cells.collect(),
        }
    }
}

impl TargetCascade {
    fn of(found: Found, directory: &Directory, locale: UserLocale) -> Self {
        Self {
            kpi: KpiRef::of(&found.kpi, locale),
            frequency: found.kpi.frequency,
            grain: found.grain.into(),
            from: Day(found.span.start),
            to: Day(found.span.end),
            adds_up_over_time: found.adds_up_over_time,
            adds_up_over_units: found.adds_up_over_units,
            may_set_targets: found.may_set_targets,
            rows: found.rows.into_iter().map(|row| TargetCascadeRow::of(row, directory)).collect(),
            left_out: found.left_out,
        }
    }
}

/// The targets of a KPI over a unit and everything below it, with what the parts come to and what
/// is reached so far.
#[utoipa::path(get, path = "/kpis/{id}/target-cascade", tag = "kpis",
    params(("id" = String, Path, description = "identity or code"), TargetCascadeQuery),
    responses((status = 200, body = TargetCascade)))]
async fn find_target_cascade(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<TargetCascadeQuery>,
) -> ApiResult<axum::Json<TargetCascade>> {
    let question = Question {
        kpi: id,
        unit: query.unit,
        grain: query.grain.map(Into::into),
        from: query.from.map(|day| day.0),
        to: query.to.map(|day| day.0),
        as_of: query.as_of.map(|as_of| as_of.0),
    };
    let found = target_cascade::read(&state.app, &viewer, &question).await?;
    let seen = ops::series::seen(&state.app, &viewer, &question.kpi, question.as_of).await?;
    let directory = &seen.read().directory;
    Ok(axum::Json(TargetCascade::of(found, directory, viewer.locale)))
}
