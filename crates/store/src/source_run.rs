//! Runs of sources. They say how facts came in and are none themselves: they append no change.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use uuid::Uuid;

pub use crate::entity::source_run::Model;
use crate::entity::source_run::{Column, Entity};
use crate::page::{self, Listed, Order, Page};
use crate::word::RunOutcome;
use crate::{StoreError, row};

row::insertable!("run");

/// Of these ids, each run that there is, in no order.
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

/// A page of the runs of a source, the newest first.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    source_id: Uuid,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::SourceId.eq(source_id));
    page::read(conn, select, Column::Id, Order::Descending, page).await
}

/// Writes how a run ended.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn finish(conn: &impl ConnectionTrait, model: &Model) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::FinishedAt, Expr::val(model.finished_at))
        .col_expr(Column::Outcome, Expr::val(model.outcome))
        .col_expr(Column::Failure, Expr::val(model.failure.clone()))
        .col_expr(Column::Asked, Expr::val(model.asked.as_str()))
        .col_expr(Column::Answered, Expr::val(model.answered.as_str()))
        .col_expr(Column::ReadCount, Expr::val(model.read_count))
        .col_expr(Column::NewCount, Expr::val(model.new_count))
        .col_expr(Column::CorrectedCount, Expr::val(model.corrected_count))
        .col_expr(Column::UnchangedCount, Expr::val(model.unchanged_count))
        .col_expr(Column::RejectedCount, Expr::val(model.rejected_count))
        .col_expr(Column::Rejected, Expr::val(model.rejected.clone()))
        .col_expr(Column::BatchIds, Expr::val(model.batch_ids.clone()))
        .filter(Column::Id.eq(model.id))
        .filter(Column::OrganizationId.eq(model.organization_id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes of runs of a source that still seem to go on that they broke off: whoever ran them is
/// gone.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn interrupt(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    source_id: Uuid,
    now: i64,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Outcome, Expr::val(RunOutcome::Interrupted))
        .col_expr(Column::FinishedAt, Expr::val(now))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::SourceId.eq(source_id))
        .filter(Column::Outcome.eq(RunOutcome::Running))
        .exec(conn)
        .await?;
    Ok(())
}

/// Removes runs that began before this instant, recorded nothing and took no file; the last of each
/// source stays.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn delete_idle(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    before: i64,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM source_run WHERE organization_id = $1 AND started_at < $2 \
               AND outcome <> 'running' AND batch_ids = '[]' \
               AND id NOT IN (SELECT run_id FROM source_file) \
               AND id NOT IN (SELECT last_run_id FROM data_source_state \
                              WHERE last_run_id IS NOT NULL)";
    let values = [organization_id.into(), before.into()];
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    conn.execute_raw(statement).await?;
    Ok(())
}
