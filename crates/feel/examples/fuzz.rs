//! Feeds the parser and the evaluator with mutated formulas, where cargo-fuzz is not installed.
//!
//! `cargo run --release -p feel --example fuzz -- MINUTES [CASES.json]`; formulas of a file of
//! conformance cases are taken as seeds as well. It ends with the slowest formula; a panic ends it
//! at once, and so does a formula that takes longer than two seconds.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use feel::{
    Limits, NoHost, Type, Value, Vocabulary, builtins, parameters, parse, parse_unary_tests,
};

/// More fuel than a formula needs, little enough that one that uses it all is soon over.
const FUEL: u64 = 200_000;
const SLOW: Duration = Duration::from_secs(2);

const SEEDS: [&str; 24] = [
    "for i in 1..100, j in 1..100 return i * j",
    "some x in l satisfies x > a",
    "every x in l, y in l satisfies x <= y or y < x",
    "[1, 2, 3][item > 1][1]",
    "{a: 1, b: a + 1, c: [b, {d: b}]}.c[2].d",
    "function(x: number, y) if x > y then x else y",
    "(function(f, x) f(f, x))(function(f, x) f(f, x), 1)",
    "for i in 1..1000 return if i < 3 then i else partial[-1] + partial[-2]",
    "for i in 1..50 return append(partial, partial)",
    "a in (> 5, [1..3], \"x\", null)",
    "x between 1 and 10 and not(b)",
    "\"a\" + string(1.5) + substring(\"目标值\", 2, 1)",
    "@\"2026-03-01T10:30:00@Europe/Paris\" + @\"P1DT2H\" * 3",
    "date(\"2026-01-31\") + duration(\"P1M\") - @\"P400000000Y\"",
    "l[item = 3] instance of list<number>",
    "replace(\"abracadabra\", \"(a)(b|r)+\", \"[$1$2]\", \"i\")",
    "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"(a*)*\\\\1b\")",
    "split(\"a;b;c\", \";\")",
    "2 ** 0.5 + exp(10) / log(7) - sqrt(2) * 1e-6000",
    "sort(l, function(p, q) p > q)",
    "context put({x: {y: 1}}, [\"x\", \"y\"], 2)",
    "round half up(a / 3, 2) * modulo(-7, 1e30)",
    "range(\"[1..3]\") = [1..3] and overlaps([1..5], (3..9))",
    "count(flatten([[l, l], [l, l]])) + sum(l) / median(l)",
];

/// Pieces that mutations insert.
const PIECES: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ".",
    "..",
    "\"",
    "`",
    "@",
    "-",
    "+",
    "*",
    "/",
    "**",
    "<",
    ">=",
    "=",
    "!=",
    " and ",
    " or ",
    " in ",
    " if ",
    " then ",
    " else ",
    " for i in ",
    " return ",
    "null",
    "true",
    "item",
    "partial",
    "?",
    "1e6000",
    "-99999999999999999999",
    "目标",
    "not(",
    "function(x) ",
];

/// A small generator, so that a run can be repeated. *Source*: xorshift64*.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit.max(1)
    }

    fn pick<'a>(&mut self, texts: &'a [String]) -> &'a str {
        texts.get(self.below(texts.len())).map_or("", String::as_str)
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let minutes: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(10);
    let seeds = seeds(arguments.next().as_deref());
    let begin = Instant::now();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut runs, mut evaluated, mut stopped) = (0_u64, 0_u64, 0_u64);
    let mut slowest = (Duration::ZERO, String::new());
    while begin.elapsed() < Duration::from_secs(60 * minutes) {
        let source = mutate(&seeds, &mut random);
        let start = Instant::now();
        let (ran, ended) = run(&source);
        let took = start.elapsed();
        runs += 1;
        evaluated += u64::from(ran);
        stopped += u64::from(ended);
        if took > slowest.0 {
            slowest = (took, source.clone());
        }
        if took > SLOW {
            println!("took {took:?}: {source}");
            return ExitCode::FAILURE;
        }
    }
    println!(
        "{runs} formulas, {evaluated} evaluated, {stopped} stopped by a limit, no panic; the \
         slowest took {:?}: {}",
        slowest.0, slowest.1
    );
    ExitCode::SUCCESS
}

fn seeds(path: Option<&str>) -> Vec<String> {
    let mut seeds: Vec<String> = SEEDS.iter().map(|seed| (*seed).to_owned()).collect();
    for builtin in builtins() {
        for signature in builtin.signatures {
            let arguments: Vec<&str> = parameters(signature).map(|_| "l").collect();
            seeds.push(format!("{}({})", builtin.name, arguments.join(", ")));
        }
    }
    let text = path.and_then(|path| std::fs::read_to_string(path).ok());
    let cases = text.and_then(|text| serde_json::from_str::<Vec<serde_json::Value>>(&text).ok());
    let sources = cases.iter().flatten().filter_map(|case| case["expr"].as_str());
    seeds.extend(sources.map(str::to_owned));
    seeds
}

/// A seed with pieces of others put in, taken out and exchanged.
fn mutate(seeds: &[String], random: &mut Random) -> String {
    let mut source: Vec<char> = random.pick(seeds).chars().collect();
    for _ in 0..random.below(6) {
        let place = random.below(source.len() + 1);
        let end = (place + random.below(8)).min(source.len());
        match random.below(6) {
            0 => drop(source.drain(place..end)),
            1 => {
                let copy: Vec<char> = source[place..end].to_vec();
                source.splice(place..place, copy);
            }
            2 => {
                let other: Vec<char> = random.pick(seeds).chars().collect();
                let from = random.below(other.len() + 1);
                let to = (from + random.below(20)).min(other.len());
                source.splice(place..end, other[from..to].iter().copied());
            }
            3 => {
                let whole = format!("({})", random.pick(seeds));
                source.splice(place..end, whole.chars());
            }
            4 => {
                let odd = char::from_u32(random.below(0x3000) as u32).unwrap_or('\u{FFFD}');
                source.insert(place, odd);
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                source.splice(place..place, piece.chars());
            }
        }
        source.truncate(2_000);
    }
    source.into_iter().collect()
}

/// Reads it in every way and evaluates it; whether it ran, and whether a limit ended it.
fn run(source: &str) -> (bool, bool) {
    let list = Value::list((1..=20).map(Value::from).collect());
    let row = Value::context([("x", Value::from(1)), ("目标 值", Value::Null)]);
    let inputs = [("a", Value::from(3)), ("b", Value::Null), ("l", list), ("row", row)];
    let (vocabulary, slots) = Vocabulary::of_values(inputs);
    if let Err(problems) = parse(source, &vocabulary) {
        problems.iter().for_each(|problem| drop(problem.to_string()));
    }
    let lenient = vocabulary.lenient();
    let limits = Limits { fuel: FUEL, ..Limits::default() };
    if let Ok(tests) = parse_unary_tests(source, Type::Number, &lenient) {
        drop(tests.evaluate(Value::from(3), &slots, &NoHost, limits));
    }
    match parse(source, &lenient).map(|formula| formula.evaluate(&slots, &NoHost, limits)) {
        Ok(Ok(done)) => {
            drop(done.value.to_string());
            (true, false)
        }
        Ok(Err(_)) => (true, true),
        Err(_) => (false, false),
    }
}
