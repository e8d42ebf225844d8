//! What somebody would try first: it works, or the answer says what would.

use serde_json::{Value, json};

use crate::kpis::text;
use crate::support::{Call, Persona, World, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;
const NDJSON: &str = "application/x-ndjson";

async fn flights(world: &World) -> String {
    let new = json!({
        "code": "flights", "name": "Flights", "direction": "higher", "frequency": "day",
        "time_aggregation": "sum", "unit_aggregation": "sum",
    });
    let made = world.post(PERCY, "/kpis", new).await.expect(201);
    text(&made["item"]["id"]).to_owned()
}

fn put(value: Value) -> Call {
    Call::put("/kpis/flights/values/2013-10-01?unit=JFK", value)
}

#[tokio::test]
async fn a_number_is_the_same_number_through_every_door() {
    on_each_database(async |world| {
        flights(world).await;
        // One that a quick reader gets wrong in the last bit.
        let number = "123456789.12345679";
        let exact: f64 = number.parse().unwrap();
        let line = format!(
            "{{\"kpi\":\"flights\",\"unit\":\"JFK\",\"period\":\"2013-10-01\",\"value\":{number}}}"
        );
        let first = world.upload(PERCY, "/measurements", NDJSON, line).await.expect(200);
        assert_eq!(first["item"]["inserted"], 1);
        let csv = format!("kpi,unit,period,value\nflights,JFK,2013-10-01,{number}\n");
        let second = world.upload(PERCY, "/measurements", "text/csv", csv).await.expect(200);
        assert_eq!(second["item"]["unchanged"], 1, "{second}");
        let third = world.send(PERCY, put(json!({"value": exact}))).await.expect(200);
        assert_eq!(
            (&third["item"]["value"], &third["item"]["supersedes"]),
            (&json!(exact), &Value::Null)
        );
    })
    .await;
}

#[tokio::test]
async fn an_unknown_code_is_answered_with_the_one_that_was_meant() {
    on_each_database(async |world| {
        flights(world).await;
        let told = async |path: &str, status, field| {
            let call = Call::put(path, json!({"value": 1}));
            let code = if status == 404 { "not_found" } else { "unknown_reference" };
            world.send(PERCY, call).await.expect_problem(status, code, field)
        };
        let kpi = told("/kpis/fligths/values/2013-10-01?unit=JFK", 404, None).await;
        assert!(kpi.contains("did you mean `flights`?"), "{kpi}");
        let unit = told("/kpis/flights/values/2013-10-01?unit=jfk", 422, Some("unit")).await;
        assert!(unit.contains("did you mean `JFK`?"), "{unit}");
        let line = r#"{"kpi":"Flight","unit":"JFK","period":"2013-10-01","value":1}"#;
        let answer = world.upload(PERCY, "/measurements", NDJSON, line).await;
        let batch = answer.expect_problem(422, "unknown_reference", Some("lines.1.kpi"));
        assert!(batch.contains("did you mean `flights`?"), "{batch}");
        let strange =
            told("/kpis/flights/values/2013-10-01?unit=somewhere", 422, Some("unit")).await;
        assert!(!strange.contains("did you mean"), "{strange}");
    })
    .await;
}

#[tokio::test]
async fn codes_name_kpis_and_units_in_questions() {
    on_each_database(async |world| {
        let id = flights(world).await;
        world.send(PERCY, put(json!({"value": 3}))).await.expect(200);
        let target = json!({
            "kpi_id": id, "org_unit_id": world.units["JFK"], "starts_on": "2013-01-01",
            "ends_on": "2014-01-01", "target": 5,
        });
        world.post(PERCY, "/kpi-targets", target).await.expect(201);
        let get = async |path: &str| world.get(PERCY, path).await.expect(200);
        assert_eq!(get("/units/JFK").await["code"], "JFK");
        let targets = get("/kpi-targets?kpi=flights&unit=JFK").await;
        assert_eq!(targets["items"].as_array().unwrap().len(), 1);
        assert_eq!(get("/kpi-targets?kpi=flights&unit=EWR").await["items"], json!([]));
        get("/kpis?unit=JFK").await;
        let answer = world.get(PERCY, "/kpis?unit=JFX").await;
        answer.expect_problem(422, "unknown_reference", Some("unit"));
        world.get(PERCY, "/units/JFX").await.expect_problem(404, "not_found", None);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_told_in_words_at_its_place() {
    on_each_database(async |world| {
        flights(world).await;
        let told = async |body: Value, status, code, field| {
            world.send(PERCY, put(body)).await.expect_problem(status, code, field)
        };
        let text = told(json!({"value": "4"}), 422, "wrong_type", Some("value")).await;
        assert!(text.contains("expected a number"), "{text}");
        let array = told(json!([{"value": 4}]), 422, "wrong_type", Some(".")).await;
        assert!(array.contains("an object is expected"), "{array}");
        let nul = json!({"value": 4, "note": "a\u{0}b"});
        told(nul, 422, "bad_text", Some(".")).await;
        let line =
            r#"{"kpi":"flights","unit":"JFK","period":"2013-10-01","value":1,"note":"\u0000"}"#;
        let answer = world.upload(PERCY, "/measurements", NDJSON, line).await;
        answer.expect_problem(422, "bad_text", Some("lines.1.note"));
        let day = world.get(PERCY, "/kpis/flights/series?from=2013").await;
        let day = day.expect_problem(400, "bad_query", Some("from"));
        assert!(day.contains("write it like 2013-10-15"), "{day}");
        let media = world.upload(PERCY, "/measurements", "text/plain", line).await;
        let media = media.expect_problem(415, "not_json", None);
        assert!(media.contains("application/x-ndjson"), "{media}");
    })
    .await;
}
