//! Where values come from.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::json::Json;
use crate::word::{Grain, SourceKind};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "data_source")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub name: String,
    pub kind: SourceKind,
    /// Where to ask and what, with a mask in the place of each secret.
    pub settings: Json<serde_json::Value>,
    /// The secrets, encrypted. They never leave the database.
    pub sealed_secret: Option<String>,
    /// Five cron fields in the organisation's time zone; `None` runs when somebody asks.
    pub schedule: Option<String>,
    /// The periods that it is asked for.
    pub grain: Grain,
    /// How many complete ones.
    pub periods_back: i32,
    /// Whether the running one is asked for as well.
    pub includes_current: bool,
    pub is_enabled: bool,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
