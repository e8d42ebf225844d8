//! Words: the enumerations of the facts, stored as snake_case text and written the same way in
//! JSON.
//!
//! Those that the arithmetic knows too convert from and into the type of the same name in `goals`.
//! To add a word to an enumeration: one line below. Shipped words are never renamed: they are in
//! databases and in the change log.

use std::fmt;
use std::str::FromStr;

use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, Value, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, DbErr, QueryResult, TryGetError, TryGetable};
use serde::{Deserialize, Serialize};

/// The text is none of the enumeration's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not one of {}", .words.join(", "))]
pub struct WordError {
    /// What was given.
    pub text: String,
    /// What would be right.
    pub words: &'static [&'static str],
}

macro_rules! words {
    ($(
        $(#[$doc:meta])*
        $name:ident { $($(#[$variant_doc:meta])* $variant:ident $text:literal,)+ }
    )+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Their words, in order.
            pub const WORDS: &'static [&'static str] = &[$($text),+];

            /// The stored word.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        #[cfg(feature = "schema")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                use utoipa::openapi::schema::{ObjectBuilder, Type};
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .enum_values(Some(Self::WORDS.iter().copied()))
                    .into()
            }
        }

        #[cfg(feature = "schema")]
        impl utoipa::ToSchema for $name {}

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = WordError;

            fn from_str(text: &str) -> Result<Self, WordError> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => {
                        let text = text.chars().take(64).collect();
                        Err(WordError { text, words: Self::WORDS })
                    }
                }
            }
        }

        impl From<$name> for Value {
            fn from(word: $name) -> Self {
                Value::from(word.as_str())
            }
        }

        impl TryGetable for $name {
            fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
                let text = String::try_get_by(row, index)?;
                text.parse().map_err(|error: WordError| {
                    TryGetError::DbErr(DbErr::Type(format!("column {index:?}: {error}")))
                })
            }
        }

        impl ValueType for $name {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                <String as ValueType>::try_from(value)?.parse().map_err(|_| ValueTypeErr)
            }

            fn type_name() -> String {
                stringify!($name).to_owned()
            }

            fn array_type() -> ArrayType {
                ArrayType::String
            }

            fn column_type() -> ColumnType {
                ColumnType::Text
            }
        }

        impl Nullable for $name {
            fn null() -> Value {
                <String as Nullable>::null()
            }
        }
    )+};
}

/// Words that the arithmetic has an enumeration of the same shape for.
macro_rules! words_shared_with_goals {
    ($($(#[$doc:meta])* $name:ident = $goals:path { $($variants:tt)+ })+) => {$(
        words! { $(#[$doc])* $name { $($variants)+ } }
        words_shared_with_goals! { @convert $name $goals { $($variants)+ } }
    )+};
    (
        @convert $name:ident $goals:path
        { $($(#[$variant_doc:meta])* $variant:ident $text:literal,)+ }
    ) => {
        const _: () = {
            type Arithmetic = $goals;

            impl From<Arithmetic> for $name {
                fn from(other: Arithmetic) -> Self {
                    match other { $(Arithmetic::$variant => Self::$variant,)+ }
                }
            }

            impl From<$name> for Arithmetic {
                fn from(word: $name) -> Self {
                    match word { $($name::$variant => Self::$variant,)+ }
                }
            }
        };
    };
}

words_shared_with_goals! {
    /// How long a cycle is.
    CycleKind = goals::cycle::CycleKind {
        /// A fiscal year.
        Annual "annual",
        /// Six months.
        Half "half",
        /// Three months.
        Quarter "quarter",
        /// Two months.
        TwoMonth "two_month",
        /// One month.
        Month "month",
        /// Any other span.
        Custom "custom",
    }

    /// Where a cycle stands.
    CyclePhase = goals::cycle::CyclePhase {
        /// Goals are being written.
        Planning "planning",
        /// Goals are being worked on.
        Active "active",
        /// Goals are being graded.
        Closing "closing",
        /// Frozen.
        Closed "closed",
    }

    /// What a full score means.
    ObjectiveKind = goals::objective::ObjectiveKind {
        /// Expected to reach 1.0.
        Committed "committed",
        /// 0.6 to 0.7 is the sweet spot.
        Aspirational "aspirational",
    }

    /// Which children count in an objective.
    ProgressMode = goals::objective::ProgressMode {
        /// Its own key results.
        KeyResults "key_results",
        /// Objectives aligned to it that contribute.
        AlignedObjectives "aligned_objectives",
        /// Both together.
        Both "both",
    }

    /// What a KPI is to a key result.
    KpiRole = goals::kpi_link::KpiRole {
        /// Its value is the key result's value.
        Measures "measures",
        /// A leading indicator.
        Drives "drives",
        /// Must not get worse than its limit.
        Guards "guards",
    }

    /// Which way a driver moves the KPI that it drives.
    Influence = goals::kpi_driver::Influence {
        /// More of the driver, more of the driven.
        Same "same",
        /// More of the driver, less of the driven.
        Opposite "opposite",
    }

    /// What the past says of a driver.
    DriverVerdict = goals::kpi_driver::Verdict {
        /// Too few changes are known of both.
        TooFew "too_few",
        /// One of them has not moved.
        Still "still",
        /// They moved together too little to tell from chance.
        Unclear "unclear",
        /// They moved as is believed.
        Supports "supports",
        /// They moved the other way.
        Contradicts "contradicts",
    }

    /// Which way is better.
    Direction = goals::kpi::Direction {
        /// More is better.
        Higher "higher",
        /// Less is better.
        Lower "lower",
        /// Inside a corridor is better.
        Range "range",
    }

    /// How values are brought together.
    Aggregation = goals::kpi::Aggregation {
        /// Σ value.
        Sum "sum",
        /// Σ value / number of values.
        Mean "mean",
        /// The latest value.
        Last "last",
        /// The smallest.
        Min "min",
        /// The largest.
        Max "max",
        /// How many values.
        Count "count",
        /// Σ numerator / Σ denominator.
        Ratio "ratio",
    }

    /// What a missing value stands for.
    MissingPolicy = goals::kpi::MissingPolicy {
        /// Nothing is known.
        Null "null",
        /// Nothing happened.
        Zero "zero",
        /// The last known value still holds.
        CarryForward "carry_forward",
    }

    /// The size of a period.
    Grain = goals::period::Grain {
        /// A day.
        Day "day",
        /// An ISO week.
        Week "week",
        /// A calendar month.
        Month "month",
        /// Three months of the fiscal year.
        Quarter "quarter",
        /// Six months of the fiscal year.
        Half "half",
        /// A fiscal year.
        Year "year",
    }

    /// How a goal stands.
    Status = goals::status::Status {
        /// The cycle has not begun.
        NotStarted "not_started",
        /// No value yet.
        NoData "no_data",
        /// The gap is small.
        OnTrack "on_track",
        /// The gap is a warning.
        AtRisk "at_risk",
        /// The gap is large.
        OffTrack "off_track",
        /// All of it.
        Done "done",
    }
}

mod own;
pub use own::*;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_survives_the_way_through_text_and_json() {
        for word in KeyResultKind::ALL {
            assert_eq!(word.as_str().parse::<KeyResultKind>().unwrap(), *word);
            let json = serde_json::to_string(word).unwrap();
            assert_eq!(json, format!("\"{word}\""));
            assert_eq!(serde_json::from_str::<KeyResultKind>(&json).unwrap(), *word);
        }
    }

    #[test]
    fn words_shared_with_the_arithmetic_are_spelled_alike() {
        for word in Status::ALL {
            let arithmetic = goals::status::Status::from(*word);
            assert_eq!(serde_json::to_string(&arithmetic).unwrap(), format!("\"{word}\""));
            assert_eq!(Status::from(arithmetic), *word);
        }
    }

    #[test]
    fn an_unknown_word_is_refused_with_the_right_ones() {
        let error = "maybe".parse::<TokenScope>().unwrap_err();
        assert_eq!(error.to_string(), "`maybe` is not one of read, write");
    }
}
