//! What formulas ask of a KPI besides its value in the same period: the host of `feel`.

use std::cell::{Cell as Slot, RefCell};

use feel::{DateTime, Host, Value};
use rustc_hash::FxHashMap;

use super::{Column, Computer, Known, Spans, Whose, joined, value_of};
use crate::aggregate::rule;
use crate::formula::Formula;
use crate::formula::function::{ALL, Kind, Periods};
use crate::id::KpiId;
use crate::kpi::Aggregation;
use crate::period::Period;

/// The most periods that a function goes back over.
const PERIODS_MAX: i64 = 10_000;

pub(super) struct Elsewhere<'a> {
    computer: &'a Computer<'a>,
    formula: &'a Formula,
    whose: Whose,
    spans: &'a Spans,
    /// Which of the spans is asked for.
    index: Slot<usize>,
    /// How many recorded values have gone in for it.
    count: Slot<u32>,
    columns: RefCell<FxHashMap<(Kind, KpiId, i32), Column>>,
    /// What was asked for, once each; kept while one value is opened.
    looked: RefCell<Vec<Looked>>,
}

/// An answer to the formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Looked {
    pub(super) kind: Kind,
    pub(super) kpi: KpiId,
    pub(super) periods: i32,
    pub(super) value: Option<f64>,
}

impl<'a> Elsewhere<'a> {
    pub(super) fn new(
        computer: &'a Computer<'a>,
        formula: &'a Formula,
        whose: Whose,
        spans: &'a Spans,
    ) -> Elsewhere<'a> {
        Elsewhere {
            computer,
            formula,
            whose,
            spans,
            index: Slot::new(0),
            count: Slot::new(0),
            columns: RefCell::default(),
            looked: RefCell::default(),
        }
    }

    /// What was asked for at the first span, each once.
    pub(super) fn looked(&self) -> Vec<Looked> {
        self.looked.borrow().clone()
    }

    /// The period that a function looks at from the first span.
    pub(super) fn period(&self, kind: Kind, periods: i32) -> Period {
        let spans = self.spans_of(kind, periods);
        spans.period(&spans.ranges()[0], &self.computer.cube.calendar)
    }

    fn spans_of(&self, kind: Kind, periods: i32) -> Spans {
        let calendar = &self.computer.cube.calendar;
        match kind {
            Kind::Previous => self.spans.shifted(periods, calendar),
            Kind::LastYear => self.spans.year_before(calendar),
            Kind::YearToDate => self.spans.year_to_date(calendar),
            Kind::Rolling => self.spans.rolling(periods, calendar),
            Kind::Target | Kind::Sum | Kind::Mean | Kind::Min | Kind::Max | Kind::Count => {
                self.spans.clone()
            }
        }
    }

    /// Answers for this span from now on.
    #[inline]
    pub(super) fn look_at(&self, index: usize) {
        self.index.set(index);
        self.count.set(0);
    }

    /// How many recorded values were looked at.
    #[inline]
    pub(super) fn count(&self) -> u32 {
        self.count.get()
    }

    fn column(&self, kind: Kind, kpi: KpiId, periods: i32) -> Column {
        let asked = (kind, kpi, periods);
        if let Some(column) = self.columns.borrow().get(&asked) {
            return column.clone();
        }
        let column = match kind {
            Kind::Previous | Kind::LastYear | Kind::YearToDate | Kind::Rolling => {
                self.computer.column(kpi, self.whose, &self.spans_of(kind, periods))
            }
            Kind::Target => self.targets(kpi),
            Kind::Sum => self.over_units(kpi, Aggregation::Sum),
            Kind::Mean => self.over_units(kpi, Aggregation::Mean),
            Kind::Min => self.over_units(kpi, Aggregation::Min),
            Kind::Max => self.over_units(kpi, Aggregation::Max),
            Kind::Count => self.over_units(kpi, Aggregation::Count),
        };
        self.columns.borrow_mut().insert(asked, column.clone());
        column
    }

    fn targets(&self, kpi: KpiId) -> Column {
        let cube = self.computer.cube;
        let spans = self.spans.ranges().iter();
        spans
            .map(|range| {
                let period = self.spans.period(range, &cube.calendar);
                let value = cube
                    .target_in(kpi, self.whose.subject(), period)
                    .and_then(|marks| marks.target);
                Known { value, count: 0 }
            })
            .collect()
    }

    /// Over the units that record, each on its own; not those above others that do, which would
    /// count twice.
    fn over_units(&self, kpi: KpiId, aggregation: Aggregation) -> Column {
        let recorders = self.computer.recorders(kpi, self.whose);
        let lowest = recorders.iter().enumerate().filter(|(place, (_, own))| {
            recorders.get(place + 1).is_none_or(|(_, next)| !own.covers(next.start))
        });
        let columns: Vec<Column> =
            lowest.map(|(_, (whose, _))| self.computer.column(kpi, *whose, self.spans)).collect();
        let each = 0..self.spans.len();
        each.map(|index| joined(rule(aggregation), columns.iter().map(|column| column[index])))
            .collect()
    }

    /// The number behind the KPI, where it makes sense; 1 when it may be left out and is.
    fn periods(given: &Value, taken: Periods) -> Option<i32> {
        match given {
            Value::Null => (taken != Periods::Required).then_some(1),
            Value::Number(number) => {
                let periods = number.to_i64()?;
                (0..=PERIODS_MAX).contains(&periods).then_some(periods as i32)
            }
            _ => None,
        }
    }
}

impl Host for Elsewhere<'_> {
    /// Formulas do not read the clock: the same facts give the same value on every day.
    fn now(&self) -> Option<DateTime> {
        None
    }

    fn call(&self, function: usize, arguments: &[Value]) -> Value {
        let (Some(function), Some(Value::String(name))) = (ALL.get(function), arguments.first())
        else {
            return Value::Null;
        };
        let given = arguments.get(1).unwrap_or(&Value::Null);
        let (Some(kpi), Some(periods)) =
            (self.formula.named(name), Self::periods(given, function.periods))
        else {
            return Value::Null;
        };
        let known = self.column(function.kind, kpi, periods)[self.index.get()];
        self.count.set(self.count.get().saturating_add(known.count));
        let looked = Looked { kind: function.kind, kpi, periods, value: known.value };
        // While a column is computed there are many; only an opened value is asked for them.
        if self.spans.len() == 1 && !self.looked.borrow().contains(&looked) {
            self.looked.borrow_mut().push(looked);
        }
        value_of(known.value)
    }
}
