//! Measurement batches: measurements that came in together. [`crate::measurement::Batch`] writes
//! them.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

pub use crate::entity::measurement_batch::Model;
use crate::entity::measurement_batch::{Column, Entity};
use crate::page::{self, Listed, Order, Page};
use crate::{StoreError, row};

/// The batch with this id.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
) -> Result<Option<Model>, StoreError> {
    row::one(conn, Entity::find_by_id(id).filter(Column::OrganizationId.eq(organization_id))).await
}

/// Of these ids, each batch that there is, in no order.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn find_many(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<Model>, StoreError> {
    row::of::<Entity>(conn, organization_id, "id", ids).await
}

/// A page of batches, the newest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    page::read(conn, select, Column::Id, Order::Descending, page).await
}
