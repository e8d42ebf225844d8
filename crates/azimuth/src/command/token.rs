//! `azimuth token`

use clap::Subcommand;
use jiff::SignedDuration;
use ops::api_token;
use store::Durability;
use store::word::TokenScope;

use crate::config::Config;
use crate::failure::Failure;
use crate::open;

/// What can be done to tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Create a bearer token for an account and print it, once
    Create {
        /// E-mail address of the account
        #[arg(long, value_name = "EMAIL")]
        user: String,
        /// What the token is for
        #[arg(long, default_value = "command line")]
        name: String,
        /// read or write
        #[arg(long, default_value = "write")]
        scope: TokenScope,
        /// Days until it expires; never when absent
        #[arg(long, value_name = "DAYS")]
        days: Option<i64>,
    },
}

/// Creates a token; only the token goes to standard output, so that scripts can take it.
///
/// # Errors
/// When there is no such account.
pub async fn run(config: &Config, command: TokenCommand) -> Result<(), Failure> {
    let TokenCommand::Create { user, name, scope, days } = command;
    let opened = open::open(config, Durability::Full).await?;
    let lifetime = days.map(|days| SignedDuration::from_hours(24 * days));
    let expires_at = lifetime.map(|lifetime| opened.app.now() + lifetime);
    let input = api_token::Create { name, scope, expires_at };
    let issued = api_token::create_for_email(&opened.app, &user, input).await?;
    println!("{}", issued.value.token);
    Ok(())
}
