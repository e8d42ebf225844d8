//! Rows of the catalogue of ready definitions, of perspectives, and of the tree of KPIs.

use serde_json::{Value, json};

use super::{PERFORMANCE_ADMINISTRATORS, Row, only, signed_in};
use crate::kpis::{sum_kpi, text};
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
        signed_in("find_kpi_tree", 200, |_| Box::pin(async { Call::get("/kpi-tree") })),
        signed_in("list_kpi_drivers", 200, |world| {
            Box::pin(async {
                let [driver, _] = two_kpis(world).await;
                Call::get(format!("/kpi-drivers?kpi={driver}"))
            })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "create_kpi_driver", 201, |world| {
            Box::pin(async { Call::post("/kpi-drivers", new_driver(world).await) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "update_kpi_driver", 200, |world| {
            Box::pin(async {
                Call::patch(driver(world).await, json!({"version": 1, "influence": "opposite"}))
            })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "archive_kpi_driver", 204, |world| {
            Box::pin(async { Call::delete(driver(world).await) })
        }),
    ]
}

async fn two_kpis(world: &World) -> [String; 2] {
    let [first, second] = [world.number(), world.number()];
    let made = [
        sum_kpi(world, &format!("leading_{first}")).await,
        sum_kpi(world, &format!("outcome_{second}")).await,
    ];
    made.map(|at| at.trim_start_matches("/kpis/").to_owned())
}

async fn new_driver(world: &World) -> Value {
    let [driver, driven] = two_kpis(world).await;
    json!({"driver_kpi_id": driver, "driven_kpi_id": driven, "influence": "same"})
}

async fn driver(world: &World) -> String {
    let new = new_driver(world).await;
    let made = world.post(Persona::Administrator, "/kpi-drivers", new).await.expect(201);
    format!("/kpi-drivers/{}", text(&made["id"]))
}

async fn perspective(world: &World) -> String {
    let new = json!({"code": format!("view_{}", world.number()), "name": "Society"});
    let made = world.post(Persona::Administrator, "/kpi-perspectives", new).await.expect(201);
    format!("/kpi-perspectives/{}", text(&made["id"]))
}
