//! A person's time under a manager.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::day::Day;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "manager_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub person_id: Uuid,
    pub manager_person_id: Uuid,
    pub starts_on: Day,
    /// First day after; `None` while it lasts.
    pub ends_on: Option<Day>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
