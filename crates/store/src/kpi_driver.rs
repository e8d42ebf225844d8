//! Drivers: which KPI drives which.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::kpi_driver::Model;
use crate::entity::kpi_driver::{Column, Entity};
use crate::page::{self, Archived};
use crate::{StoreError, row};

row::editable!("driver");

/// The drivers in use, the oldest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn in_use(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
) -> Result<Vec<Model>, StoreError> {
    let select =
        Entity::find().filter(Column::OrganizationId.eq(organization_id)).order_by_asc(Column::Id);
    row::all(conn, page::archived(select, Archived::Without)).await
}
