//! What may be recomputed after an edit: the nodes that depend on it, found from the facts alone
//! and without any of the graph's own indexes.

use std::collections::BTreeSet;

use goals::alignment::AlignmentTarget;
use goals::graph::{Edit, Fact, Facts, Node, PointKey, Removal};
use goals::id::{CycleId, KeyResultId, KpiId, ObjectiveId, OrgUnitId};
use goals::kpi::Point;
use goals::subject::Subject;

/// Every node that reads, directly or through others, what `edit` changes in `facts`.
pub(crate) fn dependents(facts: &Facts, edit: &Edit) -> BTreeSet<Node> {
    let mut nodes = BTreeSet::new();
    let mut open = direct(facts, edit);
    while let Some(node) = open.pop() {
        if nodes.insert(node) {
            open.extend(readers(facts, node));
        }
    }
    nodes
}

/// Every node there is.
pub(crate) fn everything(facts: &Facts) -> BTreeSet<Node> {
    let links = facts.kpi_links.iter().map(|link| Node::KpiLink(link.id));
    let key_results = facts.key_results.iter().map(|key_result| Node::KeyResult(key_result.id));
    let objectives = facts.objectives.iter().map(|objective| Node::Objective(objective.id));
    let units = facts
        .org_units
        .iter()
        .flat_map(|unit| facts.cycles.iter().map(move |cycle| Node::Unit(unit.id, cycle.id)));
    links.chain(key_results).chain(objectives).chain(units).collect()
}

fn direct(facts: &Facts, edit: &Edit) -> Vec<Node> {
    match edit {
        Edit::Put(Fact::Organization(_)) => everything(facts).into_iter().collect(),
        Edit::Put(Fact::OrgUnit(fact)) => of_unit(facts, fact.id),
        Edit::Remove(Removal::OrgUnit(id)) => of_unit(facts, *id),
        Edit::Put(Fact::Cycle(fact)) => of_cycle(facts, fact.id),
        Edit::Remove(Removal::Cycle(id)) => of_cycle(facts, *id),
        Edit::Put(Fact::Objective(fact)) => of_objective(facts, fact.id),
        Edit::Remove(Removal::Objective(id)) => of_objective(facts, *id),
        Edit::Put(Fact::KeyResult(fact)) => of_key_result(facts, fact.id),
        Edit::Remove(Removal::KeyResult(id)) => of_key_result(facts, *id),
        Edit::Put(Fact::Alignment(fact)) => of_alignment(facts, |id| id == fact.id),
        Edit::Remove(Removal::Alignment(id)) => of_alignment(facts, |other| other == *id),
        Edit::Put(Fact::Kpi(fact)) => of_kpi(facts, fact.id),
        Edit::Remove(Removal::Kpi(id)) => of_kpi(facts, *id),
        Edit::Put(Fact::KpiLink(fact)) => of_link(facts, |id| id == fact.id),
        Edit::Remove(Removal::KpiLink(id)) => of_link(facts, |other| other == *id),
        Edit::Put(Fact::KpiTarget(fact)) => {
            let old = facts.kpi_targets.iter().find(|target| target.id == fact.id);
            let kpis = old.map(|target| target.kpi).into_iter().chain([fact.kpi]);
            kpis.flat_map(|kpi| of_kpi(facts, kpi)).collect()
        }
        Edit::Remove(Removal::KpiTarget(id)) => {
            let old = facts.kpi_targets.iter().find(|target| target.id == *id);
            old.map_or(Vec::new(), |target| of_kpi(facts, target.kpi))
        }
        Edit::Points(points) => {
            points.iter().flat_map(|point| of_point(facts, PointKey::from(point))).collect()
        }
        Edit::RemovePoints(keys) => keys.iter().flat_map(|key| of_point(facts, *key)).collect(),
    }
}

fn of_unit(facts: &Facts, id: OrgUnitId) -> Vec<Node> {
    let above = unit_and_above(facts, id);
    let units = above
        .iter()
        .flat_map(|&unit| facts.cycles.iter().map(move |cycle| Node::Unit(unit, cycle.id)));
    // A link without a unit reads the root, whichever unit that is; a person has no place in it.
    let links = facts.kpi_links.iter().filter(|link| {
        link.person.is_none() && link.org_unit.is_none_or(|unit| above.contains(&unit))
    });
    units.chain(links.map(|link| Node::KpiLink(link.id))).collect()
}

fn of_cycle(facts: &Facts, id: CycleId) -> Vec<Node> {
    let objectives = facts.objectives.iter().filter(|objective| objective.cycle == id);
    let units = facts.org_units.iter().map(|unit| Node::Unit(unit.id, id));
    units.chain(objectives.flat_map(|objective| of_objective(facts, objective.id))).collect()
}

fn of_objective(facts: &Facts, id: ObjectiveId) -> Vec<Node> {
    let key_results = facts.key_results.iter().filter(|key_result| key_result.objective == id);
    let mut nodes = vec![Node::Objective(id)];
    nodes.extend(readers(facts, Node::Objective(id)));
    nodes.extend(key_results.flat_map(|key_result| of_key_result(facts, key_result.id)));
    nodes
}

fn of_key_result(facts: &Facts, id: KeyResultId) -> Vec<Node> {
    let mut nodes = vec![Node::KeyResult(id)];
    nodes.extend(readers(facts, Node::KeyResult(id)));
    let links = facts.kpi_links.iter().filter(|link| link.key_result == id);
    nodes.extend(links.map(|link| Node::KpiLink(link.id)));
    nodes
}

fn of_alignment(facts: &Facts, is_it: impl Fn(goals::id::AlignmentId) -> bool) -> Vec<Node> {
    let alignments = facts.alignments.iter().filter(|alignment| is_it(alignment.id));
    let targets = alignments.filter_map(|alignment| match alignment.target {
        AlignmentTarget::Objective(id) => Some(Node::Objective(id)),
        AlignmentTarget::KeyResult(_) => None,
    });
    targets.collect()
}

fn of_link(facts: &Facts, is_it: impl Fn(goals::id::KpiLinkId) -> bool) -> Vec<Node> {
    let links = facts.kpi_links.iter().filter(|link| is_it(link.id));
    links.flat_map(|link| [Node::KpiLink(link.id), Node::KeyResult(link.key_result)]).collect()
}

/// The KPI and those whose formulas rest on it.
fn moved_by(facts: &Facts, id: KpiId) -> BTreeSet<KpiId> {
    let mut moved = BTreeSet::from([id]);
    loop {
        let rests =
            facts.kpis.iter().filter(|kpi| kpi.inputs().iter().any(|id| moved.contains(id)));
        let next: Vec<KpiId> = rests.map(|kpi| kpi.id).filter(|id| !moved.contains(id)).collect();
        if next.is_empty() {
            return moved;
        }
        moved.extend(next);
    }
}

fn of_kpi(facts: &Facts, id: KpiId) -> Vec<Node> {
    let moved = moved_by(facts, id);
    let links = facts.kpi_links.iter().filter(|link| moved.contains(&link.kpi));
    links.flat_map(|link| [Node::KpiLink(link.id), Node::KeyResult(link.key_result)]).collect()
}

fn of_point(facts: &Facts, key: PointKey) -> Vec<Node> {
    let mut above = unit_and_above(facts, key.org_unit);
    // A person's value counts in one unit, so it leaves the one where it counted.
    let is_before = |point: &&Point| {
        key.person.is_some()
            && (point.kpi, point.person, point.start) == (key.kpi, key.person, key.start)
    };
    for before in facts.points.iter().filter(is_before) {
        above.extend(unit_and_above(facts, before.org_unit));
    }
    let root = root(facts);
    let moved = moved_by(facts, key.kpi);
    let links = facts.kpi_links.iter().filter(|link| {
        let reads_it = match link.subject(root) {
            Some(Subject::Unit(unit)) => above.contains(&unit),
            Some(Subject::Person(person)) => key.person == Some(person),
            None => false,
        };
        moved.contains(&link.kpi) && reads_it
    });
    links.map(|link| Node::KpiLink(link.id)).collect()
}

/// The nodes that read this one.
fn readers(facts: &Facts, node: Node) -> Vec<Node> {
    match node {
        Node::KpiLink(id) => {
            let link = facts.kpi_links.iter().find(|link| link.id == id);
            link.map(|link| Node::KeyResult(link.key_result)).into_iter().collect()
        }
        Node::KeyResult(id) => {
            let key_result = facts.key_results.iter().find(|key_result| key_result.id == id);
            key_result.map(|fact| Node::Objective(fact.objective)).into_iter().collect()
        }
        Node::Objective(id) => {
            let supports = facts
                .alignments
                .iter()
                .filter(|alignment| alignment.objective == id && alignment.contribution.is_some());
            let targets = supports.filter_map(|alignment| match alignment.target {
                AlignmentTarget::Objective(id) => Some(Node::Objective(id)),
                AlignmentTarget::KeyResult(_) => None,
            });
            let objective = facts.objectives.iter().find(|objective| objective.id == id);
            let unit = objective.and_then(|fact| Some(Node::Unit(fact.owner_unit?, fact.cycle)));
            targets.chain(unit).collect()
        }
        Node::Unit(unit, cycle) => {
            let above = unit_and_above(facts, unit);
            above.into_iter().map(|above| Node::Unit(above, cycle)).collect()
        }
    }
}

fn unit_and_above(facts: &Facts, id: OrgUnitId) -> Vec<OrgUnitId> {
    let parent = |id: &OrgUnitId| facts.org_units.iter().find(|unit| unit.id == *id)?.parent;
    std::iter::successors(Some(id), parent).collect()
}

fn root(facts: &Facts) -> Option<OrgUnitId> {
    let parentless = facts.org_units.iter().filter(|unit| unit.parent.is_none());
    parentless.map(|unit| unit.id).min()
}
