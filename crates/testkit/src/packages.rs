//! Installing what is missing from the operating system, and saying so.
//!
//! Debian and Ubuntu only: there the package names are known and `apt-get` needs no questions.
//! Elsewhere the message names the programs, and installing them is left to their owner.

use std::io::IsTerminal;
use std::process::{Command, Stdio};

use crate::failure::{Explain, Failure, Result};
use crate::program;

/// Waits for another installation to end instead of failing beside it.
const LOCK_OPTIONS: [&str; 2] = ["-o", "DPkg::Lock::Timeout=600"];

/// Installs Debian packages because of `reason`, which is printed: "PostgreSQL for the tests".
///
/// *Errors*: this is not a Debian system, there is no root and no `sudo`, or `apt-get` failed.
pub fn install(packages: &[&str], reason: &str) -> Result {
    let names = packages.join(" ");
    if program::find("apt-get").is_none() {
        return Err(Failure::new(format!(
            "{reason}: not found, and this system has no apt-get to install it with. On Debian \
             the packages are called {names}; install yours (macOS: brew) and run this again"
        )));
    }
    println!("  {reason}: not found; installing the Debian packages {names} with apt-get");
    let update = ["apt-get", "update", "-qq"];
    let install = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends"];
    // One source that does not answer must not stop the others from serving.
    if let Err(failure) = run_as_root(&[&update, &LOCK_OPTIONS[..]].concat()) {
        println!("  {failure}; trying with the package lists as they are");
    }
    run_as_root(&[&install, &LOCK_OPTIONS[..], packages].concat())
}

/// Runs a command as root, through `sudo` for everyone else.
///
/// *Errors*: there is no `sudo`, it may not be used, or the command failed.
pub fn run_as_root(words: &[&str]) -> Result {
    let sentence = words.join(" ");
    let mut command = if program::is_root()? {
        Command::new("env")
    } else if program::find("sudo").is_none() {
        return Err(Failure::new(format!("`{sentence}` needs root, and there is no sudo")));
    } else {
        let mut sudo = Command::new("sudo");
        // Without a terminal nobody can type a password: fail at once, don't wait for one.
        if !std::io::stdin().is_terminal() {
            sudo.arg("--non-interactive");
        }
        sudo.arg("env");
        sudo
    };
    let status = command
        .arg("DEBIAN_FRONTEND=noninteractive")
        .args(words)
        .stdin(Stdio::null())
        .status()
        .explain(format!("start `{sentence}`"))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{sentence}` ended with {status}")))
}
