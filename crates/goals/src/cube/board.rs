//! One KPI: its rules, and the series of every unit that has recorded it.

use super::storage::Storage;
use super::tree::{Place, Tree};
use crate::aggregate::{Rule, rule};
use crate::id::OrgUnitId;
use crate::kpi::{Aggregation, Kpi};

#[derive(Debug, Clone)]
pub(super) struct Board {
    pub(super) kpi: Kpi,
    pub(super) unit_rule: &'static Rule,
    pub(super) time_rule: &'static Rule,
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
    pub(super) fn new(kpi: Kpi) -> Board {
        Board {
            unit_rule: rule(kpi.unit_aggregation),
            time_rule: time_rule(&kpi),
            kpi,
            subjects: Vec::new(),
        }
    }

    pub(super) fn set_rules(&mut self, kpi: Kpi) {
        self.unit_rule = rule(kpi.unit_aggregation);
        self.time_rule = time_rule(&kpi);
        self.kpi = kpi;
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

/// How periods come together. What has been counted in each period is added up, not counted again:
/// three reports on each of two days are six.
fn time_rule(kpi: &Kpi) -> &'static Rule {
    match (kpi.unit_aggregation, kpi.time_aggregation) {
        (Aggregation::Count, Aggregation::Count) => rule(Aggregation::Sum),
        (_, over_time) => rule(over_time),
    }
}
