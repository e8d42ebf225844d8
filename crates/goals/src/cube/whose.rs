//! Whose series a read is of: a subject, or a person as part of one unit.

use super::board::Recorder;
use crate::id::{OrgUnitId, PersonId};
use crate::subject::Subject;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Whose {
    /// With its people and everything below it.
    Unit(OrgUnitId),
    /// In whatever units.
    Person(PersonId),
    /// What counts in this unit only.
    PersonIn(PersonId, OrgUnitId),
}

impl Whose {
    pub(super) fn subject(self) -> Subject {
        match self {
            Whose::Unit(unit) => Subject::Unit(unit),
            Whose::Person(person) | Whose::PersonIn(person, _) => Subject::Person(person),
        }
    }

    /// Whether a series among those that were looked up belongs to it.
    #[inline]
    pub(super) fn takes(self, recorder: &Recorder) -> bool {
        match self {
            Whose::Unit(_) => true,
            Whose::Person(person) => recorder.person == Some(person),
            Whose::PersonIn(person, unit) => {
                recorder.person == Some(person) && recorder.unit == unit
            }
        }
    }
}

impl From<Subject> for Whose {
    fn from(subject: Subject) -> Whose {
        match subject {
            Subject::Unit(unit) => Whose::Unit(unit),
            Subject::Person(person) => Whose::Person(person),
        }
    }
}
