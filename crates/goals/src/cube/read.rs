//! Series and contributions: a KPI over time, and over the units below a unit.

use jiff::civil::Date;

use super::board::Recorder;
use super::gather::{Filling, Gathered, Reading};
use super::tree::Place;
use super::whose::Whose;
use super::{Cube, WindowValue};
use crate::id::{KpiId, OrgUnitId};
use crate::kpi::Kpi;
use crate::period::{Grain, Period};
use crate::refusal::Refusal;
use crate::subject::Subject;

/// The most periods that one series answers.
pub const SERIES_PERIODS_MAX: usize = 10_000;

/// A KPI in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesPoint {
    /// Which period.
    pub period: Period,
    /// Its name: `2013-10`.
    pub label: String,
    /// The result; `None` when nothing is known.
    pub value: Option<f64>,
    /// Σ numerator, where the KPI has parts.
    pub numerator: Option<f64>,
    /// Σ denominator, where the KPI has parts.
    pub denominator: Option<f64>,
    /// How many values went in.
    pub count: u32,
    /// Whether the period has ended.
    pub is_complete: bool,
}

/// How much a value has moved since the period before.
///
/// *Unit*: the KPI's. *Missing*: `None` when one of the two is not known.
///
/// ```
/// use goals::cube::moved_since;
/// assert_eq!(moved_since(Some(27.0), Some(20.0)), Some(7.0));
/// assert_eq!(moved_since(Some(27.0), None), None);
/// ```
pub fn moved_since(value: Option<f64>, before: Option<f64>) -> Option<f64> {
    Some(value? - before?)
}

/// What part of a unit's value this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// What was recorded for the unit itself.
    Own,
    /// What a person of the unit, or a unit directly below with everything below that, comes to in
    /// the other periods.
    Child,
}

/// What one unit or person brings to a unit's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// Whose it is.
    pub subject: Subject,
    /// The unit's own, or a part's below.
    pub part: Part,
    /// What it comes to.
    pub value: WindowValue,
}

impl Cube {
    /// The KPI for a unit or person, period by period: every period of `grain` from the one that
    /// contains `from`, up to and without the first that starts on `to` or later.
    ///
    /// *Missing*: a period without a value is there, with `None`. *Errors*:
    /// [`Refusal::GrainTooFine`] when the KPI is measured per longer periods;
    /// [`Refusal::EmptyPeriod`]; [`Refusal::TooManyPeriods`]; [`Refusal::UnknownReference`] for a
    /// KPI that is not here.
    pub fn series(
        &self,
        kpi: KpiId,
        subject: impl Into<Subject>,
        grain: Grain,
        from: Date,
        to: Date,
        today: Date,
    ) -> Result<Vec<SeriesPoint>, Refusal> {
        Period::new(from, to)?;
        let board = self.boards.get(&kpi);
        let frequency = board
            .map(|board| board.kpi.frequency)
            .ok_or_else(|| Refusal::UnknownReference { field: "kpi_id", id: kpi.to_string() })?;
        if grain < frequency {
            return Err(Refusal::GrainTooFine { frequency, grain });
        }
        let calendar = &self.calendar;
        let first = calendar.index(grain, from);
        let last = calendar.index(grain, to.saturating_sub(jiff::Span::new().days(1)));
        let count = (last - first + 1) as usize;
        if count > SERIES_PERIODS_MAX {
            return Err(Refusal::TooManyPeriods { count, limit: SERIES_PERIODS_MAX });
        }
        let mut start = calendar.start_of_index(grain, first);
        let mut period = |index: i32| {
            let end = calendar.start_of_index(grain, index + 1);
            Period { start: std::mem::replace(&mut start, end), end }
        };
        let periods: Vec<Period> = (first..=last).map(&mut period).collect();
        let ranges = periods.iter().map(|&period| calendar.indexes_between(frequency, period));
        let gathered = match self.reading(kpi, subject.into(), today) {
            Some(reading) => reading.gather_each(ranges.collect()),
            None => vec![Gathered::NOTHING; periods.len()],
        };
        let points = periods.into_iter().zip(gathered).map(|(period, gathered)| {
            let label = calendar.label(grain, period.start);
            series_point(period, label, gathered, today)
        });
        Ok(points.collect())
    }

    /// The series of a computed KPI that is not, or not so, in the cube: to try a formula out.
    ///
    /// *Errors*: as [`Cube::series`].
    pub fn series_of(
        &self,
        kpi: &Kpi,
        subject: impl Into<Subject>,
        grain: Grain,
        from: Date,
        to: Date,
        today: Date,
    ) -> Result<Vec<SeriesPoint>, Refusal> {
        let mut trial = self.restricted_to(&kpi.inputs());
        trial.put_kpi(kpi)?;
        trial.series(kpi.id, subject, grain, from, to, today)
    }

    /// What the unit itself, its people and each unit directly below it bring to
    /// [`Cube::aggregate`], in the order of the tree.
    ///
    /// For a sum the parts add up to the whole, and for a ratio so do numerators and denominators.
    /// *Missing*: units and people that bring nothing are left out.
    pub fn contributions(
        &self,
        kpi: KpiId,
        unit: OrgUnitId,
        span: Period,
        today: Date,
    ) -> Vec<Contribution> {
        self.contributions_to(kpi, unit, unit, span, today)
    }

    /// The same as parts of the value of `whole`, a unit above: where a unit between has recorded,
    /// it speaks for what is below.
    pub fn contributions_to(
        &self,
        kpi: KpiId,
        whole: OrgUnitId,
        unit: OrgUnitId,
        span: Period,
        today: Date,
    ) -> Vec<Contribution> {
        let (Some(place), Some(board)) = (self.tree.place(unit), self.boards.get(&kpi)) else {
            return Vec::new();
        };
        if board.kpi.is_computed() {
            return self.computed_parts(kpi, (unit, place), span, today);
        }
        let Some(of_whole) = self.recorded(board, Whose::Unit(whole), today) else {
            return Vec::new();
        };
        let range = self.calendar.indexes_between(board.kpi.frequency, span);
        let covering = of_whole.recorders.iter().filter(|own| own.place.covers(place.start));
        let mut above: Vec<&Recorder> = covering.collect();
        let own = above.pop_if(|recorder| recorder.unit == unit);
        let value = |recorders, above: &[&Recorder], filling| {
            let reading = Reading { recorders, above, filling, ..of_whole };
            let gathered = reading.gather(range.clone());
            self.window_value(board.kpi.frequency, gathered, range.clone())
        };
        let mut contributions = Vec::new();
        if let Some(own) = own {
            let is_alone = board.below(place).len() == 1;
            let filling = if is_alone { Filling::On } else { Filling::Off };
            let value = value(std::slice::from_ref(own), &above, filling);
            let subject = Subject::Unit(unit);
            contributions.push(Contribution { subject, part: Part::Own, value });
            above.push(own);
        }
        for person in board.people_in(unit, place) {
            let value = value(std::slice::from_ref(person), &above, Filling::On);
            let subject = person.whose().subject();
            contributions.push(Contribution { subject, part: Part::Child, value });
        }
        for (child, place) in self.tree.children(place) {
            let value = value(board.below(place), &above, Filling::On);
            let subject = Subject::Unit(child);
            contributions.push(Contribution { subject, part: Part::Child, value });
        }
        contributions.retain(|contribution| contribution.value.count > 0);
        contributions
    }

    /// A computed KPI of the unit's people and each unit directly below: for comparison, since
    /// formulas need not add up.
    fn computed_parts(
        &self,
        kpi: KpiId,
        (unit, place): (OrgUnitId, Place),
        span: Period,
        today: Date,
    ) -> Vec<Contribution> {
        let boards = self.rests_on(kpi).into_iter().filter_map(|kpi| self.boards.get(&kpi));
        let mut people: Vec<Subject> = boards
            .flat_map(|board| board.people_in(unit, place))
            .map(|person| person.whose().subject())
            .collect();
        people.sort_unstable();
        people.dedup();
        let children = self.tree.children(place).map(|(unit, _)| Subject::Unit(unit));
        let parts = people.into_iter().chain(children).map(|subject| {
            let value = self.aggregate(kpi, subject, span, today);
            Contribution { subject, part: Part::Child, value }
        });
        parts.filter(|part| part.value.count > 0).collect()
    }
}

fn series_point(period: Period, label: String, gathered: Gathered, today: Date) -> SeriesPoint {
    let Gathered { value, parts, count } = gathered;
    SeriesPoint {
        period,
        label,
        value,
        numerator: parts.map(|(numerator, _)| numerator),
        denominator: parts.map(|(_, denominator)| denominator),
        count,
        is_complete: period.has_ended(today),
    }
}
