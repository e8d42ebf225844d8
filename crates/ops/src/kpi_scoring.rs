//! Scoring curves: how a KPI's value becomes points, and the light that follows from them.
//!
//! A KPI carries a preset with its numbers; the curve itself is drawn from the target of the moment
//! by `goals::scoring`. A change of the curve changes what every value scores, so it needs a reason
//! and stays on the record.

use goals::access::Action;
use goals::id::KpiId;
use goals::kpi::Direction;
use goals::kpi_target::Marks;
use goals::refusal::Refusal;
use goals::scoring::{Curve, Scoring};
use store::entity::kpi::Model;
use store::json::Json;

use crate::app::App;
use crate::check::Checks;
use crate::error::OpsError;
use crate::kpi;
use crate::limits::SCORED_VALUES_MAX;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

/// A new curve for a KPI.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The version of the KPI that the edit was made on.
    pub version: i32,
    /// The curve; `None` takes it away.
    pub scoring: Option<Scoring>,
    /// Why.
    pub reason: Option<String>,
}

/// Gives a KPI its curve, or takes it away.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `Invalid` without a reason; `Refused` for a preset or numbers
/// that make no curve. What only the target lacks is not refused: it may come later.
pub async fn set(
    app: &App,
    viewer: &Viewer,
    id: KpiId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let mut model = kpi::find(&work, viewer, id, Action::EditKpi).await?;
    let mut checks = Checks::default();
    checks.reason("reason", edit.reason.as_deref());
    checks.finish()?;
    if let Some(scoring) = &edit.scoring {
        check(scoring, model.direction.into())?;
    }
    model.scoring = match edit.scoring {
        Some(scoring) => Some(Json(
            serde_json::to_value(scoring).map_err(|error| OpsError::Internal(error.to_string()))?,
        )),
        None => None,
    };
    model.updated_at = work.now_ms();
    let model = store::kpi::update(work.tx(), model, edit.version).await?;
    work.record("kpi.rescored", &model, edit.reason.as_deref()).await?;
    work.commit(model).await
}

/// The curve of a preset against some marks, and what values score on it.
///
/// # Errors
/// `Refused` when it makes no curve, `TooLarge` for too many values.
pub fn preview(
    scoring: &Scoring,
    direction: Direction,
    marks: &Marks,
    values: &[f64],
) -> Result<Curve, OpsError> {
    if values.len() > SCORED_VALUES_MAX {
        let (what, got, limit) = ("values", values.len(), SCORED_VALUES_MAX);
        return Err(OpsError::TooLarge { what, got, limit });
    }
    Ok(scoring.curve(direction, marks)?)
}

/// Draws the curve against marks that every preset can be drawn from, so that only the scoring
/// itself can be refused.
fn check(scoring: &Scoring, direction: Direction) -> Result<(), Refusal> {
    let marks = match direction {
        Direction::Higher => Marks { floor: Some(1.0), target: Some(2.0), ..Marks::default() },
        Direction::Lower => Marks { floor: Some(2.0), target: Some(1.0), ..Marks::default() },
        Direction::Range => Marks { range: Some((1.0, 2.0)), ..Marks::default() },
    };
    scoring.curve(direction, &marks).map(|_| ())
}
