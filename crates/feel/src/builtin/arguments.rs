//! Arguments as functions take them: by place, of a type, or with the reason why not.

use std::sync::Arc;

use super::{Builtin, parameters};
use crate::evaluate::{Machine, Stop};
use crate::number::Number;
use crate::problem::Span;
use crate::tree::Form;
use crate::value::{Context, Value};
use crate::warning::WarningKind;

/// What a function gives.
pub(crate) type Answer<T = Value> = Result<T, Failure>;

/// Why a function gives no value.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The result is null, for this reason.
    Null(WarningKind),
    /// A limit was reached.
    Stop(Stop),
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

/// A call of a built-in function.
pub(crate) struct Call<'m, 'a> {
    pub(crate) machine: &'m mut Machine<'a>,
    pub(crate) builtin: &'static Builtin,
    pub(crate) form: Form,
    pub(crate) arguments: &'m [Value],
    pub(crate) span: Span,
}

impl<'m> Call<'m, '_> {
    /// How many arguments were given.
    pub(super) fn count(&self) -> usize {
        self.arguments.len()
    }

    /// The argument at a place; null when there is none.
    pub(super) fn any(&self, place: usize) -> &'m Value {
        self.arguments.get(place).unwrap_or(&Value::Null)
    }

    /// Whether there is an argument that is not null.
    pub(super) fn has(&self, place: usize) -> bool {
        !self.any(place).is_null()
    }

    /// The argument, or the only item of a list of one.
    fn single(&self, place: usize) -> &'m Value {
        match self.any(place) {
            Value::List(list) if list.items().len() == 1 => &list.items()[0],
            other => other,
        }
    }

    pub(super) fn number(&self, place: usize) -> Answer<Number> {
        self.single(place).as_number().ok_or_else(|| self.wrong_type(place, "number"))
    }

    /// A number without its fraction.
    pub(super) fn whole(&self, place: usize) -> Answer<i64> {
        self.number(place)?.truncated_i64().ok_or_else(|| self.wrong_value(place))
    }

    pub(super) fn string(&self, place: usize) -> Answer<&'m Arc<str>> {
        match self.single(place) {
            Value::String(text) => Ok(text),
            _ => Err(self.wrong_type(place, "string")),
        }
    }

    pub(super) fn context(&self, place: usize) -> Answer<&'m Context> {
        match self.single(place) {
            Value::Context(context) => Ok(context),
            _ => Err(self.wrong_type(place, "context")),
        }
    }

    /// A list; anything else but null is a list of one.
    pub(super) fn list(&self, place: usize) -> Answer<&'m [Value]> {
        match self.any(place) {
            Value::List(list) => Ok(list.items()),
            Value::Null => Err(self.wrong_type(place, "list")),
            single => Ok(std::slice::from_ref(single)),
        }
    }

    /// One list, or all arguments as one.
    pub(super) fn values(&self) -> Answer<&'m [Value]> {
        if self.count() == 1 { self.list(0) } else { Ok(self.arguments) }
    }

    /// A single value of a type, as `get` takes it out.
    pub(super) fn one<T>(
        &self,
        place: usize,
        expected: &'static str,
        get: impl Fn(&'m Value) -> Option<T>,
    ) -> Answer<T> {
        get(self.single(place)).ok_or_else(|| self.wrong_type(place, expected))
    }

    /// The name of a parameter; of repeated ones the last.
    fn parameter(&self, place: usize) -> String {
        let fitting = match self.form {
            Form::Named(index) => self.builtin.signatures.get(index),
            Form::Positional => self
                .builtin
                .signatures
                .iter()
                .find(|signature| parameters(signature).count() >= self.count().max(place + 1)),
        };
        let signature = fitting.or(self.builtin.signatures.last()).copied().unwrap_or_default();
        let name = parameters(signature).nth(place).or_else(|| parameters(signature).last());
        name.map_or_else(String::new, |parameter| parameter.name.to_owned())
    }

    pub(super) fn wrong_type(&self, place: usize, expected: &'static str) -> Failure {
        Failure::Null(WarningKind::ArgumentType {
            function: self.builtin.name,
            parameter: self.parameter(place),
            expected,
            found: self.any(place).type_name(),
        })
    }

    pub(super) fn wrong_value(&self, place: usize) -> Failure {
        let parameter = self.parameter(place);
        Failure::Null(WarningKind::ArgumentValue { function: self.builtin.name, parameter })
    }

    pub(super) fn out_of_range(&self) -> Failure {
        Failure::Null(WarningKind::OutOfRange { operation: self.builtin.name })
    }

    /// Takes fuel.
    pub(super) fn spend(&mut self, amount: usize) -> Answer<()> {
        Ok(self.machine.spend(amount as u64)?)
    }

    /// Takes fuel for all that the arguments hold.
    pub(super) fn spend_on_arguments(&mut self) -> Answer<()> {
        for argument in self.arguments {
            self.machine.spend_on(argument)?;
        }
        Ok(())
    }

    /// Calls a function that was given as an argument.
    pub(super) fn apply(&mut self, place: usize, arguments: Vec<Value>) -> Answer {
        match self.any(place) {
            Value::Function(function) => Ok(self.machine.apply(function, arguments, self.span)?),
            _ => Err(self.wrong_type(place, "function")),
        }
    }
}
