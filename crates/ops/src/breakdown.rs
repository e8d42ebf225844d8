//! Breakdown: a KPI of one unit in one period, and what its people and each unit directly below it
//! come to.

use goals::cube::{Contribution, Cube, Part, SeriesPoint};
use goals::id::{KpiId, OrgUnitId, PersonId};
use goals::kpi_target::Marks;
use goals::period::{Grain, Period};
use goals::proof::KpiValue;
use goals::status::Status;
use goals::subject::Subject;
use jiff::civil::Date;
use store::entity::kpi::Model;

use crate::app::App;
use crate::error::OpsError;
use crate::kpi_standing::{self, Judge, KpiScore, Verdict};
use crate::live::LiveState;
use crate::past::AsOf;
use crate::period_label;
use crate::proof::{self, Proof};
use crate::series::{self, Asked, Source, ask, source, with_cube};
use crate::viewer::Viewer;

/// What is asked of a breakdown.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The KPI, by identity or code.
    pub kpi: String,
    /// The unit, by identity or code; the root when absent.
    pub unit: Option<String>,
    /// The person whose value is explained instead, by identity, code or e-mail address.
    pub person: Option<String>,
    /// The grain; the one that the KPI is shown at when absent.
    pub grain: Option<Grain>,
    /// The period, by first day or name; the latest complete one with a value when absent.
    pub period: Option<String>,
    /// What was known at this moment; what is known now when absent.
    pub as_of: Option<AsOf>,
}

/// The value of a unit in one period, and what it is made of.
#[derive(Debug, Clone)]
pub struct Breakdown {
    /// The KPI.
    pub kpi: Model,
    /// The unit.
    pub unit: OrgUnitId,
    /// The grain.
    pub grain: Grain,
    /// The unit's own row.
    pub whole: UnitValue,
    /// What the unit recorded itself, beside what the units below bring.
    pub own: Option<Contribution>,
    /// The unit's people for whom something was recorded, in the order of their names.
    pub people: Vec<UnitValue>,
    /// The units directly below, in their order.
    pub units: Vec<UnitValue>,
}

/// The KPI of one unit or person in one period.
#[derive(Debug, Clone)]
pub struct UnitValue {
    /// Whose it is.
    pub subject: Subject,
    /// The period.
    pub point: SeriesPoint,
    /// The value in the period before.
    pub previous_value: Option<f64>,
    /// What it should reach.
    pub target: Option<Marks>,
    /// How it stands; `None` without a target.
    pub status: Option<Status>,
    /// What it scores; `None` without a scoring curve.
    pub score: Option<KpiScore>,
}

/// The value of a unit in one period, of its people, and of each unit directly below it.
///
/// # Errors
/// As [`series::read`]; `Invalid` for a period that is none.
pub async fn read(app: &App, viewer: &Viewer, question: &Question) -> Result<Breakdown, OpsError> {
    let (source, asked) = find(app, viewer, question).await?;
    with_cube(app, &source, &asked, |cube, state| {
        let id = KpiId(asked.kpi.id);
        let period = asked.span_last(cube);
        let contributions = cube.contributions(id, asked.unit, period, asked.today);
        let below = state.directory.units_below(asked.unit.0);
        let units = below.iter().map(|unit| unit_value(cube, state, &asked, OrgUnitId(unit.id)));
        Ok(Breakdown {
            whole: unit_value(cube, state, &asked, asked.unit)?,
            people: people(cube, state, &asked, &contributions)?,
            own: contributions.into_iter().find(|part| part.part == Part::Own),
            units: units.collect::<Result<_, OpsError>>()?,
            kpi: asked.kpi.clone(),
            unit: asked.unit,
            grain: asked.grain,
        })
    })
    .await
}

fn people(
    cube: &Cube,
    state: &LiveState,
    asked: &Asked,
    contributions: &[Contribution],
) -> Result<Vec<UnitValue>, OpsError> {
    let name = |person: &PersonId| state.directory.person(person.0).map(|row| row.name.clone());
    let mut people: Vec<PersonId> =
        contributions.iter().filter_map(|part| part.subject.person()).collect();
    people.sort_by_key(name);
    people.into_iter().map(|person| unit_value(cube, state, asked, person)).collect()
}

/// Where the value of the unit in the period comes from: unit by unit, down to what was recorded.
///
/// # Errors
/// As [`read`].
pub async fn explain(
    app: &App,
    viewer: &Viewer,
    question: &Question,
) -> Result<Option<Proof>, OpsError> {
    let (source, asked) = find(app, viewer, question).await?;
    let proof = with_cube(app, &source, &asked, |cube, _| {
        Ok(bare_proof(cube, &asked, asked.span_last(cube), asked.today))
    })
    .await?;
    match proof {
        Some(proof) => proof::resolve_in(app, viewer, &source.seen, &proof).await.map(Some),
        None => Ok(None),
    }
}

/// Where the points of that value come from: the KPI's curve against the target of the period.
/// `None` without a curve, or while the target lacks what the curve is made from.
///
/// # Errors
/// As [`read`].
pub async fn explain_score(
    app: &App,
    viewer: &Viewer,
    question: &Question,
) -> Result<Option<Proof>, OpsError> {
    let (source, asked) = find(app, viewer, question).await?;
    let proof = with_cube(app, &source, &asked, |cube, state| {
        let (kpi, period) = (&asked.kpi, asked.span_last(cube));
        let marks = kpi_standing::marks_in(&state.directory, kpi, asked.subject(), period);
        let curve = Judge::of(kpi).curve(marks.as_ref());
        let value = bare_proof(cube, &asked, period, asked.today);
        let preset = kpi_standing::scoring(kpi).and_then(|scoring| scoring.preset_key());
        let whole = curve.zip(value).zip(preset);
        Ok(whole.map(|((curve, value), preset)| {
            goals::proof::Proof::points(KpiId(kpi.id), preset, &curve, value)
        }))
    })
    .await?;
    match proof {
        Some(proof) => proof::resolve_in(app, viewer, &source.seen, &proof).await.map(Some),
        None => Ok(None),
    }
}

/// The proof of a KPI's value over some days, without names.
pub(crate) fn bare_proof(
    cube: &Cube,
    asked: &Asked,
    days: Period,
    today: Date,
) -> Option<goals::proof::Proof> {
    let kpi = KpiId(asked.kpi.id);
    let subject = asked.subject();
    let value = cube.aggregate(kpi, subject, days, today);
    goals::proof::Proof::kpi(cube, KpiValue { kpi, subject, value }, today)
}

impl Asked {
    /// The last period of the span, which a breakdown is about; the one before it is there for
    /// comparison.
    fn span_last(&self, cube: &Cube) -> Period {
        cube.calendar().period_containing(self.grain, self.span.last_day())
    }
}

async fn find(
    app: &App,
    viewer: &Viewer,
    question: &Question,
) -> Result<(Source, Asked), OpsError> {
    let source = source(app, viewer, &question.kpi, question.as_of).await?;
    let asked = ask_breakdown(&source.seen.read(), question, source.today)?;
    Ok((source, asked))
}

fn ask_breakdown(state: &LiveState, question: &Question, today: Date) -> Result<Asked, OpsError> {
    let whole = series::Question {
        kpi: question.kpi.clone(),
        unit: question.unit.clone(),
        person: question.person.clone(),
        grain: question.grain,
        ..series::Question::default()
    };
    let asked = ask(state, &whole, today)?;
    let calendar = state.directory.calendar();
    let period = match &question.period {
        Some(text) => {
            let start = period_label::parse(&calendar, asked.grain, text)
                .map_err(|message| OpsError::field("period", "bad_period", message))?;
            calendar.period_containing(asked.grain, start)
        }
        None => latest_complete(state, &asked)?,
    };
    let before = calendar.previous(asked.grain, period);
    Ok(Asked { span: Period { start: before.start, end: period.end }, ..asked })
}

/// The latest complete period with a value; the last complete one when none has a value.
fn latest_complete(state: &LiveState, asked: &Asked) -> Result<Period, OpsError> {
    let (id, span) = (KpiId(asked.kpi.id), asked.span);
    let cube = state.graph.cube();
    let points =
        cube.series(id, asked.subject(), asked.grain, span.start, span.end, asked.today)?;
    let latest = points.iter().rfind(|point| point.is_complete && point.value.is_some());
    let calendar = cube.calendar();
    let running = calendar.period_containing(asked.grain, asked.today);
    Ok(latest.map_or_else(|| calendar.previous(asked.grain, running), |point| point.period))
}

fn unit_value(
    cube: &Cube,
    state: &LiveState,
    asked: &Asked,
    subject: impl Into<Subject>,
) -> Result<UnitValue, OpsError> {
    let subject = subject.into();
    let (id, span) = (KpiId(asked.kpi.id), asked.span);
    let mut points = cube.series(id, subject, asked.grain, span.start, span.end, asked.today)?;
    let point = points.pop().expect("invariant: the span holds two periods");
    let target = kpi_standing::marks_in(&state.directory, &asked.kpi, subject, point.period);
    let Verdict { status, score } = Judge::of(&asked.kpi).verdict(target.as_ref(), point.value);
    let previous_value = points.pop().and_then(|point| point.value);
    Ok(UnitValue { subject, point, previous_value, target, status, score })
}
