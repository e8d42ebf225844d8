//! What drives what, and the tree of KPIs.

use jiff::ToSpan;
use serde_json::{Value, json};

use crate::kpis::{sum_kpi, text};
use crate::support::{Call, Persona, World, on_each_database};

const ADA: Persona = Persona::Administrator;
const OLGA: Persona = Persona::Owner;
const PERCY: Persona = Persona::PerformanceAdministrator;
const STAN: Persona = Persona::Stranger;

/// The identity of a KPI that adds up.
async fn kpi(world: &World, code: &str) -> String {
    sum_kpi(world, code).await.trim_start_matches("/kpis/").to_owned()
}

fn drives(driver: &str, driven: &str) -> Value {
    json!({"driver_kpi_id": driver, "driven_kpi_id": driven, "influence": "same"})
}

/// A KPI that a formula computes.
async fn computed(world: &World, code: &str, formula: &str) -> String {
    let new = json!({
        "code": code, "name": code, "format": "number", "direction": "higher",
        "frequency": "month", "time_aggregation": "sum", "unit_aggregation": "sum",
        "formula": formula,
    });
    let made = world.post(PERCY, "/kpis", new).await.expect(201);
    text(&made["item"]["id"]).to_owned()
}

/// Monthly values of JFK from October 2012 on.
async fn record(world: &World, code: &str, values: &[f64]) {
    let months = (10..=12).map(|month| (2012, month)).chain((1..=9).map(|month| (2013, month)));
    let items: Vec<Value> = months
        .zip(values)
        .map(|((year, month), value)| {
            let period = format!("{year}-{month:02}-01");
            json!({"kpi": code, "unit": "JFK", "period": period, "value": value})
        })
        .collect();
    world.post(PERCY, "/measurements", json!({"items": items})).await.expect(200);
}

fn edges(tree: &Value) -> Vec<(&str, &str, &str)> {
    let edges = tree["edges"].as_array().unwrap().iter();
    edges
        .map(|edge| (text(&edge["kind"]), text(&edge["from_kpi_id"]), text(&edge["to_kpi_id"])))
        .collect()
}

#[tokio::test]
async fn the_tree_has_formulas_and_drivers_with_what_the_past_says() {
    on_each_database(async |world| {
        let [leads, won, lost] =
            [kpi(world, "leads").await, kpi(world, "won").await, kpi(world, "lost").await];
        let total = computed(world, "total", "won + lost").await;
        record(world, "leads", &[1., 3., 2., 4., 3., 6., 2., 5., 4., 7., 3., 6.]).await;
        record(world, "won", &[5., 7., 6., 8., 7., 10., 6., 9., 8., 11., 7., 10.]).await;
        record(world, "lost", &[1.; 8]).await;
        let mut new = drives(&leads, &won);
        new["note"] = json!("More leads, more wins");
        let made = world.post(PERCY, "/kpi-drivers", new).await.expect(201);
        assert_eq!((text(&made["influence"]), &made["version"]), ("same", &json!(1)));
        assert_eq!(
            (text(&made["driver"]["code"]), text(&made["driven"]["code"])),
            ("leads", "won")
        );
        let evidence = &made["evidence"];
        assert_eq!((&evidence["change_count"], text(&evidence["grain"])), (&json!(11), "month"));
        assert_eq!(
            (&evidence["start"], &evidence["end"]),
            (&json!("2012-10-01"), &json!("2013-10-01"))
        );
        assert!((evidence["correlation"].as_f64().unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(evidence["verdict"], "supports");
        world.post(PERCY, "/kpi-drivers", drives(&leads, &lost)).await.expect(201);

        let tree = world.get(STAN, "/kpi-tree").await.expect(200);
        assert_eq!((text(&tree["unit"]["code"]), &tree["is_cut"]), ("NYC", &json!(false)));
        let expected = [
            ("formula", won.as_str(), total.as_str()),
            ("formula", lost.as_str(), total.as_str()),
            ("driver", leads.as_str(), won.as_str()),
            ("driver", leads.as_str(), lost.as_str()),
        ];
        assert_eq!(edges(&tree), expected);
        // Seven changes are too few to say anything.
        let few = &tree["edges"][3]["driver"]["evidence"];
        assert_eq!((&few["correlation"], text(&few["verdict"])), (&Value::Null, "too_few"));
        let node = tree["nodes"].as_array().unwrap();
        let node = node.iter().find(|node| node["tile"]["code"] == "total").unwrap();
        assert_eq!((&node["is_computed"], &node["may_relate"]), (&json!(true), &json!(false)));
        // September: 10 won; nothing is known of lost, so nothing of the sum. May is the last.
        assert_eq!(node["tile"]["latest"]["period"], "2013-05");
        assert_eq!(node["tile"]["latest"]["value"], 10.0);
        assert_eq!(node["perspective_name"], "Process");

        // Another unit has another past.
        let other = world.get(STAN, "/kpi-tree?unit=EWR").await.expect(200);
        let evidence = &other["edges"][2]["driver"]["evidence"];
        assert_eq!((&evidence["change_count"], &evidence["start"]), (&json!(0), &Value::Null));
        assert_eq!(world.get(STAN, "/kpi-tree?unit=XXX").await.status, 404);

        // Each end knows of it.
        for code in ["leads", "lost"] {
            let page = world.get(STAN, format!("/kpi-drivers?kpi={code}")).await.expect(200);
            let count = page["items"].as_array().unwrap().len();
            assert_eq!(count, if code == "leads" { 2 } else { 1 });
        }
        assert_eq!(world.get(STAN, "/kpi-drivers?kpi=nothing").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_drive_is_refused_and_says_why() {
    on_each_database(async |world| {
        let [leads, won, lost] =
            [kpi(world, "leads").await, kpi(world, "won").await, kpi(world, "lost").await];
        let total = computed(world, "total", "won + lost").await;
        let post = async |driver: &str, driven: &str| {
            world.post(PERCY, "/kpi-drivers", drives(driver, driven)).await
        };
        post(&leads, &won).await.expect(201);
        let changes = world.change_count().await;
        let refused = async |driver: &str, driven: &str, code: &str, words: &str| {
            let problem = post(driver, driven).await.expect(422);
            assert_eq!((text(&problem["field"]), text(&problem["code"])), ("driver_kpi_id", code));
            assert!(text(&problem["detail"]).contains(words), "{problem}");
        };
        refused(&won, &won, "drives_itself", "won cannot drive itself").await;
        refused(&leads, &won, "drives_already", "leads drives won already").await;
        refused(&won, &total, "already_an_input", "won is an input of the formula of total").await;
        refused(&won, &leads, "cycle", "won → leads → won").await;
        // Through a formula: leads drives won, which total is computed from.
        refused(&total, &leads, "cycle", "total → leads → won → total").await;
        let nobody = "kpi_00000000000000000000000000000000";
        refused(nobody, &won, "unknown_reference", "does not exist").await;
        assert_eq!(post(&leads, nobody).await.status, 404);
        let mut long = drives(&lost, &won);
        long["note"] = json!("x".repeat(10_001));
        let problem = world.post(PERCY, "/kpi-drivers", long).await.expect(422);
        assert_eq!((text(&problem["field"]), text(&problem["code"])), ("note", "too_long"));
        let mut odd = drives(&lost, &won);
        odd["influence"] = json!("strong");
        assert!(world.post(PERCY, "/kpi-drivers", odd).await.status.is_client_error());
        assert_eq!(world.change_count().await, changes);

        // What is archived drives nothing, and is not on the tree.
        let gone = kpi(world, "gone").await;
        post(&gone, &lost).await.expect(201);
        world.post(PERCY, format!("/kpis/{gone}/archive"), json!({})).await.expect(200);
        refused(&gone, &leads, "archived_reference", "gone is archived").await;
        let tree = world.get(STAN, "/kpi-tree").await.expect(200);
        assert!(edges(&tree).iter().all(|edge| edge.1 != gone));
        assert_eq!(tree["nodes"].as_array().unwrap().len(), 4);
        let listed = world.get(STAN, "/kpi-drivers?kpi=lost").await.expect(200);
        assert_eq!(listed["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn the_owner_of_the_driven_kpi_relates_it_and_nobody_else() {
    on_each_database(async |world| {
        let [leads, won] = [kpi(world, "leads").await, kpi(world, "won").await];
        let edit = json!({"version": 1, "owner_person_id": world.people[&OLGA]});
        world.patch(PERCY, format!("/kpis/{won}"), edit).await.expect(200);
        assert_eq!(world.post(OLGA, "/kpi-drivers", drives(&won, &leads)).await.status, 403);
        let refused = world.post(STAN, "/kpi-drivers", drives(&leads, &won)).await;
        assert_eq!(refused.status, 403);
        let made = world.post(OLGA, "/kpi-drivers", drives(&leads, &won)).await.expect(201);
        assert_eq!(made["may_edit"], true);
        let at = format!("/kpi-drivers/{}", text(&made["id"]));
        let seen = world.get(STAN, "/kpi-drivers?kpi=won").await.expect(200);
        assert_eq!(seen["items"][0]["may_edit"], false);

        let edit = json!({"version": 1, "influence": "opposite", "note": " As we saw "});
        assert_eq!(world.patch(STAN, at.clone(), edit.clone()).await.status, 403);
        let edited = world.patch(OLGA, at.clone(), edit.clone()).await.expect(200);
        assert_eq!((text(&edited["influence"]), text(&edited["note"])), ("opposite", "As we saw"));
        let stale = world.patch(OLGA, at.clone(), edit).await.expect(409);
        assert_eq!(stale["code"], "stale_version");
        let kept = json!({"version": 2, "influence": "same"});
        let kept = world.patch(OLGA, at.clone(), kept).await.expect(200);
        assert_eq!(text(&kept["note"]), "As we saw");

        assert_eq!(world.send(STAN, Call::delete(at.clone())).await.status, 403);
        for _ in 0..2 {
            assert_eq!(world.send(OLGA, Call::delete(at.clone())).await.status, 204);
        }
        let edit = json!({"version": 4, "influence": "same"});
        assert_eq!(world.patch(OLGA, at, edit).await.status, 404);
        assert_eq!(world.get(STAN, "/kpi-tree").await.expect(200)["edges"], json!([]));
        // The log tells it all, under the name of the driven KPI.
        let told = world.get(ADA, "/changes?entity=kpi_driver").await.expect(200);
        let told = told["items"].as_array().unwrap();
        let kinds: Vec<&str> = told.iter().map(|change| text(&change["kind"])).collect();
        let created = ["kpi_driver.updated", "kpi_driver.updated", "kpi_driver.created"];
        assert_eq!(kinds, [&["kpi_driver.archived"][..], &created].concat());
        assert!(told.iter().all(|change| change["title"] == "On time won"), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn the_tree_of_a_past_day_is_as_it_was() {
    on_each_database(async |world| {
        let [leads, won] = [kpi(world, "leads").await, kpi(world, "won").await];
        let made = world.post(PERCY, "/kpi-drivers", drives(&leads, &won)).await.expect(201);
        let then = world.app.now() + 26.hours();
        world.clock.set(then, then);
        let at = format!("/kpi-drivers/{}", text(&made["id"]));
        assert_eq!(world.send(PERCY, Call::delete(at)).await.status, 204);
        kpi(world, "later").await;
        let was = world.get(PERCY, "/kpi-tree?as_of=2013-10-15").await.expect(200);
        assert_eq!(edges(&was), [("driver", leads.as_str(), won.as_str())]);
        assert_eq!(was["nodes"].as_array().unwrap().len(), 2);
        // Nothing can be done there.
        assert_eq!(was["nodes"][0]["may_relate"], false);
        assert_eq!(was["edges"][0]["driver"]["may_edit"], false);
        let listed = world.get(STAN, "/kpi-drivers?kpi=won&as_of=2013-10-15").await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        let now = world.get(PERCY, "/kpi-tree").await.expect(200);
        assert_eq!((edges(&now), now["nodes"].as_array().unwrap().len()), (Vec::new(), 3));
        assert!(now["nodes"][0]["may_relate"].as_bool().unwrap());
        assert_eq!(world.get(PERCY, "/kpi-tree?as_of=2014-01-01").await.status, 422);
    })
    .await;
}
