//! Key results.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::json::{Json, Phase};
use crate::word::{KeyResultKind, NumberFormat, PaceKind, Status};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "key_result")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub objective_id: Uuid,
    pub title: String,
    pub description: String,
    pub owner_person_id: Option<Uuid>,
    pub kind: KeyResultKind,
    pub start_value: Option<f64>,
    /// T; for *between* the lower end.
    pub target_value: Option<f64>,
    /// For *between*: the upper end.
    pub target_high: Option<f64>,
    /// The declared floor at which progress is 0.
    pub zero_low: Option<f64>,
    /// The declared ceiling at which progress is 0.
    pub zero_high: Option<f64>,
    pub original_start: Option<f64>,
    pub original_target: Option<f64>,
    pub over_time: bool,
    /// Last checked in; a measuring KPI takes its place when shown.
    pub current_value: Option<f64>,
    /// 1..=10.
    pub confidence: Option<i32>,
    /// Label of the unit of measure.
    pub unit: String,
    pub format: NumberFormat,
    pub decimals: i32,
    pub pace: PaceKind,
    pub phases: Json<Vec<Phase>>,
    pub weight: f64,
    pub status_override: Option<Status>,
    pub status_override_reason: Option<String>,
    pub is_excluded: bool,
    pub exclusion_reason: Option<String>,
    pub grade: Option<f64>,
    pub grade_reason: Option<String>,
    pub last_check_in_at: Option<i64>,
    pub position: i32,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
