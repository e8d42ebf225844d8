//! Loads an organisation's live state from the facts, in one consistent read.

use std::collections::HashMap;

use goals::graph::{Facts, Graph};
use goals::id::KpiId;
use goals::kpi::Point;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use store::Database;
use store::change::Head;
use store::facts::RawFacts;
use uuid::Uuid;

use super::base::Base;
use super::refresh::Refreshed;
use super::{Directory, Held, LiveState, convert, held};
use crate::error::OpsError;
use crate::limits::LIVE_DAYS;

/// The live state at the last committed change.
///
/// Measurements from before [`LIVE_DAYS`] ago stay in the store, unless a score rests on them
/// (`held.rs`); pages that show older periods read them there.
///
/// # Errors
/// `Store` when the facts cannot be read; `Refused` when they contradict each other, which the
/// store's constraints and the use cases keep from happening.
pub(crate) async fn load(
    database: &Database,
    organization_id: Uuid,
    now: Timestamp,
) -> Result<LiveState, OpsError> {
    let started = std::time::Instant::now();
    let oldest = now - SignedDuration::from_hours(24 * LIVE_DAYS);
    let from = oldest.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    let snapshot = database.snapshot().await?;
    let raw = store::facts::load(&snapshot, organization_id, from.into()).await?;
    let mut state = build(raw, Base::default(), now, from)?;
    held::complete(&mut state, &snapshot, None).await?;
    snapshot.rollback().await?;
    let duration_ms = started.elapsed().as_secs_f64() * 1000.0;
    tracing::info!(
        organization.id = %organization_id, seq = state.head.seq, duration_ms,
        "Loaded the live state of organisation {organization_id} in {duration_ms:.0} ms"
    );
    Ok(state)
}

/// The state that facts, and the goals of `base`, come to on the business day of `now`.
///
/// # Errors
/// `Refused` when the facts contradict each other.
pub(crate) fn build(
    raw: RawFacts,
    mut base: Base,
    now: Timestamp,
    loaded_from: Date,
) -> Result<LiveState, OpsError> {
    let head = Head { seq: raw.organization.seq, hash: raw.organization.head_hash.clone() };
    let mut milestones: HashMap<Uuid, Vec<_>> = HashMap::new();
    for row in raw.milestones {
        milestones.entry(row.key_result_id).or_default().push(row);
    }
    let steps_of = |id: Uuid| milestones.get(&id).map_or(&[][..], Vec::as_slice);
    base.take_steps(steps_of);
    let facts = Facts {
        organization: convert::organization(&raw.organization),
        org_units: raw.org_units.iter().map(convert::org_unit).collect(),
        cycles: raw.cycles.iter().filter_map(convert::cycle).collect(),
        objectives: joined(base.goals.objectives, raw.objectives.iter().map(convert::objective)),
        key_results: joined(
            base.goals.key_results,
            raw.key_results.iter().map(|row| convert::key_result(row, steps_of(row.id))),
        ),
        alignments: joined(
            base.goals.alignments,
            raw.alignments.iter().filter_map(convert::alignment),
        ),
        kpis: raw.kpis.iter().map(convert::kpi).collect(),
        kpi_links: raw.kpi_links.iter().map(convert::kpi_link).collect(),
        kpi_targets: raw.kpi_targets.iter().filter_map(convert::kpi_target).collect(),
        points: raw.series.into_iter().flat_map(points).collect(),
    };
    let mut directory = Directory::new(raw.organization);
    directory.take_cards(base.cards);
    raw.org_units.into_iter().for_each(|row| directory.put(Refreshed::OrgUnit(row)));
    raw.people.into_iter().for_each(|row| directory.put(Refreshed::Person(row)));
    raw.memberships.into_iter().for_each(|row| directory.put(Refreshed::Membership(row)));
    raw.manager_lines.into_iter().for_each(|row| directory.put(Refreshed::ManagerLine(row)));
    raw.cycles.into_iter().for_each(|row| directory.put(Refreshed::Cycle(row)));
    raw.strategic_pillars
        .into_iter()
        .for_each(|row| directory.put(Refreshed::StrategicPillar(row)));
    raw.objectives.into_iter().for_each(|row| directory.put(Refreshed::Objective(row)));
    raw.kpi_perspectives.into_iter().for_each(|row| directory.put(Refreshed::KpiPerspective(row)));
    raw.kpis.into_iter().for_each(|row| directory.put(Refreshed::Kpi(row)));
    raw.kpi_drivers.into_iter().for_each(|row| directory.put(Refreshed::KpiDriver(row)));
    raw.kpi_targets.into_iter().for_each(|row| directory.put(Refreshed::KpiTarget(row)));
    raw.kpi_links.into_iter().for_each(|row| directory.put(Refreshed::KpiLink(row)));
    for row in raw.key_results {
        directory.put(Refreshed::KeyResult(row, Vec::new()));
    }
    let today = directory.business_day(now);
    let graph = Graph::build(facts, today)?;
    Ok(LiveState { head, directory, graph, today, held: Held::since(loaded_from) })
}

fn joined<T>(mut all: Vec<T>, more: impl Iterator<Item = T>) -> Vec<T> {
    all.extend(more);
    all
}

fn points(series: store::measurement::Series) -> impl Iterator<Item = Point> {
    let kpi = KpiId(series.kpi_id);
    let whose = convert::whose(series.subject_kind, series.subject_id, series.org_unit_id);
    series.points.into_iter().filter_map(move |(start, number)| {
        let (org_unit, person) = whose?;
        let cell = convert::cell(number.value, number.numerator, number.denominator)?;
        Some(Point { kpi, org_unit, person, start, cell })
    })
}
