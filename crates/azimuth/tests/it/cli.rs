//! The command line: what it teaches, what it prints, how it refuses.

use sea_orm::ConnectionTrait;
use store::{Database, Durability};

use crate::support::http;
use crate::support::organization::{EMAIL, Organization};
use crate::support::program::Place;

const COMMANDS: [&[&str]; 10] = [
    &["serve"],
    &["demo"],
    &["migrate"],
    &["verify"],
    &["user", "add"],
    &["token", "create"],
    &["import", "measurements"],
    &["export"],
    &["config"],
    &["import"],
];

#[test]
fn every_command_explains_itself() {
    let place = Place::new();
    let all = place.run(&["--help"]).success();
    for words in COMMANDS {
        assert!(all.contains(words[0]), "`--help` does not name {words:?}");
        let mut words = words.to_vec();
        words.push("--help");
        let help = place.run(&words).success();
        let first = help.lines().next().unwrap_or_default();
        assert!(first.split(' ').count() >= 4, "{words:?} begins with `{first}`");
        assert!(help.contains("Usage: azimuth"), "{words:?} shows no usage");
        assert!(help.contains("AZIMUTH_DATA"), "{words:?} does not name the environment");
    }
    let import = place.run(&["import", "measurements", "--help"]).success();
    for column in ["kpi", "unit", "period", "value", "numerator", "denominator"] {
        assert!(import.contains(&format!("`{column}`")), "the help leaves out `{column}`");
    }
}

#[test]
fn a_word_that_is_none_is_refused_with_the_usage() {
    let said = Place::new().run(&["sreve"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("serve"), "{}", said.err);
}

#[test]
fn migrate_makes_the_schema_and_says_its_version() {
    let place = Place::new();
    for _ in 0..2 {
        assert!(place.run(&["migrate"]).success().contains(env!("CARGO_PKG_VERSION")));
    }
    assert!(place.data().join("azimuth.sqlite").is_file());
}

#[test]
fn commands_that_need_an_organisation_say_how_to_get_one() {
    let place = Place::new();
    let file = place.write("flights.csv", "kpi,unit,period,value\n");
    let file = file.to_str().unwrap();
    for words in [&["import", "measurements", file][..], &["user", "add", "a@b.example"]] {
        let told = place.run(words).failure();
        assert!(told.contains("azimuth serve"), "{words:?}: {told}");
    }
}

#[test]
fn a_database_that_cannot_be_understood_is_named_without_its_password() {
    let place = Place::with_database("mysql://root:secret@db/azimuth".to_owned());
    let told = place.run(&["verify"]).failure();
    assert!(told.contains("postgres://") && told.contains("mysql://"), "{told}");
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn verify_finds_the_change_that_was_tampered_with() {
    let (organization, service) = Organization::set_up(Place::new());
    drop(service);
    let place = &organization.place;
    assert!(place.run(&["verify"]).success().contains("unbroken"));
    let sql = "UPDATE change SET after = replace(after, 'Small', 'Large') WHERE seq = 1";
    tamper(&place.database(), sql);
    let said = place.run(&["verify"]);
    assert_eq!(said.code, Some(1), "{}", said.out);
    assert!(said.out.contains("BROKEN at change 1"), "{}", said.out);
}

#[test]
fn verify_finds_the_change_that_was_taken_out() {
    let (organization, service) = Organization::set_up(Place::new());
    drop(service);
    let place = &organization.place;
    tamper(&place.database(), "DELETE FROM change WHERE seq = 3");
    let said = place.run(&["verify"]);
    assert_eq!(said.code, Some(1), "{}", said.out);
    assert!(said.out.contains("BROKEN at change 3"), "{}", said.out);
}

#[tokio::main]
async fn tamper(url: &str, sql: &str) {
    let database = Database::open(url, Durability::Full).await.unwrap();
    let tx = database.begin().await.unwrap();
    assert_eq!(tx.execute_unprepared(sql).await.unwrap().rows_affected(), 1);
    tx.commit().await.unwrap();
    database.close().await.unwrap();
}

#[test]
fn an_invitation_leads_to_an_account_that_signs_in() {
    let (organization, service) = Organization::set_up(Place::new());
    let words = ["user", "add", "Grace@Example.com", "--name", "Grace", "--role", "auditor"];
    let told = organization.place.run(&words).success();
    assert!(told.contains("Added grace@example.com"), "{told}");
    let token = told.trim().rsplit('/').next().unwrap();
    let link = service.get(&format!("/links/{token}"));
    assert_eq!(link["email"], "grace@example.com");
    let password = "a staple for the horse";
    let path = format!("/links/{token}");
    let accepted =
        service.try_send("POST", &path, Some(&serde_json::json!({ "password": password })));
    assert!(accepted.unwrap().status < 300);
    let login = serde_json::json!({"email": "grace@example.com", "password": password});
    let answer =
        http::send(service.address(), "POST", "/api/v1/session", &[], Some(&login)).unwrap();
    assert!(answer.status < 300, "{}", answer.body);
    assert!(answer.header("set-cookie").is_some_and(|cookie| cookie.contains("HttpOnly")));
    let again = organization.place.run(&words).failure();
    assert!(again.contains("grace@example.com") || again.contains("account"), "{again}");
}

#[test]
fn token_create_prints_the_token_and_nothing_else() {
    let (organization, service) = Organization::set_up(Place::new());
    let words = ["token", "create", "--user", EMAIL, "--scope", "read", "--name", "script"];
    let printed = organization.place.run(&words).success();
    let token = printed.trim_end_matches('\n');
    assert!(token.starts_with("az_") && !token.contains(char::is_whitespace), "{printed}");
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str())];
    let send = |method, path, body| {
        http::send(service.address(), method, path, &headers, body).unwrap().status
    };
    assert_eq!(send("GET", "/api/v1/units", None), 200);
    let new = serde_json::json!({"code": "X", "name": "X"});
    assert_eq!(send("POST", "/api/v1/units", Some(&new)), 403, "it may only read");
    let told = organization.place.run(&["token", "create", "--user", "no@one.example"]).failure();
    assert!(told.contains("no@one.example") || told.contains("account"), "{told}");
}

#[test]
fn config_prints_a_file_that_is_accepted() {
    let place = Place::new();
    let text = place.run(&["config"]).success();
    let uncommented: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = \"")))
        .filter(|line| !line.starts_with("database") && !line.starts_with("data "))
        .collect();
    assert!(uncommented.len() >= 5, "{text}");
    let file = place.write("azimuth.toml", &uncommented.join("\n"));
    place.run(&["migrate", "--config", file.to_str().unwrap()]).success();
}

#[test]
fn an_unknown_key_is_refused_by_its_name_and_line() {
    let place = Place::new();
    let file = place.write("azimuth.toml", "log = \"warn\"\nlisten_on = \"127.0.0.1:1\"\n");
    let told = place.run(&["migrate", "--config", file.to_str().unwrap()]).failure();
    assert!(told.contains("listen_on") && told.contains("line 2"), "{told}");
    assert!(told.contains("azimuth config"), "it does not say where the keys are: {told}");
    let gone = place.run(&["migrate", "--config", "nowhere.toml"]).failure();
    assert!(gone.contains("nowhere.toml"), "{gone}");
}
