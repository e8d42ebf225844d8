//! What the numbers of a key result must be beside what the arithmetic asks of them.

use store::entity::key_result::Model;
use store::word::{KeyResultKind, PaceKind};

use crate::check::Checks;
use crate::error::OpsError;

/// What its kind cannot do without.
pub(super) fn needed(checks: &mut Checks, model: &Model) {
    use KeyResultKind::{
        AtLeast, AtMost, Baseline, Between, Decrease, Increase, Milestones, YesNo,
    };
    let needed: &[(&str, Option<f64>)] = match model.kind {
        Increase | Decrease => {
            &[("start_value", model.start_value), ("target_value", model.target_value)]
        }
        AtLeast | AtMost => &[("target_value", model.target_value)],
        Between => &[("target_value", model.target_value), ("target_high", model.target_high)],
        Milestones | YesNo | Baseline => &[],
    };
    for (field, value) in needed {
        if value.is_none() {
            let message = format!("a key result of kind `{}` needs `{field}`", model.kind);
            checks.refuse(field, "missing_field", message);
        }
    }
}

/// The points of a phased pace.
pub(super) fn phases(checks: &mut Checks, model: &Model) {
    let phases = &model.phases.0;
    if model.pace == PaceKind::Phased && phases.is_empty() {
        checks.refuse("phases", "missing_field", "a phased pace needs at least one phase");
    }
    let is_rising = phases.windows(2).all(|two| two[0].on < two[1].on);
    if !is_rising || phases.iter().any(|phase| !(0.0..=1.0).contains(&phase.share)) {
        let message = "phases are in order of their days, each with a share from 0 to 1";
        checks.refuse("phases", "bad_phases", message);
    }
}

/// `increase` goes up and `decrease` goes down; the formula is the same, the word must not lie.
pub(super) fn direction(model: &Model) -> Result<(), OpsError> {
    let Some((start, target)) = model.start_value.zip(model.target_value) else { return Ok(()) };
    let right = match model.kind {
        KeyResultKind::Increase if target < start => "decrease",
        KeyResultKind::Decrease if target > start => "increase",
        _ => return Ok(()),
    };
    let message = format!("from {start} to {target} is `{right}`, not `{}`", model.kind);
    Err(OpsError::field("kind", "wrong_direction", message))
}
