//! The live state of an organisation: its goal graph and its directory of names, moved by each
//! committed change.
//!
//! Facts are in the database; everything here can be thrown away and read again. `seq` says up to
//! which change of the log the state has come. One writer at a time holds the gate; readers share a
//! lock that is never held across an await. Next: `directory.rs` (names and structure),
//! `refresh.rs` (from a change to the facts it touched).

pub mod card;
pub mod convert;
pub mod directory;
pub mod recorded;
pub mod refresh;

pub(crate) mod base;
mod drivers;
pub mod held;
pub(crate) mod load;
mod people;
mod perspectives;
mod registry;

use std::sync::{Arc, RwLock, RwLockReadGuard};

use goals::graph::{Edit, Graph, Moved, Node};
use goals::id::{KeyResultId, ObjectiveId};
use goals::kpi::Point;
use goals::refusal::Refusal;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::ConnectionTrait;
use store::change::Head;
use tokio::sync::{Mutex, OwnedMutexGuard};
use uuid::Uuid;

use held::Lacking;
use recorded::Touched;

use crate::error::OpsError;

pub use directory::Directory;
pub use held::Held;
pub use refresh::Refreshed;
pub use registry::LiveRegistry;

/// One organisation in memory.
pub struct Live {
    organization_id: Uuid,
    state: RwLock<LiveState>,
    gate: Arc<Mutex<()>>,
}

/// What readers see: one consistent moment.
pub struct LiveState {
    /// The last change that has been applied.
    pub head: Head,
    /// Names, structure and settings.
    pub directory: Directory,
    /// Scores.
    pub graph: Graph,
    /// The business day that scores are for.
    pub today: Date,
    /// Which measurements are in memory; older ones are in the store.
    pub held: Held,
}

impl LiveState {
    /// The key results of an objective, archived ones too.
    pub fn key_results_of(&self, objective: ObjectiveId) -> impl Iterator<Item = KeyResultId> {
        self.graph.children(objective).into_iter().filter_map(|child| match child.node {
            Node::KeyResult(id) => Some(id),
            Node::KpiLink(_) | Node::Objective(_) | Node::Unit(..) => None,
        })
    }
}

impl LiveState {
    /// Takes older measurements in.
    pub(crate) fn take_older(
        &mut self,
        lacking: Lacking,
        points: Vec<Point>,
    ) -> Result<Vec<Moved>, Refusal> {
        self.held.take(lacking);
        self.graph.apply_all(vec![Edit::Points(points)])
    }
}

impl Live {
    pub(crate) fn new(organization_id: Uuid, state: LiveState) -> Self {
        Self { organization_id, state: RwLock::new(state), gate: Arc::new(Mutex::new(())) }
    }

    /// The tenant.
    pub fn organization_id(&self) -> Uuid {
        self.organization_id
    }

    /// The state at this moment. Do not hold it across an await.
    pub fn read(&self) -> RwLockReadGuard<'_, LiveState> {
        self.state.read().expect("invariant: applying a change does not panic")
    }

    /// The last change that has been applied.
    pub fn seq(&self) -> i64 {
        self.read().head.seq
    }

    /// The last change that has been applied, with its hash.
    pub(crate) fn head(&self) -> Head {
        self.read().head.clone()
    }

    /// Waits for the turn to write.
    pub(crate) async fn gate(&self) -> OwnedMutexGuard<()> {
        self.gate.clone().lock_owned().await
    }

    /// Moves scores to the business day of `now`, when that is another one.
    pub(crate) fn advance(&self, now: Timestamp) {
        let today = self.read().directory.business_day(now);
        if self.read().today == today {
            return;
        }
        let mut state = self.state.write().expect("invariant: applying a change does not panic");
        state.graph.advance(today);
        state.today = today;
    }

    /// Whether the graph would take these edits.
    pub(crate) fn check(&self, edits: &[Edit]) -> Result<(), Refusal> {
        self.read().graph.check(edits)
    }

    /// Takes committed facts with the edits that they mean; gives every score that moved.
    pub(crate) fn apply(
        &self,
        refreshed: Vec<Refreshed>,
        edits: Vec<Edit>,
        head: Head,
    ) -> Result<Vec<Moved>, Refusal> {
        let mut state = self.state.write().expect("invariant: applying a change does not panic");
        for fact in refreshed {
            state.directory.put(fact);
        }
        state.head = head;
        state.graph.apply_all(edits)
    }

    /// Reads older measurements where what was just applied needs them: a link into a cycle of long
    /// ago, a KPI whose gaps are filled from now on.
    ///
    /// # Errors
    /// `Store` when they cannot be read, `Refused` when they contradict the rest.
    pub(crate) async fn deepen(&self, conn: &impl ConnectionTrait) -> Result<(), OpsError> {
        let lacking = held::lacking(&self.read());
        if lacking.is_empty() {
            return Ok(());
        }
        let points = held::read(conn, self.organization_id, &lacking, None).await?;
        let mut state = self.state.write().expect("invariant: applying a change does not panic");
        state.take_older(lacking, points)?;
        Ok(())
    }

    /// Reads the changes after the last applied one, up to `until`, and applies what they touched:
    /// another process has written.
    ///
    /// # Errors
    /// `Store` when the log cannot be read, `Refused` when the facts contradict each other.
    pub async fn catch_up(&self, conn: &impl ConnectionTrait, until: i64) -> Result<(), OpsError> {
        const CHANGES_AT_ONCE: u64 = 500;
        while self.seq() < until {
            let since = self.seq();
            let changes = store::change::list(
                conn,
                self.organization_id,
                &store::change::Filter::default(),
                store::change::Order::OldestFirst,
                Some(since),
                CHANGES_AT_ONCE,
            )
            .await?;
            let Some(last) = changes.last() else { break };
            let last = Head { seq: last.seq, hash: last.hash.clone() };
            let touched: Vec<Touched> = changes.iter().filter_map(recorded::touched_by).collect();
            let may_lack = held::may_lack(&touched);
            let mut refreshed = refresh::read(conn, self.organization_id, touched).await?;
            let edits = refresh::edits(&mut refreshed);
            self.apply(refreshed, edits, last)?;
            if may_lack {
                self.deepen(conn).await?;
            }
        }
        Ok(())
    }
}
