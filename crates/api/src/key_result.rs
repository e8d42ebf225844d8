//! `/key-results`: wire types of writing, and routes. How a row becomes a view is in
//! `key_result_view.rs`.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{KeyResultId, ObjectiveId, PersonId};
use ops::archive::Archive;
use ops::key_result::{Create, Edit, Numbers};
use ops::milestone;
use ops::patch::Patch;
use serde::Deserialize;
use store::word::{KeyResultKind, NumberFormat, PaceKind, Status};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::as_of::AsOf;
use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::key_result_view::{self, KeyResult};
use crate::milestone::NewMilestone;
use crate::objective::{ExplainQuery, Grading, one};
use crate::paging::{Page, PageQuery};
use crate::proof::Explained;
use crate::state::ApiState;
use crate::time::PhasePoint;
use crate::view::Changed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_key_results, create_key_result))
        .routes(routes!(find_key_result, update_key_result))
        .routes(routes!(grade_key_result))
        .routes(routes!(archive_key_result))
        .routes(routes!(restore_key_result))
}

/// Which key results.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct KeyResultQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    pub limit: Option<u64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Only of this objective.
    #[param(value_type = Option<String>)]
    pub objective: Option<ObjectiveId>,
    /// Only owned by this person.
    #[param(value_type = Option<String>)]
    pub person: Option<PersonId>,
    /// `true` lists archived ones too.
    #[serde(default)]
    pub archived: bool,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
}

impl KeyResultQuery {
    /// The page asked for.
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, cursor: self.cursor.clone() }
    }
}

/// A new key result.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKeyResult {
    objective_id: ObjectiveId,
    title: String,
    #[serde(default)]
    description: String,
    owner_person_id: Option<PersonId>,
    kind: KeyResultKind,
    start_value: Option<f64>,
    target_value: Option<f64>,
    target_high: Option<f64>,
    zero_low: Option<f64>,
    zero_high: Option<f64>,
    #[serde(default)]
    over_time: bool,
    #[serde(default)]
    unit: String,
    #[serde(default = "number")]
    format: NumberFormat,
    #[serde(default)]
    decimals: i32,
    #[serde(default = "linear")]
    pace: PaceKind,
    #[serde(default)]
    phases: Vec<PhasePoint>,
    #[serde(default = "one")]
    weight: f64,
    #[serde(default)]
    position: i32,
    #[serde(default)]
    milestones: Vec<NewMilestone>,
}

fn number() -> NumberFormat {
    NumberFormat::Number
}

fn linear() -> PaceKind {
    PaceKind::Linear
}

/// An edit of a key result. Absent fields stay, null clears. After publishing, a change of wording,
/// weight, start or target needs `reason`, and so do a status judgement and an exclusion at any
/// time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyResultEdit {
    version: i32,
    title: Option<String>,
    description: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<PersonId>)]
    owner_person_id: Patch<PersonId>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    start_value: Patch<f64>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    target_value: Patch<f64>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    target_high: Patch<f64>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    zero_low: Patch<f64>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    zero_high: Patch<f64>,
    over_time: Option<bool>,
    unit: Option<String>,
    format: Option<NumberFormat>,
    decimals: Option<i32>,
    pace: Option<PaceKind>,
    phases: Option<Vec<PhasePoint>>,
    weight: Option<f64>,
    position: Option<i32>,
    #[serde(default)]
    #[schema(value_type = Option<Status>)]
    status_override: Patch<Status>,
    is_excluded: Option<bool>,
    reason: Option<String>,
}

/// The key results that the viewer may see, in the order of their objectives.
#[utoipa::path(get, path = "/key-results", tag = "goals", params(KeyResultQuery),
    responses((status = 200, body = Page<KeyResult>)))]
async fn list_key_results(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<KeyResultQuery>,
) -> ApiResult<axum::Json<Page<KeyResult>>> {
    key_result_view::list(&state, &viewer, &query).await.map(axum::Json)
}

/// Adds a key result to an objective.
#[utoipa::path(post, path = "/key-results", tag = "goals", request_body = NewKeyResult,
    responses((status = 201, body = Changed<KeyResult>)))]
async fn create_key_result(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewKeyResult>,
) -> ApiResult<(StatusCode, axum::Json<Changed<KeyResult>>)> {
    let outcome = ops::key_result::create(&state.app, &viewer, create(new)).await?;
    let changed = KeyResult::changed(&state, &viewer, outcome).await?;
    Ok((StatusCode::CREATED, axum::Json(changed)))
}

fn create(new: NewKeyResult) -> Create {
    let set = |value: Option<f64>| value.map_or(Patch::Keep, Patch::Set);
    Create {
        objective: new.objective_id,
        title: new.title,
        description: new.description,
        owner_person: new.owner_person_id,
        kind: new.kind,
        numbers: Numbers {
            start_value: set(new.start_value),
            target_value: set(new.target_value),
            target_high: set(new.target_high),
            zero_low: set(new.zero_low),
            zero_high: set(new.zero_high),
        },
        over_time: new.over_time,
        unit: new.unit,
        format: new.format,
        decimals: new.decimals,
        pace: new.pace,
        phases: new.phases.into_iter().map(Into::into).collect(),
        weight: new.weight,
        position: new.position,
        milestones: new.milestones.into_iter().map(milestone::New::from).collect(),
    }
}

/// One key result.
#[utoipa::path(get, path = "/key-results/{id}", tag = "goals",
    params(("id" = KeyResultId, Path), ExplainQuery),
    responses((status = 200, body = Explained<KeyResult>)))]
async fn find_key_result(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KeyResultId>,
    Query(explain): Query<ExplainQuery>,
) -> ApiResult<axum::Json<Explained<KeyResult>>> {
    key_result_view::find(&state, &viewer, id, explain).await.map(axum::Json)
}

/// Edits a key result.
#[utoipa::path(patch, path = "/key-results/{id}", tag = "goals", params(("id" = KeyResultId, Path)),
    request_body = KeyResultEdit, responses((status = 200, body = Changed<KeyResult>)))]
async fn update_key_result(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KeyResultId>,
    Json(edit): Json<KeyResultEdit>,
) -> ApiResult<axum::Json<Changed<KeyResult>>> {
    let edit = Edit {
        version: edit.version,
        title: edit.title,
        description: edit.description,
        owner_person: edit.owner_person_id,
        numbers: Numbers {
            start_value: edit.start_value,
            target_value: edit.target_value,
            target_high: edit.target_high,
            zero_low: edit.zero_low,
            zero_high: edit.zero_high,
        },
        over_time: edit.over_time,
        unit: edit.unit,
        format: edit.format,
        decimals: edit.decimals,
        pace: edit.pace,
        phases: edit.phases.map(|points| points.into_iter().map(Into::into).collect()),
        weight: edit.weight,
        position: edit.position,
        status_override: edit.status_override,
        is_excluded: edit.is_excluded,
        reason: edit.reason,
    };
    let outcome = ops::key_result::update(&state.app, &viewer, id, edit).await?;
    KeyResult::changed(&state, &viewer, outcome).await.map(axum::Json)
}

/// Grades a key result at the end of its cycle.
#[utoipa::path(post, path = "/key-results/{id}/grade", tag = "goals",
    params(("id" = KeyResultId, Path)), request_body = Grading,
    responses((status = 200, body = Changed<KeyResult>)))]
async fn grade_key_result(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KeyResultId>,
    Json(grading): Json<Grading>,
) -> ApiResult<axum::Json<Changed<KeyResult>>> {
    let Grading { version, grade, reason } = grading;
    let outcome = ops::key_result::grade(&state.app, &viewer, id, version, grade, reason).await?;
    KeyResult::changed(&state, &viewer, outcome).await.map(axum::Json)
}

/// Takes a key result out of its objective's mean; nothing of it is lost.
#[utoipa::path(post, path = "/key-results/{id}/archive", tag = "goals",
    params(("id" = KeyResultId, Path)), responses((status = 200, body = Changed<KeyResult>)))]
async fn archive_key_result(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<KeyResultId>,
) -> ApiResult<axum::Json<Changed<KeyResult>>> {
    set_archived(state, viewer, id, Archive::Away).await
}

/// Takes an archived key result back.
#[utoipa::path(post, path = "/key-results/{id}/restore", tag = "goals",
    params(("id" = KeyResultId, Path)), responses((status = 200, body = Changed<KeyResult>)))]
async fn restore_key_result(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<KeyResultId>,
) -> ApiResult<axum::Json<Changed<KeyResult>>> {
    set_archived(state, viewer, id, Archive::Back).await
}

async fn set_archived(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KeyResultId>,
    archive: Archive,
) -> ApiResult<axum::Json<Changed<KeyResult>>> {
    let outcome = ops::key_result::set_archived(&state.app, &viewer, id, archive).await?;
    KeyResult::changed(&state, &viewer, outcome).await.map(axum::Json)
}
