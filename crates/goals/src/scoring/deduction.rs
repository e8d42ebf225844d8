//! 减分法: full points, less so many for each unit that the value is worse than its target.

use super::{CurvePoint, Parameter, Preset, Request, at};
use crate::kpi::Direction;
use crate::refusal::Refusal;

pub(super) const PRESET: Preset = Preset {
    key: "deduction",
    name_zh: "减分法",
    text: "100 − per_unit · (units worse than T), not below 0",
    parameters: &[Parameter { key: "per_unit", default: 1.0 }],
    points,
};

fn points(request: &Request<'_>) -> Result<Vec<CurvePoint>, Refusal> {
    // So many units worse, nothing is left.
    let reach = 100.0 / request.positive("per_unit")?;
    Ok(match request.direction {
        Direction::Higher => {
            let target = request.target()?;
            vec![at(target - reach, 0.0), at(target, 100.0)]
        }
        Direction::Lower => {
            let target = request.target()?;
            vec![at(target, 100.0), at(target + reach, 0.0)]
        }
        Direction::Range => {
            let (low, high) = request.range()?;
            vec![at(low - reach, 0.0), at(low, 100.0), at(high, 100.0), at(high + reach, 0.0)]
        }
    })
}
