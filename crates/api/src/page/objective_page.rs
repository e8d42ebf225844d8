//! `/objectives/{id}/overview`: an objective with its key results, what it supports and what
//! supports it, its check-ins and what happened to it.

use axum::extract::State;
use goals::id::{KeyResultId, ObjectiveId};
use ops::OpsError;
use ops::live::LiveState;
use ops::past::Seen;
use serde::Serialize;
use store::entity::check_in;
use store::page::Page;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::activity::{self, Activity, Scope};
use super::cycle_ref::CycleRef;
use super::goals_shown::StatusCounts;
use crate::alert::{self, Alert};
use crate::alignment::Alignment;
use crate::as_of::{AsOfQuery, look};
use crate::check_in::CheckIn;
use crate::error::ApiResult;
use crate::extract::{Path, Query, SignedIn};
use crate::key_result_view::{KeyResult, KeyResultRows};
use crate::objective_view::Objective;
use crate::state::ApiState;

/// Check-ins of one key result shown here; the key result's own list has the rest.
const CHECK_INS_EACH: u64 = 10;
/// Check-ins shown here at most.
const CHECK_INS_MAX: usize = 20;
/// Alerts shown here at most.
const ALERTS_MAX: u64 = 20;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_objective_overview))
}

/// What an objective's page shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObjectiveOverview {
    /// The objective.
    pub objective: Objective,
    /// The cycle it lives in.
    pub cycle: Option<CycleRef>,
    /// Its key results, in their order.
    pub key_results: Vec<KeyResult>,
    /// How many of them stand where.
    pub key_result_counts: StatusCounts,
    /// The goals that it supports.
    pub supports: Vec<Alignment>,
    /// The objectives that support it or one of its key results.
    pub supported_by: Vec<Alignment>,
    /// The latest check-ins on its key results, newest first.
    pub check_ins: Vec<CheckInOn>,
    /// The alerts that it is to mend, the latest first; none when the past is looked at: an alert
    /// says what is so now.
    pub alerts: Vec<Alert>,
    /// What happened to it.
    pub activity: Vec<Activity>,
}

/// A check-in with the words of its key result.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckInOn {
    /// The check-in.
    #[serde(flatten)]
    pub check_in: CheckIn,
    /// The words of its key result.
    pub key_result_title: String,
}

/// An objective's page.
#[utoipa::path(get, path = "/objectives/{id}/overview", tag = "pages",
    params(("id" = ObjectiveId, Path), AsOfQuery),
    responses((status = 200, body = ObjectiveOverview)))]
async fn find_objective_overview(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<ObjectiveId>,
    Query(query): Query<AsOfQuery>,
) -> ApiResult<axum::Json<ObjectiveOverview>> {
    let org = viewer.organization_id;
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let row = seen.objectives(&state.app, org, &[id.0]).await?.pop();
    let row = row
        .filter(|row| viewer.sees_objective(&seen.read().directory, row.id))
        .ok_or_else(|| OpsError::not_found("objective", id))?;
    let rows = seen.key_results_of_objectives(&state.app, org, &[id.0]).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let key_results = KeyResultRows::read(&state, org, &seen, rows).await?;
    let around = seen.alignments_around(&state.app, org, id.0, &ids).await?;
    let check_ins = check_ins(&state, org, &seen, &ids).await?;
    let alerts = alerts(&state, org, &seen, id.0).await?;
    let alerted = alert::actors(&state, &viewer, &alerts).await?;
    let changes = activity::read(&state, org, &seen).await?;
    let actors = activity::actors(&state, org, &changes).await?;
    let live = seen.read();
    let key_results = key_results.view(&live, &viewer);
    let (supports, supported_by): (Vec<_>, Vec<_>) = around
        .into_iter()
        .filter_map(|row| Alignment::of(row, &live, &viewer))
        .partition(|alignment| alignment.objective.id == id);
    Ok(axum::Json(ObjectiveOverview {
        cycle: live.directory.cycle(row.cycle_id).map(|cycle| CycleRef::of(cycle, &live)),
        objective: Objective::of(row, &live, &viewer),
        key_result_counts: StatusCounts::of(&key_results),
        key_results,
        supports,
        supported_by,
        check_ins: shown(check_ins, &live),
        alerts: alerts.iter().filter_map(|row| Alert::of(row, &alerted, &viewer, &live)).collect(),
        activity: activity::view(changes, Scope::Objective(id.0), &live, &viewer, &actors),
    }))
}

async fn alerts(
    state: &ApiState,
    org: Uuid,
    seen: &Seen,
    objective: Uuid,
) -> ApiResult<Vec<store::entity::alert::Model>> {
    if seen.moment().is_some() {
        return Ok(Vec::new());
    }
    let conn = state.app.database().read();
    Ok(store::alert::of_objective(conn, org, objective, ALERTS_MAX).await?)
}

async fn check_ins(
    state: &ApiState,
    org: Uuid,
    seen: &Seen,
    key_results: &[Uuid],
) -> ApiResult<Vec<check_in::Model>> {
    let mut found = Vec::new();
    for id in key_results.iter().take(CHECK_INS_MAX) {
        let page = Page::first(CHECK_INS_EACH);
        let listed = seen.check_ins_on(&state.app, org, *id, &page).await?;
        found.extend(listed.items);
    }
    found.sort_by_key(|row| std::cmp::Reverse((row.created_at, row.id)));
    found.truncate(CHECK_INS_MAX);
    Ok(found)
}

fn shown(rows: Vec<check_in::Model>, live: &LiveState) -> Vec<CheckInOn> {
    rows.into_iter()
        .filter_map(|row| {
            let card = live.directory.key_result(KeyResultId(row.key_result_id).0)?;
            let key_result_title = card.title.to_string();
            Some(CheckInOn { check_in: CheckIn::of(row, &live.directory), key_result_title })
        })
        .collect()
}
