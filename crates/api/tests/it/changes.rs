//! The change log: what it tells whom, and whether it holds.

use serde_json::{Value, json};

use crate::kpis::{key_result, ratio_kpi, text};
use crate::support::{Persona, World, on_each_database};

const ADA: Persona = Persona::Administrator;

/// A confidential published objective of the owner; gives its identity.
pub(crate) async fn confidential_objective(world: &World) -> String {
    let new = json!({
        "cycle_id": world.cycles[1],
        "title": "Something nobody may know",
        "kind": "committed",
        "owner_person_id": world.people[&Persona::Owner],
        "visibility": "confidential",
    });
    let made = world.post(ADA, "/objectives", new).await.expect(201);
    let id = text(&made["item"]["id"]).to_owned();
    world.post(ADA, format!("/objectives/{id}/publish"), json!({})).await.expect(200);
    id
}

async fn changes(world: &World, who: Persona, query: &str) -> Vec<Value> {
    let page = world.get(who, format!("/changes?{query}")).await.expect(200);
    page["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn every_write_is_one_change_with_what_was_before() {
    on_each_database(async |world| {
        let path = ratio_kpi(world, "otd_rate").await;
        let id = path.strip_prefix("/kpis/").unwrap();
        let edit = json!({"version": 1, "name": "Punctual"});
        world.patch(Persona::PerformanceAdministrator, &path, edit).await.expect(200);
        let found = changes(world, ADA, &format!("entity_id={id}")).await;
        assert_eq!(found.len(), 2);
        let (edited, made) = (&found[0], &found[1]);
        assert_eq!((text(&made["kind"]), text(&edited["kind"])), ("kpi.created", "kpi.updated"));
        assert_eq!(made["before"], Value::Null);
        assert_eq!(text(&edited["before"]["name"]), "On time otd_rate");
        assert_eq!(text(&edited["after"]["name"]), "Punctual");
        assert_eq!((text(&edited["title"]), text(&edited["actor"]["name"])), ("Punctual", "Percy"));
        assert_eq!(text(&edited["entity_id"]), id);
        assert_eq!(edited["seq"].as_i64().unwrap(), made["seq"].as_i64().unwrap() + 1);
        assert_eq!(edited["previous_hash"], made["hash"]);
    })
    .await;
}

#[tokio::test]
async fn the_log_is_read_in_pages_without_gaps_or_repeats() {
    on_each_database(async |world| {
        let head = world.change_count().await;
        let mut seen = Vec::new();
        let mut query = "limit=7".to_owned();
        loop {
            let page = world.get(ADA, format!("/changes?{query}")).await.expect(200);
            let items = page["items"].as_array().unwrap();
            seen.extend(items.iter().map(|change| change["seq"].as_i64().unwrap()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            query = format!("limit=7&cursor={cursor}");
        }
        let expected: Vec<i64> = (1..=head).rev().collect();
        assert_eq!(seen, expected);
    })
    .await;
}

#[tokio::test]
async fn changes_are_filtered_by_noun_actor_kind_and_time() {
    on_each_database(async |world| {
        ratio_kpi(world, "otd_rate").await;
        let percy = world.users[&Persona::PerformanceAdministrator];
        assert_eq!(changes(world, ADA, "entity=kpi").await.len(), 1);
        assert_eq!(changes(world, ADA, &format!("actor={percy}")).await.len(), 1);
        assert_eq!(changes(world, ADA, "kind=kpi.created").await.len(), 1);
        assert_eq!(changes(world, ADA, "kind=kpi.").await.len(), 1);
        assert_eq!(changes(world, ADA, "entity=kpi&until=2013-10-15T00:00:00Z").await.len(), 0);
        assert_eq!(changes(world, ADA, "entity=kpi&since=2013-10-15T00:00:00Z").await.len(), 1);
        let refused = world.get(ADA, "/changes?since=yesterday").await;
        refused.expect_problem(400, "bad_query", Some("since"));
        let refused = world.get(ADA, "/changes?entity_id=obj_1").await;
        refused.expect_problem(400, "bad_id", Some("entity_id"));
    })
    .await;
}

#[tokio::test]
async fn a_stranger_reads_nothing_of_confidential_goals_and_accounts() {
    on_each_database(async |world| {
        let secret = confidential_objective(world).await;
        let open = key_result(world).await;
        let of_secret = format!("entity_id={secret}");
        for (who, count) in
            [(ADA, 2), (Persona::Auditor, 2), (Persona::Owner, 2), (Persona::Stranger, 0)]
        {
            assert_eq!(changes(world, who, &of_secret).await.len(), count, "{who:?}");
        }
        let open = format!("entity_id={open}");
        assert_eq!(changes(world, Persona::Stranger, &open).await.len(), 1);
        let all = changes(world, Persona::Stranger, "limit=200").await;
        let tells = |word: &str| all.iter().any(|change| change.to_string().contains(word));
        assert!(!tells("nobody may know") && !tells(&secret));
        assert!(!tells("\"entity\":\"user\"") && !tells("token"));
        let accounts = changes(world, ADA, "entity=user&limit=200").await;
        assert!(!accounts.is_empty());
        assert!(accounts.iter().all(|change| !change.to_string().contains("password_hash")));
    })
    .await;
}

#[tokio::test]
async fn parts_of_a_goal_are_hidden_with_it_and_named_after_it() {
    on_each_database(async |world| {
        let secret = confidential_objective(world).await;
        let new = json!({"objective_id": secret, "title": "Done or not", "kind": "yes_no"});
        let made = world.post(ADA, "/key-results", new).await.expect(201);
        let id = text(&made["item"]["id"]);
        let report = json!({"value": 1, "note": "It is done"});
        world.post(ADA, format!("/key-results/{id}/check-ins"), report).await.expect(201);
        let seen = changes(world, Persona::Owner, "kind=key_result.checked_in").await;
        assert_eq!(text(&seen[0]["title"]), "Done or not");
        assert_eq!(text(&seen[0]["objective_id"]), secret);
        let seen = changes(world, Persona::Stranger, "kind=key_result.checked_in").await;
        assert!(seen.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_whole_log_is_verified_for_those_who_may_read_it() {
    on_each_database(async |world| {
        let path = ratio_kpi(world, "otd_rate").await;
        let items = json!([
            {
                "kpi": "otd_rate", "unit": "JFK", "period": "2013-10-14",
                "numerator": 7, "denominator": 9,
            },
        ]);
        let percy = Persona::PerformanceAdministrator;
        world.post(percy, "/measurements", json!({"items": items})).await.expect(200);
        let new = json!({
            "org_unit_id": world.units["EWR"], "period_on": "2013-10-14",
            "numerator": 1, "denominator": 2,
        });
        world.post(percy, format!("{path}/measurements"), new).await.expect(201);
        let found = world.get(Persona::Auditor, "/changes/verification").await.expect(200);
        assert_eq!(found["is_intact"], true, "{found:#}");
        assert_eq!(found["checked"].as_i64().unwrap(), world.change_count().await);
        assert_eq!(found["measurements"], 2);
        assert_eq!(text(&found["head_hash"]).len(), 64);
        let refused = world.get(Persona::Owner, "/changes/verification").await;
        refused.expect_problem(403, "forbidden", None);
    })
    .await;
}
