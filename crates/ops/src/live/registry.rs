//! Which organisations are in memory. Each is loaded on first use, once, however many ask at the
//! same time.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use jiff::Timestamp;
use store::Database;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{Live, load};
use crate::error::OpsError;

/// The live states by organisation.
#[derive(Default)]
pub struct LiveRegistry {
    loaded: RwLock<HashMap<Uuid, Arc<Live>>>,
    loading: Mutex<()>,
}

impl LiveRegistry {
    /// The organisation's live state, loaded from the facts when it is not there yet.
    pub(crate) async fn get(
        &self,
        database: &Database,
        organization_id: Uuid,
        now: Timestamp,
    ) -> Result<Arc<Live>, OpsError> {
        if let Some(live) = self.find(organization_id) {
            return Ok(live);
        }
        let _one_at_a_time = self.loading.lock().await;
        if let Some(live) = self.find(organization_id) {
            return Ok(live);
        }
        let state = load::load(database, organization_id, now).await?;
        let live = Arc::new(Live::new(organization_id, state));
        self.loaded
            .write()
            .expect("invariant: no panic while held")
            .insert(organization_id, live.clone());
        Ok(live)
    }

    fn find(&self, organization_id: Uuid) -> Option<Arc<Live>> {
        let loaded = self.loaded.read().expect("invariant: no panic while held");
        loaded.get(&organization_id).cloned()
    }

    /// Those in memory.
    pub(crate) fn loaded(&self) -> Vec<Arc<Live>> {
        let loaded = self.loaded.read().expect("invariant: no panic while held");
        loaded.values().cloned().collect()
    }

    /// Lets go of one.
    pub(crate) fn forget(&self, organization_id: Uuid) {
        self.loaded.write().expect("invariant: no panic while held").remove(&organization_id);
    }
}
