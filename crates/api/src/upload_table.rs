//! `/uploads`: a table that somebody has, looked at first and taken in afterwards. How it is
//! understood is in `upload_wire.rs`.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use goals::id::{KpiId, MeasurementBatchId};
use goals::kpi::Cell;
use ops::import::Report;
use ops::live::LiveState;
use ops::upload::{self, MappingFrom, Preview, Refused, Shown, Upload};
use serde::Serialize;
use sheet::Form;
use store::word::NumberFormat;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::{ApiError, ApiResult};
use crate::extract::{Query, SignedIn};
use crate::state::ApiState;
use crate::time::Day;
use crate::upload_wire::{UploadEncoding, UploadMapping, UploadQuery};
use crate::view::{Changed, PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(preview_upload)).routes(routes!(apply_upload))
}

/// What a file says and what would become of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadPreview {
    /// `csv` or `xlsx`.
    pub form: &'static str,
    /// How the characters of a text are written.
    pub encoding: Option<UploadEncoding>,
    /// What separates the cells of a text: `,`, `;`, `tab` or `|`.
    pub delimiter: Option<String>,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// How its columns are understood.
    pub mapping: UploadMapping,
    /// `guessed` from the names of the columns, `remembered` from a file with the same columns, or
    /// `given`.
    pub mapping_from: UploadMappingFrom,
    /// What the mapping still has to say: `kpi`, `unit`, `period`, `value`. Until it does, no
    /// values are read.
    pub missing: Vec<&'static str>,
    /// Its columns, from the first.
    pub columns: Vec<UploadColumn>,
    /// Rows below the names of the columns.
    pub rows: u64,
    /// Empty cells, which are left out.
    pub blank: u64,
    /// Values for periods that have none.
    pub inserted: u64,
    /// Values that would supersede another one.
    pub corrected: u64,
    /// Values that are known already.
    pub unchanged: u64,
    /// Cells that cannot be taken.
    pub rejected_count: u64,
    /// The first thousand of them.
    pub rejected: Vec<RejectedCell>,
    /// The first values as they would be recorded.
    pub values: Vec<UploadValue>,
}

/// Where an understanding of the columns comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UploadMappingFrom {
    /// From the names of the columns.
    Guessed,
    /// From an earlier file with the same columns.
    Remembered,
    /// From the request.
    Given,
}

/// A column of an uploaded table.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadColumn {
    /// Its letters: `B`.
    pub letters: String,
    /// Its name.
    pub name: String,
    /// What it is taken for: `kpi`, `unit`, `person`, `period`, `value`, `numerator`,
    /// `denominator`, `note`, or `period_value` when it holds values of the period it is named
    /// after.
    pub role: Option<&'static str>,
    /// Some of what stands in it.
    pub samples: Vec<String>,
}

/// A cell that cannot be taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct RejectedCell {
    /// Which: `B7`; null when it is about the row.
    pub cell: Option<String>,
    /// Its row.
    pub row: u32,
    /// What it would be: `kpi`, `unit`, `period`, `value` …
    pub field: &'static str,
    /// What it says.
    pub text: String,
    /// Stable, for programs.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub message: String,
}

/// A value as it would be recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadValue {
    /// The row that it stands in.
    pub row: u32,
    /// The KPI.
    pub kpi: RecordedKpi,
    /// The unit, or that in which the person's value counts.
    pub org_unit: Option<UnitRef>,
    /// The person whose it is.
    pub person: Option<PersonRef>,
    /// The period's name: `2013-09`.
    pub period: String,
    /// First day of the period.
    pub period_on: Day,
    /// The value; of a ratio numerator / denominator.
    pub value: Option<f64>,
    /// Above the line, when the KPI is a ratio.
    pub numerator: Option<f64>,
    /// Below the line, when the KPI is a ratio.
    pub denominator: Option<f64>,
    /// A word about it.
    pub note: Option<String>,
}

/// A KPI with what is needed to show and ask for its values.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecordedKpi {
    /// Identity.
    pub id: KpiId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The label behind its numbers.
    pub unit: String,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Digits after the point.
    pub decimals: i32,
    /// Whether it is recorded as numerator and denominator.
    pub needs_parts: bool,
}

/// What became of an uploaded table.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadReport {
    /// Rows below the names of the columns.
    pub rows: u64,
    /// Values for periods that had none.
    pub inserted: u64,
    /// Values that superseded another one.
    pub corrected: u64,
    /// Values that were known already.
    pub unchanged: u64,
    /// The batch, when something was new.
    pub batch_id: Option<MeasurementBatchId>,
}

/// Numerator and denominator of a ratio.
pub(crate) fn parts(cell: Cell) -> Option<(f64, f64)> {
    match cell {
        Cell::Value(_) => None,
        Cell::Parts { numerator, denominator } => Some((numerator, denominator)),
    }
}

impl RecordedKpi {
    pub(crate) fn find(live: &LiveState, id: KpiId) -> Option<Self> {
        let model = live.directory.kpi(id.0)?;
        Some(Self {
            id,
            code: model.code.clone(),
            name: model.name.clone(),
            unit: model.unit.clone(),
            format: model.format,
            decimals: model.decimals,
            needs_parts: ops::kpi::needs_parts(model),
        })
    }
}

impl UploadPreview {
    fn of(preview: Preview, live: &LiveState) -> Self {
        let (form, encoding, delimiter) = match preview.form {
            Form::Workbook { .. } => ("xlsx", None, None),
            Form::Text { encoding, delimiter } => {
                let delimiter =
                    if delimiter == '\t' { "tab".into() } else { delimiter.to_string() };
                ("csv", Some(encoding.into()), Some(delimiter))
            }
        };
        let columns = preview.columns.into_iter().map(|column| UploadColumn {
            letters: column.letters,
            name: column.name,
            role: column.role,
            samples: column.samples,
        });
        Self {
            form,
            encoding,
            delimiter,
            sheets: preview.sheets,
            sheet: preview.sheet,
            mapping: UploadMapping::of(&preview.mapping),
            mapping_from: match preview.mapping_from {
                MappingFrom::Guessed => UploadMappingFrom::Guessed,
                MappingFrom::Remembered => UploadMappingFrom::Remembered,
                MappingFrom::Given => UploadMappingFrom::Given,
            },
            missing: preview.missing,
            columns: columns.collect(),
            rows: preview.rows,
            blank: preview.blank,
            inserted: preview.counts.inserted,
            corrected: preview.counts.corrected,
            unchanged: preview.counts.unchanged,
            rejected_count: preview.refused_count,
            rejected: preview.refused.into_iter().map(RejectedCell::from).collect(),
            values: preview
                .values
                .iter()
                .filter_map(|value| UploadValue::of(value, live))
                .collect(),
        }
    }
}

impl From<Refused> for RejectedCell {
    fn from(refused: Refused) -> Self {
        Self {
            cell: refused.cell.map(|cell| cell.to_string()),
            row: refused.row,
            field: refused.field,
            text: refused.text,
            code: refused.code,
            message: refused.reason,
        }
    }
}

impl UploadValue {
    fn of(shown: &Shown, live: &LiveState) -> Option<Self> {
        let parts = parts(shown.cell);
        let grain = live.directory.kpi(shown.kpi.0)?.frequency.into();
        Some(Self {
            row: shown.row,
            kpi: RecordedKpi::find(live, shown.kpi)?,
            org_unit: UnitRef::find(&live.directory, Some(shown.unit.0)),
            person: PersonRef::find(&live.directory, shown.person.map(|id| id.0)),
            period: live.directory.calendar().label(grain, shown.period_on),
            period_on: Day(shown.period_on),
            value: shown.cell.value(),
            numerator: parts.map(|(numerator, _)| numerator),
            denominator: parts.map(|(_, denominator)| denominator),
            note: shown.note.as_deref().map(str::to_owned),
        })
    }
}

impl From<Report> for UploadReport {
    fn from(report: Report) -> Self {
        Self {
            rows: report.rows,
            inserted: report.inserted,
            corrected: report.corrected,
            unchanged: report.unchanged,
            batch_id: report.batch.map(MeasurementBatchId),
        }
    }
}

/// What a table would change, and which of its cells cannot be taken. Nothing is changed.
///
/// The body is a CSV or XLSX file of at most one gigabyte. Without `layout` the columns are
/// understood by their names in Chinese or English, or as they were in the last file with the same
/// columns. A number or day that can be read in two ways is refused until the file or a parameter
/// tells which.
#[utoipa::path(post, path = "/uploads/preview", tag = "kpis", params(UploadQuery),
    request_body(content((String = "application/octet-stream"))),
    responses((status = 200, body = UploadPreview)))]
async fn preview_upload(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<UploadQuery>,
    headers: HeaderMap,
    body: Body,
) -> ApiResult<axum::Json<UploadPreview>> {
    let (reading, mapping) = (query.reading()?, query.mapping()?);
    let file = crate::upload::spool(&headers, body).await?;
    let upload = Upload { file, file_name: query.file_name, sheet: query.sheet, reading };
    let preview = upload::preview(&state.app, &viewer, upload, mapping).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let shown = UploadPreview::of(preview, &live.read());
    Ok(axum::Json(shown))
}

/// Takes a table in: all of it, as one batch with one change in the log, or nothing.
///
/// The body and the parameters are those of the preview, with `layout`. Values that are known
/// already change nothing; other values for a known period supersede it. How the columns were
/// understood is remembered for the next file with the same ones. When a cell cannot be taken,
/// `errors` names it: `cells.B7`.
#[utoipa::path(post, path = "/uploads", tag = "kpis", params(UploadQuery),
    request_body(content((String = "application/octet-stream"))),
    responses((status = 200, body = Changed<UploadReport>)))]
async fn apply_upload(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<UploadQuery>,
    headers: HeaderMap,
    body: Body,
) -> ApiResult<axum::Json<Changed<UploadReport>>> {
    let reading = query.reading()?;
    let mapping = query.mapping()?.ok_or_else(|| {
        let message = "say how the file is understood; the preview answers with a mapping";
        ApiError::query("layout", "mapping_incomplete", message)
    })?;
    let file = crate::upload::spool(&headers, body).await?;
    let upload = Upload { file, file_name: query.file_name, sheet: query.sheet, reading };
    let outcome = upload::apply(&state.app, &viewer, upload, mapping).await?;
    let live = state.app.live(viewer.organization_id).await?;
    Ok(axum::Json(Changed::of(outcome, &viewer, &live, UploadReport::from)))
}
