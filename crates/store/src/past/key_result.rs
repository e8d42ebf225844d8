//! Key results as they were: their last change, and the check-ins after it.
//!
//! A check-in is told of in the log by itself and not by its key result. Whether it came after the
//! key result's last change, their instants tell; within one instant, their numbers in the log.

use std::collections::{HashMap, HashSet};

use futures::future::try_join;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement};
use uuid::Uuid;

use super::carried::{self, Carried};
use super::moved::{self, Known, Moved, Version};
use super::{Moment, versions};
use crate::entity::{change, check_in, key_result};
use crate::measurement::series::{TAME_MAX, TAME_MIN};
use crate::word::Status;
use crate::{StoreError, row};

const NOUN: &str = "key_result";
/// Of so many key results one is asked for, and all between are: walking costs less than jumping.
const DENSE: usize = 4;

/// Key results with the numbers of their last changes.
type Versions = Vec<(i64, key_result::Model)>;

/// Key results at a moment, as far as they differ from what is known of a later one.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyResultsThen {
    /// Those that have been changed since, as they were, with the value and the judgement of the
    /// last check-in by then; what else a check-in moves (confidence, words, version) is left as it
    /// was before. And those that were not there yet.
    pub moved: Moved<key_result::Model>,
    /// Those that only check-ins have moved since.
    pub reported: Vec<Reported>,
}

/// What check-ins had made of a key result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reported {
    /// Which.
    pub id: Uuid,
    /// The last value.
    pub current_value: Option<f64>,
    /// The judgement that held.
    pub status_override: Option<Status>,
    /// When it was last checked in.
    pub last_check_in_at: Option<i64>,
}

/// The key results that have moved since the moment; `reported` names those that may have been
/// checked in since. In no order.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when something is unreadable.
pub async fn key_results(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    moment: &Moment,
    known: Known,
    reported: &HashSet<Uuid>,
) -> Result<KeyResultsThen, StoreError> {
    let org = organization_id;
    let all = moved::of_noun(conn, org, NOUN, moment, known, moved::Wanted::All).await?;
    let (moved, still): (Vec<Version>, Vec<Version>) = all.iter().partition(|it| it.is_moved);
    let reported: Vec<Version> = still.into_iter().filter(|it| reported.contains(&it.id)).collect();
    let later = moved.iter().filter(|it| it.was.is_none()).map(|it| it.id).collect();
    let were = rows_then(conn, org, moment, &moved, all.len());
    let reported = reported_then(conn, org, moment, reported, all.len());
    let (were, reported) = try_join(were, reported).await?;
    Ok(KeyResultsThen { moved: Moved { were, later }, reported })
}

async fn rows_then(
    conn: &impl ConnectionTrait,
    org: Uuid,
    moment: &Moment,
    moved: &[Version],
    all: usize,
) -> Result<Vec<key_result::Model>, StoreError> {
    let mut numbers: Vec<i64> = moved.iter().filter_map(|it| it.was).collect();
    numbers.sort_unstable();
    let rows = versions::read::<key_result::Entity>(conn, org, &numbers);
    let ids = moved.iter().filter(|it| it.was.is_some()).map(|it| it.id).collect();
    let latest = latest_of_many(conn, org, moment.before, ids, all);
    let (rows, latest) = try_join(rows, latest).await?;
    lay_over(conn, org, moment, rows, latest).await
}

/// What a check-in leaves open, the log's row answers: of a key result that has never been changed
/// and was checked in with a value, it is not read.
async fn reported_then(
    conn: &impl ConnectionTrait,
    org: Uuid,
    moment: &Moment,
    reported: Vec<Version>,
    all: usize,
) -> Result<Vec<Reported>, StoreError> {
    let ids = reported.iter().map(|it| it.id).collect();
    let latest = latest_of_many(conn, org, moment.before, ids, all).await?;
    let valued = valued(conn, org, moment, &latest).await?;
    let value_of = |id: &Uuid| latest.get(id)?.value.or_else(|| valued.get(id)?.value);
    let is_told = |it: &Version| it.is_first && value_of(&it.id).is_some();
    let mut open: Vec<i64> =
        reported.iter().filter(|it| !is_told(it)).filter_map(|it| it.was).collect();
    open.sort_unstable();
    let carried = moved::in_parts(&open, |part| carried::read(conn, org, part)).await?;
    let carried: HashMap<i64, Carried> = carried.into_iter().flatten().collect();
    let row_of = |it: &Version| carried.get(&it.was?);
    let at_once = reported.iter().filter_map(|it| {
        let last = latest.get(&it.id)?;
        (row_of(it)?.updated_at == last.at).then_some(last.id)
    });
    let places = places(conn, org, at_once.collect()).await?;
    let told = reported.iter().map(|it| {
        let (last, row) = (latest.get(&it.id), row_of(it));
        let holds = last.filter(|last| {
            let place = places.get(&last.id).copied();
            it.is_first
                || row.is_some_and(|row| {
                    is_after(last.at, place, row.updated_at, it.was.unwrap_or_default())
                })
        });
        Reported {
            id: it.id,
            current_value: value_of(&it.id).or_else(|| row?.current_value),
            status_override: match holds {
                Some(last) => last.status,
                None => row.and_then(|row| row.status_override),
            },
            last_check_in_at: last.map(|last| last.at),
        }
    });
    Ok(told.collect())
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
    /// Those on key results from one to another, with the last.
    Between(Uuid, Uuid),
    /// Those on these key results.
    On(&'a [Uuid]),
    /// Those on these that gave a value.
    WithValue(&'a [Uuid]),
}

/// The latest check-in on each of these key results that has one, of `all` that there are.
async fn latest_of_many(
    conn: &impl ConnectionTrait,
    org: Uuid,
    before: i64,
    mut ids: Vec<Uuid>,
    all: usize,
) -> Result<HashMap<Uuid, Latest>, StoreError> {
    ids.sort_unstable();
    let is_dense = ids.len() >= all / DENSE;
    let found = moved::in_parts(&ids, |part| {
        let wanted = match (part.first(), part.last()) {
            (Some(first), Some(last)) if is_dense => Wanted::Between(*first, *last),
            _ => Wanted::On(part),
        };
        latest(conn, org, before, wanted)
    });
    Ok(found.await?.into_iter().flatten().collect())
}

/// Of those whose latest check-in gave no value, the latest one that did. Only check-ins give
/// values, so it holds, however it lies to the change.
async fn valued(
    conn: &impl ConnectionTrait,
    org: Uuid,
    moment: &Moment,
    latest: &HashMap<Uuid, Latest>,
) -> Result<HashMap<Uuid, Latest>, StoreError> {
    let without: Vec<Uuid> =
        latest.iter().filter(|(_, last)| last.value.is_none()).map(|(id, _)| *id).collect();
    match without.is_empty() {
        true => Ok(HashMap::new()),
        false => {
            let found = self::latest(conn, org, moment.before, Wanted::WithValue(&without));
            Ok(found.await?.into_iter().collect())
        }
    }
}

async fn lay_over(
    conn: &impl ConnectionTrait,
    org: Uuid,
    moment: &Moment,
    rows: Versions,
    latest: HashMap<Uuid, Latest>,
) -> Result<Vec<key_result::Model>, StoreError> {
    let valued = valued(conn, org, moment, &latest).await?;
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
) -> Result<Vec<(Uuid, Latest)>, StoreError> {
    let backend = conn.get_database_backend();
    let mut values = vec![organization_id.into(), before.into()];
    let with_value = match wanted {
        Wanted::WithValue(_) => "AND c.value IS NOT NULL",
        Wanted::Between(..) | Wanted::On(_) => "",
    };
    let only = match wanted {
        Wanted::Between(first, last) => {
            values.extend([first.into(), last.into()]);
            "AND k.id BETWEEN $3 AND $4"
        }
        Wanted::On(ids) | Wanted::WithValue(ids) => {
            values.push(row::json_list(ids).into());
            match backend {
                DbBackend::Sqlite => "AND k.id IN (SELECT unhex(value) FROM json_each($3))",
                _ => "AND k.id IN (SELECT value::uuid FROM json_array_elements_text($3::json))",
            }
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
    let mut found = Vec::new();
    let mut wild = Vec::new();
    for line in text.split(';').filter(|line| !line.is_empty()) {
        let (key_result, latest, is_wild) = parse(line).ok_or_else(|| unreadable(line))?;
        if is_wild {
            wild.push(latest.id);
        }
        found.push((key_result, latest));
    }
    let exact = row::of::<check_in::Entity>(conn, organization_id, "id", &wild).await?;
    let exact: HashMap<Uuid, Option<f64>> =
        exact.into_iter().map(|row| (row.id, row.value)).collect();
    for (_, latest) in found.iter_mut().filter(|_| !exact.is_empty()) {
        latest.value = exact.get(&latest.id).copied().unwrap_or(latest.value);
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
