//! People, the units that they belong to and whom they report to, as the directory holds them.

use jiff::civil::Date;
use store::entity;
use uuid::Uuid;

use super::Directory;

impl Directory {
    /// A person.
    pub fn person(&self, id: Uuid) -> Option<&entity::person::Model> {
        self.people.get(&id)
    }

    /// All people, archived ones too, in no order.
    pub fn people(&self) -> impl Iterator<Item = &entity::person::Model> {
        self.people.values()
    }

    /// A person's memberships on a day, the primary one first.
    pub fn memberships_of(&self, person: Uuid, day: Date) -> Vec<&entity::membership::Model> {
        let ids = self.memberships_of_person.get(&person).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<_> = ids
            .iter()
            .filter_map(|id| self.memberships.get(id))
            .filter(|row| row.person_id == person && holds(row.starts_on.0, row.ends_on, day))
            .collect();
        found.sort_by_key(|row| (!row.is_primary, row.starts_on));
        found
    }

    /// A person's memberships at all times, primary ones first, then the latest.
    pub fn all_memberships_of(&self, person: Uuid) -> Vec<&entity::membership::Model> {
        let ids = self.memberships_of_person.get(&person).map_or(&[][..], Vec::as_slice);
        let all = ids.iter().filter_map(|id| self.memberships.get(id));
        let mut found: Vec<_> = all.filter(|row| row.person_id == person).collect();
        found.sort_by_key(|row| (!row.is_primary, std::cmp::Reverse(row.starts_on)));
        found
    }

    /// The memberships of a unit on a day.
    pub fn members_of(&self, unit: Uuid, day: Date) -> Vec<&entity::membership::Model> {
        let ids = self.memberships_of_unit.get(&unit).map_or(&[][..], Vec::as_slice);
        ids.iter()
            .filter_map(|id| self.memberships.get(id))
            .filter(|row| row.org_unit_id == unit && holds(row.starts_on.0, row.ends_on, day))
            .collect()
    }

    /// The person's manager on a day.
    pub fn manager_of(&self, person: Uuid, day: Date) -> Option<&entity::person::Model> {
        let ids = self.lines_of_person.get(&person)?;
        ids.iter()
            .filter_map(|id| self.manager_lines.get(id))
            .find(|row| row.person_id == person && holds(row.starts_on.0, row.ends_on, day))
            .and_then(|row| self.people.get(&row.manager_person_id))
    }

    /// The people who report to the person directly on a day.
    pub fn reports_of(&self, manager: Uuid, day: Date) -> Vec<Uuid> {
        let ids = self.lines_of_manager.get(&manager).map_or(&[][..], Vec::as_slice);
        ids.iter()
            .filter_map(|id| self.manager_lines.get(id))
            .filter(|row| row.manager_person_id == manager)
            .filter(|row| holds(row.starts_on.0, row.ends_on, day))
            .map(|row| row.person_id)
            .collect()
    }

    /// Everyone below the person in the manager line on a day; a loop in the line is walked once.
    pub fn all_reports_of(&self, manager: Uuid, day: Date) -> Vec<Uuid> {
        let mut found: Vec<Uuid> = Vec::new();
        let mut seen = std::collections::HashSet::from([manager]);
        let mut next = vec![manager];
        while let Some(person) = next.pop() {
            for report in self.reports_of(person, day) {
                if seen.insert(report) {
                    found.push(report);
                    next.push(report);
                }
            }
        }
        found
    }
}

fn holds(starts_on: Date, ends_on: Option<store::day::Day>, day: Date) -> bool {
    starts_on <= day && ends_on.is_none_or(|end| day < end.0)
}
