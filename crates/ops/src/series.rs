//! Series: a KPI of one unit over time. What the units below bring to one period is `breakdown.rs`.
//!
//! Numbers come from the live cube where it reaches back far enough, else from one that is filled
//! for the question from the store: the same arithmetic either way. Nothing is averaged that is a
//! ratio.

use std::sync::Arc;

use goals::cube::{Cube, SeriesPoint};
use goals::id::{KpiId, KpiTargetId, OrgUnitId};
use goals::kpi_target::{KpiTarget, Marks};
use goals::period::{Grain, Period};
use goals::refusal::Refusal;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use store::entity::kpi::Model;
use store::measurement::series;

use crate::app::App;
use crate::breakdown::bare_proof;
use crate::error::OpsError;
use crate::kpi;
use crate::kpi_standing::{Standing, owner};
use crate::kpi_tile::{display_grain, last_periods};
use crate::limits::{SERIES_PERIODS_DEFAULT, SERIES_POINTS_MAX};
use crate::live::{Directory, Live, LiveState, convert};
use crate::proof::{self, Proof};
use crate::viewer::Viewer;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The KPI, by identity or code.
    pub kpi: String,
    /// The unit, by identity or code; the root when absent.
    pub unit: Option<String>,
    /// The grain; the one that the KPI is shown at when absent.
    pub grain: Option<Grain>,
    /// First day; 13 periods before `to` when absent.
    pub from: Option<Date>,
    /// First day after; the end of the running period when absent.
    pub to: Option<Date>,
    /// What was known when this day ended; what is known now when absent.
    pub as_of: Option<Date>,
}

/// A KPI of one unit over time.
#[derive(Debug, Clone)]
pub struct Series {
    /// The KPI.
    pub kpi: Model,
    /// The unit.
    pub unit: OrgUnitId,
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

/// The unit that an address names, by identity or by code.
///
/// # Errors
/// `Invalid` on `unit`.
pub fn unit(directory: &Directory, named: &str) -> Result<OrgUnitId, OpsError> {
    let by_id = named.parse::<OrgUnitId>().ok().filter(|id| directory.unit(id.0).is_some());
    by_id
        .or_else(|| directory.unit_by_code(named).map(|unit| OrgUnitId(unit.id)))
        .ok_or_else(|| OpsError::unknown_reference("unit", named))
}

/// A question with everything that it leaves open filled in.
pub(crate) struct Asked {
    pub(crate) kpi: Model,
    pub(crate) unit: OrgUnitId,
    pub(crate) grain: Grain,
    pub(crate) span: Period,
    /// The day on which the question is answered: periods that end later are incomplete.
    pub(crate) today: Date,
    /// Only what was recorded before this instant, and not superseded before it.
    pub(crate) known_before: Option<Timestamp>,
}

/// A KPI of one unit over time. Periods that have not begun are left out.
///
/// # Errors
/// `NotFound` for the KPI, `Invalid` for the unit and for a day that has not come, `Refused` for a
/// grain finer than the measurements, an empty span or too many periods.
pub async fn read(app: &App, viewer: &Viewer, question: &Question) -> Result<Series, OpsError> {
    let live = app.live(viewer.organization_id).await?;
    let asked = ask(&live.read(), question)?;
    with_cube(app, &live, &asked, |cube, state| {
        let Asked { kpi, unit, grain, span, today, .. } = &asked;
        let id = KpiId(kpi.id);
        let points = cube.series(id, *unit, *grain, span.start, span.end, *today)?;
        let standing = Standing::of(&state.directory, kpi, *unit);
        Ok(Series {
            targets: targets(&state.directory, &asked),
            judged_by: standing.judging_each(points.iter().map(|point| point.period)),
            kpi: kpi.clone(),
            unit: *unit,
            grain: *grain,
            span: *span,
            points,
        })
    })
    .await
}

/// Where the value over the whole span comes from: unit by unit, down to what was recorded.
///
/// # Errors
/// As [`read`].
pub async fn explain(
    app: &App,
    viewer: &Viewer,
    question: &Question,
) -> Result<Option<Proof>, OpsError> {
    let live = app.live(viewer.organization_id).await?;
    let asked = ask(&live.read(), question)?;
    if asked.known_before.is_some() {
        let message = "a proof tells what is known now; ask for it without `as_of`";
        return Err(OpsError::field("explain", "explained_as_of_now", message));
    }
    let proof = with_cube(app, &live, &asked, |cube, _| {
        Ok(bare_proof(cube, &asked, asked.span, asked.today))
    })
    .await?;
    match proof {
        Some(proof) => proof::resolve(app, viewer, &proof).await.map(Some),
        None => Ok(None),
    }
}

pub(crate) fn ask(state: &LiveState, question: &Question) -> Result<Asked, OpsError> {
    let kpi = kpi::named(&state.directory, &question.kpi)?.clone();
    let unit = unit_or_root(&state.directory, question.unit.as_deref())?;
    let frequency = kpi.frequency.into();
    let grain = question.grain.unwrap_or_else(|| display_grain(frequency));
    if grain < frequency {
        return Err(Refusal::GrainTooFine { frequency, grain }.into());
    }
    let (today, known_before) = moment(state, question.as_of)?;
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
    Ok(Asked { kpi, unit, grain, span, today, known_before })
}

/// The day to answer for, and the instant at which it ended when it is a past one.
fn moment(state: &LiveState, as_of: Option<Date>) -> Result<(Date, Option<Timestamp>), OpsError> {
    let Some(day) = as_of else { return Ok((state.today, None)) };
    if day > state.today {
        let message = format!("today is {}; name that day or one before it", state.today);
        return Err(OpsError::field("as_of", "date_out_of_range", message));
    }
    let ended = state.directory.day_end(day).ok_or_else(|| {
        OpsError::field(
            "as_of",
            "date_out_of_range",
            "this day is out of the range of the calendar",
        )
    })?;
    Ok((day, Some(ended)))
}

pub(crate) fn unit_or_root(
    directory: &Directory,
    named: Option<&str>,
) -> Result<OrgUnitId, OpsError> {
    match named {
        Some(named) => unit(directory, named),
        None => directory
            .root()
            .map(|root| OrgUnitId(root.id))
            .ok_or_else(|| OpsError::unknown_reference("unit", "the root")),
    }
}

fn targets(directory: &Directory, asked: &Asked) -> Vec<KpiTarget> {
    let owner = owner(directory, asked.unit);
    let mut targets: Vec<KpiTarget> = directory
        .targets_of(asked.kpi.id)
        .filter(|target| target.org_unit_id == owner)
        .filter_map(convert::kpi_target)
        .filter(|target| target.period.overlaps(&asked.span))
        .collect();
    targets.sort_by_key(|target| target.period);
    targets
}

/// Answers from the live cube, or from one that is filled for the question when it goes back
/// further than that, or asks for what was known at another time.
pub(crate) async fn with_cube<T>(
    app: &App,
    live: &Arc<Live>,
    asked: &Asked,
    answer: impl FnOnce(&Cube, &LiveState) -> Result<T, OpsError>,
) -> Result<T, OpsError> {
    let needed_from = {
        let state = live.read();
        let calendar = state.directory.calendar();
        let needed_from = calendar.period_containing(asked.grain, asked.span.start).start;
        // Measurements of archived KPIs are not held in memory.
        let is_held = needed_from >= state.loaded_from && asked.kpi.archived_at.is_none();
        if is_held && asked.known_before.is_none() {
            return answer(state.graph.cube(), &state);
        }
        needed_from
    };
    let (conn, org, id) = (app.database().read(), live.organization_id(), asked.kpi.id);
    // The week that reaches into the first period begins before it.
    let from = needed_from.saturating_sub(Span::new().days(7)).into();
    let series = match asked.known_before {
        None => series::of_kpi_since(conn, org, id, from).await?,
        Some(at) => series::of_kpi_as_known(conn, org, id, from, at.as_millisecond()).await?,
    };
    let state = live.read();
    let mut cube = Cube::new(state.directory.calendar());
    cube.set_units(
        state.directory.units().map(|unit| (OrgUnitId(unit.id), unit.parent_id.map(OrgUnitId))),
    );
    cube.put_kpi(&convert::kpi(&asked.kpi))?;
    for raw in series.iter().flat_map(store::measurement::Series::raw_points) {
        if let Some(point) = convert::raw_point(raw) {
            cube.set(&point)?;
        }
    }
    answer(&cube, &state)
}
