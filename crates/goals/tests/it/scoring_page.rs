//! `docs/SCORING.md` is generated from the comments in the source, so that it cannot say something
//! else.
//!
//! A block of a module page between `<!-- scoring:TITLE -->` and `<!-- /scoring -->` becomes a
//! section. `UPDATE=1 cargo test -p goals scoring_page` writes the page anew.

use std::fs;
use std::path::{Path, PathBuf};

/// The files with blocks, in the order of the page; the rules of forecasts are in their own crate.
const SOURCES: [&str; 20] = [
    "key_result.rs",
    "objective.rs",
    "pace.rs",
    "status.rs",
    "grade.rs",
    "period.rs",
    "aggregate.rs",
    "formula.rs",
    "cube/window.rs",
    "subject.rs",
    "kpi_target.rs",
    "kpi_target/spread.rs",
    "kpi_target/cascade.rs",
    "scoring.rs",
    "kpi_driver.rs",
    "../../forecast/src/choose.rs",
    "../../forecast/src/spread.rs",
    "../../forecast/src/anomaly.rs",
    "../../forecast/src/staleness.rs",
    "../../forecast/src/watch.rs",
];

/// The folders that may have blocks, as the list above names them.
const FOLDERS: [&str; 2] = ["", "../../forecast/src/"];

const HEAD: &str = "\
# How Azimuth counts

<!-- Generated from the comments in crates/goals/src and crates/forecast/src. Do not edit: change
the comment, then run `UPDATE=1 cargo test -p goals scoring_page`. -->

Every number in Azimuth follows from the rules on this page, and every number can be opened to see
which rule and which recorded facts it came from. Three hold everywhere:

- A ratio is carried as 1.0 = 100 %. Other scales appear only where it is shown.
- What is not known is empty, never 0.
- Whoever reaches a limit exactly has reached it.
";

#[test]
fn scoring_page_says_what_the_source_says() {
    let mut page = HEAD.to_owned();
    for source in SOURCES {
        let blocks = blocks(&read(&source_folder().join(source)));
        assert!(!blocks.is_empty(), "{source} has no scoring block; take it off the list");
        for (title, text) in blocks {
            page.push_str(&format!("\n## {title}\n\n{text}\n"));
        }
    }
    // Links into the source mean nothing on the page.
    assert!(!page.contains("[`"), "a scoring block has a rustdoc link");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/SCORING.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).expect("docs/SCORING.md can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == page,
        "docs/SCORING.md differs; run `UPDATE=1 cargo test -p goals scoring_page`"
    );
}

#[test]
fn scoring_page_has_every_block() {
    for folder in FOLDERS {
        for path in sources(&source_folder().join(folder)) {
            let relative = path.strip_prefix(source_folder()).expect("it lies inside");
            let is_listed = SOURCES.iter().any(|source| Path::new(source) == relative);
            let has_block = !blocks(&read(&path)).is_empty();
            assert_eq!(has_block, is_listed, "{}: blocks and list differ", relative.display());
        }
    }
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the source can be listed");
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("the source can be listed").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The marked blocks of a source file, with their titles.
fn blocks(source: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, Vec<&str>)> = None;
    for line in source.lines() {
        let line = line.trim_start();
        let Some(comment) = line.strip_prefix("//!").or_else(|| line.strip_prefix("///")) else {
            assert!(open.is_none(), "a scoring block ends inside its comment");
            continue;
        };
        let comment = comment.strip_prefix(' ').unwrap_or(comment);
        if let Some(title) = comment.strip_prefix("<!-- scoring:") {
            assert!(open.is_none(), "scoring blocks do not nest");
            open = Some((title.trim_end_matches("-->").trim().to_owned(), Vec::new()));
        } else if comment.starts_with("<!-- /scoring -->") {
            let (title, lines) = open.take().expect("a scoring block has a beginning");
            blocks.push((title, lines.join("\n").trim().to_owned()));
        } else if let Some((_, lines)) = &mut open {
            lines.push(comment);
        }
    }
    assert!(open.is_none(), "a scoring block has an end");
    blocks
}
