//! Runs a file of conformance cases and prints a line for each failure, then the totals.
//!
//! `cargo run --release -p feel --example tck -- FILE.json`; the file is a list of cases with
//! `expr`, `inputs`, `expected`, `errorResult` and `typeRef`.

use std::process::ExitCode;

use feel::{
    Date, DateTime, DaysDuration, Host, Limits, MonthsDuration, Number, Time, Type, Value,
    Vocabulary, parse,
};
use serde_json::Value as Json;

/// Computed numbers may differ from the kit's rounded ones by this share.
const TOLERANCE: f64 = 1e-8;

/// A host with a set clock.
struct Clock;

impl Host for Clock {
    fn now(&self) -> Option<DateTime> {
        DateTime::parse("2026-03-01T10:30:00Z")
    }

    fn call(&self, _function: usize, _arguments: &[Value]) -> Value {
        Value::Null
    }
}

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: tck FILE.json");
        return ExitCode::FAILURE;
    };
    let cases = std::fs::read_to_string(&path).map_err(|error| error.to_string());
    let cases = cases.and_then(|text| {
        serde_json::from_str::<Vec<Json>>(&text).map_err(|error| error.to_string())
    });
    let cases = match cases {
        Ok(cases) => cases,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut failed = 0;
    for case in &cases {
        if let Err(reason) = run(case) {
            failed += 1;
            let text = |name: &str| case[name].as_str().unwrap_or_default();
            println!("{} {}: {}: {reason}", text("suite"), text("case"), text("expr"));
        }
    }
    println!("{} passed, {failed} failed", cases.len() - failed);
    ExitCode::SUCCESS
}

/// Evaluates one case; the error says what came instead of what was expected.
fn run(case: &Json) -> Result<(), String> {
    let mut inputs = Vec::new();
    for (name, value) in case["inputs"].as_object().into_iter().flatten() {
        inputs.push((name.as_str(), read(value)?));
    }
    let expected = read(&case["expected"])?;
    let (vocabulary, slots) = Vocabulary::of_values(inputs);
    let source = case["expr"].as_str().ok_or("no expression")?;
    let actual = match parse(source, &vocabulary.lenient()) {
        Err(problems) if expected.is_null() => {
            drop(problems);
            return Ok(());
        }
        Err(problems) => {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            return Err(problems.join(" | "));
        }
        Ok(expression) => {
            let done = expression.evaluate(&slots, &Clock, Limits::default());
            done.map_err(|stopped| stopped.to_string())?.value
        }
    };
    let actual = coerce(actual, case["typeRef"].as_str());
    if matches(&expected, &actual) {
        return Ok(());
    }
    Err(format!("expected {expected}, got {actual}"))
}

/// What a decision of a declared simple type gives.
fn coerce(value: Value, name: Option<&str>) -> Value {
    let ty = match name {
        Some("string") => Type::String,
        Some("number") => Type::Number,
        Some("boolean") => Type::Boolean,
        Some("date") => Type::Date,
        Some("time") => Type::Time,
        Some("dateTime" | "date and time") => Type::DateTime,
        Some("dayTimeDuration" | "days and time duration") => Type::DaysDuration,
        Some("yearMonthDuration" | "years and months duration") => Type::MonthsDuration,
        _ => return value,
    };
    ty.coerce(value).unwrap_or_default()
}

fn read(json: &Json) -> Result<Value, String> {
    let Some(kind) = json["type"].as_str() else { return Ok(Value::Null) };
    match kind {
        "list" => {
            let items = json["items"].as_array().into_iter().flatten();
            Ok(Value::list(items.map(read).collect::<Result<_, _>>()?))
        }
        "context" => {
            let mut entries = Vec::new();
            for (name, value) in json["entries"].as_object().into_iter().flatten() {
                entries.push((name, read(value)?));
            }
            Ok(Value::context(entries))
        }
        _ => match &json["value"] {
            Json::Null => Ok(Value::Null),
            Json::String(text) => read_simple(kind, text),
            other => read_simple(kind, &other.to_string()),
        },
    }
}

fn read_simple(kind: &str, text: &str) -> Result<Value, String> {
    let value = match kind {
        "string" => Some(Value::string(text)),
        "boolean" => text.parse::<bool>().ok().map(Value::Boolean),
        "date" => Date::parse(text).map(Value::Date),
        "time" => Time::parse(text).map(Value::Time),
        "dateTime" => DateTime::parse(text).map(Value::DateTime),
        "duration" => match MonthsDuration::parse(text) {
            Some(months) => Some(Value::MonthsDuration(months)),
            None => DaysDuration::parse(text).map(Value::DaysDuration),
        },
        _ => text.parse::<Number>().ok().map(Value::Number),
    };
    value.ok_or_else(|| format!("cannot read `{text}` as {kind}"))
}

/// Equal, apart from rounding of computed numbers.
fn matches(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::Number(expected), Value::Number(actual)) => {
            let (one, two) = (expected.to_f64(), actual.to_f64());
            expected == actual || (one - two).abs() <= TOLERANCE * one.abs().max(1e-300)
        }
        (Value::List(expected), Value::List(actual)) => {
            let (expected, actual) = (expected.items(), actual.items());
            let mut pairs = expected.iter().zip(actual);
            expected.len() == actual.len() && pairs.all(|(one, two)| matches(one, two))
        }
        (Value::Context(expected), Value::Context(actual)) => {
            expected.entries().len() == actual.entries().len()
                && expected.entries().iter().all(|(name, value)| {
                    actual.get(name).is_some_and(|other| matches(value, other))
                })
        }
        _ => expected == actual,
    }
}
