//! What a KPI should reach for a unit over a span of time.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::word::TargetMethod;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "kpi_target")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub kpi_id: Uuid,
    /// `None` is the root, or the person's.
    pub org_unit_id: Option<Uuid>,
    /// The person instead of a unit.
    #[serde(default)]
    pub person_id: Option<Uuid>,
    pub starts_on: Day,
    /// First day after.
    pub ends_on: Day,
    pub floor: Option<f64>,
    pub target: Option<f64>,
    pub stretch: Option<f64>,
    pub range_low: Option<f64>,
    pub range_high: Option<f64>,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
    /// The target that this one is a part of: of the same unit when it was spread over time, of the
    /// unit above when it was cascaded.
    #[serde(default)]
    pub part_of: Option<Uuid>,
    /// How that one was divided.
    #[serde(default)]
    pub method: Option<TargetMethod>,
}

super::without_relations!();
