//! Files that sources have taken.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

pub use crate::entity::source_file::Model;
use crate::entity::source_file::{Column, Entity};
use crate::{StoreError, row};

/// Writes that a file was taken.
///
/// # Errors
/// `Conflict` when this content was taken before.
pub async fn insert(conn: &impl ConnectionTrait, model: Model) -> Result<Model, StoreError> {
    row::insert(conn, model).await
}

/// The latest files of a source.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn latest(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    source_id: Uuid,
    limit: u64,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::SourceId.eq(source_id))
        .order_by_desc(Column::Id)
        .limit(limit);
    row::all(conn, select).await
}
