//! Shipped migrations are append-only.
//!
//! A database in the field has run the old text of a migration and will never run the new one. So
//! every migration has a line in `xtask/migrations.lock`, as `sha256sum` prints it, and a locked
//! file never changes. One that was never shipped may change: delete its line and lock it again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use testkit::{Explain, Failure, Result};

use super::tree::{Finding, Tree};
use crate::fingerprint;

const LOCK: &str = "xtask/migrations.lock";
const FOLDER: &str = "crates/store/src/migration/";

/// The list of migrations grows with every migration.
const LISTS: [&str; 1] = ["crates/store/src/migration/mod.rs"];

const HEADER: &str = "\
# Migrations that must not change any more, as `sha256sum` prints them. `cargo xtask tidy` checks
# them, `cargo xtask tidy --lock-migrations` adds new ones.
";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let locked = locked(tree);
    let mut findings = Vec::new();
    for (path, digest) in migrations(tree) {
        match locked.get(path) {
            Some(before) if *before == digest => {}
            Some(_) => findings.push(Finding::file(
                path,
                format!(
                    "changed after it was locked; write a new migration (never shipped? delete \
                     its line in {LOCK} and run `cargo xtask tidy --lock-migrations`)"
                ),
            )),
            None => findings.push(Finding::file(
                path,
                "not locked yet; run `cargo xtask tidy --lock-migrations`",
            )),
        }
        // Databases run migrations in the order of their names.
        let later = locked.keys().find(|other| !locked.contains_key(path) && **other > path);
        if let Some(later) = later {
            let message = format!("sorts before `{later}`, which is locked; give it a later name");
            findings.push(Finding::file(path, message));
        }
    }
    for path in locked.keys().filter(|path| tree.text(path).is_none()) {
        findings.push(Finding::file(path, "locked, and missing: databases have run it"));
    }
    findings
}

/// Adds the migrations that have no line yet; never changes a line.
///
/// *Errors*: a locked migration has changed, or the file cannot be written.
pub(super) fn lock(tree: &Tree, root: &Path) -> Result {
    let before = locked(tree);
    let mut lines: BTreeMap<&str, String> =
        before.iter().map(|(path, digest)| (*path, (*digest).to_owned())).collect();
    for (path, digest) in migrations(tree) {
        let known = lines.entry(path).or_insert_with(|| digest.clone());
        if *known != digest {
            return Err(Failure::new(format!("{path} is locked and has changed; see `tidy`")));
        }
    }
    let body: String = lines.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect();
    fs::write(root.join(LOCK), format!("{HEADER}{body}")).explain(format!("write {LOCK}"))?;
    println!("  {LOCK}: {} migrations, before {}", lines.len(), before.len());
    Ok(())
}

fn migrations(tree: &Tree) -> impl Iterator<Item = (&str, String)> {
    tree.files()
        .filter(|(path, _)| path.starts_with(FOLDER) && !LISTS.contains(path))
        .map(|(path, text)| (path, fingerprint::of(text.as_bytes())))
}

/// Path and digest of every locked migration.
fn locked(tree: &Tree) -> BTreeMap<&str, &str> {
    let lines = tree.text(LOCK).unwrap_or_default().lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once("  ")).map(|(digest, path)| (path, digest)).collect()
}

#[cfg(test)]
mod tests {
    use testkit::ScratchDir;

    use super::super::tree::report;
    use super::*;

    const FIRST: &str = "crates/store/src/migration/m2026_01_first.rs";
    const SECOND: &str = "crates/store/src/migration/m2026_02_second.rs";

    fn lock_text(files: &[(&str, &str)]) -> String {
        let scratch = ScratchDir::new("migrations").unwrap();
        fs::create_dir(scratch.path().join("xtask")).unwrap();
        lock(&Tree::of(files), scratch.path()).unwrap();
        fs::read_to_string(scratch.path().join(LOCK)).unwrap()
    }

    #[test]
    fn a_locked_migration_must_stay_as_it_is() {
        let text = lock_text(&[(FIRST, "one"), (LISTS[0], "a list")]);
        assert_eq!(check(&Tree::of(&[(FIRST, "one"), (LISTS[0], "longer"), (LOCK, &text)])), []);
        let changed = report(&check(&Tree::of(&[(FIRST, "two"), (LOCK, &text)])));
        assert!(changed.contains("changed after it was locked"), "{changed}");
        let missing = report(&check(&Tree::of(&[(LOCK, &text)])));
        assert!(missing.contains("locked, and missing"), "{missing}");
        assert!(lock(&Tree::of(&[(FIRST, "two"), (LOCK, &text)]), Path::new("/")).is_err());
    }

    #[test]
    fn a_new_migration_is_locked_and_comes_last() {
        let unlocked = report(&check(&Tree::of(&[(FIRST, "one")])));
        assert!(unlocked.contains("--lock-migrations"), "{unlocked}");
        let text = lock_text(&[(SECOND, "two")]);
        let early = report(&check(&Tree::of(&[(FIRST, "one"), (SECOND, "two"), (LOCK, &text)])));
        assert!(early.contains("give it a later name"), "{early}");
    }
}
