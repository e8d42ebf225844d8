//! Cards: the little that labels, maps and access rules need of a goal, held for every goal.

use store::entity;
use uuid::Uuid;

/// What labels, maps and access rules need of an objective.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectiveCard {
    /// Its words.
    pub title: Box<str>,
    /// The cycle it lives in.
    pub cycle_id: Uuid,
    /// The unit that owns it.
    pub owner_unit_id: Option<Uuid>,
    /// The person accountable.
    pub owner_person_id: Option<Uuid>,
    /// The pillar it serves.
    pub strategic_pillar_id: Option<Uuid>,
    /// Who sees it.
    pub visibility: store::word::Visibility,
    /// Draft, published or closed.
    pub state: store::word::ObjectiveState,
    /// Committed or aspirational.
    pub kind: store::word::ObjectiveKind,
    /// Relative weight in its unit.
    pub weight: f64,
    /// Whether it has been archived.
    pub is_archived: bool,
}

/// What labels and access rules need of a key result.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyResultCard {
    /// Its words.
    pub title: Box<str>,
    /// The objective it belongs to.
    pub objective_id: Uuid,
    /// Who checks in.
    pub owner_person_id: Option<Uuid>,
    /// When it was last checked in, in unix milliseconds.
    pub last_check_in_at: Option<i64>,
    /// Whether it has been archived.
    pub is_archived: bool,
}

impl ObjectiveCard {
    pub(super) fn of(model: &entity::objective::Model) -> Self {
        Self {
            title: model.title.as_str().into(),
            cycle_id: model.cycle_id,
            owner_unit_id: model.owner_unit_id,
            owner_person_id: model.owner_person_id,
            strategic_pillar_id: model.strategic_pillar_id,
            visibility: model.visibility,
            state: model.state,
            kind: model.kind,
            weight: model.weight,
            is_archived: model.archived_at.is_some(),
        }
    }
}

impl KeyResultCard {
    pub(super) fn of(model: &entity::key_result::Model) -> Self {
        Self {
            title: model.title.as_str().into(),
            objective_id: model.objective_id,
            owner_person_id: model.owner_person_id,
            last_check_in_at: model.last_check_in_at,
            is_archived: model.archived_at.is_some(),
        }
    }
}
