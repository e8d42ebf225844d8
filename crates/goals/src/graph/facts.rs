//! What goes in: the facts a graph is built from, and the edits that move it.

use jiff::civil::Date;

use crate::alignment::Alignment;
use crate::cycle::Cycle;
use crate::id::{
    AlignmentId, CycleId, KeyResultId, KpiId, KpiLinkId, KpiTargetId, ObjectiveId, OrgUnitId,
    PersonId,
};
use crate::key_result::KeyResult;
use crate::kpi::{Kpi, Point};
use crate::kpi_link::KpiLink;
use crate::kpi_target::KpiTarget;
use crate::objective::Objective;
use crate::org_unit::OrgUnit;
use crate::organization::Organization;

/// Everything that the scores of one organisation follow from.
///
/// Order does not matter. Where two facts carry the same identity the later one holds, as with
/// [`Edit::Put`].
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Calendar and thresholds.
    pub organization: Organization,
    /// The organisation tree.
    pub org_units: Vec<OrgUnit>,
    /// The periods goals live in.
    pub cycles: Vec<Cycle>,
    /// Qualitative goals.
    pub objectives: Vec<Objective>,
    /// Their measurable outcomes.
    pub key_results: Vec<KeyResult>,
    /// Which goals support which.
    pub alignments: Vec<Alignment>,
    /// Continuously measured metrics.
    pub kpis: Vec<Kpi>,
    /// Which KPI measures, drives or guards which key result.
    pub kpi_links: Vec<KpiLink>,
    /// What KPIs should reach.
    pub kpi_targets: Vec<KpiTarget>,
    /// Recorded values that still hold (no superseded ones).
    pub points: Vec<Point>,
}

impl Facts {
    /// An organisation without anything in it.
    pub fn empty(organization: Organization) -> Facts {
        Facts {
            organization,
            org_units: Vec::new(),
            cycles: Vec::new(),
            objectives: Vec::new(),
            key_results: Vec::new(),
            alignments: Vec::new(),
            kpis: Vec::new(),
            kpi_links: Vec::new(),
            kpi_targets: Vec::new(),
            points: Vec::new(),
        }
    }
}

/// One fact of any noun, whole, as it is after a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// Calendar and thresholds.
    Organization(Organization),
    /// A node of the organisation tree.
    OrgUnit(OrgUnit),
    /// A period goals live in.
    Cycle(Cycle),
    /// A qualitative goal.
    Objective(Objective),
    /// A measurable outcome.
    KeyResult(KeyResult),
    /// Support of one goal for another.
    Alignment(Alignment),
    /// A continuously measured metric.
    Kpi(Kpi),
    /// A tie between a key result and a KPI.
    KpiLink(KpiLink),
    /// What a KPI should reach.
    KpiTarget(KpiTarget),
}

impl Fact {
    /// By which name it is taken away; `None` for the organisation, which stays.
    pub(super) fn name(&self) -> Option<Removal> {
        Some(match self {
            Fact::Organization(_) => return None,
            Fact::OrgUnit(fact) => Removal::OrgUnit(fact.id),
            Fact::Cycle(fact) => Removal::Cycle(fact.id),
            Fact::Objective(fact) => Removal::Objective(fact.id),
            Fact::KeyResult(fact) => Removal::KeyResult(fact.id),
            Fact::Alignment(fact) => Removal::Alignment(fact.id),
            Fact::Kpi(fact) => Removal::Kpi(fact.id),
            Fact::KpiLink(fact) => Removal::KpiLink(fact.id),
            Fact::KpiTarget(fact) => Removal::KpiTarget(fact.id),
        })
    }
}

/// One fact to take away. Archiving is not removing: an archived fact is put with `is_archived`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Removal {
    /// A unit that owns nothing, has no units below and no points.
    OrgUnit(OrgUnitId),
    /// A cycle without objectives and without cycles inside.
    Cycle(CycleId),
    /// An objective without key results and alignments.
    Objective(ObjectiveId),
    /// A key result without links and without supporters.
    KeyResult(KeyResultId),
    /// A support.
    Alignment(AlignmentId),
    /// A KPI without links, targets and points.
    Kpi(KpiId),
    /// A tie.
    KpiLink(KpiLinkId),
    /// A target.
    KpiTarget(KpiTargetId),
}

impl Removal {
    pub(super) fn noun(self) -> &'static str {
        match self {
            Removal::OrgUnit(_) => "org_unit",
            Removal::Cycle(_) => "cycle",
            Removal::Objective(_) => "objective",
            Removal::KeyResult(_) => "key_result",
            Removal::Alignment(_) => "alignment",
            Removal::Kpi(_) => "kpi",
            Removal::KpiLink(_) => "kpi_link",
            Removal::KpiTarget(_) => "kpi_target",
        }
    }

    pub(super) fn id(self) -> String {
        match self {
            Removal::OrgUnit(id) => id.to_string(),
            Removal::Cycle(id) => id.to_string(),
            Removal::Objective(id) => id.to_string(),
            Removal::KeyResult(id) => id.to_string(),
            Removal::Alignment(id) => id.to_string(),
            Removal::Kpi(id) => id.to_string(),
            Removal::KpiLink(id) => id.to_string(),
            Removal::KpiTarget(id) => id.to_string(),
        }
    }
}

/// Which recorded value: one per KPI, unit or person, and period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointKey {
    /// The KPI.
    pub kpi: KpiId,
    /// The unit it was recorded for, or in which the person's value counts.
    pub org_unit: OrgUnitId,
    /// The person it was recorded for.
    pub person: Option<PersonId>,
    /// First day of the period.
    pub start: Date,
}

impl From<&Point> for PointKey {
    fn from(point: &Point) -> PointKey {
        let &Point { kpi, org_unit, person, start, .. } = point;
        PointKey { kpi, org_unit, person, start }
    }
}

/// One change to the facts.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Insert the fact, or replace the one with the same identity.
    Put(Fact),
    /// Take a fact away that nothing refers to any more. Taking away what is not there changes
    /// nothing.
    Remove(Removal),
    /// Record values; a value already there for the same KPI, unit and period is replaced.
    Points(Vec<Point>),
    /// Take recorded values away.
    RemovePoints(Vec<PointKey>),
}

/// Whether one of these edits takes the value away.
pub(super) fn is_taken_away(point: &Point, by: &[Edit]) -> bool {
    by.iter().any(|edit| match edit {
        Edit::RemovePoints(keys) => keys.contains(&PointKey::from(point)),
        Edit::Put(_) | Edit::Remove(_) | Edit::Points(_) => false,
    })
}
