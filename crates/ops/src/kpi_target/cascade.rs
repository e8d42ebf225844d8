//! Cascading a target to the units directly below and to the unit's people. The arithmetic is
//! `goals::kpi_target::cascade`.
//!
//! A unit's people are those whose primary membership is in it today, or on the first day of a
//! target that has not begun.

use goals::cube::{Cube, WindowValue};
use goals::id::{KpiId, KpiTargetId, OrgUnitId, PersonId};
use goals::kpi::Aggregation;
use goals::kpi_target::Marks;
use goals::kpi_target::cascade::{self, Cascade};
use goals::period::Period;
use goals::subject::Subject;
use jiff::Span;
use jiff::civil::Date;
use store::word::TargetMethod;

use super::division::{Division, Part, Run, Start, apply, start, weight_of};
use crate::app::App;
use crate::error::OpsError;
use crate::limits::TARGET_PARTS_MAX;
use crate::live::{Directory, LiveState};
use crate::series::{Source, with_cube};
use crate::viewer::Viewer;

/// How a target is handed down.
#[derive(Debug, Clone)]
pub enum Method {
    /// By each one's share of the value of a year before.
    LastYear,
    /// Evenly.
    Equal,
    /// By these shares; they need not add up to 1.
    Shares(Vec<(Subject, f64)>),
    /// The same marks for every one.
    Copied,
    /// These marks for these.
    ByHand(Vec<(Subject, Marks)>),
}

/// Who gets a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Recipients {
    /// The units directly below.
    #[default]
    Units,
    /// The unit's people.
    People,
    /// Both.
    Everyone,
}

/// What is to be cascaded, and how.
#[derive(Debug, Clone)]
pub struct Input {
    /// The KPI, by identity or code.
    pub kpi: String,
    /// The target.
    pub target: KpiTargetId,
    /// To whom.
    pub recipients: Recipients,
    /// To these of them; with shares and by hand those that are named there, else all.
    pub named: Vec<Subject>,
    /// How.
    pub method: Method,
    /// Whether it is only looked at.
    pub run: Run,
    /// Why; needed where goalposts that hold already are moved.
    pub reason: Option<String>,
}

/// Hands a target down. Targets of those who get a part inside its span make way.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` for an unknown target, a unit or person that is not directly
/// below, a missing reason, or a target that reaches beyond the span; `Refused` for a way of
/// dividing that does not fit; `Stale` when somebody has changed the targets meanwhile.
pub async fn cascade(app: &App, viewer: &Viewer, input: Input) -> Result<Division, OpsError> {
    let live = app.live(viewer.organization_id).await?;
    let (start, below, asked) = {
        let state = live.read();
        let start = start(&state, viewer, &input.kpi, input.target)?;
        let below = below(&state, &start, &input)?;
        let before = year_before(start.whole.period);
        let span = Period { start: before.start, end: start.whole.period.end };
        let asked = start.asked(&state, start.kpi.frequency.into(), span);
        (start, below, asked)
    };
    let division = with_cube(app, &Source::now(&live), &asked, |cube, state| {
        let before = values_before(cube, &start, &below, state.today);
        let aggregation = Aggregation::from(start.kpi.unit_aggregation);
        let rules = start.rules(aggregation);
        let name = |subject: &Subject| name(&state.directory, *subject);
        let values: Vec<(String, Option<f64>)> =
            below.iter().map(name).zip(before.iter().map(|value| value.value)).collect();
        let weights: Option<Vec<f64>> =
            before.iter().map(|value| weight_of(aggregation, value)).collect();
        let (mut shares, mut by_hand) = (Vec::new(), Vec::new());
        let (method, how) = match &input.method {
            Method::LastYear => (TargetMethod::LastYear, Cascade::LastYear(&values)),
            Method::Equal => (TargetMethod::Equal, Cascade::Equal),
            Method::Copied => (TargetMethod::Copied, Cascade::Copied),
            Method::Shares(given) => {
                shares.extend(given.iter().map(|(_, share)| *share));
                (TargetMethod::Shares, Cascade::Shares(&shares))
            }
            Method::ByHand(given) => {
                by_hand.extend(given.iter().map(|(_, marks)| *marks));
                (TargetMethod::ByHand, Cascade::ByHand(&by_hand, weights.as_deref()))
            }
        };
        let divided = cascade::cascade(&start.whole.marks(), below.len(), how, &rules)?;
        let parts = divided.parts.iter().zip(&below).zip(&values);
        let parts = parts.map(|((marks, subject), (_, year_before))| Part {
            subject: *subject,
            period: start.whole.period,
            label: None,
            marks: *marks,
            year_before: *year_before,
            id: None,
        });
        let parts = parts.collect();
        start.division(state, method, &rules, parts, divided)
    })
    .await?;
    match input.run {
        Run::Preview => Ok(division),
        Run::Apply => apply(app, viewer, division, input.reason).await,
    }
}

/// Who gets a part: everybody below, or those who are named.
fn below(state: &LiveState, start: &Start, input: &Input) -> Result<Vec<Subject>, OpsError> {
    let below = everybody_below(state, start, input.recipients);
    let (named, field): (Vec<Subject>, _) = match &input.method {
        Method::Shares(given) => (given.iter().map(|(subject, _)| *subject).collect(), "shares"),
        Method::ByHand(given) => (given.iter().map(|(subject, _)| *subject).collect(), "parts"),
        Method::LastYear | Method::Equal | Method::Copied => (input.named.clone(), "unit_ids"),
    };
    if below.is_empty() {
        let (code, message) = match input.recipients {
            Recipients::Units => {
                ("no_units_below", "there is no unit below this target's unit to hand it to")
            }
            Recipients::People | Recipients::Everyone => {
                ("no_people", "nobody belongs to this target's unit; add members to it first")
            }
        };
        return Err(OpsError::field("target_id", code, message));
    }
    for (at, subject) in named.iter().enumerate() {
        if !below.contains(subject) || named[..at].contains(subject) {
            let called = name(&state.directory, *subject);
            let message = format!("{called} is not directly below, or is there twice");
            return Err(OpsError::field(field, "unknown_reference", message));
        }
    }
    if below.len().max(named.len()) > TARGET_PARTS_MAX {
        let (what, got, limit) = ("parts", below.len(), TARGET_PARTS_MAX);
        return Err(OpsError::TooLarge { what, got, limit });
    }
    Ok(if named.is_empty() { below } else { named })
}

/// The unit's people by name, then the units directly below. Below a person there is nobody.
fn everybody_below(state: &LiveState, start: &Start, recipients: Recipients) -> Vec<Subject> {
    let Some(unit) = start.subject.unit() else { return Vec::new() };
    let mut below = Vec::new();
    if recipients != Recipients::Units {
        let day = state.today.max(start.whole.period.start);
        let people = people_of(&state.directory, unit, day);
        below.extend(people.into_iter().map(Subject::Person));
    }
    if recipients != Recipients::People {
        let units = state.directory.units_below(unit.0).into_iter();
        below.extend(units.map(|unit| Subject::Unit(OrgUnitId(unit.id))));
    }
    below
}

/// The people whose primary membership is in the unit, by name; archived ones are left out.
pub(crate) fn people_of(directory: &Directory, unit: OrgUnitId, day: Date) -> Vec<PersonId> {
    let members = directory.members_of(unit.0, day).into_iter().filter(|row| row.is_primary);
    let people = members.filter_map(|row| directory.person(row.person_id));
    let mut people: Vec<_> = people.filter(|person| person.archived_at.is_none()).collect();
    people.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    people.into_iter().map(|person| PersonId(person.id)).collect()
}

fn name(directory: &Directory, subject: Subject) -> String {
    let found = match subject {
        Subject::Unit(unit) => directory.unit(unit.0).map(|unit| unit.name.clone()),
        Subject::Person(person) => directory.person(person.0).map(|person| person.name.clone()),
    };
    found.unwrap_or_default()
}

/// The same days a year before.
fn year_before(span: Period) -> Period {
    let back = |day: Date| day.saturating_sub(Span::new().years(1));
    Period { start: back(span.start), end: back(span.end) }
}

/// What they came to a year before; what has not ended is not known yet.
fn values_before(cube: &Cube, start: &Start, below: &[Subject], today: Date) -> Vec<WindowValue> {
    let before = year_before(start.whole.period);
    let value = |subject: &Subject| match before.has_ended(today) {
        true => cube.aggregate(KpiId(start.kpi.id), *subject, before, today),
        false => WindowValue::NOTHING,
    };
    below.iter().map(value).collect()
}
