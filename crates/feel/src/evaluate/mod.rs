//! Evaluation: a walk over the tree with fuel.
//!
//! [`Machine`] has the inputs, the locals and what was spent. `node.rs` says what each node does,
//! `arithmetic.rs` the operators, `iteration.rs` loops, `selection.rs` paths, filters and tests,
//! `call.rs` functions. The one invariant: every node that is visited and every value that is made
//! costs fuel, so time and memory are bounded by the limits and not by the data.

mod arithmetic;
mod call;
mod iteration;
mod node;
pub(crate) mod quick;
mod selection;

use std::sync::Arc;

pub use call::Function;

use crate::problem::Span;
use crate::temporal::DateTime;
use crate::value::Value;
use crate::warning::{WARNINGS_MAX, Warning, WarningKind};

/// The most a value may hold, all copies counted.
const WEIGHT_MAX: u32 = 1_000_000;
/// The deepest a value may nest.
const NESTING_MAX: u16 = 100;
/// How many compiled patterns are kept during an evaluation.
const PATTERNS_MAX: usize = 16;
/// Characters of the formula that a warning quotes.
const QUOTED_MAX: usize = 60;

/// What a formula may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// *Unit*: one for each visited node and each value made.
    pub fuel: u64,
    /// How many levels of nodes and calls may be open at once.
    pub depth: u32,
}

impl Default for Limits {
    /// A million steps, which take well under a second, and 300 levels.
    fn default() -> Self {
        Self { fuel: 1_000_000, depth: 300 }
    }
}

/// What a formula gets from outside. It is asked only for what the formula uses, and must answer
/// without failing: what it does not know is null.
pub trait Host {
    /// What `now()` gives, and `today()` the day of. *Missing*: `None` when no time is set.
    fn now(&self) -> Option<DateTime>;

    /// Computes a function of the vocabulary, given by its place in the order of declaration.
    /// *Shape*: one argument for each parameter; for a parameter that takes a name, a string.
    fn call(&self, function: usize, arguments: &[Value]) -> Value;
}

/// A host that knows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHost;

impl Host for NoHost {
    fn now(&self) -> Option<DateTime> {
        None
    }

    fn call(&self, _function: usize, _arguments: &[Value]) -> Value {
        Value::Null
    }
}

/// The outcome of an evaluation.
#[derive(Debug)]
pub struct Evaluation {
    /// What the formula gives.
    pub value: Value,
    /// Why parts of it were null; the first 32.
    pub warnings: Vec<Warning>,
    /// The fuel it took.
    pub spent: u64,
}

/// Which limit was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// The steps.
    #[error("the formula took too many steps")]
    Fuel,
    /// The levels of calls.
    #[error("the formula called too deeply")]
    Depth,
    /// The size of one value.
    #[error("a value became too large")]
    Size,
}

/// An evaluation that reached a limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Stopped {
    /// Which limit.
    pub reason: Stop,
    /// The part of the formula that was being evaluated.
    pub span: Span,
}

/// The state of an evaluation.
pub(crate) struct Machine<'a> {
    source: &'a str,
    inputs: &'a [Value],
    host: &'a dyn Host,
    /// The locals of all open functions.
    locals: Vec<Value>,
    /// Where those of the innermost one begin.
    base: usize,
    fuel: u64,
    limits: Limits,
    depth: u32,
    warnings: Vec<Warning>,
    stopped_at: Option<Span>,
    patterns: Vec<(String, Option<Arc<fancy_regex::Regex>>)>,
}

impl<'a> Machine<'a> {
    pub(crate) fn new(
        source: &'a str,
        inputs: &'a [Value],
        host: &'a dyn Host,
        limits: Limits,
    ) -> Self {
        Self {
            source,
            inputs,
            host,
            locals: Vec::new(),
            base: 0,
            fuel: limits.fuel,
            limits,
            depth: 0,
            warnings: Vec::new(),
            stopped_at: None,
            patterns: Vec::new(),
        }
    }

    pub(crate) fn finish(self, outcome: Result<Value, Stop>) -> Result<Evaluation, Stopped> {
        match outcome {
            Ok(value) => {
                let spent = self.limits.fuel - self.fuel;
                Ok(Evaluation { value, warnings: self.warnings, spent })
            }
            Err(reason) => Err(Stopped { reason, span: self.stopped_at.unwrap_or_default() }),
        }
    }

    /// Takes fuel.
    #[inline]
    pub(crate) fn spend(&mut self, amount: u64) -> Result<(), Stop> {
        match self.fuel.checked_sub(amount) {
            Some(rest) => {
                self.fuel = rest;
                Ok(())
            }
            None => Err(Stop::Fuel),
        }
    }

    /// Takes fuel for going through all that a value holds.
    pub(crate) fn spend_on(&mut self, value: &Value) -> Result<(), Stop> {
        self.spend(u64::from(value.size().weight))
    }

    /// A value that was put together, unless it is too large.
    pub(crate) fn checked(&self, value: Value) -> Result<Value, Stop> {
        let size = value.size();
        if size.weight > WEIGHT_MAX || size.depth > NESTING_MAX {
            return Err(Stop::Size);
        }
        Ok(value)
    }

    pub(crate) fn host(&self) -> &'a dyn Host {
        self.host
    }

    #[cold]
    pub(crate) fn warn(&mut self, span: Span, kind: WarningKind) {
        let warning = Warning { span, kind };
        if self.warnings.len() < WARNINGS_MAX && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// The text of a part of the formula, for a warning.
    pub(crate) fn quote(&self, span: Span) -> String {
        let text = span.text(self.source);
        let short: String = text.chars().take(QUOTED_MAX).collect();
        if short.len() < text.len() { short + "…" } else { short }
    }

    /// A compiled pattern, from those that were used last; `None` when it is no pattern. Compiling
    /// costs `fuel`.
    pub(crate) fn pattern(
        &mut self,
        key: String,
        fuel: u64,
        compile: impl FnOnce() -> Option<fancy_regex::Regex>,
    ) -> Result<Option<Arc<fancy_regex::Regex>>, Stop> {
        if let Some((_, known)) = self.patterns.iter().find(|(known, _)| *known == key) {
            return Ok(known.clone());
        }
        self.spend(fuel)?;
        let compiled = compile().map(Arc::new);
        if self.patterns.len() == PATTERNS_MAX {
            self.patterns.remove(0);
        }
        self.patterns.push((key, compiled.clone()));
        Ok(compiled)
    }
}
