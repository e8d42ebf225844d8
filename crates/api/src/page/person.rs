//! `/people/{id}/overview`: a person's objectives, KPIs and what is due; `me` is the viewer.

use axum::extract::State;
use goals::id::PersonId;
use ops::live::LiveState;
use ops::past::Seen;
use ops::{OpsError, Viewer};
use serde::Serialize;
use store::objective::Filter;
use store::page::Archived;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::activity::{self, Activity, Scope};
use super::cycle_ref::{CycleQuery, CycleRef};
use super::due::{self, Due};
use super::goals_shown::{GoalRows, ObjectiveWithKeyResults, StatusCounts};
use super::kpi_wall;
use crate::as_of::look;
use crate::error::ApiResult;
use crate::extract::{Path, Query, SignedIn};
use crate::key_result_view::{KeyResult, KeyResultRows};
use crate::kpi_tile::KpiTile;
use crate::state::ApiState;
use crate::view::{PersonRef, UnitRef};

/// Key results of one person on the page at most.
const KEY_RESULTS_MAX: u64 = 200;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_person_overview))
}

/// What a person's page shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonOverview {
    /// Who.
    pub person: PersonWords,
    /// Where the person belongs today.
    pub memberships: Vec<MembershipShown>,
    /// Whom the person reports to.
    pub manager: Option<PersonRef>,
    /// Who reports to the person.
    pub reports: Vec<PersonRef>,
    /// The cycle shown.
    pub cycle: Option<CycleRef>,
    /// How many of the person's key results stand where.
    pub key_result_counts: StatusCounts,
    /// The objectives that the person is accountable for.
    pub objectives: Vec<ObjectiveWithKeyResults>,
    /// The key results that the person reports on in objectives of others.
    pub key_results: Vec<KeyResultElsewhere>,
    /// The KPIs that the person owns or feeds.
    pub kpis: Vec<KpiTile>,
    /// What waits for the person.
    pub due: Vec<Due>,
    /// What happened lately.
    pub moved: Vec<Activity>,
}

/// A person in words.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonWords {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// As what.
    pub title: String,
    /// Where to write.
    pub email: Option<String>,
}

/// Where a person belongs.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembershipShown {
    /// The unit.
    pub unit: UnitRef,
    /// As what.
    pub role_title: String,
    /// Whether this is the main unit.
    pub is_primary: bool,
}

/// A key result in an objective of somebody else.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyResultElsewhere {
    /// The key result.
    #[serde(flatten)]
    pub key_result: KeyResult,
    /// The words of its objective.
    pub objective_title: String,
}

/// A person's page; `me` names the viewer.
#[utoipa::path(get, path = "/people/{id}/overview", tag = "pages",
    params(("id" = String, Path, description = "Id, or `me`"), CycleQuery),
    responses((status = 200, body = PersonOverview)))]
async fn find_person_overview(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<CycleQuery>,
) -> ApiResult<axum::Json<PersonOverview>> {
    let org = viewer.organization_id;
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let (person, cycle_id) = {
        let live = seen.read();
        (find(&live, &viewer, &id)?, query.find(&live)?.map(|cycle| cycle.id))
    };
    let filter = Filter { owner_person_id: Some(person), cycle_id, ..Filter::default() };
    let goals = GoalRows::read(&state, org, &seen, &filter).await?;
    let reported = reported_on(&state, org, &seen, person, cycle_id).await?;
    let changes = activity::read(&state, org, &seen).await?;
    let actors = activity::actors(&state, org, &changes).await?;
    let root = seen.read().directory.root().map(|root| root.id);
    let warnings = match seen.moment() {
        None => kpi_wall::Warnings::read(&state, org, root).await?,
        // An alert says what is so now.
        Some(_) => kpi_wall::Warnings::default(),
    };
    let live = seen.read();
    let objectives = goals.view(&live, &viewer);
    let reported = reported.view(&live, &viewer);
    let mut waiting = due::of_key_results(&reported, &live);
    waiting.extend(due::of_objectives(&objectives, &live));
    waiting.sort_by(|a, b| b.days_overdue.cmp(&a.days_overdue).then(a.title.cmp(&b.title)));
    let cycle = cycle_id.and_then(|id| live.directory.cycle(id));
    let directory = &live.directory;
    Ok(axum::Json(PersonOverview {
        person: PersonWords::of(&live, person).ok_or_else(|| OpsError::not_found("person", &id))?,
        memberships: memberships(&live, person),
        manager: PersonRef::find(directory, directory.manager_of(person, live.today).map(|m| m.id)),
        reports: directory
            .reports_of(person, live.today)
            .into_iter()
            .filter_map(|report| PersonRef::find(directory, Some(report)))
            .collect(),
        cycle: cycle.map(|cycle| CycleRef::of(cycle, &live)),
        key_result_counts: StatusCounts::of(&reported),
        kpis: kpi_wall::of_person(&live, &viewer, person, &warnings),
        due: waiting,
        moved: activity::view(changes, Scope::Person(person), &live, &viewer, &actors),
        key_results: elsewhere(reported, &objectives, &live),
        objectives,
    }))
}

fn find(live: &LiveState, viewer: &Viewer, text: &str) -> ApiResult<Uuid> {
    let missing = || OpsError::not_found("person", text);
    if text == "me" {
        return Ok(viewer.person_id.ok_or_else(missing)?);
    }
    let id: PersonId = text.parse().map_err(|_| missing())?;
    let found = live.directory.person(id.0).map(|person| person.id);
    Ok(found.ok_or_else(missing)?)
}

async fn reported_on(
    state: &ApiState,
    org: Uuid,
    seen: &Seen,
    person: Uuid,
    cycle_id: Option<Uuid>,
) -> ApiResult<KeyResultRows> {
    let filter = store::key_result::Filter {
        owner_person_id: Some(person),
        cycle_id,
        archived: Archived::Without,
        ..Default::default()
    };
    let rows = seen.key_results_of_person(&state.app, org, &filter, KEY_RESULTS_MAX).await?;
    KeyResultRows::read(state, org, seen, rows).await
}

fn elsewhere(
    reported: Vec<KeyResult>,
    own: &[ObjectiveWithKeyResults],
    live: &LiveState,
) -> Vec<KeyResultElsewhere> {
    let is_own = |key_result: &KeyResult| {
        own.iter().any(|shown| shown.objective.id == key_result.objective_id)
    };
    reported
        .into_iter()
        .filter(|key_result| !is_own(key_result))
        .filter_map(|key_result| {
            let card = live.directory.objective(key_result.objective_id.0)?;
            Some(KeyResultElsewhere { objective_title: card.title.to_string(), key_result })
        })
        .collect()
}

fn memberships(live: &LiveState, person: Uuid) -> Vec<MembershipShown> {
    let rows = live.directory.memberships_of(person, live.today);
    rows.into_iter()
        .filter_map(|row| {
            Some(MembershipShown {
                unit: UnitRef::find(&live.directory, Some(row.org_unit_id))?,
                role_title: row.role_title.clone(),
                is_primary: row.is_primary,
            })
        })
        .collect()
}

impl PersonWords {
    fn of(live: &LiveState, id: Uuid) -> Option<Self> {
        let person = live.directory.person(id)?;
        Some(Self {
            id: PersonId(person.id),
            name: person.name.clone(),
            title: person.title.clone(),
            email: person.email.clone(),
        })
    }
}
