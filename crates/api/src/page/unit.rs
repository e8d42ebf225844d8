//! `/units/{id}/overview`: the same for a department or team, its members and its place in the
//! tree.

use axum::extract::State;
use goals::access::{Action, Thing};
use goals::id::OrgUnitId;
use ops::OpsError;
use ops::live::LiveState;
use serde::Serialize;
use store::word::UnitKind;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::activity::{self, Activity, Scope};
use super::company::score;
use super::cycle_ref::{CycleQuery, CycleRef};
use super::goals_shown::{self, GoalRows, ObjectiveWithKeyResults, StatusCounts};
use super::kpi_wall;
use crate::as_of::look;
use crate::error::ApiResult;
use crate::extract::{Path, Query, SignedIn};
use crate::kpi_tile::KpiTile;
use crate::state::ApiState;
use crate::view::{PersonRef, Score, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_unit_overview))
}

/// What a unit's page shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitOverview {
    /// The unit.
    pub unit: UnitWords,
    /// The units above, the root first.
    pub ancestors: Vec<UnitRef>,
    /// The units directly below.
    pub children: Vec<UnitBelow>,
    /// The cycle shown.
    pub cycle: Option<CycleRef>,
    /// How the unit stands in the cycle.
    pub score: Option<Score>,
    /// How many of its key results stand where.
    pub key_result_counts: StatusCounts,
    /// Its objectives with their key results.
    pub objectives: Vec<ObjectiveWithKeyResults>,
    /// Its KPI wall.
    pub kpis: Vec<KpiTile>,
    /// Who belongs to it today.
    pub members: Vec<Member>,
    /// What happened lately.
    pub moved: Vec<Activity>,
}

/// A unit in words.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitWords {
    /// Identity.
    pub id: OrgUnitId,
    /// Give it back when editing.
    pub version: i32,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What sort of unit it is.
    pub kind: UnitKind,
    /// What it is for.
    pub purpose: String,
    /// Who leads it.
    pub lead: Option<PersonRef>,
    /// Whether the viewer may edit it.
    pub may_edit: bool,
}

/// A unit below another, and how it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitBelow {
    /// The unit.
    pub unit: UnitRef,
    /// What sort of unit it is.
    pub kind: UnitKind,
    /// Who leads it.
    pub lead: Option<PersonRef>,
    /// How it stands in the cycle.
    pub score: Option<Score>,
    /// Published objectives that it owns in the cycle.
    pub objective_count: u32,
}

/// Somebody in the unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    /// Who.
    pub person: PersonRef,
    /// As what in the organisation.
    pub title: String,
    /// As what in the unit.
    pub role_title: String,
    /// Whether this is the person's main unit.
    pub is_primary: bool,
}

/// A unit's page. The unit is named by its id or its code.
#[utoipa::path(get, path = "/units/{id}/overview", tag = "pages",
    params(("id" = String, Path, description = "Id or code"), CycleQuery),
    responses((status = 200, body = UnitOverview)))]
async fn find_unit_overview(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<CycleQuery>,
) -> ApiResult<axum::Json<UnitOverview>> {
    let org = viewer.organization_id;
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let (unit_id, cycle_id) = {
        let live = seen.read();
        let unit = find_unit(&live, &id)?;
        (unit, query.find(&live)?.map(|cycle| cycle.id))
    };
    let goals = match cycle_id {
        Some(cycle) => {
            let filter = goals_shown::of_unit(unit_id, cycle);
            Some(GoalRows::read(&state, org, &seen, &filter).await?)
        }
        None => None,
    };
    let changes = activity::read(&state, org, &seen).await?;
    let actors = activity::actors(&state, org, &changes).await?;
    let warnings = match seen.moment() {
        None => kpi_wall::Warnings::read(&state, org, Some(unit_id)).await?,
        // An alert says what is so now.
        Some(_) => kpi_wall::Warnings::default(),
    };
    let live = seen.read();
    let objectives = goals.map(|goals| goals.view(&live, &viewer)).unwrap_or_default();
    let unit = live.directory.unit(unit_id).ok_or_else(|| OpsError::not_found("org_unit", &id))?;
    let cycle = cycle_id.and_then(|id| live.directory.cycle(id));
    Ok(axum::Json(UnitOverview {
        unit: UnitWords {
            id: OrgUnitId(unit.id),
            version: unit.version,
            code: unit.code.clone(),
            name: unit.name.clone(),
            kind: unit.kind,
            purpose: unit.purpose.clone(),
            lead: PersonRef::find(&live.directory, unit.lead_person_id),
            may_edit: viewer.can(Action::ManageUnits, &Thing::Organization),
        },
        ancestors: ancestors(&live, unit_id),
        children: UnitBelow::of_unit(&live, Some(unit_id), cycle_id),
        cycle: cycle.map(|cycle| CycleRef::of(cycle, &live)),
        score: score(&live, Some(unit_id), cycle_id),
        key_result_counts: StatusCounts::of(goals_shown::counted(&objectives)),
        kpis: kpi_wall::of_unit(&live, &viewer, unit_id, &warnings),
        members: members(&live, unit_id),
        moved: activity::view(changes, Scope::Unit(unit_id), &live, &viewer, &actors),
        objectives,
    }))
}

/// A unit by its id or its code.
///
/// # Errors
/// `not_found` when there is none.
pub(crate) fn find_unit(live: &LiveState, text: &str) -> ApiResult<Uuid> {
    let by_id = text.parse::<OrgUnitId>().ok().and_then(|id| live.directory.unit(id.0));
    by_id
        .or_else(|| live.directory.unit_by_code(text))
        .map(|unit| unit.id)
        .ok_or_else(|| OpsError::not_found("org_unit", text).into())
}

fn ancestors(live: &LiveState, unit_id: Uuid) -> Vec<UnitRef> {
    let above = live.directory.units_above(unit_id);
    above.iter().rev().filter_map(|unit| UnitRef::find(&live.directory, Some(unit.id))).collect()
}

fn members(live: &LiveState, unit_id: Uuid) -> Vec<Member> {
    let mut members: Vec<Member> = live
        .directory
        .members_of(unit_id, live.today)
        .into_iter()
        .filter_map(|row| {
            let person = live.directory.person(row.person_id)?;
            Some(Member {
                person: PersonRef::find(&live.directory, Some(person.id))?,
                title: person.title.clone(),
                role_title: row.role_title.clone(),
                is_primary: row.is_primary,
            })
        })
        .collect();
    members.sort_by(|a, b| a.person.name.cmp(&b.person.name));
    members
}

impl UnitBelow {
    /// The units directly below a unit, in their order.
    pub fn of_unit(live: &LiveState, unit_id: Option<Uuid>, cycle_id: Option<Uuid>) -> Vec<Self> {
        let Some(unit_id) = unit_id else { return Vec::new() };
        let below = live.directory.units_below(unit_id);
        below
            .into_iter()
            .filter_map(|unit| {
                let graph_score = cycle_id.and_then(|cycle| {
                    live.graph.unit(OrgUnitId(unit.id), goals::id::CycleId(cycle))
                });
                Some(Self {
                    unit: UnitRef::find(&live.directory, Some(unit.id))?,
                    kind: unit.kind,
                    lead: PersonRef::find(&live.directory, unit.lead_person_id),
                    score: score(live, Some(unit.id), cycle_id),
                    objective_count: graph_score.map_or(0, |score| score.statuses.total()),
                })
            })
            .collect()
    }
}
