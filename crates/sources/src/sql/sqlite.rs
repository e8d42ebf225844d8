//! A SQLite file, opened for reading.

use std::time::Instant;

use futures::TryStreamExt;
use serde_json::Value;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Column as _, ConnectOptions, Connection, Row as _};
use sqlx::{TypeInfo as _, ValueRef as _};

use super::query::Bound;
use super::{Job, Object};
use crate::failure::{Failure, Kind};

/// Steps of SQLite's machine between two looks at the clock.
const STEPS: i32 = 10_000;

pub(super) async fn rows(job: &Job<'_>, file: &str) -> Result<Vec<Object>, Failure> {
    let path =
        job.policy.place(file).map_err(|told| Failure::new(Kind::NotAllowed, job.asked, told))?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .create_if_missing(false)
        .disable_statement_logging();
    let mut connection =
        SqliteConnection::connect_with(&options).await.map_err(|error| job.failed(&error))?;
    let rows = read(&mut connection, job).await;
    // What is not closed in order is closed with its thread; the rows are here already.
    let _closed = connection.close().await;
    rows
}

async fn read(connection: &mut SqliteConnection, job: &Job<'_>) -> Result<Vec<Object>, Failure> {
    let failed = |error: sqlx::Error| job.failed(&error);
    let (begun, time) = (Instant::now(), job.limits.time);
    // A statement of SQLite ends only when it is told to: nobody waits at the other end of a wire.
    connection
        .lock_handle()
        .await
        .map_err(failed)?
        .set_progress_handler(STEPS, move || begun.elapsed() < time);
    let sql =
        format!("SELECT * FROM (\n{}\n) AS azimuth_rows LIMIT {}", job.prepared.text, job.rows());
    // The query is a person's own, checked by `query::prepare`, on a file opened for reading.
    let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
    for bound in &job.prepared.bound {
        query = query.bind(match bound {
            Bound::From => job.ask.from.to_string(),
            Bound::To => job.ask.to.to_string(),
        });
    }
    let (mut objects, mut bytes) = (Vec::new(), 0);
    let mut stream = query.fetch(&mut *connection);
    while let Some(row) = stream.try_next().await.map_err(failed)? {
        let object = object(&row).map_err(failed)?;
        bytes += object.values().map(|value| value.as_str().map_or(8, str::len)).sum::<usize>();
        if bytes > job.limits.bytes {
            let told = format!("the rows are over the limit of {} bytes", job.limits.bytes);
            return Err(Failure::new(Kind::TooMuch, job.asked, told));
        }
        objects.push(object);
    }
    Ok(objects)
}

fn object(row: &SqliteRow) -> Result<Object, sqlx::Error> {
    let columns = row.columns().iter();
    columns.map(|column| Ok((column.name().to_owned(), value(row, column.ordinal())?))).collect()
}

/// A value by what it is: a column of SQLite holds any of them.
fn value(row: &SqliteRow, index: usize) -> Result<Value, sqlx::Error> {
    let raw = row.try_get_raw(index)?;
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let name = raw.type_info().name().to_owned();
    Ok(match name.as_str() {
        "INTEGER" => row.try_get_unchecked::<i64, _>(index)?.into(),
        "REAL" => row.try_get_unchecked::<f64, _>(index)?.into(),
        "BLOB" => {
            let bytes = row.try_get_unchecked::<Vec<u8>, _>(index)?;
            String::from_utf8_lossy(&bytes).into_owned().into()
        }
        _ => row.try_get_unchecked::<String, _>(index)?.into(),
    })
}
