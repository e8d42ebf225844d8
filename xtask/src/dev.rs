//! `cargo xtask dev`: the server and Vite side by side, following the sources.
//!
//! The old server keeps running while the new one compiles, and goes on when the compiler says
//! no; so a half-written line never takes the page away.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use testkit::keeper::{Ending, Keeper};
use testkit::{Explain, Failure, Result};

use crate::repository::{Profile, Repository};
use crate::server::Server;
use crate::{fingerprint, shell, web};

pub(crate) const SUMMARY: &str = "serve while you edit: the server restarts, the page reloads";

pub(crate) const HELP: &str = "\
Runs the demo server on 127.0.0.1:4700 and Vite on 127.0.0.1:5173, which passes /api on to the
server. Open http://127.0.0.1:5173. A change in web/src shows at once; a change in a crate
compiles, then restarts the server on the same database. Ctrl-C stops both.

Usage: cargo xtask dev [OPTIONS OF `azimuth demo`]

  --lang zh|en     the language of the demo's people and goals
  --data FOLDER    where the database lives (data/dev); delete it to start over

Needs Rust, Node.js 20.19 or newer, and npm.";

const ADDRESS: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 4700);

/// Short enough to feel immediate; a few hundred files take about a millisecond to look at.
const POLL_INTERVAL: Duration = Duration::from_millis(400);

pub(crate) fn run(repository: &Repository, arguments: &[String]) -> Result {
    shell::timed("web dependencies", || web::install(repository))?;
    shell::timed("server", || compile(repository))?;
    let arguments = with_defaults(repository, arguments);
    let mut server = serve(repository, &arguments)?;
    let mut vite = start_vite(repository)?;
    server.wait_until_healthy()?;
    println!("── http://127.0.0.1:5173 follows your edits; Ctrl-C stops");
    let mut seen = snapshot(repository)?;
    loop {
        std::thread::sleep(POLL_INTERVAL);
        if !vite.is_running()? {
            return Err(Failure::new("Vite ended; is port 5173 taken?"));
        }
        let now = snapshot(repository)?;
        let Some(changed) = first_difference(&seen, &now) else { continue };
        println!("── {} changed", changed.display());
        seen = now;
        match shell::timed("server", || compile(repository)) {
            Ok(()) => {
                // The old one must let go of port and database before the new one takes them.
                drop(server);
                server = serve(repository, &arguments)?;
            }
            Err(failure) if server.is_running()? => {
                println!("   {failure}; the server before it runs on");
            }
            Err(failure) => println!("   {failure}; no server is running"),
        }
    }
}

fn compile(repository: &Repository) -> Result {
    shell::run(&mut repository.cargo(&["build", "--package", "azimuth"]))
}

fn serve(repository: &Repository, arguments: &[String]) -> Result<Server> {
    let mut command = Server::command(&repository.binary(Profile::Development)?);
    command.arg("demo").args(arguments);
    Server::start(command, ADDRESS)
}

fn start_vite(repository: &Repository) -> Result<Keeper> {
    let mut command = Keeper::command("npm", Ending::Terminate, None);
    command.args(["run", "--silent", "dev"]).current_dir(repository.web());
    Keeper::start(command)
}

/// The caller's options, and ours where the caller left a choice.
fn with_defaults(repository: &Repository, arguments: &[String]) -> Vec<String> {
    let mut all = arguments.to_vec();
    let is_given = |name: &str| {
        arguments.iter().any(|word| word == name || word.starts_with(&format!("{name}=")))
    };
    if !is_given("--listen") {
        all.extend(["--listen".to_owned(), ADDRESS.to_string()]);
    }
    if !is_given("--data") {
        let folder = repository.root().join("data").join("dev");
        all.extend(["--data".to_owned(), folder.display().to_string()]);
    }
    if !is_given("--no-open") {
        all.push("--no-open".to_owned());
    }
    all
}

/// Everything the server is compiled from, with the time of its last change.
type Snapshot = BTreeMap<PathBuf, SystemTime>;

fn snapshot(repository: &Repository) -> Result<Snapshot> {
    let root = repository.root();
    let mut files = fingerprint::files_below(&root.join("crates"), &["target"])?;
    files.extend(["Cargo.toml", "Cargo.lock"].map(|name| root.join(name)));
    let mut snapshot = Snapshot::new();
    for file in files {
        // An editor may replace a file between our two looks at it.
        let Ok(data) = fs::metadata(&file) else { continue };
        let time = data.modified().explain("read the time of a file")?;
        snapshot.insert(file, time);
    }
    Ok(snapshot)
}

/// A file that was added, changed or removed.
fn first_difference<'a>(before: &'a Snapshot, after: &'a Snapshot) -> Option<&'a Path> {
    let changed = after.iter().find(|(path, time)| before.get(*path) != Some(time));
    let removed = || before.keys().find(|path| !after.contains_key(*path));
    changed.map(|(path, _)| path).or_else(removed).map(PathBuf::as_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot_of(files: &[(&str, u64)]) -> Snapshot {
        let time = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        files.iter().map(|(path, seconds)| (PathBuf::from(path), time(*seconds))).collect()
    }

    #[test]
    fn a_file_added_changed_or_removed_is_a_difference() {
        let before = snapshot_of(&[("a.rs", 1), ("b.rs", 1)]);
        assert_eq!(first_difference(&before, &before.clone()), None);
        for (after, expected) in [
            (snapshot_of(&[("a.rs", 1), ("b.rs", 2)]), "b.rs"),
            (snapshot_of(&[("a.rs", 1), ("b.rs", 1), ("c.rs", 1)]), "c.rs"),
            (snapshot_of(&[("b.rs", 1)]), "a.rs"),
        ] {
            assert_eq!(first_difference(&before, &after), Some(Path::new(expected)));
        }
    }
}
