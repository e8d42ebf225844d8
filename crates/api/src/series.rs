//! `/kpis/{id}/series` and `/kpis/{id}/breakdown`: a KPI over time, and over the units below a
//! unit.

use std::collections::HashMap;

use axum::extract::State;
use goals::cube::{SeriesPoint as Point, moved_since};
use goals::id::KpiTargetId;
use goals::kpi_target::KpiTarget as Target;
use ops::breakdown::{self, Breakdown as Found, UnitValue};
use ops::live::Directory;
use ops::series::{Question, Series as FoundSeries};
use serde::{Deserialize, Serialize};
use store::word::{Grain, Status, UnitKind, UserLocale};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::as_of::AsOf;
use crate::error::ApiResult;
use crate::extract::{Path, Query, SignedIn};
use crate::kpi_link::KpiRef;
use crate::kpi_scoring::KpiScore;
use crate::kpi_tile::TargetValues;
use crate::proof::Proof;
use crate::state::ApiState;
use crate::time::Day;
use crate::view::{PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_series)).routes(routes!(find_breakdown))
}

/// Which series.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SeriesQuery {
    /// The unit, by its identity or its code; the whole organisation when absent.
    unit: Option<String>,
    /// The person instead of a unit, by identity, code or e-mail address.
    person: Option<String>,
    /// The length of the periods; months, or the KPI's own frequency when that is longer.
    grain: Option<Grain>,
    /// First day; 13 periods before `to` when absent.
    #[param(value_type = Option<String>)]
    from: Option<Day>,
    /// First day after; the end of the running period when absent.
    #[param(value_type = Option<String>)]
    to: Option<Day>,
    /// Only what was known when this day ended, in the organisation's time zone, or just before
    /// this instant (RFC 3339): values recorded later are left out, what has been corrected since
    /// stands as it did, and so do definition, units and targets.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
    /// `true` adds where the value over all these days comes from.
    #[serde(default)]
    explain: bool,
}

/// A KPI of one unit or person over time. A ratio is Σ numerator / Σ denominator over units and
/// periods, never a mean of ratios.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Series {
    /// The KPI.
    pub kpi: KpiRef,
    /// The unit; null for a person.
    pub unit: Option<UnitRef>,
    /// The person.
    pub person: Option<PersonRef>,
    /// The length of the periods.
    pub grain: Grain,
    /// Every period that has begun, with or without a value, the oldest first.
    pub points: Vec<SeriesPoint>,
    /// The unit's targets that hold on some of these days, in their order.
    pub targets: Vec<SeriesTarget>,
    /// Where the value over all these days comes from, unit by unit; null unless `explain=true`.
    pub proof: Option<Proof>,
}

/// A KPI in one period.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SeriesPoint {
    /// The period's name: `2013-09`.
    pub period: String,
    /// First day.
    pub start: Day,
    /// First day after.
    pub end: Day,
    /// The value; null when nothing is known.
    pub value: Option<f64>,
    /// Σ numerator, of a ratio.
    pub numerator: Option<f64>,
    /// Σ denominator, of a ratio.
    pub denominator: Option<f64>,
    /// How many measurements went in.
    pub count: u32,
    /// Whether the period has ended.
    pub is_complete: bool,
}

/// What the KPI should reach over some days. What adds up over time is to be reached over all of
/// them; a chart of shorter periods takes its share from `per_period`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SeriesTarget {
    /// Identity.
    pub id: KpiTargetId,
    /// First day.
    pub starts_on: Day,
    /// First day after.
    pub ends_on: Day,
    /// What is to be reached over all the days.
    pub whole: TargetValues,
    /// What is to be reached in each period of the series that these days judge.
    pub per_period: Vec<PeriodTarget>,
}

/// What is to be reached in one period.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PeriodTarget {
    /// The period's name, as in the points.
    pub period: String,
    /// What is to be reached.
    pub values: TargetValues,
}

impl From<Point> for SeriesPoint {
    fn from(point: Point) -> Self {
        Self {
            period: point.label,
            start: Day(point.period.start),
            end: Day(point.period.end),
            value: point.value,
            numerator: point.numerator,
            denominator: point.denominator,
            count: point.count,
            is_complete: point.is_complete,
        }
    }
}

impl SeriesTarget {
    /// The targets of a series. Ten years of days have thousands of periods and hundreds of
    /// targets, so the periods are gone through once.
    fn all(found: &FoundSeries) -> Vec<Self> {
        let mut judged: HashMap<KpiTargetId, Vec<PeriodTarget>> = HashMap::new();
        for (point, judging) in found.points.iter().zip(&found.judged_by) {
            let Some((target, marks)) = judging else { continue };
            let period = point.label.clone();
            let judged = judged.entry(*target).or_default();
            judged.push(PeriodTarget { period, values: TargetValues::of(marks) });
        }
        let target = |target: &Target| Self {
            id: target.id,
            starts_on: Day(target.period.start),
            ends_on: Day(target.period.end),
            whole: TargetValues::of(&target.marks()),
            per_period: judged.remove(&target.id).unwrap_or_default(),
        };
        found.targets.iter().map(target).collect()
    }
}

impl Series {
    fn of(
        found: FoundSeries,
        proof: Option<Proof>,
        directory: &Directory,
        locale: UserLocale,
    ) -> Self {
        Self {
            kpi: KpiRef::of(&found.kpi, locale),
            unit: UnitRef::find(directory, found.subject.unit().map(|id| id.0)),
            person: PersonRef::find(directory, found.subject.person().map(|id| id.0)),
            grain: found.grain.into(),
            targets: SeriesTarget::all(&found),
            points: found.points.into_iter().map(SeriesPoint::from).collect(),
            proof,
        }
    }
}

/// A KPI of one unit with everything below it, or of one person, over time.
///
/// Periods run from the one that contains `from` up to and without the first that starts on `to` or
/// later; those that have not begun are left out.
#[utoipa::path(get, path = "/kpis/{id}/series", tag = "kpis",
    params(("id" = String, Path, description = "identity or code"), SeriesQuery),
    responses((status = 200, body = Series)))]
async fn find_series(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<SeriesQuery>,
) -> ApiResult<axum::Json<Series>> {
    let question = Question {
        kpi: id,
        unit: query.unit,
        person: query.person,
        grain: query.grain.map(Into::into),
        from: query.from.map(|day| day.0),
        to: query.to.map(|day| day.0),
        as_of: query.as_of.map(|as_of| as_of.0),
    };
    let found = ops::series::read(&state.app, &viewer, &question).await?;
    let proof = match query.explain {
        true => ops::series::explain(&state.app, &viewer, &question).await?.map(Proof::from),
        false => None,
    };
    let seen = ops::series::seen(&state.app, &viewer, &question.kpi, question.as_of).await?;
    Ok(axum::Json(Series::of(found, proof, &seen.read().directory, viewer.locale)))
}

/// Which period, and of which unit.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct BreakdownQuery {
    /// The unit, by its identity or its code; the whole organisation when absent.
    unit: Option<String>,
    /// The length of the period; a month, or the KPI's own frequency when that is longer.
    grain: Option<Grain>,
    /// The period, by its first day or name (`2013-09`); the latest complete one with a value when
    /// absent.
    period: Option<String>,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
}

/// A KPI of one unit in one period, of its people, and of each unit directly below it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Breakdown {
    /// The KPI.
    pub kpi: KpiRef,
    /// The length of the period.
    pub grain: Grain,
    /// The period's name.
    pub period: String,
    /// The unit itself with everything below it.
    pub whole: BreakdownRow,
    /// What the unit recorded itself, where units below record too.
    pub own_value: Option<f64>,
    /// The unit's people for whom something was recorded, by name.
    pub people: Vec<BreakdownRow>,
    /// The units directly below, in their order; those without a value too.
    pub items: Vec<BreakdownRow>,
}

/// A KPI of one unit in one period.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BreakdownRow {
    /// The unit; null for a person.
    pub unit: Option<UnitRef>,
    /// The person.
    pub person: Option<PersonRef>,
    /// What sort of unit it is.
    pub unit_kind: Option<UnitKind>,
    /// Whether there are units below it.
    pub has_units_below: bool,
    /// The value.
    #[serde(flatten)]
    pub point: SeriesPoint,
    /// The value in the period before.
    pub previous_value: Option<f64>,
    /// The difference to the period before.
    pub delta: Option<f64>,
    /// What it should reach.
    pub target: Option<TargetValues>,
    /// How it stands; null without a target.
    pub status: Option<Status>,
    /// What it scores; null without a scoring curve.
    pub score: Option<KpiScore>,
}

impl BreakdownRow {
    fn of(row: UnitValue, directory: &Directory) -> Self {
        let id = row.subject.unit().map(|id| id.0);
        let unit = id.and_then(|id| directory.unit(id));
        let delta = moved_since(row.point.value, row.previous_value);
        Self {
            unit: UnitRef::find(directory, id),
            person: PersonRef::find(directory, row.subject.person().map(|id| id.0)),
            unit_kind: unit.map(|unit| unit.kind),
            has_units_below: id.is_some_and(|id| !directory.units_below(id).is_empty()),
            point: row.point.into(),
            previous_value: row.previous_value,
            delta,
            target: row.target.as_ref().map(TargetValues::of),
            status: row.status.map(Status::from),
            score: row.score.as_ref().map(KpiScore::of),
        }
    }
}

impl Breakdown {
    fn of(found: Found, directory: &Directory, locale: UserLocale) -> Self {
        let items = found.units.into_iter().map(|row| BreakdownRow::of(row, directory));
        let people = found.people.into_iter().map(|row| BreakdownRow::of(row, directory));
        Self {
            kpi: KpiRef::of(&found.kpi, locale),
            grain: found.grain.into(),
            period: found.whole.point.label.clone(),
            people: people.collect(),
            items: items.collect(),
            own_value: found.own.and_then(|part| part.value.value),
            whole: BreakdownRow::of(found.whole, directory),
        }
    }
}

/// A KPI of one unit in one period, and of each unit directly below it.
#[utoipa::path(get, path = "/kpis/{id}/breakdown", tag = "kpis",
    params(("id" = String, Path, description = "identity or code"), BreakdownQuery),
    responses((status = 200, body = Breakdown)))]
async fn find_breakdown(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<BreakdownQuery>,
) -> ApiResult<axum::Json<Breakdown>> {
    let question = breakdown::Question {
        kpi: id,
        unit: query.unit,
        person: None,
        grain: query.grain.map(Into::into),
        period: query.period,
        as_of: query.as_of.map(|as_of| as_of.0),
    };
    let found = breakdown::read(&state.app, &viewer, &question).await?;
    let seen = ops::series::seen(&state.app, &viewer, &question.kpi, question.as_of).await?;
    Ok(axum::Json(Breakdown::of(found, &seen.read().directory, viewer.locale)))
}
