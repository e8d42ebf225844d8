//! Past states that are kept: the few that were looked at last.
//!
//! What is past does not change, so nothing here ever goes stale. The key is the place in the log
//! and the day, not the moment that was asked for: a change that commits late moves the place.

use std::sync::{Arc, Mutex};

use jiff::civil::Date;
use store::past::Moment;
use tokio::sync::{OnceCell, Semaphore};
use uuid::Uuid;

use super::build::{self, Past};
use crate::app::App;
use crate::error::OpsError;
use crate::limits::{PAST_BUILDS_AT_ONCE_MAX, PAST_FACTS_MAX, PAST_STATES_MAX};

type Key = (Uuid, i64, Date);
type Cell = Arc<OnceCell<Arc<Past>>>;

/// The past states of all organisations that are in memory, the latest used last.
pub(crate) struct PastStates {
    kept: Mutex<Vec<(Key, Cell)>>,
    building: Semaphore,
}

impl Default for PastStates {
    fn default() -> Self {
        let building = Semaphore::new(PAST_BUILDS_AT_ONCE_MAX);
        Self { kept: Mutex::default(), building }
    }
}

impl PastStates {
    /// The state of a moment; built once, however many ask for it at the same time.
    pub(crate) async fn get(
        &self,
        app: &App,
        organization_id: Uuid,
        moment: Moment,
        day: Date,
    ) -> Result<Arc<Past>, OpsError> {
        let cell = self.cell((organization_id, moment.head.seq, day));
        let building = || async {
            let permit = self.building.acquire().await;
            let _permit = permit.map_err(|error| OpsError::Internal(error.to_string()))?;
            build::build(app, organization_id, moment).await.map(Arc::new)
        };
        let past = cell.get_or_try_init(building).await?.clone();
        self.make_room();
        Ok(past)
    }

    fn cell(&self, key: Key) -> Cell {
        let mut kept = self.kept.lock().expect("invariant: no panic while held");
        let at = kept.iter().position(|(other, _)| *other == key);
        let (_, cell) = at.map_or_else(|| (key, Cell::default()), |at| kept.remove(at));
        kept.push((key, cell.clone()));
        let over = kept.len().saturating_sub(PAST_STATES_MAX);
        kept.drain(..over);
        cell
    }

    /// Lets go of those not used for longest until the rest is within the limit; the last stays.
    fn make_room(&self) {
        let mut kept = self.kept.lock().expect("invariant: no panic while held");
        let weight = |cell: &Cell| cell.get().map_or(0, |past| past.weight);
        let mut held: usize = kept.iter().map(|(_, cell)| weight(cell)).sum();
        while held > PAST_FACTS_MAX && kept.len() > 1 {
            let (_, cell) = kept.remove(0);
            held -= weight(&cell);
        }
    }
}
