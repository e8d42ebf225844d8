//! The ordered, hash-chained log of everything that was written. Rows are never changed.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organization_id: Uuid,
    /// 1, 2, 3 … without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// Unix milliseconds.
    pub at: i64,
    pub actor_user_id: Option<Uuid>,
    /// `objective.created`, `key_result.checked_in` …
    pub kind: String,
    /// Table of what changed.
    pub entity: String,
    pub entity_id: Uuid,
    /// What it was after the change, as JSON with sorted keys.
    pub after: String,
    pub reason: Option<String>,
    pub request_id: Option<String>,
    pub previous_hash: String,
    pub hash: String,
}

super::without_relations!();
