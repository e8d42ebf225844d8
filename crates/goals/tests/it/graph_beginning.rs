//! The organisation that histories begin with: every noun, in order.

use goals::alignment::{Alignment, AlignmentTarget};
use goals::cycle::{Cycle, CyclePhase};
use goals::graph::{Edit, Fact};
use goals::key_result::{KeyResult, Measure, Pace};
use goals::kpi::{Aggregation, Direction, Kpi};
use goals::kpi_link::{KpiLink, KpiRole, LinkWindow};
use goals::objective::{Objective, ObjectiveKind, ProgressMode};
use goals::org_unit::OrgUnit;

use crate::graph_world::*;

/// An organisation to begin with: all nouns, everything in order.
pub(crate) fn beginning() -> Vec<Edit> {
    let facts = structure().into_iter().chain(goals()).chain(measures()).chain(alignments());
    facts.map(Edit::Put).collect()
}

fn structure() -> Vec<Fact> {
    let mut facts = Vec::new();
    for number in 0..UNITS - 1 {
        let parent = (number > 0).then(|| id((number - 1) / 2));
        facts.push(Fact::OrgUnit(OrgUnit { id: id(number), parent, is_archived: false }));
    }
    for number in 0..CYCLES {
        facts.push(Fact::Cycle(Cycle {
            id: id(number),
            parent: (number == 1).then(|| id(0)),
            period: cycle_period(number),
            phase: CyclePhase::Active,
        }));
    }
    facts
}

fn goals() -> Vec<Fact> {
    let mut facts = Vec::new();
    for number in 0..OBJECTIVES - 1 {
        facts.push(Fact::Objective(Objective {
            id: id(number),
            cycle: id(number % 2),
            owner_unit: (number % 3 != 2).then(|| id(number % (UNITS - 1))),
            owner_person: None,
            kind: ObjectiveKind::Committed,
            mode: ProgressMode::Both,
            weight: 1.0,
            is_published: true,
            is_archived: false,
            status_override: None,
            is_excluded: false,
        }));
    }
    for number in 0..KEY_RESULTS - 4 {
        facts.push(Fact::KeyResult(KeyResult {
            id: id(number),
            objective: id(if number < 30 { 0 } else { number % (OBJECTIVES - 1) }),
            measure: Measure::Reach { start: 0.0, target: 10.0 },
            original: None,
            over_time: false,
            pace: Pace::Linear,
            current: Some(number as f64 / 3.0),
            weight: 1.0,
            status_override: None,
            is_excluded: false,
            is_archived: false,
        }));
    }
    facts
}

fn measures() -> Vec<Fact> {
    let mut facts = Vec::new();
    for number in 0..KPIS {
        let aggregation = if number == 2 { Aggregation::Ratio } else { Aggregation::Sum };
        let versions = versions((number >= 3).then_some(number as usize), false);
        let kpi = kpi(number, Direction::Higher, aggregation, false);
        facts.push(Fact::Kpi(Kpi { versions, ..kpi }));
    }
    for number in 0..LINKS - 4 {
        facts.push(Fact::KpiLink(KpiLink {
            id: id(number),
            key_result: id(number / 2),
            kpi: id(number % KPIS),
            role: if number % 2 == 0 { KpiRole::Measures } else { KpiRole::Guards },
            org_unit: (number % 3 == 0).then(|| id(number % (UNITS - 1))),
            person: None,
            window: LinkWindow::CycleToDate,
            limit: Some(5.0),
        }));
    }
    facts
}

fn alignments() -> Vec<Fact> {
    let mut facts = Vec::new();
    for number in 0..24 {
        // Low supports high, so that there is no circle; most support objective 7.
        let objective = number % 7;
        let target = if number < 20 { 7 } else { objective + 1 };
        facts.push(Fact::Alignment(Alignment {
            id: id(number),
            objective: id(objective),
            target: AlignmentTarget::Objective(id(target)),
            contribution: Some(1.0 + number as f64 / 10.0),
        }));
    }
    facts
}
