//! The application: what every use case is handed.

use std::sync::Arc;

use jiff::Timestamp;
use store::Database;
use tokio::sync::{Semaphore, broadcast};
use uuid::Uuid;

use crate::clock::Clock;
use crate::data_source;
use crate::error::OpsError;
use crate::job::Jobs;
use crate::limits::{EVENTS_BUFFERED_MAX, SOURCE_RUNS_AT_ONCE_MAX};
use crate::live::{Live, LiveRegistry};
use crate::past::PastStates;
use crate::sign_in_guard::SignInGuard;
use crate::touch::Touches;

/// One running Azimuth: database, clock, live graphs, events. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    database: Database,
    clock: Arc<dyn Clock>,
    live: LiveRegistry,
    pasts: PastStates,
    events: broadcast::Sender<Event>,
    sign_ins: SignInGuard,
    touches: Touches,
    jobs: Jobs,
    sources: data_source::Config,
    source_places: Arc<Semaphore>,
}

/// Tells subscribers that something was committed; carries no data, so that nothing leaks past the
/// access rules.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Event {
    /// The tenant.
    #[serde(skip)]
    pub organization_id: Uuid,
    /// The change's place in the log.
    pub seq: i64,
    /// What happened (`key_result.checked_in`).
    pub kind: String,
    /// The noun.
    pub entity: String,
    /// The thing, in the shown form.
    pub id: String,
}

impl App {
    /// Puts the parts together. Nothing is loaded yet: each organisation's live graph is loaded on
    /// first use.
    pub fn new(database: Database, clock: Arc<dyn Clock>) -> Self {
        Self::with_sources(database, clock, data_source::Config::default())
    }

    /// The same, with what the configuration says about data sources.
    pub fn with_sources(
        database: Database,
        clock: Arc<dyn Clock>,
        sources: data_source::Config,
    ) -> Self {
        let (events, _) = broadcast::channel(EVENTS_BUFFERED_MAX);
        let inner = Inner {
            database,
            clock,
            live: LiveRegistry::default(),
            pasts: PastStates::default(),
            events,
            sign_ins: SignInGuard::default(),
            touches: Touches::default(),
            jobs: Jobs::default(),
            sources,
            source_places: Arc::new(Semaphore::new(SOURCE_RUNS_AT_ONCE_MAX)),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The facts.
    pub fn database(&self) -> &Database {
        &self.inner.database
    }

    /// The present instant, by the injected clock.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The present instant in milliseconds, as facts store it.
    pub fn now_ms(&self) -> i64 {
        self.now().as_millisecond()
    }

    /// A new identifier; sortable by the time it was made.
    #[expect(clippy::disallowed_methods, reason = "this is the id source that use cases ask")]
    pub fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// The live state of an organisation, loaded on first use and moved to the present day.
    ///
    /// # Errors
    /// `Store` when the facts cannot be read.
    pub async fn live(&self, organization_id: Uuid) -> Result<Arc<Live>, OpsError> {
        let live = self.inner.live.get(self.database(), organization_id, self.now()).await?;
        live.advance(self.now());
        Ok(live)
    }

    /// The past states that are in memory.
    pub(crate) fn pasts(&self) -> &PastStates {
        &self.inner.pasts
    }

    /// The live states that are in memory, for background work.
    pub fn loaded(&self) -> Vec<Arc<Live>> {
        self.inner.live.loaded()
    }

    /// Forgets an organisation's live state; the next use loads it again from the facts.
    pub fn forget(&self, organization_id: Uuid) {
        self.inner.live.forget(organization_id);
    }

    /// A subscription to everything committed from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// Tells subscribers. That nobody listens is no failure.
    pub(crate) fn announce(&self, event: Event) {
        let _nobody_listens = self.inner.events.send(event);
    }

    /// Tells subscribers that the clock was moved: everything that depends on the day is to be read
    /// again.
    pub fn announce_clock(&self, organization_id: Uuid) {
        self.announce(Event {
            organization_id,
            seq: 0,
            kind: "clock.moved".to_owned(),
            entity: "clock".to_owned(),
            id: String::new(),
        });
    }

    /// Counts failed sign-ins.
    pub(crate) fn sign_ins(&self) -> &SignInGuard {
        &self.inner.sign_ins
    }

    /// Knows what background work has been done.
    pub(crate) fn jobs(&self) -> &Jobs {
        &self.inner.jobs
    }

    /// What the configuration says about data sources.
    pub(crate) fn sources(&self) -> &data_source::Config {
        &self.inner.sources
    }

    /// Room for sources that run by schedule.
    pub(crate) fn source_places(&self) -> Arc<Semaphore> {
        self.inner.source_places.clone()
    }

    /// Knows which notes of use are being written.
    pub(crate) fn touches(&self) -> &Touches {
        &self.inner.touches
    }
}
