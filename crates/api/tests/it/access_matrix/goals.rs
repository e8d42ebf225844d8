//! Rows of objectives, key results, milestones, check-ins, alignments and pages.

use goals::id::ObjectiveId;
use serde_json::{Value, json};

use super::{Row, only, signed_in};
use crate::goals::{closing, key_result_of, published, text};
use crate::support::{Call, Persona, World};

/// Those who may change a goal that the owner answers for.
const ANSWERABLE: &[Persona] =
    &[Persona::Administrator, Persona::GoalAdministrator, Persona::Manager, Persona::Owner];

pub(crate) fn rows() -> Vec<Row> {
    [objectives(), key_results(), milestones(), alignments(), pages()]
        .into_iter()
        .flatten()
        .collect()
}

fn objectives() -> Vec<Row> {
    vec![
        signed_in("list_objectives", 200, |_| Box::pin(async { Call::get("/objectives") })),
        only(ANSWERABLE, "create_objective", 201, |world| {
            Box::pin(async { Call::post("/objectives", crate::goals::objective_input(world)) })
        }),
        signed_in("find_objective", 200, |world| {
            Box::pin(async { Call::get(path("objectives", &published(world).await)) })
        }),
        only(ANSWERABLE, "update_objective", 200, |world| {
            Box::pin(async {
                let body = json!({"version": 2, "description": "Why it matters"});
                Call::patch(path("objectives", &published(world).await), body)
            })
        }),
        only(ANSWERABLE, "publish_objective", 200, |world| {
            Box::pin(async { act("objectives", &published(world).await, "publish") })
        }),
        only(ANSWERABLE, "grade_objective", 200, |world| {
            Box::pin(async {
                let body = json!({"version": 2, "grade": 0.5, "reason": "Half of it"});
                Call::post(format!("/objectives/{}/grade", closing(world).await.0), body)
            })
        }),
        only(ANSWERABLE, "archive_objective", 200, |world| {
            Box::pin(async { act("objectives", &published(world).await, "archive") })
        }),
        only(ANSWERABLE, "restore_objective", 200, |world| {
            Box::pin(async { act("objectives", &published(world).await, "restore") })
        }),
    ]
}

fn key_results() -> Vec<Row> {
    vec![
        signed_in("list_key_results", 200, |_| Box::pin(async { Call::get("/key-results") })),
        only(ANSWERABLE, "create_key_result", 201, |world| {
            Box::pin(async {
                let objective = published(world).await;
                Call::post("/key-results", crate::goals::key_result_input(&objective))
            })
        }),
        signed_in("find_key_result", 200, |world| {
            Box::pin(async { Call::get(path("key-results", &key_result(world).await)) })
        }),
        only(ANSWERABLE, "update_key_result", 200, |world| {
            Box::pin(async {
                let body = json!({"version": 1, "description": "How it is measured"});
                Call::patch(path("key-results", &key_result(world).await), body)
            })
        }),
        only(ANSWERABLE, "grade_key_result", 200, |world| {
            Box::pin(async {
                let body = json!({"version": 1, "grade": 0.5, "reason": "Half of it"});
                Call::post(format!("/key-results/{}/grade", closing(world).await.1), body)
            })
        }),
        only(ANSWERABLE, "archive_key_result", 200, |world| {
            Box::pin(async { act("key-results", &key_result(world).await, "archive") })
        }),
        only(ANSWERABLE, "restore_key_result", 200, |world| {
            Box::pin(async { act("key-results", &key_result(world).await, "restore") })
        }),
        signed_in("list_check_ins", 200, |world| {
            Box::pin(async {
                Call::get(format!("/key-results/{}/check-ins", key_result(world).await))
            })
        }),
        only(ANSWERABLE, "create_check_in", 201, |world| {
            Box::pin(async {
                let address = format!("/key-results/{}/check-ins", key_result(world).await);
                Call::post(address, json!({"value": 0.6, "confidence": 7}))
            })
        }),
    ]
}

fn milestones() -> Vec<Row> {
    vec![
        only(ANSWERABLE, "create_milestone", 201, |world| {
            Box::pin(async {
                let stepped = stepped(world).await;
                let address = format!("/key-results/{}/milestones", text(&stepped["id"]));
                Call::post(address, json!({"title": "Another step"}))
            })
        }),
        only(ANSWERABLE, "update_milestone", 200, |world| {
            Box::pin(async {
                let body = json!({"version": 1, "done_on": "2013-10-14"});
                Call::patch(path("milestones", &step(world).await), body)
            })
        }),
        only(ANSWERABLE, "archive_milestone", 200, |world| {
            Box::pin(async { act("milestones", &step(world).await, "archive") })
        }),
        only(ANSWERABLE, "restore_milestone", 200, |world| {
            Box::pin(async { act("milestones", &step(world).await, "restore") })
        }),
    ]
}

fn alignments() -> Vec<Row> {
    vec![
        signed_in("list_alignments", 200, |world| {
            Box::pin(async {
                Call::get(format!("/alignments?objective={}", published(world).await))
            })
        }),
        only(ANSWERABLE, "create_alignment", 201, |world| {
            Box::pin(async { Call::post("/alignments", new_alignment(world).await) })
        }),
        only(ANSWERABLE, "update_alignment", 200, |world| {
            Box::pin(async {
                let body = json!({"version": 1, "contribution": 2.0});
                Call::patch(path("alignments", &alignment(world).await), body)
            })
        }),
        only(ANSWERABLE, "archive_alignment", 200, |world| {
            Box::pin(async { act("alignments", &alignment(world).await, "archive") })
        }),
        only(ANSWERABLE, "restore_alignment", 200, |world| {
            Box::pin(async { act("alignments", &alignment(world).await, "restore") })
        }),
    ]
}

fn pages() -> Vec<Row> {
    vec![
        signed_in("find_company", 200, |_| Box::pin(async { Call::get("/company") })),
        signed_in("find_unit_overview", 200, |_| {
            Box::pin(async { Call::get("/units/EWR/overview") })
        }),
        signed_in("find_unit_score", 200, |_| Box::pin(async { Call::get("/units/EWR/score") })),
        signed_in("find_person_overview", 200, |_| {
            Box::pin(async { Call::get("/people/me/overview") })
        }),
        signed_in("find_objective_overview", 200, |world| {
            Box::pin(async {
                Call::get(format!("/objectives/{}/overview", published(world).await))
            })
        }),
        signed_in("find_check_in_sheet", 200, |_| Box::pin(async { Call::get("/check-in-sheet") })),
        signed_in("find_alignment_map", 200, |_| Box::pin(async { Call::get("/alignment-map") })),
    ]
}

fn path(nouns: &str, id: &str) -> String {
    format!("/{nouns}/{id}")
}

fn act(nouns: &str, id: &str, verb: &str) -> Call {
    Call::post(format!("/{nouns}/{id}/{verb}"), json!({}))
}

async fn key_result(world: &World) -> String {
    let objective = published(world).await;
    key_result_of(world, &objective).await
}

/// A key result with one milestone.
async fn stepped(world: &World) -> Value {
    let objective = published(world).await;
    let body = json!({
        "objective_id": objective,
        "title": "In three steps",
        "kind": "milestones",
        "milestones": [{"title": "The first"}],
    });
    world.post(Persona::Owner, "/key-results", body).await.expect(201)["item"].clone()
}

async fn step(world: &World) -> String {
    text(&stepped(world).await["milestones"][0]["id"]).to_owned()
}

async fn new_alignment(world: &World) -> Value {
    let (supporter, supported): (ObjectiveId, ObjectiveId) =
        (published(world).await.parse().unwrap(), published(world).await.parse().unwrap());
    json!({"objective_id": supporter, "target_objective_id": supported, "contribution": 1.0})
}

async fn alignment(world: &World) -> String {
    let body = new_alignment(world).await;
    let made = world.post(Persona::Owner, "/alignments", body).await.expect(201);
    text(&made["item"]["id"]).to_owned()
}
