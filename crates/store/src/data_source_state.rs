//! What sources are about to do. They are no facts of the organisation and append no change.
//!
//! The one invariant: *a source is run by at most one at a time*, across processes as well: whoever
//! runs it has claimed it with one `UPDATE` that finds it unclaimed.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

pub use crate::entity::data_source_state::Model;
use crate::entity::data_source_state::{Column, Entity};
use crate::{StoreError, row};

/// The state of the source with this id.
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

/// The states of these sources, in no order.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn find_many(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<Model>, StoreError> {
    row::of::<Entity>(conn, organization_id, "id", ids).await
}

/// Writes the state of a new source.
///
/// # Errors
/// `Conflict` when there is one.
pub async fn insert(conn: &impl ConnectionTrait, model: Model) -> Result<Model, StoreError> {
    row::insert(conn, model).await
}

/// Sources that are due and that nobody runs, the longest due first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn list_due(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    now: i64,
    limit: u64,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::NextRunAt.lte(now))
        .filter(is_free(now))
        .order_by_asc(Column::NextRunAt)
        .limit(limit);
    row::all(conn, select).await
}

/// Claims a source until an instant; `false` when somebody else has it, or when it is not due any
/// more though it was to be.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn claim(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    claim: &Claim,
) -> Result<bool, StoreError> {
    let mut update = Entity::update_many()
        .col_expr(Column::Claim, Expr::val(claim.by))
        .col_expr(Column::ClaimedUntil, Expr::val(claim.until))
        .filter(Column::Id.eq(claim.source))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(is_free(claim.now));
    if claim.only_when_due {
        update = update.filter(Column::NextRunAt.lte(claim.now));
    }
    Ok(update.exec(conn).await?.rows_affected == 1)
}

/// Who wants to run a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The source.
    pub source: Uuid,
    /// Whoever claims it: the run.
    pub by: Uuid,
    /// This instant.
    pub now: i64,
    /// The instant from which others may.
    pub until: i64,
    /// Whether it has to be due.
    pub only_when_due: bool,
}

/// What is known after a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// When it runs next.
    pub next_run_at: Option<i64>,
    /// Failed runs since the last one that was none.
    pub attempt: i32,
    /// When it last went well, if that is now.
    pub succeeded_at: Option<i64>,
}

/// Gives a claimed source back; `after` is what a run that was no dry run leaves behind. Nothing
/// happens when the claim is over and somebody else has it.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn release(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
    claim: Uuid,
    after: Option<After>,
) -> Result<(), StoreError> {
    let mut update = Entity::update_many()
        .col_expr(Column::Claim, Expr::val(None::<Uuid>))
        .col_expr(Column::ClaimedUntil, Expr::val(None::<i64>))
        .filter(Column::Id.eq(id))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::Claim.eq(claim));
    if let Some(after) = after {
        update = update
            .col_expr(Column::NextRunAt, Expr::val(after.next_run_at))
            .col_expr(Column::Attempt, Expr::val(after.attempt))
            .col_expr(Column::LastRunId, Expr::val(claim));
        if let Some(at) = after.succeeded_at {
            update = update.col_expr(Column::LastSuccessAt, Expr::val(at));
        }
    }
    update.exec(conn).await?;
    Ok(())
}

/// Sets when a source runs next, and forgets failed tries: its schedule was edited.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn reschedule(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    id: Uuid,
    next_run_at: Option<i64>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::NextRunAt, Expr::val(next_run_at))
        .col_expr(Column::Attempt, Expr::val(0))
        .filter(Column::Id.eq(id))
        .filter(Column::OrganizationId.eq(organization_id))
        .exec(conn)
        .await?;
    Ok(())
}

fn is_free(now: i64) -> sea_orm::sea_query::SimpleExpr {
    Column::ClaimedUntil.is_null().or(Column::ClaimedUntil.lte(now))
}
