//! What each node does.

use std::sync::Arc;

use super::{Function, Machine, Stop};
use crate::problem::Span;
use crate::tree::{Comparison, Kind, Member, Node, RangeEnds};
use crate::value::{Range, Value, compare, equal, holds};
use crate::warning::WarningKind;

impl<'a> Machine<'a> {
    /// The value of an input or a literal, without a copy.
    #[inline]
    pub(super) fn leaf<'n>(&self, node: &'n Node) -> Option<&'n Value>
    where
        'a: 'n,
    {
        match &node.kind {
            Kind::Constant(value) => Some(value),
            Kind::Input(slot) => self.inputs.get(*slot as usize),
            _ => None,
        }
    }

    /// The value of a node.
    pub(crate) fn evaluate(&mut self, node: &Node) -> Result<Value, Stop> {
        self.spend(1)?;
        match &node.kind {
            Kind::Constant(value) => Ok(value.clone()),
            Kind::Input(slot) => Ok(self.inputs.get(*slot as usize).cloned().unwrap_or_default()),
            Kind::Local(slot) => Ok(self.local(*slot)),
            _ => self.evaluate_deeper(node),
        }
    }

    pub(super) fn local(&self, slot: u32) -> Value {
        self.locals.get(self.base + slot as usize).cloned().unwrap_or_default()
    }

    fn evaluate_deeper(&mut self, node: &Node) -> Result<Value, Stop> {
        if self.depth >= self.limits.depth {
            self.stopped_at = Some(node.span);
            return Err(Stop::Depth);
        }
        self.depth += 1;
        let result = match &node.kind {
            Kind::Arithmetic(operator, parts) => self.arithmetic(*operator, parts, node.span),
            Kind::Compare(comparison, parts) => self.comparison(*comparison, parts, node.span),
            _ => self.evaluate_other(node),
        };
        self.depth -= 1;
        if result.is_err() && self.stopped_at.is_none() {
            self.stopped_at = Some(node.span);
        }
        result
    }

    fn evaluate_other(&mut self, node: &Node) -> Result<Value, Stop> {
        let span = node.span;
        match &node.kind {
            Kind::If(parts) => self.choice(parts),
            Kind::And(parts) => self.logic(parts, false),
            Kind::Or(parts) => self.logic(parts, true),
            Kind::Negate(operand) => self.negation(operand, span),
            Kind::Builtin(call) => self.builtin_call(call, span),
            Kind::Host(call) => self.host_call(call),
            Kind::Invoke(invoke) => self.invoke(invoke, span),
            Kind::Path(base, name) => self.path(base, name, span),
            Kind::Filter(filter) => self.filter(filter, span),
            Kind::Member(member) => self.member(member, span),
            Kind::For(iteration) => self.iterate(iteration, span),
            Kind::Some(quantified) => self.quantify(quantified, true, span),
            Kind::Every(quantified) => self.quantify(quantified, false, span),
            Kind::Between(parts) => self.between(parts, span),
            Kind::In(value, tests) => {
                let value = self.evaluate(value)?;
                self.evaluate_tests(value, tests)
            }
            Kind::InstanceOf(value, ty) => {
                let value = self.evaluate(value)?;
                self.spend_on(&value)?;
                Ok(Value::from(ty.has_instance(&value)))
            }
            Kind::List(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.evaluate(item)?);
                }
                self.checked(Value::list(values))
            }
            Kind::Context(entries) => self.context(entries),
            Kind::Range(ends) => self.range(ends, span),
            Kind::Function(definition) => {
                let captured = self.locals[self.base..].to_vec();
                self.spend(captured.len() as u64)?;
                self.checked(Function::closure(definition.clone(), captured))
            }
            Kind::Unknown(name) => {
                self.warn(span, WarningKind::NoName { name: name.to_string() });
                Ok(Value::Null)
            }
            Kind::Constant(_) | Kind::Input(_) | Kind::Local(_) => Ok(Value::Null),
            Kind::Arithmetic(..) | Kind::Compare(..) => Ok(Value::Null),
        }
    }

    /// A condition that is not true takes the other way, null included.
    fn choice(&mut self, parts: &[Node; 3]) -> Result<Value, Stop> {
        let [condition, then, otherwise] = parts;
        let value = self.evaluate(condition)?;
        if !matches!(value, Value::Boolean(_)) {
            self.warn(condition.span, WarningKind::Condition { found: value.type_name() });
        }
        if value.is_true() { self.evaluate(then) } else { self.evaluate(otherwise) }
    }

    /// `and` and `or`: one operand may settle it, whatever the other is. *Source*: DMN, tables 50
    /// and 51.
    fn logic(&mut self, parts: &[Node; 2], settles: bool) -> Result<Value, Stop> {
        let [left, right] = parts;
        let left = self.evaluate(left)?;
        if matches!(left, Value::Boolean(value) if value == settles) {
            return Ok(left);
        }
        let right = self.evaluate(right)?;
        Ok(match (left, right) {
            (_, Value::Boolean(value)) if value == settles => Value::Boolean(settles),
            (Value::Boolean(_), Value::Boolean(_)) => Value::Boolean(!settles),
            _ => Value::Null,
        })
    }

    fn negation(&mut self, operand: &Node, span: Span) -> Result<Value, Stop> {
        Ok(match self.evaluate(operand)? {
            Value::Number(number) => Value::Number(-number),
            Value::MonthsDuration(duration) => {
                let negated = crate::temporal::MonthsDuration::from_months(-duration.months());
                Value::MonthsDuration(negated)
            }
            Value::DaysDuration(duration) => {
                let nanoseconds = -duration.nanoseconds();
                let negated = crate::temporal::DaysDuration::from_nanoseconds(nanoseconds);
                negated.map_or(Value::Null, Value::DaysDuration)
            }
            other => {
                self.warn_operands("-", (operand, &other), (operand, &other), span);
                Value::Null
            }
        })
    }

    fn comparison(
        &mut self,
        comparison: Comparison,
        parts: &[Node; 2],
        span: Span,
    ) -> Result<Value, Stop> {
        let [left_node, right_node] = parts;
        let (left_value, right_value);
        let left = match self.leaf(left_node) {
            Some(leaf) => leaf,
            None => {
                left_value = self.evaluate(left_node)?;
                &left_value
            }
        };
        let right = match self.leaf(right_node) {
            Some(leaf) => leaf,
            None => {
                right_value = self.evaluate(right_node)?;
                &right_value
            }
        };
        self.spend(2)?;
        let outcome = self.compare_values(comparison, left, right)?;
        if outcome.is_none() {
            self.warn_operands(comparison.sign(), (left_node, left), (right_node, right), span);
        }
        Ok(Value::from(outcome))
    }

    pub(super) fn compare_values(
        &mut self,
        comparison: Comparison,
        left: &Value,
        right: &Value,
    ) -> Result<Option<bool>, Stop> {
        if let Comparison::Equal | Comparison::NotEqual = comparison {
            self.spend(u64::from(left.size().weight.min(right.size().weight)))?;
            let expected = comparison == Comparison::Equal;
            return Ok(equal(left, right).map(|is_equal| is_equal == expected));
        }
        Ok(compare(left, right).map(|order| match comparison {
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
            Comparison::Equal | Comparison::NotEqual => false,
        }))
    }

    fn between(&mut self, parts: &[Node; 3], span: Span) -> Result<Value, Stop> {
        let [value_node, low_node, high_node] = parts;
        let value = self.evaluate(value_node)?;
        let low = self.evaluate(low_node)?;
        let high = self.evaluate(high_node)?;
        let range =
            Range { start: Some(low), start_included: true, end: Some(high), end_included: true };
        let outcome = holds(&range, &value);
        if outcome.is_none() {
            for (node, bound) in [(low_node, &range.start), (high_node, &range.end)] {
                let bound = bound.as_ref().unwrap_or(&Value::Null);
                self.warn_operands("between", (value_node, &value), (node, bound), span);
            }
        }
        Ok(Value::from(outcome))
    }

    fn context(&mut self, entries: &[(Arc<str>, Node)]) -> Result<Value, Stop> {
        let mark = self.locals.len();
        let mut values = Vec::with_capacity(entries.len());
        for (name, node) in entries {
            // The place in which a function finds itself is there before the function is.
            let slot = self.locals.len();
            if let Kind::Function(_) = node.kind {
                self.locals.push(Value::Null);
            }
            let value = self.evaluate(node)?;
            self.locals.truncate(slot);
            self.locals.push(value.clone());
            values.push((name.clone(), value));
        }
        self.locals.truncate(mark);
        self.checked(Value::Context(Arc::new(crate::value::Context::new(values))))
    }

    fn range(&mut self, ends: &RangeEnds, span: Span) -> Result<Value, Stop> {
        let mut end_value = |node: &Option<Node>| node.as_ref().map(|node| self.evaluate(node));
        let start = end_value(&ends.start).transpose()?;
        let end = end_value(&ends.end).transpose()?;
        let fits = match (&start, &end) {
            (Some(start), Some(end)) => compare(start, end).is_some(),
            (Some(only), None) | (None, Some(only)) => compare(only, only).is_some(),
            (None, None) => false,
        };
        if !fits {
            let name = |end: &Option<Value>| end.as_ref().map_or("null", Value::type_name);
            let kind = WarningKind::RangeEnds { start: name(&start), end: name(&end) };
            self.warn(span, kind);
            return Ok(Value::Null);
        }
        let (start_included, end_included) = (ends.start_included, ends.end_included);
        Ok(Value::range(Range { start, start_included, end, end_included }))
    }

    /// A name in a filter: the member of an item that has it, else what the name means outside.
    fn member(&mut self, member: &Member, span: Span) -> Result<Value, Stop> {
        for slot in &member.items {
            if let Value::Context(context) = self.local(*slot)
                && let Some(value) = context.get(&member.name)
            {
                return Ok(value.clone());
            }
        }
        match &member.otherwise {
            Some(node) => self.evaluate(node),
            None => {
                self.warn(span, WarningKind::NoName { name: member.name.to_string() });
                Ok(Value::Null)
            }
        }
    }

    /// Says why an operator gave null: an operand that was null by itself, or the types.
    #[cold]
    pub(super) fn warn_operands(
        &mut self,
        operator: &'static str,
        left: (&Node, &Value),
        right: (&Node, &Value),
        span: Span,
    ) {
        for (node, value) in [left, right] {
            if value.is_null() {
                // Null that an operator made has its own warning already.
                if is_source(&node.kind) {
                    let name = self.quote(node.span);
                    self.warn(node.span, WarningKind::WasNull { name });
                }
                return;
            }
        }
        let (left, right) = (left.1.type_name(), right.1.type_name());
        self.warn(span, WarningKind::OperandTypes { operator, left, right });
    }
}

/// Whether values come from outside here.
fn is_source(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Constant(_)
            | Kind::Input(_)
            | Kind::Local(_)
            | Kind::Member(_)
            | Kind::Path(..)
            | Kind::Host(_)
    )
}
