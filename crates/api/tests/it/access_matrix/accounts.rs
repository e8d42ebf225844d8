//! Rows of set-up, sessions, accounts and tokens.

use axum::http::Method;
use serde_json::json;

use super::organization::{id, made, new_person};
use super::{ADMINISTRATORS, OVERSEERS, Row, hidden, only, public, signed_in};
use crate::support::{Call, Persona, World};

pub(crate) fn rows() -> Vec<Row> {
    [session(), users(), tokens()].into_iter().flatten().collect()
}

fn session() -> Vec<Row> {
    vec![
        public("find_setup", 200, |_| Box::pin(async { Call::get("/setup") })),
        // There is an organisation already, whoever asks.
        public("set_up", 409, |_| Box::pin(async { Call::post("/setup", crate::setup::input()) })),
        signed_in("find_session", 200, |_| Box::pin(async { Call::get("/session") })),
        public("sign_in", 401, |world| {
            Box::pin(async {
                // Another address for each, so that none has to wait for too many failures.
                let email = format!("nobody{}@example.com", world.number());
                Call::post("/session", json!({"email": email, "password": "not a password"}))
            })
        }),
        // The personas carry bearer tokens, which do not sign out; `session.rs` signs a browser
        // out.
        signed_in("sign_out", 409, |_| Box::pin(async { Call::new(Method::DELETE, "/session") })),
        signed_in("list_sessions", 200, |_| Box::pin(async { Call::get("/sessions") })),
        hidden(ADMINISTRATORS, "revoke_session", 200, |world| {
            Box::pin(async { Call::post(crate::session::revocation(world).await, json!({})) })
        }),
        public("find_link", 200, |world| Box::pin(async { Call::get(link(world).await) })),
        public("accept_link", 201, |world| {
            Box::pin(async {
                Call::post(link(world).await, json!({"password": "a long enough password"}))
            })
        }),
        // None of them has version 1000: everybody gets as far as that.
        signed_in("update_account", 409, |_| {
            Box::pin(async { Call::patch("/account", json!({"version": 1000, "theme": "dark"})) })
        }),
        signed_in("change_password", 422, |_| {
            Box::pin(async {
                let body =
                    json!({"current_password": "wrong", "new_password": "long enough to do"});
                Call::post("/account/password", body)
            })
        }),
        signed_in("advance_demo", 404, |_| {
            Box::pin(async { Call::post("/demo/advance", json!({})) })
        }),
    ]
}

fn users() -> Vec<Row> {
    vec![
        only(OVERSEERS, "list_users", 200, |_| Box::pin(async { Call::get("/users") })),
        only(ADMINISTRATORS, "create_user", 201, |world| Box::pin(async { new_user(world).await })),
        only(OVERSEERS, "find_user", 200, |world| Box::pin(async { Call::get(user(world).await) })),
        only(ADMINISTRATORS, "update_user", 200, |world| {
            Box::pin(async {
                Call::patch(user(world).await, json!({"version": 1, "roles": ["auditor"]}))
            })
        }),
        only(ADMINISTRATORS, "create_user_link", 201, |world| {
            Box::pin(async {
                Call::post(format!("{}/links", user(world).await), json!({"kind": "reset"}))
            })
        }),
    ]
}

fn tokens() -> Vec<Row> {
    vec![
        only(OVERSEERS, "list_api_tokens", 200, |_| {
            Box::pin(async { Call::get("/api-tokens?of=all") })
        }),
        signed_in("create_api_token", 201, |_| {
            Box::pin(async { Call::post("/api-tokens", json!({"name": "a program"})) })
        }),
        hidden(ADMINISTRATORS, "revoke_api_token", 200, |world| {
            Box::pin(async {
                let made =
                    made(world, Call::post("/api-tokens", json!({"name": "a program"}))).await;
                Call::post(format!("/api-tokens/{}/revoke", id(&made)), json!({}))
            })
        }),
    ]
}

/// A new account for a person made for the occasion.
pub(crate) async fn new_user(world: &World) -> Call {
    let person = made(world, new_person()).await;
    let email = format!("user{}@example.com", world.number());
    Call::post("/users", json!({"person_id": id(&person), "email": email}))
}

async fn user(world: &World) -> String {
    let made = made(world, new_user(world).await).await;
    format!("/users/{}", id(&made["user"]))
}

/// Where the invitation of an account made for the occasion leads.
pub(crate) async fn link(world: &World) -> String {
    let answer = world.send(Persona::Administrator, new_user(world).await).await;
    let json = answer.expect(201);
    let url = json["invitation"]["url"].as_str().unwrap();
    let token = url.strip_prefix("https://azimuth.example/link/").unwrap();
    format!("/links/{token}")
}
