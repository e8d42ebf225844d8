//! Explaining: the proof of each score, opened down to what was recorded.
//!
//! A proof is made when it is asked for, from the same rows that the score came from. Its size is
//! bounded: a mean names at most [`EXPLAINED_CHILDREN_MAX`] children, and a proof opens children
//! only while there is room for [`EXPLAINED_NODES_MAX`] nodes, shared out evenly; what is not
//! opened here can be asked for by itself.

use super::Graph;
use super::mean::{Missing, Outward};
use super::rows::LinkRow;
use crate::id::{CycleId, KeyResultId, ObjectiveId, OrgUnitId};
use crate::kpi_link::KpiRole;
use crate::proof::{Counted, KeyResultValue, KpiValue, LeftOut, MeanChild, MeanOf, Proof};

/// The most children that one mean of a proof names.
pub const EXPLAINED_CHILDREN_MAX: usize = 200;
/// About how many nodes a proof has at most.
pub const EXPLAINED_NODES_MAX: usize = 1_500;

/// What is explained of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Progress,
    Expected,
}

impl Graph {
    /// Why a key result has come so far, down to the recorded values of its KPI.
    pub fn explain_key_result(&self, id: KeyResultId) -> Option<Proof> {
        let slot = self.key_results.find(id)?;
        Some(self.key_result_proof(slot, Part::Progress, EXPLAINED_NODES_MAX))
    }

    /// Why an objective stands where it stands: the mean of its children, each opened in turn.
    pub fn explain_objective(&self, id: ObjectiveId) -> Option<Proof> {
        let slot = self.objectives.find(id)?;
        Some(self.objective_proof(slot, Part::Progress, EXPLAINED_NODES_MAX))
    }

    /// Why a unit stands where it stands in a cycle: the mean of the objectives that it owns.
    pub fn explain_unit(&self, id: OrgUnitId, cycle: CycleId) -> Option<Proof> {
        let slots = (self.units.find(id)?, self.cycles.find(cycle)?);
        Some(self.unit_proof(slots, Part::Progress, EXPLAINED_NODES_MAX))
    }

    pub(super) fn key_result_proof(&self, slot: u32, part: Part, room: usize) -> Proof {
        let row = self.key_results.row(slot);
        let measure = row.measure();
        let id = self.key_results.id(slot);
        let link = self.measuring_row(slot);
        if part == Part::Expected {
            let cycle = self.cycle_of_key_result(slot).fact.clone();
            let calendar = &self.organization.calendar;
            let season = link.and_then(|link| link.state.season.get());
            let cycle = (cycle.id, cycle.period);
            return Proof::pace((id, &measure, row.pace()), cycle, calendar, self.today, season);
        }
        let held_share = link.filter(|_| row.over_time).map(|link| link.state.held.get());
        let value = row.state.value.get();
        let mut measured = link.and_then(|link| self.link_proof(link));
        if let Some(proof) = measured.as_mut().filter(|proof| proof.size() > room) {
            proof.inputs.clear();
        }
        Proof::key_result(KeyResultValue { id, measure: &measure, value, held_share }, measured)
    }

    /// The link that is the value of the key result, unless its KPI is archived.
    fn measuring_row(&self, key_result: u32) -> Option<&LinkRow> {
        let links = self.links_of.children(key_result).iter().map(|&slot| self.links.row(slot));
        let mut measuring = links.filter(|link| {
            link.fact.role == KpiRole::Measures && !self.kpis.row(link.kpi).fact.is_archived
        });
        measuring.next()
    }

    fn link_proof(&self, link: &LinkRow) -> Option<Proof> {
        let cycle = self.cycle_of_key_result(link.key_result).fact.period;
        let today = self.today.min(cycle.end);
        let (kpi, subject) = (link.fact.kpi, self.subject_read_by(link)?);
        let value = self.cube.window(kpi, subject, link.fact.window, cycle, today);
        Proof::kpi(&self.cube, KpiValue { kpi, subject, value }, today)
    }

    pub(super) fn objective_proof(&self, slot: u32, part: Part, room: usize) -> Proof {
        let row = self.objectives.row(slot);
        let missing = self.missing(row);
        let mut children = Vec::new();
        if row.counts_key_results() {
            for &child in self.key_results_of.children(slot) {
                let weighed = &self.key_result_outward[child as usize];
                let counted = self.key_result_counted(child, part, missing);
                children.push((Child::KeyResult(child), weighed.weight, counted));
            }
        }
        if row.counts_aligned() {
            for &alignment in self.supporters_of.children(slot) {
                let alignment = self.alignments.row(alignment);
                if let Some(weight) = alignment.contribution.get() {
                    let counted =
                        self.objective_counted(alignment.supporter, weight, part, missing);
                    children.push((Child::Objective(alignment.supporter), weight, counted));
                }
            }
        }
        let id = self.objectives.id(slot);
        let mean = &row.state.mean;
        let (of, value) = match part {
            Part::Progress => (MeanOf::ObjectiveProgress(id), mean.progress),
            Part::Expected => (MeanOf::ObjectiveExpected(id), mean.expected),
        };
        self.mean_proof((of, value.get(), mean.coverage()), children, part, room)
    }

    pub(super) fn unit_proof(&self, slots: (u32, u32), part: Part, room: usize) -> Proof {
        let node = self.unit_nodes.find(slots);
        let cycle = self.cycles.row(slots.1);
        let objectives = node.map_or(&[][..], |node| self.objectives_of.children(node));
        let children = objectives.iter().map(|&child| {
            let weight = self.objectives.row(child).weight;
            let counted = self.objective_counted(child, weight, part, cycle.missing);
            (Child::Objective(child), weight, counted)
        });
        let mean = node.map(|node| self.unit_nodes.row(node).mean);
        let (unit, cycle) = (self.units.id(slots.0), self.cycles.id(slots.1));
        let (of, value) = match part {
            Part::Progress => (MeanOf::UnitProgress(unit, cycle), mean.map(|mean| mean.progress)),
            Part::Expected => (MeanOf::UnitExpected(unit, cycle), mean.map(|mean| mean.expected)),
        };
        let value = value.and_then(|value| value.get());
        let coverage = mean.and_then(|mean| mean.coverage());
        self.mean_proof((of, value, coverage), children.collect(), part, room)
    }

    /// A mean whose first children are opened as far as there is room.
    fn mean_proof(
        &self,
        (of, value, coverage): (MeanOf, Option<f64>, Option<f64>),
        children: Vec<(Child, f64, Counted)>,
        part: Part,
        room: usize,
    ) -> Proof {
        let named = children.len().min(EXPLAINED_CHILDREN_MAX);
        let room = room.saturating_sub(named) / named.max(1);
        let children = children.into_iter().enumerate().map(|(index, (child, weight, counted))| {
            let room = if index < named { room } else { 0 };
            let proof = match child {
                Child::KeyResult(slot) => self.key_result_proof(slot, part, room),
                Child::Objective(slot) if room > 0 => self.objective_proof(slot, part, room),
                Child::Objective(slot) => self.closed_proof(slot, part),
            };
            MeanChild { proof, weight, counted }
        });
        let mut proof = Proof::mean(of, value, coverage, children.collect());
        proof.inputs.truncate(named);
        proof
    }

    /// An objective that is not opened: what it comes to, without its children.
    fn closed_proof(&self, slot: u32, part: Part) -> Proof {
        let (id, mean) = (self.objectives.id(slot), &self.objectives.row(slot).state.mean);
        let (of, value) = match part {
            Part::Progress => (MeanOf::ObjectiveProgress(id), mean.progress),
            Part::Expected => (MeanOf::ObjectiveExpected(id), mean.expected),
        };
        let mut proof = Proof::mean(of, value.get(), mean.coverage(), Vec::new());
        proof.rule.text = "Σ w·p / Σ w".to_owned();
        proof.rule.parameters.retain(|(name, _)| *name == "coverage");
        proof
    }

    fn key_result_counted(&self, slot: u32, part: Part, missing: Missing) -> Counted {
        let row = self.key_results.row(slot);
        let weighed = &self.key_result_outward[slot as usize];
        if row.is_archived {
            return Counted::LeftOut(LeftOut::Archived);
        }
        if row.measure().is_baseline() {
            return Counted::LeftOut(LeftOut::Baseline);
        }
        counted(&weighed.outward, weighed.weight, part, missing)
    }

    fn objective_counted(&self, slot: u32, weight: f64, part: Part, missing: Missing) -> Counted {
        let row = self.objectives.row(slot);
        match (row.is_archived, row.is_published) {
            (true, _) => Counted::LeftOut(LeftOut::Archived),
            (false, false) => Counted::LeftOut(LeftOut::Draft),
            _ => counted(&self.objective_outward[slot as usize], weight, part, missing),
        }
    }
}

/// A child of a mean.
enum Child {
    KeyResult(u32),
    Objective(u32),
}

fn counted(child: &Outward, weight: f64, part: Part, missing: Missing) -> Counted {
    if child.is_excluded && missing == Missing::CountsZero {
        return Counted::LeftOut(LeftOut::Excluded);
    }
    if weight <= 0.0 {
        return Counted::LeftOut(LeftOut::NoWeight);
    }
    match (child.progress.get(), missing, part) {
        (None, Missing::LeftOut, _) => Counted::LeftOut(LeftOut::NoValue),
        (None, Missing::CountsZero, Part::Progress) => Counted::MissingAsZero,
        (Some(progress), _, Part::Progress) => Counted::As(progress),
        (_, _, Part::Expected) => Counted::As(child.expected.get().unwrap_or(0.0)),
    }
}
