//! `/kpis/{id}/forecast`: what a KPI of one unit will come to, and what was out of the ordinary.

use axum::extract::State;
use forecast::anomaly::Anomaly;
use goals::cube::SeriesPoint as Point;
use ops::forecast::{Forecast as Found, PeriodAhead, Question, TargetAhead, Until};
use ops::live::LiveState;
use serde::{Deserialize, Serialize};
use store::word::{Grain, UserLocale};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Path, Query, SignedIn};
use crate::kpi_link::KpiRef;
use crate::kpi_tile::TargetValues;
use crate::page::cycle_ref::CycleRef;
use crate::series::SeriesPoint;
use crate::state::ApiState;
use crate::time::Day;
use crate::view::UnitRef;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_forecast))
}

/// Which forecast.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ForecastQuery {
    /// The unit, by its identity or its code; the whole organisation when absent.
    unit: Option<String>,
    /// The length of the periods; months, or the KPI's own frequency when that is longer.
    grain: Option<Grain>,
    /// How many periods, the running one included: 1 to 60; 6 when absent.
    horizon: Option<usize>,
    /// The share of futures inside the interval: 0.5 to 0.99; 0.8 when absent.
    level: Option<f64>,
}

/// What a KPI of one unit will come to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Forecast {
    /// The KPI.
    pub kpi: KpiRef,
    /// The unit.
    pub unit: Option<UnitRef>,
    /// The length of the periods.
    pub grain: Grain,
    /// The complete periods that were read, the oldest first; those without a value too.
    pub history: Vec<SeriesPoint>,
    /// How many values were read, in the method's own steps.
    pub point_count: usize,
    /// How it was forecast, and why so; null with too little data (below 4 points).
    pub method: Option<ForecastMethod>,
    /// The share of futures inside the interval; 1.0 is all.
    pub level: f64,
    /// The period that runs and those after it; none with too little data.
    pub points: Vec<ForecastPoint>,
    /// What is to be reached by when, and how likely that is.
    pub targets: Vec<TargetChance>,
    /// Complete periods that were out of the ordinary, the oldest first.
    pub anomalies: Vec<PeriodAnomaly>,
    /// Whether a value is late; null when none was ever recorded.
    pub staleness: Option<Staleness>,
}

/// How a forecast was made.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ForecastMethod {
    /// `levels` (a mix of the last period, the recent past and the whole past), `seasonal_levels`,
    /// `trend`, `theta`, `seasonal_naive` or `exponential_smoothing`.
    pub key: String,
    /// The length of the steps that it goes by.
    pub step: Grain,
    /// Whether the pattern of the season is used.
    pub is_seasonal: bool,
    /// How it and the others would have done on the past of this series; the chosen one first.
    pub compared: Vec<ComparedMethod>,
}

/// How a method would have done.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparedMethod {
    /// Which one.
    pub key: String,
    /// Root mean squared error, one period ahead, in the KPI's unit.
    pub error: f64,
    /// The same of "as in the last period" at the same moments.
    pub naive_error: f64,
    /// At how many moments of the past it was asked.
    pub asked: usize,
}

/// A period of the future.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ForecastPoint {
    /// The period's name: `2013-11`.
    pub period: String,
    /// First day.
    pub start: Day,
    /// First day after.
    pub end: Day,
    /// What it has come to so far, where the period runs.
    pub so_far: Option<f64>,
    /// The most likely value.
    pub value: f64,
    /// The lower end of the interval.
    pub lower: f64,
    /// The upper end of the interval.
    pub upper: f64,
}

/// How likely a target is reached.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetChance {
    /// By when: the end of the running `period`, of the running `cycle`, or of the `target`'s own
    /// span.
    pub until: ChanceUntil,
    /// The running cycle, when it is about that.
    pub cycle: Option<CycleRef>,
    /// First day of the span.
    pub start: Day,
    /// First day after it.
    pub end: Day,
    /// What should be reached over it.
    pub target: TargetValues,
    /// What it has come to so far.
    pub so_far: Option<f64>,
    /// What it will most likely come to.
    pub value: f64,
    /// The lower end of the interval.
    pub lower: f64,
    /// The upper end of the interval.
    pub upper: f64,
    /// How likely the target is reached (for a corridor: how likely it ends inside); 1.0 is
    /// certain.
    pub probability: f64,
    /// How likely the floor is held, where there is one.
    pub floor_probability: Option<f64>,
}

/// By when something is to be reached.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChanceUntil {
    /// The end of the running period.
    Period,
    /// The end of the running cycle.
    Cycle,
    /// The end of the target's own span.
    Target,
}

/// A period that was out of the ordinary.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PeriodAnomaly {
    /// The period's name.
    pub period: String,
    /// First day.
    pub start: Day,
    /// First day after.
    pub end: Day,
    /// What it was.
    pub value: f64,
    /// What was to be expected.
    pub expected: f64,
    /// Robust standard deviations above it; negative below. 3.5 and more is an anomaly.
    pub score: f64,
}

/// Whether a value is late.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Staleness {
    /// First day of the latest period with a recorded value.
    pub latest_start: Day,
    /// First day after it.
    pub latest_end: Day,
    /// The last day on which the next one is in time.
    pub due_on: Day,
    /// Whether it is late.
    pub is_late: bool,
    /// How many periods that should be there are not.
    pub late_periods: u32,
}

impl From<forecast::staleness::Staleness> for Staleness {
    fn from(found: forecast::staleness::Staleness) -> Self {
        Self {
            latest_start: Day(found.latest.start),
            latest_end: Day(found.latest.end),
            due_on: Day(found.due_on),
            is_late: found.is_late,
            late_periods: found.late_periods,
        }
    }
}

impl ForecastMethod {
    fn of(basis: &ops::forecast::Basis) -> Self {
        let compared = basis.compared.iter().map(|one| ComparedMethod {
            key: one.method.key().to_owned(),
            error: one.error,
            naive_error: one.naive_error,
            asked: one.asked,
        });
        Self {
            key: basis.method.key().to_owned(),
            step: basis.step.into(),
            is_seasonal: basis.is_seasonal,
            compared: compared.collect(),
        }
    }
}

impl ForecastPoint {
    fn of(PeriodAhead { label, ahead }: PeriodAhead) -> Self {
        Self {
            period: label,
            start: Day(ahead.span.start),
            end: Day(ahead.span.end),
            so_far: ahead.so_far,
            value: ahead.outlook.point,
            lower: ahead.outlook.lower,
            upper: ahead.outlook.upper,
        }
    }
}

impl TargetChance {
    fn of(target: &TargetAhead, live: &LiveState) -> Self {
        let (until, cycle) = match target.until {
            Until::Period => (ChanceUntil::Period, None),
            Until::Cycle(id) => (ChanceUntil::Cycle, live.directory.cycle(id.0)),
            Until::Target => (ChanceUntil::Target, None),
        };
        let ahead = &target.ahead;
        Self {
            until,
            cycle: cycle.map(|cycle| CycleRef::of(cycle, live)),
            start: Day(ahead.span.start),
            end: Day(ahead.span.end),
            target: TargetValues::of(&target.marks),
            so_far: ahead.so_far,
            value: ahead.outlook.point,
            lower: ahead.outlook.lower,
            upper: ahead.outlook.upper,
            probability: target.probability,
            floor_probability: target.floor_probability,
        }
    }
}

impl PeriodAnomaly {
    fn of((point, anomaly): (Point, Anomaly)) -> Self {
        Self {
            period: point.label,
            start: Day(point.period.start),
            end: Day(point.period.end),
            value: anomaly.value,
            expected: anomaly.expected,
            score: anomaly.score,
        }
    }
}

impl Forecast {
    fn of(found: Found, live: &LiveState, locale: UserLocale) -> Self {
        Self {
            kpi: KpiRef::of(&found.kpi, locale),
            unit: UnitRef::find(&live.directory, Some(found.unit.0)),
            grain: found.grain.into(),
            history: found.history.into_iter().map(SeriesPoint::from).collect(),
            point_count: found.point_count,
            method: found.basis.as_ref().map(ForecastMethod::of),
            level: found.level,
            points: found.periods.into_iter().map(ForecastPoint::of).collect(),
            targets: found.targets.iter().map(|one| TargetChance::of(one, live)).collect(),
            anomalies: found.anomalies.into_iter().map(PeriodAnomaly::of).collect(),
            staleness: found.staleness.map(Staleness::from),
        }
    }
}

/// What a KPI of one unit, with everything below it, will come to.
///
/// The method is the one that would have forecast this series' own past best, and the interval is
/// made of the errors that it made there. A KPI that is measured per day is forecast by days, so
/// the running month counts the days it has had.
#[utoipa::path(get, path = "/kpis/{id}/forecast", tag = "kpis",
    params(("id" = String, Path, description = "identity or code"), ForecastQuery),
    responses((status = 200, body = Forecast)))]
async fn find_forecast(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<ForecastQuery>,
) -> ApiResult<axum::Json<Forecast>> {
    let question = Question {
        kpi: id,
        unit: query.unit,
        grain: query.grain.map(Into::into),
        horizon: query.horizon,
        level: query.level,
    };
    let found = ops::forecast::read(&state.app, &viewer, &question).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    Ok(axum::Json(Forecast::of(found, &live, viewer.locale)))
}
