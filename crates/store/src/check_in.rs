//! Check-ins: reports on key results.

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::check_in::Model;
use crate::entity::check_in::{Column, Entity};
use crate::entity::key_result;
use crate::page::{self, Listed, Order, Page};
use crate::{StoreError, row};

row::insertable!("check-in");

/// What a check-in makes of its key result. A judgement holds until the next check-in: this one
/// brings its own or none.
pub fn apply(check_in: &Model, goal: &mut key_result::Model) {
    goal.current_value = check_in.value.or(goal.current_value);
    goal.confidence = check_in.confidence.or(goal.confidence);
    goal.status_override = check_in.status;
    goal.status_override_reason = check_in.status.map(|_| check_in.note.clone());
    goal.last_check_in_at = Some(check_in.created_at);
    goal.updated_at = check_in.created_at;
}

/// Writes a new check-in and what it makes of its key result, at the expected version only. Gives
/// the key result as it is now.
///
/// # Errors
/// `Stale` when the key result is at another version.
pub async fn insert_with_key_result(
    conn: &impl ConnectionTrait,
    check_in: &Model,
    goal: key_result::Model,
    expected_version: i32,
) -> Result<key_result::Model, StoreError> {
    let organization = key_result::Column::OrganizationId.eq(goal.organization_id);
    let backend = conn.get_database_backend();
    let update =
        row::updating::<key_result::Entity>(&goal, goal.id, organization, expected_version);
    let both = [backend.build(&row::inserting(check_in)), backend.build(&update)];
    if row::together(conn, both).await? == 2 {
        Ok(key_result::Model { version: expected_version + 1, ..goal })
    } else {
        Err(row::stale::<key_result::Entity>(goal.id))
    }
}

/// Which check-ins.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Of this key result.
    pub key_result_id: Option<Uuid>,
    /// By this person.
    pub author_person_id: Option<Uuid>,
    /// At or after this instant.
    pub since: Option<i64>,
    /// Before this instant.
    pub until: Option<i64>,
}

/// A page of check-ins, the newest first unless asked otherwise.
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
    let is_narrow = filter.key_result_id.is_some() || filter.author_person_id.is_some();
    let is_of = match is_narrow {
        true => row::is_of(conn.get_database_backend(), organization_id),
        false => Column::OrganizationId.eq(organization_id),
    };
    let mut select = Entity::find().filter(is_of);
    if let Some(key_result) = filter.key_result_id {
        select = select.filter(Column::KeyResultId.eq(key_result));
    }
    if let Some(person) = filter.author_person_id {
        select = select.filter(Column::AuthorPersonId.eq(person));
    }
    if let Some(since) = filter.since {
        select = select.filter(Column::CreatedAt.gte(since));
    }
    if let Some(until) = filter.until {
        select = select.filter(Column::CreatedAt.lt(until));
    }
    page::read(conn, select, Column::CreatedAt, order, page).await
}

/// The check-ins on these key results before an instant, in the order in which they were made.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_key_results_before(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    key_result_ids: &[Uuid],
    before: i64,
) -> Result<Vec<Model>, StoreError> {
    if key_result_ids.is_empty() {
        return Ok(Vec::new());
    }
    let select = Entity::find()
        .filter(row::is_in(conn.get_database_backend(), "key_result_id", key_result_ids))
        .filter(row::is_of(conn.get_database_backend(), organization_id))
        .filter(Column::CreatedAt.lt(before))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id);
    row::all(conn, select).await
}

/// The latest check-in of each of these key results that has one, in no order.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn latest_of(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    key_result_ids: &[Uuid],
) -> Result<Vec<Model>, StoreError> {
    let is_later = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, "later")
        .and_where(Expr::col(("later", "key_result_id")).equals(("check_in", "key_result_id")))
        .and_where(
            Expr::tuple([Expr::col(("later", "created_at")), Expr::col(("later", "id"))]).gt(
                Expr::tuple([Expr::col(("check_in", "created_at")), Expr::col(("check_in", "id"))]),
            ),
        )
        .to_owned();
    let select = Entity::find()
        .filter(row::is_in(conn.get_database_backend(), "key_result_id", key_result_ids))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Expr::exists(is_later).not());
    row::all(conn, select).await
}
