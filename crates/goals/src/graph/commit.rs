//! Putting facts in their places, once they are checked.
//!
//! Every function here changes rows and fans and queues what reads them; none computes a score and
//! none can fail.

use rustc_hash::FxHashSet;

use super::Graph;
use super::facts::{Edit, Fact, Removal, is_taken_away};
use super::key_results::KeyResultRow;
use super::mean::{Outward, Weighed};
use super::number::Number;
use super::rows::{AlignmentRow, ObjectiveRow, ObjectiveState, Target};
use super::table::NOWHERE;
use crate::alignment::{Alignment, AlignmentTarget};
use crate::key_result::KeyResult;
use crate::objective::Objective;

pub(super) const CHECKED: &str = "invariant: references were checked";

impl Graph {
    /// Commits edits that were checked together.
    pub(super) fn commit(&mut self, edits: Vec<Edit>) {
        let mut edits = last_of_each(edits);
        for index in 0..edits.len() {
            let (done, later) = edits.split_at_mut(index + 1);
            if let Edit::Points(points) = &mut done[index] {
                points.retain(|point| !is_taken_away(point, later));
            }
        }
        // Referenced facts first, and away with what refers before away with what it refers to.
        edits.sort_by_key(rank);
        // Whatever hangs somewhere else afterwards gives way first, so that no circle exists in
        // between.
        for edit in &edits {
            match edit {
                Edit::Put(Fact::Alignment(alignment)) => {
                    if let Some(slot) = self.alignments.find(alignment.id) {
                        self.detach_alignment(slot);
                    }
                }
                Edit::Put(Fact::OrgUnit(unit)) => self.make_way_for_unit(unit),
                _ => {}
            }
        }
        for edit in edits {
            self.commit_one(edit);
        }
    }

    pub(super) fn commit_one(&mut self, edit: Edit) {
        match edit {
            Edit::Put(Fact::Organization(organization)) => self.put_organization(organization),
            Edit::Put(Fact::OrgUnit(unit)) => self.put_unit(unit),
            Edit::Put(Fact::Cycle(cycle)) => self.put_cycle(cycle),
            Edit::Put(Fact::Objective(objective)) => self.put_objective(&objective),
            Edit::Put(Fact::KeyResult(key_result)) => self.put_key_result(key_result),
            Edit::Put(Fact::Alignment(alignment)) => self.put_alignment(&alignment),
            Edit::Put(Fact::Kpi(kpi)) => self.put_kpi(kpi),
            Edit::Put(Fact::KpiLink(link)) => self.put_link(link),
            Edit::Put(Fact::KpiTarget(target)) => self.put_target(target),
            Edit::Remove(removal) => self.remove(removal),
            Edit::Points(points) => self.put_points(&points),
            Edit::RemovePoints(keys) => self.remove_points(&keys),
        }
    }
}

/// Where an edit comes among others made together.
fn rank(edit: &Edit) -> u8 {
    match edit {
        Edit::Remove(Removal::Alignment(_) | Removal::KpiLink(_) | Removal::KpiTarget(_)) => 0,
        Edit::Put(Fact::Organization(_)) => 1,
        Edit::Put(Fact::OrgUnit(_)) => 2,
        Edit::Put(Fact::Cycle(_) | Fact::Kpi(_)) => 3,
        Edit::Put(Fact::Objective(_)) => 4,
        Edit::Put(Fact::KeyResult(_)) => 5,
        Edit::Put(Fact::Alignment(_) | Fact::KpiLink(_) | Fact::KpiTarget(_)) => 6,
        Edit::Points(_) | Edit::RemovePoints(_) => 7,
        Edit::Remove(Removal::KeyResult(_)) => 8,
        Edit::Remove(Removal::Objective(_)) => 9,
        Edit::Remove(Removal::Kpi(_) | Removal::Cycle(_) | Removal::OrgUnit(_)) => 10,
    }
}

/// Only the last edit of each fact holds. Points keep their order.
fn last_of_each(mut edits: Vec<Edit>) -> Vec<Edit> {
    let mut named = FxHashSet::default();
    let mut is_organization_named = false;
    let holds: Vec<bool> = edits
        .iter()
        .rev()
        .map(|edit| match edit {
            Edit::Put(fact) => match fact.name() {
                Some(name) => named.insert(name),
                None => !std::mem::replace(&mut is_organization_named, true),
            },
            Edit::Remove(name) => named.insert(*name),
            Edit::Points(_) | Edit::RemovePoints(_) => true,
        })
        .collect();
    let mut holds = holds.into_iter().rev();
    edits.retain(|_| holds.next().unwrap_or(true));
    edits
}

impl Graph {
    /// The row of an objective, not computed yet.
    pub(super) fn objective_row(&self, fact: &Objective) -> ObjectiveRow {
        let unit = fact.owner_unit.map(|id| self.units.find(id).expect(CHECKED));
        ObjectiveRow {
            cycle: self.cycles.find(fact.cycle).expect(CHECKED),
            unit: unit.unwrap_or(NOWHERE),
            height: 0,
            weight: fact.weight,
            kind: fact.kind,
            mode: fact.mode,
            is_published: fact.is_published,
            is_archived: fact.is_archived,
            is_excluded: fact.is_excluded,
            status_override: fact.status_override,
            is_queued: false,
            state: ObjectiveState::NEW,
        }
    }

    pub(super) fn alignment_row(&self, fact: &Alignment) -> AlignmentRow {
        AlignmentRow {
            supporter: self.objectives.find(fact.objective).expect(CHECKED),
            target: match fact.target {
                AlignmentTarget::Objective(id) => {
                    Target::Objective(self.objectives.find(id).expect(CHECKED))
                }
                AlignmentTarget::KeyResult(id) => {
                    Target::KeyResult(self.key_results.find(id).expect(CHECKED))
                }
            },
            contribution: Number::from(fact.contribution),
        }
    }

    fn put_objective(&mut self, fact: &Objective) {
        let mut row = self.objective_row(fact);
        let Some(slot) = self.objectives.find(fact.id) else {
            let slot = self.objectives.insert(fact.id, row);
            self.objective_outward.resize(self.objectives.span(), Outward::NOTHING);
            self.objective_outward[slot as usize] = Outward::NOTHING;
            self.give_to_unit(slot);
            self.queue_objective(slot);
            return;
        };
        let old = self.objectives.row(slot);
        (row.height, row.is_queued, row.state) = (old.height, old.is_queued, old.state);
        let has_other_cycle = row.cycle != old.cycle;
        let has_other_unit = row.unit != old.unit;
        let has_other_weight = row.weight.to_bits() != old.weight.to_bits();
        *self.objectives.row_mut(slot) = row;
        if has_other_cycle || has_other_unit {
            self.take_from_unit(slot);
            self.give_to_unit(slot);
        }
        if has_other_cycle {
            self.queue_cycle_readers(slot);
        }
        if has_other_weight {
            self.queue_owner_of(slot);
        }
        self.queue_objective(slot);
    }

    fn give_to_unit(&mut self, objective: u32) {
        let row = self.objectives.row(objective);
        if row.unit == NOWHERE {
            return;
        }
        let node = self.unit_node(row.unit, row.cycle);
        let objectives = &self.objectives;
        let home = self.objectives_of.attach(node, objective, |slot| objectives.id(slot));
        self.unit_sums.shift(node, home.position);
        self.queue_unit_node(node);
        self.unit_nodes.row_mut(node).is_stale = true;
    }

    pub(super) fn take_from_unit(&mut self, objective: u32) {
        let Some(home) = self.objectives_of.detach(objective) else { return };
        self.unit_sums.shift(home.parent, home.position);
        self.queue_unit_node(home.parent);
        self.unit_nodes.row_mut(home.parent).is_stale = true;
    }

    /// The cycle of an objective is another one, or has other dates or another phase.
    pub(super) fn queue_cycle_readers(&mut self, objective: u32) {
        for index in 0..self.key_results_of.children(objective).len() {
            let key_result = self.key_results_of.children(objective)[index];
            self.queue_key_result(key_result);
            self.queue_links_of(key_result);
        }
        self.key_result_sums.shift(objective, 0);
        self.supporter_sums.shift(objective, 0);
        self.queue_objective(objective);
    }

    pub(super) fn queue_links_of(&mut self, key_result: u32) {
        for index in 0..self.links_of.children(key_result).len() {
            self.queue_link(self.links_of.children(key_result)[index]);
        }
    }

    /// The slot of a key result that is there already, under the same objective.
    pub(super) fn home_of(&self, fact: &KeyResult) -> Option<u32> {
        let slot = self.key_results.find(fact.id)?;
        let objective = self.key_results.row(slot).objective;
        (self.objectives.id(objective) == fact.objective).then_some(slot)
    }

    fn put_key_result(&mut self, fact: KeyResult) {
        let (id, weight) = (fact.id, fact.weight);
        let home = self.home_of(&fact);
        let objective = match home {
            Some(slot) => self.key_results.row(slot).objective,
            None => self.objectives.find(fact.objective).expect(CHECKED),
        };
        let mut row = KeyResultRow::new(fact, objective);
        let Some(slot) = home.or_else(|| self.key_results.find(id)) else {
            let slot = self.key_results.insert(id, row);
            let weighed = Weighed { outward: Outward::NOTHING, weight };
            self.key_result_outward.resize(self.key_results.span(), weighed);
            self.key_result_outward[slot as usize] = weighed;
            self.give_to_objective(slot, objective);
            self.queue_key_result(slot);
            return;
        };
        let old = self.key_results.row(slot);
        (row.state, row.is_queued) = (old.state, old.is_queued);
        let has_other_objective = old.objective != objective;
        let reads_links = row.over_time || old.over_time || *row.pace() != *old.pace();
        *self.key_results.row_mut(slot) = row;
        if has_other_objective {
            self.take_from_objective(slot);
            self.give_to_objective(slot, objective);
        }
        if has_other_objective || reads_links {
            self.queue_links_of(slot);
        }
        let weighed = &mut self.key_result_outward[slot as usize];
        if weighed.weight.to_bits() != weight.to_bits() {
            weighed.weight = weight;
            self.queue_objective_of(slot);
        }
        self.queue_key_result(slot);
    }

    fn give_to_objective(&mut self, key_result: u32, objective: u32) {
        let key_results = &self.key_results;
        let home = self.key_results_of.attach(objective, key_result, |slot| key_results.id(slot));
        self.key_result_sums.shift(objective, home.position);
        self.queue_objective(objective);
    }

    pub(super) fn take_from_objective(&mut self, key_result: u32) {
        if let Some(home) = self.key_results_of.detach(key_result) {
            self.key_result_sums.shift(home.parent, home.position);
            self.queue_objective(home.parent);
        }
    }

    fn put_alignment(&mut self, fact: &Alignment) {
        let row = self.alignment_row(fact);
        let slot = match self.alignments.find(fact.id) {
            Some(slot) => {
                self.detach_alignment(slot);
                *self.alignments.row_mut(slot) = row;
                slot
            }
            None => self.alignments.insert(fact.id, row),
        };
        let alignments = &self.alignments;
        self.supports_of.attach(row.supporter, slot, |slot| alignments.id(slot));
        match row.target {
            Target::Objective(target) => {
                let home = self.supporters_of.attach(target, slot, |slot| alignments.id(slot));
                self.supporter_sums.shift(target, home.position);
                self.queue_objective(target);
                self.settle_height(target);
            }
            Target::KeyResult(target) => {
                self.supporters_of_key_result.attach(target, slot, |slot| alignments.id(slot));
            }
        }
    }

    /// Takes an alignment out of what it connects. Its row stays.
    pub(super) fn detach_alignment(&mut self, slot: u32) {
        self.supports_of.detach(slot);
        self.supporters_of_key_result.detach(slot);
        if let Some(home) = self.supporters_of.detach(slot) {
            self.supporter_sums.shift(home.parent, home.position);
            self.queue_objective(home.parent);
            self.settle_height(home.parent);
        }
    }
}
