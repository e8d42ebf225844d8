//! Which names are visible at a place, and what each stands for.

use std::sync::Arc;

use super::names::Pattern;
use super::{Parser, Typed, typed};
use crate::builtin::{self, Builtin};
use crate::problem::Span;
use crate::tree::{Kind, Member};
use crate::types::Type;

/// Something that gives names to the formula inside it.
#[derive(Debug)]
pub(super) enum Visible {
    /// A local with a name.
    Local { pattern: Pattern, slot: u32, ty: Type },
    /// The item of a filter, with the names of its members.
    Item { slot: u32, ty: Type },
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    Local(u32, Type),
    Input(u32, Type),
    Host(u32),
    Builtin(&'static Builtin),
    /// A member of the item in this slot.
    ItemMember(u32, Type),
}

impl Parser<'_> {
    /// Gives a name to the next slot.
    pub(super) fn push_local(&mut self, name: &str, ty: Type) -> u32 {
        let slot = self.push_slot();
        self.visible.push(Visible::Local { pattern: Pattern::new(name), slot, ty });
        slot
    }

    /// Makes the item of a filter visible, and what it holds.
    pub(super) fn push_item(&mut self, ty: Type) {
        let slot = self.push_slot();
        let pattern = Pattern::new("item");
        self.visible.push(Visible::Local { pattern, slot, ty: ty.clone() });
        self.visible.push(Visible::Item { slot, ty });
    }

    fn push_slot(&mut self) -> u32 {
        let slot = self.slots;
        self.slots += 1;
        slot
    }

    /// Forgets what became visible since `mark` was taken.
    pub(super) fn pop_to(&mut self, mark: (usize, u32)) {
        self.visible.truncate(mark.0);
        self.slots = mark.1;
    }

    pub(super) fn mark(&self) -> (usize, u32) {
        (self.visible.len(), self.slots)
    }

    /// The longest visible name that begins at the current token, and how many tokens it takes.
    pub(super) fn longest_name(&self) -> Option<(Arc<str>, usize)> {
        let tokens = &self.tokens[self.position..];
        let mut best = self.vocabulary.names.longest(self.source, tokens);
        let mut offer = |found: Option<(Arc<str>, usize)>| {
            let length = best.as_ref().map_or(0, |(_, length)| *length);
            if found.as_ref().is_some_and(|(_, own)| *own > length) {
                best = found;
            }
        };
        offer(builtin::names().longest(self.source, tokens));
        for visible in &self.visible {
            match visible {
                Visible::Local { pattern, .. } => offer(
                    pattern
                        .matches(self.source, tokens)
                        .map(|length| (pattern.name.clone(), length)),
                ),
                Visible::Item { ty: Type::Context(members), .. } if members.is_closed => {
                    for (name, _) in &members.members {
                        let matches = Pattern::new(name).matches(self.source, tokens);
                        offer(matches.map(|length| (name.clone(), length)));
                    }
                }
                Visible::Item { ty, .. } if may_have_members(ty) => {
                    offer(self.vocabulary.members.longest(self.source, tokens));
                    offer(self.keys.longest(self.source, tokens));
                }
                Visible::Item { .. } => {}
            }
        }
        best
    }

    /// What `name` stands for here, apart from members that only the data can tell.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        for visible in self.visible.iter().rev() {
            match visible {
                Visible::Local { pattern, slot, ty } if *pattern.name == *name => {
                    return Some(Meaning::Local(*slot, ty.clone()));
                }
                Visible::Item { slot, ty: Type::Context(members) } if members.is_closed => {
                    if let Some(ty) = members.get(name) {
                        return Some(Meaning::ItemMember(*slot, ty.clone()));
                    }
                }
                _ => {}
            }
        }
        if let Some(slot) = self.vocabulary.slot(name) {
            let ty = self.vocabulary.inputs()[slot].ty.clone();
            return Some(Meaning::Input(slot as u32, ty));
        }
        self.function_meaning(name)
    }

    /// The same, among functions only.
    pub(super) fn function_meaning(&self, name: &str) -> Option<Meaning> {
        let functions = self.vocabulary.functions();
        match functions.iter().rposition(|function| *function.name == *name) {
            Some(index) => Some(Meaning::Host(index as u32)),
            None => builtin::find(name).map(Meaning::Builtin),
        }
    }

    /// The name as an operand. Within filters it may be a member of an item whose type is open.
    pub(super) fn named(&mut self, name: &Arc<str>, span: Span) -> Typed {
        let meaning = self.meaning(name);
        let items = self.open_items(meaning.as_ref());
        if items.is_empty() {
            return self.operand(name, meaning, span);
        }
        let otherwise = meaning.map(|meaning| self.operand(name, Some(meaning), span).node);
        let member = Member { items, name: name.clone(), otherwise };
        typed(Kind::Member(Box::new(member)), span, Type::Any)
    }

    /// The items that may have a member of any name, inside of whatever `meaning` is.
    fn open_items(&self, meaning: Option<&Meaning>) -> Vec<u32> {
        let mut items = Vec::new();
        for visible in self.visible.iter().rev() {
            match visible {
                // The item itself lies under its members, every other local hides those outside.
                Visible::Local { slot, .. } => {
                    let is_meant = matches!(meaning, Some(Meaning::Local(own, _)) if own == slot);
                    if is_meant {
                        break;
                    }
                }
                Visible::Item { slot, ty } => {
                    let is_meant =
                        matches!(meaning, Some(Meaning::ItemMember(own, _)) if own == slot);
                    if is_meant {
                        break;
                    }
                    if may_have_members(ty) {
                        items.push(*slot);
                    }
                }
            }
        }
        items
    }

    fn operand(&mut self, name: &Arc<str>, meaning: Option<Meaning>, span: Span) -> Typed {
        match meaning {
            Some(Meaning::Local(slot, ty)) => typed(Kind::Local(slot), span, ty),
            Some(Meaning::ItemMember(slot, ty)) => {
                let item = typed(Kind::Local(slot), span, Type::Any).node;
                typed(Kind::Path(Box::new(item), name.clone()), span, ty)
            }
            Some(Meaning::Input(slot, ty)) => {
                self.note_reference(slot, span);
                typed(Kind::Input(slot), span, ty)
            }
            Some(Meaning::Host(index)) => {
                let value = crate::evaluate::Function::host(index);
                typed(Kind::Constant(value), span, Type::Any)
            }
            Some(Meaning::Builtin(builtin)) => {
                let value = crate::evaluate::Function::builtin(builtin);
                typed(Kind::Constant(value), span, Type::Any)
            }
            None => self.unknown_name(name, span),
        }
    }

    /// Every name that could stand here, for suggestions.
    pub(super) fn visible_names(&self) -> impl Iterator<Item = &str> {
        let locals = self.visible.iter().flat_map(|visible| {
            let (own, members) = match visible {
                Visible::Local { pattern, .. } => (Some(&*pattern.name), None),
                Visible::Item { ty: Type::Context(members), .. } => (None, Some(members)),
                Visible::Item { .. } => (None, None),
            };
            let members = members.into_iter().flat_map(|members| &members.members);
            own.into_iter().chain(members.map(|(name, _)| &**name))
        });
        locals.chain(self.vocabulary.names.names())
    }
}

/// Whether an item of this type could be a context with names that nobody declared.
fn may_have_members(ty: &Type) -> bool {
    match ty {
        Type::Any => true,
        Type::Context(members) => !members.is_closed,
        _ => false,
    }
}
