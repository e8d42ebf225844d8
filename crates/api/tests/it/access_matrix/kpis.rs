//! Rows of KPIs, links, targets, measurements, and of what reads across nouns: the log, events,
//! search.

use serde_json::{Value, json};

use super::{OVERSEERS, PERFORMANCE_ADMINISTRATORS, Row, only, signed_in};
use crate::kpis::{key_result, text};
use crate::support::{Call, Persona, World};

/// Those who may change a goal that the owner answers for.
const ANSWERABLE: &[Persona] =
    &[Persona::Administrator, Persona::GoalAdministrator, Persona::Manager, Persona::Owner];
/// Those who may record values of a KPI that the owner answers for.
const RECORDERS: &[Persona] =
    &[Persona::Administrator, Persona::PerformanceAdministrator, Persona::Owner];

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = definitions();
    rows.extend(values());
    rows.extend(links());
    rows.extend(targets());
    rows.extend(across());
    rows.extend(alerts());
    rows
}

fn definitions() -> Vec<Row> {
    vec![
        signed_in("list_kpis", 200, |_| Box::pin(async { Call::get("/kpis") })),
        signed_in("formula_vocabulary", 200, |_| {
            Box::pin(async { Call::get("/kpi-formulas/vocabulary") })
        }),
        signed_in("check_formula", 200, |_| {
            Box::pin(async { Call::post("/kpi-formulas/check", json!({"formula": "1 + 1"})) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "create_kpi", 201, |world| {
            Box::pin(async { Call::post("/kpis", definition(world)) })
        }),
        signed_in("find_kpi", 200, |world| Box::pin(async { Call::get(kpi(world).await) })),
        only(RECORDERS, "update_kpi", 200, |world| {
            Box::pin(async { Call::patch(kpi(world).await, json!({"version": 1, "decimals": 2})) })
        }),
        only(RECORDERS, "archive_kpi", 200, |world| {
            Box::pin(async { Call::post(format!("{}/archive", kpi(world).await), json!({})) })
        }),
        only(RECORDERS, "restore_kpi", 200, |world| {
            Box::pin(async { Call::post(format!("{}/restore", kpi(world).await), json!({})) })
        }),
        signed_in("find_series", 200, |world| {
            Box::pin(async { Call::get(format!("{}/series", kpi(world).await)) })
        }),
        signed_in("find_forecast", 200, |world| {
            Box::pin(async { Call::get(format!("{}/forecast", kpi(world).await)) })
        }),
        signed_in("find_breakdown", 200, |world| {
            Box::pin(async { Call::get(format!("{}/breakdown", kpi(world).await)) })
        }),
        signed_in("find_comparison", 200, |world| {
            Box::pin(async { Call::get(format!("{}/comparison", kpi(world).await)) })
        }),
        only(RECORDERS, "set_kpi_scoring", 200, |world| {
            Box::pin(async {
                let path = format!("{}/scoring", kpi(world).await);
                let scoring = json!({"preset": "ratio"});
                Call::put(path, json!({"version": 1, "scoring": scoring, "reason": "Fair"}))
            })
        }),
        signed_in("list_scoring_presets", 200, |_| {
            Box::pin(async { Call::get("/scoring/presets") })
        }),
        signed_in("preview_scoring", 200, |_| {
            Box::pin(async {
                let scoring = json!({"preset": "ratio"});
                let marks = json!({"target": 5});
                let asked = json!({"scoring": scoring, "direction": "higher", "marks": marks});
                Call::post("/scoring/preview", asked)
            })
        }),
    ]
}

fn values() -> Vec<Row> {
    vec![
        signed_in("list_measurements", 200, |world| {
            Box::pin(async { Call::get(format!("{}/measurements", kpi(world).await)) })
        }),
        only(RECORDERS, "record_measurement", 201, |world| {
            Box::pin(async {
                let path = format!("{}/measurements", kpi(world).await);
                let unit = world.units["JFK"];
                let new = json!({"org_unit_id": unit, "period_on": "2013-10-14", "value": 3});
                Call::post(path, new)
            })
        }),
        only(RECORDERS, "put_measurement", 200, |world| {
            Box::pin(async {
                let path = format!("{}/values/2013-10-14?unit=JFK", kpi(world).await);
                Call::put(path, json!({"value": 3}))
            })
        }),
        // Whoever may not record a KPI's values is told so item by item; here nothing is asked for.
        signed_in("record_measurements", 200, |_| {
            Box::pin(async { Call::post("/measurements", json!({"items": []})) })
        }),
        signed_in("list_due_values", 200, |_| Box::pin(async { Call::get("/due-values") })),
        // As above: whoever may not record a value is told at its cell.
        signed_in("preview_upload", 200, |_| {
            Box::pin(async { Call::post("/uploads/preview?file_name=a.csv", json!("kpi")) })
        }),
        signed_in("apply_upload", 200, |_| {
            Box::pin(async {
                let columns = "kpi_column=A&period_column=B&value_column=C&unit=NYC";
                let path = format!("/uploads?file_name=a.csv&layout=rows&{columns}");
                Call::post(path, json!("kpi"))
            })
        }),
    ]
}

fn links() -> Vec<Row> {
    vec![
        signed_in("list_kpi_links", 200, |_| Box::pin(async { Call::get("/kpi-links") })),
        only(ANSWERABLE, "create_kpi_link", 201, |world| {
            Box::pin(async { Call::post("/kpi-links", new_link(world).await) })
        }),
        only(ANSWERABLE, "update_kpi_link", 200, |world| {
            Box::pin(async { Call::patch(link(world).await, json!({"version": 1, "weight": 2})) })
        }),
        only(ANSWERABLE, "archive_kpi_link", 200, |world| {
            Box::pin(async { Call::post(format!("{}/archive", link(world).await), json!({})) })
        }),
        only(ANSWERABLE, "restore_kpi_link", 200, |world| {
            Box::pin(async { Call::post(format!("{}/restore", link(world).await), json!({})) })
        }),
    ]
}

fn targets() -> Vec<Row> {
    vec![
        signed_in("list_kpi_targets", 200, |_| Box::pin(async { Call::get("/kpi-targets") })),
        only(PERFORMANCE_ADMINISTRATORS, "create_kpi_target", 201, |world| {
            Box::pin(async { Call::post("/kpi-targets", new_target(world).await) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "update_kpi_target", 200, |world| {
            Box::pin(async {
                let edit = json!({"version": 1, "target": 4, "reason": "Better than thought"});
                Call::patch(target(world).await, edit)
            })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "archive_kpi_target", 200, |world| {
            Box::pin(async { Call::post(format!("{}/archive", target(world).await), json!({})) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "restore_kpi_target", 200, |world| {
            Box::pin(async { Call::post(format!("{}/restore", target(world).await), json!({})) })
        }),
        signed_in("find_target_cascade", 200, |world| {
            Box::pin(async { Call::get(format!("{}/target-cascade", kpi(world).await)) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "spread_kpi_target", 200, |world| {
            Box::pin(async {
                let (kpi, target) = kpi_and_target(world).await;
                let asked = json!({
                    "target_id": target, "grain": "month", "method": "periods", "reason": "Fair",
                });
                Call::post(format!("{kpi}/targets/spread"), asked)
            })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "cascade_kpi_target", 200, |world| {
            Box::pin(async {
                let (kpi, target) = kpi_and_target(world).await;
                let asked = json!({"target_id": target, "method": "equal", "reason": "Fair"});
                Call::post(format!("{kpi}/targets/cascade"), asked)
            })
        }),
    ]
}

/// The address of a KPI and the identity of its target.
async fn kpi_and_target(world: &World) -> (String, String) {
    let new = new_target(world).await;
    let kpi = format!("/kpis/{}", text(&new["kpi_id"]));
    let made = world.post(Persona::Administrator, "/kpi-targets", new).await.expect(201);
    (kpi, text(&made["item"]["id"]).to_owned())
}

fn alerts() -> Vec<Row> {
    vec![
        signed_in("list_alerts", 200, |_| Box::pin(async { Call::get("/alerts") })),
        signed_in("count_alerts", 200, |_| Box::pin(async { Call::get("/alerts/count") })),
        signed_in("propose_recovery", 200, |world| {
            Box::pin(async { Call::get(format!("/alerts/{}/recovery", alert(world).await)) })
        }),
        only(RECORDERS, "acknowledge_alert", 200, |world| {
            Box::pin(async {
                let path = format!("/alerts/{}/acknowledge", alert(world).await);
                Call::post(path, json!({"version": 1, "cause": "Snow"}))
            })
        }),
    ]
}

fn across() -> Vec<Row> {
    vec![
        signed_in("list_changes", 200, |_| Box::pin(async { Call::get("/changes") })),
        only(OVERSEERS, "verify_changes", 200, |_| {
            Box::pin(async { Call::get("/changes/verification") })
        }),
        signed_in("stream_events", 200, |_| Box::pin(async { Call::get("/events") })),
        signed_in("search", 200, |_| Box::pin(async { Call::get("/search?q=ewr") })),
    ]
}

fn definition(world: &World) -> Value {
    json!({
        "code": format!("kpi_{}", world.number()),
        "name": "Flights",
        "direction": "higher",
        "frequency": "day",
        "time_aggregation": "sum",
        "unit_aggregation": "sum",
        "owner_person_id": world.people[&Persona::Owner],
    })
}

async fn made(world: &World, path: &str, new: Value) -> String {
    let made = world.post(Persona::Administrator, path, new).await.expect(201);
    format!("{path}/{}", text(&made["item"]["id"]))
}

async fn kpi(world: &World) -> String {
    made(world, "/kpis", definition(world)).await
}

async fn new_link(world: &World) -> Value {
    let kpi = kpi(world).await;
    let key_result = key_result(world).await;
    json!({"key_result_id": key_result, "kpi_id": kpi.strip_prefix("/kpis/"), "role": "drives"})
}

async fn link(world: &World) -> String {
    made(world, "/kpi-links", new_link(world).await).await
}

async fn new_target(world: &World) -> Value {
    let kpi = kpi(world).await;
    json!({
        "kpi_id": kpi.strip_prefix("/kpis/"), "starts_on": "2013-10-01", "ends_on": "2014-01-01",
        "target": 3,
    })
}

async fn target(world: &World) -> String {
    made(world, "/kpi-targets", new_target(world).await).await
}

/// An alert about a KPI of the owner's, by its id.
async fn alert(world: &World) -> String {
    let kpi = kpi(world).await;
    let id = kpi.strip_prefix("/kpis/").unwrap_or_default();
    crate::alerts::opened(world, id, "JFK").await
}
