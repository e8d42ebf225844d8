//! Measures bulk writing and reading of measurements and prints JSON:
//! `cargo run --release -p store --example bulk -- [ROWS] [URL]`.
//!
//! Writes ROWS (1,000,000) measurements of 20 KPIs for 50 units into a fresh database in one batch,
//! then the same again with every tenth corrected, reads them all, and verifies. Without URL it
//! works on a SQLite file in a temporary folder and compares with `sqlite3 .import` of the same
//! rows into a table with a unique index, where that program is installed.

#![expect(clippy::disallowed_methods, reason = "a benchmark makes its own identifiers")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use goals::kpi::Cell;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use store::change::NewChange;
use store::entity::{kpi, organization};
use store::json::Json;
use store::measurement::{Batch, NewPoint, Origin};
use store::word::*;
use store::{Database, Durability, facts, verification};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error>>;

const KPIS: usize = 20;
const UNITS: usize = 50;
const FIRST_DAY: Date = date(2000, 1, 1);

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let rows: usize = arguments.next().map_or(Ok(1_000_000), |rows| rows.parse())?;
    let folder = tempfile::tempdir()?;
    let own = format!("sqlite:{}", folder.path().join("bulk.db").display());
    let url = arguments.next();
    let database = Database::open(url.as_deref().unwrap_or(&own), Durability::Full).await?;
    database.migrate().await?;
    let org = Uuid::now_v7();
    let kpis = prepare(&database, org).await?;
    let units: Vec<Uuid> = (0..UNITS).map(|_| Uuid::now_v7()).collect();

    let first = import(&database, org, rows, |row| point(&kpis, &units, row, 0.0)).await?;
    let corrected = |row: usize| if row.is_multiple_of(10) { 1.0 } else { 0.0 };
    let again =
        import(&database, org, rows, |row| point(&kpis, &units, row, corrected(row))).await?;

    let (started, processor) = (Instant::now(), processor_ms().0);
    let snapshot = database.snapshot().await?;
    let loaded = facts::load(&snapshot, org, FIRST_DAY.into()).await?;
    let (load_ms, load_processor_ms) = (milliseconds(started), processor_ms().0 - processor);
    let points: usize = loaded.series.iter().map(|series| series.points.len()).sum();

    let started = Instant::now();
    let verified = verification::verify(&snapshot, org, |_| {}).await?;
    let verify_ms = milliseconds(started);

    let baseline_ms = match url {
        None => baseline(folder.path(), &kpis, &units, rows)?,
        Some(_) => None,
    };
    let report = json!({
        "rows": rows,
        "insert": first,
        "import_again_with_a_tenth_corrected": again,
        "load_ms": load_ms,
        "load_processor_ms": load_processor_ms,
        "points_loaded": points,
        "verify_ms": verify_ms,
        "verified_measurements": verified.measurements,
        "first_broken": verified.first_broken.map(|broken| broken.reason.to_string()),
        "sqlite3_import_ms": baseline_ms,
        "sqlite3_import_processor_ms": processor_ms().1,
        "memory_peak_mb": memory_peak_mb(),
    });
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}

/// Row `row` of the file: by day, then unit, then KPI, as operations come in.
fn point(kpis: &[Uuid], units: &[Uuid], row: usize, more: f64) -> NewPoint {
    let days = i32::try_from(row / KPIS / UNITS).unwrap_or(i32::MAX);
    let number = f64::from(u16::try_from(row % 997).unwrap_or_default());
    NewPoint {
        id: Uuid::now_v7(),
        kpi_id: kpis[row % KPIS],
        subject_id: units[row / KPIS % UNITS],
        subject_kind: SubjectKind::Unit,
        org_unit_id: None,
        period_on: FIRST_DAY.saturating_add(days.days()).into(),
        cell: Cell::Parts { numerator: number + more, denominator: 997.0 },
        note: None,
    }
}

async fn import(
    database: &Database,
    organization_id: Uuid,
    rows: usize,
    point: impl Fn(usize) -> NewPoint,
) -> Outcome<Value> {
    const AT_ONCE: usize = 10_000;
    let (started, processor) = (Instant::now(), processor_ms().0);
    let origin = Origin {
        organization_id,
        recorded_at: 0,
        recorded_by: None,
        source: MeasurementSource::Import,
        batch_id: None,
    };
    let tx = database.begin().await?;
    let mut batch = Batch::new(Uuid::now_v7(), origin);
    let mut row = 0;
    while row < rows {
        let until = rows.min(row + AT_ONCE);
        let points: Vec<NewPoint> = (row..until).map(&point).collect();
        batch.add(&tx, &points).await?;
        row = until;
    }
    let (model, counts) = batch.finish(&tx, "bulk.csv".to_owned()).await?;
    let new = NewChange {
        organization_id,
        at: 0,
        actor_user_id: None,
        kind: "measurements.imported".to_owned(),
        entity: "measurement_batch".to_owned(),
        entity_id: model.id,
        after: serde_json::to_value(&model)?,
        reason: None,
        request_id: None,
    };
    store::change::append(&tx, new).await?;
    tx.commit().await?;
    let ms = milliseconds(started);
    Ok(json!({
        "ms": ms,
        "processor_ms": processor_ms().0 - processor,
        "rows_per_second": (rows as f64 / ms * 1000.0).round(),
        "inserted": counts.inserted,
        "corrected": counts.corrected,
        "unchanged": counts.unchanged,
    }))
}

/// The same rows, written as CSV and brought in by the SQLite shell.
fn baseline(folder: &Path, kpis: &[Uuid], units: &[Uuid], rows: usize) -> Outcome<Option<f64>> {
    let file = folder.join("bulk.csv");
    let mut text = String::with_capacity(rows * 110);
    for row in 0..rows {
        let point = point(kpis, units, row, 0.0);
        let Cell::Parts { numerator, denominator } = point.cell else { continue };
        let (kpi, unit, day) = (point.kpi_id, point.subject_id, point.period_on);
        writeln!(text, "{kpi},{unit},{day},{numerator},{denominator}")?;
    }
    std::fs::write(&file, text)?;
    let script = format!(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
         CREATE TABLE m (kpi TEXT, unit TEXT, day TEXT, numerator REAL, denominator REAL);
         CREATE UNIQUE INDEX m_key ON m (kpi, unit, day);\n.import --csv {} m\n",
        file.display()
    );
    let script_file = folder.join("import.sql");
    std::fs::write(&script_file, script)?;
    let started = Instant::now();
    let mut shell = Command::new("sqlite3");
    shell.arg("-bail").arg(folder.join("shell.db")).stdin(std::fs::File::open(script_file)?);
    match shell.output() {
        Ok(done) if done.status.success() => Ok(Some(milliseconds(started))),
        Ok(failed) => Err(String::from_utf8_lossy(&failed.stderr).into()),
        Err(_) => Ok(None),
    }
}

/// Processor time of this process so far, and of the programs it ran, where the system tells: on a
/// machine that others use too it says more than the clock on the wall.
fn processor_ms() -> (u64, u64) {
    const MS_PER_TICK: u64 = 10;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |from: usize| {
        let pair = fields.iter().skip(from).take(2);
        pair.filter_map(|field| field.parse::<u64>().ok()).sum::<u64>() * MS_PER_TICK
    };
    (ticks(11), ticks(13))
}

fn milliseconds(since: Instant) -> f64 {
    (since.elapsed().as_secs_f64() * 10_000.0).round() / 10.0
}

/// Peak resident memory of this process, where the system tells.
fn memory_peak_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes / 1024)
}

async fn prepare(database: &Database, id: Uuid) -> Outcome<Vec<Uuid>> {
    let tx = database.begin().await?;
    let organization = organization::Model {
        id,
        name: "Bulk".to_owned(),
        mission: String::new(),
        vision: String::new(),
        values: Json(Vec::new()),
        time_zone: "UTC".to_owned(),
        fiscal_year_start_month: 1,
        working_days: 0b001_1111,
        on_track_gap: 0.05,
        at_risk_gap: 0.25,
        is_demo: false,
        seq: 0,
        head_hash: String::new(),
        created_at: 0,
        updated_at: 0,
        version: 1,
    };
    store::organization::insert(&tx, organization).await?;
    let mut ids = Vec::with_capacity(KPIS);
    for number in 0..KPIS {
        ids.push(store::kpi::insert(&tx, kpi(id, number)).await?.id);
    }
    tx.commit().await?;
    Ok(ids)
}

fn kpi(organization_id: Uuid, number: usize) -> kpi::Model {
    kpi::Model {
        id: Uuid::now_v7(),
        organization_id,
        code: format!("kpi_{number}"),
        name: format!("KPI {number}"),
        names: Json::default(),
        question: String::new(),
        description: String::new(),
        unit: String::new(),
        format: NumberFormat::Percent,
        decimals: 1,
        direction: Direction::Higher,
        frequency: Grain::Day,
        time_aggregation: Aggregation::Ratio,
        unit_aggregation: Aggregation::Ratio,
        missing_policy: MissingPolicy::Null,
        owner_person_id: None,
        steward_person_id: None,
        perspective: "process".to_owned(),
        leading: false,
        versions: Default::default(),
        category: String::new(),
        scope: String::new(),
        exclusions: String::new(),
        abuse_risk: String::new(),
        counter_kpi_id: None,
        due_working_days: None,
        scoring: None,
        position: 1,
        archived_at: None,
        created_at: 0,
        updated_at: 0,
        version: 1,
    }
}
