//! The browser for end-to-end tests and screenshots.
//!
//! Playwright's own download is never used: the browser is the system's, and on Debian it is
//! installed when missing, with a font that can draw Chinese.

use std::path::{Path, PathBuf};
use std::process::Command;

use testkit::{Failure, Result, packages, program};

/// Tells Playwright's configuration which browser to start; set it to choose one yourself.
pub(crate) const VARIABLE: &str = "AZIMUTH_CHROMIUM";

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const APPLICATIONS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A browser and a Chinese font; what is missing is installed.
///
/// *Errors*: there is none and it cannot be installed.
pub(crate) fn find_or_install() -> Result<PathBuf> {
    let mut missing = Vec::new();
    if find().is_none() {
        missing.push("chromium");
    }
    if !has_chinese_font() {
        missing.push("fonts-noto-cjk");
    }
    if !missing.is_empty() {
        packages::install(&missing, "Chromium with a Chinese font for end-to-end tests")?;
    }
    let browser = find().ok_or_else(|| Failure::new("no Chromium even after installing one"))?;
    println!("  browser: {}", browser.display());
    Ok(browser)
}

fn find() -> Option<PathBuf> {
    if let Some(chosen) = std::env::var_os(VARIABLE) {
        return Some(chosen.into());
    }
    let on_path = NAMES.iter().find_map(|name| program::find(name));
    let application = || APPLICATIONS.iter().map(PathBuf::from).find(|path| path.is_file());
    on_path.or_else(application)
}

/// macOS draws Chinese by itself; elsewhere fontconfig knows.
fn has_chinese_font() -> bool {
    if Path::new("/System/Library/Fonts").exists() {
        return true;
    }
    program::output(Command::new("fc-list").arg(":lang=zh-cn"))
        .is_ok_and(|list| !list.trim().is_empty())
}
