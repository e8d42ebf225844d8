//! Running `azimuth` to its end, in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use testkit::ScratchDir;

/// A folder and the database that the program works on there.
#[derive(Debug)]
pub(crate) struct Place {
    folder: ScratchDir,
    /// Another database than the SQLite file in the folder.
    database: Option<String>,
}

/// What a command said.
#[derive(Debug)]
pub(crate) struct Said {
    /// Its exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    /// Its standard output.
    pub(crate) out: String,
    /// Its standard error.
    pub(crate) err: String,
}

impl Said {
    /// The standard output of a command that succeeded.
    #[track_caller]
    pub(crate) fn success(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self.out
    }

    /// The standard error of a command that did not succeed.
    #[track_caller]
    pub(crate) fn failure(self) -> String {
        assert_eq!(self.code, Some(1), "{}{}", self.out, self.err);
        self.err
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Place {
    /// An empty folder, for a SQLite file.
    pub(crate) fn new() -> Self {
        let folder = ScratchDir::new("binary").unwrap();
        Self { folder, database: None }
    }

    /// An empty folder, and a database elsewhere.
    pub(crate) fn with_database(url: String) -> Self {
        Self { database: Some(url), ..Self::new() }
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The address of the database.
    pub(crate) fn database(&self) -> String {
        let file = || format!("sqlite:{}", self.data().join("azimuth.sqlite").display());
        self.database.clone().unwrap_or_else(file)
    }

    /// A path inside the folder.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The program, with nothing of our own environment in its configuration.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_azimuth"));
        for (name, _) in std::env::vars() {
            if name.starts_with("AZIMUTH_") {
                command.env_remove(name);
            }
        }
        command.args(words).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("AZIMUTH_LOG", "warn");
        if let Some(url) = &self.database {
            command.env("AZIMUTH_DATABASE", url);
        }
        command
    }

    /// Runs the program to its end; without `--data`, its database is in `data` of the folder.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        self.command(words).output().unwrap().into()
    }
}
