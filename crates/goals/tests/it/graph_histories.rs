//! The invariant on random histories: the live graph equals the graph rebuilt from the facts, bit
//! for bit, and an edit recomputed no more than what depends on it.

use std::collections::{BTreeMap, BTreeSet};

use goals::graph::{Edit, Fact, Facts, Graph, Moved, Node, Removal, Score};
use goals::proof::{Argument, Proof};
use goals::subject::Subject;
use jiff::civil::Date;
use proptest::prelude::*;

use crate::graph_beginning::beginning;
use crate::graph_dependents::{dependents, everything};
use crate::graph_world::{FIRST_DAY, day, edit, organization};

#[derive(Debug, Clone)]
enum Step {
    Edits(Vec<Edit>),
    Advance(Date),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => edit().prop_map(|edit| Step::Edits(vec![edit])),
        3 => prop::collection::vec(edit(), 2..6).prop_map(Step::Edits),
        2 => (0..150_i64).prop_map(|offset| Step::Advance(day(offset))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn the_live_graph_equals_the_rebuilt_one(steps in prop::collection::vec(step(), 1..25)) {
        let mut world = World::new();
        world.edit(beginning());
        for step in steps {
            match step {
                Step::Edits(edits) => world.edit(edits),
                Step::Advance(today) => world.advance(today),
            }
        }
        everything(&world.facts).into_iter().for_each(|node| world.check_proof(node));
    }
}

/// A live graph and the facts that it should equal.
struct World {
    facts: Facts,
    graph: Graph,
}

impl World {
    fn new() -> World {
        let facts = Facts::empty(organization());
        let graph = Graph::build(facts.clone(), FIRST_DAY).unwrap();
        World { facts, graph }
    }

    fn edit(&mut self, edits: Vec<Edit>) {
        let mut facts = self.facts.clone();
        edits.iter().for_each(|edit| make(&mut facts, edit));
        let rebuilt = Graph::build(facts.clone(), self.graph.today());
        let before = scores(&self.graph, &self.facts);
        let everything_before = shown(&self.graph, &self.facts);
        if !may_be_refused_for_less(&edits) {
            assert_eq!(self.graph.check(&edits).is_ok(), rebuilt.is_ok(), "{edits:?}");
        }
        match self.graph.apply_all(edits.clone()) {
            Ok(moved) => {
                let rebuilt =
                    rebuilt.expect("an edit that is taken leaves facts that fit together");
                let may_change: BTreeSet<Node> = edits
                    .iter()
                    .flat_map(|edit| [dependents(&self.facts, edit), dependents(&facts, edit)])
                    .flatten()
                    .collect();
                let log = self.graph.execution_log();
                for node in log.nodes() {
                    assert!(may_change.contains(node), "{node:?} was recomputed by {edits:?}");
                }
                assert_eq!(
                    log.nodes().iter().collect::<BTreeSet<_>>().len(),
                    log.nodes().len(),
                    "each node is recomputed once"
                );
                self.facts = facts;
                self.check(&rebuilt);
                assert_same("moved", World::told(&moved, &before), self.differences(&before));
            }
            Err(refusal) => {
                let is_strict = may_be_refused_for_less(&edits);
                assert!(is_strict || rebuilt.is_err(), "{refusal} was no reason");
                assert_same("refused", shown(&self.graph, &self.facts), everything_before);
            }
        }
    }

    fn advance(&mut self, today: Date) {
        let before = scores(&self.graph, &self.facts);
        let moved = self.graph.advance(today);
        self.check(&Graph::build(self.facts.clone(), today).unwrap());
        assert_same("moved", World::told(&moved, &before), self.differences(&before));
    }

    fn check(&self, rebuilt: &Graph) {
        let live = shown(&self.graph, &self.facts);
        assert_same("live and rebuilt", live.clone(), shown(rebuilt, &self.facts));
        let mut recomputed = self.graph.clone();
        recomputed.recompute();
        assert_same("live and recomputed", live.clone(), shown(&recomputed, &self.facts));
        let goals = self.graph.goals();
        let facts = Facts {
            objectives: goals.objectives,
            key_results: goals.key_results,
            alignments: goals.alignments,
            ..self.facts.clone()
        };
        let again = Graph::build(facts, self.graph.today()).unwrap();
        assert_same("live and from its own goals", live, shown(&again, &self.facts));
    }

    /// The proof of a score proves that score.
    fn check_proof(&self, node: Node) {
        let graph = &self.graph;
        let proof = match node {
            Node::KpiLink(_) => return,
            Node::KeyResult(id) => graph.explain_key_result(id),
            Node::Objective(id) => graph.explain_objective(id),
            Node::Unit(unit, cycle) => graph.explain_unit(unit, cycle),
        };
        let (proof, score) = (proof.unwrap(), graph.score(node).unwrap());
        assert_eq!(proof.value, score.progress, "{node:?}");
        let judged = graph.explain_status(node).unwrap();
        assert_eq!(judged.status, Some(score.status), "{node:?}");
        let [progress, expected] = &judged.inputs[..] else { panic!("{judged:?}") };
        assert_eq!((progress.value, expected.value), (score.progress, score.expected), "{node:?}");
        for mean in [progress, expected] {
            // The inputs are enough to compute the value again.
            let counted = |input: &Proof| {
                let number = |name| argument(input, name);
                Some(number("weight")? * number("counted_as")?)
            };
            if let (Some(value), Some(total), true) =
                (mean.value, mean.number("weight_total"), mean.inputs.len() < 200)
            {
                let sum: f64 = mean.inputs.iter().filter_map(counted).sum();
                assert!((sum / total - value).abs() < 1e-9, "{mean:?}");
            }
        }
    }

    /// What differs from the scores before. A unit that owns nothing is as good as not there.
    fn differences(
        &self,
        before: &BTreeMap<Node, Score>,
    ) -> BTreeMap<Node, (Option<Score>, Option<Score>)> {
        let after = scores(&self.graph, &self.facts);
        let nodes: BTreeSet<Node> = before.keys().chain(after.keys()).copied().collect();
        let pairs = nodes.into_iter().map(|node| (node, (before.get(&node), after.get(&node))));
        let pairs = pairs.filter(|(node, (before, after))| match (node, before, after) {
            // A unit that comes or goes has nothing to tell.
            (Node::Unit(..), None, _) | (Node::Unit(..), _, None) => false,
            (Node::Unit(..), Some(before), Some(after)) if is_empty(before) && is_empty(after) => {
                false
            }
            (_, before, after) => before != after,
        });
        pairs
            .map(|(node, (before, after))| (node, (spoken(before.copied()), after.copied())))
            .collect()
    }

    /// What was told to have moved, without units that came with this edit.
    fn told(
        moved: &[Moved],
        before: &BTreeMap<Node, Score>,
    ) -> BTreeMap<Node, (Option<Score>, Option<Score>)> {
        let old = |moved: &&Moved| {
            !matches!(moved.node, Node::Unit(..)) || before.contains_key(&moved.node)
        };
        let moved = moved.iter().filter(old);
        moved.map(|moved| (moved.node, (spoken(moved.before), moved.after))).collect()
    }
}

fn argument(proof: &Proof, name: &str) -> Option<f64> {
    proof.label.parameters.iter().find_map(|(key, argument)| match argument {
        Argument::Number(value) if *key == name => Some(*value),
        _ => None,
    })
}

fn is_empty(score: &Score) -> bool {
    score.coverage.is_none() && score.descendants_mean.is_none()
}

/// The cases in which more is refused than must be: a KPI's rules are judged by the values recorded
/// before the batch, even if the batch takes them away; and a person's value that gives way to
/// another in the batch still has to name a unit that is there.
fn may_be_refused_for_less(edits: &[Edit]) -> bool {
    let changes_rules = |edit: &Edit| matches!(edit, Edit::Put(Fact::Kpi(_)));
    let takes_away = |edit: &Edit| matches!(edit, Edit::RemovePoints(_));
    let points = edits.iter().filter_map(|edit| match edit {
        Edit::Points(points) => Some(points),
        _ => None,
    });
    let mut seen = BTreeSet::new();
    let of_people = points.flatten().filter(|point| point.person.is_some());
    let mut again = of_people.filter(|own| !seen.insert((own.kpi, own.person, own.start)));
    edits.iter().any(changes_rules) && edits.iter().any(takes_away) || again.next().is_some()
}

/// Nothing to tell is like nothing there: the status of an empty unit follows its cycle, edited in
/// the same batch or not.
fn spoken(score: Option<Score>) -> Option<Score> {
    score.filter(|score| !is_empty(score))
}

/// Shows the first difference only: the whole would be unreadable.
fn assert_same<T: PartialEq + std::fmt::Debug>(
    what: &str,
    left: impl IntoIterator<Item = T>,
    right: impl IntoIterator<Item = T>,
) {
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    loop {
        let pair = (left.next(), right.next());
        assert!(pair.0 == pair.1, "{what}:\n{:?}\n{:?}", pair.0, pair.1);
        if pair.0.is_none() {
            return;
        }
    }
}

/// The score of every node.
fn scores(graph: &Graph, facts: &Facts) -> BTreeMap<Node, Score> {
    let nodes = everything(facts).into_iter();
    nodes.filter_map(|node| Some((node, graph.score(node)?))).collect()
}

/// Everything that can be read. `{:?}` shows different numbers differently, down to the last bit.
fn shown(graph: &Graph, facts: &Facts) -> Vec<String> {
    let mut lines = Vec::new();
    for node in everything(facts) {
        lines.push(match node {
            Node::KpiLink(id) => format!("{node:?} {:?}", graph.link_value(id)),
            Node::KeyResult(id) => {
                format!("{node:?} {:?} {:?}", graph.key_result(id), graph.supporters(id))
            }
            Node::Objective(id) => {
                let (children, parents) = (graph.children(id), graph.parents(id));
                format!("{node:?} {:?} {children:?} {parents:?}", graph.objective(id))
            }
            Node::Unit(unit, cycle) => {
                let objectives = graph.objectives_of(unit, cycle);
                format!("{node:?} {:?} {objectives:?}", graph.unit(unit, cycle))
            }
        });
    }
    lines
}

/// Makes the edit on the facts, by the book.
fn make(facts: &mut Facts, edit: &Edit) {
    match edit {
        Edit::Put(fact) => put(facts, fact),
        Edit::Remove(Removal::OrgUnit(id)) => facts.org_units.retain(|fact| fact.id != *id),
        Edit::Remove(Removal::Cycle(id)) => facts.cycles.retain(|fact| fact.id != *id),
        Edit::Remove(Removal::Objective(id)) => facts.objectives.retain(|fact| fact.id != *id),
        Edit::Remove(Removal::KeyResult(id)) => facts.key_results.retain(|fact| fact.id != *id),
        Edit::Remove(Removal::Alignment(id)) => facts.alignments.retain(|fact| fact.id != *id),
        Edit::Remove(Removal::Kpi(id)) => facts.kpis.retain(|fact| fact.id != *id),
        Edit::Remove(Removal::KpiLink(id)) => facts.kpi_links.retain(|fact| fact.id != *id),
        Edit::Remove(Removal::KpiTarget(id)) => facts.kpi_targets.retain(|fact| fact.id != *id),
        Edit::Points(points) => {
            for point in points {
                // A person's value counts in one unit.
                let key = |point: &goals::kpi::Point| {
                    let subject = Subject::of(Some(point.org_unit), point.person, None);
                    (point.kpi, subject, point.start)
                };
                facts.points.retain(|other| key(other) != key(point));
                facts.points.push(*point);
            }
        }
        Edit::RemovePoints(keys) => facts
            .points
            .retain(|point| !keys.iter().any(|key| *key == goals::graph::PointKey::from(point))),
    }
}

fn put(facts: &mut Facts, fact: &Fact) {
    // Later ones hold, so pushing is replacing; the old one goes to keep the lists readable.
    macro_rules! replace {
        ($list:ident, $fact:ident) => {{
            facts.$list.retain(|other| other.id != $fact.id);
            facts.$list.push($fact.clone());
        }};
    }
    match fact {
        Fact::Organization(fact) => facts.organization = fact.clone(),
        Fact::OrgUnit(fact) => replace!(org_units, fact),
        Fact::Cycle(fact) => replace!(cycles, fact),
        Fact::Objective(fact) => replace!(objectives, fact),
        Fact::KeyResult(fact) => replace!(key_results, fact),
        Fact::Alignment(fact) => replace!(alignments, fact),
        Fact::Kpi(fact) => replace!(kpis, fact),
        Fact::KpiLink(fact) => replace!(kpi_links, fact),
        Fact::KpiTarget(fact) => replace!(kpi_targets, fact),
    }
}
