//! `kill -9` at any moment: nothing that was acknowledged is lost, an import is there in whole or
//! not at all, and the log is unbroken.
//!
//! A round starts the service, which opens what the round before left behind, checks it, and kills
//! again: the service under a burst of check-ins and new objectives, or an import while the service
//! runs beside it. Every import brings the same days with another value, so that the sum of the KPI
//! tells how much of it is there. The moments come from a printed seed.

use std::collections::HashSet;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::json;

use crate::support::organization::{
    Organization, add_cycle, add_key_result, add_kpi, add_objective, id,
};
use crate::support::program::Place;
use crate::support::service::{Running, Service};

/// As often as the issue asks.
const ROUNDS: usize = 50;
/// The store is the same and commits are PostgreSQL's own there; what differs is how a connection
/// dies.
const ROUNDS_ON_POSTGRES: usize = 12;
const WRITERS: usize = 3;
/// The latest moment of a kill after a burst has begun.
const BURST_MAX: Duration = Duration::from_millis(400);
/// Days that an import brings: enough that it is under way for a while.
const DAYS: i64 = 364;
const UNITS: usize = 8;
const SEED: u64 = 2013;

#[test]
fn killed_fifty_times_nothing_acknowledged_is_lost() {
    Killing::begin(Place::new()).rounds(ROUNDS);
}

#[test]
fn killed_on_postgresql_nothing_acknowledged_is_lost() {
    let Some(url) = testkit::postgres::database_url().unwrap() else { return };
    Killing::begin(Place::with_database(url)).rounds(ROUNDS_ON_POSTGRES);
}

/// A linear congruential generator: the same moments on every machine.
struct Random(u64);

impl Random {
    fn up_to(&mut self, most: Duration) -> Duration {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        most.mul_f64((self.0 >> 33) as f64 / f64::from(1u32 << 31))
    }
}

/// What was acknowledged so far.
#[derive(Default)]
struct Acknowledged {
    objectives: Vec<String>,
    check_ins: Vec<String>,
}

struct Killing {
    organization: Organization,
    random: Random,
    cycle: String,
    unit: String,
    key_result: String,
    kpi: String,
    /// The first of the imported days: of the year before the present one, so that all are over.
    first_day: Date,
    acknowledged: Acknowledged,
    /// The value that every day has.
    imported: usize,
    /// How long an import takes that nobody kills.
    import_time: Duration,
    /// How often a kill came before the end of an import.
    imports_killed: usize,
    imports_finished: usize,
}

impl Killing {
    /// A small organisation with one import in it, not running.
    fn begin(place: Place) -> Self {
        let (organization, service) = Organization::set_up(place);
        let cycle = add_cycle(&service);
        let objective = add_objective(&service, &cycle, "Survive");
        let key_result = add_key_result(&service, &objective);
        service.post(&format!("/objectives/{objective}/publish"), &json!({}), 200);
        let unit = service.id_of("/units", "HQ");
        for number in 0..UNITS {
            let new = json!({"parent_id": unit, "code": format!("U{number}"), "name": "A unit"});
            service.post("/units", &new, 201);
        }
        let kpi = add_kpi(&service, "flights");
        let today: Date = service.get("/session")["today"].as_str().unwrap().parse().unwrap();
        drop(service);
        let mut killing = Self {
            organization,
            random: Random(SEED),
            cycle,
            unit,
            key_result,
            kpi,
            first_day: date(today.year() - 1, 1, 1),
            acknowledged: Acknowledged::default(),
            imported: 1,
            import_time: Duration::ZERO,
            imports_killed: 0,
            imports_finished: 0,
        };
        let started = Instant::now();
        assert!(killing.start_import(1).wait().success());
        killing.import_time = started.elapsed();
        killing
    }

    fn rounds(mut self, rounds: usize) {
        println!("seed {SEED}; an import takes {:?}", self.import_time);
        // An import that was killed may be there or not; every other value is wrong.
        let mut open = None;
        for round in 0..rounds {
            let service = self.organization.serve();
            self.check(&service, open.take());
            if round % 2 == 0 {
                self.kill_burst(service, round);
            } else {
                open = self.kill_import(service, round);
            }
            let said = self.organization.place.run(&["verify"]).success();
            assert!(said.contains("unbroken"), "after round {round}: {said}");
        }
        let service = self.organization.serve();
        self.check(&service, open);
        let Self { acknowledged, imports_killed, imports_finished, .. } = &self;
        println!(
            "{rounds} rounds: {} objectives, {} check-ins; imports: {imports_killed} killed, \
             {imports_finished} finished",
            acknowledged.objectives.len(),
            acknowledged.check_ins.len(),
        );
        assert!(acknowledged.check_ins.len() > rounds / 2, "the bursts wrote next to nothing");
        assert!(*imports_killed > 0, "no kill met an import");
    }

    /// Everything acknowledged is there, and every day has the same value.
    fn check(&mut self, service: &Service, open: Option<usize>) {
        let ids = |path: &str| -> HashSet<String> {
            let items = service.all(path);
            items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
        };
        let objectives = ids("/objectives");
        for id in &self.acknowledged.objectives {
            assert!(objectives.contains(id), "the objective {id} was acknowledged and is lost");
        }
        let check_ins = ids(&format!("/key-results/{}/check-ins", self.key_result));
        for id in &self.acknowledged.check_ins {
            assert!(check_ins.contains(id), "the check-in {id} was acknowledged and is lost");
        }
        let (kpi, from) = (&self.kpi, self.first_day);
        let to = date(from.year() + 1, 1, 1);
        let path = format!("/kpis/{kpi}/series?grain=year&from={from}&to={to}");
        let series = service.get(&path);
        let sum = series["points"][0]["value"].as_f64().unwrap();
        let of = |value: usize| (value * UNITS) as f64 * DAYS as f64;
        if let Some(value) = open.filter(|value| sum == of(*value)) {
            self.imported = value;
        }
        assert_eq!(sum, of(self.imported), "an import is there in part");
    }

    /// Writers write until the service is gone, which is after a moment.
    fn kill_burst(&mut self, mut service: Service, round: usize) {
        let moment = self.random.up_to(BURST_MAX);
        let acknowledged = Mutex::new(Acknowledged::default());
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (service, acknowledged, is_over) = (&service, &acknowledged, &is_over);
                let burst = Burst {
                    cycle: &self.cycle,
                    unit: &self.unit,
                    key_result: &self.key_result,
                    name: format!("round {round}, writer {writer}"),
                };
                scope.spawn(move || {
                    while !is_over.load(Ordering::Relaxed) && burst.write(service, acknowledged) {}
                });
            }
            std::thread::sleep(moment);
            service.signal_kill();
            is_over.store(true, Ordering::Relaxed);
        });
        service.process().kill();
        let new = acknowledged.into_inner().unwrap();
        self.acknowledged.objectives.extend(new.objectives);
        self.acknowledged.check_ins.extend(new.check_ins);
    }

    /// Kills an import while the service runs beside it, and then the service; gives the import's
    /// value when its end was not seen.
    fn kill_import(&mut self, mut service: Service, round: usize) -> Option<usize> {
        let value = round + 2;
        let moment = self.random.up_to(self.import_time.mul_f64(1.3));
        let mut import = self.start_import(value);
        std::thread::sleep(moment);
        let status = import.kill();
        service.process().kill();
        if status.success() {
            self.imports_finished += 1;
            self.imported = value;
            return None;
        }
        assert_eq!(status.code(), None, "the import ended by itself, with a failure");
        self.imports_killed += 1;
        Some(value)
    }

    fn start_import(&self, value: usize) -> Running {
        let mut text = String::from("kpi,unit,period,value\n");
        for day in 0..DAYS {
            let period = self.first_day + day.days();
            for unit in 0..UNITS {
                text.push_str(&format!("flights,U{unit},{period},{value}\n"));
            }
        }
        let place = &self.organization.place;
        let file = place.write("flights.csv", &text);
        let file = file.to_str().unwrap();
        let mut command = place.command(&["import", "measurements", file, "--durability", "full"]);
        Running::start(command.stdout(Stdio::null()).stderr(Stdio::null()))
    }
}

struct Burst<'a> {
    cycle: &'a str,
    unit: &'a str,
    key_result: &'a str,
    name: String,
}

impl Burst<'_> {
    /// One check-in and one objective; `false` when the service is gone.
    fn write(&self, service: &Service, acknowledged: &Mutex<Acknowledged>) -> bool {
        let path = format!("/key-results/{}/check-ins", self.key_result);
        let report = json!({"value": 42, "note": self.name});
        let Ok(answer) = service.try_send("POST", &path, Some(&report)) else { return false };
        let made = id(&answer.expect(201));
        acknowledged.lock().unwrap().check_ins.push(made);
        let Self { cycle, unit, name, .. } = self;
        let new = json!({"cycle_id": cycle, "title": name, "owner_unit_id": unit});
        let Ok(answer) = service.try_send("POST", "/objectives", Some(&new)) else { return false };
        let made = id(&answer.expect(201));
        acknowledged.lock().unwrap().objectives.push(made);
        true
    }
}
