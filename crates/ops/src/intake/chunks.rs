//! Lines of whatever form, checked against the catalogue and handed over in chunks.
//!
//! A line that cannot be taken never stops the reading: every mistake is reported at once. To add a
//! form: a file beside `lines.rs` and `json_lines.rs` with a [`Source`], and its line in
//! `import::Format`.

use tokio::sync::mpsc;

use super::catalog::{Catalog, Meant};
use super::{Progress, Rejected};
use crate::error::OpsError;
use crate::limits::{IMPORT_REJECTED_SHOWN_MAX, IMPORT_ROWS_MAX};

/// Rows handed over at once.
const CHUNK_ROWS: usize = 4_000;

/// Something that has lines.
pub(crate) trait Source {
    /// The next line as it is meant, or why it cannot be taken; `None` after the last.
    ///
    /// # Errors
    /// When the rest cannot be read.
    fn next(&mut self, catalog: &mut Catalog) -> Result<Option<Result<Meant, Rejected>>, OpsError>;

    /// How many bytes have been read.
    fn bytes(&self) -> u64;

    /// All lines have been read.
    ///
    /// # Errors
    /// When what was put aside cannot be kept.
    fn finish(self) -> Result<(), OpsError>;
}

/// Lines that were read together.
pub(crate) struct Chunk {
    pub(crate) rows: Vec<Meant>,
    pub(crate) rejected: RejectedLines,
    pub(crate) at: Progress,
}

#[derive(Default)]
pub(crate) struct RejectedLines {
    pub(crate) count: u64,
    pub(crate) first: Vec<Rejected>,
}

impl RejectedLines {
    fn add(&mut self, line: Rejected) {
        self.count += 1;
        if self.first.len() < IMPORT_REJECTED_SHOWN_MAX {
            self.first.push(line);
        }
    }
}

/// Reads to the end. Stops early when nobody takes the chunks any more: the other side failed and
/// says why.
pub(crate) fn read(
    mut source: impl Source,
    mut catalog: Catalog,
    sender: &mpsc::Sender<Chunk>,
) -> Result<(), OpsError> {
    let mut progress = Progress { rows: 0, bytes: 0 };
    loop {
        let mut rows = Vec::with_capacity(CHUNK_ROWS);
        let mut rejected = RejectedLines::default();
        let mut taken = 0;
        while taken < CHUNK_ROWS {
            match source.next(&mut catalog)? {
                None => break,
                Some(Ok(row)) => rows.push(row),
                Some(Err(line)) => rejected.add(line),
            }
            taken += 1;
        }
        progress.rows += taken as u64;
        progress.bytes = source.bytes();
        check_rows(progress.rows)?;
        let is_last = taken < CHUNK_ROWS;
        if sender.blocking_send(Chunk { rows, rejected, at: progress }).is_err() || is_last {
            return source.finish();
        }
    }
}

fn check_rows(rows: u64) -> Result<(), OpsError> {
    let got = usize::try_from(rows).unwrap_or(usize::MAX);
    if got > IMPORT_ROWS_MAX {
        return Err(OpsError::TooLarge { what: "rows of one file", got, limit: IMPORT_ROWS_MAX });
    }
    Ok(())
}

/// The error for a source that breaks off.
pub(crate) fn unreadable(error: &dyn std::fmt::Display) -> OpsError {
    OpsError::Internal(format!("the file cannot be read to its end: {error}"))
}
