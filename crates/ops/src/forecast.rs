//! Forecast: what a KPI of one unit will come to, how likely it reaches its targets, what was out
//! of the ordinary, and whether its values are late.
//!
//! The arithmetic is the crate of the same name; here is which past it reads, which spans and
//! targets it is asked about, and who asks.

use forecast::anomaly::Anomaly;
use forecast::staleness::{self, Staleness};
use forecast::subject::{self, SpanAhead, Subject};
use forecast::{Compared, Method};
use goals::cube::{Cube, SeriesPoint};
use goals::id::{CycleId, KpiId, OrgUnitId};
use goals::kpi::Direction;
use goals::kpi_target::Marks;
use goals::period::{Calendar, Grain, Period};
use jiff::civil::Date;
use store::entity::kpi::Model;
use store::word::NumberFormat;

use crate::app::App;
use crate::error::OpsError;
use crate::freshness::promised_days;
use crate::job::running_cycle;
use crate::kpi_standing;
use crate::limits::{FORECAST_HISTORY_PERIODS, FORECAST_PERIODS_DEFAULT, FORECAST_PERIODS_MAX};
use crate::live::{LiveState, convert};
use crate::series::{self, ask, with_cube};
use crate::viewer::Viewer;

/// What is asked of a forecast.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The KPI, by identity or code.
    pub kpi: String,
    /// The unit, by identity or code; the root when absent.
    pub unit: Option<String>,
    /// The grain; the one that the KPI is shown at when absent.
    pub grain: Option<Grain>,
    /// How many periods, the running one included; six when absent.
    pub horizon: Option<usize>,
    /// The share of futures inside the interval; 0.8 when absent.
    pub level: Option<f64>,
}

/// What a KPI of one unit will come to.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// The KPI.
    pub kpi: Model,
    /// The unit.
    pub unit: OrgUnitId,
    /// The grain.
    pub grain: Grain,
    /// The complete periods that were read, the oldest first.
    pub history: Vec<SeriesPoint>,
    /// How it was forecast; `None` with too little data.
    pub basis: Option<Basis>,
    /// How many points there are.
    pub point_count: usize,
    /// The share of futures inside the interval.
    pub level: f64,
    /// The running period and those after it; none with too little data.
    pub periods: Vec<PeriodAhead>,
    /// What is to be reached by when, and how likely it is.
    pub targets: Vec<TargetAhead>,
    /// Complete periods that were out of the ordinary.
    pub anomalies: Vec<(SeriesPoint, Anomaly)>,
    /// Whether a value is late; `None` when none was ever recorded.
    pub staleness: Option<Staleness>,
}

/// How it was forecast.
#[derive(Debug, Clone)]
pub struct Basis {
    /// The method.
    pub method: Method,
    /// What it goes by: the KPI's own periods, or those that were asked for.
    pub step: Grain,
    /// Whether the season's pattern is used.
    pub is_seasonal: bool,
    /// Every method that was asked, the chosen one first.
    pub compared: Vec<Compared>,
}

/// A period of the future.
#[derive(Debug, Clone)]
pub struct PeriodAhead {
    /// Its name.
    pub label: String,
    /// What it comes to.
    pub ahead: SpanAhead,
}

/// By when something is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The end of the running period.
    Period,
    /// The end of the running cycle.
    Cycle(CycleId),
    /// The end of the span of the target that holds today.
    Target,
}

/// What is to be reached over a span, and how likely that is.
#[derive(Debug, Clone)]
pub struct TargetAhead {
    /// By when.
    pub until: Until,
    /// What the span comes to.
    pub ahead: SpanAhead,
    /// What it should come to.
    pub marks: Marks,
    /// How likely the target is reached.
    pub probability: f64,
    /// How likely the floor is held, where there is one.
    pub floor_probability: Option<f64>,
}

/// What a KPI of one unit will come to.
///
/// # Errors
/// `NotFound` for the KPI, `Invalid` for the unit, the horizon and the level, `Refused` for a grain
/// finer than the measurements.
pub async fn read(app: &App, viewer: &Viewer, question: &Question) -> Result<Forecast, OpsError> {
    let horizon = question.horizon.unwrap_or(FORECAST_PERIODS_DEFAULT);
    if !(1..=FORECAST_PERIODS_MAX).contains(&horizon) {
        let message = format!("ask for 1 to {FORECAST_PERIODS_MAX} periods");
        return Err(OpsError::field("horizon", "out_of_range", message));
    }
    let level = question.level.unwrap_or(forecast::LEVEL_DEFAULT);
    if !(0.5..=0.99).contains(&level) {
        let message = "the share of futures inside the interval is 0.5 to 0.99";
        return Err(OpsError::field("level", "out_of_range", message));
    }
    let live = app.live(viewer.organization_id).await?;
    let asked = {
        let state = live.read();
        let bare = series::Question {
            kpi: question.kpi.clone(),
            unit: question.unit.clone(),
            grain: question.grain,
            ..series::Question::default()
        };
        let asked = ask(&state, &bare, state.today)?;
        let from = since(&state, &asked.kpi, asked.grain);
        let span = Period { start: from.min(asked.span.start), end: asked.span.end };
        series::Asked { span, ..asked }
    };
    with_cube(app, &series::Source::now(&live), &asked, |cube, state| {
        let since = since(state, &asked.kpi, asked.grain);
        let asking = asking(&asked.kpi, asked.unit, asked.grain, since, state.today);
        let subject = Subject::read(cube, &asking)?;
        let model = subject.model();
        let basis = model.ok().map(|model| Basis {
            method: model.method(),
            step: subject.step(),
            is_seasonal: model.is_seasonal(),
            compared: model.compared(),
        });
        let name = |ahead: SpanAhead| PeriodAhead {
            label: cube.calendar().label(asked.grain, ahead.span.start),
            ahead,
        };
        Ok(Forecast {
            unit: asked.unit,
            grain: asked.grain,
            basis,
            point_count: model.map_or_else(|little| little.points, |model| model.points()),
            level,
            periods: subject.periods(horizon, level).into_iter().map(name).collect(),
            targets: targets(state, &asked.kpi, asked.unit, &subject, asked.grain, level),
            anomalies: subject.anomalies(),
            staleness: staleness(cube, &asked.kpi, asked.unit, state.today),
            history: subject.history().to_vec(),
            kpi: asked.kpi.clone(),
        })
    })
    .await
}

/// The day from which on the past is read: what is in memory for a KPI that is measured often, as
/// many periods as help for one that is not.
pub(crate) fn since(state: &LiveState, kpi: &Model, grain: Grain) -> Date {
    if Grain::from(kpi.frequency) <= Grain::Week {
        return state.whole_from(KpiId(kpi.id));
    }
    let calendar = state.directory.calendar();
    let running = calendar.index(grain, state.today);
    calendar.start_of_index(grain, running - FORECAST_HISTORY_PERIODS)
}

/// What is asked of the arithmetic.
pub(crate) fn asking(
    kpi: &Model,
    unit: OrgUnitId,
    grain: Grain,
    since: Date,
    today: Date,
) -> subject::Asked {
    let is_share = kpi.format == NumberFormat::Percent;
    subject::Asked { kpi: KpiId(kpi.id), unit, grain, since, today, is_share }
}

/// What is to be reached: in the running period, in the running cycle, and over the span of the
/// target that holds today; each span once.
pub(crate) fn targets(
    state: &LiveState,
    kpi: &Model,
    unit: OrgUnitId,
    subject: &Subject,
    grain: Grain,
    level: f64,
) -> Vec<TargetAhead> {
    let calendar = state.directory.calendar();
    let running = calendar.period_containing(grain, state.today);
    let mut wanted: Vec<(Until, Period, Marks)> = Vec::new();
    let mut want = |until: Until, span: Period, marks: Option<Marks>| {
        let Some(marks) = marks else { return };
        if wanted.iter().all(|(_, other, _)| *other != span) {
            wanted.push((until, span, marks));
        }
    };
    let marks_in = |span| kpi_standing::marks_in(&state.directory, kpi, unit, span);
    want(Until::Period, running, marks_in(running));
    if let Some(target) = kpi_standing::target_on(&state.directory, kpi, unit, state.today) {
        want(Until::Target, target.period, Some(target.marks()));
    }
    if let Some(cycle) = running_cycle(state) {
        let span = Period { start: cycle.starts_on.0, end: cycle.ends_on.0 };
        // A target speaks for a cycle only when it holds through all of it.
        let is_held = marks_hold(state, kpi, unit, span);
        want(Until::Cycle(CycleId(cycle.id)), span, marks_in(span).filter(|_| is_held));
    }
    let direction: Direction = convert::kpi(kpi).direction;
    wanted
        .into_iter()
        .filter_map(|(until, span, marks)| {
            let ahead = subject.span(span, level)?;
            let probability = ahead.outlook.probability_of(direction, &marks)?;
            let floor = marks.floor.filter(|_| direction != Direction::Range);
            let floor_probability = floor.map(|floor| ahead.outlook.probability(direction, floor));
            Some(TargetAhead { until, ahead, marks, probability, floor_probability })
        })
        .collect()
}

fn marks_hold(state: &LiveState, kpi: &Model, unit: OrgUnitId, span: Period) -> bool {
    let target = kpi_standing::target_on(&state.directory, kpi, unit, span.last_day());
    target.is_some_and(|target| target.period.encloses(&span))
}

/// Whether a value of the KPI is late for the unit; `None` when none was ever recorded.
pub(crate) fn staleness(
    cube: &Cube,
    kpi: &Model,
    unit: OrgUnitId,
    today: Date,
) -> Option<Staleness> {
    let recorded =
        cube.points_of(KpiId(kpi.id)).filter(|point| cube.is_within(point.org_unit, unit));
    let latest = recorded.map(|point| point.start).max()?;
    Some(late(cube.calendar(), kpi, latest, today))
}

pub(crate) fn late(calendar: &Calendar, kpi: &Model, latest: Date, today: Date) -> Staleness {
    staleness::of(calendar, kpi.frequency.into(), latest, promised_days(kpi), today)
}
