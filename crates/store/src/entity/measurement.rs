//! Recorded values. Never overwritten: a correction is a new row, the old one only gets
//! `superseded_at`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::word::{MeasurementSource, SubjectKind};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "measurement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub kpi_id: Uuid,
    /// A unit or a person, see `subject_kind`.
    pub subject_id: Uuid,
    pub subject_kind: SubjectKind,
    /// For a person: the unit in which the value counts.
    #[serde(default)]
    pub org_unit_id: Option<Uuid>,
    /// First day of the period.
    pub period_on: Day,
    pub value: Option<f64>,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    pub recorded_at: i64,
    /// A user.
    pub recorded_by: Option<Uuid>,
    pub source: MeasurementSource,
    pub batch_id: Option<Uuid>,
    pub note: Option<String>,
    /// The measurement that this one corrects.
    pub supersedes: Option<Uuid>,
    /// When a correction took its place; `None` while it is current.
    pub superseded_at: Option<i64>,
}

super::without_relations!();
