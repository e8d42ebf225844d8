//! Rows of the strategic pillars.

use serde_json::json;

use super::{GOAL_ADMINISTRATORS, Row, only, signed_in};
use crate::support::{Call, Persona, World};

pub(crate) fn rows() -> Vec<Row> {
    vec![
        signed_in("list_strategic_pillars", 200, |_| {
            Box::pin(async { Call::get("/strategic-pillars") })
        }),
        only(GOAL_ADMINISTRATORS, "create_strategic_pillar", 201, |_| {
            Box::pin(async { Call::post("/strategic-pillars", json!({"name": "Punctual"})) })
        }),
        signed_in("find_strategic_pillar", 200, |world| {
            Box::pin(async { Call::get(pillar(world).await) })
        }),
        only(GOAL_ADMINISTRATORS, "update_strategic_pillar", 200, |world| {
            Box::pin(async {
                Call::patch(pillar(world).await, json!({"version": 1, "name": "On time"}))
            })
        }),
        only(GOAL_ADMINISTRATORS, "archive_strategic_pillar", 200, |world| {
            Box::pin(async { Call::post(format!("{}/archive", pillar(world).await), json!({})) })
        }),
        only(GOAL_ADMINISTRATORS, "restore_strategic_pillar", 200, |world| {
            Box::pin(async { Call::post(format!("{}/restore", pillar(world).await), json!({})) })
        }),
    ]
}

async fn pillar(world: &World) -> String {
    let made = world
        .post(Persona::Administrator, "/strategic-pillars", json!({"name": "Punctual"}))
        .await
        .expect(201);
    format!("/strategic-pillars/{}", made["id"].as_str().unwrap())
}
