//! `/sources`: adding, editing, running, and what is never shown.

use serde_json::{Value, json};
use sqlx::{Connection, Executor};

use crate::support::{Persona, World, on_each_database};

/// Performance is theirs to administer.
const PERCY: Persona = Persona::PerformanceAdministrator;

async fn kpi(world: &World) {
    let new = json!({
        "code": "flights", "name": "Flights", "direction": "higher", "frequency": "day",
        "time_aggregation": "sum", "unit_aggregation": "sum",
    });
    world.post(Persona::Administrator, "/kpis", new).await.expect(201);
}

/// A SQLite file of facts in the folder that sources may read.
async fn facts(world: &World, rows: &str) -> String {
    let name = format!("facts-{}.db", world.number());
    let url = format!("sqlite:{}?mode=rwc", world.files.path().join(&name).display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    let table = "create table fact (unit text, day text, n integer)";
    connection.execute(table).await.unwrap();
    let insert = sqlx::AssertSqlSafe(format!("insert into fact values {rows}"));
    sqlx::query(insert).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    format!("sqlite:{name}")
}

fn sql(url: &str) -> Value {
    json!({
        "kind": "sql", "url": url, "kpi": "flights",
        "query": "select unit, day as period, n as value from fact \
                  where day >= :from and day < :to",
    })
}

async fn made(world: &World, new: Value) -> String {
    let made = world.post(PERCY, "/sources", new).await.expect(201);
    format!("/sources/{}", made["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_query_brings_values_in_and_says_how_it_went() {
    on_each_database(async |world| {
        kpi(world).await;
        let rows = "('EWR', '2013-10-13', 5), ('JFK', '2013-10-14', 7), ('EWR', '2013-01-01', 3)";
        let url = facts(world, rows).await;
        let new = json!({
            "name": "Operations", "settings": sql(&url), "schedule": "0  6 * * *",
            "grain": "day", "periods_back": 3,
        });
        let path = made(world, new).await;
        let source = world.get(PERCY, path.as_str()).await.expect(200);
        assert_eq!(source["schedule"], "0 6 * * *");
        assert_eq!(source["next_run_at"], "2013-10-16T10:00:00Z");
        assert_eq!(source["last_run"], Value::Null);
        let before = world.change_count().await;
        let dry = world.post(PERCY, format!("{path}/dry-run"), json!({})).await.expect(200);
        assert_eq!((&dry["outcome"], &dry["new"]), (&json!("succeeded"), &json!(2)), "{dry:#}");
        assert_eq!((&dry["from"], &dry["to"]), (&json!("2013-10-12"), &json!("2013-10-15")));
        assert_eq!(world.change_count().await, before, "a dry run records nothing");
        let run = world.post(PERCY, format!("{path}/run"), json!({})).await.expect(200);
        assert_eq!((&run["new"], &run["is_dry"]), (&json!(2), &json!(false)));
        assert_eq!(run["started_by"]["name"], "Percy");
        assert_eq!(world.change_count().await, before + 1);
        let again = world.post(PERCY, format!("{path}/run"), json!({})).await.expect(200);
        assert_eq!((&again["new"], &again["unchanged"]), (&json!(0), &json!(2)));
        assert_eq!(world.change_count().await, before + 1, "the same value is no change");
        let span = format!("{path}/run?from=2013-01-01&to=2013-02-01");
        let older = world.post(PERCY, span, json!({})).await.expect(200);
        assert_eq!(older["new"], 1);
        let values = world.get(PERCY, "/kpis/flights/measurements").await.expect(200);
        assert_eq!(values["items"].as_array().unwrap().len(), 3);
        assert_eq!(values["items"][0]["source"], "source");
        assert_eq!(values["items"][0]["batch_id"], run["batch_ids"][0]);
        let proof = "/kpis/flights?explain=true&grain=day&period=2013-10-14&unit=JFK";
        let proof = world.get(Persona::Stranger, proof).await.expect(200)["proof"].to_string();
        assert!(proof.contains("\"by\":\"Operations\""), "the proof names the source: {proof}");
        let runs = world.get(PERCY, format!("{path}/runs?limit=2")).await.expect(200);
        assert_eq!(runs["items"][0]["id"], older["id"]);
        assert!(runs["next_cursor"].is_string());
        let listed = world.get(PERCY, "/sources").await.expect(200);
        assert_eq!(listed["items"][0]["last_run"]["id"], older["id"]);
        assert!(listed["items"][0]["last_success_at"].is_string());
        assert_eq!(listed["items"][0]["is_running"], false);
    })
    .await;
}

#[tokio::test]
async fn rows_that_cannot_be_taken_hold_everything_back() {
    on_each_database(async |world| {
        kpi(world).await;
        let rows = "('EWR', '2013-10-13', 5), ('XXX', '2013-10-14', 7), ('JFK', '2013-10', 1)";
        let url = facts(world, rows).await;
        let new = json!({"name": "Operations", "settings": sql(&url), "periods_back": 30});
        let path = made(world, new).await;
        let before = world.change_count().await;
        let span = "?from=2013-09-01&to=2013-10-15";
        let run = world.post(PERCY, format!("{path}/run{span}"), json!({})).await.expect(200);
        assert_eq!((&run["outcome"], &run["rejected_count"]), (&json!("rejected"), &json!(2)));
        assert_eq!(run["rejected"][0]["place"], "row 2");
        assert_eq!(run["rejected"][0]["column"], "unit");
        assert_eq!(run["rejected"][1]["column"], "period");
        assert_eq!(world.change_count().await, before, "nothing is recorded");
        let dry = world.post(PERCY, format!("{path}/dry-run{span}"), json!({})).await.expect(200);
        assert_eq!((&dry["new"], &dry["rejected_count"]), (&json!(1), &json!(2)));
    })
    .await;
}

#[tokio::test]
async fn secrets_go_in_and_never_come_out() {
    on_each_database(async |world| {
        let settings = json!({
            "kind": "http", "url": "http://u:pa55@203.0.113.7/v?api_key=k3y", "rows": "$",
            "headers": [{"name": "Authorization", "value": "Bearer t0ken"}],
            "fields": {"kpi": "$.k", "period": "$.p", "value": "$.v"},
        });
        let path = made(world, json!({"name": "Cloud", "settings": settings})).await;
        let run = world.post(PERCY, format!("{path}/run"), json!({})).await.expect(200);
        assert_eq!((&run["outcome"], &run["failure"]), (&json!("failed"), &json!("not_allowed")));
        let source = world.get(PERCY, path.as_str()).await.expect(200);
        assert_eq!(source["settings"]["url"], "http://u:********@203.0.113.7/v?api_key=********");
        assert_eq!(source["settings"]["headers"][0]["value"], "********");
        let (runs, changes) = (format!("{path}/runs"), "/changes".to_owned());
        for path in [path.clone(), runs, changes] {
            let told = world.get(Persona::Administrator, path.as_str()).await.expect(200);
            for secret in ["pa55", "k3y", "t0ken", "sealed"] {
                assert!(!told.to_string().contains(secret), "{secret} in {path}");
            }
        }
        let told = world.get(Persona::Stranger, "/changes").await.expect(200);
        assert!(!told.to_string().contains("203.0.113.7"), "addresses are not for everybody");
        // As it was shown, it may be sent back; to another place it may not go.
        let mut settings = source["settings"].clone();
        settings["rows"] = "$.items".into();
        let edit = json!({"version": 1, "settings": settings});
        world.patch(PERCY, path.as_str(), edit.clone()).await.expect(200);
        world.patch(PERCY, path.as_str(), edit).await.expect_problem(409, "stale_version", None);
        settings["url"] = "http://u:********@203.0.113.8/v".into();
        let edit = json!({"version": 2, "settings": settings});
        let refused = world.patch(PERCY, path.as_str(), edit).await;
        refused.expect_problem(422, "bad_source_setting", Some("settings.url"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_work_is_refused_with_its_field() {
    on_each_database(async |world| {
        let good = json!({"name": "X", "settings": sql("postgres://u@db.example/x")});
        let cases = [
            ("name", json!(" "), "empty", "name"),
            ("schedule", json!("every day"), "bad_schedule", "schedule"),
            ("periods_back", json!(0), "periods_out_of_range", "periods_back"),
            ("settings", sql("oracle://x"), "bad_source_setting", "settings.url"),
            ("settings", sql("sqlite:/etc/passwd"), "bad_source_setting", "settings.url"),
            ("settings", sql("postgres://u:********@h/x"), "bad_source_setting", "settings.url"),
        ];
        for (field, value, code, at) in cases {
            let mut wrong = good.clone();
            wrong[field] = value;
            world.post(PERCY, "/sources", wrong).await.expect_problem(422, code, Some(at));
        }
        let path = made(world, good).await;
        let span = format!("{path}/run?from=2013-10-10&to=2013-10-10");
        let refused = world.post(PERCY, span, json!({})).await;
        refused.expect_problem(422, "empty_span", Some("from"));
        world.post(PERCY, format!("{path}/archive"), json!({})).await.expect(200);
        let refused = world.post(PERCY, format!("{path}/run"), json!({})).await;
        refused.expect_problem(409, "source_archived", None);
        let listed = world.get(PERCY, "/sources").await.expect(200);
        assert_eq!(listed["items"], json!([]));
        let listed = world.get(PERCY, "/sources?archived=true").await.expect(200);
        assert_eq!(listed["items"][0]["next_run_at"], Value::Null);
    })
    .await;
}
