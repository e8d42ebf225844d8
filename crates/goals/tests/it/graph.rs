//! The rules of the graph, one sentence each, on organisations small enough to compute by hand.

use goals::alignment::{Alignment, AlignmentTarget};
use goals::cycle::{Cycle, CyclePhase};
use goals::graph::{Edit, Fact, Facts, Graph, Node, Removal};
use goals::id::{AlignmentId, CycleId, KeyResultId, KpiId, KpiLinkId, ObjectiveId, OrgUnitId};
use goals::key_result::{KeyResult, Measure, Pace};
use goals::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point};
use goals::kpi_link::{KpiLink, KpiRole, LinkWindow};
use goals::objective::{Objective, ObjectiveKind, ProgressMode};
use goals::org_unit::OrgUnit;
use goals::period::{Grain, Period};
use goals::refusal::Refusal;
use goals::status::Status;
use jiff::civil::{Date, date};
use uuid::Uuid;

use crate::graph_world::organization;

/// Half of the third quarter's working days are gone: 33 of 66.
const TODAY: Date = date(2013, 8, 15);
const QUARTER: CycleId = CycleId(Uuid::from_u128(1));
const YEAR: CycleId = CycleId(Uuid::from_u128(2));
const COMPANY: OrgUnitId = OrgUnitId(Uuid::from_u128(1));
const TEAM: OrgUnitId = OrgUnitId(Uuid::from_u128(2));

fn obj(number: u128) -> ObjectiveId {
    ObjectiveId(Uuid::from_u128(number))
}

fn kr(number: u128) -> KeyResultId {
    KeyResultId(Uuid::from_u128(number))
}

/// A company with one team, a year and a quarter inside it.
fn empty() -> Facts {
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

fn objective(number: u128) -> Objective {
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
fn key_result(number: u128, objective: u128, weight: f64, current: Option<f64>) -> KeyResult {
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

fn support(number: u128, objective: u128, target: u128, contribution: Option<f64>) -> Alignment {
    Alignment {
        id: AlignmentId(Uuid::from_u128(number)),
        objective: obj(objective),
        target: AlignmentTarget::Objective(obj(target)),
        contribution,
    }
}

/// Objective 1 with key results at 5 (weight 3) and 9 (weight 1).
fn two_key_results() -> Facts {
    Facts {
        objectives: vec![objective(1)],
        key_results: vec![
            key_result(1, 1, 3.0, Some(5.0)),
            key_result(2, 1, 1.0, Some(9.0)),
        ],
        ..empty()
    }
}

fn build(facts: Facts) -> Graph {
    Graph::build(facts, TODAY).unwrap()
}

fn put(graph: &mut Graph, fact: Fact) -> Vec<Node> {
    graph.apply(Edit::Put(fact)).unwrap();
    graph.execution_log().nodes().to_vec()
}

fn progress(graph: &Graph, number: u128) -> Option<f64> {
    graph.objective(obj(number)).unwrap().progress
}

#[test]
fn an_objective_is_the_weighted_mean_of_its_key_results() {
    let graph = build(two_key_results());
    let score = graph.objective(obj(1)).unwrap();
    // (3·0.5 + 1·0.9) / 4
    assert_eq!((score.progress, score.coverage), (Some(0.6), Some(1.0)));
    assert_eq!((score.expected, score.gap), (Some(0.5), Some(-0.09999999999999998)));
    assert_eq!(graph.key_result(kr(1)).unwrap().weight_share, Some(0.75));
    let company = graph.organization(QUARTER).unwrap();
    assert_eq!((company.progress, company.statuses.of(Status::OnTrack)), (Some(0.6), 1));
}

#[test]
fn a_missing_value_is_left_out_and_shows_in_coverage() {
    let mut graph = build(two_key_results());
    put(&mut graph, Fact::KeyResult(key_result(1, 1, 3.0, None)));
    let score = graph.objective(obj(1)).unwrap();
    assert_eq!((score.progress, score.coverage), (Some(0.9), Some(0.25)));
    assert_eq!(graph.key_result(kr(1)).unwrap().status, Status::NoData);
}

#[test]
fn at_close_a_missing_value_counts_nothing_unless_it_is_excluded() {
    let mut graph = build(two_key_results());
    put(&mut graph, Fact::KeyResult(key_result(1, 1, 3.0, None)));
    let mut quarter = empty().cycles.remove(1);
    quarter.phase = CyclePhase::Closing;
    put(&mut graph, Fact::Cycle(quarter));
    let score = graph.objective(obj(1)).unwrap();
    // (3·0 + 1·0.9) / 4
    assert_eq!((score.progress, score.coverage), (Some(0.225), Some(0.25)));
    let excluded = KeyResult { is_excluded: true, ..key_result(1, 1, 3.0, None) };
    put(&mut graph, Fact::KeyResult(excluded));
    let score = graph.objective(obj(1)).unwrap();
    assert_eq!((score.progress, score.coverage), (Some(0.9), Some(1.0)));
}

#[test]
fn an_archived_key_result_leaves_the_average() {
    let mut graph = build(two_key_results());
    let archived = KeyResult { is_archived: true, ..key_result(1, 1, 3.0, Some(5.0)) };
    put(&mut graph, Fact::KeyResult(archived));
    assert_eq!(progress(&graph, 1), Some(0.9));
    assert_eq!(graph.key_result(kr(1)).unwrap().weight_share, None);
}

#[test]
fn a_weight_of_zero_takes_the_child_out() {
    let mut graph = build(two_key_results());
    put(&mut graph, Fact::KeyResult(key_result(1, 1, 0.0, Some(5.0))));
    assert_eq!(progress(&graph, 1), Some(0.9));
    put(&mut graph, Fact::KeyResult(key_result(2, 1, 0.0, Some(9.0))));
    let score = graph.objective(obj(1)).unwrap();
    assert_eq!((score.progress, score.coverage, score.status), (None, None, Status::NoData));
    assert_eq!(graph.organization(QUARTER).unwrap().progress, None);
}

#[test]
fn a_baseline_is_done_once_known_and_stays_out_of_the_mean() {
    let mut graph = build(two_key_results());
    let baseline = KeyResult { measure: Measure::Baseline, ..key_result(1, 1, 3.0, Some(5.0)) };
    put(&mut graph, Fact::KeyResult(baseline));
    let score = graph.key_result(kr(1)).unwrap();
    assert_eq!((score.status, score.progress, score.weight_share), (Status::Done, None, None));
    assert_eq!(progress(&graph, 1), Some(0.9));
}

#[test]
fn an_aligned_objective_counts_when_it_contributes_and_the_mode_includes_it() {
    let mut facts = two_key_results();
    facts.objectives.push(objective(2));
    facts.alignments.push(support(1, 1, 2, Some(2.0)));
    facts.key_results.push(key_result(3, 2, 2.0, Some(2.0)));
    let mut graph = build(facts);
    // (2·0.6 + 2·0.2) / 4
    assert_eq!(progress(&graph, 2), Some(0.4));
    let mode = ProgressMode::AlignedObjectives;
    put(&mut graph, Fact::Objective(Objective { mode, ..objective(2) }));
    assert_eq!(progress(&graph, 2), Some(0.6));
    put(&mut graph, Fact::Alignment(support(1, 1, 2, None)));
    assert_eq!(progress(&graph, 2), None);
}

#[test]
fn a_draft_counts_nowhere_above() {
    let mut facts = two_key_results();
    facts.objectives.push(objective(2));
    facts.alignments.push(support(1, 1, 2, Some(1.0)));
    let mut graph = build(facts);
    put(&mut graph, Fact::Objective(Objective { is_published: false, ..objective(1) }));
    assert_eq!(progress(&graph, 1), Some(0.6));
    assert_eq!((progress(&graph, 2), graph.organization(QUARTER).unwrap().progress), (None, None));
}

#[test]
fn only_objectives_of_the_same_cycle_count_in_a_unit() {
    let mut facts = two_key_results();
    facts.objectives.push(Objective { cycle: YEAR, ..objective(2) });
    facts.key_results.push(key_result(3, 2, 1.0, Some(1.0)));
    let graph = build(facts);
    assert_eq!(graph.organization(QUARTER).unwrap().progress, Some(0.6));
    assert_eq!(graph.organization(YEAR).unwrap().progress, Some(0.1));
}

#[test]
fn a_committed_child_off_track_caps_the_status() {
    // p = (9·1 + 1·0.1) / 10 = 0.91, well ahead of 0.5, but key result 2 is 0.4 behind.
    let mut facts = two_key_results();
    facts.key_results =
        vec![key_result(1, 1, 9.0, Some(10.0)), key_result(2, 1, 1.0, Some(1.0))];
    let mut graph = build(facts);
    assert_eq!(graph.objective(obj(1)).unwrap().status, Status::AtRisk);
    let kind = ObjectiveKind::Aspirational;
    put(&mut graph, Fact::Objective(Objective { kind, ..objective(1) }));
    assert_eq!(graph.objective(obj(1)).unwrap().status, Status::OnTrack);
}

#[test]
fn the_owners_own_judgement_is_shown_instead() {
    let mut graph = build(two_key_results());
    let status_override = Some(Status::OffTrack);
    put(&mut graph, Fact::Objective(Objective { status_override, ..objective(1) }));
    let score = graph.objective(obj(1)).unwrap();
    assert_eq!((score.status, score.computed_status), (Status::OffTrack, Status::OnTrack));
}

#[test]
fn an_objective_is_done_when_all_its_children_are() {
    let mut facts = two_key_results();
    facts.key_results =
        vec![key_result(1, 1, 3.0, Some(10.0)), key_result(2, 1, 1.0, Some(12.0))];
    let mut graph = build(facts);
    assert_eq!(graph.objective(obj(1)).unwrap().status, Status::Done);
    let measure = Measure::AtLeast { limit: 5.0, floor: None };
    put(&mut graph, Fact::KeyResult(KeyResult { measure, ..key_result(2, 1, 1.0, Some(12.0)) }));
    // What has to be maintained can be lost tomorrow.
    let score = graph.objective(obj(1)).unwrap();
    assert_eq!((score.progress, score.status), (Some(1.0), Status::OnTrack));
}

#[test]
fn a_circle_of_alignments_is_refused_naming_its_path() {
    let mut facts = empty();
    facts.objectives = (1..=3).map(objective).collect();
    facts.alignments = vec![support(1, 1, 2, Some(1.0)), support(2, 2, 3, None)];
    let mut graph = build(facts.clone());
    let closing = support(3, 3, 1, None);
    let refusal = graph.apply(Edit::Put(Fact::Alignment(closing.clone()))).unwrap_err();
    let path = [3, 1, 2, 3].map(|number| obj(number).to_string()).to_vec();
    assert_eq!(refusal, Refusal::Cycle { noun: "objective", path });
    assert_eq!(graph.parents(obj(3)), []);
    facts.alignments.push(closing);
    assert!(matches!(Graph::build(facts, TODAY), Err(Refusal::Cycle { .. })));
}

#[test]
fn turning_an_alignment_round_in_one_batch_is_no_circle() {
    let mut facts = empty();
    facts.objectives = (1..=2).map(objective).collect();
    facts.alignments = vec![support(1, 1, 2, Some(1.0))];
    let mut graph = build(facts);
    let there = Edit::Put(Fact::Alignment(support(2, 2, 1, Some(1.0))));
    assert!(graph.check(std::slice::from_ref(&there)).is_err());
    let away = Edit::Remove(Removal::Alignment(AlignmentId(Uuid::from_u128(1))));
    // In whichever order: only the facts after the batch count.
    assert!(graph.apply_all(vec![there, away]).is_ok());
    assert_eq!(graph.parents(obj(2))[0].node, Node::Objective(obj(1)));
}

#[test]
fn a_batch_with_one_refusal_changes_nothing() {
    let mut graph = build(two_key_results());
    let good = Edit::Put(Fact::KeyResult(key_result(1, 1, 3.0, Some(10.0))));
    let bad = Edit::Put(Fact::KeyResult(key_result(9, 77, 1.0, None)));
    let refusal = graph.apply_all(vec![good, bad]).unwrap_err();
    let id = obj(77).to_string();
    assert_eq!(refusal, Refusal::UnknownReference { field: "objective_id", id });
    assert_eq!(progress(&graph, 1), Some(0.6));
}

#[test]
fn what_others_refer_to_stays() {
    let mut graph = build(two_key_results());
    let refusal = graph.apply(Edit::Remove(Removal::Objective(obj(1)))).unwrap_err();
    assert_eq!(
        refusal,
        Refusal::StillInUse { noun: "objective", id: obj(1).to_string(), used_by: "key_result" }
    );
}

#[test]
fn a_check_in_recomputes_only_the_way_up() {
    let mut facts = two_key_results();
    facts.objectives.extend([objective(2), Objective { owner_unit: Some(TEAM), ..objective(3) }]);
    facts.key_results.extend([key_result(3, 2, 1.0, Some(1.0)), key_result(4, 3, 1.0, Some(1.0))]);
    let mut graph = build(facts);
    let log = put(&mut graph, Fact::KeyResult(key_result(2, 1, 1.0, Some(8.0))));
    assert_eq!(
        log,
        [Node::KeyResult(kr(2)), Node::Objective(obj(1)), Node::Unit(COMPANY, QUARTER)]
    );
}

#[test]
fn an_equal_result_counts_as_never_recomputed() {
    let mut graph = build(two_key_results());
    // The same fact again, and another pace that expects the same today.
    let log = put(&mut graph, Fact::KeyResult(key_result(2, 1, 1.0, Some(9.0))));
    assert_eq!(log, [Node::KeyResult(kr(2))]);
    let pace = Pace::Phased(vec![(TODAY, 0.5)]);
    let log = put(&mut graph, Fact::KeyResult(KeyResult { pace, ..key_result(2, 1, 1.0, Some(9.0)) }));
    assert_eq!(log, [Node::KeyResult(kr(2))]);
}

#[test]
fn a_weekend_recomputes_nothing() {
    let mut graph = build(two_key_results());
    graph.advance(date(2013, 8, 17));
    assert_ne!(graph.execution_log().nodes(), []);
    let moved = graph.advance(date(2013, 8, 18));
    assert_eq!((moved.len(), graph.execution_log().nodes()), (0, &[][..]));
}

#[test]
fn the_descendants_mean_follows_the_tree() {
    let mut facts = two_key_results();
    facts.objectives.push(Objective { owner_unit: Some(TEAM), ..objective(2) });
    facts.key_results.push(key_result(3, 2, 1.0, Some(2.0)));
    let mut graph = build(facts);
    let company = graph.organization(QUARTER).unwrap();
    assert_eq!((company.progress, company.descendants_mean), (Some(0.6), Some(0.2)));
    let archived = OrgUnit { id: TEAM, parent: Some(COMPANY), is_archived: true };
    put(&mut graph, Fact::OrgUnit(archived));
    let company = graph.organization(QUARTER).unwrap();
    assert_eq!((company.descendants_mean, company.descendants_count), (None, 0));
    assert_eq!(graph.unit(TEAM, QUARTER).unwrap().progress, Some(0.2));
}

/// Objective 1's key results measured and guarded by one KPI each, per week.
fn measured() -> Facts {
    let kpi = |number| Kpi {
        id: KpiId(Uuid::from_u128(number)),
        direction: Direction::Lower,
        frequency: Grain::Week,
        time_aggregation: Aggregation::Sum,
        unit_aggregation: Aggregation::Sum,
        missing: MissingPolicy::Null,
        is_archived: false,
    };
    let link = |number, role| KpiLink {
        id: KpiLinkId(Uuid::from_u128(number)),
        key_result: kr(number),
        kpi: KpiId(Uuid::from_u128(number)),
        role,
        org_unit: None,
        window: LinkWindow::CycleToDate,
        limit: Some(3.0),
    };
    Facts {
        kpis: vec![kpi(1), kpi(2)],
        kpi_links: vec![link(1, KpiRole::Measures), link(2, KpiRole::Guards)],
        ..two_key_results()
    }
}

fn point(kpi: u128, start: Date, value: f64) -> Edit {
    let kpi = KpiId(Uuid::from_u128(kpi));
    Edit::Points(vec![Point { kpi, org_unit: TEAM, start, cell: Cell::Value(value) }])
}

#[test]
fn a_measurement_moves_the_key_result_that_it_measures() {
    let mut graph = build(measured());
    assert_eq!(graph.key_result(kr(1)).unwrap().value, None);
    graph.apply(point(1, date(2013, 7, 8), 2.0)).unwrap();
    graph.apply(point(1, date(2013, 7, 15), 4.0)).unwrap();
    assert_eq!(graph.key_result(kr(1)).unwrap().value, Some(6.0));
    assert_eq!(
        graph.execution_log().nodes(),
        [
            Node::KpiLink(KpiLinkId(Uuid::from_u128(1))),
            Node::KeyResult(kr(1)),
            Node::Objective(obj(1)),
            Node::Unit(COMPANY, QUARTER),
        ]
    );
    // Last quarter's number is of no interest to this quarter's goal: the link is read, and is what it was.
    graph.apply(point(1, date(2013, 6, 3), 50.0)).unwrap();
    let log = graph.execution_log();
    assert_eq!(log.nodes(), [Node::KpiLink(KpiLinkId(Uuid::from_u128(1)))]);
}

#[test]
fn a_breached_guard_caps_the_status() {
    let mut facts = measured();
    facts.kpi_links.remove(0);
    let mut graph = build(facts);
    let guard = KpiLinkId(Uuid::from_u128(2));
    graph.apply(point(2, date(2013, 7, 8), 3.0)).unwrap();
    assert_eq!(graph.link_value(guard).unwrap().is_breached, Some(false));
    assert_eq!(graph.objective(obj(1)).unwrap().status, Status::OnTrack);
    graph.apply(point(2, date(2013, 7, 15), 0.5)).unwrap();
    assert_eq!(graph.link_value(guard).unwrap().is_breached, Some(true));
    assert_eq!(graph.key_result(kr(2)).unwrap().breached_guards, 1);
    assert_eq!(graph.objective(obj(1)).unwrap().status, Status::AtRisk);
}

#[test]
fn a_second_measure_is_refused() {
    let mut facts = measured();
    facts.kpi_links[1] = KpiLink { role: KpiRole::Measures, key_result: kr(1), ..facts.kpi_links[1].clone() };
    let refusal = Graph::build(facts.clone(), TODAY).unwrap_err();
    assert!(matches!(refusal, Refusal::DuplicateMeasures { .. }));
    let second = facts.kpi_links.remove(1);
    let refusal = build(facts).apply(Edit::Put(Fact::KpiLink(second))).unwrap_err();
    let link = KpiLinkId(Uuid::from_u128(1));
    assert_eq!(refusal, Refusal::DuplicateMeasures { key_result: kr(1), link });
}

#[test]
fn the_fiscal_year_stays_while_values_are_recorded_by_it() {
    let mut facts = measured();
    facts.kpis[0].frequency = Grain::Quarter;
    let mut graph = build(facts);
    let mut other = organization();
    other.calendar.fiscal_year_start_month = 4;
    let edit = Edit::Put(Fact::Organization(other));
    assert!(graph.check(std::slice::from_ref(&edit)).is_ok());
    graph.apply(point(1, date(2013, 7, 1), 2.0)).unwrap();
    let grain = Grain::Quarter;
    assert_eq!(graph.apply(edit).unwrap_err(), Refusal::FiscalYearInUse { grain });
}

#[test]
fn one_change_among_many_children_is_exact_and_touches_three_nodes() {
    let weight = |number: u128| (number % 9) as f64;
    let current = |number: u128| Some((number % 13) as f64 * 0.7);
    let key_results = (1..=20_000).map(|n| key_result(n, 1, weight(n), current(n)));
    let mut facts = Facts { key_results: key_results.collect(), ..two_key_results() };
    let mut graph = build(facts.clone());
    facts.key_results[7_654].current = Some(3.21);
    let log = put(&mut graph, Fact::KeyResult(facts.key_results[7_654].clone()));
    assert_eq!(
        log,
        [Node::KeyResult(kr(7_655)), Node::Objective(obj(1)), Node::Unit(COMPANY, QUARTER)]
    );
    assert_eq!(graph.objective(obj(1)), build(facts).objective(obj(1)));
}
