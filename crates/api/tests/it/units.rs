//! The organisation and its tree.

use serde_json::{Value, json};

use crate::support::{Persona, World, on_each_database};

const ADA: Persona = Persona::Administrator;

fn path(world: &World, code: &str) -> String {
    format!("/units/{}", world.units[code])
}

async fn edit(world: &World, code: &str, mut edit: Value) -> crate::support::Answer {
    let unit = world.get(ADA, path(world, code)).await.expect(200);
    edit["version"] = unit["version"].clone();
    world.patch(ADA, path(world, code), edit).await
}

#[tokio::test]
async fn units_are_listed_by_code_in_pages() {
    on_each_database(async |world| {
        let first = world.get(Persona::Stranger, "/units?limit=3").await.expect(200);
        let codes: Vec<&str> = first["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|unit| unit["code"].as_str().unwrap())
            .collect();
        assert_eq!(codes, ["EWR", "EWR-UA", "JFK"]);
        let cursor = first["next_cursor"].as_str().unwrap();
        let rest = world.get(Persona::Stranger, format!("/units?limit=3&cursor={cursor}")).await;
        let rest = rest.expect(200);
        assert_eq!(rest["items"][0]["code"], "NYC");
        assert_eq!(rest["next_cursor"], Value::Null);
        let below = format!("/units?parent={}&direction=descending", world.units["NYC"]);
        let below = world.get(Persona::Stranger, below).await.expect(200);
        assert_eq!(below["items"][0]["code"], "JFK");
        let found = world.get(Persona::Stranger, "/units?q=ewr-u&kind=team").await.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
        assert_eq!(found["items"][0]["parent"]["code"], "EWR");
    })
    .await;
}

#[tokio::test]
async fn a_unit_says_who_leads_it_and_whether_it_may_be_edited() {
    on_each_database(async |world| {
        let seen = world.get(Persona::Owner, path(world, "EWR")).await.expect(200);
        assert_eq!(seen["lead"]["name"], "Mary");
        assert_eq!(seen["child_count"], 1);
        assert_eq!(seen["may_edit"], false);
        let seen = world.get(ADA, path(world, "EWR")).await.expect(200);
        assert_eq!(seen["may_edit"], true);
    })
    .await;
}

#[tokio::test]
async fn a_circle_in_the_tree_is_refused_and_named() {
    on_each_database(async |world| {
        let before = world.change_count().await;
        let below = edit(world, "EWR", json!({"parent_id": world.units["EWR-UA"]})).await;
        let detail = below.expect_problem(422, "cycle", Some("parent_id"));
        assert!(detail.contains("EWR → EWR-UA → EWR"), "{detail}");
        let itself = edit(world, "EWR", json!({"parent_id": world.units["EWR"]})).await;
        itself.expect_problem(422, "cycle", Some("parent_id"));
        let root = edit(world, "NYC", json!({"parent_id": world.units["EWR-UA"]})).await;
        let detail = root.expect_problem(422, "cycle", Some("parent_id"));
        assert!(detail.contains("NYC → EWR → EWR-UA → NYC"), "{detail}");
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_unit_moves_with_everything_below_it() {
    on_each_database(async |world| {
        let moved = edit(world, "EWR", json!({"parent_id": world.units["JFK"]})).await.expect(200);
        assert_eq!(moved["item"]["parent"]["code"], "JFK");
        let below = world.get(ADA, path(world, "EWR-UA")).await.expect(200);
        assert_eq!(below["parent"]["code"], "EWR");
        let jfk = world.get(ADA, path(world, "JFK")).await.expect(200);
        assert_eq!(jfk["child_count"], 1);
    })
    .await;
}

#[tokio::test]
async fn the_tree_has_one_root_and_a_limit() {
    on_each_database(async |world| {
        let second = json!({"code": "ROOT2", "name": "Another root"});
        let answer = world.post(ADA, "/units", second).await;
        answer.expect_problem(422, "parent_required", Some("parent_id"));
        let orphan = edit(world, "EWR", json!({"parent_id": null})).await;
        orphan.expect_problem(422, "parent_required", Some("parent_id"));
        let mut above = json!(world.units["NYC"]);
        for level in 2..=ops::limits::UNIT_DEPTH_MAX {
            let unit = json!({"parent_id": above, "code": format!("L{level}"), "name": "Level"});
            above = world.post(ADA, "/units", unit).await.expect(201)["item"]["id"].clone();
        }
        let unit = json!({"parent_id": above, "code": "TOO-DEEP", "name": "Level"});
        let answer = world.post(ADA, "/units", unit).await;
        answer.expect_problem(422, "too_deep", Some("parent_id"));
    })
    .await;
}

#[tokio::test]
async fn a_unit_in_use_above_others_is_not_archived() {
    on_each_database(async |world| {
        let archive = |code: &str| format!("{}/archive", path(world, code));
        let answer = world.post(ADA, archive("EWR"), json!({})).await;
        let detail = answer.expect_problem(409, "has_active_units", None);
        assert!(detail.contains("EWR-UA"), "{detail}");
        world.post(ADA, archive("NYC"), json!({})).await.expect_problem(409, "root_unit", None);
        let leaf = world.post(ADA, archive("EWR-UA"), json!({})).await.expect(200);
        assert!(leaf["item"]["archived_at"].is_string());
        let before = world.change_count().await;
        world.post(ADA, archive("EWR-UA"), json!({})).await.expect(200);
        assert_eq!(world.change_count().await, before, "archiving twice changes nothing");
        let listed = world.get(ADA, "/units?q=EWR-UA").await.expect(200);
        assert_eq!(listed["items"], json!([]));
        world.post(ADA, archive("EWR"), json!({})).await.expect(200);
        let restore = format!("{}/restore", path(world, "EWR-UA"));
        let answer = world.post(ADA, restore.clone(), json!({})).await;
        answer.expect_problem(409, "parent_archived", None);
        world.post(ADA, format!("{}/restore", path(world, "EWR")), json!({})).await.expect(200);
        let back = world.post(ADA, restore, json!({})).await.expect(200);
        assert_eq!(back["item"]["archived_at"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn the_organisation_is_edited_by_its_administrators() {
    on_each_database(async |world| {
        let seen = world.get(Persona::Stranger, "/organization").await.expect(200);
        assert_eq!(seen["may_edit"], false);
        let edit = json!({
            "version": 1,
            "mission": "Move people",
            "values": [{"title": "Candour", "text": "Say it"}],
            "working_days": ["sunday", "monday"],
            "fiscal_year_start_month": 4,
            "on_track_gap": 0.1,
        });
        let edited = world.patch(ADA, "/organization", edit.clone()).await.expect(200);
        assert_eq!(edited["item"]["mission"], "Move people");
        assert_eq!(edited["item"]["values"][0]["title"], "Candour");
        assert_eq!(edited["item"]["working_days"], json!(["monday", "sunday"]));
        assert_eq!(edited["item"]["version"], 2);
        let answer = world.patch(ADA, "/organization", edit).await;
        answer.expect_problem(409, "stale_version", None);
    })
    .await;
}

#[tokio::test]
async fn an_organisation_is_not_made_senseless() {
    on_each_database(async |world| {
        let wrong = [
            (json!({"name": " "}), "empty", "name"),
            (json!({"time_zone": "Nowhere/Land"}), "unknown_time_zone", "time_zone"),
            (
                json!({"fiscal_year_start_month": 13}),
                "month_out_of_range",
                "fiscal_year_start_month",
            ),
            (json!({"working_days": []}), "working_days_out_of_range", "working_days"),
            (json!({"at_risk_gap": 0.01}), "thresholds_reversed", "at_risk_gap"),
            (json!({"values": [{"title": ""}]}), "empty", "values.0.title"),
        ];
        let before = world.change_count().await;
        for (mut edit, code, field) in wrong {
            edit["version"] = json!(1);
            let answer = world.patch(ADA, "/organization", edit).await;
            answer.expect_problem(422, code, Some(field));
        }
        assert_eq!(world.change_count().await, before);
    })
    .await;
}
