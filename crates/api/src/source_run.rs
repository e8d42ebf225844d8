//! `/sources/{id}/run`, `/dry-run` and `/runs`: asking a source, and how it went.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use goals::id::{DataSourceId, MeasurementBatchId, SourceRunId};
use ops::data_source::run::{Mode, Span};
use ops::limits::SOURCE_WAIT_SECONDS;
use ops::live::Directory;
use serde::{Deserialize, Serialize};
use store::entity::source_run::Model;
use store::word::RunOutcome;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actors::Actors;
use crate::error::ApiResult;
use crate::extract::{Path, Query, SignedIn};
use crate::kpi_link::store_page;
use crate::paging::{Page, PageQuery};
use crate::state::ApiState;
use crate::time::{Day, Instant};
use crate::view::PersonRef;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(run_source))
        .routes(routes!(dry_run_source))
        .routes(routes!(list_source_runs))
        .routes(routes!(find_source_run))
}

/// How a source was asked, and what came of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SourceRun {
    /// Identity.
    pub id: SourceRunId,
    /// The source.
    pub source_id: DataSourceId,
    /// When it began.
    pub started_at: Instant,
    /// When it ended; null while it goes on.
    pub finished_at: Option<Instant>,
    /// Who asked for it.
    pub started_by: Option<PersonRef>,
    /// Whether the schedule began it.
    pub is_scheduled: bool,
    /// Whether it only compared.
    pub is_dry: bool,
    /// 1 for the first try, one more for each time that it is tried again.
    pub attempt: i32,
    /// First day asked for.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
    /// What became of it.
    pub outcome: RunOutcome,
    /// What sort of failure: `settings`, `not_allowed`, `unreachable`, `timed_out`, `refused`,
    /// `unexpected`, `too_much` or `internal`.
    pub failure: Option<String>,
    /// What was asked, secrets masked.
    pub asked: String,
    /// What came back instead of rows, secrets masked.
    pub answered: String,
    /// Rows that came.
    pub read: i64,
    /// Values for periods that had none; of a dry run, how many there would be.
    pub new: i64,
    /// Values that supersede another one.
    pub corrected: i64,
    /// Values that were known already.
    pub unchanged: i64,
    /// Rows that cannot be taken. One of them, and nothing of its part is recorded.
    pub rejected_count: i64,
    /// The first of them.
    pub rejected: Vec<RejectedSourceRow>,
    /// The batches of values that it recorded.
    pub batch_ids: Vec<MeasurementBatchId>,
}

/// A row of a source that cannot be taken.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RejectedSourceRow {
    /// Where it stands in what the source gave.
    pub place: String,
    /// The column that is wrong.
    pub column: String,
    /// Stable, for programs.
    pub code: String,
    /// What is wrong and what would be right.
    pub reason: String,
    /// What the row says.
    pub row: String,
}

impl SourceRun {
    pub(crate) fn of(model: Model, directory: &Directory, actors: &Actors) -> Self {
        let rejected = model.rejected.0.into_iter().map(|row| RejectedSourceRow {
            place: row.place,
            column: row.column,
            code: row.code,
            reason: row.reason,
            row: row.row,
        });
        Self {
            id: SourceRunId(model.id),
            source_id: DataSourceId(model.source_id),
            started_at: Instant::from_ms(model.started_at),
            finished_at: model.finished_at.map(Instant::from_ms),
            started_by: actors.person(directory, model.started_by),
            is_scheduled: model.is_scheduled,
            is_dry: model.is_dry,
            attempt: model.attempt,
            from: Day(model.from_on.0),
            to: Day(model.to_on.0),
            outcome: model.outcome,
            failure: model.failure,
            asked: model.asked,
            answered: model.answered,
            read: model.read_count,
            new: model.new_count,
            corrected: model.corrected_count,
            unchanged: model.unchanged_count,
            rejected_count: model.rejected_count,
            rejected: rejected.collect(),
            batch_ids: model.batch_ids.0.into_iter().map(MeasurementBatchId).collect(),
        }
    }
}

/// Which days.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SpanQuery {
    /// First day; as the source is set up when absent.
    #[param(value_type = Option<String>)]
    from: Option<Day>,
    /// The day after the last; as the source is set up when absent.
    #[param(value_type = Option<String>)]
    to: Option<Day>,
}

/// Asks the source now and records what it gives.
///
/// The answer is the run: 200 when it has ended, 202 while it still goes on after half a minute.
#[utoipa::path(post, path = "/sources/{id}/run", tag = "sources",
    params(("id" = DataSourceId, Path), SpanQuery),
    responses((status = 200, body = SourceRun), (status = 202, body = SourceRun)))]
async fn run_source(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<DataSourceId>,
    span: Query<SpanQuery>,
) -> ApiResult<(StatusCode, axum::Json<SourceRun>)> {
    run(state, viewer, id, span, Mode::Record).await
}

/// Asks the source now and compares what it gives with what is recorded; nothing is recorded.
///
/// The answer is the run, as for a real one.
#[utoipa::path(post, path = "/sources/{id}/dry-run", tag = "sources",
    params(("id" = DataSourceId, Path), SpanQuery),
    responses((status = 200, body = SourceRun), (status = 202, body = SourceRun)))]
async fn dry_run_source(
    state: State<ApiState>,
    viewer: SignedIn,
    id: Path<DataSourceId>,
    span: Query<SpanQuery>,
) -> ApiResult<(StatusCode, axum::Json<SourceRun>)> {
    run(state, viewer, id, span, Mode::Dry).await
}

async fn run(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<DataSourceId>,
    Query(span): Query<SpanQuery>,
    mode: Mode,
) -> ApiResult<(StatusCode, axum::Json<SourceRun>)> {
    let span = Span { from: span.from.map(|day| day.0), to: span.to.map(|day| day.0) };
    let (begun, task) = ops::data_source::run::start(&state.app, &viewer, id, span, mode).await?;
    // The run goes on whether anybody waits for it or not; how it ended is in its row.
    let _ended = tokio::time::timeout(Duration::from_secs(SOURCE_WAIT_SECONDS), task).await;
    let found = ops::data_source::run::find(&state.app, &viewer, SourceRunId(begun.id)).await?;
    let status = match found.outcome {
        RunOutcome::Running => StatusCode::ACCEPTED,
        _ => StatusCode::OK,
    };
    let shown = shown(&state, &viewer, vec![found]).await?.pop();
    let lost = || ops::OpsError::Internal("a run that was found is not shown".to_owned());
    Ok((status, axum::Json(shown.ok_or_else(lost)?)))
}

async fn shown(
    state: &ApiState,
    viewer: &ops::Viewer,
    runs: Vec<Model>,
) -> ApiResult<Vec<SourceRun>> {
    let users = runs.iter().filter_map(|run| run.started_by).collect();
    let actors = Actors::read(state, viewer.organization_id, users).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    Ok(runs.into_iter().map(|run| SourceRun::of(run, &live.directory, &actors)).collect())
}

/// The runs of a source, dry ones among them, the newest first.
#[utoipa::path(get, path = "/sources/{id}/runs", tag = "sources",
    params(("id" = DataSourceId, Path), PageQuery),
    responses((status = 200, body = Page<SourceRun>)))]
async fn list_source_runs(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<DataSourceId>,
    Query(paging): Query<PageQuery>,
) -> ApiResult<axum::Json<Page<SourceRun>>> {
    let page = store_page(paging.limit, paging.cursor)?;
    let found = ops::data_source::run::list(&state.app, &viewer, id, &page).await?;
    let items = shown(&state, &viewer, found.items).await?;
    Ok(axum::Json(Page { items, next_cursor: found.next.map(|next| next.to_string()) }))
}

/// One run of a source.
#[utoipa::path(get, path = "/sources/{id}/runs/{run}", tag = "sources",
    params(("id" = DataSourceId, Path), ("run" = SourceRunId, Path)),
    responses((status = 200, body = SourceRun)))]
async fn find_source_run(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path((id, run)): Path<(DataSourceId, SourceRunId)>,
) -> ApiResult<axum::Json<SourceRun>> {
    let found = ops::data_source::run::find(&state.app, &viewer, run).await?;
    let lost = || ops::OpsError::not_found("source_run", run);
    if found.source_id != id.0 {
        return Err(lost().into());
    }
    let shown = shown(&state, &viewer, vec![found]).await?.pop();
    Ok(axum::Json(shown.ok_or_else(lost)?))
}
