//! Pages, lists and proofs as they were, and what nobody sees through the past.

use jiff::ToSpan;
use serde_json::{Value, json};

use crate::goals::{key_result_of, published, text};
use crate::kpis::sum_kpi;
use crate::support::{Call, Persona, World, on_each_database};

const ADA: Persona = Persona::Administrator;
const OWNER: Persona = Persona::Owner;
const PERCY: Persona = Persona::PerformanceAdministrator;
const STAN: Persona = Persona::Stranger;

/// The first day of every world; each test goes on from the next one.
pub(crate) const FIRST: &str = "as_of=2013-10-15";

pub(crate) fn days_later(world: &World, days: i64) {
    let then = world.app.now() + (24 * days).hours();
    world.clock.set(then, then);
}

async fn check_in(world: &World, key_result: &str, value: f64, note: &str) {
    let body = json!({"value": value, "note": note});
    world.post(OWNER, format!("/key-results/{key_result}/check-ins"), body).await.expect(201);
}

/// The version of what is at an address.
async fn version(world: &World, path: &str) -> Value {
    world.get(ADA, path).await.expect(200)["version"].clone()
}

pub(crate) async fn rename(world: &World, path: &str, field: &str, words: &str) {
    let version = version(world, path).await;
    let mut edit = json!({"version": version, field: words});
    if path.starts_with("/objectives") {
        edit["reason"] = json!("clearer");
    }
    world.patch(ADA, path, edit).await.expect(200);
}

#[tokio::test]
async fn every_page_is_of_the_day_that_is_asked_for() {
    on_each_database(async |world| {
        let objective = published(world).await;
        let key_result = key_result_of(world, &objective).await;
        check_in(world, &key_result, 0.6, "As it began").await;
        let person = format!("/people/{}", world.people[&OWNER]);
        days_later(world, 1);
        check_in(world, &key_result, 0.9, "As it went on").await;
        rename(world, &format!("/objectives/{objective}"), "title", "Fly on time").await;
        rename(world, &format!("/units/{}", world.units["EWR-UA"]), "name", "United").await;
        rename(world, &person, "name", "Olga the Great").await;
        let archive = format!("/objectives/{objective}/archive");
        world.post(OWNER, archive, json!({})).await.expect(200);

        let get = async |path: String| world.get(STAN, path).await.expect(200);
        let page = get(format!("/objectives/{objective}/overview?{FIRST}")).await;
        assert_eq!(page["objective"]["title"], "Leave on time");
        assert_eq!(page["objective"]["owner"]["name"], "Olga");
        assert_eq!(page["objective"]["archived_at"], Value::Null);
        // (0.6 − 0.5) / (0.9 − 0.5)
        let progress = page["objective"]["score"]["progress"].as_f64().unwrap();
        assert!((progress - 0.25).abs() < 1e-12, "{progress}");
        assert_eq!(page["key_results"][0]["recorded_value"], 0.6);
        let notes: Vec<&str> =
            page["check_ins"].as_array().unwrap().iter().map(|row| text(&row["note"])).collect();
        assert_eq!(notes, ["As it began"]);
        assert!(!page["activity"].to_string().contains("archived"), "{}", page["activity"]);

        let unit = get(format!("/units/EWR-UA/overview?{FIRST}")).await;
        assert_eq!(unit["unit"]["name"], "Unit EWR-UA");
        assert_eq!(unit["objectives"][0]["title"], "Leave on time");
        assert_eq!(unit["score"]["progress"].as_f64(), Some(progress));
        let score = get(format!("/units/EWR-UA/score?{FIRST}&explain=true")).await;
        assert_eq!(score["score"]["progress"].as_f64(), Some(progress));
        assert_eq!(score["proof"]["value"].as_f64(), Some(progress));
        let shown = get(format!("{person}/overview?{FIRST}")).await;
        assert_eq!(shown["person"]["name"], "Olga");
        assert_eq!(shown["objectives"][0]["id"], objective.as_str());
        let company = get(format!("/company?{FIRST}")).await;
        assert_eq!(company["cycle"]["name"], get("/company".to_owned()).await["cycle"]["name"]);
        let map = get(format!("/alignment-map?{FIRST}")).await;
        assert_eq!(map["nodes"][0]["title"], "Leave on time");

        let listed = get(format!("/objectives?{FIRST}&q=LEAVE&unit={}", world.units["EWR-UA"]));
        let listed = listed.await;
        assert_eq!(listed["items"][0]["title"], "Leave on time");
        assert_eq!(get(format!("/objectives?{FIRST}&q=Fly")).await["items"], json!([]));
        let one = get(format!("/objectives/{objective}?{FIRST}&explain=true")).await;
        assert_eq!(one["proof"]["value"].as_f64(), Some(progress));
        let path = format!("/key-results?{FIRST}&objective={objective}");
        assert_eq!(get(path).await["items"][0]["recorded_value"], 0.6);
        let path = format!("/key-results/{key_result}?{FIRST}&explain=true");
        let one = get(path).await;
        assert_eq!(one["score"]["progress"].as_f64(), Some(progress));
        assert!(one["proof"].to_string().contains("As it began"), "{}", one["proof"]);
        assert!(!one["proof"].to_string().contains("As it went on"), "{}", one["proof"]);
        let path = format!("/key-results/{key_result}/check-ins?{FIRST}");
        assert_eq!(get(path).await["items"].as_array().unwrap().len(), 1);
        let path = format!("/alignments?{FIRST}&objective={objective}");
        assert_eq!(get(path).await["items"], json!([]));
        let now = get(format!("/objectives/{objective}/overview")).await;
        assert_eq!(now["objective"]["title"], "Fly on time");
    })
    .await;
}

#[tokio::test]
async fn nothing_can_be_done_in_the_past() {
    on_each_database(async |world| {
        let objective = published(world).await;
        let key_result = key_result_of(world, &objective).await;
        days_later(world, 1);
        let path = format!("/objectives/{objective}/overview");
        let now = world.get(OWNER, path.clone()).await.expect(200);
        assert_eq!(now["objective"]["may_edit"], true);
        assert_eq!(now["key_results"][0]["may_check_in"], true);
        let then = world.get(OWNER, format!("{path}?{FIRST}")).await.expect(200);
        assert_eq!(then["objective"]["may_edit"], false);
        assert_eq!(then["key_results"][0]["may_edit"], false);
        assert_eq!(then["key_results"][0]["may_check_in"], false);
        let company = world.get(ADA, format!("/company?{FIRST}")).await.expect(200);
        assert_eq!(company["organization"]["may_edit"], false);
        let sheet = world.get(OWNER, format!("/check-in-sheet?{FIRST}")).await;
        sheet.expect_problem(400, "only_now", Some("as_of"));
        let before = world.change_count().await;
        let path = format!("/key-results/{key_result}?{FIRST}");
        world.get(OWNER, path).await.expect(200);
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

async fn set_visibility(world: &World, objective: &str, visibility: &str) {
    let path = format!("/objectives/{objective}");
    let version = version(world, &path).await;
    let edit = json!({"version": version, "visibility": visibility});
    world.patch(OWNER, path, edit).await.expect(200);
}

#[tokio::test]
async fn nobody_sees_through_the_past_what_is_hidden_then_or_now() {
    on_each_database(async |world| {
        let closed = published(world).await;
        let opened = published(world).await;
        let (of_closed, of_opened) =
            (key_result_of(world, &closed).await, key_result_of(world, &opened).await);
        set_visibility(world, &opened, "confidential").await;
        days_later(world, 1);
        set_visibility(world, &opened, "organization").await;
        set_visibility(world, &closed, "confidential").await;
        for (objective, key_result) in [(&closed, &of_closed), (&opened, &of_opened)] {
            for path in [
                format!("/objectives/{objective}?{FIRST}"),
                format!("/objectives/{objective}/overview?{FIRST}"),
                format!("/key-results/{key_result}?{FIRST}"),
                format!("/key-results/{key_result}/check-ins?{FIRST}"),
                format!("/alignments?{FIRST}&objective={objective}"),
            ] {
                world.get(STAN, path.clone()).await.expect_problem(404, "not_found", None);
                world.get(OWNER, path).await.expect(200);
            }
        }
        for path in
            ["/objectives", "/key-results", "/units/EWR-UA/overview", "/alignment-map", "/company"]
        {
            let shown = world.get(STAN, format!("{path}?{FIRST}")).await.expect(200).to_string();
            assert!(!shown.contains(&closed) && !shown.contains(&opened), "{path}: {shown}");
        }
        let listed = world.get(OWNER, format!("/objectives?{FIRST}")).await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 2);
        let path = format!("/units/EWR-UA/score?{FIRST}&explain=true");
        let proof = world.get(STAN, path).await.expect(200)["proof"].to_string();
        assert!(!proof.contains("Leave on time"), "{proof}");
    })
    .await;
}

#[tokio::test]
async fn a_list_of_the_past_goes_on_from_page_to_page() {
    on_each_database(async |world| {
        let mut made = Vec::new();
        for _ in 0..5 {
            made.push(published(world).await);
        }
        days_later(world, 1);
        published(world).await;
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/objectives?{FIRST}&limit=2&sort=created_at{cursor}");
            let page = world.get(STAN, path).await.expect(200);
            let ids = page["items"].as_array().unwrap().iter().map(|row| text(&row["id"]));
            seen.extend(ids.map(str::to_owned).collect::<Vec<_>>());
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, made);
        let wrong = world.get(STAN, format!("/objectives?{FIRST}&cursor=22")).await;
        wrong.expect_problem(400, "bad_cursor", Some("cursor"));
    })
    .await;
}

#[tokio::test]
async fn a_moment_that_cannot_be_shown_says_why() {
    on_each_database(async |world| {
        days_later(world, 2);
        let ask = async |as_of: &str| world.get(STAN, format!("/company?as_of={as_of}")).await;
        for garbage in ["yesterday", "2013-02-30", "", "2013-10-15T25:00:00Z"] {
            let detail = ask(garbage).await.expect_problem(400, "bad_query", Some("as_of"));
            assert!(detail.contains("give a day (2013-07-15) or an instant"), "{detail}");
        }
        for as_of in ["2013-10-18", "2013-10-17T13:00:01Z", "2013-10-14", "0001-01-01"] {
            ask(as_of).await.expect_problem(422, "date_out_of_range", Some("as_of"));
        }
        for as_of in ["2013-10-17", "2013-10-16", "2013-10-15T13:00:01Z", "2013-10-17T13:00:00Z"] {
            ask(as_of).await.expect(200);
        }
    })
    .await;
}

/// Kind and value of every measurement that a proof rests on; Percy recorded them all.
fn measurements(proof: &Value) -> Vec<(String, f64)> {
    let facts = proof["facts"].as_array().unwrap().iter();
    let own = facts.filter(|fact| text(&fact["kind"]).contains("measurement")).map(|fact| {
        assert_eq!(fact["by"], "Percy");
        (text(&fact["kind"]).to_owned(), fact["value"].as_f64().unwrap())
    });
    let mut found: Vec<_> = own.collect();
    found.extend(proof["inputs"].as_array().unwrap().iter().flat_map(measurements));
    found
}

/// A value and the corrected ones before it.
fn known(value: f64, corrected: &[f64]) -> Vec<(String, f64)> {
    let corrected = corrected.iter().map(|value| ("corrected_measurement".to_owned(), *value));
    std::iter::once(("measurement".to_owned(), value)).chain(corrected).collect()
}

#[tokio::test]
async fn the_proof_of_a_past_value_rests_on_what_was_known_then() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        let put = async |value: i32| {
            let path = "/kpis/flights/values/2013-10-01?unit=JFK";
            world.send(PERCY, Call::put(path, json!({"value": value}))).await.expect(200);
        };
        let target = json!({
            "kpi_id": kpi.strip_prefix("/kpis/"), "starts_on": "2013-10-01",
            "ends_on": "2013-11-01", "target": 100,
        });
        let target = world.post(PERCY, "/kpi-targets", target).await.expect(201);
        put(10).await;
        days_later(world, 1);
        put(12).await;
        days_later(world, 1);
        put(15).await;
        let path = format!("/kpi-targets/{}", text(&target["item"]["id"]));
        let edit = json!({"version": target["item"]["version"], "target": 300, "reason": "more"});
        world.patch(PERCY, path, edit).await.expect(200);
        let of_unit = &world.units["JFK"];
        let of_unit = format!("/units/{of_unit}");
        rename(world, &of_unit, "name", "Kennedy").await;
        let query = "/kpis/flights/series?grain=day&from=2013-10-01&to=2013-10-02&unit=JFK";
        let explained = async |as_of: &str| {
            world.get(STAN, format!("{query}&explain=true{as_of}")).await.expect(200)
        };
        let (first, second, now) = (
            explained(&format!("&{FIRST}")).await,
            explained("&as_of=2013-10-16").await,
            explained("").await,
        );
        assert_eq!(measurements(&first["proof"]), known(10.0, &[]));
        assert_eq!(measurements(&second["proof"]), known(12.0, &[10.0]));
        assert_eq!(measurements(&now["proof"]), known(15.0, &[12.0, 10.0]));
        assert_eq!(second["proof"]["value"], 12.0);
        assert_eq!(
            (&first["unit"]["name"], &now["unit"]["name"]),
            (&json!("Unit JFK"), &json!("Kennedy"))
        );
        let whole = "/kpis/flights/series?from=2013-10-01&to=2013-11-01";
        let aim = async |as_of: &str| {
            let series = world.get(STAN, format!("{whole}{as_of}")).await.expect(200);
            series["targets"][0]["whole"]["target"].as_f64()
        };
        assert_eq!(aim("&as_of=2013-10-16").await, Some(100.0), "the target of then");
        assert_eq!(aim("").await, Some(300.0));
        let path = format!("/kpis/flights/breakdown?grain=day&period=2013-10-01&{FIRST}");
        assert_eq!(world.get(STAN, path).await.expect(200)["whole"]["value"], 10.0);
        let path = format!("/kpis/flights?{FIRST}&explain=true&grain=day&period=2013-10-01");
        assert_eq!(world.get(STAN, path).await.expect(200)["proof"]["value"], 10.0);
    })
    .await;
}

#[tokio::test]
async fn a_proof_names_the_file_that_brought_a_value() {
    on_each_database(async |world| {
        sum_kpi(world, "flights").await;
        let csv = "kpi,unit,period,value\nflights,JFK,2013-10-01,3\n";
        let conn = world.app.database().read();
        let organization = store::organization::all(conn).await.unwrap().remove(0).id;
        let system = ops::Viewer::system(organization);
        let options = ops::import::Options::new("october.csv");
        let file = std::io::Cursor::new(csv.as_bytes().to_vec());
        ops::import::measurements(&world.app, &system, file, options).await.unwrap();
        let query = "/kpis/flights/series?explain=true&from=2013-10-01&to=2013-11-01&unit=JFK";
        let proof = world.get(STAN, query).await.expect(200)["proof"].to_string();
        assert!(proof.contains("\"file\":\"october.csv\""), "{proof}");
    })
    .await;
}
