//! What the graph does not take, and that it stays as it was.

use goals::graph::{Edit, Fact, Graph, Node, Removal};
use goals::id::{AlignmentId, KpiLinkId};
use goals::kpi_link::{KpiLink, KpiRole};
use goals::period::Grain;
use goals::refusal::Refusal;
use jiff::civil::date;
use uuid::Uuid;

use crate::graph_small::*;
use crate::graph_world::organization;

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
fn a_second_measure_is_refused() {
    let mut facts = measured();
    facts.kpi_links[1] =
        KpiLink { role: KpiRole::Measures, key_result: kr(1), ..facts.kpi_links[1].clone() };
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
