//! `azimuth user`

use clap::Subcommand;
use ops::{Viewer, person, user};
use store::Durability;
use store::word::{Role, UserLocale};

use crate::config::Config;
use crate::failure::Failure;
use crate::open;

/// What can be done to accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add an account and print the link by which its owner chooses a password
    Add {
        /// E-mail address that the account signs in with
        email: String,
        /// The person's name; a person with this address is used when there is one
        #[arg(long)]
        name: Option<String>,
        /// administrator, goal_administrator, performance_administrator, member or auditor; may be
        /// repeated
        #[arg(long = "role", value_name = "ROLE", default_value = "member")]
        roles: Vec<Role>,
        /// Language of the account: en or zh-CN
        #[arg(long, default_value = "en")]
        locale: UserLocale,
    },
}

/// Adds an account.
///
/// # Errors
/// When there is no organisation, or the account cannot be added.
pub async fn run(config: &Config, command: UserCommand) -> Result<(), Failure> {
    let UserCommand::Add { email, name, roles, locale } = command;
    let opened = open::open(config, Durability::Full).await?;
    let organization = opened.organization()?;
    let viewer = Viewer::system(organization.id);
    let live = opened.app.live(organization.id).await?;
    let address = user::normal_email(&email);
    let known = {
        let state = live.read();
        let mut people = state.directory.people();
        people.find(|person| person.email.as_deref() == Some(address.as_str())).map(|row| row.id)
    };
    let person_id = match known {
        Some(id) => id,
        None => {
            let input = person::Create {
                name: name.unwrap_or_else(|| email.clone()),
                email: Some(address.clone()),
                ..person::Create::default()
            };
            person::create(&opened.app, &viewer, input).await?.value.id
        }
    };
    let input = user::Create {
        person: Some(person_id.into()),
        email: Some(address),
        roles,
        locale,
        password: None,
    };
    let created = user::create(&opened.app, &viewer, input).await?.value;
    println!("Added {}.", created.user.email);
    if let Some(invitation) = created.invitation {
        println!(
            "Open this link to choose a password: {}/link/{}",
            config.public_url, invitation.token
        );
    }
    Ok(())
}
