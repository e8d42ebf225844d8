//! Why so much is expected by now.

use jiff::civil::Date;

use super::{Argument, Entity, FactRef, Label, Proof, Rule, RuleKey, UnitKind, shown};
use crate::id::{CycleId, KeyResultId};
use crate::key_result::{Measure, Milestone, Pace};
use crate::pace;
use crate::period::{Calendar, Period};

impl Proof {
    /// What is expected of a key result when `today` begins.
    ///
    /// `seasonal` is last year's share of the way, for a seasonal pace.
    pub fn pace(
        key_result: (KeyResultId, &Measure, &Pace),
        cycle: (CycleId, Period),
        calendar: &Calendar,
        today: Date,
        seasonal: Option<f64>,
    ) -> Proof {
        let (id, measure, pace) = key_result;
        let (cycle_id, period) = cycle;
        let rule = match (measure, pace) {
            (Measure::Baseline, _) => Rule::new(RuleKey::PaceNone, "a baseline expects nothing"),
            (measure, _) if measure.is_maintain() => {
                Rule::new(RuleKey::PaceThroughout, "expected throughout: 1")
            }
            (Measure::Milestones(milestones), _) => due(milestones, today),
            (_, Pace::Phased(points)) => phases(points, period, today),
            (_, Pace::Seasonal) if seasonal.is_some() => {
                Rule::new(RuleKey::PaceSeasonal, "share of the way at this point last year")
                    .number("share", seasonal)
            }
            _ => working_days(period, calendar, today),
        };
        let entity = Entity::Cycle(cycle_id);
        let definition = FactRef::Definition(Entity::KeyResult(id));
        Proof {
            label: Label::of("key_result.expected", Entity::KeyResult(id)),
            value: pace::expected(pace, measure, period, calendar, today, seasonal),
            status: None,
            unit: UnitKind::Share,
            rule: rule
                .with("today", Argument::Day(today))
                .with("cycle", Argument::Entity(entity))
                .with("period", Argument::Span(period)),
            inputs: Vec::new(),
            facts: vec![definition, FactRef::Definition(entity), FactRef::Settings],
        }
    }
}

fn working_days(period: Period, calendar: &Calendar, today: Date) -> Rule {
    let until = today.clamp(period.start, period.end);
    let gone = calendar.working_days_between(period.start, until);
    let total = calendar.working_days_between(period.start, period.end);
    let text = format!("working days before today / working days = {gone} / {total}");
    Rule::new(RuleKey::PaceLinear, text)
        .number("gone", Some(f64::from(gone)))
        .number("total", Some(f64::from(total)))
}

fn phases(points: &[(Date, f64)], period: Period, today: Date) -> Rule {
    let ends = [(period.start, 0.0), (period.end, 1.0)];
    let all = || ends.into_iter().chain(points.iter().copied());
    let inside = all().filter(|(date, _)| (period.start..=period.end).contains(date));
    let (mut before, mut after) = ((period.start, 0.0), (period.end, 1.0));
    for (date, share) in inside {
        if date <= today && date >= before.0 {
            before = (date, share);
        } else if date > today && date <= after.0 {
            after = (date, share);
        }
    }
    let text =
        format!("from {} on {} to {} on {}", shown(before.1), before.0, shown(after.1), after.0);
    Rule::new(RuleKey::PacePhased, text)
        .with("before", Argument::Day(before.0))
        .number("before_share", Some(before.1))
        .with("after", Argument::Day(after.0))
        .number("after_share", Some(after.1))
}

fn due(milestones: &[Milestone], today: Date) -> Rule {
    let weight = |is_in: &dyn Fn(&Milestone) -> bool| -> f64 {
        milestones.iter().filter(|m| is_in(m)).map(|m| m.weight).sum()
    };
    let due = weight(&|milestone| milestone.due_on.is_some_and(|due_on| due_on < today));
    let (open, total) = (weight(&|milestone| milestone.due_on.is_none()), weight(&|_| true));
    let text = format!("weight due before today / weight = {} / {}", shown(due), shown(total));
    Rule::new(RuleKey::PaceMilestones, text)
        .number("due", Some(due))
        .number("undated", Some(open))
        .number("total", Some(total))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    const QUARTER: Period =
        Period { start: Date::constant(2013, 10, 1), end: Date::constant(2014, 1, 1) };

    fn proof(measure: &Measure, pace: &Pace, seasonal: Option<f64>) -> Proof {
        let key_result = (KeyResultId(Uuid::nil()), measure, pace);
        let cycle = (CycleId(Uuid::nil()), QUARTER);
        Proof::pace(key_result, cycle, &Calendar::PLAIN, date(2013, 10, 15), seasonal)
    }

    #[test]
    fn each_pace_says_its_own() {
        let rise = Measure::Reach { start: 0.0, target: 1.0 };
        let linear = proof(&rise, &Pace::Linear, None);
        assert_eq!(linear.rule.text, "working days before today / working days = 10 / 66");
        assert_eq!(linear.value, Some(10.0 / 66.0));
        let phased = proof(&rise, &Pace::Phased(vec![(date(2013, 11, 1), 0.1)]), None);
        assert_eq!(phased.rule.text, "from 0 on 2013-10-01 to 0.1 on 2013-11-01");
        let seasonal = proof(&rise, &Pace::Seasonal, Some(0.3));
        assert_eq!((seasonal.rule.key, seasonal.value), (RuleKey::PaceSeasonal, Some(0.3)));
        assert_eq!(proof(&rise, &Pace::Seasonal, None).rule.key, RuleKey::PaceLinear);
        let keep = Measure::AtMost { limit: 1.0, ceiling: None };
        assert_eq!(proof(&keep, &Pace::Linear, None).value, Some(1.0));
        assert_eq!(proof(&Measure::Baseline, &Pace::Linear, None).value, None);
        let milestones = proof(&Measure::Milestones(vec![]), &Pace::Linear, None);
        assert_eq!(milestones.rule.text, "weight due before today / weight = 0 / 0");
    }
}
