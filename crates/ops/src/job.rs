//! Background work: what is due without anybody asking for it.
//!
//! [`run_due`] is called every second. Each task knows by itself whether it is due, is safe to run
//! twice, and fails alone: its error is logged once and it is tried again. To add a task: a
//! variant, its line in [`Task::ALL`], its function.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use goals::graph::Node;
use goals::id::{KeyResultId, ObjectiveId, OrgUnitId};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::change::Head;
use store::entity::{cycle, score_snapshot};
use store::word::{CyclePhase, ObjectiveState, SnapshotKind};
use uuid::Uuid;

use crate::app::{App, Event};
use crate::error::OpsError;
use crate::limits::{EVENTS_BUFFERED_MAX, IDEMPOTENCY_HOURS_MAX, SOURCE_RUN_DAYS_MAX};
use crate::live::recorded::Noun;
use crate::live::{Live, LiveState};
use crate::watch::{Watches, watch};

/// What is done in the background for each organisation in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Task {
    /// Scores of a new business day, and changes that other processes have committed.
    Follow,
    /// One row per goal and business day, for trends.
    Snapshot,
    /// Sessions and request keys that are over, and old runs that recorded nothing.
    Clean,
    /// Sources whose time has come: they run by themselves.
    Sources,
    /// KPIs that may have to be warned of.
    Watch,
}

impl Task {
    const ALL: &'static [Self] =
        &[Self::Follow, Self::Snapshot, Self::Clean, Self::Sources, Self::Watch];
}

/// What has been done and what fails, so that nothing is done or said twice.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    done_on: Mutex<HashMap<(Uuid, Task), Date>>,
    failing: Mutex<HashMap<(Uuid, Task), String>>,
    watches: Watches,
}

impl Jobs {
    /// Knows which KPIs wait to be looked at.
    pub(crate) fn watches(&self) -> &Watches {
        &self.watches
    }

    fn is_done(&self, organization_id: Uuid, task: Task, day: Date) -> bool {
        let done = self.done_on.lock().expect("invariant: no panic while held");
        done.get(&(organization_id, task)) == Some(&day)
    }

    fn done(&self, organization_id: Uuid, task: Task, day: Date) {
        let mut done = self.done_on.lock().expect("invariant: no panic while held");
        done.insert((organization_id, task), day);
    }

    /// Says what went wrong, unless it was said already and nothing has gone right since.
    fn report(&self, organization_id: Uuid, task: Task, result: Result<(), OpsError>) {
        let mut failing = self.failing.lock().expect("invariant: no panic while held");
        match result {
            Ok(()) => {
                failing.remove(&(organization_id, task));
            }
            Err(error) => {
                let text = error.to_string();
                let before = failing.insert((organization_id, task), text.clone());
                if before.as_ref() != Some(&text) {
                    tracing::error!(
                        organization.id = %organization_id,
                        task = ?task,
                        %error,
                        "A background task failed; it is tried again until it succeeds"
                    );
                }
            }
        }
    }
}

/// Does what is due. Never fails: what goes wrong is logged and tried again at the next call.
pub async fn run_due(app: &App) {
    for live in app.loaded() {
        for task in Task::ALL {
            let result = match task {
                Task::Follow => follow(app, &live).await,
                Task::Snapshot => snapshot(app, &live).await,
                Task::Clean => clean(app, &live).await,
                Task::Sources => {
                    crate::data_source::run::start_due(app, live.organization_id()).await.map(drop)
                }
                Task::Watch => watch(app, &live).await,
            };
            app.jobs().report(live.organization_id(), *task, result);
        }
    }
}

/// Moves scores to the business day, and takes in what other processes have committed.
async fn follow(app: &App, live: &Arc<Live>) -> Result<(), OpsError> {
    live.advance(app.now());
    let (conn, org) = (app.database().read(), live.organization_id());
    let head = |found: Option<Head>| found.map_or(0, |head| head.seq);
    if head(store::change::head(conn, org).await?) <= live.seq() {
        return Ok(());
    }
    // A writer of this process may have committed and not yet moved the graph: its turn ends first.
    let _gate = live.gate().await;
    let since = live.seq();
    let until = head(store::change::head(conn, org).await?);
    if until <= since {
        return Ok(());
    }
    if let Err(error) = live.catch_up(conn, until).await {
        // Facts that the graph does not take cannot be skipped either: it is read anew at the next
        // use.
        app.forget(org);
        return Err(error);
    }
    let most = u64::try_from(EVENTS_BUFFERED_MAX).unwrap_or(u64::MAX);
    for change in store::change::list_since(conn, org, since, most).await? {
        let noun = change.entity.parse::<Noun>();
        app.announce(Event {
            organization_id: org,
            seq: change.seq,
            id: noun.map_or_else(
                |()| change.entity_id.to_string(),
                |noun| noun.shown_id(change.entity_id),
            ),
            kind: change.kind,
            entity: change.entity,
        });
    }
    Ok(())
}

/// Writes the day's scores, once: an existing day is left as it is.
async fn snapshot(app: &App, live: &Arc<Live>) -> Result<(), OpsError> {
    let org = live.organization_id();
    let today = live.read().today;
    if app.jobs().is_done(org, Task::Snapshot, today) {
        return Ok(());
    }
    let last = store::score_snapshot::last_day(app.database().read(), org).await?;
    if last.is_none_or(|last| last.0 < today) {
        let rows = snapshots(&live.read(), org);
        let tx = app.database().begin().await?;
        store::score_snapshot::save_all(&tx, &rows).await?;
        tx.commit().await?;
    }
    app.jobs().done(org, Task::Snapshot, today);
    Ok(())
}

/// The scores of this moment: units in the running cycle, published goals of every active cycle.
fn snapshots(state: &LiveState, org: Uuid) -> Vec<score_snapshot::Model> {
    let directory = &state.directory;
    let mut rows = Vec::new();
    let mut push = |kind, subject_id, node| {
        let Some(score) = state.graph.score(node) else { return };
        rows.push(score_snapshot::Model {
            organization_id: org,
            taken_on: state.today.into(),
            subject_id,
            subject_kind: kind,
            progress: score.progress,
            expected: score.expected,
            coverage: score.coverage,
            status: score.status.into(),
        });
    };
    if let Some(cycle) = running_cycle(state) {
        if let Some(root) = directory.root() {
            let node = Node::Unit(OrgUnitId(root.id), goals::id::CycleId(cycle.id));
            push(SnapshotKind::Organization, org, node);
        }
        for unit in directory.units().filter(|unit| unit.archived_at.is_none()) {
            let node = Node::Unit(OrgUnitId(unit.id), goals::id::CycleId(cycle.id));
            push(SnapshotKind::Unit, unit.id, node);
        }
    }
    let counts = |objective: Uuid| {
        directory.objective(objective).is_some_and(|card| {
            let is_active = directory
                .cycle(card.cycle_id)
                .is_some_and(|cycle| cycle.phase == CyclePhase::Active);
            is_active && !card.is_archived && card.state != ObjectiveState::Draft
        })
    };
    for (id, _) in directory.objectives().filter(|(id, _)| counts(*id)) {
        push(SnapshotKind::Objective, id, Node::Objective(ObjectiveId(id)));
    }
    for (id, card) in directory.key_results() {
        if !card.is_archived && counts(card.objective_id) {
            push(SnapshotKind::KeyResult, id, Node::KeyResult(KeyResultId(id)));
        }
    }
    rows
}

/// The cycle that a unit is judged in today: the shortest active one, since it nests in the others.
pub(crate) fn running_cycle(state: &LiveState) -> Option<&cycle::Model> {
    state
        .directory
        .cycles()
        .filter(|cycle| cycle.phase == CyclePhase::Active && cycle.archived_at.is_none())
        .filter(|cycle| cycle.starts_on.0 <= state.today && state.today < cycle.ends_on.0)
        .min_by_key(|cycle| {
            let length = cycle.ends_on.0.duration_since(cycle.starts_on.0);
            (length, cycle.starts_on, cycle.id)
        })
}

/// Forgets sessions and request keys that are over; once a day, since nothing reads them any more.
async fn clean(app: &App, live: &Arc<Live>) -> Result<(), OpsError> {
    let org = live.organization_id();
    let today = app.now().to_zoned_datetime(TimeZone::UTC).date();
    if app.jobs().is_done(org, Task::Clean, today) {
        return Ok(());
    }
    let tx = app.database().begin().await?;
    store::session::delete_expired(&tx, app.now_ms()).await?;
    let oldest = app.now_ms() - IDEMPOTENCY_HOURS_MAX * 3_600_000;
    store::idempotency_key::delete_expired(&tx, oldest).await?;
    let oldest = app.now_ms() - SOURCE_RUN_DAYS_MAX * 86_400_000;
    store::source_run::delete_idle(&tx, org, oldest).await?;
    tx.commit().await?;
    app.jobs().done(org, Task::Clean, today);
    Ok(())
}
