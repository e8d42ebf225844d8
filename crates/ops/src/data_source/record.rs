//! From what a source gave to measurements: checked against the catalogue, all or nothing.
//!
//! A dry run goes the same way and leaves the transaction at its end, so what it counts is what a
//! run would do.

use goals::id::MeasurementBatchId;
use sources::{Number as Given, Part, Row};
use store::json::RejectedRow;
use store::word::MeasurementSource;
use uuid::Uuid;

use crate::app::App;
use crate::error::OpsError;
use crate::intake::Rejected;
use crate::intake::Report;
use crate::intake::catalog::{self, Catalog, Meant, Number};
use crate::intake::writer::Writer;
use crate::limits::IMPORT_REJECTED_SHOWN_MAX;
use crate::viewer::Viewer;
use crate::work::Work;

/// Rows written with one call.
const CHUNK_ROWS: usize = 4_000;
/// Characters of a row that are shown when it is rejected.
const ROW_CHARACTERS_MAX: usize = 300;

/// Whether what is read is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Recorded.
    Record,
    /// Compared with what is recorded, and nothing else.
    Dry,
}

/// What became of rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Counted {
    pub(super) read: i64,
    pub(super) new: i64,
    pub(super) corrected: i64,
    pub(super) unchanged: i64,
    pub(super) rejected_count: i64,
    pub(super) rejected: Vec<RejectedRow>,
    pub(super) batch: Option<Uuid>,
}

/// Records the rows of one part, or none of them.
pub(super) async fn part(
    app: &App,
    viewer: &Viewer,
    name: &str,
    part: &Part,
    mode: Mode,
) -> Result<Counted, OpsError> {
    let mut counted = Counted { read: count(part.rows.len()), ..Counted::default() };
    if let Some((file, told)) =
        part.file.as_ref().and_then(|file| Some((file, file.problem.as_ref()?)))
    {
        counted.rejected_count = 1;
        counted.rejected.push(RejectedRow {
            place: file.name.clone(),
            column: "file".to_owned(),
            code: "unreadable_file".to_owned(),
            reason: told.clone(),
            row: String::new(),
        });
        return Ok(counted);
    }
    let work = Work::begin(app, viewer).await?;
    let rows = meant(&work, viewer, &part.rows, &mut counted);
    if counted.rejected_count > 0 && mode == Mode::Record {
        return Ok(counted);
    }
    let mut writer = Writer::new(app, viewer, &work, MeasurementSource::Source);
    let mut rows = rows.into_iter();
    loop {
        let chunk: Vec<Meant> = rows.by_ref().take(CHUNK_ROWS).collect();
        if chunk.is_empty() {
            break;
        }
        writer.write(&work, chunk).await?;
    }
    let mut report = Report::default();
    match mode {
        Mode::Record => {
            let file = part.file.as_ref().map(|file| format!("{name}: {}", file.name));
            writer.finish(work, file.as_deref().unwrap_or(name), &mut report).await?;
        }
        Mode::Dry => writer.count(&mut report),
    }
    counted.new = report.inserted.cast_signed();
    counted.corrected = report.corrected.cast_signed();
    counted.unchanged = report.unchanged.cast_signed();
    counted.batch = report.batch;
    if let Some(batch) = report.batch {
        tracing::info!(batch.id = %MeasurementBatchId(batch), "A source gave new values");
    }
    Ok(counted)
}

fn meant(work: &Work, viewer: &Viewer, rows: &[Row], counted: &mut Counted) -> Vec<Meant> {
    let state = work.live().read();
    let root = state.directory.root().map(|root| root.code.clone()).unwrap_or_default();
    let mut catalog = Catalog::of(&state, viewer);
    if rows.iter().any(|row| row.person.is_some()) {
        catalog = catalog.with_people(&state);
    }
    let mut meant = Vec::with_capacity(rows.len());
    for (line, row) in (1..).zip(rows) {
        match catalog.read(line, &given(row, &root)) {
            Ok(row) => meant.push(row),
            Err(wrong) => {
                counted.rejected_count += 1;
                if counted.rejected.len() < IMPORT_REJECTED_SHOWN_MAX {
                    counted.rejected.push(rejected(row, wrong));
                }
            }
        }
    }
    meant
}

fn given<'a>(row: &'a Row, root: &'a str) -> catalog::Given<'a> {
    catalog::Given {
        kpi: &row.kpi,
        // A person belongs to a unit, so theirs is not the whole organisation's.
        unit: row.unit.as_deref().unwrap_or(if row.person.is_some() { "" } else { root }),
        person: row.person.as_deref().unwrap_or_default(),
        period: &row.period,
        value: number(row.value.as_ref()),
        numerator: number(row.numerator.as_ref()),
        denominator: number(row.denominator.as_ref()),
        note: &row.note,
    }
}

fn number(given: Option<&Given>) -> Number<'_> {
    match given {
        None => Number::Known(None),
        Some(Given::Known(value)) => Number::Known(Some(*value)),
        Some(Given::Text(text)) => Number::Text(text),
    }
}

fn rejected(row: &Row, wrong: Rejected) -> RejectedRow {
    let shown = |number: &Option<Given>| match number {
        None => None,
        Some(Given::Known(value)) => Some(value.to_string()),
        Some(Given::Text(text)) => Some(text.clone()),
    };
    let fields = [
        ("kpi", Some(row.kpi.clone())),
        ("unit", row.unit.clone()),
        ("person", row.person.clone()),
        ("period", Some(row.period.clone())),
        ("value", shown(&row.value)),
        ("numerator", shown(&row.numerator)),
        ("denominator", shown(&row.denominator)),
    ];
    let fields = fields.into_iter().filter_map(|(name, text)| Some(format!("{name}={}", text?)));
    let text = fields.collect::<Vec<_>>().join(", ");
    RejectedRow {
        place: row.place.chars().map(printed).collect(),
        column: wrong.column.to_owned(),
        code: wrong.code.to_owned(),
        reason: wrong.reason,
        row: text.chars().take(ROW_CHARACTERS_MAX).map(printed).collect(),
    }
}

/// What cannot be printed is a blank.
fn printed(character: char) -> char {
    if character.is_control() { ' ' } else { character }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
