//! Why a KPI's value has its points: the two points of the curve that it lies between.

use super::{Argument, Entity, FactRef, Label, Proof, Rule, RuleKey, UnitKind, shown};
use crate::id::KpiId;
use crate::scoring::{Curve, CurvePoint};

impl Proof {
    /// The points of a KPI's value, opened down to the value itself.
    ///
    /// *Missing*: without a value there are no points.
    pub fn points(kpi: KpiId, preset: &'static str, curve: &Curve, value: Proof) -> Proof {
        let points = value.value.map(|value| curve.points(value));
        let rule = match value.value.zip(points) {
            Some((at, points)) => rule_at(curve, at, points),
            None => Rule::new(RuleKey::Points, "?"),
        };
        Proof {
            label: Label::of("kpi.points", Entity::Kpi(kpi)),
            value: points,
            status: None,
            unit: UnitKind::Count,
            rule: rule.with("preset", Argument::Key(preset)),
            inputs: vec![value],
            facts: vec![FactRef::Definition(Entity::Kpi(kpi))],
        }
    }
}

fn rule_at(curve: &Curve, value: f64, points: f64) -> Rule {
    let after = curve.as_points().partition_point(|point| point.value <= value);
    let around = after
        .checked_sub(1)
        .and_then(|before| Some((*curve.as_points().get(before)?, *curve.as_points().get(after)?)));
    let text = match around.filter(|(before, _)| before.value < value) {
        Some((before, after)) => between(before, after, value, points),
        None => shown(points),
    };
    let rule = Rule::new(RuleKey::Points, text).with("value", Argument::Number(value));
    match around {
        Some((before, after)) => rule
            .with("value_before", Argument::Number(before.value))
            .with("points_before", Argument::Number(before.points))
            .with("value_after", Argument::Number(after.value))
            .with("points_after", Argument::Number(after.points)),
        None => rule,
    }
}

fn between(before: CurvePoint, after: CurvePoint, value: f64, points: f64) -> String {
    let climb = shown(after.points - before.points);
    let [from, to] = [before.value, after.value].map(shown);
    format!(
        "{} + {climb} · ({} − {from}) / ({to} − {from}) = {}",
        shown(before.points),
        shown(value),
        shown(points)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kpi::Direction;
    use crate::kpi_target::Marks;
    use crate::scoring::Scoring;

    fn proof(value: Option<f64>) -> Proof {
        let [floor, target, stretch] = [80.0, 85.0, 90.0].map(Some);
        let marks = Marks { floor, target, stretch, range: None };
        let scoring = Scoring::preset("floor_target_stretch");
        let curve = scoring.curve(Direction::Higher, &marks).unwrap();
        let kpi = KpiId(uuid::Uuid::nil());
        let of = Proof {
            label: Label::of("kpi.value", Entity::Kpi(kpi)),
            value,
            status: None,
            unit: UnitKind::Kpi(kpi),
            rule: Rule::new(RuleKey::Last, ""),
            inputs: Vec::new(),
            facts: Vec::new(),
        };
        Proof::points(kpi, "floor_target_stretch", &curve, of)
    }

    #[test]
    fn points_are_told_by_the_line_they_lie_on() {
        let on_a_line = proof(Some(82.0));
        assert_eq!(on_a_line.value, Some(76.0));
        assert_eq!(on_a_line.rule.text, "60 + 40 · (82 − 80) / (85 − 80) = 76");
        assert_eq!(proof(Some(95.0)).rule.text, "120");
        assert_eq!(proof(Some(80.0)).rule.text, "60");
        assert_eq!((proof(None).value, proof(None).inputs.len()), (None, 1));
    }
}
