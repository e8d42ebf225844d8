//! `/alignment-map`: every objective of a cycle with what it supports, as nodes and edges.

use axum::extract::State;
use goals::id::{KeyResultId, ObjectiveId};
use ops::Viewer;
use ops::live::LiveState;
use serde::Serialize;
use store::word::{ObjectiveKind, ObjectiveState};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::cycle_ref::{CycleQuery, CycleRef};
use crate::as_of::look;
use crate::error::ApiResult;
use crate::extract::{Query, SignedIn};
use crate::state::ApiState;
use crate::view::{PersonRef, Score, UnitRef};

/// Objectives on one map at most; above it the map says that it is cut.
const NODES_MAX: usize = 5_000;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_alignment_map))
}

/// The objectives of a cycle and how they support each other.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlignmentMap {
    /// The cycle shown.
    pub cycle: Option<CycleRef>,
    /// The objectives, those of higher units first.
    pub nodes: Vec<AlignmentNode>,
    /// Who supports whom.
    pub edges: Vec<AlignmentEdge>,
    /// Whether there are more objectives than a map can hold.
    pub is_cut: bool,
}

/// One objective on the map.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlignmentNode {
    /// Identity.
    pub id: ObjectiveId,
    /// Its words.
    pub title: String,
    /// Committed or aspirational.
    pub kind: ObjectiveKind,
    /// The unit that owns it.
    pub owner_unit: Option<UnitRef>,
    /// The person accountable.
    pub owner: Option<PersonRef>,
    /// How deep the owning unit is in the tree: 0 is the company. One more for a person's own.
    pub level: usize,
    /// How many key results it has.
    pub key_result_count: usize,
    /// Whether it lives in a cycle around the one shown (the year of a quarter).
    pub is_of_outer_cycle: bool,
    /// How it stands.
    pub score: Score,
}

/// One alignment on the map.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlignmentEdge {
    /// The supporter.
    pub objective_id: ObjectiveId,
    /// The supported objective, or the one whose key result is supported.
    pub target_objective_id: ObjectiveId,
    /// The supported key result, when it is one.
    pub target_key_result_id: Option<KeyResultId>,
    /// The weight with which it counts there.
    pub contribution: Option<f64>,
}

/// The alignment map of a cycle, with the goals of the cycles around it that are supported.
#[utoipa::path(get, path = "/alignment-map", tag = "pages", params(CycleQuery),
    responses((status = 200, body = AlignmentMap)))]
async fn find_alignment_map(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<CycleQuery>,
) -> ApiResult<axum::Json<AlignmentMap>> {
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let live = seen.read();
    let Some(cycle) = query.find(&live)? else {
        let empty =
            AlignmentMap { cycle: None, nodes: Vec::new(), edges: Vec::new(), is_cut: false };
        return Ok(axum::Json(empty));
    };
    let mut ids = of_cycle(&live, &viewer, cycle.id);
    let is_cut = ids.len() > NODES_MAX;
    ids.truncate(NODES_MAX);
    let edges = edges(&live, &viewer, &ids);
    for edge in &edges {
        if !ids.contains(&edge.target_objective_id.0) {
            ids.push(edge.target_objective_id.0);
        }
    }
    let mut nodes: Vec<AlignmentNode> =
        ids.iter().filter_map(|id| AlignmentNode::of(&live, *id, cycle.id)).collect();
    nodes.sort_by_key(|node| (!node.is_of_outer_cycle, node.level, node.id));
    Ok(axum::Json(AlignmentMap { cycle: Some(CycleRef::of(cycle, &live)), nodes, edges, is_cut }))
}

fn of_cycle(live: &LiveState, viewer: &Viewer, cycle_id: Uuid) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = live
        .directory
        .objectives()
        .filter(|(_, card)| card.cycle_id == cycle_id && !card.is_archived)
        .filter(|(_, card)| card.state != ObjectiveState::Draft)
        .filter(|(id, _)| viewer.sees_objective(&live.directory, *id))
        .map(|(id, _)| id)
        .collect();
    ids.sort_unstable();
    ids
}

fn edges(live: &LiveState, viewer: &Viewer, ids: &[Uuid]) -> Vec<AlignmentEdge> {
    let mut edges = Vec::new();
    for id in ids {
        for parent in live.graph.parents(ObjectiveId(*id)) {
            let (target, key_result) = match parent.node {
                goals::graph::Node::Objective(target) => (target, None),
                goals::graph::Node::KeyResult(key_result) => {
                    let Some(card) = live.directory.key_result(key_result.0) else { continue };
                    (ObjectiveId(card.objective_id), Some(key_result))
                }
                goals::graph::Node::KpiLink(_) | goals::graph::Node::Unit(..) => continue,
            };
            if viewer.sees_objective(&live.directory, target.0) {
                edges.push(AlignmentEdge {
                    objective_id: ObjectiveId(*id),
                    target_objective_id: target,
                    target_key_result_id: key_result,
                    contribution: parent.weight,
                });
            }
        }
    }
    edges
}

impl AlignmentNode {
    fn of(live: &LiveState, id: Uuid, cycle_id: Uuid) -> Option<Self> {
        let card = live.directory.objective(id)?;
        let depth = card.owner_unit_id.map(|unit| live.directory.units_above(unit).len());
        Some(Self {
            id: ObjectiveId(id),
            title: card.title.to_string(),
            kind: card.kind,
            owner_unit: UnitRef::find(&live.directory, card.owner_unit_id),
            owner: PersonRef::find(&live.directory, card.owner_person_id),
            level: depth.unwrap_or_else(|| own_level(live, card.owner_person_id)),
            key_result_count: live.key_results_of(ObjectiveId(id)).count(),
            is_of_outer_cycle: card.cycle_id != cycle_id,
            score: live.graph.objective(ObjectiveId(id)).map_or(Score::UNKNOWN, Score::from),
        })
    }
}

/// A person's own objective stands one level below the person's unit.
fn own_level(live: &LiveState, person: Option<Uuid>) -> usize {
    let membership = person
        .and_then(|person| live.directory.memberships_of(person, live.today).into_iter().next());
    membership.map_or(0, |row| live.directory.units_above(row.org_unit_id).len()) + 1
}
