//! A formula that was read: what it uses, what it gives, and its evaluation.

use std::sync::Arc;

use crate::evaluate::{Evaluation, Host, Limits, Machine, Stopped, quick};
use crate::problem::{Problem, Span};
use crate::quantity::{self, Quantity};
use crate::tree::{Node, Tests};
use crate::types::Type;
use crate::value::Value;

/// A formula, read and checked against a vocabulary.
#[derive(Debug)]
pub struct Expression {
    source: Arc<str>,
    root: Node,
    ty: Type,
    /// Whether the short way may do.
    shape: Option<quick::Shape>,
    references: Vec<Reference>,
    calls: Vec<Call>,
}

/// Unary tests, read and checked against a vocabulary.
#[derive(Debug)]
pub struct UnaryTests {
    source: Arc<str>,
    tests: Tests,
    references: Vec<Reference>,
    calls: Vec<Call>,
}

/// A place where a declared input is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The input's name.
    pub name: Arc<str>,
    /// Its slot.
    pub slot: usize,
    /// Where.
    pub span: Span,
    /// The function of the host in whose arguments it stands, if it does. An input that is only
    /// used within `prev(…)` makes no cycle.
    pub within: Option<Arc<str>>,
}

/// A call of a function of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The function.
    pub function: Arc<str>,
    /// Where.
    pub span: Span,
    /// The inputs that its arguments use.
    pub names: Vec<Arc<str>>,
}

impl Expression {
    pub(crate) fn new(
        source: &str,
        root: Node,
        ty: Type,
        references: Vec<Reference>,
        calls: Vec<Call>,
    ) -> Self {
        let shape = quick::shape(&root);
        Self { source: Arc::from(source), root, ty, shape, references, calls }
    }

    /// The text it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The type of its values, as far as the declared types tell; null is possible always.
    pub fn result_type(&self) -> &Type {
        &self.ty
    }

    /// Every use of a declared input, in the order of the text.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Every call of a function of the host.
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// In what the result is counted, given the quantities of the inputs by slot.
    ///
    /// *Errors*: [`ProblemKind::QuantitiesDiffer`](crate::ProblemKind::QuantitiesDiffer) at the first
    /// place where different quantities are added, compared or chosen between.
    ///
    /// ```
    /// use feel::{Quantity, Type, Vocabulary, parse};
    /// let names = ["rate", "price", "volume"];
    /// let vocabulary = names.iter().fold(Vocabulary::new(), |vocabulary, name| {
    ///     vocabulary.with_input(name, Type::Number)
    /// });
    /// let quantities = [Quantity::Share, Quantity::Of("EUR".into()), Quantity::Count];
    /// let of = |text| parse(text, &vocabulary).unwrap().quantity(&quantities);
    /// assert_eq!(of("price * volume * (1 - rate)"), Ok(Quantity::Of("EUR".into())));
    /// let problem = of("price + rate").unwrap_err();
    /// assert_eq!((problem.column, problem.code()), (1, "quantities_differ"));
    /// ```
    pub fn quantity(&self, inputs: &[Quantity]) -> Result<Quantity, Problem> {
        quantity::of(&self.root, inputs, &self.references, &self.source)
    }

    /// The value for these inputs.
    ///
    /// *Shape*: `inputs` in the order in which the vocabulary declares them; what is not there is
    /// null. *Missing*: what cannot be computed is null, with a warning that says why. *Errors*:
    /// only a limit that was reached.
    ///
    /// ```
    /// use feel::{Limits, NoHost, Type, Value, Vocabulary, parse};
    /// let vocabulary = Vocabulary::new()
    ///     .with_input("closed", Type::Number)
    ///     .with_input("opened", Type::Number);
    /// let rate = parse("closed / opened * 100", &vocabulary).unwrap();
    /// let at = |closed, opened| {
    ///     rate.evaluate(&[closed, opened], &NoHost, Limits::default()).unwrap()
    /// };
    /// assert_eq!(at(Value::from(3), Value::from(8)).value.to_string(), "37.5");
    /// let unknown = at(Value::Null, Value::from(8));
    /// assert!(unknown.value.is_null());
    /// assert_eq!(unknown.warnings[0].to_string(), "`closed` was null");
    /// ```
    pub fn evaluate(
        &self,
        inputs: &[Value],
        host: &dyn Host,
        limits: Limits,
    ) -> Result<Evaluation, Stopped> {
        if let Some(shape) = self.shape
            && let Some((value, spent)) = quick::evaluate(shape, &self.root, inputs)
            && spent <= limits.fuel
        {
            return Ok(Evaluation { value, warnings: Vec::new(), spent });
        }
        self.evaluate_fully(inputs, host, limits)
    }

    #[inline(never)]
    fn evaluate_fully(
        &self,
        inputs: &[Value],
        host: &dyn Host,
        limits: Limits,
    ) -> Result<Evaluation, Stopped> {
        let mut machine = Machine::new(&self.source, inputs, host, limits);
        let outcome = machine.evaluate(&self.root);
        machine.finish(outcome)
    }
}

impl UnaryTests {
    pub(crate) fn new(
        source: &str,
        tests: Tests,
        references: Vec<Reference>,
        calls: Vec<Call>,
    ) -> Self {
        Self { source: Arc::from(source), tests, references, calls }
    }

    /// Every use of a declared input.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Every call of a function of the host.
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// Whether `tested` passes one of the tests: true, false or null.
    ///
    /// *Errors*: only a limit that was reached.
    pub fn evaluate(
        &self,
        tested: Value,
        inputs: &[Value],
        host: &dyn Host,
        limits: Limits,
    ) -> Result<Evaluation, Stopped> {
        let mut machine = Machine::new(&self.source, inputs, host, limits);
        let outcome = machine.evaluate_tests(tested, &self.tests);
        machine.finish(outcome)
    }
}
