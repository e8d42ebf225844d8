//! What lines may refer to: KPIs and units by code, people by code or e-mail address, periods by
//! day or name; and the checks of one line.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use goals::access::Action;
use goals::id::{KpiId, OrgUnitId};
use goals::kpi::{Cell, POINT_EARLIEST};
use goals::period::{Calendar, Grain};
use jiff::civil::Date;
use store::kpi_version::{KpiVersion, is_computed_on};
use store::measurement::NewPoint;
use store::word::SubjectKind;
use uuid::Uuid;

use super::Rejected;
use super::people::{KnownPerson, People};
use crate::limits::{NUMBER_CHARACTERS_MAX, TEXT_CHARACTERS_MAX};
use crate::live::{LiveState, convert};
use crate::nearest::Suggestions;
use crate::viewer::Viewer;
use crate::{period_label, subject};

/// What was given for one measurement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given<'a> {
    pub(crate) kpi: &'a str,
    /// May be left out for a person.
    pub(crate) unit: &'a str,
    /// Empty for a value of the unit itself.
    pub(crate) person: &'a str,
    pub(crate) period: &'a str,
    pub(crate) value: Number<'a>,
    pub(crate) numerator: Number<'a>,
    pub(crate) denominator: Number<'a>,
    pub(crate) note: &'a str,
}

/// A number as it came in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Number<'a> {
    Text(&'a str),
    Known(Option<f64>),
}

/// What one measurement means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Meant {
    pub(crate) line: u64,
    pub(crate) kpi: Uuid,
    /// Whose it is, or where the person's value counts.
    pub(crate) unit: Uuid,
    pub(crate) person: Option<Uuid>,
    pub(crate) period_on: Date,
    pub(crate) cell: Cell,
    pub(crate) note: Option<Box<str>>,
}

impl Meant {
    /// What is to be written, under this identity.
    pub(crate) fn new_point(self, id: Uuid) -> NewPoint {
        NewPoint {
            id,
            kpi_id: self.kpi,
            subject_id: self.person.unwrap_or(self.unit),
            subject_kind: self.person.map_or(SubjectKind::Unit, |_| SubjectKind::Person),
            org_unit_id: self.person.map(|_| self.unit),
            period_on: self.period_on.into(),
            cell: self.cell,
            note: self.note.map(String::from),
        }
    }
}

/// The KPIs and units of an organisation by code, and the lines that have been read.
#[derive(Debug)]
pub(crate) struct Catalog {
    calendar: Calendar,
    today: Date,
    kpis: HashMap<String, KnownKpi>,
    /// The versions of KPIs that have any, by number.
    versions: HashMap<u32, Vec<KpiVersion>>,
    units: HashMap<String, KnownUnit>,
    people: People,
    kpis_meant: Suggestions,
    units_meant: Suggestions,
    seen: HashMap<(u32, SubjectNumber, Date), u64>,
}

#[derive(Debug, Clone, Copy)]
struct KnownKpi {
    number: u32,
    id: Uuid,
    frequency: Grain,
    needs_parts: bool,
    is_archived: bool,
    may_record: bool,
}

#[derive(Debug, Clone, Copy)]
struct KnownUnit {
    number: u32,
    id: Uuid,
    is_archived: bool,
}

/// Whose a value is.
enum Named<'a> {
    Unit(KnownUnit),
    /// With the unit in which it counts, unless that is where the person belonged.
    Person(&'a KnownPerson, Option<KnownUnit>),
}

/// A unit or a person, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum SubjectNumber {
    Unit(u32),
    Person(u32),
}

impl Catalog {
    /// What the viewer may refer to. Things are found by their code and by their identity.
    pub(crate) fn of(state: &LiveState, viewer: &Viewer) -> Self {
        let (mut kpis, mut versions) = (HashMap::new(), HashMap::new());
        for (number, model) in (0..).zip(state.directory.kpis()) {
            let thing = crate::kpi::thing(model);
            let known = KnownKpi {
                number,
                id: model.id,
                frequency: model.frequency.into(),
                needs_parts: convert::takes_parts(model),
                is_archived: model.archived_at.is_some(),
                may_record: viewer.access.may(Action::RecordMeasurement, &thing).is_ok(),
            };
            if !model.versions.0.is_empty() {
                versions.insert(number, model.versions.0.clone());
            }
            kpis.insert(KpiId(model.id).to_string(), known);
            kpis.insert(model.code.clone(), known);
        }
        let mut units = HashMap::new();
        for (number, model) in (0..).zip(state.directory.units()) {
            let known =
                KnownUnit { number, id: model.id, is_archived: model.archived_at.is_some() };
            units.insert(OrgUnitId(model.id).to_string(), known);
            units.insert(model.code.clone(), known);
        }
        Self {
            calendar: state.directory.calendar(),
            today: state.today,
            kpis,
            versions,
            units,
            people: People::default(),
            kpis_meant: Suggestions::default(),
            units_meant: Suggestions::default(),
            seen: HashMap::new(),
        }
    }

    /// The same with people. There may be very many, so it is done where lines may name them.
    pub(crate) fn with_people(self, state: &LiveState) -> Self {
        Self { people: People::of(&state.directory), ..self }
    }

    fn is_computed(&self, kpi: &KnownKpi, day: Date) -> bool {
        self.versions.get(&kpi.number).is_some_and(|versions| is_computed_on(versions, day))
    }

    fn named(&self, given: &Given<'_>) -> Result<Named<'_>, Wrong> {
        let person = match given.person {
            "" => None,
            name => {
                let unknown = || ("person", "unknown_reference", unknown_person(name));
                Some(self.people.find(name).ok_or_else(unknown)?)
            }
        };
        if let Some(person) = person.filter(|_| given.unit.is_empty()) {
            return Ok(Named::Person(person, None));
        }
        let unknown = || {
            let reason = unknown("unit", given.unit, &self.units_meant, self.units.keys());
            ("unit", "unknown_reference", reason)
        };
        let unit = *self.units.get(given.unit).ok_or_else(unknown)?;
        if unit.is_archived {
            return Err(("unit", "archived", archived("unit", given.unit)));
        }
        Ok(person.map_or(Named::Unit(unit), |person| Named::Person(person, Some(unit))))
    }

    /// Checks one line. A line that says something about the same KPI, unit and period as an
    /// earlier one is refused: which of the two holds cannot be known.
    pub(crate) fn read(&mut self, line: u64, given: &Given<'_>) -> Result<Meant, Rejected> {
        let refuse = |column, code, reason| Rejected { line, column, code, reason };
        let kpi = *self.kpis.get(given.kpi).ok_or_else(|| {
            let reason = unknown("KPI", given.kpi, &self.kpis_meant, self.kpis.keys());
            refuse("kpi", "unknown_reference", reason)
        })?;
        let named = self.named(given).map_err(|wrong| refuse(wrong.0, wrong.1, wrong.2))?;
        if kpi.is_archived {
            return Err(refuse("kpi", "archived", archived("KPI", given.kpi)));
        }
        if !kpi.may_record {
            let reason = format!(
                "you may not {}; {}",
                Action::RecordMeasurement.as_words(),
                Action::RecordMeasurement.way_out()
            );
            return Err(refuse("kpi", "forbidden", reason));
        }
        if given.period.is_empty() {
            let reason = "the period is missing; give `period`".to_owned();
            return Err(refuse("period", "missing_field", reason));
        }
        let period_on = period_label::parse(&self.calendar, kpi.frequency, given.period)
            .map_err(|reason| refuse("period", "bad_period", reason))?;
        check_begun(period_on, self.today)
            .map_err(|reason| refuse("period", "date_out_of_range", reason))?;
        if self.is_computed(&kpi, period_on) {
            return Err(refuse("kpi", "kpi_computed", computed(given.kpi)));
        }
        let cell = cell(&kpi, given).map_err(|wrong| refuse(wrong.0, wrong.1, wrong.2))?;
        if given.note.len() > TEXT_CHARACTERS_MAX {
            let reason = format!("the note is longer than {TEXT_CHARACTERS_MAX} characters");
            return Err(refuse("note", "too_long", reason));
        }
        if given.note.contains('\0') {
            let reason = "the note holds a NUL character, which no text has".to_owned();
            return Err(refuse("note", "bad_text", reason));
        }
        let unit = named.unit_on(period_on).ok_or_else(|| {
            let reason = subject::belongs_nowhere(given.person, period_on);
            refuse("unit", "no_membership", reason)
        })?;
        let (number, person) = (named.number(), named.person());
        match self.seen.entry((kpi.number, number, period_on)) {
            Entry::Vacant(place) => place.insert(line),
            Entry::Occupied(earlier) => {
                let reason = format!(
                    "{} for {} in {period_on} is given in line {} already; keep one of them",
                    given.kpi,
                    if given.person.is_empty() { given.unit } else { given.person },
                    earlier.get()
                );
                return Err(refuse("period", "duplicate", reason));
            }
        };
        let note = Some(given.note).filter(|note| !note.is_empty()).map(Into::into);
        Ok(Meant { line, kpi: kpi.id, unit, person, period_on, cell, note })
    }
}

impl Named<'_> {
    fn number(&self) -> SubjectNumber {
        match self {
            Named::Unit(unit) => SubjectNumber::Unit(unit.number),
            Named::Person(person, _) => SubjectNumber::Person(person.number),
        }
    }

    /// The unit in which a value of the period that begins on this day counts.
    fn unit_on(&self, day: Date) -> Option<Uuid> {
        match self {
            Named::Unit(unit) | Named::Person(_, Some(unit)) => Some(unit.id),
            Named::Person(person, None) => person.unit_on(day),
        }
    }

    fn person(&self) -> Option<Uuid> {
        match self {
            Named::Unit(_) => None,
            Named::Person(person, _) => Some(person.id),
        }
    }
}

/// Why no value is taken for a KPI that has a formula.
pub(crate) fn computed(kpi: &str) -> String {
    format!("{kpi} is computed by a formula; record the KPIs that the formula names")
}

/// A period that has not begun cannot have been measured, and one of long ago is a slip of the pen.
pub(crate) fn check_begun(period_on: Date, today: Date) -> Result<(), String> {
    if period_on > today {
        return Err(format!("`{period_on}` is in the future; today is {today}"));
    }
    if period_on < POINT_EARLIEST {
        return Err(format!(
            "`{period_on}` is before {POINT_EARLIEST}, the first day that is kept"
        ));
    }
    Ok(())
}

type Wrong = (&'static str, &'static str, String);

fn cell(kpi: &KnownKpi, given: &Given<'_>) -> Result<Cell, Wrong> {
    let value = number("value", given.value)?;
    let numerator = number("numerator", given.numerator)?;
    let denominator = number("denominator", given.denominator)?;
    checked_cell(kpi.needs_parts, value, numerator, denominator)
}

/// The recorded number, when it is of the kind that the KPI is measured by.
pub(crate) fn checked_cell(
    needs_parts: bool,
    value: Option<f64>,
    numerator: Option<f64>,
    denominator: Option<f64>,
) -> Result<Cell, Wrong> {
    if needs_parts {
        let missing = "this KPI is a ratio: give `numerator` and `denominator`";
        if value.is_some() {
            let message = format!("{missing} and leave `value` out; a ratio is never averaged");
            return Err(("value", "ratio_needs_parts", message));
        }
        let numerator =
            numerator.ok_or_else(|| ("numerator", "missing_field", missing.to_owned()))?;
        let denominator =
            denominator.ok_or_else(|| ("denominator", "missing_field", missing.to_owned()))?;
        if denominator < 0.0 {
            let message = "a denominator counts something: it is 0 or more".to_owned();
            return Err(("denominator", "denominator_negative", message));
        }
        return Ok(Cell::Parts { numerator, denominator });
    }
    for (field, part) in [("numerator", numerator), ("denominator", denominator)] {
        if part.is_some() {
            let message = format!("this KPI is no ratio: give `value` and leave `{field}` out");
            return Err((field, "value_expected", message));
        }
    }
    let value = value.ok_or_else(|| ("value", "missing_field", "give `value`".to_owned()))?;
    Ok(Cell::Value(value))
}

fn number(column: &'static str, given: Number<'_>) -> Result<Option<f64>, Wrong> {
    let refuse = |reason| Err((column, "bad_number", reason));
    match given {
        Number::Known(Some(value)) if !value.is_finite() => {
            refuse(format!("`{column}` must be a finite number"))
        }
        Number::Known(value) => Ok(value),
        Number::Text("") => Ok(None),
        Number::Text(text) => match text.parse::<f64>() {
            Ok(value) if value.is_finite() && text.len() <= NUMBER_CHARACTERS_MAX => {
                Ok(Some(value))
            }
            _ => {
                let shown: String = text.chars().take(NUMBER_CHARACTERS_MAX).collect();
                refuse(format!(
                    "`{shown}` is not a number; write it like 1234.5, without separators, percent \
                     signs or units"
                ))
            }
        },
    }
}

fn unknown<'a>(
    what: &str,
    given: &str,
    meant: &Suggestions,
    known: impl Iterator<Item = &'a String>,
) -> String {
    let shown: String = given.chars().take(NUMBER_CHARACTERS_MAX).collect();
    if given.is_empty() {
        let field = what.to_ascii_lowercase();
        return format!("the code of the {what} is missing; give `{field}`");
    }
    let meant = meant.of(&shown, known.map(String::as_str));
    format!("there is no {what} with the code `{shown}`{meant}")
}

fn unknown_person(given: &str) -> String {
    let shown: String = given.chars().take(NUMBER_CHARACTERS_MAX).collect();
    format!("there is nobody with the code or e-mail address `{shown}`")
}

fn archived(what: &str, given: &str) -> String {
    format!("the {what} `{given}` is archived; restore it first")
}
