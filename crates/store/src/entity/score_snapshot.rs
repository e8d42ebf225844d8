//! Daily scores, for trends and for BI tools; can be rebuilt.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::word::{SnapshotKind, Status};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "score_snapshot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organization_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub taken_on: Day,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    pub subject_kind: SnapshotKind,
    pub progress: Option<f64>,
    pub expected: Option<f64>,
    pub coverage: Option<f64>,
    pub status: Status,
}

super::without_relations!();
