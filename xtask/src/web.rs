//! The web application from outside: its tools, its dependencies, its scripts, its build.
//!
//! `npm ci` and the build are skipped while their inputs are unchanged; the fingerprints of the
//! inputs lie in `web/node_modules`, so deleting that folder starts afresh.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use testkit::{Explain, Failure, Result, program};

use crate::repository::Repository;
use crate::{fingerprint, shell};

/// The oldest Node.js that Vite runs on: major and minor version.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Not part of what the build reads.
const NOT_INPUTS: [&str; 6] =
    ["node_modules", "dist", "e2e", "test-results", "playwright-report", "coverage"];

/// Checks that Node.js and npm are here and new enough.
///
/// *Errors*: one is missing or too old; the message says which version is needed.
pub(crate) fn check_tools() -> Result {
    let (major, minor) = OLDEST_NODE;
    let needed = format!("Azimuth's web application needs Node.js {major}.{minor} or newer");
    if program::find("node").is_none() {
        return Err(Failure::new(format!("{needed}, and there is no `node` on this machine")));
    }
    let version = node_version()?;
    if parse_version(&version).is_none_or(|found| found < OLDEST_NODE) {
        return Err(Failure::new(format!("{needed}; this is {version}")));
    }
    if program::find("npm").is_none() {
        return Err(Failure::new(format!("{needed} with npm, and there is no `npm`")));
    }
    Ok(())
}

/// Installs the dependencies exactly as locked.
///
/// *Errors*: the tools or the lock file are missing, or `npm ci` failed.
pub(crate) fn install(repository: &Repository) -> Result {
    check_tools()?;
    let web = repository.web();
    if !web.join("package-lock.json").is_file() {
        return Err(Failure::new("web/package-lock.json is missing"));
    }
    let inputs = ["package-lock.json", "package.json", ".npmrc"].map(|name| web.join(name));
    let current = format!("{} {}", node_version()?, fingerprint::of_files(&inputs)?);
    let stamp = web.join("node_modules").join(".azimuth-install");
    if fs::read_to_string(&stamp).is_ok_and(|before| before == current) {
        println!("  web/package-lock.json is unchanged since the last npm ci");
        return Ok(());
    }
    let mut npm = Command::new("npm");
    shell::run(npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(&web))?;
    fs::write(&stamp, current).explain("note the installed lock file")
}

/// Runs one of the scripts of `web/package.json`.
///
/// *Errors*: the folder is missing, or the script failed.
pub(crate) fn script(repository: &Repository, name: &str) -> Result {
    shell::run(
        Command::new("npm").args(["run", "--silent", name]).current_dir(existing(repository)?),
    )
}

/// A command that runs a JavaScript file of the web folder with Node.js.
///
/// Calling the file itself, not `npx`, leaves one process to stop and never asks a registry.
///
/// *Errors*: the file is missing.
pub(crate) fn node(repository: &Repository, file: &str) -> Result<Command> {
    let web = existing(repository)?;
    if !web.join(file).is_file() {
        return Err(Failure::new(format!("web/{file} is missing")));
    }
    let mut command = Command::new("node");
    command.arg(file).current_dir(web);
    Ok(command)
}

/// Builds `web/dist`, unless it was built from the same sources before.
///
/// *Errors*: the build failed. The dependencies must be installed.
pub(crate) fn build(repository: &Repository) -> Result {
    let web = existing(repository)?;
    let stamp = web.join("node_modules").join(".azimuth-build");
    let is_built = web.join("dist").join("index.html").is_file();
    if is_built && fs::read_to_string(&stamp).is_ok_and(|before| Ok(before) == inputs(&web)) {
        println!("  web/dist was built from these very sources");
        return Ok(());
    }
    script(repository, "build")?;
    // Taken after the build, because the build may itself refresh the generated route tree.
    fs::write(&stamp, inputs(&web)?).explain("note the sources of web/dist")
}

fn inputs(web: &Path) -> Result<String> {
    fingerprint::of_files(&fingerprint::files_below(web, &NOT_INPUTS)?)
}

fn existing(repository: &Repository) -> Result<PathBuf> {
    let web = repository.web();
    if web.join("package.json").is_file() {
        return Ok(web);
    }
    Err(Failure::new("the web application is missing: there is no web/package.json"))
}

fn node_version() -> Result<String> {
    Ok(program::output(Command::new("node").arg("--version"))?.trim().to_owned())
}

/// `v20.20.2` → (20, 20).
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim_start_matches('v').split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert_eq!(parse_version("v20.20.2"), Some((20, 20)));
        assert!(parse_version("v20.9.0").unwrap() < OLDEST_NODE);
        assert!(parse_version("v22.0.0").unwrap() > OLDEST_NODE);
        assert_eq!(parse_version("twenty"), None);
    }
}
