//! `/people/{id}/manager-lines`, `/manager-lines`: who reports to whom, from when to when.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{ManagerLineId, PersonId};
use ops::live::LiveState;
use ops::manager_line::{Edit, New};
use ops::patch::Patch;
use ops::{OpsError, Outcome, Viewer};
use serde::{Deserialize, Serialize};
use store::entity::manager_line::Model;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::paging::{Page, PageQuery, page};
use crate::state::ApiState;
use crate::time::Day;
use crate::view::PersonRef;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_manager_lines, create_manager_line))
        .routes(routes!(update_manager_line))
}

/// A person's time under a manager.
#[derive(Debug, Serialize, ToSchema)]
pub struct ManagerLine {
    /// Identity.
    pub id: ManagerLineId,
    /// Give it back when editing.
    pub version: i32,
    /// Who reports.
    pub person: Option<PersonRef>,
    /// To whom.
    pub manager: Option<PersonRef>,
    /// First day.
    pub starts_on: Day,
    /// First day after; null while it lasts.
    pub ends_on: Option<Day>,
    /// Whether it holds today.
    pub is_current: bool,
}

impl ManagerLine {
    fn of(model: &Model, live: &LiveState) -> Self {
        let has_ended = model.ends_on.is_some_and(|end| end.0 <= live.today);
        Self {
            id: ManagerLineId(model.id),
            version: model.version,
            person: PersonRef::find(&live.directory, Some(model.person_id)),
            manager: PersonRef::find(&live.directory, Some(model.manager_person_id)),
            starts_on: Day(model.starts_on.0),
            ends_on: model.ends_on.map(|day| Day(day.0)),
            is_current: model.starts_on.0 <= live.today && !has_ended,
        }
    }
}

/// A new manager line. It ends the one before it on the day that it starts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewManagerLine {
    manager_person_id: PersonId,
    /// First day; today when absent.
    starts_on: Option<Day>,
}

/// An edit of a manager line. `ends_on` ends it; null lets it go on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ManagerLineEdit {
    version: i32,
    #[serde(default)]
    #[schema(value_type = Option<Day>)]
    ends_on: Patch<Day>,
}

/// To whom a person reports and has reported, the earliest first.
#[utoipa::path(get, path = "/people/{id}/manager-lines", tag = "organization",
    params(("id" = PersonId, Path), PageQuery),
    responses((status = 200, body = Page<ManagerLine>)))]
async fn list_manager_lines(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<PersonId>,
    Query(paging): Query<PageQuery>,
) -> ApiResult<axum::Json<Page<ManagerLine>>> {
    let org = viewer.organization_id;
    let live = state.app.live(org).await?;
    if live.read().directory.person(id.0).is_none() {
        return Err(OpsError::not_found("person", id).into());
    }
    let conn = state.app.database().read();
    let mut rows = store::manager_line::of_person(conn, org, id.0, None).await?;
    let limit = paging.limit()?;
    let after: Option<(Day, Uuid)> = paging.after()?;
    rows.retain(|row| after.is_none_or(|after| place(row) > after));
    let live = live.read();
    Ok(axum::Json(page(rows, limit, place, |row| ManagerLine::of(&row, &live))))
}

fn place(row: &Model) -> (Day, Uuid) {
    (Day(row.starts_on.0), row.id)
}

/// Gives a person a manager, from a day on; a loop is refused, naming its path.
#[utoipa::path(post, path = "/people/{id}/manager-lines", tag = "organization",
    params(("id" = PersonId, Path)), request_body = NewManagerLine,
    responses((status = 201, body = ManagerLine)))]
async fn create_manager_line(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<PersonId>,
    Json(new): Json<NewManagerLine>,
) -> ApiResult<(StatusCode, axum::Json<ManagerLine>)> {
    let starts_on = new.starts_on.map(|day| day.0);
    let new = New { manager: new.manager_person_id, starts_on };
    let outcome = ops::manager_line::create(&state.app, &viewer, id, new).await?;
    Ok((StatusCode::CREATED, shown(&state, &viewer, outcome).await?))
}

/// Ends a manager line, or lets it go on.
#[utoipa::path(patch, path = "/manager-lines/{id}", tag = "organization",
    params(("id" = ManagerLineId, Path)), request_body = ManagerLineEdit,
    responses((status = 200, body = ManagerLine)))]
async fn update_manager_line(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<ManagerLineId>,
    Json(edit): Json<ManagerLineEdit>,
) -> ApiResult<axum::Json<ManagerLine>> {
    let edit = Edit { version: edit.version, ends_on: edit.ends_on.map(|day| day.0) };
    let outcome = ops::manager_line::update(&state.app, &viewer, id, edit).await?;
    shown(&state, &viewer, outcome).await
}

async fn shown(
    state: &ApiState,
    viewer: &Viewer,
    outcome: Outcome<Model>,
) -> ApiResult<axum::Json<ManagerLine>> {
    let live = state.app.live(viewer.organization_id).await?;
    let line = ManagerLine::of(&outcome.value, &live.read());
    Ok(axum::Json(line))
}
