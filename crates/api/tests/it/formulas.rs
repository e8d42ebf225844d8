//! Computed KPIs over HTTP: defined, computed, explained, versioned, refused.

use serde_json::{Value, json};

use crate::kpis::{sum_kpi, text};
use crate::support::{Call, Persona, World, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;

async fn record(world: &World, rows: &[(&str, &str, &str, f64)]) {
    let items: Vec<Value> = rows
        .iter()
        .map(|(kpi, unit, period, value)| {
            json!({"kpi": kpi, "unit": unit, "period": period, "value": value})
        })
        .collect();
    world.post(PERCY, "/measurements", json!({"items": items})).await.expect(200);
}

fn rate(formula: &str) -> Value {
    json!({
        "code": "win_rate", "name": "Win rate", "format": "percent", "decimals": 1,
        "direction": "higher", "frequency": "month", "time_aggregation": "ratio",
        "unit_aggregation": "ratio", "formula": formula,
    })
}

/// Wins and losses of two units in August and September; gives the address of the rate.
async fn win_rate(world: &World) -> String {
    sum_kpi(world, "won").await;
    sum_kpi(world, "lost").await;
    let rows = [
        ("won", "EWR-UA", "2013-08-31", 30.0),
        ("lost", "EWR-UA", "2013-08-31", 10.0),
        ("won", "JFK", "2013-08-31", 10.0),
        ("lost", "JFK", "2013-08-01", 30.0),
        ("won", "JFK", "2013-09-02", 9.0),
        ("lost", "JFK", "2013-09-03", 1.0),
    ];
    record(world, &rows).await;
    let made = world.post(PERCY, "/kpis", rate("won / (won + lost)")).await.expect(201);
    format!("/kpis/{}", text(&made["item"]["id"]))
}

fn values(series: &Value) -> Vec<Option<f64>> {
    let points = series["points"].as_array().expect("a series has points");
    points.iter().map(|point| point["value"].as_f64()).collect()
}

const SPAN: &str = "grain=month&from=2013-08-01&to=2013-10-01";

#[tokio::test]
async fn a_formula_computes_a_kpi_for_every_unit_and_period() {
    on_each_database(async |world| {
        let rate = win_rate(world).await;
        let of = async |unit: &str| {
            let query = format!("{rate}/series?{SPAN}&unit={unit}");
            values(&world.get(Persona::Stranger, query).await.expect(200))
        };
        assert_eq!(of("EWR-UA").await, [Some(0.75), None]);
        assert_eq!(of("JFK").await, [Some(0.25), Some(0.9)]);
        // 40 of 80: never the mean of the two rates.
        assert_eq!(of("NYC").await, [Some(0.5), Some(0.9)]);
        let shown = world.get(Persona::Stranger, rate.clone()).await.expect(200);
        assert_eq!(shown["formula"], "won / (won + lost)");
        let inputs: Vec<&str> = shown["formula_inputs"]
            .as_array()
            .expect("inputs")
            .iter()
            .map(|input| text(&input["code"]))
            .collect();
        assert_eq!(inputs, ["won", "lost"]);
        let won = world.get(Persona::Stranger, "/kpis/won").await.expect(200);
        assert_eq!(won["used_by"][0]["code"], "win_rate");
        // A correction moves what rests on it at once.
        let correction = json!({"value": 0.0});
        let value = "/kpis/lost/values/2013-08-01?unit=JFK";
        world.send(PERCY, Call::put(value, correction)).await.expect(200);
        assert_eq!(of("NYC").await, [Some(0.8), Some(0.9)]);
    })
    .await;
}

#[tokio::test]
async fn its_proof_shows_the_formula_with_the_numbers() {
    on_each_database(async |world| {
        let rate = win_rate(world).await;
        let query = format!("{rate}?explain=true&grain=month&period=2013-08");
        let proof = world.get(Persona::Stranger, query).await.expect(200)["proof"].clone();
        assert_eq!(proof["value"], 0.5);
        assert_eq!(proof["rule"]["key"], "formula");
        assert_eq!(proof["rule"]["text"], "won / (won + lost) = 40 / (40 + 40)");
        let inputs = proof["inputs"].as_array().expect("inputs");
        assert_eq!(inputs.len(), 2);
        assert_eq!(
            (text(&inputs[0]["label_key"]), &inputs[0]["value"]),
            ("kpi.input", &json!(40.0))
        );
        assert!(!inputs[0]["inputs"].as_array().expect("units").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_wrong_formula_is_refused_with_its_place_and_the_way_out() {
    on_each_database(async |world| {
        sum_kpi(world, "won").await;
        sum_kpi(world, "lost").await;
        let refused = world.post(PERCY, "/kpis", rate("won / (won + lsot)")).await.expect(422);
        assert_eq!((text(&refused["field"]), text(&refused["code"])), ("formula", "unknown_name"));
        assert!(text(&refused["detail"]).starts_with("1:14: there is no `lsot` here"));
        assert!(text(&refused["detail"]).contains("did you mean `lost`"));
        // A share and a count do not add up.
        let mut share = rate("won");
        share["code"] = json!("share");
        share.as_object_mut().expect("an object").remove("formula");
        world.post(PERCY, "/kpis", share).await.expect(201);
        let refused = world.post(PERCY, "/kpis", rate("won + share")).await.expect(422);
        assert_eq!(refused["code"], "quantities_differ");
        // A circle names its path.
        let made = world.post(PERCY, "/kpis", rate("won / lost")).await.expect(201);
        let rate_at = format!("/kpis/{}", text(&made["item"]["id"]));
        let mut double = rate("win_rate * 2");
        double["code"] = json!("double");
        world.post(PERCY, "/kpis", double).await.expect(201);
        let edit = json!({"version": 1, "formula": "double / 2", "reason": "try"});
        let refused = world.patch(PERCY, rate_at.clone(), edit).await.expect(422);
        assert_eq!((text(&refused["field"]), text(&refused["code"])), ("formula", "cycle"));
        assert!(text(&refused["detail"]).contains("win_rate → double → win_rate"));
        // Nothing has changed, and what a formula names stays.
        let shown = world.get(PERCY, rate_at.clone()).await.expect(200);
        assert_eq!(shown["formula"], "won / lost");
        let kpi = world.get(PERCY, "/kpis/won").await.expect(200);
        let archive = format!("/kpis/{}/archive", text(&kpi["id"]));
        let refused = world.post(PERCY, archive, json!({})).await.expect(409);
        assert_eq!(refused["code"], "kpi_in_formula");
        // A computed value is not recorded.
        let item = json!({"kpi": "win_rate", "unit": "NYC", "period": "2013-08-01", "value": 1.0});
        let refused =
            world.post(PERCY, "/measurements", json!({"items": [item]})).await.expect(422);
        assert_eq!(refused["code"], "kpi_computed");
    })
    .await;
}

#[tokio::test]
async fn a_new_version_holds_from_its_day_and_older_periods_keep_theirs() {
    on_each_database(async |world| {
        let rate = win_rate(world).await;
        let edit = json!({
            "version": 1, "formula": "won / (won + 2 * lost)", "version_from": "2013-09-01",
            "reason": "A loss weighs twice",
        });
        let unsaid = json!({"version": 1, "formula": "won", "version_from": "2013-09-01"});
        let refused = world.patch(PERCY, rate.clone(), unsaid).await.expect(422);
        assert_eq!(refused["code"], "quantities_differ");
        let unsaid = json!({"version": 1, "formula": "won / lost", "version_from": "2013-09-01"});
        let refused = world.patch(PERCY, rate.clone(), unsaid).await.expect(422);
        assert_eq!(
            (text(&refused["field"]), text(&refused["code"])),
            ("reason", "reason_required")
        );
        let late = json!({
            "version": 1, "formula": "won / lost", "version_from": "2013-09-02", "reason": "try",
        });
        let refused = world.patch(PERCY, rate.clone(), late).await.expect(422);
        assert_eq!(refused["field"], "version_from");
        let made = world.patch(PERCY, rate.clone(), edit).await.expect(200);
        let versions = made["item"]["versions"].as_array().expect("versions").clone();
        assert_eq!(versions.len(), 2);
        assert_eq!(versions[1]["starts_on"], "2013-09-01");
        assert_eq!(versions[1]["reason"], "A loss weighs twice");
        let series = world.get(PERCY, format!("{rate}/series?{SPAN}&unit=NYC")).await.expect(200);
        assert_eq!(values(&series), [Some(0.5), Some(9.0 / 11.0)]);
    })
    .await;
}

#[tokio::test]
async fn a_version_keeps_what_its_periods_meant() {
    on_each_database(async |world| {
        let at = sum_kpi(world, "flights").await;
        let edit = json!({"version": 1, "scope": "Every flight", "unit": "flights"});
        let made = world.patch(PERCY, at.clone(), edit).await.expect(200);
        assert_eq!(made["item"]["versions"], json!([]), "there has been one meaning only");
        let edit = json!({
            "version": 2, "scope": "Departures", "exclusions": "Cancelled ones", "unit": "deps",
            "version_from": "2013-09-01", "reason": "Arrivals are counted by the other side",
        });
        let made = world.patch(PERCY, at.clone(), edit).await.expect(200);
        let versions = &made["item"]["versions"];
        let meaning = |number: usize, field: &str| text(&versions[number]["meaning"][field]);
        assert_eq!((meaning(0, "scope"), meaning(1, "scope")), ("Every flight", "Departures"));
        assert_eq!((meaning(0, "exclusions"), meaning(0, "unit")), ("", "flights"));
        assert_eq!(meaning(1, "unit"), "deps");
        // Without a day the version that holds is corrected, and no other.
        let edit = json!({"version": 3, "abuse_risk": "Split flights", "direction": "lower",
            "reason": "Fewer are better here"});
        let made = world.patch(PERCY, at.clone(), edit).await.expect(200);
        let versions = &made["item"]["versions"];
        assert_eq!(versions.as_array().unwrap().len(), 2);
        assert_eq!(versions[0]["meaning"]["direction"], "higher");
        assert_eq!(versions[1]["meaning"]["direction"], "lower");
        assert_eq!(versions[1]["meaning"]["abuse_risk"], "Split flights");
        assert_eq!(versions[0]["meaning"]["abuse_risk"], "");
        assert_eq!(made["item"]["scope"], "Departures");
    })
    .await;
}

#[tokio::test]
async fn a_version_brings_its_periods_together_in_its_own_way() {
    on_each_database(async |world| {
        let at = sum_kpi(world, "flights").await;
        for (day, unit, value) in [
            ("2013-08-01", "JFK", 10),
            ("2013-08-01", "EWR", 20),
            ("2013-09-01", "JFK", 10),
            ("2013-09-01", "EWR", 20),
        ] {
            let path = format!("/kpis/flights/values/{day}?unit={unit}");
            world.send(PERCY, Call::put(path, json!({"value": value}))).await.expect(200);
        }
        let parts = json!({"version": 1, "time_aggregation": "ratio", "unit_aggregation": "ratio",
            "version_from": "2013-09-01", "reason": "try"});
        let refused = world.patch(PERCY, at.clone(), parts).await.expect(422);
        assert_eq!(refused["code"], "parts_differ");
        let edit = json!({"version": 1, "time_aggregation": "mean", "unit_aggregation": "mean",
            "version_from": "2013-09-01", "reason": "A day's mean is asked for now"});
        let made = world.patch(PERCY, at.clone(), edit).await.expect(200);
        assert_eq!(made["item"]["versions"][0]["meaning"]["time_aggregation"], "sum");
        let series =
            world.get(PERCY, format!("/kpis/flights/series?{SPAN}&unit=NYC")).await.expect(200);
        assert_eq!(values(&series), [Some(30.0), Some(15.0)]);
    })
    .await;
}

#[tokio::test]
async fn renaming_a_kpi_changes_no_formula() {
    on_each_database(async |world| {
        let rate = win_rate(world).await;
        let won = world.get(PERCY, "/kpis/won").await.expect(200);
        let at = format!("/kpis/{}", text(&won["id"]));
        let edit = json!({"version": 1, "code": "deals-won", "name": "Deals"});
        world.patch(PERCY, at.clone(), edit).await.expect(200);
        let shown = world.get(PERCY, rate.clone()).await.expect(200);
        assert_eq!(shown["formula"], "`deals-won` / (`deals-won` + lost)");
        let series = world.get(PERCY, format!("{rate}/series?{SPAN}&unit=NYC")).await.expect(200);
        assert_eq!(values(&series), [Some(0.5), Some(0.9)]);
    })
    .await;
}

#[tokio::test]
async fn a_formula_is_tried_before_it_is_saved() {
    on_each_database(async |world| {
        win_rate(world).await;
        let check = async |formula: &str| {
            let asked = json!({"formula": formula, "format": "percent", "frequency": "month"});
            world.post(Persona::Stranger, "/kpi-formulas/check", asked).await.expect(200)
        };
        let tried = check("won / (won + prev(won))").await;
        assert_eq!(tried["problems"], json!([]));
        // The world's day is 15 October 2013: May to October.
        assert_eq!(values(&tried), [None, None, None, None, Some(9.0 / 49.0), None]);
        let tried = check("如果 won + ").await;
        let problem = &tried["problems"][0];
        assert_eq!((&problem["start"], &problem["line"]), (&json!(0), &json!(1)));
        let tried = check("won / lsot").await;
        let problem = &tried["problems"][0];
        assert_eq!((&problem["start"], &problem["end"]), (&json!(6), &json!(10)));
        assert_eq!(problem["replacement"], "lost");
        let known = world.get(Persona::Stranger, "/kpi-formulas/vocabulary").await.expect(200);
        assert!(known["functions"].as_array().expect("functions").len() > 80);
        assert_eq!(known["functions"][0]["name"], "prev");
    })
    .await;
}
