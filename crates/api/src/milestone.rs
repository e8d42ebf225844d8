//! `/milestones`: the steps of a key result of that kind.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{KeyResultId, MilestoneId};
use ops::archive::Archive;
use ops::milestone::{Edit, New};
use ops::patch::Patch;
use serde::{Deserialize, Serialize};
use store::entity::milestone::Model;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, Path, SignedIn};
use crate::objective::one;
use crate::state::ApiState;
use crate::time::{Day, Instant};
use crate::view::Changed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(create_milestone))
        .routes(routes!(update_milestone))
        .routes(routes!(archive_milestone))
        .routes(routes!(restore_milestone))
}

/// A step.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Milestone {
    /// Identity.
    pub id: MilestoneId,
    /// Give it back when editing.
    pub version: i32,
    /// Its words.
    pub title: String,
    /// Relative weight.
    pub weight: f64,
    /// When it should be done.
    pub due_on: Option<Day>,
    /// When it was done.
    pub done_on: Option<Day>,
    /// Where it stands among the others.
    pub position: i32,
    /// When it was archived.
    pub archived_at: Option<Instant>,
}

impl From<Model> for Milestone {
    fn from(model: Model) -> Self {
        Self {
            id: MilestoneId(model.id),
            version: model.version,
            title: model.title,
            weight: model.weight,
            due_on: model.due_on.map(|day| Day(day.0)),
            done_on: model.done_on.map(|day| Day(day.0)),
            position: model.position,
            archived_at: model.archived_at.map(Instant::from_ms),
        }
    }
}

/// A new step.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMilestone {
    title: String,
    #[serde(default = "one")]
    weight: f64,
    due_on: Option<Day>,
}

impl From<NewMilestone> for New {
    fn from(new: NewMilestone) -> Self {
        Self { title: new.title, weight: new.weight, due_on: new.due_on.map(|day| day.0) }
    }
}

/// An edit of a step. `done_on` marks it done; null opens it again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneEdit {
    version: i32,
    title: Option<String>,
    weight: Option<f64>,
    #[serde(default)]
    #[schema(value_type = Option<Day>)]
    due_on: Patch<Day>,
    #[serde(default)]
    #[schema(value_type = Option<Day>)]
    done_on: Patch<Day>,
}

/// Adds a step to a key result.
#[utoipa::path(post, path = "/key-results/{id}/milestones", tag = "goals",
    params(("id" = KeyResultId, Path)), request_body = NewMilestone,
    responses((status = 201, body = Changed<Milestone>)))]
async fn create_milestone(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KeyResultId>,
    Json(new): Json<NewMilestone>,
) -> ApiResult<(StatusCode, axum::Json<Changed<Milestone>>)> {
    let outcome = ops::milestone::create(&state.app, &viewer, id, new.into()).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let changed = Changed::of(outcome, &viewer, &live, Milestone::from);
    Ok((StatusCode::CREATED, axum::Json(changed)))
}

/// Edits a step, or marks it done.
#[utoipa::path(patch, path = "/milestones/{id}", tag = "goals", params(("id" = MilestoneId, Path)),
    request_body = MilestoneEdit, responses((status = 200, body = Changed<Milestone>)))]
async fn update_milestone(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<MilestoneId>,
    Json(edit): Json<MilestoneEdit>,
) -> ApiResult<axum::Json<Changed<Milestone>>> {
    let edit = Edit {
        version: edit.version,
        title: edit.title,
        weight: edit.weight,
        due_on: edit.due_on.map(|day| day.0),
        done_on: edit.done_on.map(|day| day.0),
    };
    let outcome = ops::milestone::update(&state.app, &viewer, id, edit).await?;
    let live = state.app.live(viewer.organization_id).await?;
    Ok(axum::Json(Changed::of(outcome, &viewer, &live, Milestone::from)))
}

/// Takes a step out of use.
#[utoipa::path(post, path = "/milestones/{id}/archive", tag = "goals",
    params(("id" = MilestoneId, Path)), responses((status = 200, body = Changed<Milestone>)))]
async fn archive_milestone(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<MilestoneId>,
) -> ApiResult<axum::Json<Changed<Milestone>>> {
    set_archived(state, viewer, id, Archive::Away).await
}

/// Takes an archived step back.
#[utoipa::path(post, path = "/milestones/{id}/restore", tag = "goals",
    params(("id" = MilestoneId, Path)), responses((status = 200, body = Changed<Milestone>)))]
async fn restore_milestone(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<MilestoneId>,
) -> ApiResult<axum::Json<Changed<Milestone>>> {
    set_archived(state, viewer, id, Archive::Back).await
}

async fn set_archived(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<MilestoneId>,
    archive: Archive,
) -> ApiResult<axum::Json<Changed<Milestone>>> {
    let outcome = ops::milestone::set_archived(&state.app, &viewer, id, archive).await?;
    let live = state.app.live(viewer.organization_id).await?;
    Ok(axum::Json(Changed::of(outcome, &viewer, &live, Milestone::from)))
}
