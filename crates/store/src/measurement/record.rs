//! Writing measurements, one or a million: the same way for all.
//!
//! A chunk is inserted in one statement that skips what has a current measurement already. When
//! nothing was skipped, which is the rule, that is all. Otherwise the current ones are read: the
//! same number again changes nothing, another number supersedes. Everything happens in the caller's
//! transaction.

use std::collections::HashMap;

use futures::join;
use goals::kpi::Cell;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::day::Day;
use crate::digest::BatchDigest;
use crate::entity::measurement::Model;
use crate::entity::measurement_batch;
use crate::measurement::current::{Current, Key, current_of, key, supersede};
use crate::measurement::insert::{Existing, insert};
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
    /// For a person: the unit in which the value counts.
    pub org_unit_id: Option<Uuid>,
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
        // In the order of the index of what is current: numbers come by day, and each would look
        // for another page of it. Those of one key stay in their own order.
        let mut points: Vec<&NewPoint> = points.iter().collect();
        points.sort_by_key(|point| (point.kpi_id, point.subject_id, point.period_on));
        for chunk in points.chunks(CHUNK_ROWS) {
            let written = self.write(conn, chunk).await?;
            self.guess = written.guess();
            counts = counts.plus(written);
        }
        self.counts = self.counts.plus(counts);
        Ok(counts)
    }

    async fn write(
        &mut self,
        conn: &impl ConnectionTrait,
        chunk: &[&NewPoint],
    ) -> Result<Counts, StoreError> {
        let rows: Vec<Model> = chunk.iter().map(|point| model(&self.origin, point)).collect();
        // While the database writes, the digest is found out as it will be if all rows are new.
        let mut digest = self.digest.clone();
        let digesting = async { rows.iter().for_each(|row| digest.add(row)) };
        let (inserted, ()) = join!(insert_new(conn, &rows, self.guess), digesting);
        let Some(current) = inserted? else {
            self.digest = digest;
            return Ok(Written::all(rows).counts);
        };
        let written = correct(conn, &self.origin, rows, current).await?;
        written.rows.iter().for_each(|row| self.digest.add(row));
        Ok(written.counts)
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
        let rows: Vec<Model> = chunk.iter().map(|point| model(origin, point)).collect();
        let written = match insert_new(conn, &rows, Guess::default()).await? {
            None => Written::all(rows),
            Some(current) => correct(conn, origin, rows, current).await?,
        };
        all.rows.extend(written.rows);
        all.counts = all.counts.plus(written.counts);
    }
    Ok((all.rows, all.counts))
}

/// What would become of the numbers, without writing any. Each KPI, subject and period may be
/// among them once.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn compare(
    conn: &impl ConnectionTrait,
    origin: &Origin,
    points: &[NewPoint],
) -> Result<Counts, StoreError> {
    let mut counts = Counts::default();
    for chunk in points.chunks(CHUNK_ROWS) {
        let rows: Vec<Model> = chunk.iter().map(|point| model(origin, point)).collect();
        let current = current_of(conn, &rows).await?;
        for row in &rows {
            match current.get(&key(row)) {
                None => counts.inserted += 1,
                Some(known) if known.is_same(row) => counts.unchanged += 1,
                Some(_) => counts.corrected += 1,
            }
        }
    }
    Ok(counts)
}

impl Counts {
    fn guess(self) -> Guess {
        if self.inserted < self.corrected + self.unchanged { Guess::Known } else { Guess::New }
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
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

impl Written {
    fn all(rows: Vec<Model>) -> Self {
        let counts = Counts { inserted: rows.len() as u64, ..Counts::default() };
        Self { rows, counts }
    }
}

/// Inserts those that are new. `None` when all were, else what is current at their keys, these rows
/// among it.
async fn insert_new(
    conn: &impl ConnectionTrait,
    rows: &[Model],
    guess: Guess,
) -> Result<Option<HashMap<Key, Current>>, StoreError> {
    let mut current = match guess {
        Guess::New => HashMap::new(),
        Guess::Known => current_of(conn, rows).await?,
    };
    let new: Vec<&Model> = rows.iter().filter(|row| !current.contains_key(&key(row))).collect();
    let inserted = insert(conn, &new, Existing::Skipped).await?;
    if inserted == rows.len() as u64 {
        return Ok(None);
    }
    if inserted == new.len() as u64 {
        current.extend(new.into_iter().map(|row| (key(row), Current::from(row))));
    } else {
        current.extend(current_of(conn, new).await?);
    }
    Ok(Some(current))
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
        } else if known.is_same(&row) {
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
        org_unit_id: point.org_unit_id,
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
