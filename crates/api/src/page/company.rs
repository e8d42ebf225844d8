//! `/company`: mission, strategy, the objectives of the company, its KPI wall and what happened
//! lately.

use axum::extract::State;
use goals::access::{Action, Thing};
use goals::id::{CycleId, OrgUnitId, OrganizationId, StrategicPillarId};
use ops::Viewer;
use ops::live::LiveState;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::activity::{self, Activity, Scope};
use super::cycle_ref::{CycleQuery, CycleRef};
use super::goals_shown::{self, GoalRows, ObjectiveWithKeyResults, StatusCounts};
use super::kpi_wall;
use super::unit::UnitBelow;
use crate::as_of::look;
use crate::error::ApiResult;
use crate::extract::{Query, SignedIn};
use crate::kpi_tile::KpiTile;
use crate::state::ApiState;
use crate::view::{Score, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_company))
}

/// What the company page shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct Company {
    /// The organisation in its own words.
    pub organization: OrganizationWords,
    /// The unit at the top.
    pub unit: Option<UnitRef>,
    /// The cycle shown.
    pub cycle: Option<CycleRef>,
    /// How the company stands in the cycle.
    pub score: Option<Score>,
    /// How many of the company's key results stand where.
    pub key_result_counts: StatusCounts,
    /// The company's objectives with their key results.
    pub objectives: Vec<ObjectiveWithKeyResults>,
    /// The KPI wall.
    pub kpis: Vec<KpiTile>,
    /// The pillars and what serves them.
    pub pillars: Vec<PillarServed>,
    /// What happened lately.
    pub moved: Vec<Activity>,
    /// The units directly below.
    pub units: Vec<UnitBelow>,
}

/// The organisation in its own words.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationWords {
    /// Identity.
    pub id: OrganizationId,
    /// Give it back when editing.
    pub version: i32,
    /// Name.
    pub name: String,
    /// Why it exists.
    pub mission: String,
    /// Where it wants to be.
    pub vision: String,
    /// What it holds dear.
    pub values: Vec<ValueHeld>,
    /// Where its days begin.
    pub time_zone: String,
    /// Whether this is the demo.
    pub is_demo: bool,
    /// Whether the viewer may edit it.
    pub may_edit: bool,
}

/// One value of the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ValueHeld {
    /// In a few words.
    pub title: String,
    /// What it means here.
    pub text: String,
}

/// A pillar and how what serves it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct PillarServed {
    /// Identity.
    pub id: StrategicPillarId,
    /// Name.
    pub name: String,
    /// What it means.
    pub description: String,
    /// Published objectives that serve it, in the cycle shown and those it nests in.
    pub objective_count: usize,
    /// Their weighted mean; null where nothing serves it or nothing is known.
    pub progress: Option<f64>,
    /// What is expected of them by now.
    pub expected: Option<f64>,
}

/// The company page.
#[utoipa::path(get, path = "/company", tag = "pages", params(CycleQuery),
    responses((status = 200, body = Company)))]
async fn find_company(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<CycleQuery>,
) -> ApiResult<axum::Json<Company>> {
    let org = viewer.organization_id;
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let (cycle_id, root_id) = {
        let live = seen.read();
        (query.find(&live)?.map(|cycle| cycle.id), live.directory.root().map(|unit| unit.id))
    };
    let filter = match (cycle_id, root_id) {
        (Some(cycle), Some(root)) => Some(goals_shown::of_unit(root, cycle)),
        _ => None,
    };
    let goals = match &filter {
        Some(filter) => Some(GoalRows::read(&state, org, &seen, filter).await?),
        None => None,
    };
    let changes = activity::read(&state, org, &seen).await?;
    let actors = activity::actors(&state, org, &changes).await?;
    let warnings = match seen.moment() {
        None => kpi_wall::Warnings::read(&state, org, root_id).await?,
        // An alert says what is so now.
        Some(_) => kpi_wall::Warnings::default(),
    };
    let live = seen.read();
    let objectives = goals.map(|goals| goals.view(&live, &viewer)).unwrap_or_default();
    let cycle = cycle_id.and_then(|id| live.directory.cycle(id));
    Ok(axum::Json(Company {
        organization: OrganizationWords::of(&live, &viewer),
        unit: UnitRef::find(&live.directory, root_id),
        cycle: cycle.map(|cycle| CycleRef::of(cycle, &live)),
        score: score(&live, root_id, cycle_id),
        key_result_counts: StatusCounts::of(goals_shown::counted(&objectives)),
        kpis: root_id
            .map(|root| kpi_wall::of_unit(&live, &viewer, root, &warnings))
            .unwrap_or_default(),
        pillars: pillars(&live, &viewer, cycle_id),
        moved: activity::view(changes, Scope::Organization, &live, &viewer, &actors),
        units: UnitBelow::of_unit(&live, root_id, cycle_id),
        objectives,
    }))
}

/// How a unit stands in a cycle.
pub(super) fn score(
    live: &LiveState,
    unit_id: Option<Uuid>,
    cycle_id: Option<Uuid>,
) -> Option<Score> {
    live.graph.unit(OrgUnitId(unit_id?), CycleId(cycle_id?)).map(Score::from)
}

impl OrganizationWords {
    fn of(live: &LiveState, viewer: &Viewer) -> Self {
        let model = live.directory.organization();
        let may_edit = viewer.can(Action::ManageOrganization, &Thing::Organization);
        Self {
            id: OrganizationId(model.id),
            version: model.version,
            name: model.name.clone(),
            mission: model.mission.clone(),
            vision: model.vision.clone(),
            values: model
                .values
                .0
                .iter()
                .map(|value| ValueHeld { title: value.title.clone(), text: value.text.clone() })
                .collect(),
            time_zone: model.time_zone.clone(),
            is_demo: model.is_demo,
            may_edit,
        }
    }
}

fn pillars(live: &LiveState, viewer: &Viewer, cycle_id: Option<Uuid>) -> Vec<PillarServed> {
    let cycles = with_parents(live, cycle_id);
    let mut pillars: Vec<_> =
        live.directory.pillars().filter(|pillar| pillar.archived_at.is_none()).collect();
    pillars.sort_by_key(|pillar| (pillar.position, pillar.id));
    pillars
        .into_iter()
        .map(|pillar| {
            let served = ops::pillar_score::of(live, viewer, pillar.id, &cycles);
            PillarServed {
                id: StrategicPillarId(pillar.id),
                name: pillar.name.clone(),
                description: pillar.description.clone(),
                objective_count: served.objective_count,
                progress: served.progress,
                expected: served.expected,
            }
        })
        .collect()
}

fn with_parents(live: &LiveState, cycle_id: Option<Uuid>) -> Vec<Uuid> {
    let mut cycles = Vec::new();
    let mut next = cycle_id;
    while let Some(cycle) = next.and_then(|id| live.directory.cycle(id)) {
        if cycles.len() >= ops::limits::CYCLE_DEPTH_MAX {
            break;
        }
        cycles.push(cycle.id);
        next = cycle.parent_id;
    }
    cycles
}
