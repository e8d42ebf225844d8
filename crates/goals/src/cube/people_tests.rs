//! Values of people, and the units in which they count.

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{Cube, Part};
use crate::formula::{Formula, Named};
use crate::id::{KpiId, OrgUnitId, PersonId};
use crate::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point, Version};
use crate::period::{Calendar, Grain, Period};
use crate::proof::{KpiValue, Proof};
use crate::subject::Subject;

const SALES: KpiId = KpiId(Uuid::from_u128(90));
const LATE: Date = date(2014, 6, 1);

fn unit(number: u128) -> OrgUnitId {
    OrgUnitId(Uuid::from_u128(number))
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(100 + number))
}

fn kpi(id: KpiId, aggregation: Aggregation) -> Kpi {
    Kpi {
        id,
        direction: Direction::Higher,
        frequency: Grain::Month,
        time_aggregation: aggregation,
        unit_aggregation: aggregation,
        missing: MissingPolicy::Null,
        versions: Vec::new(),
        is_archived: false,
    }
}

fn set(cube: &mut Cube, kpi: KpiId, whose: (u128, Option<u128>), month: i8, value: f64) {
    let point = Point {
        kpi,
        org_unit: unit(whose.0),
        person: whose.1.map(person),
        start: date(2013, month, 1),
        cell: Cell::Value(value),
    };
    cube.set(&point).unwrap();
}

/// 1 over 2 and 3. Ann sells 10 in 2 in January and 20 in 3 in February, Bo 5 in 2 in both; 3 has
/// 100 of its own in January.
fn sales() -> Cube {
    let mut cube = Cube::new(Calendar::PLAIN);
    cube.set_units([(unit(1), None), (unit(2), Some(unit(1))), (unit(3), Some(unit(1)))]);
    cube.put_kpi(&kpi(SALES, Aggregation::Sum)).unwrap();
    for (whose, month, value) in [
        ((2, Some(1)), 1, 10.0),
        ((3, Some(1)), 2, 20.0),
        ((2, Some(2)), 1, 5.0),
        ((2, Some(2)), 2, 5.0),
        ((3, None), 1, 100.0),
    ] {
        set(&mut cube, SALES, whose, month, value);
    }
    cube
}

fn months(from: i8, to: i8) -> Period {
    Period::new(date(2013, from, 1), date(2013, to, 1)).unwrap()
}

fn value(cube: &Cube, subject: impl Into<Subject>, span: Period) -> Option<f64> {
    cube.aggregate(SALES, subject, span, LATE).value
}

#[test]
fn a_value_counts_where_the_person_was() {
    let cube = sales();
    assert_eq!(value(&cube, person(1), months(1, 3)), Some(30.0));
    assert_eq!(value(&cube, person(2), months(1, 3)), Some(10.0));
    assert_eq!(
        [1, 2, 3].map(|own| value(&cube, unit(own), months(1, 2))),
        [115.0, 15.0, 100.0].map(Some)
    );
    assert_eq!(
        [1, 2, 3].map(|own| value(&cube, unit(own), months(2, 3))),
        [25.0, 5.0, 20.0].map(Some)
    );
    assert_eq!(value(&cube, person(3), months(1, 3)), None);
    let units = [1, 2, 3].map(|month| cube.unit_of(SALES, person(1), date(2013, month, 1)));
    assert_eq!(units, [Some(unit(2)), Some(unit(3)), None]);
}

#[test]
fn what_a_unit_records_speaks_for_its_people() {
    let mut cube = sales();
    set(&mut cube, SALES, (2, None), 1, 99.0);
    assert_eq!(value(&cube, unit(2), months(1, 3)), Some(104.0));
    assert_eq!(value(&cube, person(1), months(1, 2)), Some(10.0));
    let parts = cube.contributions(SALES, unit(2), months(1, 3), LATE);
    let shown: Vec<_> = parts.iter().map(|own| (own.subject, own.part, own.value.value)).collect();
    let own = (unit(2).into(), Part::Own, Some(99.0));
    assert_eq!(shown, [own, (person(2).into(), Part::Child, Some(5.0))]);
}

#[test]
fn people_move_with_their_unit_and_leave_nothing_behind() {
    let mut cube = sales();
    cube.put_unit(unit(3), Some(unit(2)));
    assert_eq!(value(&cube, unit(2), months(2, 3)), Some(25.0));
    cube.remove(SALES, unit(3), Some(person(1)), date(2013, 2, 1));
    cube.remove(SALES, unit(2), Some(person(1)), date(2013, 1, 1));
    assert_eq!(value(&cube, person(1), months(1, 3)), None);
    assert_eq!(cube.point_count(), 3);
    // A unit that is gone keeps what its people recorded, for them.
    cube.remove_unit(unit(2));
    assert_eq!(value(&cube, person(2), months(1, 3)), Some(10.0));
    assert_eq!(value(&cube, unit(1), months(1, 3)), None);
}

#[test]
fn a_mean_is_over_people_not_over_stretches_of_others() {
    let mut cube = sales();
    cube.put_kpi(&kpi(SALES, Aggregation::Mean)).unwrap();
    assert_eq!(value(&cube, person(1), months(1, 3)), Some(15.0));
    assert_eq!(value(&cube, unit(2), months(1, 2)), Some(7.5));
    let series =
        cube.series(SALES, person(1), Grain::Month, date(2013, 1, 1), date(2013, 4, 1), LATE);
    let values: Vec<_> = series.unwrap().iter().map(|point| point.value).collect();
    assert_eq!(values, [Some(10.0), Some(20.0), None]);
}

#[test]
fn a_formula_is_computed_for_a_person() {
    let (mut cube, calls) = (sales(), KpiId(Uuid::from_u128(91)));
    cube.put_kpi(&kpi(calls, Aggregation::Sum)).unwrap();
    for (whose, calls_made) in [((2, Some(1)), 4.0), ((2, Some(2)), 1.0)] {
        set(&mut cube, calls, whose, 1, calls_made);
    }
    let named =
        |name: &str, kpi| Named { name: name.to_owned(), kpi, quantity: feel::Quantity::Any };
    let names = [named("sales", SALES), named("calls", calls)];
    let of = |text: &str, aggregation| Kpi {
        versions: vec![Version {
            from: None,
            formula: Some(std::sync::Arc::new(Formula::read(text, &names).unwrap())),
            together: None,
        }],
        ..kpi(KpiId(Uuid::from_u128(92)), aggregation)
    };
    let rate = of("sales / calls", Aggregation::Ratio);
    cube.put_kpi(&rate).unwrap();
    let read = |cube: &Cube, subject: Subject| cube.aggregate(rate.id, subject, months(1, 2), LATE);
    assert_eq!(read(&cube, person(1).into()).value, Some(2.5));
    assert_eq!(read(&cube, unit(2).into()).value, Some(3.0));
    let subject = Subject::from(unit(2));
    let opened = KpiValue { kpi: rate.id, subject, value: read(&cube, subject) };
    let proof = Proof::kpi(&cube, opened, LATE).unwrap();
    assert_eq!(proof.rule.text, "sales / calls = 15 / 5");
    assert_eq!(proof.inputs[0].inputs.len(), 2);
    // Each person first, then together.
    let each = of("sales * calls", Aggregation::Sum);
    cube.put_kpi(&each).unwrap();
    assert_eq!(read(&cube, unit(2).into()).value, Some(45.0));
    assert_eq!(cube.contributions(each.id, unit(2), months(1, 2), LATE).len(), 2);
}
