//! The stable code and the input field of each refusal.

use super::Refusal;

impl Refusal {
    /// The stable name of this kind of refusal; never renamed.
    ///
    /// ```
    /// use goals::refusal::Refusal;
    /// let refusal = Refusal::StartEqualsTarget { value: 4.0 };
    /// assert_eq!((refusal.code(), refusal.field()), ("start_equals_target", "target_value"));
    /// ```
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::StartEqualsTarget { .. } => "start_equals_target",
            Refusal::NegativeWeight { .. } => "negative_weight",
            Refusal::NotFinite { .. } => "not_finite",
            Refusal::EmptyPeriod { .. } => "empty_period",
            Refusal::Cycle { .. } => "cycle",
            Refusal::BetweenReversed { .. } => "between_reversed",
            Refusal::FloorNotBelowLimit { .. } => "floor_not_below_limit",
            Refusal::CeilingNotAboveLimit { .. } => "ceiling_not_above_limit",
            Refusal::DuplicateMeasures { .. } => "duplicate_measures",
            Refusal::UnknownReference { .. } => "unknown_reference",
            Refusal::StillInUse { .. } => "still_in_use",
            Refusal::ConfidenceOutOfRange { .. } => "confidence_out_of_range",
            Refusal::RatioNeedsParts => "ratio_needs_parts",
            Refusal::ValueExpected => "value_expected",
            Refusal::DenominatorNegative { .. } => "denominator_negative",
            Refusal::RatioMixed { .. } => "ratio_mixed",
            Refusal::NotAPeriodStart { .. } => "not_a_period_start",
            Refusal::DateOutOfRange { .. } => "date_out_of_range",
            Refusal::FrequencyInUse { .. } => "frequency_in_use",
            Refusal::FiscalYearInUse { .. } => "fiscal_year_in_use",
            Refusal::GrainTooFine { .. } => "grain_too_fine",
            Refusal::TooManyPeriods { .. } => "too_many_periods",
            Refusal::FormulaInputCoarser { .. } => "formula_input_coarser",
            Refusal::FormulaTooHigh { .. } => "formula_too_high",
            Refusal::WindowEmpty => "window_empty",
            Refusal::MonthOutOfRange { .. } => "month_out_of_range",
            Refusal::WorkingDaysOutOfRange { .. } => "working_days_out_of_range",
            Refusal::ThresholdsReversed { .. } => "thresholds_reversed",
            Refusal::PhasesNotInOrder { .. } => "phases_not_in_order",
            Refusal::PhaseShareRefused { .. } => "phase_share_refused",
            Refusal::TooMany { .. } => "too_many",
            Refusal::NotYesOrNo { .. } => "not_yes_or_no",
            Refusal::ValueFromMilestones => "value_from_milestones",
            Refusal::OverTimeRefused => "over_time_refused",
            Refusal::GradeOutOfRange { .. } => "grade_out_of_range",
            Refusal::ReasonMissing { .. } => "reason_missing",
            Refusal::TargetsNotInOrder { .. } => "targets_not_in_order",
            Refusal::TargetEmpty => "target_empty",
            Refusal::CurveEmpty => "curve_empty",
            Refusal::CurveNotInOrder { .. } => "curve_not_in_order",
            Refusal::ScoringNeeds { .. } => "scoring_needs",
            Refusal::ScoringNumber { .. } => "scoring_number",
            Refusal::Parts(parts) => parts.code(),
        }
    }

    /// The input field to mark, as it is called on the wire.
    pub fn field(&self) -> &'static str {
        match self {
            Refusal::NegativeWeight { field, .. }
            | Refusal::NotFinite { field }
            | Refusal::UnknownReference { field, .. }
            | Refusal::TooMany { field, .. }
            | Refusal::ReasonMissing { field }
            | Refusal::ScoringNumber { field, .. } => field,
            Refusal::StartEqualsTarget { .. } => "target_value",
            Refusal::EmptyPeriod { .. } => "ends_on",
            Refusal::Cycle { noun: "objective", .. } => "target_objective_id",
            Refusal::Cycle { noun: "kpi_driver", .. } => "driver_kpi_id",
            Refusal::Cycle { noun: "kpi", .. }
            | Refusal::FormulaInputCoarser { .. }
            | Refusal::FormulaTooHigh { .. } => "formula",
            Refusal::Cycle { .. } => "parent_id",
            Refusal::BetweenReversed { .. } => "target_high",
            Refusal::FloorNotBelowLimit { .. } => "zero_low",
            Refusal::CeilingNotAboveLimit { .. } => "zero_high",
            Refusal::DuplicateMeasures { .. } => "role",
            Refusal::StillInUse { .. } => "id",
            Refusal::ConfidenceOutOfRange { .. } => "confidence",
            Refusal::RatioNeedsParts => "numerator",
            Refusal::ValueExpected | Refusal::NotYesOrNo { .. } | Refusal::ValueFromMilestones => {
                "value"
            }
            Refusal::DenominatorNegative { .. } => "denominator",
            Refusal::RatioMixed { .. } => "unit_aggregation",
            Refusal::NotAPeriodStart { .. } | Refusal::DateOutOfRange { .. } => "period",
            Refusal::FrequencyInUse { .. } => "frequency",
            Refusal::GrainTooFine { .. } => "grain",
            Refusal::TooManyPeriods { .. } => "to",
            Refusal::WindowEmpty => "window_periods",
            Refusal::MonthOutOfRange { .. } | Refusal::FiscalYearInUse { .. } => {
                "fiscal_year_start_month"
            }
            Refusal::WorkingDaysOutOfRange { .. } => "working_days",
            Refusal::ThresholdsReversed { .. } => "at_risk_gap",
            Refusal::PhasesNotInOrder { .. } | Refusal::PhaseShareRefused { .. } => "phases",
            Refusal::OverTimeRefused => "over_time",
            Refusal::GradeOutOfRange { .. } => "grade",
            Refusal::TargetsNotInOrder { .. } | Refusal::TargetEmpty => "target",
            Refusal::CurveEmpty
            | Refusal::CurveNotInOrder { .. }
            | Refusal::ScoringNeeds { .. } => "scoring",
            Refusal::Parts(parts) => parts.field(),
        }
    }
}
