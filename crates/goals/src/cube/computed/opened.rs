//! A computed value opened: the formula with what went into it.

use std::sync::Arc;

use super::super::tree::Place;
use super::super::{Cube, WindowValue};
use super::elsewhere::{Elsewhere, Looked};
use super::{Computer, Spans, Whose, evaluate, is_alone, value_of};
use crate::formula::Formula;
use crate::formula::function::Kind;
use crate::id::KpiId;
use crate::kpi::{Aggregation, MissingPolicy};
use crate::period::Period;
use crate::subject::Subject;
use jiff::civil::Date;

/// How a value of a computed KPI came about.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// Period by period; then by the rule over time.
    Periods(Vec<Period>),
    /// By the formula for each of these units and people; then by the rule over units.
    Units(Vec<(Subject, FormulaReading)>),
    /// By the formula at once.
    Formula(FormulaReading),
}

/// A formula with the values that went in.
#[derive(Debug, Clone, PartialEq)]
pub struct FormulaReading {
    /// The formula.
    pub formula: Arc<Formula>,
    /// What it read in the same period, by slot; a slot that it reads elsewhere only is left out.
    pub inputs: Vec<InputReading>,
    /// What it read elsewhere, in the order of asking.
    pub elsewhere: Vec<ElsewhereReading>,
    /// What it gave.
    pub value: Option<f64>,
}

/// An input of a formula in the same period.
#[derive(Debug, Clone, PartialEq)]
pub struct InputReading {
    /// Its slot.
    pub slot: usize,
    /// The KPI.
    pub kpi: KpiId,
    /// What is known of it.
    pub read: WindowValue,
    /// The number that went in; differs from what is known where the missing policy speaks.
    pub used: Option<f64>,
}

/// What a function of a formula gave.
#[derive(Debug, Clone, PartialEq)]
pub struct ElsewhereReading {
    /// The KPI.
    pub kpi: KpiId,
    /// The function.
    pub function: Kind,
    /// The number of periods behind it; 1 when it takes none.
    pub periods: i32,
    /// The period that it looked at.
    pub period: Period,
    /// What it gave.
    pub value: Option<f64>,
}

impl Cube {
    /// How the value of a computed KPI for a unit or person in `span` came about; `None` where it
    /// is recorded.
    pub fn open_computed(
        &self,
        kpi: KpiId,
        subject: impl Into<Subject>,
        span: Period,
        today: Date,
    ) -> Option<Opened> {
        let whose = Whose::from(subject.into());
        let board = self.boards.get(&kpi).filter(|board| board.kpi.is_computed())?;
        let frequency = board.kpi.frequency;
        let range = self.calendar.indexes_between(frequency, span);
        if board.rules.over_time(&range).aggregation != Aggregation::Ratio && range.len() > 1 {
            let period = |index| self.calendar.period_of_index(frequency, index);
            return Some(Opened::Periods(range.map(period).collect()));
        }
        let computer = Computer::new(self, today);
        let last = self.calendar.start_of_index(frequency, range.end.saturating_sub(1));
        let formula = board.kpi.formula_at(last)?.clone();
        let unit_rule = board.rules.over_units(range.end.saturating_sub(1));
        let spans = Spans::new(frequency, vec![range]);
        if unit_rule.aggregation != Aggregation::Ratio {
            let recorders = computer.recorders(kpi, whose);
            let counts = unit_rule.aggregation == Aggregation::Count;
            if !recorders.is_empty() && (counts || !is_alone(&recorders, whose)) {
                return Some(Opened::Units(computer.heard(kpi, &formula, recorders, &spans)));
            }
        }
        Some(Opened::Formula(computer.opened(kpi, formula, whose, &spans)?))
    }
}

impl Computer<'_> {
    /// The formula for each of the units whose result counts: one with a value speaks for those
    /// below it.
    fn heard(
        &self,
        kpi: KpiId,
        formula: &Arc<Formula>,
        recorders: Vec<(Whose, Place)>,
        spans: &Spans,
    ) -> Vec<(Subject, FormulaReading)> {
        let mut spoken_for = 0;
        let heard = recorders.into_iter().filter_map(|(whose, place)| {
            let reading = self.opened(kpi, formula.clone(), whose, spans)?;
            let is_heard = reading.value.is_some() && spoken_for <= place.start;
            is_heard.then(|| {
                spoken_for = place.end;
                (whose.subject(), reading)
            })
        });
        heard.collect()
    }

    fn opened(
        &self,
        kpi: KpiId,
        formula: Arc<Formula>,
        whose: Whose,
        spans: &Spans,
    ) -> Option<FormulaReading> {
        let board = self.cube.boards.get(&kpi)?;
        let period = spans.period(&spans.ranges()[0], &self.cube.calendar);
        let read = |slot: &usize| {
            let kpi = formula.inputs()[*slot].kpi;
            (*slot, kpi, self.cube.aggregate(kpi, whose.subject(), period, self.today))
        };
        let read: Vec<(usize, KpiId, WindowValue)> = formula.direct().iter().map(read).collect();
        let mut values = vec![feel::Value::Null; formula.inputs().len()];
        for (slot, _, known) in &read {
            values[*slot] = value_of(known.value);
        }
        let fills = board.kpi.missing != MissingPolicy::Null;
        if fills && read.iter().any(|(.., known)| known.count > 0) && self.has_ended(spans, 0) {
            self.fill(board, &formula, whose, (spans, 0), &mut values);
        }
        let elsewhere = Elsewhere::new(self, &formula, whose, spans);
        let value = evaluate(&formula, &values, &elsewhere);
        let inputs = read.into_iter().map(|(slot, kpi, read)| {
            let used = values[slot].as_number().map(feel::Number::to_f64);
            InputReading { slot, kpi, read, used }
        });
        let inputs = inputs.collect();
        let elsewhere = elsewhere.looked().into_iter().map(|looked| {
            let Looked { kind, kpi, periods, value } = looked;
            let period = elsewhere.period(kind, periods);
            ElsewhereReading { kpi, function: kind, periods, period, value }
        });
        let elsewhere = elsewhere.collect();
        Some(FormulaReading { formula, inputs, elsewhere, value })
    }
}
