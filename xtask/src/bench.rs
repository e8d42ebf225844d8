//! `cargo xtask bench`: the benchmarks, with the machine they ran on.
//!
//! To add a benchmark, add one entry to [`ALL`]. A number belongs into docs/BENCHMARKS.md only
//! together with the numbers it is compared with, all from one run on one machine. The scripts
//! can be run alone too: `python3 benchmarks/start.py --help`.

use std::fs;

use testkit::{Failure, Result};

use crate::repository::Repository;
use crate::shell;
use crate::web;

pub(crate) const SUMMARY: &str = "measure, and name the machine";

pub(crate) const HELP: &str = "\
Runs the benchmarks one after another, release build, nothing beside them. Close what else is
running: on two cores a browser is a measurable thing.

Usage: cargo xtask bench [NAME]...

Needs Python 3, and `sqlite3` for the baseline of the import.

Without a name all of them run; `cargo xtask bench --list` names them. The numbers go into
docs/BENCHMARKS.md by hand, with the machine that is printed first.";

/// One thing worth measuring.
struct Benchmark {
    name: &'static str,
    measures: &'static str,
    /// The program and its arguments, from the top folder; `cargo` is the cargo that runs us.
    words: &'static [&'static str],
}

/// Every benchmark. The scripts are in `benchmarks/`; they print JSON and measure the release
/// build.
const ALL: [Benchmark; 9] = [
    Benchmark {
        name: "goals",
        measures: "the arithmetic of goals alone: scores, curves, periods, the graph",
        words: &["cargo", "bench", "--package", "goals"],
    },
    Benchmark {
        name: "trees",
        measures: "the graph on trees of several shapes and seeds, against plain sums",
        words: &["python3", "benchmarks/goals.py"],
    },
    Benchmark {
        name: "forecast",
        measures: "the demo's months forecast one by one: coverage, error against the naive one",
        words: &[
            "cargo",
            "run",
            "--release",
            "--package",
            "forecast",
            "--example",
            "backtest",
            "--",
            "demo",
            "--by-kpi",
        ],
    },
    Benchmark {
        name: "check-in",
        measures: "durable check-ins over HTTP with 100,000 key results, against a bare commit",
        words: &["python3", "benchmarks/check_in.py"],
    },
    Benchmark {
        name: "import",
        measures: "1,000,000 measurements from a file, against sqlite3 .import",
        words: &["python3", "benchmarks/import_rows.py"],
    },
    Benchmark {
        name: "push",
        measures: "1,000,000 measurements in one request, with reads beside it, both databases",
        words: &["python3", "benchmarks/push_rows.py", "--postgres"],
    },
    Benchmark {
        name: "start",
        measures: "start until /health on the demo, memory, size of the binary",
        words: &["python3", "benchmarks/start.py"],
    },
    Benchmark {
        name: "pages",
        measures: "the company page and the objective list, demo and 100,000 key results",
        words: &["python3", "benchmarks/pages.py"],
    },
    Benchmark {
        name: "series",
        measures: "a series of ten years of days with the target of each day",
        words: &["python3", "benchmarks/series.py"],
    },
];

/// What the scripts measure; building it is not part of any measurement.
const BUILDS: [&[&str]; 3] = [
    &["build", "--release", "--package", "azimuth"],
    &["build", "--release", "--package", "ops", "--example", "seed_large"],
    &["build", "--release", "--package", "goals", "--example", "tree"],
];

pub(crate) fn run(repository: &Repository, arguments: &[String]) -> Result {
    if arguments.iter().any(|word| word == "--list") {
        for benchmark in &ALL {
            println!("  {:<14} {}", benchmark.name, benchmark.measures);
        }
        return Ok(());
    }
    if let Some(unknown) = arguments.iter().find(|name| ALL.iter().all(|one| one.name != **name)) {
        return Err(Failure::new(format!("there is no benchmark `{unknown}`; see --list")));
    }
    println!("── machine: {}", machine());
    let is_wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|word| word == name);
    let wanted: Vec<_> = ALL.iter().filter(|benchmark| is_wanted(benchmark.name)).collect();
    if wanted.iter().any(|benchmark| benchmark.words[0] != "cargo") {
        build(repository)?;
    }
    for benchmark in wanted {
        let headline = format!("{}: {}", benchmark.name, benchmark.measures);
        shell::timed(&headline, || shell::run(&mut command(repository, benchmark)))?;
    }
    Ok(())
}

/// The web application is part of the binary's size, so it is built first.
fn build(repository: &Repository) -> Result {
    web::install(repository)?;
    web::build(repository)?;
    for words in BUILDS {
        shell::run(&mut repository.cargo(words))?;
    }
    Ok(())
}

fn command(repository: &Repository, benchmark: &Benchmark) -> std::process::Command {
    if let ["cargo", arguments @ ..] = benchmark.words {
        return repository.cargo(arguments);
    }
    let mut command = std::process::Command::new(benchmark.words[0]);
    command.args(&benchmark.words[1..]).current_dir(repository.root());
    command
}

/// Processor, cores and system; what is unknown is left out.
fn machine() -> String {
    let information = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = information.lines().find(|line| line.starts_with("model name"));
    let model = model.and_then(|line| line.split_once(':')).map(|(_, name)| name.trim());
    let cores = std::thread::available_parallelism().ok().map(|count| format!("{count} cores"));
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let parts = [model.map(str::to_owned), cores, Some(system)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
