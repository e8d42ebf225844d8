//! Folders that exist for as long as somebody holds them.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::failure::{Explain, Result};

/// An empty folder, readable by its owner only, deleted with everything in it on drop.
#[derive(Debug)]
pub struct ScratchDir {
    path: PathBuf,
}

static MADE: AtomicU32 = AtomicU32::new(0);

impl ScratchDir {
    /// A new folder in the machine's temporary folder, with `label` in its name.
    ///
    /// *Errors*: the temporary folder is missing, full or read-only.
    ///
    /// ```
    /// let scratch = testkit::ScratchDir::new("example")?;
    /// std::fs::write(scratch.path().join("note.txt"), "gone when the scope ends").unwrap();
    /// # Ok::<(), testkit::Failure>(())
    /// ```
    pub fn new(label: &str) -> Result<Self> {
        Self::new_in(&std::env::temp_dir(), label)
    }

    /// A new folder inside `parent`.
    ///
    /// *Errors*: `parent` is missing, full or read-only.
    pub fn new_in(parent: &Path, label: &str) -> Result<Self> {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let nanos = std::time::UNIX_EPOCH.elapsed().map_or(0, |elapsed| elapsed.subsec_nanos());
        let name = format!("azimuth-{label}-{}-{number}-{nanos:08x}", std::process::id());
        let path = parent.join(name);
        // Creation refuses a path that exists, so nobody can lay a folder of theirs in our way.
        fs::DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .explain(format!("create the scratch folder {}", path.display()))?;
        Ok(Self { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for ScratchDir {
    fn drop(&mut self) {
        // Whoever used the folder may have deleted it already, and a drop has nobody to tell.
        let _ = fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_goes_with_its_holder() {
        let scratch = ScratchDir::new("scratch-test").unwrap();
        let path = scratch.path().to_owned();
        fs::create_dir(path.join("inner")).unwrap();
        assert!(path.is_dir());
        drop(scratch);
        assert!(!path.exists());
    }

    #[test]
    fn two_folders_with_one_label_are_two() {
        let first = ScratchDir::new("twin").unwrap();
        let second = ScratchDir::new("twin").unwrap();
        assert_ne!(first.path(), second.path());
    }
}
