//! Reading all values of a file on a thread of its own, handed over in pieces, so that a file of
//! any length passes through in little memory.

use sheet::Row;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::reader::{Outcome, Reader};
use super::survey::Opened;
use super::{Refused, refused_file};
use crate::error::OpsError;
use crate::intake::catalog::Meant;
use crate::limits::{IMPORT_ROWS_MAX, UPLOAD_REFUSED_SHOWN_MAX};

/// Values and refusals handed over at once.
const CHUNK: usize = 4_000;
/// Pieces that may wait.
const WAITING_MAX: usize = 4;

/// Values that were read together.
pub(super) struct Chunk {
    pub(super) values: Vec<Meant>,
    pub(super) refused: Vec<Refused>,
    pub(super) refused_count: u64,
    /// Rows read so far.
    pub(super) rows: u64,
    /// Values left out so far because their cells are empty.
    pub(super) blank: u64,
}

/// A file that is being read.
pub(super) struct Walk {
    arriving: mpsc::Receiver<Chunk>,
    reading: Option<JoinHandle<Result<(), OpsError>>>,
}

impl Walk {
    /// The next piece; `None` after the last.
    pub(super) async fn next(&mut self) -> Result<Option<Chunk>, OpsError> {
        if let Some(chunk) = self.arriving.recv().await {
            return Ok(Some(chunk));
        }
        match self.reading.take() {
            Some(reading) => {
                let read = reading.await.map_err(|error| OpsError::Internal(error.to_string()));
                read?.map(|()| None)
            }
            None => Ok(None),
        }
    }
}

/// Begins to read; the reading ends when nobody takes the pieces any more.
pub(super) fn start(opened: Opened, reader: Reader) -> Walk {
    let (sender, arriving) = mpsc::channel(WAITING_MAX);
    let reading = tokio::task::spawn_blocking(move || read(opened, reader, &sender));
    Walk { arriving, reading: Some(reading) }
}

fn read(
    mut opened: Opened,
    mut reader: Reader,
    sender: &mpsc::Sender<Chunk>,
) -> Result<(), OpsError> {
    let mapping = reader.mapping().clone();
    let (mut outcome, mut rows, mut blank, mut values) = (Outcome::default(), 0, 0, 0_usize);
    let mut is_stopped = false;
    let visit = |row: Row| {
        if row.number <= mapping.header_row || row.is_empty() {
            return true;
        }
        rows += 1;
        let known = outcome.values.len();
        reader.read(&row, &mut outcome);
        values += outcome.values.len() - known;
        if values > IMPORT_ROWS_MAX {
            return false;
        }
        if outcome.values.len() + outcome.refused.len() >= CHUNK {
            blank += outcome.blank;
            let done = std::mem::take(&mut outcome);
            is_stopped = sender.blocking_send(chunk(done, rows, blank)).is_err();
        }
        !is_stopped
    };
    let sheet = opened.sheet.clone();
    opened.book.each_row(sheet.as_deref(), visit).map_err(refused_file)?;
    if values > IMPORT_ROWS_MAX {
        let what = "values of one file";
        return Err(OpsError::TooLarge { what, got: values, limit: IMPORT_ROWS_MAX });
    }
    blank += outcome.blank;
    if !is_stopped {
        // Nobody waits when the other side has failed, and says so itself.
        sender.blocking_send(chunk(outcome, rows, blank)).ok();
    }
    Ok(())
}

fn chunk(outcome: Outcome, rows: u64, blank: u64) -> Chunk {
    let Outcome { values, mut refused, .. } = outcome;
    let refused_count = refused.len() as u64;
    refused.truncate(UPLOAD_REFUSED_SHOWN_MAX);
    Chunk { values, refused, refused_count, rows, blank }
}
