//! The text files of the repository, as rules see them.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;

use testkit::{Explain, Result, program};

/// Every text file that git tracks or would track, by its path from the top folder.
#[derive(Debug, Default)]
pub(super) struct Tree {
    files: BTreeMap<String, String>,
    /// Binary files: known to exist, not read.
    others: Vec<String>,
}

/// One place where a rule is broken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Finding {
    path: String,
    line: Option<usize>,
    message: String,
}

impl Tree {
    /// Reads the work tree as it is now, committed or not.
    ///
    /// *Errors*: git is missing or does not know the folder, or a file cannot be read.
    pub(super) fn load(root: &Path) -> Result<Self> {
        let list = program::output(
            Command::new("git")
                .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
                .current_dir(root),
        )?;
        let mut tree = Self::default();
        for path in list.split('\0').filter(|path| !path.is_empty()) {
            let file = root.join(path);
            // Tracked but deleted, or a link to elsewhere.
            if !file.is_file() || file.is_symlink() {
                continue;
            }
            let bytes = fs::read(&file).explain(format!("read {path}"))?;
            match String::from_utf8(bytes) {
                Ok(text) if !text.contains('\0') => {
                    tree.files.insert(path.to_owned(), text);
                }
                _ => tree.others.push(path.to_owned()),
            }
        }
        Ok(tree)
    }

    /// A tree for a test.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        Self { files: files.iter().map(own).collect(), others: Vec::new() }
    }

    /// Path and text of every file, sorted by path.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Those written in Rust.
    pub(super) fn rust_files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files().filter(|(path, _)| path.ends_with(".rs"))
    }

    /// The text of one file.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether `path` is a file, of whatever kind, or a folder with one in it.
    pub(super) fn contains(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        let mut paths = self.files.keys().chain(&self.others);
        paths.any(|file| file == path || file.starts_with(&folder))
    }
}

impl Finding {
    /// About a whole file.
    pub(super) fn file(path: &str, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, message: message.into() }
    }

    /// About one line, counted from 1.
    pub(super) fn line(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: Some(line), message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line}: {}", self.path, self.message),
            None => write!(formatter, "{}: {}", self.path, self.message),
        }
    }
}

/// The findings of a rule, one a line, for the assertions of its tests.
#[cfg(test)]
pub(super) fn report(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
