//! `/key-results/{id}/check-ins`: the weekly report.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{CheckInId, KeyResultId};
use ops::OpsError;
use ops::check_in::Record;
use ops::live::Directory;
use serde::{Deserialize, Serialize};
use store::entity::check_in::Model;
use store::word::Status;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::as_of::{AsOf, look};
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

/// Which reports.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CheckInQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
}

/// The reports on a key result, newest first.
#[utoipa::path(get, path = "/key-results/{id}/check-ins", tag = "goals",
    params(("id" = KeyResultId, Path), CheckInQuery),
    responses((status = 200, body = Page<CheckIn>)))]
async fn list_check_ins(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KeyResultId>,
    Query(query): Query<CheckInQuery>,
) -> ApiResult<axum::Json<Page<CheckIn>>> {
    let page = PageQuery { limit: query.limit, cursor: query.cursor }.store()?;
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let sees = {
        let live = seen.read();
        live.directory
            .key_result(id.0)
            .is_some_and(|card| viewer.sees_objective(&live.directory, card.objective_id))
    };
    if !sees {
        return Err(OpsError::not_found("key_result", id).into());
    }
    let org = viewer.organization_id;
    let listed = seen.check_ins_on(&state.app, org, id.0, &page).await?;
    let live = seen.read();
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
