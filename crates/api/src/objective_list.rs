//! Reading objectives: pages filtered by what the viewer may see, and one by its identity.

use goals::id::ObjectiveId;
use ops::past::Seen;
use ops::{OpsError, Viewer};
use store::objective::{Filter, Sort};
use store::page::{Archived, Order};

use crate::as_of::look;
use crate::error::{ApiError, ApiResult};
use crate::objective::{ExplainQuery, ObjectiveQuery};
use crate::objective_view::Objective;
use crate::paging::Page;
use crate::past_list;
use crate::proof::Explained;
use crate::state::ApiState;

/// Pages of rows looked at for one answer at most: a viewer who may see few of many, or a rare
/// status, gets a shorter page and a cursor, not a slow answer.
const PAGES_LOOKED_AT_MAX: usize = 25;

/// A page of objectives. The access rules live in `goals::access` alone, so rows are read in
/// portions and asked one by one; nearly all goals are open to all, so the first portion nearly
/// always fills the page.
///
/// # Errors
/// A wrong query, or a store that fails.
pub async fn list(
    state: &ApiState,
    viewer: &Viewer,
    query: &ObjectiveQuery,
) -> ApiResult<Page<Objective>> {
    let (sort, order) = sort(query.sort.as_deref())?;
    let filter = filter(query);
    let (viewer, seen) = look(state, viewer, query.as_of).await?;
    let viewer = &viewer;
    if let Seen::Then(past) = &seen {
        let ids = past.objectives(&filter, sort, order);
        return past_list::objectives(state, viewer, &seen, ids, query).await;
    }
    let mut page = query.page().store()?;
    let wanted = page.limit;
    let conn = state.app.database().read();
    let mut items = Vec::new();
    for _ in 0..PAGES_LOOKED_AT_MAX {
        let org = viewer.organization_id;
        let listed = store::objective::list(conn, org, &filter, sort, order, &page).await?;
        let live = seen.read();
        for row in listed.items {
            if is_wanted(row.id, query, viewer, &live) {
                items.push(Objective::of(row, &live, viewer));
            }
        }
        page.after = listed.next;
        page.limit = wanted - items.len() as u64;
        if page.after.is_none() || page.limit == 0 {
            break;
        }
    }
    Ok(Page { items, next_cursor: page.after.map(|after| after.to_string()) })
}

/// Whether the viewer sees the objective and it stands as asked for.
pub(crate) fn is_wanted(
    id: uuid::Uuid,
    query: &ObjectiveQuery,
    viewer: &Viewer,
    live: &ops::live::LiveState,
) -> bool {
    let stands =
        |status| live.graph.objective(ObjectiveId(id)).is_some_and(|score| score.status == status);
    viewer.sees_objective(&live.directory, id)
        && query.status.is_none_or(|status| stands(status.into()))
}

fn filter(query: &ObjectiveQuery) -> Filter {
    Filter {
        cycle_id: query.cycle.map(|id| id.0),
        owner_unit_id: query.unit.map(|id| id.0),
        owner_person_id: query.person.map(|id| id.0),
        strategic_pillar_id: query.pillar.map(|id| id.0),
        state: query.state,
        text: query.q.clone(),
        archived: if query.archived { Archived::With } else { Archived::Without },
        ..Filter::default()
    }
}

fn sort(text: Option<&str>) -> ApiResult<(Sort, Order)> {
    let text = text.unwrap_or("-created_at");
    let (name, order) = match text.strip_prefix('-') {
        Some(name) => (name, Order::Descending),
        None => (text, Order::Ascending),
    };
    let sort = match name {
        "created_at" => Sort::Created,
        "updated_at" => Sort::Updated,
        "title" => Sort::Title,
        "position" => Sort::Position,
        _ => {
            let message = format!(
                "`{text}` is not an order; choose title, created_at, updated_at or position, \
                 with `-` in front for the other way round"
            );
            return Err(ApiError::query("sort", "unknown_choice", message));
        }
    };
    Ok((sort, order))
}

/// One objective, with its proof when asked for.
///
/// # Errors
/// `not_found` when it is not there for the viewer.
pub async fn find(
    state: &ApiState,
    viewer: &Viewer,
    id: ObjectiveId,
    explain: ExplainQuery,
) -> ApiResult<Explained<Objective>> {
    let (viewer, seen) = look(state, viewer, explain.as_of).await?;
    let row = seen.objectives(&state.app, viewer.organization_id, &[id.0]).await?.pop();
    let row = row
        .filter(|row| viewer.sees_objective(&seen.read().directory, row.id))
        .ok_or_else(|| OpsError::not_found("objective", id))?;
    let item = Objective::of(row, &seen.read(), &viewer);
    let proof = match explain.explain {
        true => ops::proof::objective(&state.app, &viewer, &seen, id).await?,
        false => None,
    };
    Ok(Explained::new(item, proof))
}
