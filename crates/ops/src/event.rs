//! Events as one viewer may see them: that something was committed, and what it is about; never its
//! data.

use goals::id::{KeyResultId, ObjectiveId};
use serde::Serialize;

use crate::app::{App, Event};
use crate::change::Context;
use crate::error::OpsError;
use crate::live::recorded::Noun;
use crate::viewer::Viewer;

/// An event with the goal that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The change's place in the log.
    pub seq: i64,
    /// What happened (`key_result.checked_in`).
    pub kind: String,
    /// The noun.
    pub entity: String,
    /// The thing, in the shown form.
    pub entity_id: String,
    /// The key result that it is or belongs to.
    pub key_result_id: Option<KeyResultId>,
    /// The objective that it is or belongs to.
    pub objective_id: Option<ObjectiveId>,
}

/// The event, when the viewer may know of it.
///
/// # Errors
/// `Store` when what the thing belongs to cannot be read.
pub async fn show(app: &App, viewer: &Viewer, event: Event) -> Result<Option<Shown>, OpsError> {
    if event.organization_id != viewer.organization_id {
        return Ok(None);
    }
    let noun: Option<Noun> = event.entity.parse().ok();
    let id = event.id.rsplit_once('_').and_then(|(_, hex)| uuid::Uuid::try_parse(hex).ok());
    let Some(id) = id else { return Ok(None) };
    let conn = app.database().read();
    let context = Context::named(conn, viewer.organization_id, noun, id).await?;
    let live = app.live(viewer.organization_id).await?;
    let state = live.read();
    if !context.is_visible(viewer, &state.directory) {
        return Ok(None);
    }
    Ok(Some(Shown {
        seq: event.seq,
        kind: event.kind,
        entity: event.entity,
        entity_id: event.id,
        key_result_id: context.key_result(),
        objective_id: context.objective(&state.directory),
    }))
}
