//! 非此即彼: the target is met or it is not.

use super::{CurvePoint, Preset, Request, at};
use crate::kpi::Direction;
use crate::refusal::Refusal;

pub(super) const PRESET: Preset = Preset {
    key: "all_or_nothing",
    name_zh: "非此即彼",
    text: "100 at T or better, else 0",
    parameters: &[],
    points,
};

fn points(request: &Request<'_>) -> Result<Vec<CurvePoint>, Refusal> {
    if request.direction == Direction::Range {
        let (low, high) = request.range()?;
        return Ok(vec![at(low, 0.0), at(low, 100.0), at(high, 100.0), at(high, 0.0)]);
    }
    let target = request.target()?;
    Ok(request.in_order(vec![at(target, 0.0), at(target, 100.0)]))
}
