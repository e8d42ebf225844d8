//! The values of one KPI for one unit: an array over periods, eight bytes a value, sixteen for a
//! ratio.
//!
//! A hole is NaN: what is recorded is finite, so NaN is free. A plain value among parts has a NaN
//! denominator. The room in front grows like the room behind, so that values may come in any order.

use std::ops::Range;

use crate::kpi::Cell;

#[derive(Debug, Clone)]
pub(super) struct Storage {
    /// The period number of the first slot.
    first: i32,
    slots: Slots,
    count: u32,
}

#[derive(Debug, Clone)]
enum Slots {
    Values(Vec<f64>),
    Parts(Vec<[f64; 2]>),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct ValueSum {
    pub(super) value: f64,
    pub(super) count: u32,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct PartSum {
    pub(super) numerator: f64,
    pub(super) denominator: f64,
    pub(super) count: u32,
}

const HOLE: [f64; 2] = [f64::NAN; 2];

fn packed(cell: &Cell) -> [f64; 2] {
    match *cell {
        Cell::Value(value) => [value, f64::NAN],
        Cell::Parts { numerator, denominator } => [numerator, denominator],
    }
}

#[inline]
fn unpacked([first, second]: [f64; 2]) -> Option<Cell> {
    if first.is_nan() {
        None
    } else if second.is_nan() {
        Some(Cell::Value(first))
    } else {
        Some(Cell::Parts { numerator: first, denominator: second })
    }
}

impl Storage {
    pub(super) fn new() -> Storage {
        Storage { first: 0, slots: Slots::Values(Vec::new()), count: 0 }
    }

    /// How many values are recorded.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// The period numbers for which there is room.
    pub(super) fn span(&self) -> Range<i32> {
        let length = match &self.slots {
            Slots::Values(values) => values.len(),
            Slots::Parts(parts) => parts.len(),
        };
        self.first..self.first + length as i32
    }

    pub(super) fn get(&self, index: i32) -> Option<Cell> {
        if !self.span().contains(&index) {
            return None;
        }
        let slot = (index - self.first) as usize;
        match &self.slots {
            Slots::Values(values) => unpacked([values[slot], f64::NAN]),
            Slots::Parts(parts) => unpacked(parts[slot]),
        }
    }

    /// Records a finite cell; answers with the one that was there.
    pub(super) fn set(&mut self, index: i32, cell: &Cell) -> Option<Cell> {
        let old = self.get(index);
        if let (Slots::Values(values), Cell::Parts { .. }) = (&self.slots, cell) {
            let parts = values.iter().map(|&value| [value, f64::NAN]).collect();
            self.slots = Slots::Parts(parts);
        }
        self.make_room(index);
        self.write(index, packed(cell));
        self.count += u32::from(old.is_none());
        old
    }

    /// Takes a value away; answers with it.
    pub(super) fn remove(&mut self, index: i32) -> Option<Cell> {
        let old = self.get(index)?;
        self.write(index, HOLE);
        self.count -= 1;
        Some(old)
    }

    /// The number of the first period with a value.
    pub(super) fn first_recorded(&self) -> Option<i32> {
        self.cells(self.span()).next().map(|(index, _)| index)
    }

    /// The number of the latest period in `range` with a value.
    pub(super) fn latest_in(&self, range: Range<i32>) -> Option<i32> {
        let span = self.span();
        let (from, until) = (range.start.max(span.start), range.end.min(span.end));
        (from..until).rev().find(|&index| self.get(index).is_some())
    }

    /// The recorded values in `range`, in order.
    #[inline]
    pub(super) fn cells(&self, range: Range<i32>) -> impl Iterator<Item = (i32, Cell)> {
        let slots = self.slots_in(range);
        let from = self.first + slots.start as i32;
        let (values, parts): (&[f64], &[[f64; 2]]) = match &self.slots {
            Slots::Values(values) => (&values[slots], &[]),
            Slots::Parts(parts) => (&[], &parts[slots]),
        };
        // One of the two is empty.
        let values = values.iter().map(|&value| [value, f64::NAN]);
        let both = values.chain(parts.iter().copied());
        (from..).zip(both).filter_map(|(index, slot)| Some((index, unpacked(slot)?)))
    }

    /// Σ value in `range`, as far as values are known.
    pub(super) fn sum_of_values(&self, range: Range<i32>) -> ValueSum {
        let mut sum = ValueSum { value: 0.0, count: 0 };
        if let Slots::Values(values) = &self.slots {
            for value in &values[self.slots_in(range)] {
                if !value.is_nan() {
                    sum.value += value;
                    sum.count += 1;
                }
            }
            return sum;
        }
        for value in self.cells(range).filter_map(|(_, cell)| cell.value()) {
            sum.value += value;
            sum.count += 1;
        }
        sum
    }

    /// Σ numerator and Σ denominator in `range`; plain values say nothing about a ratio.
    pub(super) fn sum_of_parts(&self, range: Range<i32>) -> PartSum {
        let mut sum = PartSum { numerator: 0.0, denominator: 0.0, count: 0 };
        if let Slots::Parts(parts) = &self.slots {
            for &[numerator, denominator] in &parts[self.slots_in(range)] {
                if !denominator.is_nan() {
                    sum.numerator += numerator;
                    sum.denominator += denominator;
                    sum.count += 1;
                }
            }
        }
        sum
    }

    /// Gives back the room that growing has left over.
    pub(super) fn shrink_to_fit(&mut self) {
        match &mut self.slots {
            Slots::Values(values) => values.shrink_to_fit(),
            Slots::Parts(parts) => parts.shrink_to_fit(),
        }
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        match &self.slots {
            Slots::Values(values) => values.capacity() * size_of::<f64>(),
            Slots::Parts(parts) => parts.capacity() * size_of::<[f64; 2]>(),
        }
    }

    fn slots_in(&self, range: Range<i32>) -> Range<usize> {
        let span = self.span();
        let from = range.start.clamp(span.start, span.end);
        let until = range.end.clamp(from, span.end);
        (from - span.start) as usize..(until - span.start) as usize
    }

    fn write(&mut self, index: i32, slot: [f64; 2]) {
        let position = (index - self.first) as usize;
        match &mut self.slots {
            Slots::Values(values) => values[position] = slot[0],
            Slots::Parts(parts) => parts[position] = slot,
        }
    }

    fn make_room(&mut self, index: i32) {
        let span = self.span();
        if span.is_empty() {
            self.first = index;
        }
        let before = (self.first - index).max(0);
        // As much again as there is, so that older and older values do not move all others each
        // time.
        let before = if before == 0 { 0 } else { before.max(span.len() as i32) };
        self.first -= before;
        let length = (index - self.first + 1).max(before + span.len() as i32) as usize;
        match &mut self.slots {
            Slots::Values(values) => grow(values, before as usize, length, f64::NAN),
            Slots::Parts(parts) => grow(parts, before as usize, length, HOLE),
        }
    }
}

fn grow<T: Copy>(slots: &mut Vec<T>, before: usize, length: usize, hole: T) {
    if before > 0 {
        slots.splice(0..0, std::iter::repeat_n(hole, before));
    }
    if slots.len() < length {
        slots.resize(length, hole);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            (-9_i8..9).prop_map(|value| Cell::Value(value.into())),
            (0_u8..9, 0_u8..9)
                .prop_map(|(n, d)| Cell::Parts { numerator: n.into(), denominator: d.into() }),
        ]
    }

    proptest! {
        #[test]
        fn it_is_a_map(
            edits in prop::collection::vec((-40_i32..40, prop::option::of(cell())), 0..60),
        ) {
            let (mut storage, mut map) = (Storage::new(), BTreeMap::new());
            for (index, cell) in edits {
                let (old, expected) = match cell {
                    Some(cell) => (storage.set(index, &cell), map.insert(index, cell)),
                    None => (storage.remove(index), map.remove(&index)),
                };
                prop_assert_eq!(old, expected);
            }
            prop_assert_eq!(storage.count() as usize, map.len());
            let all: Vec<(i32, Cell)> = storage.cells(-99..99).collect();
            prop_assert_eq!(all, map.iter().map(|(&i, &c)| (i, c)).collect::<Vec<_>>());
            let some: Vec<(i32, Cell)> = storage.cells(-7..5).collect();
            prop_assert_eq!(some, map.range(-7..5).map(|(&i, &c)| (i, c)).collect::<Vec<_>>());
            prop_assert_eq!(storage.first_recorded(), map.keys().next().copied());
            let latest = map.range(-7..5).next_back().map(|(&index, _)| index);
            prop_assert_eq!(storage.latest_in(-7..5), latest);
        }
    }

    #[test]
    fn values_that_come_backwards_take_no_more_than_twice_the_room() {
        let mut storage = Storage::new();
        for index in (0..10_000).rev() {
            storage.set(index, &Cell::Value(1.0));
        }
        assert_eq!(storage.count(), 10_000);
        assert!(storage.span().len() <= 20_000);
    }
}
