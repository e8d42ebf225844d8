//! PostgreSQL. The server turns each row into JSON, so that every type has the text that the server
//! gives it.

use futures::TryStreamExt;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row as _};

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

async fn connect(job: &Job<'_>, server: &Server) -> Result<PgConnection, Failure> {
    let addresses = job.policy.resolve(job.asked, &server.host, server.port).await?;
    let mode = server.encryption.as_deref().unwrap_or("prefer");
    let mode: PgSslMode = mode.parse().map_err(|error| job.failed(&error))?;
    // The certificate proves whose address it is only if it is asked for by name.
    let host = match mode {
        PgSslMode::VerifyFull => server.host.clone(),
        _ => addresses[0].ip().to_string(),
    };
    let options = PgConnectOptions::new_without_pgpass()
        .host(&host)
        .port(server.port)
        .username(&server.user)
        .password(&server.password)
        .database(&server.database)
        .ssl_mode(mode)
        .application_name("azimuth source")
        .disable_statement_logging();
    PgConnection::connect_with(&options).await.map_err(|error| job.failed(&error))
}

async fn read(connection: &mut PgConnection, job: &Job<'_>) -> Result<Vec<Object>, Failure> {
    let failed = |error: sqlx::Error| job.failed(&error);
    let mut transaction = connection.begin_with("BEGIN READ ONLY").await.map_err(failed)?;
    let limit = format!("SET LOCAL statement_timeout = {}", job.limits.time.as_millis());
    sqlx::query(AssertSqlSafe(limit)).execute(&mut *transaction).await.map_err(failed)?;
    let sql = format!(
        "SELECT row_to_json(azimuth_rows)::text FROM (\n{}\n) AS azimuth_rows LIMIT {}",
        job.prepared.text,
        job.rows()
    );
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
        let text: String = row.try_get(0).map_err(failed)?;
        bytes += text.len();
        if bytes > job.limits.bytes {
            let told = format!("the rows are over the limit of {} bytes", job.limits.bytes);
            return Err(Failure::new(Kind::TooMuch, job.asked, told));
        }
        objects.push(serde_json::from_str(&text).map_err(|error| {
            Failure::new(Kind::Unexpected, job.asked, format!("a row is no object: {error}"))
        })?);
    }
    Ok(objects)
}
