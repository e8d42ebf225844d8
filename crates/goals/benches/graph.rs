//! How long the graph takes: built, computed anew, moved by one check-in, moved by one day.
//!
//! `cargo bench -p goals`. Shapes are named by teams × objectives × key results; the first is that
//! of `gen_tree.py`, the second has all key results under one objective.

use divan::Bencher;
use goals::alignment::{Alignment, AlignmentTarget};
use goals::cycle::{Cycle, CyclePhase};
use goals::graph::{Edit, Fact, Facts, Graph};
use goals::id::{AlignmentId, CycleId, KeyResultId, ObjectiveId, OrgUnitId};
use goals::key_result::{KeyResult, Measure, Pace};
use goals::objective::{Objective, ObjectiveKind, ProgressMode};
use goals::org_unit::OrgUnit;
use goals::organization::Organization;
use goals::period::{Calendar, Period};
use goals::status::Thresholds;
use jiff::civil::{Date, date};
use uuid::Uuid;

fn main() {
    divan::main();
}

const TODAY: Date = date(2013, 8, 15);
const CYCLE: CycleId = CycleId(Uuid::from_u128(1));
const COMPANY: OrgUnitId = OrgUnitId(Uuid::from_u128(1));

#[derive(Debug, Clone, Copy)]
struct Shape {
    teams: u32,
    objectives: u32,
    key_results: u32,
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}×{}×{}", self.teams, self.objectives, self.key_results)
    }
}

const SHAPES: [Shape; 2] = [
    Shape { teams: 5_000, objectives: 25_000, key_results: 100_000 },
    Shape { teams: 1, objectives: 1, key_results: 100_000 },
];

#[divan::bench(args = SHAPES, sample_count = 10)]
fn build(bencher: Bencher<'_, '_>, shape: Shape) {
    let facts = facts(shape);
    bencher
        .with_inputs(|| facts.clone())
        .bench_values(|facts| Graph::build(facts, TODAY).expect("the facts fit together"));
}

#[divan::bench(args = SHAPES, sample_count = 20)]
fn recompute(bencher: Bencher<'_, '_>, shape: Shape) {
    let mut graph = Graph::build(facts(shape), TODAY).expect("the facts fit together");
    bencher.bench_local(|| graph.recompute());
}

#[divan::bench(args = SHAPES, sample_count = 1000)]
fn change(bencher: Bencher<'_, '_>, shape: Shape) {
    let facts = facts(shape);
    let mut graph = Graph::build(facts.clone(), TODAY).expect("the facts fit together");
    let mut step = 0_usize;
    bencher
        .with_inputs(|| {
            step += 1;
            let mut fact = facts.key_results[step * 7_919 % facts.key_results.len()].clone();
            fact.current = Some((step * 104_729 % 130) as f64);
            fact
        })
        .bench_local_values(|fact| graph.apply(Edit::Put(Fact::KeyResult(fact))));
}

#[divan::bench(args = SHAPES, sample_count = 10)]
fn advance(bencher: Bencher<'_, '_>, shape: Shape) {
    let mut graph = Graph::build(facts(shape), TODAY).expect("the facts fit together");
    let days = [date(2013, 8, 16), TODAY];
    let mut step = 0;
    bencher.bench_local(|| {
        step += 1;
        graph.advance(days[step % 2])
    });
}

fn facts(shape: Shape) -> Facts {
    let organization = Organization {
        calendar: Calendar { fiscal_year_start_month: 1, working_days: 0b001_1111 },
        thresholds: Thresholds { on_track_gap: 0.05, at_risk_gap: 0.25 },
    };
    let mut facts = Facts::empty(organization);
    facts.org_units.push(OrgUnit { id: COMPANY, parent: None, is_archived: false });
    facts.cycles.push(Cycle {
        id: CYCLE,
        parent: None,
        period: Period { start: date(2013, 7, 1), end: date(2013, 10, 1) },
        phase: CyclePhase::Active,
    });
    facts.objectives.push(objective(0, Some(COMPANY)));
    // Objectives are numbered: the company's, the teams', then the others.
    for team in 1..=shape.teams {
        facts.objectives.push(objective(team, None));
        facts.alignments.push(support(team, 0));
    }
    for number in 0..shape.objectives {
        let own = 1 + shape.teams + number;
        facts.objectives.push(objective(own, None));
        facts.alignments.push(support(own, 1 + share(number, shape.objectives, shape.teams)));
    }
    for number in 0..shape.key_results {
        let above = 1 + shape.teams + share(number, shape.key_results, shape.objectives);
        facts.key_results.push(key_result(number, above));
    }
    facts
}

/// Which of `parents` the child belongs to when they share `children` evenly.
fn share(child: u32, children: u32, parents: u32) -> u32 {
    (u64::from(child) * u64::from(parents) / u64::from(children)) as u32
}

fn objective(number: u32, owner_unit: Option<OrgUnitId>) -> Objective {
    Objective {
        id: ObjectiveId(Uuid::from_u128(u128::from(number))),
        cycle: CYCLE,
        owner_unit,
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

fn support(supporter: u32, target: u32) -> Alignment {
    Alignment {
        id: AlignmentId(Uuid::from_u128(u128::from(supporter))),
        objective: ObjectiveId(Uuid::from_u128(u128::from(supporter))),
        target: AlignmentTarget::Objective(ObjectiveId(Uuid::from_u128(u128::from(target)))),
        contribution: Some(f64::from(1 + supporter % 9)),
    }
}

fn key_result(number: u32, objective: u32) -> KeyResult {
    KeyResult {
        id: KeyResultId(Uuid::from_u128(u128::from(number))),
        objective: ObjectiveId(Uuid::from_u128(u128::from(objective))),
        measure: Measure::Reach { start: 0.0, target: 100.0 },
        original: None,
        over_time: false,
        pace: Pace::Linear,
        current: Some(f64::from(number * 31 % 130)),
        weight: f64::from(1 + number % 9),
        status_override: None,
        is_excluded: false,
        is_archived: false,
    }
}
