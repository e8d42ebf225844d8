//! Computed KPIs in the cube: what formulas come to, over time and over units.

use std::sync::Arc;

use feel::Quantity;
use goals::cube::Cube;
use goals::formula::{Formula, Named};
use goals::id::{KpiId, KpiTargetId, OrgUnitId};
use goals::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point, Together, Version};
use goals::kpi_target::KpiTarget;
use goals::period::{Calendar, Grain, Period};
use goals::proof::{KpiValue, Proof};
use jiff::civil::{Date, date};

use crate::graph_world::id;

/// Company 0 over 1 and 2; 2 over 3.
const UNITS: [(u128, Option<u128>); 4] = [(0, None), (1, Some(0)), (2, Some(0)), (3, Some(2))];
const TODAY: Date = date(2014, 6, 1);

fn kpi(number: u128, rule: Aggregation, formula: Option<&str>) -> Kpi {
    let formula = formula.map(|text| Arc::new(Formula::read(text, &names()).unwrap()));
    Kpi {
        id: id(number),
        direction: Direction::Higher,
        frequency: Grain::Month,
        time_aggregation: rule,
        unit_aggregation: rule,
        missing: MissingPolicy::Null,
        versions: formula
            .map(|formula| Version { from: None, formula: Some(formula), together: None })
            .into_iter()
            .collect(),
        is_archived: false,
    }
}

fn names() -> Vec<Named> {
    ["won", "lost", "price", "f", "g", "赢单 数"]
        .into_iter()
        .zip([0, 1, 2, 10, 11, 0])
        .map(|(name, number)| Named {
            name: name.to_owned(),
            kpi: id(number),
            quantity: if name == "price" { Quantity::Of("EUR".into()) } else { Quantity::Count },
        })
        .collect()
}

/// won (0), lost (1) and price (2) recorded by month; the formula is KPI 10.
fn cube(formula: &str, rule: Aggregation) -> Cube {
    let mut cube = Cube::new(Calendar::PLAIN);
    cube.set_units(UNITS.map(|(unit, parent)| (id(unit), parent.map(id))));
    cube.put_kpi(&kpi(0, Aggregation::Sum, None)).unwrap();
    cube.put_kpi(&kpi(1, Aggregation::Sum, None)).unwrap();
    cube.put_kpi(&kpi(2, Aggregation::Mean, None)).unwrap();
    cube.put_kpi(&kpi(10, rule, Some(formula))).unwrap();
    let rows = [
        (0, 1, date(2013, 1, 1), 30.0),
        (1, 1, date(2013, 1, 1), 10.0),
        (2, 1, date(2013, 1, 1), 2.0),
        (0, 3, date(2013, 1, 1), 10.0),
        (1, 3, date(2013, 1, 1), 30.0),
        (2, 3, date(2013, 1, 1), 5.0),
        (0, 1, date(2013, 2, 1), 20.0),
        (1, 1, date(2013, 2, 1), 0.0),
        (0, 1, date(2013, 3, 1), 40.0),
        (0, 1, date(2014, 1, 1), 60.0),
        (1, 1, date(2014, 1, 1), 40.0),
    ];
    for (kpi, unit, start, value) in rows {
        let cell = Cell::Value(value);
        cube.set(&Point { kpi: id(kpi), org_unit: id(unit), person: None, start, cell }).unwrap();
    }
    cube
}

fn month(year: i16, month: i8) -> Period {
    Calendar::PLAIN.period_containing(Grain::Month, date(year, month, 1))
}

fn value(cube: &Cube, unit: u128, span: Period) -> Option<f64> {
    cube.aggregate(id(10), id::<OrgUnitId>(unit), span, TODAY).value
}

#[test]
fn inputs_come_together_before_the_formula() {
    let cube = cube("won / (won + lost)", Aggregation::Ratio);
    assert_eq!(value(&cube, 1, month(2013, 1)), Some(0.75));
    // 40 of 80, never the mean of 75 % and 25 %.
    assert_eq!(value(&cube, 0, month(2013, 1)), Some(0.5));
    // A quarter: won 30 + 20 + 40 + 10, lost 10 + 0 + 30.
    let quarter = Period { start: date(2013, 1, 1), end: date(2013, 4, 1) };
    assert_eq!(value(&cube, 0, quarter), Some(100.0 / 140.0));
    let read = cube.aggregate(id(10), id::<OrgUnitId>(0), quarter, TODAY);
    assert_eq!((read.period, read.count), (Some(quarter), 7));
}

#[test]
fn another_rule_computes_each_unit_and_period_first() {
    let cube = cube("won * price", Aggregation::Sum);
    assert_eq!(value(&cube, 0, month(2013, 1)), Some(30.0 * 2.0 + 10.0 * 5.0));
    let parts = cube.contributions(id(10), id(0), month(2013, 1), TODAY);
    let parts: Vec<Option<f64>> = parts.iter().map(|part| part.value.value).collect();
    assert_eq!(parts, [Some(60.0), Some(50.0)]);
}

#[test]
fn a_unit_that_records_beside_those_below_is_opened_once() {
    let mut cube = cube("won * 2", Aggregation::Sum);
    let cell = Cell::Value(5.0);
    // 2 lies above 3, which has 10.
    cube.set(&Point { kpi: id(0), org_unit: id(2), person: None, start: date(2013, 1, 1), cell })
        .unwrap();
    let read = cube.aggregate(id(10), id::<OrgUnitId>(2), month(2013, 1), TODAY);
    assert_eq!(read.value, Some(10.0));
    let of = KpiValue { kpi: id(10), subject: id::<OrgUnitId>(2).into(), value: read };
    let proof = Proof::kpi(&cube, of, TODAY).unwrap();
    let parts: Vec<Option<f64>> = proof.inputs.iter().map(|input| input.value).collect();
    assert_eq!((proof.value, parts), (Some(10.0), vec![Some(10.0)]));
}

#[test]
fn what_is_not_known_makes_the_result_unknown_unless_the_policy_says_otherwise() {
    let formula = "won / (won + lost)";
    assert_eq!(value(&cube(formula, Aggregation::Ratio), 1, month(2013, 3)), None);
    for (missing, expected) in [
        (MissingPolicy::Zero, Some(1.0)),
        // Lost of February: 0. Won of March: 40.
        (MissingPolicy::CarryForward, Some(1.0)),
    ] {
        let mut cube = cube(formula, Aggregation::Ratio);
        let changed = Kpi { missing, ..kpi(10, Aggregation::Ratio, Some(formula)) };
        cube.put_kpi(&changed).unwrap();
        assert_eq!(value(&cube, 1, month(2013, 3)), expected, "{missing:?}");
        assert_eq!(value(&cube, 1, month(2012, 3)), None, "nothing is known there at all");
    }
}

#[test]
fn functions_look_at_other_periods() {
    let at =
        |formula, year, number| value(&cube(formula, Aggregation::Ratio), 1, month(year, number));
    assert_eq!(at("won - prev(won)", 2013, 2), Some(-10.0));
    assert_eq!(at("won - prev(won)", 2013, 1), None);
    assert_eq!(at("prev(won, 2)", 2013, 3), Some(30.0));
    assert_eq!(at("prev(won, -1)", 2013, 1), None);
    assert_eq!(at("ytd(won)", 2013, 3), Some(90.0));
    assert_eq!(at("ytd(won)", 2014, 1), Some(60.0));
    assert_eq!(at("rolling(won, 2)", 2013, 3), Some(60.0));
    assert_eq!(at("rolling(won, 100000000)", 2013, 3), None);
    assert_eq!(at("won / same period last year(won) - 1", 2014, 1), Some(1.0));
    assert_eq!(at("赢单 数 + `赢单 数`", 2014, 1), Some(120.0));
    let quarter = Period { start: date(2014, 1, 1), end: date(2014, 4, 1) };
    let cube = cube("same period last year(won)", Aggregation::Ratio);
    assert_eq!(value(&cube, 1, quarter), Some(90.0));
}

#[test]
fn functions_look_at_units_and_targets() {
    let mut cube = cube("sum over units(price) + count over units(price)", Aggregation::Ratio);
    assert_eq!(value(&cube, 0, month(2013, 1)), Some(9.0));
    assert_eq!(value(&cube, 2, month(2013, 1)), Some(6.0));
    cube.put_kpi(&kpi(10, Aggregation::Ratio, Some("won / target(won)"))).unwrap();
    assert_eq!(value(&cube, 1, month(2013, 1)), None);
    let target = KpiTarget {
        id: KpiTargetId(id::<KpiTargetId>(1).0),
        kpi: id(0),
        org_unit: Some(id(1)),
        person: None,
        period: Period { start: date(2013, 1, 1), end: date(2014, 1, 1) },
        floor: None,
        target: Some(365.0),
        stretch: None,
        range: None,
    };
    cube.put_target(&target);
    assert_eq!(value(&cube, 1, month(2013, 1)), Some(30.0 / 31.0));
    cube.remove_target(target.kpi, target.id);
    assert_eq!(value(&cube, 1, month(2013, 1)), None);
}

#[test]
fn formulas_rest_on_formulas() {
    let mut cube = cube("f * 2", Aggregation::Ratio);
    cube.put_kpi(&Kpi { id: id(11), ..kpi(0, Aggregation::Ratio, Some("won + lost")) }).unwrap();
    cube.put_kpi(&kpi(10, Aggregation::Ratio, Some("g * 2 + prev(g)"))).unwrap();
    assert_eq!(value(&cube, 1, month(2013, 2)), Some(40.0 + 40.0));
    let moved: Vec<KpiId> = vec![id(0), id(11), id(10)];
    assert_eq!(cube.moved_by(id(0)), moved);
    assert_eq!(cube.rests_on(id(10)), [id::<KpiId>(10), id(11), id(0), id(1)]);
}

#[test]
fn each_period_has_the_version_that_holds_when_it_begins() {
    let mut cube = cube("won", Aggregation::Ratio);
    let version = |from, text| Version {
        from,
        formula: Some(Arc::new(Formula::read(text, &names()).unwrap())),
        together: None,
    };
    let versions = vec![version(None, "won"), version(Some(date(2013, 2, 1)), "won * 10")];
    cube.put_kpi(&Kpi { versions, ..kpi(10, Aggregation::Sum, None) }).unwrap();
    let series = cube
        .series(id(10), id::<OrgUnitId>(1), Grain::Month, date(2013, 1, 1), date(2013, 4, 1), TODAY)
        .unwrap();
    let values: Vec<Option<f64>> = series.iter().map(|point| point.value).collect();
    assert_eq!(values, [Some(30.0), Some(200.0), Some(400.0)]);
    let quarter = Period { start: date(2013, 1, 1), end: date(2013, 4, 1) };
    assert_eq!(value(&cube, 1, quarter), Some(630.0));
}

#[test]
fn exact_decimals_and_no_division_by_zero() {
    let at = |formula| value(&cube(formula, Aggregation::Ratio), 1, month(2013, 2));
    assert_eq!(at("0.1 + 0.2 + won - won"), Some(0.3));
    assert_eq!(at("won / lost"), None);
    assert_eq!(at("if lost = 0 then 0 else won / lost"), Some(0.0));
}

#[test]
fn what_does_not_go_together_is_refused_with_its_place() {
    let problem = |text| Formula::read(text, &names()).unwrap_err()[0].clone();
    assert_eq!(problem("won + price").code(), "quantities_differ");
    assert_eq!(
        problem("won > 3").to_string(),
        "1:1: expected a number, found boolean; write a number here"
    );
    assert_eq!(problem("won +").code(), "unexpected");
    assert_eq!(problem("rolling(won)").code(), "argument_count");
    assert_eq!(problem("prev(won + 1)").code(), "name_needed");
    assert!(Formula::read("won * price", &names()).is_ok());
}

#[test]
fn a_read_is_bounded() {
    let mut cube = cube("won", Aggregation::Ratio);
    // Each looks back over many spans of the one below.
    for number in 20..36_u128 {
        let below =
            Named { name: "below".to_owned(), kpi: id(number - 1), quantity: Quantity::Any };
        let text = "rolling(below, 10) + prev(below) + rolling(below, 7)";
        let formula = Formula::read(text, &[below]).unwrap();
        let versions =
            vec![Version { from: None, formula: Some(Arc::new(formula)), together: None }];
        cube.put_kpi(&Kpi { id: id(number), versions, ..kpi(0, Aggregation::Sum, None) }).unwrap();
    }
    let read = cube.aggregate(id(35), id::<OrgUnitId>(0), month(2013, 3), TODAY);
    assert_eq!(read.value, None);
}

#[test]
fn each_version_brings_its_periods_together_in_its_own_way() {
    let mut cube = cube("won", Aggregation::Ratio);
    let (january, march, april) = (date(2013, 1, 1), date(2013, 3, 1), date(2013, 4, 1));
    let cell = Cell::Value(20.0);
    cube.set(&Point { kpi: id(0), org_unit: id(3), person: None, start: march, cell }).unwrap();
    let rules = |from, rule| Version {
        from,
        formula: None,
        together: Some(Together { over_time: rule, over_units: rule }),
    };
    let versions = vec![rules(None, Aggregation::Sum), rules(Some(march), Aggregation::Mean)];
    cube.put_kpi(&Kpi { versions, ..kpi(0, Aggregation::Mean, None) }).unwrap();
    let read =
        |start, end| cube.aggregate(id(0), id::<OrgUnitId>(0), Period { start, end }, TODAY).value;
    // Units: 30 + 10 in January, 20 in February; in March (40 + 20) / 2.
    let months = [1, 2, 3].map(|number| month(2013, number));
    let months = months.map(|month| read(month.start, month.end));
    assert_eq!(months, [Some(40.0), Some(20.0), Some(30.0)]);
    // Two months of the first version are added up; a quarter that ends in the second is averaged.
    assert_eq!(read(january, march), Some(60.0));
    assert_eq!(read(january, april), Some(30.0));
    let series =
        cube.series(id(0), id::<OrgUnitId>(0), Grain::Quarter, january, april, TODAY).unwrap();
    assert_eq!(series[0].value, Some(30.0));
}
