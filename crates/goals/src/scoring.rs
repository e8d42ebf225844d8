//! Scoring: from a KPI's value to points, by a curve.
//!
//! A [`Curve`] is piecewise linear from value to points. A [`Preset`] makes one from the KPI's
//! direction and target; a [`Scoring`] is a preset with its numbers, as kept with the KPI. The one
//! invariant: at a jump the better side holds, so that reaching a value exactly is reaching it.
//! Traffic lights against a target alone are [`crate::kpi_target`].
//!
//! To add a preset: a file beside `scoring/ratio.rs`, a line in [`ALL`].
//!
//! <!-- scoring:KPI points -->
//!
//! T target, F floor, S stretch, V value. The curve is straight between its points and level beyond
//! its ends; where it jumps, the better side holds at the jump itself.
//!
//! | preset | points |
//! | --- | --- |
//! | ratio 比率法 | 100 · V / T; when lower is better 100 · (2 − V / T); from 0 to `cap` (120) |
//! | floor, target, stretch 门槛-目标-挑战 | 0 beyond F; 60 at F, 100 at T, 120 at S, straight between |
//! | bands 层差法 | the points of the best band that V has reached, 0 before the first |
//! | all or nothing 非此即彼 | 100 at T or better (inside the range), else 0 |
//! | deduction 减分法 | 100 at T (inside the range), less `per_unit` for each unit worse |
//! | curve 自定义 | straight between the points given |
//!
//! Green from the points of the target (100), amber from those of the floor (60), below red.
//!
//! *Worked*: with floor 80 %, target 85 % and stretch 90 %, a rate of 82 % scores 60 + 40 · (82 −
//! 80) / (85 − 80) = 76.
//!
//! <!-- /scoring -->

mod all_or_nothing;
mod bands;
mod curve;
mod deduction;
mod floor_target_stretch;
mod ratio;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::kpi::Direction;
use crate::kpi_target::Marks;
use crate::refusal::{Refusal, finite};

pub use curve::{Curve, CurvePoint, Light, Rag};

/// Every preset.
pub const ALL: [&Preset; 6] = [
    &ratio::PRESET,
    &floor_target_stretch::PRESET,
    &bands::PRESET,
    &all_or_nothing::PRESET,
    &deduction::PRESET,
    &curve::PRESET,
];

/// The most points of one curve.
pub const CURVE_POINTS_MAX: usize = 100;

/// A way to make a curve.
#[derive(Debug)]
pub struct Preset {
    /// The stable name, as on the wire.
    pub key: &'static str,
    /// 中文名.
    pub name_zh: &'static str,
    /// The formula in symbols, for proofs.
    pub text: &'static str,
    /// The numbers that may be given.
    pub parameters: &'static [Parameter],
    points: fn(&Request<'_>) -> Result<Vec<CurvePoint>, Refusal>,
}

impl Preset {
    /// Whether the curve is made from points that are given.
    pub fn takes_points(&self) -> bool {
        self.key == bands::PRESET.key || self.key == curve::PRESET.key
    }

    /// Whether it means something for a KPI that is best inside a range.
    pub fn fits_range(&self) -> bool {
        let fitting = [&all_or_nothing::PRESET, &deduction::PRESET, &curve::PRESET];
        fitting.iter().any(|preset| preset.key == self.key)
    }
}

/// A number of a preset.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// The stable name, as on the wire.
    pub key: &'static str,
    /// What holds when it is not given.
    pub default: f64,
}

/// A preset with its numbers, as kept with a KPI.
///
/// *Errors* of reading it come from [`Scoring::curve`]: an unknown preset or parameter is refused
/// there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// The preset's key.
    pub preset: String,
    /// Numbers that differ from the defaults.
    #[serde(default)]
    pub parameters: BTreeMap<String, f64>,
    /// The bands, or the points of a curve of one's own.
    #[serde(default)]
    pub points: Vec<CurvePoint>,
}

impl Scoring {
    /// A preset with its defaults.
    pub fn preset(key: &str) -> Scoring {
        Scoring { preset: key.to_owned(), parameters: BTreeMap::new(), points: Vec::new() }
    }

    /// The preset's stable name; `None` for one that does not exist.
    pub fn preset_key(&self) -> Option<&'static str> {
        ALL.into_iter().map(|preset| preset.key).find(|key| *key == self.preset)
    }

    /// The curve for a KPI that is better in `direction` and has these targets.
    ///
    /// *Errors*: [`Refusal::UnknownReference`] for a preset or parameter that does not exist;
    /// [`Refusal::ScoringNeeds`] when a mark is missing; [`Refusal::ScoringNumber`],
    /// [`Refusal::NotFinite`]; those of [`Curve::new`].
    ///
    /// ```
    /// use goals::kpi::Direction;
    /// use goals::kpi_target::Marks;
    /// use goals::scoring::Scoring;
    /// let [floor, target, stretch] = [80.0, 85.0, 90.0].map(Some);
    /// let marks = Marks { floor, target, stretch, range: None };
    /// let points = |preset: &str, value| {
    ///     Scoring::preset(preset).curve(Direction::Higher, &marks).unwrap().points(value)
    /// };
    /// assert_eq!(points("floor_target_stretch", 82.0), 76.0);
    /// assert_eq!(points("floor_target_stretch", 79.9), 0.0);
    /// assert_eq!(points("ratio", 68.0), 80.0);
    /// assert_eq!(points("all_or_nothing", 85.0), 100.0);
    /// ```
    pub fn curve(&self, direction: Direction, marks: &Marks) -> Result<Curve, Refusal> {
        let preset = ALL.into_iter().find(|preset| preset.key == self.preset);
        let preset = preset.ok_or_else(|| Refusal::UnknownReference {
            field: "scoring",
            id: self.preset.clone(),
        })?;
        for (key, &value) in &self.parameters {
            finite("scoring", value)?;
            if !preset.parameters.iter().any(|parameter| parameter.key == key) {
                return Err(Refusal::UnknownReference { field: "scoring", id: key.clone() });
            }
        }
        if self.points.len() > CURVE_POINTS_MAX {
            let (count, limit) = (self.points.len(), CURVE_POINTS_MAX);
            return Err(Refusal::TooMany { field: "scoring", count, limit });
        }
        let request = Request { preset, scoring: self, direction, marks };
        Ok(Curve::new((preset.points)(&request)?)?.with_lights(&request))
    }
}

/// What a preset makes its curve from.
#[derive(Debug, Clone, Copy)]
struct Request<'a> {
    preset: &'static Preset,
    scoring: &'a Scoring,
    direction: Direction,
    marks: &'a Marks,
}

impl Request<'_> {
    /// A parameter as given, or its default.
    fn parameter(&self, key: &str) -> Option<f64> {
        let default = self.preset.parameters.iter().find(|parameter| parameter.key == key)?.default;
        Some(self.scoring.parameters.get(key).copied().unwrap_or(default))
    }

    /// A parameter that must be more than 0.
    fn positive(&self, key: &'static str) -> Result<f64, Refusal> {
        match self.parameter(key) {
            Some(value) if value > 0.0 => Ok(value),
            value => Err(Refusal::ScoringNumber {
                field: "scoring",
                value: value.unwrap_or(0.0),
                expected: "it must be more than 0",
            }),
        }
    }

    fn need(&self, needs: &'static str, mark: Option<f64>) -> Result<f64, Refusal> {
        mark.ok_or(Refusal::ScoringNeeds { preset: self.preset.key, needs })
    }

    fn target(&self) -> Result<f64, Refusal> {
        self.need("target", self.marks.target)
    }

    fn range(&self) -> Result<(f64, f64), Refusal> {
        self.marks.range.ok_or(Refusal::ScoringNeeds { preset: self.preset.key, needs: "range" })
    }

    /// Puts points that get better one after the other in the order of their values.
    fn in_order(&self, mut points: Vec<CurvePoint>) -> Vec<CurvePoint> {
        if self.direction == Direction::Lower {
            points.reverse();
        }
        points
    }

    /// For presets that mean nothing for a corridor.
    fn refuse_range(&self) -> Result<(), Refusal> {
        match self.direction {
            Direction::Range => {
                Err(Refusal::ScoringNeeds { preset: self.preset.key, needs: "direction" })
            }
            Direction::Higher | Direction::Lower => Ok(()),
        }
    }
}

fn at(value: f64, points: f64) -> CurvePoint {
    CurvePoint { value, points }
}

/// What share of its target a value attains: A/T, and 2 − A/T when lower is better.
///
/// *Unit*: 1.0 = 100 %; not clamped. *Missing*: `None` for a target of 0 or less, and for a
/// corridor.
///
/// ```
/// use goals::kpi::Direction;
/// use goals::scoring::attainment;
/// assert_eq!(attainment(Direction::Higher, 68.0, 85.0), Some(0.8));
/// assert_eq!(attainment(Direction::Lower, 12.0, 10.0), Some(0.8));
/// assert_eq!(attainment(Direction::Lower, 1.0, 0.0), None);
/// ```
pub fn attainment(direction: Direction, value: f64, target: f64) -> Option<f64> {
    let share = (target > 0.0).then_some(value / target)?;
    match direction {
        Direction::Higher => Some(share),
        Direction::Lower => Some(2.0 - share),
        Direction::Range => None,
    }
}
