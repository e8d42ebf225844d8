//! Notes that a session or a token was used.
//!
//! When somebody was last here is operational state, not a fact: it is written outside the log, at
//! most every [`TOUCH_MINUTES`], and beside the request, which must not wait for the writer. Losing
//! a note costs nothing.

use std::collections::HashSet;
use std::sync::Mutex;

use jiff::SignedDuration;
use store::StoreError;
use uuid::Uuid;

use crate::app::App;
use crate::limits::{SESSION_DAYS_MAX, TOUCH_MINUTES};

/// What was used.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Used {
    /// A session; using it makes it last.
    Session(Uuid),
    /// A bearer token.
    ApiToken(Uuid),
}

impl Used {
    fn id(self) -> Uuid {
        match self {
            Self::Session(id) | Self::ApiToken(id) => id,
        }
    }
}

/// Which notes are being written, so that a writer that is taken for long does not find a crowd.
#[derive(Debug, Default)]
pub(crate) struct Touches {
    in_flight: Mutex<HashSet<Uuid>>,
}

impl Touches {
    fn begin(&self, id: Uuid) -> bool {
        self.in_flight.lock().expect("invariant: no panic while held").insert(id)
    }

    fn end(&self, id: Uuid) {
        self.in_flight.lock().expect("invariant: no panic while held").remove(&id);
    }
}

/// Until when a session is good that is used now, in unix milliseconds.
pub(crate) fn session_expiry(now: jiff::Timestamp) -> i64 {
    (now + SignedDuration::from_hours(SESSION_DAYS_MAX * 24)).as_millisecond()
}

/// Notes the use, when the last note is old enough. Returns at once.
pub(crate) fn touch(app: &App, used: Used, last_ms: Option<i64>) {
    let is_due = last_ms.is_none_or(|last| app.now_ms() - last >= TOUCH_MINUTES * 60_000);
    if !is_due || !app.touches().begin(used.id()) {
        return;
    }
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = write(&app, used).await {
            tracing::warn!(%error, "The use of a session or token could not be noted");
        }
        app.touches().end(used.id());
    });
}

async fn write(app: &App, used: Used) -> Result<(), StoreError> {
    let now = app.now();
    let tx = app.database().begin().await?;
    match used {
        Used::Session(id) => {
            store::session::touch(&tx, id, now.as_millisecond(), session_expiry(now)).await?;
        }
        Used::ApiToken(id) => store::api_token::touch(&tx, id, now.as_millisecond()).await?,
    }
    tx.commit().await
}
