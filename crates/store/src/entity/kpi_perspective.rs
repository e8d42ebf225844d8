//! Views of the business that KPIs are arranged under.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::json::{Json, Names};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "kpi_perspective")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub code: String,
    pub name: String,
    /// The name in languages where it is another one.
    pub names: Json<Names>,
    pub position: i32,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
