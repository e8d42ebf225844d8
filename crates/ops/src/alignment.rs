//! Alignment 对齐: which goal an objective supports, and whether its progress counts there.
//!
//! Whoever edits the supporting objective may align it; making it *contribute* changes the
//! supported objective's number, so that needs the right to edit the supported one too. Circles are
//! refused by the graph, naming the path.

use goals::access::Action;
use goals::alignment::AlignmentTarget;
use goals::id::{AlignmentId, KeyResultId, ObjectiveId};
use store::entity::alignment::Model;

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::objective;
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "alignment";

/// A new alignment.
#[derive(Debug, Clone)]
pub struct Create {
    /// The supporter.
    pub objective: ObjectiveId,
    /// The supported.
    pub target: AlignmentTarget,
    /// The weight with which its progress counts there, if it does.
    pub contribution: Option<f64>,
}

/// Aligns an objective.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for a negative weight or a contribution to a key result,
/// `Refused` for a circle.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let supporter = objective::find(&work, viewer, input.objective, Action::EditObjective).await?;
    objective::check_open(&work, &supporter)?;
    let (target_objective_id, target_key_result_id) = match input.target {
        AlignmentTarget::Objective(id) => {
            check_target(&work, viewer, id, input.contribution).await?;
            (Some(id.0), None)
        }
        AlignmentTarget::KeyResult(id) => {
            check_key_result_target(&work, viewer, id, input.contribution)?;
            (None, Some(id.0))
        }
    };
    let model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        objective_id: input.objective.0,
        target_objective_id,
        target_key_result_id,
        contribution: input.contribution,
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    check(&model)?;
    let model = store::alignment::insert(work.tx(), model).await?;
    work.record("alignment.created", &model, None).await?;
    work.commit(model).await
}

/// Changes whether and how much the supporter counts.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`, `Invalid`.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: AlignmentId,
    version: i32,
    contribution: Patch<f64>,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, viewer, id).await?;
    model.contribution = contribution.apply(model.contribution);
    match (model.target_objective_id, model.target_key_result_id) {
        (Some(target), _) => {
            check_target(&work, viewer, ObjectiveId(target), Some(0.0)).await?;
        }
        (None, Some(target)) => {
            check_key_result_target(&work, viewer, KeyResultId(target), model.contribution)?;
        }
        (None, None) => {}
    }
    model.updated_at = work.now_ms();
    check(&model)?;
    let model = store::alignment::update(work.tx(), model, version).await?;
    work.record("alignment.updated", &model, None).await?;
    work.commit(model).await
}

/// Ends an alignment or takes it back.
///
/// # Errors
/// `NotFound` or `Forbidden`; `Refused` when taking it back would close a circle.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: AlignmentId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, viewer, id).await?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::alignment::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

async fn find(work: &Work, viewer: &Viewer, id: AlignmentId) -> Result<Model, OpsError> {
    let model = store::alignment::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    objective::find(work, viewer, ObjectiveId(model.objective_id), Action::EditObjective).await?;
    Ok(model)
}

async fn check_target(
    work: &Work,
    viewer: &Viewer,
    target: ObjectiveId,
    contribution: Option<f64>,
) -> Result<(), OpsError> {
    let action = if contribution.is_some() { Action::EditObjective } else { Action::ReadObjective };
    let unknown = |error| match error {
        OpsError::NotFound { id, .. } => OpsError::unknown_reference("target_objective_id", id),
        other => other,
    };
    objective::find(work, viewer, target, action).await.map(drop).map_err(unknown)
}

fn check_key_result_target(
    work: &Work,
    viewer: &Viewer,
    target: KeyResultId,
    contribution: Option<f64>,
) -> Result<(), OpsError> {
    if contribution.is_some() {
        return Err(OpsError::field(
            "contribution",
            "contribution_to_key_result",
            "support of a key result is shown and never counted; leave `contribution` out",
        ));
    }
    let live = work.live().read();
    live.directory
        .key_result(target.0)
        .filter(|card| viewer.sees_objective(&live.directory, card.objective_id))
        .map(drop)
        .ok_or_else(|| OpsError::unknown_reference("target_key_result_id", target))
}

fn check(model: &Model) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.weight("contribution", model.contribution.unwrap_or_default());
    checks.finish()
}
