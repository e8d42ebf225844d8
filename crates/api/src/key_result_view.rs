//! A key result as people and programs see it: the row, its milestones and links, its score; read
//! in bulk.

use std::collections::HashMap;

use goals::id::{KeyResultId, ObjectiveId};
use ops::live::LiveState;
use ops::past::Seen;
use ops::{OpsError, Outcome, Viewer};
use serde::Serialize;
use store::entity::{key_result, kpi_link, milestone, objective};
use store::key_result::Sort;
use store::page::{Archived, Order};
use store::word::{KeyResultKind, KpiRole, NumberFormat, PaceKind, Status};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::as_of::look;
use crate::error::ApiResult;
use crate::key_result::KeyResultQuery;
use crate::kpi_link::KpiLink;
use crate::milestone::Milestone;
use crate::objective::ExplainQuery;
use crate::paging::Page;
use crate::past_list;
use crate::proof::Explained;
use crate::state::ApiState;
use crate::time::{Instant, PhasePoint};
use crate::view::{Changed, PersonRef, Score};

/// A measurable outcome of one objective.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KeyResult {
    /// Identity.
    pub id: KeyResultId,
    /// Give it back when editing.
    pub version: i32,
    /// The objective it belongs to.
    pub objective_id: ObjectiveId,
    /// Its words.
    pub title: String,
    /// How it is measured.
    pub description: String,
    /// Who checks in.
    pub owner: Option<PersonRef>,
    /// What counts as success.
    pub kind: KeyResultKind,
    /// S, for increase and decrease.
    pub start_value: Option<f64>,
    /// T, the limit to hold, or the lower end of the corridor.
    pub target_value: Option<f64>,
    /// The upper end of the corridor.
    pub target_high: Option<f64>,
    /// Where progress is 0 below the limit.
    pub zero_low: Option<f64>,
    /// Where progress is 0 above the limit.
    pub zero_high: Option<f64>,
    /// S as it was published, where it has been moved since.
    pub original_start: Option<f64>,
    /// T as it was published, where it has been moved since.
    pub original_target: Option<f64>,
    /// The share of elapsed periods in which the condition held.
    pub over_time: bool,
    /// The value now: the measuring KPI's where there is one, else the last one checked in.
    pub current_value: Option<f64>,
    /// The last value checked in.
    pub recorded_value: Option<f64>,
    /// The label behind its numbers.
    pub unit: String,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Digits after the point.
    pub decimals: i32,
    /// How progress is expected to come.
    pub pace: PaceKind,
    /// The points of a phased pace.
    pub phases: Vec<PhasePoint>,
    /// Relative weight in its objective.
    pub weight: f64,
    /// Its share of the objective's weights, 0 to 1; null when it is taken out.
    pub weight_share: Option<f64>,
    /// 1 to 10, from the last check-in.
    pub confidence: Option<i32>,
    /// The owner's own judgement, until the next check-in.
    pub status_override: Option<Status>,
    /// Why the owner judges so.
    pub status_override_reason: Option<String>,
    /// How it would stand without the judgement.
    pub computed_status: Option<Status>,
    /// Left out at close.
    pub is_excluded: bool,
    /// The grade at close.
    pub grade: Option<f64>,
    /// Why the grade differs from the suggestion.
    pub grade_reason: Option<String>,
    /// The clamped progress to two decimals.
    pub suggested_grade: Option<f64>,
    /// When it was last reported on.
    pub last_check_in_at: Option<Instant>,
    /// Its steps.
    pub milestones: Vec<Milestone>,
    /// The KPIs that measure, drive or guard it.
    pub links: Vec<KpiLink>,
    /// How it stands.
    pub score: Score,
    /// Where it stands among the others.
    pub position: i32,
    /// When it was archived.
    pub archived_at: Option<Instant>,
    /// Whether the viewer may edit it.
    pub may_edit: bool,
    /// Whether the viewer may report on it.
    pub may_check_in: bool,
}

/// Rows of key results with everything that belongs to them.
pub struct KeyResultRows {
    rows: Vec<key_result::Model>,
    objectives: HashMap<Uuid, objective::Model>,
    milestones: HashMap<Uuid, Vec<milestone::Model>>,
    links: HashMap<Uuid, Vec<kpi_link::Model>>,
}

impl KeyResultRows {
    /// Reads what belongs to the rows: three queries, however many rows.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read(
        state: &ApiState,
        organization_id: Uuid,
        seen: &Seen,
        rows: Vec<key_result::Model>,
    ) -> ApiResult<Self> {
        let (app, org) = (&state.app, organization_id);
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let stepped: Vec<Uuid> = rows
            .iter()
            .filter(|row| row.kind == KeyResultKind::Milestones)
            .map(|row| row.id)
            .collect();
        let mut owners: Vec<Uuid> = rows.iter().map(|row| row.objective_id).collect();
        owners.sort_unstable();
        owners.dedup();
        let objectives = seen.objectives(app, org, &owners).await?;
        let steps = seen.milestones_of(app, org, &stepped).await?;
        let links = seen.links_of(app, org, &ids).await?;
        Ok(Self {
            rows,
            objectives: objectives.into_iter().map(|row| (row.id, row)).collect(),
            milestones: grouped(steps, |row| row.key_result_id),
            links: grouped(links, |row| row.key_result_id),
        })
    }

    /// Shows the rows that the viewer may see, in their order.
    pub fn view(mut self, live: &LiveState, viewer: &Viewer) -> Vec<KeyResult> {
        let rows = std::mem::take(&mut self.rows);
        rows.into_iter()
            .filter(|row| viewer.sees_objective(&live.directory, row.objective_id))
            .filter_map(|row| {
                let owner = self.objectives.get(&row.objective_id)?;
                let steps = self.milestones.remove(&row.id).unwrap_or_default();
                let links = self.links.remove(&row.id).unwrap_or_default();
                Some(KeyResult::of(row, owner, steps, links, live, viewer))
            })
            .collect()
    }
}

fn grouped<T>(rows: Vec<T>, key: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut groups: HashMap<Uuid, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}

impl KeyResult {
    /// Whether a KPI or milestones give the value, so that a check-in carries none.
    pub fn is_measured(&self) -> bool {
        self.kind == KeyResultKind::Milestones
            || self.links.iter().any(|link| link.role == KpiRole::Measures)
    }

    fn of(
        model: key_result::Model,
        owner: &objective::Model,
        steps: Vec<milestone::Model>,
        links: Vec<kpi_link::Model>,
        live: &LiveState,
        viewer: &Viewer,
    ) -> Self {
        let id = KeyResultId(model.id);
        let score = live.graph.key_result(id);
        Self {
            id,
            version: model.version,
            objective_id: ObjectiveId(model.objective_id),
            owner: PersonRef::find(&live.directory, model.owner_person_id),
            kind: model.kind,
            start_value: model.start_value,
            target_value: model.target_value,
            target_high: model.target_high,
            zero_low: model.zero_low,
            zero_high: model.zero_high,
            original_start: model.original_start,
            original_target: model.original_target,
            over_time: model.over_time,
            current_value: score.and_then(|score| score.value),
            recorded_value: model.current_value,
            format: model.format,
            decimals: model.decimals,
            pace: model.pace,
            phases: model.phases.0.iter().map(|phase| (*phase).into()).collect(),
            weight: model.weight,
            weight_share: score.and_then(|score| score.weight_share),
            confidence: model.confidence,
            status_override: model.status_override,
            computed_status: score.map(|score| score.computed_status.into()),
            is_excluded: model.is_excluded,
            grade: model.grade,
            suggested_grade: score.and_then(|score| goals::grade::suggested(score.progress)),
            last_check_in_at: model.last_check_in_at.map(Instant::from_ms),
            milestones: steps.into_iter().map(Milestone::from).collect(),
            links: links.into_iter().filter_map(|link| KpiLink::of(link, live, viewer)).collect(),
            score: score.map_or(Score::UNKNOWN, Score::from),
            position: model.position,
            archived_at: model.archived_at.map(Instant::from_ms),
            may_edit: viewer.may_edit_objective(owner),
            may_check_in: viewer.may_check_in(&model, owner),
            title: model.title,
            description: model.description,
            unit: model.unit,
            status_override_reason: model.status_override_reason,
            grade_reason: model.grade_reason,
        }
    }

    /// Shows an outcome to a viewer.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn changed(
        state: &ApiState,
        viewer: &Viewer,
        outcome: Outcome<key_result::Model>,
    ) -> ApiResult<Changed<Self>> {
        let live = state.app.live(viewer.organization_id).await?;
        let seen = Seen::Now(live.clone());
        let item = one(state, viewer, &seen, outcome.value.clone()).await?;
        Ok(Changed::of(outcome, viewer, &live, |_| item))
    }
}

async fn one(
    state: &ApiState,
    viewer: &Viewer,
    seen: &Seen,
    row: key_result::Model,
) -> ApiResult<KeyResult> {
    let id = KeyResultId(row.id);
    let rows = KeyResultRows::read(state, viewer.organization_id, seen, vec![row]).await?;
    let shown = rows.view(&seen.read(), viewer).pop();
    shown.ok_or_else(|| OpsError::not_found("key_result", id).into())
}

/// A page of key results.
///
/// # Errors
/// A wrong query, or a store that fails.
pub async fn list(
    state: &ApiState,
    viewer: &Viewer,
    query: &KeyResultQuery,
) -> ApiResult<Page<KeyResult>> {
    let filter = store::key_result::Filter {
        objective_id: query.objective.map(|id| id.0),
        owner_person_id: query.person.map(|id| id.0),
        archived: if query.archived { Archived::With } else { Archived::Without },
        ..store::key_result::Filter::default()
    };
    // One objective's or owner's are few and arranged; all of them are read in the order they were
    // made.
    let (viewer, seen) = look(state, viewer, query.as_of).await?;
    let viewer = &viewer;
    if let Seen::Then(past) = &seen {
        return past_list::key_results(state, viewer, &seen, past, &filter, &query.page()).await;
    }
    let is_narrow = query.objective.is_some() || query.person.is_some();
    let sort = if is_narrow { Sort::Position } else { Sort::Created };
    let page = query.page().store()?;
    let conn = state.app.database().read();
    let org = viewer.organization_id;
    let listed = store::key_result::list(conn, org, &filter, sort, Order::Ascending, &page).await?;
    let next_cursor = listed.next.map(|next| next.to_string());
    let rows = KeyResultRows::read(state, org, &seen, listed.items).await?;
    let items = rows.view(&seen.read(), viewer);
    Ok(Page { items, next_cursor })
}

/// One key result, with its proof when asked for.
///
/// # Errors
/// `not_found` when it is not there for the viewer.
pub async fn find(
    state: &ApiState,
    viewer: &Viewer,
    id: KeyResultId,
    explain: ExplainQuery,
) -> ApiResult<Explained<KeyResult>> {
    let (viewer, seen) = look(state, viewer, explain.as_of).await?;
    let row = seen.key_results(&state.app, viewer.organization_id, &[id.0]).await?.pop();
    let row = row.ok_or_else(|| OpsError::not_found("key_result", id))?;
    let item = one(state, &viewer, &seen, row).await?;
    let proof = match explain.explain {
        true => ops::proof::key_result(&state.app, &viewer, &seen, id).await?,
        false => None,
    };
    Ok(Explained::new(item, proof))
}
