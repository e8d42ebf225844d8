//! Grades at close: 0.0 to 1.0 to two decimals, suggested by progress and decided by the owner.
//!
//! <!-- scoring:Grades -->
//!
//! When a cycle closes, every goal gets a grade from 0.0 to 1.0. Suggested is its clamped progress
//! to two decimals; the owner may change it with a reason.
//!
//! | grade | band |
//! | --- | --- |
//! | 0.7 and above | green |
//! | 0.4 and above | amber |
//! | below 0.4 | red |
//!
//! A **committed** objective is expected to reach 1.0. For an **aspirational** one 0.6 to 0.7 is
//! the sweet spot: when the mean grade of a cycle's aspirational objectives is above 0.9 they were
//! set too low, and the cycle is flagged as sandbagged.
//!
//! <!-- /scoring -->

use serde::{Deserialize, Serialize};

use crate::objective::ObjectiveKind;
use crate::refusal::Refusal;

/// The lowest green grade.
const GREEN_FROM: f64 = 0.7;
/// The lowest amber grade.
const AMBER_FROM: f64 = 0.4;
/// A mean aspirational grade above this was too easy.
const SANDBAGGED_ABOVE: f64 = 0.9;
/// Grades have two decimals.
const HALF_A_STEP: f64 = 0.005;

/// How a grade is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// ≥ 0.7
    Green,
    /// ≥ 0.4
    Amber,
    /// below
    Red,
}

/// The grade that progress suggests: clamped to 0..=1, to two decimals.
///
/// *Missing*: `None` without progress; somebody has to decide.
///
/// ```
/// use goals::grade::suggested;
/// assert_eq!([0.678, 1.2, -0.1].map(|p| suggested(Some(p))), [Some(0.68), Some(1.0), Some(0.0)]);
/// assert_eq!(suggested(None), None);
/// ```
pub fn suggested(progress: Option<f64>) -> Option<f64> {
    progress.map(|progress| (progress.clamp(0.0, 1.0) * 100.0).round() / 100.0)
}

/// Refuses a grade outside 0..=1, and one that is not the suggested one without a reason.
///
/// *Errors*: [`Refusal::GradeOutOfRange`], also for NaN; [`Refusal::ReasonMissing`].
///
/// ```
/// use goals::grade::validate;
/// assert!(validate(0.68, Some(0.68), "").is_ok());
/// assert_eq!(validate(0.8, Some(0.68), " ").unwrap_err().code(), "reason_missing");
/// assert!(validate(0.8, Some(0.68), "the last week is not in yet").is_ok());
/// ```
pub fn validate(grade: f64, suggested: Option<f64>, reason: &str) -> Result<(), Refusal> {
    if !(0.0..=1.0).contains(&grade) {
        return Err(Refusal::GradeOutOfRange { value: grade });
    }
    let is_suggested = suggested.is_some_and(|suggested| (suggested - grade).abs() < HALF_A_STEP);
    if !is_suggested && reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing { field: "grade_reason" });
    }
    Ok(())
}

/// The band of a grade.
///
/// ```
/// use goals::grade::{Band, band};
/// assert_eq!([0.7, 0.4, 0.39].map(band), [Band::Green, Band::Amber, Band::Red]);
/// ```
pub fn band(grade: f64) -> Band {
    if grade >= GREEN_FROM {
        Band::Green
    } else if grade >= AMBER_FROM {
        Band::Amber
    } else {
        Band::Red
    }
}

/// Whether a cycle's aspirational goals were set too low: their mean grade is above 0.9.
///
/// *Missing*: ungraded goals are left out; `None` without a graded aspirational goal.
///
/// ```
/// use goals::grade::is_sandbagged;
/// use goals::objective::ObjectiveKind::{Aspirational, Committed};
/// let grades = [(Aspirational, Some(1.0)), (Aspirational, Some(0.9)), (Committed, Some(0.2))];
/// assert_eq!(is_sandbagged(grades), Some(true)); // mean 0.95
/// assert_eq!(is_sandbagged([(Committed, Some(1.0))]), None);
/// ```
pub fn is_sandbagged(
    grades: impl IntoIterator<Item = (ObjectiveKind, Option<f64>)>,
) -> Option<bool> {
    let aspirational = |(kind, grade)| match kind {
        ObjectiveKind::Aspirational => grade,
        ObjectiveKind::Committed => None,
    };
    let grades: Vec<f64> = grades.into_iter().filter_map(aspirational).collect();
    let mean = grades.iter().sum::<f64>() / grades.len() as f64;
    (!grades.is_empty()).then_some(mean > SANDBAGGED_ABOVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_lie_between_nothing_and_all() {
        let code = |grade| validate(grade, None, "why").map_err(|refusal| refusal.code());
        assert_eq!([0.0, 1.0].map(code), [Ok(()), Ok(())]);
        assert_eq!([1.01, f64::NAN].map(code), [Err("grade_out_of_range"); 2]);
    }

    #[test]
    fn a_mean_of_exactly_nine_tenths_is_not_too_easy() {
        let grades =
            [(ObjectiveKind::Aspirational, Some(0.9)), (ObjectiveKind::Aspirational, None)];
        assert_eq!(is_sandbagged(grades), Some(false));
    }
}
