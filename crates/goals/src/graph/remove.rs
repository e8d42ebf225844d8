//! Taking facts away, once it is checked that nothing refers to them.

use super::Graph;
use super::facts::Removal;
use super::score::{Moved, Node};

impl Graph {
    /// Takes the fact away; what is not there stays away.
    pub(super) fn remove(&mut self, name: Removal) {
        match name {
            Removal::OrgUnit(id) => self.units.find(id).map(|slot| self.remove_unit(slot)),
            Removal::Cycle(id) => self.cycles.find(id).map(|slot| self.remove_cycle(slot)),
            Removal::Objective(id) => {
                self.objectives.find(id).map(|slot| self.remove_objective(slot))
            }
            Removal::KeyResult(id) => {
                self.key_results.find(id).map(|slot| self.remove_key_result(slot))
            }
            Removal::Alignment(id) => self.alignments.find(id).map(|slot| {
                self.detach_alignment(slot);
                self.alignments.remove(slot);
            }),
            Removal::Kpi(id) => self.kpis.find(id).map(|slot| self.remove_kpi(slot)),
            Removal::KpiLink(id) => self.links.find(id).map(|slot| self.remove_link(slot)),
            Removal::KpiTarget(id) => self.targets.find(id).map(|slot| self.remove_target(slot)),
        };
    }

    fn remove_key_result(&mut self, slot: u32) {
        self.take_from_objective(slot);
        let id = self.key_results.id(slot);
        let row = self.key_results.row_mut(slot);
        row.is_queued = false;
        let outward = &self.key_result_outward[slot as usize].outward;
        let before = (!row.state.is_new).then(|| row.state.score(outward));
        self.pending.gone.push(Moved { node: Node::KeyResult(id), before, after: None });
        self.pending.key_results.retain(|&queued| queued != slot);
        self.key_results.remove(slot);
    }

    fn remove_objective(&mut self, slot: u32) {
        self.take_from_unit(slot);
        let id = self.objectives.id(slot);
        let row = self.objectives.row_mut(slot);
        row.is_queued = false;
        let before = (!row.state.is_new).then(|| row.state.score());
        self.pending.gone.push(Moved { node: Node::Objective(id), before, after: None });
        self.pending.objectives.retain(|&queued| queued != slot);
        self.objectives.remove(slot);
    }

    fn remove_cycle(&mut self, slot: u32) {
        self.remove_unit_nodes(|_, cycle| cycle == slot);
        self.cycles.remove(slot);
    }

    fn remove_unit(&mut self, slot: u32) {
        // First off the units above: what it owned may have left only with this edit.
        self.unplant_unit(slot);
        self.remove_unit_nodes(|unit, _| unit == slot);
        self.cube.remove_unit(self.units.id(slot));
        self.units.remove(slot);
        self.pending.is_root_stale = true;
    }

    /// Forgets units in cycles, none of which owns an objective any more or has a unit below that
    /// does.
    fn remove_unit_nodes(&mut self, is_gone: impl Fn(u32, u32) -> bool) {
        for node in self.unit_nodes.live() {
            let (unit, cycle) = self.unit_nodes.id(node);
            if is_gone(unit, cycle) {
                self.pending.unit_nodes.retain(|&(queued, _)| queued != node);
                self.nodes_of.detach(node);
                self.unit_nodes.remove(node);
            }
        }
    }
}
