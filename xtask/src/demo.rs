//! `cargo xtask demo`: from a fresh clone to a running company, with one command.

use std::os::unix::process::CommandExt;
use std::process::Command;

use testkit::{Failure, Result};

use crate::repository::{Profile, Repository};
use crate::{shell, web};

pub(crate) const SUMMARY: &str = "build everything and serve the demo company";

pub(crate) const HELP: &str = "\
Builds the web application and the release binary, fills an embedded database with the demo
company (the air traffic of New York in 2013) and serves it. The address and the accounts are
printed. Ctrl-C stops it; the next start continues where it stopped.

Usage: cargo xtask demo [OPTIONS OF `azimuth demo`]

  --lang zh|en         the language of the demo's people and goals
  --listen ADDRESS     where to serve, for example 127.0.0.1:4700
  --data FOLDER        where the database lives
  --no-open            do not open the page in a browser

Needs Rust, Node.js 20.19 or newer, and npm. Installs the web application's dependencies into
web/node_modules and nothing anywhere else. The first run compiles everything and takes some
minutes; later runs do only what has changed.";

pub(crate) fn run(repository: &Repository, arguments: &[String]) -> Result {
    shell::timed("web dependencies", || web::install(repository))?;
    shell::timed("web application", || web::build(repository))?;
    shell::timed("server, release build", || {
        shell::run(&mut repository.cargo(&["build", "--release", "--package", "azimuth"]))
    })?;
    let binary = repository.binary(Profile::Release)?;
    println!("── azimuth demo {}", arguments.join(" "));
    // The server takes our place, so that Ctrl-C and the exit status are its own.
    let error = Command::new(&binary).arg("demo").args(arguments).exec();
    Err(Failure::new(format!("start {}: {error}", binary.display())))
}
