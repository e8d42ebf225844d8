//! Writing measurements, one or a million: the same way for all.
//!
//! A chunk is inserted in one statement that skips what has a current measurement already. When
//! nothing was skipped, which is the rule, that is all. Otherwise the current ones are read: the
//! same number again changes nothing, another number supersedes. Everything happens in the caller's
//! transaction.

use std::collections::HashMap;
use std::fmt::Write;

use goals::kpi::Cell;
use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use uuid::Uuid;

use crate::day::Day;
use crate::digest::BatchDigest;
use crate::entity::measurement::{Entity, Model};
use crate::entity::measurement_batch;
use crate::measurement::series::Number;
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
    guess: Guess,
}

/// What the next numbers are expected to be, from how the last ones turned out. It only decides
/// what is tried first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Guess {
    /// Nothing is recorded for their periods yet.
    #[default]
    New,
    /// Something is.
    Known,
}

impl Batch {
    /// Begins a batch with this identity.
    pub fn new(id: Uuid, origin: Origin) -> Self {
        let origin = Origin { batch_id: Some(id), ..origin };
        let (digest, counts, guess) = Default::default();
        Self { origin, id, digest, counts, guess }
    }

    /// Writes numbers, in order: of two for the same KPI, subject and period the later one corrects
    /// the earlier.
    ///
    /// # Errors
    /// `Conflict` for an unknown KPI or a reused id; `Busy` when the transaction should be tried
    /// again.
    pub async fn add(
        &mut self,
        conn: &impl ConnectionTrait,
        points: &[NewPoint],
    ) -> Result<Counts, StoreError> {
        let mut counts = Counts::default();
        for chunk in points.chunks(CHUNK_ROWS) {
            let written = write_chunk(conn, &self.origin, chunk, self.guess).await?;
            written.rows.iter().for_each(|model| self.digest.add(model));
            self.guess = written.counts.guess();
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
        let written = write_chunk(conn, origin, chunk, Guess::default()).await?;
        all.rows.extend(written.rows);
        all.counts = all.counts.plus(written.counts);
    }
    Ok((all.rows, all.counts))
}

impl Counts {
    fn guess(self) -> Guess {
        if self.inserted < self.corrected + self.unchanged { Guess::Known } else { Guess::New }
    }

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

/// What is current at a key.
#[derive(Clone, Copy)]
struct Current {
    id: Uuid,
    number: Number,
}

impl From<&Model> for Current {
    fn from(row: &Model) -> Self {
        Self { id: row.id, number: row.into() }
    }
}

async fn write_chunk(
    conn: &impl ConnectionTrait,
    origin: &Origin,
    chunk: &[NewPoint],
    guess: Guess,
) -> Result<Written, StoreError> {
    let rows: Vec<Model> = chunk.iter().map(|point| model(origin, point)).collect();
    let mut current = match guess {
        Guess::New => HashMap::new(),
        Guess::Known => current_of(conn, &rows).await?,
    };
    let new: Vec<&Model> = rows.iter().filter(|row| !current.contains_key(&key(row))).collect();
    let inserted = insert(conn, &new, Existing::Skipped).await?;
    if inserted == rows.len() as u64 {
        let counts = Counts { inserted, ..Counts::default() };
        return Ok(Written { rows, counts });
    }
    if inserted == new.len() as u64 {
        current.extend(new.into_iter().map(|row| (key(row), Current::from(row))));
    } else {
        current.extend(current_of(conn, new).await?);
    }
    correct(conn, origin, rows, current).await
}

/// Not all rows were new: tells the three cases apart and writes the corrections.
async fn correct(
    conn: &impl ConnectionTrait,
    origin: &Origin,
    rows: Vec<Model>,
    mut current: HashMap<Key, Current>,
) -> Result<Written, StoreError> {
    let mut written = Written::default();
    let mut superseded = Vec::new();
    let mut corrections: Vec<Model> = Vec::new();
    for mut row in rows {
        let known = current.get_mut(&key(&row)).ok_or_else(|| vanished(&row))?;
        if known.id == row.id {
            written.counts.inserted += 1;
            written.rows.push(row);
        } else if known.number == Number::from(&row) {
            written.counts.unchanged += 1;
        } else {
            // Of several in one chunk each supersedes the one before, which may not be written yet.
            match corrections.iter_mut().find(|earlier| earlier.id == known.id) {
                Some(earlier) => earlier.superseded_at = Some(origin.recorded_at),
                None => superseded.push(known.id),
            }
            row.supersedes = Some(known.id);
            *known = Current::from(&row);
            corrections.push(row);
        }
    }
    supersede(conn, origin.recorded_at, &superseded).await?;
    insert(conn, &corrections.iter().collect::<Vec<_>>(), Existing::Refused).await?;
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
    rows: &[&Model],
    existing: Existing,
) -> Result<u64, StoreError> {
    let backend = conn.get_database_backend();
    let mut inserted = 0;
    for piece in row::pieces(rows) {
        let mut values: Vec<Value> = Vec::with_capacity(SHARED_VALUES + piece.len() * OWN_VALUES);
        values.extend(shared_values(piece[0]));
        for row in piece {
            values.extend(own_values(backend, row));
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

fn own_values(backend: DbBackend, row: &Model) -> [Value; OWN_VALUES] {
    [
        row.id.into(),
        row.kpi_id.into(),
        row.subject_id.into(),
        row.subject_kind.into(),
        day_value(backend, row.period_on),
        row.value.into(),
        row.numerator.into(),
        row.denominator.into(),
        row.note.as_deref().into(),
        row.supersedes.into(),
        row.superseded_at.into(),
    ]
}

/// SQLite keeps days as ISO text, so the text is bound as it is: cheaper than the way over a date
/// type.
fn day_value(backend: DbBackend, day: Day) -> Value {
    match backend {
        DbBackend::Sqlite => day.to_string().into(),
        _ => day.into(),
    }
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
    sql.push_str("own.* FROM (VALUES ");
    push_rows(backend, &mut sql, &mut bound, rows, OWN_VALUES);
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

/// `(?,?,?),(?,?,?)` …
fn push_rows(backend: DbBackend, sql: &mut String, bound: &mut usize, rows: usize, width: usize) {
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..width {
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
async fn current_of(
    conn: &impl ConnectionTrait,
    rows: impl IntoIterator<Item = &Model>,
) -> Result<HashMap<Key, Current>, StoreError> {
    let rows: Vec<&Model> = rows.into_iter().collect();
    let backend = conn.get_database_backend();
    let mut current = HashMap::with_capacity(rows.len());
    for piece in row::pieces(&rows) {
        let values = piece.iter().flat_map(|row| {
            [row.kpi_id.into(), row.subject_id.into(), day_value(backend, row.period_on)]
        });
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
    let mut sql = "WITH wanted (kpi_id, subject_id, period_on) AS (VALUES ".to_owned();
    push_rows(backend, &mut sql, &mut 0, keys, 3);
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
