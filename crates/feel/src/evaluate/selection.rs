//! Paths, filters and tests.

use std::sync::Arc;

use super::{Machine, Stop};
use crate::number::Rounding;
use crate::problem::Span;
use crate::tree::{Filter, Node, Test, Tests};
use crate::value::{Value, equal, holds, property};
use crate::warning::WarningKind;

impl Machine<'_> {
    pub(super) fn path(&mut self, base: &Node, name: &Arc<str>, span: Span) -> Result<Value, Stop> {
        let value = self.evaluate(base)?;
        if let Value::List(list) = &value {
            self.spend(list.items().len() as u64)?;
            let members = list.items().iter().map(|item| member_of(item, name));
            let members = members.map(Option::unwrap_or_default).collect();
            return self.checked(Value::list(members));
        }
        match member_of(&value, name) {
            Some(member) => Ok(member),
            None if value.is_null() => {
                let name = self.quote(base.span);
                self.warn(base.span, WarningKind::WasNull { name });
                Ok(Value::Null)
            }
            None => {
                let (name, owner) = (name.to_string(), value.type_name());
                self.warn(span, WarningKind::NoMember { name, owner });
                Ok(Value::Null)
            }
        }
    }

    pub(super) fn filter(&mut self, filter: &Filter, span: Span) -> Result<Value, Stop> {
        let base = self.evaluate(&filter.base)?;
        let items = match &base {
            Value::List(list) => list.items(),
            Value::Null => {
                let name = self.quote(filter.base.span);
                self.warn(filter.base.span, WarningKind::WasNull { name });
                return Ok(Value::Null);
            }
            single => std::slice::from_ref(single),
        };
        if filter.is_index || items.is_empty() {
            let index = self.with_local(Value::Null, &filter.condition)?;
            return match index {
                Value::Number(_) => Ok(self.item_at(items, &index, span)),
                _ if filter.is_index => Ok(Value::Null),
                _ => Ok(Value::list(Vec::new())),
            };
        }
        let mut kept = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match self.with_local(item.clone(), &filter.condition)? {
                Value::Boolean(true) => {
                    self.spend(1)?;
                    kept.push(item.clone());
                }
                // The condition was no condition but a place.
                place @ Value::Number(_) if index == 0 => {
                    return Ok(self.item_at(items, &place, span));
                }
                _ => {}
            }
        }
        self.checked(Value::list(kept))
    }

    fn item_at(&mut self, items: &[Value], place: &Value, span: Span) -> Value {
        let number = place.as_number().unwrap_or(crate::number::Number::ZERO);
        let whole = number.round(0, Rounding::Down).and_then(crate::number::Number::to_i64);
        let found = whole.and_then(|place| {
            let index = match place {
                1.. => place.checked_sub(1)?,
                _ => place.checked_add(i64::try_from(items.len()).ok()?)?,
            };
            items.get(usize::try_from(index).ok()?).filter(|_| place != 0)
        });
        match found {
            Some(item) => item.clone(),
            None => {
                let (index, length) = (number.to_string(), items.len());
                self.warn(span, WarningKind::NoItem { index, length });
                Value::Null
            }
        }
    }

    /// A node with one more local.
    fn with_local(&mut self, value: Value, node: &Node) -> Result<Value, Stop> {
        self.locals.push(value);
        let result = self.evaluate(node)?;
        self.locals.pop();
        Ok(result)
    }

    /// Whether a value passes one of the tests, or none when they are negated.
    pub(crate) fn evaluate_tests(&mut self, value: Value, tests: &Tests) -> Result<Value, Stop> {
        self.locals.push(value.clone());
        let mut outcome = Some(false);
        for test in &tests.tests {
            match self.test(&value, test)? {
                Some(true) => {
                    outcome = Some(true);
                    break;
                }
                Some(false) => {}
                None => outcome = None,
            }
        }
        self.locals.pop();
        Ok(Value::from(outcome.map(|passed| passed != tests.is_negated)))
    }

    fn test(&mut self, value: &Value, test: &Test) -> Result<Option<bool>, Stop> {
        match test {
            Test::Any => Ok(Some(true)),
            Test::Compare(comparison, node) => {
                let operand = self.evaluate(node)?;
                self.compare_values(*comparison, value, &operand)
            }
            Test::Condition(node) => Ok(match self.evaluate(node)? {
                Value::Boolean(passed) => Some(passed),
                _ => None,
            }),
            Test::Value(node) => {
                let operand = self.evaluate(node)?;
                self.spend_on(&operand)?;
                Ok(is_among(value, &operand))
            }
        }
    }
}

/// Whether `value` is `operand`, in the range `operand`, or the same of an item of the list.
fn is_among(value: &Value, operand: &Value) -> Option<bool> {
    match (value, operand) {
        (Value::Range(_), Value::Range(_)) => equal(value, operand),
        (_, Value::Range(range)) => holds(range, value),
        (_, Value::List(list)) => {
            if let Value::List(_) = value
                && equal(value, operand) == Some(true)
            {
                return Some(true);
            }
            let mut outcome = Some(false);
            for item in list.items() {
                match (item, value) {
                    (Value::List(_), Value::List(_)) | (Value::Null, _) | (_, Value::Null) => {
                        if equal(value, item) == Some(true) {
                            return Some(true);
                        }
                    }
                    (Value::List(_), _) => {}
                    _ => match is_among(value, item) {
                        Some(true) => return Some(true),
                        Some(false) => {}
                        None => outcome = None,
                    },
                }
            }
            outcome
        }
        _ => equal(value, operand),
    }
}

fn member_of(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Context(context) => context.get(name).cloned(),
        other => property(other, name),
    }
}
