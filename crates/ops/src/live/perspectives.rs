//! The perspectives that an organisation arranges its KPIs under, as the directory holds them.

use store::entity::kpi_perspective::Model;
use uuid::Uuid;

use super::Directory;

impl Directory {
    /// All perspectives, archived ones too.
    pub fn perspectives(&self) -> impl Iterator<Item = &Model> {
        self.perspectives.values()
    }

    /// A perspective.
    pub fn perspective(&self, id: Uuid) -> Option<&Model> {
        self.perspectives.get(&id)
    }

    /// A perspective by its code.
    pub fn perspective_by_code(&self, code: &str) -> Option<&Model> {
        self.perspectives().find(|perspective| perspective.code == code)
    }
}
