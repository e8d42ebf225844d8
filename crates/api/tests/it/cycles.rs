//! Cycles: nesting, overlap, phases.

use serde_json::{Value, json};

use crate::support::{Answer, Call, Persona, World, on_each_database};

const GAIL: Persona = Persona::GoalAdministrator;

fn quarter(world: &World, name: &str, starts_on: &str, ends_on: &str) -> Value {
    json!({
        "parent_id": world.cycles[0], "name": name, "kind": "quarter",
        "starts_on": starts_on, "ends_on": ends_on,
    })
}

async fn create(world: &World, body: Value) -> Answer {
    world.post(GAIL, "/cycles", body).await
}

/// One day for each: cycles of a kind do not overlap.
pub(crate) fn new_cycle(world: &World) -> Call {
    let start = jiff::civil::date(2015, 1, 1);
    let day = start.checked_add(jiff::Span::new().days(world.number())).unwrap();
    let body = json!({
        "name": "A day", "kind": "custom", "starts_on": day, "ends_on": day.tomorrow().unwrap(),
    });
    Call::post("/cycles", body)
}

#[tokio::test]
async fn cycles_are_listed_by_day_with_how_much_has_gone() {
    on_each_database(async |world| {
        let list = world.get(Persona::Stranger, "/cycles").await.expect(200);
        assert_eq!(list["items"][0]["name"], "2013");
        let quarter = &list["items"][1];
        assert_eq!(quarter["name"], "Q4 2013");
        assert_eq!(quarter["parent"]["name"], "2013");
        assert_eq!(quarter["phase"], "active");
        // Ten of the 66 working days are over when 15 October begins.
        let elapsed = quarter["elapsed"].as_f64().unwrap();
        assert!((elapsed - 10.0 / 66.0).abs() < 1e-12, "{elapsed}");
        let today = world.get(Persona::Stranger, "/cycles?on=2013-10-15&kind=quarter").await;
        assert_eq!(today.expect(200)["items"].as_array().unwrap().len(), 1);
        let none = world.get(Persona::Stranger, "/cycles?on=2014-01-01").await.expect(200);
        assert_eq!(none["items"], json!([]), "the end is the first day after");
    })
    .await;
}

#[tokio::test]
async fn a_new_cycle_is_in_planning() {
    on_each_database(async |world| {
        let made =
            create(world, quarter(world, "Q3 2013", "2013-07-01", "2013-10-01")).await.expect(201);
        assert_eq!(made["item"]["phase"], "planning");
        assert_eq!(made["item"]["version"], 1);
        assert!(made["seq"].as_i64().unwrap() > 0);
    })
    .await;
}

#[tokio::test]
async fn an_overlap_of_the_same_kind_is_refused_and_named() {
    on_each_database(async |world| {
        let before = world.change_count().await;
        let answer = create(world, quarter(world, "Late", "2013-09-15", "2013-12-15")).await;
        let detail = answer.expect_problem(422, "overlapping_cycle", Some("starts_on"));
        assert!(detail.contains("Q4 2013"), "{detail}");
        assert_eq!(world.change_count().await, before);
        let mut month = quarter(world, "October", "2013-10-01", "2013-11-01");
        month["kind"] = json!("month");
        create(world, month).await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn a_cycle_lies_inside_its_parent() {
    on_each_database(async |world| {
        let answer = create(world, quarter(world, "Q1 2014", "2014-01-01", "2014-04-01")).await;
        let detail = answer.expect_problem(422, "outside_parent", Some("parent_id"));
        assert!(detail.contains("2013"), "{detail}");
        let shrink = json!({"version": 2, "ends_on": "2013-12-01"});
        let year = format!("/cycles/{}", world.cycles[0]);
        let answer = world.patch(GAIL, year.clone(), shrink).await;
        answer.expect_problem(422, "child_outside", Some("ends_on"));
        let inside_out = json!({"version": 2, "parent_id": world.cycles[1]});
        let answer = world.patch(GAIL, year, inside_out).await;
        let detail = answer.expect_problem(422, "cycle", Some("parent_id"));
        assert!(detail.contains("2013 → Q4 2013 → 2013"), "{detail}");
    })
    .await;
}

#[tokio::test]
async fn days_that_make_no_cycle_are_refused() {
    on_each_database(async |world| {
        let empty = create(world, quarter(world, "Nothing", "2013-07-01", "2013-07-01")).await;
        empty.expect_problem(422, "empty_period", Some("ends_on"));
        let age = json!({
            "name": "An age", "kind": "custom", "starts_on": "2000-01-01", "ends_on": "2020-01-01",
        });
        create(world, age).await.expect_problem(422, "too_long", Some("ends_on"));
        let no_day = create(world, quarter(world, "No day", "2013-02-30", "2013-04-01")).await;
        no_day.expect_problem(422, "wrong_type", Some("starts_on"));
    })
    .await;
}

#[tokio::test]
async fn nesting_has_a_limit() {
    on_each_database(async |world| {
        let mut parent = json!(world.cycles[1]);
        for level in 3..=ops::limits::CYCLE_DEPTH_MAX {
            let cycle = json!({
                "parent_id": parent, "name": format!("Level {level}"), "kind": "custom",
                "starts_on": "2013-10-01", "ends_on": "2013-11-01",
            });
            parent = create(world, cycle).await.expect(201)["item"]["id"].clone();
        }
        let cycle = json!({
            "parent_id": parent, "name": "Too deep", "kind": "custom",
            "starts_on": "2013-10-01", "ends_on": "2013-11-01",
        });
        create(world, cycle).await.expect_problem(422, "too_deep", Some("parent_id"));
    })
    .await;
}

#[tokio::test]
async fn phases_move_forward_one_by_one() {
    on_each_database(async |world| {
        let path = format!("/cycles/{}", world.cycles[1]);
        let step = async |version: i32, phase: &str| {
            let body = json!({"version": version, "phase": phase});
            world.post(GAIL, format!("{path}/phase"), body).await
        };
        step(2, "closed").await.expect_problem(409, "wrong_phase", None);
        step(2, "planning").await.expect_problem(409, "wrong_phase", None);
        step(1, "closing").await.expect_problem(409, "stale_version", None);
        assert_eq!(step(2, "closing").await.expect(200)["item"]["phase"], "closing");
        let before = world.change_count().await;
        step(2, "closing").await.expect(200);
        assert_eq!(world.change_count().await, before, "the same step twice changes nothing");
        step(3, "closed").await.expect(200);
        step(4, "active").await.expect_problem(409, "wrong_phase", None);
        let rename = json!({"version": 4, "name": "Renamed"});
        let answer = world.patch(GAIL, path.clone(), rename).await;
        answer.expect_problem(409, "cycle_closed", None);
        let seen = world.get(GAIL, path.clone()).await.expect(200);
        assert_eq!(seen["may_edit"], false);
    })
    .await;
}

#[tokio::test]
async fn a_cycle_around_others_is_not_archived() {
    on_each_database(async |world| {
        let archive = |index: usize| format!("/cycles/{}/archive", world.cycles[index]);
        let answer = world.post(GAIL, archive(0), json!({})).await;
        let detail = answer.expect_problem(409, "has_active_cycles", None);
        assert!(detail.contains("Q4 2013"), "{detail}");
        world.post(GAIL, archive(1), json!({})).await.expect(200);
        // Its days are free for another, and then not for it any more.
        create(world, quarter(world, "Q4 anew", "2013-10-01", "2014-01-01")).await.expect(201);
        let restore = format!("/cycles/{}/restore", world.cycles[1]);
        let answer = world.post(GAIL, restore, json!({})).await;
        answer.expect_problem(422, "overlapping_cycle", Some("starts_on"));
    })
    .await;
}
