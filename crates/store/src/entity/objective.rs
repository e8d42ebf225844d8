//! Objectives: qualitative goals with their owner, cycle, weight, judgement and grade.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::word::{ObjectiveKind, ObjectiveState, ProgressMode, Status, Visibility};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "objective")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub cycle_id: Uuid,
    pub title: String,
    pub description: String,
    pub kind: ObjectiveKind,
    pub owner_unit_id: Option<Uuid>,
    pub owner_person_id: Option<Uuid>,
    pub strategic_pillar_id: Option<Uuid>,
    pub progress_mode: ProgressMode,
    pub weight: f64,
    pub visibility: Visibility,
    pub state: ObjectiveState,
    pub published_at: Option<i64>,
    pub status_override: Option<Status>,
    pub status_override_reason: Option<String>,
    pub is_excluded: bool,
    pub exclusion_reason: Option<String>,
    pub grade: Option<f64>,
    pub grade_reason: Option<String>,
    pub position: i32,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
