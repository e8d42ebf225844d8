//! Sessions: signed-in browsers.
//!
//! The browser holds a random token in a cookie, the store its hash. A session lasts while it is
//! used and ends by signing out, by being revoked, or when its account is disabled. Signing in and
//! out is in the change log; when a session was last used is not (see `touch.rs`).

use goals::access::{Action, Thing};
use goals::id::{SessionId, UserId};
use store::entity::session::Model;
use store::entity::user::Model as User;
use store::word::TokenScope;

use crate::app::App;
use crate::error::OpsError;
use crate::limits::USER_AGENT_CHARACTERS_MAX;
use crate::touch::{self, Used};
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};
use crate::{secret, user};

const ENTITY: &str = "session";

/// What is known of the browser that signs in.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    /// What it calls itself.
    pub user_agent: String,
    /// Names the request in the change log.
    pub request_id: Option<String>,
}

/// A session just opened; the only moment at which its token is known.
#[derive(Clone)]
pub struct Opened {
    /// What goes into the cookie.
    pub token: String,
    /// The row.
    pub session: Model,
    /// Who has signed in.
    pub viewer: Viewer,
}

/// Who stands behind a session token.
#[derive(Clone)]
pub struct SignedInSession {
    /// The login.
    pub viewer: Viewer,
    /// What proves that a write comes from our own pages.
    pub csrf: String,
    /// The session.
    pub session_id: SessionId,
}

/// The value that a page sends with every write. It follows from the token, which other sites
/// cannot read.
pub fn csrf(token: &str) -> String {
    secret::token_hash(&format!("csrf:{token}"))
}

/// Signs in with address and password.
///
/// Whether the account does not exist, is disabled, was never accepted or has another password, the
/// answer is the same and takes as long.
///
/// # Errors
/// `Unauthenticated`; `TooManyAttempts` after too many of them for one address.
pub async fn sign_in(
    app: &App,
    email: &str,
    password: String,
    browser: Browser,
) -> Result<Opened, OpsError> {
    const WRONG: OpsError =
        OpsError::Unauthenticated("the e-mail address or the password is wrong");
    let email = user::normal_email(email);
    app.sign_ins().check(&email, app.now())?;
    let found = store::user::find_by_email(app.database().read(), &email).await?;
    let usable = found.filter(|user| user.disabled_at.is_none());
    let hash = usable.as_ref().and_then(|user| user.password_hash.clone());
    let is_right = secret::verify_password(password, hash).await?;
    let Some(user) = usable.filter(|_| is_right) else {
        app.sign_ins().failed(&email, app.now());
        tracing::info!("A sign-in was refused");
        return Err(WRONG);
    };
    let viewer = viewer_of(app, &user, &browser).await?;
    let work = Work::begin(app, &viewer).await?;
    app.sign_ins().succeeded(&email);
    open(app, work, viewer, &user, browser).await
}

/// Signs a login in that has proved itself another way: it has just been founded.
///
/// # Errors
/// `Store`.
pub async fn sign_in_founder(app: &App, user: &User, browser: Browser) -> Result<Opened, OpsError> {
    let viewer = viewer_of(app, user, &browser).await?;
    let work = Work::begin(app, &viewer).await?;
    open(app, work, viewer, user, browser).await
}

/// Opens a session as the last step of a work.
pub(crate) async fn open(
    app: &App,
    mut work: Work,
    viewer: Viewer,
    user: &User,
    browser: Browser,
) -> Result<Opened, OpsError> {
    let token = secret::token("");
    let session = Model {
        id: app.new_id(),
        organization_id: user.organization_id,
        user_id: user.id,
        token_hash: secret::token_hash(&token),
        user_agent: browser.user_agent.chars().take(USER_AGENT_CHARACTERS_MAX).collect(),
        created_at: work.now_ms(),
        last_seen_at: work.now_ms(),
        expires_at: touch::session_expiry(work.now()),
        revoked_at: None,
    };
    let session = store::session::insert(work.tx(), session).await?;
    store::user::note_login(work.tx(), user.organization_id, user.id, work.now_ms()).await?;
    work.record("session.signed_in", &session, None).await?;
    let session = work.commit(session).await?.value;
    Ok(Opened { token, session, viewer })
}

/// The viewer that a login is when it signs in.
pub(crate) async fn viewer_of(
    app: &App,
    user: &User,
    browser: &Browser,
) -> Result<Viewer, OpsError> {
    let viewer = of_login(app, user, TokenScope::Write).await?;
    Ok(Viewer { request_id: browser.request_id.clone(), ..viewer })
}

/// The viewer that a login is today, unless it is kept out.
///
/// # Errors
/// `Unauthenticated` for a disabled account and for one whose person has left.
pub(crate) async fn of_login(
    app: &App,
    user: &User,
    scope: TokenScope,
) -> Result<Viewer, OpsError> {
    const KEPT_OUT: OpsError =
        OpsError::Unauthenticated("this account is not in use; ask an administrator");
    if user.disabled_at.is_some() {
        return Err(KEPT_OUT);
    }
    let live = app.live(user.organization_id).await?;
    let state = live.read();
    let person = user.person_id.and_then(|id| state.directory.person(id));
    if person.is_some_and(|person| person.archived_at.is_some()) {
        return Err(KEPT_OUT);
    }
    Ok(Viewer::of_user(user, scope, &state.directory, state.today))
}

/// Who stands behind a session token.
///
/// # Errors
/// `Unauthenticated` for a token that is unknown, expired or revoked, or whose account is not in
/// use.
pub async fn viewer(app: &App, token: &str) -> Result<SignedInSession, OpsError> {
    let session = find(app, token).await?;
    let (session, user) =
        session.ok_or(OpsError::Unauthenticated("you are signed out; sign in"))?;
    let viewer = of_login(app, &user, TokenScope::Write).await?;
    touch::touch(app, Used::Session(session.id), Some(session.last_seen_at));
    Ok(SignedInSession { viewer, csrf: csrf(token), session_id: SessionId(session.id) })
}

/// The session with this token that is still good, with its account.
pub(crate) async fn find(app: &App, token: &str) -> Result<Option<(Model, User)>, OpsError> {
    let hash = secret::token_hash(token);
    Ok(store::session::find_by_token_hash(app.database().read(), &hash, app.now_ms()).await?)
}

/// The viewer's own sessions that are good, the newest first.
///
/// # Errors
/// `Store`.
pub async fn list(app: &App, viewer: &Viewer) -> Result<Vec<Model>, OpsError> {
    let Some(user) = viewer.user_id else { return Ok(Vec::new()) };
    let conn = app.database().read();
    Ok(store::session::of_user(conn, viewer.organization_id, user, app.now_ms()).await?)
}

/// Ends the viewer's session that the token belongs to.
///
/// # Errors
/// `Unauthenticated` when there is none.
pub async fn sign_out(app: &App, viewer: &Viewer, token: &str) -> Result<Outcome<()>, OpsError> {
    let session = find(app, token).await?;
    let session = session.filter(|(session, _)| Some(session.user_id) == viewer.user_id);
    let (session, _) = session.ok_or(OpsError::Unauthenticated("you are signed out already"))?;
    let mut work = Work::begin(app, viewer).await?;
    end(&mut work, session, "session.signed_out").await?;
    work.commit(()).await
}

/// Ends one of the viewer's sessions: a browser left somewhere. Ending it twice changes nothing.
///
/// # Errors
/// `NotFound` for a session of somebody else, unless the viewer administers the organisation.
pub async fn revoke(app: &App, viewer: &Viewer, id: SessionId) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let session = store::session::find(work.tx(), work.organization_id(), id.0).await?;
    let is_theirs = |row: &Model| {
        let account = Thing::Account(UserId(row.user_id));
        viewer.may(Action::ManageAccount, &account, ENTITY, id).is_ok()
    };
    let session = session.filter(is_theirs).ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    let session = end(&mut work, session, "session.revoked").await?;
    work.commit(session).await
}

async fn end(work: &mut Work, session: Model, kind: &str) -> Result<Model, OpsError> {
    let (org, now) = (work.organization_id(), work.now_ms());
    if !store::session::revoke(work.tx(), org, session.id, now).await? {
        return Ok(session);
    }
    let session = Model { revoked_at: Some(now), ..session };
    work.record(kind, &session, None).await?;
    Ok(session)
}
