//! The cube: recorded values by KPI, unit and period, and what they come to.
//!
//! In memory, eight bytes a value (sixteen for a ratio), one array per KPI and unit. It knows the
//! organisation tree, so that the value of a unit is that of everything below it. The one
//! invariant: *what it answers depends only on what is recorded, never on the order in which it
//! came*. Rules are [`crate::aggregate`]; which periods a link reads is `cube/window.rs`; series
//! and contributions are `cube/read.rs`. A unit that is archived stays in the tree: what it
//! recorded is history, and history does not change.

mod board;
mod computed;
mod formulas;
mod gather;
#[cfg(test)]
mod people_tests;
mod read;
mod readable;
mod rules;
mod storage;
#[cfg(test)]
mod tests;
mod tree;
mod whose;
mod window;

use std::collections::HashMap;

use jiff::civil::Date;

use crate::id::{KpiId, OrgUnitId, PersonId};
use crate::kpi::{Cell, Kpi, Point};
use crate::kpi_target::KpiTarget;
use crate::period::{Calendar, Grain, Period};
use crate::refusal::Refusal;
use crate::subject::Subject;
use board::Board;
use computed::Computed;
use formulas::Dependents;
use gather::{Filling, Gathered, Reading};
use readable::Readable;
use tree::{Place, Tree};
use whose::Whose;

pub(crate) use computed::CARRIED_YEARS_MAX;
pub use computed::{ElsewhereReading, FormulaReading, InputReading, Opened};
pub use read::{Contribution, Part, SERIES_PERIODS_MAX, SeriesPoint, moved_since};

/// What the values of one KPI, for a unit with everything below it, come to in some periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WindowValue {
    /// The result; `None` when nothing is known.
    pub value: Option<f64>,
    /// From the first to the last period that was read; `None` when nothing was recorded in them.
    pub period: Option<Period>,
    /// Σ numerator, where the KPI has parts.
    pub numerator: Option<f64>,
    /// Σ denominator, where the KPI has parts.
    pub denominator: Option<f64>,
    /// How many values went in, those that stand in for missing ones included.
    pub count: u32,
}

impl WindowValue {
    /// Nothing is known.
    pub const NOTHING: WindowValue =
        WindowValue { value: None, period: None, numerator: None, denominator: None, count: 0 };
}

/// Recorded values by KPI, unit and period.
///
/// ```
/// use goals::cube::Cube;
/// use goals::id::{KpiId, OrgUnitId};
/// use goals::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point};
/// use goals::period::{Calendar, Grain, Period};
/// use jiff::civil::date;
/// use uuid::Uuid;
///
/// let [company, newark, kennedy] = [1, 2, 3].map(|number| OrgUnitId(Uuid::from_u128(number)));
/// let on_time = Kpi {
///     id: KpiId(Uuid::from_u128(9)),
///     direction: Direction::Higher,
///     frequency: Grain::Day,
///     time_aggregation: Aggregation::Ratio,
///     unit_aggregation: Aggregation::Ratio,
///     missing: MissingPolicy::Null,
///     versions: Vec::new(),
///     is_archived: false,
/// };
/// let mut cube = Cube::new(Calendar::PLAIN);
/// cube.set_units([(company, None), (newark, Some(company)), (kennedy, Some(company))]);
/// cube.put_kpi(&on_time)?;
/// for (org_unit, numerator, denominator) in [(newark, 90.0, 100.0), (kennedy, 300.0, 500.0)] {
///     let cell = Cell::Parts { numerator, denominator };
///     let start = date(2013, 10, 14);
///     cube.set(&Point { kpi: on_time.id, org_unit, person: None, start, cell })?;
/// }
/// let october = Period::new(date(2013, 10, 1), date(2013, 11, 1))?;
/// let value = cube.aggregate(on_time.id, company, october, date(2013, 10, 15));
/// // (90 + 300) / (100 + 500), never the mean of 90 % and 60 %.
/// assert_eq!((value.value, value.count), (Some(0.65), 2));
/// # Ok::<(), goals::refusal::Refusal>(())
/// ```
#[derive(Debug, Clone)]
pub struct Cube {
    calendar: Calendar,
    tree: Tree,
    boards: HashMap<KpiId, Board>,
    dependents: Dependents,
    /// For the formulas that ask for them.
    targets: HashMap<KpiId, Vec<KpiTarget>>,
}

impl Cube {
    /// Without units, KPIs and values.
    pub fn new(calendar: Calendar) -> Cube {
        Cube {
            calendar,
            tree: Tree::default(),
            boards: HashMap::new(),
            dependents: Dependents::default(),
            targets: HashMap::new(),
        }
    }

    /// How time is cut.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Cuts time differently. Values per quarter, half and year move to the period that contains
    /// their first day.
    pub fn set_calendar(&mut self, calendar: Calendar) {
        let old = std::mem::replace(&mut self.calendar, calendar);
        if old.fiscal_year_start_month == calendar.fiscal_year_start_month {
            return;
        }
        for board in self.boards.values_mut() {
            board.settle_rules(&calendar);
            let grain = board.kpi.frequency;
            if grain <= Grain::Month {
                continue;
            }
            for recorder in board.all_mut() {
                let was = std::mem::replace(&mut recorder.storage, storage::Storage::new());
                for (index, cell) in was.cells(was.span()) {
                    let start = old.start_of_index(grain, index);
                    recorder.storage.set(calendar.index(grain, start), &cell);
                }
            }
        }
    }

    /// Replaces the organisation tree: each unit with the one above it. A unit whose parent is not
    /// among them is a root.
    pub fn set_units(&mut self, units: impl IntoIterator<Item = (OrgUnitId, Option<OrgUnitId>)>) {
        self.tree = Tree::new(units);
        self.settle();
    }

    /// Adds a unit or moves it, with everything below it. Costs as much as there are units.
    pub fn put_unit(&mut self, unit: OrgUnitId, parent: Option<OrgUnitId>) {
        if self.tree.put(unit, parent) {
            self.settle();
        }
    }

    /// Takes a unit out of the tree; units below it become roots. Its values are kept and count
    /// nowhere.
    pub fn remove_unit(&mut self, unit: OrgUnitId) {
        if self.tree.remove(unit) {
            self.settle();
        }
    }

    /// Whether `unit` is `ancestor` or lies below it.
    pub fn is_within(&self, unit: OrgUnitId, ancestor: OrgUnitId) -> bool {
        match (self.tree.place(unit), self.tree.place(ancestor)) {
            (Some(place), Some(above)) => above.covers(place.start),
            _ => false,
        }
    }

    /// Adds a KPI or changes its rules.
    ///
    /// *Errors*: [`Refusal::FrequencyInUse`] when values are recorded per another period. Nothing
    /// changes then.
    pub fn put_kpi(&mut self, kpi: &Kpi) -> Result<(), Refusal> {
        self.dependents.put(kpi.id, &kpi.inputs());
        match self.boards.get_mut(&kpi.id) {
            Some(board) => {
                let was = board.kpi.frequency;
                if was != kpi.frequency && !board.all().is_empty() {
                    return Err(Refusal::FrequencyInUse { was, wanted: kpi.frequency });
                }
                board.set_kpi(kpi.clone(), &self.calendar);
            }
            None => {
                self.boards.insert(kpi.id, Board::new(kpi.clone(), &self.calendar));
            }
        }
        Ok(())
    }

    /// Forgets a KPI with all its values.
    pub fn remove_kpi(&mut self, kpi: KpiId) {
        self.dependents.put(kpi, &[]);
        self.boards.remove(&kpi);
    }

    /// The KPI's definition.
    pub fn kpi(&self, kpi: KpiId) -> Option<&Kpi> {
        self.boards.get(&kpi).map(|board| &board.kpi)
    }

    /// Records a value, or corrects the one that is there for the same KPI, unit or person, and
    /// period; answers with the old one. A person's value counts in one unit: what was recorded for
    /// the same period in another is to be taken away first, see [`Cube::unit_of`].
    ///
    /// *Errors*: [`Refusal::UnknownReference`] for a KPI or unit that is not here, and those of
    /// [`Kpi::validate_point`]. Nothing changes then.
    pub fn set(&mut self, point: &Point) -> Result<Option<Cell>, Refusal> {
        let unknown =
            |field, id: &dyn ToString| Refusal::UnknownReference { field, id: id.to_string() };
        let board = self.boards.get_mut(&point.kpi).ok_or_else(|| unknown("kpi_id", &point.kpi))?;
        let place = self.tree.place(point.org_unit);
        let place = place.ok_or_else(|| unknown("org_unit_id", &point.org_unit))?;
        board.kpi.validate_point(&self.calendar, point.start, &point.cell)?;
        let index = self.calendar.index(board.kpi.frequency, point.start);
        let recorder = board.recorder_mut(point.org_unit, point.person, place);
        Ok(recorder.storage.set(index, &point.cell))
    }

    /// Takes a value away; answers with it.
    pub fn remove(
        &mut self,
        kpi: KpiId,
        unit: OrgUnitId,
        person: Option<PersonId>,
        start: Date,
    ) -> Option<Cell> {
        let place = self.tree.place(unit)?;
        let board = self.boards.get_mut(&kpi)?;
        board.find(unit, person, place)?;
        let index = self.calendar.index(board.kpi.frequency, start);
        let old = board.recorder_mut(unit, person, place).storage.remove(index);
        board.drop_if_empty(unit, person, place);
        old
    }

    /// The value recorded for exactly this unit in the period that contains `day`.
    pub fn get(&self, kpi: KpiId, unit: OrgUnitId, day: Date) -> Option<Cell> {
        let board = self.boards.get(&kpi)?;
        let recorder = board.find(unit, None, self.tree.place(unit)?)?;
        recorder.storage.get(self.calendar.index(board.kpi.frequency, day))
    }

    /// The unit in which the person's value of the period that contains `day` counts; `None` when
    /// none is recorded.
    pub fn unit_of(&self, kpi: KpiId, person: PersonId, day: Date) -> Option<OrgUnitId> {
        let board = self.boards.get(&kpi)?;
        let index = self.calendar.index(board.kpi.frequency, day);
        let has_it = |unit: &OrgUnitId| {
            let place = self.tree.place(*unit).unwrap_or(Place::NOWHERE);
            let recorder = board.find(*unit, Some(person), place);
            recorder.is_some_and(|recorder| recorder.storage.get(index).is_some())
        };
        board.units_of(person).iter().copied().find(has_it)
    }

    /// Whether anything is recorded for the KPI.
    pub fn has_points_of_kpi(&self, kpi: KpiId) -> bool {
        self.boards.get(&kpi).is_some_and(|board| !board.all().is_empty())
    }

    /// Whether anything is recorded for exactly this unit or its people.
    pub fn has_points_of_unit(&self, unit: OrgUnitId) -> bool {
        self.boards.values().flat_map(Board::all).any(|recorder| recorder.unit == unit)
    }

    /// How many values are recorded.
    pub fn point_count(&self) -> usize {
        let recorders = self.boards.values().flat_map(Board::all);
        recorders.map(|recorder| recorder.storage.count() as usize).sum()
    }

    /// Every recorded value, in the order of KPI, unit, person and time.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        let mut kpis: Vec<KpiId> = self.boards.keys().copied().collect();
        kpis.sort_unstable();
        kpis.into_iter().flat_map(|kpi| self.points_of(kpi))
    }

    /// Every recorded value of one KPI, in the order of unit, person and time.
    pub fn points_of(&self, kpi: KpiId) -> impl Iterator<Item = Point> {
        let mut recorders: Vec<(Grain, &board::Recorder)> = Vec::new();
        if let Some(board) = self.boards.get(&kpi) {
            recorders.extend(board.all().iter().map(|recorder| (board.kpi.frequency, recorder)));
        }
        recorders.sort_unstable_by_key(|(_, recorder)| (recorder.unit, recorder.person));
        let calendar = self.calendar;
        recorders.into_iter().flat_map(move |(grain, recorder)| {
            recorder.storage.cells(recorder.storage.span()).map(move |(index, cell)| Point {
                kpi,
                org_unit: recorder.unit,
                person: recorder.person,
                start: calendar.start_of_index(grain, index),
                cell,
            })
        })
    }

    /// Gives back the room that growing has left over; worth it after loading.
    pub fn shrink_to_fit(&mut self) {
        let recorders = self.boards.values_mut().flat_map(Board::all_mut);
        recorders.for_each(|recorder| recorder.storage.shrink_to_fit());
    }

    /// About how many bytes the values take.
    pub fn heap_bytes(&self) -> usize {
        let recorders = self.boards.values().flat_map(Board::all);
        recorders.map(|recorder| size_of_val(recorder) + recorder.storage.heap_bytes()).sum()
    }

    fn settle(&mut self) {
        self.boards.values_mut().for_each(|board| board.settle(&self.tree));
    }

    /// What there is to read of a KPI for a unit or person.
    fn reading(&self, kpi: KpiId, subject: Subject, today: Date) -> Option<Readable<'_>> {
        let board = self.boards.get(&kpi)?;
        let whose = Whose::from(subject);
        if board.kpi.is_computed() {
            if let Whose::Unit(unit) = whose {
                self.tree.place(unit)?;
            }
            return Some(Readable::Computed(Computed::new(self, board, whose, today)));
        }
        self.recorded(board, whose, today).map(Readable::Recorded)
    }

    /// What was recorded of a KPI for a person, or at a unit and everything below.
    fn recorded<'a>(&'a self, board: &'a Board, whose: Whose, today: Date) -> Option<Reading<'a>> {
        let recorders = match whose {
            Whose::Unit(unit) => board.below(self.tree.place(unit)?),
            Whose::Person(person) | Whose::PersonIn(person, _) => board.around(person, &self.tree),
        };
        let running = self.calendar.index(board.kpi.frequency, today);
        let filling = Filling::On;
        let reading = Reading { board, recorders, whose, above: &[], running, filling };
        (!recorders.is_empty()).then_some(reading)
    }

    /// What `range` comes to, with its span of time.
    fn value_of(&self, reading: &Readable<'_>, range: std::ops::Range<i32>) -> WindowValue {
        self.window_value(reading.kpi().frequency, reading.gather(range.clone()), range)
    }

    fn window_value(
        &self,
        grain: Grain,
        Gathered { value, parts, count }: Gathered,
        range: std::ops::Range<i32>,
    ) -> WindowValue {
        let period = Period {
            start: self.calendar.start_of_index(grain, range.start),
            end: self.calendar.start_of_index(grain, range.end),
        };
        WindowValue {
            value,
            period: (count > 0).then_some(period),
            numerator: parts.map(|(numerator, _)| numerator),
            denominator: parts.map(|(_, denominator)| denominator),
            count,
        }
    }
}
