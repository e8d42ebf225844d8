//! Organisations small enough to compute by hand.

use goals::alignment::{Alignment, AlignmentTarget};
use goals::cycle::{Cycle, CyclePhase};
use goals::graph::{Edit, Fact, Facts, Graph, Node};
use goals::id::{AlignmentId, CycleId, KeyResultId, KpiId, KpiLinkId, ObjectiveId, OrgUnitId};
use goals::key_result::{KeyResult, Measure, Pace};
use goals::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point};
use goals::kpi_link::{KpiLink, KpiRole, LinkWindow};
use goals::objective::{Objective, ObjectiveKind, ProgressMode};
use goals::org_unit::OrgUnit;
use goals::period::{Grain, Period};
use jiff::civil::{Date, date};
use uuid::Uuid;

use crate::graph_world::organization;

/// Half of the third quarter's working days are gone: 33 of 66.
pub(crate) const TODAY: Date = date(2013, 8, 15);
pub(crate) const QUARTER: CycleId = CycleId(Uuid::from_u128(1));
pub(crate) const YEAR: CycleId = CycleId(Uuid::from_u128(2));
pub(crate) const COMPANY: OrgUnitId = OrgUnitId(Uuid::from_u128(1));
pub(crate) const TEAM: OrgUnitId = OrgUnitId(Uuid::from_u128(2));

pub(crate) fn obj(number: u128) -> ObjectiveId {
    ObjectiveId(Uuid::from_u128(number))
}

pub(crate) fn kr(number: u128) -> KeyResultId {
    KeyResultId(Uuid::from_u128(number))
}

/// A company with one team, a year and a quarter inside it.
pub(crate) fn empty() -> Facts {
    let unit = |id, parent| OrgUnit { id, parent, is_archived: false };
    let cycle = |id, parent, start, end| {
        let period = Period { start, end };
        Cycle { id, parent, period, phase: CyclePhase::Active }
    };
    Facts {
        org_units: vec![unit(COMPANY, None), unit(TEAM, Some(COMPANY))],
        cycles: vec![
            cycle(YEAR, None, date(2013, 1, 1), date(2014, 1, 1)),
            cycle(QUARTER, Some(YEAR), date(2013, 7, 1), date(2013, 10, 1)),
        ],
        ..Facts::empty(organization())
    }
}

pub(crate) fn objective(number: u128) -> Objective {
    Objective {
        id: obj(number),
        cycle: QUARTER,
        owner_unit: Some(COMPANY),
        owner_person: None,
        kind: ObjectiveKind::Committed,
        mode: ProgressMode::Both,
        weight: 1.0,
        is_published: true,
        is_archived: false,
        status_override: None,
        is_excluded: false,
    }
}

/// From 0 to 10, now at `current`.
pub(crate) fn key_result(
    number: u128,
    objective: u128,
    weight: f64,
    current: Option<f64>,
) -> KeyResult {
    KeyResult {
        id: kr(number),
        objective: obj(objective),
        measure: Measure::Reach { start: 0.0, target: 10.0 },
        original: None,
        over_time: false,
        pace: Pace::Linear,
        current,
        weight,
        status_override: None,
        is_excluded: false,
        is_archived: false,
    }
}

pub(crate) fn support(
    number: u128,
    objective: u128,
    target: u128,
    contribution: Option<f64>,
) -> Alignment {
    Alignment {
        id: AlignmentId(Uuid::from_u128(number)),
        objective: obj(objective),
        target: AlignmentTarget::Objective(obj(target)),
        contribution,
    }
}

/// Objective 1 with key results at 5 (weight 3) and 9 (weight 1).
pub(crate) fn two_key_results() -> Facts {
    Facts {
        objectives: vec![objective(1)],
        key_results: vec![key_result(1, 1, 3.0, Some(5.0)), key_result(2, 1, 1.0, Some(9.0))],
        ..empty()
    }
}

pub(crate) fn build(facts: Facts) -> Graph {
    Graph::build(facts, TODAY).unwrap()
}

pub(crate) fn put(graph: &mut Graph, fact: Fact) -> Vec<Node> {
    graph.apply(Edit::Put(fact)).unwrap();
    graph.execution_log().nodes().to_vec()
}

pub(crate) fn progress(graph: &Graph, number: u128) -> Option<f64> {
    graph.objective(obj(number)).unwrap().progress
}

/// Objective 1's key results measured and guarded by one KPI each, per week.
pub(crate) fn measured() -> Facts {
    let kpi = |number| Kpi {
        id: KpiId(Uuid::from_u128(number)),
        direction: Direction::Lower,
        frequency: Grain::Week,
        time_aggregation: Aggregation::Sum,
        unit_aggregation: Aggregation::Sum,
        missing: MissingPolicy::Null,
        versions: Vec::new(),
        is_archived: false,
    };
    let link = |number, role| KpiLink {
        id: KpiLinkId(Uuid::from_u128(number)),
        key_result: kr(number),
        kpi: KpiId(Uuid::from_u128(number)),
        role,
        org_unit: None,
        person: None,
        window: LinkWindow::CycleToDate,
        limit: Some(3.0),
    };
    Facts {
        kpis: vec![kpi(1), kpi(2)],
        kpi_links: vec![link(1, KpiRole::Measures), link(2, KpiRole::Guards)],
        ..two_key_results()
    }
}

pub(crate) fn point(kpi: u128, start: Date, value: f64) -> Edit {
    let kpi = KpiId(Uuid::from_u128(kpi));
    Edit::Points(vec![Point { kpi, org_unit: TEAM, person: None, start, cell: Cell::Value(value) }])
}
