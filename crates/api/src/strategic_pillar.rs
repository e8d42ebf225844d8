//! `/strategic-pillars`: the themes that company objectives serve.

use axum::extract::State;
use goals::id::StrategicPillarId;
use ops::archive::Archive;
use ops::strategic_pillar::{Create, Edit};
use serde::{Deserialize, Serialize};
use store::entity::strategic_pillar::Model;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::{ApiError, ApiResult};
use crate::extract::{Json, Path, Query, SignedIn};
use crate::paging::{Page, PageQuery, page};
use crate::state::ApiState;
use crate::time::Instant;
use crate::view::Listed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_strategic_pillars, create_strategic_pillar))
        .routes(routes!(find_strategic_pillar, update_strategic_pillar))
        .routes(routes!(archive_strategic_pillar))
        .routes(routes!(restore_strategic_pillar))
}

/// A theme that company objectives serve.
#[derive(Debug, Serialize, ToSchema)]
pub struct StrategicPillar {
    /// Identity.
    pub id: StrategicPillarId,
    /// Give it back when editing.
    pub version: i32,
    /// In a few words.
    pub name: String,
    /// What it means.
    pub description: String,
    /// Where it stands among the others.
    pub position: i32,
    /// When it was archived, if it was.
    pub archived_at: Option<Instant>,
}

impl From<Model> for StrategicPillar {
    fn from(model: Model) -> Self {
        Self {
            id: StrategicPillarId(model.id),
            version: model.version,
            name: model.name,
            description: model.description,
            position: model.position,
            archived_at: model.archived_at.map(Instant::from_ms),
        }
    }
}

/// A new pillar.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStrategicPillar {
    name: String,
    #[serde(default)]
    description: String,
    position: Option<i32>,
}

/// An edit of a pillar; absent fields stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StrategicPillarEdit {
    version: i32,
    name: Option<String>,
    description: Option<String>,
    position: Option<i32>,
}

/// The pillars in their order; archived ones are left out unless asked for.
#[utoipa::path(get, path = "/strategic-pillars", tag = "strategy", params(PageQuery, Listed),
    responses((status = 200, body = Page<StrategicPillar>)))]
async fn list_strategic_pillars(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(paging): Query<PageQuery>,
    Query(listed): Query<Listed>,
) -> ApiResult<axum::Json<Page<StrategicPillar>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let limit = paging.limit()?;
    let after: Option<(i32, uuid::Uuid)> = paging.after()?;
    let mut rows: Vec<Model> = live.read().directory.pillars().cloned().collect();
    rows.sort_by_key(place);
    rows.retain(|row| {
        listed.includes(row.archived_at) && after.is_none_or(|after| place(row) > after)
    });
    Ok(axum::Json(page(rows, limit, place, StrategicPillar::from)))
}

fn place(row: &Model) -> (i32, uuid::Uuid) {
    (row.position, row.id)
}

/// Adds a pillar.
#[utoipa::path(post, path = "/strategic-pillars", tag = "strategy",
    request_body = NewStrategicPillar, responses((status = 201, body = StrategicPillar)))]
async fn create_strategic_pillar(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewStrategicPillar>,
) -> ApiResult<(axum::http::StatusCode, axum::Json<StrategicPillar>)> {
    let input = Create { name: new.name, description: new.description, position: new.position };
    let outcome = ops::strategic_pillar::create(&state.app, &viewer, input).await?;
    Ok((axum::http::StatusCode::CREATED, axum::Json(outcome.value.into())))
}

/// One pillar.
#[utoipa::path(get, path = "/strategic-pillars/{id}", tag = "strategy",
    params(("id" = StrategicPillarId, Path)), responses((status = 200, body = StrategicPillar)))]
async fn find_strategic_pillar(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<StrategicPillarId>,
) -> ApiResult<axum::Json<StrategicPillar>> {
    let live = state.app.live(viewer.organization_id).await?;
    let found = live.read().directory.pillar(id.0).cloned();
    let model = found.ok_or_else(|| ops::OpsError::not_found("strategic_pillar", id))?;
    Ok(axum::Json(model.into()))
}

/// Edits a pillar.
#[utoipa::path(patch, path = "/strategic-pillars/{id}", tag = "strategy",
    params(("id" = StrategicPillarId, Path)), request_body = StrategicPillarEdit,
    responses((status = 200, body = StrategicPillar)))]
async fn update_strategic_pillar(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<StrategicPillarId>,
    Json(edit): Json<StrategicPillarEdit>,
) -> ApiResult<axum::Json<StrategicPillar>> {
    let edit = Edit {
        version: edit.version,
        name: edit.name,
        description: edit.description,
        position: edit.position,
    };
    let outcome = ops::strategic_pillar::update(&state.app, &viewer, id, edit).await?;
    Ok(axum::Json(outcome.value.into()))
}

/// Takes a pillar out of use; objectives that serve it keep it.
#[utoipa::path(post, path = "/strategic-pillars/{id}/archive", tag = "strategy",
    params(("id" = StrategicPillarId, Path)), responses((status = 200, body = StrategicPillar)))]
async fn archive_strategic_pillar(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<StrategicPillarId>,
) -> ApiResult<axum::Json<StrategicPillar>> {
    set_archived(state, viewer, id, Archive::Away).await
}

/// Takes an archived pillar back into use.
#[utoipa::path(post, path = "/strategic-pillars/{id}/restore", tag = "strategy",
    params(("id" = StrategicPillarId, Path)), responses((status = 200, body = StrategicPillar)))]
async fn restore_strategic_pillar(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<StrategicPillarId>,
) -> ApiResult<axum::Json<StrategicPillar>> {
    set_archived(state, viewer, id, Archive::Back).await
}

async fn set_archived(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<StrategicPillarId>,
    archive: Archive,
) -> ApiResult<axum::Json<StrategicPillar>> {
    let outcome = ops::strategic_pillar::set_archived(&state.app, &viewer, id, archive)
        .await
        .map_err(ApiError::from)?;
    Ok(axum::Json(outcome.value.into()))
}
