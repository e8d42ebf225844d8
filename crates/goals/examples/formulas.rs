//! How long formulas take: 1,000 computed KPIs × 100 periods × 100 units, all computed, and one
//! value changed under 100,000 cells.
//!
//! `cargo run --release -p goals --example formulas`; results are kept in docs/BENCHMARKS.md. The
//! baseline of the same run reads the recorded values that the formulas rest on, through the same
//! series.

use std::sync::Arc;
use std::time::Instant;

use goals::cube::Cube;
use goals::formula::{Formula, Named};
use goals::id::{KpiId, OrgUnitId};
use goals::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point, Version};
use goals::period::{Calendar, Grain};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use uuid::Uuid;

const KPIS: u128 = 1_000;
const PERIODS: i64 = 100;
const UNITS: u128 = 100;
const INPUTS: u128 = 20;
const FIRST: Date = date(2010, 1, 1);
const TODAY: Date = date(2020, 1, 1);

fn main() {
    let mut cube = world();
    let recorded = timed("recorded series", || cells(&cube, 1..=INPUTS) as f64);
    let computed = timed("computed series", || cells(&cube, 101..=100 + KPIS) as f64);
    let each = |(seconds, cells): (f64, f64)| seconds / cells * 1e9;
    println!("{:.0} ns a recorded cell, {:.0} ns a computed cell", each(recorded), each(computed));

    // One value of one unit and month: everything that rests on it, one cell each.
    let cell = Cell::Value(4711.0);
    let point = Point { kpi: kpi(1), org_unit: unit(1), person: None, start: FIRST, cell };
    let (seconds, moved) = timed("one value, moved cells", || {
        cube.set(&point).expect("the KPI and the unit are there");
        let month = Calendar::PLAIN.period_containing(Grain::Month, FIRST);
        let moved = cube.moved_by(kpi(1));
        let known =
            moved.iter().filter(|&&kpi| cube.aggregate(kpi, unit(1), month, TODAY).value.is_some());
        known.count() as f64
    });
    println!("{:.3} ms for one value and the {moved} cells of its month and unit", seconds * 1e3);
}

fn kpi(number: u128) -> KpiId {
    KpiId(Uuid::from_u128(number))
}

fn unit(number: u128) -> OrgUnitId {
    OrgUnitId(Uuid::from_u128(number))
}

fn world() -> Cube {
    let mut cube = Cube::new(Calendar::PLAIN);
    cube.set_units((0..=UNITS).map(|number| (unit(number), (number > 0).then(|| unit(0)))));
    let named = |number: u128| Named {
        name: format!("k{number}"),
        kpi: kpi(number),
        quantity: feel::Quantity::Any,
    };
    let names: Vec<Named> = (1..=INPUTS).map(named).collect();
    for number in 1..=INPUTS {
        cube.put_kpi(&defined(number, Aggregation::Sum, Vec::new())).expect("it is new");
        for (unit_number, period) in
            (1..=UNITS).flat_map(|unit| (0..PERIODS).map(move |period| (unit, period)))
        {
            let value = f64::from((number * 7919 + unit_number * 104_729) as u32 % 10_007);
            let value = value + period as f64 * 0.25;
            let start = FIRST.checked_add(period.months()).expect("within a century");
            let cell = Cell::Value(value);
            let point =
                Point { kpi: kpi(number), org_unit: unit(unit_number), person: None, start, cell };
            cube.set(&point).expect("the KPI and the unit are there");
        }
    }
    for number in 0..KPIS {
        let (a, b) = (number % INPUTS + 1, (number / INPUTS + number + 1) % INPUTS + 1);
        let formula = Formula::read(&format!("k{a} / (k{a} + k{b})"), &names);
        let formula = Some(Arc::new(formula.expect("it is well formed")));
        let versions = vec![Version { from: None, formula, together: None }];
        let defined = defined(101 + number, Aggregation::Ratio, versions);
        cube.put_kpi(&defined).expect("it is new");
    }
    cube
}

fn defined(number: u128, rule: Aggregation, versions: Vec<Version>) -> Kpi {
    Kpi {
        id: kpi(number),
        direction: Direction::Higher,
        frequency: Grain::Month,
        time_aggregation: rule,
        unit_aggregation: rule,
        missing: MissingPolicy::Null,
        versions,
        is_archived: false,
    }
}

/// Reads every unit's series of every KPI; tells how many cells have a value.
fn cells(cube: &Cube, kpis: impl Iterator<Item = u128>) -> usize {
    let to = FIRST.checked_add(PERIODS.months()).expect("within a century");
    kpis.map(|number| {
        let series = (1..=UNITS).map(|unit_number| {
            let (kpi, unit) = (kpi(number), unit(unit_number));
            let series = cube.series(kpi, unit, Grain::Month, FIRST, to, TODAY);
            let series = series.expect("months of a monthly KPI");
            series.iter().filter(|point| point.value.is_some()).count()
        });
        series.sum::<usize>()
    })
    .sum()
}

/// Processor seconds and cells: on a machine that others use too, the time on the wall says little.
fn timed(what: &str, work: impl FnOnce() -> f64) -> (f64, f64) {
    let (started, before) = (Instant::now(), processor_seconds());
    let cells = work();
    let wall = started.elapsed().as_secs_f64();
    let used = processor_seconds().zip(before).map_or(wall, |(now, before)| now - before);
    println!("{what}: {cells} in {used:.3} s of a processor, {wall:.3} s on the wall");
    (used, cells)
}

/// What this thread has used so far, where the system tells (Linux).
fn processor_seconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(told.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}
