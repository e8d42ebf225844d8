//! Key results.

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::key_result::Model;
use crate::entity::key_result::{Column, Entity};
use crate::entity::objective;
use crate::page::{self, Archived, Listed, Order, Page};
use crate::word::KeyResultKind;
use crate::{StoreError, row};

row::editable!("key result");

/// The key result with this id and the objective it belongs to, archived or not.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn find_with_objective(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
) -> Result<Option<(Model, objective::Model)>, StoreError> {
    let select = Entity::find_by_id(id).filter(Column::OrganizationId.eq(organization_id));
    let (from, to) = (Column::ObjectiveId, objective::Column::Id);
    row::pair::<Entity, objective::Entity>(conn, select, from, to).await
}

/// Which key results.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Of this objective.
    pub objective_id: Option<Uuid>,
    /// Of objectives in this cycle.
    pub cycle_id: Option<Uuid>,
    /// With this person accountable.
    pub owner_person_id: Option<Uuid>,
    /// Of this kind.
    pub kind: Option<KeyResultKind>,
    /// Whose title contains this.
    pub text: Option<String>,
    /// Whether archived ones are in it.
    pub archived: Archived,
}

/// By what key results are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As arranged; meant for those of one objective or one owner.
    Position,
    /// By title.
    Title,
    /// By when they were added.
    #[default]
    Created,
}

/// A page of key results.
///
/// # Errors
/// `Cursor` when the page goes on from another sorting, `Driver` when reading fails.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    sort: Sort,
    order: Order,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    if let Some(objective) = filter.objective_id {
        select = select.filter(Column::ObjectiveId.eq(objective));
    }
    if let Some(cycle) = filter.cycle_id {
        let objectives = Query::select()
            .column(objective::Column::Id)
            .from(objective::Entity)
            .and_where(Expr::col(objective::Column::CycleId).eq(cycle))
            .to_owned();
        select = select.filter(Column::ObjectiveId.in_subquery(objectives));
    }
    if let Some(owner) = filter.owner_person_id {
        select = select.filter(Column::OwnerPersonId.eq(owner));
    }
    if let Some(kind) = filter.kind {
        select = select.filter(Column::Kind.eq(kind));
    }
    if let Some(text) = &filter.text {
        select = select.filter(row::contains(conn.get_database_backend(), &["title"], text));
    }
    let column = match sort {
        Sort::Position => Column::Position,
        Sort::Title => Column::Title,
        Sort::Created => Column::Id,
    };
    page::read(conn, page::archived(select, filter.archived), column, order, page).await
}

/// The key results of these objectives, as arranged in each.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_objectives(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    objective_ids: &[Uuid],
    archived: Archived,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(row::is_in(conn.get_database_backend(), "objective_id", objective_ids))
        .filter(Column::OrganizationId.eq(organization_id))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id);
    row::all(conn, page::archived(select, archived)).await
}
