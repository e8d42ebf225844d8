//! The manager line: who reports to whom, from when to when.
//!
//! A person has at most one manager on any day. A new line ends the one before it on the day it
//! starts; one that starts on the same day is a correction and overwrites. The invariant: *on no
//! day does anybody report to themself, directly or through others*; rights follow the line, and a
//! loop would give them to everyone in it.

use goals::access::{Action, Thing};
use goals::id::{ManagerLineId, PersonId};
use jiff::civil::Date;
use store::entity::manager_line::Model;
use uuid::Uuid;

use crate::app::App;
use crate::effective::{GivesWay, Span};
use crate::error::OpsError;
use crate::limits::MANAGER_LINES_WALKED_MAX;
use crate::live::Directory;
use crate::patch::Patch;
use crate::person;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "manager_line";

/// A new line.
#[derive(Debug, Clone, Copy)]
pub struct New {
    /// The manager.
    pub manager: PersonId,
    /// First day; today when absent.
    pub starts_on: Option<Date>,
}

/// An edit.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// First day after; cleared, it goes on.
    pub ends_on: Patch<Date>,
}

/// Gives a person a manager.
///
/// # Errors
/// `Forbidden` unless the viewer administers the organisation; `NotFound` for the person; `Invalid`
/// for an unknown or archived manager, or a loop, naming its path; `State` for an archived person.
pub async fn create(
    app: &App,
    viewer: &Viewer,
    person: PersonId,
    new: New,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePeople, &Thing::Organization, "person", person)?;
    let mut work = Work::begin(app, viewer).await?;
    person::find_in_use(&work, person).await?;
    let model = begin(&mut work, app.new_id(), person.0, new).await?;
    work.commit(model).await
}

/// Ends a line, or lets it go on.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `Invalid` when it would be empty, overlap the next line, or
/// close a loop.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: ManagerLineId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePeople, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = store::manager_line::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    model.ends_on = edit.ends_on.apply(model.ends_on.map(Into::into)).map(Into::into);
    model.updated_at = work.now_ms();
    span(&model).check()?;
    check_overlap(&work, &model).await?;
    check_loop(&work, &model).await?;
    let model = store::manager_line::update(work.tx(), model, edit.version).await?;
    work.record("manager_line.updated", &model, None).await?;
    work.commit(model).await
}

/// Begins a line inside a work: the line before it ends.
pub(crate) async fn begin(
    work: &mut Work,
    id: Uuid,
    person: Uuid,
    new: New,
) -> Result<Model, OpsError> {
    check_manager(work, person, new.manager)?;
    let starts_on = new.starts_on.unwrap_or_else(|| work.today());
    let (corrected, ends_on) = make_way(work, person, starts_on).await?;
    let now = work.now_ms();
    let model = Model {
        id,
        organization_id: work.organization_id(),
        person_id: person,
        manager_person_id: new.manager.0,
        starts_on: starts_on.into(),
        ends_on: ends_on.map(Into::into),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let Some(row) = corrected else {
        check_loop(work, &model).await?;
        let model = store::manager_line::insert(work.tx(), model).await?;
        work.record("manager_line.started", &model, None).await?;
        return Ok(model);
    };
    let version = row.version;
    let row = Model { manager_person_id: new.manager.0, updated_at: now, ..row };
    check_loop(work, &row).await?;
    let model = store::manager_line::update(work.tx(), row, version).await?;
    work.record("manager_line.corrected", &model, None).await?;
    Ok(model)
}

async fn make_way(
    work: &mut Work,
    person: Uuid,
    starts_on: Date,
) -> Result<(Option<Model>, Option<Date>), OpsError> {
    let (mut corrected, mut ends_on): (Option<Model>, Option<Date>) = (None, None);
    for row in rows_of(work, person).await? {
        match span(&row).gives_way(starts_on) {
            GivesWay::Untouched => {}
            GivesWay::IsCorrected => corrected = Some(row),
            GivesWay::Limits(day) => ends_on = Some(ends_on.map_or(day, |end| end.min(day))),
            GivesWay::Ends => {
                let version = row.version;
                let now = work.now_ms();
                let row = Model { ends_on: Some(starts_on.into()), updated_at: now, ..row };
                let row = store::manager_line::update(work.tx(), row, version).await?;
                work.record("manager_line.ended", &row, None).await?;
            }
        }
    }
    Ok((corrected, ends_on))
}

async fn rows_of(work: &Work, person: Uuid) -> Result<Vec<Model>, OpsError> {
    Ok(store::manager_line::of_person(work.tx(), work.organization_id(), person, None).await?)
}

fn check_manager(work: &Work, person: Uuid, manager: PersonId) -> Result<(), OpsError> {
    if person == manager.0 {
        let message =
            "nobody is their own manager; leave it empty for the head of the organisation";
        return Err(OpsError::field("manager_person_id", "own_manager", message));
    }
    let live = work.live().read();
    let found = live.directory.person(manager.0).filter(|row| row.archived_at.is_none());
    found.map(drop).ok_or_else(|| OpsError::unknown_reference("manager_person_id", manager))
}

async fn check_overlap(work: &Work, model: &Model) -> Result<(), OpsError> {
    let others = rows_of(work, model.person_id).await?;
    let clash =
        others.iter().find(|row| row.id != model.id && span(model).shared(span(row)).is_some());
    let Some(row) = clash else { return Ok(()) };
    let message =
        format!("the line that starts on {} overlaps; end this one by then", row.starts_on);
    Err(OpsError::field("ends_on", "overlapping_line", message))
}

/// Walks up from the manager, over the days that the line holds; lines that were over before or
/// begin after do not count, and those that begin while it holds do.
async fn check_loop(work: &Work, line: &Model) -> Result<(), OpsError> {
    let mut walked = 0;
    let start = vec![line.person_id, line.manager_person_id];
    let mut ways = vec![(start, span(line))];
    while let Some((path, days)) = ways.pop() {
        let Some(at) = path.last().copied() else { continue };
        for row in rows_of(work, at).await? {
            walked += 1;
            if walked > MANAGER_LINES_WALKED_MAX {
                let limit = MANAGER_LINES_WALKED_MAX;
                return Err(OpsError::TooLarge { what: "the manager line", got: walked, limit });
            }
            let Some(days) = days.shared(span(&row)) else { continue };
            let mut path = path.clone();
            path.push(row.manager_person_id);
            if row.manager_person_id == line.person_id {
                return Err(closes_loop(&path, &work.live().read().directory));
            }
            ways.push((path, days));
        }
    }
    Ok(())
}

fn closes_loop(path: &[Uuid], directory: &Directory) -> OpsError {
    let name = |id: &Uuid| match directory.person(*id) {
        Some(person) => person.name.clone(),
        None => PersonId(*id).to_string(),
    };
    let names: Vec<String> = path.iter().map(name).collect();
    let message =
        format!("this closes a circle: {}; end one of these lines first", names.join(" → "));
    OpsError::field("manager_person_id", "cycle", message)
}

fn span(row: &Model) -> Span {
    Span::of(row.starts_on, row.ends_on)
}
