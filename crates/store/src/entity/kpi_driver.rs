//! Which KPI drives which: a leading indicator and its outcome, as people believe.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::word::Influence;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "kpi_driver")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    /// What moves first.
    pub driver_kpi_id: Uuid,
    /// What follows.
    pub driven_kpi_id: Uuid,
    pub influence: Influence,
    /// Why it is believed.
    pub note: Option<String>,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
