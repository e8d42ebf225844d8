//! How the columns of a file were understood, one row a shape of files.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::json::Json;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "file_mapping")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    /// Of the names of the columns; 64 hex digits.
    pub fingerprint: String,
    /// The last file that was read this way.
    pub file_name: String,
    pub mapping: Json<serde_json::Value>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
