//! Where things are in the repository, and how cargo is called from inside cargo.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use testkit::{Explain, Failure, Result, program};

/// The work tree this xtask belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Repository {
    root: PathBuf,
}

/// What `cargo run` sets for us and must not reach another cargo: build scripts that watch these
/// variables (`ring` does) would rebuild half the tree each time one changes between a call
/// from xtask and one from the shell.
const VARIABLES_OF_OUR_CARGO: [&str; 16] = [
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
    "CARGO_MANIFEST_LINKS",
    "CARGO_PKG_NAME",
    "CARGO_PKG_VERSION",
    "CARGO_PKG_VERSION_MAJOR",
    "CARGO_PKG_VERSION_MINOR",
    "CARGO_PKG_VERSION_PATCH",
    "CARGO_PKG_VERSION_PRE",
    "CARGO_PKG_AUTHORS",
    "CARGO_PKG_DESCRIPTION",
    "CARGO_PKG_HOMEPAGE",
    "CARGO_PKG_LICENSE",
    "CARGO_PKG_README",
    "CARGO_PKG_REPOSITORY",
    "CARGO_PKG_RUST_VERSION",
];

/// A compiled variant of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to compile; dependencies are optimised all the same (see `Cargo.toml`).
    Development,
    /// What users run.
    Release,
}

impl Repository {
    /// The repository around the crate that cargo is running.
    ///
    /// *Errors*: we were started from elsewhere, without cargo.
    pub(crate) fn find() -> Result<Self> {
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir().explain("find the current folder")?,
        };
        let is_root = |folder: &&Path| folder.join("xtask").join("Cargo.toml").is_file();
        let root = start.ancestors().find(is_root).ok_or_else(|| {
            Failure::new(format!("{} is not inside the repository", start.display()))
        })?;
        Ok(Self { root: root.to_owned() })
    }

    /// The top folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the web application.
    pub(crate) fn web(&self) -> PathBuf {
        self.root.join("web")
    }

    /// Cargo, in the top folder, as if started from the shell.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(arguments).current_dir(&self.root).stdin(Stdio::null());
        for variable in VARIABLES_OF_OUR_CARGO {
            command.env_remove(variable);
        }
        command
    }

    /// Where cargo puts the product's binary.
    ///
    /// *Errors*: the workspace does not load.
    pub(crate) fn binary(&self, profile: Profile) -> Result<PathBuf> {
        let folder = match profile {
            Profile::Development => "debug",
            Profile::Release => "release",
        };
        let mut metadata = self.cargo(&["metadata", "--no-deps", "--format-version", "1"]);
        let text = program::output(&mut metadata)?;
        let metadata: serde_json::Value =
            serde_json::from_str(&text).explain("read the answer of cargo metadata")?;
        let target = metadata["target_directory"].as_str().ok_or_else(|| {
            Failure::new("cargo metadata does not name the target folder".to_owned())
        })?;
        Ok(Path::new(target).join(folder).join("azimuth"))
    }
}
