//! Series: a KPI of one unit or person over time. What the units below bring to one period is
//! `breakdown.rs`.
//!
//! Numbers come from the live cube where it reaches back far enough, else from one that is filled
//! for the question from the store: the same arithmetic either way. Nothing is averaged that is a
//! ratio.

use std::sync::Arc;

use goals::cube::{Cube, SeriesPoint};
use goals::id::{KpiId, KpiTargetId, OrgUnitId, PersonId};
use goals::kpi::Kpi;
use goals::kpi_target::{KpiTarget, Marks};
use goals::period::{Grain, Period};
use goals::refusal::Refusal;
use goals::subject::Subject;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use store::entity::kpi::Model;

use crate::app::App;
use crate::breakdown::bare_proof;
use crate::error::OpsError;
use crate::kpi;
use crate::kpi_standing::Standing;
use crate::kpi_tile::{display_grain, last_periods};
use crate::limits::{SERIES_PERIODS_DEFAULT, SERIES_POINTS_MAX};
use crate::live::{Directory, Live, LiveState, convert, held};
use crate::past::{self, AsOf, Place, Seen};
use crate::proof::{self, Proof};
use crate::subject::{self, Kept, kept};
use crate::viewer::Viewer;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The KPI, by identity or code.
    pub kpi: String,
    /// The unit, by identity or code; the root when absent.
    pub unit: Option<String>,
    /// The person instead of a unit, by identity, code or e-mail address.
    pub person: Option<String>,
    /// The grain; the one that the KPI is shown at when absent.
    pub grain: Option<Grain>,
    /// First day; 13 periods before `to` when absent.
    pub from: Option<Date>,
    /// First day after; the end of the running period when absent.
    pub to: Option<Date>,
    /// What was known at this moment; what is known now when absent.
    pub as_of: Option<AsOf>,
}

/// A KPI of one unit or person over time.
#[derive(Debug, Clone)]
pub struct Series {
    /// The KPI.
    pub kpi: Model,
    /// Whose it is.
    pub subject: Subject,
    /// The grain.
    pub grain: Grain,
    /// First day to first day after.
    pub span: Period,
    /// Every period that has begun, with or without a value.
    pub points: Vec<SeriesPoint>,
    /// The targets of the unit that hold on some day of the span.
    pub targets: Vec<KpiTarget>,
    /// For each point, the target that judges it and what falls to it.
    pub judged_by: Vec<Option<(KpiTargetId, Marks)>>,
}

/// A question with everything that it leaves open filled in.
pub(crate) struct Asked {
    pub(crate) kpi: Model,
    /// The unit; the root while a person is asked for.
    pub(crate) unit: OrgUnitId,
    pub(crate) person: Option<PersonId>,
    pub(crate) grain: Grain,
    pub(crate) span: Period,
    /// The day on which the question is answered: periods that end later are incomplete.
    pub(crate) today: Date,
}

impl Asked {
    /// Whose value is asked for.
    pub(crate) fn subject(&self) -> Subject {
        self.person.map_or(Subject::Unit(self.unit), Subject::Person)
    }
}

/// A KPI of one unit or person over time. Periods that have not begun are left out.
///
/// # Errors
/// `NotFound` for the KPI, `Invalid` for the unit and for a day that has not come, `Refused` for a
/// grain finer than the measurements, an empty span or too many periods.
pub async fn read(app: &App, viewer: &Viewer, question: &Question) -> Result<Series, OpsError> {
    let (source, asked) = find(app, viewer, question).await?;
    with_cube(app, &source, &asked, |cube, state| {
        let Asked { kpi, grain, span, today, .. } = &asked;
        let subject = asked.subject();
        let id = KpiId(kpi.id);
        let points = cube.series(id, subject, *grain, span.start, span.end, *today)?;
        let standing = Standing::of(&state.directory, kpi, subject);
        Ok(Series {
            targets: targets(&state.directory, &asked),
            judged_by: standing.judging_each(points.iter().map(|point| point.period)),
            kpi: kpi.clone(),
            subject,
            grain: *grain,
            span: *span,
            points,
        })
    })
    .await
}

/// Where the value over the whole span comes from: unit by unit, down to what was recorded, as far
/// as it was known at the moment that is asked for.
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
        Ok(bare_proof(cube, &asked, asked.span, asked.today))
    })
    .await?;
    match proof {
        Some(proof) => proof::resolve_in(app, viewer, &source.seen, &proof).await.map(Some),
        None => Ok(None),
    }
}

/// What a KPI is read from.
pub(crate) struct Source {
    /// Its definition, its targets and the units; its measurements too, unless `known_before` is
    /// set.
    pub(crate) seen: Seen,
    /// The day on which questions are answered.
    pub(crate) today: Date,
    /// Set where the KPI was not there yet: it is then shown as it is now, without what was
    /// recorded since.
    pub(crate) known_before: Option<Timestamp>,
}

impl Source {
    /// What is known now.
    pub(crate) fn now(live: &Arc<Live>) -> Source {
        let today = live.read().today;
        Source { seen: Seen::Now(live.clone()), today, known_before: None }
    }

    /// Whether it is what is known now.
    pub(crate) fn is_now(&self) -> bool {
        self.seen.moment().is_none() && self.known_before.is_none()
    }
}

/// What the KPI is read from at a moment.
///
/// # Errors
/// `Invalid` for a moment that has not come.
pub(crate) async fn source(
    app: &App,
    viewer: &Viewer,
    kpi: &str,
    as_of: Option<AsOf>,
) -> Result<Source, OpsError> {
    let (today, known_before) = match past::place(app, viewer, as_of).await? {
        Place::Now(live) => return Ok(Source::now(&live)),
        Place::Then(past) if kpi::named(&past.state.directory, kpi).is_ok() => {
            let today = past.state.today;
            return Ok(Source { seen: Seen::Then(past), today, known_before: None });
        }
        Place::Then(past) => {
            let before = Timestamp::from_millisecond(past.moment.before);
            (past.state.today, before.unwrap_or(Timestamp::MIN))
        }
        Place::Before(beginning) => (beginning.day, beginning.before),
    };
    let seen = Seen::Now(app.live(viewer.organization_id).await?);
    Ok(Source { seen, today, known_before: Some(known_before) })
}

/// Where the names of a KPI's units are taken from at a moment.
///
/// # Errors
/// `Invalid` for a moment that has not come.
pub async fn seen(
    app: &App,
    viewer: &Viewer,
    kpi: &str,
    as_of: Option<AsOf>,
) -> Result<Seen, OpsError> {
    Ok(source(app, viewer, kpi, as_of).await?.seen)
}

pub(crate) async fn find(
    app: &App,
    viewer: &Viewer,
    question: &Question,
) -> Result<(Source, Asked), OpsError> {
    let source = source(app, viewer, &question.kpi, question.as_of).await?;
    let asked = ask(&source.seen.read(), question, source.today)?;
    Ok((source, asked))
}

pub(crate) fn ask(state: &LiveState, question: &Question, today: Date) -> Result<Asked, OpsError> {
    let kpi = kpi::named(&state.directory, &question.kpi)?.clone();
    let unit = subject::unit_or_root(&state.directory, question.unit.as_deref())?;
    let person = question.person.as_deref().map(|named| subject::person(&state.directory, named));
    let person = person.transpose()?;
    let frequency = kpi.frequency.into();
    let grain = question.grain.unwrap_or_else(|| display_grain(frequency));
    if grain < frequency {
        return Err(Refusal::GrainTooFine { frequency, grain }.into());
    }
    let calendar = state.directory.calendar();
    let running = calendar.period_containing(grain, today);
    let to = question.to.unwrap_or(running.end).min(running.end);
    let from = question.from.unwrap_or_else(|| {
        let last_day = to.saturating_sub(Span::new().days(1));
        last_periods(&calendar, grain, last_day, SERIES_PERIODS_DEFAULT).start
    });
    let span = Period::new(from, to).map_err(|refusal| match refusal {
        Refusal::EmptyPeriod { .. } => OpsError::field("to", "empty_period", refusal.to_string()),
        other => other.into(),
    })?;
    let count = calendar.index(grain, span.last_day()).saturating_sub(calendar.index(grain, from));
    let count = usize::try_from(count).unwrap_or(0) + 1;
    if count > SERIES_POINTS_MAX {
        return Err(Refusal::TooManyPeriods { count, limit: SERIES_POINTS_MAX }.into());
    }
    Ok(Asked { kpi, unit, person, grain, span, today })
}

fn targets(directory: &Directory, asked: &Asked) -> Vec<KpiTarget> {
    let own = kept(directory, asked.subject());
    let mut targets: Vec<KpiTarget> = directory
        .targets_of(asked.kpi.id)
        .filter(|target| Kept::from(*target) == own)
        .filter_map(convert::kpi_target)
        .filter(|target| target.period.overlaps(&asked.span))
        .collect();
    targets.sort_by_key(|target| target.period);
    targets
}

/// Answers from the cube of the state, or from one that is filled for the question when it goes
/// back further than that.
pub(crate) async fn with_cube<T>(
    app: &App,
    source: &Source,
    asked: &Asked,
    answer: impl FnOnce(&Cube, &LiveState) -> Result<T, OpsError>,
) -> Result<T, OpsError> {
    // What its formula rests on, and what those rest on.
    let (kpis, from) = {
        let state = source.seen.read();
        let id = KpiId(asked.kpi.id);
        let calendar = state.directory.calendar();
        let start = calendar.period_containing(asked.grain, asked.span.start).start;
        let from = held::needed_from(&state, id, asked.grain, start);
        let kpis = state.graph.cube().rests_on(id);
        // Measurements of archived KPIs are not held in memory.
        let is_held = asked.kpi.archived_at.is_none()
            && kpis.iter().all(|kpi| from >= state.held.from(kpi.0));
        if is_held && source.known_before.is_none() {
            return answer(state.graph.cube(), &state);
        }
        (kpis, from)
    };
    let (conn, org) = (app.database().read(), asked.kpi.organization_id);
    let moment = source.seen.moment().map(|moment| moment.before);
    let known_before = source.known_before.map(Timestamp::as_millisecond).or(moment);
    let fills = |kpi: &KpiId| {
        let state = source.seen.read();
        state.directory.kpi(kpi.0).is_some_and(held::fills_gaps)
    };
    let mut series = Vec::new();
    for kpi in &kpis {
        series.extend(held::since(conn, org, kpi.0, from, known_before).await?);
        if fills(kpi) {
            series.extend(held::last_before(conn, org, kpi.0, from, known_before).await?);
        }
    }
    let state = source.seen.read();
    let mut cube = Cube::new(state.directory.calendar());
    cube.set_units(
        state.directory.units().map(|unit| (OrgUnitId(unit.id), unit.parent_id.map(OrgUnitId))),
    );
    for model in kpis.iter().filter_map(|kpi| state.directory.kpi(kpi.0)) {
        // An archived KPI is asked for here by name, so it is read as if it were in use.
        cube.put_kpi(&Kpi { is_archived: false, ..convert::kpi(model) })?;
        for target in state.directory.targets_of(model.id).filter_map(convert::kpi_target) {
            cube.put_target(&target);
        }
    }
    for raw in series.iter().flat_map(store::measurement::Series::raw_points) {
        if let Some(point) = convert::raw_point(raw) {
            cube.set(&point)?;
        }
    }
    answer(&cube, &state)
}
