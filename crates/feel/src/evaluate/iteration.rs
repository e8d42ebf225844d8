//! `for`, `some` and `every`.

use std::sync::Arc;

use super::{Machine, Stop};
use crate::number::Number;
use crate::problem::Span;
use crate::temporal::Date;
use crate::tree::{For, Quantified, Source};
use crate::value::{List, Range, Value};
use crate::warning::WarningKind;

/// What an iteration goes through, one after the other.
enum Steps {
    Items(Arc<List>),
    Nothing,
    Numbers { next: Number, last: Number, step: Number },
    Days { next: i64, last: i64, step: i64 },
}

impl Steps {
    fn next(&mut self, index: usize) -> Option<Value> {
        match self {
            Self::Items(list) => list.items().get(index).cloned(),
            Self::Nothing => None,
            Self::Numbers { next, last, step } => {
                let is_over = if step.is_negative() { *next < *last } else { *next > *last };
                if is_over {
                    return None;
                }
                let value = *next;
                // Past 34 digits a step may change nothing; the iteration ends there.
                let following = next.checked_add(*step)?;
                if following == value {
                    return None;
                }
                *next = following;
                Some(Value::Number(value))
            }
            Self::Days { next, last, step } => {
                let is_over = if *step < 0 { *next < *last } else { *next > *last };
                let value = Date::from_days(*next).filter(|_| !is_over)?;
                *next += *step;
                Some(Value::Date(value))
            }
        }
    }
}

impl Machine<'_> {
    pub(super) fn iterate(&mut self, iteration: &For, span: Span) -> Result<Value, Stop> {
        let mark = self.locals.len();
        let mut results = Vec::new();
        let done = self.iterate_from(iteration, 0, &mut results, span)?;
        self.locals.truncate(mark);
        if done { self.checked(Value::list(results)) } else { Ok(Value::Null) }
    }

    /// One iterator and those inside of it; false when one cannot be gone through.
    fn iterate_from(
        &mut self,
        iteration: &For,
        level: usize,
        results: &mut Vec<Value>,
        span: Span,
    ) -> Result<bool, Stop> {
        let Some(source) = iteration.sources.get(level) else {
            self.spend(1)?;
            if iteration.uses_partial {
                self.spend(results.len() as u64)?;
                self.locals.push(Value::list(results.clone()));
            } else {
                self.locals.push(Value::Null);
            }
            let value = self.evaluate(&iteration.result)?;
            self.locals.pop();
            results.push(value);
            return Ok(true);
        };
        let Some(mut steps) = self.steps(source, span)? else { return Ok(false) };
        let mut index = 0;
        while let Some(value) = steps.next(index) {
            self.spend(1)?;
            index += 1;
            self.locals.push(value);
            let done = self.iterate_from(iteration, level + 1, results, span)?;
            self.locals.pop();
            if !done {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `some` is a long `or`, `every` a long `and`.
    pub(super) fn quantify(
        &mut self,
        quantified: &Quantified,
        settles: bool,
        span: Span,
    ) -> Result<Value, Stop> {
        let mark = self.locals.len();
        let mut outcome = Some(!settles);
        self.quantify_from(quantified, 0, settles, &mut outcome, span)?;
        self.locals.truncate(mark);
        Ok(Value::from(outcome))
    }

    /// True when the outcome is settled.
    fn quantify_from(
        &mut self,
        quantified: &Quantified,
        level: usize,
        settles: bool,
        outcome: &mut Option<bool>,
        span: Span,
    ) -> Result<bool, Stop> {
        let Some(source) = quantified.sources.get(level) else {
            match self.evaluate(&quantified.condition)? {
                Value::Boolean(value) if value == settles => {
                    *outcome = Some(settles);
                    return Ok(true);
                }
                Value::Boolean(_) => {}
                _ => *outcome = None,
            }
            return Ok(false);
        };
        let Some(mut steps) = self.steps(source, span)? else {
            *outcome = None;
            return Ok(true);
        };
        let mut index = 0;
        while let Some(value) = steps.next(index) {
            self.spend(1)?;
            index += 1;
            self.locals.push(value);
            let settled = self.quantify_from(quantified, level + 1, settles, outcome, span)?;
            self.locals.pop();
            if settled {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn steps(&mut self, source: &Source, span: Span) -> Result<Option<Steps>, Stop> {
        match source {
            Source::Values(node) => {
                let values = self.evaluate(node)?;
                match &values {
                    Value::List(list) => Ok(Some(Steps::Items(list.clone()))),
                    Value::Range(range) => Ok(self.steps_of_range(range, span)),
                    Value::Null => {
                        let name = self.quote(node.span);
                        self.warn(node.span, WarningKind::WasNull { name });
                        Ok(None)
                    }
                    _ => match Value::list(vec![values]) {
                        Value::List(list) => Ok(Some(Steps::Items(list))),
                        _ => Ok(None),
                    },
                }
            }
            Source::Between(start, end) => {
                let (start, end) = (self.evaluate(start)?, self.evaluate(end)?);
                Ok(self.steps_between(&start, &end, span))
            }
        }
    }

    fn steps_between(&mut self, start: &Value, end: &Value, span: Span) -> Option<Steps> {
        match (start, end) {
            (Value::Number(start), Value::Number(end)) => {
                let step = Number::from(if end < start { -1 } else { 1 });
                Some(Steps::Numbers { next: *start, last: *end, step })
            }
            (Value::Date(start), Value::Date(end)) => {
                let step = if end < start { -1 } else { 1 };
                Some(Steps::Days { next: start.days(), last: end.days(), step })
            }
            _ => {
                let (start, end) = (start.type_name(), end.type_name());
                self.warn(span, WarningKind::RangeEnds { start, end });
                None
            }
        }
    }

    /// From the first value that belongs to the range, in whole steps, as long as they belong.
    fn steps_of_range(&mut self, range: &Range, span: Span) -> Option<Steps> {
        let null = Value::Null;
        let start = range.start.as_ref().unwrap_or(&null);
        let end = range.end.as_ref().unwrap_or(&null);
        let mut steps = self.steps_between(start, end, span)?;
        match &mut steps {
            Steps::Numbers { next, last, step } => {
                if !range.start_included {
                    *next = next.checked_add(*step)?;
                }
                // The last step may fall exactly on the end or short of it.
                let rest = last.checked_sub(*next)?;
                if !range.end_included && rest.is_integer() {
                    *last = last.checked_sub(*step)?;
                }
                // An empty range must not turn around.
                let is_over = if step.is_negative() { *next < *last } else { *next > *last };
                Some(if is_over { Steps::Nothing } else { steps })
            }
            Steps::Days { next, last, step } => {
                *next += *step * i64::from(!range.start_included);
                *last -= *step * i64::from(!range.end_included);
                Some(steps)
            }
            Steps::Items(_) | Steps::Nothing => Some(steps),
        }
    }
}
