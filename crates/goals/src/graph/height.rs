//! Heights: in which order objectives are computed, and why that order exists.
//!
//! The *height* of an objective is 0 when nothing is aligned to it, else 1 + the greatest height
//! among what is. Computing in ascending height meets every supporter before what it supports. An
//! order exists as long as no objective supports itself by way of others; support of a key result
//! counts here as support of its objective.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashSet;

use super::rows::Target;
use super::{Graph, check};
use crate::refusal::Refusal;

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    Unseen,
    OnPath,
    Done,
}

impl Graph {
    /// The objective that the alignment supports, itself or by one of its key results.
    fn supported_through(&self, alignment: u32) -> u32 {
        match self.alignments.row(alignment).target {
            Target::Objective(slot) => slot,
            Target::KeyResult(slot) => self.key_results.row(slot).objective,
        }
    }

    fn height_above_supporters(&self, objective: u32) -> u32 {
        let supporters = self.supporters_of.children(objective).iter();
        let heights = supporters.map(|&alignment| {
            let supporter = self.alignments.row(alignment).supporter;
            self.objectives.row(supporter).height + 1
        });
        heights.max().unwrap_or(0)
    }

    /// Corrects the height of `objective`, whose supporters have changed, and of all above it.
    /// Visits in the order of the old heights, so each is corrected once.
    pub(super) fn settle_height(&mut self, objective: u32) {
        let mut seen = FxHashSet::from_iter([objective]);
        let mut open =
            BinaryHeap::from([Reverse((self.objectives.row(objective).height, objective))]);
        while let Some(Reverse((old, slot))) = open.pop() {
            let height = self.height_above_supporters(slot);
            if height == old {
                continue;
            }
            self.objectives.row_mut(slot).height = height;
            for &alignment in self.supports_of.children(slot) {
                let above = self.supported_through(alignment);
                if seen.insert(above) {
                    open.push(Reverse((self.objectives.row(above).height, above)));
                }
            }
        }
    }

    /// Gives every objective its height. Refuses a circle of supports.
    pub(super) fn settle_all_heights(&mut self) -> Result<(), Refusal> {
        let ascending = self.supporters_first()?;
        for slot in ascending {
            self.objectives.row_mut(slot).height = self.height_above_supporters(slot);
        }
        Ok(())
    }

    /// All objectives, supporters before what they support; found by walking up and noting each on
    /// the way back.
    fn supporters_first(&self) -> Result<Vec<u32>, Refusal> {
        let mut visits = vec![Visit::Unseen; self.objectives.span()];
        let mut descending = Vec::with_capacity(self.objectives.span());
        for root in self.objectives.live() {
            let mut path = Vec::new();
            if visits[root as usize] == Visit::Unseen {
                visits[root as usize] = Visit::OnPath;
                path.push((root, 0));
            }
            while let Some(&mut (slot, ref mut next)) = path.last_mut() {
                let Some(&alignment) = self.supports_of.children(slot).get(*next) else {
                    visits[slot as usize] = Visit::Done;
                    descending.push(slot);
                    path.pop();
                    continue;
                };
                *next += 1;
                let above = self.supported_through(alignment);
                match visits[above as usize] {
                    Visit::Unseen => {
                        visits[above as usize] = Visit::OnPath;
                        path.push((above, 0));
                    }
                    Visit::OnPath => {
                        let way = path.iter().map(|&(slot, _)| slot).chain([above]);
                        let circle = way.skip_while(|&slot| slot != above);
                        let names = circle.map(|slot| self.objectives.id(slot));
                        return Err(check::circle("objective", &names.collect::<Vec<_>>()));
                    }
                    Visit::Done => {}
                }
            }
        }
        descending.reverse();
        Ok(descending)
    }

    /// All objectives in ascending height.
    pub(super) fn objectives_by_height(&self) -> Vec<u32> {
        let mut slots: Vec<u32> = self.objectives.live().collect();
        // Most objectives share few heights, in few runs: a stable sort takes them run by run.
        slots.sort_by_key(|&slot| self.objectives.row(slot).height);
        slots
    }
}
