//! What is due: check-ins, milestones, drafts and grades that wait for somebody.

use goals::id::{KeyResultId, ObjectiveId};
use jiff::SignedDuration;
use jiff::civil::Date;
use ops::live::LiveState;
use serde::Serialize;
use store::word::{CyclePhase, KeyResultKind, ObjectiveState};
use utoipa::ToSchema;

use super::goals_shown::ObjectiveWithKeyResults;
use crate::key_result_view::KeyResult;
use crate::time::Day;

/// Days after which a key result without a check-in is due for one: the weekly rhythm.
const CHECK_IN_DAYS: i64 = 7;

/// Why something waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    /// No check-in for a week.
    CheckIn,
    /// A milestone's day has come.
    Milestone,
    /// A draft in a cycle that has begun.
    Draft,
    /// A cycle is closing and the objective has no grade.
    Grade,
}

/// Something that waits for somebody.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Due {
    /// Why it waits.
    pub kind: DueKind,
    /// The objective it belongs to.
    pub objective_id: ObjectiveId,
    /// The key result it belongs to.
    pub key_result_id: Option<KeyResultId>,
    /// Its words.
    pub title: String,
    /// Since when.
    pub due_on: Option<Day>,
    /// For how many days; 0 today.
    pub days_overdue: i64,
}

/// What waits among the key results that a person reports on.
pub fn of_key_results<'a>(
    key_results: impl IntoIterator<Item = &'a KeyResult>,
    live: &LiveState,
) -> Vec<Due> {
    let mut due = Vec::new();
    for key_result in key_results {
        if is_open(key_result.objective_id, live) {
            due.extend(check_in(key_result, live));
            due.extend(milestones(key_result, live.today));
        }
    }
    due
}

/// What waits among the objectives that a person is accountable for.
pub fn of_objectives(objectives: &[ObjectiveWithKeyResults], live: &LiveState) -> Vec<Due> {
    objectives
        .iter()
        .filter_map(|shown| {
            let objective = &shown.objective;
            let cycle = live.directory.cycle(objective.cycle_id.0)?;
            let kind = match (objective.state, cycle.phase) {
                (ObjectiveState::Draft, CyclePhase::Active) => DueKind::Draft,
                (ObjectiveState::Published, CyclePhase::Closing) => DueKind::Grade,
                _ => return None,
            };
            let since = if kind == DueKind::Draft { cycle.starts_on.0 } else { cycle.ends_on.0 };
            Some(Due {
                kind,
                objective_id: objective.id,
                key_result_id: None,
                title: objective.title.clone(),
                due_on: Some(Day(since)),
                days_overdue: days_between(since, live.today).max(0),
            })
        })
        .collect()
}

/// Published and in a cycle that runs.
fn is_open(objective: ObjectiveId, live: &LiveState) -> bool {
    live.directory.objective(objective.0).is_some_and(|card| {
        let cycle = live.directory.cycle(card.cycle_id);
        let runs = |cycle: &store::entity::cycle::Model| {
            cycle.phase == CyclePhase::Active
                && cycle.starts_on.0 <= live.today
                && live.today < cycle.ends_on.0
        };
        card.state == ObjectiveState::Published && cycle.is_some_and(runs)
    })
}

fn check_in(key_result: &KeyResult, live: &LiveState) -> Option<Due> {
    let last = key_result.last_check_in_at.map(|at| live.directory.business_day(at.0));
    let since = match last {
        Some(day) => day.saturating_add(SignedDuration::from_hours(24 * CHECK_IN_DAYS)),
        None => {
            let card = live.directory.objective(key_result.objective_id.0)?;
            live.directory.cycle(card.cycle_id)?.starts_on.0
        }
    };
    (since <= live.today).then(|| Due {
        kind: DueKind::CheckIn,
        objective_id: key_result.objective_id,
        key_result_id: Some(key_result.id),
        title: key_result.title.clone(),
        due_on: Some(Day(since)),
        days_overdue: days_between(since, live.today),
    })
}

fn milestones(key_result: &KeyResult, today: Date) -> impl Iterator<Item = Due> {
    let is_stepped = key_result.kind == KeyResultKind::Milestones;
    key_result.milestones.iter().filter_map(move |milestone| {
        let day = milestone.due_on.filter(|day| is_stepped && day.0 <= today)?;
        milestone.done_on.is_none().then(|| Due {
            kind: DueKind::Milestone,
            objective_id: key_result.objective_id,
            key_result_id: Some(key_result.id),
            title: milestone.title.clone(),
            due_on: Some(day),
            days_overdue: days_between(day.0, today),
        })
    })
}

fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}
