//! Back-test on the demo: at each month of 2013 forecast the next, for every KPI of every unit.
//!
//! ```text
//! cargo run --release -p forecast --example backtest [-- demo] [--monthly] [--by-kpi]
//! ```
//!
//! `demo` is the folder with `content.json` and `flights_daily.csv.gz`. With `--monthly` the days
//! are brought together first, as for a KPI that is measured once a month. A series counts when at
//! least three of its months could be forecast and have a value.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Read;
use std::time::{Duration, Instant};

use forecast::subject::{Asked, Subject};
use goals::cube::Cube;
use goals::id::{KpiId, OrgUnitId};
use goals::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point};
use goals::period::{Calendar, Grain};
use jiff::civil::{Date, date};
use serde_json::Value;
use uuid::Uuid;

const LEVEL: f64 = 0.8;

/// Counts of one series, or of many.
#[derive(Default, Clone)]
struct Score {
    error: f64,
    naive: f64,
    months: usize,
    inside: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let folder = arguments.iter().find(|argument| !argument.starts_with("--"));
    let folder = folder.map_or("demo", String::as_str);
    let content: Value =
        serde_json::from_str(&std::fs::read_to_string(format!("{folder}/content.json"))?)?;
    let (cube, names) = cube(&content, folder, has("--monthly"))?;
    let mut by_kpi: BTreeMap<String, Vec<Score>> = BTreeMap::new();
    let (mut slowest, mut asked, began) = (Duration::ZERO, 0, Instant::now());
    let mut methods: BTreeMap<&str, usize> = BTreeMap::new();
    for (kpi, code, is_share) in &names.kpis {
        for unit in &names.units {
            let mut score = Score::default();
            for month in 2..=12 {
                let today = date(2013, month, 1);
                let asking = Asked {
                    kpi: *kpi,
                    unit: *unit,
                    grain: Grain::Month,
                    since: date(2013, 1, 1),
                    today,
                    is_share: *is_share,
                };
                let start = Instant::now();
                let subject = Subject::read(&cube, &asking)?;
                let ahead = subject.periods(1, LEVEL);
                slowest = slowest.max(start.elapsed());
                asked += 1;
                let Some(ahead) = ahead.first() else { continue };
                let later = date(2014, 1, 1);
                let actual = cube.aggregate(*kpi, *unit, ahead.span, later).value;
                let naive = subject.history().last().and_then(|point| point.value);
                let (Some(actual), Some(naive)) = (actual, naive) else { continue };
                if let Ok(model) = subject.model() {
                    *methods.entry(model.method().key()).or_default() += 1;
                }
                let outlook = &ahead.outlook;
                score.error += (outlook.point - actual).abs();
                score.naive += (naive - actual).abs();
                score.months += 1;
                let slack = 1e-9 * actual.abs();
                let is_inside = outlook.lower - slack <= actual && actual <= outlook.upper + slack;
                score.inside += usize::from(is_inside);
            }
            if score.months >= 3 {
                by_kpi.entry(code.clone()).or_default().push(score);
            }
        }
    }
    if has("--by-kpi") {
        for (code, scores) in &by_kpi {
            print(code, scores);
        }
    }
    let all: Vec<Score> = by_kpi.into_values().flatten().collect();
    print("all", &all);
    let each = began.elapsed() / asked.max(1);
    println!("{asked} forecasts: {each:?} each, the slowest {slowest:?}; methods {methods:?}");
    Ok(())
}

fn print(name: &str, scores: &[Score]) {
    let sum = |of: fn(&Score) -> usize| scores.iter().map(of).sum::<usize>() as f64;
    let (months, inside) = (sum(|score| score.months), sum(|score| score.inside));
    let better = scores.iter().filter(|score| score.error < score.naive - 1e-12).count();
    let mut ratios: Vec<f64> = scores
        .iter()
        .filter(|score| score.naive > 0.0)
        .map(|score| score.error / score.naive)
        .collect();
    ratios.sort_by(f64::total_cmp);
    let middle = ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN);
    println!(
        "{name:20} {} series, {months} months: {:.1} % inside the {:.0} % interval; error below \
         \"as last month\" in {:.1} % of the series, median ratio {middle:.3}",
        scores.len(),
        100.0 * inside / months,
        100.0 * LEVEL,
        100.0 * better as f64 / scores.len() as f64,
    );
}

struct Names {
    kpis: Vec<(KpiId, String, bool)>,
    units: Vec<OrgUnitId>,
}

/// The demo's days in a cube.
fn cube(content: &Value, folder: &str, monthly: bool) -> Result<(Cube, Names), Box<dyn Error>> {
    let list = |name: &str| content[name].as_array().cloned().unwrap_or_default();
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let units: BTreeMap<String, OrgUnitId> = list("units")
        .iter()
        .zip(1..)
        .map(|(unit, number)| (text(unit, "code"), OrgUnitId(Uuid::from_u128(number))))
        .collect();
    let mut cube = Cube::new(Calendar::PLAIN);
    cube.set_units(
        list("units")
            .iter()
            .map(|unit| (units[&text(unit, "code")], units.get(&text(unit, "parent")).copied())),
    );
    let mut kpis = Vec::new();
    for (model, number) in list("kpis").iter().zip(1..) {
        let aggregation = match text(model, "time_aggregation").as_str() {
            "ratio" => Aggregation::Ratio,
            _ => Aggregation::Sum,
        };
        let kpi = Kpi {
            id: KpiId(Uuid::from_u128(1_000 + number)),
            direction: Direction::Higher,
            frequency: if monthly { Grain::Month } else { Grain::Day },
            time_aggregation: aggregation,
            unit_aggregation: aggregation,
            missing: MissingPolicy::Null,
            versions: Vec::new(),
            is_archived: false,
        };
        cube.put_kpi(&kpi)?;
        kpis.push((kpi.id, text(model, "code"), text(model, "format") == "percent"));
    }
    for ((kpi, org_unit, start), (numerator, denominator)) in
        cells(content, folder, monthly, &kpis, &units)?
    {
        let is_ratio = cube.kpi(kpi).is_some_and(Kpi::takes_parts);
        let cell =
            if is_ratio { Cell::Parts { numerator, denominator } } else { Cell::Value(numerator) };
        cube.set(&Point { kpi, org_unit, person: None, start, cell })?;
    }
    Ok((cube, Names { kpis, units: units.into_values().collect() }))
}

type Cells = BTreeMap<(KpiId, OrgUnitId, Date), (f64, f64)>;

/// Σ above and below the line, by KPI, unit and first day of the period.
fn cells(
    content: &Value,
    folder: &str,
    monthly: bool,
    kpis: &[(KpiId, String, bool)],
    units: &BTreeMap<String, OrgUnitId>,
) -> Result<Cells, Box<dyn Error>> {
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let models = content["kpis"].as_array().cloned().unwrap_or_default();
    let mut cells = Cells::new();
    let mut unzipped = String::new();
    let file = std::fs::File::open(format!("{folder}/flights_daily.csv.gz"))?;
    flate2::read::GzDecoder::new(file).read_to_string(&mut unzipped)?;
    let mut reader = csv::Reader::from_reader(unzipped.as_bytes());
    let headers = reader.headers()?.clone();
    for row in reader.records() {
        let row = row?;
        let count = |name: &str| -> f64 {
            let at = headers.iter().position(|header| header == name);
            at.and_then(|at| row[at].parse().ok()).unwrap_or(0.0)
        };
        let day: Date = row[0].parse()?;
        let start = if monthly { day.first_of_month() } else { day };
        let unit = units[&format!("{}-{}", &row[1], &row[2])];
        for ((kpi, ..), model) in kpis.iter().zip(&models) {
            let scale = model["scale"].as_f64().unwrap_or(1.0);
            let (above, below) = match model["value_column"].as_str() {
                Some(column) => (count(column) * scale, 1.0),
                None => {
                    (count(&text(model, "numerator")) * scale, count(&text(model, "denominator")))
                }
            };
            if below > 0.0 {
                let cell = cells.entry((*kpi, unit, start)).or_default();
                *cell = (cell.0 + above, cell.1 + below);
            }
        }
    }
    Ok(cells)
}
