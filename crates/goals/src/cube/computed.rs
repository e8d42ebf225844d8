//! Computed KPIs: the values of formulas, column by column.
//!
//! Nothing is stored: a value is computed from what is recorded when it is read, so it cannot be
//! stale. One [`Computer`] serves one read; it computes whole columns (one KPI, one unit, many
//! spans of time) and remembers them, so formulas that rest on one another cost each column once.
//! The one invariant: *what is computed depends only on what is recorded*, and [`CELLS_MAX`] bounds
//! the work of one read; what lies beyond is not known. Which spans a function reads is
//! `spans.rs`, what it makes of them `elsewhere.rs`, how one value is opened `opened.rs`.

mod elsewhere;
mod opened;
mod spans;

use std::cell::{Cell as Slot, RefCell};
use std::ops::Range;
use std::rc::Rc;

use feel::{Limits, Number, Value};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Cube;
use super::board::Board;
use super::gather::Gathered;
use super::tree::Place;
use super::whose::Whose;
use crate::aggregate::{Rule, Tally};
use crate::formula::Formula;
use crate::id::KpiId;
use crate::kpi::{Aggregation, Cell, MissingPolicy};
use elsewhere::Elsewhere;
pub use opened::{ElsewhereReading, FormulaReading, InputReading, Opened};
pub(super) use spans::Spans;

/// The most values that one read computes.
pub const CELLS_MAX: u64 = 2_000_000;
/// What one evaluation may use.
const LIMITS: Limits = Limits { fuel: 20_000, depth: 100 };
/// How far back a value is carried forward.
pub(crate) const CARRIED_YEARS_MAX: i16 = 2;

/// One value of a column: what it is, and how many recorded values went in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Known {
    pub(super) value: Option<f64>,
    pub(super) count: u32,
}

impl Known {
    const NOTHING: Known = Known { value: None, count: 0 };
}

/// Shared: several formulas read the same.
pub(super) type Column = Rc<[Known]>;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Asked {
    kpi: KpiId,
    whose: Whose,
    spans: Spans,
}

/// Computes for one read.
pub(super) struct Computer<'a> {
    cube: &'a Cube,
    today: Date,
    columns: RefCell<FxHashMap<Asked, Column>>,
    left: Slot<u64>,
}

/// A computed KPI at a unit, ready to be read.
pub(super) struct Computed<'a> {
    computer: Computer<'a>,
    pub(super) board: &'a Board,
    whose: Whose,
    /// The number of the first period that has not ended.
    pub(super) running: i32,
}

impl<'a> Computed<'a> {
    pub(super) fn new(cube: &'a Cube, board: &'a Board, whose: Whose, today: Date) -> Self {
        let running = cube.calendar.index(board.kpi.frequency, today);
        Computed { computer: Computer::new(cube, today), board, whose, running }
    }

    /// What each of the ranges comes to.
    pub(super) fn column(&self, ranges: Vec<Range<i32>>) -> Vec<Known> {
        let spans = Spans::new(self.board.kpi.frequency, ranges);
        self.computer.column(self.board.kpi.id, self.whose, &spans).to_vec()
    }

    pub(super) fn gather(&self, range: Range<i32>) -> Gathered {
        let known = self.column(vec![range])[0];
        Gathered { value: known.value, parts: None, count: known.count }
    }

    /// The latest period in `range` with a value.
    pub(super) fn latest_in(&self, range: Range<i32>) -> Option<i32> {
        let (mut end, mut step) = (range.end, 1);
        while end > range.start {
            let start = end.saturating_sub(step).max(range.start);
            let column = self.column((start..end).map(|index| index..index + 1).collect());
            if let Some(place) = column.iter().rposition(|known| known.value.is_some()) {
                return Some(start + place as i32);
            }
            (end, step) = (start, step * 4);
        }
        None
    }
}

impl<'a> Computer<'a> {
    pub(super) fn new(cube: &'a Cube, today: Date) -> Computer<'a> {
        Computer { cube, today, columns: RefCell::default(), left: Slot::new(CELLS_MAX) }
    }

    /// The KPI for the unit with everything below it in each of the spans. An archived one is not
    /// known: its values are not kept in memory.
    pub(super) fn column(&self, kpi: KpiId, whose: Whose, spans: &Spans) -> Column {
        let asked = Asked { kpi, whose, spans: spans.clone() };
        if let Some(column) = self.columns.borrow().get(&asked) {
            return column.clone();
        }
        let column: Column = match self.cube.boards.get(&kpi) {
            Some(board) if !board.kpi.is_archived && self.spend(spans.len()) => {
                let spans = spans.per(board.kpi.frequency, &self.cube.calendar);
                if board.kpi.is_computed() {
                    self.over_time(board, whose, &spans).into()
                } else {
                    self.recorded(board, whose, &spans).into()
                }
            }
            _ => vec![Known::NOTHING; spans.len()].into(),
        };
        self.columns.borrow_mut().insert(asked, column.clone());
        column
    }

    fn spend(&self, cells: usize) -> bool {
        let left = self.left.get().checked_sub(cells as u64);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    fn recorded(&self, board: &Board, whose: Whose, spans: &Spans) -> Vec<Known> {
        let Some(reading) = self.cube.recorded(board, whose, self.today) else {
            return vec![Known::NOTHING; spans.len()];
        };
        let gathered = reading.gather_each(spans.ranges()).into_iter();
        gathered.map(|gathered| Known { value: gathered.value, count: gathered.count }).collect()
    }

    /// Periods come together by the KPI's rule; a ratio is computed at once.
    fn over_time(&self, board: &Board, whose: Whose, spans: &Spans) -> Vec<Known> {
        let rule = |range: &Range<i32>| board.rules.over_time(range);
        let is_ratio = |range: &Range<i32>| rule(range).aggregation == Aggregation::Ratio;
        let ranges = || spans.ranges().iter();
        if ranges().all(|range| is_ratio(range) || range.len() <= 1) {
            return self.over_units(board, whose, spans);
        }
        let at_once = ranges().any(is_ratio).then(|| self.over_units(board, whose, spans));
        let periods = spans.single_periods();
        if !self.spend(periods.len()) {
            return vec![Known::NOTHING; spans.len()];
        }
        let column = self.over_units(board, whose, &periods);
        let mut rest = column.as_slice();
        let together = ranges().enumerate().map(|(index, range)| {
            let (own, others) = rest.split_at(range.len());
            rest = others;
            match &at_once {
                Some(column) if is_ratio(range) => column[index],
                _ => joined(rule(range), own.iter().copied()),
            }
        });
        together.collect()
    }

    /// Units come together by the KPI's rule; a ratio is computed at once.
    fn over_units(&self, board: &Board, whose: Whose, spans: &Spans) -> Vec<Known> {
        let ranges = || spans.ranges().iter();
        let rule = |range: &Range<i32>| board.rules.over_units(range.end.saturating_sub(1));
        let is_ratio = |range: &Range<i32>| rule(range).aggregation == Aggregation::Ratio;
        if ranges().all(is_ratio) {
            return self.at(board, whose, spans);
        }
        let recorders = self.recorders(board.kpi.id, whose);
        let counts = ranges().any(|range| rule(range).aggregation == Aggregation::Count);
        if !counts && is_alone(&recorders, whose) {
            return self.at(board, whose, spans);
        }
        let at_once = ranges().any(is_ratio).then(|| self.at(board, whose, spans));
        let columns: Vec<(Place, Vec<Known>)> = recorders
            .into_iter()
            .filter(|_| self.spend(spans.len()))
            .map(|(own, place)| (place, self.at(board, own, spans)))
            .collect();
        let each = ranges().enumerate();
        each.map(|(index, range)| {
            if let Some(column) = at_once.as_ref().filter(|_| is_ratio(range)) {
                return column[index];
            }
            let mut spoken_for = 0;
            let heard = columns.iter().filter_map(|(place, column)| {
                let is_heard = column[index].value.is_some() && spoken_for <= place.start;
                is_heard.then(|| {
                    spoken_for = place.end;
                    column[index]
                })
            });
            joined(rule(range), heard)
        })
        .collect()
    }

    /// The formula with the inputs of exactly this unit and everything below, by the version that
    /// holds in each span.
    fn at(&self, board: &Board, whose: Whose, spans: &Spans) -> Vec<Known> {
        let kpi = &board.kpi;
        let begins = |range: &Range<i32>| {
            self.cube.calendar.start_of_index(kpi.frequency, range.end.saturating_sub(1))
        };
        let [version] = kpi.versions.as_slice() else {
            let mut columns: FxHashMap<Option<usize>, Vec<Known>> = FxHashMap::default();
            let ranges = spans.ranges().iter().enumerate();
            return ranges
                .map(|(index, range)| {
                    let version = kpi.version_at(begins(range));
                    let column = columns.entry(version).or_insert_with(|| {
                        match version.and_then(|number| kpi.versions[number].formula.as_ref()) {
                            Some(formula) => self.evaluated(board, formula, whose, spans),
                            None => self.recorded(board, whose, spans),
                        }
                    });
                    column[index]
                })
                .collect();
        };
        match &version.formula {
            Some(formula) => self.evaluated(board, formula, whose, spans),
            None => self.recorded(board, whose, spans),
        }
    }

    fn evaluated(
        &self,
        board: &Board,
        formula: &Formula,
        whose: Whose,
        spans: &Spans,
    ) -> Vec<Known> {
        let column_of = |slot: usize| self.column(formula.inputs()[slot].kpi, whose, spans);
        let columns: Vec<(usize, Column)> =
            formula.direct().iter().map(|&slot| (slot, column_of(slot))).collect();
        let elsewhere = Elsewhere::new(self, formula, whose, spans);
        let mut inputs = vec![Value::Null; formula.inputs().len()];
        let mut column = Vec::with_capacity(spans.len());
        for index in 0..spans.len() {
            let mut count = 0;
            for (slot, own) in &columns {
                count += own[index].count;
                inputs[*slot] = value_of(own[index].value);
            }
            let fills = board.kpi.missing != MissingPolicy::Null && count > 0;
            if fills && self.has_ended(spans, index) {
                self.fill(board, formula, whose, (spans, index), &mut inputs);
            }
            elsewhere.look_at(index);
            let value = evaluate(formula, &inputs, &elsewhere);
            count += elsewhere.count();
            column.push(Known { value, count: if value.is_some() { count.max(1) } else { count } });
        }
        column
    }

    /// Puts something in the place of inputs that are not known.
    fn fill(
        &self,
        board: &Board,
        formula: &Formula,
        whose: Whose,
        (spans, index): (&Spans, usize),
        inputs: &mut [Value],
    ) {
        for &slot in formula.direct() {
            if !inputs[slot].is_null() {
                continue;
            }
            inputs[slot] = if board.kpi.missing == MissingPolicy::Zero {
                Value::Number(Number::ZERO)
            } else {
                self.carried(formula.inputs()[slot].kpi, whose, &spans.one(index))
            };
        }
    }

    /// The input's last value before the span.
    fn carried(&self, kpi: KpiId, whose: Whose, span: &Spans) -> Value {
        let steps = span.lengths_within(CARRIED_YEARS_MAX, &self.cube.calendar);
        let known = (1..=steps).find_map(|step| {
            self.column(kpi, whose, &span.shifted(step, &self.cube.calendar))[0].value
        });
        value_of(known)
    }

    fn has_ended(&self, spans: &Spans, index: usize) -> bool {
        let end = spans.ranges()[index].end;
        self.cube.calendar.start_of_index(spans.grain(), end) <= self.today
    }

    /// The units at or below and their people, or the person, that have recorded something of what
    /// the KPI rests on, in the order of the tree.
    fn recorders(&self, kpi: KpiId, whose: Whose) -> Vec<(Whose, Place)> {
        let unit = match whose {
            Whose::Unit(unit) => unit,
            Whose::Person(_) | Whose::PersonIn(..) => return vec![(whose, Place::NOWHERE)],
        };
        let Some(place) = self.cube.tree.place(unit) else { return Vec::new() };
        let mut found: Vec<(Whose, Place)> = Vec::new();
        for kpi in self.cube.rests_on(kpi) {
            if let Some(board) = self.cube.boards.get(&kpi) {
                found.extend(board.below(place).iter().map(|own| (own.whose(), own.place)));
            }
        }
        found.sort_unstable_by_key(|(whose, place)| (place.start, *whose));
        found.dedup();
        found
    }
}

/// Whether what is read is the only one that has recorded. Where values are counted, it still
/// counts as one.
fn is_alone(recorders: &[(Whose, Place)], whose: Whose) -> bool {
    matches!(recorders, [(own, _)] if *own == whose)
}

#[inline]
fn evaluate(formula: &Formula, inputs: &[Value], elsewhere: &Elsewhere<'_>) -> Option<f64> {
    let evaluation = formula.expression().evaluate(inputs, elsewhere, LIMITS).ok()?;
    match evaluation.value {
        Value::Number(number) => Some(number.to_f64()).filter(|value| value.is_finite()),
        _ => None,
    }
}

#[inline]
fn value_of(value: Option<f64>) -> Value {
    value.and_then(Number::from_f64).map_or(Value::Null, Value::Number)
}

/// What values come to by a rule. Computed values have no parts: a ratio takes the only one.
fn joined(rule: &Rule, values: impl Iterator<Item = Known>) -> Known {
    let (mut tally, mut count) = (Tally::EMPTY, 0);
    for known in values {
        count += known.count;
        if let Some(value) = known.value {
            rule.push(&mut tally, &Cell::Value(value));
        }
    }
    Known { value: rule.finish(&tally), count }
}
