//! Search over nouns: what is found, in which order, and what a stranger does not find.

use serde_json::{Value, json};

use crate::changes::confidential_objective;
use crate::kpis::{key_result, ratio_kpi, text};
use crate::support::{Persona, World, on_each_database};

async fn search(world: &World, who: Persona, query: &str) -> Vec<(String, String)> {
    let found = world.get(who, format!("/search?q={query}")).await.expect(200);
    found["items"]
        .as_array()
        .expect("a search has items")
        .iter()
        .map(|hit| (text(&hit["kind"]).to_owned(), text(&hit["title"]).to_owned()))
        .collect()
}

fn hit(kind: &str, title: &str) -> (String, String) {
    (kind.to_owned(), title.to_owned())
}

#[tokio::test]
async fn names_of_every_noun_are_found_ignoring_case_best_first() {
    on_each_database(async |world| {
        ratio_kpi(world, "otd_rate").await;
        let goal = key_result(world).await;
        let found = search(world, Persona::Stranger, "ON%20TIME").await;
        assert_eq!(found, [hit("kpi", "On time otd_rate"), hit("objective", "Leave on time")]);
        let found = search(world, Persona::Stranger, "on-time").await;
        assert_eq!(found, [hit("key_result", "On-time rate to 90 %")]);
        let found = world.get(Persona::Stranger, "/search?q=on-time").await.expect(200);
        assert_eq!(text(&found["items"][0]["id"]), goal);
        assert!(text(&found["items"][0]["objective_id"]).starts_with("obj_"));
        assert_eq!(found["items"][0]["subtitle"], "Leave on time");
        assert_eq!(search(world, Persona::Stranger, "otd").await.len(), 1, "a code is found too");
        assert_eq!(search(world, Persona::Stranger, "olga").await, [hit("person", "Olga")]);
        assert_eq!(search(world, Persona::Stranger, "q4").await, [hit("cycle", "Q4 2013")]);
        let units = search(world, Persona::Stranger, "ewr").await;
        assert_eq!(units, [hit("unit", "Unit EWR"), hit("unit", "Unit EWR-UA")]);
    })
    .await;
}

#[tokio::test]
async fn chinese_is_found_inside_a_sentence() {
    on_each_database(async |world| {
        let new = json!({
            "code": "zdl", "name": "航班准点率", "direction": "higher", "frequency": "day",
            "time_aggregation": "sum", "unit_aggregation": "sum",
        });
        world.post(Persona::PerformanceAdministrator, "/kpis", new).await.expect(201);
        let found = search(world, Persona::Stranger, "%E5%87%86%E7%82%B9").await;
        assert_eq!(found, [hit("kpi", "航班准点率")]);
    })
    .await;
}

#[tokio::test]
async fn what_the_viewer_may_not_see_is_not_found() {
    on_each_database(async |world| {
        confidential_objective(world).await;
        assert_eq!(search(world, Persona::Owner, "nobody").await.len(), 1);
        assert_eq!(search(world, Persona::Stranger, "nobody").await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_blank_query_finds_nothing_and_a_common_one_thirty() {
    on_each_database(async |world| {
        for number in 0..40 {
            ratio_kpi(world, &format!("rate_{number}")).await;
        }
        assert_eq!(search(world, Persona::Stranger, "").await.len(), 0);
        assert_eq!(search(world, Persona::Stranger, "%20").await.len(), 0);
        assert_eq!(search(world, Persona::Stranger, "rate").await.len(), 30);
        let refused: Value = world.get(Persona::Stranger, "/search").await.expect(400);
        assert_eq!(refused["code"], "bad_query");
    })
    .await;
}
