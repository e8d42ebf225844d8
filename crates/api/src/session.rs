//! `/session`: sign in, who is signed in, sign out. `/sessions`: the browsers in which one is
//! signed in.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use goals::access::{Action, Thing};
use goals::id::{OrganizationId, SessionId, UserId};
use ops::session::{Browser, Opened};
use ops::{OpsError, Viewer};
use serde::{Deserialize, Serialize};
use store::entity;
use store::word::{Density, Role, Theme, UserLocale};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::cookie;
use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn, bearer, session_token};
use crate::observe::RequestId;
use crate::paging::{Page, PageQuery, page};
use crate::state::ApiState;
use crate::time::{Day, Instant};
use crate::view::PersonRef;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(find_session, sign_in, sign_out))
        .routes(routes!(list_sessions))
        .routes(routes!(revoke_session))
}

/// Who is signed in, where, and what the pages need to know at once.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// The account.
    pub user: SessionUser,
    /// The person behind it.
    pub person: Option<PersonRef>,
    /// The organisation.
    pub organization: SessionOrganization,
    /// What the account may do anywhere; what it may do to one thing is said on that thing.
    pub permissions: Permissions,
    /// Send it in `X-Azimuth-CSRF` with every write; empty for a bearer token, which needs none.
    pub csrf: String,
    /// The present instant, by the clock of the service; the demo's lies in the past.
    pub now: Instant,
    /// The present day in the organisation's time zone.
    pub today: Day,
}

/// The account that is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionUser {
    /// Identity.
    pub id: UserId,
    /// Give it back when editing `/account`.
    pub version: i32,
    /// The address that it signs in with.
    pub email: String,
    /// What it may do beyond what follows from its place.
    pub roles: Vec<Role>,
    /// The language it reads.
    pub locale: UserLocale,
    /// Light or dark.
    pub theme: Theme,
    /// How close together things stand.
    pub density: Density,
}

/// The organisation that the account belongs to.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionOrganization {
    /// Identity.
    pub id: OrganizationId,
    /// What it is called.
    pub name: String,
    /// Where its days begin.
    pub time_zone: String,
    /// Whether it is the demo.
    pub is_demo: bool,
    /// 1 to 12.
    pub fiscal_year_start_month: i32,
}

/// What an account may do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Permissions {
    /// Change the organisation, its units, people and accounts.
    pub may_administer: bool,
    /// Define cycles and pillars, and change every goal.
    pub may_manage_goals: bool,
    /// Define KPIs and their targets, and import measurements.
    pub may_manage_kpis: bool,
    /// Write goals, at least for oneself.
    pub may_create_objective: bool,
    /// Read the whole change log and verify it.
    pub may_read_changes: bool,
    /// See every account and its tokens.
    pub may_read_users: bool,
    /// Write at all; a token with the scope `read` may not.
    pub may_write: bool,
}

impl Permissions {
    fn of(viewer: &Viewer) -> Self {
        let may = |action| viewer.may(action, &Thing::Organization, "", "").is_ok();
        let may_manage_goals = may(Action::ManageCycles);
        Self {
            may_administer: may(Action::ManageOrganization),
            may_manage_goals,
            may_manage_kpis: may(Action::CreateKpi),
            may_create_objective: may_manage_goals || viewer.person_id.is_some(),
            may_read_changes: may(Action::ReadChanges),
            may_read_users: may(Action::ReadUsers),
            may_write: viewer.may_write().is_ok(),
        }
    }
}

impl Session {
    /// What the pages of this viewer begin with.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(state: &ApiState, viewer: &Viewer, csrf: String) -> ApiResult<Self> {
        let user = ops::account::find(&state.app, viewer).await?;
        let live = state.app.live(viewer.organization_id).await?;
        let live = live.read();
        let organization = live.directory.organization();
        Ok(Self {
            person: PersonRef::find(&live.directory, viewer.person_id),
            organization: SessionOrganization {
                id: OrganizationId(organization.id),
                name: organization.name.clone(),
                time_zone: organization.time_zone.clone(),
                is_demo: organization.is_demo,
                fiscal_year_start_month: organization.fiscal_year_start_month,
            },
            user: SessionUser::from(user),
            permissions: Permissions::of(viewer),
            csrf,
            now: Instant(state.app.now()),
            today: Day(live.today),
        })
    }
}

impl From<entity::user::Model> for SessionUser {
    fn from(model: entity::user::Model) -> Self {
        Self {
            id: UserId(model.id),
            version: model.version,
            email: model.email,
            roles: model.roles.0,
            locale: model.locale,
            theme: model.theme,
            density: model.density,
        }
    }
}

/// One browser in which the account is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedInBrowser {
    /// Identity.
    pub id: SessionId,
    /// What the browser calls itself.
    pub user_agent: String,
    /// When it signed in.
    pub created_at: Instant,
    /// When it was last used, to five minutes.
    pub last_seen_at: Instant,
    /// Until when it is good, if it is not used.
    pub expires_at: Instant,
    /// When it was ended, if it was.
    pub revoked_at: Option<Instant>,
    /// Whether it is the one that asks.
    pub is_current: bool,
}

impl SignedInBrowser {
    fn of(model: entity::session::Model, headers: &HeaderMap) -> Self {
        let asking = session_token(headers).map(ops::secret::token_hash);
        Self {
            id: SessionId(model.id),
            is_current: asking.as_ref() == Some(&model.token_hash),
            user_agent: model.user_agent,
            created_at: Instant::from_ms(model.created_at),
            last_seen_at: Instant::from_ms(model.last_seen_at),
            expires_at: Instant::from_ms(model.expires_at),
            revoked_at: model.revoked_at.map(Instant::from_ms),
        }
    }
}

/// What a request says of the browser that sends it.
pub struct Sender(pub Browser);

impl<S: Send + Sync> FromRequestParts<S> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let user_agent = parts.headers.get(header::USER_AGENT);
        let user_agent = user_agent.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone());
        Ok(Self(Browser { user_agent: user_agent.to_owned(), request_id }))
    }
}

/// Address and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    email: String,
    password: String,
}

/// A session just opened: its cookie and what the pages begin with.
pub(crate) type SignedInAnswer = (StatusCode, HeaderMap, axum::Json<Session>);

/// Answers with a session just opened.
pub(crate) async fn answer(state: &ApiState, opened: Opened) -> ApiResult<SignedInAnswer> {
    let csrf = ops::session::csrf(&opened.token);
    let session = Session::of(state, &opened.viewer, csrf).await?;
    Ok((StatusCode::CREATED, cookie::kept(state, &opened.token), axum::Json(session)))
}

/// Who is signed in. It renews the cookie, so that a browser that is used stays signed in.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = Session)))]
async fn find_session(
    State(state): State<ApiState>,
    viewer: SignedIn,
    headers: HeaderMap,
) -> ApiResult<(HeaderMap, axum::Json<Session>)> {
    let token = session_token(&headers).filter(|_| bearer(&headers).is_none());
    let csrf = token.map(ops::session::csrf).unwrap_or_default();
    let session = Session::of(&state, &viewer, csrf).await?;
    let kept = token.map_or_else(cookie::secret, |token| cookie::kept(&state, token));
    Ok((kept, axum::Json(session)))
}

/// Signs in with address and password.
#[utoipa::path(post, path = "/session", tag = "session", request_body = SignIn,
    responses((status = 201, body = Session)))]
async fn sign_in(
    State(state): State<ApiState>,
    Sender(browser): Sender,
    Json(SignIn { email, password }): Json<SignIn>,
) -> ApiResult<SignedInAnswer> {
    let opened = ops::session::sign_in(&state.app, &email, password, browser).await?;
    answer(&state, opened).await
}

/// Signs out: ends the session and takes the cookie back.
#[utoipa::path(delete, path = "/session", tag = "session", responses((status = 204)))]
async fn sign_out(
    State(state): State<ApiState>,
    viewer: SignedIn,
    headers: HeaderMap,
) -> ApiResult<(StatusCode, HeaderMap)> {
    let token = session_token(&headers).ok_or(OpsError::State {
        code: "not_a_session",
        message: "a bearer token does not sign out; revoke it instead".to_owned(),
    })?;
    ops::session::sign_out(&state.app, &viewer, token).await?;
    Ok((StatusCode::NO_CONTENT, cookie::taken_back(&state)))
}

/// The browsers in which the viewer is signed in, the newest first.
#[utoipa::path(get, path = "/sessions", tag = "session", params(PageQuery),
    responses((status = 200, body = Page<SignedInBrowser>)))]
async fn list_sessions(
    State(state): State<ApiState>,
    viewer: SignedIn,
    headers: HeaderMap,
    Query(paging): Query<PageQuery>,
) -> ApiResult<axum::Json<Page<SignedInBrowser>>> {
    type Place = (i64, uuid::Uuid);
    let place = |row: &entity::session::Model| (row.created_at, row.id);
    let limit = paging.limit()?;
    let after: Option<Place> = paging.after()?;
    let mut rows = ops::session::list(&state.app, &viewer).await?;
    rows.sort_unstable_by_key(|row| std::cmp::Reverse(place(row)));
    rows.retain(|row| after.is_none_or(|after| place(row) < after));
    let view = |row| SignedInBrowser::of(row, &headers);
    Ok(axum::Json(page(rows, limit, place, view)))
}

/// Ends a session: a browser left somewhere.
#[utoipa::path(post, path = "/sessions/{id}/revoke", tag = "session",
    params(("id" = SessionId, Path)), responses((status = 200, body = SignedInBrowser)))]
async fn revoke_session(
    State(state): State<ApiState>,
    viewer: SignedIn,
    headers: HeaderMap,
    Path(id): Path<SessionId>,
) -> ApiResult<axum::Json<SignedInBrowser>> {
    let outcome = ops::session::revoke(&state.app, &viewer, id).await?;
    Ok(axum::Json(SignedInBrowser::of(outcome.value, &headers)))
}
