//! People as files call them: by identity, code or e-mail address, with the units that they have
//! belonged to.

use std::collections::HashMap;

use goals::id::PersonId;
use jiff::civil::Date;
use uuid::Uuid;

use crate::live::Directory;

/// Everybody, by what they may be called.
#[derive(Debug, Default)]
pub(super) struct People {
    all: Vec<KnownPerson>,
    by_name: HashMap<String, u32>,
}

#[derive(Debug)]
pub(super) struct KnownPerson {
    pub(super) number: u32,
    pub(super) id: Uuid,
    /// First day, first day after, and the unit; primary ones first.
    memberships: Vec<(Date, Option<Date>, Uuid)>,
}

impl KnownPerson {
    /// The unit in which a value of the period that begins on this day counts.
    pub(super) fn unit_on(&self, day: Date) -> Option<Uuid> {
        let holds = |(from, until, _): &&(Date, Option<Date>, Uuid)| {
            *from <= day && until.is_none_or(|until| day < until)
        };
        self.memberships.iter().find(holds).map(|(.., unit)| *unit)
    }
}

impl People {
    pub(super) fn of(directory: &Directory) -> Self {
        let mut people = Self::default();
        for (number, model) in (0..).zip(directory.people()) {
            let names = [model.code.as_deref(), model.email.as_deref()].into_iter().flatten();
            people.by_name.extend(names.map(|name| (name.to_lowercase(), number)));
            people.by_name.insert(PersonId(model.id).to_string(), number);
            let memberships = directory
                .all_memberships_of(model.id)
                .into_iter()
                .map(|row| (row.starts_on.0, row.ends_on.map(|end| end.0), row.org_unit_id));
            let memberships = memberships.collect();
            people.all.push(KnownPerson { number, id: model.id, memberships });
        }
        people
    }

    pub(super) fn find(&self, name: &str) -> Option<&KnownPerson> {
        let number = *self.by_name.get(&name.to_lowercase())?;
        self.all.get(number as usize)
    }
}
