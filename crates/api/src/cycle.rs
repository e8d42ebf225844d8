//! `/cycles`: the periods that goals live in.

use axum::extract::State;
use axum::http::StatusCode;
use goals::access::{Action, Thing};
use goals::id::CycleId;
use ops::archive::Archive;
use ops::cycle::{Create, Edit};
use ops::live::LiveState;
use ops::patch::Patch;
use ops::{OpsError, Outcome, Viewer};
use serde::{Deserialize, Serialize};
use store::entity::cycle::Model;
use store::word::{CycleKind, CyclePhase};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::page::cycle_ref::CycleRef;
use crate::paging::{Page, PageQuery, page};
use crate::state::ApiState;
use crate::time::{Day, Instant};
use crate::view::Changed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_cycles, create_cycle))
        .routes(routes!(find_cycle, update_cycle))
        .routes(routes!(move_cycle_on))
        .routes(routes!(archive_cycle))
        .routes(routes!(restore_cycle))
}

/// A period that goals live in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cycle {
    /// Give it back when editing.
    pub version: i32,
    /// What it is, when it is, and how much of it has gone.
    #[serde(flatten)]
    pub shown: CycleRef,
    /// The cycle that it lies in.
    pub parent: Option<CycleParent>,
    /// When it was archived, if it was.
    pub archived_at: Option<Instant>,
    /// Whether the viewer may edit it.
    pub may_edit: bool,
}

/// The cycle that another lies in.
#[derive(Debug, Serialize, ToSchema)]
pub struct CycleParent {
    /// Identity.
    pub id: CycleId,
    /// Name.
    pub name: String,
}

impl Cycle {
    fn of(model: &Model, live: &LiveState, viewer: &Viewer) -> Self {
        let parent = model.parent_id.and_then(|id| live.directory.cycle(id));
        let may_manage =
            viewer.may(Action::ManageCycles, &Thing::Organization, "cycle", "").is_ok();
        Self {
            version: model.version,
            shown: CycleRef::of(model, live),
            parent: parent.map(|row| CycleParent { id: CycleId(row.id), name: row.name.clone() }),
            archived_at: model.archived_at.map(Instant::from_ms),
            may_edit: may_manage && model.phase != CyclePhase::Closed,
        }
    }
}

/// Which cycles.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CycleListQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only of this kind.
    kind: Option<CycleKind>,
    /// Only in this phase.
    phase: Option<CyclePhase>,
    /// Only those directly inside this one.
    #[param(value_type = Option<String>)]
    parent: Option<CycleId>,
    /// Only those that this day lies in.
    on: Option<Day>,
    /// `true` lists archived ones too.
    #[serde(default)]
    archived: bool,
}

impl CycleListQuery {
    fn includes(&self, row: &Model) -> bool {
        let holds = |day: Day| row.starts_on.0 <= day.0 && day.0 < row.ends_on.0;
        (self.archived || row.archived_at.is_none())
            && self.kind.is_none_or(|kind| row.kind == kind)
            && self.phase.is_none_or(|phase| row.phase == phase)
            && self.parent.is_none_or(|parent| row.parent_id == Some(parent.0))
            && self.on.is_none_or(holds)
    }
}

/// A new cycle; it begins in planning.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCycle {
    parent_id: Option<CycleId>,
    name: String,
    kind: CycleKind,
    starts_on: Day,
    /// First day after: a first quarter ends on 1 April.
    ends_on: Day,
}

/// An edit of a cycle. Absent fields stay; a null parent takes it out of the one it lies in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CycleEdit {
    version: i32,
    #[serde(default)]
    #[schema(value_type = Option<CycleId>)]
    parent_id: Patch<CycleId>,
    name: Option<String>,
    kind: Option<CycleKind>,
    starts_on: Option<Day>,
    ends_on: Option<Day>,
}

/// The step to the next phase.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CycleStep {
    version: i32,
    /// The phase after the present one: planning → active → closing → closed.
    phase: CyclePhase,
}

/// The cycles, by their first day, longer ones before those inside them.
#[utoipa::path(get, path = "/cycles", tag = "organization", params(CycleListQuery),
    responses((status = 200, body = Page<Cycle>)))]
async fn list_cycles(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<CycleListQuery>,
) -> ApiResult<axum::Json<Page<Cycle>>> {
    let paging = PageQuery { limit: query.limit, cursor: query.cursor.clone() };
    let limit = paging.limit()?;
    let after: Option<Place> = paging.after()?;
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let mut rows: Vec<&Model> = live.directory.cycles().filter(|row| query.includes(row)).collect();
    rows.sort_unstable_by_key(|row| place(row));
    rows.retain(|row| after.is_none_or(|after| place(row) > after));
    let view = |row| Cycle::of(row, &live, &viewer);
    Ok(axum::Json(page(rows, limit, |row| place(row), view)))
}

/// First day; its length below zero, so that a year comes before its first quarter; identity.
type Place = (Day, i64, Uuid);

fn place(row: &Model) -> Place {
    let days = row.ends_on.0.duration_since(row.starts_on.0).as_hours() / 24;
    (Day(row.starts_on.0), -days, row.id)
}

/// Adds a cycle.
#[utoipa::path(post, path = "/cycles", tag = "organization", request_body = NewCycle,
    responses((status = 201, body = Changed<Cycle>)))]
async fn create_cycle(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewCycle>,
) -> ApiResult<(StatusCode, axum::Json<Changed<Cycle>>)> {
    let input = Create {
        parent: new.parent_id,
        name: new.name,
        kind: new.kind,
        starts_on: new.starts_on.0,
        ends_on: new.ends_on.0,
    };
    let outcome = ops::cycle::create(&state.app, &viewer, input).await?;
    Ok((StatusCode::CREATED, changed(&state, &viewer, outcome).await?))
}

/// One cycle.
#[utoipa::path(get, path = "/cycles/{id}", tag = "organization", params(("id" = CycleId, Path)),
    responses((status = 200, body = Cycle)))]
async fn find_cycle(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<CycleId>,
) -> ApiResult<axum::Json<Cycle>> {
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let model = live.directory.cycle(id.0).ok_or_else(|| OpsError::not_found("cycle", id))?;
    Ok(axum::Json(Cycle::of(model, &live, &viewer)))
}

/// Edits a cycle; moving its days moves what is expected of every goal in it.
#[utoipa::path(patch, path = "/cycles/{id}", tag = "organization", params(("id" = CycleId, Path)),
    request_body = CycleEdit, responses((status = 200, body = Changed<Cycle>)))]
async fn update_cycle(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<CycleId>,
    Json(edit): Json<CycleEdit>,
) -> ApiResult<axum::Json<Changed<Cycle>>> {
    let edit = Edit {
        version: edit.version,
        parent: edit.parent_id,
        name: edit.name,
        kind: edit.kind,
        starts_on: edit.starts_on.map(|day| day.0),
        ends_on: edit.ends_on.map(|day| day.0),
    };
    let outcome = ops::cycle::update(&state.app, &viewer, id, edit).await?;
    changed(&state, &viewer, outcome).await
}

/// Moves a cycle on to its next phase; there is no way back.
#[utoipa::path(post, path = "/cycles/{id}/phase", tag = "organization",
    params(("id" = CycleId, Path)), request_body = CycleStep,
    responses((status = 200, body = Changed<Cycle>)))]
async fn move_cycle_on(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<CycleId>,
    Json(CycleStep { version, phase }): Json<CycleStep>,
) -> ApiResult<axum::Json<Changed<Cycle>>> {
    let outcome = ops::cycle::move_on(&state.app, &viewer, id, version, phase).await?;
    changed(&state, &viewer, outcome).await
}

/// Takes a cycle out of use; refused while cycles inside it are in use.
#[utoipa::path(post, path = "/cycles/{id}/archive", tag = "organization",
    params(("id" = CycleId, Path)), responses((status = 200, body = Changed<Cycle>)))]
async fn archive_cycle(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<CycleId>,
) -> ApiResult<axum::Json<Changed<Cycle>>> {
    set_archived(state, viewer, id, Archive::Away).await
}

/// Takes an archived cycle back into use.
#[utoipa::path(post, path = "/cycles/{id}/restore", tag = "organization",
    params(("id" = CycleId, Path)), responses((status = 200, body = Changed<Cycle>)))]
async fn restore_cycle(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<CycleId>,
) -> ApiResult<axum::Json<Changed<Cycle>>> {
    set_archived(state, viewer, id, Archive::Back).await
}

async fn set_archived(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<CycleId>,
    archive: Archive,
) -> ApiResult<axum::Json<Changed<Cycle>>> {
    let outcome = ops::cycle::set_archived(&state.app, &viewer, id, archive).await?;
    changed(&state, &viewer, outcome).await
}

async fn changed(
    state: &ApiState,
    viewer: &Viewer,
    outcome: Outcome<Model>,
) -> ApiResult<axum::Json<Changed<Cycle>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let view = |model| Cycle::of(&model, &live.read(), viewer);
    Ok(axum::Json(Changed::of(outcome, viewer, &live, view)))
}
