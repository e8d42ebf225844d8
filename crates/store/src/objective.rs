//! Queries of objectives: pages by filter, all of a cycle, one by its identity.

use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Select,
    Statement,
};
use uuid::Uuid;

pub use crate::entity::objective::Model;
use crate::entity::objective::{Column, Entity};
use crate::page::{self, Archived, Listed, Order, Page};
use crate::word::{ObjectiveKind, ObjectiveState, Visibility};
use crate::{StoreError, row};

row::editable!("objective");

/// Which objectives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// In this cycle.
    pub cycle_id: Option<Uuid>,
    /// Owned by this unit.
    pub owner_unit_id: Option<Uuid>,
    /// With this person accountable.
    pub owner_person_id: Option<Uuid>,
    /// Serving this pillar.
    pub strategic_pillar_id: Option<Uuid>,
    /// Of this kind.
    pub kind: Option<ObjectiveKind>,
    /// In this state.
    pub state: Option<ObjectiveState>,
    /// Whose title contains this.
    pub text: Option<String>,
    /// Whether archived ones are in it.
    pub archived: Archived,
    /// What the viewer may see; `None` is all of them.
    pub seen_by: Option<SeenBy>,
}

/// The limits of one viewer's sight: objectives open to the organisation and not drafts, and those
/// owned by one of these units or people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SeenBy {
    /// Units whose objectives with visibility *unit*, and drafts, are seen.
    pub unit_ids: Vec<Uuid>,
    /// People whose objectives are all seen.
    pub person_ids: Vec<Uuid>,
}

/// By what objectives are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As arranged.
    #[default]
    Position,
    /// By title.
    Title,
    /// By when they were added.
    Created,
    /// By when they were last edited.
    Updated,
}

/// A page of objectives.
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
    let column = match sort {
        Sort::Position => Column::Position,
        Sort::Title => Column::Title,
        Sort::Created => Column::Id,
        Sort::Updated => Column::UpdatedAt,
    };
    page::read(conn, select(conn, organization_id, filter), column, order, page).await
}

fn select(conn: &impl ConnectionTrait, organization_id: Uuid, filter: &Filter) -> Select<Entity> {
    let backend = conn.get_database_backend();
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    for (column, id) in [
        (Column::CycleId, filter.cycle_id),
        (Column::OwnerUnitId, filter.owner_unit_id),
        (Column::OwnerPersonId, filter.owner_person_id),
        (Column::StrategicPillarId, filter.strategic_pillar_id),
    ] {
        if let Some(id) = id {
            select = select.filter(column.eq(id));
        }
    }
    if let Some(kind) = filter.kind {
        select = select.filter(Column::Kind.eq(kind));
    }
    if let Some(state) = filter.state {
        select = select.filter(Column::State.eq(state));
    }
    if let Some(text) = &filter.text {
        select = select.filter(row::contains(backend, &["title"], text));
    }
    if let Some(seen_by) = &filter.seen_by {
        let is_open = Column::Visibility
            .eq(Visibility::Organization)
            .and(Column::State.ne(ObjectiveState::Draft));
        let is_of_unit = Column::Visibility.ne(Visibility::Confidential).and(row::is_in(
            backend,
            "owner_unit_id",
            &seen_by.unit_ids,
        ));
        let is_of_person = row::is_in(backend, "owner_person_id", &seen_by.person_ids);
        select = select.filter(is_open.or(is_of_unit).or(is_of_person));
    }
    page::archived(select, filter.archived)
}

/// All objectives of a cycle, as arranged.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_cycle(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    cycle_id: Uuid,
    archived: Archived,
) -> Result<Vec<Model>, StoreError> {
    let filter = Filter { cycle_id: Some(cycle_id), archived, ..Filter::default() };
    let select = select(conn, organization_id, &filter);
    row::all(conn, select.order_by_asc(Column::Position).order_by_asc(Column::Id)).await
}

/// Where an objective stands in lists, beside its words and its identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// As people arranged it.
    pub position: i32,
    /// When it was last changed.
    pub updated_at: i64,
}

/// The places of all objectives, archived ones too, in no order.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn places(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
) -> Result<Vec<(Uuid, Place)>, StoreError> {
    let (line, joined) = match conn.get_database_backend() {
        DbBackend::Sqlite => ("hex(id)", "group_concat(line, ';')"),
        _ => ("id::text", "string_agg(line, ';')"),
    };
    let sql = format!(
        "SELECT {joined} AS lines FROM (SELECT {line} || ',' || position || ',' || updated_at \
         AS line FROM objective WHERE organization_id = $1) AS places"
    );
    let backend = conn.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, [organization_id.into()]);
    let row = conn.query_one_raw(statement).await?;
    let lines: Option<String> = row.map(|row| row.try_get("", "lines")).transpose()?.flatten();
    let lines = lines.unwrap_or_default();
    let read = |line: &str| {
        let mut fields = line.split(',');
        let id = fields.next()?.parse().ok()?;
        let position = fields.next()?.parse().ok()?;
        Some((id, Place { position, updated_at: fields.next()?.parse().ok()? }))
    };
    Ok(lines.split(';').filter_map(read).collect())
}
