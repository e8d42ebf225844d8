//! Who acts in the demo, and what the product called the things that the content names by keys.

use goals::id::{
    CycleId, KeyResultId, KpiId, MilestoneId, ObjectiveId, OrgUnitId, PersonId, StrategicPillarId,
};
use ops::{App, Viewer};
use uuid::Uuid;

use super::content::{Content, Ids, Language};

/// A demo being lived through.
pub struct Cast {
    /// The application, whose clock is set to each moment.
    pub app: App,
    /// What is told.
    pub content: Content,
    /// In which language.
    pub language: Language,
    /// The tenant.
    pub organization_id: Uuid,
    pub units: Ids<OrgUnitId>,
    pub people: Ids<PersonId>,
    /// Logins by person.
    pub users: Ids<Uuid>,
    pub cycles: Ids<CycleId>,
    pub pillars: Ids<StrategicPillarId>,
    pub kpis: Ids<KpiId>,
    pub objectives: Ids<ObjectiveId>,
    pub key_results: Ids<KeyResultId>,
    /// By key of the key result, in order.
    pub milestones: Ids<Vec<MilestoneId>>,
}

impl Cast {
    /// The demo itself acts: structure, imports.
    pub fn system(&self) -> Viewer {
        Viewer::system(self.organization_id)
    }

    /// A person acts, whether it has a login or not.
    pub fn person(&self, key: &str) -> Viewer {
        let mut viewer = Viewer::system(self.organization_id);
        viewer.person_id = self.people.get(key).map(|id| id.0);
        viewer.user_id = self.users.get(key).copied();
        viewer
    }
}

/// What the content calls `key`.
///
/// # Panics
/// When nothing is called so; `demo/validate_content.py` refuses such content.
pub fn named<T: Copy>(ids: &Ids<T>, key: &str) -> T {
    match ids.get(key) {
        Some(id) => *id,
        None => panic!("demo/content.json refers to `{key}`, which it does not tell of"),
    }
}
