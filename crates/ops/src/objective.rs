//! Objectives 目标: create, edit, publish, judge, grade, archive.
//!
//! Before publishing an objective is its owner's draft. Afterwards a change to its wording, kind or
//! weight needs a reason and stays on the record. What it is worth follows from its children: see
//! `goals::objective`.

use goals::access::Action;
use goals::id::{CycleId, ObjectiveId, OrgUnitId, PersonId, StrategicPillarId};
use store::entity::objective::Model;
use store::word::{CyclePhase, ObjectiveKind, ObjectiveState, ProgressMode, Status, Visibility};

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::grade;
use crate::live::Directory;
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

pub(crate) const ENTITY: &str = "objective";

/// A new objective; it begins as a draft.
#[derive(Debug, Clone)]
pub struct Create {
    /// The cycle it lives in.
    pub cycle: CycleId,
    /// Its words.
    pub title: String,
    /// Why it matters.
    pub description: String,
    /// Committed or aspirational.
    pub kind: ObjectiveKind,
    /// The unit that owns it.
    pub owner_unit: Option<OrgUnitId>,
    /// The person accountable.
    pub owner_person: Option<PersonId>,
    /// The pillar it serves.
    pub strategic_pillar: Option<StrategicPillarId>,
    /// Which children count.
    pub progress_mode: ProgressMode,
    /// Relative weight in its unit.
    pub weight: f64,
    /// Who sees it.
    pub visibility: Visibility,
    /// Where it stands among the unit's others.
    pub position: i32,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// Its words.
    pub title: Option<String>,
    /// Why it matters.
    pub description: Option<String>,
    /// Committed or aspirational.
    pub kind: Option<ObjectiveKind>,
    /// The unit that owns it.
    pub owner_unit: Patch<OrgUnitId>,
    /// The person accountable.
    pub owner_person: Patch<PersonId>,
    /// The pillar it serves.
    pub strategic_pillar: Patch<StrategicPillarId>,
    /// Which children count.
    pub progress_mode: Option<ProgressMode>,
    /// Relative weight in its unit.
    pub weight: Option<f64>,
    /// Who sees it.
    pub visibility: Option<Visibility>,
    /// Where it stands.
    pub position: Option<i32>,
    /// The owner's own judgement; needs the reason.
    pub status_override: Patch<Status>,
    /// Left out at close; needs the reason.
    pub is_excluded: Option<bool>,
    /// Why; required after publishing for wording, kind, weight, judgement and exclusion.
    pub reason: Option<String>,
}

/// Adds a draft.
///
/// # Errors
/// `Forbidden` unless the viewer is the owner, manages the owner, leads the unit or administers
/// goals; `Invalid` for missing words, an unknown reference, no owner or a negative weight; `State`
/// when the cycle is closed.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let model = insert(&mut work, app, viewer, input, ObjectiveState::Draft).await?;
    work.commit(model).await
}

/// Writes a new objective as a part of other work; errors as [`create`].
pub(crate) async fn insert(
    work: &mut Work,
    app: &App,
    viewer: &Viewer,
    input: Create,
    state: ObjectiveState,
) -> Result<Model, OpsError> {
    let now = work.now_ms();
    let model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        cycle_id: input.cycle.0,
        title: input.title.trim().to_owned(),
        description: input.description,
        kind: input.kind,
        owner_unit_id: input.owner_unit.map(|id| id.0),
        owner_person_id: input.owner_person.map(|id| id.0),
        strategic_pillar_id: input.strategic_pillar.map(|id| id.0),
        progress_mode: input.progress_mode,
        weight: input.weight,
        visibility: input.visibility,
        state,
        published_at: (state == ObjectiveState::Published).then_some(now),
        status_override: None,
        status_override_reason: None,
        is_excluded: false,
        exclusion_reason: None,
        grade: None,
        grade_reason: None,
        position: input.position,
        archived_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    {
        let live = work.live().read();
        check(&model, &live.directory)?;
        check_cycle_open(&live.directory, model.cycle_id)?;
        viewer.may_on_objective(Action::CreateObjective, &model)?;
    }
    let model = store::objective::insert(work.tx(), model).await?;
    work.record("objective.created", &model, None).await?;
    Ok(model)
}

/// Edits an objective.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `Invalid` also for a change on the record without a reason;
/// `State` when the objective or its cycle is closed.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: ObjectiveId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let before = find(&work, viewer, id, Action::EditObjective).await?;
    check_open(&work, &before)?;
    let version = edit.version;
    let reason = edit.reason.clone().filter(|reason| !reason.trim().is_empty());
    let model = edited(before.clone(), edit, &work)?;
    {
        let live = work.live().read();
        check(&model, &live.directory)?;
        viewer.may_on_objective(Action::EditObjective, &model)?;
    }
    if is_on_record(&before, &model) {
        let mut checks = Checks::default();
        checks.reason("reason", reason.as_deref());
        checks.finish()?;
    }
    let kind = change_kind(&before, &model);
    let model = store::objective::update(work.tx(), model, version).await?;
    work.record(kind, &model, reason.as_deref()).await?;
    work.commit(model).await
}

fn edited(mut model: Model, edit: Edit, work: &Work) -> Result<Model, OpsError> {
    model.title = edit.title.unwrap_or(model.title).trim().to_owned();
    model.description = edit.description.unwrap_or(model.description);
    model.kind = edit.kind.unwrap_or(model.kind);
    model.owner_unit_id = edit.owner_unit.map(|id| id.0).apply(model.owner_unit_id);
    model.owner_person_id = edit.owner_person.map(|id| id.0).apply(model.owner_person_id);
    model.strategic_pillar_id =
        edit.strategic_pillar.map(|id| id.0).apply(model.strategic_pillar_id);
    model.progress_mode = edit.progress_mode.unwrap_or(model.progress_mode);
    model.weight = edit.weight.unwrap_or(model.weight);
    model.visibility = edit.visibility.unwrap_or(model.visibility);
    model.position = edit.position.unwrap_or(model.position);
    if edit.status_override != Patch::Keep {
        let status = edit.status_override.apply(model.status_override);
        model.status_override_reason = edit.reason.clone().filter(|_| status.is_some());
        model.status_override = judged("status_override", status)?;
    }
    if let Some(is_excluded) = edit.is_excluded {
        model.is_excluded = is_excluded;
        model.exclusion_reason = edit.reason.filter(|_| is_excluded);
    }
    model.updated_at = work.now_ms();
    Ok(model)
}

/// An owner judges how a goal stands; that it has no data or has not begun are facts, not
/// judgements.
pub(crate) fn judged(field: &str, status: Option<Status>) -> Result<Option<Status>, OpsError> {
    match status {
        Some(Status::NoData | Status::NotStarted) => Err(OpsError::field(
            field,
            "not_a_judgement",
            "choose on_track, at_risk, off_track or done",
        )),
        other => Ok(other),
    }
}

/// Publishes a draft: from now on it counts, everyone who may sees it, and its goalposts are on the
/// record.
///
/// # Errors
/// `NotFound`, `Forbidden`; `State` when it is not a draft or has nothing to measure it by.
pub async fn publish(
    app: &App,
    viewer: &Viewer,
    id: ObjectiveId,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, viewer, id, Action::EditObjective).await?;
    check_open(&work, &model)?;
    if model.state == ObjectiveState::Published {
        return work.commit(model).await;
    }
    model.state = ObjectiveState::Published;
    model.published_at = Some(work.now_ms());
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::objective::update(work.tx(), model, version).await?;
    work.record("objective.published", &model, None).await?;
    work.commit(model).await
}

/// Grades an objective while its cycle is closing, and closes it; the suggestion is its clamped
/// progress, another grade needs a reason. Until the cycle is closed the grade may be changed.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `State` for a draft and when the cycle is not closing;
/// `Invalid` for a grade outside 0..=1 or a missing reason.
pub async fn grade(
    app: &App,
    viewer: &Viewer,
    id: ObjectiveId,
    version: i32,
    grade: f64,
    reason: Option<String>,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, viewer, id, Action::EditObjective).await?;
    grade::check_time(&work, &model)?;
    let suggested = suggested_grade(&work, id);
    grade::check(grade, suggested, reason.as_deref())?;
    model.grade = Some((grade * 100.0).round() / 100.0);
    model.grade_reason.clone_from(&reason);
    model.state = ObjectiveState::Closed;
    model.updated_at = work.now_ms();
    let model = store::objective::update(work.tx(), model, version).await?;
    work.record("objective.graded", &model, reason.as_deref()).await?;
    work.commit(model).await
}

fn suggested_grade(work: &Work, id: ObjectiveId) -> Option<f64> {
    let live = work.live().read();
    live.graph.objective(id).and_then(|score| goals::grade::suggested(score.progress))
}

/// Archives an objective, which then leaves every mean, or takes it back.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: ObjectiveId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, viewer, id, Action::EditObjective).await?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::objective::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

/// The objective, when the viewer sees it and may do `action` to it.
pub(crate) async fn find(
    work: &Work,
    viewer: &Viewer,
    id: ObjectiveId,
    action: Action,
) -> Result<Model, OpsError> {
    let model = store::objective::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    viewer.may_on_objective(action, &model)?;
    Ok(model)
}

/// Refuses changes to what is closed.
pub(crate) fn check_open(work: &Work, model: &Model) -> Result<(), OpsError> {
    if model.state == ObjectiveState::Closed {
        return Err(OpsError::State {
            code: "objective_closed",
            message: "this objective is graded and closed; its history is not rewritten".to_owned(),
        });
    }
    check_cycle_open(&work.live().read().directory, model.cycle_id)
}

pub(crate) fn check_cycle_open(directory: &Directory, cycle: uuid::Uuid) -> Result<(), OpsError> {
    match directory.cycle(cycle) {
        Some(cycle) if cycle.phase == CyclePhase::Closed => Err(OpsError::State {
            code: "cycle_closed",
            message: format!("the cycle {} is closed; choose one that is open", cycle.name),
        }),
        _ => Ok(()),
    }
}

fn check(model: &Model, directory: &Directory) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.name("title", &model.title);
    checks.text("description", &model.description);
    checks.weight("weight", model.weight);
    if model.owner_unit_id.is_none() && model.owner_person_id.is_none() {
        checks.refuse(
            "owner_unit_id",
            "owner_required",
            "an objective belongs to a unit or a person",
        );
    }
    checks.finish()?;
    if directory.cycle(model.cycle_id).is_none() {
        return Err(OpsError::unknown_reference("cycle_id", CycleId(model.cycle_id)));
    }
    if let Some(id) = model.owner_unit_id.filter(|id| directory.unit(*id).is_none()) {
        return Err(OpsError::unknown_reference("owner_unit_id", OrgUnitId(id)));
    }
    if let Some(id) = model.owner_person_id.filter(|id| directory.person(*id).is_none()) {
        return Err(OpsError::unknown_reference("owner_person_id", PersonId(id)));
    }
    if let Some(id) = model.strategic_pillar_id.filter(|id| directory.pillar(*id).is_none()) {
        let id = StrategicPillarId(id);
        return Err(OpsError::unknown_reference("strategic_pillar_id", id));
    }
    Ok(())
}

/// Whether the change is one that the record must explain: goals get softened quietly otherwise.
fn is_on_record(before: &Model, after: &Model) -> bool {
    let is_judged =
        before.status_override != after.status_override && after.status_override.is_some();
    let is_excluded = !before.is_excluded && after.is_excluded;
    let is_reworded = before.title != after.title
        || before.kind != after.kind
        || before.weight.to_bits() != after.weight.to_bits();
    is_judged || is_excluded || (before.state != ObjectiveState::Draft && is_reworded)
}

fn change_kind(before: &Model, after: &Model) -> &'static str {
    if before.status_override != after.status_override {
        "objective.status_judged"
    } else if before.is_excluded != after.is_excluded {
        "objective.exclusion_changed"
    } else {
        "objective.updated"
    }
}
