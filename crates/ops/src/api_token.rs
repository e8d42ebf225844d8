//! Bearer tokens, for programs: `az_…`, shown once, kept as a hash.
//!
//! A token acts for its account: it may do what the account may, and with the scope `read` nothing
//! but read. It ends by being revoked, when it expires, and when its account is disabled.

use goals::access::{Action, Thing};
use goals::id::{ApiTokenId, UserId};
use jiff::Timestamp;
use store::entity::api_token::Model;
use store::word::TokenScope;
use store::{Listed, Page};

use crate::account::own;
use crate::app::App;
use crate::check::Checks;
use crate::error::OpsError;
use crate::touch::{self, Used};
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};
use crate::{secret, session, user};

const ENTITY: &str = "api_token";
const PREFIX: &str = "az_";
/// Characters of the token that help to recognise it in a list.
const HINT_CHARACTERS: usize = 4;

/// A new token.
#[derive(Debug, Clone)]
pub struct Create {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scope: TokenScope,
    /// Until when it works; for good when absent.
    pub expires_at: Option<Timestamp>,
}

/// A token just made; the only moment at which it is known.
#[derive(Clone)]
pub struct Issued {
    /// The row.
    pub model: Model,
    /// `az_…`.
    pub token: String,
}

/// Makes a token for the viewer's own account.
///
/// # Errors
/// `Invalid` for an empty name or a time to expire that is past; `Forbidden` for a token that may
/// only read.
pub async fn create(
    app: &App,
    viewer: &Viewer,
    input: Create,
) -> Result<Outcome<Issued>, OpsError> {
    let user = own(viewer)?;
    let work = Work::begin(app, viewer).await?;
    issue(app, work, user, input).await
}

/// Makes a token for the account with this address, from the command line.
///
/// # Errors
/// `NotFound` when there is no such account; `Invalid` as for [`create`].
pub async fn create_for_email(
    app: &App,
    email: &str,
    input: Create,
) -> Result<Outcome<Issued>, OpsError> {
    let email = user::normal_email(email);
    let found = store::user::find_by_email(app.database().read(), &email).await?;
    let found = found.ok_or_else(|| OpsError::not_found(user::ENTITY, &email))?;
    let work = Work::begin(app, &Viewer::system(found.organization_id)).await?;
    issue(app, work, UserId(found.id), input).await
}

async fn issue(
    app: &App,
    mut work: Work,
    user: UserId,
    input: Create,
) -> Result<Outcome<Issued>, OpsError> {
    check(&input, work.now())?;
    let token = secret::token(PREFIX);
    let model = Model {
        id: app.new_id(),
        organization_id: work.organization_id(),
        user_id: user.0,
        name: input.name.trim().to_owned(),
        token_hash: secret::token_hash(&token),
        token_hint: token[token.len() - HINT_CHARACTERS..].to_owned(),
        scope: input.scope,
        expires_at: input.expires_at.map(Timestamp::as_millisecond),
        last_used_at: None,
        revoked_at: None,
        created_at: work.now_ms(),
    };
    let model = store::api_token::insert(work.tx(), model).await?;
    work.record("api_token.created", &model, None).await?;
    work.commit(Issued { model, token }).await
}

fn check(input: &Create, now: Timestamp) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.name("name", &input.name);
    if input.expires_at.is_some_and(|at| at <= now) {
        let message = format!("it is {now} now; choose a later time, or none to keep it for good");
        checks.refuse("expires_at", "already_past", message);
    }
    checks.finish()
}

/// Whose tokens a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The viewer's own.
    Mine,
    /// Everybody's.
    All,
}

/// A page of tokens, ended ones among them, the newest first.
///
/// # Errors
/// `Forbidden` for everybody's tokens, unless the viewer administers or audits the organisation.
pub async fn list(
    app: &App,
    viewer: &Viewer,
    whose: Whose,
    page: &Page,
) -> Result<Listed<Model>, OpsError> {
    let user = match whose {
        Whose::Mine => Some(own(viewer)?.0),
        Whose::All => {
            viewer.may(Action::ReadUsers, &Thing::Organization, ENTITY, "")?;
            None
        }
    };
    let conn = app.database().read();
    Ok(store::api_token::list(conn, viewer.organization_id, user, page).await?)
}

/// Ends a token. Ending it twice changes nothing.
///
/// # Errors
/// `NotFound` for a token of somebody else, unless the viewer administers the organisation.
pub async fn revoke(
    app: &App,
    viewer: &Viewer,
    id: ApiTokenId,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let token = store::api_token::find(work.tx(), work.organization_id(), id.0).await?;
    let is_theirs = |row: &Model| {
        let account = Thing::Account(UserId(row.user_id));
        viewer.may(Action::ManageAccount, &account, ENTITY, id).is_ok()
    };
    let token = token.filter(is_theirs).ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    let (org, now) = (work.organization_id(), work.now_ms());
    let token = match store::api_token::revoke(work.tx(), org, token.id, now).await? {
        None => token,
        Some(token) => {
            work.record("api_token.revoked", &token, None).await?;
            token
        }
    };
    work.commit(token).await
}

/// Who stands behind a bearer token.
///
/// # Errors
/// `Unauthenticated` for a token that is unknown, expired or revoked, or whose account is not in
/// use.
pub async fn viewer(app: &App, token: &str) -> Result<Viewer, OpsError> {
    const WRONG: OpsError = OpsError::Unauthenticated(
        "this token is not known, has expired or was revoked; create another",
    );
    let hash = secret::token_hash(token);
    let conn = app.database().read();
    let found = store::api_token::find_by_token_hash(conn, &hash, app.now_ms()).await?;
    let (token, user) = found.ok_or(WRONG)?;
    let viewer = session::of_login(app, &user, token.scope).await?;
    touch::touch(app, Used::ApiToken(token.id), token.last_used_at);
    Ok(viewer)
}
