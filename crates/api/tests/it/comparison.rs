//! A KPI of several units side by side. It is 15 October 2013.

use serde_json::{Value, json};

use crate::kpis::{ratio_kpi, sum_kpi, text};
use crate::support::{Persona, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;

fn names(comparison: &Value) -> Vec<&str> {
    let items = comparison["items"].as_array().unwrap();
    items.iter().map(|row| text(&row["unit"]["code"])).collect()
}

#[tokio::test]
async fn units_are_ranked_by_the_latest_complete_period() {
    on_each_database(async |world| {
        let kpi = ratio_kpi(world, "otd_rate").await;
        let item = |unit: &str, period: &str, numerator: f64, denominator: f64| {
            json!({
                "kpi": "otd_rate", "unit": unit, "period": period,
                "numerator": numerator, "denominator": denominator,
            })
        };
        let items = [
            item("EWR-UA", "2013-08-31", 80.0, 100.0),
            item("JFK", "2013-08-31", 70.0, 100.0),
            item("EWR-UA", "2013-09-01", 60.0, 100.0),
            item("JFK", "2013-09-30", 90.0, 100.0),
            item("EWR", "2013-10-14", 100.0, 100.0),
        ];
        world.post(PERCY, "/measurements", json!({"items": items})).await.expect(200);
        let target = json!({
            "kpi_id": kpi.strip_prefix("/kpis/"), "org_unit_id": world.units["JFK"],
            "starts_on": "2013-01-01", "ends_on": "2014-01-01", "target": 0.85,
        });
        world.post(PERCY, "/kpi-targets", target).await.expect(201);
        let query = "/kpis/otd_rate/comparison?grain=month&from=2013-08-01";
        let found = world.get(Persona::Stranger, query).await.expect(200);
        assert_eq!(names(&found), ["JFK", "EWR"]);
        assert_eq!(found["judged_period"], "2013-09");
        let [jfk, ewr] = [&found["items"][0], &found["items"][1]];
        assert_eq!((&jfk["rank"], &ewr["rank"]), (&json!(1), &json!(2)));
        assert_eq!(
            (&jfk["judged"]["value"], text(&jfk["judged"]["status"])),
            (&json!(0.9), "on_track")
        );
        assert!((jfk["judged"]["delta"].as_f64().unwrap() - 0.2).abs() < 1e-12);
        // In August it was the other way round, and nobody judges a unit without a target.
        assert_eq!((&jfk["cells"][0]["rank"], &ewr["cells"][0]["rank"]), (&json!(2), &json!(1)));
        assert_eq!(
            (&jfk["cells"][0]["delta"], &ewr["judged"]["status"]),
            (&Value::Null, &Value::Null)
        );
        // The running month is shown and ranks nobody.
        assert_eq!(found["periods"][2]["is_complete"], false);
        assert_eq!(found["axis"], json!({"low": 0.6, "high": 1.0}));
        // (60 + 90) / (100 + 100): the whole is never the mean of its units.
        assert_eq!(found["whole"]["judged"]["value"], 0.75);
    })
    .await;
}

#[tokio::test]
async fn where_nothing_is_known_nobody_is_first() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        let found = world.get(Persona::Stranger, format!("{kpi}/comparison")).await.expect(200);
        assert_eq!(names(&found), ["EWR", "JFK"]);
        assert_eq!((&found["axis"], &found["judged_period"]), (&Value::Null, &Value::Null));
        assert_eq!(found["items"][0]["rank"], Value::Null);
        let leaf = format!("{kpi}/comparison?unit=JFK");
        let leaf = world.get(Persona::Stranger, leaf).await.expect(200);
        assert_eq!(leaf["items"], json!([]));
        let nowhere = world.get(Persona::Stranger, format!("{kpi}/comparison?unit=LGA")).await;
        nowhere.expect_problem(422, "unknown_reference", Some("unit"));
    })
    .await;
}
