//! Data sources: where values come from.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

pub use crate::entity::data_source::Model;
use crate::entity::data_source::{Column, Entity};
use crate::page::{self, Archived, Listed, Order, Page};
use crate::{StoreError, row};

row::editable!("source");

/// A page of sources, by name.
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
    page::read(conn, select, Column::Name, Order::Ascending, page).await
}
