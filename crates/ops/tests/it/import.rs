//! Importing measurements from files.

use std::fmt::Write as _;
use std::io::Write;
use std::sync::{Arc, Mutex};

use jiff::civil::date;
use ops::OpsError;
use ops::import::{Mode, Options};

use crate::support::{World, on_each_database};

fn options() -> Options {
    Options::new("flights.csv")
}

/// A place that rejected lines are written to.
#[derive(Clone, Default)]
struct Aside(Arc<Mutex<Vec<u8>>>);

impl Write for Aside {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic while held").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Aside {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("no panic while held").clone()).expect("UTF-8")
    }
}

fn partial(aside: &Aside) -> Options {
    let rejected: Box<dyn Write + Send> = Box::new(aside.clone());
    Options { mode: Mode::Partial, rejected: Some(rejected), ..options() }
}

/// What the report says of each rejected line.
async fn rejections(world: &World, text: &str) -> Vec<(u64, &'static str, String)> {
    let report = world.import(text, options()).await.expect("a report");
    assert!(!report.is_applied);
    report.rejected.into_iter().map(|line| (line.line, line.column, line.reason)).collect()
}

#[tokio::test]
async fn a_file_is_one_batch_one_change_and_the_scores_are_up_to_date() {
    on_each_database(async |world| {
        let before = world.seq().await;
        let text = "kpi,unit,period,numerator,denominator\n\
                    otd_rate,EWR,2013-10-13,90,100\n\
                    otd_rate,JFK,2013-10-14,300,500\n";
        let report = world.import(text, options()).await.unwrap();
        assert_eq!((report.rows, report.inserted, report.rejected_count), (2, 2, 0));
        assert!(report.is_applied && report.batch.is_some());
        assert_eq!((report.seq, world.seq().await), (before + 1, before + 1));
        assert_eq!(world.october(world.rate, world.nyc).await, Some(0.65));
        // A graph that is built from the facts says the same.
        world.app.forget(world.system.organization_id);
        assert_eq!(world.october(world.rate, world.nyc).await, Some(0.65));
        let again = world.import(text, options()).await.unwrap();
        assert_eq!((again.unchanged, again.batch, again.seq), (2, None, 0));
        assert_eq!(world.seq().await, before + 1, "nothing new, nothing written");
        let org = world.system.organization_id;
        let found =
            store::verification::verify(world.app.database().read(), org, |_| {}).await.unwrap();
        assert_eq!((found.first_broken, found.measurements), (None, 2));
    })
    .await;
}

#[tokio::test]
async fn another_value_corrects_and_the_last_one_counts() {
    on_each_database(async |world| {
        let file = |value: u32| format!("kpi,unit,period,value\nflights,EWR,2013-10-13,{value}\n");
        world.import(&file(300), options()).await.unwrap();
        let report = world.import(&file(310), options()).await.unwrap();
        assert_eq!((report.inserted, report.corrected), (0, 1));
        assert_eq!(world.october(world.flights, world.nyc).await, Some(310.0));
        let (conn, org) = (world.app.database().read(), world.system.organization_id);
        let day = date(2013, 10, 13).into();
        let history = store::measurement::history(conn, org, world.flights.0, world.ewr.0, day)
            .await
            .unwrap();
        assert_eq!(history.len(), 2);
        assert_eq!(history[0].supersedes, Some(history[1].id));
        assert!(history[1].superseded_at.is_some());
    })
    .await;
}

#[tokio::test]
async fn every_mistake_of_a_file_is_named_by_line_and_column_and_nothing_is_changed() {
    on_each_database(async |world| {
        let before = world.seq().await;
        let text = "kpi,unit,period,value,numerator,denominator\n\
                    flights,EWR,2013-10-13,300,,\n\
                    flight,EWR,2013-10-13,300,,\n\
                    flights,LAX,2013-10-13,300,,\n\
                    flights,EWR,2013-10,300,,\n\
                    flights,EWR,2013-10-16,300,,\n\
                    flights,EWR,2013-10-12,\"1,300\",,\n\
                    flights,EWR,2013-10-11,NaN,,\n\
                    flights,EWR,2013-10-10,,3,4\n\
                    otd_rate,EWR,2013-10-10,0.8,,\n\
                    otd_rate,EWR,2013-10-10,,8,-10\n\
                    flights,EWR,2013-10-13,301,,\n\
                    flights,EWR,2013-10-09,300\n\
                    ,EWR,2013-10-09,300,,\n";
        let found = rejections(world, text).await;
        let places: Vec<_> = found.iter().map(|(line, column, _)| (*line, *column)).collect();
        let expected = [
            (3, "kpi"),
            (4, "unit"),
            (5, "period"),
            (6, "period"),
            (7, "value"),
            (8, "value"),
            (9, "numerator"),
            (10, "value"),
            (11, "denominator"),
            (12, "period"),
            (13, "line"),
            (14, "kpi"),
        ];
        assert_eq!(places, expected);
        assert!(found[0].2.contains("no KPI with the code `flight`"), "{}", found[0].2);
        assert!(found[2].2.contains("write it like `2013-09-01`"), "{}", found[2].2);
        assert!(found[3].2.contains("today is 2013-10-15"), "{}", found[3].2);
        assert!(found[9].2.contains("line 2"), "the earlier line is named: {}", found[9].2);
        assert!(found[10].2.contains("4 fields") && found[10].2.contains("6 columns"));
        assert_eq!(world.seq().await, before);
        assert_eq!(world.october(world.flights, world.nyc).await, None);
        let (conn, org) = (world.app.database().read(), world.system.organization_id);
        assert!(!store::measurement::exists_for_kpi(conn, org, world.flights.0).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_partial_import_takes_the_good_lines_and_puts_the_others_aside() {
    on_each_database(async |world| {
        let aside = Aside::default();
        let text = "kpi,unit,period,value\n\
                    flights,EWR,2013-10-13,300\n\
                    flights,LAX,2013-10-13,\"about, 200\"\n\
                    flights,JFK,2013-10-13,200\n";
        let report = world.import(text, partial(&aside)).await.unwrap();
        assert!(report.is_applied);
        assert_eq!((report.rows, report.inserted, report.rejected_count), (3, 2, 1));
        assert_eq!(world.october(world.flights, world.nyc).await, Some(500.0));
        let rejected = aside.text();
        let lines: Vec<&str> = rejected.lines().collect();
        assert_eq!(lines[0], "kpi,unit,period,value,rejected_line,rejected_because");
        assert!(lines[1].starts_with("flights,LAX,2013-10-13,\"about, 200\",3,"), "{}", lines[1]);
        assert_eq!(lines.len(), 2);
        // The mended file goes in as it is, with the columns that told what was wrong.
        let mended = rejected.replace("LAX", "JFK").replace("\"about, 200\"", "210");
        let report = world.import(&mended, options()).await.unwrap();
        assert_eq!((report.rows, report.corrected), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn without_a_rejected_line_nothing_is_put_aside() {
    on_each_database(async |world| {
        let aside = Aside::default();
        let text = "kpi,unit,period,value\nflights,EWR,2013-10-13,300\n";
        world.import(text, partial(&aside)).await.unwrap();
        assert_eq!(aside.text(), "");
    })
    .await;
}

#[tokio::test]
async fn spreadsheets_marks_blanks_quotes_and_line_ends_are_tolerated() {
    on_each_database(async |world| {
        let text = "\u{feff}\"KPI\", Unit ,period,value,note\r\n\
                    \" flights\",EWR , 2013-10-13,300,\"first\nof two\"\r\n\
                    flights,JFK,2013-10-13,2e2,\r\n";
        let report = world.import(text, options()).await.unwrap();
        assert_eq!((report.rejected, report.inserted), (Vec::new(), 2));
        assert_eq!(world.october(world.flights, world.nyc).await, Some(500.0));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_makes_no_sense_as_a_whole_says_what_would() {
    on_each_database(async |world| {
        for (text, code) in [
            ("", "missing_header"),
            ("kpi;unit;period;value\nflights;EWR;2013-10-13;1\n", "unknown_column"),
            ("kpi,unit,value\nflights,EWR,1\n", "missing_column"),
            ("kpi,unit,period,numerator\nflights,EWR,2013-10-13,1\n", "missing_column"),
            ("kpi,unit,period,value,kpi\n", "duplicate_column"),
            ("kpi,unit,period,value,colour\n", "unknown_column"),
        ] {
            let error = world.import(text, options()).await.unwrap_err();
            let OpsError::Invalid(errors) = error else { panic!("{text}: {error}") };
            assert_eq!(errors[0].code, code, "{text}: {}", errors[0].message);
        }
        let report = world.import("kpi,unit,period,value\n", options()).await.unwrap();
        assert_eq!((report.rows, report.is_applied, report.seq), (0, true, 0));
    })
    .await;
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused_where_they_stand() {
    on_each_database(async |world| {
        let mut bytes = b"kpi,unit,period,value\nflights,EWR,2013-10-13,1\nfl".to_vec();
        bytes.extend([0xff, 0xfe]);
        bytes.extend(b"ights,EWR,2013-10-12,1\n");
        let reader = std::io::Cursor::new(bytes);
        let report =
            ops::import::measurements(&world.app, &world.system, reader, options()).await.unwrap();
        assert_eq!(report.rejected_count, 1);
        assert_eq!((report.rejected[0].line, report.rejected[0].column), (3, "kpi"));
    })
    .await;
}

#[tokio::test]
async fn a_reader_that_breaks_off_leaves_nothing_behind() {
    /// Gives a whole file and then fails, as a pipe whose other end has died.
    struct Broken(std::io::Cursor<Vec<u8>>);
    impl std::io::Read for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            match std::io::Read::read(&mut self.0, buffer)? {
                0 => Err(std::io::Error::other("the other end is gone")),
                some => Ok(some),
            }
        }
    }
    on_each_database(async |world| {
        let before = world.seq().await;
        let reader = Broken(std::io::Cursor::new(many(10_000).into_bytes()));
        let result = ops::import::measurements(&world.app, &world.system, reader, options()).await;
        assert!(result.unwrap_err().to_string().contains("the other end is gone"));
        assert_eq!(world.seq().await, before);
        let (conn, org) = (world.app.database().read(), world.system.organization_id);
        assert!(!store::measurement::exists_for_kpi(conn, org, world.flights.0).await.unwrap());
    })
    .await;
}

/// Four rows a day, back from 14 October 2013: flights and rates of EWR and of JFK.
fn many(rows: usize) -> String {
    let mut text = "kpi,unit,period,value,numerator,denominator\n".to_owned();
    let mut day = date(2013, 10, 14);
    for row in 0..rows {
        let unit = if row % 2 == 0 { "EWR" } else { "JFK" };
        let result = match row % 4 {
            0 | 1 => writeln!(text, "flights,{unit},{day},{row},,"),
            _ => writeln!(text, "otd_rate,{unit},{day},,1,2"),
        };
        result.expect("a String takes everything");
        if row % 4 == 3 {
            day = day.yesterday().expect("a day before");
        }
    }
    text
}

#[tokio::test]
async fn a_hundred_thousand_rows_go_through_in_chunks_and_progress_is_told() {
    on_each_database(async |world| {
        // 68 years of two airports reach back to 1945, far beyond what is held in memory.
        let text = many(100_000);
        let told = Arc::new(Mutex::new(Vec::new()));
        let sink = told.clone();
        let progress = Box::new(move |progress: ops::import::Progress| {
            sink.lock().expect("no panic while held").push(progress);
        });
        let report = world.import(&text, Options { progress, ..options() }).await.unwrap();
        assert_eq!((report.inserted, report.rejected_count), (100_000, 0));
        let told = told.lock().expect("no panic while held").clone();
        assert!(told.len() > 5, "told {} times", told.len());
        assert!(told.is_sorted_by_key(|progress| (progress.rows, progress.bytes)));
        let last = told.last().unwrap();
        assert_eq!((last.rows, last.bytes), (100_000, text.len() as u64));
        // The first 56 rows are the 14 days of October; every other pair of them counts flights.
        let flights: i32 = (0..56).filter(|row| row % 4 < 2).sum();
        assert_eq!(world.october(world.flights, world.nyc).await, Some(flights.into()));
        assert_eq!(world.october(world.rate, world.nyc).await, Some(0.5));
        let org = world.system.organization_id;
        let found =
            store::verification::verify(world.app.database().read(), org, |_| {}).await.unwrap();
        assert_eq!((found.first_broken, found.measurements), (None, 100_000));
        let live = world.app.live(org).await.unwrap();
        let held = live.read().graph.cube().point_count();
        assert!(held < 4_000, "only the last {} days are held: {held}", ops::limits::LIVE_DAYS);
    })
    .await;
}

#[tokio::test]
async fn only_those_who_may_import_do() {
    on_each_database(async |world| {
        let mut viewer = world.system.clone();
        viewer.access = goals::access::Viewer::default();
        let reader = std::io::Cursor::new(Vec::new());
        let error =
            ops::import::measurements(&world.app, &viewer, reader, options()).await.unwrap_err();
        assert!(matches!(error, OpsError::Forbidden { .. }));
    })
    .await;
}
