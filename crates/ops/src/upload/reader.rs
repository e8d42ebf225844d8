//! From a row of cells to the values that are meant.

use goals::id::{KpiId, OrgUnitId, PersonId};
use goals::period::{Calendar, Grain};
use sheet::day::When;
use sheet::header::Role;
use sheet::mapping::Layout;
use sheet::{Address, Mapping, Row};
use store::word::NumberFormat;

use super::Refused;
use super::cells::{self, Expected, Written, Wrong};
use super::names::{Named, Names, Unnamed};
use super::survey::{Opened, short};
use crate::intake::Rejected;
use crate::intake::catalog::{Catalog, Given, Meant, Number};
use crate::live::{LiveState, convert};
use crate::viewer::Viewer;

/// Turns rows into values.
pub(super) struct Reader {
    mapping: Mapping,
    written: Written,
    periods: Vec<(u32, When)>,
    calendar: Calendar,
    kpis: Names<KnownKpi>,
    units: Names<String>,
    people: Names<String>,
    catalog: Catalog,
}

/// Whose a value is, as the catalogue calls them; either may be empty.
struct Whose {
    unit: String,
    person: String,
}

/// What reading needs of a KPI.
#[derive(Clone)]
struct KnownKpi {
    code: String,
    grain: Grain,
    expected: Expected,
}

/// What became of a row.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) values: Vec<Meant>,
    pub(super) refused: Vec<Refused>,
    pub(super) blank: u64,
}

/// People by what they may be called, where a column names them.
fn people<'a>(state: &'a LiveState, mapping: &Mapping) -> impl Iterator<Item = Named<String>> + 'a {
    let all = mapping.person.map(|_| state.directory.people());
    all.into_iter().flatten().map(|model| {
        let id = PersonId(model.id).to_string();
        let codes = [model.code.clone(), model.email.clone()].into_iter().flatten();
        let codes = codes.chain([id.clone()]).collect();
        Named { thing: id, codes, names: vec![model.name.clone()] }
    })
}

impl Reader {
    pub(super) fn of(
        state: &LiveState,
        viewer: &Viewer,
        mapping: &Mapping,
        opened: &Opened,
    ) -> Self {
        let kpis = state.directory.kpis().map(|model| Named {
            thing: KnownKpi {
                code: model.code.clone(),
                grain: model.frequency.into(),
                expected: expected(model),
            },
            codes: vec![model.code.clone(), KpiId(model.id).to_string()],
            names: model.names.0.values().chain([&model.name]).cloned().collect(),
        });
        let units = state.directory.units().map(|model| Named {
            thing: model.code.clone(),
            codes: vec![model.code.clone(), OrgUnitId(model.id).to_string()],
            names: vec![model.name.clone()],
        });
        // What the file as a whole says holds where the mapping says nothing.
        let (numbers, days) = opened.evidence;
        Self {
            kpis: Names::of(kpis),
            units: Names::of(units),
            people: Names::of(people(state, mapping)),
            catalog: match mapping.person {
                Some(_) => Catalog::of(state, viewer).with_people(state),
                None => Catalog::of(state, viewer),
            },
            calendar: state.directory.calendar(),
            periods: opened.periods(mapping),
            written: Written {
                numbers: mapping.numbers.or(numbers.marks()),
                days: mapping.days.or(days.order()),
                percents: mapping.percents,
                epoch: opened.epoch(mapping),
            },
            mapping: mapping.clone(),
        }
    }

    pub(super) fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The values of a row.
    pub(super) fn read(&mut self, row: &Row, outcome: &mut Outcome) {
        let values: Vec<Place> = match self.mapping.layout {
            Layout::Rows => vec![Place::Row],
            Layout::Periods => {
                self.periods.iter().map(|(column, when)| Place::Column(*column, *when)).collect()
            }
        };
        let (given, blank): (Vec<Place>, Vec<Place>) =
            values.into_iter().partition(|place| !self.is_blank(row, *place));
        outcome.blank += blank.len() as u64;
        if given.is_empty() {
            return;
        }
        let (kpi, whose) = match (self.kpi(row), self.whose(row)) {
            (Ok(kpi), Ok(whose)) => (kpi, whose),
            (kpi, whose) => {
                outcome.refused.extend(kpi.err());
                outcome.refused.extend(whose.err());
                return;
            }
        };
        for place in given {
            match self.value(row, place, &kpi, &whose) {
                Ok(meant) => outcome.values.push(meant),
                Err(refused) => outcome.refused.push(refused),
            }
        }
    }

    fn is_blank(&self, row: &Row, place: Place) -> bool {
        let is_empty = |column: Option<u32>| column.is_none_or(|at| row.cell(at).is_empty());
        match place {
            Place::Column(column, _) => row.cell(column).is_empty(),
            Place::Row => {
                let Mapping { value, numerator, denominator, .. } = self.mapping;
                is_empty(value) && is_empty(numerator) && is_empty(denominator)
            }
        }
    }

    fn kpi(&self, row: &Row) -> Result<KnownKpi, Refused> {
        let text = self.named(row, Role::Kpi, self.mapping.kpi_fixed.as_deref())?;
        self.kpis.find(&text).cloned().map_err(|unnamed| {
            let meant = self.kpis.did_you_mean(&text);
            self.refuse(row, Role::Kpi, self.mapping.kpi, unknown("KPI", &text, &unnamed, &meant))
        })
    }

    fn whose(&self, row: &Row) -> Result<Whose, Refused> {
        let text = self.named(row, Role::Person, None)?;
        if text.is_empty() {
            return Ok(Whose { unit: self.unit(row)?, person: String::new() });
        }
        let person = self.people.find(&text).cloned().map_err(|unnamed| {
            self.refuse(
                row,
                Role::Person,
                self.mapping.person,
                unknown("person", &text, &unnamed, ""),
            )
        })?;
        let says_unit = self.mapping.unit.is_some_and(|column| !row.cell(column).is_empty());
        let unit = if says_unit { self.unit(row)? } else { String::new() };
        Ok(Whose { unit, person })
    }

    fn unit(&self, row: &Row) -> Result<String, Refused> {
        let text = self.named(row, Role::Unit, self.mapping.unit_fixed.as_deref())?;
        self.units.find(&text).cloned().map_err(|unnamed| {
            let meant = self.units.did_you_mean(&text);
            let wrong = unknown("unit", &text, &unnamed, &meant);
            self.refuse(row, Role::Unit, self.mapping.unit, wrong)
        })
    }

    /// The text of a column, or the one that holds for all rows.
    fn named(&self, row: &Row, role: Role, fixed: Option<&str>) -> Result<String, Refused> {
        let Some(column) = self.mapping.column(role) else {
            return Ok(fixed.unwrap_or_default().to_owned());
        };
        cells::text(row.cell(column)).map_err(|wrong| self.refuse(row, role, Some(column), wrong))
    }

    fn value(
        &mut self,
        row: &Row,
        place: Place,
        kpi: &KnownKpi,
        whose: &Whose,
    ) -> Result<Meant, Refused> {
        let when = match place {
            Place::Column(_, when) => Some(when),
            Place::Row => {
                let cell = row.cell(self.mapping.period.unwrap_or(u32::MAX));
                cells::when(cell, &self.written)
                    .map_err(|wrong| self.refuse(row, Role::Period, self.mapping.period, wrong))?
            }
        };
        let period_column = place.column().or(self.mapping.period);
        let missing = || ("missing_field", "the period is missing".to_owned());
        let period = when
            .ok_or_else(missing)
            .and_then(|when| cells::period(&self.calendar, kpi.grain, when))
            .map_err(|wrong| self.refuse(row, Role::Period, period_column, wrong))?
            .to_string();
        let value_column = place.column().or(self.mapping.value);
        let value = self.number(row, Role::Value, value_column, kpi.expected)?;
        let (mut numerator, mut denominator) = (None, None);
        if place.column().is_none() {
            let (above, below) = (self.mapping.numerator, self.mapping.denominator);
            numerator = self.number(row, Role::Numerator, above, Expected::Plain)?;
            denominator = self.number(row, Role::Denominator, below, Expected::Plain)?;
        }
        let note = self.named(row, Role::Note, None)?;
        let given = Given {
            kpi: &kpi.code,
            unit: &whose.unit,
            person: &whose.person,
            period: &period,
            value: Number::Known(value),
            numerator: Number::Known(numerator),
            denominator: Number::Known(denominator),
            note: &note,
        };
        let read = self.catalog.read(u64::from(row.number), &given);
        read.map_err(|rejected| self.rejected(row, place, rejected))
    }

    fn number(
        &self,
        row: &Row,
        role: Role,
        column: Option<u32>,
        expected: Expected,
    ) -> Result<Option<f64>, Refused> {
        let Some(at) = column else { return Ok(None) };
        cells::number(row.cell(at), &self.written, expected)
            .map_err(|wrong| self.refuse(row, role, column, wrong))
    }

    /// What the catalogue refuses, with the cell that it is about.
    fn rejected(&self, row: &Row, place: Place, rejected: Rejected) -> Refused {
        let role = Role::ALL.into_iter().find(|role| role.key() == rejected.column);
        let role = role.unwrap_or(Role::Value);
        let own = self.mapping.column(role);
        let column = match role {
            Role::Kpi | Role::Unit | Role::Person | Role::Note => own,
            _ => place.column().or(own),
        };
        self.refuse(row, role, column, (rejected.code, rejected.reason))
    }

    fn refuse(&self, row: &Row, role: Role, column: Option<u32>, wrong: Wrong) -> Refused {
        let (code, reason) = wrong;
        let text = column.map(|at| short(&row.cell(at).text())).unwrap_or_default();
        let cell = column.map(|column| Address { row: row.number, column });
        Refused { cell, row: row.number, field: role.key(), text, code, reason }
    }
}

/// Where a value stands in its row.
#[derive(Clone, Copy)]
enum Place {
    /// In the columns that the mapping names.
    Row,
    /// In a column that is named after its period.
    Column(u32, When),
}

impl Place {
    fn column(self) -> Option<u32> {
        match self {
            Self::Row => None,
            Self::Column(column, _) => Some(column),
        }
    }
}

fn expected(model: &store::entity::kpi::Model) -> Expected {
    let is_percent = model.format == NumberFormat::Percent && !convert::kpi(model).takes_parts();
    if is_percent { Expected::Percent } else { Expected::Plain }
}

fn unknown(what: &str, text: &str, unnamed: &Unnamed, meant: &str) -> Wrong {
    let text = short(text);
    match unnamed {
        _ if text.is_empty() => ("missing_field", format!("the {what} is missing")),
        Unnamed::Unknown => {
            let message = format!("there is no {what} with the code or name `{text}`{meant}");
            ("unknown_reference", message)
        }
        Unnamed::Ambiguous => {
            let message = format!("more than one {what} is called `{text}`; write its code");
            ("ambiguous_reference", message)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_the_catalogue_is_a_role() {
        for column in ["kpi", "unit", "period", "value", "numerator", "denominator", "note"] {
            assert!(Role::ALL.iter().any(|role| role.key() == column), "{column}");
        }
    }
}
