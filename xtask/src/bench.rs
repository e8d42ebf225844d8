//! `cargo xtask bench`: the benchmarks, with the machine they ran on.
//!
//! To add a benchmark, add one entry to [`ALL`]. A number belongs into docs/BENCHMARKS.md only
//! together with the numbers it is compared with, all from one run on one machine.

use std::fs;

use testkit::{Failure, Result};

use crate::repository::Repository;
use crate::shell;

pub(crate) const SUMMARY: &str = "measure, and name the machine";

pub(crate) const HELP: &str = "\
Runs the benchmarks one after another, release build, nothing beside them. Close what else is
running: on two cores a browser is a measurable thing.

Usage: cargo xtask bench [NAME]...

Without a name all of them run; `cargo xtask bench --list` names them. The numbers go into
docs/BENCHMARKS.md by hand, with the machine that is printed first.";

/// One thing worth measuring.
struct Benchmark {
    name: &'static str,
    measures: &'static str,
    /// The program and its arguments, from the top folder; `cargo` is the cargo that runs us.
    words: &'static [&'static str],
}

/// Every benchmark.
const ALL: [Benchmark; 1] = [Benchmark {
    name: "goals",
    measures: "the arithmetic of goals alone: scores, curves, periods, the graph",
    words: &["cargo", "bench", "--package", "goals"],
}];

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
    for benchmark in ALL.iter().filter(|benchmark| is_wanted(benchmark.name)) {
        let headline = format!("{}: {}", benchmark.name, benchmark.measures);
        shell::timed(&headline, || shell::run(&mut command(repository, benchmark)))?;
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
