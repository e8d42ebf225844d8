//! When a source runs again after a run.

use store::data_source_state::{After, Model};
use store::entity::source_run;
use store::word::RunOutcome;

use crate::limits::{SOURCE_RETRIES_MAX, SOURCE_RETRY_AFTER_SECONDS_MAX};

/// What a run teaches about the next one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lesson {
    /// Whether trying again soon may help.
    pub(super) is_transient: bool,
    /// For how many seconds the source asks to be left alone.
    pub(super) retry_after_seconds: Option<u32>,
}

/// What a run leaves behind: `regular` is when the schedule names the next.
///
/// A source that asks to be left alone is, for a day at most, even past its schedule.
pub(super) fn after(
    run: &source_run::Model,
    state: Option<Model>,
    regular: Option<i64>,
    lesson: Lesson,
    now: i64,
) -> After {
    let succeeded_at = (run.outcome == RunOutcome::Succeeded).then_some(now);
    let is_failed = run.outcome == RunOutcome::Failed;
    if is_failed && !run.is_scheduled {
        // Whoever asked knows; the schedule goes on as it was.
        let (next_run_at, attempt) =
            state.map_or((regular, 0), |state| (state.next_run_at, state.attempt));
        return After { next_run_at, attempt, succeeded_at };
    }
    let wait = lesson.retry_after_seconds.unwrap_or(0).min(SOURCE_RETRY_AFTER_SECONDS_MAX);
    let earliest = now + i64::from(wait) * 1_000;
    let regular = regular.map(|regular| regular.max(earliest));
    if is_failed && lesson.is_transient && run.attempt <= SOURCE_RETRIES_MAX {
        let minutes = 1_i64 << (run.attempt - 1).clamp(0, 16);
        let again = (now + minutes * 60_000).max(earliest);
        let next_run_at = regular.map(|regular| regular.min(again));
        return After { next_run_at, attempt: run.attempt, succeeded_at };
    }
    After { next_run_at: regular, attempt: 0, succeeded_at }
}
