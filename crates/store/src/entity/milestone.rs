//! Steps of milestone key results.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::day::Day;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "milestone")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub key_result_id: Uuid,
    pub title: String,
    pub weight: f64,
    pub due_on: Option<Day>,
    pub done_on: Option<Day>,
    pub position: i32,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
