//! `cargo xtask`: every command that works on the repository rather than inside the product.
//!
//! One file per command, one line per command in [`COMMANDS`]. What several commands share:
//! `repository.rs` (where things are, how cargo is called), `shell.rs` (running and timing),
//! `web.rs` (the web application's dependencies and build), `chromium.rs`. Development only: the
//! product never depends on it. The one invariant: a command says what it does before it does it,
//! and ends with a non-zero status when any part failed.

mod bench;
mod chromium;
mod demo;
mod dev;
mod fingerprint;
mod repository;
mod screenshots;
mod server;
mod shell;
mod test;
mod tidy;
mod web;

use std::process::ExitCode;

use repository::Repository;
use testkit::{Failure, Result};

/// One command of `cargo xtask`.
struct Command {
    name: &'static str,
    /// One line, for the list of commands.
    summary: &'static str,
    /// Everything a newcomer needs, for `cargo xtask NAME --help`.
    help: &'static str,
    run: fn(&Repository, &[String]) -> Result,
}

/// Every command, in the order in which one meets them.
const COMMANDS: [Command; 6] = [
    Command { name: "demo", summary: demo::SUMMARY, help: demo::HELP, run: demo::run },
    Command { name: "dev", summary: dev::SUMMARY, help: dev::HELP, run: dev::run },
    Command { name: "test", summary: test::SUMMARY, help: test::HELP, run: test::run },
    Command { name: "tidy", summary: tidy::SUMMARY, help: tidy::HELP, run: tidy::run },
    Command {
        name: "screenshots",
        summary: screenshots::SUMMARY,
        help: screenshots::HELP,
        run: screenshots::run,
    },
    Command { name: "bench", summary: bench::SUMMARY, help: bench::HELP, run: bench::run },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => {
            println!("{}", overview());
            Ok(())
        }
        ["help", name] => {
            println!("{}", find(name)?.help);
            Ok(())
        }
        [name, rest @ ..] if rest.iter().any(|word| matches!(*word, "--help" | "-h")) => {
            println!("{}", find(name)?.help);
            Ok(())
        }
        [name, ..] => (find(name)?.run)(&Repository::find()?, &arguments[1..]),
    }
}

fn find(name: &str) -> Result<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name).ok_or_else(|| {
        let names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
        let known = names.join(", ");
        Failure::new(format!("there is no command `{name}`; `cargo xtask` knows {known}"))
    })
}

fn overview() -> String {
    let mut text = String::from(
        "The commands of this repository. Start with `cargo xtask demo`.\n\n\
         Usage: cargo xtask COMMAND [OPTIONS]\n\n",
    );
    for command in &COMMANDS {
        text.push_str(&format!("  {:<12} {}\n", command.name, command.summary));
    }
    text.push_str("\n`cargo xtask COMMAND --help` explains one of them.");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overview_names_every_command() {
        let overview = overview();
        for command in &COMMANDS {
            assert!(overview.contains(command.name));
            assert!(command.help.contains(&format!("cargo xtask {}", command.name)));
        }
    }

    #[test]
    fn an_unknown_command_is_answered_with_the_known_ones() {
        let failure = dispatch(&["tset".to_owned()]).unwrap_err().to_string();
        assert!(failure.contains("`tset`") && failure.contains("test, tidy"), "{failure}");
    }
}
