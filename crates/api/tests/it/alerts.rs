//! Alerts over HTTP: who sees them, who may take notice, and what cannot be done twice.

use goals::id::{AlertId, KpiId};
use serde_json::json;
use store::entity::alert::Model;
use store::word::AlertKind;

use crate::kpis::{sum_kpi, text};
use crate::support::{Call, Persona, World, on_each_database};

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
        key_result_id: None,
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

/// A KPI that JFK is to record 100 of in the quarter, and an alert about it.
async fn warned(world: &World) -> (String, String) {
    sum_kpi(world, "flights").await;
    let kpi = world.get(PERCY, "/kpis/flights").await.expect(200);
    let target = json!({
        "kpi_id": kpi["id"], "org_unit_id": world.units["JFK"], "target": 100,
        "starts_on": "2013-10-01", "ends_on": "2014-01-01",
    });
    world.post(PERCY, "/kpi-targets", target).await.expect(201);
    let values = "/kpis/flights/values/2013-10-02?unit=JFK";
    world.send(PERCY, Call::put(values, json!({"value": 20}))).await.expect(200);
    let id = opened(world, text(&kpi["id"]), "JFK").await;
    (format!("/alerts/{id}"), text(&kpi["id"]).to_owned())
}

#[tokio::test]
async fn an_alert_opens_a_recovery_and_both_show_the_other() {
    on_each_database(async |world| {
        let (alert, _) = warned(world).await;
        let proposal = world.get(PERCY, format!("{alert}/recovery")).await.expect(200);
        assert_eq!(proposal["aim"]["kind"], "increase");
        assert_eq!(
            (&proposal["aim"]["start"], &proposal["aim"]["target"]),
            (&json!(20.0), &json!(100.0))
        );
        assert_eq!(proposal["aim"]["until"], "2013-12-31");
        assert_eq!(text(&proposal["unit"]["code"]), "JFK");
        // Whoever administers KPIs may acknowledge and may not write goals for others.
        assert_eq!(proposal["may_create"], false);
        let body = json!({
            "version": 1, "cause": "Snow", "recovery": {"title": "Recover flights: back to 100"},
        });
        let path = format!("{alert}/acknowledge");
        let before = world.change_count().await;
        world.post(PERCY, &path, body.clone()).await.expect(403);
        world.post(Persona::GoalAdministrator, &path, body.clone()).await.expect(403);
        assert_eq!(world.change_count().await, before);
        let done = world.post(Persona::Administrator, &path, body.clone()).await.expect(200);
        let objective = &done["objective"];
        assert_eq!(objective["state"], "published");
        assert_eq!(objective["score"]["progress"], 0.0);
        let values = "/kpis/flights/values/2013-10-03?unit=JFK";
        world.send(PERCY, Call::put(values, json!({"value": 40}))).await.expect(200);
        let list = world.get(Persona::Stranger, "/alerts").await.expect(200);
        let shown = &list["items"][0]["objective"];
        assert_eq!(shown["score"]["progress"], 0.5);
        assert_eq!(shown["key_result"]["score"]["progress"], 0.5);
        let page = format!("/objectives/{}/overview", text(&objective["id"]));
        let page = world.get(Persona::Stranger, page).await.expect(200);
        assert_eq!(page["alerts"][0]["cause"], "Snow");
        assert_eq!(text(&page["alerts"][0]["kpi"]["code"]), "flights");
        assert_eq!(page["key_results"][0]["links"][0]["role"], "measures");
        let again = json!({"version": 2, "cause": "Snow", "recovery": {"title": "Again"}});
        let refused = world.post(Persona::Administrator, &path, again).await.expect(409);
        assert_eq!(refused["code"], "already_mended");
        let proposal = world.get(PERCY, format!("{alert}/recovery")).await.expect(200);
        assert_eq!(
            (&proposal["obstacle"], &proposal["aim"]),
            (&json!("already_mended"), &json!(null))
        );
    })
    .await;
}

#[tokio::test]
async fn a_recovery_is_refused_where_the_mistake_is() {
    on_each_database(async |world| {
        let (alert, kpi) = warned(world).await;
        let path = format!("{alert}/acknowledge");
        let say = async |more: serde_json::Value, status| {
            let mut body = json!({"version": 1, "cause": "Snow"});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let answer = world.post(Persona::Administrator, &path, body).await.expect(status);
            let field = answer["errors"][0]["field"].as_str().unwrap_or_default().to_owned();
            (answer["code"].as_str().unwrap_or_default().to_owned(), field)
        };
        let (_, field) = say(json!({"recovery": {"title": " "}}), 422).await;
        assert_eq!(field, "recovery.title");
        let cycle = goals::id::CycleId(world.units["JFK"].0);
        let (_, field) = say(json!({"recovery": {"title": "A", "cycle_id": cycle}}), 422).await;
        assert_eq!(field, "recovery.cycle_id");
        let both = json!({"recovery": {"title": "A"}, "key_result_id": null, "objective_id": kpi});
        say(both, 422).await;
        let person = world.people[&Persona::Owner];
        let own = json!({"recovery": {"title": "A", "owner_person_id": person}});
        say(own, 200).await;
        world.get(PERCY, format!("{alert}/recovery?cycle={cycle}")).await.expect(422);
        let nowhere = AlertId(world.units["JFK"].0);
        world.get(PERCY, format!("/alerts/{nowhere}/recovery")).await.expect(404);
    })
    .await;
}
