//! Strategic pillars 战略支柱: the themes that company objectives serve.

use goals::access::{Action, Thing};
use goals::id::StrategicPillarId;
use store::entity::strategic_pillar::Model;

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "strategic_pillar";

/// A new pillar.
#[derive(Debug, Clone)]
pub struct Create {
    /// In a few words.
    pub name: String,
    /// What it means.
    pub description: String,
    /// Where it stands among the others; after the last when absent.
    pub position: Option<i32>,
}

/// An edit; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// In a few words.
    pub name: Option<String>,
    /// What it means.
    pub description: Option<String>,
    /// Where it stands among the others.
    pub position: Option<i32>,
}

/// Adds a pillar.
///
/// # Errors
/// `Forbidden` unless goals are the viewer's to administer; `Invalid` for an empty name.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePillars, &Thing::Organization, ENTITY, "")?;
    let mut work = Work::begin(app, viewer).await?;
    let last = work.live().read().directory.pillars().map(|pillar| pillar.position).max();
    let model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        name: input.name.trim().to_owned(),
        description: input.description,
        position: input.position.unwrap_or(last.unwrap_or(0) + 1),
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    check(&model)?;
    let model = store::strategic_pillar::insert(work.tx(), model).await?;
    work.record("strategic_pillar.created", &model, None).await?;
    work.commit(model).await
}

/// Edits a pillar.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid`, or `Stale` when somebody else edited it since.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: StrategicPillarId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePillars, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    model.name = edit.name.unwrap_or(model.name).trim().to_owned();
    model.description = edit.description.unwrap_or(model.description);
    model.position = edit.position.unwrap_or(model.position);
    model.updated_at = work.now_ms();
    check(&model)?;
    let model = store::strategic_pillar::update(work.tx(), model, edit.version).await?;
    work.record("strategic_pillar.updated", &model, None).await?;
    work.commit(model).await
}

/// Archives a pillar or takes it back: objectives that serve an archived one keep it, new ones
/// cannot choose it.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: StrategicPillarId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePillars, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::strategic_pillar::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

async fn find(work: &Work, id: StrategicPillarId) -> Result<Model, OpsError> {
    store::strategic_pillar::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))
}

fn check(model: &Model) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.name("name", &model.name);
    checks.text("description", &model.description);
    checks.finish()
}
