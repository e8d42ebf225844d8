//! 比率法: points in proportion to the target.

use super::{CurvePoint, Parameter, Preset, Request, at};
use crate::kpi::Direction;
use crate::refusal::Refusal;

pub(super) const PRESET: Preset = Preset {
    key: "ratio",
    name_zh: "比率法",
    text: "100 · V / T, capped; when lower is better 100 · (2 − V / T)",
    parameters: &[Parameter { key: "cap", default: 120.0 }],
    points,
};

fn points(request: &Request<'_>) -> Result<Vec<CurvePoint>, Refusal> {
    request.refuse_range()?;
    let (target, cap) = (request.target()?, request.positive("cap")?);
    if target <= 0.0 {
        let expected = "the ratio rule needs a target above 0";
        return Err(Refusal::ScoringNumber { field: "target", value: target, expected });
    }
    // The whole is one straight line, so two ends are enough whatever the cap.
    let (worst, best) = match request.direction {
        Direction::Lower => (2.0 * target, target * (2.0 - cap / 100.0)),
        Direction::Higher | Direction::Range => (0.0, target * cap / 100.0),
    };
    Ok(request.in_order(vec![at(worst, 0.0), at(best, cap)]))
}
