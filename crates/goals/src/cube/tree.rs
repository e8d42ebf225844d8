//! The organisation tree as numbers: a unit and everything below it are one range.
//!
//! Units are numbered from the root down, each before the units below it and siblings in the order
//! of their identifiers. So "is below" is two comparisons, and the series of a subtree lie side by
//! side. A unit whose parent is not there, or that lies above itself, is a root of its own.

use std::collections::{BTreeMap, HashMap};

use crate::id::OrgUnitId;

/// The numbers of a unit and of everything below it: `start` is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Place {
    /// Of a unit that is not in the tree: below nothing, above nothing.
    pub(super) const NOWHERE: Place = Place { start: u32::MAX, end: u32::MAX };

    /// Whether the unit that starts at `start` is this one or below it.
    pub(super) fn covers(&self, start: u32) -> bool {
        self.start <= start && start < self.end
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    parents: BTreeMap<OrgUnitId, Option<OrgUnitId>>,
    places: HashMap<OrgUnitId, Place>,
    /// By number.
    units: Vec<OrgUnitId>,
}

impl Tree {
    pub(super) fn new(units: impl IntoIterator<Item = (OrgUnitId, Option<OrgUnitId>)>) -> Tree {
        let mut tree = Tree { parents: units.into_iter().collect(), ..Tree::default() };
        tree.number();
        tree
    }

    /// Adds or moves one unit; tells whether anything has changed.
    pub(super) fn put(&mut self, unit: OrgUnitId, parent: Option<OrgUnitId>) -> bool {
        if self.parents.insert(unit, parent) == Some(parent) {
            return false;
        }
        self.number();
        true
    }

    /// Takes one unit out; the units below become roots.
    pub(super) fn remove(&mut self, unit: OrgUnitId) -> bool {
        let is_removed = self.parents.remove(&unit).is_some();
        if is_removed {
            self.number();
        }
        is_removed
    }

    pub(super) fn place(&self, unit: OrgUnitId) -> Option<Place> {
        self.places.get(&unit).copied()
    }

    /// The unit without one above; with several the one with the lowest identifier.
    pub(super) fn root(&self) -> Option<OrgUnitId> {
        self.units.first().copied()
    }

    /// The units directly below.
    pub(super) fn children(&self, place: Place) -> impl Iterator<Item = (OrgUnitId, Place)> {
        let mut next = place.start + 1;
        std::iter::from_fn(move || {
            if next >= place.end {
                return None;
            }
            let unit = self.units[next as usize];
            let child = self.places[&unit];
            next = child.end;
            Some((unit, child))
        })
    }

    fn number(&mut self) {
        self.places.clear();
        self.units.clear();
        let mut below: HashMap<OrgUnitId, Vec<OrgUnitId>> = HashMap::new();
        let mut roots = Vec::new();
        for (&unit, parent) in &self.parents {
            match parent.filter(|parent| self.parents.contains_key(parent)) {
                Some(parent) => below.entry(parent).or_default().push(unit),
                None => roots.push(unit),
            }
        }
        let units: Vec<OrgUnitId> = self.parents.keys().copied().collect();
        // Whatever no root leads to lies in a circle; it is cut at its first unit.
        for root in roots.into_iter().chain(units) {
            if !self.places.contains_key(&root) {
                self.number_below(root, &below);
            }
        }
    }

    /// Depth is the data's, so the stack is a list and not the machine's.
    fn number_below(&mut self, root: OrgUnitId, below: &HashMap<OrgUnitId, Vec<OrgUnitId>>) {
        let mut stack = vec![(root, 0)];
        self.enter(root);
        while let Some((unit, next)) = stack.last_mut() {
            let children = below.get(unit).map_or(&[][..], Vec::as_slice);
            match children.get(*next) {
                Some(&child) => {
                    *next += 1;
                    if !self.places.contains_key(&child) {
                        self.enter(child);
                        stack.push((child, 0));
                    }
                }
                None => {
                    let end = self.units.len() as u32;
                    self.places.entry(*unit).and_modify(|place| place.end = end);
                    stack.pop();
                }
            }
        }
    }

    fn enter(&mut self, unit: OrgUnitId) {
        let start = self.units.len() as u32;
        self.places.insert(unit, Place { start, end: start + 1 });
        self.units.push(unit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(number: u128) -> OrgUnitId {
        OrgUnitId(uuid::Uuid::from_u128(number))
    }

    fn tree(pairs: &[(u128, Option<u128>)]) -> Tree {
        Tree::new(pairs.iter().map(|&(child, parent)| (unit(child), parent.map(unit))))
    }

    #[test]
    fn a_subtree_is_a_range() {
        let tree = tree(&[(1, None), (2, Some(1)), (3, Some(1)), (4, Some(2)), (5, Some(3))]);
        let covers = |above, below| {
            tree.place(unit(above)).unwrap().covers(tree.place(unit(below)).unwrap().start)
        };
        assert!(covers(1, 5) && covers(2, 4) && covers(3, 3));
        assert!(!covers(2, 5) && !covers(4, 2));
        let children = tree.children(tree.place(unit(1)).unwrap());
        assert_eq!(children.map(|(child, _)| child).collect::<Vec<_>>(), [unit(2), unit(3)]);
    }

    #[test]
    fn circles_and_lost_parents_end_as_roots() {
        let tree = tree(&[(1, Some(2)), (2, Some(1)), (3, Some(9)), (4, Some(4))]);
        let places = [1, 2, 3, 4].map(|number| tree.place(unit(number)).unwrap());
        assert!(places[0].covers(places[1].start));
        assert!(places.iter().all(|place| place.start < place.end));
        assert_eq!(tree.units.len(), 4);
    }

    #[test]
    fn a_moved_unit_takes_its_units_along() {
        let mut tree = tree(&[(1, None), (2, Some(1)), (3, Some(1)), (4, Some(2))]);
        assert!(tree.put(unit(2), Some(unit(3))));
        assert!(!tree.put(unit(2), Some(unit(3))));
        assert!(tree.place(unit(3)).unwrap().covers(tree.place(unit(4)).unwrap().start));
        assert!(tree.remove(unit(3)));
        assert_eq!((tree.place(unit(3)), tree.units.len()), (None, 3));
    }
}
