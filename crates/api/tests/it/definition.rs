//! The definition sheet of a KPI, the catalogue of ready definitions, and perspectives.

use serde_json::{Value, json};

use crate::kpis::text;
use crate::support::{Persona, World, on_each_database};

const ADA: Persona = Persona::Administrator;
const PERCY: Persona = Persona::PerformanceAdministrator;
const STAN: Persona = Persona::Stranger;

fn definition(code: &str) -> Value {
    json!({
        "code": code, "name": "On time", "direction": "higher", "frequency": "day",
        "time_aggregation": "sum", "unit_aggregation": "sum",
        "names": {"zh-CN": " 准点率 ", "en": ""},
        "category": "Operations", "scope": "All flights", "exclusions": "Charters",
        "abuse_risk": "Schedules are padded", "due_working_days": 3,
    })
}

async fn make(world: &World, code: &str) -> String {
    let made = world.post(PERCY, "/kpis", definition(code)).await.expect(201);
    text(&made["item"]["id"]).to_owned()
}

/// Lets a persona read Chinese.
async fn reads_chinese(world: &World, persona: Persona) {
    let edit = json!({"version": 1, "locale": "zh-CN"});
    world.patch(persona, "/account", edit).await.expect(200);
}

#[tokio::test]
async fn a_whole_sheet_is_kept_shown_and_told_by_the_log() {
    on_each_database(async |world| {
        let guard = make(world, "flights").await;
        let id = make(world, "otd").await;
        let edit = json!({
            "version": 1, "counter_kpi_id": guard, "exclusions": "", "due_working_days": 5,
            "perspective": "customer",
        });
        world.patch(PERCY, format!("/kpis/{id}"), edit).await.expect(200);
        let kpi = world.get(STAN, "/kpis/otd").await.expect(200);
        assert_eq!((text(&kpi["name"]), text(&kpi["name_main"])), ("On time", "On time"));
        assert_eq!(kpi["names"], json!({"zh-CN": "准点率"}), "trimmed, and blank ones left out");
        assert_eq!(text(&kpi["category"]), "operations", "a word of ours, in its own spelling");
        assert_eq!((text(&kpi["scope"]), text(&kpi["exclusions"])), ("All flights", ""));
        assert_eq!(text(&kpi["abuse_risk"]), "Schedules are padded");
        assert_eq!(text(&kpi["counter_kpi"]["code"]), "flights");
        assert_eq!(kpi["due_working_days"], 5);
        assert_eq!(
            (text(&kpi["perspective"]), text(&kpi["perspective_name"])),
            ("customer", "Customer")
        );
        let log = world.get(ADA, "/changes?kind=kpi.updated").await.expect(200);
        let told = &log["items"][0];
        assert_eq!(
            (&told["before"]["due_working_days"], &told["after"]["due_working_days"]),
            (&json!(3), &json!(5))
        );
        let edit = json!({"version": 2, "counter_kpi_id": null, "due_working_days": null});
        let edited = world.patch(PERCY, format!("/kpis/{id}"), edit).await.expect(200);
        assert_eq!(edited["item"]["counter_kpi"], Value::Null);
        assert_eq!(edited["item"]["due_working_days"], Value::Null);
        assert_eq!(text(&edited["item"]["scope"]), "All flights", "what was not named stays");
    })
    .await;
}

#[tokio::test]
async fn what_makes_no_sense_in_a_sheet_is_refused_with_its_field() {
    on_each_database(async |world| {
        let id = make(world, "otd").await;
        let before = world.change_count().await;
        let refuse = async |change: Value, code: &str, field: &str| {
            let mut edit = json!({"version": 1});
            for (name, value) in change.as_object().unwrap() {
                edit[name] = value.clone();
            }
            let answer = world.patch(PERCY, format!("/kpis/{id}"), edit).await;
            answer.expect_problem(422, code, Some(field))
        };
        refuse(json!({"names": {"fr": "À l’heure"}}), "unknown_language", "names.fr").await;
        refuse(json!({"names": {"en": "x".repeat(201)}}), "too_long", "names.en").await;
        refuse(json!({"category": "x".repeat(201)}), "too_long", "category").await;
        refuse(json!({"abuse_risk": "x".repeat(10_001)}), "too_long", "abuse_risk").await;
        refuse(json!({"counter_kpi_id": id}), "counters_itself", "counter_kpi_id").await;
        let nobody = format!("kpi_{:032}", 7);
        refuse(json!({"counter_kpi_id": nobody}), "unknown_reference", "counter_kpi_id").await;
        for days in [-1, 261] {
            let edit = json!({"due_working_days": days});
            refuse(edit, "due_days_out_of_range", "due_working_days").await;
        }
        let detail =
            refuse(json!({"perspective": "moon"}), "unknown_reference", "perspective").await;
        assert!(detail.contains("financial, customer, process, learning"), "{detail}");
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_reader_sees_the_name_in_their_language_and_finds_it_by_both() {
    on_each_database(async |world| {
        let id = make(world, "otd").await;
        reads_chinese(world, STAN).await;
        let name = async |who: Persona| {
            let kpi = world.get(who, "/kpis/otd").await.expect(200);
            text(&kpi["name"]).to_owned()
        };
        assert_eq!((name(ADA).await, name(STAN).await), ("On time".into(), "准点率".into()));
        for query in ["on%20time", "%E5%87%86%E7%82%B9", "otd"] {
            for (who, title) in [(ADA, "On time"), (STAN, "准点率")] {
                let found = world.get(who, format!("/search?q={query}")).await.expect(200);
                assert_eq!(text(&found["items"][0]["title"]), title, "{query}");
                let listed = world.get(who, format!("/kpis?q={query}")).await.expect(200);
                assert_eq!(text(&listed["items"][0]["name"]), title, "{query}");
            }
        }
        let series = world.get(STAN, "/kpis/otd/series").await.expect(200);
        assert_eq!(text(&series["kpi"]["name"]), "准点率");
        let proof = world.get(STAN, "/kpis/otd?explain=true").await.expect(200);
        assert!(proof["proof"].is_null() || text(&proof["proof"]["label"]).contains("准点率"));
        // A rename of the main name leaves a name of its own alone, and takes along one like it.
        let edit = json!({"version": 1, "names": {"en": "On time", "zh-CN": "准点率"}});
        world.patch(PERCY, format!("/kpis/{id}"), edit).await.expect(200);
        let edit = json!({"version": 2, "name": "Punctuality"});
        world.patch(PERCY, format!("/kpis/{id}"), edit).await.expect(200);
        assert_eq!((name(ADA).await, name(STAN).await), ("Punctuality".into(), "准点率".into()));
        let log = world.get(ADA, "/changes?kind=kpi.updated&limit=1").await.expect(200);
        assert_eq!(text(&log["items"][0]["title"]), "Punctuality");
    })
    .await;
}

#[tokio::test]
async fn the_library_is_filtered_by_function_perspective_and_kind() {
    on_each_database(async |world| {
        make(world, "otd").await;
        let mut other = definition("nps");
        other["category"] = json!("Guest care");
        other["leading"] = json!(true);
        other["perspective"] = json!("customer");
        world.post(PERCY, "/kpis", other).await.expect(201);
        let codes = async |query: &str| {
            let listed = world.get(STAN, format!("/kpis?{query}")).await.expect(200);
            let items = listed["items"].as_array().unwrap().clone();
            items.iter().map(|kpi| text(&kpi["code"]).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(codes("category=operations").await, ["otd"]);
        assert_eq!(codes("category=Guest%20care").await, ["nps"]);
        assert_eq!(codes("leading=true").await, ["nps"]);
        assert_eq!(codes("leading=false").await, ["otd"]);
        assert_eq!(codes("perspective=customer&leading=false").await, [] as [&str; 0]);
        world.get(STAN, "/kpis?leading=perhaps").await.expect(400);
        let mut none = definition("plain");
        none["category"] = json!("");
        world.post(PERCY, "/kpis", none).await.expect(201);
        let mut last = definition("sold");
        last["category"] = json!("sales");
        world.post(PERCY, "/kpis", last).await.expect(201);
        assert_eq!(codes("sort=category").await, ["sold", "otd", "nps", "plain"]);
        assert_eq!(codes("sort=perspective").await, ["nps", "otd", "plain", "sold"]);
        let page = world.get(STAN, "/kpis?sort=category&limit=2").await.expect(200);
        let cursor = text(&page["next_cursor"]).to_owned();
        let rest = codes(&format!("sort=category&limit=2&cursor={cursor}")).await;
        assert_eq!(rest, ["nps", "plain"]);
    })
    .await;
}

#[tokio::test]
async fn a_ready_definition_becomes_a_kpi_once() {
    on_each_database(async |world| {
        let ready = world.get(PERCY, "/kpi-catalogue/deployment_frequency").await.expect(200);
        assert_eq!((text(&ready["category"]), &ready["kpi"]), ("engineering", &Value::Null));
        assert_eq!(
            (&ready["may_copy"], &ready["names"]["zh-CN"]),
            (&json!(true), &json!("部署频率"))
        );
        let copy = "/kpi-catalogue/deployment_frequency/copy";
        let how = json!({"owner_person_id": world.people[&Persona::Owner]});
        let made = world.post(PERCY, copy, how).await.expect(201);
        let kpi = &made["item"];
        assert_eq!(
            (text(&kpi["code"]), text(&kpi["name"])),
            ("deployment_frequency", "Deployment frequency")
        );
        assert_eq!((text(&kpi["category"]), &kpi["leading"]), ("engineering", &json!(true)));
        assert_eq!((text(&kpi["owner"]["name"]), &kpi["counter_kpi"]), ("Olga", &Value::Null));
        assert_eq!(kpi["due_working_days"], 1);

        let before = world.change_count().await;
        let detail =
            world.post(PERCY, copy, json!({})).await.expect_problem(409, "kpi_exists", None);
        assert!(
            detail.contains("`deployment_frequency`") && detail.contains("“Deployment frequency”")
        );
        world.post(STAN, copy, json!({})).await.expect_problem(403, "forbidden", None);
        world.post(PERCY, copy, json!({"code": "with blank"})).await.expect_problem(
            422,
            "bad_code",
            Some("code"),
        );
        world.post(PERCY, "/kpi-catalogue/nothing/copy", json!({})).await.expect_problem(
            404,
            "not_found",
            None,
        );
        assert_eq!(world.change_count().await, before);

        let other = json!({"code": "web_deployments", "language": "zh-CN"});
        let made = world.post(PERCY, copy, other).await.expect(201);
        assert_eq!(text(&made["item"]["name_main"]), "部署频率");
        assert_eq!(text(&made["item"]["name"]), "Deployment frequency", "the reader's language");
        assert!(text(&made["item"]["question"]).contains("多久"));

        // The counter-metric is tied once it is there.
        let failing = "/kpi-catalogue/change_failure_rate/copy";
        let made = world.post(PERCY, failing, json!({})).await.expect(201);
        assert_eq!(text(&made["item"]["counter_kpi"]["code"]), "deployment_frequency");
        let ready = world.get(STAN, "/kpi-catalogue/deployment_frequency").await.expect(200);
        assert_eq!(text(&ready["kpi"]["code"]), "deployment_frequency");
        assert_eq!(text(&ready["counter"]["kpi"]["code"]), "change_failure_rate");
        assert_eq!(ready["may_copy"], false);
    })
    .await;
}

#[tokio::test]
async fn the_catalogue_is_searched_in_both_languages_and_read_in_the_readers() {
    on_each_database(async |world| {
        let listed = async |who: Persona, query: &str| {
            let listed = world.get(who, format!("/kpi-catalogue?{query}")).await.expect(200);
            let items = listed["items"].as_array().unwrap().clone();
            let codes: Vec<String> =
                items.iter().map(|ready| text(&ready["code"]).to_owned()).collect();
            (codes, listed["next_cursor"].as_str().map(str::to_owned), items)
        };
        let (all, next, _) = listed(STAN, "limit=200").await;
        assert!(all.len() >= 60 && next.is_none(), "{}", all.len());
        let (first, next, _) = listed(STAN, "").await;
        let (second, _, _) = listed(STAN, &format!("limit=200&cursor={}", next.unwrap())).await;
        assert_eq!([first, second].concat(), all);
        let (people, _, items) = listed(STAN, "category=people&q=turnover").await;
        assert_eq!(people, ["employee_turnover"]);
        assert_eq!(text(&items[0]["name"]), "Voluntary turnover");
        reads_chinese(world, STAN).await;
        let (found, _, items) = listed(STAN, "q=%E7%A6%BB%E8%81%8C").await;
        assert!(found.contains(&"employee_turnover".to_owned()));
        assert_eq!(text(&items[0]["perspective_name"]), "学习与成长");
        assert_eq!(listed(STAN, "category=astrology").await.0, [] as [&str; 0]);
    })
    .await;
}

#[tokio::test]
async fn an_organisation_begins_with_four_perspectives_and_makes_them_its_own() {
    on_each_database(async |world| {
        let listed = world.get(STAN, "/kpi-perspectives").await.expect(200);
        let items = listed["items"].as_array().unwrap();
        let codes: Vec<&str> = items.iter().map(|row| text(&row["code"])).collect();
        assert_eq!(codes, ["financial", "customer", "process", "learning"]);
        let learning = format!("/kpi-perspectives/{}", text(&items[3]["id"]));
        let process = format!("/kpi-perspectives/{}", text(&items[2]["id"]));
        let renamed = json!({"version": 1, "name": "People"});
        let renamed = world.patch(PERCY, &learning, renamed).await.expect(200);
        assert_eq!(renamed["names"], json!({"en": "People", "zh-CN": "学习与成长"}));

        let new = json!({"code": "planet", "name": "Planet", "names": {"zh-CN": "环境"}});
        let made = world.post(PERCY, "/kpi-perspectives", new.clone()).await.expect(201);
        assert_eq!((&made["position"], &made["kpis"]), (&json!(5), &json!(0)));
        world.post(PERCY, "/kpi-perspectives", new).await.expect_problem(
            409,
            "duplicate",
            Some("code"),
        );
        let id = make(world, "otd").await;
        let edit = json!({"version": 1, "perspective": "planet"});
        let moved = world.patch(PERCY, format!("/kpis/{id}"), edit).await.expect(200);
        assert_eq!(text(&moved["item"]["perspective_name"]), "Planet");

        // An archived one stays with the KPIs that have it, and is no choice for others.
        let planet = format!("/kpi-perspectives/{}", text(&made["id"]));
        let gone = world.post(PERCY, format!("{planet}/archive"), json!({})).await.expect(200);
        assert_eq!(gone["kpis"], 1);
        let edit = json!({"version": 2, "decimals": 2});
        world.patch(PERCY, format!("/kpis/{id}"), edit).await.expect(200);
        let mut other = definition("other");
        other["perspective"] = json!("planet");
        world.post(PERCY, "/kpis", other).await.expect_problem(
            422,
            "archived_reference",
            Some("perspective"),
        );
        // A copy of a ready definition takes the first that is in use.
        world.post(PERCY, format!("{process}/archive"), json!({})).await.expect(200);
        let copy = "/kpi-catalogue/deployment_frequency/copy";
        let made = world.post(PERCY, copy, json!({})).await.expect(201);
        assert_eq!(text(&made["item"]["perspective"]), "financial");
        let log = world.get(ADA, "/changes?entity=kpi_perspective&limit=1").await.expect(200);
        assert_eq!(text(&log["items"][0]["kind"]), "kpi_perspective.archived");
    })
    .await;
}
