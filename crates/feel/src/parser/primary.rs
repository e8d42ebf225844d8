//! What operators work on: literals, names, lists, contexts, ranges and parentheses.

use std::sync::Arc;

use super::{Parsed, Parser, Typed, typed};
use crate::lexer::Token;
use crate::number::Number;
use crate::problem::{ProblemKind, Span};
use crate::temporal::temporal;
use crate::tree::{Comparison, Kind, Node, RangeEnds};
use crate::types::{Members, Type};
use crate::value::{Range, Value, compare};

/// Words that no bare name can be.
const KEYWORDS: [&str; 14] = [
    "if",
    "then",
    "else",
    "for",
    "in",
    "return",
    "some",
    "every",
    "satisfies",
    "and",
    "or",
    "between",
    "instance",
    "function",
];
/// How many words of an unknown name are looked at together.
const UNKNOWN_WORDS_MAX: usize = 6;

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Parsed<Typed> {
        let span = self.span();
        match self.token().clone() {
            Token::String(text) => {
                self.advance(1);
                Ok(self.constant(Value::String(text), span, Type::String))
            }
            Token::At(text) => self.at_literal(&text, span),
            Token::Quoted(name) => {
                self.advance(1);
                Ok(self.named(&name, span))
            }
            Token::Number => self.number_or_name(span),
            Token::Word => self.word(span),
            Token::Sign => match self.text() {
                "(" => self.parenthesis(),
                "[" => self.list_or_range(),
                "]" => {
                    self.advance(1);
                    self.range_from(span, false, None)
                }
                "{" => self.context(),
                _ => self.unexpected("a value"),
            },
            Token::Broken(_) | Token::End => self.unexpected("a value"),
        }
    }

    fn at_literal(&mut self, text: &str, span: Span) -> Parsed<Typed> {
        self.advance(1);
        let Some(value) = temporal(text) else {
            return self.abort(span, ProblemKind::BadLiteral { text: text.to_owned() });
        };
        let ty = Type::simple(value.type_name()).unwrap_or_default();
        Ok(self.constant(value, span, ty))
    }

    fn number_or_name(&mut self, span: Span) -> Parsed<Typed> {
        // A declared name may begin with a digit, as in `2026 target`.
        if let Some((name, length)) = self.longest_name() {
            return Ok(self.name_of(&name, length, span));
        }
        match self.text().parse::<Number>() {
            Ok(number) => {
                self.advance(1);
                Ok(self.constant(Value::Number(number), span, Type::Number))
            }
            Err(_) => self.abort(span, ProblemKind::BadNumber),
        }
    }

    fn word(&mut self, span: Span) -> Parsed<Typed> {
        let longest = self.longest_name();
        if let Some((name, length)) = longest.as_ref().filter(|(_, length)| *length > 1) {
            return Ok(self.name_of(name, *length, span));
        }
        let literal = match self.text() {
            "true" => Some((Value::Boolean(true), Type::Boolean)),
            "false" => Some((Value::Boolean(false), Type::Boolean)),
            "null" => Some((Value::Null, Type::Null)),
            word if KEYWORDS.contains(&word) => return self.unexpected("a value"),
            _ => None,
        };
        if let Some((value, ty)) = literal {
            self.advance(1);
            return Ok(self.constant(value, span, ty));
        }
        self.tested |= self.text() == "?";
        match longest {
            Some((name, length)) => Ok(self.name_of(&name, length, span)),
            None => {
                let (name, length) = self.unknown_run();
                Ok(self.name_of(&name, length, span))
            }
        }
    }

    fn name_of(&mut self, name: &Arc<str>, length: usize, start: Span) -> Typed {
        self.advance(length);
        let span = start.to(self.end_of_last());
        self.named(name, span)
    }

    /// An unknown name: one word, or the words that together resemble a declared name.
    fn unknown_run(&self) -> (Arc<str>, usize) {
        let words = (0..UNKNOWN_WORDS_MAX).take_while(|ahead| {
            let placed = self.tokens.get(self.position + ahead);
            let is_name =
                placed.is_some_and(|placed| matches!(placed.token, Token::Word | Token::Number));
            is_name && !KEYWORDS.contains(&self.text_at(*ahead))
        });
        for length in (2..=words.count()).rev() {
            let run: Vec<&str> = (0..length).map(|ahead| self.text_at(ahead)).collect();
            let run = run.join(" ");
            if self.nearest_name(&run).is_some() && !self.vocabulary.is_lenient() {
                return (Arc::from(run), length);
            }
        }
        (Arc::from(self.text()), 1)
    }

    pub(super) fn nearest_name(&self, name: &str) -> Option<String> {
        super::names::nearest(name, self.visible_names())
    }

    pub(super) fn unknown_name(&mut self, name: &Arc<str>, span: Span) -> Typed {
        if !self.vocabulary.is_lenient() {
            let nearest = self.nearest_name(name);
            self.note(span, ProblemKind::UnknownName { name: name.to_string(), nearest });
        }
        typed(Kind::Unknown(name.clone()), span, Type::Any)
    }

    /// `(value)`, `(start..end)` or `(< end)`.
    fn parenthesis(&mut self) -> Parsed<Typed> {
        let start = self.span();
        self.expect("(")?;
        let is_sign = *self.token() == Token::Sign;
        if let Some(comparison) = Comparison::of_sign(self.text()).filter(|_| is_sign) {
            self.advance(1);
            return self.half_range(start, comparison);
        }
        let inner = self.expression()?;
        if self.is_sign("..") {
            return self.range_from(start, false, Some(inner));
        }
        self.expect(")")?;
        Ok(inner)
    }

    fn half_range(&mut self, start: Span, comparison: Comparison) -> Parsed<Typed> {
        let end = self.sum()?;
        self.expect(")")?;
        let levels = end.levels;
        let included = matches!(
            comparison,
            Comparison::Equal | Comparison::LessOrEqual | Comparison::GreaterOrEqual
        );
        let ty = Type::Range(Arc::new(end.ty));
        let span = start.to(self.end_of_last());
        let mut ends =
            RangeEnds { start: None, start_included: false, end: None, end_included: false };
        match comparison {
            Comparison::Less | Comparison::LessOrEqual => {
                ends = RangeEnds { end: Some(end.node), end_included: included, ..ends };
            }
            Comparison::Greater | Comparison::GreaterOrEqual => {
                ends = RangeEnds { start: Some(end.node), start_included: included, ..ends };
            }
            Comparison::Equal | Comparison::NotEqual => {
                // A range of one value would need its end twice.
                return self.abort(
                    span,
                    ProblemKind::Unexpected {
                        expected: "one of <, <=, >, >=".to_owned(),
                        found: format!("`{}`", comparison.sign()),
                        nearest: None,
                    },
                );
            }
        }
        self.above(levels, Node::new(Kind::Range(Box::new(ends)), span), ty)
    }

    /// The rest of a range, at its first value or behind it.
    fn range_from(&mut self, start: Span, included: bool, first: Option<Typed>) -> Parsed<Typed> {
        let first = match first {
            Some(first) => first,
            None => self.expression()?,
        };
        self.expect("..")?;
        let last = self.nested(Self::range_end)?;
        let end_included = self.is_sign("]");
        if !end_included && !self.is_sign(")") && !self.is_sign("[") {
            return self.unexpected("`]` or `)`");
        }
        self.advance(1);
        let ty = Type::Range(Arc::new(first.ty));
        let span = start.to(self.end_of_last());
        // Literals at both ends make a literal, unless they are no range and that needs a warning.
        if let (Kind::Constant(low), Kind::Constant(high)) = (&first.node.kind, &last.node.kind)
            && compare(low, high).is_some()
        {
            let (start, end) = (Some(low.clone()), Some(high.clone()));
            let range = Range { start, start_included: included, end, end_included };
            return Ok(self.constant(Value::range(range), span, ty));
        }
        let ends = RangeEnds {
            start: Some(first.node),
            start_included: included,
            end: Some(last.node),
            end_included,
        };
        let levels = first.levels.max(last.levels);
        self.above(levels, Node::new(Kind::Range(Box::new(ends)), span), ty)
    }

    /// A sum whose last operand has no filter, since `[` may close the range.
    fn range_end(&mut self) -> Parsed<Typed> {
        let before = std::mem::replace(&mut self.filters_end_range, true);
        let end = self.sum();
        self.filters_end_range = before;
        end
    }

    fn list_or_range(&mut self) -> Parsed<Typed> {
        let start = self.span();
        self.expect("[")?;
        let mut items = Vec::new();
        let mut levels = 0;
        let mut ty: Option<Type> = None;
        while !self.eat("]") {
            if !items.is_empty() {
                self.expect(",")?;
            }
            let item = self.expression()?;
            if items.is_empty() && self.is_sign("..") {
                return self.range_from(start, true, Some(item));
            }
            levels = levels.max(item.levels);
            ty = Some(match ty {
                Some(ty) if ty != item.ty => Type::Any,
                _ => item.ty,
            });
            items.push(item.node);
        }
        let span = start.to(self.end_of_last());
        let ty = Type::list(ty.unwrap_or_default());
        self.above(levels, Node::new(Kind::List(items), span), ty)
    }

    fn context(&mut self) -> Parsed<Typed> {
        let start = self.span();
        let mark = self.mark();
        self.expect("{")?;
        let mut entries: Vec<(Arc<str>, Node)> = Vec::new();
        let mut members = Members::default();
        let mut levels = 0;
        while !self.eat("}") {
            if !entries.is_empty() {
                self.expect(",")?;
            }
            let place = self.span();
            let name = match self.token().clone() {
                Token::String(name) => {
                    self.advance(1);
                    name
                }
                _ => self.new_name(":")?,
            };
            self.expect(":")?;
            if members.get(&name).is_some() {
                let name = name.to_string();
                return self.abort(place, ProblemKind::DuplicateEntry { name });
            }
            let value = self.entry_value(&name)?;
            levels = levels.max(value.levels);
            self.keys.insert(&name);
            self.push_local(&name, value.ty.clone());
            members.members.push((name.clone(), value.ty));
            entries.push((name, value.node));
        }
        self.pop_to(mark);
        let span = start.to(self.end_of_last());
        let ty = Type::Context(Arc::new(members));
        self.above(levels, Node::new(Kind::Context(entries), span), ty)
    }

    /// The value of an entry; a function may call itself by the entry's name.
    fn entry_value(&mut self, name: &str) -> Parsed<Typed> {
        if !(self.is_word("function") && self.text_at(1) == "(") {
            return self.expression();
        }
        let mark = self.mark();
        self.own_slot = Some(self.push_local(name, Type::Any));
        let value = self.expression()?;
        self.own_slot = None;
        self.pop_to(mark);
        Ok(value)
    }
}
