//! The known exceptions to the size limits, in `xtask/tidy-ratchet.toml`.
//!
//! The numbers go down only: a file over its number fails, and a file under it fails too until
//! the number is lowered, so that what was won is not lost again.

use std::collections::BTreeMap;

use testkit::{Explain, Failure, Result};

/// Where the exceptions are.
pub(super) const PATH: &str = "xtask/tidy-ratchet.toml";

const HEADER: &str = "\
# Files that are larger than STYLE.md allows, with what they measure. The numbers go down only:
# `cargo xtask tidy --tighten` lowers them, nothing raises them. To add an entry by hand is to ask
# the reviewer for an exception: say why in the commit.
#
#   [\"path/of/file.rs\"]
#   lines = 512              # of the file, when over 400
#   longest_function = 90    # in lines, when over 70
#   long_lines = 3           # lines of more than 100 columns, when any
";

/// What is measured of a file. Zero where there is nothing to except.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Excess {
    pub(super) lines: usize,
    pub(super) longest_function: usize,
    pub(super) long_lines: usize,
}

/// The exceptions by path.
pub(super) type Exceptions = BTreeMap<String, Excess>;

impl Excess {
    /// The three numbers with their names in the file.
    pub(super) fn numbers(&self) -> [(&'static str, usize); 3] {
        [
            ("lines", self.lines),
            ("longest_function", self.longest_function),
            ("long_lines", self.long_lines),
        ]
    }

    /// The smaller of both, number by number.
    pub(super) fn lower(&self, other: &Self) -> Self {
        Self {
            lines: self.lines.min(other.lines),
            longest_function: self.longest_function.min(other.longest_function),
            long_lines: self.long_lines.min(other.long_lines),
        }
    }

    /// Whether there is nothing to except.
    pub(super) fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Reads the file.
///
/// *Errors*: it is not TOML, or has a key or a value that means nothing here.
pub(super) fn parse(text: &str) -> Result<Exceptions> {
    let table: toml::Table = text.parse().explain(PATH)?;
    let mut exceptions = Exceptions::new();
    for (path, entry) in table {
        let mut excess = Excess::default();
        let numbers = entry.as_table().into_iter().flatten();
        for (key, value) in numbers {
            let number = value.as_integer().and_then(|number| usize::try_from(number).ok());
            let Some(number) = number else {
                return Err(Failure::new(format!("{PATH}: {path}: `{key}` is not a number")));
            };
            match key.as_str() {
                "lines" => excess.lines = number,
                "longest_function" => excess.longest_function = number,
                "long_lines" => excess.long_lines = number,
                _ => return Err(Failure::new(format!("{PATH}: {path}: unknown key `{key}`"))),
            }
        }
        exceptions.insert(path, excess);
    }
    Ok(exceptions)
}

/// Writes the file.
pub(super) fn render(exceptions: &Exceptions) -> String {
    let mut text = HEADER.to_owned();
    for (path, excess) in exceptions.iter().filter(|(_, excess)| !excess.is_none()) {
        text.push_str(&format!("\n[\"{path}\"]\n"));
        for (name, number) in excess.numbers().into_iter().filter(|(_, number)| *number > 0) {
            text.push_str(&format!("{name} = {number}\n"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let excess = Excess { lines: 512, longest_function: 0, long_lines: 3 };
        let exceptions = Exceptions::from([("crates/a/src/b.rs".to_owned(), excess)]);
        assert_eq!(parse(&render(&exceptions)).unwrap(), exceptions);
    }

    #[test]
    fn a_misspelt_key_is_refused() {
        let failure = parse("[\"a.rs\"]\nline = 3\n").unwrap_err().to_string();
        assert!(failure.contains("unknown key `line`"), "{failure}");
        assert!(parse("[\"a.rs\"]\nlines = \"many\"\n").is_err());
    }
}
