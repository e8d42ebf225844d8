//! `/key-results/{id}/check-ins`: the weekly report.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{CheckInId, KeyResultId};
use ops::OpsError;
use ops::check_in::Record;
use ops::live::Directory;
use serde::{Deserialize, Serialize};
use store::entity::check_in::Model;
use store::page::Order;
use store::word::Status;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::paging::{Page, PageQuery};
use crate::state::ApiState;
use crate::time::Instant;
use crate::view::{Changed, PersonRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(list_check_ins, create_check_in))
}

/// A report on a key result.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckIn {
    /// Identity.
    pub id: CheckInId,
    /// What it reports on.
    pub key_result_id: KeyResultId,
    /// Who reported.
    pub author: Option<PersonRef>,
    /// The value then.
    pub value: Option<f64>,
    /// 1 to 10.
    pub confidence: Option<i32>,
    /// The owner's own judgement.
    pub status: Option<Status>,
    /// What happened.
    pub note: String,
    /// What was in the way.
    pub blocker: String,
    /// What came next.
    pub next_step: String,
    /// When it was made.
    pub created_at: Instant,
}

impl CheckIn {
    /// Shows a row.
    pub fn of(model: Model, directory: &Directory) -> Self {
        Self {
            id: CheckInId(model.id),
            key_result_id: KeyResultId(model.key_result_id),
            author: PersonRef::find(directory, model.author_person_id),
            value: model.value,
            confidence: model.confidence,
            status: model.status,
            note: model.note,
            blocker: model.blocker,
            next_step: model.next_step,
            created_at: Instant::from_ms(model.created_at),
        }
    }
}

/// A new report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCheckIn {
    value: Option<f64>,
    confidence: Option<i32>,
    status: Option<Status>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    blocker: String,
    #[serde(default)]
    next_step: String,
}

/// The reports on a key result, newest first.
#[utoipa::path(get, path = "/key-results/{id}/check-ins", tag = "goals",
    params(("id" = KeyResultId, Path), PageQuery), responses((status = 200, body = Page<CheckIn>)))]
async fn list_check_ins(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KeyResultId>,
    Query(paging): Query<PageQuery>,
) -> ApiResult<axum::Json<Page<CheckIn>>> {
    let page = paging.store()?;
    let live = state.app.live(viewer.organization_id).await?;
    let sees = {
        let live = live.read();
        live.directory
            .key_result(id.0)
            .is_some_and(|card| viewer.sees_objective(&live.directory, card.objective_id))
    };
    if !sees {
        return Err(OpsError::not_found("key_result", id).into());
    }
    let filter = store::check_in::Filter { key_result_id: Some(id.0), ..Default::default() };
    let conn = state.app.database().read();
    let org = viewer.organization_id;
    let listed = store::check_in::list(conn, org, &filter, Order::Descending, &page).await?;
    let live = live.read();
    Ok(axum::Json(Page::of(listed, |row| CheckIn::of(row, &live.directory))))
}

/// Reports on a key result; everything that depends on it moves at once.
#[utoipa::path(post, path = "/key-results/{id}/check-ins", tag = "goals",
    params(("id" = KeyResultId, Path)), request_body = NewCheckIn,
    responses((status = 201, body = Changed<CheckIn>)))]
async fn create_check_in(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KeyResultId>,
    Json(new): Json<NewCheckIn>,
) -> ApiResult<(StatusCode, axum::Json<Changed<CheckIn>>)> {
    let input = Record {
        value: new.value,
        confidence: new.confidence,
        status: new.status,
        note: new.note,
        blocker: new.blocker,
        next_step: new.next_step,
    };
    let outcome = ops::check_in::record(&state.app, &viewer, id, input).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let item = CheckIn::of(outcome.value.clone(), &live.read().directory);
    Ok((StatusCode::CREATED, axum::Json(Changed::of(outcome, &viewer, &live, |_| item))))
}
