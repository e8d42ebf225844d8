//! Rows that no state holds in memory, of now or of then: the full words and numbers of goals, and
//! what was written about them.

use std::cmp::Ordering;

use goals::id::ObjectiveId;
use store::change::{self, Filter as ChangeFilter};
use store::entity::{alignment, check_in, key_result, kpi_link, milestone, objective};
use store::objective::{Filter, Sort};
use store::page::{Archived, Order, Page};
use store::past;
use uuid::Uuid;

use super::{Past, Seen};
use crate::app::App;
use crate::error::OpsError;

impl Past {
    /// The objectives that the filter takes, in order.
    pub fn objectives(&self, filter: &Filter, sort: Sort, order: Order) -> Vec<Uuid> {
        let directory = &self.state.directory;
        let text = filter.text.as_ref().map(|text| text.to_ascii_lowercase());
        let is = |wanted: Option<Uuid>, has: Option<Uuid>| wanted.is_none() || wanted == has;
        let taken = directory.objectives().filter(|(_, card)| {
            is(filter.cycle_id, Some(card.cycle_id))
                && is(filter.owner_unit_id, card.owner_unit_id)
                && is(filter.owner_person_id, card.owner_person_id)
                && is(filter.strategic_pillar_id, card.strategic_pillar_id)
                && filter.kind.is_none_or(|kind| kind == card.kind)
                && filter.state.is_none_or(|state| state == card.state)
                && is_in(filter.archived, card.is_archived)
                && text
                    .as_ref()
                    .is_none_or(|text| card.title.to_ascii_lowercase().contains(text.as_str()))
        });
        let mut ids: Vec<Uuid> = taken.map(|(id, _)| id).collect();
        ids.sort_unstable_by(|a, b| {
            let way = self.order(sort, *a, *b).then(a.cmp(b));
            if order == Order::Ascending { way } else { way.reverse() }
        });
        ids
    }

    fn order(&self, sort: Sort, a: Uuid, b: Uuid) -> Ordering {
        let title = |id| self.state.directory.objective(id).map(|card| &card.title);
        let place = |id| self.places.get(&id);
        match sort {
            Sort::Created => Ordering::Equal,
            Sort::Title => title(a).cmp(&title(b)),
            Sort::Position => {
                place(a).map(|place| place.position).cmp(&place(b).map(|place| place.position))
            }
            Sort::Updated => {
                place(a).map(|place| place.updated_at).cmp(&place(b).map(|place| place.updated_at))
            }
        }
    }
}

fn is_in(archived: Archived, is_archived: bool) -> bool {
    match archived {
        Archived::Without => !is_archived,
        Archived::With => true,
        Archived::Only => is_archived,
    }
}

impl Seen {
    /// The first objectives that the filter takes, as arranged.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub async fn first_objectives(
        &self,
        app: &App,
        org: Uuid,
        filter: &Filter,
        limit: u64,
    ) -> Result<Vec<objective::Model>, OpsError> {
        let conn = app.database().read();
        let (sort, order) = (Sort::Position, Order::Ascending);
        match self {
            Self::Now(_) => {
                let page = Page::first(limit);
                let listed = store::objective::list(conn, org, filter, sort, order, &page).await?;
                Ok(listed.items)
            }
            Self::Then(past) => {
                let mut ids = past.objectives(filter, sort, order);
                ids.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
                let rows = self.objectives(app, org, &ids).await?;
                Ok(in_order(rows, &ids, |row| row.id))
            }
        }
    }

    /// Of these ids, each objective that there is, in no order.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub async fn objectives(
        &self,
        app: &App,
        org: Uuid,
        ids: &[Uuid],
    ) -> Result<Vec<objective::Model>, OpsError> {
        let conn = app.database().read();
        Ok(match self {
            Self::Now(_) => store::objective::find_many(conn, org, ids).await?,
            Self::Then(seen) => {
                past::find_many::<objective::Entity>(conn, org, &seen.moment, ids).await?
            }
        })
    }

    /// Of these ids, each key result that there is, in no order.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub async fn key_results(
        &self,
        app: &App,
        org: Uuid,
        ids: &[Uuid],
    ) -> Result<Vec<key_result::Model>, OpsError> {
        let conn = app.database().read();
        Ok(match self {
            Self::Now(_) => store::key_result::find_many(conn, org, ids).await?,
            Self::Then(seen) => past::key_results_of(conn, org, &seen.moment, ids).await?,
        })
    }

    /// The key results of these objectives, as arranged in each; archived ones left out.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub async fn key_results_of_objectives(
        &self,
        app: &App,
        org: Uuid,
        objectives: &[Uuid],
    ) -> Result<Vec<key_result::Model>, OpsError> {
        let conn = app.database().read();
        let Self::Then(seen) = self else {
            let without = Archived::Without;
            return Ok(store::key_result::of_objectives(conn, org, objectives, without).await?);
        };
        let state = &seen.state;
        let ids = objectives.iter().flat_map(|id| state.key_results_of(ObjectiveId(*id)));
        let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
        self.arranged(app, org, &ids, Archived::Without).await
    }

    /// The key results that a person reports on, in a cycle or in all; archived ones left out.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub async fn key_results_of_person(
        &self,
        app: &App,
        org: Uuid,
        filter: &store::key_result::Filter,
        limit: u64,
    ) -> Result<Vec<key_result::Model>, OpsError> {
        let conn = app.database().read();
        let Self::Then(seen) = self else {
            let (sort, order) = (store::key_result::Sort::Position, Order::Ascending);
            let page = Page::first(limit);
            let listed = store::key_result::list(conn, org, filter, sort, order, &page).await?;
            return Ok(listed.items);
        };
        let ids = seen.key_results(filter);
        let mut rows = self.arranged(app, org, &ids, filter.archived).await?;
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(rows)
    }

    async fn arranged(
        &self,
        app: &App,
        org: Uuid,
        ids: &[Uuid],
        archived: Archived,
    ) -> Result<Vec<key_result::Model>, OpsError> {
        let mut rows = self.key_results(app, org, ids).await?;
        rows.retain(|row| is_in(archived, row.archived_at.is_some()));
        rows.sort_by_key(|row| (row.position, row.id));
        Ok(rows)
    }

    /// Of these ids, each step that there is, in no order.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub(crate) async fn milestones(
        &self,
        app: &App,
        org: Uuid,
        ids: &[Uuid],
    ) -> Result<Vec<milestone::Model>, OpsError> {
        let conn = app.database().read();
        Ok(match self {
            Self::Now(_) => store::milestone::find_many(conn, org, ids).await?,
            Self::Then(seen) => {
                past::find_many::<milestone::Entity>(conn, org, &seen.moment, ids).await?
            }
        })
    }

    /// The steps of these key results, as arranged in each; archived ones left out.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub async fn milestones_of(
        &self,
        app: &App,
        org: Uuid,
        key_results: &[Uuid],
    ) -> Result<Vec<milestone::Model>, OpsError> {
        let (conn, without) = (app.database().read(), Archived::Without);
        Ok(match self {
            Self::Now(_) => {
                store::milestone::of_key_results(conn, org, key_results, without).await?
            }
            Self::Then(past) => {
                let steps = key_results.iter().filter_map(|id| past.milestones.get(id));
                steps.flatten().cloned().collect()
            }
        })
    }

    /// The links of these key results; archived ones left out.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub async fn links_of(
        &self,
        app: &App,
        org: Uuid,
        key_results: &[Uuid],
    ) -> Result<Vec<kpi_link::Model>, OpsError> {
        let conn = app.database().read();
        Ok(match self {
            Self::Now(_) => store::kpi_link::of_key_results(conn, org, key_results).await?,
            Self::Then(past) => {
                let directory = &past.state.directory;
                key_results.iter().flat_map(|id| directory.links_of(*id)).cloned().collect()
            }
        })
    }

    /// The alignments that an objective is in, itself or by a key result of it, the oldest first.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub async fn alignments_around(
        &self,
        app: &App,
        org: Uuid,
        objective: Uuid,
        key_results: &[Uuid],
    ) -> Result<Vec<alignment::Model>, OpsError> {
        let conn = app.database().read();
        let Self::Then(seen) = self else {
            return Ok(store::alignment::around(conn, org, &[objective], key_results).await?);
        };
        let is_served = |id: Option<Uuid>| id.is_some_and(|id| key_results.contains(&id));
        let reading = async || {
            let all = past::all::<alignment::Entity>(conn, org, &seen.moment).await;
            all.map(|rows| rows.into_iter().filter(|row| row.archived_at.is_none()).collect())
        };
        let all: &Vec<alignment::Model> = seen.alignments.get_or_try_init(reading).await?;
        let around = all.iter().filter(|row| {
            row.objective_id == objective
                || row.target_objective_id == Some(objective)
                || is_served(row.target_key_result_id)
        });
        let mut around: Vec<_> = around.cloned().collect();
        around.sort_by_key(|row| row.id);
        Ok(around)
    }

    /// A page of the check-ins on a key result, the newest first.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub async fn check_ins_on(
        &self,
        app: &App,
        org: Uuid,
        key_result: Uuid,
        page: &Page,
    ) -> Result<store::page::Listed<check_in::Model>, OpsError> {
        let filter = store::check_in::Filter {
            key_result_id: Some(key_result),
            until: self.moment().map(|moment| moment.before),
            ..Default::default()
        };
        let conn = app.database().read();
        Ok(store::check_in::list(conn, org, &filter, Order::Descending, page).await?)
    }

    /// The last changes, the newest first.
    ///
    /// # Errors
    /// `Store` when they cannot be read.
    pub async fn last_changes(
        &self,
        app: &App,
        org: Uuid,
        limit: u64,
    ) -> Result<Vec<store::entity::change::Model>, OpsError> {
        let conn = app.database().read();
        let after = self.moment().map(|moment| moment.head.seq + 1);
        let filter = ChangeFilter::default();
        Ok(change::list(conn, org, &filter, change::Order::NewestFirst, after, limit).await?)
    }
}

impl Past {
    /// The key results that the filter takes, in the order in which they were made; what the
    /// filter says of their words is left out.
    pub fn key_results(&self, filter: &store::key_result::Filter) -> Vec<Uuid> {
        let directory = &self.state.directory;
        let of_cycle = |objective: Uuid| directory.objective(objective).map(|card| card.cycle_id);
        let taken = directory.key_results().filter(|(_, card)| {
            filter.objective_id.is_none_or(|id| id == card.objective_id)
                && filter.owner_person_id.is_none_or(|id| card.owner_person_id == Some(id))
                && filter.cycle_id.is_none_or(|id| of_cycle(card.objective_id) == Some(id))
                && is_in(filter.archived, card.is_archived)
        });
        let mut ids: Vec<Uuid> = taken.map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids
    }
}

/// Rows in the order of their ids.
pub fn in_order<T>(mut rows: Vec<T>, ids: &[Uuid], id_of: impl Fn(&T) -> Uuid) -> Vec<T> {
    let places: std::collections::HashMap<Uuid, usize> =
        ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    rows.sort_by_key(|row| places.get(&id_of(row)).copied());
    rows
}
