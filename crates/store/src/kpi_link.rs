//! KPI links: how key results and KPIs belong together.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::kpi_link::Model;
use crate::entity::kpi_link::{Column, Entity};
use crate::page::{self, Archived, Listed, Order, Page};
use crate::word::KpiRole;
use crate::{StoreError, row};

row::editable!("KPI link");

/// Which links.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Of this key result.
    pub key_result_id: Option<Uuid>,
    /// Of this KPI.
    pub kpi_id: Option<Uuid>,
    /// In this role.
    pub role: Option<KpiRole>,
    /// Whether archived ones are in it.
    pub archived: Archived,
}

/// A page of links, the oldest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    if let Some(key_result) = filter.key_result_id {
        select = select.filter(Column::KeyResultId.eq(key_result));
    }
    if let Some(kpi) = filter.kpi_id {
        select = select.filter(Column::KpiId.eq(kpi));
    }
    if let Some(role) = filter.role {
        select = select.filter(Column::Role.eq(role));
    }
    let select = page::archived(select, filter.archived);
    page::read(conn, select, Column::Id, Order::Ascending, page).await
}

/// The links of these key results, archived ones left out, the oldest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_key_results(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    key_result_ids: &[Uuid],
) -> Result<Vec<Model>, StoreError> {
    of(conn, organization_id, "key_result_id", key_result_ids).await
}

/// The links of these KPIs, archived ones left out, the oldest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_kpis(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi_ids: &[Uuid],
) -> Result<Vec<Model>, StoreError> {
    of(conn, organization_id, "kpi_id", kpi_ids).await
}

async fn of(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    column: &str,
    ids: &[Uuid],
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(row::is_in(conn.get_database_backend(), column, ids))
        .filter(Column::OrganizationId.eq(organization_id))
        .order_by_asc(Column::Id);
    row::all(conn, page::archived(select, Archived::Without)).await
}
