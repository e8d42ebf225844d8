//! Every preset by worked numbers.

use super::*;
use proptest::prelude::*;

const MARKS: Marks =
    Marks { floor: Some(80.0), target: Some(85.0), stretch: Some(90.0), range: None };
const LOW: Marks = Marks { floor: Some(4.0), target: Some(2.0), stretch: Some(1.0), range: None };
const INSIDE: Marks = Marks { floor: None, target: None, stretch: None, range: Some((3.0, 5.0)) };

fn scores<const N: usize>(
    scoring: &Scoring,
    direction: Direction,
    marks: &Marks,
    values: [f64; N],
) -> [f64; N] {
    let curve = scoring.curve(direction, marks).unwrap();
    values.map(|value| curve.points(value))
}

fn with(key: &str, parameter: &str, value: f64) -> Scoring {
    let parameters = BTreeMap::from([(parameter.to_owned(), value)]);
    Scoring { parameters, ..Scoring::preset(key) }
}

#[test]
fn ratios_are_capped_and_turned_for_lower_is_better() {
    let ratio = Scoring::preset("ratio");
    let up = scores(&ratio, Direction::Higher, &MARKS, [-5.0, 42.5, 85.0, 100.0, 170.0]);
    assert_eq!(up[..3], [0.0, 50.0, 100.0]);
    assert!((up[3] - 100.0 * 100.0 / 85.0).abs() < 1e-9);
    assert_eq!(up[4], 120.0);
    let down = scores(&ratio, Direction::Lower, &LOW, [0.0, 2.0, 3.0, 4.0, 9.0]);
    assert_eq!(down, [120.0, 100.0, 50.0, 0.0, 0.0]);
}

#[test]
fn floor_target_and_stretch_are_reached_exactly() {
    let preset = Scoring::preset("floor_target_stretch");
    let up = scores(&preset, Direction::Higher, &MARKS, [79.9, 80.0, 82.0, 85.0, 90.0, 99.0]);
    assert_eq!(up, [0.0, 60.0, 76.0, 100.0, 120.0, 120.0]);
    let down = scores(&preset, Direction::Lower, &LOW, [4.1, 4.0, 3.0, 2.0, 1.0, 0.0]);
    assert_eq!(down, [0.0, 60.0, 80.0, 100.0, 120.0, 120.0]);
    let without_stretch = Marks { stretch: None, ..MARKS };
    assert_eq!(scores(&preset, Direction::Higher, &without_stretch, [99.0]), [100.0]);
    let floor_is_target = Marks { target: Some(80.0), ..MARKS };
    let jump = scores(&preset, Direction::Higher, &floor_is_target, [79.9, 80.0, 85.0, 90.0]);
    assert_eq!(jump, [0.0, 100.0, 110.0, 120.0]);
}

#[test]
fn bands_give_the_best_that_is_reached() {
    let bands = |pairs: &[(f64, f64)]| Scoring {
        points: pairs.iter().map(|&(value, points)| at(value, points)).collect(),
        ..Scoring::preset("bands")
    };
    let up = bands(&[(70.0, 60.0), (80.0, 80.0), (90.0, 100.0)]);
    let values = [69.0, 70.0, 79.9, 80.0, 95.0];
    assert_eq!(scores(&up, Direction::Higher, &MARKS, values), [0.0, 60.0, 60.0, 80.0, 100.0]);
    let down = bands(&[(1.0, 100.0), (2.0, 80.0)]);
    assert_eq!(
        scores(&down, Direction::Lower, &LOW, [0.5, 1.0, 1.5, 2.0, 2.1]),
        [100.0, 100.0, 80.0, 80.0, 0.0]
    );
    let code = |scoring: &Scoring| scoring.curve(Direction::Higher, &MARKS).unwrap_err().code();
    assert_eq!(code(&down), "scoring_number");
    assert_eq!(code(&bands(&[])), "curve_empty");
}

#[test]
fn all_or_nothing_knows_no_middle() {
    let preset = Scoring::preset("all_or_nothing");
    assert_eq!(scores(&preset, Direction::Higher, &MARKS, [84.9, 85.0]), [0.0, 100.0]);
    assert_eq!(scores(&preset, Direction::Lower, &LOW, [2.0, 2.1]), [100.0, 0.0]);
    let inside = scores(&preset, Direction::Range, &INSIDE, [2.9, 3.0, 5.0, 5.1]);
    assert_eq!(inside, [0.0, 100.0, 100.0, 0.0]);
}

#[test]
fn each_unit_worse_is_deducted() {
    let preset = with("deduction", "per_unit", 20.0);
    assert_eq!(
        scores(&preset, Direction::Lower, &LOW, [0.0, 2.0, 3.0, 9.0]),
        [100.0, 100.0, 80.0, 0.0]
    );
    assert_eq!(scores(&preset, Direction::Higher, &MARKS, [84.5, 86.0]), [90.0, 100.0]);
    assert_eq!(scores(&preset, Direction::Range, &INSIDE, [2.0, 4.0, 6.0]), [80.0, 100.0, 80.0]);
}

#[test]
fn lights_follow_the_curve() {
    let curve = Scoring::preset("floor_target_stretch").curve(Direction::Higher, &MARKS).unwrap();
    let lights = [85.0, 84.0, 80.0, 79.0].map(|value| curve.rag(value));
    assert_eq!(lights, [Rag::Green, Rag::Amber, Rag::Amber, Rag::Red]);
    let strict = with("floor_target_stretch", "floor_points", 80.0);
    assert_eq!(strict.curve(Direction::Higher, &MARKS).unwrap().rag(80.0), Rag::Amber);
}

#[test]
fn what_cannot_be_scored_is_refused() {
    let code = |scoring: &Scoring, direction, marks: &Marks| {
        scoring.curve(direction, marks).unwrap_err().code()
    };
    let none = Marks::default();
    assert_eq!(code(&Scoring::preset("magic"), Direction::Higher, &MARKS), "unknown_reference");
    assert_eq!(code(&with("ratio", "magic", 1.0), Direction::Higher, &MARKS), "unknown_reference");
    assert_eq!(code(&with("ratio", "cap", f64::NAN), Direction::Higher, &MARKS), "not_finite");
    assert_eq!(
        code(&with("deduction", "per_unit", 0.0), Direction::Higher, &MARKS),
        "scoring_number"
    );
    assert_eq!(code(&Scoring::preset("ratio"), Direction::Range, &INSIDE), "scoring_needs");
    let zero = Marks { target: Some(0.0), ..none };
    assert_eq!(code(&Scoring::preset("ratio"), Direction::Higher, &zero), "scoring_number");
    for preset in ["ratio", "floor_target_stretch", "all_or_nothing", "deduction"] {
        assert_eq!(code(&Scoring::preset(preset), Direction::Higher, &none), "scoring_needs");
    }
}

#[test]
fn presets_are_read_from_json() {
    let text = r#"{"preset":"ratio","parameters":{"cap":150}}"#;
    let scoring: Scoring = serde_json::from_str(text).unwrap();
    assert_eq!(scores(&scoring, Direction::Higher, &MARKS, [255.0]), [150.0]);
    assert!(serde_json::from_str::<Scoring>(r#"{"preset":"ratio","cap":150}"#).is_err());
}

proptest! {
    #[test]
    fn better_values_never_score_worse(
        preset in 0_usize..2, worse in -50.0_f64..150.0, step in 0.0_f64..50.0,
    ) {
        let scoring = Scoring::preset(ALL[preset].key);
        let [a, b] = scores(&scoring, Direction::Higher, &MARKS, [worse, worse + step]);
        prop_assert!(a <= b + 1e-9);
        let [a, b] = scores(&scoring, Direction::Lower, &LOW, [worse, worse + step]);
        prop_assert!(a + 1e-9 >= b);
    }
}
