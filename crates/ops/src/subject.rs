//! Subjects of KPIs: a unit with everything below it, or a person. How addresses and files name
//! them, and how rows keep them.
//!
//! The root is meant where nothing is named, and rows keep it without a unit. A person's value
//! counts in a unit: the primary membership on the first day of the period.

use goals::id::{OrgUnitId, PersonId};
use goals::subject::Subject;
use jiff::civil::Date;
use uuid::Uuid;

use crate::error::OpsError;
use crate::live::Directory;
use crate::nearest::did_you_mean;

/// A subject as targets and links keep it: without both it is the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The unit, unless it is the root.
    pub org_unit_id: Option<Uuid>,
    /// The person.
    pub person_id: Option<Uuid>,
}

/// How targets keep this subject.
pub fn kept(directory: &Directory, subject: impl Into<Subject>) -> Kept {
    match subject.into() {
        Subject::Unit(OrgUnitId(unit)) => {
            let is_root = directory.root().is_some_and(|root| root.id == unit);
            Kept { org_unit_id: Some(unit).filter(|_| !is_root), person_id: None }
        }
        Subject::Person(PersonId(person)) => Kept { org_unit_id: None, person_id: Some(person) },
    }
}

impl From<&store::entity::kpi_target::Model> for Kept {
    fn from(row: &store::entity::kpi_target::Model) -> Self {
        Self { org_unit_id: row.org_unit_id, person_id: row.person_id }
    }
}

/// The unit that an address names, by identity or by code.
///
/// # Errors
/// `Invalid` on `unit`.
pub fn unit(directory: &Directory, named: &str) -> Result<OrgUnitId, OpsError> {
    let by_id = named.parse::<OrgUnitId>().ok().filter(|id| directory.unit(id.0).is_some());
    let by_code = || directory.unit_by_code(named).map(|unit| OrgUnitId(unit.id));
    by_id.or_else(by_code).ok_or_else(|| {
        let meant = did_you_mean(named, directory.units().map(|unit| unit.code.as_str()));
        let message = format!("there is no unit with the code `{named}`{meant}");
        OpsError::field("unit", "unknown_reference", message)
    })
}

/// The same; the root where none is named.
pub(crate) fn unit_or_root(
    directory: &Directory,
    named: Option<&str>,
) -> Result<OrgUnitId, OpsError> {
    match named {
        Some(named) => unit(directory, named),
        None => directory
            .root()
            .map(|root| OrgUnitId(root.id))
            .ok_or_else(|| OpsError::unknown_reference("unit", "the root")),
    }
}

/// The person that an address names, by identity, code or e-mail address.
///
/// # Errors
/// `Invalid` on `person`.
pub fn person(directory: &Directory, named: &str) -> Result<PersonId, OpsError> {
    let by_id = named.parse::<PersonId>().ok().filter(|id| directory.person(id.0).is_some());
    let is_named = |text: &Option<String>| {
        text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(named))
    };
    let by_name = || {
        let mut people = directory.people();
        people.find(|own| is_named(&own.code) || is_named(&own.email)).map(|own| PersonId(own.id))
    };
    by_id.or_else(by_name).ok_or_else(|| OpsError::unknown_reference("person", named))
}

/// The person where one is named, else the unit, else the root.
///
/// # Errors
/// `Invalid` on `unit` or `person`.
pub fn named(
    directory: &Directory,
    unit: Option<&str>,
    person: Option<&str>,
) -> Result<Subject, OpsError> {
    match person {
        Some(named) => self::person(directory, named).map(Subject::Person),
        None => unit_or_root(directory, unit).map(Subject::Unit),
    }
}

/// The unit in which a person's value of the period that begins on `day` counts.
///
/// # Errors
/// `Invalid` on `org_unit_id` for somebody who belonged to no unit then.
pub(crate) fn unit_of(
    directory: &Directory,
    person: PersonId,
    day: Date,
) -> Result<OrgUnitId, OpsError> {
    let memberships = directory.memberships_of(person.0, day);
    memberships.first().map(|row| OrgUnitId(row.org_unit_id)).ok_or_else(|| {
        let name = directory.person(person.0).map_or("the person", |person| person.name.as_str());
        OpsError::field("org_unit_id", "no_membership", belongs_nowhere(name, day))
    })
}

pub(crate) fn belongs_nowhere(person: &str, day: Date) -> String {
    format!("{person} belonged to no unit on {day}; name the unit in which the value counts")
}
