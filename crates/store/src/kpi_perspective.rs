//! Perspectives: the views of the business that KPIs are arranged under.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::kpi_perspective::Model;
use crate::entity::kpi_perspective::{Column, Entity};
use crate::page::{self, Archived};
use crate::{StoreError, row};

row::editable!("perspective");

/// All perspectives, as arranged.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn all(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    archived: Archived,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id);
    row::all(conn, page::archived(select, archived)).await
}
