//! Names of types, as `instance of` and parameters use them.

use std::sync::Arc;

use super::names::{Pattern, nearest};
use super::{Parsed, Parser};
use crate::lexer::Token;
use crate::problem::ProblemKind;
use crate::types::{Members, Type};

/// Types without parts, the longer before their own beginnings.
const SIMPLE: [&str; 13] = [
    "years and months duration",
    "days and time duration",
    "date and time",
    "dateTime",
    "dayTimeDuration",
    "yearMonthDuration",
    "number",
    "string",
    "boolean",
    "date",
    "time",
    "Any",
    "Null",
];

impl Parser<'_> {
    /// A type.
    pub(super) fn type_name(&mut self) -> Parsed<Type> {
        self.nested(Self::type_parts)
    }

    fn type_parts(&mut self) -> Parsed<Type> {
        if *self.token() != Token::Word {
            return self.unexpected("a type");
        }
        let is_generic = self.text_at(1) == "<";
        match self.text() {
            "list" if is_generic => {
                let item = self.type_argument()?;
                Ok(Type::list(item))
            }
            "range" if is_generic => {
                let item = self.type_argument()?;
                Ok(Type::Range(Arc::new(item)))
            }
            "context" if is_generic => self.context_type(),
            "function" if is_generic => self.function_type(),
            _ => self.declared_type(),
        }
    }

    fn type_argument(&mut self) -> Parsed<Type> {
        self.advance(2);
        let item = self.type_name()?;
        self.expect(">")?;
        Ok(item)
    }

    fn context_type(&mut self) -> Parsed<Type> {
        self.advance(2);
        let mut members = Members::default();
        while !self.eat(">") {
            if !members.members.is_empty() {
                self.expect(",")?;
            }
            let name = self.new_name(":")?;
            self.expect(":")?;
            let ty = self.type_name()?;
            members.members.push((name, ty));
        }
        Ok(Type::Context(Arc::new(members)))
    }

    fn function_type(&mut self) -> Parsed<Type> {
        self.advance(2);
        let mut parameters = Vec::new();
        while !self.eat(">") {
            if !parameters.is_empty() {
                self.expect(",")?;
            }
            parameters.push(self.type_name()?);
        }
        self.expect("->")?;
        let result = self.type_name()?;
        Ok(Type::Function(Arc::new((parameters, result))))
    }

    fn declared_type(&mut self) -> Parsed<Type> {
        let tokens = &self.tokens[self.position..];
        let declared = self.vocabulary.types().iter().rev();
        let declared = declared.map(|(name, ty)| (&**name, ty.clone()));
        let simple = SIMPLE.iter().chain(&["list", "context", "range"]);
        let simple = simple.filter_map(|name| Some((*name, Type::simple(name)?)));
        let fitting = declared.chain(simple).filter_map(|(name, ty)| {
            Pattern::new(name).matches(self.source, tokens).map(|length| (length, ty))
        });
        // Of equally long names the first, so a declared type comes before the simple ones.
        let longest = fitting.reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some((length, ty)) = longest {
            self.advance(length);
            return Ok(ty);
        }
        let name = self.text();
        let known = self.vocabulary.types().iter().map(|(name, _)| &**name);
        let nearest = nearest(name, known.chain(SIMPLE));
        self.abort(self.span(), ProblemKind::UnknownType { name: name.to_owned(), nearest })
    }
}
