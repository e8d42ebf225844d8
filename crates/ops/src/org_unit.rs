//! Units 部门 / 团队: the organisation tree.
//!
//! There is one root; every other unit hangs below another. A unit is never deleted: archived units
//! keep their history and their code. The invariant: *the tree has no circle and is at most
//! [`UNIT_DEPTH_MAX`] levels deep*.

use goals::access::{Action, Thing};
use goals::id::{OrgUnitId, PersonId};
use goals::refusal::Refusal;
use store::entity::org_unit::Model;
use store::word::UnitKind;
use uuid::Uuid;

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::limits::{NAMES_SHOWN_MAX, UNIT_DEPTH_MAX};
use crate::live::Directory;
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "org_unit";

/// A new unit.
#[derive(Debug, Clone)]
pub struct Create {
    /// The unit above; absent for the root alone.
    pub parent: Option<OrgUnitId>,
    /// Short and unique, for addresses and files.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// What sort of unit it is.
    pub kind: UnitKind,
    /// What it is there for.
    pub purpose: String,
    /// Who leads it.
    pub lead: Option<PersonId>,
    /// Where it stands among its siblings; after the last when absent.
    pub position: Option<i32>,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// The unit above: moves the unit with everything below it.
    pub parent: Patch<OrgUnitId>,
    /// Short and unique.
    pub code: Option<String>,
    /// What people call it.
    pub name: Option<String>,
    /// What sort of unit it is.
    pub kind: Option<UnitKind>,
    /// What it is there for.
    pub purpose: Option<String>,
    /// Who leads it.
    pub lead: Patch<PersonId>,
    /// Where it stands among its siblings.
    pub position: Option<i32>,
}

/// Adds a unit.
///
/// # Errors
/// `Forbidden` unless the viewer administers the organisation; `Invalid` for an empty name, a code
/// that does not fit, an unknown or archived parent or lead, a second root or a tree too deep;
/// `Store` (`Conflict`) for a taken code.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManageUnits, &Thing::Organization, ENTITY, "")?;
    let mut work = Work::begin(app, viewer).await?;
    let position = match input.position {
        Some(position) => position,
        None => next_position(&work.live().read().directory, input.parent),
    };
    let model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        parent_id: input.parent.map(|id| id.0),
        code: input.code.trim().to_owned(),
        name: input.name.trim().to_owned(),
        kind: input.kind,
        purpose: input.purpose,
        lead_person_id: input.lead.map(|id| id.0),
        position,
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    check(&model, &work.live().read().directory)?;
    let model = store::org_unit::insert(work.tx(), model).await?;
    work.record("org_unit.created", &model, None).await?;
    work.commit(model).await
}

fn next_position(directory: &Directory, parent: Option<OrgUnitId>) -> i32 {
    let siblings = parent.map(|id| directory.units_below(id.0)).unwrap_or_default();
    siblings.last().map_or(1, |last| last.position.saturating_add(1))
}

/// Edits a unit, or moves it below another.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `Invalid` as for [`create`]; `Refused` for a circle, naming
/// its path.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: OrgUnitId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManageUnits, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    model.parent_id = edit.parent.map(|id| id.0).apply(model.parent_id);
    model.code = edit.code.unwrap_or(model.code).trim().to_owned();
    model.name = edit.name.unwrap_or(model.name).trim().to_owned();
    model.kind = edit.kind.unwrap_or(model.kind);
    model.purpose = edit.purpose.unwrap_or(model.purpose);
    model.lead_person_id = edit.lead.map(|id| id.0).apply(model.lead_person_id);
    model.position = edit.position.unwrap_or(model.position);
    model.updated_at = work.now_ms();
    check(&model, &work.live().read().directory)?;
    let model = store::org_unit::update(work.tx(), model, edit.version).await?;
    work.record("org_unit.updated", &model, None).await?;
    work.commit(model).await
}

/// Archives a unit, which then no longer counts, or takes it back.
///
/// # Errors
/// `NotFound`, `Forbidden`; `State` for the root, for a unit with active units below it, and for
/// taking back a unit whose parent is archived.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: OrgUnitId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManageUnits, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    check_archive(&model, archive, &work.live().read().directory)?;
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::org_unit::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

async fn find(work: &Work, id: OrgUnitId) -> Result<Model, OpsError> {
    store::org_unit::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))
}

/// The fields that need nothing but the unit itself; founding an organisation checks its root so.
pub(crate) fn check_words(model: &Model) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.code("code", &model.code);
    checks.name("name", &model.name);
    checks.text("purpose", &model.purpose);
    checks.finish()
}

fn check(model: &Model, directory: &Directory) -> Result<(), OpsError> {
    check_words(model)?;
    if let Some(id) = model.lead_person_id {
        let lead = directory.person(id).filter(|person| person.archived_at.is_none());
        lead.ok_or_else(|| OpsError::unknown_reference("lead_person_id", PersonId(id)))?;
    }
    match model.parent_id {
        Some(parent) => check_parent(model, parent, directory),
        None => check_root(model, directory),
    }
}

fn check_root(model: &Model, directory: &Directory) -> Result<(), OpsError> {
    match directory.root().filter(|root| root.id != model.id) {
        None => Ok(()),
        Some(root) => Err(OpsError::field(
            "parent_id",
            "parent_required",
            format!("the tree has its root, {}; name the unit that this one belongs to", root.code),
        )),
    }
}

fn check_parent(model: &Model, parent: Uuid, directory: &Directory) -> Result<(), OpsError> {
    let unit = directory
        .unit(parent)
        .ok_or_else(|| OpsError::unknown_reference("parent_id", OrgUnitId(parent)))?;
    let mut above = vec![unit];
    above.extend(directory.units_above(parent));
    if let Some(at) = above.iter().position(|unit| unit.id == model.id) {
        let around = above[..at].iter().rev().map(|unit| unit.code.clone());
        let mut path = vec![model.code.clone()];
        path.extend(around);
        path.push(model.code.clone());
        return Err(Refusal::Cycle { noun: ENTITY, path }.into());
    }
    if unit.archived_at.is_some() && model.archived_at.is_none() {
        let message =
            format!("{} is archived; choose a unit in use, or restore it first", unit.code);
        return Err(OpsError::field("parent_id", "parent_archived", message));
    }
    let depth = above.len() + height(model.id, directory);
    if depth > UNIT_DEPTH_MAX {
        let message =
            format!("the tree would be {depth} levels deep; at most {UNIT_DEPTH_MAX} are kept");
        return Err(OpsError::field("parent_id", "too_deep", message));
    }
    Ok(())
}

/// Levels of the unit and what is below it; 1 for a unit that nothing is below.
fn height(id: Uuid, directory: &Directory) -> usize {
    let level = |unit: &Uuid| {
        let above = directory.units_above(*unit);
        above.iter().position(|unit| unit.id == id).map_or(1, |at| at + 2)
    };
    directory.subtree(id).iter().map(level).max().unwrap_or(1)
}

fn check_archive(model: &Model, archive: Archive, directory: &Directory) -> Result<(), OpsError> {
    match archive {
        Archive::Back => {
            let parent = model.parent_id.and_then(|id| directory.unit(id));
            match parent.filter(|unit| unit.archived_at.is_some()) {
                None => Ok(()),
                Some(unit) => Err(OpsError::State {
                    code: "parent_archived",
                    message: format!("{} above it is archived; restore that first", unit.code),
                }),
            }
        }
        Archive::Away if model.parent_id.is_none() => Err(OpsError::State {
            code: "root_unit",
            message: "this is the root of the tree, which stays".to_owned(),
        }),
        Archive::Away => {
            let below = directory.units_below(model.id);
            if below.is_empty() {
                return Ok(());
            }
            let codes: Vec<&str> =
                below.iter().take(NAMES_SHOWN_MAX).map(|unit| unit.code.as_str()).collect();
            let message = format!(
                "{} units below it are in use ({}); archive or move them first",
                below.len(),
                codes.join(", ")
            );
            Err(OpsError::State { code: "has_active_units", message })
        }
    }
}
