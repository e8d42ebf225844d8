//! Verification: whether the log and what it tells of are as they were written.
//!
//! The chain is walked in pages from the first change to the last. Then every measurement is read
//! once, and the digest of each batch is compared with the one that the log keeps. Nothing is held
//! but sums, so the size of the log does not matter. What a caller sees is one instant: give it a
//! [`crate::Database::snapshot`].

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::change::{self, Head, Order};
use crate::digest::{self, BatchDigest};
use crate::entity::{change as change_row, measurement};
use crate::{StoreError, row};

/// Rows read at a time.
const PAGE_ROWS: u64 = 2_000;

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Changes that were looked at.
    pub checked: u64,
    /// Measurements that were looked at.
    pub measurements: u64,
    /// Number and hash of the last change; `None` for an empty log.
    pub head: Option<(i64, String)>,
    /// The first thing that is wrong, in the order of the log.
    pub first_broken: Option<Broken>,
}

/// Where the log is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The change.
    pub seq: i64,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong at a change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// It is not there: the next one is.
    #[error("the change is missing; the next one there is {next}")]
    Missing {
        /// The next change that is there.
        next: i64,
    },
    /// It does not continue from the change before.
    #[error("its previous hash is {found}; the change before has {expected}")]
    Unlinked {
        /// Hash of the change before.
        expected: String,
        /// What it says.
        found: String,
    },
    /// Its row is not what was hashed.
    #[error("its row was changed after it was written: it hashes to {computed}, not to {stored}")]
    Changed {
        /// The hash it has.
        stored: String,
        /// The hash of the row.
        computed: String,
    },
    /// The organisation's row says that the log ends elsewhere.
    #[error("the organisation says that the log ends with change {seq} and hash {hash}")]
    Head {
        /// The last change as the organisation knows it.
        seq: i64,
        /// Its hash.
        hash: String,
    },
    /// It tells of a batch of measurements that is not as it was.
    #[error(
        "the measurements of batch {batch_id} were changed: {found_rows} rows with digest {found}, \
         not {rows} with {expected}"
    )]
    Batch {
        /// The batch.
        batch_id: Uuid,
        /// Rows as logged.
        rows: i64,
        /// Digest as logged.
        expected: String,
        /// Rows that are there.
        found_rows: i64,
        /// Digest of what is there.
        found: String,
    },
    /// A measurement is in a batch that the log does not know.
    #[error("measurement {measurement_id} is in batch {batch_id}, which the log does not know")]
    UnknownBatch {
        /// The measurement.
        measurement_id: Uuid,
        /// The batch.
        batch_id: Uuid,
    },
}

/// Checks an organisation's whole log; `progress` hears how many rows have been looked at.
///
/// # Errors
/// `Driver` when reading fails; `Corrupt` when there is no such organisation or a row is
/// unreadable.
pub async fn verify(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    mut progress: impl FnMut(u64) + Send,
) -> Result<Verification, StoreError> {
    let (chain, batches) = walk(conn, organization_id, &mut progress).await?;
    let (measurements, broken_batch) =
        check_batches(conn, organization_id, chain.seq, &batches, |rows| {
            progress(chain.checked + rows);
        })
        .await?;
    let first_broken = [chain.broken, broken_batch].into_iter().flatten().min_by_key(|b| b.seq);
    Ok(Verification {
        checked: chain.checked,
        measurements,
        head: (chain.seq > 0).then_some((chain.seq, chain.hash)),
        first_broken,
    })
}

/// The walk so far.
struct Chain {
    seq: i64,
    hash: String,
    checked: u64,
    broken: Option<Broken>,
}

/// What the log says of a batch, and in which change.
struct Logged {
    seq: i64,
    rows: i64,
    digest: String,
}

impl Chain {
    fn take(&mut self, row: &change_row::Model) {
        let reason = if row.seq != self.seq + 1 {
            Some((self.seq + 1, Reason::Missing { next: row.seq }))
        } else if row.previous_hash != self.hash {
            let expected = self.hash.clone();
            Some((row.seq, Reason::Unlinked { expected, found: row.previous_hash.clone() }))
        } else {
            let computed = digest::of_change(row);
            let stored = row.hash.clone();
            (computed != stored).then_some((row.seq, Reason::Changed { stored, computed }))
        };
        if let Some((seq, reason)) = reason.filter(|_| self.broken.is_none()) {
            self.broken = Some(Broken { seq, reason });
        }
        self.seq = row.seq;
        self.hash.clone_from(&row.hash);
        self.checked += 1;
    }
}

async fn walk(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    progress: &mut (impl FnMut(u64) + Send),
) -> Result<(Chain, HashMap<Uuid, Logged>), StoreError> {
    let hash = digest::FIRST_PREVIOUS_HASH.to_owned();
    let mut chain = Chain { seq: 0, hash, checked: 0, broken: None };
    let mut batches = HashMap::new();
    loop {
        let filter = change::Filter::default();
        let after = Some(chain.seq);
        let order = Order::OldestFirst;
        let page = change::list(conn, organization_id, &filter, order, after, PAGE_ROWS).await?;
        if page.is_empty() {
            break;
        }
        for row in &page {
            chain.take(row);
            if row.entity == "measurement_batch" {
                batches.extend(logged_batch(row).map(|logged| (row.entity_id, logged)));
            }
        }
        progress(chain.checked);
    }
    let Head { seq, hash } = change::head(conn, organization_id)
        .await?
        .ok_or_else(|| change::absent(organization_id))?;
    if chain.broken.is_none() && (seq, &hash) != (chain.seq, &chain.hash) {
        // Changes were cut off the end, or added behind the organisation's back.
        let at = seq.min(chain.seq) + i64::from(seq != chain.seq);
        chain.broken = Some(Broken { seq: at, reason: Reason::Head { seq, hash } });
    }
    Ok((chain, batches))
}

fn logged_batch(row: &change_row::Model) -> Option<Logged> {
    let after: serde_json::Value = serde_json::from_str(&row.after).ok()?;
    let digest = after.get("digest")?.as_str()?.to_owned();
    Some(Logged { seq: row.seq, rows: after.get("rows")?.as_i64()?, digest })
}

/// Reads all measurements in the order of their ids; gives how many, and the first batch that
/// differs.
async fn check_batches(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    last_seq: i64,
    logged: &HashMap<Uuid, Logged>,
    mut progress: impl FnMut(u64) + Send,
) -> Result<(u64, Option<Broken>), StoreError> {
    let mut found: HashMap<Uuid, BatchDigest> = HashMap::new();
    let mut unknown = None;
    let mut after = Uuid::nil();
    let mut rows = 0;
    loop {
        let select = measurement::Entity::find()
            .filter(measurement::Column::Id.gt(after))
            .filter(measurement::Column::OrganizationId.eq(organization_id))
            .order_by_asc(measurement::Column::Id)
            .limit(PAGE_ROWS);
        let page = row::all(conn, select).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        for model in &page {
            let Some(batch_id) = model.batch_id else { continue };
            if logged.contains_key(&batch_id) {
                found.entry(batch_id).or_default().add(model);
            } else {
                let reason = Reason::UnknownBatch { measurement_id: model.id, batch_id };
                unknown.get_or_insert(Broken { seq: last_seq, reason });
            }
        }
        rows += page.len() as u64;
        progress(rows);
    }
    let broken = logged.iter().filter_map(|(batch_id, logged)| {
        let found = found.remove(batch_id).unwrap_or_default();
        let is_same = found.rows() == logged.rows && found.to_hex() == logged.digest;
        (!is_same).then(|| Broken {
            seq: logged.seq,
            reason: Reason::Batch {
                batch_id: *batch_id,
                rows: logged.rows,
                expected: logged.digest.clone(),
                found_rows: found.rows(),
                found: found.to_hex(),
            },
        })
    });
    Ok((rows, broken.chain(unknown).min_by_key(|broken| broken.seq)))
}
