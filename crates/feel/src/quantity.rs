//! Quantities: whether a formula adds up things of one kind.
//!
//! Each input is in a quantity (percent, a currency, a duration, a bare number); a literal fits all
//! of them. Adding, subtracting, comparing and choosing need one quantity on both sides;
//! multiplying and dividing make new ones. The one invariant: *what is refused is wrong for
//! certain*; where it cannot be told, everything fits.

use std::sync::Arc;

use crate::builtin::Family;
use crate::expression::Reference;
use crate::problem::{Problem, ProblemKind};
use crate::tree::{BuiltinCall, Kind, Node, Operator, Source, Test};
use crate::value::Value;

/// In what a number is counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Quantity {
    /// Cannot be told, or fits all: literals, and most products and quotients.
    #[default]
    Any,
    /// A share of something: multiplying by it changes no quantity.
    Share,
    /// Things that are counted: multiplying or dividing by it changes no quantity.
    Count,
    /// Anything else by its name: a currency, hours.
    Of(Arc<str>),
}

impl Quantity {
    /// As a message names it.
    pub fn name(&self) -> &str {
        match self {
            Self::Any => "any",
            Self::Share => "percent",
            Self::Count => "number",
            Self::Of(name) => name,
        }
    }

    /// The quantity of two that must be the same; `None` when they are not.
    ///
    /// ```
    /// use feel::Quantity;
    /// let euro = Quantity::Of("EUR".into());
    /// assert_eq!(euro.with(&Quantity::Any), Some(euro.clone()));
    /// assert_eq!(euro.with(&Quantity::Share), None);
    /// ```
    pub fn with(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Any, known) | (known, Self::Any) => Some(known.clone()),
            (left, right) => (left == right).then(|| left.clone()),
        }
    }

    fn times(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Any | Self::Share, other) | (other, Self::Any | Self::Share) => other.clone(),
            (Self::Count, other) | (other, Self::Count) => other.clone(),
            (Self::Of(_), Self::Of(_)) => Self::Any,
        }
    }

    fn over(&self, other: &Self) -> Self {
        match (self, other) {
            (left, Self::Any | Self::Share) => left.clone(),
            (Self::Of(name), Self::Count) => Self::Of(name.clone()),
            _ => Self::Any,
        }
    }
}

/// The quantity of a node, given those of the inputs by slot.
pub(crate) fn of(
    node: &Node,
    inputs: &[Quantity],
    references: &[Reference],
    source: &str,
) -> Result<Quantity, Problem> {
    Checker { inputs, references, source }.node(node)
}

struct Checker<'a> {
    inputs: &'a [Quantity],
    references: &'a [Reference],
    source: &'a str,
}

type Checked = Result<Quantity, Problem>;

impl Checker<'_> {
    fn node(&self, node: &Node) -> Checked {
        match &node.kind {
            Kind::Input(slot) => Ok(self.inputs.get(*slot as usize).cloned().unwrap_or_default()),
            Kind::Negate(operand) => self.node(operand),
            Kind::Arithmetic(operator, parts) => {
                let (left, right) = (self.node(&parts[0])?, self.node(&parts[1])?);
                match operator {
                    Operator::Add | Operator::Subtract => self.same(node, &left, &right),
                    Operator::Multiply => Ok(left.times(&right)),
                    Operator::Divide => Ok(left.over(&right)),
                    Operator::Power => Ok(Quantity::Any),
                }
            }
            Kind::Compare(_, parts) => self.unite(node, parts.iter()).map(|_| Quantity::Any),
            Kind::Between(parts) => self.unite(node, parts.iter()).map(|_| Quantity::Any),
            Kind::If(parts) => {
                self.node(&parts[0])?;
                self.unite(node, parts[1..].iter())
            }
            Kind::Builtin(call) => self.builtin(node, call),
            Kind::Host(call) => self.host(&call.arguments),
            Kind::List(items) => self.visit(items.iter()),
            Kind::And(parts) | Kind::Or(parts) => self.visit(parts.iter()),
            Kind::In(value, tests) => {
                self.node(value)?;
                self.visit(tests.tests.iter().filter_map(tested))
            }
            Kind::For(each) => {
                self.visit(each.sources.iter().flat_map(nodes_of))?;
                self.visit([&each.result])
            }
            Kind::Some(each) | Kind::Every(each) => {
                self.visit(each.sources.iter().flat_map(nodes_of))?;
                self.visit([&each.condition])
            }
            Kind::Context(entries) => self.visit(entries.iter().map(|(_, entry)| entry)),
            Kind::Filter(filter) => self.visit([&filter.base, &filter.condition]),
            Kind::Invoke(invoke) => self.visit(&invoke.arguments),
            Kind::Path(owner, _) => self.visit([&**owner]),
            Kind::Function(definition) => self.visit([&definition.body]),
            Kind::Constant(_)
            | Kind::Local(_)
            | Kind::Member(_)
            | Kind::Unknown(_)
            | Kind::InstanceOf(..)
            | Kind::Range(_) => Ok(Quantity::Any),
        }
    }

    /// All parts, whose quantities need not agree.
    fn visit<'n>(&self, nodes: impl IntoIterator<Item = &'n Node>) -> Checked {
        nodes.into_iter().try_for_each(|node| self.node(node).map(drop))?;
        Ok(Quantity::Any)
    }

    /// All parts, whose quantities must agree.
    fn unite<'n>(&self, whole: &Node, nodes: impl IntoIterator<Item = &'n Node>) -> Checked {
        nodes.into_iter().try_fold(Quantity::Any, |so_far, node| {
            let next = self.node(node)?;
            self.same(whole, &so_far, &next)
        })
    }

    /// Sums, means and extremes are in the quantity of what goes in, and so is a rounded number.
    fn builtin(&self, node: &Node, call: &BuiltinCall) -> Checked {
        let keeps = ["abs", "floor", "ceiling", "round up", "round down", "round half up"];
        match call.builtin.family {
            Family::Statistics if !["product", "stddev", "mode"].contains(&call.builtin.name) => {
                let items = call.arguments.iter().flat_map(|argument| match &argument.kind {
                    Kind::List(items) => items.iter().collect(),
                    _ => vec![argument],
                });
                self.unite(node, items)
            }
            Family::Numeric if keeps.contains(&call.builtin.name) => {
                self.visit(call.arguments.iter().skip(1))?;
                call.arguments.first().map_or(Ok(Quantity::Any), |first| self.node(first))
            }
            _ => self.visit(&call.arguments),
        }
    }

    /// A function of the host gives what the input gives whose name it takes.
    fn host(&self, arguments: &[Node]) -> Checked {
        self.visit(arguments)?;
        let name = arguments.iter().find_map(|argument| match &argument.kind {
            Kind::Constant(Value::String(name)) => Some(name),
            _ => None,
        });
        let reference = self.references.iter().find(|own| Some(&own.name) == name);
        let slot = reference.map(|reference| reference.slot);
        Ok(slot.and_then(|slot| self.inputs.get(slot)).cloned().unwrap_or_default())
    }

    fn same(&self, whole: &Node, left: &Quantity, right: &Quantity) -> Checked {
        left.with(right).ok_or_else(|| {
            let (left, right) = (left.name().to_owned(), right.name().to_owned());
            let kind = ProblemKind::QuantitiesDiffer { left, right };
            Problem::new(self.source, whole.span, kind)
        })
    }
}

fn tested(test: &Test) -> Option<&Node> {
    match test {
        Test::Any => None,
        Test::Compare(_, node) | Test::Value(node) | Test::Condition(node) => Some(node),
    }
}

fn nodes_of(source: &Source) -> Vec<&Node> {
    match source {
        Source::Values(values) => vec![values],
        Source::Between(start, end) => vec![start, end],
    }
}
