//! Why a computed KPI has its value: the formula with the numbers put in.

use std::cell::Cell;

use super::kpi::Opener;
use super::{
    Argument, Entity, FactRef, KPI_INPUTS_MAX, KpiValue, Label, Proof, Rule, RuleKey, UnitKind,
    shown_or_unknown,
};
use crate::cube::{ElsewhereReading, FormulaReading, Opened, WindowValue};
use crate::formula::function::{ALL, Kind};
use crate::period::Period;
use crate::subject::Subject;

impl Opener<'_> {
    pub(super) fn computed(
        &self,
        of: &KpiValue,
        period: Period,
        opened: Opened,
        room: &Cell<usize>,
    ) -> Proof {
        match opened {
            Opened::Periods(periods) => self.by_period(of, period, &periods, room),
            Opened::Units(units) => self.by_unit(of, period, &units, room),
            Opened::Formula(reading) => self.formula(of, period, &reading, room),
        }
    }

    /// Results of periods, brought together by the rule over time.
    fn by_period(
        &self,
        of: &KpiValue,
        period: Period,
        parts: &[Period],
        room: &Cell<usize>,
    ) -> Proof {
        let opened = parts.iter().take(KPI_INPUTS_MAX).filter_map(|&part| {
            take(room)?;
            let value = self.cube.aggregate(self.kpi.id, of.subject, part, self.today);
            Proof::kpi_within(self.cube, KpiValue { value, ..*of }, self.today, room)
        });
        self.node(of, Some(period), opened.collect(), parts.len())
    }

    /// Results of units, brought together by the rule over units.
    fn by_unit(
        &self,
        of: &KpiValue,
        period: Period,
        parts: &[(Subject, FormulaReading)],
        room: &Cell<usize>,
    ) -> Proof {
        let opened = parts.iter().take(KPI_INPUTS_MAX).filter_map(|(subject, reading)| {
            take(room)?;
            let count = reading.inputs.iter().map(|input| input.read.count).sum();
            let value = reading.value;
            let value = WindowValue { value, period: Some(period), count, ..WindowValue::NOTHING };
            let of = KpiValue { kpi: self.kpi.id, subject: *subject, value };
            Some(self.formula(&of, period, reading, room))
        });
        self.node(of, Some(period), opened.collect(), parts.len())
    }

    fn formula(
        &self,
        of: &KpiValue,
        period: Period,
        reading: &FormulaReading,
        room: &Cell<usize>,
    ) -> Proof {
        let inputs = reading.inputs.iter().filter_map(|input| {
            take(room)?;
            let of = KpiValue { kpi: input.kpi, subject: of.subject, value: input.read };
            let mut proof = Proof::kpi_within(self.cube, of, self.today, room)?;
            proof.label.key = "kpi.input";
            if input.used != input.read.value {
                proof.value = input.used;
                let policy = self.kpi.missing.key();
                proof.rule = proof.rule.with("stands_in", Argument::Key(policy));
            }
            Some(proof)
        });
        let elsewhere = reading.elsewhere.iter().filter_map(|looked| {
            take(room)?;
            Some(self.elsewhere(looked, of.subject, room))
        });
        let inputs: Vec<Proof> = inputs.chain(elsewhere).collect();
        let mut proof = self.node(of, Some(period), inputs, 1);
        let text = reading.formula.text();
        let text = format!("{text} = {}", with_numbers(reading));
        proof.rule = Rule::new(RuleKey::Formula, text);
        proof
    }

    fn elsewhere(&self, looked: &ElsewhereReading, subject: Subject, room: &Cell<usize>) -> Proof {
        let read = match looked.function {
            Kind::Previous | Kind::LastYear | Kind::YearToDate | Kind::Rolling => {
                self.cube.aggregate(looked.kpi, subject, looked.period, self.today)
            }
            _ => WindowValue { value: looked.value, ..WindowValue::NOTHING },
        };
        let of = KpiValue { kpi: looked.kpi, subject, value: read };
        let opened = Proof::kpi_within(self.cube, of, self.today, room);
        let label = Label::of(key_of(looked.function), Entity::Kpi(looked.kpi))
            .with("org_unit", Argument::Entity(subject.into()))
            .with("period", Argument::Span(looked.period))
            .with("periods", Argument::Number(f64::from(looked.periods)));
        let facts = vec![FactRef::Definition(Entity::Kpi(looked.kpi))];
        let (rule, inputs, facts) = match opened {
            Some(opened) => (opened.rule, opened.inputs, opened.facts),
            None => (Rule::new(RuleKey::Formula, name_of(looked.function)), Vec::new(), facts),
        };
        let unit = match looked.function {
            Kind::Count => UnitKind::Count,
            _ => UnitKind::Kpi(looked.kpi),
        };
        Proof { label, value: looked.value, status: None, unit, rule, inputs, facts }
    }
}

fn take(room: &Cell<usize>) -> Option<()> {
    room.set(room.get().checked_sub(1)?);
    Some(())
}

/// The formula's text with each KPI, and each function of one, replaced by its value.
fn with_numbers(reading: &FormulaReading) -> String {
    let formula = &reading.formula;
    let mut places: Vec<(feel::Span, Option<f64>)> = Vec::new();
    for call in formula.calls() {
        let kpi = call.names.first().and_then(|name| formula.named(name));
        let mut given = reading
            .elsewhere
            .iter()
            .filter(|own| Some(own.kpi) == kpi && name_of(own.function) == &*call.function);
        if let (Some(one), None) = (given.next(), given.next()) {
            places.push((call.span, one.value));
        }
    }
    for mention in formula.mentions().filter(|mention| !mention.is_elsewhere) {
        let input = reading.inputs.iter().find(|input| input.kpi == mention.kpi);
        places.push((mention.span, input.and_then(|input| input.used)));
    }
    places.sort_by_key(|(span, _)| span.start);
    let (text, mut shown, mut done) = (formula.text(), String::new(), 0);
    for (span, value) in places {
        shown.push_str(&text[done..span.start as usize]);
        shown.push_str(&shown_or_unknown(value));
        done = span.end as usize;
    }
    shown.push_str(&text[done..]);
    shown
}

fn name_of(kind: Kind) -> &'static str {
    ALL.iter().find(|own| own.kind == kind).map_or("", |own| own.name)
}

fn key_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Previous => "kpi.previous",
        Kind::LastYear => "kpi.last_year",
        Kind::YearToDate => "kpi.year_to_date",
        Kind::Rolling => "kpi.rolling",
        Kind::Target => "kpi.target",
        Kind::Sum => "kpi.sum_over_units",
        Kind::Mean => "kpi.mean_over_units",
        Kind::Min => "kpi.min_over_units",
        Kind::Max => "kpi.max_over_units",
        Kind::Count => "kpi.count_over_units",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::cube::Cube;
    use crate::formula::{Formula, Named};
    use crate::id::{KpiId, OrgUnitId};
    use crate::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point, Version};
    use crate::period::{Calendar, Grain};
    use jiff::civil::date;
    use uuid::Uuid;

    #[test]
    fn a_formula_shows_its_numbers_and_opens_its_inputs() {
        let [won, lost, rate] = [1, 2, 3].map(|number| KpiId(Uuid::from_u128(number)));
        let unit = OrgUnitId(Uuid::from_u128(1));
        let named =
            |name: &str, kpi| Named { name: name.to_owned(), kpi, quantity: feel::Quantity::Count };
        let names = [named("won", won), named("lost", lost)];
        let formula = Formula::read("won / (won + lost) - prev(won) / 100", &names).unwrap();
        let kpi = |id, formula: Option<Formula>| Kpi {
            id,
            direction: Direction::Higher,
            frequency: Grain::Month,
            time_aggregation: Aggregation::Ratio,
            unit_aggregation: Aggregation::Ratio,
            missing: MissingPolicy::Null,
            versions: formula
                .map(|formula| Version {
                    from: None,
                    formula: Some(Arc::new(formula)),
                    together: None,
                })
                .into_iter()
                .collect(),
            is_archived: false,
        };
        let recorded = |id| Kpi {
            time_aggregation: Aggregation::Sum,
            unit_aggregation: Aggregation::Sum,
            ..kpi(id, None)
        };
        let mut cube = Cube::new(Calendar::PLAIN);
        cube.set_units([(unit, None)]);
        for kpi in [recorded(won), recorded(lost), kpi(rate, Some(formula))] {
            cube.put_kpi(&kpi).unwrap();
        }
        for (kpi, start, value) in [
            (won, date(2013, 9, 1), 10.0),
            (won, date(2013, 10, 1), 30.0),
            (lost, date(2013, 10, 1), 10.0),
        ] {
            cube.set(&Point { kpi, org_unit: unit, person: None, start, cell: Cell::Value(value) })
                .unwrap();
        }
        let (today, period) =
            (date(2013, 12, 1), Calendar::PLAIN.period_containing(Grain::Month, date(2013, 10, 1)));
        let value = cube.aggregate(rate, unit, period, today);
        let of = KpiValue { kpi: rate, subject: unit.into(), value };
        let proof = Proof::kpi(&cube, of, today).unwrap();
        assert_eq!(proof.value, Some(0.65));
        assert_eq!(
            proof.rule.text,
            "won / (won + lost) - prev(won) / 100 = 30 / (30 + 10) - 10 / 100"
        );
        let keys: Vec<&str> = proof.inputs.iter().map(|input| input.label.key).collect();
        assert_eq!(keys, ["kpi.input", "kpi.input", "kpi.previous"]);
        let values: Vec<Option<f64>> = proof.inputs.iter().map(|input| input.value).collect();
        assert_eq!(values, [Some(30.0), Some(10.0), Some(10.0)]);
        assert!(proof.inputs[2].facts.iter().any(|fact| fact.kind() == "measurement"));
    }
}
