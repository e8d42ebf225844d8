//! MySQL and MariaDB.

use futures::TryStreamExt;
use serde_json::Value;
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlRow, MySqlSslMode};
use sqlx::{AssertSqlSafe, Column as _, ConnectOptions, Connection, Row as _, TypeInfo as _};
use sqlx::{ValueRef as _, mysql::MySqlValueRef};

use super::query::Bound;
use super::{Job, Object, Server, driver_day};
use crate::failure::{Failure, Kind};

pub(super) async fn rows(job: &Job<'_>, server: &Server) -> Result<Vec<Object>, Failure> {
    let mut connection = connect(job, server).await?;
    let rows = read(&mut connection, job).await;
    // What is not closed in order is closed by the server; the rows are here already.
    let _closed = connection.close().await;
    rows
}

async fn connect(job: &Job<'_>, server: &Server) -> Result<MySqlConnection, Failure> {
    let addresses = job.policy.resolve(job.asked, &server.host, server.port).await?;
    let mode = match server.encryption.as_deref() {
        None | Some("prefer" | "preferred") => MySqlSslMode::Preferred,
        Some("disable" | "disabled") => MySqlSslMode::Disabled,
        Some("require" | "required") => MySqlSslMode::Required,
        Some("verify-ca") => MySqlSslMode::VerifyCa,
        Some(_) => MySqlSslMode::VerifyIdentity,
    };
    // The certificate proves whose address it is only if it is asked for by name.
    let host = match mode {
        MySqlSslMode::VerifyIdentity => server.host.clone(),
        _ => addresses[0].ip().to_string(),
    };
    let options = MySqlConnectOptions::new()
        .host(&host)
        .port(server.port)
        .username(&server.user)
        .password(&server.password)
        .database(&server.database)
        .ssl_mode(mode)
        .disable_statement_logging();
    MySqlConnection::connect_with(&options).await.map_err(|error| job.failed(&error))
}

async fn read(connection: &mut MySqlConnection, job: &Job<'_>) -> Result<Vec<Object>, Failure> {
    let failed = |error: sqlx::Error| job.failed(&error);
    let version: String =
        sqlx::query_scalar("SELECT VERSION()").fetch_one(&mut *connection).await.map_err(failed)?;
    let limit = if version.to_ascii_lowercase().contains("mariadb") {
        format!("SET SESSION max_statement_time = {}", job.limits.time.as_secs().max(1))
    } else {
        format!("SET SESSION max_execution_time = {}", job.limits.time.as_millis())
    };
    sqlx::query(AssertSqlSafe(limit)).execute(&mut *connection).await.map_err(failed)?;
    let mut transaction =
        connection.begin_with("START TRANSACTION READ ONLY").await.map_err(failed)?;
    let sql =
        format!("SELECT * FROM (\n{}\n) AS azimuth_rows LIMIT {}", job.prepared.text, job.rows());
    // The query is a person's own, checked by `query::prepare`, in a read-only transaction.
    let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
    for bound in &job.prepared.bound {
        query = query.bind(driver_day(match bound {
            Bound::From => job.ask.from,
            Bound::To => job.ask.to,
        }));
    }
    let (mut objects, mut bytes) = (Vec::new(), 0);
    let mut stream = query.fetch(&mut *transaction);
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

fn object(row: &MySqlRow) -> Result<Object, sqlx::Error> {
    let columns = row.columns().iter();
    columns.map(|column| Ok((column.name().to_owned(), value(row, column.ordinal())?))).collect()
}

/// A value by what the server says it is. Decimals come as text and stay exact.
fn value(row: &MySqlRow, index: usize) -> Result<Value, sqlx::Error> {
    let raw: MySqlValueRef<'_> = row.try_get_raw(index)?;
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let name = raw.type_info().name().to_ascii_uppercase();
    Ok(match name.as_str() {
        "BOOLEAN" | "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "BIGINT" => {
            row.try_get_unchecked::<i64, _>(index)?.into()
        }
        "YEAR" => row.try_get_unchecked::<u16, _>(index)?.into(),
        name if name.ends_with("UNSIGNED") => row.try_get_unchecked::<u64, _>(index)?.into(),
        "FLOAT" => f64::from(row.try_get_unchecked::<f32, _>(index)?).into(),
        "DOUBLE" => row.try_get_unchecked::<f64, _>(index)?.into(),
        "DATE" => row.try_get_unchecked::<time::Date, _>(index)?.to_string().into(),
        "DATETIME" | "TIMESTAMP" => {
            // Both stand for a moment on the wall, as the query means it.
            let moment = row.try_get_unchecked::<time::PrimitiveDateTime, _>(index)?;
            let (day, [hour, minute, second]) = (moment.date(), {
                let (h, m, s) = moment.as_hms();
                [h, m, s]
            });
            format!("{day}T{hour:02}:{minute:02}:{second:02}").into()
        }
        _ => {
            let bytes = row.try_get_unchecked::<Vec<u8>, _>(index)?;
            String::from_utf8_lossy(&bytes).into_owned().into()
        }
    })
}
