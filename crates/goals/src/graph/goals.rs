//! The goals that a graph holds, given back as facts: what another moment's graph begins with.

use super::Graph;
use super::rows::Target;
use super::table::NOWHERE;
use crate::alignment::{Alignment, AlignmentTarget};
use crate::id::PersonId;
use crate::key_result::KeyResult;
use crate::objective::Objective;

/// Goals as facts, in no order. Together with the other facts they build the graph that they come
/// from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Goals {
    /// Objectives, without the person accountable, of whom no score knows.
    pub objectives: Vec<Objective>,
    /// Key results.
    pub key_results: Vec<KeyResult>,
    /// Alignments.
    pub alignments: Vec<Alignment>,
}

impl Graph {
    /// The goals as they are now.
    pub fn goals(&self) -> Goals {
        Goals {
            objectives: self.objectives.live().map(|slot| self.objective_fact(slot)).collect(),
            key_results: self.key_results.live().map(|slot| self.key_result_fact(slot)).collect(),
            alignments: self.alignments.live().map(|slot| self.alignment_fact(slot)).collect(),
        }
    }

    fn objective_fact(&self, slot: u32) -> Objective {
        const NOBODY: Option<PersonId> = None;
        let row = self.objectives.row(slot);
        Objective {
            id: self.objectives.id(slot),
            cycle: self.cycles.id(row.cycle),
            owner_unit: (row.unit != NOWHERE).then(|| self.units.id(row.unit)),
            owner_person: NOBODY,
            kind: row.kind,
            mode: row.mode,
            weight: row.weight,
            is_published: row.is_published,
            is_archived: row.is_archived,
            status_override: row.status_override,
            is_excluded: row.is_excluded,
        }
    }

    fn key_result_fact(&self, slot: u32) -> KeyResult {
        let row = self.key_results.row(slot);
        KeyResult {
            id: self.key_results.id(slot),
            objective: self.objectives.id(row.objective),
            measure: row.measure().into_owned(),
            original: row.original(),
            over_time: row.over_time,
            pace: row.pace().clone(),
            current: row.current.get(),
            weight: self.key_result_outward[slot as usize].weight,
            status_override: row.status_override,
            is_excluded: row.is_excluded,
            is_archived: row.is_archived,
        }
    }

    fn alignment_fact(&self, slot: u32) -> Alignment {
        let row = self.alignments.row(slot);
        Alignment {
            id: self.alignments.id(slot),
            objective: self.objectives.id(row.supporter),
            target: match row.target {
                Target::Objective(slot) => AlignmentTarget::Objective(self.objectives.id(slot)),
                Target::KeyResult(slot) => AlignmentTarget::KeyResult(self.key_results.id(slot)),
            },
            contribution: row.contribution.get(),
        }
    }
}
