//! Sessions: signed-in browsers. They are no facts of the organisation and append no change.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::session::Model;
use crate::entity::session::{Column, Entity};
use crate::entity::user;
use crate::{StoreError, row};

row::insertable!("session");

/// The session whose token hashes to this, with its user, while it is neither revoked nor expired.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn find_by_token_hash(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    now: i64,
) -> Result<Option<(Model, user::Model)>, StoreError> {
    let select = Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now));
    row::pair::<Entity, user::Entity>(conn, select, Column::UserId, user::Column::Id).await
}

/// The sessions of a user that are neither revoked nor expired, the newest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_user(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    user_id: Uuid,
    now: i64,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::UserId.eq(user_id))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::CreatedAt);
    row::all(conn, select).await
}

/// Notes that the session was used, and until when it is good now.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn touch(
    conn: &impl ConnectionTrait,
    id: Uuid,
    last_seen_at: i64,
    expires_at: i64,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::LastSeenAt, Expr::val(last_seen_at))
        .col_expr(Column::ExpiresAt, Expr::val(expires_at))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Ends a session. Gives whether it was still good.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn revoke(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
    at: i64,
) -> Result<bool, StoreError> {
    let result = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::val(at))
        .filter(Column::Id.eq(id))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::RevokedAt.is_null())
        .exec(conn)
        .await?;
    Ok(result.rows_affected == 1)
}

/// Ends all sessions of a user, except perhaps the one that asks. Gives how many there were.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn revoke_all_of_user(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    user_id: Uuid,
    except: Option<Uuid>,
    at: i64,
) -> Result<u64, StoreError> {
    let mut update = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::val(at))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::UserId.eq(user_id))
        .filter(Column::RevokedAt.is_null());
    if let Some(kept) = except {
        update = update.filter(Column::Id.ne(kept));
    }
    Ok(update.exec(conn).await?.rows_affected)
}

/// Removes sessions that expired before this instant. Gives how many there were.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn delete_expired(conn: &impl ConnectionTrait, before: i64) -> Result<u64, StoreError> {
    let expired = Entity::delete_many().filter(Column::ExpiresAt.lt(before));
    Ok(expired.exec(conn).await?.rows_affected)
}
