//! Where this machine keeps PostgreSQL's programs.
//!
//! Debian installs each major version into a folder of its own and puts only wrappers on PATH,
//! Homebrew keeps versioned formulas out of PATH altogether; so both places are looked at.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::failure::{Failure, Result};
use crate::{packages, program};

/// The oldest major version Azimuth supports.
const OLDEST_VERSION: u32 = 15;

/// Parents of one folder per version, and what follows the version in each.
const VERSIONED_FOLDERS: [(&str, &str); 4] = [
    ("/usr/lib/postgresql", "bin"),
    ("/opt/homebrew/opt", "bin"),
    ("/usr/local/opt", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "bin"),
];

/// One installed version of PostgreSQL with its server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    folder: PathBuf,
    version: u32,
}

impl Installation {
    /// The newest version on this machine, 15 or newer, with server and client.
    pub fn find() -> Option<Self> {
        folders().into_iter().filter_map(Self::in_folder).max_by_key(|found| found.version)
    }

    /// The newest version on this machine; Debian's packages are installed when there is none.
    ///
    /// *Errors*: there is none and it cannot be installed.
    pub fn find_or_install() -> Result<Self> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        keep_debian_from_starting_a_server()?;
        packages::install(&["postgresql"], "PostgreSQL for the tests")?;
        Self::find().ok_or_else(|| {
            Failure::new(format!(
                "no PostgreSQL {OLDEST_VERSION} or newer after installing Debian's `postgresql`; \
                 this release of the system is too old"
            ))
        })
    }

    /// The major version.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The path of one of its programs.
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn in_folder(folder: PathBuf) -> Option<Self> {
        let is_complete =
            ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).is_file());
        if !is_complete {
            return None;
        }
        let line = program::output(Command::new(folder.join("postgres")).arg("--version")).ok()?;
        let version = major_version(&line)?;
        (version >= OLDEST_VERSION).then_some(Self { folder, version })
    }
}

/// The newest `psql`, found once per process.
///
/// *Errors*: there is none.
pub(super) fn find_client() -> Result<PathBuf> {
    static CLIENT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        Installation::find().map(|found| found.program("psql")).or_else(|| program::find("psql"))
    };
    CLIENT.get_or_init(find).clone().ok_or_else(|| {
        Failure::new("tests create their databases with psql, and there is none on this machine")
    })
}

/// The package would create and start a server of its own. This folder is read by its
/// installation scripts and holds no file of any package, so a line of ours cannot conflict.
fn keep_debian_from_starting_a_server() -> Result {
    let folder = "/etc/postgresql-common/createcluster.d";
    if program::find("apt-get").is_none() || Path::new(folder).exists() {
        return Ok(());
    }
    println!("  writing {folder}/azimuth.conf, so that Debian starts no server of its own");
    packages::run_as_root(&["mkdir", "-p", folder])?;
    let line = format!("echo create_main_cluster = false > {folder}/azimuth.conf");
    packages::run_as_root(&["sh", "-c", &line])
}

fn folders() -> Vec<PathBuf> {
    let mut folders = program::search_path();
    for (parent, end) in VERSIONED_FOLDERS {
        let entries = fs::read_dir(parent).into_iter().flatten().flatten();
        folders.extend(entries.map(|entry| entry.path().join(end)));
    }
    folders
}

/// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` → 15; `18beta1` → 18.
fn major_version(line: &str) -> Option<u32> {
    let word =
        line.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    word.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_the_line_postgres_prints() {
        let debian = "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)";
        assert_eq!(major_version(debian), Some(15));
        assert_eq!(major_version("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major_version("postgres (PostgreSQL)"), None);
    }
}
