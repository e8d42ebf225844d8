//! The log: one ordered, hash-chained list of changes per organisation.
//!
//! It is the audit trail, the activity feed and the outbox. `seq` counts 1, 2, 3 … without gaps: it
//! is taken from the organisation's row inside the transaction, which also puts the organisation's
//! writers in order on PostgreSQL. The one invariant: *a change's hash covers its row and the hash
//! before it, and the organisation's row carries the last one*. [`crate::verification`] checks it.

use sea_orm::sea_query::{Expr, ExprTrait, LockType, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};
use uuid::Uuid;

use crate::digest;
use crate::entity::change::{Column, Entity, Model};
use crate::entity::organization;
use crate::{StoreError, row};

/// What PostgreSQL tells listeners at commit: channel `azimuth_changes`, payload
/// `ORGANIZATION:SEQ`.
pub const NOTIFY_CHANNEL: &str = "azimuth_changes";

/// A change about to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct NewChange {
    /// The tenant.
    pub organization_id: Uuid,
    /// Unix milliseconds.
    pub at: i64,
    /// Who did it; `None` for the system.
    pub actor_user_id: Option<Uuid>,
    /// `objective.created`, `key_result.checked_in` …
    pub kind: String,
    /// Table of what changed.
    pub entity: String,
    /// What changed.
    pub entity_id: Uuid,
    /// What it is now. Stored with sorted keys.
    pub after: serde_json::Value,
    /// Why, in the actor's words.
    pub reason: Option<String>,
    /// The request that brought it.
    pub request_id: Option<String>,
}

/// The end of an organisation's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Number of the last change; 0 before the first.
    pub seq: i64,
    /// Its hash, 64 hex digits.
    pub hash: String,
}

/// Appends a change to the organisation's log, in the transaction of the write that it tells of.
///
/// # Errors
/// `Corrupt` when there is no such organisation; `Busy` when the transaction should be tried again.
pub async fn append(conn: &impl ConnectionTrait, new: NewChange) -> Result<Model, StoreError> {
    let previous = take_turn(conn, new.organization_id).await?;
    let model = chained(&previous, &new);
    conn.execute_raw(moving_head(conn.get_database_backend(), None, &model)).await?;
    write(conn, model).await
}

/// Appends a change as [`append`] does; with fewer statements when the log still ends where the
/// caller believes.
///
/// # Errors
/// Those of [`append`].
pub async fn append_after(
    conn: &impl ConnectionTrait,
    believed: &Head,
    new: NewChange,
) -> Result<Model, StoreError> {
    let model = chained(believed, &new);
    let backend = conn.get_database_backend();
    let moving = moving_head(backend, Some(believed), &model);
    if backend == DbBackend::Sqlite {
        let has_moved = Expr::cust("changes() = 1");
        let writing = backend.build(&row::inserting_if(&model, has_moved));
        if row::together(conn, [moving, writing]).await? == 2 {
            return Ok(model);
        }
    } else if conn.execute_raw(moving).await?.rows_affected() == 1 {
        return write(conn, model).await;
    }
    append(conn, new).await
}

/// The change as the row after `previous`.
fn chained(previous: &Head, new: &NewChange) -> Model {
    let mut model = Model {
        organization_id: new.organization_id,
        seq: previous.seq + 1,
        at: new.at,
        actor_user_id: new.actor_user_id,
        kind: new.kind.clone(),
        entity: new.entity.clone(),
        entity_id: new.entity_id,
        after: canonical(&new.after),
        reason: new.reason.clone(),
        request_id: new.request_id.clone(),
        previous_hash: previous.hash.clone(),
        hash: String::new(),
    };
    model.hash = digest::of_change(&model);
    model
}

/// The statement that lets the organisation's row carry this change as its last, provided that it
/// carries `believed` now.
fn moving_head(backend: DbBackend, believed: Option<&Head>, model: &Model) -> Statement {
    let mut update = Query::update();
    update
        .table(organization::Entity)
        .value(organization::Column::Seq, model.seq)
        .value(organization::Column::HeadHash, model.hash.as_str())
        .and_where(Expr::col(organization::Column::Id).eq(model.organization_id));
    if let Some(believed) = believed {
        update
            .and_where(Expr::col(organization::Column::Seq).eq(believed.seq))
            .and_where(Expr::col(organization::Column::HeadHash).eq(believed.hash.as_str()));
    }
    backend.build(&update)
}

async fn write(conn: &impl ConnectionTrait, model: Model) -> Result<Model, StoreError> {
    let backend = conn.get_database_backend();
    let model = row::insert(conn, model).await?;
    if backend == DbBackend::Postgres {
        let payload = format!("{}:{}", model.organization_id, model.seq);
        let notify = Statement::from_sql_and_values(
            backend,
            "SELECT pg_notify($1, $2)",
            [NOTIFY_CHANNEL.into(), payload.into()],
        );
        conn.query_one_raw(notify).await?;
    }
    Ok(model)
}

/// Where the log ends. The organisation's row is written, so that no other transaction can read the
/// same end before this one is over.
async fn take_turn(conn: &impl ConnectionTrait, organization_id: Uuid) -> Result<Head, StoreError> {
    let statement = Statement::from_sql_and_values(
        conn.get_database_backend(),
        "UPDATE organization SET seq = seq WHERE id = $1 RETURNING seq, head_hash",
        [organization_id.into()],
    );
    let row = conn.query_one_raw(statement).await?.ok_or_else(|| absent(organization_id))?;
    Ok(Head { seq: row.try_get("", "seq")?, hash: row.try_get("", "head_hash")? })
}

pub(crate) fn absent(organization_id: Uuid) -> StoreError {
    StoreError::Corrupt {
        table: "organization".to_owned(),
        column: "id".to_owned(),
        row: organization_id.to_string(),
        detail: "there is no such organisation".to_owned(),
    }
}

/// Takes the organisation's turn to write, before anything is read that the write depends on.
///
/// On PostgreSQL it locks the organisation's row until the end of the transaction: what is then
/// read cannot be changed by another writer before commit, and two writers cannot wait for each
/// other. On SQLite `begin` did it.
///
/// # Errors
/// `Busy` when others hold it for too long.
pub async fn lock(conn: &impl ConnectionTrait, organization_id: Uuid) -> Result<(), StoreError> {
    if conn.get_database_backend() == DbBackend::Postgres {
        let turn = organization::Entity::find_by_id(organization_id).lock(LockType::NoKeyUpdate);
        row::one(conn, turn).await?;
    }
    Ok(())
}

/// JSON text with sorted keys and no blanks: the same value always gives the same text.
///
/// ```
/// use serde_json::json;
/// let canonical = store::change::canonical(&json!({"b": [1, null], "a": "x"}));
/// assert_eq!(canonical, r#"{"a":"x","b":[1,null]}"#);
/// ```
pub fn canonical(value: &serde_json::Value) -> String {
    let mut text = String::new();
    write_canonical(value, &mut text);
    text
}

fn write_canonical(value: &serde_json::Value, text: &mut String) {
    use serde_json::Value as Json;
    match value {
        Json::Object(fields) => {
            let mut sorted: Vec<_> = fields.iter().collect();
            sorted.sort_unstable_by_key(|(name, _)| *name);
            text.push('{');
            for (index, (name, field)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&Json::from(name.as_str()).to_string());
                text.push(':');
                write_canonical(field, text);
            }
            text.push('}');
        }
        Json::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_canonical(item, text);
            }
            text.push(']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

/// Which changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Of this table.
    pub entity: Option<String>,
    /// Of this thing.
    pub entity_id: Option<Uuid>,
    /// By this user.
    pub actor_user_id: Option<Uuid>,
    /// Of this kind; one that ends with `.` takes every kind that starts so.
    pub kind: Option<String>,
    /// At or after this instant.
    pub since: Option<i64>,
    /// Before this instant.
    pub until: Option<i64>,
}

/// In which direction the log is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// From the last change back.
    #[default]
    NewestFirst,
    /// From the first change on.
    OldestFirst,
}

/// Changes in order; `after` is the `seq` of the last one on the page before.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    order: Order,
    after: Option<i64>,
    limit: u64,
) -> Result<Vec<Model>, StoreError> {
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    if let Some(entity) = &filter.entity {
        select = select.filter(Column::Entity.eq(entity));
    }
    if let Some(id) = filter.entity_id {
        select = select.filter(Column::EntityId.eq(id));
    }
    if let Some(id) = filter.actor_user_id {
        select = select.filter(Column::ActorUserId.eq(id));
    }
    if let Some(kind) = &filter.kind {
        // '/' follows '.' in ASCII: the kinds that start with `kind` are a range of the index on
        // both databases.
        select = match kind.strip_suffix('.') {
            Some(noun) => {
                select.filter(Column::Kind.gte(kind)).filter(Column::Kind.lt(format!("{noun}/")))
            }
            None => select.filter(Column::Kind.eq(kind)),
        };
    }
    if let Some(since) = filter.since {
        select = select.filter(Column::At.gte(since));
    }
    if let Some(until) = filter.until {
        select = select.filter(Column::At.lt(until));
    }
    select = match order {
        Order::NewestFirst => select.order_by_desc(Column::Seq),
        Order::OldestFirst => select.order_by_asc(Column::Seq),
    };
    if let Some(seq) = after {
        select = match order {
            Order::NewestFirst => select.filter(Column::Seq.lt(seq)),
            Order::OldestFirst => select.filter(Column::Seq.gt(seq)),
        };
    }
    row::all(conn, select.limit(limit)).await
}

/// The changes after this one, in order: what a replica or a subscriber has to catch up with.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn list_since(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    seq: i64,
    limit: u64,
) -> Result<Vec<Model>, StoreError> {
    list(conn, organization_id, &Filter::default(), Order::OldestFirst, Some(seq), limit).await
}

/// The change with this number.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn find(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    seq: i64,
) -> Result<Option<Model>, StoreError> {
    row::one(conn, Entity::find_by_id((organization_id, seq))).await
}

/// The same thing's change before the one with this number: what it was like before.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn find_previous(
    conn: &impl ConnectionTrait,
    change: &Model,
) -> Result<Option<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(change.organization_id))
        .filter(Column::Entity.eq(&change.entity))
        .filter(Column::EntityId.eq(change.entity_id))
        .filter(Column::Seq.lt(change.seq))
        .order_by_desc(Column::Seq)
        .limit(1);
    row::one(conn, select).await
}

/// Where the organisation's log ends; `None` when there is no such organisation.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn head(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
) -> Result<Option<Head>, StoreError> {
    let select = organization::Entity::find().filter(Expr::col("id").eq(organization_id));
    Ok(row::one(conn, select).await?.map(|row| Head { seq: row.seq, hash: row.head_hash }))
}
