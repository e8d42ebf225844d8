//! Manager lines: who reports to whom, from when to when.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use crate::day::Day;
pub use crate::entity::manager_line::Model;
use crate::entity::manager_line::{Column, Entity};
use crate::{StoreError, row};

row::editable!("manager line");

/// What holds for this person: on a day, or ever, the earliest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_person(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    person_id: Uuid,
    as_of: Option<Day>,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find().filter(Column::PersonId.eq(person_id));
    read(conn, organization_id, select, as_of).await
}

/// Who reports, reported or will report to this person: on a day, or ever, the earliest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_manager(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    manager_person_id: Uuid,
    as_of: Option<Day>,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find().filter(Column::ManagerPersonId.eq(manager_person_id));
    read(conn, organization_id, select, as_of).await
}

/// All of the organisation: on a day, or ever, the earliest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn all(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    as_of: Option<Day>,
) -> Result<Vec<Model>, StoreError> {
    read(conn, organization_id, Entity::find(), as_of).await
}

async fn read(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    select: Select<Entity>,
    as_of: Option<Day>,
) -> Result<Vec<Model>, StoreError> {
    let mut select = select
        .filter(Column::OrganizationId.eq(organization_id))
        .order_by_asc(Column::StartsOn)
        .order_by_asc(Column::Id);
    if let Some(day) = as_of {
        select = select.filter(row::holds_on(day));
    }
    row::all(conn, select).await
}
