//! What a source is about to do: operational marks, no facts of the organisation.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "data_source_state")]
pub struct Model {
    /// The source's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    /// When it runs by itself; `None` when it does not.
    pub next_run_at: Option<i64>,
    /// Failed runs since the last one that was none.
    pub attempt: i32,
    /// Whoever runs it now; nobody else may until `claimed_until`.
    pub claim: Option<Uuid>,
    pub claimed_until: Option<i64>,
    /// The last run that was no dry run.
    pub last_run_id: Option<Uuid>,
    pub last_success_at: Option<i64>,
}

super::without_relations!();
