//! Where the demo's clock stands; one row per demo organisation.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::word::UserLocale;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "demo_state")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organization_id: Uuid,
    /// The shown instant.
    pub clock_at: i64,
    /// The machine's instant at which `clock_at` was set.
    pub anchored_at: i64,
    /// First day whose operations are not loaded yet.
    pub loaded_until_on: Day,
    pub language: UserLocale,
}

super::without_relations!();
