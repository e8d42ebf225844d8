//! The first run: the set-up page, its code, and what it leaves behind.

use serde_json::{Value, json};

use crate::support::{
    ADMINISTRATOR_EMAIL, ADMINISTRATOR_PASSWORD, Call, SETUP_CODE, World, on_each_database,
    on_each_empty_database,
};

/// What a set-up page sends.
pub(crate) fn input() -> Value {
    json!({
        "code": SETUP_CODE,
        "organization": {"name": "New York Air", "time_zone": "America/New_York"},
        "root_unit": {"code": "NYC", "name": "New York"},
        "administrator": {
            "name": "Ada", "email": " Ada@Example.com ", "password": ADMINISTRATOR_PASSWORD,
        },
    })
}

async fn set_up(world: &World, input: Value) -> crate::support::Answer {
    world.send_as_it_is(Call::post("/setup", input)).await
}

#[tokio::test]
async fn set_up_founds_the_organisation_and_signs_its_administrator_in() {
    on_each_empty_database(async |world| {
        let needed = world.send_as_it_is(Call::get("/setup")).await.expect(200);
        assert_eq!(needed, json!({"needed": true}));
        let answer = set_up(world, input()).await;
        let cookie = answer.cookie().unwrap();
        let session = answer.expect(201);
        assert_eq!(session["user"]["email"], ADMINISTRATOR_EMAIL);
        assert_eq!(session["person"]["name"], "Ada");
        assert_eq!(session["permissions"]["may_administer"], true);
        let with_cookie = |path: &str| Call::get(path).with("cookie", &cookie);
        let units = world.send_as_it_is(with_cookie("/units")).await.expect(200);
        assert_eq!(units["items"][0]["code"], "NYC");
        assert_eq!(units["items"].as_array().unwrap().len(), 1);
        let person = session["person"]["id"].as_str().unwrap();
        let person =
            world.send_as_it_is(with_cookie(&format!("/people/{person}"))).await.expect(200);
        assert_eq!(person["unit"]["code"], "NYC");
        let organization = world.send_as_it_is(with_cookie("/organization")).await.expect(200);
        let week = json!(["monday", "tuesday", "wednesday", "thursday", "friday"]);
        assert_eq!(organization["working_days"], week);
        assert_eq!(organization["is_demo"], false);
    })
    .await;
}

#[tokio::test]
async fn every_row_of_the_set_up_is_told_by_the_log_and_the_chain_holds() {
    on_each_empty_database(async |world| {
        set_up(world, input()).await.expect(201);
        let conn = world.app.database().read();
        let organization = store::organization::all(conn).await.unwrap().remove(0);
        let changes = store::change::list(
            conn,
            organization.id,
            &store::change::Filter::default(),
            store::change::Order::OldestFirst,
            None,
            100,
        )
        .await
        .unwrap();
        let kinds: Vec<&str> = changes.iter().map(|change| change.kind.as_str()).collect();
        let expected = [
            "organization.created",
            "kpi_perspective.created",
            "kpi_perspective.created",
            "kpi_perspective.created",
            "kpi_perspective.created",
            "org_unit.created",
            "person.created",
            "user.created",
            "membership.started",
            "session.signed_in",
        ];
        assert_eq!(kinds, expected);
        for change in &changes {
            for secret in ["password_hash", "token_hash"] {
                assert!(!change.after.contains(secret), "a secret in the log: {}", change.after);
            }
        }
        let verified = store::verification::verify(conn, organization.id, |_| {}).await.unwrap();
        assert!(verified.first_broken.is_none(), "{verified:?}");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_code_founds_nothing() {
    on_each_empty_database(async |world| {
        let mut wrong = input();
        wrong["code"] = json!("4F7K-9QX2-M3TE");
        set_up(world, wrong).await.expect_problem(422, "bad_setup_code", Some("code"));
        let needed = world.send_as_it_is(Call::get("/setup")).await.expect(200);
        assert_eq!(needed, json!({"needed": true}));
    })
    .await;
}

#[tokio::test]
async fn a_mistake_in_the_form_is_named_and_does_not_use_the_code_up() {
    on_each_empty_database(async |world| {
        let mut short = input();
        short["administrator"]["password"] = json!("short");
        set_up(world, short).await.expect_problem(
            422,
            "password_too_short",
            Some("administrator.password"),
        );
        let mut nowhere = input();
        nowhere["organization"]["time_zone"] = json!("Mars/Olympus");
        set_up(world, nowhere).await.expect_problem(
            422,
            "unknown_time_zone",
            Some("organization.time_zone"),
        );
        let mut nobody = input();
        nobody["administrator"]["email"] = json!("nobody");
        set_up(world, nobody).await.expect_problem(422, "bad_email", Some("administrator.email"));
        assert_eq!(world.change_count().await, 0);
        set_up(world, input()).await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn an_organisation_is_set_up_once() {
    on_each_empty_database(async |world| {
        set_up(world, input()).await.expect(201);
        set_up(world, input()).await.expect_problem(409, "already_set_up", None);
    })
    .await;
    on_each_database(async |world| {
        let needed = world.send_as_it_is(Call::get("/setup")).await.expect(200);
        assert_eq!(needed, json!({"needed": false}));
    })
    .await;
}

#[tokio::test]
async fn of_two_who_set_up_at_once_one_succeeds() {
    on_each_empty_database(async |world| {
        let (one, other) = tokio::join!(set_up(world, input()), set_up(world, input()));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
    })
    .await;
}
