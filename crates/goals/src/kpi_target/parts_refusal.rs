//! Why a target is not divided, with the numbers that were wrong. Codes are never renamed.

use jiff::civil::Date;

use crate::period::Grain;

/// Why a target cannot be divided as asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PartsRefusal {
    /// Parts given by hand that come to something else than the whole.
    #[error(
        "the {mark}s of the parts add up to {sum}, which differs from {whole} by {difference}; \
         this KPI adds up, so its parts must"
    )]
    DoNotAddUp {
        /// `floor`, `target`, `stretch`, `range_low` or `range_high`.
        mark: &'static str,
        /// What the parts come to.
        sum: f64,
        /// What they should come to.
        whole: f64,
        /// Sum less whole.
        difference: f64,
    },
    /// A part lacks a number that the whole has.
    #[error("part {number} has no {mark}, and the whole has one; give it in every part")]
    MarkMissing {
        /// Which number.
        mark: &'static str,
        /// The part, counted from 1.
        number: usize,
    },
    /// As many parts as there should not be.
    #[error("{given} parts are given for {expected}; give one for each")]
    CountDiffers {
        /// What was given.
        given: usize,
        /// What would be right.
        expected: usize,
    },
    /// A number with more digits than can be divided without loss.
    #[error("{value} has too many digits to be divided exactly; round it first")]
    NotExact {
        /// The number.
        value: f64,
    },
    /// Shares that come to nothing.
    #[error("the shares add up to nothing; give at least one that is above 0")]
    SharesEmpty,
    /// A number that a share is made from is not known.
    #[error("the value of {label} is not known, so its share is not; divide evenly or by hand")]
    ShapeUnknown {
        /// The period or unit.
        label: String,
    },
    /// A way of dividing that means nothing for this KPI.
    #[error("{}", misfit(.method, *.is_additive))]
    MethodDoesNotFit {
        /// The way that was asked for.
        method: &'static str,
        /// Whether the KPI adds up.
        is_additive: bool,
    },
    /// Periods that do not cut the span without a rest.
    #[error(
        "{}s do not cut {start} to {end} without a rest; choose a grain that does",
        grain.key()
    )]
    SpanNotCut {
        /// The periods.
        grain: Grain,
        /// First day of the span.
        start: Date,
        /// First day after.
        end: Date,
    },
}

fn misfit(method: &str, is_additive: bool) -> String {
    match is_additive {
        true => format!("this KPI adds up, so its parts cannot each be the whole (`{method}`)"),
        false => format!(
            "this KPI does not add up, so there is nothing to divide by `{method}`; \
             take the same marks for every part, or give them by hand"
        ),
    }
}

impl PartsRefusal {
    /// The stable name of this kind of refusal; never renamed.
    pub fn code(&self) -> &'static str {
        match self {
            PartsRefusal::DoNotAddUp { .. } => "parts_do_not_add_up",
            PartsRefusal::MarkMissing { .. } => "part_mark_missing",
            PartsRefusal::CountDiffers { .. } => "part_count_differs",
            PartsRefusal::NotExact { .. } => "whole_not_exact",
            PartsRefusal::SharesEmpty => "shares_empty",
            PartsRefusal::ShapeUnknown { .. } => "shape_unknown",
            PartsRefusal::MethodDoesNotFit { .. } => "method_does_not_fit",
            PartsRefusal::SpanNotCut { .. } => "span_not_cut",
        }
    }

    /// The input field to mark, as it is called on the wire.
    pub fn field(&self) -> &'static str {
        match self {
            PartsRefusal::DoNotAddUp { .. }
            | PartsRefusal::MarkMissing { .. }
            | PartsRefusal::CountDiffers { .. } => "parts",
            PartsRefusal::NotExact { .. } => "target_id",
            PartsRefusal::SharesEmpty => "shares",
            PartsRefusal::ShapeUnknown { .. } | PartsRefusal::MethodDoesNotFit { .. } => "method",
            PartsRefusal::SpanNotCut { .. } => "grain",
        }
    }
}
