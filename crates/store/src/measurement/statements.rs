//! The statements of [`super::record`]: many rows at a time, the same text again and again, so that
//! it is prepared once.
//!
//! SQLite takes every value by itself. On PostgreSQL a column of all rows is one value, an array
//! (`arrays.rs`): a statement of 11,000 values costs it more to read and to plan.

use std::collections::HashMap;
use std::fmt::Write;

use sea_orm::sea_query::{Expr, Value};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryResult, Statement};
use uuid::Uuid;

use crate::day::Day;
use crate::entity::measurement::{Column, Entity, Model};
use crate::measurement::arrays::{array, text_array};
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
}

impl From<&Model> for Current {
    fn from(row: &Model) -> Self {
        Self { id: row.id, number: row.into() }
    }
}

/// What to do with a row whose KPI, subject and period have a current measurement.
#[derive(Clone, Copy)]
pub(super) enum Existing {
    Skipped,
    Refused,
}

/// Values that are the same for all rows of a statement and are bound once.
const SHARED_VALUES: usize = 5;
/// Values of each row.
const OWN_VALUES: usize = 11;

/// Inserts rows of one origin; gives how many were not skipped.
pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    rows: &[&Model],
    existing: Existing,
) -> Result<u64, StoreError> {
    let Some(first) = rows.first() else { return Ok(0) };
    let backend = conn.get_database_backend();
    if backend == DbBackend::Postgres {
        let values = shared_values(first).into_iter().chain(own_columns(rows));
        let sql = insert_sql(backend, rows.len(), existing);
        let statement = Statement::from_sql_and_values(backend, sql, values);
        return Ok(conn.execute_raw(statement).await?.rows_affected());
    }
    let mut inserted = 0;
    for piece in row::pieces(rows) {
        let mut values: Vec<Value> = Vec::with_capacity(SHARED_VALUES + piece.len() * OWN_VALUES);
        values.extend(shared_values(first));
        for row in piece {
            values.extend(own_values(row));
        }
        let sql = insert_sql(backend, piece.len(), existing);
        let statement = Statement::from_sql_and_values(backend, sql, values);
        inserted += conn.execute_raw(statement).await?.rows_affected();
    }
    Ok(inserted)
}

fn shared_values(row: &Model) -> [Value; SHARED_VALUES] {
    [
        row.organization_id.into(),
        row.recorded_at.into(),
        row.recorded_by.into(),
        row.source.into(),
        row.batch_id.into(),
    ]
}

/// SQLite keeps days as ISO text, so the text is bound as it is: cheaper than the way over a date
/// type.
fn own_values(row: &Model) -> [Value; OWN_VALUES] {
    [
        row.id.into(),
        row.kpi_id.into(),
        row.subject_id.into(),
        row.subject_kind.into(),
        row.period_on.to_string().into(),
        row.value.into(),
        row.numerator.into(),
        row.denominator.into(),
        row.note.as_deref().into(),
        row.supersedes.into(),
        row.superseded_at.into(),
    ]
}

/// The types of PostgreSQL in which [`own_columns`] are read.
const OWN_TYPES: [&str; OWN_VALUES] =
    ["uuid", "uuid", "uuid", "text", "date", "float8", "float8", "float8", "text", "uuid", "int8"];

fn own_columns(rows: &[&Model]) -> [Value; OWN_VALUES] {
    let number = |value: Option<f64>| value.map(|value| format!("{value:e}"));
    [
        array(rows, |row| Some(row.id)),
        array(rows, |row| Some(row.kpi_id)),
        array(rows, |row| Some(row.subject_id)),
        array(rows, |row| Some(row.subject_kind.as_str())),
        array(rows, |row| Some(row.period_on)),
        array(rows, |row| number(row.value)),
        array(rows, |row| number(row.numerator)),
        array(rows, |row| number(row.denominator)),
        text_array(rows, |row| row.note.as_deref()),
        array(rows, |row| row.supersedes),
        array(rows, |row| row.superseded_at),
    ]
}

fn insert_sql(backend: DbBackend, rows: usize, existing: Existing) -> String {
    let mut sql = String::with_capacity(500 + rows * 80);
    let mut bound = 0;
    sql.push_str(
        "INSERT INTO measurement (organization_id, recorded_at, recorded_by, source, batch_id, \
         id, kpi_id, subject_id, subject_kind, period_on, value, numerator, denominator, note, \
         supersedes, superseded_at) SELECT ",
    );
    for _ in 0..SHARED_VALUES {
        push_place(backend, &mut sql, &mut bound);
        sql.push_str(", ");
    }
    sql.push_str("own.* FROM (");
    push_table(backend, &mut sql, &mut bound, rows, &OWN_TYPES);
    // Without the condition SQLite takes ON CONFLICT for the ON of a join.
    sql.push_str(") AS own WHERE true");
    match existing {
        Existing::Skipped => sql.push_str(
            " ON CONFLICT (kpi_id, subject_id, period_on) WHERE superseded_at IS NULL DO NOTHING",
        ),
        Existing::Refused => {}
    }
    sql
}

/// `VALUES (?,?,?),(?,?,?)` …, or `SELECT * FROM unnest($1::text::uuid[], …)`.
fn push_table(
    backend: DbBackend,
    sql: &mut String,
    bound: &mut usize,
    rows: usize,
    types: &[&str],
) {
    if backend == DbBackend::Postgres {
        sql.push_str("SELECT * FROM unnest(");
        for (column, kind) in types.iter().enumerate() {
            sql.push_str(if column == 0 { "" } else { ", " });
            push_place(backend, sql, bound);
            write!(sql, "::text::{kind}[]").expect("invariant: writing to a String cannot fail");
        }
        return sql.push(')');
    }
    for row in 0..rows {
        sql.push_str(if row == 0 { "VALUES (" } else { ",(" });
        for column in 0..types.len() {
            sql.push_str(if column == 0 { "" } else { "," });
            push_place(backend, sql, bound);
        }
        sql.push(')');
    }
}

/// On SQLite places are bare: it looks a numbered one up by walking all of them, which is
/// quadratic.
fn push_place(backend: DbBackend, sql: &mut String, bound: &mut usize) {
    *bound += 1;
    match backend {
        DbBackend::Sqlite => sql.push('?'),
        _ => write!(sql, "${bound}").expect("invariant: writing to a String cannot fail"),
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
        let values: Vec<Value> = match backend {
            DbBackend::Postgres => vec![
                array(piece, |row| Some(row.kpi_id)),
                array(piece, |row| Some(row.subject_id)),
                array(piece, |row| Some(row.period_on)),
            ],
            _ => {
                let key = |row: &&Model| -> [Value; 3] {
                    [row.kpi_id.into(), row.subject_id.into(), row.period_on.to_string().into()]
                };
                piece.iter().flat_map(key).collect()
            }
        };
        let sql = current_sql(backend, piece.len());
        let statement = Statement::from_sql_and_values(backend, sql, values);
        for row in conn.query_all_raw(statement).await? {
            let (key, at_key) = read_current(&row)?;
            current.insert(key, at_key);
        }
    }
    Ok(current)
}

fn current_sql(backend: DbBackend, keys: usize) -> String {
    let mut sql = "WITH wanted (kpi_id, subject_id, period_on) AS (".to_owned();
    push_table(backend, &mut sql, &mut 0, keys, &["uuid", "uuid", "date"]);
    sql.push_str(
        ") SELECT m.id, m.kpi_id, m.subject_id, m.period_on, m.value, m.numerator, m.denominator \
         FROM wanted CROSS JOIN measurement AS m \
         WHERE m.kpi_id = wanted.kpi_id AND m.subject_id = wanted.subject_id \
         AND m.period_on = wanted.period_on AND m.superseded_at IS NULL",
    );
    sql
}

fn read_current(row: &QueryResult) -> Result<(Key, Current), StoreError> {
    let key = (row.try_get_by_index(1)?, row.try_get_by_index(2)?, row.try_get_by_index(3)?);
    let number = Number {
        value: row.try_get_by_index(4)?,
        numerator: row.try_get_by_index(5)?,
        denominator: row.try_get_by_index(6)?,
    };
    Ok((key, Current { id: row.try_get_by_index(0)?, number }))
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
