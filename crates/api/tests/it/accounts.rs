//! Accounts: roles, links, and that nobody locks everybody out.

use serde_json::{Value, json};

use crate::access_matrix::invitation;
use crate::support::{ADMINISTRATOR_EMAIL, Call, Persona, World, on_each_database};

async fn user(world: &World, persona: Persona) -> (String, Value) {
    let path = format!("/users/{}", world.users[&persona]);
    let json = world.get(Persona::Administrator, path.clone()).await.expect(200);
    (path, json)
}

async fn edit(world: &World, persona: Persona, mut edit: Value) -> crate::support::Answer {
    let (path, json) = user(world, persona).await;
    edit["version"] = json["version"].clone();
    world.patch(Persona::Administrator, path, edit).await
}

async fn reset_link(world: &World, persona: Persona) -> String {
    let path = format!("/users/{}/links", world.users[&persona]);
    let made = world.post(Persona::Administrator, path, json!({"kind": "reset"})).await.expect(201);
    let url = made["url"].as_str().unwrap();
    format!("/links/{}", url.rsplit('/').next().unwrap())
}

#[tokio::test]
async fn an_invitation_sets_the_password_once_and_signs_in() {
    on_each_database(async |world| {
        let link = invitation(world).await;
        let purpose = world.send_as_it_is(Call::get(&link)).await.expect(200);
        assert_eq!(purpose["kind"], "invitation");
        assert_eq!(purpose["organization_name"], "New York Air");
        let email = purpose["email"].as_str().unwrap();
        let accept = |password: &str| Call::post(&link, json!({"password": password}));
        world.send_as_it_is(accept("short")).await.expect_problem(
            422,
            "password_too_short",
            Some("password"),
        );
        let answer = world.send_as_it_is(accept("a long enough password")).await;
        assert!(answer.cookie().is_some());
        assert_eq!(answer.expect(201)["user"]["email"], email);
        world.send_as_it_is(accept("another good password")).await.expect_problem(
            409,
            "link_used",
            None,
        );
        let body = json!({"email": email.to_uppercase(), "password": "a long enough password"});
        world.send_as_it_is(Call::post("/session", body)).await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_accept_at_once_one_succeeds() {
    on_each_database(async |world| {
        let link = invitation(world).await;
        let accept = || Call::post(&link, json!({"password": "a long enough password"}));
        let (one, other) =
            tokio::join!(world.send_as_it_is(accept()), world.send_as_it_is(accept()));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
    })
    .await;
}

#[tokio::test]
async fn a_link_expires_and_a_newer_one_takes_its_place() {
    on_each_database(async |world| {
        let first = reset_link(world, Persona::Owner).await;
        let second = reset_link(world, Persona::Owner).await;
        world.send_as_it_is(Call::get(first)).await.expect_problem(409, "link_used", None);
        world.send_as_it_is(Call::get(&second)).await.expect(200);
        let later = world.app.now() + jiff::SignedDuration::from_hours(24);
        world.clock.set(later, later);
        world.send_as_it_is(Call::get(second)).await.expect_problem(409, "link_expired", None);
        world.send_as_it_is(Call::get("/links/none")).await.expect_problem(404, "not_found", None);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_password_is_not_invited_again() {
    on_each_database(async |world| {
        let path = format!("/users/{}/links", world.users[&Persona::Administrator]);
        let answer = world.post(Persona::Administrator, path, json!({"kind": "invitation"})).await;
        answer.expect_problem(409, "already_accepted", None);
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_stays() {
    on_each_database(async |world| {
        let before = world.change_count().await;
        let ada = Persona::Administrator;
        edit(world, ada, json!({"roles": ["member"]})).await.expect_problem(
            409,
            "last_administrator",
            None,
        );
        edit(world, ada, json!({"is_disabled": true})).await.expect_problem(
            409,
            "own_account",
            None,
        );
        assert_eq!(world.change_count().await, before);
        // Gail as an administrator who cannot sign in yet does not count; with a password she does.
        edit(world, Persona::GoalAdministrator, json!({"roles": ["administrator"]}))
            .await
            .expect(200);
        edit(world, ada, json!({"roles": ["member"]})).await.expect_problem(
            409,
            "last_administrator",
            None,
        );
        let link = reset_link(world, Persona::GoalAdministrator).await;
        let accept = Call::post(link, json!({"password": "a long enough password"}));
        world.send_as_it_is(accept).await.expect(201);
        edit(world, ada, json!({"roles": ["member"]})).await.expect(200);
        world.get(ada, "/users").await.expect_problem(403, "forbidden", None);
    })
    .await;
}

#[tokio::test]
async fn a_disabled_account_is_shut_out_at_once() {
    on_each_database(async |world| {
        let link = reset_link(world, Persona::Owner).await;
        let accept = Call::post(link, json!({"password": "a long enough password"}));
        let cookie = world.send_as_it_is(accept).await.cookie().unwrap();
        let read = || Call::get("/session").with("cookie", &cookie);
        world.send_as_it_is(read()).await.expect(200);
        let disabled = edit(world, Persona::Owner, json!({"is_disabled": true})).await.expect(200);
        assert!(disabled["disabled_at"].is_string());
        world.send_as_it_is(read()).await.expect(401);
        world.get(Persona::Owner, "/session").await.expect(401);
        let body = json!({"email": "olga@example.com", "password": "a long enough password"});
        world.send_as_it_is(Call::post("/session", body.clone())).await.expect(401);
        edit(world, Persona::Owner, json!({"is_disabled": false})).await.expect(200);
        world.send_as_it_is(read()).await.expect(401);
        world.send_as_it_is(Call::post("/session", body)).await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn an_address_and_a_person_have_one_account() {
    on_each_database(async |world| {
        let person = world
            .post(Persona::Administrator, "/people", json!({"name": "Twin"}))
            .await
            .expect(201);
        let new = json!({"person_id": person["id"], "email": ADMINISTRATOR_EMAIL.to_uppercase()});
        let answer = world.post(Persona::Administrator, "/users", new).await;
        answer.expect_problem(409, "duplicate", Some("email"));
        let owner = world.people[&Persona::Owner];
        let new = json!({"person_id": owner, "email": "olga2@example.com"});
        let answer = world.post(Persona::Administrator, "/users", new).await;
        answer.expect_problem(409, "duplicate", Some("person_id"));
        let nobody = json!({"person_id": "per_00000000000000000000000000000000", "email": "x@y.z"});
        let answer = world.post(Persona::Administrator, "/users", nobody).await;
        answer.expect_problem(422, "unknown_reference", Some("person_id"));
        let without = json!({"person_id": person["id"]});
        let answer = world.post(Persona::Administrator, "/users", without).await;
        answer.expect_problem(422, "empty", Some("email"));
    })
    .await;
}

#[tokio::test]
async fn accounts_are_paged_by_address() {
    on_each_database(async |world| {
        let mut addresses: Vec<String> = Vec::new();
        let mut path = "/users?limit=3".to_owned();
        loop {
            let page = world.get(Persona::Auditor, path).await.expect(200);
            let items = page["items"].as_array().unwrap();
            addresses.extend(items.iter().map(|row| row["email"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/users?limit=3&cursor={cursor}");
        }
        assert_eq!(addresses.len(), 7);
        assert!(addresses.is_sorted());
        let found = world.get(Persona::Auditor, "/users?role=auditor").await.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
        assert!(!found.to_string().contains("password_hash"));
    })
    .await;
}
