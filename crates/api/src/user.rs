//! `/users`: the accounts that act for people, their roles, and the links that set their passwords.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use goals::access::{Action, Thing};
use goals::id::{PersonId, UserId};
use ops::live::LiveState;
use ops::patch::Patch;
use ops::user::{Create, Edit};
use ops::{OpsError, Outcome, Viewer};
use serde::{Deserialize, Serialize};
use store::entity::user::Model;
use store::page::Order;
use store::user::{Filter, Sort};
use store::word::{Role, UserLinkKind, UserLocale};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::cookie;
use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::paging::{Page, PageQuery};
use crate::state::ApiState;
use crate::time::Instant;
use crate::user_link::IssuedLink;
use crate::view::PersonRef;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_users, create_user))
        .routes(routes!(find_user, update_user))
        .routes(routes!(create_user_link))
}

/// An account, as administrators and auditors see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct User {
    /// Identity.
    pub id: UserId,
    /// Give it back when editing.
    pub version: i32,
    /// The person it acts for.
    pub person: Option<PersonRef>,
    /// The address that it signs in with.
    pub email: String,
    /// What it may do beyond what follows from its place.
    pub roles: Vec<Role>,
    /// The language it reads.
    pub locale: UserLocale,
    /// Whether it has a password; one that has none waits for its invitation to be accepted.
    pub has_password: bool,
    /// When it was disabled, if it is.
    pub disabled_at: Option<Instant>,
    /// When it last signed in.
    pub last_login_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
}

impl User {
    fn of(model: Model, live: &LiveState) -> Self {
        Self {
            id: UserId(model.id),
            version: model.version,
            person: PersonRef::find(&live.directory, model.person_id),
            email: model.email,
            roles: model.roles.0,
            locale: model.locale,
            has_password: model.password_hash.is_some(),
            disabled_at: model.disabled_at.map(Instant::from_ms),
            last_login_at: model.last_login_at.map(Instant::from_ms),
            created_at: Instant::from_ms(model.created_at),
        }
    }
}

/// Which accounts.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UserQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only those whose address contains this.
    q: Option<String>,
    /// Only those with this role.
    role: Option<Role>,
    /// Only the one of this person.
    #[param(value_type = Option<String>)]
    person: Option<PersonId>,
}

/// A new account. Its owner chooses the password by the invitation link that comes back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    person_id: PersonId,
    /// The person's address when absent.
    email: Option<String>,
    /// `member` when empty.
    #[serde(default)]
    roles: Vec<Role>,
    #[serde(default = "english")]
    locale: UserLocale,
}

fn english() -> UserLocale {
    UserLocale::En
}

/// A new account with the link that lets its owner in.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitedUser {
    /// The account.
    pub user: User,
    /// The invitation; its address is shown this once.
    pub invitation: Option<IssuedLink>,
}

/// An edit of an account; absent fields stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserEdit {
    version: i32,
    #[serde(default)]
    #[schema(value_type = Option<PersonId>)]
    person_id: Patch<PersonId>,
    email: Option<String>,
    roles: Option<Vec<Role>>,
    /// Whether it is kept from signing in.
    is_disabled: Option<bool>,
}

/// A new link for an account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUserLink {
    kind: UserLinkKind,
}

/// The accounts, by address; administrators and auditors see them.
#[utoipa::path(get, path = "/users", tag = "accounts", params(UserQuery),
    responses((status = 200, body = Page<User>)))]
async fn list_users(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<UserQuery>,
) -> ApiResult<axum::Json<Page<User>>> {
    viewer.may(Action::ReadUsers, &Thing::Organization, "user", "")?;
    let page = PageQuery { limit: query.limit, cursor: query.cursor }.store()?;
    let person_id = query.person.map(|id| id.0);
    let filter = Filter { text: query.q, role: query.role, person_id };
    let (conn, org) = (state.app.database().read(), viewer.organization_id);
    let rows = store::user::list(conn, org, &filter, Sort::Email, Order::Ascending, &page).await?;
    let live = state.app.live(org).await?;
    let live = live.read();
    Ok(axum::Json(Page::of(rows, |row| User::of(row, &live))))
}

/// Adds an account for a person and makes its invitation link.
#[utoipa::path(post, path = "/users", tag = "accounts", request_body = NewUser,
    responses((status = 201, body = InvitedUser)))]
async fn create_user(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewUser>,
) -> ApiResult<(StatusCode, HeaderMap, axum::Json<InvitedUser>)> {
    let input = Create {
        person: Some(new.person_id),
        email: new.email,
        roles: new.roles,
        locale: new.locale,
        password: None,
    };
    let created = ops::user::create(&state.app, &viewer, input).await?.value;
    let live = state.app.live(viewer.organization_id).await?;
    let user = User::of(created.user, &live.read());
    let invitation = created.invitation.map(|issued| IssuedLink::of(issued, &state));
    Ok((StatusCode::CREATED, cookie::secret(), axum::Json(InvitedUser { user, invitation })))
}

/// One account.
#[utoipa::path(get, path = "/users/{id}", tag = "accounts", params(("id" = UserId, Path)),
    responses((status = 200, body = User)))]
async fn find_user(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<UserId>,
) -> ApiResult<axum::Json<User>> {
    viewer.may(Action::ReadUsers, &Thing::Organization, "user", id)?;
    let conn = state.app.database().read();
    let found = store::user::find(conn, viewer.organization_id, id.0).await?;
    let model = found.ok_or_else(|| OpsError::not_found("user", id))?;
    let live = state.app.live(viewer.organization_id).await?;
    let user = User::of(model, &live.read());
    Ok(axum::Json(user))
}

/// Edits an account: roles, address, the person behind it, whether it may sign in.
#[utoipa::path(patch, path = "/users/{id}", tag = "accounts", params(("id" = UserId, Path)),
    request_body = UserEdit, responses((status = 200, body = User)))]
async fn update_user(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<UserId>,
    Json(edit): Json<UserEdit>,
) -> ApiResult<axum::Json<User>> {
    let edit = Edit {
        version: edit.version,
        person: edit.person_id,
        email: edit.email,
        roles: edit.roles,
        is_disabled: edit.is_disabled,
    };
    let outcome = ops::user::update(&state.app, &viewer, id, edit).await?;
    shown(&state, &viewer, outcome).await
}

/// Makes an invitation or reset link for an account; earlier ones stop working. Its address is
/// shown this once.
#[utoipa::path(post, path = "/users/{id}/links", tag = "accounts", params(("id" = UserId, Path)),
    request_body = NewUserLink, responses((status = 201, body = IssuedLink)))]
async fn create_user_link(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<UserId>,
    Json(NewUserLink { kind }): Json<NewUserLink>,
) -> ApiResult<(StatusCode, HeaderMap, axum::Json<IssuedLink>)> {
    let issued = ops::user_link::create(&state.app, &viewer, id, kind).await?.value;
    Ok((StatusCode::CREATED, cookie::secret(), axum::Json(IssuedLink::of(issued, &state))))
}

async fn shown(
    state: &ApiState,
    viewer: &Viewer,
    outcome: Outcome<Model>,
) -> ApiResult<axum::Json<User>> {
    let live = state.app.live(viewer.organization_id).await?;
    let user = User::of(outcome.value, &live.read());
    Ok(axum::Json(user))
}
