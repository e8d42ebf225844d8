//! `cargo xtask test`: everything that must pass, in one run.
//!
//! The steps are listed in [`steps::ALL`], the cheap ones first; `plan.rs` decides which of them
//! run and draws the table at the end. To add a step, add one entry there. The one invariant: a
//! step passes only when its work was done and succeeded. What is missing is a failure; only what
//! stands on a failed step is left out, and named.

mod plan;
mod steps;

use testkit::{Failure, Result};

use crate::repository::Repository;

pub(crate) const SUMMARY: &str = "everything that must pass before a change lands";

pub(crate) const HELP: &str = "\
Runs every check there is, the cheap ones first, and ends with a table of steps and times.

Usage: cargo xtask test [--list | --quick | --only STEP ...]

  --quick      leave out what takes long: PostgreSQL, the size budgets and the browser
  --only STEP  run this step and the steps it needs; may be repeated
  --list       name the steps

The Rust tests run on SQLite and on a real PostgreSQL. The server is a throwaway one in a
temporary folder; to use your own, set AZIMUTH_TEST_POSTGRES to the URL of a user who may create
databases. The end-to-end tests drive the system's Chromium; AZIMUTH_CHROMIUM chooses another.
On Debian and Ubuntu, missing programs (postgresql, chromium, fonts-noto-cjk) are installed with
apt-get, and named.";

pub(crate) fn run(repository: &Repository, arguments: &[String]) -> Result {
    let mut selection = plan::Selection::Everything;
    let mut words = arguments.iter().map(String::as_str);
    while let Some(word) = words.next() {
        match (word, &mut selection) {
            ("--list", _) => {
                println!("{}", plan::list(&steps::ALL));
                return Ok(());
            }
            ("--quick", _) => selection = plan::Selection::Quick,
            ("--only", selection) => {
                let name = words.next().ok_or_else(|| Failure::new("--only needs a step"))?;
                selection.add(plan::find(&steps::ALL, name)?.name);
            }
            _ => return Err(Failure::new(format!("unknown option `{word}`; see --help"))),
        }
    }
    let chosen = plan::choose(&steps::ALL, &selection);
    let mut workbench = steps::Workbench::new(repository);
    let outcomes = plan::execute(&chosen, &mut workbench);
    println!("\n{}", plan::table(&outcomes));
    let closing_line = plan::closing_line(&outcomes);
    if plan::all_passed(&outcomes) {
        println!("{closing_line}");
        return Ok(());
    }
    Err(Failure::new(closing_line))
}
