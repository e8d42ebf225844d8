//! Lists of goals as they were. What they are sorted by is in memory, so a page is cut there and
//! only its rows are read; the place to go on from is the last goal shown, since the past does not
//! change.

use ops::Viewer;
use ops::past::{Past, Seen, in_order};
use store::key_result::Filter;
use uuid::Uuid;

use crate::error::{ApiError, ApiResult};
use crate::key_result_view::{KeyResult, KeyResultRows};
use crate::objective::ObjectiveQuery;
use crate::objective_list::is_wanted;
use crate::objective_view::Objective;
use crate::paging::{Page, PageQuery, cursor};
use crate::state::ApiState;

/// A page of objectives, of these in their order.
///
/// # Errors
/// A wrong query, or a store that fails.
pub async fn objectives(
    state: &ApiState,
    viewer: &Viewer,
    seen: &Seen,
    mut ids: Vec<Uuid>,
    query: &ObjectiveQuery,
) -> ApiResult<Page<Objective>> {
    let org = viewer.organization_id;
    {
        let then = seen.read();
        ids.retain(|id| is_wanted(*id, query, viewer, &then));
    }
    let (ids, next_cursor) = cut(ids, &query.page())?;
    let rows = seen.objectives(&state.app, org, &ids).await?;
    let then = seen.read();
    let rows = in_order(rows, &ids, |row| row.id);
    let items = rows.into_iter().map(|row| Objective::of(row, &then, viewer)).collect();
    Ok(Page { items, next_cursor })
}

/// A page of key results. Those of one objective or owner are few and arranged; all of them come
/// in the order in which they were made.
///
/// # Errors
/// A wrong query, or a store that fails.
pub async fn key_results(
    state: &ApiState,
    viewer: &Viewer,
    seen: &Seen,
    past: &Past,
    filter: &Filter,
    paging: &PageQuery,
) -> ApiResult<Page<KeyResult>> {
    let (app, org) = (&state.app, viewer.organization_id);
    let mut ids = past.key_results(filter);
    ids.retain(|id| {
        let objective = past.state.directory.key_result(*id).map(|card| card.objective_id);
        objective.is_some_and(|id| viewer.sees_objective(&past.state.directory, id))
    });
    if filter.objective_id.is_some() || filter.owner_person_id.is_some() {
        let mut rows = seen.key_results(app, org, &ids).await?;
        rows.sort_by_key(|row| (row.position, row.id));
        ids = rows.iter().map(|row| row.id).collect();
    }
    let (ids, next_cursor) = cut(ids, paging)?;
    let rows = seen.key_results(app, org, &ids).await?;
    let rows = in_order(rows, &ids, |row| row.id);
    let rows = KeyResultRows::read(state, org, seen, rows).await?;
    Ok(Page { items: rows.view(&seen.read(), viewer), next_cursor })
}

/// The part of a list that a page shows, and where the next one goes on.
fn cut(mut ids: Vec<Uuid>, paging: &PageQuery) -> ApiResult<(Vec<Uuid>, Option<String>)> {
    let limit = usize::try_from(paging.limit()?).unwrap_or(usize::MAX);
    if let Some(after) = paging.after::<Uuid>()? {
        let at = ids.iter().position(|id| *id == after).ok_or_else(|| {
            ApiError::query(
                "cursor",
                "bad_cursor",
                "give back `next_cursor` as it was, with the same `as_of` and filters",
            )
        })?;
        ids.drain(..=at);
    }
    let has_more = ids.len() > limit;
    ids.truncate(limit);
    let next = ids.last().filter(|_| has_more).map(cursor);
    Ok((ids, next))
}
