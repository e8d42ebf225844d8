//! Export: every table of an organisation, row by row, as JSON with the columns' own names.
//!
//! What belongs to the running service and not to the organisation stays out (sessions, one-time
//! links, request keys, what sources are about to do, the demo's clock), and so do hashes of
//! passwords and tokens, and sealed secrets. To add a table: its line in [`tables!`].

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, Iterable, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::change::{self, Order as LogOrder};
use crate::entity;
use crate::page::{self, Cursor, Order, Page};
use crate::{StoreError, row};

/// Columns that never leave the database.
const SECRETS: &[&str] = &["password_hash", "token_hash", "sealed_secret"];

macro_rules! tables {
    ($($entity:ident $name:literal $owner:literal,)+) => {
        /// The tables whose rows have an identity of their own, in an order in which every row
        /// comes after those that it refers to, except for trees.
        const BY_ID: &[&str] = &[$($name),+];

        fn columns_by_id(table: &str) -> Option<Vec<&'static str>> {
            match table {
                $($name => Some(columns::<entity::$entity::Entity>()),)+
                _ => None,
            }
        }

        async fn read_by_id(
            conn: &impl ConnectionTrait,
            organization_id: Uuid,
            table: &str,
            page: &Page,
        ) -> Result<Option<(Vec<Row>, Option<Cursor>)>, StoreError> {
            Ok(Some(match table {
                $($name => {
                    let select = entity::$entity::Entity::find()
                        .filter(Expr::col($owner).eq(organization_id));
                    let id = entity::$entity::Column::Id;
                    let listed = page::read(conn, select, id, Order::Ascending, page).await?;
                    (listed.items.iter().map(shown).collect(), listed.next)
                })+
                _ => return Ok(None),
            }))
        }
    };
}

tables! {
    organization "organization" "id",
    person "person" "organization_id",
    org_unit "org_unit" "organization_id",
    membership "membership" "organization_id",
    manager_line "manager_line" "organization_id",
    user "user_account" "organization_id",
    api_token "api_token" "organization_id",
    cycle "cycle" "organization_id",
    strategic_pillar "strategic_pillar" "organization_id",
    objective "objective" "organization_id",
    key_result "key_result" "organization_id",
    milestone "milestone" "organization_id",
    alignment "alignment" "organization_id",
    kpi_perspective "kpi_perspective" "organization_id",
    kpi "kpi" "organization_id",
    kpi_driver "kpi_driver" "organization_id",
    kpi_link "kpi_link" "organization_id",
    kpi_target "kpi_target" "organization_id",
    measurement_batch "measurement_batch" "organization_id",
    measurement "measurement" "organization_id",
    file_mapping "file_mapping" "organization_id",
    check_in "check_in" "organization_id",
    data_source "data_source" "organization_id",
    source_run "source_run" "organization_id",
    source_file "source_file" "organization_id",
    alert "alert" "organization_id",
}

/// One row: a value for each column.
pub type Row = Map<String, Value>;

/// Where a table goes on.
#[derive(Debug, Clone, PartialEq)]
pub struct Place(At);

#[derive(Debug, Clone, PartialEq)]
enum At {
    Id(Cursor),
    Seq(i64),
    Snapshot(crate::day::Day, Uuid),
}

/// Every table that is exported, in an order in which rows can be taken in again.
pub fn tables() -> impl Iterator<Item = &'static str> {
    BY_ID.iter().copied().chain(["change", "score_snapshot"])
}

/// The columns of a table, in their order; none for a table that is not exported.
pub fn columns_of(table: &str) -> Vec<&'static str> {
    match table {
        "change" => columns::<entity::change::Entity>(),
        "score_snapshot" => columns::<entity::score_snapshot::Entity>(),
        other => columns_by_id(other).unwrap_or_default(),
    }
}

/// Some rows of a table, and where the rest begins.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn read(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    table: &str,
    after: Option<Place>,
    limit: u64,
) -> Result<(Vec<Row>, Option<Place>), StoreError> {
    match table {
        "change" => {
            let seq =
                after.and_then(|place| if let At::Seq(seq) = place.0 { Some(seq) } else { None });
            read_changes(conn, organization_id, seq, limit).await
        }
        "score_snapshot" => read_snapshots(conn, organization_id, after, limit).await,
        table => {
            let after = after
                .and_then(|place| if let At::Id(cursor) = place.0 { Some(cursor) } else { None });
            let page = Page { after, limit };
            let found = read_by_id(conn, organization_id, table, &page).await?;
            let (rows, next) = found.unwrap_or_default();
            Ok((rows, next.map(|cursor| Place(At::Id(cursor)))))
        }
    }
}

async fn read_changes(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    after: Option<i64>,
    limit: u64,
) -> Result<(Vec<Row>, Option<Place>), StoreError> {
    let filter = change::Filter::default();
    let order = LogOrder::OldestFirst;
    let rows = change::list(conn, organization_id, &filter, order, after, limit).await?;
    let is_full = rows.len() as u64 == limit;
    let next = rows.last().filter(|_| is_full).map(|last| Place(At::Seq(last.seq)));
    Ok((rows.iter().map(shown).collect(), next))
}

async fn read_snapshots(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    after: Option<Place>,
    limit: u64,
) -> Result<(Vec<Row>, Option<Place>), StoreError> {
    use entity::score_snapshot::{Column, Entity};
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    if let Some(Place(At::Snapshot(day, subject))) = after {
        let own = Expr::tuple([Expr::col(Column::TakenOn), Expr::col(Column::SubjectId)]);
        select = select.filter(own.gt(Expr::tuple([Expr::val(day), Expr::val(subject)])));
    }
    let select = select.order_by_asc(Column::TakenOn).order_by_asc(Column::SubjectId).limit(limit);
    let rows = row::all(conn, select).await?;
    let is_full = rows.len() as u64 == limit;
    let next = rows.last().filter(|_| is_full);
    let next = next.map(|last| Place(At::Snapshot(last.taken_on, last.subject_id)));
    Ok((rows.iter().map(shown).collect(), next))
}

fn columns<E: EntityTrait>() -> Vec<&'static str> {
    E::Column::iter().map(|column| column.as_str()).filter(|name| !SECRETS.contains(name)).collect()
}

fn shown<M: serde::Serialize>(model: &M) -> Row {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(model) else {
        unreachable!("invariant: a row is plain data with text keys")
    };
    fields.retain(|name, _| !SECRETS.contains(&name.as_str()));
    fields
}
