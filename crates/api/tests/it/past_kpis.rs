//! The comparison of units and the cascade of targets of a KPI as they were.

use serde_json::{Value, json};

use crate::goals::text;
use crate::kpis::sum_kpi;
use crate::past::{FIRST, days_later, rename};
use crate::support::{Call, Persona, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;

#[tokio::test]
async fn a_comparison_and_a_cascade_are_of_the_day_that_is_asked_for() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        let put = async |unit: &str, value: i32| {
            let path = format!("/kpis/flights/values/2013-09-01?unit={unit}");
            world.send(PERCY, Call::put(path, json!({"value": value}))).await.expect(200);
        };
        let target = json!({
            "kpi_id": kpi.strip_prefix("/kpis/"), "org_unit_id": world.units["JFK"],
            "starts_on": "2013-09-01", "ends_on": "2013-10-01", "target": 20,
        });
        let target = world.post(PERCY, "/kpi-targets", target).await.expect(201);
        put("JFK", 10).await;
        put("EWR", 15).await;
        days_later(world, 1);
        put("JFK", 30).await;
        let path = format!("/kpi-targets/{}", text(&target["item"]["id"]));
        let edit = json!({"version": target["item"]["version"], "target": 40, "reason": "more"});
        world.patch(PERCY, path, edit).await.expect(200);
        rename(world, &format!("/units/{}", world.units["JFK"]), "name", "Kennedy").await;

        let span = "from=2013-09-01&to=2013-10-01&grain=month";
        let ask = async |what: &str, as_of: &str| {
            let path = format!("/kpis/flights/{what}?{span}{as_of}");
            world.get(PERCY, path).await.expect(200)
        };
        let told = |row: &Value, cell: &Value, marks: &str| {
            let number = |value: &Value| value.as_f64();
            (
                text(&row["unit"]["name"]).to_owned(),
                number(&cell["value"]),
                number(&cell[marks]["target"]),
                cell["status"].as_str().map(str::to_owned),
            )
        };
        let is = |name: &str, value: f64, target: Option<f64>, status: Option<&str>| {
            (name.to_owned(), Some(value), target, status.map(str::to_owned))
        };
        let compared = |found: &Value| {
            let items = found["items"].as_array().unwrap();
            items.iter().map(|row| told(row, &row["judged"], "target")).collect::<Vec<_>>()
        };
        let ewr = is("Unit EWR", 15.0, None, None);
        let then = ask("comparison", &format!("&{FIRST}")).await;
        let jfk = is("Unit JFK", 10.0, Some(20.0), Some("off_track"));
        assert_eq!(compared(&then), [ewr.clone(), jfk.clone()]);
        assert_eq!(then["whole"]["judged"]["value"], 25.0);
        let now = ask("comparison", "").await;
        let kennedy = is("Kennedy", 30.0, Some(40.0), Some("off_track"));
        assert_eq!(compared(&now), [kennedy.clone(), ewr]);
        assert_eq!(ask("comparison", "&as_of=2013-10-16").await, now, "today is now");

        let of_jfk = |cascade: &Value| {
            let rows = cascade["rows"].as_array().unwrap();
            let id = json!(world.units["JFK"]);
            let row = rows.iter().find(|row| row["unit"]["id"] == id).expect("a row of JFK");
            (told(row, &row["cells"][0], "values"), row["cells"][0]["target"]["target"].as_f64())
        };
        let then = ask("target-cascade", &format!("&{FIRST}")).await;
        assert_eq!(of_jfk(&then), (jfk, Some(20.0)));
        assert_eq!(then["may_set_targets"], false, "nothing can be done there");
        let now = ask("target-cascade", "").await;
        assert_eq!(of_jfk(&now), (kennedy, Some(40.0)));
        assert_eq!(now["may_set_targets"], true);
    })
    .await;
}

#[tokio::test]
async fn before_a_kpi_its_units_have_no_values_and_its_targets_cannot_be_set() {
    on_each_database(async |world| {
        days_later(world, 1);
        sum_kpi(world, "flights").await;
        let put = Call::put("/kpis/flights/values/2013-09-01?unit=JFK", json!({"value": 10}));
        world.send(PERCY, put).await.expect(200);
        for before in [FIRST, "as_of=2013-01-01"] {
            let get = async |what: &str| {
                world.get(PERCY, format!("/kpis/flights/{what}?{before}")).await.expect(200)
            };
            let compared = get("comparison").await;
            assert_eq!(
                (&compared["axis"], &compared["judged_period"]),
                (&json!(null), &json!(null))
            );
            let cascade = get("target-cascade").await;
            assert_eq!(cascade["rows"][0]["whole"]["value"], Value::Null);
            assert_eq!(cascade["may_set_targets"], false);
        }
        for what in ["comparison", "target-cascade"] {
            let later = world.get(PERCY, format!("/kpis/flights/{what}?as_of=2013-10-18")).await;
            later.expect_problem(422, "date_out_of_range", Some("as_of"));
        }
    })
    .await;
}
