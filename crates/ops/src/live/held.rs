//! Which measurements are in memory: those of the last `LIVE_DAYS`, and older ones where what is
//! read from memory rests on them.
//!
//! A score of years ago is still shown, a KPI that is measured once a year is shown over years, a
//! formula looks back, and a value that still holds may have been recorded at any time. The
//! invariant: *what is read from memory is what all measurements would come to*; what it cannot be
//! is read from the store ([`crate::series`]).

use std::collections::{BTreeMap, HashMap, HashSet};

use goals::id::KpiId;
use goals::kpi::{POINT_EARLIEST, Point};
use goals::period::{Calendar, Grain};
use jiff::Span;
use jiff::civil::Date;
use sea_orm::ConnectionTrait;
use store::entity::{cycle, kpi, kpi_link};
use store::measurement::Series;
use store::measurement::series;
use store::word::MissingPolicy;
use uuid::Uuid;

use super::recorded::{Noun, Touched};
use super::{LiveState, convert};
use crate::error::OpsError;
use crate::kpi_tile::{display_grain, last_periods};
use crate::limits::SERIES_PERIODS_DEFAULT;

/// The week that reaches into the first period begins before it.
const WEEK_DAYS: i64 = 7;
/// A seasonal pace reads the year before.
const YEAR_DAYS: i64 = 366;

/// Which measurements are in memory.
#[derive(Debug, Clone)]
pub struct Held {
    /// Of every KPI, those whose period starts on this day or later.
    general: Date,
    /// Of these, from an earlier day on.
    earlier: HashMap<Uuid, Date>,
    /// Of these, also the last one of each unit before this day.
    last_before: HashMap<Uuid, Date>,
}

/// What a state rests on and does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lacking {
    since: BTreeMap<Uuid, Date>,
    last_before: BTreeMap<Uuid, Date>,
}

impl Held {
    pub(crate) fn since(general: Date) -> Self {
        Self { general, earlier: HashMap::new(), last_before: HashMap::new() }
    }

    /// From which day on all measurements of the KPI are in memory.
    pub fn from(&self, kpi: Uuid) -> Date {
        self.earlier.get(&kpi).copied().unwrap_or(self.general)
    }

    /// Whether a measurement belongs into memory.
    pub(crate) fn keeps(&self, kpi: Uuid, day: Date) -> bool {
        day >= self.from(kpi) || self.last_before.contains_key(&kpi)
    }

    pub(super) fn take(&mut self, lacking: Lacking) {
        self.earlier.extend(lacking.since);
        self.last_before.extend(lacking.last_before);
    }
}

impl LiveState {
    /// From which day on values of the KPI are whole when they are read from memory.
    pub(crate) fn whole_from(&self, kpi: KpiId) -> Date {
        let reach = self.graph.cube().reach_days(kpi, longest(Grain::Month));
        let days = reach.unwrap_or(0).saturating_add(WEEK_DAYS);
        later(self.held.general, days).min(self.today)
    }
}

impl Lacking {
    pub(crate) fn is_empty(&self) -> bool {
        self.since.is_empty() && self.last_before.is_empty()
    }
}

/// Whether changes to these may make a state lack something.
pub(crate) fn may_lack(touched: &[Touched]) -> bool {
    touched.iter().any(|own| matches!(own.noun, Noun::Kpi | Noun::KpiLink | Noun::Cycle))
}

/// Whether the KPI's gaps stand for something that an earlier value tells.
pub(crate) fn fills_gaps(kpi: &kpi::Model) -> bool {
    kpi.missing_policy != MissingPolicy::Null
}

/// From which day on measurements are needed to compute a KPI from `start` on, in periods of
/// `grain`.
pub(crate) fn needed_from(state: &LiveState, kpi: KpiId, grain: Grain, start: Date) -> Date {
    back(state, kpi, longest(grain), start)
}

fn back(state: &LiveState, kpi: KpiId, span_days: i64, start: Date) -> Date {
    match state.graph.cube().reach_days(kpi, span_days) {
        Some(days) => earlier(start, days.saturating_add(WEEK_DAYS)),
        None => POINT_EARLIEST,
    }
}

/// What the state rests on and does not hold.
pub(crate) fn lacking(state: &LiveState) -> Lacking {
    let mut lacking = Lacking::default();
    let calendar = state.directory.calendar();
    let need = |lacking: &mut Lacking, kpi: KpiId, from: Date| {
        for own in state.graph.cube().rests_on(kpi) {
            let known = lacking.since.get(&own.0).copied();
            if from < known.unwrap_or(state.held.from(own.0)) {
                lacking.since.insert(own.0, from);
            }
        }
    };
    let kept: Vec<&kpi::Model> =
        state.directory.kpis().filter(|kpi| kpi.archived_at.is_none()).collect();
    for kpi in &kept {
        let from = shown_from(state, kpi, &calendar);
        need(&mut lacking, KpiId(kpi.id), from);
    }
    // Many links read the same KPI in the same cycle.
    let mut seen = HashSet::new();
    for link in state.directory.links() {
        let Some(cycle) = cycle_of(state, link) else { continue };
        if seen.insert((link.kpi_id, cycle.id, link.window_periods))
            && let Some(from) = read_from(state, link, cycle)
        {
            need(&mut lacking, KpiId(link.kpi_id), from);
        }
    }
    lacking.since.retain(|kpi, _| kept.iter().any(|own| own.id == *kpi));
    for kpi in kept.iter().filter(|kpi| fills_gaps(kpi)) {
        let from = lacking.since.get(&kpi.id).copied().unwrap_or(state.held.from(kpi.id));
        if state.held.last_before.get(&kpi.id) != Some(&from) {
            lacking.last_before.insert(kpi.id, from);
        }
    }
    lacking
}

/// From which day on the periods count that a KPI is shown in at a glance.
fn shown_from(state: &LiveState, kpi: &kpi::Model, calendar: &Calendar) -> Date {
    let grain = display_grain(kpi.frequency.into());
    let count = SERIES_PERIODS_DEFAULT + 1;
    let span = last_periods(calendar, grain, state.today, count);
    needed_from(state, KpiId(kpi.id), grain, span.start)
}

fn cycle_of<'a>(state: &'a LiveState, link: &kpi_link::Model) -> Option<&'a cycle::Model> {
    let objective = state.directory.key_result(link.key_result_id)?.objective_id;
    state.directory.cycle(state.directory.objective(objective)?.cycle_id)
}

/// From which day on a link of this cycle reads its KPI.
fn read_from(state: &LiveState, link: &kpi_link::Model, cycle: &cycle::Model) -> Option<Date> {
    let kpi = state.directory.kpi(link.kpi_id)?;
    let (starts_on, ends_on) = (cycle.starts_on.0, cycle.ends_on.0);
    let each = longest(kpi.frequency.into());
    let rolled = i64::from(link.window_periods.unwrap_or(1).max(1)).saturating_mul(each);
    let cycle_days = i64::from((ends_on - starts_on).get_days());
    let start = earlier(starts_on, YEAR_DAYS.saturating_add(rolled));
    Some(back(state, KpiId(kpi.id), cycle_days.max(rolled), start))
}

/// Reads what a state lacks, as it is now or as it was known.
///
/// # Errors
/// `Store` when it cannot be read.
pub(crate) async fn read(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    lacking: &Lacking,
    known_before: Option<i64>,
) -> Result<Vec<Point>, OpsError> {
    let mut all = Vec::new();
    for (kpi, from) in &lacking.since {
        all.extend(since(conn, organization_id, *kpi, *from, known_before).await?);
    }
    for (kpi, before) in &lacking.last_before {
        all.extend(last_before(conn, organization_id, *kpi, *before, known_before).await?);
    }
    Ok(all.iter().flat_map(Series::raw_points).filter_map(convert::raw_point).collect())
}

/// Reads into a new state what it lacks.
///
/// # Errors
/// `Store` when it cannot be read, `Refused` when it contradicts the rest.
pub(crate) async fn complete(
    state: &mut LiveState,
    conn: &impl ConnectionTrait,
    known_before: Option<i64>,
) -> Result<(), OpsError> {
    let lacking = lacking(state);
    if !lacking.is_empty() {
        let organization_id = state.directory.organization().id;
        let points = read(conn, organization_id, &lacking, known_before).await?;
        state.take_older(lacking, points)?;
    }
    Ok(())
}

/// The measurements of a KPI whose period starts on `from` or later.
pub(crate) async fn since(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi: Uuid,
    from: Date,
    known_before: Option<i64>,
) -> Result<Vec<Series>, OpsError> {
    Ok(match known_before {
        None => series::of_kpi_since(conn, organization_id, kpi, from.into()).await?,
        Some(at) => series::of_kpi_as_known(conn, organization_id, kpi, from.into(), at).await?,
    })
}

/// The last measurement of each unit before a day.
pub(crate) async fn last_before(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi: Uuid,
    before: Date,
    known_before: Option<i64>,
) -> Result<Vec<Series>, OpsError> {
    let before = before.into();
    Ok(series::last_of_kpi_before(conn, organization_id, kpi, before, known_before).await?)
}

/// The days that the longest period of a grain has.
fn longest(grain: Grain) -> i64 {
    match grain {
        Grain::Day => 1,
        Grain::Week => 7,
        Grain::Month => 31,
        Grain::Quarter => 92,
        Grain::Half => 184,
        Grain::Year => 366,
    }
}

fn earlier(day: Date, days: i64) -> Date {
    match Span::new().try_days(days) {
        Ok(span) => day.saturating_sub(span).max(POINT_EARLIEST),
        Err(_) => POINT_EARLIEST,
    }
}

fn later(day: Date, days: i64) -> Date {
    Span::new().try_days(days).map_or(Date::MAX, |span| day.saturating_add(span))
}
