//! Builds the state of a moment: the same facts as the live one is loaded from, read from the log.
//!
//! To let a new noun be part of the past: its line in [`facts`].

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use sea_orm::ConnectionTrait;
use store::entity::{
    alignment, cycle, kpi, kpi_driver, kpi_link, kpi_target, manager_line, membership, milestone,
    objective, org_unit, person, strategic_pillar,
};
use store::facts::RawFacts;
use store::measurement::series::{self, Series};
use store::past::{self, Moment};
use uuid::Uuid;

use crate::app::App;
use crate::error::OpsError;
use crate::limits::LIVE_DAYS;
use crate::live::{LiveState, held, load};

/// An organisation as it was known at a moment.
pub struct Past {
    /// Names, structure and scores.
    pub state: LiveState,
    /// When.
    pub moment: Moment,
    /// The steps of each key result, as arranged.
    pub(super) milestones: HashMap<Uuid, Vec<milestone::Model>>,
    /// Who supported whom.
    pub(super) alignments: Vec<alignment::Model>,
    /// How the objectives are sorted.
    pub(super) places: HashMap<Uuid, Sorted>,
    /// How many facts are held, which is what it costs.
    pub(super) weight: usize,
}

/// What lists of objectives are sorted by, beside the words and the identity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sorted {
    pub(super) position: i32,
    pub(super) updated_at: i64,
}

/// Reads the facts of a moment and computes its scores.
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
    let raw = facts(app.database().read(), organization_id, &moment, from).await?;
    let known_before = Some(moment.before);
    let building = tokio::task::spawn_blocking(move || of_facts(raw, moment, last, from));
    let mut past = building.await.map_err(|error| OpsError::Internal(error.to_string()))??;
    held::complete(&mut past.state, app.database().read(), known_before).await?;
    let duration_ms = started.elapsed().as_secs_f64() * 1000.0;
    tracing::info!(
        organization.id = %organization_id, seq = past.moment.head.seq, duration_ms,
        "Built the past of organisation {organization_id} in {duration_ms:.0} ms"
    );
    Ok(past)
}

fn of_facts(raw: RawFacts, moment: Moment, last: Timestamp, from: Date) -> Result<Past, OpsError> {
    let points: usize = raw.series.iter().map(|series| series.points.len()).sum();
    let mut milestones: HashMap<Uuid, Vec<_>> = HashMap::new();
    for row in &raw.milestones {
        milestones.entry(row.key_result_id).or_default().push(row.clone());
    }
    let alignments = raw.alignments.clone();
    let sorted = |row: &objective::Model| {
        (row.id, Sorted { position: row.position, updated_at: row.updated_at })
    };
    let places = raw.objectives.iter().map(sorted).collect();
    let goals = raw.objectives.len() + raw.key_results.len();
    let weight = goals + points + alignments.len() + raw.kpi_links.len() + raw.people.len();
    let state = load::build(raw, last, from)?;
    Ok(Past { state, moment, milestones, alignments, places, weight })
}

/// The facts of a moment. Several questions are asked at a time: each is answered by a thread of
/// its own, or by the server.
async fn facts(
    conn: &impl ConnectionTrait,
    org: Uuid,
    moment: &Moment,
    from: Date,
) -> Result<RawFacts, OpsError> {
    let goals = async {
        let objectives = past::all::<objective::Entity>(conn, org, moment).await?;
        let alignments = past::all::<alignment::Entity>(conn, org, moment).await?;
        Ok((objectives, alignments))
    };
    let measured = async {
        let kpis = past::all::<kpi::Entity>(conn, org, moment).await?;
        let series = as_known(conn, org, moment, &kpis, from).await?;
        let links = past::all::<kpi_link::Entity>(conn, org, moment).await?;
        let drivers = past::all::<kpi_driver::Entity>(conn, org, moment).await?;
        let targets = past::all::<kpi_target::Entity>(conn, org, moment).await?;
        let milestones = past::all::<milestone::Entity>(conn, org, moment).await?;
        Ok((kpis, series, drivers, links, targets, milestones))
    };
    let around = async {
        Ok((
            past::organization(conn, org, moment).await?,
            past::all::<org_unit::Entity>(conn, org, moment).await?,
            past::all::<person::Entity>(conn, org, moment).await?,
            past::all::<membership::Entity>(conn, org, moment).await?,
            past::all::<manager_line::Entity>(conn, org, moment).await?,
            past::all::<cycle::Entity>(conn, org, moment).await?,
            past::all::<strategic_pillar::Entity>(conn, org, moment).await?,
        ))
    };
    let key_results = past::key_results(conn, org, moment);
    let read = futures::future::try_join4(key_results, goals, measured, around);
    let read: Result<_, store::StoreError> = read.await;
    let (key_results, (objectives, mut alignments), measured, around) = read?;
    let (kpis, series, mut kpi_drivers, mut kpi_links, mut kpi_targets, mut milestones) = measured;
    let (organization, org_units, people, memberships, manager_lines, cycles, pillars) = around;
    alignments.retain(|row| row.archived_at.is_none());
    kpi_drivers.retain(|row| row.archived_at.is_none());
    kpi_links.retain(|row| row.archived_at.is_none());
    kpi_targets.retain(|row| row.archived_at.is_none());
    milestones.retain(|row| row.archived_at.is_none());
    milestones.sort_by_key(|row| (row.position, row.id));
    // Their names are today's: they order what is shown and count in no number.
    let kpi_perspectives =
        store::kpi_perspective::all(conn, org, store::page::Archived::With).await?;
    Ok(RawFacts {
        kpi_perspectives,
        organization,
        org_units,
        people,
        memberships,
        manager_lines,
        cycles,
        strategic_pillars: pillars,
        objectives,
        key_results,
        milestones,
        alignments,
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
