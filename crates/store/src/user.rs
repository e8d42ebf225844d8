//! Queries of accounts: pages by address, one by address or by the person behind it.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

pub use crate::entity::user::Model;
use crate::entity::user::{Column, Entity};
use crate::page::{self, Listed, Order, Page};
use crate::word::Role;
use crate::{StoreError, row};

row::editable!("user");

/// Which users.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Whose address contains this.
    pub text: Option<String>,
    /// Who have this role.
    pub role: Option<Role>,
    /// The login of this person.
    pub person_id: Option<Uuid>,
}

/// By what users are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By address.
    #[default]
    Email,
    /// By when they were added.
    Created,
}

/// A page of users, disabled ones among them.
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
        select = select.filter(row::contains(conn.get_database_backend(), &["email"], text));
    }
    if let Some(role) = filter.role {
        // Roles are a JSON list of words; the quotes keep `member` from matching a longer word.
        select = select.filter(Expr::col(Column::Roles).like(format!("%\"{role}\"%")));
    }
    if let Some(person) = filter.person_id {
        select = select.filter(Column::PersonId.eq(person));
    }
    let column = match sort {
        Sort::Email => Column::Email,
        Sort::Created => Column::Id,
    };
    page::read(conn, select, column, order, page).await
}

/// The user who signs in with this address, in whatever organisation. Give it in lower case.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find_by_email(
    conn: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<Model>, StoreError> {
    row::one(conn, Entity::find().filter(Column::Email.eq(email))).await
}

/// The login of this person.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find_by_person(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    person_id: Uuid,
) -> Result<Option<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::PersonId.eq(person_id));
    row::one(conn, select).await
}

/// Notes that the user signed in. It is no edit: the version stays, so that whoever edits the
/// account meanwhile is not told that somebody else did.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn note_login(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
    at: i64,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::LastLoginAt, Expr::val(at))
        .filter(Column::Id.eq(id))
        .filter(Column::OrganizationId.eq(organization_id))
        .exec(conn)
        .await?;
    Ok(())
}
