//! `/kpi-catalogue`: ready definitions of KPIs, to be copied into the organisation's library.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::PersonId;
use ops::catalogue::{self, Ready};
use ops::live::LiveState;
use ops::{Viewer, kpi_perspective};
use serde::{Deserialize, Serialize};
use store::json::Names;
use store::word::{Aggregation, Direction, Grain, MissingPolicy, NumberFormat, UserLocale};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::kpi_link::KpiRef;
use crate::kpi_view::Kpi;
use crate::paging::{Page, PageQuery, page};
use crate::state::ApiState;
use crate::view::Changed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_kpi_catalogue))
        .routes(routes!(find_ready_kpi))
        .routes(routes!(copy_ready_kpi))
}

/// Which ready definitions.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CatalogueQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only of this function: `sales`, `marketing`, `product`, `engineering`, `support`,
    /// `operations`, `supply`, `finance` or `people`.
    category: Option<String>,
    /// Only those whose code, name, question or description contains this, in either language.
    q: Option<String>,
}

/// A ready definition, in the language of the reader.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReadyKpi {
    /// Unique in the catalogue.
    pub code: String,
    /// Function of the business.
    pub category: &'static str,
    /// In a few words.
    pub name: String,
    /// The name in every language.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    pub names: Names,
    /// The question that it answers.
    pub question: String,
    /// How it is worked out.
    pub description: String,
    /// The label behind its numbers.
    pub unit: String,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Digits after the point.
    pub decimals: i32,
    /// Which way is better.
    pub direction: Direction,
    /// The period of one measurement.
    pub frequency: Grain,
    /// How periods come together.
    pub time_aggregation: Aggregation,
    /// How units come together.
    pub unit_aggregation: Aggregation,
    /// What a missing value stands for.
    pub missing_policy: MissingPolicy,
    /// Which view of the business it belongs to: code of a perspective.
    pub perspective: String,
    /// The perspective's name in the language of the reader.
    pub perspective_name: String,
    /// Whether it tells early rather than late.
    pub leading: bool,
    /// What counts.
    pub scope: String,
    /// What does not count.
    pub exclusions: String,
    /// How the number can be made to look good while things get worse.
    pub abuse_risk: String,
    /// The ready definition that would show it.
    pub counter: ReadyRef,
    /// Values are due this many working days after their period.
    pub due_working_days: i32,
    /// The KPI of the organisation that has this code, if there is one: then it can only be copied
    /// under another code.
    pub kpi: Option<KpiRef>,
    /// Whether the viewer may copy it.
    pub may_copy: bool,
}

/// A ready definition, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReadyRef {
    /// Unique in the catalogue.
    pub code: String,
    /// In a few words.
    pub name: String,
    /// The KPI of the organisation that has this code, if there is one.
    pub kpi: Option<KpiRef>,
}

impl ReadyKpi {
    fn of(entry: &Ready, live: &LiveState, viewer: &Viewer) -> Self {
        let locale = viewer.locale;
        let kpi = |code: &str| live.directory.kpi_by_code(code).map(|kpi| KpiRef::of(kpi, locale));
        let counter = catalogue::find(&entry.counter).ok();
        let perspective = kpi_perspective::name(&live.directory, &entry.perspective, locale);
        Self {
            code: entry.code.clone(),
            category: entry.category,
            name: entry.name.of(locale).to_owned(),
            names: entry.name.names(),
            question: entry.question.of(locale).to_owned(),
            description: entry.description.of(locale).to_owned(),
            unit: entry.unit.of(locale).to_owned(),
            format: entry.format,
            decimals: entry.decimals,
            direction: entry.direction,
            frequency: entry.frequency,
            time_aggregation: entry.time_aggregation,
            unit_aggregation: entry.unit_aggregation,
            missing_policy: entry.missing_policy,
            perspective: entry.perspective.clone(),
            perspective_name: perspective.to_owned(),
            leading: entry.leading,
            scope: entry.scope.of(locale).to_owned(),
            exclusions: entry.exclusions.of(locale).to_owned(),
            abuse_risk: entry.abuse_risk.of(locale).to_owned(),
            counter: ReadyRef {
                code: entry.counter.clone(),
                name: counter.map_or("", |counter| counter.name.of(locale)).to_owned(),
                kpi: kpi(&entry.counter),
            },
            due_working_days: entry.due_working_days,
            kpi: kpi(&entry.code),
            may_copy: catalogue::may_copy(viewer),
        }
    }
}

/// How a ready definition is copied; everything may be left out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CopyReadyKpi {
    /// The KPI's code; the definition's own when absent.
    code: Option<String>,
    /// The language of its texts; the viewer's when absent. Its name is kept in both.
    language: Option<UserLocale>,
    owner_person_id: Option<PersonId>,
}

/// The ready definitions, function by function.
#[utoipa::path(get, path = "/kpi-catalogue", tag = "kpis", params(CatalogueQuery),
    responses((status = 200, body = Page<ReadyKpi>)))]
async fn list_kpi_catalogue(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<CatalogueQuery>,
) -> ApiResult<axum::Json<Page<ReadyKpi>>> {
    let paging = PageQuery { limit: query.limit, cursor: query.cursor.clone() };
    let limit = paging.limit()?;
    let after: Option<usize> = paging.after()?;
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let is_asked = |entry: &Ready| {
        query.category.as_deref().is_none_or(|category| entry.category == category)
            && query.q.as_deref().is_none_or(|text| entry.is_about(text))
    };
    let rows: Vec<(usize, &Ready)> = catalogue::all()
        .iter()
        .enumerate()
        .filter(|(at, entry)| after.is_none_or(|after| *at > after) && is_asked(entry))
        .collect();
    let view = |(_, entry): (usize, &Ready)| ReadyKpi::of(entry, &live, &viewer);
    Ok(axum::Json(page(rows, limit, |(at, _)| *at, view)))
}

/// One ready definition.
#[utoipa::path(get, path = "/kpi-catalogue/{code}", tag = "kpis",
    params(("code" = String, Path, description = "code in the catalogue")),
    responses((status = 200, body = ReadyKpi)))]
async fn find_ready_kpi(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(code): Path<String>,
) -> ApiResult<axum::Json<ReadyKpi>> {
    let entry = catalogue::find(&code)?;
    let live = state.app.live(viewer.organization_id).await?;
    Ok(axum::Json(ReadyKpi::of(entry, &live.read(), &viewer)))
}

/// Makes a KPI of a ready definition. A second copy needs another code: 409 `kpi_exists`.
#[utoipa::path(post, path = "/kpi-catalogue/{code}/copy", tag = "kpis",
    params(("code" = String, Path, description = "code in the catalogue")),
    request_body = CopyReadyKpi, responses((status = 201, body = Changed<Kpi>)))]
async fn copy_ready_kpi(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(code): Path<String>,
    Json(how): Json<CopyReadyKpi>,
) -> ApiResult<(StatusCode, axum::Json<Changed<Kpi>>)> {
    let how = catalogue::Copy {
        code: how.code,
        language: how.language,
        owner_person: how.owner_person_id,
    };
    let outcome = catalogue::copy(&state.app, &viewer, &code, how).await?;
    Ok((StatusCode::CREATED, crate::kpi::changed(&state, &viewer, outcome).await?))
}
