//! Values by name, in the order in which they were written.

use std::sync::Arc;

use super::{Size, Value};

/// Up to this many entries a scan is faster than an index.
const SCANNED_MAX: usize = 8;

/// Values by name.
///
/// *Shape*: every name once.
#[derive(Debug, Clone)]
pub struct Context {
    entries: Vec<(Arc<str>, Value)>,
    /// Places of the entries in the order of their names; empty while a scan will do.
    index: Vec<u32>,
    size: Size,
}

impl Context {
    /// Of these entries; of two with one name the later counts, at the place of the first.
    pub(crate) fn new(entries: Vec<(Arc<str>, Value)>) -> Self {
        let mut order: Vec<u32> = (0..entries.len() as u32).collect();
        let name = |place: &u32| entries[*place as usize].0.clone();
        order.sort_by_key(name);
        let is_double = order.windows(2).any(|pair| name(&pair[0]) == name(&pair[1]));
        let entries = if is_double { Self::without_doubles(entries, &order) } else { entries };
        if is_double {
            return Self::new(entries);
        }
        let mut size = Size::around(entries.iter().map(|(_, value)| value));
        size.weight = size.weight.saturating_add(entries.len() as u32);
        let index = if entries.len() > SCANNED_MAX { order } else { Vec::new() };
        Self { entries, index, size }
    }

    /// `order` is stable, so entries of one name follow each other as they were written.
    fn without_doubles(
        mut entries: Vec<(Arc<str>, Value)>,
        order: &[u32],
    ) -> Vec<(Arc<str>, Value)> {
        let mut keep = vec![true; entries.len()];
        let mut first = 0;
        for pair in 1..order.len() {
            let (one, two) = (order[first] as usize, order[pair] as usize);
            if entries[one].0 == entries[two].0 {
                keep[two] = false;
                entries[one].1 = std::mem::replace(&mut entries[two].1, Value::Null);
            } else {
                first = pair;
            }
        }
        let kept = entries.into_iter().zip(keep).filter(|(_, keep)| *keep);
        kept.map(|(entry, _)| entry).collect()
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        if self.index.is_empty() {
            return self.entries.iter().find(|(own, _)| **own == *name).map(|(_, value)| value);
        }
        let key = |place: &u32| &*self.entries[*place as usize].0;
        let place = self.index.binary_search_by(|place| key(place).cmp(name)).ok()?;
        Some(&self.entries[self.index[place] as usize].1)
    }

    /// Names and values, in order.
    pub fn entries(&self) -> &[(Arc<str>, Value)] {
        &self.entries
    }

    /// How much it holds.
    pub(crate) fn size(&self) -> Size {
        self.size
    }
}
