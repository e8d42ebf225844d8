//! People 成员: those who own goals and belong to units. A login is another thing: see `user.rs`.
//!
//! Somebody who leaves is archived: what they did stays theirs, their login no longer lets them in,
//! and taking them back undoes all of it.

use goals::access::{Action, Thing};
use goals::id::{OrgUnitId, PersonId};
use store::entity::person::Model;
use uuid::Uuid;

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::limits::NAMES_SHOWN_MAX;
use crate::live::Directory;
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};
use crate::{manager_line, membership, user};

const ENTITY: &str = "person";

/// A new person.
#[derive(Debug, Clone, Default)]
pub struct Create {
    /// Short and unique, where the organisation has such: a staff number.
    pub code: Option<String>,
    /// What people call them.
    pub name: String,
    /// Where to write to.
    pub email: Option<String>,
    /// What they do.
    pub title: String,
    /// Where they belong.
    pub membership: Option<membership::New>,
    /// To whom they report.
    pub manager: Option<manager_line::New>,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// Short and unique.
    pub code: Patch<String>,
    /// What people call them.
    pub name: Option<String>,
    /// Where to write to.
    pub email: Patch<String>,
    /// What they do.
    pub title: Option<String>,
}

/// Which people a list holds.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Whose name, code, title or address contains this, whatever the case.
    pub text: Option<String>,
    /// Members of this unit, or of a unit below it, today.
    pub unit: Option<OrgUnitId>,
    /// Archived people too.
    pub with_archived: bool,
}

/// Adds a person, with the first membership and the manager in the same transaction.
///
/// # Errors
/// `Forbidden` unless the viewer administers the organisation; `Invalid` for an empty name, a code
/// or address that does not fit, an unknown unit or manager; `Store` (`Conflict`) for a taken code.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePeople, &Thing::Organization, ENTITY, "")?;
    let mut work = Work::begin(app, viewer).await?;
    let model = insert(&mut work, app.new_id(), &input).await?;
    if let Some(membership) = input.membership {
        membership::begin(&mut work, app.new_id(), model.id, membership)
            .await
            .map_err(|error| error.under("membership"))?;
    }
    if let Some(manager) = input.manager {
        manager_line::begin(&mut work, app.new_id(), model.id, manager).await?;
    }
    work.commit(model).await
}

/// Writes the person alone, inside a work.
pub(crate) async fn insert(work: &mut Work, id: Uuid, input: &Create) -> Result<Model, OpsError> {
    let model = Model {
        id,
        organization_id: work.organization_id(),
        code: input.code.clone(),
        name: input.name.trim().to_owned(),
        email: input.email.as_deref().map(user::normal_email),
        title: input.title.trim().to_owned(),
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    check(&model)?;
    let model = store::person::insert(work.tx(), model).await?;
    work.record("person.created", &model, None).await?;
    Ok(model)
}

/// Edits a person.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `Invalid` and `Store` as for [`create`].
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: PersonId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePeople, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    model.code = edit.code.apply(model.code);
    model.name = edit.name.unwrap_or(model.name).trim().to_owned();
    model.email = edit.email.map(|email| user::normal_email(&email)).apply(model.email);
    model.title = edit.title.unwrap_or(model.title).trim().to_owned();
    model.updated_at = work.now_ms();
    check(&model)?;
    let model = store::person::update(work.tx(), model, edit.version).await?;
    work.record("person.updated", &model, None).await?;
    work.commit(model).await
}

/// Archives somebody who has left, or takes them back.
///
/// # Errors
/// `NotFound`, `Forbidden`; `State` for oneself, for somebody who still leads a unit, and for the
/// last administrator.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: PersonId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePeople, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    if archive == Archive::Away {
        check_may_leave(&work, viewer, model.id).await?;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::person::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

async fn check_may_leave(work: &Work, viewer: &Viewer, person: Uuid) -> Result<(), OpsError> {
    if viewer.person_id == Some(person) {
        return Err(OpsError::State {
            code: "own_account",
            message: "you cannot archive yourself; ask another administrator".to_owned(),
        });
    }
    {
        let live = work.live().read();
        let led = live.directory.units();
        let led: Vec<&str> = led
            .filter(|unit| unit.lead_person_id == Some(person) && unit.archived_at.is_none())
            .take(NAMES_SHOWN_MAX)
            .map(|unit| unit.code.as_str())
            .collect();
        if !led.is_empty() {
            let message = format!("this person leads {}; name another lead first", led.join(", "));
            return Err(OpsError::State { code: "leads_units", message });
        }
    }
    let login = store::user::find_by_person(work.tx(), work.organization_id(), person).await?;
    match login {
        Some(login) => user::check_administrator_remains(work, &login).await,
        None => Ok(()),
    }
}

/// The person, archived or not.
pub(crate) async fn find(work: &Work, id: PersonId) -> Result<Model, OpsError> {
    store::person::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))
}

/// The person, who has not left.
pub(crate) async fn find_in_use(work: &Work, id: PersonId) -> Result<Model, OpsError> {
    let model = find(work, id).await?;
    if model.archived_at.is_some() {
        let message = format!("{} is archived; restore the person first", model.name);
        return Err(OpsError::State { code: "person_archived", message });
    }
    Ok(model)
}

fn check(model: &Model) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    if let Some(code) = &model.code {
        checks.code("code", code);
    }
    checks.name("name", &model.name);
    if let Some(email) = &model.email {
        checks.email("email", email);
    }
    checks.text("title", &model.title);
    checks.finish()
}

/// The people that a filter lets through, in no order.
pub fn filtered<'a>(
    directory: &'a Directory,
    filter: &Filter,
    today: jiff::civil::Date,
) -> Vec<&'a Model> {
    let text = filter.text.as_deref().map(str::to_lowercase).filter(|text| !text.is_empty());
    let members = filter.unit.map(|unit| members(directory, unit, today));
    directory
        .people()
        .filter(|row| filter.with_archived || row.archived_at.is_none())
        .filter(|row| members.as_ref().is_none_or(|members| members.contains(&row.id)))
        .filter(|row| text.as_deref().is_none_or(|text| mentions(row, text)))
        .collect()
}

fn members(
    directory: &Directory,
    unit: OrgUnitId,
    today: jiff::civil::Date,
) -> std::collections::HashSet<Uuid> {
    let units = directory.subtree(unit.0);
    units
        .iter()
        .flat_map(|unit| directory.members_of(*unit, today))
        .map(|row| row.person_id)
        .collect()
}

fn mentions(row: &Model, text: &str) -> bool {
    let fields = [
        Some(row.name.as_str()),
        row.code.as_deref(),
        row.email.as_deref(),
        Some(row.title.as_str()),
    ];
    fields.into_iter().flatten().any(|field| field.to_lowercase().contains(text))
}
