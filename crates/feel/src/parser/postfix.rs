//! What stands behind an operand: paths, filters and calls.

use std::sync::Arc;

use super::expression::item_type;
use super::scope::Meaning;
use super::{Parsed, Parser, Typed};
use crate::lexer::Token;
use crate::problem::{ProblemKind, Span};
use crate::tree::{Filter, Kind, Node};
use crate::types::Type;

impl Parser<'_> {
    pub(super) fn postfix(&mut self) -> Parsed<Typed> {
        let ends_range = std::mem::replace(&mut self.filters_end_range, false);
        let result = self.operand_with_rest(ends_range);
        self.filters_end_range = ends_range;
        result
    }

    fn operand_with_rest(&mut self, ends_range: bool) -> Parsed<Typed> {
        let mut operand = match self.called_name() {
            Some((meaning, name, span)) => self.call_of(meaning, &name, span)?,
            None => self.primary()?,
        };
        loop {
            if self.eat(".") {
                operand = self.path(operand)?;
            } else if self.is_sign("[") && !ends_range {
                operand = self.filter(operand)?;
            } else if self.is_sign("(") {
                operand = self.invocation(operand)?;
            } else {
                return Ok(operand);
            }
        }
    }

    /// The function whose name and opening parenthesis stand here. A local of that name comes
    /// first, then functions of the host, then built-in ones; an input that is no function does not
    /// hide them.
    fn called_name(&mut self) -> Option<(Option<Meaning>, Arc<str>, Span)> {
        let start = self.span();
        let (name, length) = match self.token() {
            Token::Word => match self.longest_name() {
                Some(found) => found,
                None => (Arc::from(self.text()), 1),
            },
            _ => return None,
        };
        if self.text_at(length) != "(" {
            return None;
        }
        let meaning = match self.meaning(&name) {
            Some(Meaning::Input(..)) | None => self.function_meaning(&name),
            known => known,
        };
        let is_function = match &meaning {
            Some(Meaning::Host(_) | Meaning::Builtin(_)) => true,
            Some(_) => false,
            // `if (a) then …` is no call, and an input may hold a function.
            None => {
                let is_keyword = ["if", "for", "some", "every", "function", "in"];
                self.meaning(&name).is_none() && !is_keyword.contains(&&*name)
            }
        };
        if !is_function {
            return None;
        }
        self.advance(length);
        Some((meaning, name, start.to(self.end_of_last())))
    }

    fn path(&mut self, base: Typed) -> Parsed<Typed> {
        let start = self.span();
        let name = match self.token().clone() {
            Token::Quoted(name) => {
                self.advance(1);
                name
            }
            Token::Word | Token::Number => self.member_name(&base.ty),
            _ => return self.unexpected("the name of a member"),
        };
        let place = start.to(self.end_of_last());
        let ty = self.member_type(&base, &name, place);
        let span = base.node.span.to(place);
        let kind = Kind::Path(Box::new(base.node), name);
        self.above(base.levels, Node::new(kind, span), ty)
    }

    fn member_name(&mut self, owner: &Type) -> Arc<str> {
        let tokens = &self.tokens[self.position..];
        let mut best = self.keys.longest(self.source, tokens);
        let declared = self.vocabulary.members.longest(self.source, tokens);
        let length = |found: &Option<(Arc<str>, usize)>| found.as_ref().map_or(0, |one| one.1);
        if length(&declared) > length(&best) {
            best = declared;
        }
        if let Type::Context(members) = element(owner) {
            for (name, _) in &members.members {
                let pattern = super::names::Pattern::new(name);
                let found = pattern.matches(self.source, tokens).map(|own| (name.clone(), own));
                if length(&found) > length(&best) {
                    best = found;
                }
            }
        }
        let (name, length) = best.unwrap_or_else(|| (Arc::from(self.text()), 1));
        self.advance(length);
        name
    }

    /// The type of a member; for a declared context without it, a problem.
    fn member_type(&mut self, base: &Typed, name: &Arc<str>, place: Span) -> Type {
        let Type::Context(members) = element(&base.ty) else { return Type::Any };
        let found = members.get(name).cloned();
        let is_list = matches!(base.ty, Type::List(_));
        match found {
            Some(ty) if is_list => Type::list(ty),
            Some(ty) => ty,
            None => {
                if members.is_closed && !self.vocabulary.is_lenient() {
                    let names = members.members.iter().map(|(name, _)| &**name);
                    let nearest = super::names::nearest(name, names);
                    let owner = base.node.span.text(self.source).to_owned();
                    let name = name.to_string();
                    self.note(place, ProblemKind::UnknownMember { owner, name, nearest });
                }
                Type::Any
            }
        }
    }

    fn filter(&mut self, base: Typed) -> Parsed<Typed> {
        let mark = self.mark();
        self.expect("[")?;
        self.push_item(item_type(&base.ty));
        let condition = self.expression()?;
        self.pop_to(mark);
        self.expect("]")?;
        let is_index = condition.ty == Type::Number;
        let item = item_type(&base.ty);
        let ty = match condition.ty {
            Type::Number => item,
            Type::Boolean => Type::list(item),
            _ => Type::Any,
        };
        let span = base.node.span.to(self.end_of_last());
        let levels = base.levels.max(condition.levels);
        let filter = Filter { base: base.node, condition: condition.node, is_index };
        self.above(levels, Node::new(Kind::Filter(Box::new(filter)), span), ty)
    }
}

/// What members are taken from: of a list, its items.
fn element(ty: &Type) -> &Type {
    match ty {
        Type::List(item) => item,
        other => other,
    }
}
