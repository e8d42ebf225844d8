//! Sources that run: by hand, by schedule, once at a time, all or nothing.

use std::path::Path;
use std::sync::Arc;

use goals::id::{DataSourceId, SourceRunId};
use jiff::civil::date;
use ops::data_source::run::{self, Mode, Span};
use ops::data_source::{self, Config, Create, Edit, KeySource, Policy, Standing};
use ops::{App, OpsError};
use serde_json::{Value, json};
use store::entity::source_run::Model as Run;
use store::word::{Grain, MeasurementSource, RunOutcome};

use crate::support::{World, on_each_database};

const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

/// The world's application with a folder and a key.
fn app(world: &World, folder: &Path) -> App {
    let policy = Policy { networks: Vec::new(), files: Some(folder.to_owned()) };
    let config = Config { policy, key: KeySource::Given(KEY.to_owned()) };
    App::with_sources(world.app.database().clone(), world.clock.clone(), config)
}

fn folder_source(schedule: Option<&str>) -> Create {
    Create {
        name: "Airport files".to_owned(),
        settings: settings(json!({"kind": "folder", "folder": ""})),
        schedule: schedule.map(str::to_owned),
        grain: Grain::Day,
        periods_back: 7,
        includes_current: false,
        is_enabled: true,
    }
}

fn http_source(secret: &str) -> Value {
    json!({
        "kind": "http", "url": "https://203.0.113.7/values", "rows": "$",
        "headers": [{"name": "X-Key", "value": secret}],
        "fields": {"kpi": "$.k", "period": "$.p", "value": "$.v"},
    })
}

fn settings(json: Value) -> sources::Settings {
    serde_json::from_value(json).expect("settings")
}

async fn made(app: &App, world: &World, input: Create) -> DataSourceId {
    let made = data_source::create(app, &world.system, input).await.expect("a source");
    DataSourceId(made.value.source.id)
}

async fn ran(app: &App, world: &World, id: DataSourceId, mode: Mode) -> Run {
    let begun = run::start(app, &world.system, id, Span::default(), mode).await.expect("a run");
    begun.1.await.expect("no panic");
    run::find(app, &world.system, SourceRunId(begun.0.id)).await.expect("the run")
}

async fn due(app: &App, world: &World) -> usize {
    let tasks = run::start_due(app, world.system.organization_id).await.expect("tasks");
    let count = tasks.len();
    for task in tasks {
        task.await.expect("no panic");
    }
    count
}

async fn standing(app: &App, world: &World, id: DataSourceId) -> Standing {
    data_source::find(app, &world.system, id).await.expect("a source")
}

/// Flights of October in the live state of this application, which is not the world's own.
async fn october(app: &App, world: &World) -> Option<f64> {
    let live = app.live(world.system.organization_id).await.expect("a live state");
    let period = goals::period::Period { start: date(2013, 10, 1), end: date(2013, 11, 1) };
    let state = live.read();
    state.graph.cube().aggregate(world.flights, world.nyc, period, state.today).value
}

fn counts(run: &Run) -> [i64; 5] {
    [run.read_count, run.new_count, run.corrected_count, run.unchanged_count, run.rejected_count]
}

const FILE: &str = "kpi,unit,period,value\nflights,EWR,2013-10-12,5\nflights,JFK,2013-10-13,7\n";

#[tokio::test]
async fn a_run_records_what_is_new_and_a_dry_run_only_counts_it() {
    on_each_database(async |world| {
        let folder = tempfile::tempdir().unwrap();
        let app = app(world, folder.path());
        let id = made(&app, world, folder_source(None)).await;
        std::fs::write(folder.path().join("1.csv"), FILE).unwrap();
        let seq = world.seq().await;
        let dry = ran(&app, world, id, Mode::Dry).await;
        assert_eq!((dry.outcome, counts(&dry)), (RunOutcome::Succeeded, [2, 2, 0, 0, 0]));
        assert_eq!(world.seq().await, seq, "a dry run writes nothing");
        assert!(folder.path().join("1.csv").exists(), "and leaves the file");
        assert_eq!(standing(&app, world, id).await.last_run, None);
        let run = ran(&app, world, id, Mode::Record).await;
        assert_eq!((run.outcome, counts(&run)), (RunOutcome::Succeeded, [2, 2, 0, 0, 0]));
        assert_eq!(world.seq().await, seq + 1, "one batch, one change");
        assert!(folder.path().join("done/1.csv").exists());
        let org = world.system.organization_id;
        let conn = app.database().read();
        let batch = store::measurement_batch::find(conn, org, run.batch_ids.0[0]).await.unwrap();
        let batch = batch.unwrap();
        assert_eq!((batch.source, batch.rows), (MeasurementSource::Source, 2));
        assert_eq!(batch.file_name, "Airport files: 1.csv");
        // The same value is no change, another one is a correction.
        std::fs::write(folder.path().join("2.csv"), FILE.replace(",7", ",8")).unwrap();
        let again = ran(&app, world, id, Mode::Record).await;
        assert_eq!(counts(&again), [2, 0, 1, 1, 0]);
        assert_eq!(october(&app, world).await, Some(13.0));
        std::fs::write(folder.path().join("3.csv"), FILE).unwrap();
        let known = ran(&app, world, id, Mode::Record).await;
        assert_eq!(counts(&known), [0; 5], "a content is taken once");
        assert!(standing(&app, world, id).await.state.unwrap().last_success_at.is_some());
    })
    .await;
}

#[tokio::test]
async fn one_bad_row_and_nothing_of_its_file_is_recorded() {
    on_each_database(async |world| {
        let folder = tempfile::tempdir().unwrap();
        let app = app(world, folder.path());
        let id = made(&app, world, folder_source(None)).await;
        std::fs::write(folder.path().join("good.csv"), FILE).unwrap();
        let bad = format!("{FILE}flights,LGA,2013-10-12,1\nflights,EWR,2013-10-14,x\n");
        std::fs::write(folder.path().join("bad.csv"), &bad).unwrap();
        let run = ran(&app, world, id, Mode::Record).await;
        assert_eq!((run.outcome, counts(&run)), (RunOutcome::Rejected, [6, 2, 0, 0, 2]));
        let first = &run.rejected.0[0];
        assert_eq!((first.place.as_str(), first.column.as_str()), ("bad.csv, line 4", "unit"));
        assert!(first.row.contains("unit=LGA"), "{first:?}");
        assert_eq!(run.batch_ids.0.len(), 1);
        let failed = folder.path().join("failed/bad.csv");
        assert!(failed.exists() && folder.path().join("done/good.csv").exists());
        assert_eq!(standing(&app, world, id).await.state.unwrap().last_success_at, None);
        // Once mended it may come again.
        std::fs::write(folder.path().join("bad.csv"), FILE.replace(",5", ",6")).unwrap();
        assert_eq!(counts(&ran(&app, world, id, Mode::Record).await), [2, 0, 1, 1, 0]);
    })
    .await;
}

#[tokio::test]
async fn a_schedule_is_followed_by_one_process_at_a_time() {
    on_each_database(async |world| {
        let folder = tempfile::tempdir().unwrap();
        let (app, other) = (app(world, folder.path()), app(world, folder.path()));
        let id = made(&app, world, folder_source(Some("0 10 * * *"))).await;
        std::fs::write(folder.path().join("1.csv"), FILE).unwrap();
        assert_eq!(due(&app, world).await, 0, "it is nine o'clock");
        let ten = "2013-10-15T14:00:00Z".parse().unwrap();
        world.clock.set(ten, ten);
        let org = world.system.organization_id;
        let mine = run::start_due(&app, org).await.unwrap();
        let theirs = run::start_due(&other, org).await.unwrap();
        assert_eq!((mine.len(), theirs.len()), (1, 0));
        for task in mine {
            task.await.unwrap();
        }
        let after = standing(&app, world, id).await;
        let (run, state) = (after.last_run.unwrap(), after.state.unwrap());
        assert_eq!((run.outcome, run.is_scheduled), (RunOutcome::Succeeded, true));
        assert_eq!(run.started_by, None);
        let tomorrow: jiff::Timestamp = "2013-10-16T14:00:00Z".parse().unwrap();
        assert_eq!(state.next_run_at, Some(tomorrow.as_millisecond()));
        assert_eq!((state.claim, due(&other, world).await), (None, 0));
    })
    .await;
}

#[tokio::test]
async fn a_source_that_fails_is_tried_again_later_and_later() {
    on_each_database(async |world| {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            policy: Policy { networks: vec!["127.0.0.1".parse().unwrap()], files: None },
            key: KeySource::Given(KEY.to_owned()),
        };
        let database = world.app.database().clone();
        let app = App::with_sources(database, world.clock.clone(), config);
        let mut http = http_source("s3cret");
        http["url"] = "http://127.0.0.1:1/values".into();
        let input = Create { settings: settings(http), ..folder_source(Some("0 10 * * *")) };
        let id = made(&app, world, input).await;
        let mut now: jiff::Timestamp = "2013-10-15T14:00:00Z".parse().unwrap();
        for minutes in [1, 2, 4, 8, 16, 32] {
            world.clock.set(now, now);
            assert_eq!(due(&app, world).await, 1, "before {minutes}");
            let state = standing(&app, world, id).await.state.unwrap();
            let next = now + jiff::SignedDuration::from_mins(minutes);
            assert_eq!(state.next_run_at, Some(next.as_millisecond()), "after {minutes}");
            assert_eq!(due(&app, world).await, 0);
            now = next;
        }
        world.clock.set(now, now);
        due(&app, world).await;
        let after = standing(&app, world, id).await;
        let tomorrow: jiff::Timestamp = "2013-10-16T14:00:00Z".parse().unwrap();
        assert_eq!(after.state.unwrap().next_run_at, Some(tomorrow.as_millisecond()));
        let run = after.last_run.unwrap();
        assert_eq!(
            (run.outcome, run.failure.as_deref()),
            (RunOutcome::Failed, Some("unreachable"))
        );
        assert_eq!((run.attempt, run.asked.as_str()), (7, "GET http://127.0.0.1:1/values"));
        drop(folder);
    })
    .await;
}

/// The address of a service that answers every request with this.
fn service(answer: &'static str) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut request = [0; 4096];
            let _some = std::io::Read::read(&mut stream, &mut request);
            let _gone = std::io::Write::write_all(&mut stream, answer.as_bytes());
        }
    });
    format!("http://{address}/values")
}

#[tokio::test]
async fn a_service_that_asks_to_be_left_alone_is() {
    on_each_database(async |world| {
        let config = Config {
            policy: Policy { networks: vec!["127.0.0.1".parse().unwrap()], files: None },
            key: KeySource::Given(KEY.to_owned()),
        };
        let app = App::with_sources(world.app.database().clone(), world.clock.clone(), config);
        let ten: jiff::Timestamp = "2013-10-15T14:00:00Z".parse().unwrap();
        // Longer than the first back-off, shorter than it, past the schedule, and far too long.
        for (seconds, expected) in [
            ("900", "2013-10-15T14:15:00Z"),
            ("10", "2013-10-15T14:01:00Z"),
            ("5400", "2013-10-15T15:30:00Z"),
            ("99999999", "2013-10-16T14:00:00Z"),
        ] {
            let answer = format!(
                "HTTP/1.1 503 Service Unavailable\r\nretry-after: {seconds}\r\n\
                 content-length: 0\r\nconnection: close\r\n\r\n"
            );
            let mut http = http_source("s3cret");
            http["url"] = service(answer.leak()).into();
            let nine = "2013-10-15T13:00:00Z".parse().unwrap();
            world.clock.set(nine, nine);
            let name = format!("After {seconds}");
            let input = Create {
                name,
                settings: settings(http),
                ..folder_source(Some("0 10,11,12 * * *"))
            };
            let id = made(&app, world, input).await;
            world.clock.set(ten, ten);
            assert_eq!(due(&app, world).await, 1);
            let after = standing(&app, world, id).await;
            assert_eq!(after.last_run.unwrap().failure.as_deref(), Some("refused"));
            let expected: jiff::Timestamp = expected.parse().unwrap();
            let next = after.state.unwrap().next_run_at;
            assert_eq!(next, Some(expected.as_millisecond()), "after {seconds}");
            let archive = ops::archive::Archive::Away;
            data_source::set_archived(&app, &world.system, id, archive).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_run_that_broke_off_is_noticed_and_the_source_is_free_again() {
    on_each_database(async |world| {
        let folder = tempfile::tempdir().unwrap();
        let app = app(world, folder.path());
        let id = made(&app, world, folder_source(None)).await;
        let begin =
            async || run::start(&app, &world.system, id, Span::default(), Mode::Record).await;
        let (first, task) = begin().await.unwrap();
        task.abort();
        let _aborted = task.await;
        let lost = run::find(&app, &world.system, SourceRunId(first.id)).await.unwrap();
        if lost.outcome == RunOutcome::Running {
            let refused = begin().await.unwrap_err();
            assert!(matches!(refused, OpsError::State { code: "source_running", .. }), "{refused}");
            let later = world.app.now() + jiff::SignedDuration::from_mins(11);
            world.clock.set(later, later);
            ran(&app, world, id, Mode::Record).await;
            let lost = run::find(&app, &world.system, SourceRunId(first.id)).await.unwrap();
            assert_eq!(lost.outcome, RunOutcome::Interrupted);
        }
    })
    .await;
}

#[tokio::test]
async fn secrets_are_sealed_and_shown_nowhere() {
    on_each_database(async |world| {
        let folder = tempfile::tempdir().unwrap();
        let app = app(world, folder.path());
        let input = Create { settings: settings(http_source("s3cret")), ..folder_source(None) };
        let id = made(&app, world, input).await;
        let found = standing(&app, world, id).await.source;
        assert!(!format!("{found:?}").contains("s3cret"));
        assert!(found.sealed_secret.is_some());
        // An edit elsewhere keeps it; one of the address does not take it along.
        let edit = |settings_json| Edit {
            version: standing_version(&found),
            settings: Some(settings(settings_json)),
            ..Edit::default()
        };
        let mut moved = http_source("********");
        moved["url"] = "https://203.0.113.8/values".into();
        let refused = data_source::update(&app, &world.system, id, edit(moved)).await.unwrap_err();
        assert!(refused.to_string().contains("type it again"), "{refused}");
        let mut same = http_source("********");
        same["url"] = "https://203.0.113.7/others".into();
        data_source::update(&app, &world.system, id, edit(same)).await.unwrap();
        // Not in the log, not in the export.
        let org = world.system.organization_id;
        let conn = app.database().read();
        let log = store::change::list_since(conn, org, 0, 1_000).await.unwrap();
        let told: String = log.iter().map(|change| change.after.as_str()).collect();
        assert!(told.contains("203.0.113.7") && !told.contains("s3cret"));
        assert!(!told.contains("sealed"), "not even sealed");
        assert!(!store::export::columns_of("data_source").contains(&"sealed_secret"));
        // Another key opens nothing, and says so.
        let key = KeySource::Given(KEY.replace("00", "ff"));
        let config = Config { policy: Policy::default(), key };
        let other = App::with_sources(app.database().clone(), world.clock.clone(), config);
        let run = ran(&other, world, id, Mode::Record).await;
        assert_eq!(run.outcome, RunOutcome::Failed);
        assert!(run.answered.contains("another secret key"), "{}", run.answered);
        let none = Arc::new(world.other_process());
        let input = Create { settings: settings(http_source("s3cret")), ..folder_source(None) };
        let refused = data_source::create(&none, &world.system, input).await.unwrap_err();
        assert!(matches!(refused, OpsError::State { code: "secret_key", .. }), "{refused}");
    })
    .await;
}

fn standing_version(source: &store::entity::data_source::Model) -> i32 {
    source.version
}
