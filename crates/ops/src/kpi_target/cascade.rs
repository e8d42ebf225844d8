//! Cascading a target to the units directly below. The arithmetic is `goals::kpi_target::cascade`.
//!
//! Units only: a KPI's values are recorded for units, so a person's target would be held against
//! nothing.

use goals::cube::{Cube, WindowValue};
use goals::id::{KpiId, KpiTargetId, OrgUnitId};
use goals::kpi::Aggregation;
use goals::kpi_target::Marks;
use goals::kpi_target::cascade::{self, Cascade};
use goals::period::Period;
use jiff::Span;
use jiff::civil::Date;
use store::word::TargetMethod;

use super::division::{Division, Part, Run, Start, apply, start, weight_of};
use crate::app::App;
use crate::error::OpsError;
use crate::limits::TARGET_PARTS_MAX;
use crate::live::LiveState;
use crate::series::{Source, with_cube};
use crate::viewer::Viewer;

/// How a target is handed down.
#[derive(Debug, Clone)]
pub enum Method {
    /// By each unit's share of the value of a year before.
    LastYear,
    /// Evenly.
    Equal,
    /// By these shares; they need not add up to 1.
    Shares(Vec<(OrgUnitId, f64)>),
    /// The same marks for every unit.
    Copied,
    /// These marks for these units.
    ByHand(Vec<(OrgUnitId, Marks)>),
}

/// What is to be cascaded, and how.
#[derive(Debug, Clone)]
pub struct Input {
    /// The KPI, by identity or code.
    pub kpi: String,
    /// The target.
    pub target: KpiTargetId,
    /// To these of the units below; with shares and by hand those that are named there, else all.
    pub units: Vec<OrgUnitId>,
    /// How.
    pub method: Method,
    /// Whether it is only looked at.
    pub run: Run,
    /// Why; needed where goalposts that hold already are moved.
    pub reason: Option<String>,
}

/// Hands a target to the units directly below. Targets of those units inside its span make way.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` for an unknown target, a unit that is not directly below, a
/// missing reason, or a target that reaches beyond the span; `Refused` for a way of dividing that
/// does not fit; `Stale` when somebody has changed the targets meanwhile.
pub async fn cascade(app: &App, viewer: &Viewer, input: Input) -> Result<Division, OpsError> {
    let live = app.live(viewer.organization_id).await?;
    let (start, units, asked) = {
        let state = live.read();
        let start = start(&state, viewer, &input.kpi, input.target)?;
        let units = units(&state, &start, &input)?;
        let before = year_before(start.whole.period);
        let span = Period { start: before.start, end: start.whole.period.end };
        let asked = start.asked(&state, start.kpi.frequency.into(), span);
        (start, units, asked)
    };
    let division = with_cube(app, &Source::now(&live), &asked, |cube, state| {
        let before = values_before(cube, &start, &units, state.today);
        let aggregation = Aggregation::from(start.kpi.unit_aggregation);
        let rules = start.rules(aggregation);
        let name = |unit: &OrgUnitId| {
            state.directory.unit(unit.0).map_or_else(String::new, |unit| unit.name.clone())
        };
        let values: Vec<(String, Option<f64>)> =
            units.iter().map(name).zip(before.iter().map(|value| value.value)).collect();
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
        let divided = cascade::cascade(&start.whole.marks(), units.len(), how, &rules)?;
        let parts = divided.parts.iter().zip(&units).zip(&values);
        let parts = parts.map(|((marks, unit), (_, year_before))| Part {
            unit: *unit,
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

/// The units that get a part: all directly below, or those that are named.
fn units(state: &LiveState, start: &Start, input: &Input) -> Result<Vec<OrgUnitId>, OpsError> {
    let below: Vec<OrgUnitId> = state
        .directory
        .units_below(start.unit.0)
        .into_iter()
        .map(|unit| OrgUnitId(unit.id))
        .collect();
    let (named, field): (Vec<OrgUnitId>, _) = match &input.method {
        Method::Shares(given) => (given.iter().map(|(unit, _)| *unit).collect(), "shares"),
        Method::ByHand(given) => (given.iter().map(|(unit, _)| *unit).collect(), "parts"),
        Method::LastYear | Method::Equal | Method::Copied => (input.units.clone(), "unit_ids"),
    };
    if below.is_empty() {
        let message = "there is no unit below this target's unit to hand it to";
        return Err(OpsError::field("target_id", "no_units_below", message));
    }
    for (at, unit) in named.iter().enumerate() {
        if !below.contains(unit) || named[..at].contains(unit) {
            let message = format!("{unit} is not directly below, or is there twice");
            return Err(OpsError::field(field, "unknown_reference", message));
        }
    }
    if below.len().max(named.len()) > TARGET_PARTS_MAX {
        let (what, got, limit) = ("parts", below.len(), TARGET_PARTS_MAX);
        return Err(OpsError::TooLarge { what, got, limit });
    }
    Ok(if named.is_empty() { below } else { named })
}

/// The same days a year before.
fn year_before(span: Period) -> Period {
    let back = |day: Date| day.saturating_sub(Span::new().years(1));
    Period { start: back(span.start), end: back(span.end) }
}

/// What the units came to a year before; what has not ended is not known yet.
fn values_before(cube: &Cube, start: &Start, units: &[OrgUnitId], today: Date) -> Vec<WindowValue> {
    let before = year_before(start.whole.period);
    let value = |unit: &OrgUnitId| match before.has_ended(today) {
        true => cube.aggregate(KpiId(start.kpi.id), *unit, before, today),
        false => WindowValue::NOTHING,
    };
    units.iter().map(value).collect()
}
