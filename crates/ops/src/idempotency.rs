//! `Idempotency-Key`: the key is written in the transaction of the work it names, the answer
//! afterwards.

use jiff::Timestamp;
use store::entity::idempotency_key::Model;

use crate::app::App;
use crate::error::OpsError;
use crate::limits::IDEMPOTENCY_HOURS_MAX;
use crate::viewer::Viewer;

/// The name of one request, and a hash of what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// As the client chose it.
    pub key: String,
    /// Of method, address and body.
    pub request_hash: String,
}

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earlier {
    /// Nothing: the request is new.
    None,
    /// It was served; this was the answer.
    Answered {
        /// Status code.
        status: u16,
        /// JSON.
        body: String,
    },
    /// Its work was committed and its answer was not kept.
    Unanswered,
    /// It named another request.
    Other,
}

/// The status of a row whose work is committed and whose answer is not kept yet.
const UNANSWERED: i32 = 0;

/// The row that `Work` writes.
pub(crate) fn row(viewer: &Viewer, key: &Key, now_ms: i64) -> Option<Model> {
    Some(Model {
        organization_id: viewer.organization_id,
        user_id: viewer.user_id?,
        key: key.key.clone(),
        request_hash: key.request_hash.clone(),
        status: UNANSWERED,
        body: String::new(),
        created_at: now_ms,
    })
}

/// Keys taken before this instant, in milliseconds, are forgotten.
pub(crate) fn oldest(now: Timestamp) -> i64 {
    now.as_millisecond() - IDEMPOTENCY_HOURS_MAX * 3_600_000
}

/// What is known of the key. Keys are forgotten after a day.
///
/// # Errors
/// `Store` when it cannot be read.
pub async fn earlier(app: &App, viewer: &Viewer, key: &Key) -> Result<Earlier, OpsError> {
    let Some(user_id) = viewer.user_id else { return Ok(Earlier::None) };
    let oldest = oldest(app.now());
    let conn = app.database().read();
    let org = viewer.organization_id;
    let found = store::idempotency_key::find(conn, org, user_id, &key.key, oldest).await?;
    Ok(match found {
        None => Earlier::None,
        Some(row) if row.request_hash != key.request_hash => Earlier::Other,
        Some(row) if row.status == UNANSWERED => Earlier::Unanswered,
        Some(row) => {
            Earlier::Answered { status: u16::try_from(row.status).unwrap_or(200), body: row.body }
        }
    })
}

/// Keeps the answer of a request whose work is committed.
///
/// # Errors
/// `Store` when it cannot be written.
pub async fn answer(
    app: &App,
    viewer: &Viewer,
    key: &Key,
    status: u16,
    body: &str,
) -> Result<(), OpsError> {
    let Some(user_id) = viewer.user_id else { return Ok(()) };
    let tx = app.database().begin().await?;
    store::idempotency_key::answer(
        &tx,
        viewer.organization_id,
        user_id,
        &key.key,
        i32::from(status),
        body,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
