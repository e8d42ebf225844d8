//! `azimuth migrate`

use store::Durability;

use crate::config::Config;
use crate::failure::Failure;
use crate::open;

/// Brings the database to the schema of this version.
///
/// # Errors
/// When the database cannot be reached or migrated.
pub async fn run(config: &Config) -> Result<(), Failure> {
    open::database(config, Durability::Full).await?;
    println!("The database has the schema of version {}.", env!("CARGO_PKG_VERSION"));
    Ok(())
}
