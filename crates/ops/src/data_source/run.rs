//! Running a source: claim it, ask it, record what it gave, say how it went.
//!
//! The claim and the end of a run are transactions of their own; between them, while the network is
//! waited for, none is open and no lock is held. Only whoever holds the claim records. A run that
//! fails is tried again after 1, 2, 4 … minutes, a few times; what can only be mended by people is
//! not.

use std::collections::HashSet;
use std::time::Duration;

use goals::access::{Action, Thing};
use goals::id::{DataSourceId, SourceRunId};
use sources::{Ask, Fetched, Limits, Settings};
use store::data_source_state::Claim;
use store::entity::data_source::Model;
use store::entity::source_run;
use store::json::Json;
use store::page::{Listed, Page};
use store::word::RunOutcome;
use tokio::task::JoinHandle;
use uuid::Uuid;

pub use super::record::Mode;
pub use super::span::Span;

use super::record::{self, Counted};
use super::retry::Lesson;
use super::{ENTITY, clear_settings, next_after, retry, span, taken};
use crate::app::App;
use crate::error::OpsError;
use crate::limits::{
    IMPORT_REJECTED_SHOWN_MAX, SOURCE_BYTES_MAX, SOURCE_CLAIM_SECONDS, SOURCE_FILES_KNOWN_MAX,
    SOURCE_PAGES_MAX, SOURCE_ROWS_MAX, SOURCE_RUNS_AT_ONCE_MAX, SOURCE_SECONDS_MAX,
};
use crate::viewer::Viewer;

/// How far one run may go.
const LIMITS: Limits = Limits {
    rows: SOURCE_ROWS_MAX,
    bytes: SOURCE_BYTES_MAX,
    pages: SOURCE_PAGES_MAX,
    time: Duration::from_secs(SOURCE_SECONDS_MAX),
};

/// Why a run begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Scheduled,
    Asked,
}

/// A run that has begun.
struct Begun {
    run: source_run::Model,
    source: Model,
    ask: Ask,
    mode: Mode,
    viewer: Viewer,
}

/// Begins a run now and gives it as it begins, with the task that ends it. The task goes on when
/// nobody waits for it.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` for an empty span; `State` for an archived source, or while
/// another run goes on.
pub async fn start(
    app: &App,
    viewer: &Viewer,
    id: DataSourceId,
    span: Span,
    mode: Mode,
) -> Result<(source_run::Model, JoinHandle<()>), OpsError> {
    viewer.may_write()?;
    viewer.may(Action::ManageSources, &Thing::Organization, ENTITY, id)?;
    let conn = app.database().read();
    let source = store::data_source::find(conn, viewer.organization_id, id.0).await?;
    let source = source.ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    if source.archived_at.is_some() {
        let message = format!("{} is archived; restore it before running it", source.name);
        return Err(OpsError::State { code: "source_archived", message });
    }
    let viewer = Viewer { idempotency: None, ..viewer.clone() };
    let name = source.name.clone();
    let begun = begin(app, viewer, source, span, mode, Start::Asked).await?;
    let begun = begun.ok_or_else(|| OpsError::State {
        code: "source_running",
        message: format!("{name} is being run; wait until it has ended"),
    })?;
    let run = begun.run.clone();
    Ok((run, tokio::spawn(execute(app.clone(), begun))))
}

/// One run.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn find(
    app: &App,
    viewer: &Viewer,
    id: SourceRunId,
) -> Result<source_run::Model, OpsError> {
    viewer.may(Action::ManageSources, &Thing::Organization, "source_run", id)?;
    let conn = app.database().read();
    let run = store::source_run::find(conn, viewer.organization_id, id.0).await?;
    run.ok_or_else(|| OpsError::not_found("source_run", id))
}

/// A page of the runs of a source, the newest first.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn list(
    app: &App,
    viewer: &Viewer,
    id: DataSourceId,
    page: &Page,
) -> Result<Listed<source_run::Model>, OpsError> {
    viewer.may(Action::ManageSources, &Thing::Organization, ENTITY, id)?;
    let (conn, org) = (app.database().read(), viewer.organization_id);
    store::data_source::find(conn, org, id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    Ok(store::source_run::list(conn, org, id.0, page).await?)
}

/// Begins the runs that are due, as far as there is room, and gives their tasks.
///
/// # Errors
/// `Store` when what is due cannot be read.
pub async fn start_due(app: &App, organization_id: Uuid) -> Result<Vec<JoinHandle<()>>, OpsError> {
    let (conn, now) = (app.database().read(), app.now_ms());
    let most = SOURCE_RUNS_AT_ONCE_MAX as u64;
    let due = store::data_source_state::list_due(conn, organization_id, now, most).await?;
    let mut tasks = Vec::new();
    for state in due {
        let Ok(place) = app.source_places().try_acquire_owned() else { break };
        let found = store::data_source::find(conn, organization_id, state.id).await?;
        let Some(source) = found else { continue };
        let viewer = Viewer::system(organization_id);
        let (span, start) = (Span::default(), Start::Scheduled);
        if let Some(begun) = begin(app, viewer, source, span, Mode::Record, start).await? {
            let app = app.clone();
            tasks.push(tokio::spawn(async move {
                execute(app, begun).await;
                drop(place);
            }));
        }
    }
    Ok(tasks)
}

/// Claims the source and writes that the run goes on; `None` when somebody else runs it.
async fn begin(
    app: &App,
    viewer: Viewer,
    source: Model,
    span: Span,
    mode: Mode,
    start: Start,
) -> Result<Option<Begun>, OpsError> {
    let (now, org) = (app.now_ms(), viewer.organization_id);
    let live = app.live(org).await?;
    let mut ask = {
        let state = live.read();
        let directory = &state.directory;
        span::ask(&source, span, &directory.calendar(), directory.time_zone(), state.today)?
    };
    let run_id = app.new_id();
    let tx = app.database().begin().await?;
    let claim = Claim {
        source: source.id,
        by: run_id,
        now,
        until: now + SOURCE_CLAIM_SECONDS * 1_000,
        only_when_due: start == Start::Scheduled,
    };
    if !store::data_source_state::claim(&tx, org, &claim).await? {
        return Ok(None);
    }
    store::source_run::interrupt(&tx, org, source.id, now).await?;
    let state = store::data_source_state::find(&tx, org, source.id).await?;
    let known = store::source_file::latest(&tx, org, source.id, SOURCE_FILES_KNOWN_MAX).await?;
    ask.taken = known.into_iter().map(|file| file.digest).collect::<HashSet<_>>();
    let run = source_run::Model {
        id: run_id,
        organization_id: org,
        source_id: source.id,
        started_at: now,
        finished_at: None,
        started_by: viewer.user_id,
        is_scheduled: start == Start::Scheduled,
        is_dry: mode == Mode::Dry,
        attempt: match start {
            Start::Scheduled => state.map_or(0, |state| state.attempt) + 1,
            Start::Asked => 1,
        },
        from_on: ask.from.into(),
        to_on: ask.to.into(),
        outcome: RunOutcome::Running,
        failure: None,
        asked: String::new(),
        answered: String::new(),
        read_count: 0,
        new_count: 0,
        corrected_count: 0,
        unchanged_count: 0,
        rejected_count: 0,
        rejected: Json(Vec::new()),
        batch_ids: Json(Vec::new()),
    };
    let run = store::source_run::insert(&tx, run).await?;
    tx.commit().await?;
    Ok(Some(Begun { run, source, ask, mode, viewer }))
}

/// Asks, records, and writes how it went. What goes wrong is a part of the run.
async fn execute(app: App, mut begun: Begun) {
    let lesson = match fetch(&app, &mut begun).await {
        Ok((settings, fetched)) => match take(&app, &mut begun, &settings, fetched).await {
            Ok(()) => Lesson::default(),
            Err(error) => {
                fail(&mut begun.run, "internal", &told(&error));
                Lesson { is_transient: true, ..Lesson::default() }
            }
        },
        Err(lesson) => lesson,
    };
    if let Err(error) = end(&app, &mut begun, lesson).await {
        // The claim runs out by itself, and the next run says that this one broke off.
        let (source, run) = (DataSourceId(begun.source.id), SourceRunId(begun.run.id));
        tracing::error!(
            source.id = %source, run.id = %run, %error,
            "The end of run {run} of source {source} cannot be written"
        );
    }
}

/// What the source gives; on failure the run says why, and the lesson when to try again.
async fn fetch(app: &App, begun: &mut Begun) -> Result<(Settings, Fetched), Lesson> {
    let settings = clear_settings(app, &begun.source).map_err(|error| {
        fail(&mut begun.run, "settings", &told(&error));
        Lesson::default()
    })?;
    let policy = &app.sources().policy;
    match sources::fetch(&settings, &begun.ask, &LIMITS, policy).await {
        Ok(fetched) => Ok((settings, fetched)),
        Err(failure) => {
            begun.run.asked = failure.asked;
            fail(&mut begun.run, failure.kind.as_str(), &failure.answered);
            let is_transient = failure.kind.is_transient();
            Err(Lesson { is_transient, retry_after_seconds: failure.retry_after_seconds })
        }
    }
}

fn fail(run: &mut source_run::Model, failure: &str, answered: &str) {
    run.outcome = RunOutcome::Failed;
    run.failure = Some(failure.to_owned());
    answered.clone_into(&mut run.answered);
}

/// What may be said of an error: the store's own words stay in the log.
fn told(error: &OpsError) -> String {
    match error {
        OpsError::Store(_) | OpsError::Internal(_) => {
            tracing::error!(%error, "A run of a source failed inside the service");
            "the service itself failed; its log has the details".to_owned()
        }
        other => other.to_string(),
    }
}

async fn take(
    app: &App,
    begun: &mut Begun,
    settings: &Settings,
    fetched: Fetched,
) -> Result<(), OpsError> {
    begun.run.asked = fetched.asked;
    for part in &fetched.parts {
        let Begun { viewer, source, mode, .. } = &*begun;
        let counted = record::part(app, viewer, &source.name, part, *mode).await?;
        if let (Some(file), Mode::Record) = (&part.file, begun.mode) {
            taken::settle(app, &begun.run, settings, file, counted.rejected_count == 0).await?;
        }
        add(&mut begun.run, counted);
    }
    begun.run.outcome = match begun.run.rejected_count {
        0 => RunOutcome::Succeeded,
        _ => RunOutcome::Rejected,
    };
    Ok(())
}

fn add(run: &mut source_run::Model, counted: Counted) {
    run.read_count += counted.read;
    run.new_count += counted.new;
    run.corrected_count += counted.corrected;
    run.unchanged_count += counted.unchanged;
    run.rejected_count += counted.rejected_count;
    let room = IMPORT_REJECTED_SHOWN_MAX.saturating_sub(run.rejected.0.len());
    run.rejected.0.extend(counted.rejected.into_iter().take(room));
    run.batch_ids.0.extend(counted.batch);
}

/// Writes how the run went, gives the source back and says when it runs next.
async fn end(app: &App, begun: &mut Begun, lesson: Lesson) -> Result<(), OpsError> {
    let (org, id) = (begun.source.organization_id, begun.source.id);
    begun.run.finished_at = Some(app.now_ms());
    let live = app.live(org).await?;
    let tx = app.database().begin().await?;
    store::source_run::finish(&tx, &begun.run).await?;
    let after = match begun.mode {
        Mode::Dry => None,
        Mode::Record => {
            // The schedule may have been edited meanwhile.
            let source = store::data_source::find(&tx, org, id).await?;
            let zone = live.read().directory.time_zone().clone();
            let regular = source.and_then(|source| next_after(&source, app.now(), &zone));
            let state = store::data_source_state::find(&tx, org, id).await?;
            Some(retry::after(&begun.run, state, regular, lesson, app.now_ms()))
        }
    };
    store::data_source_state::release(&tx, org, id, begun.run.id, after).await?;
    tx.commit().await?;
    let run = &begun.run;
    let (source, run_id) = (DataSourceId(id), SourceRunId(run.id));
    tracing::info!(
        source.id = %source, run.id = %run_id, outcome = %run.outcome,
        read = run.read_count, new = run.new_count, corrected = run.corrected_count,
        rejected = run.rejected_count,
        "Run {run_id} of source {source} ended: {}", run.outcome
    );
    Ok(())
}
