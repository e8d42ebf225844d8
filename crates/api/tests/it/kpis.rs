//! KPIs with their links and targets.

use serde_json::{Value, json};

use crate::support::{Persona, World, on_each_database};

const ADA: Persona = Persona::Administrator;
const PERCY: Persona = Persona::PerformanceAdministrator;

/// A daily ratio KPI with this code; gives its address.
pub(crate) async fn ratio_kpi(world: &World, code: &str) -> String {
    let made = world.post(PERCY, "/kpis", definition(code)).await.expect(201);
    format!("/kpis/{}", text(&made["item"]["id"]))
}

/// A daily KPI that adds up; gives its address.
pub(crate) async fn sum_kpi(world: &World, code: &str) -> String {
    let mut new = definition(code);
    new["time_aggregation"] = json!("sum");
    new["unit_aggregation"] = json!("sum");
    new["format"] = json!("number");
    let made = world.post(PERCY, "/kpis", new).await.expect(201);
    format!("/kpis/{}", text(&made["item"]["id"]))
}

fn definition(code: &str) -> Value {
    json!({
        "code": code,
        "name": format!("On time {code}"),
        "question": "Do we leave when we say?",
        "format": "percent",
        "decimals": 1,
        "direction": "higher",
        "frequency": "day",
        "time_aggregation": "ratio",
        "unit_aggregation": "ratio",
        "perspective": "process",
    })
}

/// The text of a JSON string.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().expect("a string was expected here")
}

/// A published objective of EWR-UA with one key result, and a maintain key result; gives the key
/// result's identity.
pub(crate) async fn key_result(world: &World) -> String {
    let objective = world
        .post(
            ADA,
            "/objectives",
            json!({
                "cycle_id": world.cycles[1],
                "title": "Leave on time",
                "kind": "committed",
                "owner_unit_id": world.units["EWR-UA"],
                "owner_person_id": world.people[&Persona::Owner],
            }),
        )
        .await
        .expect(201);
    let objective = text(&objective["item"]["id"]).to_owned();
    let key_result = world
        .post(
            ADA,
            "/key-results",
            json!({
                "objective_id": objective,
                "title": "On-time rate to 90 %",
                "kind": "increase",
                "start_value": 0.5,
                "target_value": 0.9,
                "format": "percent",
            }),
        )
        .await
        .expect(201);
    let published = format!("/objectives/{objective}/publish");
    world.post(ADA, published, json!({})).await.expect(200);
    text(&key_result["item"]["id"]).to_owned()
}

fn id_of(path: &str) -> &str {
    path.strip_prefix("/kpis/").expect("an address of a KPI")
}

#[tokio::test]
async fn a_kpi_is_defined_read_edited_and_archived() {
    on_each_database(async |world| {
        let path = ratio_kpi(world, "otd_rate").await;
        let kpi = world.get(Persona::Stranger, &path).await.expect(200);
        assert_eq!((text(&kpi["code"]), &kpi["version"]), ("otd_rate", &json!(1)));
        assert_eq!((&kpi["latest"], &kpi["status"]), (&Value::Null, &Value::Null));
        assert_eq!((&kpi["may_edit"], &kpi["may_record"]), (&json!(false), &json!(false)));
        let by_code = world.get(Persona::Stranger, "/kpis/otd_rate").await.expect(200);
        assert_eq!(by_code["id"], kpi["id"]);
        let edit = json!({"version": 1, "name": "Punctual", "decimals": 2});
        let edited = world.patch(PERCY, &path, edit.clone()).await.expect(200);
        assert_eq!(
            (text(&edited["item"]["name"]), &edited["item"]["version"]),
            ("Punctual", &json!(2))
        );
        world.patch(PERCY, &path, edit).await.expect_problem(409, "stale_version", None);
        let archive = format!("{path}/archive");
        let archived = world.post(PERCY, &archive, json!({})).await.expect(200);
        assert!(archived["item"]["archived_at"].is_string());
        let again = world.post(PERCY, &archive, json!({})).await.expect(200);
        assert_eq!(again["seq"], 0, "archiving twice changes nothing");
        let listed = world.get(ADA, "/kpis").await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 0);
        let listed = world.get(ADA, "/kpis?archived=true").await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        world.post(PERCY, format!("{path}/restore"), json!({})).await.expect(200);
        let listed = world.get(ADA, "/kpis").await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_its_field() {
    on_each_database(async |world| {
        ratio_kpi(world, "otd_rate").await;
        let before = world.change_count().await;
        let refuse = async |change: Value, status: u16, code: &str, field: &str| {
            let mut new = definition("other");
            for (name, value) in change.as_object().unwrap() {
                new[name] = value.clone();
            }
            world.post(PERCY, "/kpis", new).await.expect_problem(status, code, Some(field))
        };
        refuse(json!({"code": "otd_rate"}), 409, "duplicate", "code").await;
        refuse(json!({"code": "with blank"}), 422, "bad_code", "code").await;
        refuse(json!({"name": " "}), 422, "empty", "name").await;
        refuse(json!({"decimals": 9}), 422, "decimals_out_of_range", "decimals").await;
        refuse(json!({"direction": "up"}), 422, "unknown_choice", "direction").await;
        refuse(json!({"formula": "1 +"}), 422, "unexpected", "formula").await;
        refuse(json!({"colour": "red"}), 422, "unknown_field", "colour").await;
        let nobody = json!({"owner_person_id": format!("per_{:032}", 7)});
        refuse(nobody, 422, "unknown_reference", "owner_person_id").await;
        let averaged = json!({"unit_aggregation": "mean"});
        let detail = refuse(averaged, 422, "ratio_mixed", "unit_aggregation").await;
        assert!(detail.contains("ratio for both"), "{detail}");
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn redefining_a_kpi_needs_a_reason_and_its_frequency_stays_once_measured() {
    on_each_database(async |world| {
        let path = sum_kpi(world, "flights").await;
        let edit = json!({"version": 1, "direction": "lower"});
        world.patch(PERCY, &path, edit).await.expect_problem(
            422,
            "reason_required",
            Some("reason"),
        );
        let edit = json!({"version": 1, "direction": "lower", "reason": "Fewer, fuller flights"});
        world.patch(PERCY, &path, edit).await.expect(200);
        let log = world.get(ADA, "/changes?kind=kpi.redefined").await.expect(200);
        assert_eq!(text(&log["items"][0]["reason"]), "Fewer, fuller flights");
        assert_eq!(text(&log["items"][0]["before"]["direction"]), "higher");
        let value = json!({
            "org_unit_id": world.units["JFK"], "period_on": "2013-10-14", "value": 300,
        });
        world.post(PERCY, format!("{path}/measurements"), value).await.expect(201);
        let edit = json!({"version": 2, "frequency": "month", "reason": "Less noise"});
        world.patch(PERCY, &path, edit).await.expect_problem(409, "kpi_has_measurements", None);
    })
    .await;
}

#[tokio::test]
async fn the_list_is_filtered_sorted_and_paged() {
    on_each_database(async |world| {
        for code in ["b_rate", "c_rate", "a_rate"] {
            ratio_kpi(world, code).await;
        }
        let codes = async |query: &str| {
            let listed = world.get(Persona::Stranger, format!("/kpis?{query}")).await.expect(200);
            let codes: Vec<String> = listed["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|kpi| text(&kpi["code"]).to_owned())
                .collect();
            (codes.join(" "), listed["next_cursor"].as_str().map(str::to_owned))
        };
        assert_eq!(codes("").await.0, "b_rate c_rate a_rate", "as they were arranged");
        assert_eq!(codes("sort=code").await.0, "a_rate b_rate c_rate");
        assert_eq!(codes("q=B_R").await.0, "b_rate");
        assert_eq!(codes("perspective=financial").await.0, "");
        let (first, cursor) = codes("sort=code&limit=2").await;
        assert_eq!(first, "a_rate b_rate");
        let cursor = cursor.unwrap();
        assert_eq!(
            codes(&format!("sort=code&limit=2&cursor={cursor}")).await,
            ("c_rate".into(), None)
        );
        world.get(ADA, "/kpis?limit=0").await.expect_problem(
            400,
            "limit_out_of_range",
            Some("limit"),
        );
        world.get(ADA, "/kpis?cursor=zz").await.expect_problem(400, "bad_cursor", Some("cursor"));
    })
    .await;
}

#[tokio::test]
async fn a_measuring_link_gives_the_key_result_its_value() {
    on_each_database(async |world| {
        let kpi = ratio_kpi(world, "otd_rate").await;
        let goal = key_result(world).await;
        let value = json!({
            "org_unit_id": world.units["EWR-UA"], "period_on": "2013-10-14",
            "numerator": 70, "denominator": 100,
        });
        world.post(PERCY, format!("{kpi}/measurements"), value).await.expect(201);
        let link = json!({
            "key_result_id": goal, "kpi_id": id_of(&kpi), "role": "measures",
            "org_unit_id": world.units["EWR-UA"],
        });
        let made = world.post(Persona::Owner, "/kpi-links", link.clone()).await.expect(201);
        assert_eq!(made["item"]["value"], 0.7);
        let moved = made["moved"].as_array().unwrap();
        let progress = |entity: &str| {
            let found = moved.iter().find(|moved| moved["entity"] == entity).unwrap();
            found["after"]["progress"].as_f64().unwrap()
        };
        assert!((progress("key_result") - 0.5).abs() < 1e-9, "(0.7 − 0.5) / (0.9 − 0.5)");
        assert!((progress("objective") - 0.5).abs() < 1e-9);
        let detail = world.post(Persona::Owner, "/kpi-links", link).await.expect_problem(
            422,
            "second_measure",
            Some("role"),
        );
        assert!(detail.contains("On time otd_rate"), "the other one is named: {detail}");
        let listed = world.get(ADA, format!("/kpi-links?key_result={goal}")).await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        let archive = format!("/kpi-links/{}/archive", text(&made["item"]["id"]));
        let ended = world.post(Persona::Owner, archive, json!({})).await.expect(200);
        let moved = ended["moved"].as_array().unwrap();
        let gone = moved.iter().find(|moved| moved["entity"] == "key_result").unwrap();
        assert_eq!(gone["after"]["progress"], Value::Null, "nothing is known, which is not 0");
    })
    .await;
}

#[tokio::test]
async fn links_that_make_no_sense_are_refused() {
    on_each_database(async |world| {
        let kpi = ratio_kpi(world, "otd_rate").await;
        let goal = key_result(world).await;
        let before = world.change_count().await;
        let refuse = async |change: Value, code: &str, field: &str| {
            let mut link = json!({"key_result_id": goal, "kpi_id": id_of(&kpi), "role": "guards"});
            for (name, value) in change.as_object().unwrap() {
                link[name] = value.clone();
            }
            world.post(ADA, "/kpi-links", link).await.expect_problem(422, code, Some(field));
        };
        refuse(json!({"weight": -1}), "negative_weight", "weight").await;
        refuse(json!({"window": "rolling"}), "missing_field", "window_periods").await;
        refuse(json!({"window_periods": 3}), "window_periods_not_expected", "window_periods").await;
        let endless = json!({"window": "rolling", "window_periods": 0});
        refuse(endless, "window_out_of_range", "window_periods").await;
        let limit = json!({"role": "drives", "limit_value": 0.5});
        refuse(limit, "limit_not_expected", "limit_value").await;
        let nowhere = json!({"org_unit_id": format!("unit_{:032}", 7)});
        refuse(nowhere, "unknown_reference", "org_unit_id").await;
        refuse(json!({"kpi_id": format!("kpi_{:032}", 7)}), "unknown_reference", "kpi_id").await;
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_guard_is_breached_beyond_its_limit_and_not_at_it() {
    on_each_database(async |world| {
        let kpi = ratio_kpi(world, "otd_rate").await;
        let goal = key_result(world).await;
        let unit = &world.units["EWR-UA"];
        let value = json!({
            "org_unit_id": unit, "period_on": "2013-10-14", "numerator": 60, "denominator": 100,
        });
        world.post(PERCY, format!("{kpi}/measurements"), value).await.expect(201);
        let link = json!({
            "key_result_id": goal, "kpi_id": id_of(&kpi), "role": "guards",
            "org_unit_id": unit, "limit_value": 0.6,
        });
        let made = world.post(ADA, "/kpi-links", link).await.expect(201);
        assert_eq!(made["item"]["is_breached"], false, "equality holds");
        let path = format!("/kpi-links/{}", text(&made["item"]["id"]));
        let edit = json!({"version": 1, "limit_value": 0.61});
        let edited = world.patch(ADA, &path, edit).await.expect(200);
        assert_eq!(edited["item"]["is_breached"], true);
        assert_eq!(edited["item"]["limit_in_force"], 0.61);
        let edit = json!({"version": 2, "limit_value": null});
        let edited = world.patch(ADA, &path, edit).await.expect(200);
        assert_eq!(edited["item"]["is_breached"], Value::Null, "no limit, no judgement");
    })
    .await;
}

#[tokio::test]
async fn targets_do_not_overlap_and_get_better_step_by_step() {
    on_each_database(async |world| {
        let kpi = ratio_kpi(world, "otd_rate").await;
        let target = |change: Value| {
            let mut target = json!({
                "kpi_id": id_of(&kpi), "starts_on": "2013-10-01", "ends_on": "2014-01-01",
                "floor": 0.75, "target": 0.8, "stretch": 0.85,
            });
            for (name, value) in change.as_object().unwrap() {
                target[name] = value.clone();
            }
            target
        };
        let made = world.post(PERCY, "/kpi-targets", target(json!({}))).await.expect(201);
        assert_eq!(made["item"]["org_unit"], Value::Null, "the root is meant");
        let before = world.change_count().await;
        let refuse = async |change: Value, code: &str, field: &str| {
            let answer = world.post(PERCY, "/kpi-targets", target(change)).await;
            answer.expect_problem(422, code, Some(field));
        };
        refuse(json!({}), "overlapping_target", "starts_on").await;
        // Naming the root is the same as naming none.
        refuse(json!({"org_unit_id": world.units["NYC"]}), "overlapping_target", "starts_on").await;
        refuse(json!({"ends_on": "2013-10-01"}), "empty_period", "ends_on").await;
        refuse(json!({"floor": 0.9}), "targets_not_in_order", "target").await;
        refuse(json!({"range_low": 0.1}), "wrong_for_direction", "range_low").await;
        let nothing = json!({"floor": null, "target": null, "stretch": null});
        refuse(nothing, "target_empty", "target").await;
        assert_eq!(world.change_count().await, before);
        let next = target(json!({"starts_on": "2014-01-01", "ends_on": "2014-04-01"}));
        world.post(PERCY, "/kpi-targets", next).await.expect(201);
        let own = target(json!({"org_unit_id": world.units["JFK"]}));
        world.post(PERCY, "/kpi-targets", own).await.expect(201);
        let listed = world.get(ADA, format!("/kpi-targets?kpi={}", id_of(&kpi))).await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 3);
        let path = format!("/kpi-targets/{}", text(&made["item"]["id"]));
        let edit = json!({"version": 1, "target": 0.78});
        world.patch(PERCY, &path, edit).await.expect_problem(
            422,
            "reason_required",
            Some("reason"),
        );
        let edit = json!({"version": 1, "target": 0.78, "reason": "The runway is closed"});
        world.patch(PERCY, &path, edit).await.expect(200);
        world.post(PERCY, format!("{path}/archive"), json!({})).await.expect(200);
        world.post(PERCY, "/kpi-targets", target(json!({}))).await.expect(201);
        let restore = world.post(PERCY, format!("{path}/restore"), json!({})).await;
        restore.expect_problem(422, "overlapping_target", Some("starts_on"));
    })
    .await;
}
