//! Watching: which KPIs are to be looked at, what is seen, and the alerts that open and close by
//! it. The rules of when are `forecast::watch`; the job runs here every second for a bounded part.
//!
//! A KPI is looked at on every new business day and after changes to it, its targets or its values.
//! The one invariant: *of each kind at most one alert is open for a KPI and unit*, which a unique
//! index keeps where two processes look at once.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use jiff::civil::Date;
use store::entity::alert::Model;
use store::entity::change;
use store::word::AlertKind;
use uuid::Uuid;

use crate::app::App;
use crate::error::OpsError;
use crate::limits::{CHANGES_WATCHED_MAX, KPIS_WATCHED_AT_ONCE};
use crate::live::{Live, LiveState};
use crate::sight::{self, Sight};
use crate::viewer::Viewer;
use crate::work::Work;

/// What is still to be looked at, by organisation.
#[derive(Debug, Default)]
pub(crate) struct Watches {
    of: Mutex<HashMap<Uuid, Watch>>,
}

#[derive(Debug)]
struct Watch {
    seq: i64,
    day: Date,
    waiting: BTreeSet<Uuid>,
}

impl Watches {
    fn seen(&self, org: Uuid) -> Option<(i64, Date)> {
        let of = self.of.lock().expect("invariant: no panic while held");
        of.get(&org).map(|watch| (watch.seq, watch.day))
    }

    fn note(&self, org: Uuid, seq: i64, day: Date, kpis: impl IntoIterator<Item = Uuid>) {
        let mut of = self.of.lock().expect("invariant: no panic while held");
        let new = Watch { seq, day, waiting: BTreeSet::new() };
        let watch = of.entry(org).or_insert(new);
        (watch.seq, watch.day) = (seq, day);
        watch.waiting.extend(kpis);
    }

    fn take(&self, org: Uuid, count: usize) -> Vec<Uuid> {
        let mut of = self.of.lock().expect("invariant: no panic while held");
        let waiting = of.get_mut(&org).map(|watch| &mut watch.waiting);
        waiting.map_or_else(Vec::new, |waiting| {
            std::iter::from_fn(|| waiting.pop_first()).take(count).collect()
        })
    }
}

/// Looks at the next few KPIs that wait for it.
pub(crate) async fn watch(app: &App, live: &Arc<Live>) -> Result<(), OpsError> {
    let org = live.organization_id();
    note(app, live).await?;
    let mut result = Ok(());
    for kpi in app.jobs().watches().take(org, KPIS_WATCHED_AT_ONCE) {
        if let Err(error) = look(app, live, kpi).await {
            // Another process that looked at the same moment has opened it; nothing is lost.
            let is_double = matches!(&error, OpsError::Store(store::StoreError::Conflict { .. }));
            if !is_double {
                let (seq, day) = app.jobs().watches().seen(org).unwrap_or_default();
                app.jobs().watches().note(org, seq, day, [kpi]);
                result = Err(error);
            }
        }
    }
    result
}

/// Finds out what has to be looked at since the last time.
async fn note(app: &App, live: &Arc<Live>) -> Result<(), OpsError> {
    let org = live.organization_id();
    let (seq, today) = {
        let state = live.read();
        (state.head.seq, state.today)
    };
    let watches = app.jobs().watches();
    let seen = watches.seen(org);
    let kpis = match seen {
        Some((known, day)) if day == today => {
            if known >= seq {
                return Ok(());
            }
            let conn = app.database().read();
            let changes = store::change::list_since(conn, org, known, CHANGES_WATCHED_MAX).await?;
            let is_cut = changes.len() as u64 == CHANGES_WATCHED_MAX;
            touched(&live.read(), &changes, is_cut)
        }
        _ => all(&live.read()),
    };
    watches.note(org, seq, today, kpis);
    Ok(())
}

fn all(state: &LiveState) -> Vec<Uuid> {
    state.directory.kpis().map(|kpi| kpi.id).collect()
}

/// The KPIs that some changes concern.
fn touched(state: &LiveState, changes: &[change::Model], is_cut: bool) -> Vec<Uuid> {
    let is_for_all =
        |change: &change::Model| matches!(change.entity.as_str(), "measurement_batch" | "org_unit");
    if is_cut || changes.iter().any(is_for_all) {
        return all(state);
    }
    let kpi = |change: &change::Model| match change.entity.as_str() {
        "kpi" => Some(change.entity_id),
        "kpi_target" | "measurement" => {
            let after: serde_json::Value = serde_json::from_str(&change.after).ok()?;
            after.get("kpi_id")?.as_str()?.parse().ok()
        }
        _ => None,
    };
    changes.iter().filter_map(kpi).collect()
}

/// Looks at one KPI in every unit that matters, and opens and closes what follows.
async fn look(app: &App, live: &Arc<Live>, kpi: Uuid) -> Result<(), OpsError> {
    let Some(units) = sight::units(&live.read(), kpi) else { return Ok(()) };
    let mut sights = Vec::new();
    for unit in units {
        // The state is let go between two units, so that writers do not wait for all of them.
        sights.extend(sight::look(&live.read(), kpi, unit));
        tokio::task::yield_now().await;
    }
    let org = live.organization_id();
    let open = store::alert::open_of_kpi(app.database().read(), org, kpi).await?;
    if opening(&sights, &open).next().is_none() && closing(&sights, &open).next().is_none() {
        return Ok(());
    }
    let mut work = Work::begin(app, &Viewer::system(org)).await?;
    let open = store::alert::open_of_kpi(work.tx(), org, kpi).await?;
    for alert in closing(&sights, &open) {
        let now = work.now_ms();
        let closed = Model { closed_at: Some(now), updated_at: now, ..alert.clone() };
        let version = closed.version;
        let closed = store::alert::update(work.tx(), closed, version).await?;
        work.record("alert.closed", &closed, None).await?;
    }
    for sight in opening(&sights, &open) {
        let model = model(app, &work, kpi, sight);
        let model = store::alert::insert(work.tx(), model).await?;
        work.record("alert.opened", &model, None).await?;
    }
    work.commit(()).await.map(|_| ())
}

fn model(app: &App, work: &Work, kpi: Uuid, sight: &Sight) -> Model {
    let now = work.now_ms();
    Model {
        id: app.new_id(),
        organization_id: work.organization_id(),
        kpi_id: kpi,
        org_unit_id: sight.unit.0,
        kind: sight.kind,
        urgency: sight.urgency,
        since_on: sight.since.into(),
        facts: sight.facts.into(),
        opened_at: now,
        closed_at: None,
        acknowledged_at: None,
        acknowledged_by: None,
        cause: None,
        objective_id: None,
        key_result_id: None,
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

/// What is to be open and is not.
fn opening<'a>(sights: &'a [Sight], open: &'a [Model]) -> impl Iterator<Item = &'a Sight> {
    let is_open = |unit: Uuid, kind: AlertKind| {
        open.iter().any(|alert| alert.org_unit_id == unit && alert.kind == kind)
    };
    sights.iter().filter(|sight| sight.is_raised()).filter(move |s| !is_open(s.unit.0, s.kind))
}

/// What is open and is to be closed, also because its unit is no longer watched.
fn closing<'a>(sights: &'a [Sight], open: &'a [Model]) -> impl Iterator<Item = &'a Model> {
    open.iter().filter(|alert| {
        let of_unit = sights
            .iter()
            .find(|sight| sight.unit.0 == alert.org_unit_id && sight.kind == alert.kind);
        of_unit.is_none_or(Sight::is_over)
    })
}
