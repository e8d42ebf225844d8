//! A formula as a tree, names resolved to slots.
//!
//! A local name is a number relative to the frame of the function around it. Whatever the parser
//! gives a slot, the evaluator pushes in the same order; see `parser/scope.rs` and `evaluate/`.

use std::sync::Arc;

use crate::builtin::Builtin;
use crate::problem::Span;
use crate::types::Type;
use crate::value::Value;

/// One node and the text it came from.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}

/// What a node does.
#[derive(Debug)]
pub(crate) enum Kind {
    Constant(Value),
    /// A declared input, by its slot.
    Input(u32),
    Local(u32),
    /// A name within a filter that may be a member of the item.
    Member(Box<Member>),
    /// A name that nobody declared, where that is allowed.
    Unknown(Arc<str>),
    Negate(Box<Node>),
    Arithmetic(Operator, Box<[Node; 2]>),
    Compare(Comparison, Box<[Node; 2]>),
    And(Box<[Node; 2]>),
    Or(Box<[Node; 2]>),
    Between(Box<[Node; 3]>),
    /// The value becomes a local while the tests run.
    In(Box<Node>, Tests),
    InstanceOf(Box<Node>, Type),
    If(Box<[Node; 3]>),
    For(Box<For>),
    Some(Box<Quantified>),
    Every(Box<Quantified>),
    List(Vec<Node>),
    /// Each entry is a local for those behind it.
    Context(Vec<(Arc<str>, Node)>),
    Range(Box<RangeEnds>),
    Path(Box<Node>, Arc<str>),
    Filter(Box<Filter>),
    Builtin(Box<BuiltinCall>),
    Host(Box<HostCall>),
    Invoke(Box<Invoke>),
    Function(Arc<Definition>),
}

/// An arithmetic operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

impl Operator {
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Power => "**",
        }
    }
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    pub(crate) fn of_sign(sign: &str) -> Option<Self> {
        Some(match sign {
            "=" => Self::Equal,
            "!=" => Self::NotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            _ => return None,
        })
    }
}

/// `name` in a filter: a member of one of these locals, the innermost first, else something else.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) items: Vec<u32>,
    pub(crate) name: Arc<str>,
    pub(crate) otherwise: Option<Node>,
}

/// One of the tests behind `in`, and of unary tests.
#[derive(Debug)]
pub(crate) enum Test {
    /// `-`: anything.
    Any,
    Compare(Comparison, Node),
    /// A value to equal, a list or range to lie in.
    Value(Node),
    /// A condition on `?`.
    Condition(Node),
}

/// Tests of which one must hold, or none.
#[derive(Debug)]
pub(crate) struct Tests {
    pub(crate) tests: Vec<Test>,
    pub(crate) is_negated: bool,
}

/// What an iteration goes through.
#[derive(Debug)]
pub(crate) enum Source {
    Values(Node),
    Between(Node, Node),
}

/// Each iterator is a local; behind them stands `partial`.
#[derive(Debug)]
pub(crate) struct For {
    pub(crate) sources: Vec<Source>,
    pub(crate) result: Node,
    /// Whether the results so far are asked for; to keep them as a list costs a copy each time.
    pub(crate) uses_partial: bool,
}

#[derive(Debug)]
pub(crate) struct Quantified {
    pub(crate) sources: Vec<Source>,
    pub(crate) condition: Node,
}

#[derive(Debug)]
pub(crate) struct RangeEnds {
    pub(crate) start: Option<Node>,
    pub(crate) start_included: bool,
    pub(crate) end: Option<Node>,
    pub(crate) end_included: bool,
}

/// The item is a local while the condition runs.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) base: Node,
    pub(crate) condition: Node,
    /// Whether the condition is a number for certain, and so a place in the list.
    pub(crate) is_index: bool,
}

#[derive(Debug)]
pub(crate) struct BuiltinCall {
    pub(crate) builtin: &'static Builtin,
    pub(crate) form: Form,
    pub(crate) arguments: Vec<Node>,
}

/// In which way arguments were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Positional,
    /// By name, for the signature of this place.
    Named(usize),
}

#[derive(Debug)]
pub(crate) struct HostCall {
    pub(crate) function: u32,
    pub(crate) arguments: Vec<Node>,
}

/// A call of a value, known only when it runs.
#[derive(Debug)]
pub(crate) struct Invoke {
    pub(crate) function: Node,
    pub(crate) arguments: Vec<Node>,
    /// The names, when the arguments are named.
    pub(crate) names: Option<Vec<Arc<str>>>,
}

/// `function(a, b) body`. The frame of the body holds all locals around it, then the parameters.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) parameters: Vec<(Arc<str>, Type)>,
    pub(crate) body: Node,
    /// What results are converted to.
    pub(crate) result: Type,
    /// What is known of the results.
    pub(crate) gives: Type,
    /// Where the function finds itself among the locals around it, if it is an entry of a context.
    pub(crate) own_slot: Option<u32>,
}

impl Node {
    pub(crate) fn new(kind: Kind, span: Span) -> Self {
        Self { kind, span }
    }
}
