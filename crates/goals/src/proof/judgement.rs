//! Why a goal has its status.

use super::{
    Argument, Entity, FactRef, Label, Proof, Rule, RuleKey, UnitKind, shown, shown_or_unknown,
};
use crate::key_result::clamp;
use crate::status::{Completion, Stage, Status, Thresholds, cap_at_risk, derive};

/// What a status was derived from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// Whose status.
    pub entity: Entity,
    /// Whether the cycle has begun.
    pub stage: Stage,
    /// Progress, raw or clamped.
    pub progress: Option<f64>,
    /// What is expected.
    pub expected: Option<f64>,
    /// When it is done.
    pub completion: Completion,
    /// Why the status may not be better than at risk.
    pub cap: Option<Cap>,
    /// The owner's own judgement.
    pub status_override: Option<Status>,
}

/// Why an objective is never better than at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// A committed child is off track.
    CommittedChildOffTrack,
    /// A guard is breached.
    GuardBreached,
}

impl Cap {
    /// The stable name, as on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Cap::CommittedChildOffTrack => "committed_child_off_track",
            Cap::GuardBreached => "guard_breached",
        }
    }
}

impl Proof {
    /// A status with its gap; `inputs` are the proofs of progress and of what is expected.
    ///
    /// ```
    /// use goals::proof::{Entity, Judgement, Proof};
    /// use goals::status::{Completion, Stage, Status, Thresholds};
    /// let judgement = Judgement {
    ///     entity: Entity::Objective(goals::id::ObjectiveId(uuid::Uuid::nil())),
    ///     stage: Stage::Started,
    ///     progress: Some(0.30),
    ///     expected: Some(0.50),
    ///     completion: Completion::WhenFull,
    ///     cap: None,
    ///     status_override: None,
    /// };
    /// let proof = Proof::status(judgement, &Thresholds::default(), vec![]);
    /// assert_eq!(proof.status, Some(Status::AtRisk));
    /// assert_eq!(proof.rule.text, "gap = E − p = 0.5 − 0.3 = 0.2; 0.05 < gap ≤ 0.25");
    /// ```
    pub fn status(of: Judgement, thresholds: &Thresholds, inputs: Vec<Proof>) -> Proof {
        let by_gap = derive(of.stage, of.progress, of.expected, of.completion, thresholds);
        let computed = if of.cap.is_some() { cap_at_risk(by_gap) } else { by_gap };
        let status = of.status_override.unwrap_or(computed);
        let mut rule = match (of.status_override, of.cap) {
            (Some(_), _) => {
                let text = format!("set by the owner; computed: {}", computed.key());
                Rule::new(RuleKey::StatusOverridden, text)
            }
            (None, Some(cap)) if computed != by_gap => {
                let text = format!("{} by the gap, never better than at_risk", by_gap.key());
                Rule::new(RuleKey::StatusCapped, text).with("cap", Argument::Key(cap.key()))
            }
            _ => rule_of(&of, by_gap, thresholds),
        };
        rule = rule
            .with("computed", Argument::Key(computed.key()))
            .number("progress", of.progress)
            .number("expected", of.expected)
            .number("gap", gap(&of))
            .number("on_track_gap", Some(thresholds.on_track_gap))
            .number("at_risk_gap", Some(thresholds.at_risk_gap));
        Proof {
            label: Label::of("status", of.entity),
            value: gap(&of),
            status: Some(status),
            unit: UnitKind::None,
            rule,
            inputs,
            facts: vec![FactRef::Settings],
        }
    }
}

fn gap(of: &Judgement) -> Option<f64> {
    Some(of.expected? - clamp(of.progress?))
}

fn rule_of(of: &Judgement, status: Status, thresholds: &Thresholds) -> Rule {
    match status {
        Status::NotStarted => Rule::new(RuleKey::StatusNotStarted, "the cycle has not begun"),
        Status::NoData => Rule::new(RuleKey::StatusNoData, "there is no value"),
        Status::Done if of.completion == Completion::OnceKnown => {
            Rule::new(RuleKey::StatusDone, "a value is recorded")
        }
        Status::Done => {
            let progress = shown_or_unknown(of.progress);
            Rule::new(RuleKey::StatusDone, format!("p ≥ 1: {progress} ≥ 1"))
        }
        Status::OnTrack | Status::AtRisk | Status::OffTrack => {
            let [near, far] = [thresholds.on_track_gap, thresholds.at_risk_gap].map(shown);
            let place = match status {
                Status::OnTrack => format!("gap ≤ {near}"),
                Status::AtRisk => format!("{near} < gap ≤ {far}"),
                _ => format!("gap > {far}"),
            };
            let [e, p, g] = [of.expected, of.progress.map(clamp), gap(of)].map(shown_or_unknown);
            Rule::new(RuleKey::StatusByGap, format!("gap = E − p = {e} − {p} = {g}; {place}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ObjectiveId;

    fn judged(progress: Option<f64>, cap: Option<Cap>, status_override: Option<Status>) -> Proof {
        let judgement = Judgement {
            entity: Entity::Objective(ObjectiveId(uuid::Uuid::nil())),
            stage: Stage::Started,
            progress,
            expected: Some(0.5),
            completion: Completion::WhenFull,
            cap,
            status_override,
        };
        Proof::status(judgement, &Thresholds::default(), vec![])
    }

    #[test]
    fn a_cap_shows_only_where_it_bites() {
        let capped = judged(Some(0.5), Some(Cap::GuardBreached), None);
        assert_eq!((capped.status, capped.rule.key), (Some(Status::AtRisk), RuleKey::StatusCapped));
        let worse = judged(Some(0.1), Some(Cap::GuardBreached), None);
        assert_eq!((worse.status, worse.rule.key), (Some(Status::OffTrack), RuleKey::StatusByGap));
    }

    #[test]
    fn an_override_keeps_the_computed_one_beside_it() {
        let proof = judged(Some(0.1), None, Some(Status::OnTrack));
        assert_eq!(proof.status, Some(Status::OnTrack));
        assert_eq!(proof.rule.text, "set by the owner; computed: off_track");
    }

    #[test]
    fn every_status_has_its_reason() {
        assert_eq!(judged(None, None, None).rule.key, RuleKey::StatusNoData);
        assert_eq!(judged(Some(1.2), None, None).rule.text, "p ≥ 1: 1.2 ≥ 1");
        let ahead = judged(Some(0.6), None, None);
        assert_eq!(ahead.rule.text, "gap = E − p = 0.5 − 0.6 = −0.1; gap ≤ 0.05");
    }
}
