//! Folders of CSV files.

use std::fs;

use serde_json::json;
use sources::{Limits, Policy, Settle};

use crate::{LIMITS, ask, keys, settings};

#[tokio::test]
async fn files_are_read_once_and_put_away() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("in");
    fs::create_dir(&folder).unwrap();
    let text = "\u{feff}KPI,unit,period,value\nflights,EWR,2013-10-01,5\n";
    fs::write(folder.join("b.csv"), text).unwrap();
    fs::write(folder.join("a.csv"), "kpi,units\n").unwrap();
    fs::write(folder.join("c.csv"), b"kpi,unit,period,value\n\xb9\xcc,EWR,x,1\n").unwrap();
    fs::write(folder.join("big.csv"), "x".repeat(LIMITS.bytes + 1)).unwrap();
    for other in [".d.csv", "e.csv.part", "f.txt"] {
        fs::write(folder.join(other), text).unwrap();
    }
    let policy = Policy { networks: Vec::new(), files: Some(root.path().to_owned()) };
    let settings = settings(json!({"kind": "folder", "folder": "in"}));
    let mut ask = ask();
    let limits = Limits { bytes: LIMITS.bytes, ..LIMITS };
    let fetched = sources::fetch(&settings, &ask, &limits, &policy).await.unwrap();
    let told: Vec<(String, bool)> = fetched
        .parts
        .iter()
        .map(|part| part.file.as_ref().unwrap())
        .map(|file| (file.name.clone(), file.problem.is_some()))
        .collect();
    let expected = [("a.csv", true), ("b.csv", false), ("big.csv", true), ("c.csv", true)];
    assert_eq!(told, expected.map(|(name, is_bad)| (name.to_owned(), is_bad)));
    assert_eq!(keys(&fetched.parts[1].rows), ["flights EWR 2013-10-01"]);
    assert_eq!(fetched.parts[1].rows[0].place, "b.csv, line 2");
    let source = sources::source(&settings);
    for part in &fetched.parts {
        let file = part.file.as_ref().unwrap();
        let outcome = if file.problem.is_some() { Settle::Failed } else { Settle::Done };
        source.settle(file, outcome, &policy).unwrap();
    }
    assert!(folder.join("done/b.csv").exists() && folder.join("failed/a.csv").exists());
    // The same content under another name is known.
    fs::write(folder.join("g.csv"), text).unwrap();
    ask.taken.insert(fetched.parts[1].file.as_ref().unwrap().digest.clone());
    assert!(sources::fetch(&settings, &ask, &limits, &policy).await.unwrap().parts.is_empty());
}

#[cfg(unix)]
#[tokio::test]
async fn links_out_of_the_folder_are_not_followed() {
    let root = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("s.csv"), "kpi,unit,period,value\na,b,c,1\n").unwrap();
    std::os::unix::fs::symlink(outside.path().join("s.csv"), root.path().join("s.csv")).unwrap();
    let policy = Policy { networks: Vec::new(), files: Some(root.path().to_owned()) };
    let settings = settings(json!({"kind": "folder", "folder": ""}));
    let fetched = sources::fetch(&settings, &ask(), &LIMITS, &policy).await.unwrap();
    assert!(fetched.parts.is_empty());
    let elsewhere = json!({"kind": "folder", "folder": outside.path()});
    let problems = sources::source(&crate::settings(elsewhere)).check(&policy);
    assert!(problems[0].message.contains("outside"));
}
