//! Slots: dense numbers that stand for identifiers, with one row each.
//!
//! A *slot* is a `u32` that names a row for as long as its identifier exists; it indexes plain
//! vectors, which is what makes the graph fast. A freed slot is given out again, lowest first. No
//! result may depend on slot numbers, since they depend on history: wherever an order matters it is
//! the order of the identifiers.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hash};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// The slot of nothing.
pub(super) const NOWHERE: u32 = u32::MAX;

/// Rows by slot, slots by identifier.
///
/// The index holds slots alone, five bytes each, and compares with the identifiers beside the rows:
/// a map from identifier to slot would hold every identifier twice, and miss the caches that this
/// one fits.
#[derive(Debug, Clone)]
pub(super) struct Table<I, R> {
    ids: Vec<I>,
    rows: Vec<R>,
    index: HashTable<u32>,
    free: BTreeSet<u32>,
}

impl<I: Copy + Eq + Hash, R> Table<I, R> {
    pub(super) fn with_capacity(count: usize) -> Self {
        Table {
            ids: Vec::with_capacity(count),
            rows: Vec::with_capacity(count),
            index: HashTable::with_capacity(count),
            free: BTreeSet::new(),
        }
    }

    #[inline]
    pub(super) fn find(&self, id: I) -> Option<u32> {
        let ids = &self.ids;
        self.index.find(hash(&id), |&slot| ids[slot as usize] == id).copied()
    }

    /// Gives `id` a slot with `row`, which it must not have yet.
    pub(super) fn insert(&mut self, id: I, row: R) -> u32 {
        debug_assert!(self.find(id).is_none(), "the identifier already has a slot");
        let slot = match self.free.pop_first() {
            Some(slot) => {
                self.ids[slot as usize] = id;
                self.rows[slot as usize] = row;
                slot
            }
            None => {
                let slot = u32::try_from(self.ids.len()).expect("invariant: fewer than 2^32 rows");
                self.ids.push(id);
                self.rows.push(row);
                slot
            }
        };
        let ids = &self.ids;
        self.index.insert_unique(hash(&id), slot, |&slot| hash(&ids[slot as usize]));
        slot
    }

    /// Gives `id` the row, in its slot if it has one.
    pub(super) fn put(&mut self, id: I, row: R) -> u32 {
        match self.find(id) {
            Some(slot) => {
                self.rows[slot as usize] = row;
                slot
            }
            None => self.insert(id, row),
        }
    }

    /// Frees the slot. Its row stays behind until the slot is given out again.
    pub(super) fn remove(&mut self, slot: u32) {
        let hash = hash(&self.ids[slot as usize]);
        if let Ok(entry) = self.index.find_entry(hash, |&found| found == slot) {
            entry.remove();
        }
        self.free.insert(slot);
    }

    pub(super) fn id(&self, slot: u32) -> I {
        self.ids[slot as usize]
    }

    pub(super) fn row(&self, slot: u32) -> &R {
        &self.rows[slot as usize]
    }

    pub(super) fn row_mut(&mut self, slot: u32) -> &mut R {
        &mut self.rows[slot as usize]
    }

    /// How many slots were ever given out; every slot is below it.
    pub(super) fn span(&self) -> usize {
        self.rows.len()
    }

    /// The slots in use, ascending.
    pub(super) fn live(&self) -> impl Iterator<Item = u32> + use<I, R> {
        let free = self.free.clone();
        (0..self.rows.len() as u32).filter(move |slot| !free.contains(slot))
    }
}

fn hash<I: Hash>(id: &I) -> u64 {
    // Identifiers are our own, so nobody can choose them to collide.
    FxBuildHasher.hash_one(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_freed_slot_is_given_out_again() {
        let mut table = Table::with_capacity(2);
        assert_eq!((table.insert("a", 1), table.insert("b", 2), table.insert("c", 3)), (0, 1, 2));
        table.remove(1);
        assert_eq!(table.find("b"), None);
        assert_eq!(table.live().collect::<Vec<_>>(), [0, 2]);
        assert_eq!(table.insert("d", 4), 1);
        assert_eq!(
            (table.find("d"), *table.row(1), table.id(1), table.span()),
            (Some(1), 4, "d", 3)
        );
    }
}
