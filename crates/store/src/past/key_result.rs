//! Key results as they were: their last change, and the check-ins after it.
//!
//! A check-in is told of in the log by itself and not by its key result. Whether it came after the
//! key result's last change, their instants tell; within one instant, their numbers in the log.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement};
use uuid::Uuid;

use super::{Moment, versions};
use crate::entity::{change, check_in, key_result};
use crate::measurement::series::{TAME_MAX, TAME_MIN};
use crate::word::Status;
use crate::{StoreError, row};

const NOUN: &str = "key_result";

/// Key results with the numbers of their last changes.
type Versions = Vec<(i64, key_result::Model)>;

/// Every key result as it was, with the value and the judgement of its last check-in; what else a
/// check-in moves (confidence, words, version) is left as it was before. In no order.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when something is unreadable.
pub async fn key_results(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    moment: &Moment,
) -> Result<Vec<key_result::Model>, StoreError> {
    let org = organization_id;
    let rows = async {
        let last = versions::last_of_noun(conn, org, NOUN, moment.head.seq).await?;
        versions::read::<key_result::Entity>(conn, org, &last).await
    };
    let latest = latest(conn, org, moment.before, Wanted::Any);
    let (rows, latest) = futures::future::try_join(rows, latest).await?;
    lay_over(conn, org, moment, rows, latest).await
}

/// The key results of these ids that there were, whole, in no order.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when something is unreadable.
pub async fn key_results_of(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    moment: &Moment,
    ids: &[Uuid],
) -> Result<Vec<key_result::Model>, StoreError> {
    let org = organization_id;
    let last = versions::last_of(conn, org, NOUN, ids, moment.head.seq).await?;
    let rows = versions::read::<key_result::Entity>(conn, org, &last).await?;
    let reports = crate::check_in::of_key_results_before(conn, org, ids, moment.before).await?;
    let updated: HashMap<Uuid, i64> =
        rows.iter().map(|(_, row)| (row.id, row.updated_at)).collect();
    let at_once = reports
        .iter()
        .filter(|report| updated.get(&report.key_result_id) == Some(&report.created_at))
        .map(|report| report.id)
        .collect();
    let places = places(conn, org, at_once).await?;
    let mut reports_of: HashMap<Uuid, Vec<check_in::Model>> = HashMap::new();
    for report in reports {
        reports_of.entry(report.key_result_id).or_default().push(report);
    }
    let laid = rows.into_iter().map(|(number, mut row)| {
        let updated_at = row.updated_at;
        for report in reports_of.remove(&row.id).unwrap_or_default() {
            let place = places.get(&report.id).copied();
            if is_after(report.created_at, place, updated_at, number) {
                crate::check_in::apply(&report, &mut row);
                row.version += 1;
            }
        }
        row
    });
    Ok(laid.collect())
}

fn is_after(report_at: i64, place: Option<i64>, updated_at: i64, number: i64) -> bool {
    report_at > updated_at || (report_at == updated_at && place.is_some_and(|at| at > number))
}

/// The places in the log of check-ins.
async fn places(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    check_ins: Vec<Uuid>,
) -> Result<HashMap<Uuid, i64>, StoreError> {
    if check_ins.is_empty() {
        return Ok(HashMap::new());
    }
    let select = change::Entity::find()
        .filter(Expr::col(change::Column::OrganizationId).eq(organization_id))
        .filter(Expr::col(change::Column::Entity).eq("check_in"))
        .filter(row::is_in(conn.get_database_backend(), "entity_id", &check_ins));
    let rows = row::all(conn, select).await?;
    Ok(rows.into_iter().map(|row| (row.entity_id, row.seq)).collect())
}

/// The latest check-in on a key result, as far as scores need it.
#[derive(Debug, Clone, Copy)]
struct Latest {
    id: Uuid,
    at: i64,
    value: Option<f64>,
    status: Option<Status>,
}

/// Which check-ins count.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    /// Any.
    Any,
    /// Those that gave a value, on these key results.
    WithValue(&'a [Uuid]),
}

async fn lay_over(
    conn: &impl ConnectionTrait,
    org: Uuid,
    moment: &Moment,
    rows: Versions,
    latest: HashMap<Uuid, Latest>,
) -> Result<Vec<key_result::Model>, StoreError> {
    // Only check-ins give values, so the last one that did holds, however it lies to the change.
    let without: Vec<Uuid> =
        latest.iter().filter(|(_, last)| last.value.is_none()).map(|(id, _)| *id).collect();
    let valued = match without.is_empty() {
        true => HashMap::new(),
        false => self::latest(conn, org, moment.before, Wanted::WithValue(&without)).await?,
    };
    let at_once = rows
        .iter()
        .filter_map(|(_, row)| latest.get(&row.id).filter(|last| last.at == row.updated_at))
        .map(|last| last.id)
        .collect();
    let places = places(conn, org, at_once).await?;
    let laid = rows.into_iter().map(|(number, mut row)| {
        if let Some(last) = latest.get(&row.id) {
            let value = last.value.or_else(|| valued.get(&row.id)?.value);
            row.current_value = value.or(row.current_value);
            if is_after(last.at, places.get(&last.id).copied(), row.updated_at, number) {
                row.status_override = last.status;
                row.last_check_in_at = Some(last.at);
                row.updated_at = last.at;
            }
        }
        row
    });
    Ok(laid.collect())
}

/// The latest check-in before an instant of each key result that has one.
async fn latest(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    before: i64,
    wanted: Wanted<'_>,
) -> Result<HashMap<Uuid, Latest>, StoreError> {
    let backend = conn.get_database_backend();
    let mut values = vec![organization_id.into(), before.into()];
    let (only, with_value) = match wanted {
        Wanted::Any => ("", ""),
        Wanted::WithValue(ids) => {
            values.push(row::json_list(ids).into());
            let only = match backend {
                DbBackend::Sqlite => "AND k.id IN (SELECT unhex(value) FROM json_each($3))",
                _ => "AND k.id IN (SELECT value::uuid FROM json_array_elements_text($3::json))",
            };
            (only, "AND c.value IS NOT NULL")
        }
    };
    // The organisation is asked of the key result only: asked of the check-in too, SQLite would
    // walk through all of the organisation's.
    let sql = format!(
        "SELECT {} AS latest FROM (SELECT (SELECT {} FROM check_in c \
         WHERE c.key_result_id = k.id AND c.created_at < $2 {with_value} \
         ORDER BY c.created_at DESC, c.id DESC LIMIT 1) AS line \
         FROM key_result k WHERE k.organization_id = $1 {only}) AS lines",
        versions::joined(backend, "line", ";"),
        line_sql(backend),
    );
    let row = conn.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let text: Option<String> = row.map(|row| row.try_get("", "latest")).transpose()?.flatten();
    let text = text.unwrap_or_default();
    let mut found = HashMap::new();
    let mut wild = Vec::new();
    for line in text.split(';').filter(|line| !line.is_empty()) {
        let (key_result, latest, is_wild) = parse(line).ok_or_else(|| unreadable(line))?;
        if is_wild {
            wild.push(latest.id);
        }
        found.insert(key_result, latest);
    }
    for row in row::of::<check_in::Entity>(conn, organization_id, "id", &wild).await? {
        if let Some(latest) = found.get_mut(&row.key_result_id) {
            latest.value = row.value;
        }
    }
    Ok(found)
}

/// Key result, check-in, instant, value, judgement, and whether the value has to be read from its
/// row since SQLite does not print it exactly.
fn line_sql(backend: DbBackend) -> String {
    match backend {
        DbBackend::Sqlite => format!(
            "hex(k.id) || ',' || hex(c.id) || ',' || c.created_at || ',' || CASE \
             WHEN c.value IS NULL THEN '' WHEN c.value = CAST(c.value AS INTEGER) \
             THEN CAST(c.value AS INTEGER) ELSE printf('%!.17g', c.value) END \
             || ',' || coalesce(c.status, '') || ',' || coalesce(c.value <> 0 \
             AND abs(c.value) NOT BETWEEN {TAME_MIN:e} AND {TAME_MAX:e}, 0)"
        ),
        _ => "k.id::text || ',' || c.id::text || ',' || c.created_at::text || ',' \
             || coalesce(c.value::text, '') || ',' || coalesce(c.status, '') || ',0'"
            .to_owned(),
    }
}

fn parse(line: &str) -> Option<(Uuid, Latest, bool)> {
    let mut fields = line.split(',');
    let key_result = fields.next()?.parse().ok()?;
    let (id, at) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let value = match fields.next()? {
        "" => None,
        digits => Some(digits.parse().ok()?),
    };
    let status = match fields.next()? {
        "" => None,
        word => Some(word.parse().ok()?),
    };
    Some((key_result, Latest { id, at, value, status }, fields.next()? == "1"))
}

fn unreadable(line: &str) -> StoreError {
    StoreError::Corrupt {
        table: "check_in".to_owned(),
        column: "value".to_owned(),
        row: line.split(',').nth(1).unwrap_or_default().to_owned(),
        detail: format!("`{line}` cannot be read"),
    }
}
