//! Runs of sources: what was asked, what came back and what became of it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::json::{Json, RejectedRow};
use crate::word::RunOutcome;

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "source_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub source_id: Uuid,
    pub started_at: i64,
    pub finished_at: Option<i64>,
    /// The user who asked for it; `None` for the schedule and the command line.
    pub started_by: Option<Uuid>,
    pub is_scheduled: bool,
    /// Read and compared, nothing written.
    pub is_dry: bool,
    /// 1 for the first try.
    pub attempt: i32,
    pub from_on: Day,
    /// The day after the last.
    pub to_on: Day,
    pub outcome: RunOutcome,
    /// What sort of failure.
    pub failure: Option<String>,
    /// What was asked, secrets masked.
    pub asked: String,
    /// What came back instead of rows, secrets masked; empty when rows came.
    pub answered: String,
    pub read_count: i64,
    pub new_count: i64,
    pub corrected_count: i64,
    pub unchanged_count: i64,
    pub rejected_count: i64,
    /// The first rejected rows.
    pub rejected: Json<Vec<RejectedRow>>,
    /// The batches that it recorded.
    pub batch_ids: Json<Vec<Uuid>>,
}

super::without_relations!();
