//! `/measurements`: many values at once, in a JSON document or as a file.

use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, header};
use goals::id::MeasurementBatchId;
use ops::Viewer;
use ops::import::{Format, Mode, Report};
use ops::measurement::Item;
use ops::work::Outcome;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, Query, SignedIn};
use crate::state::ApiState;
use crate::upload;
use crate::view::Changed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(record_measurements))
}

/// Many values at once, at most 10,000.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMeasurements {
    items: Vec<NewMeasurementItem>,
    /// `true` takes the good items and reports the others; else one bad item holds everything back.
    #[serde(default)]
    partial: bool,
}

/// One of many values.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMeasurementItem {
    /// The KPI's code or identity.
    kpi: String,
    /// The unit's code or identity; may be left out for a person.
    unit: Option<String>,
    /// The person's code, e-mail address or identity.
    person: Option<String>,
    /// The period's first day or name: `2013-09-01`, `2013-09`.
    period: String,
    value: Option<f64>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    #[serde(default)]
    note: String,
}

/// What became of measurements that came in together.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MeasurementReport {
    /// Items read, good and bad.
    pub rows: u64,
    /// Values for periods that had none.
    pub inserted: u64,
    /// Values that supersede another one.
    pub corrected: u64,
    /// Values that were known already.
    pub unchanged: u64,
    /// Items that cannot be taken.
    pub rejected_count: u64,
    /// The first of them.
    pub rejected: Vec<RejectedMeasurement>,
    /// The batch, when something was new.
    pub batch_id: Option<MeasurementBatchId>,
}

/// An item that cannot be taken.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RejectedMeasurement {
    /// Its index, from 0.
    pub index: u64,
    /// The field that is wrong.
    pub field: &'static str,
    /// Stable, for programs.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub message: String,
}

impl From<ops::import::Report> for MeasurementReport {
    fn from(report: ops::import::Report) -> Self {
        let rejected = report.rejected.into_iter().map(|item| RejectedMeasurement {
            index: item.line,
            field: item.column,
            code: item.code,
            message: item.reason,
        });
        Self {
            rows: report.rows,
            inserted: report.inserted,
            corrected: report.corrected,
            unchanged: report.unchanged,
            rejected_count: report.rejected_count,
            rejected: rejected.collect(),
            batch_id: report.batch.map(MeasurementBatchId),
        }
    }
}

/// Records many values as one batch with one change in the log.
///
/// Values that are known already change nothing; other values for a known period supersede it.
///
/// As JSON at most 10,000 values; as `application/x-ndjson` (an object a line) or `text/csv` (the
/// first line names the columns) up to ten million lines and one gigabyte. A file is checked when
/// all of it has arrived; `rejected` then tells lines of the file.
#[utoipa::path(post, path = "/measurements", tag = "kpis", params(MeasurementsQuery),
    request_body(content(
        (NewMeasurements = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv"),
    )),
    responses((status = 200, body = Changed<MeasurementReport>)))]
async fn record_measurements(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<MeasurementsQuery>,
    request: Request,
) -> ApiResult<axum::Json<Changed<MeasurementReport>>> {
    let outcome = match file_format(request.headers()) {
        None => {
            let Json(new) = Json::from_request(request, &state).await?;
            record_items(&state, &viewer, new, query.partial).await?
        }
        Some(format) => {
            let (parts, body) = request.into_parts();
            let file = upload::spool(&parts.headers, body).await?;
            let mode = mode(query.partial);
            ops::measurement::record_file(&state.app, &viewer, file, format, mode).await?
        }
    };
    let live = state.app.live(viewer.organization_id).await?;
    Ok(axum::Json(Changed::of(outcome, &viewer, &live, MeasurementReport::from)))
}

/// How many values are taken.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct MeasurementsQuery {
    /// `true` takes the good values and reports the others; else one bad value holds everything
    /// back.
    #[serde(default)]
    partial: bool,
}

fn mode(partial: bool) -> Mode {
    if partial { Mode::Partial } else { Mode::AllOrNothing }
}

/// The form of a file; `None` for a JSON document.
fn file_format(headers: &HeaderMap) -> Option<Format> {
    let media = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    match media.split(';').next()?.trim().to_ascii_lowercase().as_str() {
        "text/csv" => Some(Format::Csv),
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonlines" => Some(Format::JsonLines),
        _ => None,
    }
}

async fn record_items(
    state: &ApiState,
    viewer: &Viewer,
    new: NewMeasurements,
    partial: bool,
) -> ApiResult<Outcome<Report>> {
    let mode = mode(new.partial || partial);
    let items: Vec<Item> = new
        .items
        .into_iter()
        .map(|item| Item {
            kpi: item.kpi,
            unit: item.unit,
            person: item.person,
            period: item.period,
            value: item.value,
            numerator: item.numerator,
            denominator: item.denominator,
            note: item.note,
        })
        .collect();
    Ok(ops::measurement::record_many(&state.app, viewer, &items, mode).await?)
}
