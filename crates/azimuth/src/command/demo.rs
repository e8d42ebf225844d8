//! `azimuth demo`

use std::sync::Arc;

use clap::Args;
use ops::App;
use store::Durability;

use super::serve::demo_control;
use crate::config::{Config, ServeFlags};
use crate::demo::{self, DemoMachine, Language, PASSWORD};
use crate::failure::Failure;
use crate::open;
use crate::serve::{self, Service};

/// What `azimuth demo` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub serve: ServeFlags,
    /// The language of names and texts in the demo; each account can read the application in either
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
}

/// Fills an empty database with the demo, or opens the demo that is there, and serves it.
///
/// # Errors
/// When the database holds an organisation that is not the demo, or cannot be opened or filled.
pub async fn run(config: &Config, arguments: Arguments) -> Result<(), Failure> {
    let opened = open::open(config, Durability::Normal).await?;
    let (app, control, accounts) = if let Some(control) = demo_control(&opened) {
        println!("The demo is there already; it goes on where it was.");
        (opened.app, Some(control), Vec::new())
    } else if opened.organizations.is_empty() {
        let database = opened.app.database().clone();
        let filled =
            demo::fill(database, arguments.lang, |what| println!("Preparing {what} …")).await?;
        let (database, clock) = (filled.app.database().clone(), filled.clock.clone());
        let app = App::with_sources(database, clock, config.sources.clone());
        let machine: Arc<dyn ops::demo_clock::DemoControl> =
            Arc::new(DemoMachine::new(app.clone(), filled.clock));
        (app, Some(machine), filled.accounts)
    } else {
        return Err(Failure::Told(format!(
            "{} holds an organisation already; name another folder with --data",
            config.database
        )));
    };
    let service = Service { app, demo: control, setup_code: None };
    serve::run(config, service, |address| {
        println!("\nAzimuth is at http://{address}\n");
        for (name, title, email) in &accounts {
            println!("  {email:<40} {PASSWORD}   {name}, {title}");
        }
        if accounts.is_empty() {
            println!("  Every account of the demo has the password {PASSWORD}");
        }
        println!("\nCtrl-C stops it.");
        if !arguments.no_open {
            open_browser(&format!("http://{address}"));
        }
    })
    .await
}

/// Opens the page where the system knows how; where it does not, the address is printed anyway.
fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let quiet = || std::process::Stdio::null();
    let started = std::process::Command::new(program)
        .arg(address)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn();
    if let Err(error) = started {
        tracing::debug!(%error, "No browser was opened: {program} cannot be run");
    }
}
