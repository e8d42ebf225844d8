//! Reports on key results.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::word::Status;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "check_in")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub key_result_id: Uuid,
    pub author_user_id: Option<Uuid>,
    pub author_person_id: Option<Uuid>,
    pub value: Option<f64>,
    /// 1..=10.
    pub confidence: Option<i32>,
    /// The author's own judgement.
    pub status: Option<Status>,
    pub note: String,
    pub blocker: String,
    pub next_step: String,
    pub created_at: i64,
}

super::without_relations!();
