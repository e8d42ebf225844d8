//! Finding programs and running the ones whose output is wanted.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Explain, Failure, Result};

/// Debian keeps some programs out of an ordinary user's PATH.
const SYSTEM_FOLDERS: [&str; 3] = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/// The folders of PATH, then those of the system.
pub fn search_path() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).chain(SYSTEM_FOLDERS.map(PathBuf::from)).collect()
}

/// The first program called `name` on the search path.
pub fn find(name: &str) -> Option<PathBuf> {
    search_path().into_iter().map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Runs `command` without input and gives what it printed.
///
/// *Errors*: it could not be started, or it did not succeed; the message ends with what it wrote
/// to its standard error.
pub fn output(command: &mut Command) -> Result<String> {
    let name = Path::new(command.get_program()).display().to_string();
    let output = command.stdin(Stdio::null()).output().explain(format!("start {name}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("{name} ended with {}: {}", output.status, complaint.trim())))
}

/// Whether this process runs as root.
///
/// *Errors*: the program `id` is missing.
pub fn is_root() -> Result<bool> {
    Ok(output(Command::new("id").arg("-u"))?.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_by_its_name() {
        assert!(find("sh").is_some_and(|path| path.ends_with("sh")));
        assert_eq!(find("azimuth-no-such-program"), None);
    }

    #[test]
    fn a_failing_program_is_quoted() {
        let failure = output(Command::new("sh").args(["-c", "echo why >&2; exit 3"])).unwrap_err();
        assert_eq!(failure.to_string(), "sh ended with exit status: 3: why");
    }
}
