//! One-time links that set a password.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::user_link::Model;
use crate::entity::user_link::{Column, Entity};
use crate::{StoreError, row};

row::insertable!("link");

/// The link whose token hashes to this, used or not, expired or not.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find_by_token_hash(
    conn: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<Model>, StoreError> {
    row::one(conn, Entity::find().filter(Column::TokenHash.eq(token_hash))).await
}

/// The links of a user, the newest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_user(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    user_id: Uuid,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::UserId.eq(user_id))
        .order_by_desc(Column::CreatedAt);
    row::all(conn, select).await
}

/// Uses the link up. Of two who try at once, one succeeds.
///
/// # Errors
/// `Stale` when it was used before.
pub async fn use_up(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
    at: i64,
) -> Result<(), StoreError> {
    let result = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::val(at))
        .filter(Column::Id.eq(id))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::UsedAt.is_null())
        .exec(conn)
        .await?;
    if result.rows_affected == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale { entity: "user_link", id })
    }
}

/// Uses up every link of a user that is still good: a newer one takes their place. Gives how many
/// there were.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn use_up_all_of_user(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    user_id: Uuid,
    at: i64,
) -> Result<u64, StoreError> {
    let result = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::val(at))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::UserId.eq(user_id))
        .filter(Column::UsedAt.is_null())
        .exec(conn)
        .await?;
    Ok(result.rows_affected)
}
