//! The short way for formulas of numbers: no locals, no copies, no warnings.
//!
//! Most formulas of KPIs divide, multiply and compare numbers. Those are computed here directly.
//! Whatever does not come out as a number or a truth value (null, an error, a limit) is left to
//! [`super::Machine`], which starts over and says why. The one invariant: where this gives a value,
//! the machine gives the same.

use crate::number::Number;
use crate::tree::{Comparison, Kind, Node, Operator, Test};
use crate::value::{Value, holds};

/// Whether a formula has only parts that are computed here, and what it gives then.
pub(crate) fn shape(node: &Node) -> Option<Shape> {
    if is_number(node) {
        Some(Shape::Number)
    } else if is_condition(node) {
        Some(Shape::Condition)
    } else {
        None
    }
}

/// What a formula gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Number,
    Condition,
}

/// The value and how many nodes were visited; `None` when the machine must look.
#[inline]
pub(crate) fn evaluate(shape: Shape, node: &Node, inputs: &[Value]) -> Option<(Value, u64)> {
    let mut spent = 0;
    let value = match shape {
        Shape::Number => Value::Number(number(node, inputs, &mut spent)?),
        Shape::Condition => Value::Boolean(condition(node, inputs, &mut spent)?),
    };
    Some((value, spent))
}

fn is_number(node: &Node) -> bool {
    match &node.kind {
        Kind::Constant(value) => matches!(value, Value::Number(_) | Value::Null),
        Kind::Input(_) => true,
        Kind::Negate(operand) => is_number(operand),
        Kind::Arithmetic(operator, parts) => {
            *operator != Operator::Power && parts.iter().all(is_number)
        }
        Kind::If(parts) => {
            let [choice, then, otherwise] = &**parts;
            is_condition(choice) && is_number(then) && is_number(otherwise)
        }
        _ => false,
    }
}

fn is_condition(node: &Node) -> bool {
    match &node.kind {
        Kind::Compare(_, parts) => parts.iter().all(is_number),
        Kind::And(parts) | Kind::Or(parts) => parts.iter().all(is_condition),
        Kind::Between(parts) => parts.iter().all(is_number),
        Kind::In(value, tests) => is_number(value) && tests.tests.iter().all(is_test),
        _ => false,
    }
}

fn is_test(test: &Test) -> bool {
    match test {
        Test::Compare(_, operand) => is_number(operand),
        Test::Value(node) => matches!(&node.kind, Kind::Constant(Value::Range(_))),
        Test::Any | Test::Condition(_) => false,
    }
}

/// A part of a formula; inputs and literals without a call.
#[inline(always)]
fn operand(node: &Node, inputs: &[Value], spent: &mut u64) -> Option<Number> {
    let leaf = match &node.kind {
        Kind::Constant(value) => value,
        Kind::Input(slot) => inputs.get(*slot as usize)?,
        _ => return number(node, inputs, spent),
    };
    *spent += 1;
    if let Value::Number(number) = leaf { Some(*number) } else { None }
}

fn number(node: &Node, inputs: &[Value], spent: &mut u64) -> Option<Number> {
    *spent += 1;
    match &node.kind {
        Kind::Constant(value) => value.as_number(),
        Kind::Input(slot) => inputs.get(*slot as usize)?.as_number(),
        Kind::Negate(operand) => number(operand, inputs, spent).map(|number| -number),
        Kind::Arithmetic(operator, parts) => {
            let left = operand(&parts[0], inputs, spent)?;
            let right = operand(&parts[1], inputs, spent)?;
            match operator {
                Operator::Add => left.checked_add(right),
                Operator::Subtract => left.checked_sub(right),
                Operator::Multiply => left.checked_mul(right),
                Operator::Divide => left.checked_div(right),
                Operator::Power => None,
            }
        }
        Kind::If(parts) => {
            let [choice, then, otherwise] = &**parts;
            let chosen = if condition(choice, inputs, spent)? { then } else { otherwise };
            operand(chosen, inputs, spent)
        }
        _ => None,
    }
}

fn condition(node: &Node, inputs: &[Value], spent: &mut u64) -> Option<bool> {
    *spent += 1;
    match &node.kind {
        Kind::Compare(comparison, parts) => {
            let left = operand(&parts[0], inputs, spent)?;
            let right = operand(&parts[1], inputs, spent)?;
            Some(compared(*comparison, left, right))
        }
        Kind::Between(parts) => {
            let value = operand(&parts[0], inputs, spent)?;
            let low = operand(&parts[1], inputs, spent)?;
            let high = operand(&parts[2], inputs, spent)?;
            Some(low <= value && value <= high)
        }
        Kind::In(value, tests) => {
            let value = operand(value, inputs, spent)?;
            let mut passed = false;
            for test in &tests.tests {
                passed = passed || passes(test, value, inputs, spent)?;
            }
            Some(passed != tests.is_negated)
        }
        Kind::And(parts) => {
            let left = condition(&parts[0], inputs, spent)?;
            Some(left && condition(&parts[1], inputs, spent)?)
        }
        Kind::Or(parts) => {
            let left = condition(&parts[0], inputs, spent)?;
            Some(left || condition(&parts[1], inputs, spent)?)
        }
        _ => None,
    }
}

fn compared(comparison: Comparison, left: Number, right: Number) -> bool {
    match comparison {
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
        Comparison::Less => left < right,
        Comparison::LessOrEqual => left <= right,
        Comparison::Greater => left > right,
        Comparison::GreaterOrEqual => left >= right,
    }
}

fn passes(test: &Test, value: Number, inputs: &[Value], spent: &mut u64) -> Option<bool> {
    *spent += 1;
    match test {
        Test::Compare(comparison, node) => {
            Some(compared(*comparison, value, operand(node, inputs, spent)?))
        }
        Test::Value(Node { kind: Kind::Constant(Value::Range(range)), .. }) => {
            holds(range, &Value::Number(value))
        }
        Test::Value(_) | Test::Any | Test::Condition(_) => None,
    }
}
