//! Measurements that came in together.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::word::MeasurementSource;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "measurement_batch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub source: MeasurementSource,
    pub file_name: String,
    /// How many measurements carry its id.
    pub rows: i64,
    pub created_by: Option<Uuid>,
    pub created_at: i64,
    /// See [`crate::digest`]; 64 hex digits.
    pub digest: String,
}

super::without_relations!();
