//! A person's time in a unit.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::day::Day;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub person_id: Uuid,
    pub org_unit_id: Uuid,
    pub role_title: String,
    pub is_primary: bool,
    pub starts_on: Day,
    /// First day after; `None` while it lasts.
    pub ends_on: Option<Day>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
