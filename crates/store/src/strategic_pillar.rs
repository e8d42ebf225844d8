//! Strategic pillars: the themes that company objectives serve.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::strategic_pillar::Model;
use crate::entity::strategic_pillar::{Column, Entity};
use crate::page::{self, Archived, Listed, Order, Page};
use crate::{StoreError, row};

row::editable!("strategic pillar");

/// A page of pillars, as arranged.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    archived: Archived,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    let select = page::archived(select, archived);
    page::read(conn, select, Column::Position, Order::Ascending, page).await
}

/// All pillars, as arranged.
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
