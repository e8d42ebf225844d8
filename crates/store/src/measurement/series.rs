//! Reading very many measurements: a KPI and subject at a time, all periods in one row.
//!
//! The database puts the points of one KPI and subject together as text
//! (`2013-10-01,,17,20;2013-10-02,…`), which costs a fraction of a row each. PostgreSQL prints
//! numbers so that they read back as the same ones; SQLite does for magnitudes between [`TAME_MIN`]
//! and [`TAME_MAX`]. Subjects with numbers outside, and people whose values count in several units,
//! are read row by row.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use uuid::Uuid;

use crate::day::Day;
use crate::entity::measurement::{Entity, Model};
use crate::word::SubjectKind;
use crate::{StoreError, row};

/// The smallest magnitude (other than 0) that is read from aggregated text.
pub const TAME_MIN: f64 = 1e-15;
/// The largest magnitude that is read from aggregated text.
pub const TAME_MAX: f64 = 1e15;

/// The current measurements of one KPI for one subject, by period; of a person in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The KPI.
    pub kpi_id: Uuid,
    /// The unit or person.
    pub subject_id: Uuid,
    /// Which of the two.
    pub subject_kind: SubjectKind,
    /// For a person: the unit in which the values count.
    pub org_unit_id: Option<Uuid>,
    /// First day of the period, and the number.
    pub points: Vec<(Date, Number)>,
}

/// A recorded number as its three columns.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Number {
    /// A plain value.
    pub value: Option<f64>,
    /// Above the line.
    pub numerator: Option<f64>,
    /// Below the line.
    pub denominator: Option<f64>,
}

impl From<&Model> for Number {
    fn from(row: &Model) -> Self {
        Self { value: row.value, numerator: row.numerator, denominator: row.denominator }
    }
}

/// A measurement without its circumstances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RawPoint {
    /// The KPI.
    pub kpi_id: Uuid,
    /// The unit or person.
    pub subject_id: Uuid,
    /// Which of the two.
    pub subject_kind: SubjectKind,
    /// For a person: the unit in which the values count.
    pub org_unit_id: Option<Uuid>,
    /// First day of the period.
    pub period_on: Day,
    /// A plain value.
    pub value: Option<f64>,
    /// Above the line.
    pub numerator: Option<f64>,
    /// Below the line.
    pub denominator: Option<f64>,
}

impl Series {
    /// The series as single points.
    pub fn raw_points(&self) -> impl Iterator<Item = RawPoint> + '_ {
        self.points.iter().map(|(start, number)| RawPoint {
            kpi_id: self.kpi_id,
            subject_id: self.subject_id,
            subject_kind: self.subject_kind,
            org_unit_id: self.org_unit_id,
            period_on: Day(*start),
            value: number.value,
            numerator: number.numerator,
            denominator: number.denominator,
        })
    }
}

/// Every current measurement of the KPI whose period starts on or after `from`, one series per
/// subject.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_kpi_since(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi_id: Uuid,
    from: Day,
) -> Result<Vec<Series>, StoreError> {
    let condition = "kpi_id = $2 AND period_on >= $3 AND superseded_at IS NULL";
    let values = vec![organization_id.into(), kpi_id.into(), from.into()];
    aggregated(conn, condition, values).await
}

/// Every measurement of the KPI whose period starts on or after `from`, as it stood just before the
/// instant `at` (unix milliseconds): recorded by then, and not superseded by then.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_kpi_as_known(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi_id: Uuid,
    from: Day,
    at: i64,
) -> Result<Vec<Series>, StoreError> {
    let condition = "kpi_id = $2 AND period_on >= $3 AND recorded_at < $4 \
         AND (superseded_at IS NULL OR superseded_at >= $4)";
    let values = vec![organization_id.into(), kpi_id.into(), from.into(), at.into()];
    aggregated(conn, condition, values).await
}

/// Of each subject, in each unit in which its values count, the last measurement of the KPI whose
/// period starts before `before`: as it stands now, or as it stood just before the instant
/// `known_before` (unix milliseconds).
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn last_of_kpi_before(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi_id: Uuid,
    before: Day,
    known_before: Option<i64>,
) -> Result<Vec<Series>, StoreError> {
    let stands = match known_before {
        None => "superseded_at IS NULL",
        Some(_) => "recorded_at < $4 AND (superseded_at IS NULL OR superseded_at >= $4)",
    };
    let condition = format!(
        "kpi_id = $2 AND {stands} AND (subject_id, period_on) IN (SELECT subject_id, \
         max(period_on) FROM measurement WHERE organization_id = $1 AND kpi_id = $2 \
         AND period_on < $3 AND {stands} GROUP BY subject_id, org_unit_id)"
    );
    let mut values = vec![organization_id.into(), kpi_id.into(), before.into()];
    values.extend(known_before.map(Value::from));
    aggregated(conn, &condition, values).await
}

/// The measurements of a batch that are still current, one series per KPI and subject.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn current_of_batch(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    batch_id: Uuid,
) -> Result<Vec<Series>, StoreError> {
    let condition = "batch_id = $2 AND superseded_at IS NULL";
    aggregated(conn, condition, vec![organization_id.into(), batch_id.into()]).await
}

async fn aggregated(
    conn: &impl ConnectionTrait,
    condition: &str,
    values: Vec<Value>,
) -> Result<Vec<Series>, StoreError> {
    let backend = conn.get_database_backend();
    let sql = format!(
        "SELECT kpi_id, subject_id, min(subject_kind) AS subject_kind, {} AS points, {} AS wild, {} \
         FROM measurement WHERE organization_id = $1 AND {condition} GROUP BY kpi_id, subject_id",
        points_sql(backend),
        wild_sql(backend),
        units_sql(backend),
    );
    let rows =
        conn.query_all_raw(Statement::from_sql_and_values(backend, sql, values.clone())).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let mut series = head(&row)?;
        let is_odd = ["wild", "moved"].map(|name| row.try_get::<i64>("", name));
        if is_odd.into_iter().collect::<Result<Vec<i64>, _>>()? == [0, 0] {
            let points = parse(&row.try_get::<String>("", "points")?);
            series.points = points.ok_or_else(|| unreadable(&series))?;
            all.push(series);
        } else {
            all.extend(row_by_row(conn, condition, &values, &series).await?);
        }
    }
    for series in &mut all {
        series.points.sort_unstable_by_key(|(start, _)| *start);
    }
    Ok(all)
}

fn points_sql(backend: DbBackend) -> String {
    let columns = ["value", "numerator", "denominator"];
    match backend {
        DbBackend::Sqlite => {
            // Whole numbers, which most are, are much cheaper to print as integers.
            let number = |column| {
                format!(
                    "CASE WHEN {column} IS NULL THEN '' WHEN {column} = CAST({column} AS INTEGER) \
                     THEN CAST({column} AS INTEGER) ELSE printf('%!.17g', {column}) END"
                )
            };
            let numbers = columns.map(number).join(" || ',' || ");
            format!("group_concat(period_on || ',' || {numbers}, ';')")
        }
        _ => {
            let numbers = columns.map(|column| format!("coalesce({column}::text, '')"));
            format!("string_agg(period_on::text || ',' || {}, ';')", numbers.join(" || ',' || "))
        }
    }
}

fn wild_sql(backend: DbBackend) -> String {
    let is_wild = |column| {
        format!("({column} <> 0 AND abs({column}) NOT BETWEEN {TAME_MIN:e} AND {TAME_MAX:e})")
    };
    let any = ["value", "numerator", "denominator"].map(is_wild).join(" OR ");
    match backend {
        DbBackend::Sqlite => format!("coalesce(max({any}), 0)"),
        _ => "0::bigint".to_owned(),
    }
}

/// The unit in which a person's values count, and whether there are several.
fn units_sql(backend: DbBackend) -> String {
    match backend {
        DbBackend::Sqlite => "min(org_unit_id) AS org_unit_id, \
             coalesce(min(org_unit_id) <> max(org_unit_id), 0) AS moved"
            .to_owned(),
        // There is no least identifier before version 18.
        _ => "min(org_unit_id::text)::uuid AS org_unit_id, \
             coalesce(min(org_unit_id::text) <> max(org_unit_id::text), false)::int::bigint AS moved"
            .to_owned(),
    }
}

fn head(row: &QueryResult) -> Result<Series, StoreError> {
    Ok(Series {
        kpi_id: row.try_get("", "kpi_id")?,
        subject_id: row.try_get("", "subject_id")?,
        subject_kind: row.try_get("", "subject_kind")?,
        org_unit_id: row.try_get("", "org_unit_id")?,
        points: Vec::new(),
    })
}

fn parse(text: &str) -> Option<Vec<(Date, Number)>> {
    text.split(';').map(parse_point).collect()
}

fn parse_point(text: &str) -> Option<(Date, Number)> {
    let mut fields = text.split(',');
    let day = parse_day(fields.next()?)?;
    let mut number = || match fields.next()? {
        "" => Some(None),
        digits => digits.parse().ok().map(Some),
    };
    Some((day, Number { value: number()?, numerator: number()?, denominator: number()? }))
}

/// `YYYY-MM-DD`, which is what all but odd years look like; the rest goes the general way.
fn parse_day(text: &str) -> Option<Date> {
    let digit = |index: usize| {
        let byte = text.as_bytes()[index];
        byte.is_ascii_digit().then(|| i16::from(byte - b'0'))
    };
    if text.len() != 10 {
        return text.parse().ok();
    }
    let year = digit(0)? * 1000 + digit(1)? * 100 + digit(2)? * 10 + digit(3)?;
    let month = digit(5)? * 10 + digit(6)?;
    let day = digit(8)? * 10 + digit(9)?;
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn unreadable(series: &Series) -> StoreError {
    StoreError::Corrupt {
        table: "measurement".to_owned(),
        column: "period_on".to_owned(),
        row: format!("kpi {} subject {}", series.kpi_id, series.subject_id),
        detail: "a day or number cannot be read".to_owned(),
    }
}

/// One series for each unit in which the subject's values count.
async fn row_by_row(
    conn: &impl ConnectionTrait,
    condition: &str,
    values: &[Value],
    series: &Series,
) -> Result<Vec<Series>, StoreError> {
    let next = values.len() + 1;
    let sql = format!(
        "SELECT * FROM measurement WHERE organization_id = $1 AND {condition} \
         AND kpi_id = ${next} AND subject_id = ${}",
        next + 1
    );
    let values = values.iter().cloned().chain([series.kpi_id.into(), series.subject_id.into()]);
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    let rows = conn.query_all_raw(statement).await?;
    let mut by_unit: BTreeMap<Option<Uuid>, Vec<(Date, Number)>> = BTreeMap::new();
    for row in &rows {
        let model = row::read::<Entity>(row)?;
        let points = by_unit.entry(model.org_unit_id).or_default();
        points.push((model.period_on.0, Number::from(&model)));
    }
    let each = by_unit.into_iter();
    Ok(each.map(|(org_unit_id, points)| Series { org_unit_id, points, ..series.clone() }).collect())
}
