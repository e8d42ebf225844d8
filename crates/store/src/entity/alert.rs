//! A warning about a KPI of a unit.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::alert::Facts;
use crate::day::Day;
use crate::json::Json;
use crate::word::AlertKind;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "alert")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub kpi_id: Uuid,
    pub org_unit_id: Uuid,
    pub kind: AlertKind,
    /// The most urgent has the largest; what was taken notice of is below 0.
    pub urgency: i64,
    /// First day of the period in which it began.
    pub since_on: Day,
    /// What happened, in numbers.
    pub facts: Json<Facts>,
    pub opened_at: i64,
    pub closed_at: Option<i64>,
    pub acknowledged_at: Option<i64>,
    pub acknowledged_by: Option<Uuid>,
    /// Why it was so, in the words of whoever took notice.
    pub cause: Option<String>,
    /// The objective that is to mend it.
    pub objective_id: Option<Uuid>,
    /// The key result of that objective, where one is named.
    pub key_result_id: Option<Uuid>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
