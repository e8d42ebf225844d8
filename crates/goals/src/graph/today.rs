//! What the passing of days changes: cycles, and what reads the day.

use jiff::civil::Date;

use super::Graph;
use super::score::Moved;
use crate::cycle::Cycle;
use crate::organization::Organization;

impl Graph {
    /// Moves scores to another day, forward or back. Cycles whose expected progress is the same on
    /// both days (closed ones, or over a weekend) are not touched, but for key results with phases,
    /// due dates or KPIs.
    pub fn advance(&mut self, today: Date) -> Vec<Moved> {
        if today == self.today {
            return Vec::new();
        }
        let before = std::mem::replace(&mut self.today, today);
        let mut is_changed = vec![false; self.cycles.span()];
        for slot in self.cycles.live() {
            is_changed[slot as usize] = self.refresh_cycle(slot);
        }
        self.queue_all_in(&is_changed);
        for slot in self.links.live() {
            let end = self.cycle_of_key_result(self.links.row(slot).key_result).fact.period.end;
            if before.min(end) != today.min(end) {
                self.queue_link(slot);
            }
        }
        for slot in self.key_results.live() {
            if self.key_results.row(slot).reads_today() {
                self.queue_key_result(slot);
            }
        }
        self.propagate()
    }

    pub(super) fn put_cycle(&mut self, fact: Cycle) {
        let slot = match self.cycles.find(fact.id) {
            Some(slot) if self.cycles.row(slot).fact == fact => return,
            Some(slot) => {
                self.cycles.row_mut(slot).fact = fact;
                slot
            }
            None => {
                let row = self.cycle_row(fact);
                self.cycles.insert(row.fact.id, row);
                return;
            }
        };
        self.refresh_cycle(slot);
        let mut changed = vec![false; self.cycles.span()];
        changed[slot as usize] = true;
        self.queue_all_in(&changed);
    }

    pub(super) fn put_organization(&mut self, organization: Organization) {
        if self.organization == organization {
            return;
        }
        self.organization = organization;
        self.cube.set_calendar(self.organization.calendar);
        for slot in self.cycles.live() {
            self.refresh_cycle(slot);
        }
        self.queue_all_in(&vec![true; self.cycles.span()]);
        for slot in self.links.live() {
            self.queue_link(slot);
        }
    }

    /// Queues every node in the cycles marked, by slot.
    fn queue_all_in(&mut self, is_changed: &[bool]) {
        if !is_changed.contains(&true) {
            return;
        }
        for slot in self.objectives.live() {
            if is_changed[self.objectives.row(slot).cycle as usize] {
                self.queue_cycle_readers(slot);
            }
        }
        for slot in self.unit_nodes.live() {
            if is_changed[self.unit_nodes.id(slot).1 as usize] {
                self.unit_sums.shift(slot, 0);
                self.queue_unit_node(slot);
                self.unit_nodes.row_mut(slot).is_stale = true;
            }
        }
    }
}
