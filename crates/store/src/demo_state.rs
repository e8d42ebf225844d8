//! Where the demo's clock stands.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

pub use crate::entity::demo_state::Model;
use crate::entity::demo_state::{Column, Entity};
use crate::{StoreError, row};

/// The state of this organisation's demo; `None` when it is none.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
) -> Result<Option<Model>, StoreError> {
    row::one(conn, Entity::find_by_id(organization_id)).await
}

/// Writes the state, over an earlier one if there is one.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn save(conn: &impl ConnectionTrait, model: Model) -> Result<Model, StoreError> {
    let columns = [Column::ClockAt, Column::AnchoredAt, Column::LoadedUntilOn, Column::Language];
    let overwrite = OnConflict::column(Column::OrganizationId).update_columns(columns).to_owned();
    Entity::insert(model.clone().into_active_model())
        .on_conflict(overwrite)
        .exec_without_returning(conn)
        .await?;
    Ok(model)
}
