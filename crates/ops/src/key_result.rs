//! Key results 关键结果: create, edit, grade, archive.
//!
//! After its objective is published, a change to start, target, weight or wording needs a reason
//! and stays on the record; the first move of a goalpost keeps the original beside it, so progress
//! is shown against both.

mod check;

use goals::access::Action;
use goals::id::{KeyResultId, ObjectiveId, PersonId};
use store::entity::key_result::Model;
use store::json::{Json, Phase};
use store::word::{KeyResultKind, NumberFormat, ObjectiveState, PaceKind, Status};

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::grade;
use crate::live::convert;
use crate::milestone;
use crate::objective;
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

pub(crate) const ENTITY: &str = "key_result";

/// What a key result is measured by; create and edit share it.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// S, for increase and decrease.
    pub start_value: Patch<f64>,
    /// T, the limit to hold, or the lower end of the corridor.
    pub target_value: Patch<f64>,
    /// The upper end of the corridor.
    pub target_high: Patch<f64>,
    /// Where progress is 0 below the limit.
    pub zero_low: Patch<f64>,
    /// Where progress is 0 above the limit.
    pub zero_high: Patch<f64>,
}

/// A new key result.
#[derive(Debug, Clone)]
pub struct Create {
    /// The objective it belongs to.
    pub objective: ObjectiveId,
    /// Its words.
    pub title: String,
    /// How it is measured, and what it leaves out.
    pub description: String,
    /// Who checks in.
    pub owner_person: Option<PersonId>,
    /// What counts as success.
    pub kind: KeyResultKind,
    /// Its numbers.
    pub numbers: Numbers,
    /// The share of elapsed periods in which the condition held, for maintain kinds.
    pub over_time: bool,
    /// The label behind its numbers.
    pub unit: String,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Digits after the point.
    pub decimals: i32,
    /// How progress is expected to come.
    pub pace: PaceKind,
    /// The points of a phased pace.
    pub phases: Vec<Phase>,
    /// Relative weight in its objective.
    pub weight: f64,
    /// Where it stands among the others.
    pub position: i32,
    /// The steps of a milestone key result.
    pub milestones: Vec<milestone::New>,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// Its words.
    pub title: Option<String>,
    /// How it is measured.
    pub description: Option<String>,
    /// Who checks in.
    pub owner_person: Patch<PersonId>,
    /// Its numbers.
    pub numbers: Numbers,
    /// The share of elapsed periods in which the condition held.
    pub over_time: Option<bool>,
    /// The label behind its numbers.
    pub unit: Option<String>,
    /// How its numbers are shown.
    pub format: Option<NumberFormat>,
    /// Digits after the point.
    pub decimals: Option<i32>,
    /// How progress is expected to come.
    pub pace: Option<PaceKind>,
    /// The points of a phased pace.
    pub phases: Option<Vec<Phase>>,
    /// Relative weight in its objective.
    pub weight: Option<f64>,
    /// Where it stands.
    pub position: Option<i32>,
    /// The owner's own judgement.
    pub status_override: Patch<Status>,
    /// Left out at close.
    pub is_excluded: Option<bool>,
    /// Why; required for what stays on the record.
    pub reason: Option<String>,
}

/// Adds a key result to an objective.
///
/// # Errors
/// `NotFound`, `Forbidden`, `State` when the objective is closed; `Invalid` or `Refused` for
/// numbers that make no sense together: S = T, a corridor upside down, a missing target.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let owner = objective::find(&work, viewer, input.objective, Action::EditObjective).await?;
    objective::check_open(&work, &owner)?;
    let model = insert(&mut work, app, input).await?;
    work.commit(model).await
}

/// Writes a new key result of an objective that the viewer may change, as a part of other work;
/// errors as [`create`].
pub(crate) async fn insert(work: &mut Work, app: &App, input: Create) -> Result<Model, OpsError> {
    let now = work.now_ms();
    let milestones = input.milestones;
    let model = Model {
        id: app.new_id(),
        organization_id: work.organization_id(),
        objective_id: input.objective.0,
        title: input.title.trim().to_owned(),
        description: input.description,
        owner_person_id: input.owner_person.map(|id| id.0),
        kind: input.kind,
        start_value: input.numbers.start_value.apply(None),
        target_value: input.numbers.target_value.apply(None),
        target_high: input.numbers.target_high.apply(None),
        zero_low: input.numbers.zero_low.apply(None),
        zero_high: input.numbers.zero_high.apply(None),
        original_start: None,
        original_target: None,
        over_time: input.over_time,
        current_value: None,
        confidence: None,
        unit: input.unit,
        format: input.format,
        decimals: input.decimals,
        pace: input.pace,
        phases: Json(input.phases),
        weight: input.weight,
        status_override: None,
        status_override_reason: None,
        is_excluded: false,
        exclusion_reason: None,
        grade: None,
        grade_reason: None,
        last_check_in_at: None,
        position: input.position,
        archived_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    check(&model, work)?;
    if model.kind != KeyResultKind::Milestones && !milestones.is_empty() {
        let message = "only a key result of kind `milestones` has milestones";
        return Err(OpsError::field("milestones", "milestones_not_expected", message));
    }
    let model = store::key_result::insert(work.tx(), model).await?;
    work.record("key_result.created", &model, None).await?;
    milestone::insert_all(work, app, &model, milestones).await?;
    Ok(model)
}

/// Edits a key result.
///
/// # Errors
/// As [`create`]; `Stale`; `Invalid` also for a change on the record without a reason.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: KeyResultId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let (before, owner) = find(&work, viewer, id, Action::EditObjective).await?;
    objective::check_open(&work, &owner)?;
    let version = edit.version;
    let reason = edit.reason.clone().filter(|reason| !reason.trim().is_empty());
    let mut model = edited(before.clone(), edit, work.now_ms())?;
    check(&model, &work)?;
    let is_published = owner.state != ObjectiveState::Draft;
    let has_moved = goalpost_moved(&before, &model);
    if is_published && has_moved && before.original_target.is_none() {
        model.original_start = before.start_value.or(before.target_value);
        model.original_target = before.target_value;
    }
    if must_explain(&before, &model) || (is_published && (has_moved || reworded(&before, &model))) {
        let mut checks = Checks::default();
        checks.reason("reason", reason.as_deref());
        checks.finish()?;
    }
    let kind = if has_moved && is_published {
        "key_result.goalpost_moved"
    } else if before.status_override != model.status_override {
        "key_result.status_judged"
    } else {
        "key_result.updated"
    };
    let model = store::key_result::update(work.tx(), model, version).await?;
    work.record(kind, &model, reason.as_deref()).await?;
    work.commit(model).await
}

fn edited(mut model: Model, edit: Edit, now_ms: i64) -> Result<Model, OpsError> {
    model.title = edit.title.unwrap_or(model.title).trim().to_owned();
    model.description = edit.description.unwrap_or(model.description);
    model.owner_person_id = edit.owner_person.map(|id| id.0).apply(model.owner_person_id);
    model.start_value = edit.numbers.start_value.apply(model.start_value);
    model.target_value = edit.numbers.target_value.apply(model.target_value);
    model.target_high = edit.numbers.target_high.apply(model.target_high);
    model.zero_low = edit.numbers.zero_low.apply(model.zero_low);
    model.zero_high = edit.numbers.zero_high.apply(model.zero_high);
    model.over_time = edit.over_time.unwrap_or(model.over_time);
    model.unit = edit.unit.unwrap_or(model.unit);
    model.format = edit.format.unwrap_or(model.format);
    model.decimals = edit.decimals.unwrap_or(model.decimals);
    model.pace = edit.pace.unwrap_or(model.pace);
    model.phases = edit.phases.map_or(model.phases, Json);
    model.weight = edit.weight.unwrap_or(model.weight);
    model.position = edit.position.unwrap_or(model.position);
    if edit.status_override != Patch::Keep {
        let status = edit.status_override.apply(model.status_override);
        model.status_override_reason = edit.reason.clone().filter(|_| status.is_some());
        model.status_override = objective::judged("status_override", status)?;
    }
    if let Some(is_excluded) = edit.is_excluded {
        model.is_excluded = is_excluded;
        model.exclusion_reason = edit.reason.filter(|_| is_excluded);
    }
    model.updated_at = now_ms;
    Ok(model)
}

fn goalpost_moved(before: &Model, after: &Model) -> bool {
    before.start_value != after.start_value
        || before.target_value != after.target_value
        || before.target_high != after.target_high
}

fn reworded(before: &Model, after: &Model) -> bool {
    before.title != after.title || before.weight.to_bits() != after.weight.to_bits()
}

fn must_explain(before: &Model, after: &Model) -> bool {
    (before.status_override != after.status_override && after.status_override.is_some())
        || (!before.is_excluded && after.is_excluded)
}

/// Grades a key result at close; see [`objective::grade`].
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `Invalid` for a grade outside 0..=1 or a missing reason.
pub async fn grade(
    app: &App,
    viewer: &Viewer,
    id: KeyResultId,
    version: i32,
    grade: f64,
    reason: Option<String>,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let (mut model, owner) = find(&work, viewer, id, Action::EditObjective).await?;
    objective::check_open(&work, &owner)?;
    grade::check_time(&work, &owner)?;
    let progress = work.live().read().graph.key_result(id).and_then(|score| score.progress);
    grade::check(grade, goals::grade::suggested(progress), reason.as_deref())?;
    model.grade = Some((grade * 100.0).round() / 100.0);
    model.grade_reason.clone_from(&reason);
    model.updated_at = work.now_ms();
    let model = store::key_result::update(work.tx(), model, version).await?;
    work.record("key_result.graded", &model, reason.as_deref()).await?;
    work.commit(model).await
}

/// Archives a key result, which then leaves its objective's mean, or takes it back.
///
/// # Errors
/// `NotFound`, `Forbidden`, `State` when the objective is closed.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: KeyResultId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let (mut model, owner) = find(&work, viewer, id, Action::EditObjective).await?;
    objective::check_open(&work, &owner)?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::key_result::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

/// The key result and its objective, when the viewer sees them and may do `action`. Its own owner
/// may always check in.
pub(crate) async fn find(
    work: &Work,
    viewer: &Viewer,
    id: KeyResultId,
    action: Action,
) -> Result<(Model, store::entity::objective::Model), OpsError> {
    let (tx, org) = (work.tx(), work.organization_id());
    let found = store::key_result::find_with_objective(tx, org, id.0).await?;
    let (model, owner) = found.ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    viewer.may_on_key_result(action, &model, &owner)?;
    Ok((model, owner))
}

fn check(model: &Model, work: &Work) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.name("title", &model.title);
    checks.text("description", &model.description);
    checks.weight("weight", model.weight);
    for (field, value) in [
        ("start_value", model.start_value),
        ("target_value", model.target_value),
        ("target_high", model.target_high),
        ("zero_low", model.zero_low),
        ("zero_high", model.zero_high),
    ] {
        checks.finite(field, value);
    }
    if !(0..=6).contains(&model.decimals) {
        checks.refuse("decimals", "decimals_out_of_range", "decimals is 0 to 6");
    }
    check::needed(&mut checks, model);
    check::phases(&mut checks, model);
    checks.finish()?;
    goals::key_result::validate(&convert::measure(model, &[]))?;
    check::direction(model)?;
    if let Some(id) = model.owner_person_id {
        let is_known = work.live().read().directory.person(id).is_some();
        if !is_known {
            return Err(OpsError::unknown_reference("owner_person_id", PersonId(id)));
        }
    }
    Ok(())
}
