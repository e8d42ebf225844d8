//! Signing in and out, in a browser and with tokens.

use axum::http::Method;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use store::word::TokenScope;

use crate::support::{
    ADMINISTRATOR_EMAIL, ADMINISTRATOR_PASSWORD, Answer, Call, NOW, Persona, World,
    on_each_database,
};

/// A browser that has signed in.
struct Browser {
    cookie: String,
    csrf: String,
}

impl Browser {
    fn call(&self, call: Call) -> Call {
        call.with("cookie", &self.cookie).with("x-azimuth-csrf", &self.csrf)
    }
}

async fn sign_in(world: &World, password: &str) -> Answer {
    let body = json!({"email": ADMINISTRATOR_EMAIL, "password": password});
    world.send_as_it_is(Call::post("/session", body)).await
}

async fn browser(world: &World) -> Browser {
    let answer = sign_in(world, ADMINISTRATOR_PASSWORD).await;
    let cookie = answer.cookie().unwrap();
    let csrf = answer.expect(201)["csrf"].as_str().unwrap().to_owned();
    Browser { cookie, csrf }
}

/// Where a session of the administrator, opened for the occasion, is revoked.
pub(crate) async fn revocation(world: &World) -> String {
    browser(world).await;
    let sessions = world.get(Persona::Administrator, "/sessions").await.expect(200);
    format!("/sessions/{}/revoke", sessions["items"][0]["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_sign_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use() {
    on_each_database(async |world| {
        let answer = sign_in(world, ADMINISTRATOR_PASSWORD).await;
        let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1209600", "Secure"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert_eq!(answer.headers["cache-control"], "no-store");
        let session = answer.expect(201);
        assert_eq!(session["now"], NOW);
        assert_eq!(session["today"], "2013-10-15");
        assert_eq!(session["organization"]["time_zone"], "America/New_York");
        assert_eq!(session["user"]["roles"], json!(["administrator"]));
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_sign_in_is_told_nothing_else() {
    on_each_database(async |world| {
        let wrong = sign_in(world, "not the password").await.expect(401);
        let body = json!({"email": "nobody@example.com", "password": ADMINISTRATOR_PASSWORD});
        let unknown = world.send_as_it_is(Call::post("/session", body)).await.expect(401);
        // Olga was invited and has no password yet.
        let body = json!({"email": "olga@example.com", "password": ""});
        let invited = world.send_as_it_is(Call::post("/session", body)).await.expect(401);
        for other in [&unknown, &invited] {
            assert_eq!(other["detail"], wrong["detail"]);
            assert_eq!(other["code"], "unauthenticated");
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_waits_after_too_many_failures() {
    on_each_database(async |world| {
        for _ in 0..ops::limits::SIGN_IN_FAILURES_MAX {
            sign_in(world, "not the password").await.expect(401);
        }
        let answer = sign_in(world, ADMINISTRATOR_PASSWORD).await;
        assert!(answer.headers.contains_key("retry-after"));
        answer.expect_problem(429, "too_many_attempts", None);
        advance(world, SignedDuration::from_mins(ops::limits::SIGN_IN_WINDOW_MINUTES));
        sign_in(world, ADMINISTRATOR_PASSWORD).await.expect(201);
    })
    .await;
}

fn advance(world: &World, by: SignedDuration) {
    let later = world.app.now() + by;
    world.clock.set(later, later);
}

#[tokio::test]
async fn a_write_with_the_cookie_needs_the_csrf_value() {
    on_each_database(async |world| {
        let browser = browser(world).await;
        let edit = json!({"version": 1, "theme": "dark"});
        let bare = Call::patch("/account", edit.clone()).with("cookie", &browser.cookie);
        world.send_as_it_is(bare.clone()).await.expect_problem(403, "bad_csrf", None);
        let forged = bare.with("x-azimuth-csrf", &"0".repeat(64));
        world.send_as_it_is(forged).await.expect_problem(403, "bad_csrf", None);
        let user =
            world.send_as_it_is(browser.call(Call::patch("/account", edit))).await.expect(200);
        assert_eq!(user["theme"], "dark");
        assert_eq!(user["version"], 2);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie_back() {
    on_each_database(async |world| {
        let browser = browser(world).await;
        let out = browser.call(Call::new(Method::DELETE, "/session"));
        let answer = world.send_as_it_is(out.clone()).await;
        assert!(answer.headers["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
        answer.expect(204);
        world.send_as_it_is(browser.call(Call::get("/session"))).await.expect(401);
        world.send_as_it_is(out).await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn a_session_lasts_while_it_is_used_and_no_longer() {
    on_each_database(async |world| {
        let browser = browser(world).await;
        let read = browser.call(Call::get("/session"));
        advance(world, SignedDuration::from_hours(13 * 24));
        world.send_as_it_is(read.clone()).await.expect(200);
        wait_for_note(world, &browser).await;
        advance(world, SignedDuration::from_hours(13 * 24));
        world.send_as_it_is(read.clone()).await.expect(200);
        wait_for_note(world, &browser).await;
        advance(world, SignedDuration::from_hours(14 * 24));
        world.send_as_it_is(read).await.expect(401);
    })
    .await;
}

/// The use of a session is noted beside the request; asks until the note is there.
async fn wait_for_note(world: &World, browser: &Browser) {
    const TRIES_MAX: usize = 1_000;
    for _ in 0..TRIES_MAX {
        let sessions = world.send_as_it_is(browser.call(Call::get("/sessions"))).await.expect(200);
        let seen: Timestamp =
            sessions["items"][0]["last_seen_at"].as_str().unwrap().parse().unwrap();
        if seen == world.app.now() {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("the use of the session was not noted");
}

#[tokio::test]
async fn using_a_session_writes_no_change() {
    on_each_database(async |world| {
        let browser = browser(world).await;
        let before = world.change_count().await;
        advance(world, SignedDuration::from_hours(1));
        world.send_as_it_is(browser.call(Call::get("/session"))).await.expect(200);
        wait_for_note(world, &browser).await;
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn one_sees_ones_browsers_and_ends_them() {
    on_each_database(async |world| {
        let (first, second) = (browser(world).await, browser(world).await);
        let sessions = world.send_as_it_is(second.call(Call::get("/sessions"))).await.expect(200);
        let sessions = sessions["items"].as_array().unwrap();
        assert_eq!(sessions.len(), 2);
        let of_first: &Value = sessions.iter().find(|row| row["is_current"] == false).unwrap();
        let path = format!("/sessions/{}/revoke", of_first["id"].as_str().unwrap());
        let revoke = second.call(Call::post(path, json!({})));
        world.send_as_it_is(revoke.clone()).await.expect(200);
        world.send_as_it_is(first.call(Call::get("/session"))).await.expect(401);
        world.send_as_it_is(second.call(Call::get("/session"))).await.expect(200);
        let before = world.change_count().await;
        world.send_as_it_is(revoke).await.expect(200);
        assert_eq!(world.change_count().await, before, "revoking twice changes nothing");
    })
    .await;
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_signs_other_browsers_out() {
    on_each_database(async |world| {
        let (first, second) = (browser(world).await, browser(world).await);
        let change = |current: &str, new: &str| {
            let body = json!({"current_password": current, "new_password": new});
            second.call(Call::post("/account/password", body))
        };
        world.send_as_it_is(change("wrong", "a brand new password")).await.expect_problem(
            422,
            "wrong_password",
            Some("current_password"),
        );
        world.send_as_it_is(change(ADMINISTRATOR_PASSWORD, "short")).await.expect_problem(
            422,
            "password_too_short",
            Some("new_password"),
        );
        let right = change(ADMINISTRATOR_PASSWORD, "a brand new password");
        world.send_as_it_is(right).await.expect(204);
        world.send_as_it_is(first.call(Call::get("/session"))).await.expect(401);
        world.send_as_it_is(second.call(Call::get("/session"))).await.expect(200);
        sign_in(world, ADMINISTRATOR_PASSWORD).await.expect(401);
        sign_in(world, "a brand new password").await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn a_token_that_may_read_does_not_write() {
    on_each_database(async |world| {
        let token = world.token_of(world.users[&Persona::Administrator], TokenScope::Read).await;
        world.send_with_token(&token, Call::get("/units")).await.expect(200);
        let session = world.send_with_token(&token, Call::get("/session")).await.expect(200);
        assert_eq!(session["permissions"]["may_write"], false);
        assert_eq!(session["csrf"], "");
        let before = world.change_count().await;
        let unit = json!({"parent_id": world.units["NYC"], "code": "X", "name": "X"});
        world.send_with_token(&token, Call::post("/units", unit)).await.expect_problem(
            403,
            "forbidden",
            None,
        );
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_token_is_shown_once_and_ends_when_revoked_or_expired() {
    on_each_database(async |world| {
        let body =
            json!({"name": "import", "scope": "write", "expires_at": "2013-10-16T00:00:00Z"});
        let made = world.post(Persona::Owner, "/api-tokens", body).await.expect(201);
        let token = made["token"].as_str().unwrap();
        assert!(token.starts_with("az_"));
        assert!(token.ends_with(made["item"]["token_hint"].as_str().unwrap()));
        let list = world.get(Persona::Owner, "/api-tokens").await.expect(200);
        assert!(!list.to_string().contains(token), "a list never shows a token");
        world.send_with_token(token, Call::get("/session")).await.expect(200);
        let path = format!("/api-tokens/{}/revoke", made["item"]["id"].as_str().unwrap());
        world.post(Persona::Stranger, path.clone(), json!({})).await.expect(404);
        world.post(Persona::Owner, path.clone(), json!({})).await.expect(200);
        world.post(Persona::Owner, path, json!({})).await.expect(200);
        world.send_with_token(token, Call::get("/session")).await.expect(401);

        let body = json!({"name": "soon over", "expires_at": "2013-10-16T00:00:00Z"});
        let made = world.post(Persona::Owner, "/api-tokens", body).await.expect(201);
        let token = made["token"].as_str().unwrap();
        world.send_with_token(token, Call::get("/session")).await.expect(200);
        advance(world, SignedDuration::from_hours(24));
        world.send_with_token(token, Call::get("/session")).await.expect(401);
        let late = json!({"name": "late", "expires_at": "2013-10-16T00:00:00Z"});
        let answer = world.post(Persona::Owner, "/api-tokens", late).await;
        answer.expect_problem(422, "already_past", Some("expires_at"));
    })
    .await;
}

#[tokio::test]
async fn a_repeated_request_for_a_token_does_not_make_two_and_keeps_no_secret() {
    on_each_database(async |world| {
        let call = Call::post("/api-tokens", json!({"name": "once"})).with("idempotency-key", "k1");
        world.send(Persona::Owner, call.clone()).await.expect(201);
        world.send(Persona::Owner, call).await.expect_problem(409, "already_applied", None);
        let list = world.get(Persona::Owner, "/api-tokens").await.expect(200);
        let made = list["items"].as_array().unwrap().iter().filter(|row| row["name"] == "once");
        assert_eq!(made.count(), 1);
    })
    .await;
}
