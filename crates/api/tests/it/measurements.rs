//! Recorded values: by hand, many at once, corrected.

use serde_json::{Value, json};

use crate::kpis::{ratio_kpi, sum_kpi, text};
use crate::support::{Call, Persona, World, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;

fn value(world: &World, day: &str, numerator: i32, denominator: i32) -> Value {
    json!({
        "org_unit_id": world.units["EWR-UA"], "period_on": day,
        "numerator": numerator, "denominator": denominator,
    })
}

#[tokio::test]
async fn a_correction_supersedes_and_says_why() {
    on_each_database(async |world| {
        let path = format!("{}/measurements", ratio_kpi(world, "otd_rate").await);
        let first = world.post(PERCY, &path, value(world, "2013-10-14", 70, 100)).await.expect(201);
        assert_eq!(first["item"]["value"], 0.7);
        assert_eq!(first["item"]["recorded_by"]["name"], "Percy");
        assert_eq!(first["item"]["source"], "manual");
        let seq = world.change_count().await;
        let same = world.post(PERCY, &path, value(world, "2013-10-14", 70, 100)).await.expect(201);
        assert_eq!((&same["item"]["id"], &same["seq"]), (&first["item"]["id"], &json!(0)));
        assert_eq!(world.change_count().await, seq, "the same value changes nothing");
        let mut other = value(world, "2013-10-14", 80, 100);
        let refused = world.post(PERCY, &path, other.clone()).await;
        refused.expect_problem(422, "reason_required", Some("note"));
        other["note"] = json!("Ten late reports came in");
        let second = world.post(PERCY, &path, other).await.expect(201);
        assert_eq!(second["item"]["supersedes"], first["item"]["id"]);
        let listed = world.get(Persona::Stranger, format!("{path}?history=true")).await.expect(200);
        let items = listed["items"].as_array().unwrap();
        assert_eq!(items.len(), 1);
        assert_eq!((&items[0]["value"], &items[0]["is_corrected"]), (&json!(0.8), &json!(true)));
        assert_eq!(text(&items[0]["note"]), "Ten late reports came in");
        let earlier = &items[0]["corrections"][0];
        assert_eq!((&earlier["id"], &earlier["value"]), (&first["item"]["id"], &json!(0.7)));
        assert!(earlier["superseded_at"].is_string());
        let brief = world.get(Persona::Stranger, &path).await.expect(200);
        assert_eq!(brief["items"][0]["corrections"], json!([]));
        let log =
            world.get(Persona::Stranger, "/changes?kind=measurement.corrected").await.expect(200);
        assert_eq!(text(&log["items"][0]["reason"]), "Ten late reports came in");
        assert_eq!(text(&log["items"][0]["title"]), "On time otd_rate");
    })
    .await;
}

#[tokio::test]
async fn numbers_that_the_kpi_cannot_have_are_refused() {
    on_each_database(async |world| {
        let ratio = format!("{}/measurements", ratio_kpi(world, "otd_rate").await);
        let sum = format!("{}/measurements", sum_kpi(world, "flights").await);
        let before = world.change_count().await;
        let refuse = async |path: &str, change: Value, code: &str, field: &str| {
            let mut new = json!({"org_unit_id": world.units["JFK"], "period_on": "2013-10-14"});
            for (name, value) in change.as_object().unwrap() {
                new[name] = value.clone();
            }
            world.post(PERCY, path, new).await.expect_problem(422, code, Some(field))
        };
        refuse(&ratio, json!({"value": 0.7}), "ratio_needs_parts", "value").await;
        refuse(&ratio, json!({"numerator": 7}), "missing_field", "denominator").await;
        let negative = json!({"numerator": 7, "denominator": -1});
        refuse(&ratio, negative, "denominator_negative", "denominator").await;
        refuse(&sum, json!({}), "missing_field", "value").await;
        let parts = json!({"numerator": 7, "denominator": 1});
        refuse(&sum, parts, "value_expected", "numerator").await;
        let future = json!({"value": 1, "period_on": "2013-10-16"});
        let detail = refuse(&sum, future, "date_out_of_range", "period_on").await;
        assert!(detail.contains("today is 2013-10-15"), "{detail}");
        let nowhere = json!({"value": 1, "org_unit_id": format!("unit_{:032}", 7)});
        refuse(&sum, nowhere, "unknown_reference", "org_unit_id").await;
        refuse(&sum, json!({"value": "1"}), "wrong_type", "value").await;
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_monthly_value_names_its_month_by_the_first_day() {
    on_each_database(async |world| {
        let new = json!({
            "code": "staff", "name": "Staff", "direction": "higher", "frequency": "month",
            "time_aggregation": "last", "unit_aggregation": "sum",
        });
        world.post(PERCY, "/kpis", new).await.expect(201);
        let id = world.get(PERCY, "/kpis/staff").await.expect(200)["id"].clone();
        let path = format!("/kpis/{}/measurements", text(&id));
        let new =
            |day: &str| json!({"org_unit_id": world.units["JFK"], "period_on": day, "value": 40});
        let refused = world.post(PERCY, &path, new("2013-09-10")).await;
        let detail = refused.expect_problem(422, "not_a_period_start", Some("period_on"));
        assert!(detail.contains("2013-09-01"), "what would be right: {detail}");
        let made = world.post(PERCY, &path, new("2013-09-01")).await.expect(201);
        assert_eq!(made["item"]["period"], "2013-09");
    })
    .await;
}

#[tokio::test]
async fn many_values_come_in_as_one_batch_with_one_change() {
    on_each_database(async |world| {
        let path = ratio_kpi(world, "otd_rate").await;
        let item = |unit: &str, period: &str, numerator: i32| {
            json!({
                "kpi": "otd_rate", "unit": unit, "period": period,
                "numerator": numerator, "denominator": 100,
            })
        };
        let before = world.change_count().await;
        let items = json!([
            item("EWR-UA", "2013-10-13", 80),
            item("EWR-UA", "2013-10-14", 90),
            item("JFK", "2013-10-14", 70),
        ]);
        let report = world.post(PERCY, "/measurements", json!({"items": items})).await.expect(200);
        assert_eq!(report["item"]["inserted"], 3);
        assert_eq!(world.change_count().await, before + 1);
        let again = world.post(PERCY, "/measurements", json!({"items": items})).await.expect(200);
        assert_eq!((&again["item"]["unchanged"], &again["seq"]), (&json!(3), &json!(0)));
        assert_eq!(again["item"]["batch_id"], Value::Null);
        let items = json!([item("JFK", "2013-10-14", 75), item("JFK", "2013-10-13", 60)]);
        let report = world.post(PERCY, "/measurements", json!({"items": items})).await.expect(200);
        assert_eq!(
            (&report["item"]["inserted"], &report["item"]["corrected"]),
            (&json!(1), &json!(1))
        );
        let listed = world.get(PERCY, format!("{path}/measurements?unit=JFK&history=true")).await;
        let listed = listed.expect(200);
        assert_eq!(listed["items"][0]["batch_id"], report["item"]["batch_id"]);
        assert_eq!(listed["items"][0]["corrections"][0]["value"], 0.7);
    })
    .await;
}

#[tokio::test]
async fn one_bad_value_holds_all_back_unless_the_good_ones_are_asked_for() {
    on_each_database(async |world| {
        ratio_kpi(world, "otd_rate").await;
        let item = |kpi: &str, unit: &str, period: &str, numerator: i32| {
            json!({
                "kpi": kpi, "unit": unit, "period": period,
                "numerator": numerator, "denominator": 9,
            })
        };
        let items = json!([
            item("otd_rate", "JFK", "2013-10-14", 7),
            item("otd_rat", "JFK", "2013-10-14", 7),
            item("otd_rate", "LAX", "2013-10-14", 7),
            item("otd_rate", "JFK", "2013-10", 7),
            item("otd_rate", "JFK", "2013-10-14", 8),
        ]);
        let before = world.change_count().await;
        let refused = world.post(PERCY, "/measurements", json!({"items": items})).await;
        let body = refused.expect(422);
        let fields: Vec<&str> =
            body["errors"].as_array().unwrap().iter().map(|error| text(&error["field"])).collect();
        assert_eq!(fields, ["items.1.kpi", "items.2.unit", "items.3.period", "items.4.period"]);
        assert_eq!(world.change_count().await, before);
        let partial = json!({"items": items, "partial": true});
        let report = world.post(PERCY, "/measurements", partial).await.expect(200);
        assert_eq!(report["item"]["inserted"], 1);
        assert_eq!(report["item"]["rejected_count"], 4);
        assert_eq!(report["item"]["rejected"][3]["code"], "duplicate");
    })
    .await;
}

#[tokio::test]
async fn too_many_values_and_too_many_bytes_are_refused() {
    on_each_database(async |world| {
        let item = json!({"kpi": "k", "unit": "u", "period": "p"});
        let items = vec![item; 10_001];
        let refused = world.post(PERCY, "/measurements", json!({"items": items})).await;
        refused.expect_problem(413, "too_large", None);
        let note = "x".repeat(ops::limits::BODY_BYTES_MAX);
        let items = json!([{"kpi": "k", "unit": "u", "period": "p", "note": note}]);
        let refused = world.post(PERCY, "/measurements", json!({"items": items})).await;
        refused.expect_problem(413, "body_too_large", None);
    })
    .await;
}

#[tokio::test]
async fn pages_of_measurements_follow_each_other_from_the_newest_period() {
    on_each_database(async |world| {
        let path = format!("{}/measurements", sum_kpi(world, "flights").await);
        for day in 10..15 {
            let new = json!({
                "org_unit_id": world.units["JFK"],
                "period_on": format!("2013-10-{day}"),
                "value": day,
            });
            world.post(PERCY, &path, new).await.expect(201);
        }
        let mut seen = Vec::new();
        let mut query = "?limit=2".to_owned();
        loop {
            let page = world.get(Persona::Stranger, format!("{path}{query}")).await.expect(200);
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["value"].clone()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            query = format!("?limit=2&cursor={cursor}");
        }
        assert_eq!(seen, [14.0, 13.0, 12.0, 11.0, 10.0].map(Value::from));
        let some = format!("{path}?from=2013-10-12&to=2013-10-14");
        let some = world.get(Persona::Stranger, some).await.expect(200);
        assert_eq!(some["items"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_program_puts_a_value_and_corrects_it_without_a_note() {
    on_each_database(async |world| {
        ratio_kpi(world, "otd_rate").await;
        let put = async |body: Value| {
            let path = "/kpis/otd_rate/values/2013-10-14?unit=EWR-UA";
            world.send(PERCY, Call::put(path, body)).await
        };
        let first = put(json!({"numerator": 7, "denominator": 10})).await.expect(200);
        assert_eq!(
            (&first["item"]["value"], &first["item"]["source"]),
            (&json!(0.7), &json!("api"))
        );
        let seq = world.change_count().await;
        put(json!({"numerator": 7, "denominator": 10})).await.expect(200);
        assert_eq!(world.change_count().await, seq, "the same value changes nothing");
        let second = put(json!({"numerator": 8, "denominator": 10})).await.expect(200);
        assert_eq!(second["item"]["supersedes"], first["item"]["id"]);
        put(json!({"value": 0.8})).await.expect_problem(422, "ratio_needs_parts", Some("value"));
        let refuse = async |path: &str, status: u16, code: &str, field: Option<&str>| {
            let body = json!({"numerator": 7, "denominator": 10});
            world.send(PERCY, Call::put(path, body)).await.expect_problem(status, code, field);
        };
        let wrong = "/kpis/otd_rate/values/October?unit=EWR-UA";
        refuse(wrong, 422, "bad_period", Some("period")).await;
        let nowhere = "/kpis/otd_rate/values/2013-10-14?unit=XYZ";
        refuse(nowhere, 422, "unknown_reference", Some("unit")).await;
        refuse("/kpis/nothing/values/2013-10-14", 404, "not_found", None).await;
    })
    .await;
}

const NDJSON: &str = "application/x-ndjson";

#[tokio::test]
async fn files_come_in_line_by_line() {
    on_each_database(async |world| {
        ratio_kpi(world, "otd_rate").await;
        sum_kpi(world, "flights").await;
        let lines = concat!(
            "\u{feff}{\"kpi\":\"flights\",\"unit\":\"JFK\",\"period\":\"2013-10-01\",\"value\":3}\n\n",
            "{\"kpi\":\"otd_rate\",\"unit\":\"JFK\",\"period\":\"2013-10-01\",",
            "\"numerator\":7,\"denominator\":10,\"note\":\"准点\"}",
        );
        let report = world.upload(PERCY, "/measurements", NDJSON, lines).await.expect(200);
        assert_eq!(report["item"]["inserted"], 2);
        assert!(report["item"]["batch_id"].is_string());
        let csv = "kpi,unit,period,value\nflights,JFK,2013-10-01,4\nflights,JFK,2013-10-02,5\n";
        let report = world.upload(PERCY, "/measurements", "text/csv; charset=utf-8", csv).await;
        let report = report.expect(200);
        let counts = (&report["item"]["inserted"], &report["item"]["corrected"]);
        assert_eq!(counts, (&json!(1), &json!(1)));
        let series = "/kpis/flights/series?grain=day&from=2013-10-01&to=2013-10-03&unit=JFK";
        let series = world.get(Persona::Stranger, series).await.expect(200);
        assert_eq!(series["points"][0]["value"], 4.0);
        assert_eq!(series["points"][1]["value"], 5.0);
    })
    .await;
}

#[tokio::test]
async fn a_file_with_a_wrong_line_changes_nothing_and_names_it() {
    on_each_database(async |world| {
        sum_kpi(world, "flights").await;
        let before = world.change_count().await;
        let good = "{\"kpi\":\"flights\",\"unit\":\"JFK\",\"period\":\"2013-10-01\",\"value\":3}";
        let long = format!("{{\"note\":\"{}\"}}", "x".repeat(100_000));
        let lines = [
            good,
            "{\"kpi\":\"flights\",\"unit\":\"JFK\",\"period\":\"2013-10-02\",\"value\":\"3\"}",
            "{\"kpi\":\"flights\",\"unit\":\"JFK\",\"period\":\"2013-10-03\",\"velue\":3}",
            "[1",
            &long,
            "{\"kpi\":\"flights\",\"unit\":\"XYZ\",\"period\":\"2013-10-04\",\"value\":3}",
            good,
        ]
        .join("\n");
        let refused = world.upload(PERCY, "/measurements", NDJSON, lines.clone()).await.expect(422);
        let told = |index: usize| {
            let error = &refused["errors"][index];
            (text(&error["field"]), text(&error["code"]))
        };
        assert_eq!(told(0), ("lines.2.line", "bad_json"));
        assert_eq!(told(1), ("lines.3.line", "bad_json"));
        assert_eq!(told(2), ("lines.4.line", "bad_json"));
        assert_eq!(told(3), ("lines.5.line", "too_long"));
        assert_eq!(told(4), ("lines.6.unit", "unknown_reference"));
        assert_eq!(told(5), ("lines.7.period", "duplicate"));
        assert_eq!(world.change_count().await, before);
        let partial = world.upload(PERCY, "/measurements?partial=true", NDJSON, lines).await;
        let partial = partial.expect(200);
        assert_eq!(partial["item"]["inserted"], 1);
        assert_eq!(partial["item"]["rejected_count"], 6);
        let unknown = world.upload(PERCY, "/measurements", "text/csv", "code,value\n1,2\n").await;
        unknown.expect_problem(422, "unknown_column", Some("header"));
        let stranger = world.upload(Persona::Stranger, "/measurements", NDJSON, good).await;
        stranger.expect_problem(422, "forbidden", Some("lines.1.kpi"));
    })
    .await;
}
