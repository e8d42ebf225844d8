//! Bearer tokens.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

pub use crate::entity::api_token::Model;
use crate::entity::api_token::{Column, Entity};
use crate::entity::user;
use crate::page::{self, Listed, Order, Page};
use crate::{StoreError, row};

row::insertable!("token");

/// The token that hashes to this, with its user, while it is neither revoked nor expired.
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
        .filter(Column::ExpiresAt.is_null().or(Column::ExpiresAt.gt(now)));
    row::pair::<Entity, user::Entity>(conn, select, Column::UserId, user::Column::Id).await
}

/// A page of tokens, revoked ones among them, the newest first: of one user, or of all.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    user_id: Option<Uuid>,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    if let Some(user) = user_id {
        select = select.filter(Column::UserId.eq(user));
    }
    page::read(conn, select, Column::Id, Order::Descending, page).await
}

/// Notes that the token was used.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn touch(
    conn: &impl ConnectionTrait,
    id: Uuid,
    last_used_at: i64,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::LastUsedAt, Expr::val(last_used_at))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Ends a token. Gives it as it is now; `None` when it was not good any more.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn revoke(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
    at: i64,
) -> Result<Option<Model>, StoreError> {
    let result = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::val(at))
        .filter(Column::Id.eq(id))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::RevokedAt.is_null())
        .exec(conn)
        .await?;
    if result.rows_affected == 0 { Ok(None) } else { find(conn, organization_id, id).await }
}
