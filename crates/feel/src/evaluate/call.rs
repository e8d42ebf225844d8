//! Functions as values, and calls of every kind.

use std::fmt;
use std::sync::Arc;

use super::{Machine, Stop};
use crate::builtin::{self, Builtin, Failure};
use crate::problem::Span;
use crate::tree::{BuiltinCall, Definition, Form, HostCall, Invoke};
use crate::types::Type;
use crate::value::{Size, Value};
use crate::warning::WarningKind;

/// Something to call.
#[derive(Debug, Clone)]
pub struct Function {
    body: Body,
    size: Size,
}

#[derive(Debug, Clone)]
enum Body {
    Builtin(&'static Builtin),
    Host(u32),
    Closure { definition: Arc<Definition>, captured: Vec<Value> },
}

impl Function {
    pub(crate) fn builtin(builtin: &'static Builtin) -> Value {
        Self::of(Body::Builtin(builtin), &[])
    }

    pub(crate) fn host(index: u32) -> Value {
        Self::of(Body::Host(index), &[])
    }

    pub(crate) fn closure(definition: Arc<Definition>, captured: Vec<Value>) -> Value {
        let size = Size::around(&captured);
        Value::Function(Arc::new(Self { body: Body::Closure { definition, captured }, size }))
    }

    fn of(body: Body, held: &[Value]) -> Value {
        Value::Function(Arc::new(Self { body, size: Size::around(held) }))
    }

    pub(crate) fn size(&self) -> Size {
        self.size
    }

    /// Whether it takes these types and gives that one.
    pub(crate) fn conforms(&self, expected: &(Vec<Type>, Type)) -> bool {
        match &self.body {
            Body::Closure { definition, .. } => {
                let types = definition.parameters.iter().map(|(_, ty)| ty.clone()).collect();
                let own = Type::Function(Arc::new((types, definition.gives.clone())));
                own.conforms(&Type::Function(Arc::new(expected.clone())))
            }
            Body::Builtin(builtin) => {
                builtin.accepts(expected.0.len())
                    && Type::simple(builtin.result).unwrap_or_default().conforms(&expected.1)
            }
            Body::Host(_) => expected.1 == Type::Any,
        }
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.body {
            Body::Builtin(builtin) => f.write_str(builtin.name),
            Body::Host(_) => f.write_str("function(…)"),
            Body::Closure { definition, .. } => {
                let names: Vec<&str> =
                    definition.parameters.iter().map(|(name, _)| &**name).collect();
                write!(f, "function({})", names.join(", "))
            }
        }
    }
}

impl Machine<'_> {
    fn values(&mut self, nodes: &[crate::tree::Node]) -> Result<Vec<Value>, Stop> {
        let mut values = Vec::with_capacity(nodes.len());
        for node in nodes {
            values.push(self.evaluate(node)?);
        }
        Ok(values)
    }

    pub(super) fn builtin_call(&mut self, call: &BuiltinCall, span: Span) -> Result<Value, Stop> {
        let arguments = self.values(&call.arguments)?;
        // A null argument explains itself by the name that was null.
        for (node, value) in call.arguments.iter().zip(&arguments) {
            let is_name =
                matches!(node.kind, crate::tree::Kind::Input(_) | crate::tree::Kind::Path(..));
            if value.is_null() && is_name {
                let name = self.quote(node.span);
                self.warn(node.span, WarningKind::WasNull { name });
            }
        }
        self.run_builtin(call.builtin, call.form, &arguments, span)
    }

    fn run_builtin(
        &mut self,
        builtin: &'static Builtin,
        form: Form,
        arguments: &[Value],
        span: Span,
    ) -> Result<Value, Stop> {
        let mut call = builtin::Call { machine: self, builtin, form, arguments, span };
        match (builtin.run)(&mut call) {
            Ok(value) => self.checked(value),
            Err(Failure::Null(kind)) => {
                self.warn(span, kind);
                Ok(Value::Null)
            }
            Err(Failure::Stop(stop)) => Err(stop),
        }
    }

    pub(super) fn host_call(&mut self, call: &HostCall) -> Result<Value, Stop> {
        let arguments = self.values(&call.arguments)?;
        self.run_host(call.function, &arguments)
    }

    fn run_host(&mut self, function: u32, arguments: &[Value]) -> Result<Value, Stop> {
        let value = self.host.call(function as usize, arguments);
        self.spend_on(&value)?;
        self.checked(value)
    }

    pub(super) fn invoke(&mut self, invoke: &Invoke, span: Span) -> Result<Value, Stop> {
        let function = self.evaluate(&invoke.function)?;
        let arguments = self.values(&invoke.arguments)?;
        let Value::Function(function) = &function else {
            let found = function.type_name();
            self.warn(invoke.function.span, WarningKind::NotAFunction { found });
            return Ok(Value::Null);
        };
        match &invoke.names {
            None => self.apply(function, arguments, span),
            Some(names) => self.apply_named(function, names, arguments, span),
        }
    }

    fn apply_named(
        &mut self,
        function: &Arc<Function>,
        names: &[Arc<str>],
        arguments: Vec<Value>,
        span: Span,
    ) -> Result<Value, Stop> {
        let mut given: Vec<(&Arc<str>, Value)> = names.iter().zip(arguments).collect();
        match &function.body {
            Body::Closure { definition, .. } if definition.parameters.len() == given.len() => {
                let mut ordered = Vec::with_capacity(given.len());
                for (name, _) in &definition.parameters {
                    let Some(place) = given.iter().position(|(own, _)| *own == name) else {
                        return Ok(self.misfit(span));
                    };
                    ordered.push(given.swap_remove(place).1);
                }
                self.apply(function, ordered, span)
            }
            Body::Builtin(builtin) => {
                let Some((form, places)) = builtin.bind(names) else {
                    return Ok(self.misfit(span));
                };
                let length = places.iter().max().map_or(0, |last| last + 1);
                let mut ordered = vec![Value::Null; length];
                for (place, (_, value)) in places.into_iter().zip(given) {
                    ordered[place] = value;
                }
                self.run_builtin(builtin, form, &ordered, span)
            }
            Body::Closure { .. } | Body::Host(_) => Ok(self.misfit(span)),
        }
    }

    fn misfit(&mut self, span: Span) -> Value {
        let function = self.quote(span);
        self.warn(span, WarningKind::Arguments { function });
        Value::Null
    }

    /// Calls a function with arguments in order.
    pub(crate) fn apply(
        &mut self,
        function: &Arc<Function>,
        arguments: Vec<Value>,
        span: Span,
    ) -> Result<Value, Stop> {
        match &function.body {
            Body::Builtin(builtin) if builtin.accepts(arguments.len()) => {
                self.run_builtin(builtin, Form::Positional, &arguments, span)
            }
            Body::Host(index) => self.run_host(*index, &arguments),
            Body::Closure { definition, captured }
                if definition.parameters.len() == arguments.len() =>
            {
                let own = Value::Function(function.clone());
                self.run_closure(own, (definition, captured), arguments, span)
            }
            Body::Builtin(_) | Body::Closure { .. } => Ok(self.misfit(span)),
        }
    }

    fn run_closure(
        &mut self,
        own: Value,
        (definition, captured): (&Definition, &[Value]),
        arguments: Vec<Value>,
        span: Span,
    ) -> Result<Value, Stop> {
        self.spend((captured.len() + arguments.len()) as u64)?;
        let mark = self.locals.len();
        self.locals.extend_from_slice(captured);
        // A function that held itself would never be freed, so it gets itself with each call.
        if let Some(slot) = definition.own_slot
            && let Some(place) = self.locals.get_mut(mark + slot as usize)
        {
            *place = own;
        }
        for ((name, ty), value) in definition.parameters.iter().zip(arguments) {
            self.spend(u64::from(*ty != Type::Any) * u64::from(value.size().weight))?;
            let Some(value) = ty.coerce(value) else {
                let (parameter, expected) = (name.to_string(), ty.to_string());
                self.warn(span, WarningKind::ParameterType { parameter, expected });
                self.locals.truncate(mark);
                return Ok(Value::Null);
            };
            self.locals.push(value);
        }
        let base = std::mem::replace(&mut self.base, mark);
        let result = self.evaluate(&definition.body)?;
        self.base = base;
        self.locals.truncate(mark);
        Ok(definition.result.coerce(result).unwrap_or_default())
    }
}
