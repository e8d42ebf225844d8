//! One-time links: an invitation sets the first password, a reset sets another.
//!
//! The link's token is shown once, to whoever made it; the store keeps its hash. A link works once,
//! until it expires, and a newer one of the same account takes its place.

use goals::access::{Action, Thing};
use goals::id::UserId;
use jiff::SignedDuration;
use store::entity::user_link::Model;
use store::entity::{self, user::Model as User};
use store::word::UserLinkKind;
use uuid::Uuid;

use crate::app::App;
use crate::error::OpsError;
use crate::limits::{INVITATION_HOURS_MAX, RESET_HOURS_MAX};
use crate::secret;
use crate::session::{self, Browser, Opened};
use crate::user;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

/// A link just made; the only moment at which its token is known.
#[derive(Clone)]
pub struct Issued {
    /// The row.
    pub link: Model,
    /// What goes into the address.
    pub token: String,
}

/// What a link is for, for the page that it leads to.
#[derive(Debug, Clone)]
pub struct Purpose {
    /// Invitation or reset.
    pub kind: UserLinkKind,
    /// The account's address.
    pub email: String,
    /// What the organisation is called.
    pub organization_name: String,
    /// Until when it works, in unix milliseconds.
    pub expires_at: i64,
}

/// Makes a link for an account; earlier ones stop working.
///
/// # Errors
/// `NotFound`; `Forbidden` unless the viewer administers the organisation; `State` for a disabled
/// account, and for inviting somebody who has a password.
pub async fn create(
    app: &App,
    viewer: &Viewer,
    user: UserId,
    kind: UserLinkKind,
) -> Result<Outcome<Issued>, OpsError> {
    viewer.may(Action::ManageUsers, &Thing::Organization, user::ENTITY, user)?;
    let mut work = Work::begin(app, viewer).await?;
    let user = user::find(&work, user).await?;
    if user.disabled_at.is_some() {
        return Err(refused("user_disabled", "this account is disabled; enable it first"));
    }
    if kind == UserLinkKind::Invitation && user.password_hash.is_some() {
        let message = "this account has a password; make a reset link instead";
        return Err(refused("already_accepted", message));
    }
    let issued = issue(&mut work, app.new_id(), &user, kind).await?;
    work.commit(issued).await
}

/// Makes a link inside a work.
pub(crate) async fn issue(
    work: &mut Work,
    id: Uuid,
    user: &User,
    kind: UserLinkKind,
) -> Result<Issued, OpsError> {
    let org = work.organization_id();
    store::user_link::use_up_all_of_user(work.tx(), org, user.id, work.now_ms()).await?;
    let hours = match kind {
        UserLinkKind::Invitation => INVITATION_HOURS_MAX,
        UserLinkKind::Reset => RESET_HOURS_MAX,
    };
    let token = secret::token("");
    let model = Model {
        id,
        organization_id: org,
        user_id: user.id,
        kind,
        token_hash: secret::token_hash(&token),
        expires_at: (work.now() + SignedDuration::from_hours(hours)).as_millisecond(),
        used_at: None,
        created_at: work.now_ms(),
    };
    let link = store::user_link::insert(work.tx(), model).await?;
    work.record("user_link.created", &link, None).await?;
    Ok(Issued { link, token })
}

/// What the link with this token is for.
///
/// # Errors
/// `NotFound` for a token that was never given out; `State` for a link that was used or has
/// expired.
pub async fn find(app: &App, token: &str) -> Result<Purpose, OpsError> {
    let (link, user) = find_usable(app, token).await?;
    let conn = app.database().read();
    let organization = store::organization::find(conn, link.organization_id).await?;
    Ok(Purpose {
        kind: link.kind,
        email: user.email,
        organization_name: organization.map(|row| row.name).unwrap_or_default(),
        expires_at: link.expires_at,
    })
}

/// Uses a link: sets the password, ends every other session of the account and signs in.
///
/// # Errors
/// As [`find`]; `Invalid` for a password too short or too long.
pub async fn accept(
    app: &App,
    token: &str,
    password: String,
    browser: Browser,
) -> Result<Opened, OpsError> {
    let (link, user) = find_usable(app, token).await?;
    secret::check_password("password", &password)?;
    let hash = secret::hash_password(password).await?;
    let viewer = session::viewer_of(app, &user, &browser).await?;
    let mut work = Work::begin(app, &viewer).await?;
    // Of two who come at once one gets here first; the account may have been disabled meanwhile,
    // too.
    let user = check_usable(&work, &link, user.id).await?;
    let used = Model { used_at: Some(work.now_ms()), ..link };
    store::user_link::use_up(work.tx(), work.organization_id(), used.id, work.now_ms()).await?;
    work.record("user_link.used", &used, None).await?;
    let version = user.version;
    let user = User { password_hash: Some(hash), updated_at: work.now_ms(), ..user };
    let user = store::user::update(work.tx(), user, version).await?;
    let org = work.organization_id();
    store::session::revoke_all_of_user(work.tx(), org, user.id, None, work.now_ms()).await?;
    work.record("user.password_set", &user, None).await?;
    app.sign_ins().succeeded(&user.email);
    session::open(app, work, viewer, &user, browser).await
}

async fn find_usable(app: &App, token: &str) -> Result<(Model, User), OpsError> {
    let conn = app.database().read();
    let link = store::user_link::find_by_token_hash(conn, &secret::token_hash(token))
        .await?
        .ok_or_else(unknown)?;
    let user = store::user::find(conn, link.organization_id, link.user_id).await?;
    let user = checked(&link, user, app.now_ms())?;
    Ok((link, user))
}

async fn check_usable(work: &Work, link: &Model, user: Uuid) -> Result<User, OpsError> {
    let org = work.organization_id();
    let link = store::user_link::find(work.tx(), org, link.id).await?.ok_or_else(unknown)?;
    let user = store::user::find(work.tx(), org, user).await?;
    checked(&link, user, work.now_ms())
}

fn checked(link: &Model, user: Option<entity::user::Model>, now_ms: i64) -> Result<User, OpsError> {
    let user = user.filter(|user| user.disabled_at.is_none()).ok_or_else(unknown)?;
    if link.used_at.is_some() {
        let message = "this link was used, or a newer one took its place; ask for another";
        return Err(refused("link_used", message));
    }
    if link.expires_at <= now_ms {
        return Err(refused("link_expired", "this link has expired; ask for another"));
    }
    Ok(user)
}

fn unknown() -> OpsError {
    // The token stays out of the message, which ends up in logs.
    OpsError::not_found("link", "with this address; check that it is complete")
}

fn refused(code: &'static str, message: &str) -> OpsError {
    OpsError::State { code, message: message.to_owned() }
}
