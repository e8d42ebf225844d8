//! Fingerprints of files: work whose inputs have not changed is not done again.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use testkit::{Explain, Result};

/// The SHA-256 of `bytes` in hexadecimal, as `sha256sum` prints it.
///
/// ```text
/// of(b"") = e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
/// ```
pub(crate) fn of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One fingerprint of many files: their paths, lengths and contents, whatever their times.
///
/// *Missing*: a file that does not exist differs from an empty one.
///
/// *Errors*: a file cannot be read.
pub(crate) fn of_files(files: &[PathBuf]) -> Result<String> {
    let mut hasher = Sha256::new();
    for path in files {
        hasher.update(path.as_os_str().as_encoded_bytes());
        if path.exists() {
            let bytes = fs::read(path).explain(format!("read {}", path.display()))?;
            hasher.update(bytes.len().to_le_bytes());
            hasher.update(&bytes);
        } else {
            hasher.update(u64::MAX.to_le_bytes());
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Every file below `folder`, sorted, without the folders and files called one of `skipped`.
///
/// *Errors*: a folder cannot be read.
pub(crate) fn files_below(folder: &Path, skipped: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let doing = || format!("list {}", folder.display());
        for entry in fs::read_dir(&folder).explain(doing())? {
            let entry = entry.explain(doing())?;
            if skipped.iter().any(|name| entry.file_name() == *name) {
                continue;
            }
            let kind = entry.file_type().explain(doing())?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use testkit::ScratchDir;

    use super::*;

    #[test]
    fn the_fingerprint_follows_names_and_contents() {
        let scratch = ScratchDir::new("fingerprint").unwrap();
        let write = |name: &str, text: &str| fs::write(scratch.path().join(name), text).unwrap();
        let now = || of_files(&files_below(scratch.path(), &["dist"]).unwrap()).unwrap();
        write("a", "1");
        let first = now();
        write("a", "2");
        assert_ne!(now(), first);
        write("a", "1");
        assert_eq!(now(), first, "the same content is the same, whenever it was written");
        fs::rename(scratch.path().join("a"), scratch.path().join("b")).unwrap();
        assert_ne!(now(), first);
        fs::rename(scratch.path().join("b"), scratch.path().join("a")).unwrap();
        write("dist", "skipped");
        assert_eq!(now(), first);
    }

    #[test]
    fn the_digest_is_the_well_known_one() {
        assert!(of(b"").starts_with("e3b0c44298fc1c14"));
    }
}
