//! Rows of data sources and their runs.

use serde_json::{Value, json};

use super::{PERFORMANCE_ADMINISTRATORS, Row, only};
use crate::support::{Call, Persona, World};

pub(crate) fn rows() -> Vec<Row> {
    vec![
        only(PERFORMANCE_ADMINISTRATORS, "list_sources", 200, |_| {
            Box::pin(async { Call::get("/sources") })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "create_source", 201, |_| {
            Box::pin(async { Call::post("/sources", new_source()) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "find_source", 200, |world| {
            Box::pin(async { Call::get(source(world).await) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "update_source", 200, |world| {
            Box::pin(async {
                Call::patch(source(world).await, json!({"version": 1, "name": "Another"}))
            })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "archive_source", 200, |world| {
            Box::pin(async { Call::post(format!("{}/archive", source(world).await), json!({})) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "restore_source", 200, |world| {
            Box::pin(async { Call::post(format!("{}/restore", source(world).await), json!({})) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "run_source", 200, |world| {
            Box::pin(async { Call::post(format!("{}/run", source(world).await), json!({})) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "dry_run_source", 200, |world| {
            Box::pin(async { Call::post(format!("{}/dry-run", source(world).await), json!({})) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "list_source_runs", 200, |world| {
            Box::pin(async { Call::get(format!("{}/runs", source(world).await)) })
        }),
        only(PERFORMANCE_ADMINISTRATORS, "find_source_run", 200, |world| {
            Box::pin(async {
                let source = source(world).await;
                let made = Call::post(format!("{source}/dry-run"), json!({}));
                let run = world.send(Persona::Administrator, made).await.expect(200);
                Call::get(format!("{source}/runs/{}", run["id"].as_str().unwrap()))
            })
        }),
    ]
}

/// A source that reaches nobody: its address is for examples.
pub(crate) fn new_source() -> Value {
    json!({
        "name": "Flights", "settings": {
            "kind": "http", "url": "http://203.0.113.7/values", "rows": "$",
            "fields": {"kpi": "$.k", "period": "$.p", "value": "$.v"},
        },
    })
}

async fn source(world: &World) -> String {
    let made = world.post(Persona::Administrator, "/sources", new_source()).await.expect(201);
    format!("/sources/{}", made["id"].as_str().unwrap())
}
