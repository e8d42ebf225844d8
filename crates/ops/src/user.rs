//! Accounts 账号: the logins that act for people.
//!
//! Whoever signs in does so with an account; what it may do follows from its roles and from the
//! person behind it. The invariant: *an organisation always keeps an administrator who can sign
//! in*, so nobody can lock everybody out.

use goals::access::{Action, Thing};
use goals::id::{PersonId, UserId};
use store::entity::user::Model;
use store::json::Json;
use store::user::{Filter, Sort};
use store::word::{Density, Role, Theme, UserLinkKind, UserLocale};
use store::{Order, Page};
use uuid::Uuid;

use crate::app::App;
use crate::check::Checks;
use crate::error::OpsError;
use crate::patch::Patch;
use crate::user_link::{self, Issued};
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};
use crate::{person, secret};

pub(crate) const ENTITY: &str = "user";

/// Administrators looked at in one go when the last one is searched for.
const ADMINISTRATORS_AT_ONCE: u64 = 100;

/// A new account. It has no `Debug`: passwords stay out of logs.
#[derive(Clone)]
pub struct Create {
    /// The person it acts for.
    pub person: Option<PersonId>,
    /// The address it signs in with; the person's when absent.
    pub email: Option<String>,
    /// What it may do; `member` when empty.
    pub roles: Vec<Role>,
    /// The language it reads.
    pub locale: UserLocale,
    /// Its password; when absent, an invitation link lets its owner choose one.
    pub password: Option<String>,
}

/// A new account, with the invitation of one that has no password yet.
#[derive(Clone)]
pub struct Created {
    /// The account.
    pub user: Model,
    /// The way to its first password.
    pub invitation: Option<Issued>,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// The person it acts for.
    pub person: Patch<PersonId>,
    /// The address it signs in with.
    pub email: Option<String>,
    /// What it may do.
    pub roles: Option<Vec<Role>>,
    /// Whether it is kept from signing in.
    pub is_disabled: Option<bool>,
}

/// The one spelling of an address: without blanks around it, in lower case.
///
/// ```
/// assert_eq!(ops::user::normal_email(" Ada@Example.COM "), "ada@example.com");
/// ```
pub fn normal_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Adds an account.
///
/// # Errors
/// `Forbidden` unless the viewer administers the organisation; `Invalid` for an unknown person, an
/// address that is none or a password too short; `Store` (`Conflict`) for an address or a person
/// that has an account.
pub async fn create(
    app: &App,
    viewer: &Viewer,
    input: Create,
) -> Result<Outcome<Created>, OpsError> {
    viewer.may(Action::ManageUsers, &Thing::Organization, ENTITY, "")?;
    let password_hash = hash(input.password.clone()).await?;
    let mut work = Work::begin(app, viewer).await?;
    let user = insert(&mut work, app.new_id(), &input, password_hash).await?;
    let invitation = match user.password_hash {
        Some(_) => None,
        None => {
            Some(user_link::issue(&mut work, app.new_id(), &user, UserLinkKind::Invitation).await?)
        }
    };
    work.commit(Created { user, invitation }).await
}

/// Hashes a password that is given, off the request threads and before any transaction.
pub(crate) async fn hash(password: Option<String>) -> Result<Option<String>, OpsError> {
    match password {
        None => Ok(None),
        Some(password) => {
            secret::check_password("password", &password)?;
            secret::hash_password(password).await.map(Some)
        }
    }
}

/// Writes the account, inside a work.
pub(crate) async fn insert(
    work: &mut Work,
    id: Uuid,
    input: &Create,
    password_hash: Option<String>,
) -> Result<Model, OpsError> {
    let owner = match input.person {
        Some(id) => Some(find_owner(work, id).await?),
        None => None,
    };
    let email = input.email.clone().or_else(|| owner.and_then(|owner| owner.email));
    let model = Model {
        id,
        organization_id: work.organization_id(),
        person_id: input.person.map(|id| id.0),
        email: normal_email(&email.unwrap_or_default()),
        password_hash,
        roles: Json(normal_roles(input.roles.clone())),
        locale: input.locale,
        theme: Theme::System,
        density: Density::Comfortable,
        disabled_at: None,
        last_login_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    check(&model)?;
    let model = store::user::insert(work.tx(), model).await?;
    work.record("user.created", &model, None).await?;
    Ok(model)
}

async fn find_owner(work: &Work, id: PersonId) -> Result<store::entity::person::Model, OpsError> {
    person::find_in_use(work, id).await.map_err(|error| match error {
        OpsError::NotFound { id, .. } => OpsError::unknown_reference("person_id", id),
        other => other,
    })
}

fn normal_roles(mut roles: Vec<Role>) -> Vec<Role> {
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() { vec![Role::Member] } else { roles }
}

fn check(model: &Model) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    if model.email.is_empty() {
        checks.refuse("email", "empty", "give the address that the account signs in with");
    } else {
        checks.email("email", &model.email);
    }
    checks.finish()
}

/// Edits an account: its roles, its address, the person behind it, whether it may sign in.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `State` for disabling oneself or the last administrator, and
/// for taking the role from the last administrator; `Invalid` and `Store` as for [`create`].
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: UserId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManageUsers, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let before = find(&work, id).await?;
    let version = edit.version;
    let model = edited(&work, before.clone(), edit).await?;
    check(&model)?;
    if model.disabled_at.is_some() && viewer.user_id == Some(model.id) {
        return Err(OpsError::State {
            code: "own_account",
            message: "you cannot disable your own account; ask another administrator".to_owned(),
        });
    }
    if !is_administrator(&model) {
        check_administrator_remains(&work, &before).await?;
    }
    let kind = match (before.disabled_at, model.disabled_at) {
        (None, Some(_)) => "user.disabled",
        (Some(_), None) => "user.enabled",
        _ => "user.updated",
    };
    let model = store::user::update(work.tx(), model, version).await?;
    if model.disabled_at.is_some() {
        let org = work.organization_id();
        store::session::revoke_all_of_user(work.tx(), org, model.id, None, work.now_ms()).await?;
    }
    work.record(kind, &model, None).await?;
    work.commit(model).await
}

async fn edited(work: &Work, mut model: Model, edit: Edit) -> Result<Model, OpsError> {
    if let Patch::Set(id) = edit.person {
        find_owner(work, id).await?;
    }
    model.person_id = edit.person.map(|id| id.0).apply(model.person_id);
    model.email = edit.email.map_or(model.email, |email| normal_email(&email));
    model.roles = edit.roles.map_or(model.roles, |roles| Json(normal_roles(roles)));
    model.disabled_at = match edit.is_disabled {
        None => model.disabled_at,
        Some(true) => model.disabled_at.or(Some(work.now_ms())),
        Some(false) => None,
    };
    model.updated_at = work.now_ms();
    Ok(model)
}

/// The account with this identity.
pub(crate) async fn find(work: &Work, id: UserId) -> Result<Model, OpsError> {
    store::user::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))
}

/// Whether the account can sign in and administer.
fn is_administrator(user: &Model) -> bool {
    user.disabled_at.is_none()
        && user.password_hash.is_some()
        && user.roles.0.contains(&Role::Administrator)
}

/// Refuses to lose `leaving` when it is the only administrator who can sign in.
///
/// # Errors
/// `State`.
pub(crate) async fn check_administrator_remains(
    work: &Work,
    leaving: &Model,
) -> Result<(), OpsError> {
    if !is_administrator(leaving) {
        return Ok(());
    }
    let filter = Filter { role: Some(Role::Administrator), ..Filter::default() };
    let mut page = Page::first(ADMINISTRATORS_AT_ONCE);
    loop {
        let org = work.organization_id();
        let found =
            store::user::list(work.tx(), org, &filter, Sort::Created, Order::Ascending, &page)
                .await?;
        if found.items.iter().any(|user| user.id != leaving.id && remains(work, user)) {
            return Ok(());
        }
        let Some(next) = found.next else { break };
        page.after = Some(next);
    }
    Err(OpsError::State {
        code: "last_administrator",
        message: "this is the last administrator who can sign in; make somebody else one first"
            .to_owned(),
    })
}

fn remains(work: &Work, user: &Model) -> bool {
    let live = work.live().read();
    let person = user.person_id.and_then(|id| live.directory.person(id));
    is_administrator(user) && person.is_none_or(|person| person.archived_at.is_none())
}
