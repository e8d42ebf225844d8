//! 层差法: steps.

use super::{CurvePoint, Preset, Request, at};
use crate::kpi::Direction;
use crate::refusal::Refusal;

pub(super) const PRESET: Preset = Preset {
    key: "bands",
    name_zh: "层差法",
    text: "points of the best band that V has reached",
    parameters: &[],
    points,
};

fn points(request: &Request<'_>) -> Result<Vec<CurvePoint>, Refusal> {
    request.refuse_range()?;
    let mut bands = request.scoring.points.clone();
    if request.direction == Direction::Lower {
        bands.reverse();
    }
    let mut steps = Vec::with_capacity(2 * bands.len());
    let mut reached = 0.0;
    for (index, band) in bands.iter().enumerate() {
        if index > 0 && band.points < reached {
            let expected = "a better value must not score less; order the bands by value";
            let value = band.points;
            return Err(Refusal::ScoringNumber { field: "scoring", value, expected });
        }
        steps.extend([at(band.value, reached), at(band.value, band.points)]);
        reached = band.points;
    }
    Ok(request.in_order(steps))
}
