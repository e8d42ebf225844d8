//! Drivers 驱动因素: which KPI drives which, as people believe, and what the past says of it.
//!
//! Whoever edits the driven KPI says what drives it. A circle is refused, also one that goes
//! through formulas, and so is what a formula says already. All drivers are in memory.

use std::collections::HashMap;

use goals::access::Action;
use goals::id::{KpiDriverId, KpiId, OrgUnitId};
use goals::kpi_driver::{Evidence, check_no_circle, evidence};
use goals::period::Grain;
use goals::refusal::Refusal;
use store::entity::kpi::Model as Kpi;
use store::entity::kpi_driver::Model;
use store::word::Influence;
use uuid::Uuid;

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::kpi;
use crate::kpi_tile::{display_grain, last_periods};
use crate::limits::{DRIVER_EVIDENCE_PERIODS, DRIVERS_PER_KPI_MAX};
use crate::live::LiveState;
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "kpi_driver";

/// A new driver.
#[derive(Debug, Clone)]
pub struct Create {
    /// What moves first.
    pub driver: KpiId,
    /// What follows.
    pub driven: KpiId,
    /// Which way.
    pub influence: Influence,
    /// Why it is believed.
    pub note: Option<String>,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// Which way.
    pub influence: Option<Influence>,
    /// Why it is believed.
    pub note: Patch<String>,
}

/// How two KPIs moved beside each other, and by which periods that was looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// What the past says.
    pub evidence: Evidence,
    /// The length of the periods.
    pub grain: Grain,
}

/// Says that one KPI drives another.
///
/// # Errors
/// `NotFound` or `Forbidden` for the driven KPI; `Invalid` on `driver_kpi_id` for a KPI that is not
/// there or archived, the driven one itself, an input of its formula, or one that drives it
/// already; `Refused` for a circle, with its path; `TooLarge` when very many drive it.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let driven = kpi::find(&work, viewer, input.driven, Action::EditKpi).await?;
    check_place(&work.live().read(), input.driver, &driven)?;
    let model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        driver_kpi_id: input.driver.0,
        driven_kpi_id: input.driven.0,
        influence: input.influence,
        note: cleaned(input.note),
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    check(&model)?;
    let model = match store::kpi_driver::insert(work.tx(), model).await {
        // Another process was quicker.
        Err(error) if error.is_conflict("kpi_driver_once") => {
            let state = work.live().read();
            return Err(twice(&state, input.driver, &driven));
        }
        written => written?,
    };
    work.record("kpi_driver.created", &model, None).await?;
    check_circle(&work, &model).await?;
    work.commit(model).await
}

/// Changes which way a driver moves what it drives, or why that is believed.
///
/// # Errors
/// `NotFound`, also for one that is archived; `Forbidden`, `Invalid`, `Stale`.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: KpiDriverId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, viewer, id).await?;
    if model.archived_at.is_some() {
        return Err(OpsError::not_found(ENTITY, id));
    }
    model.influence = edit.influence.unwrap_or(model.influence);
    model.note = cleaned(edit.note.apply(model.note));
    model.updated_at = work.now_ms();
    check(&model)?;
    let model = store::kpi_driver::update(work.tx(), model, edit.version).await?;
    work.record("kpi_driver.updated", &model, None).await?;
    work.commit(model).await
}

/// Ends a driver; what is ended already stays so.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn archive(
    app: &App,
    viewer: &Viewer,
    id: KpiDriverId,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, viewer, id).await?;
    if !Archive::Away.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::kpi_driver::update(work.tx(), model, version).await?;
    work.record(&Archive::Away.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

/// The drivers in use that a KPI has or is, the oldest first.
pub fn around(state: &LiveState, kpi: KpiId) -> impl Iterator<Item = &Model> {
    let is_of = move |own: &&Model| own.driver_kpi_id == kpi.0 || own.driven_kpi_id == kpi.0;
    state.directory.drivers_shown().filter(is_of)
}

/// The KPIs that a KPI's formula names now, each once, in the order of its names.
pub fn inputs_of(model: &Kpi) -> Vec<Uuid> {
    let mut inputs: Vec<Uuid> = Vec::new();
    for input in model.versions.0.last().into_iter().flat_map(|version| &version.inputs) {
        if !inputs.contains(&input.kpi_id) {
            inputs.push(input.kpi_id);
        }
    }
    inputs
}

/// What the past of a unit says of a driver.
///
/// *Missing*: `None` when one of the two KPIs is not there.
pub fn look_back(state: &LiveState, driver: &Model, unit: OrgUnitId) -> Option<Found> {
    let kpis = [driver.driver_kpi_id, driver.driven_kpi_id];
    let [first, second] = kpis.map(|id| state.directory.kpi(id));
    let grain = display_grain(first?.frequency.into()).max(second?.frequency.into());
    let cube = state.graph.cube();
    // One more for the period that runs.
    let count = DRIVER_EVIDENCE_PERIODS + 1;
    let span = last_periods(cube.calendar(), grain, state.today, count);
    let series = |kpi| cube.series(KpiId(kpi), unit, grain, span.start, span.end, state.today);
    let [first, second] = kpis.map(series);
    let evidence = evidence(&first.ok()?, &second.ok()?, driver.influence.into());
    Some(Found { evidence, grain })
}

/// Whether the viewer may end or edit a driver, or add one to the KPI.
pub fn may_relate(viewer: &Viewer, driven: &Kpi) -> bool {
    kpi::may_edit(viewer, driven)
}

async fn find(work: &Work, viewer: &Viewer, id: KpiDriverId) -> Result<Model, OpsError> {
    let model = store::kpi_driver::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    kpi::find(work, viewer, KpiId(model.driven_kpi_id), Action::EditKpi).await?;
    Ok(model)
}

fn check_place(state: &LiveState, driver: KpiId, driven: &Kpi) -> Result<(), OpsError> {
    const FIELD: &str = "driver_kpi_id";
    let refuse = |code, message: String| Err(OpsError::field(FIELD, code, message));
    let Some(model) = state.directory.kpi(driver.0) else {
        return Err(OpsError::unknown_reference(FIELD, driver));
    };
    let (code, follower) = (&model.code, &driven.code);
    if let Some(gone) = [model, driven].into_iter().find(|one| one.archived_at.is_some()) {
        let message = format!("{} is archived; take it back first", gone.code);
        return refuse("archived_reference", message);
    }
    if model.id == driven.id {
        return refuse("drives_itself", format!("{code} cannot drive itself; choose another KPI"));
    }
    if inputs_of(driven).contains(&model.id) {
        let message = format!("{code} is an input of the formula of {follower} already");
        return refuse("already_an_input", message);
    }
    let of_driven = state.directory.drivers().filter(|own| own.driven_kpi_id == driven.id);
    let drivers: Vec<Uuid> = of_driven.map(|own| own.driver_kpi_id).collect();
    if drivers.contains(&model.id) {
        return Err(twice(state, driver, driven));
    }
    if drivers.len() >= DRIVERS_PER_KPI_MAX {
        let (got, limit) = (drivers.len() + 1, DRIVERS_PER_KPI_MAX);
        return Err(OpsError::TooLarge { what: "drivers of one KPI", got, limit });
    }
    Ok(())
}

/// Asked once the change is in the log: whoever writes after it sees it, and what was written
/// before is read here, also by another process.
async fn check_circle(work: &Work, own: &Model) -> Result<(), OpsError> {
    let rows = store::kpi_driver::in_use(work.tx(), work.organization_id()).await?;
    let mut driven: HashMap<Uuid, Vec<KpiId>> = HashMap::new();
    for row in rows {
        driven.entry(row.driver_kpi_id).or_default().push(KpiId(row.driven_kpi_id));
    }
    let state = work.live().read();
    let follows = |kpi: KpiId| {
        let driven = driven.get(&kpi.0).into_iter().flatten().copied();
        driven.chain(state.graph.cube().read_by(kpi)).collect()
    };
    check_no_circle(KpiId(own.driver_kpi_id), KpiId(own.driven_kpi_id), follows)
        .map_err(|refusal| OpsError::Refused(by_codes(&state, refusal)))
}

fn twice(state: &LiveState, driver: KpiId, driven: &Kpi) -> OpsError {
    let code = state.directory.kpi(driver.0).map_or("it", |model| model.code.as_str());
    let message = format!("{code} drives {} already; edit that instead", driven.code);
    OpsError::field("driver_kpi_id", "drives_already", message)
}

fn by_codes(state: &LiveState, refusal: Refusal) -> Refusal {
    let Refusal::Cycle { noun, path } = refusal else { return refusal };
    let code_of = |id: String| {
        let kpi = id.parse::<KpiId>().ok().and_then(|kpi| state.directory.kpi(kpi.0));
        kpi.map_or(id, |model| model.code.clone())
    };
    Refusal::Cycle { noun, path: path.into_iter().map(code_of).collect() }
}

fn cleaned(note: Option<String>) -> Option<String> {
    note.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn check(model: &Model) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.text("note", model.note.as_deref().unwrap_or_default());
    checks.finish()
}
