//! Which goal an objective supports; exactly one of the two targets is set.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "alignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub objective_id: Uuid,
    pub target_objective_id: Option<Uuid>,
    pub target_key_result_id: Option<Uuid>,
    /// The weight with which the supporter counts in the supported objective; `None` only shows it.
    pub contribution: Option<f64>,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
