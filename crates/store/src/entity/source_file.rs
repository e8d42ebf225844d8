//! Files that a source has taken: each content once.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "source_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub source_id: Uuid,
    pub run_id: Uuid,
    pub name: String,
    /// SHA-256 of the content, 64 hex digits.
    pub digest: String,
    /// Whether its values were recorded; otherwise they were refused.
    pub is_recorded: bool,
    pub taken_at: i64,
}

super::without_relations!();
