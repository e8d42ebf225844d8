//! Opening the database and putting the application together, the same way for every command.

use std::sync::Arc;

use jiff::Timestamp;
use ops::App;
use ops::clock::{Clock, SetClock, SystemClock};
use store::entity::organization;
use store::{Database, Durability};

use crate::config::{Config, DurabilityLevel};
use crate::failure::Failure;

/// An application over an open database.
pub struct Opened {
    /// The use cases' home.
    pub app: App,
    /// The demo's clock, when the database holds the demo.
    pub demo_clock: Option<Arc<SetClock>>,
    /// The organisations in the database.
    pub organizations: Vec<organization::Model>,
}

/// Opens the configured database, brings it to the present schema and looks at what it holds.
///
/// # Errors
/// When the database cannot be reached, created or migrated.
pub async fn open(config: &Config, default: Durability) -> Result<Opened, Failure> {
    let database = database(config, default).await?;
    let organizations = store::organization::all(database.read()).await?;
    let demo_clock = demo_clock(&database, &organizations).await?;
    let clock: Arc<dyn Clock> = match &demo_clock {
        Some(clock) => clock.clone(),
        None => Arc::new(SystemClock),
    };
    Ok(Opened {
        app: App::with_sources(database, clock, config.sources.clone()),
        demo_clock,
        organizations,
    })
}

/// Opens the configured database and brings it to the present schema.
///
/// # Errors
/// When it cannot be reached, created or migrated.
pub async fn database(config: &Config, default: Durability) -> Result<Database, Failure> {
    if config.database.starts_with("sqlite:") {
        std::fs::create_dir_all(&config.data)
            .map_err(|source| Failure::File { path: config.data.clone(), source })?;
    }
    let durability = match config.durability {
        Some(DurabilityLevel::Full) => Durability::Full,
        Some(DurabilityLevel::Normal) => Durability::Normal,
        None => default,
    };
    let database = Database::open(&config.database, durability).await?;
    database.migrate().await?;
    Ok(database)
}

/// The demo lives at a set time that ticks on while nobody serves it.
async fn demo_clock(
    database: &Database,
    organizations: &[organization::Model],
) -> Result<Option<Arc<SetClock>>, Failure> {
    for organization in organizations.iter().filter(|organization| organization.is_demo) {
        if let Some(state) = store::demo_state::find(database.read(), organization.id).await? {
            let instant = |ms| Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
            let clock = SetClock::ticking(instant(state.clock_at), instant(state.anchored_at));
            return Ok(Some(Arc::new(clock)));
        }
    }
    Ok(None)
}

impl Opened {
    /// The only organisation; the command line has no way to choose, since one process serves one.
    ///
    /// # Errors
    /// `Told` when there is none yet.
    pub fn organization(&self) -> Result<&organization::Model, Failure> {
        self.organizations.first().ok_or_else(|| {
            Failure::Told(
                "there is no organisation in this database yet; run `azimuth serve` and set it up, \
                 or `azimuth demo` to look around"
                    .to_owned(),
            )
        })
    }
}
