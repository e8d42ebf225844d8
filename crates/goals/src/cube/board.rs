//! One KPI: its rules, and the series of every unit that has recorded it.

use super::rules::Rules;
use super::storage::Storage;
use super::tree::{Place, Tree};
use crate::id::OrgUnitId;
use crate::kpi::Kpi;
use crate::period::Calendar;

#[derive(Debug, Clone)]
pub(super) struct Board {
    pub(super) kpi: Kpi,
    /// How its values come together.
    pub(super) rules: Rules,
    /// In the order of the tree; every one has at least one value.
    subjects: Vec<Subject>,
}

/// What one unit has recorded.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) unit: OrgUnitId,
    pub(super) place: Place,
    pub(super) storage: Storage,
}

impl Board {
    pub(super) fn new(kpi: Kpi, calendar: &Calendar) -> Board {
        Board { rules: Rules::of(&kpi, calendar), kpi, subjects: Vec::new() }
    }

    pub(super) fn set_kpi(&mut self, kpi: Kpi, calendar: &Calendar) {
        self.kpi = kpi;
        self.settle_rules(calendar);
    }

    /// Finds anew in which periods rules change.
    pub(super) fn settle_rules(&mut self, calendar: &Calendar) {
        self.rules = Rules::of(&self.kpi, calendar);
    }

    pub(super) fn all(&self) -> &[Subject] {
        &self.subjects
    }

    pub(super) fn all_mut(&mut self) -> &mut [Subject] {
        &mut self.subjects
    }

    /// The series of a unit and everything below it.
    pub(super) fn below(&self, place: Place) -> &[Subject] {
        let from = self.subjects.partition_point(|subject| subject.place.start < place.start);
        let until = self.subjects.partition_point(|subject| subject.place.start < place.end);
        &self.subjects[from..until.max(from)]
    }

    pub(super) fn find(&self, unit: OrgUnitId, place: Place) -> Option<&Subject> {
        let index = self.position(unit, place).ok()?;
        Some(&self.subjects[index])
    }

    pub(super) fn subject_mut(&mut self, unit: OrgUnitId, place: Place) -> &mut Subject {
        let index = self.position(unit, place).unwrap_or_else(|index| {
            self.subjects.insert(index, Subject { unit, place, storage: Storage::new() });
            index
        });
        &mut self.subjects[index]
    }

    /// Forgets a series that has lost its last value: whether one is there says something.
    pub(super) fn drop_if_empty(&mut self, unit: OrgUnitId, place: Place) {
        if let Ok(index) = self.position(unit, place)
            && self.subjects[index].storage.count() == 0
        {
            self.subjects.remove(index);
        }
    }

    /// Finds every unit's place anew.
    pub(super) fn settle(&mut self, tree: &Tree) {
        for subject in &mut self.subjects {
            subject.place = tree.place(subject.unit).unwrap_or(Place::NOWHERE);
        }
        self.subjects.sort_by_key(|subject| (subject.place.start, subject.unit));
    }

    fn position(&self, unit: OrgUnitId, place: Place) -> Result<usize, usize> {
        self.subjects.binary_search_by_key(&(place.start, unit), |subject| {
            (subject.place.start, subject.unit)
        })
    }
}
