//! Which KPI drives which, as the directory holds it.

use store::entity::kpi_driver::Model;
use uuid::Uuid;

use super::Directory;

impl Directory {
    /// The drivers in use, the oldest first.
    pub fn drivers(&self) -> impl Iterator<Item = &Model> {
        self.drivers.values().filter(|driver| driver.archived_at.is_none())
    }

    /// The drivers in use between KPIs that are in use, the oldest first.
    pub fn drivers_shown(&self) -> impl Iterator<Item = &Model> {
        let is_used = |id: Uuid| self.kpi(id).is_some_and(|kpi| kpi.archived_at.is_none());
        self.drivers().filter(move |own| is_used(own.driver_kpi_id) && is_used(own.driven_kpi_id))
    }
}
