//! Scoring curves: given to a KPI, drawn, and what a value scores. It is 15 October 2013.

use serde_json::{Value, json};

use crate::kpis::{sum_kpi, text};
use crate::support::{Call, Persona, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;

#[tokio::test]
async fn a_value_is_scored_by_the_curve_of_its_kpi() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        let target = json!({
            "kpi_id": kpi.strip_prefix("/kpis/"), "starts_on": "2013-09-01",
            "ends_on": "2013-10-01", "floor": 80, "target": 85, "stretch": 90,
        });
        world.post(PERCY, "/kpi-targets", target).await.expect(201);
        let item = json!({"kpi": "flights", "unit": "JFK", "period": "2013-09-12", "value": 82});
        world.post(PERCY, "/measurements", json!({"items": [item]})).await.expect(200);
        let before = world.get(Persona::Stranger, &kpi).await.expect(200);
        assert_eq!((text(&before["status"]), &before["score"]), ("at_risk", &Value::Null));

        let put = |version: i32, scoring: Value, reason: Value| {
            json!({"version": version, "scoring": scoring, "reason": reason})
        };
        let path = format!("{kpi}/scoring");
        let send = async |body: Value| world.send(PERCY, Call::put(&path, body)).await;
        let marks = json!({"preset": "floor_target_stretch"});
        let silent = send(put(1, marks.clone(), Value::Null)).await;
        silent.expect_problem(422, "reason_required", Some("reason"));
        let unknown = put(1, json!({"preset": "magic"}), json!("Why not"));
        send(unknown).await.expect_problem(422, "unknown_reference", Some("scoring"));
        let backwards = json!([{"value": 2, "points": 0}, {"value": 1, "points": 100}]);
        let backwards = put(1, json!({"preset": "curve", "points": backwards}), json!("Try"));
        send(backwards).await.expect_problem(422, "curve_not_in_order", Some("scoring"));

        let set = send(put(1, marks, json!("As agreed"))).await.expect(200);
        assert_eq!(set["item"]["score"], json!({"points": 76.0, "light": "amber"}));
        assert_eq!(set["item"]["scoring"]["preset"], "floor_target_stretch");
        let explained = format!("{kpi}?explain=true");
        let explained = world.get(Persona::Stranger, explained).await.expect(200);
        let proof = &explained["score_proof"];
        assert_eq!(proof["rule"]["text"], "60 + 40 · (82 − 80) / (85 − 80) = 76");
        assert_eq!(proof["inputs"][0]["value"], 82.0);

        // The light is the status: by this curve 82 is nothing.
        let strict = put(2, json!({"preset": "all_or_nothing"}), json!("Stricter"));
        let strict = send(strict).await.expect(200);
        let strict = &strict["item"];
        let points = &strict["score"]["points"];
        assert_eq!((text(&strict["status"]), points), ("off_track", &json!(0.0)));
        let stale = put(2, Value::Null, json!("Away"));
        assert_eq!(send(stale).await.status.as_u16(), 409);
        let away = send(put(3, Value::Null, json!("Away"))).await.expect(200);
        let away = &away["item"];
        assert_eq!((text(&away["status"]), &away["scoring"]), ("at_risk", &Value::Null));
    })
    .await;
}

#[tokio::test]
async fn a_curve_is_drawn_before_it_is_kept() {
    on_each_database(async |world| {
        let asked = json!({
            "scoring": {"preset": "curve", "points": [
                {"value": 0, "points": 0}, {"value": 100, "points": 120},
            ]},
            "direction": "higher", "values": [25, 75],
        });
        let drawn = world.post(Persona::Stranger, "/scoring/preview", asked).await.expect(200);
        let points: Vec<_> =
            drawn["scores"].as_array().unwrap().iter().map(|s| s["points"].as_f64()).collect();
        assert_eq!(points, [Some(30.0), Some(90.0)]);
        let lights: Vec<_> =
            drawn["lights"].as_array().unwrap().iter().map(|l| text(&l["light"])).collect();
        assert_eq!(lights, ["red", "amber", "green"]);
        let lacking = json!({"scoring": {"preset": "ratio"}, "direction": "higher"});
        let refused = world.post(Persona::Stranger, "/scoring/preview", lacking).await;
        refused.expect_problem(422, "scoring_needs", Some("scoring"));
        let presets = world.get(Persona::Stranger, "/scoring/presets").await.expect(200);
        assert_eq!(presets.as_array().unwrap().len(), 6);
        assert_eq!(presets[0]["parameters"], json!([{"key": "cap", "default": 120.0}]));
    })
    .await;
}
