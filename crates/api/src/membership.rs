//! `/people/{id}/memberships`, `/units/{id}/memberships`, `/memberships`: who belongs where, from
//! when to when.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{MembershipId, OrgUnitId, PersonId};
use ops::live::LiveState;
use ops::membership::{Edit, New};
use ops::patch::Patch;
use ops::{OpsError, Outcome, Viewer};
use serde::{Deserialize, Serialize};
use store::entity::membership::Model;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::paging::{Page, PageQuery, page};
use crate::state::ApiState;
use crate::time::Day;
use crate::view::{PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_person_memberships, create_membership))
        .routes(routes!(list_unit_memberships))
        .routes(routes!(update_membership))
}

/// A person's time in a unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Membership {
    /// Identity.
    pub id: MembershipId,
    /// Give it back when editing.
    pub version: i32,
    /// Who.
    pub person: Option<PersonRef>,
    /// Where.
    pub unit: Option<UnitRef>,
    /// What the person does there.
    pub role_title: String,
    /// Whether it is where the person chiefly belongs.
    pub is_primary: bool,
    /// First day.
    pub starts_on: Day,
    /// First day after; null while it lasts.
    pub ends_on: Option<Day>,
    /// Whether it holds today.
    pub is_current: bool,
}

impl Membership {
    fn of(model: &Model, live: &LiveState) -> Self {
        let has_ended = model.ends_on.is_some_and(|end| end.0 <= live.today);
        Self {
            id: MembershipId(model.id),
            version: model.version,
            person: PersonRef::find(&live.directory, Some(model.person_id)),
            unit: UnitRef::find(&live.directory, Some(model.org_unit_id)),
            role_title: model.role_title.clone(),
            is_primary: model.is_primary,
            starts_on: Day(model.starts_on.0),
            ends_on: model.ends_on.map(|day| Day(day.0)),
            is_current: model.starts_on.0 <= live.today && !has_ended,
        }
    }
}

/// Which memberships of a unit.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UnitMembershipQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Those that hold on this day; all that ever held when absent.
    on: Option<Day>,
}

/// A new membership. It ends the earlier one in the same unit, and a primary one ends the earlier
/// primary one, on the day that it starts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMembership {
    org_unit_id: OrgUnitId,
    #[serde(default)]
    role_title: String,
    /// Whether it is where the person chiefly belongs; true when absent.
    #[serde(default = "primary")]
    is_primary: bool,
    /// First day; today when absent.
    starts_on: Option<Day>,
}

fn primary() -> bool {
    true
}

impl From<NewMembership> for New {
    fn from(new: NewMembership) -> Self {
        Self {
            unit: new.org_unit_id,
            role_title: new.role_title,
            is_primary: new.is_primary,
            starts_on: new.starts_on.map(|day| day.0),
        }
    }
}

/// An edit of a membership. `ends_on` ends it; null lets it go on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembershipEdit {
    version: i32,
    role_title: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<Day>)]
    ends_on: Patch<Day>,
}

/// A person's memberships, the earliest first, with those that are over.
#[utoipa::path(get, path = "/people/{id}/memberships", tag = "organization",
    params(("id" = PersonId, Path), PageQuery), responses((status = 200, body = Page<Membership>)))]
async fn list_person_memberships(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<PersonId>,
    Query(paging): Query<PageQuery>,
) -> ApiResult<axum::Json<Page<Membership>>> {
    let org = viewer.organization_id;
    let live = state.app.live(org).await?;
    if live.read().directory.person(id.0).is_none() {
        return Err(OpsError::not_found("person", id).into());
    }
    let rows = store::membership::of_person(state.app.database().read(), org, id.0, None).await?;
    listed(rows, &paging, &live.read())
}

/// Who is in a unit: on a day, or ever, the earliest first.
#[utoipa::path(get, path = "/units/{id}/memberships", tag = "organization",
    params(("id" = OrgUnitId, Path), UnitMembershipQuery),
    responses((status = 200, body = Page<Membership>)))]
async fn list_unit_memberships(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<OrgUnitId>,
    Query(query): Query<UnitMembershipQuery>,
) -> ApiResult<axum::Json<Page<Membership>>> {
    let org = viewer.organization_id;
    let live = state.app.live(org).await?;
    if live.read().directory.unit(id.0).is_none() {
        return Err(OpsError::not_found("org_unit", id).into());
    }
    let day = query.on.map(|day| day.0.into());
    let rows = store::membership::of_unit(state.app.database().read(), org, id.0, day).await?;
    let paging = PageQuery { limit: query.limit, cursor: query.cursor };
    listed(rows, &paging, &live.read())
}

fn listed(
    mut rows: Vec<Model>,
    paging: &PageQuery,
    live: &LiveState,
) -> ApiResult<axum::Json<Page<Membership>>> {
    let limit = paging.limit()?;
    let after: Option<(Day, Uuid)> = paging.after()?;
    rows.retain(|row| after.is_none_or(|after| place(row) > after));
    Ok(axum::Json(page(rows, limit, place, |row| Membership::of(&row, live))))
}

fn place(row: &Model) -> (Day, Uuid) {
    (Day(row.starts_on.0), row.id)
}

/// Makes a person a member of a unit, from a day on.
#[utoipa::path(post, path = "/people/{id}/memberships", tag = "organization",
    params(("id" = PersonId, Path)), request_body = NewMembership,
    responses((status = 201, body = Membership)))]
async fn create_membership(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<PersonId>,
    Json(new): Json<NewMembership>,
) -> ApiResult<(StatusCode, axum::Json<Membership>)> {
    let outcome = ops::membership::create(&state.app, &viewer, id, new.into()).await?;
    Ok((StatusCode::CREATED, shown(&state, &viewer, outcome).await?))
}

/// Edits a membership, or ends it.
#[utoipa::path(patch, path = "/memberships/{id}", tag = "organization",
    params(("id" = MembershipId, Path)), request_body = MembershipEdit,
    responses((status = 200, body = Membership)))]
async fn update_membership(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<MembershipId>,
    Json(edit): Json<MembershipEdit>,
) -> ApiResult<axum::Json<Membership>> {
    let edit = Edit {
        version: edit.version,
        role_title: edit.role_title,
        ends_on: edit.ends_on.map(|day| day.0),
    };
    let outcome = ops::membership::update(&state.app, &viewer, id, edit).await?;
    shown(&state, &viewer, outcome).await
}

async fn shown(
    state: &ApiState,
    viewer: &Viewer,
    outcome: Outcome<Model>,
) -> ApiResult<axum::Json<Membership>> {
    let live = state.app.live(viewer.organization_id).await?;
    let membership = Membership::of(&outcome.value, &live.read());
    Ok(axum::Json(membership))
}
