//! Measures the graph on a goal tree written by `gen_tree.py`: builds it, computes it anew, makes
//! each change alone.
//!
//! ```text
//! python3 shared/bench/gen_tree.py --out /tmp/tree
//! cargo run --release -p goals --example tree -- /tmp/tree
//! ```
//!
//! The tree as goals: one company objective of the root unit; each team an objective of the team's
//! unit, contributing to the company's with the team's weight; below it the objectives,
//! contributing with theirs; below those the key results. So a change runs key result → objective →
//! team objective → company objective, and beside it team unit → company.
//!
//! Prints JSON. `memory_mb` is what the resident set (VmRSS) has grown by from before the rows are
//! read until the graph stands and the rows are dropped; `memory_peak_mb` is the process' largest
//! resident set (VmHWM).

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use goals::alignment::{Alignment, AlignmentTarget};
use goals::cycle::{Cycle, CyclePhase};
use goals::graph::{Builder, Edit, Fact, Graph, Room};
use goals::id::{AlignmentId, CycleId, KeyResultId, ObjectiveId, OrgUnitId};
use goals::key_result::{KeyResult, Measure, Pace};
use goals::objective::{Objective, ObjectiveKind, ProgressMode};
use goals::org_unit::OrgUnit;
use goals::organization::Organization;
use goals::period::{Calendar, Period};
use goals::refusal::Refusal;
use goals::status::Thresholds;
use jiff::civil::{Date, date};
use uuid::Uuid;

const TODAY: Date = date(2013, 8, 15);
const CYCLE: CycleId = CycleId(Uuid::from_u128(1));
const ROOT: OrgUnitId = OrgUnitId(Uuid::from_u128(2));
const COMPANY: ObjectiveId = ObjectiveId(Uuid::from_u128(3));

struct TeamRow {
    id: u32,
    weight: f64,
}

struct ObjectiveRow {
    id: u32,
    team: u32,
    weight: f64,
}

struct KeyResultRow {
    id: u32,
    objective: u32,
    weight: f64,
    start: f64,
    target: f64,
    current: f64,
}

struct Rows {
    teams: Vec<TeamRow>,
    objectives: Vec<ObjectiveRow>,
    key_results: Vec<KeyResultRow>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: tree DIR (as written by gen_tree.py)")?;
    let folder = Path::new(&folder);
    let resident_before = memory_kib("VmRSS:");
    let rows = read_rows(folder)?;
    let mut changes = csv::Reader::from_path(folder.join("changes.csv"))?;
    let changes: Vec<(u32, f64)> = changes.deserialize().collect::<Result<_, _>>()?;

    let start = Instant::now();
    let mut graph = build(&rows)?;
    let build_ms = milliseconds(start);
    let company_full = company(&graph);

    let recompute_ms = (0..5).map(|_| timed(|| graph.recompute())).fold(f64::INFINITY, f64::min);
    let company_recomputed = company(&graph);
    assert_eq!(company_full.to_bits(), company_recomputed.to_bits(), "recomputing changes nothing");

    let mut change_us = Vec::with_capacity(changes.len());
    for (id, current) in changes {
        let fact = key_result(&rows.key_results[id as usize - 1], current);
        let start = Instant::now();
        let moved = graph.apply(Edit::Put(Fact::KeyResult(fact)))?;
        change_us.push(milliseconds(start) * 1000.0);
        std::hint::black_box(moved);
    }
    let company_after_changes = company(&graph);
    graph.recompute();
    let company_rebuilt = company(&graph);
    assert_eq!(company_after_changes.to_bits(), company_rebuilt.to_bits(), "incremental is exact");

    let key_results = rows.key_results.len();
    drop(rows);
    let resident_after = memory_kib("VmRSS:");
    change_us.sort_by(f64::total_cmp);
    let report = serde_json::json!({
        "key_results": key_results,
        "build_ms": rounded(build_ms),
        "recompute_ms": rounded(recompute_ms),
        "change_us_median": rounded(percentile(&change_us, 0.5)),
        "change_us_p99": rounded(percentile(&change_us, 0.99)),
        "company_full": company_full,
        "company_after_changes": company_after_changes,
        "memory_mb": rounded((resident_after.saturating_sub(resident_before)) as f64 / 1024.0),
        "memory_peak_mb": rounded(memory_kib("VmHWM:") as f64 / 1024.0),
        "memory_is": "growth of VmRSS by the graph; peak is VmHWM of the whole process",
    });
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}

fn read_rows(folder: &Path) -> Result<Rows, csv::Error> {
    let mut teams = Vec::new();
    for row in csv::Reader::from_path(folder.join("team.csv"))?.deserialize() {
        let (id, weight) = row?;
        teams.push(TeamRow { id, weight });
    }
    let mut objectives = Vec::new();
    for row in csv::Reader::from_path(folder.join("obj.csv"))?.deserialize() {
        let (id, team, weight) = row?;
        objectives.push(ObjectiveRow { id, team, weight });
    }
    let mut key_results = Vec::new();
    for row in csv::Reader::from_path(folder.join("kr.csv"))?.deserialize() {
        let (id, objective, weight, start, target, current) = row?;
        key_results.push(KeyResultRow { id, objective, weight, start, target, current });
    }
    teams.shrink_to_fit();
    objectives.shrink_to_fit();
    key_results.shrink_to_fit();
    Ok(Rows { teams, objectives, key_results })
}

fn build(rows: &Rows) -> Result<Graph, Refusal> {
    let organization = Organization {
        calendar: Calendar { fiscal_year_start_month: 1, working_days: 0b001_1111 },
        thresholds: Thresholds { on_track_gap: 0.05, at_risk_gap: 0.25 },
    };
    let room = Room {
        objectives: 1 + rows.teams.len() + rows.objectives.len(),
        key_results: rows.key_results.len(),
        alignments: rows.teams.len() + rows.objectives.len(),
    };
    let mut builder = Builder::new(organization, TODAY, room);
    builder.add(Fact::Cycle(Cycle {
        id: CYCLE,
        parent: None,
        period: Period { start: date(2013, 7, 1), end: date(2013, 10, 1) },
        phase: CyclePhase::Active,
    }))?;
    builder.add(unit(ROOT, None))?;
    builder.add(objective(COMPANY, Some(ROOT), ProgressMode::AlignedObjectives))?;
    for team in &rows.teams {
        let owner = OrgUnitId(id(Noun::Team, team.id));
        builder.add(unit(owner, Some(ROOT)))?;
        builder.add(objective(team_id(team.id), Some(owner), ProgressMode::AlignedObjectives))?;
        builder.add(support(Noun::Team, team.id, team_id(team.id), COMPANY, team.weight))?;
    }
    for row in &rows.objectives {
        builder.add(objective(objective_id(row.id), None, ProgressMode::KeyResults))?;
        let target = team_id(row.team);
        builder.add(support(Noun::Objective, row.id, objective_id(row.id), target, row.weight))?;
    }
    for row in &rows.key_results {
        builder.add(Fact::KeyResult(key_result(row, row.current)))?;
    }
    builder.finish()
}

/// Distinguishes identifiers made from the CSV's numbers.
#[derive(Clone, Copy)]
enum Noun {
    Team = 1,
    Objective = 2,
    KeyResult = 3,
}

fn id(noun: Noun, number: u32) -> Uuid {
    Uuid::from_u128(((noun as u128) << 64) | u128::from(number))
}

fn team_id(number: u32) -> ObjectiveId {
    ObjectiveId(id(Noun::Team, number))
}

fn objective_id(number: u32) -> ObjectiveId {
    ObjectiveId(id(Noun::Objective, number))
}

fn unit(id: OrgUnitId, parent: Option<OrgUnitId>) -> Fact {
    Fact::OrgUnit(OrgUnit { id, parent, is_archived: false })
}

fn objective(id: ObjectiveId, owner_unit: Option<OrgUnitId>, mode: ProgressMode) -> Fact {
    Fact::Objective(Objective {
        id,
        cycle: CYCLE,
        owner_unit,
        owner_person: None,
        kind: ObjectiveKind::Committed,
        mode,
        weight: 1.0,
        is_published: true,
        is_archived: false,
        status_override: None,
        is_excluded: false,
    })
}

fn support(
    noun: Noun,
    number: u32,
    objective: ObjectiveId,
    target: ObjectiveId,
    weight: f64,
) -> Fact {
    Fact::Alignment(Alignment {
        id: AlignmentId(id(noun, number)),
        objective,
        target: AlignmentTarget::Objective(target),
        contribution: Some(weight),
    })
}

fn key_result(row: &KeyResultRow, current: f64) -> KeyResult {
    KeyResult {
        id: KeyResultId(id(Noun::KeyResult, row.id)),
        objective: objective_id(row.objective),
        measure: Measure::Reach { start: row.start, target: row.target },
        original: None,
        over_time: false,
        pace: Pace::Linear,
        current: Some(current),
        weight: row.weight,
        status_override: None,
        is_excluded: false,
        is_archived: false,
    }
}

/// The company's score; NaN stands for none, as in `expect.json`'s arithmetic.
fn company(graph: &Graph) -> f64 {
    graph.organization(CYCLE).and_then(|score| score.progress).unwrap_or(f64::NAN)
}

fn timed(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    milliseconds(start)
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn percentile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    sorted.get((last as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// A line of `/proc/self/status` in KiB; 0 where there is no such file.
fn memory_kib(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|text| text.strip_prefix(line));
    line.and_then(|text| text.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
