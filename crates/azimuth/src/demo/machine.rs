//! Moves the demo on, a week at a time: the clock and that week's real flights.

use std::sync::Arc;

use jiff::SignedDuration;
use ops::clock::{Clock, SetClock, SystemClock};
use ops::demo_clock::{Advanced, Advancing, DemoControl};
use ops::{App, OpsError, Viewer};
use store::entity::demo_state;
use tokio::sync::Mutex;

use super::content::Content;
use super::fill;
use super::flights::Flights;

/// The demo's time machine.
pub struct DemoMachine {
    app: App,
    clock: Arc<SetClock>,
    /// One advance at a time: two would import the same week.
    turn: Mutex<()>,
}

impl DemoMachine {
    /// The machine of a demo that is open.
    pub fn new(app: App, clock: Arc<SetClock>) -> Self {
        Self { app, clock, turn: Mutex::new(()) }
    }

    async fn advance(&self, viewer: &Viewer) -> Result<Advanced, OpsError> {
        let _turn = self.turn.lock().await;
        let org = viewer.organization_id;
        let conn = self.app.database().read();
        let missing = || OpsError::not_found("demo", "this database");
        let state = store::demo_state::find(conn, org).await?.ok_or_else(missing)?;
        let content = Content::read();
        let now = self.clock.now() + SignedDuration::from_hours(7 * 24);
        let live = self.app.live(org).await?;
        let today = live.read().directory.business_day(now);
        let until = today.min(content.clock.data_ends_on);
        let from = state.loaded_until_on.0;
        let anchored = SystemClock.now();
        self.clock.set(now, anchored);
        let mut measurements = 0;
        if from < until {
            let file = Flights::read().measurements(&content.kpis, from, until);
            let name = format!("flights {from}.csv");
            let system = Viewer { user_id: viewer.user_id, ..Viewer::system(org) };
            let report = fill::import(&self.app, &system, file, name)
                .await
                .map_err(|failure| OpsError::Internal(failure.to_string()))?;
            measurements = usize::try_from(report.inserted).unwrap_or(usize::MAX);
        }
        let state = demo_state::Model {
            clock_at: now.as_millisecond(),
            anchored_at: anchored.as_millisecond(),
            loaded_until_on: until.max(from).into(),
            ..state
        };
        let tx = self.app.database().begin().await?;
        store::demo_state::save(&tx, state).await?;
        tx.commit().await?;
        self.app.live(org).await?;
        self.app.announce_clock(org);
        Ok(Advanced { now, measurements, is_finished: until >= content.clock.data_ends_on })
    }
}

impl DemoControl for DemoMachine {
    fn advance_week<'a>(&'a self, viewer: &'a Viewer) -> Advancing<'a> {
        Box::pin(self.advance(viewer))
    }
}
