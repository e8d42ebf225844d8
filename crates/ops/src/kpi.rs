//! KPIs 关键绩效指标: define, edit, archive. What a KPI is worth is measured, never typed here: see
//! `measurement.rs`.
//!
//! A change to how a KPI is computed (frequency, aggregation, direction) rewrites what its past
//! says, so it needs a reason and stays on the record. Frequency cannot change once there are
//! measurements: they would lose their periods.

use goals::access::{Action, Thing};
use goals::id::{KpiId, PersonId};
use store::entity::kpi::Model;
use store::json::Json;
use store::kpi_version::is_computed_now;
use store::word::{Aggregation, Direction, Grain, MissingPolicy, NumberFormat, TokenScope};

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::formula;
use crate::kpi_perspective;
use crate::kpi_sheet::{self, Sheet, SheetEdit};
use crate::kpi_version::{self, Author, VersionEdit};
use crate::live::{Directory, convert};
use crate::names;
use crate::nearest::did_you_mean;
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

pub use crate::kpi_tile::{KpiTile, tile};

pub(crate) const ENTITY: &str = "kpi";

/// A new KPI.
#[derive(Debug, Clone)]
pub struct Create {
    /// Unique; used in files and addresses.
    pub code: String,
    /// In a few words.
    pub name: String,
    /// The question that it answers.
    pub question: String,
    /// What counts and what does not, and where the numbers come from.
    pub description: String,
    /// The label behind its numbers.
    pub unit: String,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Digits after the point.
    pub decimals: i32,
    /// Which way is better.
    pub direction: Direction,
    /// The period of one measurement.
    pub frequency: Grain,
    /// How periods come together.
    pub time_aggregation: Aggregation,
    /// How units come together.
    pub unit_aggregation: Aggregation,
    /// What a missing value stands for.
    pub missing_policy: MissingPolicy,
    /// Who answers for its value.
    pub owner_person: Option<PersonId>,
    /// Who answers for its definition and its data.
    pub steward_person: Option<PersonId>,
    /// Which view of the business it belongs to: code of a perspective.
    pub perspective: String,
    /// Whether it tells early rather than late.
    pub leading: bool,
    /// Where it stands among the others; after the last when absent.
    pub position: Option<i32>,
    /// How it is computed; recorded when absent.
    pub formula: Option<String>,
    /// The rest of its definition.
    pub sheet: Sheet,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// Unique; used in files and addresses.
    pub code: Option<String>,
    /// In a few words.
    pub name: Option<String>,
    /// The question that it answers.
    pub question: Option<String>,
    /// What counts and what does not.
    pub description: Option<String>,
    /// The label behind its numbers.
    pub unit: Option<String>,
    /// How its numbers are shown.
    pub format: Option<NumberFormat>,
    /// Digits after the point.
    pub decimals: Option<i32>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// The period of one measurement.
    pub frequency: Option<Grain>,
    /// How periods come together.
    pub time_aggregation: Option<Aggregation>,
    /// How units come together.
    pub unit_aggregation: Option<Aggregation>,
    /// What a missing value stands for.
    pub missing_policy: Option<MissingPolicy>,
    /// Who answers for its value.
    pub owner_person: Patch<PersonId>,
    /// Who answers for its definition and its data.
    pub steward_person: Patch<PersonId>,
    /// Which view of the business it belongs to: code of a perspective.
    pub perspective: Option<String>,
    /// Whether it tells early rather than late.
    pub leading: Option<bool>,
    /// Where it stands among the others.
    pub position: Option<i32>,
    /// How it is computed, and from when.
    pub definition: VersionEdit,
    /// The rest of its definition.
    pub sheet: SheetEdit,
    /// Why; required when the way it is computed changes.
    pub reason: Option<String>,
}

/// Defines a KPI.
///
/// # Errors
/// `Forbidden` unless performance is the viewer's to administer; `Invalid` for a missing name, a
/// bad code, an unknown person or aggregations that do not fit together; `Store(Conflict)` for a
/// code that is taken.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let last = work.live().read().directory.kpis().map(|kpi| kpi.position).max();
    let now = work.now_ms();
    let mut model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        code: input.code.trim().to_owned(),
        name: input.name.trim().to_owned(),
        names: Json(names::cleaned(input.sheet.names)),
        question: input.question,
        description: input.description,
        unit: input.unit,
        format: input.format,
        decimals: input.decimals,
        direction: input.direction,
        frequency: input.frequency,
        time_aggregation: input.time_aggregation,
        unit_aggregation: input.unit_aggregation,
        missing_policy: input.missing_policy,
        owner_person_id: input.owner_person.map(|id| id.0),
        steward_person_id: input.steward_person.map(|id| id.0),
        perspective: input.perspective,
        leading: input.leading,
        versions: Json::default(),
        category: kpi_sheet::category(&input.sheet.category),
        scope: input.sheet.scope,
        exclusions: input.sheet.exclusions,
        abuse_risk: input.sheet.abuse_risk,
        counter_kpi_id: input.sheet.counter_kpi.map(|id| id.0),
        due_working_days: input.sheet.due_working_days,
        scoring: None,
        position: input.position.unwrap_or(last.unwrap_or(0) + 1),
        archived_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    viewer.may(Action::CreateKpi, &thing(&model), ENTITY, KpiId(model.id))?;
    check(&model, None, &work.live().read().directory)?;
    if let Some(text) = input.formula.filter(|text| !text.trim().is_empty()) {
        let author = Author { person_id: viewer.person_id, now_ms: now, reason: None };
        let first = kpi_version::first(&work.live().read().directory, &model, &text, author)?;
        model.versions.0.push(first);
    }
    formula::check_place(&work.live().read(), convert::kpi(&model), &model.code)?;
    let model = store::kpi::insert(work.tx(), model).await?;
    work.record("kpi.created", &model, None).await?;
    work.commit(model).await
}

/// Edits a KPI.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `Invalid` also for a change of the computation without a
/// reason; `State` for a change of frequency once there are measurements.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: KpiId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let before = find(&work, viewer, id, Action::EditKpi).await?;
    let version = edit.version;
    let reason = edit.reason.clone().filter(|reason| !reason.trim().is_empty());
    let definition = edit.definition.clone();
    let mut model = edited(before.clone(), edit, work.now_ms());
    viewer.may(Action::EditKpi, &thing(&model), ENTITY, id)?;
    check(&model, Some(&before), &work.live().read().directory)?;
    let author =
        Author { person_id: viewer.person_id, now_ms: work.now_ms(), reason: reason.clone() };
    let versions = {
        let directory = &work.live().read().directory;
        kpi_version::edited(directory, &before, &model, definition, author)?
    };
    model.versions = Json(versions);
    let is_redefined = is_redefined(&before, &model);
    if is_redefined {
        let mut checks = Checks::default();
        checks.reason("reason", reason.as_deref());
        checks.finish()?;
    }
    if before.frequency != model.frequency
        && store::measurement::exists_for_kpi(work.tx(), work.organization_id(), id.0).await?
    {
        return Err(OpsError::State {
            code: "kpi_has_measurements",
            message: format!(
                "measurements of {} are recorded by {}; define a new KPI to measure by {}",
                before.code, before.frequency, model.frequency
            ),
        });
    }
    formula::check_place(&work.live().read(), convert::kpi(&model), &model.code)?;
    let model = store::kpi::update(work.tx(), model, version).await?;
    let kind = if is_redefined { "kpi.redefined" } else { "kpi.updated" };
    work.record(kind, &model, reason.as_deref()).await?;
    work.commit(model).await
}

fn edited(mut model: Model, edit: Edit, now_ms: i64) -> Model {
    let name_before = model.name.clone();
    model.code = edit.code.unwrap_or(model.code).trim().to_owned();
    model.name = edit.name.unwrap_or(model.name).trim().to_owned();
    model.question = edit.question.unwrap_or(model.question);
    model.description = edit.description.unwrap_or(model.description);
    model.unit = edit.unit.unwrap_or(model.unit);
    model.format = edit.format.unwrap_or(model.format);
    model.decimals = edit.decimals.unwrap_or(model.decimals);
    model.direction = edit.direction.unwrap_or(model.direction);
    model.frequency = edit.frequency.unwrap_or(model.frequency);
    model.time_aggregation = edit.time_aggregation.unwrap_or(model.time_aggregation);
    model.unit_aggregation = edit.unit_aggregation.unwrap_or(model.unit_aggregation);
    model.missing_policy = edit.missing_policy.unwrap_or(model.missing_policy);
    model.owner_person_id = edit.owner_person.map(|id| id.0).apply(model.owner_person_id);
    model.steward_person_id = edit.steward_person.map(|id| id.0).apply(model.steward_person_id);
    model.perspective = edit.perspective.unwrap_or(model.perspective);
    model.leading = edit.leading.unwrap_or(model.leading);
    model.position = edit.position.unwrap_or(model.position);
    model.updated_at = now_ms;
    kpi_sheet::apply(&mut model, edit.sheet, &name_before);
    model
}

/// Whether old measurements would now say something else.
fn is_redefined(before: &Model, after: &Model) -> bool {
    before.frequency != after.frequency
        || before.time_aggregation != after.time_aggregation
        || before.unit_aggregation != after.unit_aggregation
        || before.missing_policy != after.missing_policy
        || before.direction != after.direction
        || kpi_version::is_computed_otherwise(before, after)
}

/// Archives a KPI, which keeps its history and then moves nothing, or takes it back.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: KpiId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, viewer, id, Action::EditKpi).await?;
    if archive == Archive::Away {
        check_unread(&work, &model)?;
    }
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::kpi::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    let outcome = work.commit(model).await?;
    if archive == Archive::Back {
        // Measurements of archived KPIs are not held in memory: they are read with everything else.
        app.forget(viewer.organization_id);
    }
    Ok(outcome)
}

/// No formula in use names it.
fn check_unread(work: &Work, model: &Model) -> Result<(), OpsError> {
    let state = work.live().read();
    let readers = state.graph.cube().read_by(KpiId(model.id));
    let readers = readers.filter_map(|id| state.directory.kpi(id.0));
    let codes: Vec<&str> = readers
        .filter(|reader| reader.archived_at.is_none())
        .map(|reader| reader.code.as_str())
        .collect();
    if codes.is_empty() {
        return Ok(());
    }
    let (code, names) = (&model.code, codes.join(", "));
    Err(OpsError::State {
        code: "kpi_in_formula",
        message: format!("{code} is used by the formula of {names}; change that first"),
    })
}

/// The KPI, when the viewer may do `action` to it.
pub(crate) async fn find(
    work: &Work,
    viewer: &Viewer,
    id: KpiId,
    action: Action,
) -> Result<Model, OpsError> {
    let model = store::kpi::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    viewer.may(action, &thing(&model), ENTITY, id)?;
    Ok(model)
}

/// The KPI that an address names, by identity or by code.
///
/// # Errors
/// `NotFound`.
pub fn named<'a>(directory: &'a Directory, named: &str) -> Result<&'a Model, OpsError> {
    let by_id = named.parse::<KpiId>().ok().and_then(|id| directory.kpi(id.0));
    by_id.or_else(|| directory.kpi_by_code(named)).ok_or_else(|| {
        let meant = did_you_mean(named, directory.kpis().map(|kpi| kpi.code.as_str()));
        OpsError::not_found(ENTITY, format!("{named}{meant}"))
    })
}

/// Whether the viewer may edit the KPI.
pub fn may_edit(viewer: &Viewer, model: &Model) -> bool {
    may(viewer, Action::EditKpi, model)
}

/// Whether the viewer may record values of the KPI now; what a formula computes, nobody records.
pub fn may_record(viewer: &Viewer, model: &Model) -> bool {
    !is_computed_now(&model.versions.0) && may(viewer, Action::RecordMeasurement, model)
}

/// Whether the viewer may set targets of the KPI.
pub fn may_set_targets(viewer: &Viewer, model: &Model) -> bool {
    may(viewer, Action::CreateKpi, model)
}

fn may(viewer: &Viewer, action: Action, model: &Model) -> bool {
    viewer.scope == TokenScope::Write && viewer.access.may(action, &thing(model)).is_ok()
}

/// Whether a value of the KPI is recorded as numerator and denominator.
pub fn needs_parts(model: &Model) -> bool {
    convert::kpi(model).takes_parts()
}

/// The KPI as the access rules see it.
pub fn thing(model: &Model) -> Thing {
    Thing::Kpi {
        owner: model.owner_person_id.map(PersonId),
        steward: model.steward_person_id.map(PersonId),
    }
}

fn check(model: &Model, before: Option<&Model>, directory: &Directory) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.code("code", &model.code);
    checks.name("name", &model.name);
    checks.text("question", &model.question);
    checks.text("description", &model.description);
    checks.text("unit", &model.unit);
    if !(0..=6).contains(&model.decimals) {
        checks.refuse("decimals", "decimals_out_of_range", "decimals is 0 to 6");
    }
    let choice_before = before.map(|before| before.perspective.as_str());
    kpi_perspective::check_choice(&mut checks, directory, &model.perspective, choice_before);
    kpi_sheet::check(&mut checks, model);
    checks.finish()?;
    kpi_sheet::check_references(model, directory)?;
    convert::kpi(model).validate()?;
    let people = [
        ("owner_person_id", model.owner_person_id),
        ("steward_person_id", model.steward_person_id),
    ];
    for (field, id) in people {
        if let Some(id) = id.filter(|id| directory.person(*id).is_none()) {
            return Err(OpsError::unknown_reference(field, PersonId(id)));
        }
    }
    Ok(())
}
