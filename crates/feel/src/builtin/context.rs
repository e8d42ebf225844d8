//! Functions of contexts.

use std::sync::Arc;

use super::{Answer, Builtin, Call, Family};
use crate::tree::Form;
use crate::value::{Context, Value};

/// The most names of a path into nested contexts.
const PATH_MAX: usize = 50;

entries!(Context);

pub(super) const ALL: [Builtin; 5] = [
    entry(
        "get value",
        &["m, key", "context, key"],
        "Any",
        ("The value of a name", "取上下文中的值"),
        get_value,
    ),
    entry(
        "get entries",
        &["m", "context"],
        "list",
        ("Names and values as a list", "取上下文的全部条目"),
        get_entries,
    ),
    entry("context", &["entries"], "context", ("Made of names and values", "由条目生成"), context),
    entry(
        "context put",
        &["context, key, value", "context, keys, value"],
        "context",
        ("With one more value", "加入一个值"),
        context_put,
    ),
    entry(
        "context merge",
        &["contexts"],
        "context",
        ("Several in one; later values count", "合并，后者优先"),
        context_merge,
    ),
];

fn made(entries: Vec<(Arc<str>, Value)>) -> Value {
    Value::Context(Arc::new(Context::new(entries)))
}

fn get_value(call: &mut Call<'_, '_>) -> Answer {
    let context = call.context(0)?;
    let key = call.string(1)?;
    Ok(context.get(key).cloned().unwrap_or_default())
}

fn get_entries(call: &mut Call<'_, '_>) -> Answer {
    let context = call.context(0)?;
    call.spend(context.entries().len())?;
    let pair = |(name, value): &(Arc<str>, Value)| {
        let key = Value::String(name.clone());
        made(vec![(Arc::from("key"), key), (Arc::from("value"), value.clone())])
    };
    Ok(Value::list(context.entries().iter().map(pair).collect()))
}

fn context(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend(list.len())?;
    let mut entries = Vec::with_capacity(list.len());
    for entry in list {
        let Value::Context(pair) = entry else { return Err(call.wrong_type(0, "entries")) };
        match (pair.get("key"), pair.get("value")) {
            (Some(Value::String(key)), Some(value)) => entries.push((key.clone(), value.clone())),
            _ => return Err(call.wrong_value(0)),
        }
    }
    let count = entries.len();
    let context = Context::new(entries);
    // A name that is there twice says two things.
    if context.entries().len() < count {
        return Err(call.wrong_value(0));
    }
    Ok(Value::Context(Arc::new(context)))
}

fn context_put(call: &mut Call<'_, '_>) -> Answer {
    let context = call.context(0)?;
    let value = call.any(2).clone();
    let takes_list = call.form != Form::Named(0);
    let path: Vec<Arc<str>> = match call.any(1) {
        Value::String(key) if call.form != Form::Named(1) => vec![key.clone()],
        Value::List(keys) if takes_list => {
            let name = |key: &Value| match key {
                Value::String(key) => Some(key.clone()),
                _ => None,
            };
            let names: Option<Vec<_>> = keys.items().iter().map(name).collect();
            names.ok_or_else(|| call.wrong_type(1, "strings"))?
        }
        _ => return Err(call.wrong_type(1, "string")),
    };
    if path.is_empty() || path.len() > PATH_MAX {
        return Err(call.wrong_value(1));
    }
    put(call, context, &path, value)
}

/// A copy of the contexts along the path, with the value at its end.
fn put(call: &mut Call<'_, '_>, context: &Context, path: &[Arc<str>], value: Value) -> Answer {
    call.spend(context.entries().len() + 1)?;
    let [name, rest @ ..] = path else { return Ok(value) };
    let value = match (rest, context.get(name)) {
        ([], _) => value,
        (_, Some(Value::Context(inner))) => put(call, inner, rest, value)?,
        _ => return Err(call.wrong_value(1)),
    };
    let mut entries = context.entries().to_vec();
    entries.push((name.clone(), value));
    Ok(made(entries))
}

fn context_merge(call: &mut Call<'_, '_>) -> Answer {
    let mut entries = Vec::new();
    for value in call.list(0)? {
        let Value::Context(context) = value else {
            return Err(call.wrong_type(0, "contexts"));
        };
        call.spend(context.entries().len() + 1)?;
        entries.extend_from_slice(context.entries());
    }
    Ok(made(entries))
}
