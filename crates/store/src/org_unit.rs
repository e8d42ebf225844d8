//! Units: the organisation tree.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Statement,
};
use uuid::Uuid;

pub use crate::entity::org_unit::Model;
use crate::entity::org_unit::{Column, Entity};
use crate::page::{self, Archived, Listed, Order, Page};
use crate::word::UnitKind;
use crate::{StoreError, row};

/// Levels that a walk through the tree follows; a tree that is deeper (or a ring) ends there.
pub const WALK_DEPTH_MAX: i32 = 64;

row::editable!("unit");

/// Which units.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Directly below this one.
    pub parent_id: Option<Uuid>,
    /// Of this kind.
    pub kind: Option<UnitKind>,
    /// Whose name or code contains this.
    pub text: Option<String>,
    /// Whether archived ones are in it.
    pub archived: Archived,
}

/// By what units are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As arranged.
    #[default]
    Position,
    /// By code.
    Code,
    /// By name.
    Name,
}

/// A page of units.
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
    if let Some(parent) = filter.parent_id {
        select = select.filter(Column::ParentId.eq(parent));
    }
    if let Some(kind) = filter.kind {
        select = select.filter(Column::Kind.eq(kind));
    }
    if let Some(text) = &filter.text {
        select = select.filter(row::contains(conn.get_database_backend(), &["name", "code"], text));
    }
    let column = match sort {
        Sort::Position => Column::Position,
        Sort::Code => Column::Code,
        Sort::Name => Column::Name,
    };
    page::read(conn, page::archived(select, filter.archived), column, order, page).await
}

/// The whole tree, as arranged.
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
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id);
    row::all(conn, page::archived(select, archived)).await
}

/// The unit with this code.
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

/// The units led by this person, archived ones left out.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn led_by(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    person_id: Uuid,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::LeadPersonId.eq(person_id))
        .order_by_asc(Column::Position);
    row::all(conn, page::archived(select, Archived::Without)).await
}

/// The unit itself and everything below it, level by level; at most [`WALK_DEPTH_MAX`] levels.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn descendant_ids(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    let step = "JOIN walk ON unit.parent_id = walk.id";
    walk(conn, organization_id, id, step).await
}

/// The unit itself and everything above it, from the unit to the root; at most [`WALK_DEPTH_MAX`]
/// levels.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn ancestor_ids(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    let step = "JOIN walk ON unit.id = walk.parent_id";
    walk(conn, organization_id, id, step).await
}

async fn walk(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
    step: &str,
) -> Result<Vec<Uuid>, StoreError> {
    let sql = format!(
        "WITH RECURSIVE walk (id, parent_id, depth) AS (
            SELECT id, parent_id, 1 FROM org_unit WHERE id = $1 AND organization_id = $2
            UNION ALL
            SELECT unit.id, unit.parent_id, walk.depth + 1 FROM org_unit AS unit {step}
            WHERE unit.organization_id = $2 AND walk.depth < {WALK_DEPTH_MAX}
        ) SELECT id FROM walk GROUP BY id ORDER BY min(depth), id"
    );
    let backend: DbBackend = conn.get_database_backend();
    let values = [id.into(), organization_id.into()];
    let rows = conn.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}
