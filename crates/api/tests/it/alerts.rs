//! Alerts over HTTP: who sees them, who may take notice, and what cannot be done twice.

use goals::id::{AlertId, KpiId};
use serde_json::json;
use store::entity::alert::Model;
use store::word::AlertKind;

use crate::kpis::{sum_kpi, text};
use crate::support::{Persona, World, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;

/// Opens an alert about a KPI of a unit, as the watch does; gives its identity.
pub(crate) async fn opened(world: &World, kpi: &str, unit: &str) -> String {
    let kpi: KpiId = kpi.parse().unwrap();
    let unit = world.units[unit];
    let organizations = store::organization::all(world.app.database().read()).await.unwrap();
    let now = world.app.now_ms();
    let model = Model {
        id: world.app.new_id(),
        organization_id: organizations[0].id,
        kpi_id: kpi.0,
        org_unit_id: unit.0,
        kind: AlertKind::CorridorBreach,
        urgency: 300,
        since_on: jiff::civil::date(2013, 9, 1).into(),
        facts: store::alert::Facts { value: Some(3.0), ..Default::default() }.into(),
        opened_at: now,
        closed_at: None,
        acknowledged_at: None,
        acknowledged_by: None,
        cause: None,
        objective_id: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = world.app.database().begin().await.unwrap();
    let model = store::alert::insert(&tx, model).await.unwrap();
    tx.commit().await.unwrap();
    AlertId(model.id).to_string()
}

#[tokio::test]
async fn an_alert_is_listed_counted_and_acknowledged_once_per_version() {
    on_each_database(async |world| {
        sum_kpi(world, "flights").await;
        let kpi = world.get(PERCY, "/kpis/flights").await.expect(200);
        let id = opened(world, text(&kpi["id"]), "JFK").await;
        let list = world.get(Persona::Stranger, "/alerts").await.expect(200);
        let alert = &list["items"][0];
        assert_eq!(text(&alert["id"]), id);
        assert_eq!((text(&alert["state"]), text(&alert["kind"])), ("open", "corridor_breach"));
        assert_eq!(text(&alert["kpi"]["code"]), "flights");
        assert_eq!(alert["may_acknowledge"], false);
        let count = world.get(Persona::Stranger, "/alerts/count").await.expect(200);
        assert_eq!(count, json!({"open": 1, "mine": 0}));
        let path = format!("/alerts/{id}/acknowledge");
        let body = json!({"version": 1, "cause": " Snow closed two runways "});
        world.post(Persona::Stranger, &path, body.clone()).await.expect(403);
        world.post(PERCY, &path, json!({"version": 1, "cause": " "})).await.expect(422);
        let done = world.post(PERCY, &path, body.clone()).await.expect(200);
        assert_eq!(text(&done["state"]), "acknowledged");
        assert_eq!(text(&done["cause"]), "Snow closed two runways");
        world.post(PERCY, &path, body).await.expect(409);
        for (query, found) in [
            ("state=open", 0),
            ("state=acknowledged", 1),
            ("state=closed", 0),
            ("kpi=flights&kind=corridor_breach", 1),
            ("kind=stale", 0),
            ("mine=true", 0),
        ] {
            let list = world.get(PERCY, format!("/alerts?{query}")).await.expect(200);
            assert_eq!(list["items"].as_array().unwrap().len(), found, "{query}");
        }
        let log = world.get(Persona::Administrator, "/changes?limit=1").await.expect(200);
        assert_eq!(text(&log["items"][0]["kind"]), "alert.acknowledged");
    })
    .await;
}
