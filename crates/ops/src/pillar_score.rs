//! How what serves a pillar stands: the weighted mean of the published objectives that name it.

use goals::id::ObjectiveId;
use goals::objective::weighted_mean;
use store::word::ObjectiveState;
use uuid::Uuid;

use crate::live::LiveState;
use crate::viewer::Viewer;

/// The objectives that serve a pillar, and their mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PillarScore {
    /// How many there are that the viewer may see.
    pub objective_count: usize,
    /// Their weighted mean progress.
    pub progress: Option<f64>,
    /// The mean of what is expected of them.
    pub expected: Option<f64>,
}

/// The score of a pillar over the objectives of these cycles that the viewer may see.
pub fn of(live: &LiveState, viewer: &Viewer, pillar_id: Uuid, cycles: &[Uuid]) -> PillarScore {
    let served: Vec<_> = live
        .directory
        .objectives_of_pillar(pillar_id)
        .filter(|(_, card)| !card.is_archived && card.state != ObjectiveState::Draft)
        .filter(|(_, card)| cycles.contains(&card.cycle_id))
        .filter(|(id, _)| viewer.sees_objective(&live.directory, *id))
        .filter_map(|(id, card)| Some((card.weight, live.graph.objective(ObjectiveId(id))?)))
        .collect();
    let progress = weighted_mean(served.iter().map(|(weight, score)| (*weight, score.progress)));
    let known = served.iter().filter(|(_, score)| score.progress.is_some());
    let expected = weighted_mean(known.map(|(weight, score)| (*weight, score.expected)));
    PillarScore {
        objective_count: served.len(),
        progress: progress.value,
        expected: expected.value,
    }
}
