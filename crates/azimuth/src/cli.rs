//! The command line: what can be typed, and what it teaches.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use ops::Viewer;
use store::Durability;

use crate::command;
use crate::config::{Config, EXAMPLE, Flags, ServeFlags};
use crate::failure::Failure;
use crate::logging;
use crate::open;

/// Steer an organisation by goals and judge its performance from the same facts.
///
/// Try it:        azimuth demo
///
/// Use it: azimuth serve (then open the printed address and enter the one-time code)
///
/// On PostgreSQL: azimuth serve --database postgres://USER:PASSWORD@HOST/NAME
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the application; prints a one-time code for the set-up page when there is no
    /// organisation yet
    Serve(ServeFlags),
    /// Fill an empty database with the demo, the air traffic of New York in 2013, and serve it
    ///
    /// The demo's clock starts on 15 October 2013, 09:00 in New York, and ticks from there; the
    /// page has a control that moves it on by a week and brings in that week's real flights. It
    /// never needs the network.
    Demo(command::demo::Arguments),
    /// Bring the database to the schema of this version; `serve` does it too
    Migrate,
    /// Walk the change log and report the first broken link
    Verify,
    /// Manage accounts from the machine itself
    #[command(subcommand)]
    User(command::user::UserCommand),
    /// Manage API tokens from the machine itself
    #[command(subcommand)]
    Token(command::token::TokenCommand),
    /// Bring facts in from files
    #[command(subcommand)]
    Import(ImportCommand),
    /// Write everything an organisation has into plain files
    ///
    /// One file for each table, as JSON lines or CSV, with a summary beside them. Passwords and
    /// tokens stay out. Nothing is locked in: any tool reads the files.
    Export(command::export::ExportArguments),
    /// Print the commented configuration file
    Config,
}

#[derive(Debug, Subcommand)]
enum ImportCommand {
    /// Measurements of KPIs from a CSV file; scores are up to date when it ends
    ///
    /// The file is UTF-8 with commas; its first line names the columns: `kpi` and `unit` (their
    /// codes), `period` (first day or name: 2013-09-01, 2013-W05, 2013-09, 2013-Q3, 2013-H2, 2013),
    /// then `value`, or `numerator` and `denominator` for ratios; `note` if you like. A value for a
    /// period that has one already supersedes it; the same value changes nothing.
    Measurements(command::import::ImportArguments),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// Whatever keeps the command from doing its work.
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let serve_flags = match &self.command {
            Command::Serve(flags) => flags.clone(),
            Command::Demo(arguments) => arguments.serve.clone(),
            _ => ServeFlags::default(),
        };
        let config = Config::load(&self.flags, &serve_flags)?;
        logging::start(&config);
        match self.command {
            Command::Serve(_) => command::serve::run(&config).await?,
            Command::Demo(arguments) => command::demo::run(&config, arguments).await?,
            Command::Migrate => command::migrate::run(&config).await?,
            Command::Verify => return command::verify::run(&config).await,
            Command::User(command) => command::user::run(&config, command).await?,
            Command::Token(command) => command::token::run(&config, command).await?,
            Command::Import(ImportCommand::Measurements(arguments)) => {
                let opened = open::open(&config, Durability::Full).await?;
                let viewer = Viewer::system(opened.organization()?.id);
                command::import::run(&opened.app, &viewer, arguments).await?;
            }
            Command::Export(arguments) => {
                let opened = open::open(&config, Durability::Full).await?;
                let viewer = Viewer::system(opened.organization()?.id);
                command::export::run(&opened.app, &viewer, arguments).await?;
            }
            Command::Config => print!("{EXAMPLE}"),
        }
        Ok(ExitCode::SUCCESS)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
