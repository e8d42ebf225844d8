//! `cargo xtask screenshots`: every page, in both languages and both themes.
//!
//! The pages, sizes and themes are listed in `web/playwright.screenshots.config.ts`; here a fresh
//! demo company is served once per language, so that every picture is of the same day.

use std::fs;
use std::path::{Path, PathBuf};

use testkit::{Explain, Failure, Result, ScratchDir};

use crate::repository::{Profile, Repository};
use crate::server::{self, Server};
use crate::{chromium, shell, web};

pub(crate) const SUMMARY: &str = "pictures of every page in both languages and themes";

pub(crate) const HELP: &str = "\
Builds the product, serves a fresh demo company on a free port, once per language, and lets a
real Chromium take a picture of every page, in the light and the dark theme and on a phone.

Usage: cargo xtask screenshots [--out FOLDER]

  --out FOLDER   where the pictures go (screenshots/); pictures of the same name are replaced

Look at them after every change of a page: no test sees that something is ugly.";

/// The languages of the demo, as `azimuth demo --lang` calls them.
const LANGUAGES: [&str; 2] = ["zh", "en"];

pub(crate) fn run(repository: &Repository, arguments: &[String]) -> Result {
    let folder = match arguments {
        [] => repository.root().join("screenshots"),
        [option, folder] if option == "--out" => {
            std::path::absolute(folder).explain(format!("find {folder}"))?
        }
        _ => return Err(Failure::new("the only option is `--out FOLDER`; see --help")),
    };
    fs::create_dir_all(&folder).explain(format!("create {}", folder.display()))?;
    shell::timed("web dependencies", || web::install(repository))?;
    shell::timed("web application", || web::build(repository))?;
    shell::timed("server", || {
        shell::run(&mut repository.cargo(&["build", "--package", "azimuth"]))
    })?;
    let browser = shell::timed("browser", chromium::find_or_install)?;
    for language in LANGUAGES {
        shell::timed(&format!("pictures, {language}"), || {
            take(repository, language, &folder, &browser)
        })?;
    }
    println!("── {} pictures in {}", count_pictures(&folder)?, folder.display());
    Ok(())
}

fn take(repository: &Repository, language: &str, folder: &Path, browser: &Path) -> Result {
    let data = ScratchDir::new("screenshots")?;
    let address = server::free_address()?;
    let log = data.path().join("server.log");
    let binary = repository.binary(Profile::Development)?;
    let mut command = Server::command(&binary);
    command
        .args(["demo", "--no-open", "--lang", language, "--listen", &address.to_string()])
        .arg("--data")
        .arg(data.path().join("data"));
    let output = fs::File::create(&log).explain("create the log of the server")?;
    command.stdout(output.try_clone().explain("share the log of the server")?).stderr(output);
    let mut server = Server::start(command, address)?;
    let result = server.wait_until_healthy().and_then(|()| {
        let mut command = web::node(repository, "node_modules/@playwright/test/cli.js")?;
        command
            .args(["test", "--config=playwright.screenshots.config.ts"])
            .env("AZIMUTH_BIN", &binary)
            .env("AZIMUTH_URL", format!("http://{address}"))
            .env("AZIMUTH_LANG", language)
            .env("AZIMUTH_SCREENSHOTS", folder)
            .env("AZIMUTH_SERVER_LOG", &log)
            .env(chromium::VARIABLE, browser);
        shell::run(&mut command)
    });
    drop(server);
    result.map_err(|failure| {
        let log = fs::read_to_string(&log).unwrap_or_default();
        Failure::new(format!("{failure}\nThe server said:\n{}", log.trim()))
    })
}

/// How many pictures there are now; a run that took none has failed.
fn count_pictures(folder: &Path) -> Result<usize> {
    let is_picture = |path: &&PathBuf| path.extension().is_some_and(|end| end == "png");
    let files = crate::fingerprint::files_below(folder, &[])?;
    match files.iter().filter(is_picture).count() {
        0 => Err(Failure::new(format!("no picture was taken: {} is empty", folder.display()))),
        count => Ok(count),
    }
}
