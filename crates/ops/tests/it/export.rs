//! Taking everything out.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex};

use ops::OpsError;
use ops::export::Format;

use crate::support::{World, on_each_database};

/// Files that are written into memory.
#[derive(Clone, Default)]
struct Folder(Arc<Mutex<BTreeMap<&'static str, Vec<u8>>>>);

struct File {
    folder: Folder,
    name: &'static str,
}

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut files = self.folder.0.lock().expect("no panic while held");
        files.entry(self.name).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Folder {
    fn text(&self, name: &str) -> String {
        let files = self.0.lock().expect("no panic while held");
        String::from_utf8(files.get(name).cloned().unwrap_or_default()).expect("UTF-8")
    }
}

async fn export(world: &World, format: Format) -> (Folder, ops::export::Summary) {
    let folder = Folder::default();
    let open = |name| Ok(File { folder: folder.clone(), name });
    let summary = ops::export::organization(&world.app, &world.system, format, open, |_| {}).await;
    (folder.clone(), summary.expect("an export"))
}

#[tokio::test]
async fn every_row_goes_out_and_no_secret_does() {
    on_each_database(async |world| {
        let text = "kpi,unit,period,value,note\nflights,EWR,2013-10-13,300,\"a \"\"b\"\", c\"\n";
        world.import(text, ops::import::Options::new("flights.csv")).await.unwrap();
        let (folder, summary) = export(world, Format::JsonLines).await;
        let rows = |table: &str| {
            summary.tables.iter().find(|written| written.table == table).map(|written| written.rows)
        };
        assert_eq!(
            (rows("org_unit"), rows("kpi"), rows("measurement")),
            (Some(3), Some(2), Some(1))
        );
        assert_eq!(rows("change"), Some(u64::try_from(summary.seq).unwrap()));
        assert_eq!(summary.seq, world.seq().await);
        let measurement: serde_json::Value =
            serde_json::from_str(folder.text("measurement").trim()).unwrap();
        assert_eq!(measurement["value"], 300.0);
        assert_eq!(measurement["period_on"], "2013-10-13");
        assert_eq!(measurement["note"], "a \"b\", c");
        assert_eq!(folder.text("change").lines().count(), usize::try_from(summary.seq).unwrap());
        let users = folder.text("user_account");
        assert!(users.contains("ada@example.com") && !users.contains("password_hash"));
    })
    .await;
}

#[tokio::test]
async fn a_table_reads_as_csv_with_its_header_even_when_it_is_empty() {
    on_each_database(async |world| {
        let text = "kpi,unit,period,value,note\nflights,EWR,2013-10-13,300,\"a, b\"\n";
        world.import(text, ops::import::Options::new("flights.csv")).await.unwrap();
        let (folder, _) = export(world, Format::Csv).await;
        let measurements = folder.text("measurement");
        let mut lines = measurements.lines();
        assert!(lines.next().unwrap().starts_with("id,organization_id,kpi_id,subject_id"));
        assert!(lines.next().unwrap().contains(",2013-10-13,300.0,,,"));
        assert!(measurements.contains("\"a, b\""));
        assert!(folder.text("alignment").starts_with("id,organization_id,objective_id"));
        assert_eq!(folder.text("alignment").lines().count(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_people_wrote_does_not_run_in_a_spreadsheet_and_comes_back_as_it_was() {
    on_each_database(async |world| {
        let text = "kpi,unit,period,value,note\nflights,EWR,2013-10-13,-300,\"'=HYPERLINK(1)\"\n\
                    flights,EWR,2013-10-12,5,'tis fine\n";
        world.import(text, ops::import::Options::new("flights.csv")).await.unwrap();
        let (lines, _) = export(world, Format::JsonLines).await;
        assert!(lines.text("measurement").contains("\"note\":\"=HYPERLINK(1)\""));
        let (folder, _) = export(world, Format::Csv).await;
        let measurements = folder.text("measurement");
        assert!(measurements.contains(",'=HYPERLINK(1),"), "{measurements}");
        assert!(measurements.contains(",-300.0,"), "numbers stay numbers: {measurements}");
        assert!(measurements.contains(",'tis fine,"), "{measurements}");
    })
    .await;
}

#[tokio::test]
async fn only_administrators_take_everything_out() {
    on_each_database(async |world| {
        let mut viewer = world.system.clone();
        viewer.access = goals::access::Viewer::default();
        let open = |_| Ok(Vec::new());
        let result =
            ops::export::organization(&world.app, &viewer, Format::Csv, open, |_| {}).await;
        assert!(matches!(result, Err(OpsError::Forbidden { .. })));
    })
    .await;
}
