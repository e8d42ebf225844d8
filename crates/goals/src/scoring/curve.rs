//! The curve itself, and the preset that takes its points as they are given.

use serde::{Deserialize, Serialize};

use super::{Preset, Request};
use crate::refusal::{Refusal, finite};

pub(super) const PRESET: Preset = Preset {
    key: "curve",
    name_zh: "自定义",
    text: "straight between the points given",
    parameters: &[],
    points: |request| Ok(request.scoring.points.clone()),
};

/// A point of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// The KPI's value.
    pub value: f64,
    /// What it scores.
    pub points: f64,
}

/// A traffic light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rag {
    /// The target or better.
    Green,
    /// The floor or better.
    Amber,
    /// Worse.
    Red,
}

/// A stretch of values with one light.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// The light.
    pub light: Rag,
    /// Where it begins; `None` without a lower end.
    pub from: Option<f64>,
    /// Where it ends; `None` without an upper end.
    pub to: Option<f64>,
}

/// Piecewise linear from value to points; level beyond its ends. Two points at one value are a
/// jump, and the better one holds at that value.
///
/// ```
/// use goals::scoring::{Curve, CurvePoint};
/// let point = |value, points| CurvePoint { value, points };
/// let curve = Curve::new(vec![point(80.0, 0.0), point(80.0, 60.0), point(90.0, 100.0)])?;
/// assert_eq!([79.0, 80.0, 85.0, 95.0].map(|value| curve.points(value)), [0.0, 60.0, 80.0, 100.0]);
/// # Ok::<(), goals::refusal::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    points: Vec<CurvePoint>,
    green_from: f64,
    amber_from: f64,
}

const GREEN_FROM: f64 = 100.0;
const AMBER_FROM: f64 = 60.0;

impl Curve {
    /// A curve through these points, in the order of their values.
    ///
    /// *Errors*: [`Refusal::CurveEmpty`]; [`Refusal::CurveNotInOrder`] when a value comes after a
    /// greater one, or three points have the same; [`Refusal::NotFinite`].
    pub fn new(points: Vec<CurvePoint>) -> Result<Curve, Refusal> {
        if points.is_empty() {
            return Err(Refusal::CurveEmpty);
        }
        for (index, point) in points.iter().enumerate() {
            finite("scoring", point.value)?;
            finite("scoring", point.points)?;
            let is_behind = index >= 1 && point.value < points[index - 1].value;
            let is_third = index >= 2 && point.value == points[index - 2].value;
            if is_behind || is_third {
                return Err(Refusal::CurveNotInOrder { value: point.value });
            }
        }
        Ok(Curve { points, green_from: GREEN_FROM, amber_from: AMBER_FROM })
    }

    /// Its points.
    pub fn as_points(&self) -> &[CurvePoint] {
        &self.points
    }

    /// What `value` scores.
    pub fn points(&self, value: f64) -> f64 {
        let next = self.points.partition_point(|point| point.value < value);
        let here = self.points[next..].iter().take_while(|point| point.value == value);
        if let Some(best) = here.map(|point| point.points).reduce(f64::max) {
            return best;
        }
        match (next.checked_sub(1).map(|before| self.points[before]), self.points.get(next)) {
            (Some(before), Some(after)) => {
                let way = (value - before.value) / (after.value - before.value);
                before.points + (after.points - before.points) * way
            }
            (Some(end), None) => end.points,
            (None, Some(end)) => end.points,
            (None, None) => unreachable!("invariant: a curve has a point"),
        }
    }

    /// The light of `value`: green from the points of the target, amber from those of the floor.
    pub fn rag(&self, value: f64) -> Rag {
        let points = self.points(value);
        if points >= self.green_from {
            Rag::Green
        } else if points >= self.amber_from {
            Rag::Amber
        } else {
            Rag::Red
        }
    }

    /// The stretches of values with one light each, from the lowest value to the highest: the
    /// thresholds that follow from the curve.
    ///
    /// ```
    /// use goals::scoring::{Curve, CurvePoint, Rag};
    /// let point = |value, points| CurvePoint { value, points };
    /// let curve = Curve::new(vec![point(0.0, 0.0), point(100.0, 120.0)])?;
    /// let lights = curve.lights();
    /// assert_eq!(lights.iter().map(|light| light.light).collect::<Vec<_>>(), [
    ///     Rag::Red, Rag::Amber, Rag::Green,
    /// ]);
    /// assert_eq!(lights[1].from, Some(50.0));
    /// assert_eq!((lights[0].from, lights[2].to), (None, None));
    /// # Ok::<(), goals::refusal::Refusal>(())
    /// ```
    pub fn lights(&self) -> Vec<Light> {
        let mut ends: Vec<f64> = self.points.iter().map(|point| point.value).collect();
        for pair in self.points.windows(2) {
            for level in [self.green_from, self.amber_from] {
                ends.extend(crossing(pair[0], pair[1], level));
            }
        }
        ends.sort_by(f64::total_cmp);
        ends.dedup();
        let mut lights: Vec<Light> = Vec::new();
        for at in 0..=ends.len() {
            let from = at.checked_sub(1).map(|before| ends[before]);
            let to = ends.get(at).copied();
            let inside = match (from, to) {
                (Some(from), Some(to)) => from + (to - from) / 2.0,
                (Some(from), None) => from + 1.0,
                (None, Some(to)) => to - 1.0,
                (None, None) => 0.0,
            };
            let light = self.rag(inside);
            match lights.last_mut().filter(|last| last.light == light) {
                Some(last) => last.to = to,
                None => lights.push(Light { light, from, to }),
            }
        }
        lights
    }

    /// Takes the lights from a preset that names the points of floor and target.
    pub(super) fn with_lights(mut self, request: &Request<'_>) -> Curve {
        self.green_from = request.parameter("target_points").unwrap_or(GREEN_FROM);
        self.amber_from = request.parameter("floor_points").unwrap_or(AMBER_FROM);
        self
    }
}

/// The value between two points at which the line between them comes to `level`.
fn crossing(before: CurvePoint, after: CurvePoint, level: f64) -> Option<f64> {
    let (low, high) = (before.points.min(after.points), before.points.max(after.points));
    let is_between = before.value < after.value && low < level && level < high;
    let way = (level - before.points) / (after.points - before.points);
    is_between.then_some(before.value + (after.value - before.value) * way)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_go_forward() {
        let point = |value| CurvePoint { value, points: 1.0 };
        let code = |values: &[f64]| {
            Curve::new(values.iter().map(|&value| point(value)).collect()).map_err(|r| r.code())
        };
        assert_eq!(code(&[]), Err("curve_empty"));
        assert_eq!(code(&[2.0, 1.0]), Err("curve_not_in_order"));
        assert_eq!(code(&[1.0, 1.0, 1.0]), Err("curve_not_in_order"));
        assert_eq!(code(&[f64::NAN]), Err("not_finite"));
        assert_eq!(code(&[1.0]).unwrap().points(7.0), 1.0);
    }
}
