//! Alerts: warnings about KPIs. One of a kind is open for a KPI and unit at a time; the database
//! keeps it so.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::day::Day;
pub use crate::entity::alert::Model;
use crate::entity::alert::{Column, Entity};
use crate::page::{self, Listed, Order, Page};
use crate::word::AlertKind;
use crate::{StoreError, row};

row::editable!("alert");

/// What happened, in numbers; what does not belong to the kind is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// First day after the span that it is about.
    pub until_on: Option<Day>,
    /// The value of the period, or what the span will most likely come to.
    pub value: Option<f64>,
    /// The lower end of the forecast's interval.
    pub lower: Option<f64>,
    /// The upper end of the forecast's interval.
    pub upper: Option<f64>,
    /// How likely the target is reached.
    pub probability: Option<f64>,
    /// What was to be expected.
    pub expected: Option<f64>,
    /// Robust standard deviations away from that.
    pub score: Option<f64>,
    /// The target.
    pub target: Option<f64>,
    /// The floor.
    pub floor: Option<f64>,
    /// Lower end of the corridor.
    pub range_low: Option<f64>,
    /// Upper end of the corridor.
    pub range_high: Option<f64>,
    /// The day on which the value was promised.
    pub due_on: Option<Day>,
    /// How many periods are missing.
    pub late_periods: Option<u32>,
}

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Not over, whether somebody took notice or not.
    #[default]
    Open,
    /// Not over, and nobody has taken notice.
    Unacknowledged,
    /// Not over, and somebody has taken notice.
    Acknowledged,
    /// Over.
    Closed,
    /// All of them.
    Any,
}

/// Which alerts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Where they stand.
    pub standing: Standing,
    /// Of this kind.
    pub kind: Option<AlertKind>,
    /// About one of these KPIs.
    pub kpi_ids: Option<Vec<Uuid>>,
    /// About this unit.
    pub org_unit_id: Option<Uuid>,
}

/// A page of alerts, the most urgent first.
///
/// # Errors
/// `Cursor` when the page goes on from another sorting, `Driver` when reading fails.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let select = select(conn, organization_id, filter);
    page::read(conn, select, Column::Urgency, Order::Descending, page).await
}

/// How many alerts there are.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn count(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
) -> Result<u64, StoreError> {
    Ok(select(conn, organization_id, filter).count(conn).await?)
}

/// The alerts about a KPI that are not over.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn open_of_kpi(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi_id: Uuid,
) -> Result<Vec<Model>, StoreError> {
    let filter = Filter { kpi_ids: Some(vec![kpi_id]), ..Filter::default() };
    row::all(conn, select(conn, organization_id, &filter).order_by_asc(Column::Id)).await
}

/// The alerts that an objective is to mend, the latest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_objective(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    objective_id: Uuid,
    limit: u64,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::ObjectiveId.eq(objective_id))
        .order_by_desc(Column::Id)
        .limit(limit);
    row::all(conn, select).await
}

fn select(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
) -> sea_orm::Select<Entity> {
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    if let Some(kpis) = &filter.kpi_ids {
        select = select.filter(row::is_in(conn.get_database_backend(), "kpi_id", kpis));
    }
    if let Some(kind) = filter.kind {
        select = select.filter(Column::Kind.eq(kind));
    }
    if let Some(unit) = filter.org_unit_id {
        select = select.filter(Column::OrgUnitId.eq(unit));
    }
    match filter.standing {
        Standing::Any => select,
        Standing::Closed => select.filter(Column::ClosedAt.is_not_null()),
        Standing::Open => select.filter(Column::ClosedAt.is_null()),
        Standing::Unacknowledged => {
            select.filter(Column::ClosedAt.is_null()).filter(Column::AcknowledgedAt.is_null())
        }
        Standing::Acknowledged => {
            select.filter(Column::ClosedAt.is_null()).filter(Column::AcknowledgedAt.is_not_null())
        }
    }
}
