//! `/changes`: the log of everything that was written: audit trail, activity feed and history in
//! one.

use axum::extract::State;
use goals::id::{ObjectiveId, UserId};
use jiff::Timestamp;
use ops::change::Told;
use ops::live::Directory;
use ops::live::recorded::Noun;
use serde::{Deserialize, Serialize};
use store::change::Filter;
use store::verification::Verification;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::actors::Actors;
use crate::error::{ApiError, ApiResult};
use crate::extract::{Query, SignedIn};
use crate::paging::{Page, PageQuery, cursor};
use crate::state::ApiState;
use crate::time::Instant;
use crate::view::PersonRef;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(list_changes)).routes(routes!(verify_changes))
}

/// One committed change.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Change {
    /// Its place in the log: 1, 2, 3 … without gaps.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who; null for the system and for a login without a person.
    pub actor: Option<PersonRef>,
    /// What to call who did it: the person's name, else the login's e-mail address; null for the
    /// system.
    pub actor_name: Option<String>,
    /// The login that did it.
    pub actor_user_id: Option<UserId>,
    /// What: `objective.published`, `key_result.checked_in`, `measurements.imported` …
    pub kind: String,
    /// The noun it happened to.
    pub entity: String,
    /// The thing it happened to.
    pub entity_id: String,
    /// The words of the thing.
    pub title: Option<String>,
    /// The objective that the thing is or belongs to.
    pub objective_id: Option<ObjectiveId>,
    /// The thing before; null when the change made it.
    #[schema(value_type = Option<Object>)]
    pub before: Option<serde_json::Value>,
    /// The thing after.
    #[schema(value_type = Object)]
    pub after: serde_json::Value,
    /// Why, in the actor's words.
    pub reason: Option<String>,
    /// The request that brought it.
    pub request_id: Option<String>,
    /// Covers this change and the hash before it.
    pub hash: String,
    /// The hash of the change before.
    pub previous_hash: String,
}

impl Change {
    fn of(told: Told, directory: &Directory, actors: &Actors) -> Self {
        let Told { change, title, objective, before, after } = told;
        let noun: Result<Noun, ()> = change.entity.parse();
        Self {
            seq: change.seq,
            at: Instant::from_ms(change.at),
            actor: actors.person(directory, change.actor_user_id),
            actor_name: actors.name(directory, change.actor_user_id),
            actor_user_id: change.actor_user_id.map(UserId),
            entity_id: noun.map_or_else(
                |()| change.entity_id.to_string(),
                |noun| noun.shown_id(change.entity_id),
            ),
            kind: change.kind,
            entity: change.entity,
            title,
            objective_id: objective,
            before,
            after,
            reason: change.reason,
            request_id: change.request_id,
            hash: change.hash,
            previous_hash: change.previous_hash,
        }
    }
}

/// Which changes.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ChangeQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only of this noun: `objective`, `key_result`, `kpi` …
    entity: Option<String>,
    /// Only of this thing, in the form `obj_…`.
    entity_id: Option<String>,
    /// Only by this login.
    #[param(value_type = Option<String>)]
    actor: Option<UserId>,
    /// Only of this kind; one that ends with `.` takes every kind that starts so: `key_result.`.
    kind: Option<String>,
    /// Only at or after this instant.
    #[param(value_type = Option<String>)]
    since: Option<Timestamp>,
    /// Only before this instant.
    #[param(value_type = Option<String>)]
    until: Option<Timestamp>,
}

impl ChangeQuery {
    fn filter(&self) -> Result<Filter, ApiError> {
        let entity_id = self.entity_id.as_deref().map(thing).transpose()?;
        Ok(Filter {
            entity: self.entity.clone(),
            entity_id,
            actor_user_id: self.actor.map(|id| id.0),
            kind: self.kind.clone(),
            since: self.since.map(|at| at.as_millisecond()),
            until: self.until.map(|at| at.as_millisecond()),
        })
    }
}

/// Any noun's identity: what stands behind the prefix.
fn thing(text: &str) -> Result<Uuid, ApiError> {
    let hex = text.rsplit_once('_').map_or(text, |(_, hex)| hex);
    Uuid::try_parse(hex).map_err(|_| {
        let message =
            format!("`{text}` is not an identity like obj_0192f0c4d5e67a8b9c0d1e2f3a4b5c6d");
        ApiError::query("entity_id", "bad_id", message)
    })
}

/// The changes, the newest first.
///
/// Administrators and auditors see all of them, others those of things that they may see. A page
/// may hold fewer items than asked for and still have a `next_cursor`.
#[utoipa::path(get, path = "/changes", tag = "changes", params(ChangeQuery),
    responses((status = 200, body = Page<Change>)))]
async fn list_changes(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<ChangeQuery>,
) -> ApiResult<axum::Json<Page<Change>>> {
    let filter = query.filter()?;
    let paging = PageQuery { limit: query.limit, cursor: query.cursor };
    let (after, limit) = (paging.after()?, paging.limit()?);
    let found = ops::change::list(&state.app, &viewer, &filter, after, limit).await?;
    let users = found.items.iter().filter_map(|told| told.change.actor_user_id).collect();
    let actors = Actors::read(&state, viewer.organization_id, users).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let items = found.items.into_iter().map(|told| Change::of(told, &live.directory, &actors));
    let next_cursor = found.next.map(|seq| cursor(&seq));
    Ok(axum::Json(Page { items: items.collect(), next_cursor }))
}

/// What a walk along the whole log found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangeVerification {
    /// Whether everything is as it was written.
    pub is_intact: bool,
    /// Changes that were looked at.
    pub checked: u64,
    /// Measurements that were compared with the digests of their batches.
    pub measurements: u64,
    /// Number of the last change; null for an empty log.
    pub head_seq: Option<i64>,
    /// Hash of the last change; keep it elsewhere to prove later that nothing before it was
    /// changed.
    pub head_hash: Option<String>,
    /// The first change that is not as it was written.
    pub broken_seq: Option<i64>,
    /// What is wrong with it.
    pub broken_because: Option<String>,
}

impl From<Verification> for ChangeVerification {
    fn from(found: Verification) -> Self {
        let (head_seq, head_hash) = found.head.unzip();
        Self {
            is_intact: found.first_broken.is_none(),
            checked: found.checked,
            measurements: found.measurements,
            head_seq,
            head_hash,
            broken_seq: found.first_broken.as_ref().map(|broken| broken.seq),
            broken_because: found.first_broken.map(|broken| broken.reason.to_string()),
        }
    }
}

/// Walks the whole log and reports the first change that is not as it was written; for
/// administrators and auditors.
#[utoipa::path(get, path = "/changes/verification", tag = "changes",
    responses((status = 200, body = ChangeVerification)))]
async fn verify_changes(
    State(state): State<ApiState>,
    viewer: SignedIn,
) -> Result<axum::Json<ChangeVerification>, ApiError> {
    let found = ops::change::verify(&state.app, &viewer).await?;
    Ok(axum::Json(found.into()))
}
