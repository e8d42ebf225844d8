//! KPI targets: what a KPI should reach for a unit or person over a span of time.

use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::day::Day;
pub use crate::entity::kpi_target::Model;
use crate::entity::kpi_target::{Column, Entity};
use crate::page::{self, Archived, Listed, Order, Page};
use crate::{StoreError, row};

row::editable!("KPI target");

/// Which targets.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Of this KPI.
    pub kpi_id: Option<Uuid>,
    /// For this unit; `Some(None)` is the root.
    pub org_unit_id: Option<Option<Uuid>>,
    /// For this person.
    pub person_id: Option<Uuid>,
    /// That share a day with `[start, end)`.
    pub overlaps: Option<(Day, Day)>,
    /// Whether archived ones are in it.
    pub archived: Archived,
}

/// A page of targets, by their first day.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    order: Order,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    if let Some(kpi) = filter.kpi_id {
        select = select.filter(Column::KpiId.eq(kpi));
    }
    if let Some(unit) = filter.org_unit_id {
        select = select.filter(match unit {
            Some(unit) => Column::OrgUnitId.eq(unit),
            None => Column::OrgUnitId.is_null().and(Column::PersonId.is_null()),
        });
    }
    if let Some(person) = filter.person_id {
        select = select.filter(Column::PersonId.eq(person));
    }
    if let Some((start, end)) = filter.overlaps {
        select = select.filter(Column::StartsOn.lt(end)).filter(Column::EndsOn.gt(start));
    }
    let select = page::archived(select, filter.archived);
    page::read(conn, select, Column::StartsOn, order, page).await
}

/// The targets of these KPIs, archived ones left out, by their first day.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_kpis(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi_ids: &[Uuid],
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(row::is_in(conn.get_database_backend(), "kpi_id", kpi_ids))
        .filter(Column::OrganizationId.eq(organization_id))
        .order_by_asc(Column::StartsOn)
        .order_by_asc(Column::Id);
    row::all(conn, page::archived(select, Archived::Without)).await
}

/// Every target of a KPI, archived ones too, by their first day.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn all_of_kpi(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi_id: Uuid,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::KpiId.eq(kpi_id))
        .order_by_asc(Column::StartsOn)
        .order_by_asc(Column::Id);
    row::all(conn, select).await
}
