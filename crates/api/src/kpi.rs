//! `/kpis`: defined, continuously measured metrics; their values are at `/kpis/{id}/series`.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{KpiId, OrgUnitId, PersonId};
use ops::Viewer;
use ops::archive::Archive;
use ops::breakdown::Question;
use ops::kpi::{Create, Edit};
use ops::patch::Patch;
use serde::{Deserialize, Serialize};
use store::entity::kpi::Model;
use store::word::{Aggregation, Direction, Grain, MissingPolicy, NumberFormat, Perspective};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::kpi_view::Kpi;
use crate::paging::{Page, PageQuery, page};
use crate::proof::Proof;
use crate::state::ApiState;
use crate::view::Changed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_kpis, create_kpi))
        .routes(routes!(find_kpi, update_kpi))
        .routes(routes!(archive_kpi))
        .routes(routes!(restore_kpi))
}

/// Which KPIs.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct KpiQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only of this perspective.
    perspective: Option<Perspective>,
    /// Only those that this person answers for.
    #[param(value_type = Option<String>)]
    owner: Option<PersonId>,
    /// Only those whose code, name or question contains this.
    q: Option<String>,
    /// `true` lists archived ones too.
    #[serde(default)]
    archived: bool,
    /// By what they are sorted; as arranged when absent.
    #[serde(default)]
    #[param(inline)]
    sort: KpiSort,
    /// Whose values are shown; the whole organisation's when absent.
    #[param(value_type = Option<String>)]
    unit: Option<OrgUnitId>,
}

/// By what KPIs are sorted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KpiSort {
    /// As arranged.
    #[default]
    Position,
    /// By code.
    Code,
    /// By name.
    Name,
}

/// A KPI's place in a list: the position, or the text that it is sorted by, then its identity.
type Place = (i32, String, Uuid);

impl KpiQuery {
    fn includes(&self, row: &Model) -> bool {
        let is_asked = |text: &str| {
            let asked = text.to_lowercase();
            [&row.code, &row.name, &row.question]
                .iter()
                .any(|text| text.to_lowercase().contains(&asked))
        };
        (self.archived || row.archived_at.is_none())
            && self.perspective.is_none_or(|perspective| row.perspective == perspective)
            && self.owner.is_none_or(|owner| row.owner_person_id == Some(owner.0))
            && self.q.as_deref().is_none_or(is_asked)
    }

    fn place(&self, row: &Model) -> Place {
        match self.sort {
            KpiSort::Position => (row.position, String::new(), row.id),
            KpiSort::Code => (0, row.code.clone(), row.id),
            KpiSort::Name => (0, row.name.clone(), row.id),
        }
    }
}

/// A new KPI.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKpi {
    code: String,
    name: String,
    #[serde(default)]
    question: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    unit: String,
    #[serde(default = "number")]
    format: NumberFormat,
    #[serde(default)]
    decimals: i32,
    direction: Direction,
    frequency: Grain,
    time_aggregation: Aggregation,
    unit_aggregation: Aggregation,
    #[serde(default = "null")]
    missing_policy: MissingPolicy,
    owner_person_id: Option<PersonId>,
    steward_person_id: Option<PersonId>,
    #[serde(default = "process")]
    perspective: Perspective,
    #[serde(default)]
    leading: bool,
    position: Option<i32>,
}

fn number() -> NumberFormat {
    NumberFormat::Number
}

fn null() -> MissingPolicy {
    MissingPolicy::Null
}

fn process() -> Perspective {
    Perspective::Process
}

impl From<NewKpi> for Create {
    fn from(new: NewKpi) -> Self {
        Self {
            code: new.code,
            name: new.name,
            question: new.question,
            description: new.description,
            unit: new.unit,
            format: new.format,
            decimals: new.decimals,
            direction: new.direction,
            frequency: new.frequency,
            time_aggregation: new.time_aggregation,
            unit_aggregation: new.unit_aggregation,
            missing_policy: new.missing_policy,
            owner_person: new.owner_person_id,
            steward_person: new.steward_person_id,
            perspective: new.perspective,
            leading: new.leading,
            position: new.position,
        }
    }
}

/// An edit of a KPI. Absent fields stay, null clears. A change to how it is computed (frequency,
/// aggregations, direction, missing values) rewrites what its past says, so it needs `reason`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KpiEdit {
    version: i32,
    code: Option<String>,
    name: Option<String>,
    question: Option<String>,
    description: Option<String>,
    unit: Option<String>,
    format: Option<NumberFormat>,
    decimals: Option<i32>,
    direction: Option<Direction>,
    frequency: Option<Grain>,
    time_aggregation: Option<Aggregation>,
    unit_aggregation: Option<Aggregation>,
    missing_policy: Option<MissingPolicy>,
    #[serde(default)]
    #[schema(value_type = Option<PersonId>)]
    owner_person_id: Patch<PersonId>,
    #[serde(default)]
    #[schema(value_type = Option<PersonId>)]
    steward_person_id: Patch<PersonId>,
    perspective: Option<Perspective>,
    leading: Option<bool>,
    position: Option<i32>,
    reason: Option<String>,
}

impl From<KpiEdit> for Edit {
    fn from(edit: KpiEdit) -> Self {
        Self {
            version: edit.version,
            code: edit.code,
            name: edit.name,
            question: edit.question,
            description: edit.description,
            unit: edit.unit,
            format: edit.format,
            decimals: edit.decimals,
            direction: edit.direction,
            frequency: edit.frequency,
            time_aggregation: edit.time_aggregation,
            unit_aggregation: edit.unit_aggregation,
            missing_policy: edit.missing_policy,
            owner_person: edit.owner_person_id,
            steward_person: edit.steward_person_id,
            perspective: edit.perspective,
            leading: edit.leading,
            position: edit.position,
            reason: edit.reason,
        }
    }
}

/// The KPIs, as arranged unless asked otherwise, each with its latest value for the unit.
#[utoipa::path(get, path = "/kpis", tag = "kpis", params(KpiQuery),
    responses((status = 200, body = Page<Kpi>)))]
async fn list_kpis(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<KpiQuery>,
) -> ApiResult<axum::Json<Page<Kpi>>> {
    let paging = PageQuery { limit: query.limit, cursor: query.cursor.clone() };
    let limit = paging.limit()?;
    let after: Option<Place> = paging.after()?;
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let mut rows: Vec<&Model> = live.directory.kpis().filter(|row| query.includes(row)).collect();
    rows.sort_by_cached_key(|row| query.place(row));
    if let Some(after) = after {
        rows.retain(|row| query.place(row) > after);
    }
    let view = |row: &Model| Kpi::of(row, query.unit, &live, &viewer);
    Ok(axum::Json(page(rows, limit, |row| query.place(row), view)))
}

/// Defines a KPI.
#[utoipa::path(post, path = "/kpis", tag = "kpis", request_body = NewKpi,
    responses((status = 201, body = Changed<Kpi>)))]
async fn create_kpi(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewKpi>,
) -> ApiResult<(StatusCode, axum::Json<Changed<Kpi>>)> {
    let outcome = ops::kpi::create(&state.app, &viewer, new.into()).await?;
    Ok((StatusCode::CREATED, changed(&state, &viewer, outcome).await?))
}

/// Which value of a KPI.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct KpiValueQuery {
    /// Whose values are shown, by identity or code; the whole organisation's when absent.
    unit: Option<String>,
    /// The length of the period that is explained; a month, or the KPI's own frequency when that is
    /// longer.
    grain: Option<Grain>,
    /// The period that is explained, by its first day or name; the latest complete one when absent.
    period: Option<String>,
    /// `true` adds where the value in the period comes from.
    #[serde(default)]
    explain: bool,
}

/// A KPI, with the proof of its value when that was asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExplainedKpi {
    /// The KPI.
    #[serde(flatten)]
    pub kpi: Kpi,
    /// Where the value of the unit in the period comes from, unit by unit; null unless
    /// `explain=true`.
    pub proof: Option<Proof>,
    /// Where the points of that value come from; null unless `explain=true`, and without a scoring
    /// curve.
    pub score_proof: Option<Proof>,
}

/// One KPI, by its identity or its code.
#[utoipa::path(get, path = "/kpis/{id}", tag = "kpis",
    params(("id" = String, Path, description = "identity or code"), KpiValueQuery),
    responses((status = 200, body = ExplainedKpi)))]
async fn find_kpi(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<KpiValueQuery>,
) -> ApiResult<axum::Json<ExplainedKpi>> {
    let question = Question {
        kpi: id.clone(),
        unit: query.unit.clone(),
        grain: query.grain.map(Into::into),
        period: query.period,
    };
    let (proof, score_proof) = match query.explain {
        true => (
            ops::breakdown::explain(&state.app, &viewer, &question).await?.map(Proof::from),
            ops::breakdown::explain_score(&state.app, &viewer, &question).await?.map(Proof::from),
        ),
        false => (None, None),
    };
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let unit = query.unit.map(|unit| ops::series::unit(&live.directory, &unit)).transpose()?;
    let model = ops::kpi::named(&live.directory, &id)?;
    Ok(axum::Json(ExplainedKpi { kpi: Kpi::of(model, unit, &live, &viewer), proof, score_proof }))
}

/// Edits a KPI.
#[utoipa::path(patch, path = "/kpis/{id}", tag = "kpis", params(("id" = KpiId, Path)),
    request_body = KpiEdit, responses((status = 200, body = Changed<Kpi>)))]
async fn update_kpi(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiId>,
    Json(edit): Json<KpiEdit>,
) -> ApiResult<axum::Json<Changed<Kpi>>> {
    let outcome = ops::kpi::update(&state.app, &viewer, id, edit.into()).await?;
    changed(&state, &viewer, outcome).await
}

/// Takes a KPI out of use; it keeps its history and moves nothing any more.
#[utoipa::path(post, path = "/kpis/{id}/archive", tag = "kpis", params(("id" = KpiId, Path)),
    responses((status = 200, body = Changed<Kpi>)))]
async fn archive_kpi(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiId>,
) -> ApiResult<axum::Json<Changed<Kpi>>> {
    let outcome = ops::kpi::set_archived(&state.app, &viewer, id, Archive::Away).await?;
    changed(&state, &viewer, outcome).await
}

/// Takes an archived KPI back into use.
#[utoipa::path(post, path = "/kpis/{id}/restore", tag = "kpis", params(("id" = KpiId, Path)),
    responses((status = 200, body = Changed<Kpi>)))]
async fn restore_kpi(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiId>,
) -> ApiResult<axum::Json<Changed<Kpi>>> {
    let outcome = ops::kpi::set_archived(&state.app, &viewer, id, Archive::Back).await?;
    changed(&state, &viewer, outcome).await
}

async fn changed(
    state: &ApiState,
    viewer: &Viewer,
    outcome: ops::Outcome<Model>,
) -> ApiResult<axum::Json<Changed<Kpi>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let item = Kpi::of(&outcome.value, None, &live.read(), viewer);
    Ok(axum::Json(Changed::of(outcome, viewer, &live, |_| item)))
}
