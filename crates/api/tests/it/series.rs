//! Series and breakdowns, with numbers worked out by hand.

use jiff::ToSpan;
use serde_json::{Value, json};

use crate::kpis::{ratio_kpi, sum_kpi, text};
use crate::support::{Call, Persona, World, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;

async fn record(world: &World, kpi: &str, rows: &[(&str, &str, f64, f64)]) {
    let items: Vec<Value> = rows
        .iter()
        .map(|(unit, period, numerator, denominator)| {
            json!({
                "kpi": kpi, "unit": unit, "period": period,
                "numerator": numerator, "denominator": denominator,
            })
        })
        .collect();
    world.post(PERCY, "/measurements", json!({"items": items})).await.expect(200);
}

async fn record_values(world: &World, kpi: &str, rows: &[(&str, &str, f64)]) {
    let items: Vec<Value> = rows
        .iter()
        .map(|(unit, period, value)| {
            json!({"kpi": kpi, "unit": unit, "period": period, "value": value})
        })
        .collect();
    world.post(PERCY, "/measurements", json!({"items": items})).await.expect(200);
}

fn points(series: &Value) -> Vec<(&str, Option<f64>)> {
    series["points"]
        .as_array()
        .expect("a series has points")
        .iter()
        .map(|point| (text(&point["period"]), point["value"].as_f64()))
        .collect()
}

#[tokio::test]
async fn a_ratio_is_sum_over_sum_across_units_and_months() {
    on_each_database(async |world| {
        ratio_kpi(world, "otd_rate").await;
        let rows = [
            ("EWR-UA", "2013-08-31", 90.0, 100.0),
            ("JFK", "2013-08-31", 300.0, 500.0),
            ("EWR-UA", "2013-09-01", 10.0, 40.0),
            ("JFK", "2013-09-30", 50.0, 60.0),
            ("EWR", "2013-10-14", 1.0, 4.0),
        ];
        record(world, "otd_rate", &rows).await;
        let query = "/kpis/otd_rate/series?grain=month&from=2013-08-01&to=2013-11-01";
        let series = world.get(Persona::Stranger, query).await.expect(200);
        // (90 + 300) / (100 + 500), (10 + 50) / (40 + 60), 1 / 4: never the mean of two rates.
        let expected = [("2013-08", Some(0.65)), ("2013-09", Some(0.6)), ("2013-10", Some(0.25))];
        assert_eq!(points(&series), expected);
        let september = &series["points"][1];
        assert_eq!(
            (&september["numerator"], &september["denominator"]),
            (&json!(60.0), &json!(100.0))
        );
        assert_eq!(
            (&september["start"], &september["end"]),
            (&json!("2013-09-01"), &json!("2013-10-01"))
        );
        assert_eq!((&september["is_complete"], &september["count"]), (&json!(true), &json!(2)));
        assert_eq!(series["points"][2]["is_complete"], false);
        assert_eq!(series["unit"]["code"], "NYC");
        let query = "/kpis/otd_rate/series?grain=quarter&from=2013-07-01&to=2014-01-01&unit=EWR";
        let series = world.get(Persona::Stranger, query).await.expect(200);
        // EWR with what is below it: (90 + 10) / (100 + 40).
        assert_eq!(points(&series), [("2013-Q3", Some(100.0 / 140.0)), ("2013-Q4", Some(0.25))]);
        let by_id = format!(
            "/kpis/{}/series?grain=month&from=2013-08-01&to=2013-09-01&unit={}",
            text(&series["kpi"]["id"]),
            world.units["JFK"]
        );
        let series = world.get(Persona::Stranger, by_id).await.expect(200);
        assert_eq!(points(&series), [("2013-08", Some(0.6))]);
    })
    .await;
}

#[tokio::test]
async fn a_series_covers_a_year_unless_asked_otherwise_and_gaps_stay_gaps() {
    on_each_database(async |world| {
        sum_kpi(world, "flights").await;
        let rows =
            [("JFK", "2013-07-04", 3.0), ("EWR-UA", "2013-07-05", 4.0), ("JFK", "2013-09-01", 5.0)];
        record_values(world, "flights", &rows).await;
        let series = world.get(Persona::Stranger, "/kpis/flights/series").await.expect(200);
        let points = points(&series);
        assert_eq!((points.len(), points[0].0, points[12].0), (13, "2012-10", "2013-10"));
        assert_eq!(points[9], ("2013-07", Some(7.0)));
        assert_eq!(points[10], ("2013-08", None), "nothing is known of August, which is not 0");
        let days = "/kpis/flights/series?grain=day&from=2013-10-13&to=2014-01-01";
        let series = world.get(Persona::Stranger, days).await.expect(200);
        assert_eq!(series["points"].as_array().unwrap().len(), 3, "what has not begun is left out");
    })
    .await;
}

#[tokio::test]
async fn a_series_reaches_back_further_than_memory() {
    on_each_database(async |world| {
        ratio_kpi(world, "otd_rate").await;
        let rows = [
            ("EWR-UA", "2005-03-31", 1.0, 2.0),
            ("JFK", "2005-03-01", 2.0, 6.0),
            ("JFK", "2013-10-14", 1.0, 1.0),
        ];
        record(world, "otd_rate", &rows).await;
        let query = "/kpis/otd_rate/series?grain=month&from=2005-03-01&to=2005-05-01";
        let series = world.get(Persona::Stranger, query).await.expect(200);
        assert_eq!(points(&series), [("2005-03", Some(0.375)), ("2005-04", None)]);
        let query = "/kpis/otd_rate/series?grain=year&from=2005-01-01&to=2014-01-01";
        let series = world.get(Persona::Stranger, query).await.expect(200);
        let points = points(&series);
        assert_eq!((points[0], points[8]), (("2005", Some(0.375)), ("2013", Some(1.0))));
    })
    .await;
}

#[tokio::test]
async fn questions_that_have_no_answer_say_why() {
    on_each_database(async |world| {
        let new = json!({
            "code": "staff", "name": "Staff", "direction": "higher", "frequency": "month",
            "time_aggregation": "last", "unit_aggregation": "sum",
        });
        world.post(PERCY, "/kpis", new).await.expect(201);
        let ask = async |query: &str| world.get(PERCY, format!("/kpis/staff/series?{query}")).await;
        ask("grain=day").await.expect_problem(422, "grain_too_fine", Some("grain"));
        ask("from=2013-02-01&to=2013-02-01").await.expect_problem(422, "empty_period", Some("to"));
        ask("unit=LAX").await.expect_problem(422, "unknown_reference", Some("unit"));
        ask("from=0001-01-01").await.expect_problem(422, "too_many_periods", Some("to"));
        ask("from=yesterday").await.expect_problem(400, "bad_query", Some("from"));
        world.get(PERCY, "/kpis/nothing/series").await.expect_problem(404, "not_found", None);
    })
    .await;
}

#[tokio::test]
async fn a_breakdown_shows_each_unit_below_against_its_own_target() {
    on_each_database(async |world| {
        let kpi = ratio_kpi(world, "otd_rate").await;
        let rows = [
            ("EWR-UA", "2013-08-31", 1.0, 2.0),
            ("EWR-UA", "2013-09-01", 75.0, 100.0),
            ("JFK", "2013-09-30", 60.0, 100.0),
        ];
        record(world, "otd_rate", &rows).await;
        for (unit, target) in [("EWR", 0.8), ("JFK", 0.6)] {
            let target = json!({
                "kpi_id": kpi.strip_prefix("/kpis/"), "org_unit_id": world.units[unit],
                "starts_on": "2013-01-01", "ends_on": "2014-01-01", "floor": 0.5, "target": target,
            });
            world.post(PERCY, "/kpi-targets", target).await.expect(201);
        }
        let found = world.get(Persona::Stranger, "/kpis/otd_rate/breakdown").await.expect(200);
        assert_eq!(found["period"], "2013-09", "the latest complete month with a value");
        assert_eq!(
            (&found["whole"]["value"], &found["whole"]["status"]),
            (&json!(0.675), &Value::Null)
        );
        let row = |index: usize| {
            let row = &found["items"][index];
            (text(&row["unit"]["code"]), row["value"].as_f64(), text(&row["status"]))
        };
        assert_eq!(row(0), ("EWR", Some(0.75), "at_risk"));
        assert_eq!(row(1), ("JFK", Some(0.6), "on_track"));
        assert_eq!(found["items"][0]["previous_value"], 0.5);
        assert_eq!(found["items"][0]["delta"], 0.25);
        assert_eq!(found["items"][0]["has_units_below"], true);
        let august = "/kpis/otd_rate/breakdown?period=2013-08&unit=EWR";
        let august = world.get(Persona::Stranger, august).await.expect(200);
        assert_eq!(august["items"][0]["value"], 0.5);
        let refused = world.get(Persona::Stranger, "/kpis/otd_rate/breakdown?period=August").await;
        refused.expect_problem(422, "bad_period", Some("period"));
    })
    .await;
}

#[tokio::test]
async fn the_latest_complete_month_is_judged_by_its_target() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        let rows = [
            ("JFK", "2013-08-15", 20.0),
            ("JFK", "2013-09-15", 27.0),
            ("EWR-UA", "2013-10-01", 1.0),
        ];
        record_values(world, "flights", &rows).await;
        let target = json!({
            "kpi_id": kpi.strip_prefix("/kpis/"),
            "starts_on": "2013-01-01", "ends_on": "2014-01-01",
            "floor": 292, "target": 365,
        });
        world.post(PERCY, "/kpi-targets", target).await.expect(201);
        let shown = world.get(Persona::Stranger, "/kpis/flights").await.expect(200);
        let latest = &shown["latest"];
        assert_eq!((&latest["period"], &latest["value"]), (&json!("2013-09"), &json!(27.0)));
        assert_eq!((&latest["previous_value"], &latest["delta"]), (&json!(20.0), &json!(7.0)));
        // 365 in a year are 30 in the 30 days of September, 292 are 24.
        let target = &shown["target"];
        assert_eq!((&target["target"], &target["floor"]), (&json!(30.0), &json!(24.0)));
        assert_eq!(shown["status"], "at_risk");
        let series = world.get(Persona::Stranger, "/kpis/flights/series?from=2013-09-01").await;
        let series = series.expect(200);
        let target = &series["targets"][0];
        assert_eq!(target["whole"]["target"], 365.0);
        assert_eq!(target["starts_on"], "2013-01-01");
        assert_eq!(target["per_period"][0]["values"]["target"], 30.0);
    })
    .await;
}

#[tokio::test]
async fn a_value_is_explained_down_to_who_recorded_what() {
    on_each_database(async |world| {
        let kpi = ratio_kpi(world, "otd_rate").await;
        record(world, "otd_rate", &[("EWR-UA", "2013-09-01", 90.0, 100.0)]).await;
        let new = json!({
            "org_unit_id": world.units["JFK"], "period_on": "2013-09-30",
            "numerator": 300, "denominator": 500, "note": "Counted by hand",
        });
        world.post(PERCY, format!("{kpi}/measurements"), new).await.expect(201);
        let path = "/kpis/otd_rate?explain=true&period=2013-09";
        let shown = world.get(Persona::Stranger, path).await.expect(200);
        let proof = &shown["proof"];
        assert_eq!(proof["value"], 0.65);
        assert_eq!(proof["rule"]["key"], "ratio");
        assert!(text(&proof["rule"]["text"]).contains("390"), "{}", proof["rule"]["text"]);
        let inputs = proof["inputs"].as_array().unwrap();
        let values: Vec<f64> =
            inputs.iter().map(|input| input["value"].as_f64().unwrap()).collect();
        assert_eq!(values, [0.9, 0.6], "EWR and JFK, each with what is below it");
        let facts = inputs[1]["facts"].to_string();
        assert!(facts.contains("Percy") && facts.contains("manual"), "{facts}");
        let of_unit = "/kpis/otd_rate?explain=true&period=2013-09&unit=EWR";
        let of_unit = world.get(Persona::Stranger, of_unit).await.expect(200);
        assert_eq!(of_unit["proof"]["value"], 0.9);
        let series = "/kpis/otd_rate/series?explain=true&from=2013-09-01&to=2013-10-01";
        let series = world.get(Persona::Stranger, series).await.expect(200);
        assert_eq!(series["proof"]["value"], 0.65);
        let plain = world.get(Persona::Stranger, "/kpis/otd_rate").await.expect(200);
        assert_eq!(plain["proof"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_past_day_shows_what_was_known_then() {
    on_each_database(async |world| {
        sum_kpi(world, "flights").await;
        let put = async |day: &str, value: i32| {
            let path = format!("/kpis/flights/values/{day}?unit=JFK");
            world.send(PERCY, Call::put(path, json!({"value": value}))).await.expect(200);
        };
        let (fifteenth, seventeenth) = (world.app.now(), world.app.now() + 48.hours());
        put("2013-10-01", 10).await;
        world.clock.set(seventeenth, seventeenth);
        put("2013-10-01", 12).await;
        put("2013-10-02", 7).await;
        let known = async |as_of: &str| {
            let path =
                format!("/kpis/flights/series?grain=day&from=2013-10-01&to=2013-10-03{as_of}");
            let found = world.get(Persona::Stranger, path).await.expect(200);
            let value = |index: usize| found["points"][index]["value"].as_f64();
            (value(0), value(1))
        };
        assert_eq!(known("").await, (Some(12.0), Some(7.0)));
        assert_eq!(known("&as_of=2013-10-17").await, (Some(12.0), Some(7.0)));
        assert_eq!(known("&as_of=2013-10-16").await, (Some(10.0), None));
        assert_eq!(known("&as_of=2013-10-15").await, (Some(10.0), None));
        assert_eq!(known("&as_of=2013-10-14").await, (None, None));
        let future = "/kpis/flights/series?as_of=2013-10-18";
        let refused = world.get(Persona::Stranger, future).await;
        refused.expect_problem(422, "date_out_of_range", Some("as_of"));
        world.clock.set(fifteenth, fifteenth);
    })
    .await;
}
