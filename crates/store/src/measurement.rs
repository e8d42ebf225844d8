//! Measurements: recorded values, never overwritten.
//!
//! [`record`] writes them (the only way in), [`series`] reads many of them fast; here are the
//! queries of pages and proofs. The one invariant: *per KPI, subject and period at most one
//! measurement is current* (`superseded_at` is null), which the unique index `measurement_current`
//! keeps.

pub mod record;
pub mod series;

mod arrays;
mod current;
mod insert;
mod own;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::day::Day;
pub use crate::entity::measurement::Model;
use crate::entity::measurement::{Column, Entity};
use crate::page::{self, Listed, Order, Page};
use crate::{StoreError, row};

pub use record::{Batch, Counts, NewPoint, Origin};
pub use series::{RawPoint, Series};

/// The measurement with this id, current or not.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
) -> Result<Option<Model>, StoreError> {
    let select = Entity::find_by_id(id).filter(Column::OrganizationId.eq(organization_id));
    row::one(conn, select).await
}

/// Which measurements of one KPI.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// The KPI.
    pub kpi_id: Uuid,
    /// Of this unit or person.
    pub subject_id: Option<Uuid>,
    /// Of periods that start on or after this day.
    pub from: Option<Day>,
    /// Of periods that start before this day.
    pub until: Option<Day>,
}

impl Filter {
    /// All of a KPI.
    pub fn of_kpi(kpi_id: Uuid) -> Self {
        Self { kpi_id, subject_id: None, from: None, until: None }
    }

    fn select(&self, organization_id: Uuid) -> Select<Entity> {
        let mut select = Entity::find()
            .filter(Column::OrganizationId.eq(organization_id))
            .filter(Column::KpiId.eq(self.kpi_id));
        if let Some(subject) = self.subject_id {
            select = select.filter(Column::SubjectId.eq(subject));
        }
        if let Some(from) = self.from {
            select = select.filter(Column::PeriodOn.gte(from));
        }
        if let Some(until) = self.until {
            select = select.filter(Column::PeriodOn.lt(until));
        }
        select
    }
}

/// A current measurement and what it corrected.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// What holds now.
    pub current: Model,
    /// What held before, the latest first.
    pub earlier: Vec<Model>,
}

/// Which knowledge a list of measurements is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// What holds now.
    Now,
    /// What held just before an instant (unix milliseconds).
    Before(i64),
}

impl Known {
    fn current(self, select: Select<Entity>) -> Select<Entity> {
        match self {
            Self::Now => select.filter(Column::SupersededAt.is_null()),
            Self::Before(at) => select
                .filter(Column::RecordedAt.lt(at))
                .filter(Column::SupersededAt.is_null().or(Column::SupersededAt.gte(at))),
        }
    }

    fn earlier(self, select: Select<Entity>) -> Select<Entity> {
        let select = select.filter(Column::SupersededAt.is_not_null());
        match self {
            Self::Now => select,
            Self::Before(at) => select.filter(Column::SupersededAt.lt(at)),
        }
    }
}

/// A page of current measurements with their corrections, by period.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    order: Order,
    page: &Page,
) -> Result<Listed<Corrected>, StoreError> {
    list_known(conn, organization_id, filter, Known::Now, order, page).await
}

/// A page of the measurements that were current at a moment, with the corrections known by then.
///
/// # Errors
/// As [`list`].
pub async fn list_known(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    known: Known,
    order: Order,
    page: &Page,
) -> Result<Listed<Corrected>, StoreError> {
    let select = known.current(filter.select(organization_id));
    let listed = page::read(conn, select, Column::PeriodOn, order, page).await?;
    let mut earlier = superseded(conn, organization_id, filter, known, &listed.items).await?;
    let items = listed.items.into_iter().map(|current| {
        let belongs = |old: &mut Model| {
            old.subject_id == current.subject_id && old.period_on == current.period_on
        };
        let earlier = earlier.extract_if(.., belongs).collect();
        Corrected { current, earlier }
    });
    Ok(Listed { items: items.collect(), next: listed.next })
}

/// What was corrected in the periods of a page, the latest first. Corrections are few, so one query
/// for the page's span of periods does.
async fn superseded(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    known: Known,
    page: &[Model],
) -> Result<Vec<Model>, StoreError> {
    let periods = || page.iter().map(|row| row.period_on);
    let (Some(first), Some(last)) = (periods().min(), periods().max()) else {
        return Ok(Vec::new());
    };
    let mut subjects: Vec<Uuid> = page.iter().map(|row| row.subject_id).collect();
    subjects.sort_unstable();
    subjects.dedup();
    let select = known
        .earlier(filter.select(organization_id))
        .filter(row::is_in(conn.get_database_backend(), "subject_id", &subjects))
        .filter(Column::PeriodOn.between(first, last))
        .order_by_desc(Column::SupersededAt)
        .order_by_desc(Column::Id);
    row::all(conn, select).await
}

/// The current measurements, by subject and period; at most `limit`.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn points_in(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<Model>, StoreError> {
    let select = filter
        .select(organization_id)
        .filter(Column::SupersededAt.is_null())
        .order_by_asc(Column::SubjectId)
        .order_by_asc(Column::PeriodOn)
        .limit(limit);
    row::all(conn, select).await
}

/// Everything ever recorded for one KPI, subject and period, the current one first, then the latest
/// corrected.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn history(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi_id: Uuid,
    subject_id: Uuid,
    period_on: Day,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::KpiId.eq(kpi_id))
        .filter(Column::SubjectId.eq(subject_id))
        .filter(Column::PeriodOn.eq(period_on));
    // Each of the two is answered by its own partial index.
    let current = select.clone().filter(Column::SupersededAt.is_null());
    let earlier = select
        .filter(Column::SupersededAt.is_not_null())
        .order_by_desc(Column::SupersededAt)
        .order_by_desc(Column::Id);
    let mut rows = row::all(conn, current).await?;
    rows.extend(row::all(conn, earlier).await?);
    Ok(rows)
}

/// Whether anything was ever recorded for the KPI.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn exists_for_kpi(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi_id: Uuid,
) -> Result<bool, StoreError> {
    // What was corrected has a current successor, so the current ones are enough to ask for.
    let select = Filter::of_kpi(kpi_id)
        .select(organization_id)
        .filter(Column::SupersededAt.is_null())
        .limit(1);
    Ok(row::one(conn, select).await?.is_some())
}

/// The day of the first and of the last period that has a current measurement of the KPI.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn span_of_kpi(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    kpi_id: Uuid,
) -> Result<Option<(Day, Day)>, StoreError> {
    let select = Filter::of_kpi(kpi_id)
        .select(organization_id)
        .filter(Column::SupersededAt.is_null())
        .select_only()
        .expr(Expr::col(Column::PeriodOn).min())
        .expr(Expr::col(Column::PeriodOn).max());
    let statement = sea_orm::QueryTrait::build(&select, conn.get_database_backend());
    let Some(row) = conn.query_one_raw(statement).await? else { return Ok(None) };
    let first: Option<Day> = row.try_get_by_index(0)?;
    let last: Option<Day> = row.try_get_by_index(1)?;
    Ok(first.zip(last))
}

/// The measurements of a batch that are still current.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn current_of_batch(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    batch_id: Uuid,
) -> Result<Vec<RawPoint>, StoreError> {
    let all = series::current_of_batch(conn, organization_id, batch_id).await?;
    Ok(all.iter().flat_map(Series::raw_points).collect())
}
