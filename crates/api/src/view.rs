//! Small wire types that several nouns share: references, scores, what moved.

use goals::graph::{Moved as MovedScore, Node, Score as NodeScore};
use goals::id::{CycleId, KeyResultId, ObjectiveId, OrgUnitId, PersonId};

use ops::Outcome;
use ops::Viewer;
use ops::limits::MOVED_SHOWN_MAX;
use ops::live::{Directory, Live};
use serde::{Deserialize, Serialize};
use store::word::Status;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Whether a list holds archived things too.
#[derive(Debug, Default, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Listed {
    /// `true` lists archived things too.
    #[serde(default)]
    pub archived: bool,
}

impl Listed {
    /// Whether a thing belongs into the list.
    pub fn includes(self, archived_at: Option<i64>) -> bool {
        self.archived || archived_at.is_none()
    }
}

/// A person, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonRef {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
}

impl PersonRef {
    /// The person, if there is one.
    pub fn find(directory: &Directory, id: Option<Uuid>) -> Option<Self> {
        let person = directory.person(id?)?;
        Some(Self { id: PersonId(person.id), name: person.name.clone() })
    }
}

/// A unit, by code and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnitRef {
    /// Identity.
    pub id: OrgUnitId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

impl UnitRef {
    /// The unit, if there is one.
    pub fn find(directory: &Directory, id: Option<Uuid>) -> Option<Self> {
        let unit = directory.unit(id?)?;
        Some(Self { id: OrgUnitId(unit.id), code: unit.code.clone(), name: unit.name.clone() })
    }
}

/// Where a goal stands. Ratios: 1.0 = 100 %. What is not known is null, never 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Score {
    /// Progress as it rolls up, 0 to 1.
    pub progress: Option<f64>,
    /// Progress before it is clamped.
    pub raw_progress: Option<f64>,
    /// Where progress should be by now.
    pub expected: Option<f64>,
    /// `expected − progress`.
    pub gap: Option<f64>,
    /// The share of weight that had data.
    pub coverage: Option<f64>,
    /// Progress against the goalposts as they were published, where they have been moved since.
    pub original_progress: Option<f64>,
    /// For units: the mean of the units below.
    pub descendants_mean: Option<f64>,
    /// The word for it.
    pub status: Status,
}

impl Score {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self {
        progress: None,
        raw_progress: None,
        expected: None,
        gap: None,
        coverage: None,
        original_progress: None,
        descendants_mean: None,
        status: Status::NoData,
    };
}

impl From<goals::graph::KeyResultScore> for Score {
    fn from(score: goals::graph::KeyResultScore) -> Self {
        Self {
            progress: score.progress,
            raw_progress: score.raw,
            expected: score.expected,
            gap: score.gap,
            coverage: Some(if score.progress.is_some() { 1.0 } else { 0.0 }),
            original_progress: score.original_progress,
            descendants_mean: None,
            status: score.status.into(),
        }
    }
}

impl From<goals::graph::ObjectiveScore> for Score {
    fn from(score: goals::graph::ObjectiveScore) -> Self {
        Self {
            progress: score.progress,
            raw_progress: score.raw,
            expected: score.expected,
            gap: score.gap,
            coverage: score.coverage,
            original_progress: None,
            descendants_mean: None,
            status: score.status.into(),
        }
    }
}

impl From<goals::graph::UnitScore> for Score {
    fn from(score: goals::graph::UnitScore) -> Self {
        Self {
            progress: score.progress,
            raw_progress: score.raw,
            expected: score.expected,
            gap: score.gap,
            coverage: score.coverage,
            original_progress: None,
            descendants_mean: score.descendants_mean,
            status: score.status.into(),
        }
    }
}

impl From<NodeScore> for Score {
    fn from(score: NodeScore) -> Self {
        Self {
            progress: score.progress,
            raw_progress: score.raw,
            expected: score.expected,
            gap: score.gap,
            coverage: score.coverage,
            original_progress: score.original_progress,
            descendants_mean: score.descendants_mean,
            status: score.status.into(),
        }
    }
}

/// A score that a change moved.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Moved {
    /// `key_result`, `objective` or `org_unit`.
    pub entity: &'static str,
    /// The thing.
    pub id: String,
    /// Its words.
    pub title: String,
    /// For units: in which cycle.
    pub cycle_id: Option<CycleId>,
    /// Before; null when it is new.
    pub before: Option<Score>,
    /// After; null when it is gone.
    pub after: Option<Score>,
}

/// A thing after a change, with every score that the change moved.
#[derive(Debug, Serialize, ToSchema)]
pub struct Changed<T: ToSchema> {
    /// The thing.
    pub item: T,
    /// The scores that moved and that the viewer may see; at most 50.
    pub moved: Vec<Moved>,
    /// The change's place in the log; 0 when nothing changed.
    pub seq: i64,
}

impl<T: ToSchema> Changed<T> {
    /// Shows an outcome to a viewer.
    pub fn of<M>(
        outcome: Outcome<M>,
        viewer: &Viewer,
        live: &Live,
        view: impl FnOnce(M) -> T,
    ) -> Self {
        let state = live.read();
        let moved = outcome
            .moved
            .iter()
            .filter_map(|moved| Moved::of(moved, viewer, &state.directory))
            .take(MOVED_SHOWN_MAX)
            .collect();
        drop(state);
        Self { item: view(outcome.value), moved, seq: outcome.seq }
    }
}

impl Moved {
    fn of(moved: &MovedScore, viewer: &Viewer, directory: &Directory) -> Option<Self> {
        let (entity, id, title, cycle_id) = match moved.node {
            Node::KpiLink(_) => return None,
            Node::KeyResult(KeyResultId(id)) => {
                let card = directory.key_result(id)?;
                viewer.sees_objective(directory, card.objective_id).then_some(())?;
                ("key_result", KeyResultId(id).to_string(), card.title.to_string(), None)
            }
            Node::Objective(ObjectiveId(id)) => {
                viewer.sees_objective(directory, id).then_some(())?;
                let card = directory.objective(id)?;
                ("objective", ObjectiveId(id).to_string(), card.title.to_string(), None)
            }
            Node::Unit(OrgUnitId(id), cycle) => {
                let unit = directory.unit(id)?;
                ("org_unit", OrgUnitId(id).to_string(), unit.name.clone(), Some(cycle))
            }
        };
        Some(Self {
            entity,
            id,
            title,
            cycle_id,
            before: moved.before.map(Score::from),
            after: moved.after.map(Score::from),
        })
    }
}
