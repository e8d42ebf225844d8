//! 门槛-目标-挑战: nothing beyond the floor, then straight from mark to mark.

use super::{CurvePoint, Parameter, Preset, Request, at};
use crate::refusal::Refusal;

pub(super) const PRESET: Preset = Preset {
    key: "floor_target_stretch",
    name_zh: "门槛-目标-挑战",
    text: "0 beyond F, 60 at F, 100 at T, 120 at S, straight between",
    parameters: &[
        Parameter { key: "floor_points", default: 60.0 },
        Parameter { key: "target_points", default: 100.0 },
        Parameter { key: "stretch_points", default: 120.0 },
    ],
    points,
};

fn points(request: &Request<'_>) -> Result<Vec<CurvePoint>, Refusal> {
    request.refuse_range()?;
    let (floor, target) = (request.need("floor", request.marks.floor)?, request.target()?);
    request.marks.validate(request.direction)?;
    let mut points = vec![at(floor, 0.0), at(floor, request.positive("floor_points")?)];
    let target_points = request.positive("target_points")?;
    let stretch_points = request.positive("stretch_points")?;
    let marks = [Some((target, target_points)), request.marks.stretch.map(|s| (s, stretch_points))];
    for (mark, reached) in marks.into_iter().flatten() {
        match points.last_mut() {
            // Two marks at one value are one jump, to the better of them.
            Some(last) if last.value == mark => last.points = reached,
            _ => points.push(at(mark, reached)),
        }
    }
    Ok(request.in_order(points))
}
