//! The organisation tree: where a unit hangs, and what its descendants come to.
//!
//! The descendants' sums are exact (see [`Below`](super::rows::Below)), so a subtree that moves is
//! taken off the units above it and added to the new ones, whatever the order.

use super::Graph;
use super::rows::UnitRow;
use super::table::NOWHERE;
use crate::org_unit::OrgUnit;

impl Graph {
    /// Takes a unit that will hang elsewhere from where it is.
    pub(super) fn make_way_for_unit(&mut self, fact: &OrgUnit) {
        let Some(slot) = self.units.find(fact.id) else {
            let parentless = OrgUnit { parent: None, ..fact.clone() };
            self.units.insert(fact.id, UnitRow { fact: parentless, parent: NOWHERE });
            self.cube.put_unit(fact.id, None);
            return;
        };
        if self.units.row(slot).fact.parent != fact.parent {
            self.unplant_unit(slot);
        }
    }

    pub(super) fn put_unit(&mut self, fact: OrgUnit) {
        self.make_way_for_unit(&fact);
        let slot = self.units.find(fact.id).expect("invariant: way was made");
        let parent = fact
            .parent
            .map_or(NOWHERE, |id| self.units.find(id).expect("invariant: references were checked"));
        let row = self.units.row(slot);
        self.pending.is_root_stale = true;
        if row.parent == parent && row.fact == fact {
            return;
        }
        self.unplant_unit(slot);
        *self.units.row_mut(slot) = UnitRow { fact, parent };
        self.shift_subtree(slot, Sign::Plus);
        self.touch_unit_and_above(slot);
        let row = self.units.row(slot);
        self.cube.put_unit(row.fact.id, row.fact.parent);
    }

    /// Leaves the unit, with everything below it, without a parent.
    pub(super) fn unplant_unit(&mut self, slot: u32) {
        if self.units.row(slot).parent == NOWHERE {
            return;
        }
        self.touch_unit_and_above(slot);
        self.cube.put_unit(self.units.id(slot), None);
        self.shift_subtree(slot, Sign::Minus);
        let row = self.units.row_mut(slot);
        row.parent = NOWHERE;
        row.fact.parent = None;
    }

    /// Adds the unit and its descendants to the sums of the units above it, or takes them off.
    fn shift_subtree(&mut self, slot: u32, sign: Sign) {
        for index in 0..self.nodes_of.children(slot).len() {
            let node = self.nodes_of.children(slot)[index];
            let (unit, cycle) = self.unit_nodes.id(node);
            let part = self.own_part(node) + self.unit_nodes.row(node).below;
            let part = match sign {
                Sign::Plus => part,
                Sign::Minus => -part,
            };
            self.shift_below(unit, cycle, part);
        }
    }

    /// The unit without a parent; with several, the one with the lowest identifier.
    pub(super) fn find_root(&self) -> u32 {
        let parentless = self.units.live().filter(|&slot| self.units.row(slot).parent == NOWHERE);
        parentless.min_by_key(|&slot| self.units.id(slot)).unwrap_or(NOWHERE)
    }

    /// Finds the root anew when units have come, gone or moved. Links that name no unit read it.
    pub(super) fn choose_root(&mut self) {
        if !std::mem::take(&mut self.pending.is_root_stale) {
            return;
        }
        let root = self.find_root();
        if root != self.root {
            self.root = root;
            for slot in self.links.live() {
                if self.links.row(slot).fact.subject(None).is_none() {
                    self.queue_link(slot);
                }
            }
        }
    }

    /// Notes the unit and all above it as touched: their links read other values now.
    fn touch_unit_and_above(&mut self, slot: u32) {
        let mut unit = slot;
        while unit != NOWHERE {
            self.pending.touched_units.insert(unit);
            unit = self.units.row(unit).parent;
        }
    }
}

#[derive(Clone, Copy)]
enum Sign {
    Plus,
    Minus,
}
