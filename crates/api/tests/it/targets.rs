//! Targets spread over periods and handed down to units, with numbers worked out by hand. It is
//! 15 October 2013.

use serde_json::{Value, json};

use crate::kpis::{ratio_kpi, sum_kpi, text};
use crate::support::{Persona, World, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;

/// A daily KPI that adds up, in whole numbers; gives its address.
async fn flights(world: &World) -> String {
    let kpi = sum_kpi(world, "flights").await;
    world.patch(PERCY, &kpi, json!({"version": 1, "decimals": 0})).await.expect(200);
    kpi
}

/// A target for 2013; gives its identity.
async fn year(world: &World, kpi: &str, unit: Option<&str>, marks: Value) -> String {
    let mut new = marks;
    new["kpi_id"] = json!(kpi.strip_prefix("/kpis/"));
    new["org_unit_id"] = json!(unit.map(|unit| world.units[unit]));
    new["starts_on"] = json!("2013-01-01");
    new["ends_on"] = json!("2014-01-01");
    let made = world.post(PERCY, "/kpi-targets", new).await.expect(201);
    text(&made["item"]["id"]).to_owned()
}

async fn record(world: &World, kpi: &str, rows: &[(&str, &str, f64)]) {
    let mut items = Vec::new();
    for (unit, period, value) in rows {
        items.push(json!({"kpi": kpi, "unit": unit, "period": period, "value": value}));
    }
    world.post(PERCY, "/measurements", json!({"items": items})).await.expect(200);
}

fn numbers(parts: &Value, mark: &str) -> Vec<Option<f64>> {
    let parts = parts.as_array().expect("a division has parts");
    parts.iter().map(|part| part["values"][mark].as_f64()).collect()
}

async fn count(world: &World, query: &str) -> usize {
    let found = world.get(PERCY, format!("/kpi-targets?{query}")).await.expect(200);
    found["items"].as_array().unwrap().len()
}

/// The flights of 2012, as the quarters of the worked example.
const QUARTERS: [(&str, &str, f64); 4] = [
    ("JFK", "2012-02-01", 10.0),
    ("JFK", "2012-05-01", 20.0),
    ("EWR", "2012-08-01", 30.0),
    ("EWR", "2012-11-01", 70.0),
];

#[tokio::test]
async fn a_year_is_spread_by_the_shape_of_the_year_before() {
    on_each_database(async |world| {
        let kpi = flights(world).await;
        record(world, "flights", &QUARTERS).await;
        let target = year(world, &kpi, None, json!({"floor": 80, "target": 100})).await;
        let path = format!("{kpi}/targets/spread");
        let mut asked = json!({
            "target_id": target, "grain": "quarter", "method": "last_year", "preview": true,
        });
        let before = world.change_count().await;
        let preview = world.post(PERCY, &path, asked.clone()).await.expect(200);
        assert_eq!(numbers(&preview["parts"], "target"), [8.0, 15.0, 23.0, 54.0].map(Some));
        assert_eq!(numbers(&preview["parts"], "floor"), [6.0, 12.0, 19.0, 43.0].map(Some));
        assert_eq!(preview["parts"][3]["year_before"], 70.0);
        assert_eq!(preview["sum"]["target"], 100.0);
        assert_eq!(preview["check"]["kind"], "adds_up");
        assert_eq!(
            (&preview["is_applied"], &preview["needs_reason"]),
            (&json!(false), &json!(true))
        );
        asked["preview"] = json!(false);
        let refused = world.post(PERCY, &path, asked.clone()).await;
        refused.expect_problem(422, "reason_required", Some("reason"));
        assert_eq!(world.change_count().await, before);
        asked["reason"] = json!("Winter is quiet");
        let applied = world.post(PERCY, &path, asked.clone()).await.expect(200);
        assert_eq!(applied["is_applied"], true);
        assert_eq!(world.change_count().await, before + 4);
        assert_eq!(count(world, "").await, 5);

        // A part judges its period, the whole its year, and a half what its quarters come to.
        let series = format!("{kpi}/series?grain=quarter&from=2013-01-01");
        let series = world.get(Persona::Stranger, series).await.expect(200);
        let judged: Vec<f64> = series["targets"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|target| target["per_period"].as_array().unwrap())
            .map(|period| period["values"]["target"].as_f64().unwrap())
            .collect();
        assert_eq!(judged, [8.0, 15.0, 23.0, 54.0]);
        let halves = format!("{kpi}/target-cascade?grain=half");
        let halves = world.get(Persona::Stranger, halves).await.expect(200);
        assert_eq!(numbers(&halves["rows"][0]["cells"], "target"), [23.0, 77.0].map(Some));
        assert_eq!(halves["rows"][0]["whole"]["values"]["target"], 100.0);

        // Once more: what was there makes way, and nothing is lost.
        asked["method"] = json!("periods");
        let again = world.post(PERCY, &path, asked).await.expect(200);
        assert_eq!(again["superseded"].as_array().unwrap().len(), 4);
        assert_eq!((count(world, "").await, count(world, "archived=true").await), (5, 9));
    })
    .await;
}

#[tokio::test]
async fn parts_by_hand_have_to_add_up() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        let target = year(world, &kpi, None, json!({"target": 100})).await;
        let path = format!("{kpi}/targets/spread");
        let by_hand = |targets: [f64; 2]| {
            let part =
                |(half, target): (&str, f64)| json!({"period": half, "marks": {"target": target}});
            let halves = ["2013-H1", "2013-H2"].into_iter().zip(targets);
            json!({
                "target_id": target, "grain": "half", "method": "by_hand", "reason": "Known",
                "parts": halves.map(part).collect::<Vec<_>>(),
            })
        };
        let refused = world.post(PERCY, &path, by_hand([40.0, 60.5])).await;
        let detail = refused.expect_problem(422, "parts_do_not_add_up", Some("parts"));
        assert!(detail.contains("100.5") && detail.contains("0.5"), "{detail}");
        world.post(PERCY, &path, by_hand([40.0, 60.0])).await.expect(200);
        let same = json!({"target_id": target, "grain": "half", "method": "same", "preview": true});
        let refused = world.post(PERCY, &path, same).await;
        refused.expect_problem(422, "method_does_not_fit", Some("method"));
        let weeks = json!({"target_id": target, "grain": "week", "method": "periods"});
        world.post(PERCY, &path, weeks).await.expect_problem(422, "span_not_cut", Some("grain"));
        let shape = json!({"target_id": target, "grain": "month", "method": "last_year"});
        let refused = world.post(PERCY, &path, shape).await;
        refused.expect_problem(422, "shape_unknown", Some("method"));
        let stranger = json!({"target_id": target, "grain": "month", "method": "equal"});
        let refused = world.post(PERCY, &path, stranger).await;
        refused.expect_problem(422, "method_does_not_fit", Some("method"));
    })
    .await;
}

#[tokio::test]
async fn a_target_is_handed_down_by_last_years_shares_and_differences_show() {
    on_each_database(async |world| {
        let kpi = flights(world).await;
        let rows = [("EWR", "2012-08-01", 300.0), ("JFK", "2012-05-01", 150.0)];
        record(world, "flights", &rows).await;
        record(world, "flights", &[("JFK", "2013-05-01", 280.0)]).await;
        let target = year(world, &kpi, None, json!({"target": 1000})).await;
        let path = format!("{kpi}/targets/cascade");
        let asked = json!({"target_id": target, "method": "last_year", "reason": "By size"});
        let applied = world.post(PERCY, &path, asked).await.expect(200);
        assert_eq!(numbers(&applied["parts"], "target"), [667.0, 333.0].map(Some));
        let jfk = text(&applied["parts"][1]["id"]).to_owned();
        let tree = format!("{kpi}/target-cascade?grain=year");
        let cascade = world.get(Persona::Stranger, &tree).await.expect(200);
        let whole = &cascade["rows"][0]["whole"];
        assert_eq!(whole["over_units"]["is_even"], true, "{whole:#}");
        assert_eq!(
            (cascade["may_set_targets"].as_bool(), whole["value"].as_f64()),
            (Some(false), Some(280.0))
        );
        // 287 of 365 days are gone: 333 · 287 / 365 = 261.8 would be due, 280 are reached.
        let of_jfk = &cascade["rows"][3]["whole"];
        assert_eq!(
            (text(&of_jfk["status"]), of_jfk["is_complete"].as_bool()),
            ("on_track", Some(false))
        );
        let edit = json!({"version": 1, "target": 300, "reason": "A runway is closed"});
        world.patch(PERCY, format!("/kpi-targets/{jfk}"), edit).await.expect(200);
        let cascade = world.get(Persona::Stranger, &tree).await.expect(200);
        let over_units = &cascade["rows"][0]["whole"]["over_units"];
        assert_eq!(
            (&over_units["sum"]["target"], &over_units["difference"]["target"]),
            (&json!(967.0), &json!(-33.0))
        );
        assert_eq!(over_units["is_even"], false);

        let ewr = world.units["EWR"];
        let shares =
            json!([{"unit_id": ewr, "share": 2}, {"unit_id": world.units["JFK"], "share": 2}]);
        let asked =
            json!({"target_id": target, "method": "shares", "shares": shares, "reason": "Even"});
        let applied = world.post(PERCY, &path, asked).await.expect(200);
        assert_eq!(numbers(&applied["parts"], "target"), [500.0, 500.0].map(Some));
        assert_eq!(applied["superseded"].as_array().unwrap().len(), 2);
        let copied = json!({"target_id": target, "method": "copied", "preview": true});
        let refused = world.post(PERCY, &path, copied).await;
        refused.expect_problem(422, "method_does_not_fit", Some("method"));
        let far = json!([{"unit_id": world.units["EWR-UA"], "share": 1}]);
        let asked = json!({"target_id": target, "method": "shares", "shares": far});
        let refused = world.post(PERCY, &path, asked).await;
        refused.expect_problem(422, "unknown_reference", Some("shares"));
    })
    .await;
}

#[tokio::test]
async fn a_ratio_is_copied_or_given_by_hand_and_weighed() {
    on_each_database(async |world| {
        let kpi = ratio_kpi(world, "otd_rate").await;
        let target = year(world, &kpi, None, json!({"floor": 0.8, "target": 0.85})).await;
        let cascade = format!("{kpi}/targets/cascade");
        let asked = json!({"target_id": target, "method": "copied", "reason": "One promise"});
        let applied = world.post(PERCY, &cascade, asked).await.expect(200);
        assert_eq!(numbers(&applied["parts"], "target"), [0.85, 0.85].map(Some));
        assert_eq!((text(&applied["check"]["kind"]), &applied["sum"]), ("same", &Value::Null));

        let spread = format!("{kpi}/targets/spread");
        let by_hand = json!({
            "target_id": target, "grain": "half", "method": "by_hand", "preview": true,
            "parts": [
                {"period": "2013-H1", "marks": {"floor": 0.7, "target": 0.8}},
                {"period": "2013-H2", "marks": {"floor": 0.8, "target": 0.9}},
            ],
        });
        let unchecked = world.post(PERCY, &spread, by_hand.clone()).await.expect(200);
        assert_eq!(unchecked["check"]["kind"], "unchecked");
        let parts = |period: &str, denominator: f64| {
            json!({
                "kpi": "otd_rate", "unit": "JFK", "period": period,
                "numerator": 1, "denominator": denominator,
            })
        };
        let items = json!({"items": [parts("2012-03-01", 30.0), parts("2012-09-01", 10.0)]});
        world.post(PERCY, "/measurements", items).await.expect(200);
        let weighed = world.post(PERCY, &spread, by_hand).await.expect(200);
        // (0.8 · 30 + 0.9 · 10) / 40 = 0.825, which is 0.025 less than 0.85.
        assert_eq!(weighed["check"]["kind"], "weighted_mean");
        let apart = weighed["check"]["difference"]["target"].as_f64().unwrap();
        assert!((apart + 0.025).abs() < 1e-9);
    })
    .await;
}

#[tokio::test]
async fn only_parts_lie_within_a_longer_target() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        let target = year(world, &kpi, None, json!({"target": 100})).await;
        let month = json!({
            "kpi_id": kpi.strip_prefix("/kpis/"), "starts_on": "2013-03-01",
            "ends_on": "2013-04-01", "target": 9,
        });
        let refused = world.post(PERCY, "/kpi-targets", month.clone()).await;
        refused.expect_problem(422, "overlapping_target", Some("starts_on"));
        let asked = json!({
            "target_id": target, "grain": "half", "method": "periods", "reason": "Even",
        });
        let spread = world.post(PERCY, format!("{kpi}/targets/spread"), asked).await.expect(200);
        // A part takes an edit like any target; its days may not cross those of another part.
        let half = format!("/kpi-targets/{}", text(&spread["parts"][0]["id"]));
        let edit = json!({"version": 1, "target": 40, "reason": "A slow start"});
        world.patch(PERCY, &half, edit).await.expect(200);
        let edit = json!({"version": 2, "ends_on": "2013-08-01", "reason": "Longer"});
        let refused = world.patch(PERCY, &half, edit).await;
        refused.expect_problem(422, "overlapping_target", Some("starts_on"));
        // A unit's own target that sticks out of the span is not silently cut.
        let mut crossing = month;
        crossing["org_unit_id"] = json!(world.units["JFK"]);
        crossing["starts_on"] = json!("2012-12-01");
        world.post(PERCY, "/kpi-targets", crossing).await.expect(201);
        let asked = json!({"target_id": target, "method": "equal", "reason": "Even"});
        let refused = world.post(PERCY, format!("{kpi}/targets/cascade"), asked).await;
        refused.expect_problem(422, "overlapping_target", Some("target_id"));
    })
    .await;
}
