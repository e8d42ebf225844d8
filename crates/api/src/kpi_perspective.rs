//! `/kpi-perspectives`: the views of the business that KPIs are arranged under.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::KpiPerspectiveId;
use ops::archive::Archive;
use ops::kpi_perspective::{Create, Edit};
use ops::live::Directory;
use ops::{Viewer, names};
use serde::{Deserialize, Serialize};
use store::entity::kpi_perspective::Model;
use store::json::Names;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::paging::{Page, PageQuery, page};
use crate::state::ApiState;
use crate::time::Instant;
use crate::view::Listed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_kpi_perspectives, create_kpi_perspective))
        .routes(routes!(find_kpi_perspective, update_kpi_perspective))
        .routes(routes!(archive_kpi_perspective))
        .routes(routes!(restore_kpi_perspective))
}

/// A view of the business that KPIs are arranged under.
#[derive(Debug, Serialize, ToSchema)]
pub struct KpiPerspective {
    /// Identity.
    pub id: KpiPerspectiveId,
    /// Give it back when editing.
    pub version: i32,
    /// KPIs name their perspective by it; it never changes.
    pub code: String,
    /// In a few words, in the language of the reader where it has a name of its own there.
    pub name: String,
    /// The name for all other languages; an edit of `name` is an edit of this one.
    pub name_main: String,
    /// Names by language, where there are any.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    pub names: Names,
    /// Where it stands among the others.
    pub position: i32,
    /// How many KPIs stand under it, archived ones left out.
    pub kpis: usize,
    /// When it was archived, if it was.
    pub archived_at: Option<Instant>,
}

impl KpiPerspective {
    fn of(model: &Model, viewer: &Viewer, counts: &HashMap<String, usize>) -> Self {
        Self {
            id: KpiPerspectiveId(model.id),
            version: model.version,
            code: model.code.clone(),
            name: names::shown(&model.name, &model.names.0, viewer.locale).to_owned(),
            name_main: model.name.clone(),
            names: model.names.0.clone(),
            position: model.position,
            kpis: counts.get(&model.code).copied().unwrap_or_default(),
            archived_at: model.archived_at.map(Instant::from_ms),
        }
    }
}

/// A new perspective.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKpiPerspective {
    code: String,
    name: String,
    /// Names by language (`en`, `zh-CN`), where they differ from `name`.
    #[serde(default)]
    names: Names,
    position: Option<i32>,
}

/// An edit of a perspective; absent fields stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KpiPerspectiveEdit {
    version: i32,
    name: Option<String>,
    /// All names by language; a blank one is taken away. A change of `name` alone takes along those
    /// that read the same.
    names: Option<Names>,
    position: Option<i32>,
}

/// The perspectives in their order; archived ones are left out unless asked for.
#[utoipa::path(get, path = "/kpi-perspectives", tag = "kpis", params(PageQuery, Listed),
    responses((status = 200, body = Page<KpiPerspective>)))]
async fn list_kpi_perspectives(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(paging): Query<PageQuery>,
    Query(listed): Query<Listed>,
) -> ApiResult<axum::Json<Page<KpiPerspective>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let limit = paging.limit()?;
    let after: Option<(i32, uuid::Uuid)> = paging.after()?;
    let live = live.read();
    let mut rows: Vec<&Model> = live.directory.perspectives().collect();
    let place = |row: &&Model| (row.position, row.id);
    rows.sort_by_key(place);
    rows.retain(|row| {
        listed.includes(row.archived_at) && after.is_none_or(|after| place(row) > after)
    });
    let counts = counts(&live.directory);
    let view = |row: &Model| KpiPerspective::of(row, &viewer, &counts);
    Ok(axum::Json(page(rows, limit, place, view)))
}

/// Adds a perspective.
#[utoipa::path(post, path = "/kpi-perspectives", tag = "kpis", request_body = NewKpiPerspective,
    responses((status = 201, body = KpiPerspective)))]
async fn create_kpi_perspective(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewKpiPerspective>,
) -> ApiResult<(StatusCode, axum::Json<KpiPerspective>)> {
    let input = Create { code: new.code, name: new.name, names: new.names, position: new.position };
    let outcome = ops::kpi_perspective::create(&state.app, &viewer, input).await?;
    Ok((StatusCode::CREATED, shown(&state, &viewer, &outcome.value).await?))
}

/// One perspective.
#[utoipa::path(get, path = "/kpi-perspectives/{id}", tag = "kpis",
    params(("id" = KpiPerspectiveId, Path)), responses((status = 200, body = KpiPerspective)))]
async fn find_kpi_perspective(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiPerspectiveId>,
) -> ApiResult<axum::Json<KpiPerspective>> {
    let live = state.app.live(viewer.organization_id).await?;
    let found = live.read().directory.perspective(id.0).cloned();
    let model = found.ok_or_else(|| ops::OpsError::not_found("kpi_perspective", id))?;
    shown(&state, &viewer, &model).await
}

/// Renames or moves a perspective.
#[utoipa::path(patch, path = "/kpi-perspectives/{id}", tag = "kpis",
    params(("id" = KpiPerspectiveId, Path)), request_body = KpiPerspectiveEdit,
    responses((status = 200, body = KpiPerspective)))]
async fn update_kpi_perspective(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiPerspectiveId>,
    Json(edit): Json<KpiPerspectiveEdit>,
) -> ApiResult<axum::Json<KpiPerspective>> {
    let edit =
        Edit { version: edit.version, name: edit.name, names: edit.names, position: edit.position };
    let outcome = ops::kpi_perspective::update(&state.app, &viewer, id, edit).await?;
    shown(&state, &viewer, &outcome.value).await
}

/// Takes a perspective out of use; KPIs that stand under it keep it.
#[utoipa::path(post, path = "/kpi-perspectives/{id}/archive", tag = "kpis",
    params(("id" = KpiPerspectiveId, Path)), responses((status = 200, body = KpiPerspective)))]
async fn archive_kpi_perspective(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiPerspectiveId>,
) -> ApiResult<axum::Json<KpiPerspective>> {
    set_archived(&state, &viewer, id, Archive::Away).await
}

/// Takes an archived perspective back into use.
#[utoipa::path(post, path = "/kpi-perspectives/{id}/restore", tag = "kpis",
    params(("id" = KpiPerspectiveId, Path)), responses((status = 200, body = KpiPerspective)))]
async fn restore_kpi_perspective(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiPerspectiveId>,
) -> ApiResult<axum::Json<KpiPerspective>> {
    set_archived(&state, &viewer, id, Archive::Back).await
}

async fn set_archived(
    state: &ApiState,
    viewer: &Viewer,
    id: KpiPerspectiveId,
    archive: Archive,
) -> ApiResult<axum::Json<KpiPerspective>> {
    let outcome = ops::kpi_perspective::set_archived(&state.app, viewer, id, archive).await?;
    shown(state, viewer, &outcome.value).await
}

async fn shown(
    state: &ApiState,
    viewer: &Viewer,
    model: &Model,
) -> ApiResult<axum::Json<KpiPerspective>> {
    let live = state.app.live(viewer.organization_id).await?;
    let counts = counts(&live.read().directory);
    Ok(axum::Json(KpiPerspective::of(model, viewer, &counts)))
}

fn counts(directory: &Directory) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for kpi in directory.kpis().filter(|kpi| kpi.archived_at.is_none()) {
        *counts.entry(kpi.perspective.clone()).or_default() += 1;
    }
    counts
}
