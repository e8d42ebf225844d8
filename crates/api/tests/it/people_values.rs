//! Values and targets of people. It is 15 October 2013; Mary belongs to EWR and Olga to EWR-UA
//! below it since January.

use serde_json::{Value, json};

use crate::kpis::{sum_kpi, text};
use crate::support::{Call, Persona, World, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;
const ADA: Persona = Persona::Administrator;

fn email(persona: Persona) -> &'static str {
    match persona {
        Persona::Manager => "mary@example.com",
        _ => "olga@example.com",
    }
}

async fn value(world: &World, kpi: &str, subject: &str, month: &str) -> Value {
    let path = format!("{kpi}/series?{subject}&grain=month&from={month}&to=2013-11-01");
    world.get(PERCY, path).await.expect(200)["points"][0]["value"].clone()
}

/// Olga belongs to another unit from a day on.
async fn move_olga(world: &World, unit: &str, day: &str) {
    let olga = world.people[&Persona::Owner];
    let new = json!({"org_unit_id": world.units[unit], "is_primary": true, "starts_on": day});
    world.post(ADA, format!("/people/{olga}/memberships"), new).await.expect(201);
}

#[tokio::test]
async fn a_value_counts_where_the_person_was() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        move_olga(world, "JFK", "2013-10-01").await;
        let put = async |person: Persona, day: &str, value: i32| {
            let path = format!("/kpis/flights/values/{day}?person={}", email(person));
            let call = Call::put(path, json!({"value": value}));
            world.send(PERCY, call).await.expect(200)["item"].clone()
        };
        let september = put(Persona::Owner, "2013-09-02", 10).await;
        assert_eq!(september["person"]["name"], "Olga");
        assert_eq!(september["org_unit"]["code"], "EWR-UA");
        assert_eq!(put(Persona::Owner, "2013-10-02", 20).await["org_unit"]["code"], "JFK");
        put(Persona::Manager, "2013-09-02", 5).await;
        let seq = world.change_count().await;
        put(Persona::Manager, "2013-09-02", 5).await;
        assert_eq!(world.change_count().await, seq, "the same value changes nothing");
        for (subject, month, expected) in [
            ("person=olga@example.com", "2013-09-01", json!(10.0)),
            ("person=olga@example.com", "2013-10-01", json!(20.0)),
            ("unit=EWR", "2013-09-01", json!(15.0)),
            ("unit=EWR-UA", "2013-09-01", json!(10.0)),
            ("unit=EWR", "2013-10-01", Value::Null),
            ("unit=JFK", "2013-10-01", json!(20.0)),
        ] {
            assert_eq!(value(world, &kpi, subject, month).await, expected, "{subject} {month}");
        }
        let path = format!("{kpi}/breakdown?unit=EWR&grain=month&period=2013-09");
        let breakdown = world.get(PERCY, path).await.expect(200);
        let people = breakdown["people"].as_array().unwrap();
        let shown: Vec<_> =
            people.iter().map(|row| (text(&row["person"]["name"]), &row["value"])).collect();
        assert_eq!(shown, [("Mary", &json!(5.0))]);
        let path =
            format!("{kpi}/series?unit=EWR&grain=month&from=2013-09-01&to=2013-10-01&explain=true");
        let proof = world.get(PERCY, path).await.expect(200)["proof"].clone();
        let opened: Vec<_> =
            proof["inputs"].as_array().unwrap().iter().map(|input| &input["value"]).collect();
        assert_eq!(opened, [&json!(5.0), &json!(10.0)]);
        assert_eq!(proof["inputs"][0]["facts"][0]["on"], "2013-09-02");
    })
    .await;
}

#[tokio::test]
async fn files_name_people_and_say_what_is_wrong_with_them() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        let send = async |form: &str, body: &str| {
            world.upload(PERCY, "/measurements", form, body.as_bytes().to_vec()).await
        };
        let lines = concat!(
            "{\"kpi\":\"flights\",\"person\":\"Olga@example.com\",\"period\":\"2013-09-02\",\"value\":3}\n",
            "{\"kpi\":\"flights\",\"unit\":\"JFK\",\"person\":\"mary@example.com\",\"period\":\"2013-09-02\",\"value\":4}\n",
        );
        let report = send("application/x-ndjson", lines).await.expect(200);
        assert_eq!(report["item"]["inserted"], 2);
        assert_eq!(value(world, &kpi, "unit=JFK", "2013-09-01").await, 4.0);
        // Given again without a unit it counts where Mary belonged: a correction.
        let text = "kpi,person,period,value\nflights,mary@example.com,2013-09-02,4\n";
        let report = send("text/csv", text).await.expect(200);
        assert_eq!(report["item"]["corrected"], 1);
        assert_eq!(value(world, &kpi, "unit=JFK", "2013-09-01").await, Value::Null);
        assert_eq!(value(world, &kpi, "unit=EWR", "2013-09-01").await, 7.0, "3 of EWR-UA and 4");
        let nobody = "kpi,person,period,value\nflights,nobody,2013-09-02,4\n";
        let refused = send("text/csv", nobody).await;
        refused.expect_problem(422, "unknown_reference", Some("lines.2.person"));
        let long_ago = "kpi,person,period,value\nflights,olga@example.com,1995-09-02,4\n";
        let refused = send("text/csv", long_ago).await;
        let detail = refused.expect_problem(422, "no_membership", Some("lines.2.unit"));
        assert!(detail.contains("belonged to no unit on 1995-09-02"), "{detail}");
        let line = "flights,olga@example.com,2013-09-03,4\n";
        let twice = format!("kpi,person,period,value\n{line}{line}");
        send("text/csv", &twice).await.expect_problem(422, "duplicate", Some("lines.3.period"));
        let path = "/kpis/flights/values/2013-09-02?person=nobody";
        let call = Call::put(path, json!({"value": 1}));
        world.send(PERCY, call).await.expect_problem(422, "unknown_reference", Some("person"));
    })
    .await;
}

#[tokio::test]
async fn a_target_is_handed_down_to_people_and_judges_them() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        world.patch(PERCY, &kpi, json!({"version": 1, "decimals": 0})).await.expect(200);
        let new = json!({
            "kpi_id": kpi.strip_prefix("/kpis/"), "org_unit_id": world.units["EWR"],
            "starts_on": "2013-10-01", "ends_on": "2014-01-01", "target": 101,
        });
        let whole = world.post(PERCY, "/kpi-targets", new).await.expect(201);
        let target = text(&whole["item"]["id"]).to_owned();
        move_olga(world, "EWR", "2013-09-01").await;
        let ask = |preview: bool| {
            json!({
                "target_id": target, "method": "equal", "recipients": "people", "preview": preview,
                "reason": "Shared out at the kick-off",
            })
        };
        let path = format!("{kpi}/targets/cascade");
        let preview = world.post(PERCY, &path, ask(true)).await.expect(200);
        let parts = preview["parts"].as_array().unwrap();
        let names: Vec<_> = parts.iter().map(|part| text(&part["person"]["name"])).collect();
        let marks: f64 = parts.iter().map(|part| part["values"]["target"].as_f64().unwrap()).sum();
        assert_eq!((names, marks), (vec!["Mary", "Olga"], 101.0));
        world.post(PERCY, &path, ask(false)).await.expect(200);
        let olga = world.people[&Persona::Owner];
        let listed = world.get(PERCY, format!("/kpi-targets?person={olga}")).await.expect(200);
        assert_eq!(listed["items"][0]["person"]["name"], "Olga");
        assert_eq!(listed["items"][0]["part_of"], json!(target));
        let path = format!("{kpi}/target-cascade?unit=EWR&from=2013-10-01&to=2014-01-01");
        let cascade = world.get(PERCY, path).await.expect(200);
        let rows = cascade["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["person"]["name"] == "Olga").unwrap();
        assert_eq!(row["depth"], 1);
        assert_eq!(rows[0]["whole"]["over_units"]["known"], json!(2));
        let path = format!(
            "{kpi}/series?person=olga@example.com&grain=quarter&from=2013-10-01&to=2014-01-01"
        );
        let series = world.get(PERCY, path).await.expect(200);
        assert_eq!(series["targets"].as_array().unwrap().len(), 1);
        let both = json!({
            "kpi_id": kpi.strip_prefix("/kpis/"), "org_unit_id": world.units["EWR"],
            "person_id": olga,
            "starts_on": "2014-01-01", "ends_on": "2014-04-01", "target": 1,
        });
        world.post(PERCY, "/kpi-targets", both).await.expect_problem(
            422,
            "one_subject",
            Some("person_id"),
        );
    })
    .await;
}

#[tokio::test]
async fn a_key_result_may_rest_on_a_persons_value() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        let key_result = crate::kpis::key_result(world).await;
        let olga = world.people[&Persona::Owner];
        let link = json!({
            "key_result_id": key_result, "kpi_id": kpi.strip_prefix("/kpis/"), "role": "measures",
            "person_id": olga, "window": "cycle_to_date",
        });
        let made = world.post(ADA, "/kpi-links", link).await.expect(201);
        assert_eq!(made["item"]["person"]["name"], "Olga");
        let path = format!("/kpis/flights/values/2013-10-02?person={olga}");
        let put = world.send(PERCY, Call::put(path, json!({"value": 12}))).await.expect(200);
        assert!(!put["moved"].as_array().unwrap().is_empty(), "the key result moves: {put}");
        let shown = world.get(PERCY, format!("/key-results/{key_result}")).await.expect(200);
        assert_eq!(shown["current_value"], 12.0);
    })
    .await;
}
