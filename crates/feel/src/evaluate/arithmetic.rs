//! `+ - * / **` on numbers, texts, dates, times and durations.

use std::sync::Arc;

use super::{Machine, Stop};
use crate::number::Number;
use crate::problem::Span;
use crate::temporal::{DateTime, DaysDuration, MonthsDuration, Time};
use crate::tree::{Node, Operator};
use crate::value::Value;
use crate::warning::WarningKind;

/// A power, a root or a logarithm costs as much as this many simple steps.
const POWER_FUEL: u64 = 50;

impl Machine<'_> {
    pub(super) fn arithmetic(
        &mut self,
        operator: Operator,
        parts: &[Node; 2],
        span: Span,
    ) -> Result<Value, Stop> {
        let [left_node, right_node] = parts;
        let leaves = (self.leaf(left_node), self.leaf(right_node));
        if let (Some(Value::Number(left)), Some(Value::Number(right))) = leaves {
            self.spend(2)?;
            return self.numbers(operator, *left, *right, span);
        }
        let left = self.evaluate(left_node)?;
        if let (Value::Number(left), Some(Value::Number(right))) = (&left, leaves.1) {
            self.spend(1)?;
            return self.numbers(operator, *left, *right, span);
        }
        let right = self.evaluate(right_node)?;
        if let (Value::Number(left), Value::Number(right)) = (&left, &right) {
            return self.numbers(operator, *left, *right, span);
        }
        self.other_arithmetic(operator, (left_node, left), (right_node, right), span)
    }

    fn other_arithmetic(
        &mut self,
        operator: Operator,
        (left_node, left): (&Node, Value),
        (right_node, right): (&Node, Value),
        span: Span,
    ) -> Result<Value, Stop> {
        let result = match (operator, &left, &right) {
            (Operator::Add, Value::String(left), Value::String(right)) => {
                self.spend((left.len() + right.len()) as u64 / 16)?;
                let text: String = [&**left, &**right].concat();
                return self.checked(Value::String(Arc::from(text)));
            }
            (Operator::Add, left, right) => add(left, right).or_else(|| add(right, left)),
            (Operator::Subtract, left, right) => subtract(left, right),
            (Operator::Multiply, left, right) => {
                multiply(left, right).or_else(|| multiply(right, left))
            }
            (Operator::Divide, left, right) => divide(left, right),
            (Operator::Power, ..) => None,
        };
        if result.is_none() {
            self.warn_operands(operator.sign(), (left_node, &left), (right_node, &right), span);
        }
        Ok(result.unwrap_or_default())
    }

    #[inline]
    fn numbers(
        &mut self,
        operator: Operator,
        left: Number,
        right: Number,
        span: Span,
    ) -> Result<Value, Stop> {
        let result = match operator {
            Operator::Add => left.checked_add(right),
            Operator::Subtract => left.checked_sub(right),
            Operator::Multiply => left.checked_mul(right),
            Operator::Divide => left.checked_div(right),
            Operator::Power => {
                self.spend(POWER_FUEL)?;
                left.pow(right)
            }
        };
        match result {
            Some(number) => Ok(Value::Number(number)),
            None => {
                let is_division = operator == Operator::Divide && right.is_zero();
                self.warn(
                    span,
                    if is_division {
                        WarningKind::DivisionByZero
                    } else {
                        WarningKind::OutOfRange { operation: operator.sign() }
                    },
                );
                Ok(Value::Null)
            }
        }
    }
}

/// A moment or duration and a duration.
fn add(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::DaysDuration(left), Value::DaysDuration(right)) => {
            days(left.nanoseconds() + right.nanoseconds())
        }
        (Value::MonthsDuration(left), Value::MonthsDuration(right)) => {
            months(left.months() + right.months())
        }
        (Value::Date(date), Value::MonthsDuration(duration)) => {
            date.plus_months(*duration).map(Value::Date)
        }
        (Value::DateTime(moment), Value::MonthsDuration(duration)) => {
            moment.plus_months(*duration).map(Value::DateTime)
        }
        (Value::Date(date), Value::DaysDuration(duration)) => {
            let midnight = DateTime::new(*date, Time::MIDNIGHT);
            midnight.plus(*duration).map(|moment| Value::Date(moment.date()))
        }
        (Value::DateTime(moment), Value::DaysDuration(duration)) => {
            moment.plus(*duration).map(Value::DateTime)
        }
        (Value::Time(time), Value::DaysDuration(duration)) => {
            Some(Value::Time(time.plus(*duration)))
        }
        _ => None,
    }
}

fn subtract(left: &Value, right: &Value) -> Option<Value> {
    let midnight = |date| DateTime::new(date, Time::MIDNIGHT).or_utc();
    match (left, right) {
        (Value::Date(left), Value::Date(right)) => {
            days(i128::from(left.days() - right.days()) * crate::temporal::DAY)
        }
        (Value::DateTime(left), Value::DateTime(right)) => {
            left.since(right).map(Value::DaysDuration)
        }
        // A day alone is its midnight in UTC.
        (Value::DateTime(left), Value::Date(right)) => {
            left.since(&midnight(*right)).map(Value::DaysDuration)
        }
        (Value::Date(left), Value::DateTime(right)) => {
            midnight(*left).since(right).map(Value::DaysDuration)
        }
        (Value::Time(left), Value::Time(right)) => left.since(right).map(Value::DaysDuration),
        (left, Value::DaysDuration(duration)) => {
            let negated = DaysDuration::from_nanoseconds(-duration.nanoseconds())?;
            add(left, &Value::DaysDuration(negated))
        }
        (left, Value::MonthsDuration(duration)) => {
            let negated = MonthsDuration::from_months(-duration.months());
            add(left, &Value::MonthsDuration(negated))
        }
        _ => None,
    }
}

fn multiply(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::DaysDuration(duration), Value::Number(factor)) => {
            let nanoseconds = Number::new(duration.nanoseconds(), 0)?.checked_mul(*factor)?;
            days(whole(nanoseconds)?)
        }
        (Value::MonthsDuration(duration), Value::Number(factor)) => {
            let product = Number::from(duration.months()).checked_mul(*factor)?;
            months(i64::try_from(whole(product)?).ok()?)
        }
        _ => None,
    }
}

fn divide(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::DaysDuration(duration), Value::Number(divisor)) => {
            let nanoseconds = Number::new(duration.nanoseconds(), 0)?.checked_div(*divisor)?;
            days(whole(nanoseconds)?)
        }
        (Value::MonthsDuration(duration), Value::Number(divisor)) => {
            let quotient = Number::from(duration.months()).checked_div(*divisor)?;
            months(i64::try_from(whole(quotient)?).ok()?)
        }
        (Value::DaysDuration(left), Value::DaysDuration(right)) => {
            let [left, right] = [left, right].map(|one| Number::new(one.nanoseconds(), 0));
            left?.checked_div(right?).map(Value::Number)
        }
        (Value::MonthsDuration(left), Value::MonthsDuration(right)) => {
            let [left, right] = [left, right].map(|one| Number::from(one.months()));
            left.checked_div(right).map(Value::Number)
        }
        _ => None,
    }
}

/// Without the fraction.
fn whole(number: Number) -> Option<i128> {
    number.truncated()
}

fn days(nanoseconds: i128) -> Option<Value> {
    DaysDuration::from_nanoseconds(nanoseconds).map(Value::DaysDuration)
}

fn months(months: i64) -> Option<Value> {
    MonthsDuration::checked(months).map(Value::MonthsDuration)
}
