//! Cycles 周期: the periods that goals live in.
//!
//! A cycle nests in another, inside its days, and phases only move forward: planning → active →
//! closing → closed. Two cycles of one kind under one parent never share a day, so that "this
//! quarter" is one. A closed cycle is frozen.

use goals::access::{Action, Thing};
use goals::id::CycleId;
use goals::period::Period;
use goals::refusal::Refusal;
use jiff::civil::Date;
use store::entity::cycle::Model;
use store::word::{CycleKind, CyclePhase};
use uuid::Uuid;

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::limits::{CYCLE_DAYS_MAX, CYCLE_DEPTH_MAX, NAMES_SHOWN_MAX};
use crate::live::Directory;
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "cycle";

/// A new cycle; it begins in planning.
#[derive(Debug, Clone)]
pub struct Create {
    /// The cycle that it lies in.
    pub parent: Option<CycleId>,
    /// What people call it.
    pub name: String,
    /// How long it is.
    pub kind: CycleKind,
    /// First day.
    pub starts_on: Date,
    /// First day after.
    pub ends_on: Date,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// The cycle that it lies in.
    pub parent: Patch<CycleId>,
    /// What people call it.
    pub name: Option<String>,
    /// How long it is.
    pub kind: Option<CycleKind>,
    /// First day.
    pub starts_on: Option<Date>,
    /// First day after.
    pub ends_on: Option<Date>,
}

/// Adds a cycle.
///
/// # Errors
/// `Forbidden` unless goals are the viewer's to administer; `Invalid` or `Refused` for an empty
/// name, days that are none or too many, an overlap with a cycle of its kind, days outside the
/// parent, or nesting too deep.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManageCycles, &Thing::Organization, ENTITY, "")?;
    let mut work = Work::begin(app, viewer).await?;
    let model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        parent_id: input.parent.map(|id| id.0),
        name: input.name.trim().to_owned(),
        kind: input.kind,
        starts_on: input.starts_on.into(),
        ends_on: input.ends_on.into(),
        phase: CyclePhase::Planning,
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    check(&model, &work.live().read().directory)?;
    let model = store::cycle::insert(work.tx(), model).await?;
    work.record("cycle.created", &model, None).await?;
    work.commit(model).await
}

/// Edits a cycle; moving its days moves what is expected of every goal in it.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `State` for a closed cycle; `Invalid` and `Refused` as for
/// [`create`], and for a circle, naming its path.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: CycleId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManageCycles, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    check_not_closed(&model)?;
    model.parent_id = edit.parent.map(|id| id.0).apply(model.parent_id);
    model.name = edit.name.unwrap_or(model.name).trim().to_owned();
    model.kind = edit.kind.unwrap_or(model.kind);
    model.starts_on = edit.starts_on.map_or(model.starts_on, Into::into);
    model.ends_on = edit.ends_on.map_or(model.ends_on, Into::into);
    model.updated_at = work.now_ms();
    check(&model, &work.live().read().directory)?;
    let model = store::cycle::update(work.tx(), model, edit.version).await?;
    work.record("cycle.updated", &model, None).await?;
    work.commit(model).await
}

/// Moves a cycle on to its next phase. Asking for the phase that it is in changes nothing.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `State` for a step back or over a phase.
pub async fn move_on(
    app: &App,
    viewer: &Viewer,
    id: CycleId,
    version: i32,
    phase: CyclePhase,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManageCycles, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    if model.phase == phase {
        return work.commit(model).await;
    }
    if next(model.phase) != Some(phase) {
        return Err(wrong_step(model.phase, phase));
    }
    model.phase = phase;
    model.updated_at = work.now_ms();
    let model = store::cycle::update(work.tx(), model, version).await?;
    work.record("cycle.moved_on", &model, None).await?;
    work.commit(model).await
}

fn next(phase: CyclePhase) -> Option<CyclePhase> {
    match phase {
        CyclePhase::Planning => Some(CyclePhase::Active),
        CyclePhase::Active => Some(CyclePhase::Closing),
        CyclePhase::Closing => Some(CyclePhase::Closed),
        CyclePhase::Closed => None,
    }
}

fn wrong_step(from: CyclePhase, to: CyclePhase) -> OpsError {
    let message = match next(from) {
        Some(next) => format!("a cycle in {from} moves on to {next}, not to {to}"),
        None => format!("a closed cycle stays closed; {to} is not possible any more"),
    };
    OpsError::State { code: "wrong_phase", message }
}

/// Archives a cycle or takes it back.
///
/// # Errors
/// `NotFound`, `Forbidden`; `State` for a cycle with others in use inside it, and for taking back
/// one whose parent is archived; `Invalid` when another of its kind has taken its days meanwhile.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: CycleId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManageCycles, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    {
        let live = work.live().read();
        match archive {
            Archive::Away => check_nothing_inside(&model, &live.directory)?,
            Archive::Back => check(&model, &live.directory)?,
        }
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::cycle::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

async fn find(work: &Work, id: CycleId) -> Result<Model, OpsError> {
    store::cycle::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))
}

fn check_not_closed(model: &Model) -> Result<(), OpsError> {
    if model.phase != CyclePhase::Closed {
        return Ok(());
    }
    let message = format!("the cycle {} is closed; its history is not rewritten", model.name);
    Err(OpsError::State { code: "cycle_closed", message })
}

fn check(model: &Model, directory: &Directory) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.name("name", &model.name);
    checks.finish()?;
    let period = Period::new(model.starts_on.0, model.ends_on.0)?;
    if period.days() > CYCLE_DAYS_MAX {
        let message =
            format!("a cycle has at most {CYCLE_DAYS_MAX} days; these are {}", period.days());
        return Err(OpsError::field("ends_on", "too_long", message));
    }
    if let Some(parent) = model.parent_id {
        check_parent(model, parent, period, directory)?;
    }
    check_inside(model, period, directory)?;
    check_overlap(model, period, directory)
}

fn check_parent(
    model: &Model,
    parent: Uuid,
    period: Period,
    directory: &Directory,
) -> Result<(), OpsError> {
    let outer = directory
        .cycle(parent)
        .ok_or_else(|| OpsError::unknown_reference("parent_id", CycleId(parent)))?;
    let above = above(parent, directory);
    if let Some(at) = above.iter().position(|cycle| cycle.id == model.id) {
        let mut path = vec![model.name.clone()];
        path.extend(above[..at].iter().rev().map(|cycle| cycle.name.clone()));
        path.push(model.name.clone());
        return Err(Refusal::Cycle { noun: ENTITY, path }.into());
    }
    if outer.archived_at.is_some() && model.archived_at.is_none() {
        let message =
            format!("{} is archived; choose a cycle in use, or restore it first", outer.name);
        return Err(OpsError::field("parent_id", "parent_archived", message));
    }
    if !span(outer).encloses(&period) {
        let message = format!(
            "{} to {} is not inside {}, which lasts from {} to {} (ends are the first day after)",
            period.start, period.end, outer.name, outer.starts_on, outer.ends_on
        );
        return Err(OpsError::field("parent_id", "outside_parent", message));
    }
    let depth = above.len() + height(model.id, directory);
    if depth > CYCLE_DEPTH_MAX {
        let message = format!("cycles would nest {depth} deep; at most {CYCLE_DEPTH_MAX} are kept");
        return Err(OpsError::field("parent_id", "too_deep", message));
    }
    Ok(())
}

/// Cycles that lie in this one still have to when its days move.
fn check_inside(model: &Model, period: Period, directory: &Directory) -> Result<(), OpsError> {
    let outside = inside(model.id, directory).find(|cycle| !period.encloses(&span(cycle)));
    let Some(cycle) = outside else { return Ok(()) };
    let message = format!(
        "{} lies inside it and lasts from {} to {}; move that first",
        cycle.name, cycle.starts_on, cycle.ends_on
    );
    Err(OpsError::field("ends_on", "child_outside", message))
}

fn check_overlap(model: &Model, period: Period, directory: &Directory) -> Result<(), OpsError> {
    let other = directory.cycles().find(|other| {
        other.id != model.id
            && other.archived_at.is_none()
            && other.kind == model.kind
            && other.parent_id == model.parent_id
            && span(other).overlaps(&period)
    });
    let Some(other) = other else { return Ok(()) };
    let message = format!(
        "it overlaps {}, which lasts from {} to {} (ends are the first day after)",
        other.name, other.starts_on, other.ends_on
    );
    Err(OpsError::field("starts_on", "overlapping_cycle", message))
}

fn check_nothing_inside(model: &Model, directory: &Directory) -> Result<(), OpsError> {
    let names: Vec<&str> = inside(model.id, directory).map(|cycle| cycle.name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let shown = names.iter().take(NAMES_SHOWN_MAX).copied().collect::<Vec<_>>().join(", ");
    let message =
        format!("{} cycles in use lie inside it ({shown}); archive them first", names.len());
    Err(OpsError::State { code: "has_active_cycles", message })
}

fn inside(id: Uuid, directory: &Directory) -> impl Iterator<Item = &Model> {
    let is_inside =
        move |cycle: &&Model| cycle.parent_id == Some(id) && cycle.archived_at.is_none();
    directory.cycles().filter(is_inside)
}

/// The cycle and those it lies in, innermost first; a ring, which cannot be written, would be
/// walked once.
fn above(id: Uuid, directory: &Directory) -> Vec<&Model> {
    let mut above: Vec<&Model> = Vec::new();
    let mut at = Some(id);
    while let Some(cycle) = at.and_then(|id| directory.cycle(id)) {
        if above.iter().any(|seen| seen.id == cycle.id) {
            break;
        }
        above.push(cycle);
        at = cycle.parent_id;
    }
    above
}

/// Levels of the cycle and what lies in it; 1 for a cycle that holds none.
fn height(id: Uuid, directory: &Directory) -> usize {
    let level = |cycle: &Model| above(cycle.id, directory).iter().position(|cycle| cycle.id == id);
    directory.cycles().filter_map(level).max().unwrap_or(0) + 1
}

fn span(cycle: &Model) -> Period {
    Period { start: cycle.starts_on.0, end: cycle.ends_on.0 }
}
