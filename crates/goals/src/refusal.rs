//! Refusals: what the arithmetic does not accept, with the values that were wrong.
//!
//! Each refusal names the input field as it is called on the wire ([`Refusal::field`]), has a
//! stable code ([`Refusal::code`]) that clients may match on and translate, and says in English
//! what is wrong and what would be right. To add one: a variant, its line in [`Refusal::code`] and
//! in [`Refusal::field`]. Codes are never renamed.

mod code;
mod number;

use jiff::civil::Date;

use crate::id::{KeyResultId, KpiLinkId};
use crate::kpi_target::PartsRefusal;
use crate::period::Grain;

pub use number::{confidence, weight};
pub(crate) use number::{finite, finite_or_none};

/// Why an input is refused. Nothing has been changed when one comes back.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// A reach measure that goes nowhere.
    #[error(
        "start and target are both {value}; \
         use *maintain* (at least / at most) when start and target are equal"
    )]
    StartEqualsTarget {
        /// Both of them.
        value: f64,
    },
    /// A weight below 0.
    #[error("{field} is {value}; a weight is 0 (takes it out) or more")]
    NegativeWeight {
        /// The input field.
        field: &'static str,
        /// What was given.
        value: f64,
    },
    /// NaN or an infinity.
    #[error("{field} must be a finite number; leave it empty when it is not known")]
    NotFinite {
        /// The input field.
        field: &'static str,
    },
    /// A span that ends before it begins.
    #[error("the period from {start} to {end} is empty; the end must be after the start")]
    EmptyPeriod {
        /// First day.
        start: Date,
        /// First day after.
        end: Date,
    },
    /// Something would lie above or support itself.
    #[error("this closes a circle: {}; leave one of these ties out", path.join(" → "))]
    Cycle {
        /// `objective`, `org_unit`, `cycle`, `kpi` or `kpi_driver`.
        noun: &'static str,
        /// Shown identifiers around the circle; the first comes again at the end.
        path: Vec<String>,
    },
    /// The corridor's ends are the wrong way round.
    #[error("the lower end {low} is above the upper end {high}; give the lower one first")]
    BetweenReversed {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// The value at which progress is 0 lies on the wrong side.
    #[error("the floor {floor} must be below the limit {limit}; progress falls to 0 at the floor")]
    FloorNotBelowLimit {
        /// Where progress would be 0.
        floor: f64,
        /// The value to hold.
        limit: f64,
    },
    /// The value at which progress is 0 lies on the wrong side.
    #[error(
        "the ceiling {ceiling} must be above the limit {limit}; progress falls to 0 at the ceiling"
    )]
    CeilingNotAboveLimit {
        /// Where progress would be 0.
        ceiling: f64,
        /// The value to hold.
        limit: f64,
    },
    /// A second KPI that would be the value of one key result.
    #[error(
        "{key_result} is already measured by {link}; \
         combine several KPIs in a formula KPI, or link this one as *drives*"
    )]
    DuplicateMeasures {
        /// The key result.
        key_result: KeyResultId,
        /// The link that is there.
        link: KpiLinkId,
    },
    /// An identifier that nothing has.
    #[error("{field} refers to {id}, which does not exist")]
    UnknownReference {
        /// The input field.
        field: &'static str,
        /// The identifier.
        id: String,
    },
    /// Taking away what others refer to.
    #[error("{noun} {id} still has a {used_by}; take that away first, or archive the {noun}")]
    StillInUse {
        /// What was to go.
        noun: &'static str,
        /// Which one.
        id: String,
        /// The noun of what refers to it.
        used_by: &'static str,
    },
    /// Confidence outside 1..=10.
    #[error("confidence is {value}; it goes from 1 (no hope) to 10 (certain)")]
    ConfidenceOutOfRange {
        /// What was given.
        value: i64,
    },
    /// A ratio KPI was given a plain value.
    #[error("this KPI is a ratio; give a numerator and a denominator, a ratio is never averaged")]
    RatioNeedsParts,
    /// A plain KPI was given a numerator and a denominator.
    #[error("this KPI takes a value; a numerator and a denominator are for ratio KPIs")]
    ValueExpected,
    /// A denominator below 0.
    #[error("the denominator is {value}; it counts something, so it is 0 or more")]
    DenominatorNegative {
        /// What was given.
        value: f64,
    },
    /// A ratio combined with a rule that would average or add up ratios.
    #[error(
        "a ratio cannot be brought together by `{other}` the other way; \
         use ratio for both, or last, min, max or count beside it"
    )]
    RatioMixed {
        /// The other rule's name.
        other: &'static str,
    },
    /// A measurement that does not start where its period starts.
    #[error(
        "{start} does not start a {0}; the {0} that contains it starts on {expected}",
        grain.key()
    )]
    NotAPeriodStart {
        /// What was given.
        start: Date,
        /// What would be right.
        expected: Date,
        /// The KPI's frequency.
        grain: Grain,
    },
    /// A measurement outside every plausible time.
    #[error("{date} is outside {earliest} to {latest}")]
    DateOutOfRange {
        /// What was given.
        date: Date,
        /// First day accepted.
        earliest: Date,
        /// Last day accepted.
        latest: Date,
    },
    /// The KPI's frequency changed under its measurements.
    #[error(
        "the KPI has measurements per {}; a KPI measured per {} is a new KPI",
        was.key(), wanted.key()
    )]
    FrequencyInUse {
        /// What it is.
        was: Grain,
        /// What was asked for.
        wanted: Grain,
    },
    /// The fiscal year's start changed under measurements per quarter, half or year.
    #[error(
        "values are recorded per {}, cut by the fiscal year as it is; \
         its start can only change while there are none",
        grain.key()
    )]
    FiscalYearInUse {
        /// The frequency of the KPI that has values.
        grain: Grain,
    },
    /// Values were asked for at a finer grain than they were recorded.
    #[error(
        "the KPI is measured per {}; a finer grain ({}) is not known",
        frequency.key(), grain.key()
    )]
    GrainTooFine {
        /// The KPI's frequency.
        frequency: Grain,
        /// What was asked for.
        grain: Grain,
    },
    /// More periods than one answer may hold.
    #[error(
        "{count} periods are more than the limit of {limit}; \
         ask for a shorter span or a coarser grain"
    )]
    TooManyPeriods {
        /// What was asked for.
        count: usize,
        /// The most that is answered.
        limit: usize,
    },
    /// A formula over a KPI that is measured per longer periods.
    #[error("{input} is measured per {}, so it has no value per {}", frequency.key(), wanted.key())]
    FormulaInputCoarser {
        /// As the formula calls it.
        input: String,
        /// The frequency of the input.
        frequency: Grain,
        /// The frequency of the computed KPI.
        wanted: Grain,
    },
    /// Formulas that rest on one another in too many steps.
    #[error("formulas rest on one another in {height} steps; the limit is {limit}")]
    FormulaTooHigh {
        /// How many there would be.
        height: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A rolling window over nothing.
    #[error("a rolling window needs at least 1 period")]
    WindowEmpty,
    /// A fiscal year that starts in no month.
    #[error("the fiscal year starts in month {value}; months go from 1 to 12")]
    MonthOutOfRange {
        /// What was given.
        value: i8,
    },
    /// No working day, or more than seven.
    #[error("working days {value:#b} must name at least one of the seven days")]
    WorkingDaysOutOfRange {
        /// The bits given.
        value: u8,
    },
    /// Thresholds in the wrong order.
    #[error(
        "on track up to {on_track_gap} and at risk up to {at_risk_gap}: \
         both are gaps from 0 to 1, and the first is not above the second"
    )]
    ThresholdsReversed {
        /// The largest gap that is on track.
        on_track_gap: f64,
        /// The largest gap that is at risk.
        at_risk_gap: f64,
    },
    /// A phased pace whose dates do not go forward.
    #[error("{date} does not come after the point before it; order the phases by date")]
    PhasesNotInOrder {
        /// The first date out of order.
        date: Date,
    },
    /// A phased pace that goes outside 0..=1 or falls.
    #[error("the share on {date} is {share}; shares go from 0 to 1 and never fall")]
    PhaseShareRefused {
        /// At which point.
        date: Date,
        /// What was given.
        share: f64,
    },
    /// More parts than one goal may have.
    #[error("{count} {field} are more than the limit of {limit}")]
    TooMany {
        /// The input field.
        field: &'static str,
        /// What was given.
        count: usize,
        /// The most that is accepted.
        limit: usize,
    },
    /// A yes/no key result with something between.
    #[error("a yes/no key result is 1 (yes) or 0 (no), not {value}")]
    NotYesOrNo {
        /// What was given.
        value: f64,
    },
    /// A value checked in where milestones or a KPI speak.
    #[error("progress comes from the milestones; mark them done instead of giving a value")]
    ValueFromMilestones,
    /// Over-time judgement of something that is not held.
    #[error("only *at least*, *at most* and *between* can be judged over time")]
    OverTimeRefused,
    /// A grade outside 0..=1.
    #[error("the grade is {value}; it goes from 0.0 to 1.0")]
    GradeOutOfRange {
        /// What was given.
        value: f64,
    },
    /// A decision that must be explained.
    #[error("{field} is needed: this is kept on the record")]
    ReasonMissing {
        /// The input field that is empty.
        field: &'static str,
    },
    /// Floor, target and stretch do not get better one after the other.
    #[error(
        "floor, target and stretch must get better in this order, but {worse} comes before {better}"
    )]
    TargetsNotInOrder {
        /// The one that should be worse.
        worse: f64,
        /// The one that should be better.
        better: f64,
    },
    /// A target without any number.
    #[error("give at least one of floor, target, stretch or a range")]
    TargetEmpty,
    /// A scoring curve without points.
    #[error("a scoring curve needs at least one point")]
    CurveEmpty,
    /// A scoring curve that goes back, or jumps twice at one value.
    #[error(
        "the curve's point at {value} is out of order; \
         order by value, at most two points at one value"
    )]
    CurveNotInOrder {
        /// The first point out of order.
        value: f64,
    },
    /// A scoring rule lacks the number it scores against.
    #[error("the scoring rule {preset} needs the KPI's {needs}")]
    ScoringNeeds {
        /// The rule's name.
        preset: &'static str,
        /// `floor`, `target`, `stretch`, `range` or `direction`.
        needs: &'static str,
    },
    /// A number of a scoring rule that cannot be.
    #[error("{field} is {value}; {expected}")]
    ScoringNumber {
        /// The input field.
        field: &'static str,
        /// What was given.
        value: f64,
        /// What would be right.
        expected: &'static str,
    },
    /// A target that is not divided as asked.
    #[error(transparent)]
    Parts(#[from] PartsRefusal),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_say_what_is_wrong_and_what_would_be_right() {
        let shown = |refusal: Refusal| refusal.to_string();
        assert_eq!(
            shown(Refusal::StartEqualsTarget { value: 4.0 }),
            "start and target are both 4; use *maintain* (at least / at most) when start and \
             target are equal"
        );
        let path = ["obj_a", "obj_b", "obj_a"].map(str::to_owned).to_vec();
        assert_eq!(
            shown(Refusal::Cycle { noun: "objective", path }),
            "this closes a circle: obj_a → obj_b → obj_a; leave one of these ties out"
        );
    }
}
