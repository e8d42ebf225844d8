//! KPI targets 目标值: what a KPI should reach for a unit or person over a span of days.
//!
//! Spans of the same KPI and subject do not overlap, but for the parts of a target that has been
//! divided: a part may lie within a longer target, and `goals::kpi_target::judging` says by which
//! one a period is judged. The root is meant where no unit is named, and only there. Spreading over
//! periods is `spread.rs`, handing down to units and people `cascade.rs`.

pub mod cascade;
mod division;
pub mod spread;

use goals::access::Action;
use goals::id::{KpiId, KpiTargetId, OrgUnitId, PersonId};
use goals::kpi_target::Marks;
use goals::period::Period;
use jiff::civil::Date;
use store::entity::kpi::Model as Kpi;
use store::entity::kpi_target::Model;
use store::word::Direction;

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::kpi;
use crate::live::Directory;
use crate::patch::Patch;
use crate::subject::{Kept, kept};
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

pub use division::{Division, Part, Run};

const ENTITY: &str = "kpi_target";

/// A new target.
#[derive(Debug, Clone)]
pub struct Create {
    /// The KPI.
    pub kpi: KpiId,
    /// The unit it holds for; `None` is the root.
    pub org_unit: Option<OrgUnitId>,
    /// The person instead of a unit.
    pub person: Option<PersonId>,
    /// First day.
    pub starts_on: Date,
    /// First day after.
    pub ends_on: Date,
    /// 门槛值, the least that is acceptable.
    pub floor: Option<f64>,
    /// 目标值, what is aimed at.
    pub target: Option<f64>,
    /// 挑战值, the ambitious value.
    pub stretch: Option<f64>,
    /// Lower end of the corridor, inside.
    pub range_low: Option<f64>,
    /// Upper end of the corridor, inside.
    pub range_high: Option<f64>,
}

/// An edit; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// First day.
    pub starts_on: Option<Date>,
    /// First day after.
    pub ends_on: Option<Date>,
    /// The least that is acceptable.
    pub floor: Patch<f64>,
    /// What is aimed at.
    pub target: Patch<f64>,
    /// The ambitious value.
    pub stretch: Patch<f64>,
    /// Lower end of the corridor.
    pub range_low: Patch<f64>,
    /// Upper end of the corridor.
    pub range_high: Patch<f64>,
    /// Why; required once the span has begun.
    pub reason: Option<String>,
}

/// Sets a target.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` for an empty span, numbers that do not fit the KPI's
/// direction, an unknown unit, or a span that overlaps another target of the same subject.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let owner = kpi::find(&work, viewer, input.kpi, Action::CreateKpi).await?;
    let Kept { org_unit_id, person_id } = whose(&work.live().read().directory, &input)?;
    let model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        kpi_id: input.kpi.0,
        org_unit_id,
        person_id,
        starts_on: input.starts_on.into(),
        ends_on: input.ends_on.into(),
        floor: input.floor,
        target: input.target,
        stretch: input.stretch,
        range_low: input.range_low,
        range_high: input.range_high,
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
        part_of: None,
        method: None,
    };
    check(&model, &owner)?;
    check_overlap(&work, &model).await?;
    let model = store::kpi_target::insert(work.tx(), model).await?;
    work.record("kpi_target.created", &model, None).await?;
    work.commit(model).await
}

/// Edits a target. Once its span has begun a change moves the goalposts, so it needs a reason.
///
/// # Errors
/// As [`create`]; `Stale`; `Invalid` also for a missing reason.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: KpiTargetId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let (mut model, owner) = find(&work, viewer, id).await?;
    let has_begun = model.starts_on.0 <= work.live().read().today;
    let reason = edit.reason.filter(|reason| !reason.trim().is_empty());
    model.starts_on = edit.starts_on.map_or(model.starts_on, Into::into);
    model.ends_on = edit.ends_on.map_or(model.ends_on, Into::into);
    model.floor = edit.floor.apply(model.floor);
    model.target = edit.target.apply(model.target);
    model.stretch = edit.stretch.apply(model.stretch);
    model.range_low = edit.range_low.apply(model.range_low);
    model.range_high = edit.range_high.apply(model.range_high);
    model.updated_at = work.now_ms();
    check(&model, &owner)?;
    check_overlap(&work, &model).await?;
    if has_begun {
        let mut checks = Checks::default();
        checks.reason("reason", reason.as_deref());
        checks.finish()?;
    }
    let model = store::kpi_target::update(work.tx(), model, edit.version).await?;
    let kind = if has_begun { "kpi_target.moved" } else { "kpi_target.updated" };
    work.record(kind, &model, reason.as_deref()).await?;
    work.commit(model).await
}

/// Archives a target or takes it back.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` when another target holds for the same days by now.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: KpiTargetId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let (mut model, owner) = find(&work, viewer, id).await?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    if archive == Archive::Back {
        check(&model, &owner)?;
        check_overlap(&work, &model).await?;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::kpi_target::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

async fn find(work: &Work, viewer: &Viewer, id: KpiTargetId) -> Result<(Model, Kpi), OpsError> {
    let model = store::kpi_target::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    let owner = kpi::find(work, viewer, KpiId(model.kpi_id), Action::CreateKpi).await?;
    Ok((model, owner))
}

/// Whose it is, as it is stored: naming the root is the same as naming none.
fn whose(directory: &Directory, input: &Create) -> Result<Kept, OpsError> {
    match (input.org_unit, input.person) {
        (Some(_), Some(_)) => {
            let message = "a target holds for a unit or for a person; leave one of them out";
            Err(OpsError::field("person_id", "one_subject", message))
        }
        (_, Some(person)) => match directory.person(person.0) {
            Some(row) if row.archived_at.is_none() => Ok(kept(directory, person)),
            _ => Err(OpsError::unknown_reference("person_id", person)),
        },
        (Some(unit), None) if directory.unit(unit.0).is_none() => {
            Err(OpsError::unknown_reference("org_unit_id", unit))
        }
        (Some(unit), None) => Ok(kept(directory, unit)),
        (None, None) => Ok(Kept { org_unit_id: None, person_id: None }),
    }
}

fn check(model: &Model, owner: &Kpi) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    let steps = [("floor", model.floor), ("target", model.target), ("stretch", model.stretch)];
    let range = [("range_low", model.range_low), ("range_high", model.range_high)];
    for (field, value) in steps.into_iter().chain(range) {
        checks.finite(field, value);
    }
    let is_range = owner.direction == Direction::Range;
    let (out_of_place, way_out) = match owner.direction {
        Direction::Range => {
            (&steps[..], "is best inside a range: give `range_low` and `range_high`")
        }
        Direction::Higher => (&range[..], "is better higher: give floor, target and stretch"),
        Direction::Lower => (&range[..], "is better lower: give floor, target and stretch"),
    };
    for (field, value) in out_of_place {
        if value.is_some() {
            let message = format!("this KPI {way_out} and leave `{field}` out");
            checks.refuse(field, "wrong_for_direction", message);
        }
    }
    for (field, value) in range {
        if is_range && value.is_none() {
            checks.refuse(field, "missing_field", format!("this KPI {way_out}"));
        }
    }
    if let Some((low, high)) =
        model.range_low.zip(model.range_high).filter(|(low, high)| low > high)
    {
        let message = format!("the range from {low} to {high} is upside down");
        checks.refuse("range_high", "between_reversed", message);
    }
    checks.finish()?;
    Period::new(model.starts_on.0, model.ends_on.0)?;
    let marks = Marks {
        floor: model.floor,
        target: model.target,
        stretch: model.stretch,
        range: model.range_low.zip(model.range_high),
    };
    marks.validate(owner.direction.into())?;
    Ok(())
}

async fn check_overlap(work: &Work, model: &Model) -> Result<(), OpsError> {
    let org = work.organization_id();
    let all = store::kpi_target::of_kpis(work.tx(), org, &[model.kpi_id]).await?;
    let other = all.iter().find(|other| {
        other.id != model.id
            && Kept::from(*other) == Kept::from(model)
            && other.starts_on < model.ends_on
            && model.starts_on < other.ends_on
            && !may_lie_within(other, model)
            && !may_lie_within(model, other)
    });
    let Some(other) = other else { return Ok(()) };
    let message = format!(
        "the target {} already holds for the same unit or person from {} to before {}; change that one, or \
         choose other days",
        KpiTargetId(other.id),
        other.starts_on,
        other.ends_on
    );
    Err(OpsError::field("starts_on", "overlapping_target", message))
}

/// Whether one is a part of something that may lie inside the other, longer one.
fn may_lie_within(part: &Model, longer: &Model) -> bool {
    part.part_of.is_some()
        && longer.starts_on <= part.starts_on
        && part.ends_on <= longer.ends_on
        && (longer.starts_on, longer.ends_on) != (part.starts_on, part.ends_on)
}
