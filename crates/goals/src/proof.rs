//! Proofs: where a number comes from, as data.
//!
//! A [`Proof`] says what a number is, by which rule it came about, from which inputs (proofs
//! again), and on which recorded facts it rests. It holds identifiers, numbers and stable keys;
//! names, people and times are looked up above. The one invariant: *the inputs and parameters are
//! enough to compute the value again*. Each kind of number has its constructor in a file below; the
//! engine fills them, see [`crate::graph`].

mod formula;
mod judgement;
mod key_result;
mod kpi;
mod mean;
mod pace;
mod score;

use jiff::civil::Date;
use uuid::Uuid;

use crate::id::{
    AlignmentId, CycleId, KeyResultId, KpiId, KpiLinkId, KpiTargetId, MilestoneId, ObjectiveId,
    OrgUnitId, PersonId,
};
use crate::period::Period;
use crate::status::Status;
use crate::subject::Subject;

pub use judgement::{Cap, Judgement};
pub use key_result::KeyResultValue;
pub use kpi::{KPI_INPUTS_MAX, KpiValue};
pub use mean::{Counted, LeftOut, MeanChild, MeanOf};

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// What the number is.
    pub label: Label,
    /// The number; `None` when nothing is known.
    pub value: Option<f64>,
    /// Where the result is a word and not a number.
    pub status: Option<Status>,
    /// In what the number is counted.
    pub unit: UnitKind,
    /// How it came about.
    pub rule: Rule,
    /// What it was made from.
    pub inputs: Vec<Proof>,
    /// The recorded facts it rests on.
    pub facts: Vec<FactRef>,
}

/// What a number is: a stable key to translate, and what to put into the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Stable, dotted: `key_result.progress`.
    pub key: &'static str,
    /// Whom or what it is about, and with what weight it goes into the number above.
    pub parameters: Parameters,
}

/// Named values, in the order in which they are read.
pub type Parameters = Vec<(&'static str, Argument)>;

/// A value of a label or a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// A number, in full.
    Number(f64),
    /// A stable key.
    Key(&'static str),
    /// A day.
    Day(Date),
    /// A span of days.
    Span(Period),
    /// A thing with a name that is known above.
    Entity(Entity),
}

/// In what a number is counted; decides how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A share, 1.0 = 100 %: progress, expectation, coverage.
    Share,
    /// As the KPI's definition says.
    Kpi(KpiId),
    /// As the key result says.
    KeyResult(KeyResultId),
    /// A bare number.
    Count,
    /// No number: the result is a word.
    None,
}

/// How a number came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Which rule.
    pub key: RuleKey,
    /// In symbols, with the numbers put in: `(V − S) / (T − S) = (84.55 − 80.78) / (87.5 − 80.78)`.
    pub text: String,
    /// The same numbers, exact.
    pub parameters: Parameters,
}

macro_rules! rule_keys {
    ($($(#[$doc:meta])* $name:ident $key:literal;)+) => {
        /// Every rule by which a number comes about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum RuleKey {
            $($(#[$doc])* $name,)+
        }

        impl RuleKey {
            /// Every rule.
            pub const ALL: &'static [RuleKey] = &[$(RuleKey::$name,)+];

            /// The stable name, as on the wire.
            pub fn key(self) -> &'static str {
                match self {
                    $(RuleKey::$name => $key,)+
                }
            }
        }
    };
}

rule_keys! {
    /// (V − S) / (T − S).
    Reach "reach";
    /// 1 while at or above the limit.
    AtLeast "at_least";
    /// 1 while at or below the limit.
    AtMost "at_most";
    /// 1 while inside.
    Between "between";
    /// Periods in which the condition held / periods with a value.
    HeldShare "held_share";
    /// Σ weight done / Σ weight.
    MilestonesDone "milestones_done";
    /// 1 or 0.
    YesNo "yes_no";
    /// No progress.
    Baseline "baseline";
    /// The value of the last check-in.
    CheckedIn "checked_in";
    /// A milestone that is done (1) or not (0).
    MilestoneState "milestone_state";
    /// Σ w·p / Σ w.
    WeightedMean "weighted_mean";
    /// Working days gone / working days.
    PaceLinear "pace_linear";
    /// Linear between phases.
    PacePhased "pace_phased";
    /// As last year.
    PaceSeasonal "pace_seasonal";
    /// Weight due / weight.
    PaceMilestones "pace_milestones";
    /// Expected throughout.
    PaceThroughout "pace_throughout";
    /// Nothing is expected.
    PaceNone "pace_none";
    /// gap = E − p against the thresholds.
    StatusByGap "status_by_gap";
    /// Before the cycle.
    StatusNotStarted "status_not_started";
    /// Without a value.
    StatusNoData "status_no_data";
    /// p ≥ 1, or a baseline that is known.
    StatusDone "status_done";
    /// Never better than at risk.
    StatusCapped "status_capped";
    /// The owner's own judgement.
    StatusOverridden "status_overridden";
    /// Σ value.
    Sum "sum";
    /// Σ value / number of values.
    Mean "mean";
    /// The latest value.
    Last "last";
    /// The smallest value.
    Min "min";
    /// The largest value.
    Max "max";
    /// How many values.
    Count "count";
    /// Σ numerator / Σ denominator.
    Ratio "ratio";
    /// By the KPI's formula.
    Formula "formula";
    /// The points of a scoring curve at the value.
    Points "points";
}

/// A thing that has a name above this floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entity {
    /// A key result.
    KeyResult(KeyResultId),
    /// A milestone.
    Milestone(MilestoneId),
    /// An objective.
    Objective(ObjectiveId),
    /// An alignment.
    Alignment(AlignmentId),
    /// A unit.
    OrgUnit(OrgUnitId),
    /// A person.
    Person(PersonId),
    /// A cycle.
    Cycle(CycleId),
    /// A KPI.
    Kpi(KpiId),
    /// A KPI link.
    KpiLink(KpiLinkId),
    /// A KPI target.
    KpiTarget(KpiTargetId),
}

impl From<Subject> for Entity {
    fn from(subject: Subject) -> Entity {
        match subject {
            Subject::Unit(unit) => Entity::OrgUnit(unit),
            Subject::Person(person) => Entity::Person(person),
        }
    }
}

impl Entity {
    /// The noun, as tables and wire call it.
    pub fn kind(&self) -> &'static str {
        match self {
            Entity::KeyResult(_) => "key_result",
            Entity::Milestone(_) => "milestone",
            Entity::Objective(_) => "objective",
            Entity::Alignment(_) => "alignment",
            Entity::OrgUnit(_) => "org_unit",
            Entity::Person(_) => "person",
            Entity::Cycle(_) => "cycle",
            Entity::Kpi(_) => "kpi",
            Entity::KpiLink(_) => "kpi_link",
            Entity::KpiTarget(_) => "kpi_target",
        }
    }

    /// The identifier.
    pub fn uuid(&self) -> Uuid {
        match *self {
            Entity::KeyResult(id) => id.0,
            Entity::Milestone(id) => id.0,
            Entity::Objective(id) => id.0,
            Entity::Alignment(id) => id.0,
            Entity::OrgUnit(id) => id.0,
            Entity::Person(id) => id.0,
            Entity::Cycle(id) => id.0,
            Entity::Kpi(id) => id.0,
            Entity::KpiLink(id) => id.0,
            Entity::KpiTarget(id) => id.0,
        }
    }
}

/// A recorded fact that a number rests on; who recorded it and when is known above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactRef {
    /// The thing as it is defined now: goalposts, weights, dates, settings.
    Definition(Entity),
    /// The latest check-in of a key result.
    LatestCheckIn(KeyResultId),
    /// What was recorded of a KPI for exactly this unit or person in the periods of this span.
    Measurements {
        /// The KPI.
        kpi: KpiId,
        /// The unit itself, or the person.
        subject: Subject,
        /// From the first to the last period.
        period: Period,
    },
    /// The organisation's calendar and thresholds.
    Settings,
}

impl FactRef {
    /// The noun of what holds the fact, as tables and wire call it.
    pub fn kind(&self) -> &'static str {
        match self {
            FactRef::Definition(entity) => entity.kind(),
            FactRef::LatestCheckIn(_) => "check_in",
            FactRef::Measurements { .. } => "measurement",
            FactRef::Settings => "organization",
        }
    }
}

impl Label {
    fn new(key: &'static str) -> Label {
        Label { key, parameters: Vec::new() }
    }

    fn of(key: &'static str, entity: Entity) -> Label {
        Label::new(key).with(entity.kind(), Argument::Entity(entity))
    }

    fn with(mut self, name: &'static str, argument: Argument) -> Label {
        self.parameters.push((name, argument));
        self
    }
}

impl Rule {
    fn new(key: RuleKey, text: impl Into<String>) -> Rule {
        Rule { key, text: text.into(), parameters: Vec::new() }
    }

    fn with(mut self, name: &'static str, argument: Argument) -> Rule {
        self.parameters.push((name, argument));
        self
    }

    fn number(self, name: &'static str, value: Option<f64>) -> Rule {
        match value {
            Some(value) => self.with(name, Argument::Number(value)),
            None => self,
        }
    }
}

impl Proof {
    /// The named argument of the rule, if it is a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.rule.parameters.iter().find_map(|(key, argument)| match argument {
            Argument::Number(value) if *key == name => Some(*value),
            _ => None,
        })
    }

    /// How many proofs there are in it, itself included.
    pub fn size(&self) -> usize {
        1 + self.inputs.iter().map(Proof::size).sum::<usize>()
    }
}

/// A number for a formula: at most six decimals, none of them idle, with a real minus sign.
fn shown(value: f64) -> String {
    let text = format!("{:.6}", value.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if value < 0.0 && text != "0" { format!("−{text}") } else { text.to_owned() }
}

fn shown_or_unknown(value: Option<f64>) -> String {
    value.map_or_else(|| "?".to_owned(), shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_in_formulas_are_short() {
        let texts = [0.0, -0.0, 84.55, -3.0, 1.0 / 3.0, 1e9, -1e-9].map(shown);
        assert_eq!(texts, ["0", "0", "84.55", "−3", "0.333333", "1000000000", "0"]);
    }

    #[test]
    fn rules_have_names_of_their_own() {
        let keys: BTreeSet<&str> = RuleKey::ALL.iter().map(|rule| rule.key()).collect();
        assert_eq!(keys.len(), RuleKey::ALL.len());
        for rule in crate::aggregate::ALL {
            assert!(keys.contains(rule.key), "{}", rule.key);
        }
    }
}
