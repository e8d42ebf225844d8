//! What is seen of a KPI of one unit: whether each kind of alert is to be open.
//!
//! Months (or longer) are held against corridor and target; what is measured per day is watched for
//! the unusual by weeks, since single days are noisy.

use forecast::anomaly::Anomaly;
use forecast::subject::{self, Subject};
use forecast::watch::{self, Verdict};
use forecast::{LEVEL_DEFAULT, staleness::Staleness};
use goals::cube::{Cube, SeriesPoint};
use goals::id::{KpiId, OrgUnitId};
use goals::kpi::Direction;
use goals::kpi_target::Marks;
use goals::period::{Grain, Period};
use jiff::civil::Date;
use store::alert::Facts;
use store::entity::kpi::Model;
use store::word::AlertKind;
use uuid::Uuid;

use crate::forecast::{TargetAhead, Until, asking, late, targets};
use crate::kpi_standing::marks_in;
use crate::kpi_tile::display_grain;
use crate::limits::WATCHED_UNITS_MAX;
use crate::live::{LiveState, convert};

/// Complete periods that a corridor is judged by.
const CORRIDOR_PERIODS: usize = 12;
/// The last periods of which most have to be recorded before the next one is expected.
const REGULAR_PERIODS: i32 = 8;
/// The share of them.
const REGULAR_SHARE: f64 = 0.75;
/// Periods that have to be recorded before the next one is expected.
const REGULAR_PERIODS_MIN: usize = 3;

/// One kind of alert, as it looks for a unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sight {
    pub(crate) unit: OrgUnitId,
    pub(crate) kind: AlertKind,
    pub(crate) urgency: i64,
    pub(crate) since: Date,
    pub(crate) facts: Facts,
    verdict: Verdict,
}

impl Sight {
    /// Whether the alert is to be open.
    pub(crate) fn is_raised(&self) -> bool {
        self.verdict == Verdict::Open
    }

    /// Whether an open alert is to be closed.
    pub(crate) fn is_over(&self) -> bool {
        self.verdict == Verdict::Close
    }
}

/// The units for which a KPI is watched: the root, those with a target of their own and those that
/// record values; `None` when there is no such KPI, none when it is archived.
pub(crate) fn units(state: &LiveState, kpi: Uuid) -> Option<Vec<OrgUnitId>> {
    let model = state.directory.kpi(kpi)?;
    if model.archived_at.is_some() {
        return Some(Vec::new());
    }
    let root = state.directory.root().map(|root| root.id);
    let targeted = state.directory.targets_of(kpi).filter_map(|target| target.org_unit_id);
    let mut recording: Vec<Uuid> =
        state.graph.cube().points_of(KpiId(kpi)).map(|point| point.org_unit.0).collect();
    recording.dedup();
    let mut units: Vec<Uuid> = Vec::new();
    for unit in root.into_iter().chain(targeted).chain(recording) {
        let is_kept = state.directory.unit(unit).is_some_and(|unit| unit.archived_at.is_none());
        if is_kept && !units.contains(&unit) && units.len() < WATCHED_UNITS_MAX {
            units.push(unit);
        }
    }
    Some(units.into_iter().map(OrgUnitId).collect())
}

/// What is seen of a KPI of one unit.
pub(crate) fn look(state: &LiveState, kpi: Uuid, unit: OrgUnitId) -> Vec<Sight> {
    let Some(model) = state.directory.kpi(kpi) else { return Vec::new() };
    let cube = state.graph.cube();
    let grain = display_grain(model.frequency.into());
    let asking = asking(model, unit, grain, state.whole_from(KpiId(kpi)), state.today);
    let Ok(subject) = Subject::read(cube, &asking) else { return Vec::new() };
    let is_root = state.directory.root().is_some_and(|root| root.id == unit.0);
    let sight = |kind, verdict, urgency: i64, since, facts| {
        let urgency = urgency + if is_root { 40 } else { 0 };
        Sight { unit, kind, verdict, urgency, since, facts }
    };
    let (verdict, urgency, since, facts) = off_target(state, model, unit, &subject, grain);
    let forecast = sight(AlertKind::OffTargetForecast, verdict, urgency, since, facts);
    let (verdict, since, facts) = corridor(state, model, unit, &subject);
    let breach = sight(AlertKind::CorridorBreach, verdict, 300, since, facts);
    let watched = match Grain::from(model.frequency) {
        Grain::Day => Grain::Week,
        grain => grain,
    };
    let unusual = subject::unusual(cube, &subject::Asked { grain: watched, ..asking });
    let (verdict, urgency, since, facts) = unusual
        .map(|(points, found)| unusual_of(&points, &found, state.today))
        .unwrap_or((Verdict::Close, 0, state.today, Facts::default()));
    let anomaly = sight(AlertKind::Anomaly, verdict, urgency, since, facts);
    let (verdict, urgency, since, facts) = stale(cube, model, unit, state.today);
    vec![forecast, breach, anomaly, sight(AlertKind::Stale, verdict, urgency, since, facts)]
}

fn off_target(
    state: &LiveState,
    model: &Model,
    unit: OrgUnitId,
    subject: &Subject,
    grain: Grain,
) -> (Verdict, i64, Date, Facts) {
    let found = targets(state, model, unit, subject, grain, LEVEL_DEFAULT);
    // The longest view: the target's own span, else the cycle, else the running period.
    let rank = |target: &&TargetAhead| match target.until {
        Until::Target => 2,
        Until::Cycle(_) => 1,
        Until::Period => 0,
    };
    let target = found.iter().max_by_key(rank);
    let probability = target.map(|target| target.probability);
    let verdict = watch::target(probability);
    let running = subject.calendar().period_containing(grain, state.today);
    let Some(target) = target else { return (verdict, 0, running.start, Facts::default()) };
    let outlook = &target.ahead.outlook;
    let facts = Facts {
        until_on: Some(target.ahead.span.end.into()),
        value: Some(outlook.point),
        lower: Some(outlook.lower),
        upper: Some(outlook.upper),
        probability,
        ..of_marks(&target.marks)
    };
    let urgency = 200 + ((watch::PROBABILITY_OPENS - target.probability).max(0.0) * 400.0) as i64;
    (verdict, urgency, running.start, facts)
}

fn corridor(
    state: &LiveState,
    model: &Model,
    unit: OrgUnitId,
    subject: &Subject,
) -> (Verdict, Date, Facts) {
    let direction: Direction = convert::kpi(model).direction;
    let latest = subject.history().iter().rev().take(CORRIDOR_PERIODS).rev();
    let judged: Vec<(Period, f64, Marks)> = latest
        .filter_map(|point| {
            let marks = marks_in(&state.directory, model, unit, point.period)?;
            Some((point.period, point.value?, marks))
        })
        .collect();
    let periods: Vec<(f64, Marks)> =
        judged.iter().map(|(_, value, marks)| (*value, *marks)).collect();
    let outside = judged
        .iter()
        .rev()
        .take_while(|(_, value, marks)| watch::is_outside(direction, *value, marks) == Some(true));
    let since = outside.last().map_or(state.today, |(period, ..)| period.start);
    let facts = judged.last().map_or_else(Facts::default, |(period, value, marks)| Facts {
        until_on: Some(period.end.into()),
        value: Some(*value),
        ..of_marks(marks)
    });
    (watch::corridor(direction, &periods), since, facts)
}

fn unusual_of(
    points: &[SeriesPoint],
    found: &[Anomaly],
    today: Date,
) -> (Verdict, i64, Date, Facts) {
    let of = |index: usize| found.iter().find(|anomaly| anomaly.index == index);
    let valued: Vec<usize> =
        (0..points.len()).filter(|index| points[*index].value.is_some()).collect();
    let flags: Vec<bool> = valued.iter().map(|index| of(*index).is_some()).collect();
    let run = flags.iter().rev().take_while(|flag| **flag).count().max(1);
    let first = valued.len().checked_sub(run).map(|at| &points[valued[at]]);
    let since = first.map_or(today, |point| point.period.start);
    let latest = valued.last().and_then(|index| Some((&points[*index], of(*index)?)));
    let score = latest.map_or(0.0, |(_, anomaly)| anomaly.score);
    let facts = latest.map_or_else(Facts::default, |(point, anomaly)| Facts {
        until_on: Some(point.period.end.into()),
        value: Some(anomaly.value),
        expected: Some(anomaly.expected),
        score: Some(anomaly.score),
        ..Facts::default()
    });
    (watch::anomaly(&flags), 150 + score.abs().min(40.0) as i64, since, facts)
}

fn stale(cube: &Cube, model: &Model, unit: OrgUnitId, today: Date) -> (Verdict, i64, Date, Facts) {
    let within = |point: &goals::kpi::Point| cube.is_within(point.org_unit, unit);
    let recorded = cube.points_of(KpiId(model.id)).filter(within);
    let starts: std::collections::BTreeSet<Date> = recorded.map(|point| point.start).collect();
    let Some(found) = starts.last().map(|latest| late(cube.calendar(), model, *latest, today))
    else {
        return (Verdict::Close, 0, today, Facts::default());
    };
    let Staleness { awaited, due_on, is_late, late_periods, .. } = found;
    let is_regular = is_regular(cube, model, &starts, found.latest);
    let facts = Facts {
        until_on: Some(awaited.end.into()),
        due_on: Some(due_on.into()),
        late_periods: Some(late_periods),
        ..Facts::default()
    };
    let urgency = 100 + i64::from(late_periods.min(40));
    (watch::late(is_late && is_regular), urgency, awaited.start, facts)
}

/// Whether most of the last periods are recorded: of a unit that records now and then, nothing is
/// late.
fn is_regular(
    cube: &Cube,
    model: &Model,
    starts: &std::collections::BTreeSet<Date>,
    latest: Period,
) -> bool {
    let (calendar, grain) = (cube.calendar(), Grain::from(model.frequency));
    let index = |day: Date| calendar.index(grain, day);
    let first = starts.first().map_or(0, |first| index(*first));
    let last = index(latest.start);
    let begin = first.max(last + 1 - REGULAR_PERIODS);
    let there = starts.iter().rev().take_while(|start| index(**start) >= begin).count();
    starts.len() >= REGULAR_PERIODS_MIN
        && there as f64 >= REGULAR_SHARE * f64::from(last + 1 - begin)
}

fn of_marks(marks: &Marks) -> Facts {
    Facts {
        target: marks.target.or(marks.stretch),
        floor: marks.floor,
        range_low: marks.range.map(|(low, _)| low),
        range_high: marks.range.map(|(_, high)| high),
        ..Facts::default()
    }
}
