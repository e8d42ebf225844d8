//! Score snapshots: daily scores, for trends and BI tools. They are no facts: they can be rebuilt,
//! and append no change.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::day::Day;
pub use crate::entity::score_snapshot::Model;
use crate::entity::score_snapshot::{Column, Entity};
use crate::{StoreError, row};

/// Writes snapshots, over earlier ones of the same day and subject.
///
/// # Errors
/// `Driver` when writing fails.
pub async fn save_all(conn: &impl ConnectionTrait, models: &[Model]) -> Result<(), StoreError> {
    let columns =
        [Column::SubjectKind, Column::Progress, Column::Expected, Column::Coverage, Column::Status];
    let overwrite =
        OnConflict::columns([Column::OrganizationId, Column::TakenOn, Column::SubjectId])
            .update_columns(columns)
            .to_owned();
    for piece in row::pieces(models) {
        Entity::insert_many(piece.iter().cloned().map(IntoActiveModel::into_active_model))
            .on_conflict(overwrite.clone())
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// The snapshots of these subjects from the first day on and before the end, by day.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn of_subjects(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    subject_ids: &[Uuid],
    from: Day,
    until: Day,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(row::is_in(conn.get_database_backend(), "subject_id", subject_ids))
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::TakenOn.gte(from))
        .filter(Column::TakenOn.lt(until))
        .order_by_asc(Column::TakenOn)
        .order_by_asc(Column::SubjectId);
    row::all(conn, select).await
}

/// The last day that snapshots were taken on.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn last_day(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
) -> Result<Option<Day>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .order_by_desc(Column::TakenOn)
        .limit(1);
    Ok(row::one(conn, select).await?.map(|row| row.taken_on))
}
