//! `/kpis`: defined, continuously measured metrics; their values are at `/kpis/{id}/series`.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{KpiId, PersonId};
use ops::Viewer;
use ops::archive::Archive;
use ops::breakdown::Question;
use ops::kpi::{Create, Edit};
use ops::kpi_sheet::{Sheet, SheetEdit};
use ops::kpi_version::VersionEdit;
use ops::patch::Patch;
use serde::{Deserialize, Serialize};
use store::entity::kpi::Model;
use store::json::Names;
use store::word::{Aggregation, Direction, Grain, MissingPolicy, NumberFormat};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::as_of::{AsOf, look};
use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::kpi_view::Kpi;
use crate::proof::Proof;
use crate::state::ApiState;
use crate::time::Day;
use crate::view::Changed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(crate::kpi_list::list_kpis, create_kpi))
        .routes(routes!(find_kpi, update_kpi))
        .routes(routes!(archive_kpi))
        .routes(routes!(restore_kpi))
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
    perspective: String,
    #[serde(default)]
    leading: bool,
    position: Option<i32>,
    /// How it is computed from other KPIs; its values are recorded when absent.
    formula: Option<String>,
    /// Names by language (`en`, `zh-CN`), where they differ from `name`.
    #[serde(default)]
    names: Names,
    /// `sales`, `marketing`, `product`, `engineering`, `support`, `operations`, `supply`,
    /// `finance`, `people`, or a word of one's own.
    #[serde(default)]
    category: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    exclusions: String,
    #[serde(default)]
    abuse_risk: String,
    counter_kpi_id: Option<KpiId>,
    due_working_days: Option<i32>,
}

fn number() -> NumberFormat {
    NumberFormat::Number
}

fn null() -> MissingPolicy {
    MissingPolicy::Null
}

fn process() -> String {
    "process".to_owned()
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
            formula: new.formula,
            sheet: Sheet {
                names: new.names,
                category: new.category,
                scope: new.scope,
                exclusions: new.exclusions,
                abuse_risk: new.abuse_risk,
                counter_kpi: new.counter_kpi_id,
                due_working_days: new.due_working_days,
            },
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
    perspective: Option<String>,
    leading: Option<bool>,
    position: Option<i32>,
    /// How it is computed from other KPIs; null lets values be recorded again.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    formula: Patch<String>,
    /// The first day of the period from which formula, question and description hold: a new version
    /// begins there and older periods keep theirs. Absent, the version that holds now is corrected.
    version_from: Option<Day>,
    /// All names by language; a blank one is taken away. A change of `name` alone takes along those
    /// that read the same.
    names: Option<Names>,
    category: Option<String>,
    scope: Option<String>,
    exclusions: Option<String>,
    abuse_risk: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<KpiId>)]
    counter_kpi_id: Patch<KpiId>,
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    due_working_days: Patch<i32>,
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
            definition: VersionEdit {
                formula: edit.formula,
                from: edit.version_from.map(|day| day.0),
            },
            sheet: SheetEdit {
                names: edit.names,
                category: edit.category,
                scope: edit.scope,
                exclusions: edit.exclusions,
                abuse_risk: edit.abuse_risk,
                counter_kpi: edit.counter_kpi_id,
                due_working_days: edit.due_working_days,
            },
            reason: edit.reason,
        }
    }
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
    /// The person whose value is explained, by identity, code or e-mail address; the unit's when
    /// absent.
    person: Option<String>,
    /// The length of the period that is explained; a month, or the KPI's own frequency when that is
    /// longer.
    grain: Option<Grain>,
    /// The period that is explained, by its first day or name; the latest complete one when absent.
    period: Option<String>,
    /// `true` adds where the value in the period comes from.
    #[serde(default)]
    explain: bool,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
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
        person: query.person,
        grain: query.grain.map(Into::into),
        period: query.period,
        as_of: query.as_of.map(|as_of| as_of.0),
    };
    let (proof, score_proof) = match query.explain {
        true => (
            ops::breakdown::explain(&state.app, &viewer, &question).await?.map(Proof::from),
            ops::breakdown::explain_score(&state.app, &viewer, &question).await?.map(Proof::from),
        ),
        false => (None, None),
    };
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let live = seen.read();
    let unit = query.unit.map(|unit| ops::subject::unit(&live.directory, &unit)).transpose()?;
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

pub(crate) async fn changed(
    state: &ApiState,
    viewer: &Viewer,
    outcome: ops::Outcome<Model>,
) -> ApiResult<axum::Json<Changed<Kpi>>> {
    let live = state.app.live(viewer.organization_id).await?;
    let item = Kpi::of(&outcome.value, None, &live.read(), viewer);
    Ok(axum::Json(Changed::of(outcome, viewer, &live, |_| item)))
}
