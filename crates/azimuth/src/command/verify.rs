//! `azimuth verify`

use std::process::ExitCode;

use store::Durability;

use crate::config::Config;
use crate::failure::Failure;
use crate::open;

/// Walks every organisation's change log; succeeds only when no link is broken.
///
/// # Errors
/// When the log cannot be read.
pub async fn run(config: &Config) -> Result<ExitCode, Failure> {
    let database = open::database(config, Durability::Full).await?;
    let mut is_clean = true;
    for organization in store::organization::all(database.read()).await? {
        let report = store::verification::verify(database.read(), organization.id, |_| {}).await?;
        match report.first_broken {
            None => println!(
                "{}: {} changes and {} imported measurements, unbroken; head {}",
                organization.name,
                report.checked,
                report.measurements,
                report.head.map_or_else(String::new, |(_, hash)| hash)
            ),
            Some(broken) => {
                is_clean = false;
                println!(
                    "{}: BROKEN at change {}: {}",
                    organization.name, broken.seq, broken.reason
                );
            }
        }
    }
    Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
