//! Alignments: which goal an objective supports.

use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::alignment::Model;
use crate::entity::alignment::{Column, Entity};
use crate::page::{self, Archived, Listed, Order, Page};
use crate::{StoreError, row};

row::editable!("alignment");

/// Which alignments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// What this objective supports.
    pub objective_id: Option<Uuid>,
    /// What supports this objective.
    pub target_objective_id: Option<Uuid>,
    /// What supports this key result.
    pub target_key_result_id: Option<Uuid>,
    /// Whether archived ones are in it.
    pub archived: Archived,
}

/// A page of alignments, the oldest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    for (column, id) in [
        (Column::ObjectiveId, filter.objective_id),
        (Column::TargetObjectiveId, filter.target_objective_id),
        (Column::TargetKeyResultId, filter.target_key_result_id),
    ] {
        if let Some(id) = id {
            select = select.filter(column.eq(id));
        }
    }
    let select = page::archived(select, filter.archived);
    page::read(conn, select, Column::Id, Order::Ascending, page).await
}

/// Every alignment that one of these objectives is in, as supporter or as supported (itself or by a
/// key result of it that is among `key_result_ids`); archived ones left out, the oldest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn around(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    objective_ids: &[Uuid],
    key_result_ids: &[Uuid],
) -> Result<Vec<Model>, StoreError> {
    let backend = conn.get_database_backend();
    let is_supporter = row::is_in(backend, "objective_id", objective_ids);
    let is_supported = row::is_in(backend, "target_objective_id", objective_ids);
    let is_served = row::is_in(backend, "target_key_result_id", key_result_ids);
    let select = Entity::find()
        .filter(is_supporter.or(is_supported).or(is_served))
        .filter(Column::OrganizationId.eq(organization_id))
        .order_by_asc(Column::Id);
    row::all(conn, page::archived(select, Archived::Without)).await
}
