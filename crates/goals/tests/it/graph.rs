//! The rules of the graph, one sentence each, on organisations small enough to compute by hand.

use goals::cycle::CyclePhase;
use goals::graph::Fact;
use goals::id::{KpiLinkId, KpiTargetId};
use goals::key_result::{KeyResult, Measure};
use goals::kpi_link::LinkWindow;
use goals::kpi_target::KpiTarget;
use goals::objective::{Objective, ObjectiveKind, ProgressMode};
use goals::org_unit::OrgUnit;
use goals::period::Period;
use goals::status::Status;
use jiff::civil::date;
use uuid::Uuid;

use crate::graph_small::*;

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
    facts.key_results = vec![key_result(1, 1, 9.0, Some(10.0)), key_result(2, 1, 1.0, Some(1.0))];
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
    facts.key_results = vec![key_result(1, 1, 3.0, Some(10.0)), key_result(2, 1, 1.0, Some(12.0))];
    let mut graph = build(facts);
    assert_eq!(graph.objective(obj(1)).unwrap().status, Status::Done);
    let measure = Measure::AtLeast { limit: 5.0, floor: None };
    put(&mut graph, Fact::KeyResult(KeyResult { measure, ..key_result(2, 1, 1.0, Some(12.0)) }));
    // What has to be maintained can be lost tomorrow.
    let score = graph.objective(obj(1)).unwrap();
    assert_eq!((score.progress, score.status), (Some(1.0), Status::OnTrack));
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
fn a_guard_without_a_limit_takes_the_share_of_the_floor() {
    let mut facts = measured();
    facts.kpi_links.remove(0);
    facts.kpi_links[0].limit = None;
    facts.kpi_links[0].window = LinkWindow::LatestComplete;
    // 364 in 52 weeks: 7 in one.
    facts.kpi_targets.push(KpiTarget {
        id: KpiTargetId(Uuid::from_u128(1)),
        kpi: facts.kpis[1].id,
        org_unit: None,
        person: None,
        period: Period { start: date(2013, 1, 7), end: date(2014, 1, 6) },
        floor: Some(364.0),
        target: None,
        stretch: None,
        range: None,
    });
    let mut graph = build(facts);
    let guard = KpiLinkId(Uuid::from_u128(2));
    graph.apply(point(2, date(2013, 7, 8), 7.0)).unwrap();
    let read = graph.link_value(guard).unwrap();
    assert_eq!((read.limit, read.is_breached), (Some(7.0), Some(false)));
    graph.apply(point(2, date(2013, 7, 15), 8.0)).unwrap();
    assert_eq!(graph.link_value(guard).unwrap().is_breached, Some(true));
}
