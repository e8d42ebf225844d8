//! Rows of the catalogue of ready definitions, and of perspectives.

use serde_json::json;

use super::{PERFORMANCE_ADMINISTRATORS, Row, only, signed_in};
use crate::kpis::text;
use crate::support::{Call, Persona, World};

pub(crate) fn rows() -> Vec<Row> {
    vec![
        signed_in("list_kpi_catalogue", 200, |_| {
            Box::pin(async { Call::get("/kpi-catalogue?category=people") })
        }),
        signed_in("find_ready_kpi", 200, |_| {
            Box::pin(async { Call::get("/kpi-catalogue/win_rate") })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "copy_ready_kpi", 201, |world| {
            Box::pin(async {
                let code = format!("copied_{}", world.number());
                Call::post("/kpi-catalogue/win_rate/copy", json!({"code": code}))
            })
        }),
        signed_in("list_kpi_perspectives", 200, |_| {
            Box::pin(async { Call::get("/kpi-perspectives") })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "create_kpi_perspective", 201, |world| {
            Box::pin(async {
                let code = format!("view_{}", world.number());
                Call::post("/kpi-perspectives", json!({"code": code, "name": "Society"}))
            })
        }),
        signed_in("find_kpi_perspective", 200, |world| {
            Box::pin(async { Call::get(perspective(world).await) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "update_kpi_perspective", 200, |world| {
            Box::pin(async {
                Call::patch(perspective(world).await, json!({"version": 1, "name": "Planet"}))
            })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "archive_kpi_perspective", 200, |world| {
            Box::pin(async {
                Call::post(format!("{}/archive", perspective(world).await), json!({}))
            })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "restore_kpi_perspective", 200, |world| {
            Box::pin(async {
                Call::post(format!("{}/restore", perspective(world).await), json!({}))
            })
        }),
    ]
}

async fn perspective(world: &World) -> String {
    let new = json!({"code": format!("view_{}", world.number()), "name": "Society"});
    let made = world.post(Persona::Administrator, "/kpi-perspectives", new).await.expect(201);
    format!("/kpi-perspectives/{}", text(&made["id"]))
}
