//! `/kpis/{id}/targets/spread` and `/kpis/{id}/targets/cascade`: a target divided into parts, over
//! periods or over the units below and the unit's people; first looked at, then written.

use axum::extract::State;
use goals::id::{KpiTargetId, OrgUnitId, PersonId};
use goals::kpi_target::{Check, Marks};
use goals::subject::Subject;
use ops::kpi_target::cascade::{self, Method as CascadeMethod, Recipients};
use ops::kpi_target::spread::{self, Method as SpreadMethod};
use ops::kpi_target::{Division, Part, Run};
use ops::live::Directory;
use serde::{Deserialize, Serialize};
use store::word::{Grain, TargetMethod};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::{ApiError, ApiResult};
use crate::extract::{Json, Path, SignedIn};
use crate::kpi_target::KpiTarget;
use crate::kpi_tile::TargetValues;
use crate::state::ApiState;
use crate::time::Day;
use crate::view::{PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(spread_kpi_target)).routes(routes!(cascade_kpi_target))
}

/// The numbers of a target.
#[derive(Debug, Default, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenMarks {
    floor: Option<f64>,
    target: Option<f64>,
    stretch: Option<f64>,
    range_low: Option<f64>,
    range_high: Option<f64>,
}

impl From<GivenMarks> for Marks {
    fn from(given: GivenMarks) -> Self {
        let GivenMarks { floor, target, stretch, range_low, range_high } = given;
        Self::of_numbers([floor, target, stretch, range_low, range_high])
    }
}

/// How a target is spread over the periods of its span.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetSpread {
    /// The target.
    target_id: KpiTargetId,
    /// The periods, which have to cut its span without a rest.
    grain: Grain,
    /// `working_days`, `periods` or `last_year` for a KPI that adds up over time, `same` for any
    /// other, or `by_hand`.
    method: TargetMethod,
    /// By hand: the marks of each period.
    #[serde(default)]
    parts: Vec<PeriodPart>,
    /// `true` writes nothing.
    #[serde(default)]
    preview: bool,
    /// Why; needed once the span has begun, or when other targets make way.
    reason: Option<String>,
}

/// The marks of one period.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodPart {
    /// The period's name: `2013-09`.
    period: String,
    /// Its marks.
    marks: GivenMarks,
}

/// How a target is handed to the units directly below or to the unit's people.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetHandingDown {
    /// The target.
    target_id: KpiTargetId,
    /// `last_year`, `equal` or `shares` for a KPI that adds up over units, `copied` for any other,
    /// or `by_hand`.
    method: TargetMethod,
    /// To whom: the units directly below, the unit's people, or both.
    #[serde(default)]
    recipients: TargetRecipients,
    /// Only to these of the units and people; to all when both are absent.
    #[serde(default)]
    unit_ids: Vec<OrgUnitId>,
    /// Only to these of the units and people.
    #[serde(default)]
    person_ids: Vec<PersonId>,
    /// With `shares`: the share of each. They need not add up to 1.
    #[serde(default)]
    shares: Vec<UnitShare>,
    /// By hand: the marks of each.
    #[serde(default)]
    parts: Vec<UnitPart>,
    /// `true` writes nothing.
    #[serde(default)]
    preview: bool,
    /// Why; needed once the span has begun, or when other targets make way.
    reason: Option<String>,
}

/// Who gets a part of a target.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetRecipients {
    /// The units directly below.
    #[default]
    Units,
    /// The unit's people, by their primary membership.
    People,
    /// Both.
    Everyone,
}

impl From<TargetRecipients> for Recipients {
    fn from(recipients: TargetRecipients) -> Self {
        match recipients {
            TargetRecipients::Units => Self::Units,
            TargetRecipients::People => Self::People,
            TargetRecipients::Everyone => Self::Everyone,
        }
    }
}

/// The share of one unit or person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitShare {
    /// The unit.
    unit_id: Option<OrgUnitId>,
    /// Or the person.
    person_id: Option<PersonId>,
    /// 0 or more.
    share: f64,
}

/// The marks of one unit or person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitPart {
    /// The unit.
    unit_id: Option<OrgUnitId>,
    /// Or the person.
    person_id: Option<PersonId>,
    /// Its marks.
    marks: GivenMarks,
}

/// A target with the parts that it is divided into.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetDivision {
    /// The target.
    pub target: KpiTarget,
    /// How it is divided.
    pub method: TargetMethod,
    /// Whether the parts add up to it.
    pub is_additive: bool,
    /// The parts, in the order of time or of the tree.
    pub parts: Vec<TargetPart>,
    /// What the parts come to; null where they do not add up.
    pub sum: Option<TargetValues>,
    /// What was held against the whole.
    pub check: TargetCheck,
    /// Targets that the parts take the place of; they are archived when it is written.
    pub superseded: Vec<KpiTarget>,
    /// Whether writing it needs a reason.
    pub needs_reason: bool,
    /// Whether it has been written.
    pub is_applied: bool,
}

/// One part of a divided target.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetPart {
    /// The target that it became, once it is written.
    pub id: Option<KpiTargetId>,
    /// The unit it holds for.
    pub unit: Option<UnitRef>,
    /// The person it holds for instead.
    pub person: Option<PersonRef>,
    /// The period's name; null where the part is the whole span.
    pub period: Option<String>,
    /// First day.
    pub starts_on: Day,
    /// First day after.
    pub ends_on: Day,
    /// Its marks.
    pub values: TargetValues,
    /// What the KPI came to in the same days a year before; null when it is not known, or those
    /// days are not over.
    pub year_before: Option<f64>,
}

/// What was held against the whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetCheck {
    /// How.
    pub kind: TargetCheckKind,
    /// The mean of the parts, weighted by how much each counted a year before.
    pub mean: Option<TargetValues>,
    /// That mean less the whole.
    pub difference: Option<TargetValues>,
}

/// How parts are held against their whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetCheckKind {
    /// They add up to it.
    AddsUp,
    /// Each of them is it.
    Same,
    /// Their weighted mean is compared with it.
    WeightedMean,
    /// Not at all: the KPI does not add up, and how much each part counts is not known.
    Unchecked,
}

impl TargetDivision {
    fn of(division: &Division, directory: &Directory) -> Self {
        let whole = KpiTarget::of(&division.whole, directory);
        let marks: Vec<Marks> = division.parts.iter().map(|part| part.marks).collect();
        let sum = division.is_additive.then(|| TargetValues::of(&Marks::sum_of(&marks)));
        Self {
            method: division.method,
            is_additive: division.is_additive,
            parts: division.parts.iter().map(|part| TargetPart::of(part, directory)).collect(),
            sum,
            check: TargetCheck::of(&division.check, &whole.marks()),
            superseded: division
                .superseded
                .iter()
                .map(|row| KpiTarget::of(row, directory))
                .collect(),
            needs_reason: division.needs_reason,
            is_applied: division.is_applied,
            target: whole,
        }
    }
}

impl TargetPart {
    fn of(part: &Part, directory: &Directory) -> Self {
        Self {
            id: part.id,
            unit: UnitRef::find(directory, part.subject.unit().map(|id| id.0)),
            person: PersonRef::find(directory, part.subject.person().map(|id| id.0)),
            period: part.label.clone(),
            starts_on: Day(part.period.start),
            ends_on: Day(part.period.end),
            values: TargetValues::of(&part.marks),
            year_before: part.year_before,
        }
    }
}

impl TargetCheck {
    fn of(check: &Check, whole: &Marks) -> Self {
        let (kind, mean) = match check {
            Check::AddsUp => (TargetCheckKind::AddsUp, None),
            Check::Same => (TargetCheckKind::Same, None),
            Check::WeightedMean(mean) => (TargetCheckKind::WeightedMean, Some(mean)),
            Check::Unchecked => (TargetCheckKind::Unchecked, None),
        };
        Self {
            kind,
            mean: mean.map(TargetValues::of),
            difference: mean.map(|mean| TargetValues::of(&mean.apart_from(whole))),
        }
    }
}

/// Spreads a target over the periods of its span.
///
/// The target stays, and its parts come beside it; each is a target of its own that judges its
/// period. Where the KPI adds up over time the parts add up to the target exactly. Targets of the
/// same unit inside the span make way: they are archived, with the reason.
#[utoipa::path(post, path = "/kpis/{id}/targets/spread", tag = "kpis",
    params(("id" = String, Path, description = "identity or code")), request_body = TargetSpread,
    responses((status = 200, body = TargetDivision)))]
async fn spread_kpi_target(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Json(asked): Json<TargetSpread>,
) -> ApiResult<axum::Json<TargetDivision>> {
    let parts = asked.parts.into_iter().map(|part| (part.period, part.marks.into())).collect();
    let method = match asked.method {
        TargetMethod::WorkingDays => SpreadMethod::WorkingDays,
        TargetMethod::Periods => SpreadMethod::Periods,
        TargetMethod::LastYear => SpreadMethod::LastYear,
        TargetMethod::Same => SpreadMethod::Same,
        TargetMethod::ByHand => SpreadMethod::ByHand(parts),
        other => return Err(unknown(other)),
    };
    let input = spread::Input {
        kpi: id,
        target: asked.target_id,
        grain: asked.grain.into(),
        method,
        run: run(asked.preview),
        reason: asked.reason,
    };
    let division = spread::spread(&state.app, &viewer, input).await?;
    let live = state.app.live(viewer.organization_id).await?;
    Ok(axum::Json(TargetDivision::of(&division, &live.read().directory)))
}

/// Hands a target to the units directly below, to the unit's people, or to both.
///
/// The target stays, and each gets one of its own over the same days. Where the KPI adds up over
/// units the parts add up to the target exactly. Targets of theirs inside the span make way: they
/// are archived, with the reason.
#[utoipa::path(post, path = "/kpis/{id}/targets/cascade", tag = "kpis",
    params(("id" = String, Path, description = "identity or code")),
    request_body = TargetHandingDown, responses((status = 200, body = TargetDivision)))]
async fn cascade_kpi_target(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Json(asked): Json<TargetHandingDown>,
) -> ApiResult<axum::Json<TargetDivision>> {
    let shares = asked.shares.into_iter().enumerate().map(|(at, given)| {
        let subject = one_of(given.unit_id, given.person_id, &format!("shares.{at}"))?;
        Ok((subject, given.share))
    });
    let shares = shares.collect::<ApiResult<_>>()?;
    let parts = asked.parts.into_iter().enumerate().map(|(at, part)| {
        let subject = one_of(part.unit_id, part.person_id, &format!("parts.{at}"))?;
        Ok((subject, part.marks.into()))
    });
    let parts = parts.collect::<ApiResult<_>>()?;
    let units = asked.unit_ids.into_iter().map(Subject::Unit);
    let people = asked.person_ids.into_iter().map(Subject::Person);
    let method = match asked.method {
        TargetMethod::LastYear => CascadeMethod::LastYear,
        TargetMethod::Equal => CascadeMethod::Equal,
        TargetMethod::Shares => CascadeMethod::Shares(shares),
        TargetMethod::Copied => CascadeMethod::Copied,
        TargetMethod::ByHand => CascadeMethod::ByHand(parts),
        other => return Err(unknown(other)),
    };
    let input = cascade::Input {
        kpi: id,
        target: asked.target_id,
        recipients: asked.recipients.into(),
        named: people.chain(units).collect(),
        method,
        run: run(asked.preview),
        reason: asked.reason,
    };
    let division = cascade::cascade(&state.app, &viewer, input).await?;
    let live = state.app.live(viewer.organization_id).await?;
    Ok(axum::Json(TargetDivision::of(&division, &live.read().directory)))
}

fn one_of(unit: Option<OrgUnitId>, person: Option<PersonId>, field: &str) -> ApiResult<Subject> {
    match (unit, person) {
        (Some(unit), None) => Ok(Subject::Unit(unit)),
        (None, Some(person)) => Ok(Subject::Person(person)),
        _ => {
            let message = "give `unit_id` or `person_id`, and one of them only";
            let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Err(ApiError::body(status, field, "one_subject", message))
        }
    }
}

fn run(preview: bool) -> Run {
    if preview { Run::Preview } else { Run::Apply }
}

fn unknown(method: TargetMethod) -> ApiError {
    let message = format!("`{method}` is not a way of doing this; see the documentation");
    ApiError::body(
        axum::http::StatusCode::UNPROCESSABLE_ENTITY,
        "method",
        "method_does_not_fit",
        message,
    )
}
