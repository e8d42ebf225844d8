//! `/events`: one stream of server-sent events per open page, so that every page follows what
//! others do.
//!
//! An event names what was committed and carries no data; the client asks again for what it shows.
//! `change` names a change, `resync` says that some were missed. The stream ends when the service
//! stops; browsers come back by themselves.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::{Stream, StreamExt};
use goals::id::{KeyResultId, ObjectiveId};
use ops::event::Shown;
use ops::{App, Viewer};
use serde::Serialize;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::SignedIn;
use crate::state::ApiState;

/// How often a silent stream says that it is alive: proxies close what is silent for a minute.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
/// How long one stream lives: the next one asks again who is there, and whether they may still
/// listen.
const STREAM_LIFE: Duration = Duration::from_secs(15 * 60);

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(stream_events))
}

/// The data of a `change` event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangeEvent {
    /// The change's place in the log.
    pub seq: i64,
    /// What happened: `key_result.checked_in`.
    pub kind: String,
    /// The noun it happened to.
    pub entity: String,
    /// The thing it happened to.
    pub entity_id: String,
    /// The key result that the thing is or belongs to.
    pub key_result_id: Option<KeyResultId>,
    /// The objective that the thing is or belongs to.
    pub objective_id: Option<ObjectiveId>,
}

impl From<Shown> for ChangeEvent {
    fn from(shown: Shown) -> Self {
        Self {
            seq: shown.seq,
            kind: shown.kind,
            entity: shown.entity,
            entity_id: shown.entity_id,
            key_result_id: shown.key_result_id,
            objective_id: shown.objective_id,
        }
    }
}

/// Everything that is committed from now on and that you may see, as server-sent events.
///
/// `event: change` with the data of a ChangeEvent for each change; `event: resync` with empty data
/// when events were missed and everything shown should be asked for again.
#[utoipa::path(get, path = "/events", tag = "changes",
    responses((status = 200, body = ChangeEvent, content_type = "text/event-stream")))]
async fn stream_events(
    State(state): State<ApiState>,
    SignedIn(viewer): SignedIn,
) -> impl IntoResponse {
    let mut stopped = state.stopped.clone();
    let until_stopped = async move {
        // A sender that is gone means the same as the signal.
        let _sender_gone = stopped.wait_for(|is_stopped| *is_stopped).await.is_err();
    };
    let is_enough = tokio::time::sleep(STREAM_LIFE);
    let events = events(state.app, viewer).take_until(until_stopped).take_until(is_enough);
    Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

fn events(app: App, viewer: Viewer) -> impl Stream<Item = Result<Event, Infallible>> {
    let committed = BroadcastStream::new(app.subscribe());
    committed.filter_map(move |received| {
        let (app, viewer) = (app.clone(), viewer.clone());
        async move {
            match received {
                Ok(event) => shown(&app, &viewer, event).await,
                Err(BroadcastStreamRecvError::Lagged(_)) => Some(resync()),
            }
            .map(Ok)
        }
    })
}

async fn shown(app: &App, viewer: &Viewer, event: ops::app::Event) -> Option<Event> {
    match ops::event::show(app, viewer, event).await {
        Ok(shown) => {
            let data = ChangeEvent::from(shown?);
            let seq = data.seq.to_string();
            Some(
                Event::default()
                    .event("change")
                    .id(seq)
                    .json_data(data)
                    .unwrap_or_else(|_| resync()),
            )
        }
        Err(error) => {
            tracing::warn!(%error, "An event could not be shown; the client is told to ask again");
            Some(resync())
        }
    }
}

/// What was missed is not repeated: the client asks again for what it shows.
fn resync() -> Event {
    Event::default().event("resync").data("{}")
}
