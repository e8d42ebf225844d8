//! `/sources`: where values come from without anybody typing them. Their runs are in
//! `source_run.rs`.

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::DataSourceId;
use ops::archive::Archive;
use ops::data_source::{Create, Edit, Standing};
use ops::patch::Patch;
use serde::{Deserialize, Serialize};
use sources::Settings;
use store::word::{Grain, SourceKind};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actors::Actors;
use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::kpi_link::{archived, store_page};
use crate::paging::Page;
use crate::source_run::SourceRun;
use crate::state::ApiState;
use crate::time::Instant;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_sources, create_source))
        .routes(routes!(find_source, update_source))
        .routes(routes!(archive_source))
        .routes(routes!(restore_source))
        .merge(crate::source_run::routes())
}

/// Where values come from.
#[derive(Debug, Serialize, ToSchema)]
pub struct Source {
    /// Identity.
    pub id: DataSourceId,
    /// Give it back when editing.
    pub version: i32,
    /// In a few words; batches of values carry it.
    pub name: String,
    /// What sort of place it is.
    pub kind: SourceKind,
    /// Where it is asked and what; secrets are masked as `********`.
    pub settings: Settings,
    /// Five cron fields in the organisation's time zone; null runs when somebody asks.
    pub schedule: Option<String>,
    /// The periods that it is asked for.
    pub grain: Grain,
    /// How many complete ones.
    pub periods_back: i32,
    /// Whether the running one is asked for as well.
    pub includes_current: bool,
    /// Whether the schedule is followed.
    pub is_enabled: bool,
    /// When it runs next by itself.
    pub next_run_at: Option<Instant>,
    /// Whether it is being run.
    pub is_running: bool,
    /// Failed runs since the last one that was none; it is tried again.
    pub failed_attempts: i32,
    /// When everything that it gave was last recorded.
    pub last_success_at: Option<Instant>,
    /// Its last run that was no dry run.
    pub last_run: Option<SourceRun>,
    /// When it was archived, if it was.
    pub archived_at: Option<Instant>,
}

/// A new source.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSource {
    name: String,
    settings: Settings,
    schedule: Option<String>,
    #[serde(default = "day")]
    grain: Grain,
    #[serde(default = "one")]
    periods_back: i32,
    #[serde(default)]
    includes_current: bool,
    #[serde(default = "yes")]
    is_enabled: bool,
}

fn day() -> Grain {
    Grain::Day
}

fn one() -> i32 {
    1
}

fn yes() -> bool {
    true
}

/// An edit of a source. Absent fields stay; settings are given as a whole, and a masked secret in
/// them keeps the stored one while the place that it is sent to stays the same.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceEdit {
    version: i32,
    name: Option<String>,
    settings: Option<Settings>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    schedule: Patch<String>,
    grain: Option<Grain>,
    periods_back: Option<i32>,
    includes_current: Option<bool>,
    is_enabled: Option<bool>,
}

/// Which sources.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SourceQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// `true` lists archived ones too.
    #[serde(default)]
    archived: bool,
}

impl Source {
    async fn all(
        state: &ApiState,
        viewer: &ops::Viewer,
        found: Vec<Standing>,
    ) -> ApiResult<Vec<Self>> {
        let runs = found.iter().filter_map(|standing| standing.last_run.as_ref());
        let users = runs.filter_map(|run| run.started_by).collect();
        let actors = Actors::read(state, viewer.organization_id, users).await?;
        let live = state.app.live(viewer.organization_id).await?;
        let (live, now) = (live.read(), state.app.now_ms());
        let one = |standing: Standing| {
            let settings = ops::data_source::shown_settings(&standing.source)?;
            let (source, mark) = (standing.source, standing.state);
            let claimed = mark.as_ref().and_then(|mark| mark.claimed_until);
            let next = mark.as_ref().and_then(|mark| mark.next_run_at);
            let success = mark.as_ref().and_then(|mark| mark.last_success_at);
            let run = standing.last_run;
            Ok(Self {
                id: DataSourceId(source.id),
                version: source.version,
                name: source.name,
                kind: source.kind,
                settings,
                schedule: source.schedule,
                grain: source.grain,
                periods_back: source.periods_back,
                includes_current: source.includes_current,
                is_enabled: source.is_enabled,
                next_run_at: next.map(Instant::from_ms),
                is_running: claimed.is_some_and(|until| until > now),
                failed_attempts: mark.map_or(0, |mark| mark.attempt),
                last_success_at: success.map(Instant::from_ms),
                last_run: run.map(|run| SourceRun::of(run, &live.directory, &actors)),
                archived_at: source.archived_at.map(Instant::from_ms),
            })
        };
        found.into_iter().map(one).collect()
    }

    async fn one(
        state: &ApiState,
        viewer: &ops::Viewer,
        found: Standing,
    ) -> ApiResult<axum::Json<Self>> {
        let mut all = Self::all(state, viewer, vec![found]).await?;
        let first = all.pop();
        let lost = || ops::OpsError::Internal("a source that was found is not shown".to_owned());
        Ok(axum::Json(first.ok_or_else(lost)?))
    }
}

/// The sources, by name, each with its last run and its next.
#[utoipa::path(get, path = "/sources", tag = "sources", params(SourceQuery),
    responses((status = 200, body = Page<Source>)))]
async fn list_sources(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<SourceQuery>,
) -> ApiResult<axum::Json<Page<Source>>> {
    let page = store_page(query.limit, query.cursor)?;
    let with = archived(query.archived);
    let found = ops::data_source::list(&state.app, &viewer, with, &page).await?;
    let items = Source::all(&state, &viewer, found.items).await?;
    Ok(axum::Json(Page { items, next_cursor: found.next.map(|next| next.to_string()) }))
}

/// Adds a source. Passwords in addresses, parameters of addresses that carry a key, and values of
/// headers are sealed and never shown again.
#[utoipa::path(post, path = "/sources", tag = "sources", request_body = NewSource,
    responses((status = 201, body = Source)))]
async fn create_source(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewSource>,
) -> ApiResult<(StatusCode, axum::Json<Source>)> {
    let input = Create {
        name: new.name,
        settings: new.settings,
        schedule: new.schedule,
        grain: new.grain,
        periods_back: new.periods_back,
        includes_current: new.includes_current,
        is_enabled: new.is_enabled,
    };
    let outcome = ops::data_source::create(&state.app, &viewer, input).await?;
    Ok((StatusCode::CREATED, Source::one(&state, &viewer, outcome.value).await?))
}

/// One source.
#[utoipa::path(get, path = "/sources/{id}", tag = "sources",
    params(("id" = DataSourceId, Path)), responses((status = 200, body = Source)))]
async fn find_source(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<DataSourceId>,
) -> ApiResult<axum::Json<Source>> {
    let found = ops::data_source::find(&state.app, &viewer, id).await?;
    Source::one(&state, &viewer, found).await
}

/// Edits a source.
#[utoipa::path(patch, path = "/sources/{id}", tag = "sources",
    params(("id" = DataSourceId, Path)), request_body = SourceEdit,
    responses((status = 200, body = Source)))]
async fn update_source(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<DataSourceId>,
    Json(edit): Json<SourceEdit>,
) -> ApiResult<axum::Json<Source>> {
    let edit = Edit {
        version: edit.version,
        name: edit.name,
        settings: edit.settings,
        schedule: edit.schedule,
        grain: edit.grain,
        periods_back: edit.periods_back,
        includes_current: edit.includes_current,
        is_enabled: edit.is_enabled,
    };
    let outcome = ops::data_source::update(&state.app, &viewer, id, edit).await?;
    Source::one(&state, &viewer, outcome.value).await
}

/// Takes a source out of use; its values and its runs stay.
#[utoipa::path(post, path = "/sources/{id}/archive", tag = "sources",
    params(("id" = DataSourceId, Path)), responses((status = 200, body = Source)))]
async fn archive_source(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<DataSourceId>,
) -> ApiResult<axum::Json<Source>> {
    let outcome = ops::data_source::set_archived(&state.app, &viewer, id, Archive::Away).await?;
    Source::one(&state, &viewer, outcome.value).await
}

/// Takes an archived source back into use.
#[utoipa::path(post, path = "/sources/{id}/restore", tag = "sources",
    params(("id" = DataSourceId, Path)), responses((status = 200, body = Source)))]
async fn restore_source(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<DataSourceId>,
) -> ApiResult<axum::Json<Source>> {
    let outcome = ops::data_source::set_archived(&state.app, &viewer, id, Archive::Back).await?;
    Source::one(&state, &viewer, outcome.value).await
}
