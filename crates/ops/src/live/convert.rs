//! From rows to what the arithmetic knows of them.
//!
//! Rows were validated when they were written; one that no longer makes sense (a cycle that ends
//! before it starts) is left out of the graph rather than stopping the organisation, and is named
//! in the log.

use goals::alignment::{Alignment, AlignmentTarget};
use goals::cycle::Cycle;
use goals::id::{
    AlignmentId, CycleId, KeyResultId, KpiId, KpiLinkId, KpiTargetId, MilestoneId, ObjectiveId,
    OrgUnitId, PersonId,
};
use goals::key_result::{KeyResult, Measure, Milestone, Pace};
use goals::kpi::{Cell, Kpi, Point};
use goals::kpi_link::{KpiLink, LinkWindow};
use goals::kpi_target::KpiTarget;
use goals::objective::Objective;
use goals::org_unit::OrgUnit;
use goals::organization::Organization;
use goals::period::{Calendar, Period};
use goals::status::Thresholds;
use jiff::civil::Date;
use store::entity;
use store::measurement::RawPoint;
use store::word::{KeyResultKind, LinkWindowKind, ObjectiveState, PaceKind, SubjectKind};
use uuid::Uuid;

/// Fiscal year and working days of an organisation.
pub fn calendar(model: &entity::organization::Model) -> Calendar {
    Calendar {
        fiscal_year_start_month: i8::try_from(model.fiscal_year_start_month).unwrap_or(1),
        working_days: u8::try_from(model.working_days).unwrap_or(0b001_1111),
    }
}

pub(crate) fn organization(model: &entity::organization::Model) -> Organization {
    Organization {
        calendar: calendar(model),
        thresholds: Thresholds { on_track_gap: model.on_track_gap, at_risk_gap: model.at_risk_gap },
    }
}

pub(crate) fn org_unit(model: &entity::org_unit::Model) -> OrgUnit {
    OrgUnit {
        id: OrgUnitId(model.id),
        parent: model.parent_id.map(OrgUnitId),
        is_archived: model.archived_at.is_some(),
    }
}

/// The days of a cycle; `None` when it is empty, which the store's rows never are.
pub fn period(starts_on: Date, ends_on: Date) -> Option<Period> {
    let period = (starts_on < ends_on).then_some(Period { start: starts_on, end: ends_on });
    if period.is_none() {
        tracing::error!(%starts_on, %ends_on, "A row's period is empty; the graph leaves it out");
    }
    period
}

pub(crate) fn cycle(model: &entity::cycle::Model) -> Option<Cycle> {
    Some(Cycle {
        id: CycleId(model.id),
        parent: model.parent_id.map(CycleId),
        period: period(model.starts_on.0, model.ends_on.0)?,
        phase: model.phase.into(),
    })
}

pub(crate) fn objective(model: &entity::objective::Model) -> Objective {
    Objective {
        id: ObjectiveId(model.id),
        cycle: CycleId(model.cycle_id),
        owner_unit: model.owner_unit_id.map(OrgUnitId),
        owner_person: model.owner_person_id.map(PersonId),
        kind: model.kind.into(),
        mode: model.progress_mode.into(),
        weight: model.weight,
        is_published: model.state != ObjectiveState::Draft,
        is_archived: model.archived_at.is_some(),
        status_override: model.status_override.map(Into::into),
        is_excluded: model.is_excluded,
    }
}

pub(crate) fn key_result(
    model: &entity::key_result::Model,
    milestones: &[entity::milestone::Model],
) -> KeyResult {
    KeyResult {
        id: KeyResultId(model.id),
        objective: ObjectiveId(model.objective_id),
        measure: measure(model, milestones),
        original: model.original_start.zip(model.original_target),
        over_time: model.over_time,
        pace: pace(model),
        current: model.current_value,
        weight: model.weight,
        status_override: model.status_override.map(Into::into),
        is_excluded: model.is_excluded,
        is_archived: model.archived_at.is_some(),
    }
}

/// What counts as success, from the row's columns.
pub fn measure(
    model: &entity::key_result::Model,
    milestones: &[entity::milestone::Model],
) -> Measure {
    let target = model.target_value.unwrap_or_default();
    match model.kind {
        KeyResultKind::Increase | KeyResultKind::Decrease => {
            Measure::Reach { start: model.start_value.unwrap_or_default(), target }
        }
        KeyResultKind::AtLeast => Measure::AtLeast { limit: target, floor: model.zero_low },
        KeyResultKind::AtMost => Measure::AtMost { limit: target, ceiling: model.zero_high },
        KeyResultKind::Between => Measure::Between {
            low: target,
            high: model.target_high.unwrap_or(target),
            floor: model.zero_low,
            ceiling: model.zero_high,
        },
        KeyResultKind::Milestones => steps(milestones),
        KeyResultKind::YesNo => Measure::YesNo,
        KeyResultKind::Baseline => Measure::Baseline,
    }
}

/// The steps that count as success; archived ones left out.
pub(super) fn steps(milestones: &[entity::milestone::Model]) -> Measure {
    let current = milestones.iter().filter(|milestone| milestone.archived_at.is_none());
    Measure::Milestones(current.map(milestone).collect())
}

fn milestone(model: &entity::milestone::Model) -> Milestone {
    Milestone {
        id: MilestoneId(model.id),
        weight: model.weight,
        due_on: model.due_on.map(Into::into),
        done_on: model.done_on.map(Into::into),
    }
}

fn pace(model: &entity::key_result::Model) -> Pace {
    match model.pace {
        PaceKind::Linear => Pace::Linear,
        PaceKind::Phased => {
            Pace::Phased(model.phases.0.iter().map(|phase| (phase.on.0, phase.share)).collect())
        }
        PaceKind::Seasonal => Pace::Seasonal,
    }
}

pub(crate) fn alignment(model: &entity::alignment::Model) -> Option<Alignment> {
    let target = match (model.target_objective_id, model.target_key_result_id) {
        (Some(id), _) => AlignmentTarget::Objective(ObjectiveId(id)),
        (None, Some(id)) => AlignmentTarget::KeyResult(KeyResultId(id)),
        (None, None) => return None,
    };
    Some(Alignment {
        id: AlignmentId(model.id),
        objective: ObjectiveId(model.objective_id),
        target,
        contribution: model.contribution,
    })
}

pub(crate) fn kpi(model: &entity::kpi::Model) -> Kpi {
    Kpi {
        id: KpiId(model.id),
        direction: model.direction.into(),
        frequency: model.frequency.into(),
        time_aggregation: model.time_aggregation.into(),
        unit_aggregation: model.unit_aggregation.into(),
        missing: model.missing_policy.into(),
        versions: model.versions.0.iter().map(crate::formula::version).collect(),
        is_archived: model.archived_at.is_some(),
    }
}

/// Whether a measurement of the KPI is a numerator and a denominator.
pub(crate) fn takes_parts(model: &entity::kpi::Model) -> bool {
    let ratio = store::word::Aggregation::Ratio;
    model.time_aggregation == ratio || model.unit_aggregation == ratio
}

pub(crate) fn kpi_link(model: &entity::kpi_link::Model) -> KpiLink {
    KpiLink {
        id: KpiLinkId(model.id),
        key_result: KeyResultId(model.key_result_id),
        kpi: KpiId(model.kpi_id),
        role: model.role.into(),
        org_unit: model.org_unit_id.map(OrgUnitId),
        person: model.person_id.map(PersonId),
        window: window(model.window, model.window_periods),
        limit: model.limit_value,
    }
}

/// The window that a link reads.
pub fn window(kind: LinkWindowKind, periods: Option<i32>) -> LinkWindow {
    match kind {
        LinkWindowKind::LatestComplete => LinkWindow::LatestComplete,
        LinkWindowKind::LatestSoFar => LinkWindow::LatestSoFar,
        LinkWindowKind::CycleToDate => LinkWindow::CycleToDate,
        LinkWindowKind::Rolling => {
            LinkWindow::Rolling(periods.and_then(|n| u16::try_from(n).ok()).unwrap_or(1).max(1))
        }
        LinkWindowKind::WholeCycle => LinkWindow::WholeCycle,
    }
}

pub(crate) fn kpi_target(model: &entity::kpi_target::Model) -> Option<KpiTarget> {
    Some(KpiTarget {
        id: KpiTargetId(model.id),
        kpi: KpiId(model.kpi_id),
        org_unit: model.org_unit_id.map(OrgUnitId),
        person: model.person_id.map(PersonId),
        period: period(model.starts_on.0, model.ends_on.0)?,
        floor: model.floor,
        target: model.target,
        stretch: model.stretch,
        range: model.range_low.zip(model.range_high),
    })
}

/// The point of a measurement.
pub(crate) fn point(model: &entity::measurement::Model) -> Option<Point> {
    let (org_unit, person) = whose(model.subject_kind, model.subject_id, model.org_unit_id)?;
    Some(Point {
        kpi: KpiId(model.kpi_id),
        org_unit,
        person,
        start: model.period_on.0,
        cell: cell(model.value, model.numerator, model.denominator)?,
    })
}

/// The unit in which a measurement counts, and the person whose it is. A person's always names its
/// unit.
pub(crate) fn whose(
    kind: SubjectKind,
    subject_id: Uuid,
    org_unit_id: Option<Uuid>,
) -> Option<(OrgUnitId, Option<PersonId>)> {
    match kind {
        SubjectKind::Unit => Some((OrgUnitId(subject_id), None)),
        SubjectKind::Person => Some((OrgUnitId(org_unit_id?), Some(PersonId(subject_id)))),
    }
}

pub(crate) fn raw_point(raw: RawPoint) -> Option<Point> {
    let (org_unit, person) = whose(raw.subject_kind, raw.subject_id, raw.org_unit_id)?;
    Some(Point {
        kpi: KpiId(raw.kpi_id),
        org_unit,
        person,
        start: raw.period_on.into(),
        cell: cell(raw.value, raw.numerator, raw.denominator)?,
    })
}

/// A recorded number, from its columns; `None` when none is filled.
pub fn cell(value: Option<f64>, numerator: Option<f64>, denominator: Option<f64>) -> Option<Cell> {
    match (numerator, denominator, value) {
        (Some(numerator), Some(denominator), _) => Some(Cell::Parts { numerator, denominator }),
        (_, _, Some(value)) => Some(Cell::Value(value)),
        _ => None,
    }
}
