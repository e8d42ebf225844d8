//! File mappings: how the columns of files of measurements were understood.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

pub use crate::entity::file_mapping::Model;
use crate::entity::file_mapping::{Column, Entity};
use crate::{StoreError, row};

row::editable!("file mapping");

/// What is remembered of files of this shape.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find_by_fingerprint(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    fingerprint: &str,
) -> Result<Option<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::Fingerprint.eq(fingerprint));
    row::one(conn, select).await
}
