//! Writing measurements, one or a million: the same way for all.
//!
//! A chunk is inserted in one statement that skips what has a current measurement already. When nothing was skipped,
//! which is the rule, that is all. Otherwise the current ones are read: the same number again changes nothing, another
//! number supersedes. Everything happens in the caller's transaction.

use std::collections::HashMap;
use std::fmt::Write;

use goals::kpi::Cell;
use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

use crate::day::Day;
use crate::digest::BatchDigest;
use crate::entity::measurement::{Entity, Model};
use crate::entity::measurement_batch;
use crate::word::{MeasurementSource, SubjectKind};
use crate::{StoreError, row};

/// Measurements in one statement: SQLite allows 32,766 parameters.
pub const CHUNK_ROWS: usize = 1_000;

/// A number to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPoint {
    /// Its identity, if it becomes a row.
    pub id: Uuid,
    /// The KPI.
    pub kpi_id: Uuid,
    /// The unit or person.
    pub subject_id: Uuid,
    /// Which of the two.
    pub subject_kind: SubjectKind,
    /// First day of the period.
    pub period_on: Day,
    /// The number; finite.
    pub cell: Cell,
    /// A word about it.
    pub note: Option<String>,
}

/// Where numbers come from; the same for all of a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The tenant.
    pub organization_id: Uuid,
    /// When, unix milliseconds.
    pub recorded_at: i64,
    /// The user.
    pub recorded_by: Option<Uuid>,
    /// By which way.
    pub source: MeasurementSource,
    /// The batch that they are in.
    pub batch_id: Option<Uuid>,
}

/// What became of the numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// The first for their KPI, subject and period.
    pub inserted: u64,
    /// Took the place of another number.
    pub corrected: u64,
    /// Were known already.
    pub unchanged: u64,
}

/// A batch being written. It holds nothing but sums: a million rows pass through it chunk by chunk.
#[derive(Debug)]
pub struct Batch {
    origin: Origin,
    id: Uuid,
    digest: BatchDigest,
    counts: Counts,
}

impl Batch {
    /// Begins a batch with this identity.
    pub fn new(id: Uuid, origin: Origin) -> Self {
        let origin = Origin { batch_id: Some(id), ..origin };
        Self { origin, id, digest: BatchDigest::default(), counts: Counts::default() }
    }

    /// Writes numbers, in order: of two for the same KPI, subject and period the later one corrects the earlier.
    ///
    /// # Errors
    /// `Conflict` for an unknown KPI or a reused id; `Busy` when the transaction should be tried again.
    pub async fn add(
        &mut self,
        conn: &impl ConnectionTrait,
        points: &[NewPoint],
    ) -> Result<Counts, StoreError> {
        let mut counts = Counts::default();
        for chunk in points.chunks(CHUNK_ROWS) {
            let written = write_chunk(conn, &self.origin, chunk).await?;
            written.rows.iter().for_each(|model| self.digest.add(model));
            counts = counts.plus(written.counts);
        }
        self.counts = self.counts.plus(counts);
        Ok(counts)
    }

    /// Writes the batch's own row. Its change is the caller's to append.
    ///
    /// # Errors
    /// `Conflict` when the id is taken.
    pub async fn finish(
        self,
        conn: &impl ConnectionTrait,
        file_name: String,
    ) -> Result<(measurement_batch::Model, Counts), StoreError> {
        let model = measurement_batch::Model {
            id: self.id,
            organization_id: self.origin.organization_id,
            source: self.origin.source,
            file_name,
            rows: self.digest.rows(),
            created_by: self.origin.recorded_by,
            created_at: self.origin.recorded_at,
            digest: self.digest.to_hex(),
        };
        Ok((row::insert(conn, model).await?, self.counts))
    }

    /// What became of the numbers so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }
}

/// Writes a few numbers outside a batch; gives the rows that were new, for their changes.
///
/// # Errors
/// `Conflict` for an unknown KPI or a reused id; `Busy` when the transaction should be tried again.
pub async fn record(
    conn: &impl ConnectionTrait,
    origin: &Origin,
    points: &[NewPoint],
) -> Result<(Vec<Model>, Counts), StoreError> {
    let mut all = Written::default();
    for chunk in points.chunks(CHUNK_ROWS) {
        let written = write_chunk(conn, origin, chunk).await?;
        all.rows.extend(written.rows);
        all.counts = all.counts.plus(written.counts);
    }
    Ok((all.rows, all.counts))
}

impl Counts {
    fn plus(self, other: Self) -> Self {
        Self {
            inserted: self.inserted + other.inserted,
            corrected: self.corrected + other.corrected,
            unchanged: self.unchanged + other.unchanged,
        }
    }
}

#[derive(Default)]
struct Written {
    rows: Vec<Model>,
    counts: Counts,
}

type Key = (Uuid, Uuid, Day);

fn key(model: &Model) -> Key {
    (model.kpi_id, model.subject_id, model.period_on)
}

async fn write_chunk(
    conn: &impl ConnectionTrait,
    origin: &Origin,
    chunk: &[NewPoint],
) -> Result<Written, StoreError> {
    let rows: Vec<Model> = chunk.iter().map(|point| model(origin, point)).collect();
    let inserted = insert(conn, &rows, Existing::Skipped).await?;
    if inserted == rows.len() as u64 {
        let counts = Counts { inserted, ..Counts::default() };
        return Ok(Written { rows, counts });
    }
    correct(conn, origin, rows).await
}

/// Some rows were skipped: tells the three cases apart and writes the corrections.
async fn correct(
    conn: &impl ConnectionTrait,
    origin: &Origin,
    rows: Vec<Model>,
) -> Result<Written, StoreError> {
    let mut current: HashMap<Key, Model> =
        current_of(conn, &rows).await?.into_iter().map(|model| (key(&model), model)).collect();
    let mut written = Written::default();
    let mut superseded = Vec::new();
    let mut corrections: Vec<Model> = Vec::new();
    for mut row in rows {
        let known = current.get(&key(&row)).ok_or_else(|| vanished(&row))?;
        if known.id == row.id {
            written.counts.inserted += 1;
            written.rows.push(row);
        } else if is_same_number(known, &row) {
            written.counts.unchanged += 1;
        } else {
            // Of several in one chunk each supersedes the one before, which may not be written yet.
            match corrections.iter_mut().find(|earlier| earlier.id == known.id) {
                Some(earlier) => earlier.superseded_at = Some(origin.recorded_at),
                None => superseded.push(known.id),
            }
            row.supersedes = Some(known.id);
            current.insert(key(&row), row.clone());
            corrections.push(row);
        }
    }
    supersede(conn, origin.recorded_at, &superseded).await?;
    for chunk in corrections.chunks(CHUNK_ROWS) {
        insert(conn, chunk, Existing::Refused).await?;
    }
    written.counts.corrected = corrections.len() as u64;
    written.rows.extend(corrections);
    Ok(written)
}

/// A row was skipped, so a current one was there; the transaction sees what it saw.
fn vanished(row: &Model) -> StoreError {
    StoreError::Corrupt {
        table: "measurement".to_owned(),
        column: "superseded_at".to_owned(),
        row: row.id.to_string(),
        detail: "the index `measurement_current` disagrees with the table".to_owned(),
    }
}

fn is_same_number(one: &Model, other: &Model) -> bool {
    (one.value, one.numerator, one.denominator) == (other.value, other.numerator, other.denominator)
}

fn model(origin: &Origin, point: &NewPoint) -> Model {
    let (value, numerator, denominator) = match point.cell {
        Cell::Value(value) => (Some(value), None, None),
        Cell::Parts { numerator, denominator } => (None, Some(numerator), Some(denominator)),
    };
    Model {
        id: point.id,
        organization_id: origin.organization_id,
        kpi_id: point.kpi_id,
        subject_id: point.subject_id,
        subject_kind: point.subject_kind,
        period_on: point.period_on,
        value,
        numerator,
        denominator,
        recorded_at: origin.recorded_at,
        recorded_by: origin.recorded_by,
        source: origin.source,
        batch_id: origin.batch_id,
        note: point.note.clone(),
        supersedes: None,
        superseded_at: None,
    }
}

/// What to do with a row whose KPI, subject and period have a current measurement.
#[derive(Clone, Copy)]
enum Existing {
    Skipped,
    Refused,
}

/// Values that are the same for all rows of a statement and are bound once.
const SHARED_VALUES: usize = 5;
/// Values of each row.
const OWN_VALUES: usize = 11;

/// Inserts rows of one origin; gives how many were not skipped.
async fn insert(
    conn: &impl ConnectionTrait,
    rows: &[Model],
    existing: Existing,
) -> Result<u64, StoreError> {
    let Some(first) = rows.first() else { return Ok(0) };
    let backend = conn.get_database_backend();
    let mut values: Vec<Value> = Vec::with_capacity(SHARED_VALUES + rows.len() * OWN_VALUES);
    values.extend([
        first.organization_id.into(),
        first.recorded_at.into(),
        first.recorded_by.into(),
        first.source.as_str().into(),
        first.batch_id.into(),
    ]);
    for row in rows {
        values.extend([
            row.id.into(),
            row.kpi_id.into(),
            row.subject_id.into(),
            row.subject_kind.as_str().into(),
            day_value(backend, row.period_on),
            row.value.into(),
            row.numerator.into(),
            row.denominator.into(),
            row.note.as_deref().into(),
            row.supersedes.into(),
            row.superseded_at.into(),
        ]);
    }
    let sql = insert_sql(backend, rows.len(), existing);
    let statement = Statement::from_sql_and_values(backend, sql, values);
    Ok(conn.execute_raw(statement).await?.rows_affected())
}

/// SQLite keeps days as ISO text, so the text is bound as it is: cheaper than the way over a date type.
fn day_value(backend: DbBackend, day: Day) -> Value {
    match backend {
        DbBackend::Sqlite => day.to_string().into(),
        _ => day.into(),
    }
}

/// On SQLite the places must be bare `?`: it looks a numbered place up by walking all of them.
fn insert_sql(backend: DbBackend, rows: usize, existing: Existing) -> String {
    let mut sql = String::with_capacity(500 + rows * 80);
    let mut bound = 0;
    let mut place = |sql: &mut String| {
        bound += 1;
        match backend {
            DbBackend::Sqlite => sql.push('?'),
            _ => write!(sql, "${bound}").expect("invariant: writing to a String cannot fail"),
        }
    };
    sql.push_str(
        "INSERT INTO measurement (organization_id, recorded_at, recorded_by, source, batch_id, \
         id, kpi_id, subject_id, subject_kind, period_on, value, numerator, denominator, note, \
         supersedes, superseded_at) SELECT ",
    );
    for _ in 0..SHARED_VALUES {
        place(&mut sql);
        sql.push_str(", ");
    }
    sql.push_str("own.* FROM (VALUES ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ",(" });
        for own in 0..OWN_VALUES {
            sql.push_str(if own == 0 { "" } else { "," });
            place(&mut sql);
        }
        sql.push(')');
    }
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

/// The current measurements at the keys of these rows.
async fn current_of(conn: &impl ConnectionTrait, rows: &[Model]) -> Result<Vec<Model>, StoreError> {
    let keys: Vec<[String; 3]> = rows
        .iter()
        .map(|row| {
            let hex = |id: Uuid| id.simple().to_string();
            [hex(row.kpi_id), hex(row.subject_id), row.period_on.to_string()]
        })
        .collect();
    let keys = serde_json::to_string(&keys).expect("invariant: texts are JSON");
    let backend = conn.get_database_backend();
    let wanted = match backend {
        DbBackend::Sqlite => {
            "SELECT DISTINCT unhex(value ->> 0) AS kpi_id, unhex(value ->> 1) AS subject_id, \
             value ->> 2 AS period_on FROM json_each($1)"
        }
        _ => {
            "SELECT DISTINCT (value ->> 0)::uuid AS kpi_id, (value ->> 1)::uuid AS subject_id, \
             (value ->> 2)::date AS period_on FROM json_array_elements($1::json)"
        }
    };
    let sql = format!(
        "SELECT measurement.* FROM ({wanted}) AS wanted CROSS JOIN measurement \
         WHERE measurement.kpi_id = wanted.kpi_id AND measurement.subject_id = wanted.subject_id \
         AND measurement.period_on = wanted.period_on AND measurement.superseded_at IS NULL"
    );
    let statement = Statement::from_sql_and_values(backend, sql, [keys.into()]);
    conn.query_all_raw(statement).await?.iter().map(row::read::<Entity>).collect()
}

async fn supersede(conn: &impl ConnectionTrait, at: i64, ids: &[Uuid]) -> Result<(), StoreError> {
    use sea_orm::sea_query::Expr;
    use sea_orm::{EntityTrait, QueryFilter};
    if ids.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(crate::entity::measurement::Column::SupersededAt, Expr::val(at))
        .filter(row::is_in(conn.get_database_backend(), "id", ids))
        .exec(conn)
        .await?;
    Ok(())
}
