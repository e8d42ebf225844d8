//! Fans: who is whose child, as contiguous ranges of slots.
//!
//! A fan holds one kind of belonging (key results of an objective, objectives of a unit …). Every
//! child has at most one parent in a fan, and a parent's children lie side by side in one array, in
//! the order of their identifiers, so reading them is reading memory in order (the *compressed
//! sparse row* layout). A range that outgrows its room moves to the end with twice the room; when
//! half the array is room left behind, all ranges are laid out anew.

use super::table::NOWHERE;

/// Where a child lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Home {
    pub(super) parent: u32,
    /// Its place among the parent's children.
    pub(super) position: u32,
}

const HOMELESS: Home = Home { parent: NOWHERE, position: NOWHERE };

#[derive(Debug, Clone, Copy, Default)]
struct Range {
    start: u32,
    count: u32,
    room: u32,
}

/// One kind of belonging.
#[derive(Debug, Clone, Default)]
pub(super) struct Fan {
    ranges: Vec<Range>,
    cells: Vec<u32>,
    homes: Vec<Home>,
    /// Cells of `cells` that belong to no range any more.
    lost: usize,
}

impl Fan {
    /// Lays out all children at once: `parents[child]` is the parent's slot or [`NOWHERE`];
    /// siblings are ordered by `key`. Linear when siblings already come in order.
    pub(super) fn gather<K: Ord>(
        parent_count: usize,
        parents: &[u32],
        key: impl Fn(u32) -> K,
    ) -> Fan {
        let mut ranges = vec![Range::default(); parent_count];
        for &parent in parents.iter().filter(|&&parent| parent != NOWHERE) {
            ranges[parent as usize].count += 1;
        }
        let mut start = 0;
        for range in &mut ranges {
            *range = Range { start, count: 0, room: range.count };
            start += range.room;
        }
        let mut cells = vec![NOWHERE; start as usize];
        for (child, &parent) in parents.iter().enumerate().filter(|&(_, &p)| p != NOWHERE) {
            let range = &mut ranges[parent as usize];
            cells[(range.start + range.count) as usize] = child as u32;
            range.count += 1;
        }
        let mut fan = Fan { ranges, cells, homes: vec![HOMELESS; parents.len()], lost: 0 };
        for parent in 0..parent_count as u32 {
            let range = fan.ranges[parent as usize];
            let siblings =
                &mut fan.cells[range.start as usize..(range.start + range.count) as usize];
            if !siblings.is_sorted_by_key(|&child| key(child)) {
                siblings.sort_unstable_by_key(|&child| key(child));
            }
            fan.settle(parent, 0);
        }
        fan
    }

    /// The children of `parent`, in the order of their identifiers.
    pub(super) fn children(&self, parent: u32) -> &[u32] {
        match self.ranges.get(parent as usize) {
            Some(range) => &self.cells[range.start as usize..(range.start + range.count) as usize],
            None => &[],
        }
    }

    /// Where `child` lies, if it has a parent.
    pub(super) fn home(&self, child: u32) -> Option<Home> {
        self.homes.get(child as usize).copied().filter(|home| home.parent != NOWHERE)
    }

    /// The place of a child that has a parent.
    pub(super) fn position(&self, child: u32) -> u32 {
        self.homes[child as usize].position
    }

    /// Puts a child without a parent among the children of `parent`; answers with its place.
    pub(super) fn attach<K: Ord>(
        &mut self,
        parent: u32,
        child: u32,
        key: impl Fn(u32) -> K,
    ) -> Home {
        debug_assert!(self.home(child).is_none(), "a child has one parent in a fan");
        let new = key(child);
        let position = self.children(parent).partition_point(|&sibling| key(sibling) < new);
        self.make_room(parent);
        let range = &mut self.ranges[parent as usize];
        let start = range.start as usize;
        let end = start + range.count as usize;
        range.count += 1;
        self.cells.copy_within(start + position..end, start + position + 1);
        self.cells[start + position] = child;
        if self.homes.len() <= child as usize {
            self.homes.resize(child as usize + 1, HOMELESS);
        }
        self.settle(parent, position);
        self.homes[child as usize]
    }

    /// Takes a child away from its parent; answers with the place it had.
    pub(super) fn detach(&mut self, child: u32) -> Option<Home> {
        let home = self.home(child)?;
        let range = &mut self.ranges[home.parent as usize];
        let start = range.start as usize;
        let end = start + range.count as usize;
        range.count -= 1;
        let position = home.position as usize;
        self.cells.copy_within(start + position + 1..end, start + position);
        self.homes[child as usize] = HOMELESS;
        self.settle(home.parent, position);
        Some(home)
    }

    /// Notes the places of the children of `parent` from `position` on.
    fn settle(&mut self, parent: u32, position: usize) {
        let range = self.ranges[parent as usize];
        for position in position..range.count as usize {
            let child = self.cells[range.start as usize + position];
            self.homes[child as usize] = Home { parent, position: position as u32 };
        }
    }

    fn make_room(&mut self, parent: u32) {
        if self.ranges.len() <= parent as usize {
            self.ranges.resize(parent as usize + 1, Range::default());
        }
        let range = self.ranges[parent as usize];
        if range.count < range.room {
            return;
        }
        if self.lost * 2 > self.cells.len() {
            self.lay_out();
        }
        let range = self.ranges[parent as usize];
        let (start, count) = (range.start as usize, range.count as usize);
        let room = (count * 2).max(4);
        let moved = self.cells.len();
        self.cells.extend_from_within(start..start + count);
        self.cells.resize(moved + room, NOWHERE);
        self.lost += range.room as usize;
        let start = u32::try_from(moved).expect("invariant: fewer than 2^32 children");
        self.ranges[parent as usize] = Range { start, count: range.count, room: room as u32 };
    }

    fn lay_out(&mut self) {
        let mut cells = Vec::with_capacity(self.cells.len() - self.lost);
        for range in &mut self.ranges {
            let start = range.start as usize;
            let moved = cells.len() as u32;
            cells.extend_from_slice(&self.cells[start..start + range.room as usize]);
            range.start = moved;
        }
        self.cells = cells;
        self.lost = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_stay_in_order_whatever_the_history() {
        let mut fan = Fan::gather(2, &[0, NOWHERE, 0, 1], |child| child);
        assert_eq!((fan.children(0), fan.children(1)), (&[0, 2][..], &[3][..]));
        fan.attach(0, 1, |child| child);
        assert_eq!(fan.children(0), [0, 1, 2]);
        assert_eq!(fan.home(2), Some(Home { parent: 0, position: 2 }));
        fan.detach(0);
        assert_eq!(fan.children(0), [1, 2]);
        assert_eq!(fan.home(2), Some(Home { parent: 0, position: 1 }));
        assert_eq!((fan.home(0), fan.children(9)), (None, &[][..]));
    }

    #[test]
    fn ranges_that_moved_leave_no_room_behind_for_long() {
        let mut fan = Fan::default();
        for child in 0..3000 {
            fan.attach(child % 7, child, |child| child);
        }
        for parent in 0..7 {
            let expected: Vec<u32> = (0..3000).filter(|child| child % 7 == parent).collect();
            assert_eq!(fan.children(parent), expected);
        }
        assert!(fan.cells.len() < 3000 * 5, "{} cells for 3000 children", fan.cells.len());
    }
}
