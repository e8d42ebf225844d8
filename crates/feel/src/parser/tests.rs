//! Unary tests, and what stands behind `in`.

use super::{Parsed, Parser, Typed};
use crate::lexer::Token;
use crate::tree::{Comparison, Kind, Node, Test, Tests};
use crate::types::Type;

impl Parser<'_> {
    /// What a cell of a decision table holds.
    pub(super) fn unary_tests(&mut self) -> Parsed<Tests> {
        if self.is_word("not") && self.text_at(1) == "(" && self.not_covers_all() {
            self.advance(2);
            let (tests, _) = self.test_list()?;
            self.expect(")")?;
            return Ok(Tests { tests, is_negated: true });
        }
        let (tests, _) = self.test_list()?;
        Ok(Tests { tests, is_negated: false })
    }

    /// Whether the parenthesis behind `not` closes at the very end.
    fn not_covers_all(&self) -> bool {
        let mut depth = 0_u32;
        for (ahead, placed) in self.tokens[self.position..].iter().enumerate() {
            if placed.token == Token::Sign {
                match placed.span.text(self.source) {
                    "(" => depth += 1,
                    ")" => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            if depth == 0 && ahead > 0 {
                let next = self.tokens.get(self.position + ahead + 1);
                return next.is_none_or(|next| next.token == Token::End);
            }
        }
        false
    }

    fn test_list(&mut self) -> Parsed<(Vec<Test>, u32)> {
        let mut tests = Vec::new();
        let mut levels = 0;
        loop {
            let (test, own) = self.test()?;
            tests.push(test);
            levels = levels.max(own);
            if !self.eat(",") {
                return Ok((tests, levels));
            }
        }
    }

    fn test(&mut self) -> Parsed<(Test, u32)> {
        let is_sign = *self.token() == Token::Sign;
        if is_sign && self.text() == "-" && matches!(self.text_at(1), "" | "," | ")") {
            self.advance(1);
            return Ok((Test::Any, 0));
        }
        if let Some(comparison) = Comparison::of_sign(self.text()).filter(|_| is_sign) {
            self.advance(1);
            let operand = self.sum()?;
            return Ok((Test::Compare(comparison, operand.node), operand.levels));
        }
        let before = std::mem::replace(&mut self.tested, false);
        let value = self.expression()?;
        let is_condition = std::mem::replace(&mut self.tested, before);
        let levels = value.levels;
        let test = if is_condition { Test::Condition } else { Test::Value };
        Ok((test(value.node), levels))
    }

    /// The rest of `value in …`.
    pub(super) fn membership(&mut self, value: Typed) -> Parsed<Typed> {
        let mark = self.mark();
        self.push_local("?", value.ty.clone());
        let is_list = self.is_sign("(") && self.parenthesis_holds_tests();
        let (tests, levels) = if is_list {
            self.advance(1);
            let parsed = self.nested(Self::test_list)?;
            self.expect(")")?;
            parsed
        } else {
            self.one_test()?
        };
        self.pop_to(mark);
        let span = value.node.span.to(self.end_of_last());
        let tests = Tests { tests, is_negated: false };
        let kind = Kind::In(Box::new(value.node), tests);
        self.above(levels.max(value.levels), Node::new(kind, span), Type::Boolean)
    }

    fn one_test(&mut self) -> Parsed<(Vec<Test>, u32)> {
        let is_sign = *self.token() == Token::Sign;
        if let Some(comparison) = Comparison::of_sign(self.text()).filter(|_| is_sign) {
            self.advance(1);
            let operand = self.sum()?;
            return Ok((vec![Test::Compare(comparison, operand.node)], operand.levels));
        }
        let before = std::mem::replace(&mut self.tested, false);
        let operand = self.sum()?;
        let is_condition = std::mem::replace(&mut self.tested, before);
        let test = if is_condition { Test::Condition } else { Test::Value };
        Ok((vec![test(operand.node)], operand.levels))
    }

    /// Whether the parenthesis here is a list of tests and not the start of a range or the
    /// beginning of a longer operand.
    fn parenthesis_holds_tests(&self) -> bool {
        let mut depth = 0_u32;
        for placed in &self.tokens[self.position..] {
            if placed.token != Token::Sign {
                continue;
            }
            match placed.span.text(self.source) {
                "(" | "{" => depth += 1,
                // Brackets may open and close ranges either way.
                ")" | "}" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return true;
                    }
                }
                ".." if depth == 1 => return self.is_range_inside(),
                _ => {}
            }
        }
        false
    }

    /// With `..` directly inside the parenthesis: whether a bracket was opened before it, so that
    /// the range is one of the tests.
    fn is_range_inside(&self) -> bool {
        let mut depth = 0_u32;
        for placed in &self.tokens[self.position..] {
            match placed.span.text(self.source) {
                "(" | "{" => depth += 1,
                ")" | "}" => depth = depth.saturating_sub(1),
                "[" | "]" if depth == 1 => return true,
                ".." if depth == 1 => return false,
                _ => {}
            }
        }
        false
    }
}
