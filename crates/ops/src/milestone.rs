//! Milestones: the steps of a key result of that kind.

use goals::access::Action;
use goals::id::{KeyResultId, MilestoneId};
use jiff::civil::Date;
use store::entity::key_result::Model as KeyResult;
use store::entity::milestone::Model;
use store::page::Archived;
use store::word::KeyResultKind;

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::key_result;
use crate::limits::MILESTONES_MAX;
use crate::objective;
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "milestone";

/// A new milestone.
#[derive(Debug, Clone)]
pub struct New {
    /// Its words.
    pub title: String,
    /// Relative weight; 1 unless said otherwise.
    pub weight: f64,
    /// When it should be done.
    pub due_on: Option<Date>,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// Its words.
    pub title: Option<String>,
    /// Relative weight.
    pub weight: Option<f64>,
    /// When it should be done.
    pub due_on: Patch<Date>,
    /// When it was done; clearing it opens the milestone again.
    pub done_on: Patch<Date>,
}

/// Adds a milestone to a key result.
///
/// # Errors
/// `NotFound`, `Forbidden`, `State` when closed; `Invalid` for a key result of another kind.
pub async fn create(
    app: &App,
    viewer: &Viewer,
    key_result: KeyResultId,
    new: New,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let (owner, goal) = key_result::find(&work, viewer, key_result, Action::EditObjective).await?;
    objective::check_open(&work, &goal)?;
    if owner.kind != KeyResultKind::Milestones {
        let message = "only a key result of kind `milestones` has milestones";
        return Err(OpsError::field("key_result_id", "milestones_not_expected", message));
    }
    let others = store::milestone::of_key_results(
        work.tx(),
        work.organization_id(),
        &[owner.id],
        Archived::With,
    )
    .await?;
    let position = others.iter().map(|other| other.position).max().unwrap_or(0) + 1;
    check_count(others.iter().filter(|other| other.archived_at.is_none()).count() + 1)?;
    let model = row(app, &work, &owner, new, position);
    check("", &model)?;
    let model = store::milestone::insert(work.tx(), model).await?;
    work.record("milestone.created", &model, None).await?;
    work.commit(model).await
}

/// Adds the milestones that a key result begins with.
pub(crate) async fn insert_all(
    work: &mut Work,
    app: &App,
    owner: &KeyResult,
    milestones: Vec<New>,
) -> Result<(), OpsError> {
    check_count(milestones.len())?;
    for (position, new) in (1..).zip(milestones) {
        let model = row(app, work, owner, new, position);
        check(&format!("milestones.{}.", position - 1), &model)?;
        let model = store::milestone::insert(work.tx(), model).await?;
        work.record("milestone.created", &model, None).await?;
    }
    Ok(())
}

/// Edits a milestone; whoever may check in on the key result may mark it done.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`, `Invalid`.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: MilestoneId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    let only_done = edit.title.is_none() && edit.weight.is_none() && edit.due_on == Patch::Keep;
    let action = if only_done { Action::CheckIn } else { Action::EditObjective };
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, viewer, id, action).await?;
    let was_done = model.done_on.is_some();
    model.title = edit.title.unwrap_or(model.title).trim().to_owned();
    model.weight = edit.weight.unwrap_or(model.weight);
    model.due_on = edit.due_on.map(Into::into).apply(model.due_on);
    model.done_on = edit.done_on.map(Into::into).apply(model.done_on);
    model.updated_at = work.now_ms();
    check("", &model)?;
    let kind = match (was_done, model.done_on.is_some()) {
        (false, true) => "milestone.done",
        (true, false) => "milestone.reopened",
        _ => "milestone.updated",
    };
    let model = store::milestone::update(work.tx(), model, edit.version).await?;
    work.record(kind, &model, None).await?;
    work.commit(model).await
}

/// Archives a milestone or takes it back.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: MilestoneId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, viewer, id, Action::EditObjective).await?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::milestone::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

async fn find(
    work: &Work,
    viewer: &Viewer,
    id: MilestoneId,
    action: Action,
) -> Result<Model, OpsError> {
    let model = store::milestone::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    let key_result = KeyResultId(model.key_result_id);
    let (_, goal) = key_result::find(work, viewer, key_result, action).await?;
    objective::check_open(work, &goal)?;
    Ok(model)
}

fn row(app: &App, work: &Work, owner: &KeyResult, new: New, position: i32) -> Model {
    Model {
        id: app.new_id(),
        organization_id: work.organization_id(),
        key_result_id: owner.id,
        title: new.title.trim().to_owned(),
        weight: new.weight,
        due_on: new.due_on.map(Into::into),
        done_on: None,
        position,
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    }
}

fn check(prefix: &str, model: &Model) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.name(&format!("{prefix}title"), &model.title);
    checks.weight(&format!("{prefix}weight"), model.weight);
    checks.finish()
}

fn check_count(count: usize) -> Result<(), OpsError> {
    if count > MILESTONES_MAX {
        return Err(OpsError::TooLarge { what: "milestones", got: count, limit: MILESTONES_MAX });
    }
    Ok(())
}
