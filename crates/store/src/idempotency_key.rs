//! Idempotency keys: answers already given to a POST, so that a repeated one gets the same.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

pub use crate::entity::idempotency_key::Model;
use crate::entity::idempotency_key::{Column, Entity};
use crate::{StoreError, row};

/// What is known of a user's key, unless it is older than `oldest`.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    user_id: Uuid,
    key: &str,
    oldest: i64,
) -> Result<Option<Model>, StoreError> {
    let select = Entity::find_by_id((organization_id, user_id, key.to_owned()))
        .filter(Column::CreatedAt.gte(oldest));
    row::one(conn, select).await
}

/// Takes a key. One that was taken before `oldest` is forgotten first.
///
/// # Errors
/// `Conflict` (`idempotency_key_pkey`) when it is taken.
pub async fn insert(
    conn: &impl ConnectionTrait,
    model: Model,
    oldest: i64,
) -> Result<Model, StoreError> {
    Entity::delete_many()
        .filter(Column::OrganizationId.eq(model.organization_id))
        .filter(Column::UserId.eq(model.user_id))
        .filter(Column::Key.eq(&model.key))
        .filter(Column::CreatedAt.lt(oldest))
        .exec(conn)
        .await?;
    row::insert(conn, model).await
}

/// Keeps the answer to the request that took the key.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn answer(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    user_id: Uuid,
    key: &str,
    status: i32,
    body: &str,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Status, Expr::val(status))
        .col_expr(Column::Body, Expr::val(body))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::UserId.eq(user_id))
        .filter(Column::Key.eq(key))
        .exec(conn)
        .await?;
    Ok(())
}

/// Forgets keys taken before this instant. Gives how many there were.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn delete_expired(conn: &impl ConnectionTrait, before: i64) -> Result<u64, StoreError> {
    let expired = Entity::delete_many().filter(Column::CreatedAt.lt(before));
    Ok(expired.exec(conn).await?.rows_affected)
}
