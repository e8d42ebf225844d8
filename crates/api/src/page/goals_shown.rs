//! Objectives with their key results, as pages list them, and how many key results stand where.

use ops::Viewer;
use ops::live::LiveState;
use ops::past::Seen;
use serde::Serialize;
use store::entity::objective;
use store::objective::Filter;
use store::word::{ObjectiveState, Status};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::key_result_view::{KeyResult, KeyResultRows};
use crate::objective_view::Objective;
use crate::state::ApiState;

/// Objectives on one page at most; the list of objectives has the rest.
const OBJECTIVES_MAX: u64 = 50;

/// An objective with its key results.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ObjectiveWithKeyResults {
    /// The objective.
    #[serde(flatten)]
    pub objective: Objective,
    /// Its key results, in their order.
    pub key_results: Vec<KeyResult>,
}

/// How many key results stand where.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct StatusCounts {
    /// All of them.
    pub total: u32,
    /// The cycle has not begun.
    pub not_started: u32,
    /// No value yet.
    pub no_data: u32,
    /// Near the expected pace.
    pub on_track: u32,
    /// Behind.
    pub at_risk: u32,
    /// Far behind.
    pub off_track: u32,
    /// Reached.
    pub done: u32,
}

impl StatusCounts {
    /// Counts key results.
    pub fn of<'a>(key_results: impl IntoIterator<Item = &'a KeyResult>) -> Self {
        let mut counts = Self::default();
        for key_result in key_results {
            counts.total += 1;
            *match key_result.score.status {
                Status::NotStarted => &mut counts.not_started,
                Status::NoData => &mut counts.no_data,
                Status::OnTrack => &mut counts.on_track,
                Status::AtRisk => &mut counts.at_risk,
                Status::OffTrack => &mut counts.off_track,
                Status::Done => &mut counts.done,
            } += 1;
        }
        counts
    }
}

impl From<goals::graph::StatusCounts> for StatusCounts {
    fn from(counts: goals::graph::StatusCounts) -> Self {
        let of = |status: Status| counts.of(status.into());
        Self {
            total: counts.total(),
            not_started: of(Status::NotStarted),
            no_data: of(Status::NoData),
            on_track: of(Status::OnTrack),
            at_risk: of(Status::AtRisk),
            off_track: of(Status::OffTrack),
            done: of(Status::Done),
        }
    }
}

/// Rows of a page's objectives with everything that belongs to them.
pub struct GoalRows {
    objectives: Vec<objective::Model>,
    key_results: KeyResultRows,
}

impl GoalRows {
    /// Reads the objectives that the filter takes, with their key results.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read(
        state: &ApiState,
        organization_id: Uuid,
        seen: &Seen,
        filter: &Filter,
    ) -> ApiResult<Self> {
        let (app, org) = (&state.app, organization_id);
        let objectives = seen.first_objectives(app, org, filter, OBJECTIVES_MAX).await?;
        let ids: Vec<Uuid> = objectives.iter().map(|row| row.id).collect();
        let rows = seen.key_results_of_objectives(app, org, &ids).await?;
        let key_results = KeyResultRows::read(state, org, seen, rows).await?;
        Ok(Self { objectives, key_results })
    }

    /// Shows what the viewer may see, in order; drafts only to those who may edit them.
    pub fn view(self, live: &LiveState, viewer: &Viewer) -> Vec<ObjectiveWithKeyResults> {
        let mut key_results = self.key_results.view(live, viewer);
        self.objectives
            .into_iter()
            .filter(|row| viewer.sees_objective(&live.directory, row.id))
            .map(|row| {
                let objective = Objective::of(row, live, viewer);
                let own = key_results
                    .extract_if(.., |key_result| key_result.objective_id == objective.id)
                    .collect();
                ObjectiveWithKeyResults { objective, key_results: own }
            })
            .collect()
    }
}

/// The published objectives that a unit owns in a cycle.
pub fn of_unit(unit_id: Uuid, cycle_id: Uuid) -> Filter {
    Filter { owner_unit_id: Some(unit_id), cycle_id: Some(cycle_id), ..Filter::default() }
}

/// Whether an objective counts: drafts do not.
pub fn counts(shown: &ObjectiveWithKeyResults) -> bool {
    shown.objective.state != ObjectiveState::Draft
}

/// The key results of the objectives that count.
pub fn counted(shown: &[ObjectiveWithKeyResults]) -> impl Iterator<Item = &KeyResult> {
    shown.iter().filter(|goal| counts(goal)).flat_map(|goal| &goal.key_results)
}
