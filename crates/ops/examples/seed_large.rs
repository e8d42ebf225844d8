//! Fills a SQLite file with a large organisation, for measuring:
//! `cargo run --release -p ops --example seed_large -- DIR [KEY_RESULTS [CHANGES]]`.
//!
//! 200 units in two levels below the root, one active year, a quarter as many objectives as key
//! results (100,000), one administrator. The root has one objective; each unit has one that
//! contributes to it; the others contribute to their unit's, so that a check-in moves key result →
//! objective → unit's objective → company's objective → company.
//!
//! With a number of changes, all of it began 300 days ago, and reports and edits spread over the
//! time since fill the log up to that number (`seed_large/history.rs`).
//!
//! What is little goes through the use cases, what is much through `store` in one transaction with
//! a change for each row: `azimuth verify --data DIR` finds a whole log. The same arguments give
//! the same goals; only ids and instants differ.

#[path = "seed_large/history.rs"]
mod history;

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use goals::id::{CycleId, OrgUnitId};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan, tz::TimeZone};
use ops::clock::{Clock, SetClock, SystemClock};
use ops::{App, Viewer, cycle, org_unit, setup};
use serde::Serialize;
use serde_json::json;
use store::change::NewChange;
use store::entity::{alignment, key_result, objective};
use store::json::Json;
use store::word::{
    CycleKind, CyclePhase, KeyResultKind, NumberFormat, ObjectiveKind, ObjectiveState, PaceKind,
    ProgressMode, UnitKind, UserLocale, Visibility,
};
use store::{Database, Durability, Transaction};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error>>;

const DEPARTMENTS: usize = 20;
const TEAMS_PER_DEPARTMENT: usize = 9;
const KEY_RESULTS: usize = 100_000;
const KEY_RESULTS_PER_OBJECTIVE: usize = 4;
const DAYS: i64 = 300;
const EMAIL: &str = "administrator@large.example";
const PASSWORD: &str = "azimuth-large";

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name a folder for the database")?;
    let key_results = arguments.next().map_or(Ok(KEY_RESULTS), |count| count.parse())?;
    let changes: i64 = arguments.next().map_or(Ok(0), |count| count.parse())?;
    let file = Path::new(&folder).join("azimuth.sqlite");
    if file.exists() {
        return Err(format!("{} is there already", file.display()).into());
    }
    std::fs::create_dir_all(&folder)?;
    let started = Instant::now();
    // Nothing here is worth keeping before all of it is there.
    let database =
        Database::open(&format!("sqlite:{}", file.display()), Durability::Normal).await?;
    database.migrate().await?;
    let now = SystemClock.now();
    let began = if changes > 0 { now - SignedDuration::from_hours(24 * DAYS) } else { now };
    let app = App::new(database, Arc::new(SetClock::still(began)));
    let founded = setup::create(&app, founding()).await?.value;
    let viewer = Viewer::system(founded.organization.id);
    let root = OrgUnitId(founded.root.id);
    let units = units(&app, &viewer, root).await?;
    // What began a while ago still runs.
    let years = if changes > 0 { 2 } else { 1 };
    let cycle = this_year(&app, &viewer, years).await?;
    let tx = app.database().begin().await?;
    let mut seeder = Seeder {
        app: &app,
        tx: &tx,
        organization_id: viewer.organization_id,
        cycle_id: cycle.0,
        now: app.now_ms(),
        key_results: Vec::new(),
    };
    let objectives = seeder.goals(root, &units, key_results).await?;
    seeder.live_on(changes, now.as_millisecond()).await?;
    tx.commit().await?;
    let conn = app.database().read();
    let head = store::change::head(conn, viewer.organization_id).await?;
    let report = json!({
        "file": file.display().to_string(),
        "units": units.len() + 1,
        "objectives": objectives,
        "key_results": key_results,
        "changes": head.map(|head| head.seq),
        "administrator": EMAIL,
        "password": PASSWORD,
        "seconds": started.elapsed().as_secs_f64(),
    });
    println!("{report:#}");
    Ok(())
}

fn founding() -> setup::Create {
    setup::Create {
        organization: setup::NewOrganization {
            name: "Large".to_owned(),
            mission: "To be measured".to_owned(),
            vision: String::new(),
            values: Vec::new(),
            time_zone: "UTC".to_owned(),
            fiscal_year_start_month: 1,
            working_days: 0b001_1111,
            is_demo: false,
        },
        root: setup::NewRoot {
            code: "LARGE".to_owned(),
            name: "Large".to_owned(),
            purpose: String::new(),
        },
        administrator: setup::NewAdministrator {
            name: "Ada".to_owned(),
            title: String::new(),
            email: EMAIL.to_owned(),
            password: PASSWORD.to_owned(),
            locale: UserLocale::En,
        },
    }
}

/// Departments below the root and teams below the departments, in the order of the tree.
async fn units(app: &App, viewer: &Viewer, root: OrgUnitId) -> Outcome<Vec<OrgUnitId>> {
    let mut units = Vec::with_capacity(DEPARTMENTS * (TEAMS_PER_DEPARTMENT + 1));
    for department in 1..=DEPARTMENTS {
        let code = format!("D{department:02}");
        let top = unit(app, viewer, root, code.clone(), UnitKind::Department).await?;
        units.push(top);
        for team in 1..=TEAMS_PER_DEPARTMENT {
            units.push(unit(app, viewer, top, format!("{code}-T{team}"), UnitKind::Team).await?);
        }
    }
    Ok(units)
}

async fn unit(
    app: &App,
    viewer: &Viewer,
    parent: OrgUnitId,
    code: String,
    kind: UnitKind,
) -> Outcome<OrgUnitId> {
    let input = org_unit::Create {
        parent: Some(parent),
        name: format!("Unit {code}"),
        code,
        kind,
        purpose: String::new(),
        lead: None,
        position: None,
    };
    Ok(OrgUnitId(org_unit::create(app, viewer, input).await?.value.id))
}

async fn this_year(app: &App, viewer: &Viewer, years: i64) -> Outcome<CycleId> {
    let today = app.now().to_zoned_datetime(TimeZone::UTC).date();
    let starts_on: Date = today.first_of_year();
    let input = cycle::Create {
        parent: None,
        name: format!("Year {}", today.year()),
        kind: CycleKind::Annual,
        starts_on,
        ends_on: starts_on.checked_add(years.years())?,
    };
    let made = cycle::create(app, viewer, input).await?.value;
    let id = CycleId(made.id);
    cycle::move_on(app, viewer, id, made.version, CyclePhase::Active).await?;
    Ok(id)
}

/// Writes goals and their changes into an open transaction.
struct Seeder<'a> {
    app: &'a App,
    tx: &'a Transaction,
    organization_id: Uuid,
    cycle_id: Uuid,
    now: i64,
    key_results: Vec<key_result::Model>,
}

impl Seeder<'_> {
    /// Gives the number of objectives.
    async fn goals(
        &mut self,
        root: OrgUnitId,
        units: &[OrgUnitId],
        key_results: usize,
    ) -> Outcome<usize> {
        let aligned = ProgressMode::AlignedObjectives;
        let company = self.objective(0, "The company's year", root, aligned).await?;
        let mut tops = Vec::with_capacity(units.len());
        for (index, unit) in units.iter().enumerate() {
            let title = format!("The year of unit {}", index + 1);
            let top = self.objective(index + 1, &title, *unit, aligned).await?;
            self.align(top, company).await?;
            tops.push(top);
        }
        let above = 1 + units.len();
        let leaves = (key_results / KEY_RESULTS_PER_OBJECTIVE).saturating_sub(above).max(1);
        let mut made = 0;
        for leaf in 0..leaves {
            let (unit, top) = (units[leaf % units.len()], tops[leaf % units.len()]);
            let title = format!("Objective {}", leaf + 1);
            let own = ProgressMode::KeyResults;
            let id = self.objective(above + leaf, &title, unit, own).await?;
            self.align(id, top).await?;
            // The first ones take one more each when the key results do not divide evenly.
            let share = key_results / leaves + usize::from(leaf < key_results % leaves);
            for position in 0..share {
                self.key_result(id, made, position).await?;
                made += 1;
            }
        }
        Ok(above + leaves)
    }

    async fn objective(
        &mut self,
        number: usize,
        title: &str,
        unit: OrgUnitId,
        progress_mode: ProgressMode,
    ) -> Outcome<Uuid> {
        let model = objective::Model {
            id: self.app.new_id(),
            organization_id: self.organization_id,
            cycle_id: self.cycle_id,
            title: title.to_owned(),
            description: String::new(),
            kind: if number.is_multiple_of(3) {
                ObjectiveKind::Aspirational
            } else {
                ObjectiveKind::Committed
            },
            owner_unit_id: Some(unit.0),
            owner_person_id: None,
            strategic_pillar_id: None,
            progress_mode,
            weight: 1.0 + (number % 3) as f64,
            visibility: Visibility::Organization,
            state: ObjectiveState::Published,
            published_at: Some(self.now),
            status_override: None,
            status_override_reason: None,
            is_excluded: false,
            exclusion_reason: None,
            grade: None,
            grade_reason: None,
            position: i32::try_from(number)?,
            archived_at: None,
            created_at: self.now,
            updated_at: self.now,
            version: 1,
        };
        let model = store::objective::insert(self.tx, model).await?;
        self.record("objective.created", "objective", model.id, &model).await?;
        Ok(model.id)
    }

    async fn align(&mut self, objective_id: Uuid, target: Uuid) -> Outcome<()> {
        let model = alignment::Model {
            id: self.app.new_id(),
            organization_id: self.organization_id,
            objective_id,
            target_objective_id: Some(target),
            target_key_result_id: None,
            contribution: Some(1.0),
            archived_at: None,
            created_at: self.now,
            updated_at: self.now,
            version: 1,
        };
        let model = store::alignment::insert(self.tx, model).await?;
        self.record("alignment.created", "alignment", model.id, &model).await
    }

    async fn key_result(
        &mut self,
        objective_id: Uuid,
        number: usize,
        position: usize,
    ) -> Outcome<()> {
        let model = key_result::Model {
            id: self.app.new_id(),
            organization_id: self.organization_id,
            objective_id,
            title: format!("Key result {}", number + 1),
            description: String::new(),
            owner_person_id: None,
            kind: KeyResultKind::Increase,
            start_value: Some(0.0),
            target_value: Some(100.0),
            target_high: None,
            zero_low: None,
            zero_high: None,
            original_start: Some(0.0),
            original_target: Some(100.0),
            over_time: false,
            current_value: Some((number * 37 % 101) as f64),
            confidence: None,
            unit: String::new(),
            format: NumberFormat::Number,
            decimals: 0,
            pace: PaceKind::Linear,
            phases: Json(Vec::new()),
            weight: 1.0 + (position % 3) as f64,
            status_override: None,
            status_override_reason: None,
            is_excluded: false,
            exclusion_reason: None,
            grade: None,
            grade_reason: None,
            last_check_in_at: None,
            position: i32::try_from(position)?,
            archived_at: None,
            created_at: self.now,
            updated_at: self.now,
            version: 1,
        };
        let model = store::key_result::insert(self.tx, model).await?;
        self.record("key_result.created", "key_result", model.id, &model).await?;
        self.key_results.push(model);
        Ok(())
    }

    async fn record(
        &mut self,
        kind: &str,
        entity: &str,
        entity_id: Uuid,
        after: &impl Serialize,
    ) -> Outcome<()> {
        let new = NewChange {
            organization_id: self.organization_id,
            at: self.now,
            actor_user_id: None,
            kind: kind.to_owned(),
            entity: entity.to_owned(),
            entity_id,
            after: serde_json::to_value(after)?,
            reason: None,
            request_id: None,
        };
        store::change::append(self.tx, new).await?;
        Ok(())
    }
}
