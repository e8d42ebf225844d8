//! What happened lately, from the change log: one line for each change that people care about.

use goals::id::{CheckInId, KeyResultId, ObjectiveId};
use ops::Viewer;
use ops::live::LiveState;
use ops::live::recorded::Noun;
use ops::past::Seen;
use serde::Serialize;
use serde_json::Value;
use store::entity::change::Model;
use store::word::NumberFormat;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actors::Actors;
use crate::error::ApiResult;
use crate::state::ApiState;
use crate::time::Instant;
use crate::view::{PersonRef, Score};

/// Lines shown at most.
const LINES_MAX: usize = 20;
/// Changes looked at for them: most changes of a large organisation belong to other pages.
const CHANGES_LOOKED_AT_MAX: u64 = 300;

/// One thing that happened.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Activity {
    /// The change's place in the log.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who; null for the system.
    pub actor: Option<PersonRef>,
    /// What: `key_result.checked_in`, `objective.published`, …
    pub kind: String,
    /// The noun it happened to.
    pub entity: String,
    /// The thing it happened to.
    pub entity_id: String,
    /// Its words.
    pub title: String,
    /// The objective it belongs to.
    pub objective_id: Option<ObjectiveId>,
    /// The key result it belongs to.
    pub key_result_id: Option<KeyResultId>,
    /// The value that was recorded or set.
    pub value: Option<f64>,
    /// The value before, of a moved goalpost.
    pub value_before: Option<f64>,
    /// How the value is shown.
    pub format: Option<NumberFormat>,
    /// The label behind the value.
    pub unit: Option<String>,
    /// Digits after the point.
    pub decimals: Option<i32>,
    /// Confidence that was given.
    pub confidence: Option<i32>,
    /// What was written.
    pub note: Option<String>,
    /// Why it was done.
    pub reason: Option<String>,
    /// How the goal stands now.
    pub score: Option<Score>,
}

/// Which goals' happenings a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything in the organisation.
    Organization,
    /// What belongs to this unit and those below it.
    Unit(Uuid),
    /// What this person owns or did.
    Person(Uuid),
    /// One objective.
    Objective(Uuid),
}

/// The changes of the log's end; [`view`] makes lines of them.
///
/// # Errors
/// When the store fails.
pub async fn read(state: &ApiState, organization_id: Uuid, seen: &Seen) -> ApiResult<Vec<Model>> {
    Ok(seen.last_changes(&state.app, organization_id, CHANGES_LOOKED_AT_MAX).await?)
}

/// Lines for the changes that the viewer may see and that the page is about, newest first.
pub fn view(
    changes: Vec<Model>,
    scope: Scope,
    live: &LiveState,
    viewer: &Viewer,
    actors: &Actors,
) -> Vec<Activity> {
    changes
        .into_iter()
        .filter_map(|change| line(&change, scope, live, viewer, actors))
        .take(LINES_MAX)
        .collect()
}

/// The logins behind the changes.
///
/// # Errors
/// When the store fails.
pub async fn actors(
    state: &ApiState,
    organization_id: Uuid,
    changes: &[Model],
) -> ApiResult<Actors> {
    let users = changes.iter().filter_map(|change| change.actor_user_id).collect();
    Actors::read(state, organization_id, users).await
}

/// The changes that people care about; the rest is in the change log.
fn is_told(kind: &str) -> bool {
    matches!(
        kind,
        "key_result.checked_in"
            | "key_result.goalpost_moved"
            | "key_result.status_judged"
            | "key_result.graded"
            | "key_result.created"
            | "key_result.archived"
            | "objective.published"
            | "objective.status_judged"
            | "objective.graded"
            | "objective.archived"
            | "milestone.done"
            | "milestone.reopened"
    )
}

fn line(
    change: &Model,
    scope: Scope,
    live: &LiveState,
    viewer: &Viewer,
    actors: &Actors,
) -> Option<Activity> {
    is_told(&change.kind).then_some(())?;
    let after: Value = serde_json::from_str(&change.after).ok()?;
    let directory = &live.directory;
    let field_id = |name: &str| after.get(name)?.as_str()?.parse::<Uuid>().ok();
    let key_result_id = match change.entity.as_str() {
        "key_result" => Some(change.entity_id),
        "check_in" | "milestone" => field_id("key_result_id"),
        _ => None,
    };
    let objective_id = match key_result_id {
        Some(id) => directory.key_result(id)?.objective_id,
        None => change.entity_id,
    };
    viewer.sees_objective(directory, objective_id).then_some(())?;
    let actor = actors
        .person(directory, change.actor_user_id)
        .or_else(|| PersonRef::find(directory, field_id("author_person_id")));
    is_in(scope, objective_id, key_result_id, actor.as_ref(), live).then_some(())?;
    let title = match key_result_id {
        Some(id) => directory.key_result(id)?.title.to_string(),
        None => directory.objective(objective_id)?.title.to_string(),
    };
    let text = |name: &str| {
        let text = after.get(name)?.as_str()?;
        (!text.is_empty()).then(|| text.to_owned())
    };
    let number = |name: &str| after.get(name)?.as_f64();
    let is_check_in = change.entity == "check_in";
    let is_moved = change.kind == "key_result.goalpost_moved";
    let noun: Noun = change.entity.parse().ok()?;
    Some(Activity {
        seq: change.seq,
        at: Instant::from_ms(change.at),
        actor,
        kind: change.kind.clone(),
        entity: change.entity.clone(),
        entity_id: if is_check_in {
            CheckInId(change.entity_id).to_string()
        } else {
            noun.shown_id(change.entity_id)
        },
        title,
        objective_id: Some(ObjectiveId(objective_id)),
        key_result_id: key_result_id.map(KeyResultId),
        value: if is_moved {
            number("target_value")
        } else {
            number("value").or_else(|| number("grade"))
        },
        value_before: if is_moved { number("original_target") } else { None },
        format: after.get("format").and_then(Value::as_str).and_then(|text| text.parse().ok()),
        unit: text("unit"),
        decimals: number("decimals").map(|decimals| decimals as i32),
        confidence: number("confidence").filter(|_| is_check_in).map(|value| value as i32),
        note: text("note"),
        reason: change.reason.clone(),
        score: score(live, objective_id, key_result_id),
    })
}

fn score(live: &LiveState, objective_id: Uuid, key_result_id: Option<Uuid>) -> Option<Score> {
    match key_result_id {
        Some(id) => live.graph.key_result(KeyResultId(id)).map(Score::from),
        None => live.graph.objective(ObjectiveId(objective_id)).map(Score::from),
    }
}

fn is_in(
    scope: Scope,
    objective_id: Uuid,
    key_result_id: Option<Uuid>,
    actor: Option<&PersonRef>,
    live: &LiveState,
) -> bool {
    let directory = &live.directory;
    let Some(objective) = directory.objective(objective_id) else { return false };
    match scope {
        Scope::Organization => true,
        Scope::Objective(id) => objective_id == id,
        Scope::Unit(id) => objective.owner_unit_id.is_some_and(|unit| {
            unit == id || directory.units_above(unit).iter().any(|above| above.id == id)
        }),
        Scope::Person(id) => {
            let owns_key_result = key_result_id
                .and_then(|key_result| directory.key_result(key_result))
                .is_some_and(|card| card.owner_person_id == Some(id));
            actor.is_some_and(|actor| actor.id.0 == id)
                || objective.owner_person_id == Some(id)
                || owns_key_result
        }
    }
}
