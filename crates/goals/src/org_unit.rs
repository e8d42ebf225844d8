//! Nodes of the organisation tree.

use crate::id::OrgUnitId;

/// A department, team, site or the company itself (the one without a parent).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgUnit {
    /// Identity.
    pub id: OrgUnitId,
    /// The unit above; `None` for the root.
    pub parent: Option<OrgUnitId>,
    /// Archived units keep their history and no longer count.
    pub is_archived: bool,
}
