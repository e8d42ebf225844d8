//! KPI links: how a key result and a KPI belong together.

use serde::{Deserialize, Serialize};

use crate::id::{KeyResultId, KpiId, KpiLinkId, OrgUnitId, PersonId};
use crate::refusal::{Refusal, finite_or_none};
use crate::subject::Subject;

/// What the KPI is to the key result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KpiRole {
    /// ● Its value is the key result's value. At most one per key result.
    Measures,
    /// ▲ A leading indicator.
    Drives,
    /// ◆ 护栏: must not get worse than its own limit or the KPI's floor.
    Guards,
}

/// Which periods of the KPI are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkWindow {
    /// The latest period that has ended and has a value.
    LatestComplete,
    /// The latest period with a value, ended or not.
    LatestSoFar,
    /// From the cycle's start to today.
    CycleToDate,
    /// The last n complete periods.
    Rolling(u16),
    /// The cycle's whole span; a value only once the cycle has ended.
    WholeCycle,
}

/// One tie between a key result and a KPI.
#[derive(Debug, Clone, PartialEq)]
pub struct KpiLink {
    /// Identity.
    pub id: KpiLinkId,
    /// The key result.
    pub key_result: KeyResultId,
    /// The KPI.
    pub kpi: KpiId,
    /// What it is to the key result.
    pub role: KpiRole,
    /// The unit whose value is read, with its descendants; `None` is the root.
    pub org_unit: Option<OrgUnitId>,
    /// The person instead of a unit.
    pub person: Option<PersonId>,
    /// Which periods are read.
    pub window: LinkWindow,
    /// A guard's own limit; without it the KPI target's floor holds.
    pub limit: Option<f64>,
}

impl KpiLink {
    /// Whose value is read; without unit and person the root's.
    pub fn subject(&self, root: Option<OrgUnitId>) -> Option<Subject> {
        Subject::of(self.org_unit, self.person, root)
    }

    /// Refuses a limit that is not finite and a rolling window over nothing.
    ///
    /// *Errors*: [`Refusal::NotFinite`], [`Refusal::WindowEmpty`].
    pub fn validate(&self) -> Result<(), Refusal> {
        finite_or_none("limit_value", self.limit)?;
        match self.window {
            LinkWindow::Rolling(0) => Err(Refusal::WindowEmpty),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_rolling_window_has_a_length() {
        let link = |window| KpiLink {
            id: KpiLinkId(Uuid::nil()),
            key_result: KeyResultId(Uuid::nil()),
            kpi: KpiId(Uuid::nil()),
            role: KpiRole::Guards,
            org_unit: None,
            person: None,
            window,
            limit: Some(1.0),
        };
        assert_eq!(link(LinkWindow::Rolling(0)).validate(), Err(Refusal::WindowEmpty));
        assert_eq!(link(LinkWindow::Rolling(1)).validate(), Ok(()));
    }
}
