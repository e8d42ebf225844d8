//! Importing measurements from a CSV or NDJSON file: one transaction, one batch, one change,
//! however many rows.
//!
//! Columns by name: `kpi` and `unit` (codes), `period` (first day or name), `value` or `numerator`
//! and `denominator`, and `note` if there is one. The file is read and checked on a thread of its
//! own while the rows before are written, so that a million rows pass through in little memory.
//! Nothing is kept unless all lines are right or the caller takes the good ones.

use std::io::{Read, Write};

use goals::access::{Action, Thing};
use store::word::MeasurementSource;
use tokio::sync::mpsc;

use crate::app::App;
use crate::error::OpsError;
use crate::intake::catalog::Catalog;
use crate::intake::chunks::{self, Chunk};
use crate::intake::json_lines::JsonLines;
use crate::intake::lines::Lines;
use crate::intake::writer::Writer;
use crate::limits::IMPORT_REJECTED_SHOWN_MAX;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

pub use crate::intake::{Mode, Progress, Rejected, Report};

/// Chunks that may wait to be written.
const CHUNKS_WAITING_MAX: usize = 4;

/// What the file looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Comma-separated values, the first line names the columns.
    #[default]
    Csv,
    /// A JSON object a line.
    JsonLines,
}

/// How to import.
pub struct Options {
    /// What the file looks like.
    pub format: Format,
    /// What to do about lines that cannot be taken.
    pub mode: Mode,
    /// The name that the batch is remembered by.
    pub file_name: String,
    /// By which way the numbers came.
    pub source: MeasurementSource,
    /// Told how many rows and bytes have been read.
    pub progress: Box<dyn FnMut(Progress) + Send>,
    /// Where rejected lines go in [`Mode::Partial`], as CSV; nothing is written when there are
    /// none.
    pub rejected: Option<Box<dyn Write + Send>>,
}

impl Options {
    /// All or nothing, without telling anybody.
    pub fn new(file_name: impl Into<String>) -> Self {
        Self {
            format: Format::Csv,
            mode: Mode::AllOrNothing,
            file_name: file_name.into(),
            source: MeasurementSource::Import,
            progress: Box::new(|_| {}),
            rejected: None,
        }
    }
}

/// Imports measurements; scores are up to date when it ends.
///
/// The report says what became of every line. In [`Mode::AllOrNothing`] a line that cannot be taken
/// leaves everything as it was, and `is_applied` is false.
///
/// # Errors
/// `Forbidden` unless the viewer may import; `Invalid` when the file as a whole makes no sense (no
/// header, an unknown column, another encoding); `TooLarge` for too many rows; `Internal` when the
/// file cannot be read to its end.
pub async fn measurements(
    app: &App,
    viewer: &Viewer,
    reader: impl Read + Send + 'static,
    options: Options,
) -> Result<Report, OpsError> {
    viewer.may(Action::ImportMeasurements, &Thing::Organization, "measurement", "")?;
    take_in(app, viewer, reader, options).await.map(|outcome| outcome.value)
}

/// Takes in a file of values of those KPIs that the viewer may record.
pub(crate) async fn take_in(
    app: &App,
    viewer: &Viewer,
    reader: impl Read + Send + 'static,
    options: Options,
) -> Result<Outcome<Report>, OpsError> {
    let work = Work::begin(app, viewer).await?;
    let catalog = {
        let state = work.live().read();
        Catalog::of(&state, viewer).with_people(&state)
    };
    let Options { format, mode, file_name, source, mut progress, rejected } = options;
    let mut writer = Writer::new(app, viewer, &work, source);
    let (sender, mut arriving) = mpsc::channel(CHUNKS_WAITING_MAX);
    let aside = rejected.filter(|_| mode == Mode::Partial);
    let reading = tokio::task::spawn_blocking(move || match format {
        Format::Csv => chunks::read(Lines::open(reader, aside)?, catalog, &sender),
        Format::JsonLines => chunks::read(JsonLines::open(reader)?, catalog, &sender),
    });
    let mut report = Report::default();
    while let Some(chunk) = arriving.recv().await {
        let Chunk { rows, rejected, at } = chunk;
        report.rows = at.rows;
        report.rejected_count += rejected.count;
        let room = IMPORT_REJECTED_SHOWN_MAX.saturating_sub(report.rejected.len());
        report.rejected.extend(rejected.first.into_iter().take(room));
        // After the first bad line of an all-or-nothing import the rest is only checked, to report
        // every mistake at once.
        if mode == Mode::Partial || report.rejected_count == 0 {
            writer.write(&work, rows).await?;
        }
        progress(at);
    }
    reading.await.map_err(|error| OpsError::Internal(error.to_string()))??;
    if mode == Mode::AllOrNothing && report.rejected_count > 0 {
        return Ok(Outcome { value: report, moved: Vec::new(), seq: 0 });
    }
    let outcome = writer.finish(work, &file_name, &mut report).await?;
    Ok(outcome.map(|()| report))
}
