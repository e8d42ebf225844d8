//! Calls: which function, and which argument belongs to which parameter.

use std::sync::Arc;

use super::scope::Meaning;
use super::{Aborted, Parsed, Parser, Typed};
use crate::builtin::{self, Builtin};
use crate::expression::Call;
use crate::lexer::Token;
use crate::problem::{ProblemKind, Span};
use crate::tree::{BuiltinCall, Form, HostCall, Invoke, Kind, Node};
use crate::types::Type;
use crate::value::Value;
use crate::vocabulary::Takes;

/// Arguments as they are written.
pub(super) struct Arguments {
    values: Vec<Typed>,
    names: Option<Vec<Arc<str>>>,
    levels: u32,
}

impl Parser<'_> {
    /// A call of a named function; the parenthesis is next.
    pub(super) fn call_of(
        &mut self,
        meaning: Option<Meaning>,
        name: &Arc<str>,
        start: Span,
    ) -> Parsed<Typed> {
        match meaning {
            Some(Meaning::Host(index)) => self.host_call(index, start),
            Some(Meaning::Builtin(builtin)) => self.builtin_call(builtin, name, start),
            _ if &**name == "IF" => self.choice_by_call(start),
            _ => {
                let arguments = self.arguments()?;
                if self.vocabulary.is_lenient() {
                    return self.null_call(name, start, arguments.levels);
                }
                let hosts = self.vocabulary.functions().iter().map(|function| &*function.name);
                let known = hosts.chain(builtin::names().names());
                let nearest = super::names::nearest(name, known);
                self.note(start, ProblemKind::UnknownFunction { name: name.to_string(), nearest });
                self.null_call(name, start, arguments.levels)
            }
        }
    }

    fn null_call(&mut self, name: &str, start: Span, levels: u32) -> Parsed<Typed> {
        let span = start.to(self.end_of_last());
        self.above(levels, Node::new(Kind::Unknown(Arc::from(name)), span), Type::Any)
    }

    /// `IF(condition, then, else)`, as spreadsheets write it.
    fn choice_by_call(&mut self, start: Span) -> Parsed<Typed> {
        let arguments = self.arguments()?;
        let found = arguments.values.len();
        let mut values = arguments.values.into_iter();
        match (values.next(), values.next(), values.next(), values.next()) {
            (Some(condition), Some(then), Some(otherwise), None) => {
                self.choice(start, condition, then, otherwise)
            }
            (Some(condition), Some(then), None, None) => {
                let otherwise = self.constant(Value::Null, start, Type::Null);
                self.choice(start, condition, then, otherwise)
            }
            _ => {
                let (function, expected) = ("IF".to_owned(), "condition, then, else?".to_owned());
                self.abort(start, ProblemKind::ArgumentCount { function, expected, found })
            }
        }
    }

    /// Everything between the parentheses.
    fn arguments(&mut self) -> Parsed<Arguments> {
        self.expect("(")?;
        let mut values = Vec::new();
        let mut names = Vec::new();
        let mut levels = 0;
        while !self.eat(")") {
            if !values.is_empty() {
                self.expect(",")?;
            }
            let name = self.argument_name();
            match (name, names.len() == values.len()) {
                (Some(name), true) => names.push(name),
                (None, _) if names.is_empty() => {}
                _ => return self.unexpected("arguments that all have a name, or none"),
            }
            let value = self.expression()?;
            levels = levels.max(value.levels);
            values.push(value);
        }
        let names = if names.is_empty() { None } else { Some(names) };
        Ok(Arguments { values, names, levels })
    }

    /// The name before a colon, if the argument has one.
    fn argument_name(&mut self) -> Option<Arc<str>> {
        let mut ahead = 0;
        loop {
            match self.tokens.get(self.position + ahead)?.token {
                Token::Word | Token::Number | Token::Quoted(_) => ahead += 1,
                Token::Sign if self.text_at(ahead) == ":" && ahead > 0 => break,
                _ => return None,
            }
        }
        let name = self.new_name(":").ok()?;
        self.advance(1);
        Some(name)
    }

    fn builtin_call(
        &mut self,
        builtin: &'static Builtin,
        name: &Arc<str>,
        start: Span,
    ) -> Parsed<Typed> {
        let arguments = self.arguments()?;
        let levels = arguments.levels;
        let function = builtin.name.to_owned();
        let found = arguments.values.len();
        let ty = Type::simple(builtin.result).unwrap_or_default();
        let bound = match arguments.names {
            None if builtin.accepts(found) => {
                let nodes = arguments.values.into_iter().map(|value| value.node).collect();
                Ok((Form::Positional, nodes))
            }
            None => {
                let expected = builtin.signatures.join(" | ");
                Err(ProblemKind::ArgumentCount { function, expected, found })
            }
            Some(names) => bind_names(builtin, &names, arguments.values),
        };
        match bound {
            Ok((form, arguments)) => {
                let span = start.to(self.end_of_last());
                let call = Box::new(BuiltinCall { builtin, form, arguments });
                self.above(levels, Node::new(Kind::Builtin(call), span), ty)
            }
            Err(problem) => {
                if !self.vocabulary.is_lenient() {
                    self.note(start.to(self.end_of_last()), problem);
                }
                self.null_call(name, start, levels)
            }
        }
    }

    fn host_call(&mut self, index: u32, start: Span) -> Parsed<Typed> {
        let function = self.vocabulary.functions()[index as usize].clone();
        self.within.push(function.name.clone());
        let first_reference = self.references.len();
        let parsed = self.arguments();
        self.within.pop();
        let arguments = parsed?;
        let span = start.to(self.end_of_last());
        let references = self.references[first_reference..].iter();
        let names = references.map(|reference| reference.name.clone()).collect();
        self.calls.push(Call { function: function.name.clone(), span, names });
        let levels = arguments.levels;
        let found = arguments.values.len();
        let ordered = match arguments.names {
            None => arguments.values,
            Some(names) => self.order_by_name(&function, &names, arguments.values)?,
        };
        let needed = function.parameters.iter().filter(|own| !own.is_optional).count();
        if !(needed..=function.parameters.len()).contains(&ordered.len()) {
            let expected: Vec<&str> = function.parameters.iter().map(|own| &*own.name).collect();
            let (function, expected) = (function.name.to_string(), expected.join(", "));
            return self.abort(span, ProblemKind::ArgumentCount { function, expected, found });
        }
        let mut nodes = Vec::new();
        for (parameter, value) in function.parameters.iter().zip(ordered) {
            nodes.push(match (&parameter.takes, &value.node.kind) {
                // A name that nobody declared has been told of already.
                (Takes::Value(_), _) | (Takes::Name, Kind::Unknown(_)) => value.node,
                (Takes::Name, Kind::Input(slot)) => {
                    let name = self.vocabulary.inputs()[*slot as usize].name.clone();
                    Node::new(Kind::Constant(Value::String(name)), value.node.span)
                }
                (Takes::Name, _) => {
                    let function = function.name.to_string();
                    return self.abort(value.node.span, ProblemKind::NameNeeded { function });
                }
            });
        }
        let left_out = || Node::new(Kind::Constant(Value::Null), span);
        nodes.resize_with(function.parameters.len(), left_out);
        let call = Box::new(HostCall { function: index, arguments: nodes });
        self.above(levels, Node::new(Kind::Host(call), span), function.result.clone())
    }

    fn order_by_name(
        &mut self,
        function: &crate::vocabulary::HostFunction,
        names: &[Arc<str>],
        values: Vec<Typed>,
    ) -> Parsed<Vec<Typed>> {
        let mut placed: Vec<(usize, Typed)> = Vec::new();
        for (name, value) in names.iter().zip(values) {
            let place = function.parameters.iter().position(|own| own.name == *name);
            let Some(place) = place else {
                let known = function.parameters.iter().map(|own| &*own.name);
                let nearest = super::names::nearest(name, known);
                let (function, name) = (function.name.to_string(), name.to_string());
                self.note(
                    value.node.span,
                    ProblemKind::UnknownParameter { function, name, nearest },
                );
                return Err(Aborted);
            };
            placed.push((place, value));
        }
        placed.sort_by_key(|(place, _)| *place);
        placed.dedup_by_key(|(place, _)| *place);
        Ok(placed.into_iter().map(|(_, value)| value).collect())
    }

    /// A call of a value.
    pub(super) fn invocation(&mut self, function: Typed) -> Parsed<Typed> {
        let arguments = self.arguments()?;
        let levels = function.levels.max(arguments.levels);
        let span = function.node.span.to(self.end_of_last());
        let is_known = !matches!(function.ty, Type::Any | Type::Function(_));
        if is_known && !self.vocabulary.is_lenient() {
            let name = function.node.span.text(self.source).to_owned();
            self.note(function.node.span, ProblemKind::NotAFunction { name });
        }
        let ty = match &function.ty {
            Type::Function(signature) => signature.1.clone(),
            _ => Type::Any,
        };
        let invoke = Invoke {
            function: function.node,
            arguments: arguments.values.into_iter().map(|value| value.node).collect(),
            names: arguments.names,
        };
        self.above(levels, Node::new(Kind::Invoke(Box::new(invoke)), span), ty)
    }
}

/// Named arguments in the order of the signature that has all of the names.
fn bind_names(
    builtin: &'static Builtin,
    names: &[Arc<str>],
    values: Vec<Typed>,
) -> Result<(Form, Vec<Node>), ProblemKind> {
    let Some((form, places)) = builtin.bind(names) else {
        let parameters = || builtin.signatures.iter().flat_map(|text| builtin::parameters(text));
        let unknown = names.iter().find(|name| parameters().all(|own| own.name != &***name));
        let function = builtin.name.to_owned();
        let Some(name) = unknown else {
            let (expected, found) = (builtin.signatures.join(" | "), names.len());
            return Err(ProblemKind::ArgumentCount { function, expected, found });
        };
        let nearest = super::names::nearest(name, parameters().map(|own| own.name));
        return Err(ProblemKind::UnknownParameter { function, name: name.to_string(), nearest });
    };
    let length = places.iter().max().map_or(0, |last| last + 1);
    let nowhere = values.last().map_or(Span::default(), |value| value.node.span);
    let null = || Node::new(Kind::Constant(Value::Null), nowhere);
    let mut nodes: Vec<Node> = (0..length).map(|_| null()).collect();
    for (place, value) in places.into_iter().zip(values) {
        nodes[place] = value.node;
    }
    Ok((form, nodes))
}
