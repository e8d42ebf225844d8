//! `/kpis/{id}/scoring`, `/scoring/presets` and `/scoring/preview`: curves from a KPI's value to
//! points.

use std::collections::BTreeMap;

use axum::extract::State;
use goals::id::KpiId;
use goals::kpi_target::Marks;
use goals::scoring::{ALL, Curve, CurvePoint, Light, Rag, Scoring as Kept};
use ops::kpi_scoring::{self, Edit};
use ops::kpi_standing::KpiScore as Scored;
use serde::{Deserialize, Serialize};
use store::word::Direction;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, Path, SignedIn};
use crate::kpi_view::Kpi;
use crate::state::ApiState;
use crate::target_division::GivenMarks;
use crate::view::Changed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(set_kpi_scoring))
        .routes(routes!(list_scoring_presets))
        .routes(routes!(preview_scoring))
}

/// A way from values to points: a preset with its numbers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// `ratio`, `floor_target_stretch`, `bands`, `all_or_nothing`, `deduction` or `curve`.
    pub preset: String,
    /// Numbers of the preset that differ from their defaults.
    #[serde(default)]
    pub parameters: BTreeMap<String, f64>,
    /// The bands, or the points of a curve of one's own, by their values.
    #[serde(default)]
    pub points: Vec<ScoringPoint>,
}

/// A point of a curve.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoringPoint {
    /// The KPI's value.
    pub value: f64,
    /// What it scores.
    pub points: f64,
}

/// A traffic light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScoringLight {
    /// From the points of the target on.
    Green,
    /// From the points of the floor on.
    Amber,
    /// Below.
    Red,
}

/// What a value scores.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct KpiScore {
    /// The points; 100 is the target.
    pub points: f64,
    /// The light that follows from them.
    pub light: ScoringLight,
}

impl KpiScore {
    /// Shows a score.
    pub fn of(score: &Scored) -> Self {
        Self { points: score.points, light: score.light.into() }
    }
}

impl From<Rag> for ScoringLight {
    fn from(light: Rag) -> Self {
        match light {
            Rag::Green => Self::Green,
            Rag::Amber => Self::Amber,
            Rag::Red => Self::Red,
        }
    }
}

impl From<CurvePoint> for ScoringPoint {
    fn from(CurvePoint { value, points }: CurvePoint) -> Self {
        Self { value, points }
    }
}

impl From<Scoring> for Kept {
    fn from(scoring: Scoring) -> Self {
        let points = scoring.points.into_iter();
        let points = points.map(|point| CurvePoint { value: point.value, points: point.points });
        Self { preset: scoring.preset, parameters: scoring.parameters, points: points.collect() }
    }
}

impl From<Kept> for Scoring {
    fn from(kept: Kept) -> Self {
        Self {
            preset: kept.preset,
            parameters: kept.parameters,
            points: kept.points.into_iter().map(ScoringPoint::from).collect(),
        }
    }
}

/// A new curve for a KPI.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KpiScoringEdit {
    /// The version of the KPI that the edit was made on.
    version: i32,
    /// The curve; null takes it away.
    scoring: Option<Scoring>,
    /// Why: what every value scores changes.
    reason: Option<String>,
}

/// A way to make a curve.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScoringPreset {
    /// Its name, as in `preset`.
    pub key: String,
    /// The formula in symbols.
    pub text: String,
    /// The numbers that may be given.
    pub parameters: Vec<ScoringParameter>,
    /// Whether it is made from points that are given: bands, and a curve of one's own.
    pub takes_points: bool,
    /// Whether it means something for a KPI that is best inside a range.
    pub fits_range: bool,
}

/// A number of a preset.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScoringParameter {
    /// Its name, as in `parameters`.
    pub key: String,
    /// What holds when it is not given.
    pub default: f64,
}

/// A curve to be drawn and some values to be scored on it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoringQuestion {
    /// The curve.
    scoring: Scoring,
    /// Which way is better.
    direction: Direction,
    /// The target that it is drawn from.
    #[serde(default)]
    marks: GivenMarks,
    /// The values to be scored; at most 1,000.
    #[serde(default)]
    values: Vec<f64>,
}

/// A curve, and what values score on it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScoringPreview {
    /// The curve's points by their values: straight between them, level beyond its ends. Two at one
    /// value are a jump, where the better one holds.
    pub curve: Vec<ScoringPoint>,
    /// The stretches of values with one light each, from the lowest: the thresholds.
    pub lights: Vec<ScoringStretch>,
    /// What each of the values scores, in their order.
    pub scores: Vec<KpiScore>,
}

/// A stretch of values with one light.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ScoringStretch {
    /// The light.
    pub light: ScoringLight,
    /// Where it begins; null without a lower end.
    pub from: Option<f64>,
    /// Where it ends; null without an upper end.
    pub to: Option<f64>,
}

impl ScoringPreview {
    fn of(curve: &Curve, values: &[f64]) -> Self {
        let stretch = |Light { light, from, to }| ScoringStretch { light: light.into(), from, to };
        let score = |value: &f64| KpiScore {
            points: curve.points(*value),
            light: curve.rag(*value).into(),
        };
        Self {
            curve: curve.as_points().iter().copied().map(ScoringPoint::from).collect(),
            lights: curve.lights().into_iter().map(stretch).collect(),
            scores: values.iter().map(score).collect(),
        }
    }
}

/// Gives a KPI its scoring curve, or takes it away. Its status then follows the curve's light.
#[utoipa::path(put, path = "/kpis/{id}/scoring", tag = "kpis", params(("id" = KpiId, Path)),
    request_body = KpiScoringEdit, responses((status = 200, body = Changed<Kpi>)))]
async fn set_kpi_scoring(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<KpiId>,
    Json(edit): Json<KpiScoringEdit>,
) -> ApiResult<axum::Json<Changed<Kpi>>> {
    let edit =
        Edit { version: edit.version, scoring: edit.scoring.map(Kept::from), reason: edit.reason };
    let outcome = kpi_scoring::set(&state.app, &viewer, id, edit).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let item = Kpi::of(&outcome.value, None, &live.read(), &viewer);
    Ok(axum::Json(Changed::of(outcome, &viewer, &live, |_| item)))
}

/// Every way to make a scoring curve.
#[utoipa::path(get, path = "/scoring/presets", tag = "kpis",
    responses((status = 200, body = [ScoringPreset])))]
async fn list_scoring_presets(_viewer: SignedIn) -> axum::Json<Vec<ScoringPreset>> {
    let preset = |preset: &&goals::scoring::Preset| ScoringPreset {
        key: preset.key.to_owned(),
        text: preset.text.to_owned(),
        parameters: preset
            .parameters
            .iter()
            .map(|given| ScoringParameter { key: given.key.to_owned(), default: given.default })
            .collect(),
        takes_points: preset.takes_points(),
        fits_range: preset.fits_range(),
    };
    axum::Json(ALL.iter().map(preset).collect())
}

/// Draws a curve and scores values on it. Nothing is written.
#[utoipa::path(post, path = "/scoring/preview", tag = "kpis", request_body = ScoringQuestion,
    responses((status = 200, body = ScoringPreview)))]
async fn preview_scoring(
    _viewer: SignedIn,
    Json(asked): Json<ScoringQuestion>,
) -> ApiResult<axum::Json<ScoringPreview>> {
    let marks = Marks::from(asked.marks);
    let (scoring, direction) = (asked.scoring.into(), asked.direction.into());
    let curve = kpi_scoring::preview(&scoring, direction, &marks, &asked.values)?;
    Ok(axum::Json(ScoringPreview::of(&curve, &asked.values)))
}
