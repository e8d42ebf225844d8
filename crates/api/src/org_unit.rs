//! `/units`: the organisation tree.

use axum::extract::State;
use axum::http::StatusCode;
use goals::access::{Action, Thing};
use goals::id::{OrgUnitId, PersonId};
use ops::archive::Archive;
use ops::live::LiveState;
use ops::org_unit::{Create, Edit};
use ops::patch::Patch;
use ops::{OpsError, Outcome, Viewer};
use serde::{Deserialize, Serialize};
use store::entity::org_unit::Model;
use store::word::UnitKind;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::listing::{self, SortDirection};
use crate::paging::{Page, PageQuery};
use crate::state::ApiState;
use crate::time::Instant;
use crate::view::{Changed, PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_units, create_unit))
        .routes(routes!(find_unit, update_unit))
        .routes(routes!(archive_unit))
        .routes(routes!(restore_unit))
}

/// A unit: the company itself, a site, a department, a team.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrgUnit {
    /// Identity.
    pub id: OrgUnitId,
    /// Give it back when editing.
    pub version: i32,
    /// The unit above; null for the root.
    pub parent: Option<UnitRef>,
    /// Short and unique.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// What sort of unit it is.
    pub kind: UnitKind,
    /// What it is there for.
    pub purpose: String,
    /// Who leads it.
    pub lead: Option<PersonRef>,
    /// Where it stands among its siblings.
    pub position: i32,
    /// How many units in use are directly below it.
    pub child_count: usize,
    /// When it was archived, if it was.
    pub archived_at: Option<Instant>,
    /// Whether the viewer may edit it.
    pub may_edit: bool,
}

impl OrgUnit {
    /// Shows a unit to a viewer.
    pub fn of(model: &Model, live: &LiveState, viewer: &Viewer) -> Self {
        let directory = &live.directory;
        Self {
            id: OrgUnitId(model.id),
            version: model.version,
            parent: UnitRef::find(directory, model.parent_id),
            code: model.code.clone(),
            name: model.name.clone(),
            kind: model.kind,
            purpose: model.purpose.clone(),
            lead: PersonRef::find(directory, model.lead_person_id),
            position: model.position,
            child_count: directory.units_below(model.id).len(),
            archived_at: model.archived_at.map(Instant::from_ms),
            may_edit: viewer.may(Action::ManageUnits, &Thing::Organization, "org_unit", "").is_ok(),
        }
    }
}

/// Which units.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UnitQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only those whose code or name contains this.
    q: Option<String>,
    /// Only of this kind.
    kind: Option<UnitKind>,
    /// Only those directly below this one.
    #[param(value_type = Option<String>)]
    parent: Option<OrgUnitId>,
    /// `true` lists archived ones too.
    #[serde(default)]
    archived: bool,
    /// By what they are sorted; by code when absent.
    #[serde(default)]
    sort: UnitSort,
    /// In which direction.
    #[serde(default)]
    direction: SortDirection,
}

/// By what units are sorted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitSort {
    /// By code.
    #[default]
    Code,
    /// By name.
    Name,
}

impl UnitQuery {
    fn includes(&self, row: &Model) -> bool {
        let contains = |text: &str| {
            let text = text.to_lowercase();
            [&row.code, &row.name].iter().any(|field| field.to_lowercase().contains(&text))
        };
        (self.archived || row.archived_at.is_none())
            && self.kind.is_none_or(|kind| row.kind == kind)
            && self.parent.is_none_or(|parent| row.parent_id == Some(parent.0))
            && self.q.as_deref().is_none_or(contains)
    }
}

fn code_of(row: &Model) -> (&str, Uuid) {
    (&row.code, row.id)
}

fn name_of(row: &Model) -> (&str, Uuid) {
    (&row.name, row.id)
}

/// A new unit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUnit {
    parent_id: Option<OrgUnitId>,
    code: String,
    name: String,
    #[serde(default = "team")]
    kind: UnitKind,
    #[serde(default)]
    purpose: String,
    lead_person_id: Option<PersonId>,
    position: Option<i32>,
}

fn team() -> UnitKind {
    UnitKind::Team
}

/// An edit of a unit. Absent fields stay; `parent_id` moves it with everything below it, a null
/// lead leaves it without.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitEdit {
    version: i32,
    #[serde(default)]
    #[schema(value_type = Option<OrgUnitId>)]
    parent_id: Patch<OrgUnitId>,
    code: Option<String>,
    name: Option<String>,
    kind: Option<UnitKind>,
    purpose: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<PersonId>)]
    lead_person_id: Patch<PersonId>,
    position: Option<i32>,
}

/// The units; archived ones are left out unless asked for.
#[utoipa::path(get, path = "/units", tag = "organization", params(UnitQuery),
    responses((status = 200, body = Page<OrgUnit>)))]
async fn list_units(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<UnitQuery>,
) -> ApiResult<axum::Json<Page<OrgUnit>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let rows = live.directory.units().filter(|row| query.includes(row)).collect();
    let key: fn(&Model) -> (&str, Uuid) = match query.sort {
        UnitSort::Code => code_of,
        UnitSort::Name => name_of,
    };
    let paging = PageQuery { limit: query.limit, cursor: query.cursor };
    let view = |row| OrgUnit::of(row, &live, &viewer);
    listing::sorted(rows, &paging, query.direction, key, view).map(axum::Json)
}

/// Adds a unit.
#[utoipa::path(post, path = "/units", tag = "organization", request_body = NewUnit,
    responses((status = 201, body = Changed<OrgUnit>)))]
async fn create_unit(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewUnit>,
) -> ApiResult<(StatusCode, axum::Json<Changed<OrgUnit>>)> {
    let input = Create {
        parent: new.parent_id,
        code: new.code,
        name: new.name,
        kind: new.kind,
        purpose: new.purpose,
        lead: new.lead_person_id,
        position: new.position,
    };
    let outcome = ops::org_unit::create(&state.app, &viewer, input).await?;
    Ok((StatusCode::CREATED, changed(&state, &viewer, outcome).await?))
}

/// One unit.
#[utoipa::path(get, path = "/units/{id}", tag = "organization",
    params(("id" = String, Path, description = "identity or code")),
    responses((status = 200, body = OrgUnit)))]
async fn find_unit(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
) -> ApiResult<axum::Json<OrgUnit>> {
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let named = ops::subject::unit(&live.directory, &id).ok();
    let model = named.and_then(|unit| live.directory.unit(unit.0));
    let model = model.ok_or_else(|| OpsError::not_found("org_unit", id))?;
    Ok(axum::Json(OrgUnit::of(model, &live, &viewer)))
}

/// Edits a unit, or moves it below another; a circle is refused, naming its path.
#[utoipa::path(patch, path = "/units/{id}", tag = "organization", params(("id" = OrgUnitId, Path)),
    request_body = UnitEdit, responses((status = 200, body = Changed<OrgUnit>)))]
async fn update_unit(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<OrgUnitId>,
    Json(edit): Json<UnitEdit>,
) -> ApiResult<axum::Json<Changed<OrgUnit>>> {
    let edit = Edit {
        version: edit.version,
        parent: edit.parent_id,
        code: edit.code,
        name: edit.name,
        kind: edit.kind,
        purpose: edit.purpose,
        lead: edit.lead_person_id,
        position: edit.position,
    };
    let outcome = ops::org_unit::update(&state.app, &viewer, id, edit).await?;
    changed(&state, &viewer, outcome).await
}

/// Takes a unit out of use; refused while units below it are in use.
#[utoipa::path(post, path = "/units/{id}/archive", tag = "organization",
    params(("id" = OrgUnitId, Path)), responses((status = 200, body = Changed<OrgUnit>)))]
async fn archive_unit(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<OrgUnitId>,
) -> ApiResult<axum::Json<Changed<OrgUnit>>> {
    set_archived(state, viewer, id, Archive::Away).await
}

/// Takes an archived unit back into use.
#[utoipa::path(post, path = "/units/{id}/restore", tag = "organization",
    params(("id" = OrgUnitId, Path)), responses((status = 200, body = Changed<OrgUnit>)))]
async fn restore_unit(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<OrgUnitId>,
) -> ApiResult<axum::Json<Changed<OrgUnit>>> {
    set_archived(state, viewer, id, Archive::Back).await
}

async fn set_archived(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<OrgUnitId>,
    archive: Archive,
) -> ApiResult<axum::Json<Changed<OrgUnit>>> {
    let outcome = ops::org_unit::set_archived(&state.app, &viewer, id, archive).await?;
    changed(&state, &viewer, outcome).await
}

async fn changed(
    state: &ApiState,
    viewer: &Viewer,
    outcome: Outcome<Model>,
) -> ApiResult<axum::Json<Changed<OrgUnit>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let view = |model| OrgUnit::of(&model, &live.read(), viewer);
    Ok(axum::Json(Changed::of(outcome, viewer, &live, view)))
}
