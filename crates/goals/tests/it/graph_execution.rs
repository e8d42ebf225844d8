//! What was recomputed, and what was not.

use goals::graph::{Fact, Facts, Node};
use goals::id::KpiLinkId;
use goals::key_result::{KeyResult, Pace};
use goals::objective::Objective;
use jiff::civil::date;
use uuid::Uuid;

use crate::graph_small::*;

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
    let log =
        put(&mut graph, Fact::KeyResult(KeyResult { pace, ..key_result(2, 1, 1.0, Some(9.0)) }));
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
    // Last quarter's number is of no interest to this quarter's goal: the link is read, and is what
    // it was.
    graph.apply(point(1, date(2013, 6, 3), 50.0)).unwrap();
    let log = graph.execution_log();
    assert_eq!(log.nodes(), [Node::KpiLink(KpiLinkId(Uuid::from_u128(1)))]);
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
