//! Propagation: from what was edited up to the organisation, each dependent once.
//!
//! Links come first, then key results, then objectives by *height*, then units. A node is
//! recomputed only when something it reads has changed, and it passes the change on only when its
//! own result differs by at least one bit from before (*backdating*: an equal result counts as
//! never recomputed).

use super::Graph;
use super::mean::{Tally, UnitTally, Weighed};
use super::pending::Trace;
use super::rows::Below;

use super::score::{Moved, Node, Score};
use super::table::NOWHERE;

impl Graph {
    /// Brings every score up to date after marks were set; answers with what moved.
    pub(super) fn propagate(&mut self) -> Vec<Moved> {
        self.trace.clear();
        self.choose_root();
        self.queue_readers_of_units();
        let mut moved = std::mem::take(&mut self.pending.gone);
        // A check-in moves about as many levels as there are.
        moved.reserve(8);
        self.propagate_links();
        self.propagate_key_results(&mut moved);
        self.propagate_objectives(&mut moved);
        self.propagate_units(&mut moved);
        moved
    }

    /// Computes every score from scratch and logs nothing. The result is the same, bit for bit;
    /// this is for checking and measuring.
    pub fn recompute(&mut self) {
        self.trace.clear();
        for slot in self.cycles.live() {
            self.refresh_cycle(slot);
        }
        for slot in self.links.live() {
            self.recompute_link(slot);
        }
        self.key_result_sums.shift_all();
        self.supporter_sums.shift_all();
        self.unit_sums.shift_all();
        for slot in self.objectives_by_height() {
            // Right before they are added up, while they are at hand.
            for index in 0..self.key_results_of.children(slot).len() {
                self.recompute_key_result(self.key_results_of.children(slot)[index]);
            }
            self.recompute_objective(slot);
        }
        for slot in self.unit_nodes.live() {
            self.unit_nodes.row_mut(slot).below = Below::default();
        }
        for slot in self.unit_nodes.live() {
            self.recompute_unit_node(slot);
            let (unit, cycle) = self.unit_nodes.id(slot);
            self.shift_below(unit, cycle, self.own_part(slot));
        }
        for (slot, _) in std::mem::take(&mut self.pending.unit_nodes) {
            if self.unit_nodes.row(slot).is_stale {
                self.recompute_unit_node(slot);
            }
            self.unit_nodes.row_mut(slot).is_queued = false;
        }
    }

    fn propagate_links(&mut self) {
        let mut links = std::mem::take(&mut self.pending.links);
        for slot in links.drain(..) {
            let before = self.links.row(slot).state;
            self.trace.push(Trace::KpiLink(slot));
            self.recompute_link(slot);
            let row = self.links.row_mut(slot);
            row.is_queued = false;
            if row.state != before {
                let key_result = row.key_result;
                self.queue_key_result(key_result);
            }
        }
        self.pending.links = links;
    }

    fn propagate_key_results(&mut self, moved: &mut Vec<Moved>) {
        let mut key_results = std::mem::take(&mut self.pending.key_results);
        for slot in key_results.drain(..) {
            let before = self.key_results.row(slot).state;
            let outward = self.key_result_outward[slot as usize].outward;
            self.trace.push(Trace::KeyResult(slot));
            self.recompute_key_result(slot);
            let row = self.key_results.row_mut(slot);
            row.is_queued = false;
            let after = row.state;
            let outward_after = self.key_result_outward[slot as usize].outward;
            let node = Node::KeyResult(self.key_results.id(slot));
            let score_before = (!before.is_new).then(|| before.score(&outward));
            tell(moved, node, score_before, after.score(&outward_after));
            if outward_after != outward {
                self.queue_objective_of(slot);
            }
        }
        self.pending.key_results = key_results;
    }

    fn propagate_objectives(&mut self, moved: &mut Vec<Moved>) {
        let mut height = 0;
        self.sort_in_by_height();
        while height < self.by_height.len() {
            // Whatever this height's objectives queue is higher, so the list below is complete.
            let mut slots = std::mem::take(&mut self.by_height[height]);
            for slot in slots.drain(..) {
                self.propagate_objective(slot, moved);
                self.sort_in_by_height();
            }
            self.by_height[height] = slots;
            height += 1;
        }
    }

    fn propagate_objective(&mut self, slot: u32, moved: &mut Vec<Moved>) {
        let before = self.objectives.row(slot).state;
        let outward = self.objective_outward[slot as usize];
        self.trace.push(Trace::Objective(slot));
        self.recompute_objective(slot);
        let row = self.objectives.row_mut(slot);
        row.is_queued = false;
        let after = row.state;
        let node = Node::Objective(self.objectives.id(slot));
        tell(moved, node, (!before.is_new).then(|| before.score()), after.score());
        if self.objective_outward[slot as usize] != outward {
            self.queue_parents_of(slot);
        }
    }

    /// Hands queued objectives to the list of their height.
    fn sort_in_by_height(&mut self) {
        while let Some(slot) = self.pending.objectives.pop() {
            let height = self.objectives.row(slot).height as usize;
            if self.by_height.len() <= height {
                self.by_height.resize_with(height + 1, Vec::new);
            }
            self.by_height[height].push(slot);
        }
    }

    fn propagate_units(&mut self, moved: &mut Vec<Moved>) {
        let mut index = 0;
        // Ancestors join the list while it is worked off.
        while index < self.pending.unit_nodes.len() {
            let (slot, _) = self.pending.unit_nodes[index];
            index += 1;
            self.trace.push(Trace::UnitNode(slot));
            if !self.unit_nodes.row(slot).is_stale {
                continue;
            }
            let (unit, cycle) = self.unit_nodes.id(slot);
            let before = self.own_part(slot);
            self.recompute_unit_node(slot);
            let after = self.own_part(slot);
            if after != before {
                self.shift_below(unit, cycle, after + -before);
            }
        }
        let mut unit_nodes = std::mem::take(&mut self.pending.unit_nodes);
        for (slot, before) in unit_nodes.drain(..) {
            let row = self.unit_nodes.row_mut(slot);
            row.is_queued = false;
            let after = row.score();
            // A unit that neither weighs anything nor has anything below it has nothing to tell.
            let is_empty =
                |score: &Score| score.coverage.is_none() && score.descendants_mean.is_none();
            if !(is_empty(&before) && is_empty(&after)) {
                tell(moved, self.unit_node_name(slot), Some(before), after);
            }
        }
        self.pending.unit_nodes = unit_nodes;
    }

    fn recompute_objective(&mut self, slot: u32) {
        let row = self.objectives.row(slot);
        let cycle = self.cycles.row(row.cycle);
        let missing = cycle.missing;
        let weighed = &self.key_result_outward;
        let children = self.key_results_of.children(slot);
        let own = self.key_result_sums.total(slot, children, |sum, child| {
            let Weighed { outward, weight } = &weighed[child as usize];
            sum.count(outward, *weight, missing);
        });
        let (alignments, outward) = (&self.alignments, &self.objective_outward);
        let children = self.supporters_of.children(slot);
        let aligned = self.supporter_sums.total(slot, children, |sum: &mut Tally, child| {
            let alignment = alignments.row(child);
            let weight = alignment.contribution.get().unwrap_or(0.0);
            sum.count(&outward[alignment.supporter as usize], weight, missing);
        });
        let state = row.evaluate(&own, &aligned, cycle, &self.organization.thresholds);
        let row = self.objectives.row_mut(slot);
        row.state = state;
        self.objective_outward[slot as usize] = row.outward(cycle.linear);
    }

    fn recompute_unit_node(&mut self, slot: u32) {
        let (_, cycle) = self.unit_nodes.id(slot);
        let cycle = self.cycles.row(cycle);
        let (objectives, outward) = (&self.objectives, &self.objective_outward);
        let children = self.objectives_of.children(slot);
        let sum = self.unit_sums.total(slot, children, |sum: &mut UnitTally, child| {
            let weight = objectives.row(child).weight;
            sum.count(&outward[child as usize], weight, cycle.missing);
        });
        let mean = sum.tally.mean(cycle.missing);
        let status = cycle.standing(&mean, &self.organization.thresholds);
        let row = self.unit_nodes.row_mut(slot);
        row.mean = mean;
        row.status = status;
        row.statuses = sum.statuses;
        row.is_stale = false;
    }

    /// What a unit itself adds to the descendants' mean of the units above it.
    pub(super) fn own_part(&self, node: u32) -> Below {
        let (unit, _) = self.unit_nodes.id(node);
        if self.units.row(unit).fact.is_archived {
            return Below::default();
        }
        Below::of(self.unit_nodes.row(node).mean.progress)
    }

    /// Adds `part` to the descendants' sums of every unit above `unit`.
    pub(super) fn shift_below(&mut self, unit: u32, cycle: u32, part: Below) {
        if part == Below::default() {
            return;
        }
        let mut above = self.units.row(unit).parent;
        while above != NOWHERE {
            let node = self.unit_node(above, cycle);
            self.queue_unit_node(node);
            let row = self.unit_nodes.row_mut(node);
            row.below = row.below + part;
            above = self.units.row(above).parent;
        }
    }

    /// The slot of a unit in a cycle, made if need be.
    pub(super) fn unit_node(&mut self, unit: u32, cycle: u32) -> u32 {
        self.unit_nodes.find((unit, cycle)).unwrap_or_else(|| {
            let row = self.absent_unit_node(self.cycles.row(cycle));
            let node = self.unit_nodes.insert((unit, cycle), row);
            self.nodes_of.attach(unit, node, |node| node);
            node
        })
    }
}

fn tell(moved: &mut Vec<Moved>, node: Node, before: Option<Score>, after: Score) {
    if before != Some(after) {
        moved.push(Moved { node, before, after: Some(after) });
    }
}
