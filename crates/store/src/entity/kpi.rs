//! KPIs. Percent values are ratios (0.845).

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::json::{Json, Names};
use crate::kpi_version::KpiVersion;
use crate::word::{Aggregation, Direction, Grain, MissingPolicy, NumberFormat};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "kpi")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub code: String,
    pub name: String,
    /// The name in languages where it is another one.
    #[serde(default)]
    pub names: Json<Names>,
    pub question: String,
    pub description: String,
    /// Label of the unit of measure.
    pub unit: String,
    pub format: NumberFormat,
    pub decimals: i32,
    pub direction: Direction,
    pub frequency: Grain,
    pub time_aggregation: Aggregation,
    pub unit_aggregation: Aggregation,
    pub missing_policy: MissingPolicy,
    pub owner_person_id: Option<Uuid>,
    pub steward_person_id: Option<Uuid>,
    /// Code of a perspective of the organisation.
    pub perspective: String,
    pub leading: bool,
    /// See [`crate::kpi_version`]; empty while there has been one meaning only.
    #[serde(default)]
    pub versions: Json<Vec<KpiVersion>>,
    /// Function of the business: a word of ours or of theirs; empty for none.
    #[serde(default)]
    pub category: String,
    #[serde(default)]
    pub scope: String,
    #[serde(default)]
    pub exclusions: String,
    #[serde(default)]
    pub abuse_risk: String,
    /// The KPI that shows when this one is bought at the cost of something else.
    #[serde(default)]
    pub counter_kpi_id: Option<Uuid>,
    /// Values are due this many working days after their period.
    #[serde(default)]
    pub due_working_days: Option<i32>,
    pub scoring: Option<Json<serde_json::Value>>,
    pub position: i32,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
