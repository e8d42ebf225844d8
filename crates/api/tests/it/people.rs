//! People, where they belong and to whom they report, from when to when.

use serde_json::{Value, json};

use crate::support::{Answer, Persona, World, on_each_database};

const ADA: Persona = Persona::Administrator;

fn path(world: &World, persona: Persona) -> String {
    format!("/people/{}", world.people[&persona])
}

async fn report(world: &World, who: Persona, to: Persona, starts_on: &str) -> Answer {
    let body = json!({"manager_person_id": world.people[&to], "starts_on": starts_on});
    world.post(ADA, format!("{}/manager-lines", path(world, who)), body).await
}

async fn lines(world: &World, who: Persona) -> Vec<(String, String, Option<String>)> {
    let list = world.get(ADA, format!("{}/manager-lines", path(world, who))).await.expect(200);
    let line = |row: &Value| {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let name = text(&row["manager"]["name"]).unwrap();
        (name, text(&row["starts_on"]).unwrap(), text(&row["ends_on"]))
    };
    list["items"].as_array().unwrap().iter().map(line).collect()
}

fn line(name: &str, start: &str, end: Option<&str>) -> (String, String, Option<String>) {
    (name.to_owned(), start.to_owned(), end.map(str::to_owned))
}

#[tokio::test]
async fn a_person_comes_with_unit_and_manager_in_one_step() {
    on_each_database(async |world| {
        let before = world.change_count().await;
        let new = json!({
            "code": "P-7", "name": " 张伟 ", "email": "Wei@Example.com", "title": "Analyst",
            "membership": {"org_unit_id": world.units["EWR-UA"], "role_title": "Analyst"},
            "manager_person_id": world.people[&Persona::Manager],
        });
        let made = world.post(ADA, "/people", new).await.expect(201);
        assert_eq!(made["name"], "张伟");
        assert_eq!(made["email"], "wei@example.com");
        assert_eq!(made["unit"]["code"], "EWR-UA");
        assert_eq!(made["manager"]["name"], "Mary");
        assert_eq!(world.change_count().await, before + 3);
        let found = world.get(Persona::Stranger, "/people?q=%E5%BC%A0").await.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_mistake_in_one_part_makes_nothing() {
    on_each_database(async |world| {
        let before = world.change_count().await;
        let nowhere = json!({
            "name": "Nemo", "membership": {"org_unit_id": "unit_00000000000000000000000000000000"},
        });
        let answer = world.post(ADA, "/people", nowhere).await;
        answer.expect_problem(422, "unknown_reference", Some("membership.org_unit_id"));
        let unled =
            json!({"name": "Nemo", "manager_person_id": "per_00000000000000000000000000000000"});
        let answer = world.post(ADA, "/people", unled).await;
        answer.expect_problem(422, "unknown_reference", Some("manager_person_id"));
        assert_eq!(world.change_count().await, before);
        let found = world.get(ADA, "/people?q=nemo").await.expect(200);
        assert_eq!(found["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn people_are_found_by_text_and_by_unit_with_those_below() {
    on_each_database(async |world| {
        let names = async |query: &str| -> Vec<String> {
            let list = world.get(Persona::Owner, format!("/people{query}")).await.expect(200);
            let items = list["items"].as_array().unwrap();
            items.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names("?q=OLGA").await, ["Olga"]);
        assert_eq!(names(&format!("?unit={}", world.units["EWR"])).await, ["Mary", "Olga"]);
        assert_eq!(names("?limit=2").await, ["Ada", "Audrey"]);
        assert_eq!(names("?limit=1&direction=descending").await, ["Stan"]);
        assert_eq!(names("").await.len(), 7);
    })
    .await;
}

#[tokio::test]
async fn a_new_manager_ends_the_line_before_on_the_day_it_starts() {
    on_each_database(async |world| {
        report(world, Persona::Owner, ADA, "2013-09-01").await.expect(201);
        let expected =
            [line("Mary", "2013-01-01", Some("2013-09-01")), line("Ada", "2013-09-01", None)];
        assert_eq!(lines(world, Persona::Owner).await, expected);
        let seen = world.get(Persona::Owner, path(world, Persona::Owner)).await.expect(200);
        assert_eq!(seen["manager"]["name"], "Ada");
        // The same day again is a correction.
        report(world, Persona::Owner, Persona::Stranger, "2013-09-01").await.expect(201);
        let expected =
            [line("Mary", "2013-01-01", Some("2013-09-01")), line("Stan", "2013-09-01", None)];
        assert_eq!(lines(world, Persona::Owner).await, expected);
        // One that starts before a later one lasts until then.
        report(world, Persona::Owner, ADA, "2013-05-01").await.expect(201);
        let expected = [
            line("Mary", "2013-01-01", Some("2013-05-01")),
            line("Ada", "2013-05-01", Some("2013-09-01")),
            line("Stan", "2013-09-01", None),
        ];
        assert_eq!(lines(world, Persona::Owner).await, expected);
    })
    .await;
}

#[tokio::test]
async fn a_loop_of_managers_is_refused_and_named() {
    on_each_database(async |world| {
        report(world, Persona::Manager, ADA, "2013-01-01").await.expect(201);
        let before = world.change_count().await;
        let answer = report(world, ADA, Persona::Owner, "2013-10-15").await;
        let detail = answer.expect_problem(422, "cycle", Some("manager_person_id"));
        assert!(detail.contains("Ada → Olga → Mary → Ada"), "{detail}");
        let itself = report(world, ADA, ADA, "2013-10-15").await;
        itself.expect_problem(422, "own_manager", Some("manager_person_id"));
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_loop_that_would_only_close_later_is_refused_too() {
    on_each_database(async |world| {
        // From next year on Mary reports to Ada; nothing is wrong with Ada reporting to Mary until
        // then.
        report(world, Persona::Manager, ADA, "2014-01-01").await.expect(201);
        let answer = report(world, ADA, Persona::Manager, "2013-10-15").await;
        answer.expect_problem(422, "cycle", Some("manager_person_id"));
        // Lines that were over before it begins do not matter.
        let list = world.get(ADA, format!("{}/manager-lines", path(world, Persona::Manager))).await;
        let row = list.expect(200)["items"][0].clone();
        let end = json!({"version": row["version"], "ends_on": "2014-06-01"});
        let edit = format!("/manager-lines/{}", row["id"].as_str().unwrap());
        world.patch(ADA, edit.clone(), end).await.expect(200);
        report(world, ADA, Persona::Manager, "2014-06-01").await.expect(201);
        // Letting it go on would close the loop after all.
        let again = json!({"version": 2, "ends_on": null});
        let answer = world.patch(ADA, edit, again).await;
        answer.expect_problem(422, "cycle", Some("manager_person_id"));
    })
    .await;
}

#[tokio::test]
async fn a_new_primary_membership_ends_the_one_before() {
    on_each_database(async |world| {
        let memberships = format!("{}/memberships", path(world, Persona::Owner));
        let beside = json!({"org_unit_id": world.units["NYC"], "is_primary": false});
        world.post(ADA, memberships.clone(), beside).await.expect(201);
        let moved = json!({"org_unit_id": world.units["JFK"], "starts_on": "2013-10-01"});
        world.post(ADA, memberships.clone(), moved).await.expect(201);
        let list = world.get(Persona::Stranger, memberships).await.expect(200);
        let rows: Vec<(&str, bool, Value)> = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                let unit = row["unit"]["code"].as_str().unwrap();
                (unit, row["is_current"].as_bool().unwrap(), row["ends_on"].clone())
            })
            .collect();
        let expected = [
            ("EWR-UA", false, json!("2013-10-01")),
            ("JFK", true, Value::Null),
            ("NYC", true, Value::Null),
        ];
        assert_eq!(rows, expected);
        let seen = world.get(Persona::Owner, path(world, Persona::Owner)).await.expect(200);
        assert_eq!(seen["unit"]["code"], "JFK");
        let members = format!("/units/{}/memberships?on=2013-09-30", world.units["EWR-UA"]);
        let members = world.get(Persona::Stranger, members).await.expect(200);
        assert_eq!(members["items"][0]["person"]["name"], "Olga");
        let now = format!("/units/{}/memberships?on=2013-10-15", world.units["EWR-UA"]);
        assert_eq!(world.get(Persona::Stranger, now).await.expect(200)["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_membership_ends_after_it_begins() {
    on_each_database(async |world| {
        let memberships = format!("{}/memberships", path(world, Persona::Owner));
        let list = world.get(ADA, memberships).await.expect(200);
        let edit = format!("/memberships/{}", list["items"][0]["id"].as_str().unwrap());
        let wrong = json!({"version": 1, "ends_on": "2013-01-01"});
        let answer = world.patch(ADA, edit.clone(), wrong).await;
        answer.expect_problem(422, "empty_period", Some("ends_on"));
        let right = json!({"version": 1, "ends_on": "2013-10-15", "role_title": "Analyst"});
        let ended = world.patch(ADA, edit.clone(), right.clone()).await.expect(200);
        assert_eq!(ended["is_current"], false);
        world.patch(ADA, edit, right).await.expect_problem(409, "stale_version", None);
    })
    .await;
}

#[tokio::test]
async fn somebody_who_left_is_shut_out_and_comes_back() {
    on_each_database(async |world| {
        let archive = |persona| format!("{}/archive", path(world, persona));
        let restore = format!("{}/restore", path(world, Persona::Owner));
        world.post(ADA, archive(Persona::Owner), json!({})).await.expect(200);
        world.get(Persona::Owner, "/session").await.expect(401);
        let listed = world.get(ADA, "/people?q=olga").await.expect(200);
        assert_eq!(listed["items"], json!([]));
        let listed = world.get(ADA, "/people?q=olga&archived=true").await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        let answer = report(world, Persona::Owner, ADA, "2013-10-15").await;
        answer.expect_problem(409, "person_archived", None);
        world.post(ADA, restore, json!({})).await.expect(200);
        world.get(Persona::Owner, "/session").await.expect(200);
        let answer = world.post(ADA, archive(ADA), json!({})).await;
        answer.expect_problem(409, "own_account", None);
        let answer = world.post(ADA, archive(Persona::Manager), json!({})).await;
        let detail = answer.expect_problem(409, "leads_units", None);
        assert!(detail.contains("EWR"), "{detail}");
    })
    .await;
}
