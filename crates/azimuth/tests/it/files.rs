//! Files that come in and go out: `import measurements` and `export`.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::organization::{Organization, add_kpi};
use crate::support::program::{Place, Said};
use crate::support::service::Service;

/// Two good lines around two bad ones.
const MIXED: &str = "kpi,unit,period,value\n\
                     flights,HQ,2025-01-01,10\n\
                     flights,MOON,2025-01-02,10\n\
                     flights,HQ,2025-01-03,many\n\
                     flights,HQ,2025-01-04,30\n";

fn with_kpi() -> (Organization, Service) {
    let (organization, service) = Organization::set_up(Place::new());
    add_kpi(&service, "flights");
    (organization, service)
}

fn import(organization: &Organization, file: &Path, more: &[&str]) -> Said {
    let mut words = vec!["import", "measurements", file.to_str().unwrap()];
    words.extend(more);
    organization.place.run(&words)
}

fn year(service: &Service) -> Value {
    let kpi = service.id_of("/kpis", "flights");
    let path = format!("/kpis/{kpi}/series?grain=year&from=2025-01-01&to=2026-01-01");
    service.get(&path)["points"][0]["value"].clone()
}

/// The service looks for changes of other processes once a second.
#[track_caller]
fn expect_year(service: &Service, expected: f64) {
    let asked = Instant::now();
    while year(service) != expected && asked.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(year(service), expected);
}

#[test]
fn a_malformed_file_is_refused_by_line_and_nothing_is_changed() {
    let (organization, service) = with_kpi();
    let head = || service.all("/changes").len();
    let before = head();
    let file = organization.place.write("mixed.csv", MIXED);
    let told = import(&organization, &file, &[]).failure();
    assert!(told.contains("line 3, unit") && told.contains("MOON"), "{told}");
    assert!(told.contains("line 4, value") && told.contains("many"), "{told}");
    assert!(told.contains("2 of 4") && told.contains("--partial"), "{told}");
    assert_eq!((year(&service), head()), (Value::Null, before));
    assert!(!organization.place.path("mixed.rejected.csv").exists());
    let headless = organization.place.write("headless.csv", "flights,HQ,2025-01-01,10\n");
    let told = import(&organization, &headless, &[]).failure();
    assert!(told.contains("kpi"), "it does not say what would be right: {told}");
    let told = import(&organization, Path::new("nowhere.csv"), &[]).failure();
    assert!(told.contains("nowhere.csv"), "{told}");
}

#[test]
fn partial_takes_the_good_lines_and_puts_the_others_aside() {
    let (organization, service) = with_kpi();
    let file = organization.place.write("mixed.csv", MIXED);
    let told = import(&organization, &file, &["--partial"]).success();
    assert!(told.contains("2 new") && told.contains("2 rejected"), "{told}");
    expect_year(&service, 40.0);
    let aside = organization.place.path("mixed.rejected.csv");
    let text = std::fs::read_to_string(&aside).unwrap();
    assert_eq!(text.lines().count(), 3, "a header and two lines: {text}");
    assert!(text.contains("MOON") && text.contains("many"), "{text}");
    // The file is made to be mended and imported again, reasons and all.
    let mended = text.replace("MOON", "HQ").replace(",many,", ",5,");
    let mended = organization.place.write("mended.csv", &mended);
    import(&organization, &mended, &[]).success();
    expect_year(&service, 55.0);
    assert!(organization.place.run(&["verify"]).success().contains("4 imported measurements"));
}

#[test]
fn the_same_file_again_changes_nothing() {
    let (organization, service) = with_kpi();
    let text = "kpi,unit,period,value\nflights,HQ,2025-01-01,10\n";
    let file = organization.place.write("flights.csv", text);
    assert!(import(&organization, &file, &[]).success().contains("1 new"));
    let before = service.all("/changes").len();
    assert!(import(&organization, &file, &[]).success().contains("1 known already"));
    assert_eq!(service.all("/changes").len(), before);
}

#[test]
fn an_export_is_read_back_by_anybody() {
    let (organization, service) = with_kpi();
    let text = "kpi,unit,period,value\nflights,HQ,2025-01-01,10\nflights,HQ,2025-01-02,0.1\n";
    let file = organization.place.write("flights.csv", text);
    import(&organization, &file, &[]).success();
    for (format, folder) in [("jsonl", "as-json"), ("csv", "as-csv")] {
        organization.place.run(&["export", "--to", folder, "--format", format]).success();
        let folder = organization.place.path(folder);
        let manifest = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
        let manifest: Value = serde_json::from_str(&manifest).unwrap();
        for table in manifest["tables"].as_array().unwrap() {
            let text =
                std::fs::read_to_string(folder.join(table["file"].as_str().unwrap())).unwrap();
            let rows = if format == "csv" { csv_rows(&text) } else { json_rows(&text) };
            assert_eq!(rows, table["rows"].as_u64().unwrap(), "{}", table["file"]);
            assert!(!text.contains("$argon2") && !text.contains("az_"), "a secret went out");
        }
        let told = organization.place.run(&["export", "--to", folder.to_str().unwrap()]).failure();
        assert!(told.contains("not empty"), "{told}");
    }
    let measurements = organization.place.path("as-json/measurement.jsonl");
    let measurements = std::fs::read_to_string(measurements).unwrap();
    assert!(measurements.contains("0.1"), "{measurements}");
    drop(service);
}

fn json_rows(text: &str) -> u64 {
    text.lines().map(|line| serde_json::from_str::<Value>(line).map(drop).unwrap()).count() as u64
}

fn csv_rows(text: &str) -> u64 {
    csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).count() as u64
}
