//! Memberships: who belongs to which unit, from when to when.
//!
//! A person may belong to several units; one membership at a time is the primary one. A new
//! membership ends the earlier one in the same unit, and a new primary one ends the earlier primary
//! one, on the day it starts. What starts on the same day is a correction and overwrites; the
//! change log keeps what was there.

use goals::access::{Action, Thing};
use goals::id::{MembershipId, OrgUnitId, PersonId};
use jiff::civil::Date;
use store::day::Day;
use store::entity::membership::Model;
use uuid::Uuid;

use crate::app::App;
use crate::check::Checks;
use crate::effective::{GivesWay, Span};
use crate::error::OpsError;
use crate::patch::Patch;
use crate::person;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "membership";

/// A new membership.
#[derive(Debug, Clone)]
pub struct New {
    /// The unit.
    pub unit: OrgUnitId,
    /// What the person does there.
    pub role_title: String,
    /// Whether it is where the person chiefly belongs.
    pub is_primary: bool,
    /// First day; today when absent.
    pub starts_on: Option<Date>,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// What the person does there.
    pub role_title: Option<String>,
    /// First day after; cleared, it goes on.
    pub ends_on: Patch<Date>,
}

/// Makes a person a member of a unit.
///
/// # Errors
/// `Forbidden` unless the viewer administers the organisation; `NotFound` for the person; `Invalid`
/// for an unknown or archived unit; `State` for an archived person.
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

/// Edits a membership or ends it.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `Invalid` when it would be empty, or overlap another
/// membership in the same unit or another primary one.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: MembershipId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePeople, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = store::membership::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    model.role_title = edit.role_title.unwrap_or(model.role_title);
    model.ends_on = edit.ends_on.apply(model.ends_on.map(Into::into)).map(Into::into);
    model.updated_at = work.now_ms();
    span(&model).check()?;
    check_words(&model.role_title)?;
    check_overlap(&work, &model).await?;
    let model = store::membership::update(work.tx(), model, edit.version).await?;
    work.record("membership.updated", &model, None).await?;
    work.commit(model).await
}

/// Begins a membership inside a work: what it replaces ends.
pub(crate) async fn begin(
    work: &mut Work,
    id: Uuid,
    person: Uuid,
    new: New,
) -> Result<Model, OpsError> {
    check_words(&new.role_title)?;
    check_unit(work, new.unit)?;
    let starts_on = new.starts_on.unwrap_or_else(|| work.today());
    let (corrected, ends_on) = make_way(work, person, &new, starts_on).await?;
    if let Some(row) = corrected {
        let version = row.version;
        let row = Model {
            org_unit_id: new.unit.0,
            role_title: new.role_title,
            is_primary: new.is_primary,
            ends_on: earlier(row.ends_on, ends_on.map(Into::into)),
            updated_at: work.now_ms(),
            ..row
        };
        let model = store::membership::update(work.tx(), row, version).await?;
        work.record("membership.corrected", &model, None).await?;
        return Ok(model);
    }
    let model = Model {
        id,
        organization_id: work.organization_id(),
        person_id: person,
        org_unit_id: new.unit.0,
        role_title: new.role_title,
        is_primary: new.is_primary,
        starts_on: starts_on.into(),
        ends_on: ends_on.map(Into::into),
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    insert(work, model).await
}

/// Writes a membership that nothing stands in the way of.
pub(crate) async fn insert(work: &mut Work, model: Model) -> Result<Model, OpsError> {
    let model = store::membership::insert(work.tx(), model).await?;
    work.record("membership.started", &model, None).await?;
    Ok(model)
}

/// Ends what the new membership replaces. Gives the row that it corrects, if it starts on the same
/// day as one, and the day on which one that was planned already takes over.
async fn make_way(
    work: &mut Work,
    person: Uuid,
    new: &New,
    starts_on: Date,
) -> Result<(Option<Model>, Option<Date>), OpsError> {
    let (mut corrected, mut ends_on): (Option<Model>, Option<Date>) = (None, None);
    for row in rows_of(work, person).await? {
        if !replaces(new.unit.0, new.is_primary, &row) {
            continue;
        }
        match span(&row).gives_way(starts_on) {
            GivesWay::Untouched => {}
            GivesWay::Ends => {
                let version = row.version;
                let now = work.now_ms();
                let row = Model { ends_on: Some(starts_on.into()), updated_at: now, ..row };
                let row = store::membership::update(work.tx(), row, version).await?;
                work.record("membership.ended", &row, None).await?;
            }
            GivesWay::Limits(day) => ends_on = Some(ends_on.map_or(day, |end| end.min(day))),
            GivesWay::IsCorrected if corrected.is_none() => corrected = Some(row),
            GivesWay::IsCorrected => {
                let message =
                    format!("two memberships start on {starts_on} already; end one of them first");
                return Err(OpsError::field("starts_on", "starts_same_day", message));
            }
        }
    }
    Ok((corrected, ends_on))
}

/// Whether a membership in this unit takes the place of the row.
fn replaces(unit: Uuid, is_primary: bool, row: &Model) -> bool {
    row.org_unit_id == unit || (is_primary && row.is_primary)
}

async fn check_overlap(work: &Work, model: &Model) -> Result<(), OpsError> {
    let others = rows_of(work, model.person_id).await?;
    let clash = others.iter().filter(|row| row.id != model.id).find(|row| {
        replaces(model.org_unit_id, model.is_primary, row)
            && span(model).shared(span(row)).is_some()
    });
    let Some(row) = clash else { return Ok(()) };
    let live = work.live().read();
    let unit =
        live.directory.unit(row.org_unit_id).map_or("another unit", |unit| unit.name.as_str());
    let message = format!("the membership in {unit} that starts on {} overlaps", row.starts_on);
    Err(OpsError::field("ends_on", "overlapping_membership", message))
}

async fn rows_of(work: &Work, person: Uuid) -> Result<Vec<Model>, OpsError> {
    Ok(store::membership::of_person(work.tx(), work.organization_id(), person, None).await?)
}

fn check_unit(work: &Work, unit: OrgUnitId) -> Result<(), OpsError> {
    let live = work.live().read();
    let Some(found) = live.directory.unit(unit.0) else {
        return Err(OpsError::unknown_reference("org_unit_id", unit));
    };
    if found.archived_at.is_some() {
        let message = format!("{} is archived; choose a unit in use", found.code);
        return Err(OpsError::field("org_unit_id", "unit_archived", message));
    }
    Ok(())
}

fn check_words(role_title: &str) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.text("role_title", role_title);
    checks.finish()
}

fn earlier(one: Option<Day>, another: Option<Day>) -> Option<Day> {
    match (one, another) {
        (Some(one), Some(another)) => Some(one.min(another)),
        (one, another) => one.or(another),
    }
}

fn span(row: &Model) -> Span {
    Span::of(row.starts_on, row.ends_on)
}
