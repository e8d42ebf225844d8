//! The live goal graph: KPI → key result → objective → aligned objectives → unit → organisation,
//! always up to date.
//!
//! A [`Graph`] is built once from the [`Facts`] of an organisation and then moved by each [`Edit`].
//! It answers every read that needs a score, and explains each one as a
//! [`Proof`](crate::proof::Proof). The one invariant: *after any sequence of edits the graph equals
//! the graph built from the facts, bit for bit, and each edit recomputed no more than what depends
//! on it*.
//!
//! The vocabulary:
//!
//! - **slot** (`table.rs`): a dense number that stands for an identifier. Everything inside refers
//!   by slot; slots index plain vectors. They depend on history, so no result may depend on them.
//! - **fan** (`fan.rs`): who is whose child, as contiguous ranges in the order of identifiers.
//! - **shape** (`sum.rs`): in which order numbers are added. It is fixed by the children alone,
//!   never by history, and lets one change among 100,000 children cost a few blocks of additions.
//! - **tally** (`mean.rs`): the sums a weighted mean is made of: Σ w, Σ w·p, Σ w·e.
//! - **height** (`height.rs`): how far an objective is above those that nothing is aligned to.
//!   Objectives are computed in ascending height, so each is computed once.
//! - **outward**: what a node is to those above it, kept apart from its row.
//! - **queue** (`pending.rs`) and **propagate** (`propagate.rs`): an edit queues what reads it;
//!   propagation recomputes what is queued, and queues what reads the results.
//! - **backdate**: a recomputed result that is equal, bit for bit, counts as if it had not been
//!   recomputed: what depends on it stays as it is.
//!
//! The rules themselves are in `evaluate.rs` (key results, objectives) and `links.rs` (KPIs in
//! windows); what is refused is in `check.rs`. To add a noun: a row in `rows.rs`, a variant in
//! `facts.rs`, a rule in `check.rs`, a `put_` in `commit.rs`.

mod build;
mod check;
mod commit;
mod draft;
mod evaluate;
mod explain;
mod facts;
mod fan;
mod formulas;
mod goals;
mod height;
mod judge;
mod key_results;
mod links;
mod mean;
mod number;
mod pending;
mod propagate;
mod read;
mod remove;
mod rows;
mod score;
mod sum;
mod table;
mod today;
mod units;
mod unused;

use jiff::civil::Date;

pub use build::{Builder, Room};
pub use explain::{EXPLAINED_CHILDREN_MAX, EXPLAINED_NODES_MAX};
pub use facts::{Edit, Fact, Facts, PointKey, Removal};
pub use goals::Goals;
pub use pending::ExecutionLog;
pub use score::{
    Child, KeyResultScore, LinkScore, Moved, Node, ObjectiveScore, Parent, Score, StatusCounts,
    UnitScore,
};

use crate::cube::Cube;
use crate::id::{
    AlignmentId, CycleId, KeyResultId, KpiId, KpiLinkId, KpiTargetId, ObjectiveId, OrgUnitId,
};
use crate::organization::Organization;
use crate::refusal::Refusal;
use fan::Fan;
use key_results::KeyResultRow;
use mean::{Outward, Tally, UnitTally, Weighed};
use pending::{Pending, Trace};
use rows::{AlignmentRow, CycleRow, KpiRow, LinkRow, ObjectiveRow, TargetRow, UnitNode, UnitRow};
use sum::Sums;
use table::Table;

/// The goals of one organisation with all their scores, as of one day.
///
/// ```
/// use goals::cycle::{Cycle, CyclePhase};
/// use goals::graph::{Edit, Fact, Facts, Graph, Node};
/// use goals::id::{CycleId, KeyResultId, ObjectiveId, OrgUnitId};
/// use goals::key_result::{KeyResult, Measure, Pace};
/// use goals::objective::{Objective, ObjectiveKind, ProgressMode};
/// use goals::org_unit::OrgUnit;
/// use goals::organization::Organization;
/// use goals::period::{Calendar, Period};
/// use goals::status::{Status, Thresholds};
/// use jiff::civil::date;
/// use uuid::Uuid;
///
/// let (company, quarter) = (OrgUnitId(Uuid::from_u128(1)), CycleId(Uuid::from_u128(1)));
/// let objective = ObjectiveId(Uuid::from_u128(1));
/// // From 0 to 10.
/// let key_result = |number, weight, current| KeyResult {
///     id: KeyResultId(Uuid::from_u128(number)),
///     objective,
///     measure: Measure::Reach { start: 0.0, target: 10.0 },
///     original: None,
///     over_time: false,
///     pace: Pace::Linear,
///     current,
///     weight,
///     status_override: None,
///     is_excluded: false,
///     is_archived: false,
/// };
/// let facts = Facts {
///     org_units: vec![OrgUnit { id: company, parent: None, is_archived: false }],
///     cycles: vec![Cycle {
///         id: quarter,
///         parent: None,
///         period: Period { start: date(2013, 7, 1), end: date(2013, 10, 1) },
///         phase: CyclePhase::Active,
///     }],
///     objectives: vec![Objective {
///         id: objective,
///         cycle: quarter,
///         owner_unit: Some(company),
///         owner_person: None,
///         kind: ObjectiveKind::Committed,
///         mode: ProgressMode::KeyResults,
///         weight: 1.0,
///         is_published: true,
///         is_archived: false,
///         status_override: None,
///         is_excluded: false,
///     }],
///     key_results: vec![key_result(1, 3.0, Some(5.0)), key_result(2, 1.0, None)],
///     ..Facts::empty(Organization {
///         calendar: Calendar::PLAIN,
///         thresholds: Thresholds::default(),
///     })
/// };
/// // 33 of 66 working days are gone.
/// let mut graph = Graph::build(facts, date(2013, 8, 15))?;
/// let score = graph.objective(objective).unwrap();
/// assert_eq!((score.progress, score.coverage), (Some(0.5), Some(0.75)));
/// assert_eq!((score.expected, score.status), (Some(0.5), Status::OnTrack));
///
/// // A check-in: (3 · 0.5 + 1 · 0.9) / (3 + 1) = 0.6, from the key result up to the company.
/// let moved = graph.apply(Edit::Put(Fact::KeyResult(key_result(2, 1.0, Some(9.0)))))?;
/// assert_eq!(moved.len(), 3);
/// assert_eq!(moved[2].node, Node::Unit(company, quarter));
/// assert_eq!(moved[2].after.unwrap().progress, Some(0.6));
/// # Ok::<(), goals::refusal::Refusal>(())
/// ```
#[derive(Debug, Clone)]
pub struct Graph {
    organization: Organization,
    today: Date,
    cube: Cube,

    units: Table<OrgUnitId, UnitRow>,
    cycles: Table<CycleId, CycleRow>,
    objectives: Table<ObjectiveId, ObjectiveRow>,
    /// What each objective is to those above it, by slot: apart from the rows, so that adding up
    /// many reads little.
    objective_outward: Vec<Outward>,
    key_results: Table<KeyResultId, KeyResultRow>,
    /// What each key result is to its objective, by slot.
    key_result_outward: Vec<Weighed>,
    alignments: Table<AlignmentId, AlignmentRow>,
    kpis: Table<KpiId, KpiRow>,
    links: Table<KpiLinkId, LinkRow>,
    targets: Table<KpiTargetId, TargetRow>,
    /// By slot of the unit and slot of the cycle.
    unit_nodes: Table<(u32, u32), UnitNode>,
    /// Unit → itself in each cycle.
    nodes_of: Fan,

    /// Objective → its key results.
    key_results_of: Fan,
    key_result_sums: Sums<Tally>,
    /// Objective → alignments that support it.
    supporters_of: Fan,
    supporter_sums: Sums<Tally>,
    /// Objective → alignments by which it supports others.
    supports_of: Fan,
    /// Key result → alignments that support it.
    supporters_of_key_result: Fan,
    /// Unit in a cycle → objectives it owns.
    objectives_of: Fan,
    unit_sums: Sums<UnitTally>,
    /// Key result → links.
    links_of: Fan,
    /// KPI → links.
    links_of_kpi: Fan,
    /// KPI → targets.
    targets_of: Fan,

    /// Slot of the unit without a parent (with several: the one with the lowest identifier).
    root: u32,
    pending: Pending,
    /// Queued objectives by height; empty between edits.
    by_height: Vec<Vec<u32>>,
    trace: Vec<Trace>,
}

impl Graph {
    /// Builds the graph of `facts` with all scores as of `today`.
    ///
    /// # Errors
    /// What [`Graph::apply`] refuses.
    pub fn build(facts: Facts, today: Date) -> Result<Graph, Refusal> {
        Builder::build(facts, today)
    }

    /// Makes one edit and brings every score up to date; answers with the scores that moved, lowest
    /// nodes first.
    ///
    /// # Errors A [`Refusal`], with which nothing has changed: a reference to what does not exist,
    /// a circle of alignments (naming its path), a second `measures` link for a key result, a
    /// number that is none or a negative weight, removing what others refer to.
    pub fn apply(&mut self, edit: Edit) -> Result<Vec<Moved>, Refusal> {
        self.check(std::slice::from_ref(&edit))?;
        self.commit_one(edit);
        Ok(self.propagate())
    }

    /// Makes several edits as one: only the facts after all of them must fit together, and scores
    /// move once. Of several edits of the same fact the last one holds.
    ///
    /// # Errors
    /// As [`Graph::apply`]; with a refusal none of the edits was made.
    pub fn apply_all(&mut self, edits: Vec<Edit>) -> Result<Vec<Moved>, Refusal> {
        self.check(&edits)?;
        self.commit(edits);
        Ok(self.propagate())
    }

    /// The day that scores are for.
    pub fn today(&self) -> Date {
        self.today
    }

    /// The recorded values of KPIs.
    pub fn cube(&self) -> &Cube {
        &self.cube
    }
}
