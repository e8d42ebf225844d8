//! Operators in the order of their strength, and what begins with a keyword.

use std::sync::Arc;

use super::{Parsed, Parser, Typed};
use crate::lexer::Token;
use crate::problem::{ProblemKind, Span};
use crate::tree::{Comparison, Definition, For, Kind, Node, Operator, Quantified, Source};
use crate::types::Type;

impl Parser<'_> {
    /// Any formula.
    pub(super) fn expression(&mut self) -> Parsed<Typed> {
        self.nested(|parser| match (parser.token(), parser.text()) {
            (Token::Word, _) if parser.longest_name().is_some_and(|(_, length)| length > 1) => {
                parser.disjunction()
            }
            (Token::Word, "if") => parser.condition(),
            (Token::Word, "for") => parser.iteration(),
            (Token::Word, "some" | "every") => parser.quantified(),
            (Token::Word, "function") => parser.function(),
            _ => parser.disjunction(),
        })
    }

    fn condition(&mut self) -> Parsed<Typed> {
        let start = self.span();
        self.expect_word("if")?;
        let condition = self.expression()?;
        self.expect_word("then")?;
        let then = self.expression()?;
        self.expect_word("else")?;
        let otherwise = self.expression()?;
        self.choice(start, condition, then, otherwise)
    }

    pub(super) fn choice(
        &mut self,
        start: Span,
        condition: Typed,
        then: Typed,
        otherwise: Typed,
    ) -> Parsed<Typed> {
        let levels = condition.levels.max(then.levels).max(otherwise.levels);
        let ty = common_type(then.ty, otherwise.ty);
        let span = start.to(self.end_of_last());
        let parts = Box::new([condition.node, then.node, otherwise.node]);
        self.above(levels, Node::new(Kind::If(parts), span), ty)
    }

    fn iteration(&mut self) -> Parsed<Typed> {
        let start = self.span();
        let mark = self.mark();
        self.expect_word("for")?;
        let (sources, levels) = self.sources("return")?;
        self.push_local("partial", Type::Any);
        let first = self.position;
        let result = self.expression()?;
        let read = &self.tokens[first..self.position];
        let uses_partial = read.iter().any(|placed| placed.span.text(self.source) == "partial");
        self.pop_to(mark);
        let span = start.to(self.end_of_last());
        let levels = levels.max(result.levels);
        let ty = Type::list(result.ty);
        let node = Kind::For(Box::new(For { sources, result: result.node, uses_partial }));
        self.above(levels, Node::new(node, span), ty)
    }

    fn quantified(&mut self) -> Parsed<Typed> {
        let start = self.span();
        let is_some = self.is_word("some");
        let mark = self.mark();
        self.advance(1);
        let (sources, levels) = self.sources("satisfies")?;
        let condition = self.expression()?;
        self.pop_to(mark);
        let span = start.to(self.end_of_last());
        let levels = levels.max(condition.levels);
        let quantified = Box::new(Quantified { sources, condition: condition.node });
        let kind = if is_some { Kind::Some(quantified) } else { Kind::Every(quantified) };
        self.above(levels, Node::new(kind, span), Type::Boolean)
    }

    /// `name in values, name in start..end`, up to a keyword.
    fn sources(&mut self, keyword: &str) -> Parsed<(Vec<Source>, u32)> {
        let mut sources = Vec::new();
        let mut levels = 0;
        loop {
            let name = self.new_name("in")?;
            self.expect_word("in")?;
            let values = self.expression()?;
            levels = levels.max(values.levels);
            let ty = if self.eat("..") {
                let end = self.expression()?;
                levels = levels.max(end.levels);
                let ty = values.ty.clone();
                sources.push(Source::Between(values.node, end.node));
                ty
            } else {
                sources.push(Source::Values(values.node));
                item_type(&values.ty)
            };
            self.push_local(&name, ty);
            // Commas may be left out.
            if !self.eat(",") && self.eat_word(keyword) {
                return Ok((sources, levels));
            }
        }
    }

    /// A name that is made here: everything up to `end`, which is a sign or a word.
    pub(super) fn new_name(&mut self, end: &str) -> Parsed<Arc<str>> {
        if let Token::Quoted(name) = self.token().clone() {
            self.advance(1);
            return Ok(name);
        }
        let start = self.position;
        while !matches!(self.token(), Token::End | Token::String(_) | Token::Broken(_)) {
            let text = self.text();
            if text == end || matches!(text, "," | ")" | "(" | "}" | "{" | "[" | "]" | ":") {
                break;
            }
            self.advance(1);
        }
        if self.position == start {
            return self.unexpected("a name");
        }
        let tokens = &self.tokens[start..self.position];
        let mut name = String::new();
        for (index, placed) in tokens.iter().enumerate() {
            if index > 0 && placed.after_gap {
                name.push(' ');
            }
            name.push_str(placed.span.text(self.source));
        }
        Ok(Arc::from(name))
    }

    fn function(&mut self) -> Parsed<Typed> {
        let start = self.span();
        let mark = self.mark();
        let own_slot = self.own_slot.take();
        self.expect_word("function")?;
        self.expect("(")?;
        let mut parameters: Vec<(Arc<str>, Type)> = Vec::new();
        while !self.eat(")") {
            if !parameters.is_empty() {
                self.expect(",")?;
            }
            let name = self.new_name(":")?;
            let ty = if self.eat(":") { self.type_name()? } else { Type::Any };
            parameters.push((name, ty));
        }
        let result = if self.eat(":") { self.type_name()? } else { Type::Any };
        if self.is_word("external") {
            return self.abort(self.span(), ProblemKind::External);
        }
        for (name, ty) in &parameters {
            self.push_local(name, ty.clone());
        }
        let body = self.expression()?;
        self.pop_to(mark);
        let span = start.to(self.end_of_last());
        let types = parameters.iter().map(|(_, ty)| ty.clone()).collect();
        let gives = if result == Type::Any { body.ty.clone() } else { result.clone() };
        let ty = Type::Function(Arc::new((types, gives.clone())));
        let definition = Definition { parameters, body: body.node, result, gives, own_slot };
        self.above(body.levels, Node::new(Kind::Function(Arc::new(definition)), span), ty)
    }

    pub(super) fn disjunction(&mut self) -> Parsed<Typed> {
        let mut left = self.conjunction()?;
        while self.eat_word("or") {
            let right = self.conjunction()?;
            left = self.binary(left, right, Type::Boolean, Kind::Or)?;
        }
        Ok(left)
    }

    fn conjunction(&mut self) -> Parsed<Typed> {
        let mut left = self.comparison()?;
        while self.eat_word("and") {
            let right = self.comparison()?;
            left = self.binary(left, right, Type::Boolean, Kind::And)?;
        }
        Ok(left)
    }

    fn comparison(&mut self) -> Parsed<Typed> {
        let mut left = self.sum()?;
        loop {
            let is_sign = *self.token() == Token::Sign;
            if let Some(comparison) = Comparison::of_sign(self.text()).filter(|_| is_sign) {
                self.advance(1);
                let right = self.sum()?;
                left = self
                    .binary(left, right, Type::Boolean, |parts| Kind::Compare(comparison, parts))?;
            } else if self.eat_word("between") {
                let low = self.sum()?;
                self.expect_word("and")?;
                let high = self.sum()?;
                let levels = left.levels.max(low.levels).max(high.levels);
                let span = left.node.span.to(high.node.span);
                let parts = Box::new([left.node, low.node, high.node]);
                left = self.above(levels, Node::new(Kind::Between(parts), span), Type::Boolean)?;
            } else if self.eat_word("in") {
                left = self.membership(left)?;
            } else if self.is_word("instance") && self.text_at(1) == "of" {
                self.advance(2);
                let ty = self.type_name()?;
                let span = left.node.span.to(self.end_of_last());
                let kind = Kind::InstanceOf(Box::new(left.node), ty);
                left = self.above(left.levels, Node::new(kind, span), Type::Boolean)?;
            } else {
                return Ok(left);
            }
        }
    }

    pub(super) fn sum(&mut self) -> Parsed<Typed> {
        let mut left = self.product()?;
        loop {
            let operator = if self.eat("+") {
                Operator::Add
            } else if self.eat("-") {
                Operator::Subtract
            } else {
                return Ok(left);
            };
            let right = self.product()?;
            left = self.arithmetic(operator, left, right)?;
        }
    }

    fn product(&mut self) -> Parsed<Typed> {
        let mut left = self.power()?;
        loop {
            let operator = if self.eat("*") {
                Operator::Multiply
            } else if self.eat("/") {
                Operator::Divide
            } else {
                return Ok(left);
            };
            let right = self.power()?;
            left = self.arithmetic(operator, left, right)?;
        }
    }

    /// Powers associate to the left, and a sign binds more strongly: `-3 ** 2` is 9.
    fn power(&mut self) -> Parsed<Typed> {
        let mut left = self.signed()?;
        while self.eat("**") {
            let right = self.signed()?;
            left = self.arithmetic(Operator::Power, left, right)?;
        }
        Ok(left)
    }

    fn signed(&mut self) -> Parsed<Typed> {
        let start = self.span();
        if !self.eat("-") {
            return self.postfix();
        }
        let operand = self.nested(Self::signed)?;
        let span = start.to(operand.node.span);
        if let Kind::Constant(crate::value::Value::Number(number)) = operand.node.kind {
            return Ok(self.constant((-number).into(), span, Type::Number));
        }
        let ty = operand.ty.clone();
        self.above(operand.levels, Node::new(Kind::Negate(Box::new(operand.node)), span), ty)
    }

    fn arithmetic(&mut self, operator: Operator, left: Typed, right: Typed) -> Parsed<Typed> {
        let ty = arithmetic_type(operator, &left.ty, &right.ty);
        self.binary(left, right, ty, |parts| Kind::Arithmetic(operator, parts))
    }

    fn binary(
        &mut self,
        left: Typed,
        right: Typed,
        ty: Type,
        kind: impl FnOnce(Box<[Node; 2]>) -> Kind,
    ) -> Parsed<Typed> {
        let span = left.node.span.to(right.node.span);
        let levels = left.levels.max(right.levels);
        self.above(levels, Node::new(kind(Box::new([left.node, right.node])), span), ty)
    }
}

/// The type that both have, or any.
fn common_type(left: Type, right: Type) -> Type {
    match (left, right) {
        (Type::Null, other) | (other, Type::Null) => other,
        (left, right) if left == right => left,
        _ => Type::Any,
    }
}

/// What an iteration over values of this type meets.
pub(super) fn item_type(ty: &Type) -> Type {
    match ty {
        Type::List(item) | Type::Range(item) => (**item).clone(),
        Type::Any => Type::Any,
        single => single.clone(),
    }
}

fn arithmetic_type(operator: Operator, left: &Type, right: &Type) -> Type {
    match (operator, left, right) {
        (_, Type::Number, Type::Number) => Type::Number,
        (Operator::Add, Type::String, Type::String) => Type::String,
        (Operator::Multiply | Operator::Divide, Type::DaysDuration, Type::Number)
        | (Operator::Multiply, Type::Number, Type::DaysDuration) => Type::DaysDuration,
        (Operator::Divide, Type::DaysDuration, Type::DaysDuration)
        | (Operator::Divide, Type::MonthsDuration, Type::MonthsDuration) => Type::Number,
        (Operator::Subtract, Type::Date | Type::DateTime, Type::Date | Type::DateTime) => {
            Type::DaysDuration
        }
        (Operator::Add | Operator::Subtract, moment, Type::DaysDuration | Type::MonthsDuration) => {
            moment.clone()
        }
        _ => Type::Any,
    }
}
