//! What is current at given keys, and the end of being current: the reading half of
//! [`super::record`].

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryResult, Statement};
use uuid::Uuid;

use crate::day::Day;
use crate::entity::measurement::{Column, Entity, Model};
use crate::measurement::own::{Own, own};
use crate::measurement::series::Number;
use crate::{StoreError, row};

/// KPI, subject and period: at most one measurement is current at each.
pub(super) type Key = (Uuid, Uuid, Day);

pub(super) fn key(model: &Model) -> Key {
    (model.kpi_id, model.subject_id, model.period_on)
}

/// What is current at a key.
#[derive(Clone, Copy)]
pub(super) struct Current {
    pub(super) id: Uuid,
    pub(super) number: Number,
    pub(super) org_unit_id: Option<Uuid>,
}

impl Current {
    /// Whether the row says nothing new.
    pub(super) fn is_same(&self, row: &Model) -> bool {
        self.number == Number::from(row) && self.org_unit_id == row.org_unit_id
    }
}

impl From<&Model> for Current {
    fn from(row: &Model) -> Self {
        Self { id: row.id, number: row.into(), org_unit_id: row.org_unit_id }
    }
}

/// What is current at the keys of these rows.
pub(super) async fn current_of(
    conn: &impl ConnectionTrait,
    rows: impl IntoIterator<Item = &Model>,
) -> Result<HashMap<Key, Current>, StoreError> {
    let rows: Vec<&Model> = rows.into_iter().collect();
    let backend = conn.get_database_backend();
    let mut current = HashMap::with_capacity(rows.len());
    for piece in row::pieces(&rows) {
        let statement = wanting(backend, piece);
        for row in conn.query_all_raw(statement).await? {
            let (key, at_key) = read_current(&row)?;
            current.insert(key, at_key);
        }
    }
    Ok(current)
}

fn wanting(backend: DbBackend, rows: &[&Model]) -> Statement {
    let Own { select, table, values } =
        own(backend, rows, &[|row| row.kpi_id, |row| row.subject_id], &[], 0);
    let sql = format!(
        "WITH wanted (kpi_id, subject_id, period_on) AS (SELECT {select} FROM ({table}) AS own) \
         SELECT m.id, m.kpi_id, m.subject_id, m.period_on, m.value, m.numerator, m.denominator, \
         m.org_unit_id FROM wanted CROSS JOIN measurement AS m \
         WHERE m.kpi_id = wanted.kpi_id AND m.subject_id = wanted.subject_id \
         AND m.period_on = wanted.period_on AND m.superseded_at IS NULL"
    );
    Statement::from_sql_and_values(backend, sql, values)
}

fn read_current(row: &QueryResult) -> Result<(Key, Current), StoreError> {
    let key = (row.try_get_by_index(1)?, row.try_get_by_index(2)?, row.try_get_by_index(3)?);
    let number = Number {
        value: row.try_get_by_index(4)?,
        numerator: row.try_get_by_index(5)?,
        denominator: row.try_get_by_index(6)?,
    };
    let org_unit_id = row.try_get_by_index(7)?;
    Ok((key, Current { id: row.try_get_by_index(0)?, number, org_unit_id }))
}

pub(super) async fn supersede(
    conn: &impl ConnectionTrait,
    at: i64,
    ids: &[Uuid],
) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::SupersededAt, Expr::val(at))
        .filter(row::is_in(conn.get_database_backend(), "id", ids))
        .exec(conn)
        .await?;
    Ok(())
}
