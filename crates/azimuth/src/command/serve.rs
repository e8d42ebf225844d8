//! `azimuth serve`

use std::sync::Arc;

use ops::demo_clock::DemoControl;
use store::Durability;

use crate::config::Config;
use crate::demo::DemoMachine;
use crate::failure::Failure;
use crate::open::{self, Opened};
use crate::serve::{self, Service};

/// Serves until it is told to stop.
///
/// # Errors
/// When the database cannot be opened or the address cannot be bound.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let opened = open::open(config, Durability::Full).await?;
    let setup_code = opened.organizations.is_empty().then(ops::secret::one_time_code);
    let service =
        Service { demo: demo_control(&opened), app: opened.app, setup_code: setup_code.clone() };
    serve::run(config, service, |address| {
        println!("Azimuth is at {}  (listening on {address})", config.public_url);
        if let Some(code) = setup_code {
            println!("There is no organisation yet. Open the address and enter this code: {code}");
        }
    })
    .await
}

/// The demo's time machine, when the database holds the demo.
pub fn demo_control(opened: &Opened) -> Option<Arc<dyn DemoControl>> {
    let clock = opened.demo_clock.clone()?;
    Some(Arc::new(DemoMachine::new(opened.app.clone(), clock)))
}
