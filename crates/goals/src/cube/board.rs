//! One KPI: its rules, and the series of every unit and person that has recorded it.

use std::collections::HashMap;

use super::rules::Rules;
use super::storage::Storage;
use super::tree::{Place, Tree};
use super::whose::Whose;
use crate::id::{OrgUnitId, PersonId};
use crate::kpi::Kpi;
use crate::period::Calendar;

#[derive(Debug, Clone)]
pub(super) struct Board {
    pub(super) kpi: Kpi,
    /// How its values come together.
    pub(super) rules: Rules,
    /// In the order of the tree, a unit before its people; every one has at least one value.
    recorders: Vec<Recorder>,
    /// The units in which a person's values count.
    people: HashMap<PersonId, Vec<OrgUnitId>>,
}

/// What one unit, or a person in it, has recorded.
#[derive(Debug, Clone)]
pub(super) struct Recorder {
    pub(super) unit: OrgUnitId,
    pub(super) person: Option<PersonId>,
    /// A person's lies in the unit's and covers nothing.
    pub(super) place: Place,
    pub(super) storage: Storage,
}

impl Recorder {
    pub(super) fn whose(&self) -> Whose {
        match self.person {
            Some(person) => Whose::PersonIn(person, self.unit),
            None => Whose::Unit(self.unit),
        }
    }
}

impl Board {
    pub(super) fn new(kpi: Kpi, calendar: &Calendar) -> Board {
        let rules = Rules::of(&kpi, calendar);
        Board { kpi, rules, recorders: Vec::new(), people: HashMap::new() }
    }

    pub(super) fn set_kpi(&mut self, kpi: Kpi, calendar: &Calendar) {
        self.kpi = kpi;
        self.settle_rules(calendar);
    }

    /// Finds anew in which periods rules change.
    pub(super) fn settle_rules(&mut self, calendar: &Calendar) {
        self.rules = Rules::of(&self.kpi, calendar);
    }

    pub(super) fn all(&self) -> &[Recorder] {
        &self.recorders
    }

    pub(super) fn all_mut(&mut self) -> &mut [Recorder] {
        &mut self.recorders
    }

    /// The series of a unit, its people and everything below it.
    pub(super) fn below(&self, place: Place) -> &[Recorder] {
        let from = self.recorders.partition_point(|recorder| recorder.place.start < place.start);
        let until = self.recorders.partition_point(|recorder| recorder.place.start < place.end);
        &self.recorders[from..until.max(from)]
    }

    /// The series of the people of exactly this unit, one each.
    pub(super) fn people_in(&self, unit: OrgUnitId, place: Place) -> &[Recorder] {
        let from = match self.position(unit, None, place) {
            Ok(own) => own + 1,
            Err(place) => place,
        };
        let rest = &self.recorders[from..];
        &rest[..rest.partition_point(|recorder| {
            (recorder.place.start, recorder.unit) <= (place.start, unit)
        })]
    }

    /// The units in which a person's values count.
    pub(super) fn units_of(&self, person: PersonId) -> &[OrgUnitId] {
        self.people.get(&person).map_or(&[], Vec::as_slice)
    }

    /// A stretch of series with all of a person's in it, as short as can be: others may lie between
    /// them.
    pub(super) fn around(&self, person: PersonId, tree: &Tree) -> &[Recorder] {
        let places = self.units_of(person).iter().filter_map(|&unit| {
            let place = tree.place(unit).unwrap_or(Place::NOWHERE);
            self.position(unit, Some(person), place).ok()
        });
        let (from, until) = places
            .fold((usize::MAX, 0), |(from, until), place| (from.min(place), until.max(place + 1)));
        self.recorders.get(from..until).unwrap_or_default()
    }

    pub(super) fn find(
        &self,
        unit: OrgUnitId,
        person: Option<PersonId>,
        place: Place,
    ) -> Option<&Recorder> {
        let index = self.position(unit, person, place).ok()?;
        Some(&self.recorders[index])
    }

    /// `place` is the unit's.
    pub(super) fn recorder_mut(
        &mut self,
        unit: OrgUnitId,
        person: Option<PersonId>,
        place: Place,
    ) -> &mut Recorder {
        let index = self.position(unit, person, place).unwrap_or_else(|index| {
            if let Some(person) = person {
                self.people.entry(person).or_default().push(unit);
            }
            let place = place_of(person, place);
            let storage = Storage::new();
            self.recorders.insert(index, Recorder { unit, person, place, storage });
            index
        });
        &mut self.recorders[index]
    }

    /// Forgets a series that has lost its last value: whether one is there says something.
    pub(super) fn drop_if_empty(
        &mut self,
        unit: OrgUnitId,
        person: Option<PersonId>,
        place: Place,
    ) {
        let Ok(index) = self.position(unit, person, place) else { return };
        if self.recorders[index].storage.count() > 0 {
            return;
        }
        self.recorders.remove(index);
        if let Some(person) = person
            && let Some(units) = self.people.get_mut(&person)
        {
            units.retain(|own| *own != unit);
            if units.is_empty() {
                self.people.remove(&person);
            }
        }
    }

    /// Finds every unit's place anew.
    pub(super) fn settle(&mut self, tree: &Tree) {
        for recorder in &mut self.recorders {
            let place = tree.place(recorder.unit).unwrap_or(Place::NOWHERE);
            recorder.place = place_of(recorder.person, place);
        }
        self.recorders
            .sort_by_key(|recorder| (recorder.place.start, recorder.unit, recorder.person));
    }

    fn position(
        &self,
        unit: OrgUnitId,
        person: Option<PersonId>,
        place: Place,
    ) -> Result<usize, usize> {
        self.recorders.binary_search_by_key(&(place.start, unit, person), |recorder| {
            (recorder.place.start, recorder.unit, recorder.person)
        })
    }
}

fn place_of(person: Option<PersonId>, unit: Place) -> Place {
    match person {
        Some(_) => Place { start: unit.start, end: unit.start },
        None => unit,
    }
}
