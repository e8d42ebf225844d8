//! The names that a formula may use: inputs with their types, functions of the host, and types.
//!
//! Names may be Chinese and may hold spaces and signs; the longest declared name that fits wins.
//! The one invariant: an input's slot is its place in the order of declaration, so that values are
//! given and read without looking names up.

use std::sync::Arc;

use crate::parser::NameIndex;
use crate::types::Type;
use crate::value::Value;

/// The names that a formula may use.
///
/// ```
/// use feel::{Limits, NoHost, Type, Value, Vocabulary, parse};
/// let vocabulary = Vocabulary::new()
///     .with_input("关闭数", Type::Number)
///     .with_input("Total Opened", Type::Number);
/// let rate = parse("关闭数 / Total Opened", &vocabulary).unwrap();
/// let inputs = [Value::from(3), Value::from(4)];
/// let done = rate.evaluate(&inputs, &NoHost, Limits::default()).unwrap();
/// assert_eq!(done.value.to_string(), "0.75");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    inputs: Vec<Input>,
    functions: Vec<HostFunction>,
    types: Vec<(Arc<str>, Type)>,
    is_lenient: bool,
    /// Inputs and functions.
    pub(crate) names: NameIndex,
    /// Members of contexts at any depth.
    pub(crate) members: NameIndex,
}

/// A declared input.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its name.
    pub name: Arc<str>,
    /// The type of its values.
    pub ty: Type,
    /// What it means, for people.
    pub documentation: String,
}

/// A function that the host computes.
#[derive(Debug, Clone)]
pub struct HostFunction {
    /// Its name.
    pub name: Arc<str>,
    /// What it takes.
    pub parameters: Vec<HostParameter>,
    /// What it gives.
    pub result: Type,
    /// What it does, for people.
    pub documentation: String,
}

/// A parameter of a host function.
#[derive(Debug, Clone)]
pub struct HostParameter {
    /// Its name, for calls with named arguments.
    pub name: Arc<str>,
    /// What it takes.
    pub takes: Takes,
    /// Whether it may be left out; the host then gets null.
    pub is_optional: bool,
}

/// What a parameter of a host function takes.
#[derive(Debug, Clone)]
pub enum Takes {
    /// A value of this type.
    Value(Type),
    /// The name of a declared input; the host gets it as a string and not its value. So `prev(kpi)`
    /// can ask for the same KPI of the period before.
    Name,
}

impl Vocabulary {
    /// One without any name; the built-in functions need no declaration.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more input, in the next slot.
    #[must_use]
    pub fn with_input(self, name: &str, ty: Type) -> Self {
        self.with_documented_input(name, ty, "")
    }

    /// With one more input and what it means.
    #[must_use]
    pub fn with_documented_input(mut self, name: &str, ty: Type, documentation: &str) -> Self {
        self.names.insert(name);
        self.note_members(&ty);
        let documentation = documentation.to_owned();
        self.inputs.push(Input { name: Arc::from(name), ty, documentation });
        self
    }

    /// With one more function of the host.
    #[must_use]
    pub fn with_function(mut self, function: HostFunction) -> Self {
        self.names.insert(&function.name);
        self.functions.push(function);
        self
    }

    /// With one more type for `instance of` and parameters.
    #[must_use]
    pub fn with_type(mut self, name: &str, ty: Type) -> Self {
        self.note_members(&ty);
        self.types.push((Arc::from(name), ty));
        self
    }

    /// Unknown names and wrong numbers of arguments are null with a warning instead of problems, as
    /// the conformance kit expects.
    #[must_use]
    pub fn lenient(mut self) -> Self {
        self.is_lenient = true;
        self
    }

    /// Inputs of these values, each with the type that its value has; the values in slot order are
    /// given back.
    pub fn of_values<Name: AsRef<str>>(
        values: impl IntoIterator<Item = (Name, Value)>,
    ) -> (Self, Vec<Value>) {
        let mut vocabulary = Self::new();
        let mut slots = Vec::new();
        for (name, value) in values {
            vocabulary.note_value(&value);
            vocabulary = vocabulary.with_input(name.as_ref(), Type::Any);
            slots.push(value);
        }
        (vocabulary, slots)
    }

    /// The declared inputs, in slot order.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The declared functions of the host, in the order of declaration.
    pub fn functions(&self) -> &[HostFunction] {
        &self.functions
    }

    /// The slot of an input.
    pub fn slot(&self, name: &str) -> Option<usize> {
        self.inputs.iter().rposition(|input| *input.name == *name)
    }

    pub(crate) fn types(&self) -> &[(Arc<str>, Type)] {
        &self.types
    }

    pub(crate) fn is_lenient(&self) -> bool {
        self.is_lenient
    }

    fn note_members(&mut self, ty: &Type) {
        match ty {
            Type::Context(members) => {
                for (name, ty) in &members.members {
                    self.members.insert(name);
                    self.note_members(ty);
                }
            }
            Type::List(item) => self.note_members(item),
            _ => {}
        }
    }

    fn note_value(&mut self, value: &Value) {
        match value {
            Value::Context(context) => {
                for (name, value) in context.entries() {
                    self.members.insert(name);
                    self.note_value(value);
                }
            }
            Value::List(list) => list.items().iter().for_each(|item| self.note_value(item)),
            _ => {}
        }
    }
}
