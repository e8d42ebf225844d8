//! Why a key result has come so far.

use super::{Argument, Entity, FactRef, Label, Proof, Rule, RuleKey, UnitKind, shown};
use crate::id::KeyResultId;
use crate::key_result::{Measure, Milestone, clamp, progress};

/// What a key result's progress was computed from.
#[derive(Debug, Clone, Copy)]
pub struct KeyResultValue<'a> {
    /// Whose progress.
    pub id: KeyResultId,
    /// What counts as success.
    pub measure: &'a Measure,
    /// The current value: the measuring KPI's where there is one, else the last one checked in.
    pub value: Option<f64>,
    /// When judged over time: the share of elapsed periods in which the condition held;
    /// `Some(None)` when none has a value.
    pub held_share: Option<Option<f64>>,
}

impl Proof {
    /// Progress of a key result, clamped to what rolls up; the rule carries `raw`.
    ///
    /// `measured` is the proof of the measuring KPI's value; without it the value comes from the
    /// last check-in.
    ///
    /// ```
    /// use goals::key_result::Measure;
    /// use goals::proof::{KeyResultValue, Proof};
    /// let measure = Measure::Reach { start: 80.0, target: 90.0 };
    /// let id = goals::id::KeyResultId(uuid::Uuid::nil());
    /// let value = KeyResultValue { id, measure: &measure, value: Some(86.0), held_share: None };
    /// let proof = Proof::key_result(value, None);
    /// assert_eq!(proof.value, Some(0.6));
    /// assert_eq!(proof.rule.text, "(V − S) / (T − S) = (86 − 80) / (90 − 80)");
    /// ```
    pub fn key_result(of: KeyResultValue<'_>, measured: Option<Proof>) -> Proof {
        let raw = match of.held_share {
            Some(share) => share,
            None => progress(of.measure, of.value),
        };
        let rule = match of.held_share {
            Some(_) => Rule::new(
                RuleKey::HeldShare,
                "periods in which the condition held / periods with a value",
            ),
            None => rule_of(of.measure, of.value),
        };
        let inputs = match (of.measure, measured) {
            (Measure::Milestones(milestones), _) => {
                milestones.iter().map(Proof::milestone).collect()
            }
            (_, Some(measured)) => vec![measured],
            (_, None) => vec![Proof::checked_in(of.id, of.value)],
        };
        let entity = Entity::KeyResult(of.id);
        Proof {
            label: Label::of("key_result.progress", entity),
            value: raw.map(clamp),
            status: None,
            unit: UnitKind::Share,
            rule: rule.number("raw", raw),
            inputs,
            facts: vec![FactRef::Definition(entity)],
        }
    }

    /// The value of a key result's last check-in.
    pub fn checked_in(id: KeyResultId, value: Option<f64>) -> Proof {
        Proof {
            label: Label::of("key_result.value", Entity::KeyResult(id)),
            value,
            status: None,
            unit: UnitKind::KeyResult(id),
            rule: Rule::new(RuleKey::CheckedIn, "value of the last check-in"),
            inputs: Vec::new(),
            facts: value.map(|_| FactRef::LatestCheckIn(id)).into_iter().collect(),
        }
    }

    fn milestone(milestone: &Milestone) -> Proof {
        let entity = Entity::Milestone(milestone.id);
        let day = |name, date: Option<_>| date.map(|date| (name, Argument::Day(date)));
        let mut rule = Rule::new(RuleKey::MilestoneState, "1 when done, else 0")
            .number("weight", Some(milestone.weight));
        rule.parameters.extend(day("due_on", milestone.due_on));
        rule.parameters.extend(day("done_on", milestone.done_on));
        Proof {
            label: Label::of("milestone.state", entity),
            value: Some(if milestone.done_on.is_some() { 1.0 } else { 0.0 }),
            status: None,
            unit: UnitKind::Count,
            rule,
            inputs: Vec::new(),
            facts: vec![FactRef::Definition(entity)],
        }
    }
}

fn rule_of(measure: &Measure, value: Option<f64>) -> Rule {
    match measure {
        &Measure::Reach { start, target } => {
            let formula = "(V − S) / (T − S)";
            let text = value.map_or(formula.to_owned(), |value| {
                let [s, t, v] = [start, target, value].map(operand);
                format!("{formula} = ({v} − {s}) / ({t} − {s})")
            });
            Rule::new(RuleKey::Reach, text)
                .number("value", value)
                .number("start", Some(start))
                .number("target", Some(target))
        }
        &Measure::AtLeast { limit, floor } => {
            let text =
                held(value, "≥", limit, floor, |v, f, l| format!("({v} − {f}) / ({l} − {f})"));
            Rule::new(RuleKey::AtLeast, text)
                .number("value", value)
                .number("limit", Some(limit))
                .number("floor", floor)
        }
        &Measure::AtMost { limit, ceiling } => {
            let text =
                held(value, "≤", limit, ceiling, |v, c, l| format!("({c} − {v}) / ({c} − {l})"));
            Rule::new(RuleKey::AtMost, text)
                .number("value", value)
                .number("limit", Some(limit))
                .number("ceiling", ceiling)
        }
        &Measure::Between { low, high, floor, ceiling } => {
            let text = format!("1 while {} ≤ V ≤ {}", shown(low), shown(high));
            Rule::new(RuleKey::Between, text)
                .number("value", value)
                .number("low", Some(low))
                .number("high", Some(high))
                .number("floor", floor)
                .number("ceiling", ceiling)
        }
        Measure::Milestones(milestones) => {
            let weight = |is_in: fn(&Milestone) -> bool| -> f64 {
                milestones.iter().filter(|m| is_in(m)).map(|m| m.weight).sum()
            };
            let (done, total) = (weight(|milestone| milestone.done_on.is_some()), weight(|_| true));
            let text = format!("Σ weight done / Σ weight = {} / {}", shown(done), shown(total));
            Rule::new(RuleKey::MilestonesDone, text)
                .number("done", Some(done))
                .number("total", Some(total))
        }
        Measure::YesNo => Rule::new(RuleKey::YesNo, "1 for yes, 0 for no").number("value", value),
        Measure::Baseline => {
            Rule::new(RuleKey::Baseline, "no progress; done once known").number("value", value)
        }
    }
}

/// The text of a limit: that it holds, or how far the miss has fallen.
fn held(
    value: Option<f64>,
    sign: &str,
    limit: f64,
    zero: Option<f64>,
    fallen: impl Fn(&str, &str, &str) -> String,
) -> String {
    let condition = format!("1 while V {sign} {}", shown(limit));
    let Some(value) = value else { return condition };
    let is_held = if sign == "≥" { value >= limit } else { value <= limit };
    let [v, l] = [value, limit].map(operand);
    match zero {
        _ if is_held => format!("{condition}: {v} {sign} {l}"),
        Some(zero) => format!("{condition}, else {}", fallen(&v, &operand(zero), &l)),
        None => format!("{condition}, else 0"),
    }
}

/// A number beside a sign: negative ones in brackets.
fn operand(value: f64) -> String {
    let text = shown(value);
    if text.starts_with('−') { format!("({text})") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MilestoneId;
    use uuid::Uuid;

    const ID: KeyResultId = KeyResultId(Uuid::nil());

    fn proof(measure: &Measure, value: Option<f64>) -> Proof {
        Proof::key_result(KeyResultValue { id: ID, measure, value, held_share: None }, None)
    }

    #[test]
    fn what_is_passed_shows_raw_and_counts_full() {
        let proof = proof(&Measure::Reach { start: -5.0, target: 5.0 }, Some(8.0));
        assert_eq!((proof.value, proof.number("raw")), (Some(1.0), Some(1.3)));
        assert_eq!(proof.rule.text, "(V − S) / (T − S) = (8 − (−5)) / (5 − (−5))");
        assert_eq!(proof.inputs[0].facts, [FactRef::LatestCheckIn(ID)]);
    }

    #[test]
    fn limits_say_whether_they_hold() {
        let measure = Measure::AtMost { limit: 1.5, ceiling: Some(3.0) };
        assert_eq!(proof(&measure, Some(1.5)).rule.text, "1 while V ≤ 1.5: 1.5 ≤ 1.5");
        let missed = proof(&measure, Some(1.8));
        assert_eq!(missed.rule.text, "1 while V ≤ 1.5, else (3 − 1.8) / (3 − 1.5)");
        assert!((missed.value.unwrap() - 0.8).abs() < 1e-12);
        let strict = Measure::AtLeast { limit: 2.0, floor: None };
        assert_eq!(proof(&strict, Some(1.0)).rule.text, "1 while V ≥ 2, else 0");
    }

    #[test]
    fn without_a_value_there_is_no_fact() {
        let proof = proof(&Measure::YesNo, None);
        assert_eq!((proof.value, proof.inputs[0].facts.len()), (None, 0));
    }

    #[test]
    fn milestones_are_their_own_inputs() {
        let done_on = Some(jiff::civil::date(2013, 10, 4));
        let milestone = |weight, done_on| Milestone {
            id: MilestoneId(Uuid::nil()),
            weight,
            due_on: None,
            done_on,
        };
        let measure = Measure::Milestones(vec![milestone(1.0, done_on), milestone(3.0, None)]);
        let proof = proof(&measure, None);
        assert_eq!((proof.value, proof.inputs.len()), (Some(0.25), 2));
        assert_eq!(proof.rule.text, "Σ weight done / Σ weight = 1 / 4");
    }

    #[test]
    fn judged_over_time_the_share_counts() {
        let measure = Measure::AtLeast { limit: 1.0, floor: None };
        let of = |share| KeyResultValue {
            id: ID,
            measure: &measure,
            value: Some(0.5),
            held_share: Some(share),
        };
        assert_eq!(Proof::key_result(of(Some(0.75)), None).value, Some(0.75));
        assert_eq!(Proof::key_result(of(None), None).value, None);
    }
}
