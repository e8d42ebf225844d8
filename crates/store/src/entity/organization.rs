//! Organizations: the tenants.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::json::{Json, OrganizationValue};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "organization")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub mission: String,
    pub vision: String,
    pub values: Json<Vec<OrganizationValue>>,
    /// IANA name; business dates are taken in it.
    pub time_zone: String,
    /// 1..=12.
    pub fiscal_year_start_month: i32,
    /// Bit 0 is Monday … bit 6 is Sunday.
    pub working_days: i32,
    pub on_track_gap: f64,
    pub at_risk_gap: f64,
    pub is_demo: bool,
    /// Number of the last change; only [`crate::change::append`] moves it.
    pub seq: i64,
    /// Hash of the last change, 64 hex digits; only [`crate::change::append`] moves it.
    pub head_hash: String,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
