//! Alerts: reading them and taking notice of them. What opens and closes them is `watch.rs`.

use goals::access::{Action, Thing};
use goals::id::{AlertId, KeyResultId, KpiId, ObjectiveId, PersonId};
use store::alert::{Filter, Standing};
use store::entity::alert::Model;
use store::entity::kpi;
use store::page::{Listed, Page};
use store::word::AlertKind;
use uuid::Uuid;

use crate::alert_recovery;
use crate::app::App;
use crate::check::Checks;
use crate::error::OpsError;
use crate::live::Directory;
use crate::subject;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "alert";
/// What taking notice takes away from the urgency: below everything that nobody has seen.
const SEEN: i64 = 1_000;

/// Which alerts.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Where they stand.
    pub standing: Standing,
    /// Of this kind.
    pub kind: Option<AlertKind>,
    /// About this KPI, by identity or code.
    pub kpi: Option<String>,
    /// About this unit, by identity or code.
    pub unit: Option<String>,
    /// Only about KPIs that the viewer owns or feeds.
    pub mine: bool,
}

/// What is said of an alert.
#[derive(Debug, Clone)]
pub struct Acknowledge {
    /// The version that was read.
    pub version: i32,
    /// Why it was so.
    pub cause: String,
    /// What is to mend it.
    pub mending: Mending,
}

/// What is to mend what an alert warns of.
#[derive(Debug, Clone, Default)]
pub enum Mending {
    /// What was said before stays.
    #[default]
    Keep,
    /// Nothing.
    Nothing,
    /// An objective that exists.
    Objective(ObjectiveId),
    /// A key result that exists.
    KeyResult(KeyResultId),
    /// An objective that is opened for it.
    Recovery(alert_recovery::Open),
}

/// A page of alerts, the most urgent first.
///
/// # Errors
/// `NotFound` for the KPI, `Invalid` for the unit, `Store` when they cannot be read.
pub async fn list(
    app: &App,
    viewer: &Viewer,
    question: &Question,
    page: &Page,
) -> Result<Listed<Model>, OpsError> {
    let filter = filter(app, viewer, question).await?;
    let conn = app.database().read();
    Ok(store::alert::list(conn, viewer.organization_id, &filter, page).await?)
}

/// How many alerts there are.
///
/// # Errors
/// As [`list`].
pub async fn count(app: &App, viewer: &Viewer, question: &Question) -> Result<u64, OpsError> {
    let filter = filter(app, viewer, question).await?;
    let conn = app.database().read();
    Ok(store::alert::count(conn, viewer.organization_id, &filter).await?)
}

/// One alert.
///
/// # Errors
/// `NotFound`.
pub async fn find(app: &App, viewer: &Viewer, id: AlertId) -> Result<Model, OpsError> {
    let conn = app.database().read();
    let found = store::alert::find(conn, viewer.organization_id, id.0).await?;
    found.ok_or_else(|| OpsError::not_found(ENTITY, id))
}

async fn filter(app: &App, viewer: &Viewer, question: &Question) -> Result<Filter, OpsError> {
    let live = app.live(viewer.organization_id).await?;
    let state = live.read();
    let directory = &state.directory;
    let mut kpis: Option<Vec<Uuid>> = None;
    if let Some(named) = &question.kpi {
        kpis = Some(vec![crate::kpi::named(directory, named)?.id]);
    }
    if question.mine {
        let is_mine = |id: &Uuid| directory.kpi(*id).is_some_and(|kpi| is_of(kpi, viewer));
        let of = kpis.unwrap_or_else(|| directory.kpis().map(|kpi| kpi.id).collect());
        kpis = Some(of.into_iter().filter(is_mine).collect());
    }
    let unit = question.unit.as_deref().map(|named| subject::unit(directory, named)).transpose()?;
    Ok(Filter {
        standing: question.standing,
        kind: question.kind,
        kpi_ids: kpis,
        org_unit_id: unit.map(|unit| unit.0),
    })
}

fn is_of(kpi: &kpi::Model, viewer: &Viewer) -> bool {
    let own = viewer.person_id;
    own.is_some() && (kpi.owner_person_id == own || kpi.steward_person_id == own)
}

/// Whether the viewer may take notice of an alert about this KPI.
pub fn may_acknowledge(viewer: &Viewer, directory: &Directory, kpi: Uuid) -> bool {
    directory.kpi(kpi).is_some_and(|kpi| viewer.can(Action::AcknowledgeAlert, &thing(kpi)))
}

fn thing(kpi: &kpi::Model) -> Thing {
    Thing::Kpi {
        owner: kpi.owner_person_id.map(PersonId),
        steward: kpi.steward_person_id.map(PersonId),
    }
}

/// Takes notice of an alert: says why it was so and what is to mend it, which may be an objective
/// that is opened with it. It stays open until the numbers close it.
///
/// # Errors
/// `NotFound`; `Forbidden` unless the viewer answers for the KPI, and for a recovery unless it may
/// create goals for that owner; `Invalid` without a cause and for a goal that the viewer does not
/// see or that is archived; `State` when it is over and when it cannot open a recovery; `Stale`.
pub async fn acknowledge(
    app: &App,
    viewer: &Viewer,
    id: AlertId,
    input: Acknowledge,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let found = store::alert::find(work.tx(), viewer.organization_id, id.0).await?;
    let model = found.ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    check(&work, viewer, &model, &input)?;
    let cause = input.cause.trim().to_owned();
    let now = work.now_ms();
    let (objective_id, key_result_id) = match input.mending {
        Mending::Keep => (model.objective_id, model.key_result_id),
        Mending::Nothing => (None, None),
        Mending::Objective(id) => (Some(id.0), None),
        Mending::KeyResult(id) => (objective_of(&work, viewer, id)?, Some(id.0)),
        Mending::Recovery(new) => {
            let opened = alert_recovery::open(&mut work, app, viewer, &model, &cause, new).await?;
            (Some(opened.0.0), Some(opened.1.0))
        }
    };
    let is_first = model.acknowledged_at.is_none();
    let model = Model {
        acknowledged_at: Some(model.acknowledged_at.unwrap_or(now)),
        acknowledged_by: viewer.user_id.or(model.acknowledged_by),
        urgency: if is_first { model.urgency - SEEN } else { model.urgency },
        objective_id,
        key_result_id,
        cause: Some(cause.clone()),
        updated_at: now,
        ..model
    };
    let model = store::alert::update(work.tx(), model, input.version).await?;
    work.record("alert.acknowledged", &model, Some(&cause)).await?;
    work.commit(model).await
}

fn check(work: &Work, viewer: &Viewer, model: &Model, input: &Acknowledge) -> Result<(), OpsError> {
    let state = work.live().read();
    let directory = &state.directory;
    let kpi = directory.kpi(model.kpi_id);
    let kpi = kpi.ok_or_else(|| OpsError::not_found("kpi", KpiId(model.kpi_id)))?;
    viewer.may(Action::AcknowledgeAlert, &thing(kpi), ENTITY, AlertId(model.id))?;
    if model.closed_at.is_some() {
        let message = "the alert is over; there is nothing to acknowledge any more";
        return Err(OpsError::State { code: "alert_closed", message: message.to_owned() });
    }
    if model.version != input.version {
        return Err(OpsError::Stale { entity: ENTITY, had: input.version });
    }
    if let Mending::Objective(id) = input.mending {
        check_goal(viewer, directory, id.0, "objective_id", id)?;
    }
    let mut checks = Checks::default();
    checks.reason("cause", Some(&input.cause));
    checks.finish()
}

/// The objective of a key result that is to mend an alert.
fn objective_of(work: &Work, viewer: &Viewer, id: KeyResultId) -> Result<Option<Uuid>, OpsError> {
    const FIELD: &str = "key_result_id";
    let state = work.live().read();
    let card = state.directory.key_result(id.0).filter(|card| !card.is_archived);
    let card = card.ok_or_else(|| OpsError::unknown_reference(FIELD, id))?;
    check_goal(viewer, &state.directory, card.objective_id, FIELD, id)?;
    Ok(Some(card.objective_id))
}

/// Refuses a goal that the viewer does not see, and one that is out of use.
fn check_goal(
    viewer: &Viewer,
    directory: &Directory,
    objective: Uuid,
    field: &str,
    id: impl ToString,
) -> Result<(), OpsError> {
    let card = directory.objective(objective).filter(|card| !card.is_archived);
    if card.is_none() || !viewer.sees_objective(directory, objective) {
        return Err(OpsError::unknown_reference(field, id));
    }
    Ok(())
}
