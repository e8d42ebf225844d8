//! Cycles: the periods that goals live in.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::day::Day;
pub use crate::entity::cycle::Model;
use crate::entity::cycle::{Column, Entity};
use crate::page::{self, Archived, Listed, Order, Page};
use crate::word::{CycleKind, CyclePhase};
use crate::{StoreError, row};

row::editable!("cycle");

/// Which cycles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Directly inside this one.
    pub parent_id: Option<Uuid>,
    /// Of this kind.
    pub kind: Option<CycleKind>,
    /// In this phase.
    pub phase: Option<CyclePhase>,
    /// That this day lies in.
    pub contains: Option<Day>,
    /// That share a day with `[start, end)`.
    pub overlaps: Option<(Day, Day)>,
    /// Whether archived ones are in it.
    pub archived: Archived,
}

/// A page of cycles, by their first day.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    order: Order,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    if let Some(parent) = filter.parent_id {
        select = select.filter(Column::ParentId.eq(parent));
    }
    if let Some(kind) = filter.kind {
        select = select.filter(Column::Kind.eq(kind));
    }
    if let Some(phase) = filter.phase {
        select = select.filter(Column::Phase.eq(phase));
    }
    if let Some(day) = filter.contains {
        select = select.filter(Column::StartsOn.lte(day)).filter(Column::EndsOn.gt(day));
    }
    if let Some((start, end)) = filter.overlaps {
        select = select.filter(Column::StartsOn.lt(end)).filter(Column::EndsOn.gt(start));
    }
    let select = page::archived(select, filter.archived);
    page::read(conn, select, Column::StartsOn, order, page).await
}

/// All cycles, by their first day.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn all(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    archived: Archived,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .order_by_asc(Column::StartsOn)
        .order_by_asc(Column::Id);
    row::all(conn, page::archived(select, archived)).await
}
