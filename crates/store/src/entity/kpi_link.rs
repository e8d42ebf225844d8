//! How key results and KPIs belong together.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::word::{KpiRole, LinkWindowKind};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "kpi_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub key_result_id: Uuid,
    pub kpi_id: Uuid,
    pub role: KpiRole,
    /// Whose value is read; `None` is the root, or the person's.
    pub org_unit_id: Option<Uuid>,
    /// The person instead of a unit.
    #[serde(default)]
    pub person_id: Option<Uuid>,
    pub window: LinkWindowKind,
    /// n of a rolling window.
    pub window_periods: Option<i32>,
    /// A guard's own limit.
    pub limit_value: Option<f64>,
    pub weight: f64,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
