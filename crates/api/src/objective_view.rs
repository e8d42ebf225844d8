//! An objective as people and programs see it: the row, its names, its score.

use goals::id::{CycleId, ObjectiveId, StrategicPillarId};
use ops::live::LiveState;
use ops::{Outcome, Viewer};
use serde::Serialize;
use store::entity::objective::Model;
use store::word::{ObjectiveKind, ObjectiveState, ProgressMode, Status, Visibility};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::state::ApiState;
use crate::time::Instant;
use crate::view::{Changed, PersonRef, Score, UnitRef};

/// A qualitative goal.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Objective {
    /// Identity.
    pub id: ObjectiveId,
    /// Give it back when editing.
    pub version: i32,
    /// The cycle it lives in.
    pub cycle_id: CycleId,
    /// Its words.
    pub title: String,
    /// Why it matters.
    pub description: String,
    /// Committed or aspirational.
    pub kind: ObjectiveKind,
    /// The unit that owns it.
    pub owner_unit: Option<UnitRef>,
    /// The person accountable.
    pub owner: Option<PersonRef>,
    /// The pillar it serves.
    pub strategic_pillar: Option<PillarRef>,
    /// Which children count.
    pub progress_mode: ProgressMode,
    /// Relative weight in its unit.
    pub weight: f64,
    /// Its share of the unit's weights, 0 to 1; null when it does not count there.
    pub weight_share: Option<f64>,
    /// Who sees it.
    pub visibility: Visibility,
    /// Draft, published or closed.
    pub state: ObjectiveState,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// The owner's own judgement.
    pub status_override: Option<Status>,
    /// Why the owner judges so.
    pub status_override_reason: Option<String>,
    /// How it would stand without the judgement.
    pub computed_status: Option<Status>,
    /// Left out at close.
    pub is_excluded: bool,
    /// Why it is left out.
    pub exclusion_reason: Option<String>,
    /// The grade at close.
    pub grade: Option<f64>,
    /// Why the grade differs from the suggestion.
    pub grade_reason: Option<String>,
    /// The clamped progress to two decimals.
    pub suggested_grade: Option<f64>,
    /// How many key results it has.
    pub key_result_count: usize,
    /// Key results with a breached guard.
    pub breached_guard_count: u32,
    /// Where it stands among the unit's others.
    pub position: i32,
    /// When it was archived.
    pub archived_at: Option<Instant>,
    /// When it was written.
    pub created_at: Instant,
    /// When it was last edited.
    pub updated_at: Instant,
    /// How it stands.
    pub score: Score,
    /// Whether the viewer may edit it.
    pub may_edit: bool,
}

/// A pillar, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PillarRef {
    /// Identity.
    pub id: StrategicPillarId,
    /// Name.
    pub name: String,
}

impl PillarRef {
    /// The pillar, if there is one.
    pub fn find(state: &LiveState, id: Option<Uuid>) -> Option<Self> {
        let pillar = state.directory.pillar(id?)?;
        Some(Self { id: StrategicPillarId(pillar.id), name: pillar.name.clone() })
    }
}

impl Objective {
    /// Shows a row to a viewer.
    pub fn of(model: Model, live: &LiveState, viewer: &Viewer) -> Self {
        let id = ObjectiveId(model.id);
        let score = live.graph.objective(id);
        let directory = &live.directory;
        Self {
            id,
            version: model.version,
            cycle_id: CycleId(model.cycle_id),
            owner_unit: UnitRef::find(directory, model.owner_unit_id),
            owner: PersonRef::find(directory, model.owner_person_id),
            strategic_pillar: PillarRef::find(live, model.strategic_pillar_id),
            kind: model.kind,
            progress_mode: model.progress_mode,
            weight: model.weight,
            weight_share: score.and_then(|score| score.weight_share),
            visibility: model.visibility,
            state: model.state,
            published_at: model.published_at.map(Instant::from_ms),
            status_override: model.status_override,
            computed_status: score.map(|score| score.computed_status.into()),
            is_excluded: model.is_excluded,
            grade: model.grade,
            suggested_grade: score.and_then(|score| goals::grade::suggested(score.progress)),
            key_result_count: live.key_results_of(id).count(),
            breached_guard_count: score.map_or(0, |score| score.breached),
            position: model.position,
            archived_at: model.archived_at.map(Instant::from_ms),
            created_at: Instant::from_ms(model.created_at),
            updated_at: Instant::from_ms(model.updated_at),
            score: score.map_or(Score::UNKNOWN, Score::from),
            may_edit: viewer.may_edit_objective(&model),
            title: model.title,
            description: model.description,
            status_override_reason: model.status_override_reason,
            exclusion_reason: model.exclusion_reason,
            grade_reason: model.grade_reason,
        }
    }

    /// Shows an outcome to a viewer.
    ///
    /// # Errors
    /// When the live state cannot be loaded.
    pub async fn changed(
        state: &ApiState,
        viewer: &Viewer,
        outcome: Outcome<Model>,
    ) -> ApiResult<Changed<Self>> {
        let live = state.app.live(viewer.organization_id).await?;
        let item = Self::of(outcome.value.clone(), &live.read(), viewer);
        Ok(Changed::of(outcome, viewer, &live, |_| item))
    }
}
