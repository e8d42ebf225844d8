//! Spreading a target over the periods of its span. The arithmetic is `goals::kpi_target::spread`.

use goals::cube::{Cube, WindowValue};
use goals::id::{KpiId, KpiTargetId};
use goals::kpi::Aggregation;
use goals::kpi_target::Marks;
use goals::kpi_target::spread::{self, Spread, year_before};
use goals::period::{Grain, Period};
use goals::refusal::Refusal;
use jiff::civil::Date;
use store::word::TargetMethod;

use super::division::{Division, Part, Run, Start, apply, start, weight_of};
use crate::app::App;
use crate::error::OpsError;
use crate::limits::TARGET_PARTS_MAX;
use crate::series::{Source, with_cube};
use crate::viewer::Viewer;

/// How a target is spread.
#[derive(Debug, Clone)]
pub enum Method {
    /// By the working days of each period.
    WorkingDays,
    /// Evenly.
    Periods,
    /// As the values of a year before.
    LastYear,
    /// The same marks in every period.
    Same,
    /// These marks in the periods of these names.
    ByHand(Vec<(String, Marks)>),
}

/// What is to be spread, and how.
#[derive(Debug, Clone)]
pub struct Input {
    /// The KPI, by identity or code.
    pub kpi: String,
    /// The target.
    pub target: KpiTargetId,
    /// Over what periods.
    pub grain: Grain,
    /// How.
    pub method: Method,
    /// Whether it is only looked at.
    pub run: Run,
    /// Why; needed where goalposts that hold already are moved.
    pub reason: Option<String>,
}

/// Spreads a target over the periods of its span. The target stays, its parts come beside it, and
/// targets of the same unit inside its span make way.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` for an unknown target, a missing reason, or a target that
/// reaches beyond the span; `Refused` for a way of spreading that does not fit; `Stale` when
/// somebody has changed the targets meanwhile.
pub async fn spread(app: &App, viewer: &Viewer, input: Input) -> Result<Division, OpsError> {
    let live = app.live(viewer.organization_id).await?;
    let (start, periods, asked) = {
        let state = live.read();
        let start = start(&state, viewer, &input.kpi, input.target)?;
        let frequency = start.kpi.frequency.into();
        if input.grain < frequency {
            return Err(Refusal::GrainTooFine { frequency, grain: input.grain }.into());
        }
        let calendar = state.directory.calendar();
        let periods = spread::periods(&calendar, input.grain, start.whole.period)?;
        if periods.len() > TARGET_PARTS_MAX {
            let (what, got, limit) = ("parts", periods.len(), TARGET_PARTS_MAX);
            return Err(OpsError::TooLarge { what, got, limit });
        }
        let first = year_before(&calendar, input.grain, periods[0]);
        let span = Period { start: first.start, end: start.whole.period.end };
        let asked = start.asked(&state, input.grain, span);
        (start, periods, asked)
    };
    let division = with_cube(app, &Source::now(&live), &asked, |cube, state| {
        let before = values_before(cube, &start, input.grain, &periods, state.today);
        let aggregation = Aggregation::from(start.kpi.time_aggregation);
        let rules = start.rules(aggregation);
        let calendar = cube.calendar();
        let labels: Vec<String> =
            periods.iter().map(|period| calendar.label(input.grain, period.start)).collect();
        let values: Vec<Option<f64>> = before.iter().map(|value| value.value).collect();
        let weights: Option<Vec<f64>> =
            before.iter().map(|value| weight_of(aggregation, value)).collect();
        let by_hand = by_label(&input.method, &labels)?;
        let (method, how) = match &input.method {
            Method::WorkingDays => (TargetMethod::WorkingDays, Spread::WorkingDays),
            Method::Periods => (TargetMethod::Periods, Spread::Periods),
            Method::LastYear => (TargetMethod::LastYear, Spread::LastYear(&values)),
            Method::Same => (TargetMethod::Same, Spread::Same),
            Method::ByHand(_) => {
                (TargetMethod::ByHand, Spread::ByHand(&by_hand, weights.as_deref()))
            }
        };
        let divided = spread::spread(&start.whole, calendar, &periods, how, &rules)?;
        let parts = divided.parts.iter().zip(&periods).zip(labels).zip(&values);
        let parts = parts.map(|(((marks, period), label), year_before)| Part {
            subject: start.subject,
            period: *period,
            label: Some(label),
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

/// What the periods came to a year before; what has not ended is not known yet.
fn values_before(
    cube: &Cube,
    start: &Start,
    grain: Grain,
    periods: &[Period],
    today: Date,
) -> Vec<WindowValue> {
    let value = |period: &Period| {
        let before = year_before(cube.calendar(), grain, *period);
        match before.has_ended(today) {
            true => cube.aggregate(KpiId(start.kpi.id), start.subject, before, today),
            false => WindowValue::NOTHING,
        }
    };
    periods.iter().map(value).collect()
}

/// Parts given by hand, in the order of the periods.
fn by_label(method: &Method, labels: &[String]) -> Result<Vec<Marks>, OpsError> {
    let Method::ByHand(given) = method else { return Ok(Vec::new()) };
    for (at, (label, _)) in given.iter().enumerate() {
        if !labels.contains(label) || given[..at].iter().any(|(other, _)| other == label) {
            let message = format!("`{label}` is not one of the periods, or is there twice");
            return Err(OpsError::field(&format!("parts.{at}.period"), "bad_period", message));
        }
    }
    let find = |label: &String| given.iter().find(|(other, _)| other == label);
    Ok(labels.iter().filter_map(find).map(|(_, marks)| *marks).collect())
}
