//! Names of several tokens: which declared name begins here, and which one was meant.

use std::collections::HashMap;
use std::sync::Arc;

use crate::lexer::{Placed, Token, tokenize};

/// Names longer than this get no suggestion.
const COMPARED_MAX: usize = 64;

/// Declared names by their first token.
#[derive(Debug, Clone, Default)]
pub(crate) struct NameIndex {
    by_first: HashMap<Box<str>, Vec<Pattern>>,
}

/// A name as a run of tokens.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    pub(crate) name: Arc<str>,
    tokens: Vec<Box<str>>,
    /// Whether a gap stands before each token but the first.
    gaps: Vec<bool>,
}

impl Pattern {
    pub(crate) fn new(name: &str) -> Self {
        let placed = tokenize(name);
        let inner = placed.iter().filter(|placed| placed.token != Token::End);
        let tokens = inner.clone().map(|placed| Box::from(placed.span.text(name))).collect();
        let gaps = inner.skip(1).map(|placed| placed.after_gap).collect();
        Self { name: Arc::from(name), tokens, gaps }
    }

    /// How many of `tokens` it takes, if it begins there. Between two of them stands a gap where
    /// the name has one, and nowhere else, so that `a - b` is not the name `a-b`.
    pub(crate) fn matches(&self, source: &str, tokens: &[Placed]) -> Option<usize> {
        let length = self.tokens.len();
        let run = tokens.get(..length)?;
        let is_same = run.iter().zip(&self.tokens).all(|(placed, token)| {
            placed.token != Token::End && placed.span.text(source) == &**token
        });
        let gaps_fit =
            || run.iter().skip(1).map(|placed| placed.after_gap).eq(self.gaps.iter().copied());
        (length > 0 && is_same && gaps_fit()).then_some(length)
    }
}

impl NameIndex {
    /// Adds a name; a second time changes nothing.
    pub(crate) fn insert(&mut self, name: &str) {
        let pattern = Pattern::new(name);
        let Some(first) = pattern.tokens.first() else { return };
        let patterns = self.by_first.entry(first.clone()).or_default();
        if patterns.iter().all(|known| *known.name != *name) {
            patterns.push(pattern);
        }
    }

    /// The longest name that begins at the first of `tokens`, and how many it takes.
    pub(crate) fn longest(&self, source: &str, tokens: &[Placed]) -> Option<(Arc<str>, usize)> {
        let first = tokens.first()?.span.text(source);
        let fitting = self.by_first.get(first)?.iter().filter_map(|pattern| {
            pattern.matches(source, tokens).map(|length| (pattern.name.clone(), length))
        });
        fitting.max_by_key(|(_, length)| *length)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_first.values().flatten().map(|pattern| &*pattern.name)
    }
}

/// The name that is most similar to `written`, if one is similar enough: a third of its characters
/// may differ, or only case.
pub fn nearest<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let target: Vec<char> = written.to_lowercase().chars().collect();
    if target.len() > COMPARED_MAX {
        return None;
    }
    let allowed = target.len().div_ceil(3);
    let exact: Vec<char> = written.chars().collect();
    let mut best: Option<(usize, usize, &str)> = None;
    for name in names {
        let candidate: Vec<char> = name.to_lowercase().chars().take(COMPARED_MAX).collect();
        if candidate.len().abs_diff(target.len()) > allowed {
            continue;
        }
        let distance = distance(&target, &candidate);
        // Nothing in common is no similarity, however short the names are.
        let is_close = distance <= allowed && distance < target.len().max(candidate.len());
        if !is_close || best.is_some_and(|best| distance > best.0) {
            continue;
        }
        // Of equals the one written alike, then the alphabet, because maps have no order.
        let own: Vec<char> = name.chars().take(COMPARED_MAX).collect();
        let key = (distance, self::distance(&exact, &own), name);
        if best.is_none_or(|best| key < best) {
            best = Some(key);
        }
    }
    best.map(|(_, _, name)| name.to_owned())
}

/// Characters to insert, remove, replace or exchange with their neighbour.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, one) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, two) in right.iter().enumerate() {
            let replaced = last[column] + usize::from(one != two);
            let mut least = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            let is_exchange =
                row > 0 && column > 0 && left[row - 1] == *two && right[column - 1] == *one;
            if is_exchange {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(0)
}
