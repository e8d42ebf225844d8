//! One write: a transaction, its changes, and what they move.
//!
//! `Work` holds the organisation's write gate from begin to the end of commit, so live graphs move
//! in the order of the log. Dropping it without commit rolls everything back. No network call
//! happens while it is open.

use goals::graph::{Facts, Graph, Moved};
use jiff::Timestamp;
use jiff::civil::Date;
use store::change::{Head, NewChange};
use store::{Transaction, entity};
use tokio::sync::OwnedMutexGuard;
use uuid::Uuid;

use std::sync::Arc;

use crate::app::{App, Event};
use crate::error::OpsError;
use crate::idempotency;
use crate::live::Refreshed;
use crate::live::recorded::{Recorded, Touched};
use crate::live::{Directory, Held, Live, LiveState, convert, held, refresh};
use crate::viewer::Viewer;

/// What a committed use case gives back.
#[derive(Debug, Clone)]
pub struct Outcome<T> {
    /// The thing after the change.
    pub value: T,
    /// Every score that moved.
    pub moved: Vec<Moved>,
    /// The last change's place in the log; 0 when nothing was changed.
    pub seq: i64,
}

impl<T> Outcome<T> {
    /// The same outcome about something else.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Outcome<U> {
        Outcome { value: convert(self.value), moved: self.moved, seq: self.seq }
    }
}

/// An open write transaction of one organisation.
pub struct Work {
    app: App,
    tx: Transaction,
    live: Arc<Live>,
    _gate: OwnedMutexGuard<()>,
    organization_id: Uuid,
    actor_user_id: Option<Uuid>,
    request_id: Option<String>,
    now: Timestamp,
    /// The end of the log as this work knows it.
    head: Head,
    touched: Vec<Touched>,
    given: Vec<Refreshed>,
    events: Vec<Event>,
}

impl Work {
    /// Opens a transaction for the viewer. Writers of one organisation take turns.
    ///
    /// # Errors
    /// `Forbidden` for a read-only token, `Store` when the database is busy or away.
    pub async fn begin(app: &App, viewer: &Viewer) -> Result<Self, OpsError> {
        viewer.may_write()?;
        let live = app.live(viewer.organization_id).await?;
        let gate = live.gate().await;
        let tx = app.database().begin().await?;
        let now = app.now();
        let row = viewer.idempotency.as_ref();
        if let Some(row) = row.and_then(|key| idempotency::row(viewer, key, now.as_millisecond())) {
            store::idempotency_key::insert(&tx, row, idempotency::oldest(now)).await?;
        }
        Ok(Self {
            app: app.clone(),
            tx,
            head: live.head(),
            live,
            _gate: gate,
            organization_id: viewer.organization_id,
            actor_user_id: viewer.user_id,
            request_id: viewer.request_id.clone(),
            now,
            touched: Vec::new(),
            given: Vec::new(),
            events: Vec::new(),
        })
    }

    /// Opens the transaction in which an organisation begins. Its row is written, and its log
    /// starts with it.
    ///
    /// Nothing can have loaded an organisation that is not there yet, so a live state made here and
    /// thrown away after the commit is enough; the first use loads the real one.
    ///
    /// # Errors
    /// `Store` when the database is busy or away.
    pub(crate) async fn found(
        app: &App,
        organization: entity::organization::Model,
    ) -> Result<Self, OpsError> {
        let now = app.now();
        let tx = app.database().begin().await?;
        let organization = store::organization::insert(&tx, organization).await?;
        let directory = Directory::new(organization.clone());
        let today = directory.business_day(now);
        let facts = Facts::empty(convert::organization(&organization));
        let state = LiveState {
            head: Head { seq: 0, hash: organization.head_hash.clone() },
            directory,
            graph: Graph::build(facts, today)?,
            today,
            held: Held::since(today),
        };
        let live = Arc::new(Live::new(organization.id, state));
        let head = live.head();
        let mut work = Self {
            app: app.clone(),
            tx,
            _gate: live.gate().await,
            live,
            organization_id: organization.id,
            actor_user_id: None,
            request_id: None,
            now,
            head,
            touched: Vec::new(),
            given: Vec::new(),
            events: Vec::new(),
        };
        work.record("organization.created", &organization, None).await?;
        Ok(work)
    }

    /// The transaction, for store functions.
    pub fn tx(&self) -> &Transaction {
        &self.tx
    }

    /// The live state as it was before this work.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// The organisation.
    pub fn organization_id(&self) -> Uuid {
        self.organization_id
    }

    /// The instant of this work: one for all its rows.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The instant in milliseconds, as facts store it.
    pub fn now_ms(&self) -> i64 {
        self.now.as_millisecond()
    }

    /// The day of this work in the organisation's time zone.
    pub fn today(&self) -> Date {
        self.live.read().directory.business_day(self.now)
    }

    /// Appends the change that tells of `fact` as it is after the write.
    ///
    /// # Errors
    /// `Store` when the log cannot be written.
    pub async fn record<F: Recorded>(
        &mut self,
        kind: &str,
        fact: &F,
        reason: Option<&str>,
    ) -> Result<(), OpsError> {
        self.touched.push(Touched { noun: F::NOUN, id: fact.id() });
        self.append(kind, fact, reason).await
    }

    /// Appends the change that tells of `fact` when what it moves is at hand: that moves the live
    /// graph without being read again. It has to be as the transaction wrote it.
    ///
    /// # Errors
    /// `Store` when the log cannot be written.
    pub async fn record_moving<F: Recorded>(
        &mut self,
        kind: &str,
        fact: &F,
        moves: Refreshed,
    ) -> Result<(), OpsError> {
        self.given.push(moves);
        self.append(kind, fact, None).await
    }

    async fn append<F: Recorded>(
        &mut self,
        kind: &str,
        fact: &F,
        reason: Option<&str>,
    ) -> Result<(), OpsError> {
        let after = without_secrets(fact)?;
        let new = NewChange {
            organization_id: self.organization_id,
            at: self.now_ms(),
            actor_user_id: self.actor_user_id,
            kind: kind.to_owned(),
            entity: F::ENTITY.to_owned(),
            entity_id: fact.id(),
            after,
            reason: reason.map(str::to_owned),
            request_id: self.request_id.clone(),
        };
        let change = store::change::append_after(&self.tx, &self.head, new).await?;
        self.head = Head { seq: change.seq, hash: change.hash };
        self.events.push(Event {
            organization_id: self.organization_id,
            seq: change.seq,
            kind: kind.to_owned(),
            entity: F::ENTITY.to_owned(),
            id: fact.shown_id(),
        });
        Ok(())
    }

    /// Commits, moves the live graph and tells subscribers.
    ///
    /// The graph is asked before the commit whether it would refuse (a cycle of alignments), so a
    /// refusal changes nothing; it moves after the commit, so it never shows what was not kept.
    ///
    /// # Errors
    /// `Refused` by the arithmetic, `Store` when the commit fails; nothing is changed then.
    pub async fn commit<T>(self, value: T) -> Result<Outcome<T>, OpsError> {
        let Self { app, tx, live, organization_id, head, touched, given, events, .. } = self;
        let Some(seq) = events.last().map(|event| event.seq) else {
            return Ok(Outcome { value, moved: Vec::new(), seq: 0 });
        };
        let first = events.first().map_or(seq, |event| event.seq);
        if first > live.seq() + 1 {
            live.catch_up(&tx, first - 1).await?;
        }
        let may_lack = held::may_lack(&touched);
        let mut refreshed = refresh::read(&tx, organization_id, touched).await?;
        refreshed.extend(given);
        let edits = refresh::edits(&mut refreshed);
        live.check(&edits)?;
        tx.commit().await?;
        let moved = match live.apply(refreshed, edits, head) {
            Ok(moved) => moved,
            Err(error) => {
                // The facts are committed and right; a graph that disagrees is thrown away and read
                // again.
                tracing::error!(
                    %organization_id, %error,
                    "The live graph refused committed facts; it is read anew"
                );
                app.forget(organization_id);
                Vec::new()
            }
        };
        if may_lack {
            deepen(&app, &live).await;
        }
        for event in events {
            app.announce(event);
        }
        Ok(Outcome { value, moved, seq })
    }
}

/// Reads older measurements where the change needs them; a state that lacks them is thrown away and
/// read again.
async fn deepen(app: &App, live: &Live) {
    if let Err(error) = live.deepen(app.database().read()).await {
        let organization_id = live.organization_id();
        tracing::error!(
            %organization_id, %error,
            "Older measurements cannot be read; the live graph is read anew"
        );
        app.forget(organization_id);
    }
}

/// The fact as the log keeps it. Hashes of passwords and tokens stay out: the log is read by
/// auditors and is exported.
fn without_secrets<F: Recorded>(fact: &F) -> Result<serde_json::Value, OpsError> {
    let mut after =
        serde_json::to_value(fact).map_err(|error| OpsError::Internal(error.to_string()))?;
    if let Some(fields) = after.as_object_mut() {
        fields.retain(|name, _| {
            !matches!(name.as_str(), "password_hash" | "token_hash" | "sealed_secret")
        });
    }
    Ok(after)
}
