//! Rows of the organisation, its units, people and cycles.

use serde_json::{Value, json};

use super::{ADMINISTRATORS, GOAL_ADMINISTRATORS, Row, only, signed_in};
use crate::cycles::new_cycle;
use crate::support::{Call, Persona, World};

pub(crate) fn rows() -> Vec<Row> {
    [organization(), units(), people(), lines(), cycles()].into_iter().flatten().collect()
}

fn organization() -> Vec<Row> {
    vec![
        signed_in("find_organization", 200, |_| Box::pin(async { Call::get("/organization") })),
        only(ADMINISTRATORS, "update_organization", 200, |world| {
            Box::pin(async {
                let version = made(world, Call::get("/organization")).await["version"].clone();
                Call::patch("/organization", json!({"version": version, "vision": "On time"}))
            })
        }),
    ]
}

fn units() -> Vec<Row> {
    vec![
        signed_in("list_units", 200, |_| Box::pin(async { Call::get("/units") })),
        only(ADMINISTRATORS, "create_unit", 201, |world| Box::pin(async { new_unit(world) })),
        signed_in("find_unit", 200, |world| Box::pin(async { Call::get(unit(world).await) })),
        only(ADMINISTRATORS, "update_unit", 200, |world| {
            Box::pin(async {
                Call::patch(unit(world).await, json!({"version": 1, "name": "Renamed"}))
            })
        }),
        only(ADMINISTRATORS, "archive_unit", 200, |world| {
            Box::pin(async { Call::post(format!("{}/archive", unit(world).await), json!({})) })
        }),
        only(ADMINISTRATORS, "restore_unit", 200, |world| {
            Box::pin(async { Call::post(format!("{}/restore", unit(world).await), json!({})) })
        }),
        signed_in("list_unit_memberships", 200, |world| {
            Box::pin(async { Call::get(format!("/units/{}/memberships", world.units["EWR"])) })
        }),
    ]
}

fn people() -> Vec<Row> {
    vec![
        signed_in("list_people", 200, |_| Box::pin(async { Call::get("/people?q=a") })),
        only(ADMINISTRATORS, "create_person", 201, |_| Box::pin(async { new_person() })),
        signed_in("find_person", 200, |world| Box::pin(async { Call::get(person(world).await) })),
        only(ADMINISTRATORS, "update_person", 200, |world| {
            Box::pin(async {
                Call::patch(person(world).await, json!({"version": 1, "title": "Pilot"}))
            })
        }),
        only(ADMINISTRATORS, "archive_person", 200, |world| {
            Box::pin(async { Call::post(format!("{}/archive", person(world).await), json!({})) })
        }),
        only(ADMINISTRATORS, "restore_person", 200, |world| {
            Box::pin(async { Call::post(format!("{}/restore", person(world).await), json!({})) })
        }),
    ]
}

fn lines() -> Vec<Row> {
    vec![
        signed_in("list_person_memberships", 200, |world| {
            Box::pin(async { Call::get(format!("{}/memberships", person(world).await)) })
        }),
        only(ADMINISTRATORS, "create_membership", 201, |world| {
            Box::pin(async { new_membership(world).await })
        }),
        only(ADMINISTRATORS, "update_membership", 200, |world| {
            Box::pin(async {
                let membership = made(world, new_membership(world).await).await;
                let edit = json!({"version": 1, "role_title": "Deputy"});
                Call::patch(format!("/memberships/{}", id(&membership)), edit)
            })
        }),
        signed_in("list_manager_lines", 200, |world| {
            Box::pin(async { Call::get(format!("{}/manager-lines", person(world).await)) })
        }),
        only(ADMINISTRATORS, "create_manager_line", 201, |world| {
            Box::pin(async { new_line(world).await })
        }),
        only(ADMINISTRATORS, "update_manager_line", 200, |world| {
            Box::pin(async {
                let line = made(world, new_line(world).await).await;
                let edit = json!({"version": 1, "ends_on": "2014-01-01"});
                Call::patch(format!("/manager-lines/{}", id(&line)), edit)
            })
        }),
    ]
}

fn cycles() -> Vec<Row> {
    vec![
        signed_in("list_cycles", 200, |_| Box::pin(async { Call::get("/cycles") })),
        only(GOAL_ADMINISTRATORS, "create_cycle", 201, |world| {
            Box::pin(async { new_cycle(world) })
        }),
        signed_in("find_cycle", 200, |world| Box::pin(async { Call::get(cycle(world).await) })),
        only(GOAL_ADMINISTRATORS, "update_cycle", 200, |world| {
            Box::pin(async {
                Call::patch(cycle(world).await, json!({"version": 1, "name": "Renamed"}))
            })
        }),
        only(GOAL_ADMINISTRATORS, "move_cycle_on", 200, |world| {
            Box::pin(async {
                let path = format!("{}/phase", cycle(world).await);
                Call::post(path, json!({"version": 1, "phase": "active"}))
            })
        }),
        only(GOAL_ADMINISTRATORS, "archive_cycle", 200, |world| {
            Box::pin(async { Call::post(format!("{}/archive", cycle(world).await), json!({})) })
        }),
        only(GOAL_ADMINISTRATORS, "restore_cycle", 200, |world| {
            Box::pin(async { Call::post(format!("{}/restore", cycle(world).await), json!({})) })
        }),
    ]
}

/// What the administrator gets for the call.
pub(crate) async fn made(world: &World, call: Call) -> Value {
    let answer = world.send(Persona::Administrator, call).await;
    assert!(answer.status.is_success(), "{:#}", answer.json);
    answer.json
}

/// The identity of a thing, also inside `item`.
pub(crate) fn id(thing: &Value) -> &str {
    let plain = &thing["id"];
    plain.as_str().or_else(|| thing["item"]["id"].as_str()).unwrap()
}

fn new_unit(world: &World) -> Call {
    let code = format!("U{}", world.number());
    let body = json!({"parent_id": world.units["NYC"], "code": code, "name": "A unit"});
    Call::post("/units", body)
}

async fn unit(world: &World) -> String {
    format!("/units/{}", id(&made(world, new_unit(world)).await))
}

pub(crate) fn new_person() -> Call {
    Call::post("/people", json!({"name": "Somebody"}))
}

/// The address of a person without rights, made for the occasion.
pub(crate) async fn person(world: &World) -> String {
    format!("/people/{}", id(&made(world, new_person()).await))
}

async fn new_membership(world: &World) -> Call {
    let path = format!("{}/memberships", person(world).await);
    Call::post(path, json!({"org_unit_id": world.units["JFK"]}))
}

async fn new_line(world: &World) -> Call {
    let path = format!("{}/manager-lines", person(world).await);
    Call::post(path, json!({"manager_person_id": world.people[&Persona::Manager]}))
}

async fn cycle(world: &World) -> String {
    format!("/cycles/{}", id(&made(world, new_cycle(world)).await))
}
