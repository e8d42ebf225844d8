//! Versions of a KPI's definition: what it means and how it is computed, from a day on.
//!
//! They are kept whole in the KPI's row, so that every change of the log holds them all.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::day::Day;
use crate::entity::kpi::Model;
use crate::word::{Aggregation, Direction, NumberFormat};

/// What a KPI means, and how it is computed, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiVersion {
    /// 1, 2, 3 ….
    pub number: i32,
    /// The first day of the first period that it holds for; `None` is the beginning.
    pub starts_on: Option<Day>,
    /// The formula as it was written; `None` while values are recorded.
    pub formula: Option<String>,
    /// The KPIs that the formula names.
    pub inputs: Vec<KpiVersionInput>,
    /// The question that the KPI answers.
    pub question: String,
    /// What counts and what does not.
    pub description: String,
    /// The rest of what it means; `None` in versions that were made before it was kept.
    #[serde(default)]
    pub meaning: Option<Meaning>,
    /// Why it was made.
    pub reason: Option<String>,
    /// When it was made.
    pub created_at: i64,
    /// A person; `None` for what was there before versions were kept.
    pub created_by: Option<Uuid>,
}

/// What a version keeps beside question, description and formula.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// What counts.
    pub scope: String,
    /// What does not count.
    pub exclusions: String,
    /// How the number can be made to look good while things get worse.
    pub abuse_risk: String,
    /// The label behind its numbers.
    pub unit: String,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Which way is better.
    pub direction: Direction,
    /// How periods come together.
    pub time_aggregation: Aggregation,
    /// How units come together.
    pub unit_aggregation: Aggregation,
}

impl Meaning {
    /// As the KPI's row says it now.
    pub fn of(model: &Model) -> Self {
        Self {
            scope: model.scope.clone(),
            exclusions: model.exclusions.clone(),
            abuse_risk: model.abuse_risk.clone(),
            unit: model.unit.clone(),
            format: model.format,
            direction: model.direction,
            time_aggregation: model.time_aggregation,
            unit_aggregation: model.unit_aggregation,
        }
    }
}

/// A KPI that a formula names; by identity, so that renaming it changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiVersionInput {
    /// As the formula writes it.
    pub name: String,
    /// The KPI.
    pub kpi_id: Uuid,
}

/// Whether the value of the period that begins on `day` comes from a formula; before the first
/// version the first one holds.
pub fn is_computed_on(versions: &[KpiVersion], day: Date) -> bool {
    let begun = |version: &&KpiVersion| version.starts_on.is_none_or(|from| from.0 <= day);
    let version = versions.iter().rev().find(begun).or(versions.first());
    version.is_some_and(|version| version.formula.is_some())
}

/// Whether the version that holds now has a formula.
pub fn is_computed_now(versions: &[KpiVersion]) -> bool {
    versions.last().is_some_and(|version| version.formula.is_some())
}
