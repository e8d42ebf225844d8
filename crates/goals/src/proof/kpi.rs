//! Why a KPI has its value: by unit, down to what was recorded.

use std::cell::Cell;

use jiff::civil::Date;

use super::{Argument, Entity, FactRef, Label, Proof, Rule, RuleKey, UnitKind, shown};
use crate::aggregate::rule;
use crate::cube::{Contribution, Cube, Part, WindowValue};
use crate::id::KpiId;
use crate::kpi::{Aggregation, Kpi, Together};
use crate::period::Period;
use crate::subject::Subject;

/// The most units that one level of a proof lists; the rule's `units` says how many there are.
pub const KPI_INPUTS_MAX: usize = 200;
/// The most numbers that are opened below a computed one.
const FORMULA_NODES_MAX: usize = 400;
/// How deep units are opened.
const DEPTH_MAX: u32 = 16;

/// Which value of a KPI.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KpiValue {
    /// The KPI.
    pub kpi: KpiId,
    /// The unit with its people and everything below it, or the person.
    pub subject: Subject,
    /// What the cube answered.
    pub value: WindowValue,
}

impl Proof {
    /// A KPI's value for a unit, opened unit by unit; `None` for a KPI that is not in the cube.
    ///
    /// `of.value` is an answer of [`Cube::window`] or [`Cube::aggregate`] as of the same `today`.
    pub fn kpi(cube: &Cube, of: KpiValue, today: Date) -> Option<Proof> {
        let room = Cell::new(FORMULA_NODES_MAX);
        Proof::kpi_within(cube, of, today, &room)
    }

    /// The same, for an input of a formula: all of a formula's nodes share their room.
    pub(super) fn kpi_within(
        cube: &Cube,
        of: KpiValue,
        today: Date,
        room: &Cell<usize>,
    ) -> Option<Proof> {
        let kpi = cube.kpi(of.kpi)?;
        let opener = Opener { cube, kpi, whole: of.subject, today };
        let opened = of.value.period.and_then(|period| {
            cube.open_computed(kpi.id, of.subject, period, today).map(|opened| (period, opened))
        });
        if let Some((period, opened)) = opened {
            return Some(opener.computed(&of, period, opened, room));
        }
        let Some(period) = of.value.period else {
            return Some(opener.node(&of, None, Vec::new(), 0));
        };
        Some(opener.open(of, period, DEPTH_MAX))
    }
}

pub(super) struct Opener<'a> {
    pub(super) cube: &'a Cube,
    pub(super) kpi: &'a Kpi,
    /// Whose value is opened.
    whole: Subject,
    pub(super) today: Date,
}

impl Opener<'_> {
    fn open(&self, of: KpiValue, period: Period, depth: u32) -> Proof {
        let (cube, kpi) = (self.cube, self.kpi.id);
        let units = self.whole.unit().zip(of.subject.unit());
        let parts = units.map_or_else(Vec::new, |(whole, unit)| {
            cube.contributions_to(kpi, whole, unit, period, self.today)
        });
        let units = parts.len();
        let is_leaf = depth == 0 || parts.iter().all(|part| part.part == Part::Own);
        if is_leaf {
            return self.node(&of, Some(period), Vec::new(), units);
        }
        let shown = parts.into_iter().take(KPI_INPUTS_MAX);
        let inputs = shown.map(|part| self.open_part(part, period, depth)).collect();
        self.node(&of, Some(period), inputs, units)
    }

    fn open_part(&self, part: Contribution, period: Period, depth: u32) -> Proof {
        let of = KpiValue { kpi: self.kpi.id, subject: part.subject, value: part.value };
        match part.part {
            Part::Own => self.node(&of, Some(period), Vec::new(), 1),
            Part::Child => self.open(of, period, depth - 1),
        }
    }

    pub(super) fn node(
        &self,
        of: &KpiValue,
        period: Option<Period>,
        inputs: Vec<Proof>,
        units: usize,
    ) -> Proof {
        let (kpi, value) = (self.kpi, &of.value);
        let mut label = Label::of("kpi.value", Entity::Kpi(kpi.id))
            .with("org_unit", Argument::Entity(of.subject.into()));
        if let Some(period) = period {
            label = label.with("period", Argument::Span(period));
        }
        let is_computed = period.is_some_and(|period| kpi.formula_at(period.start).is_some());
        let is_recorded_here = inputs.is_empty() && value.count > 0 && !is_computed;
        let facts = period.filter(|_| is_recorded_here).map(|period| FactRef::Measurements {
            kpi: kpi.id,
            subject: of.subject,
            period,
        });
        let definition = FactRef::Definition(Entity::Kpi(kpi.id));
        Proof {
            label,
            value: value.value,
            status: None,
            unit: UnitKind::Kpi(kpi.id),
            rule: rule_of(kpi, value, units),
            inputs,
            facts: facts.into_iter().chain([definition]).collect(),
        }
    }
}

fn rule_of(kpi: &Kpi, value: &WindowValue, units: usize) -> Rule {
    let together = value.period.map(|period| kpi.together_on(period.last_day()));
    let Together { over_time, over_units } = together.unwrap_or(kpi.together());
    let (unit_rule, time_rule) = (rule(over_units), rule(over_time));
    let formula = if over_units == over_time {
        time_rule.text.to_owned()
    } else {
        format!("per period {}; then {}", unit_rule.text, time_rule.text)
    };
    let text = match (value.numerator, value.denominator) {
        (Some(numerator), Some(denominator)) => {
            format!("{formula} = {} / {}", shown(numerator), shown(denominator))
        }
        _ => formula,
    };
    Rule::new(key_of(over_time), text)
        .with("time_aggregation", Argument::Key(time_rule.key))
        .with("unit_aggregation", Argument::Key(unit_rule.key))
        .number("numerator", value.numerator)
        .number("denominator", value.denominator)
        .number("count", Some(f64::from(value.count)))
        .number("units", Some(units as f64))
}

fn key_of(aggregation: Aggregation) -> RuleKey {
    match aggregation {
        Aggregation::Sum => RuleKey::Sum,
        Aggregation::Mean => RuleKey::Mean,
        Aggregation::Last => RuleKey::Last,
        Aggregation::Min => RuleKey::Min,
        Aggregation::Max => RuleKey::Max,
        Aggregation::Count => RuleKey::Count,
        Aggregation::Ratio => RuleKey::Ratio,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::OrgUnitId;
    use crate::kpi::{Cell, Direction, MissingPolicy, Point};
    use crate::period::{Calendar, Grain};
    use jiff::civil::date;
    use uuid::Uuid;

    fn unit(number: u128) -> OrgUnitId {
        OrgUnitId(Uuid::from_u128(number))
    }

    /// 1 over 2 and 3, 2 over 4; 3 and 4 record.
    fn cube() -> (Cube, KpiId) {
        let kpi = Kpi {
            id: KpiId(Uuid::from_u128(9)),
            direction: Direction::Higher,
            frequency: Grain::Day,
            time_aggregation: Aggregation::Ratio,
            unit_aggregation: Aggregation::Ratio,
            missing: MissingPolicy::Null,
            versions: Vec::new(),
            is_archived: false,
        };
        let mut cube = Cube::new(Calendar::PLAIN);
        let tree = [(1, None), (2, Some(1)), (3, Some(1)), (4, Some(2))];
        cube.set_units(tree.map(|(child, parent)| (unit(child), parent.map(unit))));
        cube.put_kpi(&kpi).unwrap();
        for (number, numerator, denominator) in [(3, 300.0, 500.0), (4, 90.0, 100.0)] {
            let cell = Cell::Parts { numerator, denominator };
            let start = date(2013, 10, 14);
            cube.set(&Point { kpi: kpi.id, org_unit: unit(number), person: None, start, cell })
                .unwrap();
        }
        (cube, kpi.id)
    }

    #[test]
    fn a_ratio_opens_down_to_what_was_recorded() {
        let (cube, kpi) = cube();
        let today = date(2013, 10, 20);
        let span = Period::new(date(2013, 10, 1), date(2013, 10, 15)).unwrap();
        let value = cube.aggregate(kpi, unit(1), span, today);
        let proof =
            Proof::kpi(&cube, KpiValue { kpi, subject: unit(1).into(), value }, today).unwrap();
        assert_eq!(proof.rule.text, "Σ numerator / Σ denominator = 390 / 600");
        let numerators = proof.inputs.iter().map(|input| input.number("numerator").unwrap());
        assert_eq!(numerators.collect::<Vec<_>>(), [90.0, 300.0]);
        let recorded = FactRef::Measurements { kpi, subject: unit(4).into(), period: span };
        assert_eq!(proof.inputs[0].inputs[0].facts[0], recorded);
        assert_eq!(proof.size(), 4);
    }

    #[test]
    fn nothing_recorded_is_a_proof_without_inputs() {
        let (cube, kpi) = cube();
        let of = KpiValue { kpi, subject: unit(1).into(), value: WindowValue::NOTHING };
        let proof = Proof::kpi(&cube, of, date(2013, 10, 20)).unwrap();
        assert_eq!((proof.value, proof.inputs.len(), proof.facts.len()), (None, 0, 1));
        let stranger = KpiValue { kpi: KpiId(Uuid::nil()), ..of };
        assert_eq!(Proof::kpi(&cube, stranger, date(2013, 10, 20)), None);
    }
}
