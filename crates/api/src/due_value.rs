//! `/due-values`: the values that the viewer still owes.

use axum::extract::State;
use ops::due_value::{self, Place};
use ops::live::LiveState;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Query, SignedIn};
use crate::kpi_tile::TargetValues;
use crate::paging::{Page, PageQuery, page};
use crate::state::ApiState;
use crate::time::Day;
use crate::upload_table::{RecordedKpi, parts};
use crate::view::UnitRef;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(list_due_values))
}

/// A value that is missing.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueValue {
    /// The KPI.
    pub kpi: Option<RecordedKpi>,
    /// The unit.
    pub org_unit: Option<UnitRef>,
    /// The period's name: `2013-09`.
    pub period: String,
    /// First day of the period.
    pub period_on: Day,
    /// First day after: since then the value can be given.
    pub ended_on: Day,
    /// The last day on which it is in time: as many working days after the period as the KPI
    /// promises.
    pub due_on: Day,
    /// Whether that day is over.
    pub is_late: bool,
    /// What should be reached in the period.
    pub target: Option<TargetValues>,
    /// The last value before it.
    pub last: Option<LastValue>,
}

/// The value before one that is missing.
#[derive(Debug, Serialize, ToSchema)]
pub struct LastValue {
    /// The period's name: `2013-08`.
    pub period: String,
    /// First day of the period.
    pub period_on: Day,
    /// The value; of a ratio numerator / denominator.
    pub value: Option<f64>,
    /// Above the line, when the KPI is a ratio.
    pub numerator: Option<f64>,
    /// Below the line, when the KPI is a ratio.
    pub denominator: Option<f64>,
}

impl LastValue {
    fn of(last: due_value::LastValue) -> Self {
        let parts = parts(last.cell);
        Self {
            period: last.label,
            period_on: Day(last.start),
            value: last.cell.value(),
            numerator: parts.map(|(numerator, _)| numerator),
            denominator: parts.map(|(_, denominator)| denominator),
        }
    }
}

impl DueValue {
    fn of(due: due_value::DueValue, live: &LiveState) -> Self {
        Self {
            kpi: RecordedKpi::find(live, due.kpi),
            org_unit: UnitRef::find(&live.directory, Some(due.unit.0)),
            period: due.label,
            period_on: Day(due.period.start),
            ended_on: Day(due.period.end),
            due_on: Day(due.due_on),
            is_late: due.is_late,
            target: due.target.as_ref().map(TargetValues::of),
            last: due.last.map(LastValue::of),
        }
    }
}

/// The values that the viewer still owes, by KPI, unit and period.
///
/// Of the KPIs that the viewer owns or feeds, for every unit that they are recorded or targeted
/// for: the periods that have ended without a value, since the unit's first value, at most twelve
/// back.
#[utoipa::path(get, path = "/due-values", tag = "kpis", params(PageQuery),
    responses((status = 200, body = Page<DueValue>)))]
async fn list_due_values(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<PageQuery>,
) -> ApiResult<axum::Json<Page<DueValue>>> {
    let (limit, after) = (query.limit()?, query.after::<Place>()?);
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let found = due_value::list(&state.app, &viewer, after, wanted).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let place = |due: &due_value::DueValue| due_value::place(&live, due);
    Ok(axum::Json(page(found, limit, place, |due| DueValue::of(due, &live))))
}
