//! `/kpis/{id}/measurements` and `/kpis/{id}/values/{period}`: recorded values, with their source
//! and their corrections. Many at once are `measurement_batch.rs`.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{KpiId, MeasurementBatchId, MeasurementId, OrgUnitId, PersonId, UserId};
use ops::Viewer;
use ops::live::LiveState;
use ops::measurement::{Item, Record};
use ops::work::Outcome;
use serde::{Deserialize, Serialize};
use store::Order;
use store::entity::measurement::Model;
use store::measurement::{Corrected, Filter};
use store::word::{MeasurementSource, SubjectKind};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actors::Actors;
use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::kpi_link::store_page;
use crate::paging::Page;
use crate::state::ApiState;
use crate::time::{Day, Instant};
use crate::view::{Changed, PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_measurements, record_measurement))
        .routes(routes!(put_measurement))
}

/// One recorded value.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Measurement {
    /// Identity.
    pub id: MeasurementId,
    /// The KPI.
    pub kpi_id: KpiId,
    /// The unit that it was measured for, or in which the person's value counts.
    pub org_unit: Option<UnitRef>,
    /// The person that it was measured for; null for the unit itself.
    pub person: Option<PersonRef>,
    /// The period's name: `2013-09`.
    pub period: String,
    /// First day of the period.
    pub period_on: Day,
    /// The value; of a ratio numerator / denominator, null when the denominator is 0.
    pub value: Option<f64>,
    /// Above the line, when the KPI is a ratio.
    pub numerator: Option<f64>,
    /// Below the line, when the KPI is a ratio.
    pub denominator: Option<f64>,
    /// By which way it came.
    pub source: MeasurementSource,
    /// The batch that it came with.
    pub batch_id: Option<MeasurementBatchId>,
    /// A word about it; of a correction, why.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who recorded it.
    pub recorded_by: Option<PersonRef>,
    /// The login that recorded it.
    pub recorded_by_user_id: Option<UserId>,
    /// The measurement that it corrects.
    pub supersedes: Option<MeasurementId>,
    /// When a correction took its place; null while it holds.
    pub superseded_at: Option<Instant>,
    /// What held before, the latest first; filled when history is asked for.
    #[schema(no_recursion)]
    pub corrections: Vec<Measurement>,
    /// Whether it corrects another value.
    pub is_corrected: bool,
}

impl Measurement {
    fn of(model: Model, live: &LiveState, actors: &Actors) -> Self {
        let cell = ops::live::convert::cell(model.value, model.numerator, model.denominator);
        let (unit, person) = match model.subject_kind {
            SubjectKind::Unit => (Some(model.subject_id), None),
            SubjectKind::Person => (model.org_unit_id, Some(model.subject_id)),
        };
        let grain = live.directory.kpi(model.kpi_id).map(|kpi| kpi.frequency.into());
        let period = grain.map(|grain| live.directory.calendar().label(grain, model.period_on.0));
        Self {
            id: MeasurementId(model.id),
            kpi_id: KpiId(model.kpi_id),
            org_unit: UnitRef::find(&live.directory, unit),
            person: PersonRef::find(&live.directory, person),
            period: period.unwrap_or_else(|| model.period_on.to_string()),
            period_on: Day(model.period_on.0),
            value: cell.and_then(|cell| cell.value()),
            numerator: model.numerator,
            denominator: model.denominator,
            source: model.source,
            batch_id: model.batch_id.map(MeasurementBatchId),
            note: model.note,
            recorded_at: Instant::from_ms(model.recorded_at),
            recorded_by: actors.person(&live.directory, model.recorded_by),
            recorded_by_user_id: model.recorded_by.map(UserId),
            supersedes: model.supersedes.map(MeasurementId),
            superseded_at: model.superseded_at.map(Instant::from_ms),
            corrections: Vec::new(),
            is_corrected: model.supersedes.is_some(),
        }
    }
}

/// Which measurements of a KPI.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct MeasurementQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only of this unit, by its identity or its code; without those of its people.
    unit: Option<String>,
    /// Only of this person, by identity, code or e-mail address.
    person: Option<String>,
    /// Only of periods that start on or after this day.
    #[param(value_type = Option<String>)]
    from: Option<Day>,
    /// Only of periods that start before this day.
    #[param(value_type = Option<String>)]
    to: Option<Day>,
    /// `true` tells what held before each correction.
    #[serde(default)]
    history: bool,
}

/// The recorded values of a KPI, the newest period first.
#[utoipa::path(get, path = "/kpis/{id}/measurements", tag = "kpis",
    params(("id" = String, Path, description = "identity or code"), MeasurementQuery),
    responses((status = 200, body = Page<Measurement>)))]
async fn list_measurements(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<MeasurementQuery>,
) -> ApiResult<axum::Json<Page<Measurement>>> {
    let page = store_page(query.limit, query.cursor)?;
    let live = state.app.live(viewer.organization_id).await?;
    let filter = {
        let live = live.read();
        let unit = query.unit.as_deref().map(|unit| ops::subject::unit(&live.directory, unit));
        let person = query.person.as_deref();
        let person = person.map(|person| ops::subject::person(&live.directory, person));
        let (unit, person) = (unit.transpose()?, person.transpose()?);
        Filter {
            kpi_id: ops::kpi::named(&live.directory, &id)?.id,
            subject_id: person.map(|id| id.0).or(unit.map(|id| id.0)),
            from: query.from.map(|day| day.0.into()),
            until: query.to.map(|day| day.0.into()),
        }
    };
    let conn = state.app.database().read();
    let org = viewer.organization_id;
    let found = store::measurement::list(conn, org, &filter, Order::Descending, &page).await?;
    let all =
        found.items.iter().flat_map(|item| std::iter::once(&item.current).chain(&item.earlier));
    let users: Vec<_> = all.filter_map(|row| row.recorded_by).collect();
    let actors = Actors::read(&state, org, users).await?;
    let live = live.read();
    let items = found.items.into_iter().map(|item| shown(item, query.history, &live, &actors));
    Ok(axum::Json(Page {
        items: items.collect(),
        next_cursor: found.next.map(|next| next.to_string()),
    }))
}

fn shown(item: Corrected, history: bool, live: &LiveState, actors: &Actors) -> Measurement {
    let earlier = item.earlier.into_iter().filter(|_| history);
    Measurement {
        corrections: earlier.map(|row| Measurement::of(row, live, actors)).collect(),
        ..Measurement::of(item.current, live, actors)
    }
}

/// A value recorded by hand: `value`, or `numerator` and `denominator` when the KPI is a ratio.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMeasurement {
    /// The unit; of a person, the one in which the value counts, and absent that of the primary
    /// membership on the first day of the period. The whole organisation when both are absent.
    org_unit_id: Option<OrgUnitId>,
    /// The person that it was measured for.
    person_id: Option<PersonId>,
    period_on: Day,
    value: Option<f64>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    note: Option<String>,
}

/// Records a value of a KPI.
///
/// Another value for the same unit or person and period is a correction: it needs `note` and
/// supersedes the earlier one, which stays on the record. The same value again changes nothing.
#[utoipa::path(post, path = "/kpis/{id}/measurements", tag = "kpis", params(("id" = KpiId, Path)),
    request_body = NewMeasurement, responses((status = 201, body = Changed<Measurement>)))]
async fn record_measurement(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiId>,
    Json(new): Json<NewMeasurement>,
) -> ApiResult<(StatusCode, axum::Json<Changed<Measurement>>)> {
    let input = Record {
        org_unit: new.org_unit_id,
        person: new.person_id,
        period_on: new.period_on.0,
        value: new.value,
        numerator: new.numerator,
        denominator: new.denominator,
        note: new.note,
    };
    let outcome = ops::measurement::record(&state.app, &viewer, id, input).await?;
    Ok((StatusCode::CREATED, axum::Json(changed(&state, &viewer, outcome).await?)))
}

/// A value that a program knows: `value`, or `numerator` and `denominator` when the KPI is a ratio.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutMeasurement {
    value: Option<f64>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    #[serde(default)]
    note: String,
}

/// Whose value it is.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PutMeasurementQuery {
    /// The unit, by its identity or its code; the whole organisation when absent. Of a person, the
    /// unit in which the value counts.
    unit: Option<String>,
    /// The person, by identity, code or e-mail address.
    person: Option<String>,
}

/// Lets the value of one period be this one.
///
/// The same value again changes nothing; another one is a correction, and the earlier one stays on
/// the record.
#[utoipa::path(put, path = "/kpis/{id}/values/{period}", tag = "kpis",
    params(
        ("id" = String, Path, description = "identity or code"),
        ("period" = String, Path, description = "first day or name: `2013-09-01`, `2013-09`"),
        PutMeasurementQuery,
    ),
    request_body = PutMeasurement, responses((status = 200, body = Changed<Measurement>)))]
async fn put_measurement(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path((kpi, period)): Path<(String, String)>,
    Query(query): Query<PutMeasurementQuery>,
    Json(new): Json<PutMeasurement>,
) -> ApiResult<axum::Json<Changed<Measurement>>> {
    let PutMeasurement { value, numerator, denominator, note } = new;
    let PutMeasurementQuery { unit, person } = query;
    let item = Item { kpi, unit, person, period, value, numerator, denominator, note };
    let outcome = ops::measurement::put(&state.app, &viewer, &item).await?;
    Ok(axum::Json(changed(&state, &viewer, outcome).await?))
}

async fn changed(
    state: &ApiState,
    viewer: &Viewer,
    outcome: Outcome<Model>,
) -> ApiResult<Changed<Measurement>> {
    let users = outcome.value.recorded_by.into_iter().collect();
    let actors = Actors::read(state, viewer.organization_id, users).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let item = Measurement::of(outcome.value.clone(), &live.read(), &actors);
    Ok(Changed::of(outcome, viewer, &live, |_| item))
}
