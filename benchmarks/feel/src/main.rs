//! Evaluation of parsed formulas of two inputs: `feel` and dsntk 0.3 in one run, as JSON.
//!
//! `cargo run --release` in this folder. Both read each formula once and then evaluate it with the
//! same two numbers; the engines take turns, and the median of the rounds counts, so that what else
//! the machine does hits both alike.

use std::hint::black_box;
use std::time::Instant;

use dsntk_feel::context::FeelContext;
use dsntk_feel::values::Value as DsntkValue;
use dsntk_feel::{Evaluator, FeelNumber, FeelScope, Name};
use feel::{Expression, Limits, NoHost, Type, Value, Vocabulary};

const ROUNDS: usize = 41;
const EVALUATIONS: u32 = 20_000;

const FORMULAS: [&str; 8] = [
    "closed / opened",
    "closed / opened * 100",
    "closed + opened",
    "if opened = 0 then null else closed / opened",
    "if closed > opened then 1 else 0",
    "(closed - opened) / opened * 100",
    "decimal(closed / opened, 2)",
    "closed in [100..500] and opened > 0",
];

fn main() {
    let mut lines = Vec::new();
    for formula in FORMULAS {
        let own = OwnFormula::new(formula);
        let other = OtherFormula::new(formula);
        let (mut own_times, mut other_times) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            own_times.push(time(|| own.evaluate()));
            other_times.push(time(|| other.evaluate()));
        }
        let (own_ns, other_ns) = (median(own_times), median(other_times));
        lines.push(format!(
            "  {{\"formula\": \"{formula}\", \"feel_ns\": {own_ns:.1}, \"dsntk_ns\": {other_ns:.1}, \
             \"times_faster\": {:.2}}}",
            other_ns / own_ns
        ));
    }
    println!("[\n{}\n]", lines.join(",\n"));
}

/// Nanoseconds of one evaluation.
fn time(mut evaluate: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..EVALUATIONS {
        evaluate();
    }
    start.elapsed().as_nanos() as f64 / f64::from(EVALUATIONS)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

struct OwnFormula {
    expression: Expression,
    inputs: [Value; 2],
}

impl OwnFormula {
    fn new(formula: &str) -> Self {
        let vocabulary =
            Vocabulary::new().with_input("closed", Type::Number).with_input("opened", Type::Number);
        let expression = feel::parse(formula, &vocabulary).expect("the formula is right");
        Self { expression, inputs: [Value::from(347), Value::from(812)] }
    }

    fn evaluate(&self) {
        let inputs = black_box(&self.inputs);
        let done = self.expression.evaluate(inputs, &NoHost, Limits::default());
        black_box(&done);
    }
}

struct OtherFormula {
    evaluator: Evaluator,
    scope: FeelScope,
}

impl OtherFormula {
    fn new(formula: &str) -> Self {
        let mut context = FeelContext::default();
        for (name, value) in [("closed", 347_i32), ("opened", 812)] {
            let value = DsntkValue::Number(FeelNumber::from(value));
            context.set_entry(&Name::from(name), value);
        }
        let scope = FeelScope::from(context);
        let node = dsntk_feel_parser::parse_expression(&scope, formula, false);
        let evaluator = dsntk_feel_evaluator::prepare(&node.expect("the formula is right"));
        Self { evaluator, scope }
    }

    fn evaluate(&self) {
        let value = (self.evaluator)(black_box(&self.scope));
        black_box(&value);
    }
}
