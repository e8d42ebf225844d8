//! Judging: the proof of a status, from progress and what is expected.

use super::Graph;
use super::explain::{EXPLAINED_NODES_MAX, Part};
use super::mean::Mean;
use super::score::Node;
use crate::proof::{Cap, Entity, Judgement, Proof};
use crate::status::{Completion, Status};

impl Graph {
    /// Why a goal has its status: the gap between what is expected and its progress, both
    /// explained. A KPI link has no status.
    pub fn explain_status(&self, node: Node) -> Option<Proof> {
        let (judgement, progress, expected) = match node {
            Node::KpiLink(_) => return None,
            Node::KeyResult(id) => {
                let slot = self.key_results.find(id)?;
                let proof = |part| self.key_result_proof(slot, part, EXPLAINED_NODES_MAX);
                (self.judgement_of_key_result(slot), proof(Part::Progress), proof(Part::Expected))
            }
            Node::Objective(id) => {
                let slot = self.objectives.find(id)?;
                let proof = |part| self.objective_proof(slot, part, EXPLAINED_NODES_MAX / 2);
                (self.judgement_of_objective(slot), proof(Part::Progress), proof(Part::Expected))
            }
            Node::Unit(unit, cycle) => {
                let slots = (self.units.find(unit)?, self.cycles.find(cycle)?);
                let proof = |part| self.unit_proof(slots, part, EXPLAINED_NODES_MAX / 2);
                (self.judgement_of_unit(slots), proof(Part::Progress), proof(Part::Expected))
            }
        };
        Some(Proof::status(judgement, &self.organization.thresholds, vec![progress, expected]))
    }

    fn judgement_of_key_result(&self, slot: u32) -> Judgement {
        let row = self.key_results.row(slot);
        let outward = &self.key_result_outward[slot as usize].outward;
        let completion = row.measure().completion();
        let is_known_by_value = completion == Completion::OnceKnown;
        Judgement {
            entity: Entity::KeyResult(self.key_results.id(slot)),
            stage: self.cycle_of_key_result(slot).stage,
            progress: if is_known_by_value { row.state.value } else { outward.raw }.get(),
            expected: outward.expected.get(),
            completion,
            cap: None,
            status_override: row.status_override,
        }
    }

    fn judgement_of_objective(&self, slot: u32) -> Judgement {
        let row = self.objectives.row(slot);
        let (cycle, mean) = (self.cycles.row(row.cycle), &row.state.mean);
        let by_gap = cycle.standing(mean, &self.organization.thresholds);
        let cap = match row.state.computed_status {
            Status::AtRisk if by_gap != Status::AtRisk && row.state.breached > 0 => {
                Some(Cap::GuardBreached)
            }
            Status::AtRisk if by_gap != Status::AtRisk => Some(Cap::CommittedChildOffTrack),
            _ => None,
        };
        Judgement {
            entity: Entity::Objective(self.objectives.id(slot)),
            stage: cycle.stage,
            progress: mean.progress.get(),
            expected: mean.expected.get(),
            completion: mean.completion(),
            cap,
            status_override: row.status_override,
        }
    }

    fn judgement_of_unit(&self, slots: (u32, u32)) -> Judgement {
        let node = self.unit_nodes.find(slots);
        let mean = node.map_or(Mean::NOTHING, |node| self.unit_nodes.row(node).mean);
        Judgement {
            entity: Entity::OrgUnit(self.units.id(slots.0)),
            stage: self.cycles.row(slots.1).stage,
            progress: mean.progress.get(),
            expected: mean.expected.get(),
            completion: mean.completion(),
            cap: None,
            status_override: None,
        }
    }
}
