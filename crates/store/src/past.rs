//! The past, as the log tells it.
//!
//! A change carries the whole thing as it was afterwards, so a thing at a moment is what its last
//! change before that moment holds. Two kinds of facts have no change each: a check-in moves its
//! key result (`past/key_result.rs` lays them over it), and imported measurements carry their own
//! dates ([`crate::measurement::series`]). The one invariant: *what is read here does not change
//! any more*, so no snapshot is needed and it may be kept.

mod carried;
mod key_result;
mod moved;
mod versions;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ModelTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::change::Head;
use crate::entity::{change, organization};
use crate::{StoreError, row};

pub use key_result::{KeyResultsThen, Reported, key_results, key_results_of};
pub use moved::{Known, Moved, moved};

/// A moment of an organisation's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The last change before it.
    pub head: Head,
    /// The instant in unix milliseconds; what is of this instant is not part of it any more.
    pub before: i64,
}

/// A row that the log carries whole.
pub trait Logged:
    EntityTrait<Model: ModelTrait<Entity = Self> + Serialize + DeserializeOwned>
{
}
impl<E> Logged for E where
    E: EntityTrait<Model: ModelTrait<Entity = E> + Serialize + DeserializeOwned>
{
}

/// The moment just before an instant; `None` when the organisation had no change by then.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn moment(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    before: i64,
) -> Result<Option<Moment>, StoreError> {
    let select = change::Entity::find()
        .filter(change::Column::OrganizationId.eq(organization_id))
        .filter(change::Column::At.lt(before))
        .order_by_desc(change::Column::At)
        .order_by_desc(change::Column::Seq)
        .limit(1);
    let last = row::one(conn, select).await?;
    Ok(last.map(|row| Moment { head: Head { seq: row.seq, hash: row.hash }, before }))
}

/// When the organisation's log begins, in unix milliseconds.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn beginning(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
) -> Result<Option<i64>, StoreError> {
    Ok(crate::change::find(conn, organization_id, 1).await?.map(|row| row.at))
}

/// Everything of a noun as it was, archived or not, in no order.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the log holds something unreadable.
pub async fn all<E: Logged>(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    moment: &Moment,
) -> Result<Vec<E::Model>, StoreError> {
    let noun = E::default().table_name().to_owned();
    let last = versions::last_of_noun(conn, organization_id, &noun, moment.head.seq).await?;
    let read = versions::read::<E>(conn, organization_id, &last).await?;
    Ok(read.into_iter().map(|(_, model)| model).collect())
}

/// Of these ids, each thing that there was, as it was, in no order.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the log holds something unreadable.
pub async fn find_many<E: Logged>(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    moment: &Moment,
    ids: &[Uuid],
) -> Result<Vec<E::Model>, StoreError> {
    let noun = E::default().table_name().to_owned();
    let last = versions::last_of(conn, organization_id, &noun, ids, moment.head.seq).await?;
    let read = versions::read::<E>(conn, organization_id, &last).await?;
    Ok(read.into_iter().map(|(_, model)| model).collect())
}

/// The organisation's settings as they were, with the end of the log at that moment.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the log holds something unreadable or nothing.
pub async fn organization(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    moment: &Moment,
) -> Result<organization::Model, StoreError> {
    let (org, seq) = (organization_id, moment.head.seq);
    let last = versions::last_of_noun(conn, org, "organization", seq).await?;
    let today = organization::Entity::find().filter(Expr::col("id").eq(org));
    let today = row::one(conn, today).await?;
    let today = today.ok_or_else(|| crate::change::absent(org))?;
    // An organisation that was there before its log began is as it is today.
    let was = versions::one::<organization::Entity>(conn, org, &last, &today).await?;
    let mut was = was.unwrap_or(today);
    was.seq = moment.head.seq;
    was.head_hash.clone_from(&moment.head.hash);
    Ok(was)
}
