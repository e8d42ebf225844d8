//! Queries of people: pages by name, all of an organisation, one by code.

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::day::Day;
use crate::entity::membership;
pub use crate::entity::person::Model;
use crate::entity::person::{Column, Entity};
use crate::page::{self, Archived, Listed, Order, Page};
use crate::{StoreError, row};

row::editable!("person");

/// Which people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Whose name, code, title or address contains this.
    pub text: Option<String>,
    /// Members of this unit on this day.
    pub member_of: Option<(Uuid, Day)>,
    /// Whether archived ones are in it.
    pub archived: Archived,
}

/// By what people are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By name.
    #[default]
    Name,
    /// By when they were added.
    Created,
}

/// A page of people.
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
    if let Some(text) = &filter.text {
        let columns = ["name", "code", "title", "email"];
        select = select.filter(row::contains(conn.get_database_backend(), &columns, text));
    }
    if let Some((unit, day)) = filter.member_of {
        let members = Query::select()
            .column(membership::Column::PersonId)
            .from(membership::Entity)
            .and_where(Expr::col(membership::Column::OrgUnitId).eq(unit))
            .and_where(row::holds_on(day))
            .to_owned();
        select = select.filter(Column::Id.in_subquery(members));
    }
    let column = match sort {
        Sort::Name => Column::Name,
        Sort::Created => Column::Id,
    };
    page::read(conn, page::archived(select, filter.archived), column, order, page).await
}

/// Everybody, by name.
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
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id);
    row::all(conn, page::archived(select, archived)).await
}

/// The person with this code.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find_by_code(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    code: &str,
) -> Result<Option<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::Code.eq(code));
    row::one(conn, select).await
}
