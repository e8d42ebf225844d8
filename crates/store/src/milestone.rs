//! Milestones: the steps of milestone key results.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::milestone::Model;
use crate::entity::milestone::{Column, Entity};
use crate::page::{self, Archived};
use crate::{StoreError, row};

row::editable!("milestone");

/// The milestones of these key results, as arranged in each.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_key_results(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    key_result_ids: &[Uuid],
    archived: Archived,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(row::is_in(conn.get_database_backend(), "key_result_id", key_result_ids))
        .filter(Column::OrganizationId.eq(organization_id))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id);
    row::all(conn, page::archived(select, archived)).await
}

/// The milestones of this key result, as arranged, archived ones left out.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_key_result(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    key_result_id: Uuid,
) -> Result<Vec<Model>, StoreError> {
    of_key_results(conn, organization_id, &[key_result_id], Archived::Without).await
}
