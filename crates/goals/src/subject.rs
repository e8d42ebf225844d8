//! Whose value: a unit with everything below it, or a person.
//!
//! <!-- scoring:Values of people -->
//!
//! A KPI may be recorded for people too. A person's value counts in the unit where they were: their
//! primary membership on the first day of the period, or the unit that was given with the value. It
//! stays there when they move on. In that unit people stand beside the units below: what is
//! recorded for the unit itself speaks for all of them, else units and people come together by the
//! KPI's rule over units. A person's own value is everything that was recorded for them, in
//! whatever unit.
//!
//! <!-- /scoring -->

use crate::id::{OrgUnitId, PersonId};

/// Whose value is read.
///
/// ```
/// use goals::id::{OrgUnitId, PersonId};
/// use goals::subject::Subject;
/// use uuid::Uuid;
/// let (root, ann) = (OrgUnitId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
/// assert_eq!(Subject::of(None, Some(ann), Some(root)), Some(Subject::Person(ann)));
/// assert_eq!(Subject::of(None, None, Some(root)), Some(Subject::Unit(root)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A unit with its people and everything below it.
    Unit(OrgUnitId),
    /// One person.
    Person(PersonId),
}

impl Subject {
    /// The person where one is named, else the unit, else the root of the organisation.
    ///
    /// *Missing*: `None` in an organisation without units.
    pub fn of(
        org_unit: Option<OrgUnitId>,
        person: Option<PersonId>,
        root: Option<OrgUnitId>,
    ) -> Option<Subject> {
        match person {
            Some(person) => Some(Subject::Person(person)),
            None => org_unit.or(root).map(Subject::Unit),
        }
    }

    /// The unit; `None` for a person.
    pub fn unit(self) -> Option<OrgUnitId> {
        match self {
            Subject::Unit(unit) => Some(unit),
            Subject::Person(_) => None,
        }
    }

    /// The person; `None` for a unit.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Subject::Unit(_) => None,
            Subject::Person(person) => Some(person),
        }
    }
}

impl From<OrgUnitId> for Subject {
    fn from(unit: OrgUnitId) -> Subject {
        Subject::Unit(unit)
    }
}

impl From<PersonId> for Subject {
    fn from(person: PersonId) -> Subject {
        Subject::Person(person)
    }
}
