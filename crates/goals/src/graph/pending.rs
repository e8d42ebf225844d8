//! What waits to be recomputed, and what was.
//!
//! Marking is cheap and may happen any number of times: a row knows whether it is queued already.
//! Nothing is recomputed until `propagate` runs.

use rustc_hash::FxHashSet;

use super::Graph;
use super::rows::Target;
use super::score::{Moved, Node, Score};
use super::table::NOWHERE;

/// Slots that wait.
#[derive(Debug, Clone, Default)]
pub(super) struct Pending {
    pub(super) links: Vec<u32>,
    pub(super) key_results: Vec<u32>,
    pub(super) objectives: Vec<u32>,
    /// With the score from before, which sums of descendants may change early.
    pub(super) unit_nodes: Vec<(u32, Score)>,
    /// Nodes that were removed.
    pub(super) gone: Vec<Moved>,
    /// Units have come, gone or moved.
    pub(super) is_root_stale: bool,
    /// Units that have other values below them.
    pub(super) touched_units: FxHashSet<u32>,
}

/// A recomputed node, by slot.
#[derive(Debug, Clone, Copy)]
pub(super) enum Trace {
    KpiLink(u32),
    KeyResult(u32),
    Objective(u32),
    UnitNode(u32),
}

/// Which nodes the last edit, advance or recomputation has computed anew, in that order.
///
/// A node that is *not* in here was not touched: that is how tests show that a change costs no more
/// than what depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExecutionLog {
    nodes: Vec<Node>,
}

impl ExecutionLog {
    /// The nodes, in the order of their computation.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Whether this node was computed anew.
    pub fn contains(&self, node: Node) -> bool {
        self.nodes.contains(&node)
    }
}

impl Graph {
    /// What the last call that changed the graph has recomputed.
    pub fn execution_log(&self) -> ExecutionLog {
        let nodes = self.trace.iter().map(|&trace| match trace {
            Trace::KpiLink(slot) => Node::KpiLink(self.links.id(slot)),
            Trace::KeyResult(slot) => Node::KeyResult(self.key_results.id(slot)),
            Trace::Objective(slot) => Node::Objective(self.objectives.id(slot)),
            Trace::UnitNode(slot) => self.unit_node_name(slot),
        });
        ExecutionLog { nodes: nodes.collect() }
    }

    pub(super) fn unit_node_name(&self, slot: u32) -> Node {
        let (unit, cycle) = self.unit_nodes.id(slot);
        Node::Unit(self.units.id(unit), self.cycles.id(cycle))
    }

    pub(super) fn queue_link(&mut self, slot: u32) {
        let row = self.links.row_mut(slot);
        if !row.is_queued {
            row.is_queued = true;
            self.pending.links.push(slot);
        }
    }

    pub(super) fn queue_key_result(&mut self, slot: u32) {
        let row = self.key_results.row_mut(slot);
        if !row.is_queued {
            row.is_queued = true;
            self.pending.key_results.push(slot);
        }
    }

    pub(super) fn queue_objective(&mut self, slot: u32) {
        let row = self.objectives.row_mut(slot);
        if !row.is_queued {
            row.is_queued = true;
            self.pending.objectives.push(slot);
        }
    }

    /// What the key result brings to its objective has changed.
    pub(super) fn queue_objective_of(&mut self, key_result: u32) {
        let objective = self.key_results.row(key_result).objective;
        let fan = &self.key_results_of;
        self.key_result_sums.touch(objective, || fan.position(key_result));
        self.queue_objective(objective);
    }

    /// What the alignment brings to the objective it contributes to has changed.
    pub(super) fn queue_target_of(&mut self, alignment: u32) {
        let row = self.alignments.row(alignment);
        if let (Target::Objective(target), true) = (row.target, row.contribution.is_some()) {
            let fan = &self.supporters_of;
            self.supporter_sums.touch(target, || fan.position(alignment));
            self.queue_objective(target);
        }
    }

    /// What the objective brings to everything above it has changed.
    pub(super) fn queue_parents_of(&mut self, objective: u32) {
        for index in 0..self.supports_of.children(objective).len() {
            self.queue_target_of(self.supports_of.children(objective)[index]);
        }
        self.queue_owner_of(objective);
    }

    /// What the objective brings to the unit that owns it has changed.
    pub(super) fn queue_owner_of(&mut self, objective: u32) {
        if self.objectives.row(objective).unit == NOWHERE {
            return;
        }
        if let Some(home) = self.objectives_of.home(objective) {
            self.unit_sums.touch(home.parent, || home.position);
            self.queue_unit_node(home.parent);
            self.unit_nodes.row_mut(home.parent).is_stale = true;
        }
    }

    pub(super) fn queue_unit_node(&mut self, slot: u32) {
        let row = self.unit_nodes.row_mut(slot);
        if !row.is_queued {
            row.is_queued = true;
            let before = row.score();
            self.pending.unit_nodes.push((slot, before));
        }
    }
}
