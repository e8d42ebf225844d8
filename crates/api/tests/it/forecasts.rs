//! Forecasts over HTTP: what is said, and what is refused.

use jiff::ToSpan;
use jiff::civil::date;
use serde_json::{Value, json};

use crate::kpis::{sum_kpi, text};
use crate::support::{Persona, World, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;

/// 10 flights a day from 1 July to 14 October 2013; today is the 15th.
async fn flights(world: &World) {
    sum_kpi(world, "flights").await;
    let (mut day, mut items) = (date(2013, 7, 1), Vec::new());
    while day < date(2013, 10, 15) {
        items.push(json!({"kpi": "flights", "unit": "JFK", "period": day, "value": 10}));
        day = day.saturating_add(1.day());
    }
    world.post(PERCY, "/measurements", json!({"items": items})).await.expect(200);
    let kpi = world.get(PERCY, "/kpis/flights").await.expect(200);
    let target = json!({
        "kpi_id": kpi["id"], "starts_on": "2013-10-01", "ends_on": "2014-01-01",
        "floor": 800, "target": 2000,
    });
    world.post(PERCY, "/kpi-targets", target).await.expect(201);
}

fn near(value: &Value, expected: f64) -> bool {
    value.as_f64().is_some_and(|value| (value - expected).abs() < 1e-6)
}

#[tokio::test]
async fn a_forecast_says_what_comes_how_it_knows_and_how_likely_the_target_is() {
    on_each_database(async |world| {
        flights(world).await;
        let found = world.get(Persona::Stranger, "/kpis/flights/forecast").await.expect(200);
        assert_eq!(found["points"].as_array().unwrap().len(), 6);
        let october = &found["points"][0];
        assert_eq!(text(&october["period"]), "2013-10");
        assert!(near(&october["so_far"], 140.0) && near(&october["value"], 310.0), "{october}");
        assert!(near(&found["points"][1]["value"], 300.0), "30 days of November");
        assert!(near(&october["lower"], 310.0) && near(&october["upper"], 310.0), "never off");
        assert_eq!(text(&found["method"]["step"]), "day");
        assert!(!found["method"]["compared"].as_array().unwrap().is_empty());
        assert_eq!((&found["level"], &found["point_count"]), (&json!(0.8), &json!(106)));
        let target = found["targets"].as_array().unwrap().iter();
        let target = target.clone().find(|one| one["until"] == "target").unwrap();
        // 92 days of 10 are 920: the target of 2,000 is out of reach, the floor of 800 is not.
        assert!(near(&target["value"], 920.0), "{target}");
        assert!(target["probability"].as_f64().unwrap() < 0.05);
        assert!(target["floor_probability"].as_f64().unwrap() > 0.9);
        assert_eq!(found["staleness"]["is_late"], false);
        assert_eq!(found["anomalies"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn too_little_data_is_said_and_wrong_questions_are_refused() {
    on_each_database(async |world| {
        sum_kpi(world, "flights").await;
        let none = world.get(Persona::Stranger, "/kpis/flights/forecast").await.expect(200);
        let said = (&none["method"], &none["points"], &none["point_count"], &none["staleness"]);
        assert_eq!(said, (&Value::Null, &json!([]), &json!(0), &Value::Null));
        for (query, field) in [
            ("horizon=0", "horizon"),
            ("horizon=61", "horizon"),
            ("level=1", "level"),
            ("unit=nowhere", "unit"),
        ] {
            let path = format!("/kpis/flights/forecast?{query}");
            let refused = world.get(Persona::Stranger, path).await.expect(422);
            assert_eq!(text(&refused["field"]), field);
        }
        world.get(Persona::Stranger, "/kpis/none/forecast").await.expect(404);
    })
    .await;
}
