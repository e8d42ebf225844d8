//! Grading 评分: when objectives and key results may be graded, and what a grade has to say.

use store::entity::objective::Model;
use store::word::{CyclePhase, ObjectiveState};

use crate::check::Checks;
use crate::error::OpsError;
use crate::objective;
use crate::work::Work;

/// Refuses grades before and after the time for them.
pub(crate) fn check_time(work: &Work, model: &Model) -> Result<(), OpsError> {
    if model.state == ObjectiveState::Draft {
        return Err(OpsError::State {
            code: "objective_draft",
            message: "a draft is not graded; publish it first, or archive it".to_owned(),
        });
    }
    let live = work.live().read();
    let cycle = live.directory.cycle(model.cycle_id);
    objective::check_cycle_open(&live.directory, model.cycle_id)?;
    match cycle {
        Some(cycle) if cycle.phase != CyclePhase::Closing => Err(OpsError::State {
            code: "cycle_not_closing",
            message: format!(
                "goals of {} are graded while it is closing; move the cycle to that phase first",
                cycle.name
            ),
        }),
        _ => Ok(()),
    }
}

/// A grade is 0..=1; one that differs from the suggestion is explained.
pub(crate) fn check(
    grade: f64,
    suggested: Option<f64>,
    reason: Option<&str>,
) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    if !(0.0..=1.0).contains(&grade) {
        checks.refuse("grade", "grade_out_of_range", "a grade is from 0.0 to 1.0");
    }
    if suggested.is_none_or(|suggested| (suggested - grade).abs() > 0.005) {
        checks.reason("reason", reason);
    }
    checks.finish()
}
