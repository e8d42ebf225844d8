//! Data sources: where values come from without anybody typing them. Add, edit, archive; what a run
//! does is in [`run`].
//!
//! Settings are stored with a mask in the place of each secret; the secrets are sealed beside them,
//! bound to the organisation and the source, and are opened for a run only. They are in no change,
//! no answer, no export and no message.

mod record;
mod retry;
pub mod run;
mod span;
mod taken;

use goals::access::{Action, Thing};
use goals::id::DataSourceId;
use jiff::Timestamp;
use sources::cron::Schedule;
use sources::seal::{Key, SealError};
use sources::secrets::{self, Secrets};
use sources::{Problem, Settings};
use store::entity::data_source::Model;
use store::entity::{data_source_state, source_run};
use store::json::Json;
use store::page::{Archived, Listed, Page};
use store::word::{Grain, SourceKind};
use uuid::Uuid;

pub use sources::Policy;
pub use sources::network::Network;
pub use sources::seal::KeySource;

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::{FieldError, OpsError};
use crate::limits::{SOURCE_PERIODS_MAX, SOURCE_SETTINGS_BYTES_MAX};
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

pub(crate) const ENTITY: &str = "data_source";

/// What the administrator's configuration says about sources.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Which networks and files may be reached.
    pub policy: Policy,
    /// The key that seals secrets.
    pub key: KeySource,
}

/// A new source.
#[derive(Debug, Clone)]
pub struct Create {
    /// In a few words; values remember it.
    pub name: String,
    /// Where to ask and what, with its secrets.
    pub settings: Settings,
    /// Five cron fields; runs when somebody asks if absent.
    pub schedule: Option<String>,
    /// The periods that it is asked for.
    pub grain: Grain,
    /// How many complete ones.
    pub periods_back: i32,
    /// Whether the running one is asked for as well.
    pub includes_current: bool,
    /// Whether the schedule is followed.
    pub is_enabled: bool,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// In a few words.
    pub name: Option<String>,
    /// Where to ask and what; a masked secret keeps the stored one.
    pub settings: Option<Settings>,
    /// Five cron fields.
    pub schedule: Patch<String>,
    /// The periods that it is asked for.
    pub grain: Option<Grain>,
    /// How many complete ones.
    pub periods_back: Option<i32>,
    /// Whether the running one is asked for as well.
    pub includes_current: Option<bool>,
    /// Whether the schedule is followed.
    pub is_enabled: Option<bool>,
}

/// A source and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The source.
    pub source: Model,
    /// What it is about to do.
    pub state: Option<data_source_state::Model>,
    /// Its last run that was no dry run.
    pub last_run: Option<source_run::Model>,
}

/// Adds a source.
///
/// # Errors
/// `Forbidden` unless performance is the viewer's to administer; `Invalid` for settings that cannot
/// work; `State` when secrets cannot be sealed.
pub async fn create(
    app: &App,
    viewer: &Viewer,
    input: Create,
) -> Result<Outcome<Standing>, OpsError> {
    viewer.may(Action::ManageSources, &Thing::Organization, ENTITY, "")?;
    let mut work = Work::begin(app, viewer).await?;
    let now = work.now_ms();
    let mut model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        name: input.name.trim().to_owned(),
        kind: kind(&input.settings),
        settings: Json(serde_json::Value::Null),
        sealed_secret: None,
        schedule: schedule_text(input.schedule),
        grain: input.grain,
        periods_back: input.periods_back,
        includes_current: input.includes_current,
        is_enabled: input.is_enabled,
        archived_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    check(&model)?;
    // A mask means what is stored, and nothing is.
    let settings = secrets::reveal(input.settings, &Secrets::new()).map_err(invalid)?;
    put_settings(app, &mut model, settings)?;
    let model = store::data_source::insert(work.tx(), model).await?;
    let state = data_source_state::Model {
        id: model.id,
        organization_id: model.organization_id,
        next_run_at: next_run(&work, &model),
        attempt: 0,
        claim: None,
        claimed_until: None,
        last_run_id: None,
        last_success_at: None,
    };
    let state = store::data_source_state::insert(work.tx(), state).await?;
    work.record("data_source.created", &model, None).await?;
    work.commit(Standing { source: model, state: Some(state), last_run: None }).await
}

/// Edits a source.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`, `Invalid`; also `Invalid` for a masked secret when the place
/// that it is sent to changes.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: DataSourceId,
    edit: Edit,
) -> Result<Outcome<Standing>, OpsError> {
    viewer.may(Action::ManageSources, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find_in(&work, id).await?;
    model.name = edit.name.unwrap_or(model.name).trim().to_owned();
    model.schedule = schedule_text(edit.schedule.apply(model.schedule));
    model.grain = edit.grain.unwrap_or(model.grain);
    model.periods_back = edit.periods_back.unwrap_or(model.periods_back);
    model.includes_current = edit.includes_current.unwrap_or(model.includes_current);
    model.is_enabled = edit.is_enabled.unwrap_or(model.is_enabled);
    model.updated_at = work.now_ms();
    check(&model)?;
    if let Some(settings) = edit.settings {
        let stored = shown_settings(&model)?;
        let known = open_secrets(app, &model)?;
        let settings = secrets::keep(settings, &stored, &known).map_err(invalid)?;
        model.kind = kind(&settings);
        put_settings(app, &mut model, settings)?;
    }
    let model = store::data_source::update(work.tx(), model, edit.version).await?;
    reschedule(&work, &model).await?;
    work.record("data_source.updated", &model, None).await?;
    let standing = standing(work.tx(), model).await?;
    work.commit(standing).await
}

/// Takes a source out of use, with its history, or takes it back.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: DataSourceId,
    archive: Archive,
) -> Result<Outcome<Standing>, OpsError> {
    viewer.may(Action::ManageSources, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find_in(&work, id).await?;
    if archive.apply(&mut model.archived_at, work.now_ms()) {
        model.updated_at = work.now_ms();
        let version = model.version;
        model = store::data_source::update(work.tx(), model, version).await?;
        reschedule(&work, &model).await?;
        work.record(&archive.kind(ENTITY), &model, None).await?;
    }
    let standing = standing(work.tx(), model).await?;
    work.commit(standing).await
}

/// A page of sources, by name, each with how it stands.
///
/// # Errors
/// `Forbidden`, or `Store` when they cannot be read.
pub async fn list(
    app: &App,
    viewer: &Viewer,
    archived: Archived,
    page: &Page,
) -> Result<Listed<Standing>, OpsError> {
    viewer.may(Action::ManageSources, &Thing::Organization, ENTITY, "")?;
    let (conn, org) = (app.database().read(), viewer.organization_id);
    let listed = store::data_source::list(conn, org, archived, page).await?;
    let ids: Vec<Uuid> = listed.items.iter().map(|source| source.id).collect();
    let states = store::data_source_state::find_many(conn, org, &ids).await?;
    let runs: Vec<Uuid> = states.iter().filter_map(|state| state.last_run_id).collect();
    let runs = store::source_run::find_many(conn, org, &runs).await?;
    let items = listed.items.into_iter().map(|source| {
        let state = states.iter().find(|state| state.id == source.id).cloned();
        let last = state.as_ref().and_then(|state| state.last_run_id);
        let last_run = runs.iter().find(|run| Some(run.id) == last).cloned();
        Standing { source, state, last_run }
    });
    Ok(Listed { items: items.collect(), next: listed.next })
}

/// A source and how it stands.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn find(app: &App, viewer: &Viewer, id: DataSourceId) -> Result<Standing, OpsError> {
    viewer.may(Action::ManageSources, &Thing::Organization, ENTITY, id)?;
    let conn = app.database().read();
    let model = store::data_source::find(conn, viewer.organization_id, id.0).await?;
    standing(conn, model.ok_or_else(|| OpsError::not_found(ENTITY, id))?).await
}

/// Whether the viewer may see and change sources.
pub fn may_manage(viewer: &Viewer) -> bool {
    viewer.access.may(Action::ManageSources, &Thing::Organization).is_ok()
}

async fn standing(conn: &impl store::ConnectionTrait, source: Model) -> Result<Standing, OpsError> {
    let org = source.organization_id;
    let state = store::data_source_state::find(conn, org, source.id).await?;
    let last_run = match state.as_ref().and_then(|state| state.last_run_id) {
        Some(run) => store::source_run::find(conn, org, run).await?,
        None => None,
    };
    Ok(Standing { source, state, last_run })
}

async fn find_in(work: &Work, id: DataSourceId) -> Result<Model, OpsError> {
    store::data_source::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))
}

fn schedule_text(text: Option<String>) -> Option<String> {
    text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
}

fn kind(settings: &Settings) -> SourceKind {
    match settings {
        Settings::Sql(_) => SourceKind::Sql,
        Settings::Http(_) => SourceKind::Http,
        Settings::Prometheus(_) => SourceKind::Prometheus,
        Settings::Folder(_) => SourceKind::Folder,
    }
}

fn check(model: &Model) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.name("name", &model.name);
    if !(1..=SOURCE_PERIODS_MAX).contains(&model.periods_back) {
        let message = format!("`periods_back` is 1 to {SOURCE_PERIODS_MAX}");
        checks.refuse("periods_back", "periods_out_of_range", message);
    }
    if let Some(Err(error)) = model.schedule.as_deref().map(str::parse::<Schedule>) {
        checks.refuse("schedule", "bad_schedule", error.to_string());
    }
    checks.finish()
}

/// Checks settings that hold their secrets, and puts them into the row: what may be shown, and what
/// is sealed.
fn put_settings(app: &App, model: &mut Model, settings: Settings) -> Result<(), OpsError> {
    let problems = sources::source(&settings).check(&app.sources().policy);
    if !problems.is_empty() {
        return Err(invalid(problems));
    }
    let (shown, taken) = secrets::hide(settings);
    let json = serde_json::to_value(&shown).map_err(|error| internal(&error))?;
    let length = json.to_string().len();
    if length > SOURCE_SETTINGS_BYTES_MAX {
        let (what, limit) = ("bytes of the settings of a source", SOURCE_SETTINGS_BYTES_MAX);
        return Err(OpsError::TooLarge { what, got: length, limit });
    }
    model.settings = Json(json);
    model.sealed_secret = if taken.is_empty() {
        None
    } else {
        let text = serde_json::to_string(&taken).map_err(|error| internal(&error))?;
        let key = Key::load(&app.sources().key).map_err(unsealed)?;
        Some(key.seal(&text, &belongs_to(model)).map_err(unsealed)?)
    };
    Ok(())
}

/// The settings with masks in the place of secrets.
///
/// # Errors
/// `Internal` when the row was written by a version that knows other settings.
pub fn shown_settings(model: &Model) -> Result<Settings, OpsError> {
    serde_json::from_value(model.settings.0.clone()).map_err(|error| internal(&error))
}

/// The settings with their secrets, for a run.
fn clear_settings(app: &App, model: &Model) -> Result<Settings, OpsError> {
    let known = open_secrets(app, model)?;
    secrets::reveal(shown_settings(model)?, &known).map_err(invalid)
}

fn open_secrets(app: &App, model: &Model) -> Result<Secrets, OpsError> {
    let Some(sealed) = &model.sealed_secret else { return Ok(Secrets::new()) };
    let key = Key::load(&app.sources().key).map_err(unsealed)?;
    match key.open(sealed, &belongs_to(model)) {
        Ok(text) => serde_json::from_str(&text).map_err(|error| internal(&error)),
        Err(error) => Err(unsealed(error)),
    }
}

fn belongs_to(model: &Model) -> Vec<u8> {
    [model.organization_id.as_bytes().as_slice(), model.id.as_bytes()].concat()
}

fn invalid(problems: Vec<Problem>) -> OpsError {
    let error = |problem: Problem| FieldError {
        field: format!("settings.{}", problem.field),
        code: "bad_source_setting",
        message: problem.message,
    };
    OpsError::Invalid(problems.into_iter().map(error).collect())
}

fn unsealed(error: SealError) -> OpsError {
    OpsError::State { code: "secret_key", message: error.to_string() }
}

fn internal(error: &dyn std::fmt::Display) -> OpsError {
    OpsError::Internal(error.to_string())
}

/// When the source runs next by itself; never when it is switched off.
fn next_run(work: &Work, model: &Model) -> Option<i64> {
    next_after(model, work.now(), work.live().read().directory.time_zone())
}

fn next_after(model: &Model, now: Timestamp, zone: &jiff::tz::TimeZone) -> Option<i64> {
    if !model.is_enabled || model.archived_at.is_some() {
        return None;
    }
    let schedule: Schedule = model.schedule.as_ref()?.parse().ok()?;
    schedule.next(now, zone).map(Timestamp::as_millisecond)
}

async fn reschedule(work: &Work, model: &Model) -> Result<(), OpsError> {
    let next = next_run(work, model);
    store::data_source_state::reschedule(work.tx(), model.organization_id, model.id, next).await?;
    Ok(())
}
