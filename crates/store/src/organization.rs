//! Organisations: the tenants. `seq` and `head_hash` belong to [`crate::change`] and stay out of
//! edits.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryOrder};
use uuid::Uuid;

pub use crate::entity::organization::Model;
use crate::entity::organization::{Column, Entity};
use crate::{StoreError, digest, row};

/// The organisation with this id.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, StoreError> {
    row::one(conn, Entity::find_by_id(id)).await
}

/// All organisations, the oldest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn all(conn: &impl ConnectionTrait) -> Result<Vec<Model>, StoreError> {
    row::all(conn, Entity::find().order_by_asc(Column::CreatedAt).order_by_asc(Column::Id)).await
}

/// Writes a new organisation. Its log is empty whatever the model says.
///
/// # Errors
/// `Conflict` when the id is taken.
pub async fn insert(conn: &impl ConnectionTrait, model: Model) -> Result<Model, StoreError> {
    let head_hash = digest::FIRST_PREVIOUS_HASH.to_owned();
    row::insert(conn, Model { seq: 0, head_hash, ..model }).await
}

/// Overwrites the organisation with the model, when it still is at the expected version.
///
/// # Errors
/// `Stale` when it is at another version.
pub async fn update(
    conn: &impl ConnectionTrait,
    model: Model,
    expected_version: i32,
) -> Result<Model, StoreError> {
    let itself = Column::Id.eq(model.id);
    row::update::<Entity>(conn, &model, model.id, itself, expected_version).await?;
    Ok(Model { version: expected_version + 1, ..model })
}
