//! Why an objective or a unit stands where it stands: the weighted mean of its children.

use super::{Argument, Entity, FactRef, Label, Proof, Rule, RuleKey, UnitKind, shown};
use crate::id::{CycleId, ObjectiveId, OrgUnitId};

/// The most summands written out in a formula.
const SUMMANDS_MAX: usize = 6;

/// Whose mean, and of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeanOf {
    /// Progress of an objective.
    ObjectiveProgress(ObjectiveId),
    /// What is expected of an objective.
    ObjectiveExpected(ObjectiveId),
    /// Progress of a unit in a cycle.
    UnitProgress(OrgUnitId, CycleId),
    /// What is expected of a unit in a cycle.
    UnitExpected(OrgUnitId, CycleId),
}

/// A child of a mean.
#[derive(Debug, Clone, PartialEq)]
pub struct MeanChild {
    /// Where the child's number comes from.
    pub proof: Proof,
    /// Its relative weight.
    pub weight: f64,
    /// What it counted as.
    pub counted: Counted,
}

/// What a child counted as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Counted {
    /// Its number.
    As(f64),
    /// 0: the cycle is closing, and it has no value.
    MissingAsZero,
    /// Not at all.
    LeftOut(LeftOut),
}

/// Why a child is not in the mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// It has no value; the other weights share its part.
    NoValue,
    /// Its weight is 0.
    NoWeight,
    /// Excluded at close, with a reason.
    Excluded,
    /// A baseline has no progress.
    Baseline,
    /// Not published yet.
    Draft,
    /// Archived.
    Archived,
}

impl LeftOut {
    /// The stable name, as on the wire.
    pub fn key(self) -> &'static str {
        match self {
            LeftOut::NoValue => "no_value",
            LeftOut::NoWeight => "no_weight",
            LeftOut::Excluded => "excluded",
            LeftOut::Baseline => "baseline",
            LeftOut::Draft => "draft",
            LeftOut::Archived => "archived",
        }
    }
}

impl Proof {
    /// A weighted mean with its children, their shares and the coverage.
    ///
    /// `value` and `coverage` are what the engine holds. Each input's label gets its `weight`;
    /// those that counted their `weight_share` (of the weights that counted) and `counted_as`, the
    /// others `left_out` with the reason.
    pub fn mean(
        of: MeanOf,
        value: Option<f64>,
        coverage: Option<f64>,
        children: Vec<MeanChild>,
    ) -> Proof {
        let counted = |child: &MeanChild| match child.counted {
            Counted::As(value) => Some((child.weight, value)),
            Counted::MissingAsZero => Some((child.weight, 0.0)),
            Counted::LeftOut(_) => None,
        };
        let summands: Vec<(f64, f64)> = children.iter().filter_map(counted).collect();
        let total: f64 = summands.iter().map(|(weight, _)| weight).sum();
        let rule = Rule::new(RuleKey::WeightedMean, formula(&summands))
            .number("weight_total", Some(total))
            .number("counted", Some(summands.len() as f64))
            .number("children", Some(children.len() as f64))
            .number("coverage", coverage);
        let (label, facts) = of.label();
        Proof {
            label,
            value,
            status: None,
            unit: UnitKind::Share,
            rule,
            inputs: children.into_iter().map(|child| child.into_input(total)).collect(),
            facts,
        }
    }
}

impl MeanOf {
    fn label(self) -> (Label, Vec<FactRef>) {
        let (key, entity, cycle) = match self {
            MeanOf::ObjectiveProgress(id) => ("objective.progress", Entity::Objective(id), None),
            MeanOf::ObjectiveExpected(id) => ("objective.expected", Entity::Objective(id), None),
            MeanOf::UnitProgress(id, cycle) => ("unit.progress", Entity::OrgUnit(id), Some(cycle)),
            MeanOf::UnitExpected(id, cycle) => ("unit.expected", Entity::OrgUnit(id), Some(cycle)),
        };
        let mut label = Label::of(key, entity);
        if let Some(cycle) = cycle {
            label = label.with("cycle", Argument::Entity(Entity::Cycle(cycle)));
        }
        (label, vec![FactRef::Definition(entity)])
    }
}

impl MeanChild {
    fn into_input(self, total: f64) -> Proof {
        let mut proof = self.proof;
        let parameters = &mut proof.label.parameters;
        parameters.push(("weight", Argument::Number(self.weight)));
        let counted_as = match self.counted {
            Counted::As(value) => value,
            Counted::MissingAsZero => 0.0,
            Counted::LeftOut(reason) => {
                parameters.push(("left_out", Argument::Key(reason.key())));
                return proof;
            }
        };
        if total > 0.0 {
            parameters.push(("weight_share", Argument::Number(self.weight / total)));
        }
        parameters.push(("counted_as", Argument::Number(counted_as)));
        proof
    }
}

fn formula(summands: &[(f64, f64)]) -> String {
    if summands.is_empty() {
        return "Σ w·p / Σ w".to_owned();
    }
    let written = &summands[..summands.len().min(SUMMANDS_MAX)];
    let rest = if summands.len() > SUMMANDS_MAX { " + …" } else { "" };
    let products: Vec<String> =
        written.iter().map(|&(w, p)| format!("{} · {}", shown(w), shown(p))).collect();
    let weights: Vec<String> = written.iter().map(|&(w, _)| shown(w)).collect();
    let (products, weights) = (products.join(" + "), weights.join(" + "));
    format!("Σ w·p / Σ w = ({products}{rest}) / ({weights}{rest})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::KeyResultId;
    use uuid::Uuid;

    fn child(weight: f64, counted: Counted) -> MeanChild {
        let value = if let Counted::As(value) = counted { Some(value) } else { None };
        let proof = Proof::checked_in(KeyResultId(Uuid::nil()), value);
        MeanChild { proof, weight, counted }
    }

    fn label(proof: &Proof, name: &str) -> Option<Argument> {
        let mut parameters = proof.label.parameters.iter();
        parameters.find(|(key, _)| *key == name).map(|(_, argument)| argument.clone())
    }

    #[test]
    fn children_show_their_share_or_why_they_are_left_out() {
        let children = vec![
            child(3.0, Counted::As(0.5)),
            child(1.0, Counted::As(0.9)),
            child(4.0, Counted::LeftOut(LeftOut::NoValue)),
        ];
        let of = MeanOf::ObjectiveProgress(ObjectiveId(Uuid::nil()));
        let proof = Proof::mean(of, Some(0.6), Some(0.5), children);
        assert_eq!(proof.rule.text, "Σ w·p / Σ w = (3 · 0.5 + 1 · 0.9) / (3 + 1)");
        assert_eq!(label(&proof.inputs[0], "weight_share"), Some(Argument::Number(0.75)));
        assert_eq!(label(&proof.inputs[2], "left_out"), Some(Argument::Key("no_value")));
        assert_eq!((proof.number("coverage"), proof.number("counted")), (Some(0.5), Some(2.0)));
    }

    #[test]
    fn at_close_the_missing_count_nothing() {
        let children = vec![child(1.0, Counted::As(0.5)), child(1.0, Counted::MissingAsZero)];
        let of = MeanOf::UnitProgress(OrgUnitId(Uuid::nil()), CycleId(Uuid::nil()));
        let proof = Proof::mean(of, Some(0.25), Some(0.5), children);
        assert_eq!(proof.rule.text, "Σ w·p / Σ w = (1 · 0.5 + 1 · 0) / (1 + 1)");
        assert_eq!(label(&proof.inputs[1], "counted_as"), Some(Argument::Number(0.0)));
    }

    #[test]
    fn long_sums_are_cut() {
        let children = (0..8).map(|_| child(1.0, Counted::As(0.5))).collect();
        let of = MeanOf::ObjectiveExpected(ObjectiveId(Uuid::nil()));
        let proof = Proof::mean(of, Some(0.5), Some(1.0), children);
        assert!(proof.rule.text.ends_with("1 + 1 + …)"), "{}", proof.rule.text);
        assert_eq!(proof.inputs.len(), 8);
        assert_eq!(Proof::mean(of, None, None, vec![]).rule.text, "Σ w·p / Σ w");
    }
}
