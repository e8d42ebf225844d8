//! Builds the state of a moment: the same facts as the live one is loaded from, read from the log.
//!
//! Goals are the many, and most of them are as they are now: they are taken over from the live
//! state, and what has moved since is put over them. To let a new noun be part of the past: its
//! line in [`rest`].

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use sea_orm::ConnectionTrait;
use store::entity::{
    alignment, cycle, kpi, kpi_driver, kpi_link, kpi_target, manager_line, membership, milestone,
    objective, org_unit, person, strategic_pillar,
};
use store::facts::RawFacts;
use store::measurement::series::{self, Series};
use store::objective::Place;
use store::past::{self, Known, Moment, Reported};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::app::App;
use crate::error::OpsError;
use crate::limits::LIVE_DAYS;
use crate::live::base::Base;
use crate::live::{Live, LiveState, held, load};

/// An organisation as it was known at a moment.
pub struct Past {
    /// Names, structure and scores.
    pub state: LiveState,
    /// When.
    pub moment: Moment,
    /// The steps of each key result, as arranged.
    pub(super) milestones: HashMap<Uuid, Vec<milestone::Model>>,
    /// Who supported whom: read when it is first asked for, since the graph knows.
    pub(super) alignments: OnceCell<Vec<alignment::Model>>,
    /// How the objectives are sorted.
    pub(super) places: HashMap<Uuid, Place>,
    /// How many facts are held, which is what it costs.
    pub(super) weight: usize,
}

/// Reads the facts of a moment, as far as they are not as they are now, and computes its scores.
///
/// # Errors
/// `Store` when they cannot be read, `Refused` when they contradict each other.
pub(super) async fn build(
    app: &App,
    organization_id: Uuid,
    moment: Moment,
) -> Result<Past, OpsError> {
    let started = std::time::Instant::now();
    let last = Timestamp::from_millisecond(moment.before - 1).unwrap_or(Timestamp::MIN);
    let oldest = last.saturating_sub(SignedDuration::from_hours(24 * LIVE_DAYS)).unwrap_or(last);
    let from = oldest.to_zoned_datetime(TimeZone::UTC).date();
    let live = app.live(organization_id).await?;
    // What moves while the log is read has moved since, so the base has to be older than the reads.
    let (seq, known_before) = (moment.head.seq, Some(moment.before));
    let base = aside(move || Ok(base(&live, seq))).await?;
    let read = read(app.database().read(), organization_id, &moment, &base, from).await?;
    let building = aside(move || of_facts(base, read, moment, last, from));
    let mut past = building.await?;
    held::complete(&mut past.state, app.database().read(), known_before).await?;
    let duration_ms = started.elapsed().as_secs_f64() * 1000.0;
    tracing::info!(
        organization.id = %organization_id, seq = past.moment.head.seq, duration_ms,
        "Built the past of organisation {organization_id} in {duration_ms:.0} ms"
    );
    Ok(past)
}

/// Does what takes a while where it holds nobody up.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, OpsError> + Send + 'static,
) -> Result<T, OpsError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| OpsError::Internal(error.to_string()))?
}

/// The goals of the live state. One that has not come as far as the moment (another process has
/// written) cannot be gone back from; then there are none, and everything is read.
fn base(live: &Live, seq: i64) -> (Known, Base) {
    let state = live.read();
    if state.head.seq < seq {
        return (Known::Nothing, Base::default());
    }
    (Known::Later, Base::of(&state))
}

/// What is read for a moment.
struct Read {
    /// The facts; of goals those alone that have moved since.
    raw: RawFacts,
    /// How the objectives are sorted.
    places: HashMap<Uuid, Place>,
    /// The goals and alignments that have moved since, or were not there yet.
    moved: HashSet<Uuid>,
    /// Key results that have only been checked in since.
    reported: Vec<Reported>,
}

fn of_facts(
    (_, mut base): (Known, Base),
    read: Read,
    moment: Moment,
    last: Timestamp,
    from: Date,
) -> Result<Past, OpsError> {
    let Read { raw, places, moved, reported } = read;
    base.leave_out(&moved);
    base.take_reports(reported);
    let points: usize = raw.series.iter().map(|series| series.points.len()).sum();
    let mut milestones: HashMap<Uuid, Vec<_>> = HashMap::new();
    for row in &raw.milestones {
        milestones.entry(row.key_result_id).or_default().push(row.clone());
    }
    let goals = raw.objectives.len() + raw.key_results.len() + raw.alignments.len();
    let weight = goals + base.len() + points + raw.kpi_links.len() + raw.people.len();
    let state = load::build(raw, base, last, from)?;
    Ok(Past { state, moment, milestones, alignments: OnceCell::new(), places, weight })
}

/// The facts of a moment. Several questions are asked at a time: each is answered by a thread of
/// its own, or by the server.
async fn read(
    conn: &impl ConnectionTrait,
    org: Uuid,
    moment: &Moment,
    (known, base): &(Known, Base),
    from: Date,
) -> Result<Read, OpsError> {
    let goals = async {
        // The places come first: an objective that moves meanwhile is then among the moved.
        let places = store::objective::places(conn, org).await?;
        let objectives = past::moved::<objective::Entity>(conn, org, moment, *known).await?;
        let alignments = past::moved::<alignment::Entity>(conn, org, moment, *known).await?;
        Ok((places, objectives, alignments))
    };
    let reported = base.reported_since(moment.before);
    let key_results = past::key_results(conn, org, moment, *known, &reported);
    let rest = rest(conn, org, moment, from);
    let read = futures::future::try_join3(key_results, goals, rest).await;
    let read: (past::KeyResultsThen, _, RawFacts) = read?;
    let (key_results, (places, objectives, alignments), mut raw) = read;
    let mut moved: HashSet<Uuid> = HashSet::new();
    moved.extend(objectives.were.iter().map(|row| row.id));
    moved.extend(key_results.moved.were.iter().map(|row| row.id));
    moved.extend(alignments.were.iter().map(|row| row.id));
    moved.extend(objectives.later);
    moved.extend(key_results.moved.later);
    moved.extend(alignments.later);
    let mut places: HashMap<Uuid, Place> = places.into_iter().collect();
    places.extend(
        objectives
            .were
            .iter()
            .map(|row| (row.id, Place { position: row.position, updated_at: row.updated_at })),
    );
    raw.objectives = objectives.were;
    raw.key_results = key_results.moved.were;
    raw.alignments = alignments.were;
    raw.alignments.retain(|row| row.archived_at.is_none());
    Ok(Read { raw, places, moved, reported: key_results.reported })
}

/// All facts but goals and alignments.
async fn rest(
    conn: &impl ConnectionTrait,
    org: Uuid,
    moment: &Moment,
    from: Date,
) -> Result<RawFacts, store::StoreError> {
    let kpis = past::all::<kpi::Entity>(conn, org, moment).await?;
    let series = as_known(conn, org, moment, &kpis, from).await?;
    let mut kpi_links = past::all::<kpi_link::Entity>(conn, org, moment).await?;
    let mut kpi_drivers = past::all::<kpi_driver::Entity>(conn, org, moment).await?;
    let mut kpi_targets = past::all::<kpi_target::Entity>(conn, org, moment).await?;
    let mut milestones = past::all::<milestone::Entity>(conn, org, moment).await?;
    kpi_drivers.retain(|row| row.archived_at.is_none());
    kpi_links.retain(|row| row.archived_at.is_none());
    kpi_targets.retain(|row| row.archived_at.is_none());
    milestones.retain(|row| row.archived_at.is_none());
    milestones.sort_by_key(|row| (row.position, row.id));
    // Their names are today's: they order what is shown and count in no number.
    let kpi_perspectives =
        store::kpi_perspective::all(conn, org, store::page::Archived::With).await?;
    Ok(RawFacts {
        organization: past::organization(conn, org, moment).await?,
        org_units: past::all::<org_unit::Entity>(conn, org, moment).await?,
        people: past::all::<person::Entity>(conn, org, moment).await?,
        memberships: past::all::<membership::Entity>(conn, org, moment).await?,
        manager_lines: past::all::<manager_line::Entity>(conn, org, moment).await?,
        cycles: past::all::<cycle::Entity>(conn, org, moment).await?,
        strategic_pillars: past::all::<strategic_pillar::Entity>(conn, org, moment).await?,
        objectives: Vec::new(),
        key_results: Vec::new(),
        milestones,
        alignments: Vec::new(),
        kpi_perspectives,
        kpis,
        kpi_drivers,
        kpi_links,
        kpi_targets,
        series,
    })
}

/// The measurements as they were known, of the KPIs that were in use.
async fn as_known(
    conn: &impl ConnectionTrait,
    org: Uuid,
    moment: &Moment,
    kpis: &[kpi::Model],
    from: Date,
) -> Result<Vec<Series>, store::StoreError> {
    let mut all = Vec::new();
    for kpi in kpis.iter().filter(|kpi| kpi.archived_at.is_none()) {
        let known = series::of_kpi_as_known(conn, org, kpi.id, from.into(), moment.before).await?;
        all.extend(known);
    }
    Ok(all)
}
