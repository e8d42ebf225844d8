//! `/check-in-sheet`: all key results that the viewer reports on, on one page, values filled from
//! KPIs.

use std::collections::HashMap;

use axum::extract::State;
use ops::live::LiveState;
use ops::past::Seen;
use serde::Serialize;
use store::entity::check_in;
use store::page::{Archived, Order, Page};
use store::word::ObjectiveState;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::cycle_ref::{CycleQuery, CycleRef};
use super::due::{self, Due};
use crate::check_in::CheckIn;
use crate::error::{ApiError, ApiResult};
use crate::extract::{Query, SignedIn};
use crate::key_result_view::{KeyResult, KeyResultRows};
use crate::state::ApiState;

/// Key results on one sheet at most.
const KEY_RESULTS_MAX: u64 = 200;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_check_in_sheet))
}

/// The viewer's check-in sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckInSheet {
    /// The cycle shown.
    pub cycle: Option<CycleRef>,
    /// The key results that the viewer reports on, by objective.
    pub rows: Vec<SheetRow>,
    /// What waits for the viewer.
    pub due: Vec<Due>,
}

/// One key result on the sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetRow {
    /// The key result, with its value as it is now.
    pub key_result: KeyResult,
    /// The words of its objective.
    pub objective_title: String,
    /// Whether a KPI or milestones give the value, so that none is asked for.
    pub is_measured: bool,
    /// The last check-in.
    pub last_check_in: Option<CheckIn>,
    /// Whether a check-in is due.
    pub is_due: bool,
}

/// The key results that the viewer reports on.
#[utoipa::path(get, path = "/check-in-sheet", tag = "pages", params(CycleQuery),
    responses((status = 200, body = CheckInSheet)))]
async fn find_check_in_sheet(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<CycleQuery>,
) -> ApiResult<axum::Json<CheckInSheet>> {
    if query.as_of.is_some() {
        let message = "a check-in is made in the present; leave `as_of` out";
        return Err(ApiError::query("as_of", "only_now", message));
    }
    let org = viewer.organization_id;
    let live = state.app.live(org).await?;
    let cycle_id = query.find(&live.read())?.map(|cycle| cycle.id);
    let listed = match viewer.person_id {
        Some(person) => {
            let filter = store::key_result::Filter {
                owner_person_id: Some(person),
                cycle_id,
                archived: Archived::Without,
                ..Default::default()
            };
            let page = Page::first(KEY_RESULTS_MAX);
            let sort = store::key_result::Sort::Position;
            let conn = state.app.database().read();
            store::key_result::list(conn, org, &filter, sort, Order::Ascending, &page).await?.items
        }
        None => Vec::new(),
    };
    let ids: Vec<Uuid> = listed.iter().map(|row| row.id).collect();
    let last = store::check_in::latest_of(state.app.database().read(), org, &ids).await?;
    let rows = KeyResultRows::read(&state, org, &Seen::Now(live.clone()), listed).await?;
    let live = live.read();
    let key_results = rows.view(&live, &viewer);
    let due = due::of_key_results(&key_results, &live);
    let cycle = cycle_id.and_then(|id| live.directory.cycle(id));
    Ok(axum::Json(CheckInSheet {
        cycle: cycle.map(|cycle| CycleRef::of(cycle, &live)),
        rows: sheet(key_results, last, &due, &live),
        due,
    }))
}

fn sheet(
    key_results: Vec<KeyResult>,
    last: Vec<check_in::Model>,
    due: &[Due],
    live: &LiveState,
) -> Vec<SheetRow> {
    let mut last: HashMap<Uuid, check_in::Model> =
        last.into_iter().map(|row| (row.key_result_id, row)).collect();
    let mut rows: Vec<SheetRow> = key_results
        .into_iter()
        .filter(|key_result| key_result.may_check_in)
        .filter_map(|key_result| {
            let card = live.directory.objective(key_result.objective_id.0)?;
            (card.state == ObjectiveState::Published).then_some(())?;
            let check_in = last.remove(&key_result.id.0);
            Some(SheetRow {
                objective_title: card.title.to_string(),
                is_measured: key_result.is_measured(),
                last_check_in: check_in.map(|row| CheckIn::of(row, &live.directory)),
                is_due: due.iter().any(|due| {
                    due.kind == due::DueKind::CheckIn && due.key_result_id == Some(key_result.id)
                }),
                key_result,
            })
        })
        .collect();
    rows.sort_by(|a, b| {
        let place = |row: &SheetRow| (row.key_result.objective_id, row.key_result.position);
        place(a).cmp(&place(b))
    });
    rows
}
