//! Check-ins 进展更新: the weekly report on a key result.
//!
//! A check-in is kept for good; the next one says what is true then. A key result that a KPI
//! measures takes its value from there, so its check-in carries confidence and words only.

use goals::access::Action;
use goals::id::KeyResultId;
use store::entity::check_in::Model;
use store::entity::key_result::Model as KeyResult;
use store::word::{KeyResultKind, KpiRole, Status};

use crate::app::App;
use crate::check::Checks;
use crate::error::OpsError;
use crate::key_result;
use crate::live::refresh;
use crate::objective;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

/// A report.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The value now; absent when nothing new is known or a KPI measures it.
    pub value: Option<f64>,
    /// 信心 1..=10.
    pub confidence: Option<i32>,
    /// The owner's own judgement; needs a note. It holds until the next check-in.
    pub status: Option<Status>,
    /// What happened.
    pub note: String,
    /// What is in the way.
    pub blocker: String,
    /// What comes next.
    pub next_step: String,
}

/// Records a check-in; the key result and everything above it move at once.
///
/// # Errors
/// `NotFound`; `Forbidden` unless the viewer owns the key result or may edit its objective;
/// `Invalid` for a value on a measured key result, a value that is not 0 or 1 on a yes/no one, a
/// confidence outside 1..=10, or an empty report; `State` when the objective or its cycle is
/// closed.
pub async fn record(
    app: &App,
    viewer: &Viewer,
    id: KeyResultId,
    input: Record,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let (mut goal, owner) = key_result::find(&work, viewer, id, Action::CheckIn).await?;
    objective::check_open(&work, &owner)?;
    check(&input, &goal, is_measured(&work, id))?;
    let now = work.now_ms();
    let model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        key_result_id: goal.id,
        author_user_id: viewer.user_id,
        author_person_id: viewer.person_id,
        value: input.value,
        confidence: input.confidence,
        status: objective::judged("status", input.status)?,
        note: input.note.trim().to_owned(),
        blocker: input.blocker.trim().to_owned(),
        next_step: input.next_step.trim().to_owned(),
        created_at: now,
    };
    store::check_in::apply(&model, &mut goal);
    let version = goal.version;
    let goal = store::check_in::insert_with_key_result(work.tx(), &model, goal, version).await?;
    let moved = refresh::of_key_result(work.tx(), goal).await?;
    work.record_moving("key_result.checked_in", &model, moved).await?;
    work.commit(model).await
}

fn is_measured(work: &Work, id: KeyResultId) -> bool {
    let live = work.live().read();
    live.directory.links_of(id.0).any(|link| link.role == KpiRole::Measures)
}

fn check(input: &Record, goal: &KeyResult, is_measured: bool) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.finite("value", input.value);
    checks.confidence("confidence", input.confidence);
    checks.text("note", &input.note);
    checks.text("blocker", &input.blocker);
    checks.text("next_step", &input.next_step);
    if input.value.is_some() && is_measured {
        let message =
            "a KPI measures this key result; its value comes from there, leave `value` out";
        checks.refuse("value", "measured_by_kpi", message);
    }
    if input.value.is_some() && goal.kind == KeyResultKind::Milestones {
        let message =
            "progress comes from the milestones; mark them done instead of giving a value";
        checks.refuse("value", "measured_by_milestones", message);
    }
    if goal.kind == KeyResultKind::YesNo && input.value.is_some_and(|v| v != 0.0 && v != 1.0) {
        checks.refuse("value", "not_yes_or_no", "give 1 for yes and 0 for no");
    }
    if input.status.is_some() && input.note.trim().is_empty() {
        checks.refuse(
            "note",
            "reason_required",
            "say why the status differs from what the numbers say",
        );
    }
    let is_empty = input.value.is_none()
        && input.confidence.is_none()
        && input.status.is_none()
        && [&input.note, &input.blocker, &input.next_step]
            .iter()
            .all(|text| text.trim().is_empty());
    if is_empty {
        checks.refuse(
            "note",
            "empty",
            "a check-in says something: a value, a confidence or a note",
        );
    }
    checks.finish()
}
