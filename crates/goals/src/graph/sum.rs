//! Sums of a fixed shape: adding children so that the way there does not matter.
//!
//! Floating-point addition is not associative, so a running total (`sum += new − old`) drifts away
//! from a total that is added up anew. Here the *shape* of the addition is fixed by the number of
//! children and their order alone: up to [`NARROW`] children are added in order; more are added in
//! blocks of [`BLOCK`], the blocks' sums in blocks again, and so on until [`NARROW`] are left. A
//! parent with many children keeps the sums of its blocks, so one changed child costs
//! `BLOCK · log(children)` additions and gives, bit for bit, what adding everything up would.

use rustc_hash::FxHashMap;

/// Children per block. Reading a child costs more than adding two sums, so blocks are small.
const BLOCK: usize = 8;
/// Up to so many children nothing is kept: adding them up is quicker than looking it up.
const NARROW: usize = 16;

/// What is added up. `Default` is zero.
pub(super) trait Term: Copy + Default {
    fn add(&mut self, other: &Self);
}

/// The kept block sums of the parents that have more than [`NARROW`] children.
#[derive(Debug, Clone)]
pub(super) struct Sums<T> {
    wide: FxHashMap<u32, Pyramid<T>>,
}

impl<T> Default for Sums<T> {
    fn default() -> Self {
        Sums { wide: FxHashMap::default() }
    }
}

#[derive(Debug, Clone)]
struct Pyramid<T> {
    /// `levels[0][i]` sums the children of block `i`; `levels[k][i]` sums block `i` of `levels[k -
    /// 1]`.
    levels: Vec<Vec<T>>,
    /// Blocks of children with a changed term.
    touched: Vec<u32>,
    /// The first block of children that have shifted, come or gone.
    shifted: u32,
}

impl<T: Term> Sums<T> {
    /// The term of a child has changed; its position is asked for where block sums are kept.
    pub(super) fn touch(&mut self, parent: u32, position: impl FnOnce() -> u32) {
        if let Some(pyramid) = self.wide.get_mut(&parent) {
            let block = position() / BLOCK as u32;
            if pyramid.touched.last() != Some(&block) {
                pyramid.touched.push(block);
            }
        }
    }

    /// The children from `position` on have come, gone or shifted.
    pub(super) fn shift(&mut self, parent: u32, position: u32) {
        if let Some(pyramid) = self.wide.get_mut(&parent) {
            pyramid.shifted = pyramid.shifted.min(position / BLOCK as u32);
        }
    }

    /// Every term may have changed.
    pub(super) fn shift_all(&mut self) {
        for pyramid in self.wide.values_mut() {
            pyramid.shifted = 0;
        }
    }

    /// The sum over the children; `count` adds one child to a sum. Costs what was touched or
    /// shifted since the last call.
    pub(super) fn total(
        &mut self,
        parent: u32,
        children: &[u32],
        count: impl Fn(&mut T, u32),
    ) -> T {
        if children.len() > NARROW {
            self.wide.entry(parent).or_insert_with(Pyramid::new).total(children, count)
        } else {
            // Sums kept from when there were more children stay: they are told of every change and
            // are right again when there are as many.
            add_up(children, &count)
        }
    }
}

impl<T: Term> Pyramid<T> {
    fn new() -> Self {
        Pyramid { levels: Vec::new(), touched: Vec::new(), shifted: 0 }
    }

    fn total(&mut self, children: &[u32], count: impl Fn(&mut T, u32)) -> T {
        let mut touched = std::mem::take(&mut self.touched);
        touched.sort_unstable();
        let mut shifted = std::mem::replace(&mut self.shifted, u32::MAX);
        let mut below = children.len();
        let mut depth = 0;
        while below > NARROW {
            let blocks = below.div_ceil(BLOCK);
            if self.levels.len() == depth {
                self.levels.push(Vec::with_capacity(blocks));
            }
            self.levels[depth].resize(blocks, T::default());
            touched.dedup();
            touched.retain(|&block| block < shifted);
            for block in touched.iter().copied().chain(shifted..blocks as u32) {
                let start = block as usize * BLOCK;
                let end = below.min(start + BLOCK);
                self.levels[depth][block as usize] = match depth {
                    0 => add_up(&children[start..end], &count),
                    _ => add_up_terms(&self.levels[depth - 1][start..end]),
                };
            }
            touched.iter_mut().for_each(|block| *block /= BLOCK as u32);
            shifted /= BLOCK as u32;
            below = blocks;
            depth += 1;
        }
        self.levels.truncate(depth);
        touched.clear();
        self.touched = touched;
        add_up_terms(&self.levels[depth - 1])
    }
}

// Inlined by force: behind a call, counting a child costs twice as much.
#[inline(always)]
fn add_up<T: Term>(children: &[u32], count: &impl Fn(&mut T, u32)) -> T {
    let mut sum = T::default();
    for &child in children {
        count(&mut sum, child);
    }
    sum
}

fn add_up_terms<T: Term>(terms: &[T]) -> T {
    let mut sum = T::default();
    for term in terms {
        sum.add(term);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Term for f64 {
        fn add(&mut self, other: &Self) {
            *self += other;
        }
    }

    /// Anew: no kept sums.
    fn anew(values: &[f64]) -> f64 {
        let children: Vec<u32> = (0..values.len() as u32).collect();
        Sums::default().total(0, &children, |sum: &mut f64, child| *sum += values[child as usize])
    }

    #[test]
    fn kept_sums_equal_sums_from_scratch_bit_for_bit() {
        let mut values: Vec<f64> = (0..5000).map(|i| 1.0 / f64::from(i + 1)).collect();
        let mut sums = Sums::default();
        for step in 0..600u32 {
            let position = (step * 7919) % values.len() as u32;
            match step % 3 {
                0 => {
                    values[position as usize] = f64::from(step).sqrt();
                    sums.touch(0, || position);
                }
                1 => {
                    values.drain(position as usize..(position as usize + 13).min(values.len()));
                    sums.shift(0, position);
                }
                _ => {
                    values.insert(position as usize, f64::from(step) * 0.1);
                    sums.shift(0, position);
                }
            }
            let children: Vec<u32> = (0..values.len() as u32).collect();
            let kept =
                sums.total(0, &children, |sum: &mut f64, child| *sum += values[child as usize]);
            assert_eq!(kept.to_bits(), anew(&values).to_bits(), "step {step}");
        }
    }

    #[test]
    fn one_change_among_a_hundred_thousand_costs_a_few_blocks() {
        let values = vec![0.1; 100_000];
        let children: Vec<u32> = (0..values.len() as u32).collect();
        let read = std::cell::Cell::new(0);
        let mut sums = Sums::default();
        let mut total = || {
            read.set(0);
            sums.touch(0, || 70_001);
            sums.total(0, &children, |sum: &mut f64, child| {
                read.set(read.get() + 1);
                *sum += values[child as usize];
            });
            read.get()
        };
        assert_eq!((total(), total()), (100_000, BLOCK));
    }
}
