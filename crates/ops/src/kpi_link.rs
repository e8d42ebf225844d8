//! KPI links 指标映射: which KPI measures, drives or guards a key result.
//!
//! A link belongs to its key result: whoever may edit the objective may link. A *measures* link
//! replaces what was checked in, so there is at most one; several metrics are brought together in a
//! KPI of their own.

use goals::access::Action;
use goals::id::{KeyResultId, KpiId, KpiLinkId, OrgUnitId, PersonId};
use store::entity::key_result::Model as KeyResult;
use store::entity::kpi_link::Model;
use store::word::{KeyResultKind, KpiRole, LinkWindowKind};

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::limits::{LINK_WINDOW_PERIODS_MAX, LINKS_PER_KEY_RESULT_MAX};
use crate::live::Directory;
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};
use crate::{key_result, objective};

const ENTITY: &str = "kpi_link";

/// A new link.
#[derive(Debug, Clone)]
pub struct Create {
    /// The key result.
    pub key_result: KeyResultId,
    /// The KPI.
    pub kpi: KpiId,
    /// What the KPI is to the key result.
    pub role: KpiRole,
    /// Whose value is read; `None` is the root.
    pub org_unit: Option<OrgUnitId>,
    /// The person whose value is read, instead of a unit.
    pub person: Option<PersonId>,
    /// Which periods are read.
    pub window: LinkWindowKind,
    /// n of a rolling window.
    pub window_periods: Option<i32>,
    /// A guard's own limit; without it the floor of the KPI's target holds.
    pub limit_value: Option<f64>,
    /// How much it matters among the others.
    pub weight: f64,
}

/// An edit; what is `None` or `Keep` stays. Another key result or KPI is another link.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// What the KPI is to the key result.
    pub role: Option<KpiRole>,
    /// Whose value is read.
    pub org_unit: Patch<OrgUnitId>,
    /// The person whose value is read, instead of a unit.
    pub person: Patch<PersonId>,
    /// Which periods are read.
    pub window: Option<LinkWindowKind>,
    /// n of a rolling window.
    pub window_periods: Patch<i32>,
    /// A guard's own limit.
    pub limit_value: Patch<f64>,
    /// How much it matters among the others.
    pub weight: Option<f64>,
}

/// Links a KPI to a key result.
///
/// # Errors
/// `NotFound`, `Forbidden`, `State` when the objective is closed; `Invalid` for an unknown KPI or
/// unit, a window without its n, a limit on what does not guard, a second `measures`; `TooLarge`
/// for too many links.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let (goal, owner) =
        key_result::find(&work, viewer, input.key_result, Action::EditObjective).await?;
    objective::check_open(&work, &owner)?;
    let model = insert(&mut work, app, &goal, input).await?;
    work.commit(model).await
}

/// Writes a new link of a key result that the viewer may change, as a part of other work; errors as
/// [`create`].
pub(crate) async fn insert(
    work: &mut Work,
    app: &App,
    goal: &KeyResult,
    input: Create,
) -> Result<Model, OpsError> {
    let model = Model {
        id: app.new_id(),
        organization_id: work.organization_id(),
        key_result_id: input.key_result.0,
        kpi_id: input.kpi.0,
        role: input.role,
        org_unit_id: input.org_unit.map(|id| id.0),
        person_id: input.person.map(|id| id.0),
        window: input.window,
        window_periods: input.window_periods,
        limit_value: input.limit_value,
        weight: input.weight,
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    check(&model, goal, &work.live().read().directory)?;
    check_others(work, &model).await?;
    let model = store::kpi_link::insert(work.tx(), model).await?;
    work.record("kpi_link.created", &model, None).await?;
    Ok(model)
}

/// Edits a link.
///
/// # Errors
/// As [`create`]; `Stale` when somebody else edited it since.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: KpiLinkId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let (mut model, goal) = find(&work, viewer, id).await?;
    model.role = edit.role.unwrap_or(model.role);
    model.org_unit_id = edit.org_unit.map(|id| id.0).apply(model.org_unit_id);
    model.person_id = edit.person.map(|id| id.0).apply(model.person_id);
    model.window = edit.window.unwrap_or(model.window);
    model.window_periods = edit.window_periods.apply(model.window_periods);
    model.limit_value = edit.limit_value.apply(model.limit_value);
    model.weight = edit.weight.unwrap_or(model.weight);
    model.updated_at = work.now_ms();
    check(&model, &goal, &work.live().read().directory)?;
    check_others(&work, &model).await?;
    let model = store::kpi_link::update(work.tx(), model, edit.version).await?;
    work.record("kpi_link.updated", &model, None).await?;
    work.commit(model).await
}

/// Ends a link or takes it back.
///
/// # Errors
/// `NotFound`, `Forbidden`, `State` when the objective is closed; `Invalid` when another KPI
/// measures by now.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: KpiLinkId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let (mut model, _) = find(&work, viewer, id).await?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    if archive == Archive::Back {
        check_others(&work, &model).await?;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::kpi_link::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

async fn find(work: &Work, viewer: &Viewer, id: KpiLinkId) -> Result<(Model, KeyResult), OpsError> {
    let missing = || OpsError::not_found(ENTITY, id);
    let model = store::kpi_link::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(missing)?;
    let key_result = KeyResultId(model.key_result_id);
    let (goal, owner) = key_result::find(work, viewer, key_result, Action::EditObjective)
        .await
        .map_err(|error| match error {
            OpsError::NotFound { .. } => missing(),
            other => other,
        })?;
    objective::check_open(work, &owner)?;
    Ok((model, goal))
}

fn check(model: &Model, goal: &KeyResult, directory: &Directory) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.weight("weight", model.weight);
    checks.finite("limit_value", model.limit_value);
    check_window(&mut checks, model);
    if model.limit_value.is_some() && model.role != KpiRole::Guards {
        let message = "only a link with the role `guards` has a limit; leave `limit_value` out";
        checks.refuse("limit_value", "limit_not_expected", message);
    }
    if model.role == KpiRole::Measures
        && matches!(goal.kind, KeyResultKind::Milestones | KeyResultKind::YesNo)
    {
        let message = format!(
            "a key result of kind `{}` is not measured by a number; choose `drives` or `guards`",
            goal.kind
        );
        checks.refuse("role", "kind_not_measured", message);
    }
    checks.finish()?;
    let kpi = directory.kpi(model.kpi_id);
    if kpi.is_none_or(|kpi| kpi.archived_at.is_some() && model.version == 1) {
        return Err(OpsError::unknown_reference("kpi_id", KpiId(model.kpi_id)));
    }
    if let Some(id) = model.org_unit_id.filter(|id| directory.unit(*id).is_none()) {
        return Err(OpsError::unknown_reference("org_unit_id", OrgUnitId(id)));
    }
    if let Some(id) = model.person_id.filter(|id| directory.person(*id).is_none()) {
        return Err(OpsError::unknown_reference("person_id", PersonId(id)));
    }
    if model.org_unit_id.is_some() && model.person_id.is_some() {
        let message = "a link reads a unit or a person; leave one of them out";
        return Err(OpsError::field("person_id", "one_subject", message));
    }
    Ok(())
}

fn check_window(checks: &mut Checks, model: &Model) {
    let is_rolling = model.window == LinkWindowKind::Rolling;
    match model.window_periods {
        None if is_rolling => {
            let message = "a rolling window needs how many periods it covers";
            checks.refuse("window_periods", "missing_field", message);
        }
        Some(count) if is_rolling && !(1..=LINK_WINDOW_PERIODS_MAX).contains(&count) => {
            let message = format!(
                "a rolling window covers 1 to {LINK_WINDOW_PERIODS_MAX} periods; {count} was given"
            );
            checks.refuse("window_periods", "window_out_of_range", message);
        }
        Some(_) if !is_rolling => {
            let message = "only a rolling window has a number of periods; leave it out";
            checks.refuse("window_periods", "window_periods_not_expected", message);
        }
        _ => {}
    }
}

/// What a link must be beside the key result's others: the only one that measures, and not one too
/// many.
async fn check_others(work: &Work, model: &Model) -> Result<(), OpsError> {
    let others =
        store::kpi_link::of_key_results(work.tx(), work.organization_id(), &[model.key_result_id])
            .await?;
    let others: Vec<_> = others.into_iter().filter(|other| other.id != model.id).collect();
    if others.len() >= LINKS_PER_KEY_RESULT_MAX {
        return Err(OpsError::TooLarge {
            what: "links of a key result",
            got: others.len() + 1,
            limit: LINKS_PER_KEY_RESULT_MAX,
        });
    }
    if model.role != KpiRole::Measures {
        return Ok(());
    }
    let Some(other) = others.iter().find(|other| other.role == KpiRole::Measures) else {
        return Ok(());
    };
    let state = work.live().read();
    let name = state.directory.kpi(other.kpi_id).map_or("another KPI", |kpi| kpi.name.as_str());
    let message = format!(
        "“{name}” already measures this key result ({}); end that link first, or define a KPI \
         that brings both together",
        KpiLinkId(other.id)
    );
    Err(OpsError::field("role", "second_measure", message))
}
