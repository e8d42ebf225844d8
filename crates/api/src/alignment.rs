//! `/alignments`: which goal an objective supports.

use axum::extract::State;
use axum::http::StatusCode;
use goals::alignment::AlignmentTarget;
use goals::id::{AlignmentId, KeyResultId, ObjectiveId};
use ops::alignment::Create;
use ops::archive::Archive;
use ops::live::LiveState;
use ops::patch::Patch;
use ops::{OpsError, Outcome, Viewer};
use serde::{Deserialize, Serialize};
use store::entity::alignment::Model;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::as_of::{AsOf, look};
use crate::error::{ApiError, ApiResult};
use crate::extract::{Json, Path, Query, SignedIn};
use crate::paging::Page;
use crate::state::ApiState;
use crate::time::Instant;
use crate::view::{Changed, PersonRef, Score, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_alignments, create_alignment))
        .routes(routes!(update_alignment))
        .routes(routes!(archive_alignment))
        .routes(routes!(restore_alignment))
}

/// One goal's support for another.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Alignment {
    /// Identity.
    pub id: AlignmentId,
    /// Give it back when editing.
    pub version: i32,
    /// The supporter.
    pub objective: AlignedGoal,
    /// The supported objective, or the one whose key result is supported.
    pub target_objective: AlignedGoal,
    /// The supported key result, when it is one.
    pub target_key_result: Option<AlignedKeyResult>,
    /// The weight with which the supporter's progress counts; null when it does not.
    pub contribution: Option<f64>,
    /// When it was ended.
    pub archived_at: Option<Instant>,
}

/// An objective at one end of an alignment.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlignedGoal {
    /// Identity.
    pub id: ObjectiveId,
    /// Its words.
    pub title: String,
    /// The unit that owns it.
    pub owner_unit: Option<UnitRef>,
    /// The person accountable.
    pub owner: Option<PersonRef>,
    /// How it stands.
    pub score: Score,
}

/// A key result that is supported.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlignedKeyResult {
    /// Identity.
    pub id: KeyResultId,
    /// Its words.
    pub title: String,
}

impl AlignedGoal {
    fn of(live: &LiveState, viewer: &Viewer, id: uuid::Uuid) -> Option<Self> {
        viewer.sees_objective(&live.directory, id).then_some(())?;
        let card = live.directory.objective(id)?;
        Some(Self {
            id: ObjectiveId(id),
            title: card.title.to_string(),
            owner_unit: UnitRef::find(&live.directory, card.owner_unit_id),
            owner: PersonRef::find(&live.directory, card.owner_person_id),
            score: live.graph.objective(ObjectiveId(id)).map_or(Score::UNKNOWN, Score::from),
        })
    }
}

impl Alignment {
    /// Shows a row, when the viewer sees both ends.
    pub fn of(model: Model, live: &LiveState, viewer: &Viewer) -> Option<Self> {
        let key_result =
            model.target_key_result_id.and_then(|id| Some((id, live.directory.key_result(id)?)));
        let target = model.target_objective_id.or(key_result.map(|(_, card)| card.objective_id))?;
        Some(Self {
            id: AlignmentId(model.id),
            version: model.version,
            objective: AlignedGoal::of(live, viewer, model.objective_id)?,
            target_objective: AlignedGoal::of(live, viewer, target)?,
            target_key_result: key_result.map(|(id, card)| AlignedKeyResult {
                id: KeyResultId(id),
                title: card.title.to_string(),
            }),
            contribution: model.contribution,
            archived_at: model.archived_at.map(Instant::from_ms),
        })
    }
}

/// Whose alignments.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct AlignmentQuery {
    /// The objective that supports or is supported.
    #[param(value_type = String)]
    objective: ObjectiveId,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
}

/// A new alignment: exactly one of the two targets.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAlignment {
    objective_id: ObjectiveId,
    target_objective_id: Option<ObjectiveId>,
    target_key_result_id: Option<KeyResultId>,
    contribution: Option<f64>,
}

/// An edit of an alignment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AlignmentEdit {
    version: i32,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    contribution: Patch<f64>,
}

/// The alignments around an objective; few, so all on one page.
#[utoipa::path(get, path = "/alignments", tag = "goals", params(AlignmentQuery),
    responses((status = 200, body = Page<Alignment>)))]
async fn list_alignments(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<AlignmentQuery>,
) -> ApiResult<axum::Json<Page<Alignment>>> {
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let id = query.objective;
    if !viewer.sees_objective(&seen.read().directory, id.0) {
        return Err(OpsError::not_found("objective", id).into());
    }
    let key_results: Vec<_> =
        seen.read().key_results_of(id).map(|key_result| key_result.0).collect();
    let org = viewer.organization_id;
    let rows = seen.alignments_around(&state.app, org, id.0, &key_results).await?;
    let live = seen.read();
    let items = rows.into_iter().filter_map(|row| Alignment::of(row, &live, &viewer)).collect();
    Ok(axum::Json(Page { items, next_cursor: None }))
}

/// Aligns an objective with another goal.
#[utoipa::path(post, path = "/alignments", tag = "goals", request_body = NewAlignment,
    responses((status = 201, body = Changed<Alignment>)))]
async fn create_alignment(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewAlignment>,
) -> ApiResult<(StatusCode, axum::Json<Changed<Alignment>>)> {
    let target = match (new.target_objective_id, new.target_key_result_id) {
        (Some(id), None) => AlignmentTarget::Objective(id),
        (None, Some(id)) => AlignmentTarget::KeyResult(id),
        _ => {
            return Err(ApiError::body(
                StatusCode::UNPROCESSABLE_ENTITY,
                "target_objective_id",
                "one_target",
                "give either `target_objective_id` or `target_key_result_id`",
            ));
        }
    };
    let input = Create { objective: new.objective_id, target, contribution: new.contribution };
    let outcome = ops::alignment::create(&state.app, &viewer, input).await?;
    Ok((StatusCode::CREATED, changed(&state, &viewer, outcome).await?))
}

/// Changes whether and how much the supporter counts.
#[utoipa::path(patch, path = "/alignments/{id}", tag = "goals", params(("id" = AlignmentId, Path)),
    request_body = AlignmentEdit, responses((status = 200, body = Changed<Alignment>)))]
async fn update_alignment(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<AlignmentId>,
    Json(edit): Json<AlignmentEdit>,
) -> ApiResult<axum::Json<Changed<Alignment>>> {
    let outcome =
        ops::alignment::update(&state.app, &viewer, id, edit.version, edit.contribution).await?;
    changed(&state, &viewer, outcome).await
}

/// Ends an alignment.
#[utoipa::path(post, path = "/alignments/{id}/archive", tag = "goals",
    params(("id" = AlignmentId, Path)), responses((status = 200, body = Changed<Alignment>)))]
async fn archive_alignment(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<AlignmentId>,
) -> ApiResult<axum::Json<Changed<Alignment>>> {
    let outcome = ops::alignment::set_archived(&state.app, &viewer, id, Archive::Away).await?;
    changed(&state, &viewer, outcome).await
}

/// Takes an ended alignment back.
#[utoipa::path(post, path = "/alignments/{id}/restore", tag = "goals",
    params(("id" = AlignmentId, Path)), responses((status = 200, body = Changed<Alignment>)))]
async fn restore_alignment(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<AlignmentId>,
) -> ApiResult<axum::Json<Changed<Alignment>>> {
    let outcome = ops::alignment::set_archived(&state.app, &viewer, id, Archive::Back).await?;
    changed(&state, &viewer, outcome).await
}

async fn changed(
    state: &ApiState,
    viewer: &Viewer,
    outcome: Outcome<Model>,
) -> ApiResult<axum::Json<Changed<Alignment>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let id = AlignmentId(outcome.value.id);
    let item = Alignment::of(outcome.value.clone(), &live.read(), viewer)
        .ok_or_else(|| OpsError::not_found("alignment", id))?;
    Ok(axum::Json(Changed::of(outcome, viewer, &live, |_| item)))
}
