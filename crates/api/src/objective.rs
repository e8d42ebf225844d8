//! `/objectives`: wire types and routes. How a row becomes a view is in `objective_view.rs`.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{CycleId, ObjectiveId, OrgUnitId, PersonId, StrategicPillarId};
use ops::archive::Archive;
use ops::objective::{Create, Edit};
use ops::patch::Patch;
use serde::Deserialize;
use store::word::{ObjectiveKind, ObjectiveState, ProgressMode, Status, Visibility};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::as_of::AsOf;
use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::objective_list;
use crate::objective_view::Objective;
use crate::paging::{Page, PageQuery};
use crate::proof::Explained;
use crate::state::ApiState;
use crate::view::Changed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_objectives, create_objective))
        .routes(routes!(find_objective, update_objective))
        .routes(routes!(publish_objective))
        .routes(routes!(grade_objective))
        .routes(routes!(archive_objective))
        .routes(routes!(restore_objective))
}

/// Which objectives, in which order.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    pub limit: Option<u64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Only of this cycle.
    #[param(value_type = Option<String>)]
    pub cycle: Option<CycleId>,
    /// Only owned by this unit.
    #[param(value_type = Option<String>)]
    pub unit: Option<OrgUnitId>,
    /// Only where this person is accountable.
    #[param(value_type = Option<String>)]
    pub person: Option<PersonId>,
    /// Only serving this pillar.
    #[param(value_type = Option<String>)]
    pub pillar: Option<StrategicPillarId>,
    /// Only in this state.
    pub state: Option<ObjectiveState>,
    /// Only those that stand like this now.
    pub status: Option<Status>,
    /// Only those whose words contain this.
    pub q: Option<String>,
    /// `title`, `created_at`, `updated_at` or `position`; `-` in front turns it round. Newest first
    /// when absent.
    pub sort: Option<String>,
    /// `true` lists archived ones too.
    #[serde(default)]
    pub archived: bool,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
}

impl ObjectiveQuery {
    /// The page asked for.
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, cursor: self.cursor.clone() }
    }
}

/// Whether the answer explains its number.
#[derive(Debug, Default, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExplainQuery {
    /// `true` adds `proof`: where the number comes from, down to the data points.
    #[serde(default)]
    pub explain: bool,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
}

/// A new objective; it begins as a draft.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewObjective {
    cycle_id: CycleId,
    title: String,
    #[serde(default)]
    description: String,
    #[serde(default = "committed")]
    kind: ObjectiveKind,
    owner_unit_id: Option<OrgUnitId>,
    owner_person_id: Option<PersonId>,
    strategic_pillar_id: Option<StrategicPillarId>,
    #[serde(default = "key_results")]
    progress_mode: ProgressMode,
    #[serde(default = "one")]
    weight: f64,
    #[serde(default = "organization")]
    visibility: Visibility,
    #[serde(default)]
    position: i32,
}

fn committed() -> ObjectiveKind {
    ObjectiveKind::Committed
}

fn key_results() -> ProgressMode {
    ProgressMode::KeyResults
}

fn organization() -> Visibility {
    Visibility::Organization
}

pub(crate) fn one() -> f64 {
    1.0
}

/// An edit of an objective. Absent fields stay, null clears. After publishing, a change of wording,
/// kind or weight needs `reason`, and so do a status judgement and an exclusion at any time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveEdit {
    version: i32,
    title: Option<String>,
    description: Option<String>,
    kind: Option<ObjectiveKind>,
    #[serde(default)]
    #[schema(value_type = Option<OrgUnitId>)]
    owner_unit_id: Patch<OrgUnitId>,
    #[serde(default)]
    #[schema(value_type = Option<PersonId>)]
    owner_person_id: Patch<PersonId>,
    #[serde(default)]
    #[schema(value_type = Option<StrategicPillarId>)]
    strategic_pillar_id: Patch<StrategicPillarId>,
    progress_mode: Option<ProgressMode>,
    weight: Option<f64>,
    visibility: Option<Visibility>,
    position: Option<i32>,
    #[serde(default)]
    #[schema(value_type = Option<Status>)]
    status_override: Patch<Status>,
    is_excluded: Option<bool>,
    reason: Option<String>,
}

/// A grade given at close.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Grading {
    /// The version that was read.
    pub version: i32,
    /// 0.0 to 1.0.
    pub grade: f64,
    /// Why, where it differs from the suggestion.
    pub reason: Option<String>,
}

/// The objectives that the viewer may see.
#[utoipa::path(get, path = "/objectives", tag = "goals", params(ObjectiveQuery),
    responses((status = 200, body = Page<Objective>)))]
async fn list_objectives(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<ObjectiveQuery>,
) -> ApiResult<axum::Json<Page<Objective>>> {
    objective_list::list(&state, &viewer, &query).await.map(axum::Json)
}

/// Adds a draft.
#[utoipa::path(post, path = "/objectives", tag = "goals", request_body = NewObjective,
    responses((status = 201, body = Changed<Objective>)))]
async fn create_objective(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewObjective>,
) -> ApiResult<(StatusCode, axum::Json<Changed<Objective>>)> {
    let input = Create {
        cycle: new.cycle_id,
        title: new.title,
        description: new.description,
        kind: new.kind,
        owner_unit: new.owner_unit_id,
        owner_person: new.owner_person_id,
        strategic_pillar: new.strategic_pillar_id,
        progress_mode: new.progress_mode,
        weight: new.weight,
        visibility: new.visibility,
        position: new.position,
    };
    let outcome = ops::objective::create(&state.app, &viewer, input).await?;
    let changed = Objective::changed(&state, &viewer, outcome).await?;
    Ok((StatusCode::CREATED, axum::Json(changed)))
}

/// One objective.
#[utoipa::path(get, path = "/objectives/{id}", tag = "goals",
    params(("id" = ObjectiveId, Path), ExplainQuery),
    responses((status = 200, body = Explained<Objective>)))]
async fn find_objective(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<ObjectiveId>,
    Query(explain): Query<ExplainQuery>,
) -> ApiResult<axum::Json<Explained<Objective>>> {
    objective_list::find(&state, &viewer, id, explain).await.map(axum::Json)
}

/// Edits an objective.
#[utoipa::path(patch, path = "/objectives/{id}", tag = "goals", params(("id" = ObjectiveId, Path)),
    request_body = ObjectiveEdit, responses((status = 200, body = Changed<Objective>)))]
async fn update_objective(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<ObjectiveId>,
    Json(edit): Json<ObjectiveEdit>,
) -> ApiResult<axum::Json<Changed<Objective>>> {
    let edit = Edit {
        version: edit.version,
        title: edit.title,
        description: edit.description,
        kind: edit.kind,
        owner_unit: edit.owner_unit_id,
        owner_person: edit.owner_person_id,
        strategic_pillar: edit.strategic_pillar_id,
        progress_mode: edit.progress_mode,
        weight: edit.weight,
        visibility: edit.visibility,
        position: edit.position,
        status_override: edit.status_override,
        is_excluded: edit.is_excluded,
        reason: edit.reason,
    };
    let outcome = ops::objective::update(&state.app, &viewer, id, edit).await?;
    Objective::changed(&state, &viewer, outcome).await.map(axum::Json)
}

/// Publishes a draft: from now on it counts and its goalposts are on the record.
#[utoipa::path(post, path = "/objectives/{id}/publish", tag = "goals",
    params(("id" = ObjectiveId, Path)), responses((status = 200, body = Changed<Objective>)))]
async fn publish_objective(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<ObjectiveId>,
) -> ApiResult<axum::Json<Changed<Objective>>> {
    let outcome = ops::objective::publish(&state.app, &viewer, id).await?;
    Objective::changed(&state, &viewer, outcome).await.map(axum::Json)
}

/// Grades an objective at the end of its cycle and closes it.
#[utoipa::path(post, path = "/objectives/{id}/grade", tag = "goals",
    params(("id" = ObjectiveId, Path)), request_body = Grading,
    responses((status = 200, body = Changed<Objective>)))]
async fn grade_objective(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<ObjectiveId>,
    Json(grading): Json<Grading>,
) -> ApiResult<axum::Json<Changed<Objective>>> {
    let Grading { version, grade, reason } = grading;
    let outcome = ops::objective::grade(&state.app, &viewer, id, version, grade, reason).await?;
    Objective::changed(&state, &viewer, outcome).await.map(axum::Json)
}

/// Takes an objective out of every mean; nothing of it is lost.
#[utoipa::path(post, path = "/objectives/{id}/archive", tag = "goals",
    params(("id" = ObjectiveId, Path)), responses((status = 200, body = Changed<Objective>)))]
async fn archive_objective(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<ObjectiveId>,
) -> ApiResult<axum::Json<Changed<Objective>>> {
    set_archived(state, viewer, id, Archive::Away).await
}

/// Takes an archived objective back.
#[utoipa::path(post, path = "/objectives/{id}/restore", tag = "goals",
    params(("id" = ObjectiveId, Path)), responses((status = 200, body = Changed<Objective>)))]
async fn restore_objective(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<ObjectiveId>,
) -> ApiResult<axum::Json<Changed<Objective>>> {
    set_archived(state, viewer, id, Archive::Back).await
}

async fn set_archived(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<ObjectiveId>,
    archive: Archive,
) -> ApiResult<axum::Json<Changed<Objective>>> {
    let outcome = ops::objective::set_archived(&state.app, &viewer, id, archive).await?;
    Objective::changed(&state, &viewer, outcome).await.map(axum::Json)
}
