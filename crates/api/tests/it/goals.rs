//! Objectives, key results, check-ins and alignments: what moves, what is refused, what is hidden.

use serde_json::{Value, json};

use crate::cycles::new_cycle;
use crate::support::{Persona, World, on_each_database};

const OWNER: Persona = Persona::Owner;

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().expect("a string was expected here")
}

/// An objective that the owner answers for.
pub(crate) fn objective_input(world: &World) -> Value {
    json!({
        "cycle_id": world.cycles[1],
        "title": "Leave on time",
        "owner_unit_id": world.units["EWR-UA"],
        "owner_person_id": world.people[&OWNER],
    })
}

/// A key result from 0.5 to 0.9.
pub(crate) fn key_result_input(objective: &str) -> Value {
    json!({
        "objective_id": objective,
        "title": "On-time rate to 90 %",
        "kind": "increase",
        "start_value": 0.5,
        "target_value": 0.9,
        "format": "percent",
    })
}

/// A draft of the owner's.
pub(crate) async fn draft(world: &World) -> String {
    let made = world.post(OWNER, "/objectives", objective_input(world)).await.expect(201);
    text(&made["item"]["id"]).to_owned()
}

/// A published objective of the owner's.
pub(crate) async fn published(world: &World) -> String {
    let id = draft(world).await;
    world.post(OWNER, format!("/objectives/{id}/publish"), json!({})).await.expect(200);
    id
}

/// A key result of an objective of the owner's.
pub(crate) async fn key_result_of(world: &World, objective: &str) -> String {
    let made = world.post(OWNER, "/key-results", key_result_input(objective)).await.expect(201);
    text(&made["item"]["id"]).to_owned()
}

/// An objective of the owner's, and its key result, in a cycle of their own that is closing.
pub(crate) async fn closing(world: &World) -> (String, String) {
    let cycle = world.send(Persona::Administrator, new_cycle(world)).await.expect(201);
    let cycle = text(&cycle["item"]["id"]).to_owned();
    let input = json!({
        "cycle_id": cycle,
        "title": "Leave on time that day",
        "owner_person_id": world.people[&OWNER],
    });
    let made = world.post(OWNER, "/objectives", input).await.expect(201);
    let objective = text(&made["item"]["id"]).to_owned();
    let key_result = key_result_of(world, &objective).await;
    let publish = format!("/objectives/{objective}/publish");
    world.post(OWNER, publish, json!({})).await.expect(200);
    for (version, phase) in [(1, "active"), (2, "closing")] {
        let body = json!({"version": version, "phase": phase});
        let path = format!("/cycles/{cycle}/phase");
        world.post(Persona::Administrator, path, body).await.expect(200);
    }
    (objective, key_result)
}

async fn check_in(world: &World, key_result: &str, body: Value) -> Value {
    world.post(OWNER, format!("/key-results/{key_result}/check-ins"), body).await.expect(201)
}

#[tokio::test]
async fn a_check_in_moves_the_key_result_the_objective_and_the_unit() {
    on_each_database(async |world| {
        let objective = published(world).await;
        let key_result = key_result_of(world, &objective).await;
        let answer = check_in(world, &key_result, json!({"value": 0.7, "confidence": 8})).await;
        // (0.7 − 0.5) / (0.9 − 0.5) = 0.5, and the objective has no other key result.
        let moved = answer["moved"].as_array().unwrap();
        let after = |entity: &str| {
            let found = moved.iter().find(|moved| moved["entity"] == entity).unwrap();
            found["after"]["progress"].as_f64().unwrap()
        };
        for entity in ["key_result", "objective", "org_unit"] {
            assert!((after(entity) - 0.5).abs() < 1e-9, "{entity}: {answer:#}");
        }
        let shown = world.get(OWNER, format!("/objectives/{objective}")).await.expect(200);
        assert!((shown["score"]["progress"].as_f64().unwrap() - 0.5).abs() < 1e-9);
        assert_eq!(shown["proof"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_number_opens_to_the_check_in_it_came_from() {
    on_each_database(async |world| {
        let objective = published(world).await;
        let key_result = key_result_of(world, &objective).await;
        let note = "Two gates more";
        check_in(world, &key_result, json!({"value": 0.7, "note": note})).await;
        let path = format!("/key-results/{key_result}?explain=true");
        let proof = world.get(OWNER, path).await.expect(200)["proof"].clone();
        assert_eq!(proof["label_key"], "key_result.progress");
        assert_eq!(proof["rule"]["key"], "reach");
        let value = &proof["inputs"][0];
        assert_eq!(value["value"], 0.7);
        assert_eq!(value["facts"][0]["text"], note);
        assert_eq!(value["facts"][0]["by"], "Olga");
    })
    .await;
}

#[tokio::test]
async fn a_moved_goalpost_needs_a_reason_and_keeps_the_original_beside_it() {
    on_each_database(async |world| {
        let objective = published(world).await;
        let key_result = key_result_of(world, &objective).await;
        check_in(world, &key_result, json!({"value": 0.7})).await;
        let path = format!("/key-results/{key_result}");
        let changes = world.change_count().await;
        let softened = json!({"version": 2, "target_value": 0.7});
        let refused = world.patch(OWNER, path.clone(), softened).await;
        refused.expect_problem(422, "reason_required", Some("reason"));
        assert_eq!(world.change_count().await, changes, "a refusal changes nothing");
        let explained = json!({"version": 2, "target_value": 0.7, "reason": "Supplier slipped"});
        let moved = world.patch(OWNER, path, explained).await.expect(200)["item"].clone();
        assert_eq!(moved["original_target"], 0.9);
        assert_eq!(moved["score"]["progress"], 1.0);
        assert!((moved["score"]["original_progress"].as_f64().unwrap() - 0.5).abs() < 1e-9);
    })
    .await;
}

#[tokio::test]
async fn numbers_that_make_no_sense_together_are_refused_with_their_field() {
    on_each_database(async |world| {
        let objective = draft(world).await;
        for (change, code, field) in [
            (json!({"target_value": 0.5}), "start_equals_target", "target_value"),
            (json!({"target_value": 0.2}), "wrong_direction", "kind"),
            (json!({"target_value": null}), "missing_field", "target_value"),
            (json!({"weight": -1.0}), "negative_weight", "weight"),
            (json!({"title": " "}), "empty", "title"),
        ] {
            let mut body = key_result_input(&objective);
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            let answer = world.post(OWNER, "/key-results", body).await;
            answer.expect_problem(422, code, Some(field));
        }
    })
    .await;
}

#[tokio::test]
async fn an_old_version_is_refused_and_changes_nothing() {
    on_each_database(async |world| {
        let objective = draft(world).await;
        let path = format!("/objectives/{objective}");
        world.patch(OWNER, &path, json!({"version": 1, "title": "First"})).await.expect(200);
        let late = world.patch(OWNER, &path, json!({"version": 1, "title": "Second"})).await;
        late.expect_problem(409, "stale_version", None);
        assert_eq!(world.get(OWNER, &path).await.expect(200)["title"], "First");
    })
    .await;
}

#[tokio::test]
async fn objectives_that_would_support_each_other_in_a_circle_are_refused_naming_it() {
    on_each_database(async |world| {
        let (a, b, c) = (published(world).await, published(world).await, published(world).await);
        let align = |from: &str, to: &str| {
            json!({"objective_id": from, "target_objective_id": to, "contribution": 1.0})
        };
        world.post(OWNER, "/alignments", align(&a, &b)).await.expect(201);
        world.post(OWNER, "/alignments", align(&b, &c)).await.expect(201);
        let changes = world.change_count().await;
        let detail = world.post(OWNER, "/alignments", align(&c, &a)).await.expect(422)["detail"]
            .as_str()
            .unwrap()
            .to_owned();
        for id in [&a, &b, &c] {
            assert!(detail.contains(id.as_str()), "{detail}");
        }
        assert_eq!(world.change_count().await, changes);
    })
    .await;
}

#[tokio::test]
async fn a_draft_and_a_confidential_objective_do_not_exist_for_a_stranger() {
    on_each_database(async |world| {
        let mut secret = objective_input(world);
        secret["visibility"] = json!("confidential");
        let made = world.post(OWNER, "/objectives", secret).await.expect(201);
        let secret = text(&made["item"]["id"]).to_owned();
        world.post(OWNER, format!("/objectives/{secret}/publish"), json!({})).await.expect(200);
        for hidden in [draft(world).await, secret] {
            let path = format!("/objectives/{hidden}");
            let stranger = world.get(Persona::Stranger, &path).await;
            stranger.expect_problem(404, "not_found", None);
            let listed = world.get(Persona::Stranger, "/objectives").await.expect(200);
            let items = listed["items"].as_array().unwrap();
            assert!(items.iter().all(|item| item["id"] != hidden.as_str()));
            world.get(Persona::Manager, &path).await.expect(200);
            world.get(Persona::Auditor, &path).await.expect(200);
        }
    })
    .await;
}

#[tokio::test]
async fn a_judgement_holds_until_the_next_check_in() {
    on_each_database(async |world| {
        let objective = published(world).await;
        let key_result = key_result_of(world, &objective).await;
        let judged = json!({"value": 0.5, "status": "off_track", "note": "The crew left"});
        check_in(world, &key_result, judged).await;
        let path = format!("/key-results/{key_result}");
        let shown = world.get(OWNER, &path).await.expect(200);
        assert_eq!(shown["score"]["status"], "off_track");
        check_in(world, &key_result, json!({"value": 0.9})).await;
        let shown = world.get(OWNER, &path).await.expect(200);
        assert_eq!(shown["score"]["status"], "done");
        assert_eq!(shown["status_override"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_post_with_an_idempotency_key_is_done_once() {
    on_each_database(async |world| {
        let call = || {
            crate::support::Call::post("/objectives", objective_input(world))
                .with("idempotency-key", "once-and-only-once")
        };
        let first = world.send(OWNER, call()).await.expect(201);
        let changes = world.change_count().await;
        let again = world.send(OWNER, call()).await;
        assert_eq!(again.headers["idempotency-replayed"], "true");
        assert_eq!(again.expect(201)["item"]["id"], first["item"]["id"]);
        assert_eq!(world.change_count().await, changes);
        let mut other = call();
        other.body = Some(json!({"title": "Something else"}));
        let reused = world.send(OWNER, other).await;
        reused.expect_problem(422, "idempotency_key_reused", None);
    })
    .await;
}

#[tokio::test]
async fn pages_of_objectives_hold_every_one_once() {
    on_each_database(async |world| {
        let mut made = Vec::new();
        for _ in 0..7 {
            made.push(published(world).await);
        }
        let mut seen = Vec::new();
        let mut path = "/objectives?limit=3&sort=created_at".to_owned();
        loop {
            let page = world.get(OWNER, &path).await.expect(200);
            let items = page["items"].as_array().unwrap();
            assert!(items.len() <= 3);
            seen.extend(items.iter().map(|item| text(&item["id"]).to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/objectives?limit=3&sort=created_at&cursor={cursor}");
        }
        assert_eq!(seen, made);
    })
    .await;
}

#[tokio::test]
async fn grades_are_given_while_the_cycle_is_closing() {
    on_each_database(async |world| {
        let early = published(world).await;
        let grading = json!({"version": 2, "grade": 0.5, "reason": "Half of it"});
        let refused = world.post(OWNER, format!("/objectives/{early}/grade"), grading).await;
        assert_eq!(refused.expect(409)["code"], "cycle_not_closing");
        let key_result = key_result_of(world, &early).await;
        let grading = json!({"version": 1, "grade": 0.5, "reason": "Half of it"});
        let refused = world.post(OWNER, format!("/key-results/{key_result}/grade"), grading).await;
        assert_eq!(refused.expect(409)["code"], "cycle_not_closing");

        let (objective, key_result) = closing(world).await;
        let unexplained = json!({"version": 1, "grade": 0.5});
        let path = format!("/key-results/{key_result}/grade");
        let refused = world.post(OWNER, path.clone(), unexplained).await.expect(422);
        assert_eq!(refused["errors"][0]["field"], "reason");
        let grading = json!({"version": 1, "grade": 0.5, "reason": "Half of it"});
        let graded = world.post(OWNER, path, grading).await.expect(200);
        assert_eq!(graded["item"]["grade"], 0.5);
        for (version, grade) in [(2, 0.5), (3, 0.4)] {
            let grading = json!({"version": version, "grade": grade, "reason": "We talked"});
            let path = format!("/objectives/{objective}/grade");
            let graded = world.post(OWNER, path, grading).await.expect(200);
            assert_eq!(graded["item"]["state"], "closed");
            assert_eq!(graded["item"]["grade"], grade);
        }
    })
    .await;
}
