//! What somebody still owes.

use serde_json::{Value, json};

use crate::kpis::text;
use crate::support::{Persona, World, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;

/// A monthly KPI that the owner feeds.
async fn kpi(world: &World, code: &str) -> String {
    let new = json!({
        "code": code, "name": "Staff", "direction": "higher", "frequency": "month",
        "time_aggregation": "last", "unit_aggregation": "sum",
        "steward_person_id": world.people[&Persona::Owner],
    });
    let made = world.post(PERCY, "/kpis", new).await.expect(201);
    format!("/kpis/{}", text(&made["item"]["id"]))
}

async fn due(world: &World, query: &str) -> Value {
    world.get(Persona::Owner, format!("/due-values{query}")).await.expect(200)
}

fn periods(due: &Value) -> Vec<(&str, &str)> {
    let items = due["items"].as_array().unwrap().iter();
    items.map(|item| (text(&item["org_unit"]["code"]), text(&item["period"]))).collect()
}

#[tokio::test]
async fn periods_without_a_value_are_owed_since_the_first_one() {
    on_each_database(async |world| {
        let path = kpi(world, "staff").await;
        assert_eq!(periods(&due(world, "").await), [("NYC", "2013-09")], "the last that ended");
        let put = async |period: &str, value: i32| {
            let path = format!("{path}/values/{period}?unit=JFK");
            let call = crate::support::Call::put(path, json!({"value": value}));
            world.send(PERCY, call).await.expect(200);
        };
        put("2013-06", 40).await;
        put("2013-08", 42).await;
        let owed = due(world, "").await;
        assert_eq!(periods(&owed), [("JFK", "2013-07"), ("JFK", "2013-09")]);
        let last = &owed["items"][1]["last"];
        assert_eq!((&last["period"], &last["value"]), (&json!("2013-08"), &json!(42.0)));
        assert_eq!(owed["items"][1]["ended_on"], "2013-10-01");
        assert_eq!(owed["items"][0]["kpi"]["needs_parts"], false);
        // A unit with a target of its own is asked as well.
        let new = json!({
            "kpi_id": path.strip_prefix("/kpis/"), "org_unit_id": world.units["EWR"],
            "starts_on": "2013-01-01", "ends_on": "2014-01-01", "target": 50,
        });
        world.post(PERCY, "/kpi-targets", new).await.expect(201);
        let owed = due(world, "").await;
        assert!(periods(&owed).contains(&("EWR", "2013-09")));
        let target = owed["items"].as_array().unwrap().iter();
        let target = target.filter(|item| item["org_unit"]["code"] == "EWR");
        assert_eq!(target.map(|item| &item["target"]["target"]).next(), Some(&json!(50.0)));
        // Page by page it is the same list.
        let mut paged = Vec::new();
        let mut query = "?limit=1".to_owned();
        loop {
            let page = due(world, &query).await;
            paged
                .extend(periods(&page).into_iter().map(|(unit, period)| format!("{unit}{period}")));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            query = format!("?limit=1&cursor={cursor}");
        }
        let whole: Vec<String> =
            periods(&owed).into_iter().map(|(unit, period)| format!("{unit}{period}")).collect();
        assert_eq!(paged, whole);
        put("2013-09", 43).await;
        assert!(!periods(&due(world, "").await).contains(&("JFK", "2013-09")));
        let others = world.get(Persona::Stranger, "/due-values").await.expect(200);
        assert_eq!(others["items"], json!([]), "nobody owes what others feed");
        world.post(PERCY, format!("{path}/archive"), json!({})).await.expect(200);
        assert_eq!(due(world, "").await["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_value_is_late_when_the_promise_has_passed_and_not_when_the_period_has() {
    on_each_database(async |world| {
        let path = kpi(world, "staff").await;
        let owed = async || {
            let due = due(world, "").await;
            let item = &due["items"][0];
            (text(&item["period"]).to_owned(), item["due_on"].clone(), item["is_late"].clone())
        };
        // Today is Tuesday 15 October; five working days after September was Monday the seventh.
        let expected = ("2013-09".to_owned(), json!("2013-10-07"), json!(true));
        assert_eq!(owed().await, expected);
        for (promise, due_on, is_late) in [(11, "2013-10-15", false), (10, "2013-10-14", true)] {
            let kpi = world.get(PERCY, &path).await.expect(200);
            let edit = json!({"version": kpi["version"], "due_working_days": promise});
            world.send(PERCY, crate::support::Call::patch(&path, edit)).await.expect(200);
            let expected = ("2013-09".to_owned(), json!(due_on), json!(is_late));
            assert_eq!(owed().await, expected, "{promise} working days");
        }
    })
    .await;
}
