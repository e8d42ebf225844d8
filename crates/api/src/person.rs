//! `/people`: those who own goals and belong to units. Their logins are at `/users`.

use axum::extract::State;
use axum::http::StatusCode;
use goals::access::{Action, Thing};
use goals::id::{OrgUnitId, PersonId};
use jiff::civil::Date;
use ops::archive::Archive;
use ops::live::LiveState;
use ops::patch::Patch;
use ops::person::{Create, Edit, Filter};
use ops::{OpsError, Outcome, Viewer};
use serde::{Deserialize, Serialize};
use store::entity::person::Model;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::listing::{self, SortDirection};
use crate::membership::NewMembership;
use crate::paging::{Page, PageQuery};
use crate::state::ApiState;
use crate::time::{Day, Instant};
use crate::view::{PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_people, create_person))
        .routes(routes!(find_person, update_person))
        .routes(routes!(archive_person))
        .routes(routes!(restore_person))
}

/// Somebody in the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Give it back when editing.
    pub version: i32,
    /// Short and unique, where there is one.
    pub code: Option<String>,
    /// What people call them.
    pub name: String,
    /// Where to write to.
    pub email: Option<String>,
    /// What they do.
    pub title: String,
    /// The unit where they chiefly belong today.
    pub unit: Option<UnitRef>,
    /// To whom they report today.
    pub manager: Option<PersonRef>,
    /// When they were archived, if they were.
    pub archived_at: Option<Instant>,
    /// Whether the viewer may edit them.
    pub may_edit: bool,
}

impl Person {
    /// Shows a person to a viewer.
    pub fn of(model: &Model, live: &LiveState, viewer: &Viewer) -> Self {
        let directory = &live.directory;
        let unit =
            directory.memberships_of(model.id, live.today).first().map(|row| row.org_unit_id);
        let manager = directory.manager_of(model.id, live.today).map(|person| person.id);
        Self {
            id: PersonId(model.id),
            version: model.version,
            code: model.code.clone(),
            name: model.name.clone(),
            email: model.email.clone(),
            title: model.title.clone(),
            unit: UnitRef::find(directory, unit),
            manager: PersonRef::find(directory, manager),
            archived_at: model.archived_at.map(Instant::from_ms),
            may_edit: viewer.may(Action::ManagePeople, &Thing::Organization, "person", "").is_ok(),
        }
    }
}

/// Which people.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PersonQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only those whose name, code, title or address contains this.
    q: Option<String>,
    /// Only members of this unit or of one below it, today.
    #[param(value_type = Option<String>)]
    unit: Option<OrgUnitId>,
    /// `true` lists archived people too.
    #[serde(default)]
    archived: bool,
    /// By name, in which direction.
    #[serde(default)]
    direction: SortDirection,
}

fn name_of(row: &Model) -> (&str, Uuid) {
    (&row.name, row.id)
}

/// A new person, with the first membership and the manager.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    code: Option<String>,
    name: String,
    email: Option<String>,
    #[serde(default)]
    title: String,
    membership: Option<NewMembership>,
    manager_person_id: Option<PersonId>,
    /// First day of the manager line; today when absent.
    manager_starts_on: Option<Day>,
}

impl From<NewPerson> for Create {
    fn from(new: NewPerson) -> Self {
        let starts_on = new.manager_starts_on.map(|day| day.0);
        let manager =
            new.manager_person_id.map(|manager| ops::manager_line::New { manager, starts_on });
        Self {
            code: new.code,
            name: new.name,
            email: new.email,
            title: new.title,
            membership: new.membership.map(Into::into),
            manager,
        }
    }
}

/// An edit of a person. Absent fields stay, null clears.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonEdit {
    version: i32,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    code: Patch<String>,
    name: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    email: Patch<String>,
    title: Option<String>,
}

/// The people, by name; archived ones are left out unless asked for.
#[utoipa::path(get, path = "/people", tag = "organization", params(PersonQuery),
    responses((status = 200, body = Page<Person>)))]
async fn list_people(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<PersonQuery>,
) -> ApiResult<axum::Json<Page<Person>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let today: Date = live.today;
    let filter = Filter { text: query.q, unit: query.unit, with_archived: query.archived };
    let rows = ops::person::filtered(&live.directory, &filter, today);
    let paging = PageQuery { limit: query.limit, cursor: query.cursor };
    let view = |row| Person::of(row, &live, &viewer);
    listing::sorted(rows, &paging, query.direction, name_of, view).map(axum::Json)
}

/// Adds a person, with the first membership and the manager in one step.
#[utoipa::path(post, path = "/people", tag = "organization", request_body = NewPerson,
    responses((status = 201, body = Person)))]
async fn create_person(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewPerson>,
) -> ApiResult<(StatusCode, axum::Json<Person>)> {
    let outcome = ops::person::create(&state.app, &viewer, new.into()).await?;
    Ok((StatusCode::CREATED, shown(&state, &viewer, outcome).await?))
}

/// One person.
#[utoipa::path(get, path = "/people/{id}", tag = "organization", params(("id" = PersonId, Path)),
    responses((status = 200, body = Person)))]
async fn find_person(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<PersonId>,
) -> ApiResult<axum::Json<Person>> {
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let model = live.directory.person(id.0).ok_or_else(|| OpsError::not_found("person", id))?;
    Ok(axum::Json(Person::of(model, &live, &viewer)))
}

/// Edits a person.
#[utoipa::path(patch, path = "/people/{id}", tag = "organization", params(("id" = PersonId, Path)),
    request_body = PersonEdit, responses((status = 200, body = Person)))]
async fn update_person(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<PersonId>,
    Json(edit): Json<PersonEdit>,
) -> ApiResult<axum::Json<Person>> {
    let edit = Edit {
        version: edit.version,
        code: edit.code,
        name: edit.name,
        email: edit.email,
        title: edit.title,
    };
    let outcome = ops::person::update(&state.app, &viewer, id, edit).await?;
    shown(&state, &viewer, outcome).await
}

/// Archives somebody who has left; their account no longer lets them in.
#[utoipa::path(post, path = "/people/{id}/archive", tag = "organization",
    params(("id" = PersonId, Path)), responses((status = 200, body = Person)))]
async fn archive_person(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<PersonId>,
) -> ApiResult<axum::Json<Person>> {
    set_archived(state, viewer, id, Archive::Away).await
}

/// Takes an archived person back.
#[utoipa::path(post, path = "/people/{id}/restore", tag = "organization",
    params(("id" = PersonId, Path)), responses((status = 200, body = Person)))]
async fn restore_person(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<PersonId>,
) -> ApiResult<axum::Json<Person>> {
    set_archived(state, viewer, id, Archive::Back).await
}

async fn set_archived(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<PersonId>,
    archive: Archive,
) -> ApiResult<axum::Json<Person>> {
    let outcome = ops::person::set_archived(&state.app, &viewer, id, archive).await?;
    shown(&state, &viewer, outcome).await
}

async fn shown(
    state: &ApiState,
    viewer: &Viewer,
    outcome: Outcome<Model>,
) -> ApiResult<axum::Json<Person>> {
    let live = state.app.live(viewer.organization_id).await?;
    let person = Person::of(&outcome.value, &live.read(), viewer);
    Ok(axum::Json(person))
}
