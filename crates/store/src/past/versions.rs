//! Reading very many rows of the log: their numbers first, then what they carry, many rows in one
//! text, since a row by itself costs more to hand over than to read.

use futures::future::join;
use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, DbBackend, ModelTrait, Statement};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use uuid::Uuid;

use super::Logged;
use crate::{StoreError, row};

/// Rows of the log in one text.
const ROWS_AT_ONCE: usize = 2_000;

/// The number of the last change of each thing of a noun, in order.
pub(super) async fn last_of_noun(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    noun: &str,
    seq: i64,
) -> Result<Vec<i64>, StoreError> {
    let last = "SELECT max(seq) AS seq FROM change \
         WHERE organization_id = $1 AND entity = $2 AND seq <= $3 GROUP BY entity_id";
    numbers(conn, last, vec![organization_id.into(), noun.into(), seq.into()]).await
}

/// The number of the last change of each of these things that had one, in order.
pub(super) async fn last_of(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    noun: &str,
    ids: &[Uuid],
    seq: i64,
) -> Result<Vec<i64>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (id, list) = match conn.get_database_backend() {
        DbBackend::Sqlite => ("unhex(value)", "json_each($4)"),
        _ => ("value::uuid", "json_array_elements_text($4::json)"),
    };
    let last = format!(
        "SELECT (SELECT max(seq) FROM change WHERE organization_id = $1 AND entity = $2 \
         AND entity_id = {id} AND seq <= $3) AS seq FROM {list}"
    );
    let list = row::json_list(ids);
    numbers(conn, &last, vec![organization_id.into(), noun.into(), seq.into(), list.into()]).await
}

/// The numbers that a query with a column `seq` gives.
async fn numbers(
    conn: &impl ConnectionTrait,
    query: &str,
    values: Vec<Value>,
) -> Result<Vec<i64>, StoreError> {
    let backend = conn.get_database_backend();
    let joined = joined(backend, "seq", ",");
    let sql = format!("SELECT {joined} AS numbers FROM ({query}) AS last");
    let found = conn.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let text: Option<String> = found.map(|row| row.try_get("", "numbers")).transpose()?.flatten();
    let text = text.unwrap_or_default();
    let numbers = text.split(',').filter(|number| !number.is_empty()).map(str::parse);
    let read: Result<Vec<i64>, std::num::ParseIntError> = numbers.collect();
    let mut numbers = read.map_err(|error| unreadable("seq", "?", &error.to_string()))?;
    numbers.sort_unstable();
    Ok(numbers)
}

/// The expression that puts a column's values together, leaving nulls out.
pub(super) fn joined(backend: DbBackend, column: &str, separator: &str) -> String {
    match backend {
        DbBackend::Sqlite => format!("group_concat({column}, '{separator}')"),
        _ => format!("string_agg(({column})::text, '{separator}')"),
    }
}

/// What the changes with these numbers carry, with the numbers, in no order.
pub(super) async fn read<E: Logged>(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    numbers: &[i64],
) -> Result<Vec<(i64, E::Model)>, StoreError> {
    let mut models = Vec::with_capacity(numbers.len());
    let mut odd = Vec::new();
    let mut pieces = numbers.chunks(ROWS_AT_ONCE);
    let mut text = match pieces.next() {
        Some(piece) => carried(conn, organization_id, piece).await?,
        None => return Ok(models),
    };
    loop {
        // The database reads the next rows while these are made sense of.
        let next = async {
            match pieces.next() {
                Some(piece) => carried(conn, organization_id, piece).await.map(Some),
                None => Ok(None),
            }
        };
        let making = async { parse(&text, &mut models, &mut odd) };
        let (next, ()) = join(next, making).await;
        match next? {
            Some(next) => text = next,
            None => break,
        }
    }
    if !odd.is_empty() {
        models.extend(completed::<E>(conn, organization_id, odd).await?);
    }
    Ok(models)
}

/// The rows with these numbers, one a line: number, blank, JSON. The log's JSON holds no line ends.
async fn carried(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    numbers: &[i64],
) -> Result<String, StoreError> {
    let backend = conn.get_database_backend();
    let (line, list) = match backend {
        DbBackend::Sqlite => ("group_concat(seq || ' ' || after, char(10))", "json_each($2)"),
        _ => (
            "string_agg(seq::text || ' ' || after, E'\\n')",
            "(SELECT value::bigint FROM json_array_elements_text($2::json) AS value) AS list",
        ),
    };
    let sql = format!(
        "SELECT {line} AS lines FROM change \
         WHERE organization_id = $1 AND seq IN (SELECT value FROM {list})"
    );
    let list = format!("{numbers:?}");
    let statement =
        Statement::from_sql_and_values(backend, sql, [organization_id.into(), list.into()]);
    let row = conn.query_one_raw(statement).await?;
    let lines: Option<String> = row.map(|row| row.try_get("", "lines")).transpose()?.flatten();
    Ok(lines.unwrap_or_default())
}

/// A row that does not read as the present shape, as it is.
type Odd = (i64, String);

fn parse<M: DeserializeOwned>(text: &str, models: &mut Vec<(i64, M)>, odd: &mut Vec<Odd>) {
    for line in text.lines() {
        let (number, body) = line.split_once(' ').unwrap_or((line, ""));
        let number = number.parse().unwrap_or_default();
        match serde_json::from_str(body) {
            Ok(model) => models.push((number, model)),
            Err(_) => odd.push((number, body.to_owned())),
        }
    }
}

/// Rows that an older version wrote. What a newer version added to the table is taken as it is
/// today: its migration gave it that, and no change of then can tell otherwise.
async fn completed<E: Logged>(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    odd: Vec<Odd>,
) -> Result<Vec<(i64, E::Model)>, StoreError> {
    let id_of = |body: &str| -> Option<Uuid> {
        serde_json::from_str::<Json>(body).ok()?.get("id")?.as_str()?.parse().ok()
    };
    let ids: Vec<Uuid> = odd.iter().filter_map(|(_, body)| id_of(body)).collect();
    let today = row::of::<E>(conn, organization_id, "id", &ids).await?;
    let id_column = "id".parse().ok();
    let model_id = |model: &E::Model| {
        id_column.and_then(|column| match model.get(column) {
            Value::Uuid(id) => id,
            _ => None,
        })
    };
    odd.into_iter()
        .map(|(number, body)| {
            let id = id_of(&body);
            let today = today.iter().find(|model| id.is_some() && model_id(model) == id);
            let today = today.ok_or_else(|| unreadable("after", &number.to_string(), &body))?;
            over(today, &body, number).map(|model| (number, model))
        })
        .collect()
}

/// What the log carries, laid over the row of today.
fn over<M: Serialize + DeserializeOwned>(
    today: &M,
    body: &str,
    number: i64,
) -> Result<M, StoreError> {
    let merged = || -> Result<M, serde_json::Error> {
        let mut merged = serde_json::to_value(today)?;
        let was: Json = serde_json::from_str(body)?;
        if let (Some(fields), Json::Object(was)) = (merged.as_object_mut(), was) {
            fields.extend(was);
        }
        serde_json::from_value(merged)
    };
    merged().map_err(|error| unreadable("after", &number.to_string(), &error.to_string()))
}

/// The first of these changes' thing, laid over the one of today.
pub(super) async fn one<E: Logged>(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    numbers: &[i64],
    today: &E::Model,
) -> Result<Option<E::Model>, StoreError> {
    let text = carried(conn, organization_id, numbers).await?;
    let Some((number, body)) = text.lines().next().and_then(|line| line.split_once(' ')) else {
        return Ok(None);
    };
    over(today, body, number.parse().unwrap_or_default()).map(Some)
}

pub(super) fn unreadable(column: &str, row: &str, detail: &str) -> StoreError {
    StoreError::Corrupt {
        table: "change".to_owned(),
        column: column.to_owned(),
        row: row.to_owned(),
        detail: detail.to_owned(),
    }
}
