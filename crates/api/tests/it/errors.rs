//! Bad input: every refusal is a problem body that names the place, says what is wrong, and changes
//! nothing.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value, json};

use crate::support::{Call, Persona, World, on_each_database};

const ADA: Persona = Persona::Administrator;

fn unit(world: &World, code: &str) -> Value {
    json!({"parent_id": world.units["NYC"], "code": code, "name": "A unit"})
}

/// A post to `/units` by the administrator with any body.
async fn post_text(world: &World, content_type: &str, body: String) -> crate::support::Answer {
    let token = world.token_of(world.users[&ADA], store::word::TokenScope::Write).await;
    let request = Request::post("/api/v1/units")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, content_type)
        .body(Body::from(body))
        .unwrap();
    world.send_raw(request).await
}

#[tokio::test]
async fn a_problem_has_every_part_that_clients_rely_on() {
    on_each_database(async |world| {
        let answer = world.post(ADA, "/units", json!({"code": "", "name": ""})).await;
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        let json = answer.expect(422);
        assert_eq!(json["status"], 422);
        assert_eq!(json["title"], "Unprocessable Entity");
        assert!(json["type"].is_string());
        assert!(json["trace_id"].is_string());
        // Every mistake is named, not the first alone.
        let fields: Vec<&str> = json["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| error["field"].as_str().unwrap())
            .collect();
        assert_eq!(fields, ["code", "name"]);
    })
    .await;
}

#[tokio::test]
async fn the_body_is_checked_down_to_the_field() {
    on_each_database(async |world| {
        let before = world.change_count().await;
        let mut wrong = unit(world, "X");
        wrong["name"] = json!(7);
        let answer = world.post(ADA, "/units", wrong).await;
        answer.expect_problem(422, "wrong_type", Some("name"));
        let mut unknown = unit(world, "X");
        unknown["nmae"] = json!("X");
        let answer = world.post(ADA, "/units", unknown).await;
        answer.expect_problem(422, "unknown_field", Some("nmae"));
        let answer = world.post(ADA, "/units", json!({"code": "X"})).await;
        answer.expect_problem(422, "missing_field", Some("name"));
        let mut choice = unit(world, "X");
        choice["kind"] = json!("galaxy");
        let answer = world.post(ADA, "/units", choice).await;
        answer.expect_problem(422, "unknown_choice", Some("kind"));
        let mut foreign = unit(world, "X");
        foreign["parent_id"] = json!(world.people[&ADA]);
        let answer = world.post(ADA, "/units", foreign).await;
        answer.expect_problem(422, "wrong_type", Some("parent_id"));
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_json_or_too_large_is_refused() {
    on_each_database(async |world| {
        let answer = post_text(world, "application/json", "{\"code\":".to_owned()).await;
        answer.expect_problem(400, "bad_json", None);
        let answer = post_text(world, "application/json", "{} {}".to_owned()).await;
        assert_eq!(answer.status.as_u16() / 100, 4);
        let answer = post_text(world, "text/plain", "{}".to_owned()).await;
        answer.expect_problem(415, "not_json", None);
        let huge = format!("{{\"name\":\"{}\"}}", "x".repeat(ops::limits::BODY_BYTES_MAX));
        let answer = post_text(world, "application/json", huge).await;
        answer.expect_problem(413, "body_too_large", None);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_says_it_is_too_large_is_refused_before_it_comes() {
    on_each_database(async |world| {
        let token = world.token_of(world.users[&ADA], store::word::TokenScope::Write).await;
        for path in ["/api/v1/measurements", "/api/v1/uploads/preview?file_name=x.csv"] {
            let length = ops::limits::UPLOAD_BYTES_MAX + 1;
            // Whoever reads it waits for ever.
            let body = Body::from_stream(futures::stream::pending::<std::io::Result<Vec<u8>>>());
            let request = Request::post(path)
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .header(header::CONTENT_TYPE, "text/csv")
                .header(header::CONTENT_LENGTH, length)
                .body(body)
                .unwrap();
            world.send_raw(request).await.expect_problem(413, "body_too_large", None);
        }
    })
    .await;
}

#[tokio::test]
async fn references_lead_somewhere() {
    on_each_database(async |world| {
        let mut nowhere = unit(world, "X");
        nowhere["parent_id"] = json!("unit_00000000000000000000000000000000");
        let answer = world.post(ADA, "/units", nowhere).await;
        answer.expect_problem(422, "unknown_reference", Some("parent_id"));
        let mut unled = unit(world, "X");
        unled["lead_person_id"] = json!("per_00000000000000000000000000000000");
        let answer = world.post(ADA, "/units", unled).await;
        answer.expect_problem(422, "unknown_reference", Some("lead_person_id"));
        let answer = world.get(ADA, "/units/unit_00000000000000000000000000000000").await;
        answer.expect_problem(404, "not_found", None);
        world.get(ADA, "/units/not-an-id").await.expect_problem(404, "not_found", None);
        world.get(ADA, "/nothing-here").await.expect_problem(404, "not_found", None);
        let answer = world.post(ADA, "/organization", json!({})).await;
        assert!(answer.headers["allow"].to_str().unwrap().contains("PATCH"));
        answer.expect_problem(405, "method_not_allowed", None);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_taken_once() {
    on_each_database(async |world| {
        world.post(ADA, "/units", unit(world, "ONE")).await.expect(201);
        let before = world.change_count().await;
        let answer = world.post(ADA, "/units", unit(world, "ONE")).await;
        answer.expect_problem(409, "duplicate", Some("code"));
        let answer = world.post(ADA, "/units", unit(world, "two words")).await;
        answer.expect_problem(422, "bad_code", Some("code"));
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn an_edit_of_an_old_version_is_refused() {
    on_each_database(async |world| {
        let path = format!("/units/{}", world.units["JFK"]);
        let edit = json!({"version": 1, "name": "Kennedy"});
        world.patch(ADA, path.clone(), edit.clone()).await.expect(200);
        let before = world.change_count().await;
        world.patch(ADA, path, edit).await.expect_problem(409, "stale_version", None);
        assert_eq!(world.change_count().await, before);
    })
    .await;
}

#[tokio::test]
async fn names_and_texts_have_limits() {
    on_each_database(async |world| {
        let mut blank = unit(world, "X");
        blank["name"] = json!(" \t");
        world.post(ADA, "/units", blank).await.expect_problem(422, "empty", Some("name"));
        let mut long = unit(world, "X");
        long["name"] = json!("x".repeat(201));
        world.post(ADA, "/units", long).await.expect_problem(422, "too_long", Some("name"));
        let mut wordy = unit(world, "X");
        wordy["purpose"] = json!("x".repeat(10_001));
        world.post(ADA, "/units", wordy).await.expect_problem(422, "too_long", Some("purpose"));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_page_is_refused() {
    on_each_database(async |world| {
        for path in ["/units", "/people", "/cycles", "/users", "/api-tokens", "/sessions"] {
            for limit in [0, 201] {
                let answer = world.get(ADA, format!("{path}?limit={limit}")).await;
                answer.expect_problem(400, "limit_out_of_range", Some("limit"));
            }
            let answer = world.get(ADA, format!("{path}?cursor=zz")).await;
            answer.expect_problem(400, "bad_cursor", Some("cursor"));
        }
        let answer = world.get(ADA, "/units?kind=galaxy").await;
        answer.expect_problem(400, "bad_query", Some("kind"));
        let answer = world.get(ADA, "/units?knid=team").await;
        answer.expect_problem(400, "bad_query", Some("knid"));
    })
    .await;
}

#[tokio::test]
async fn a_post_with_a_key_is_done_once() {
    on_each_database(async |world| {
        let call = Call::post("/units", unit(world, "KEY")).with("idempotency-key", "unit-1");
        let first = world.send(ADA, call.clone()).await.expect(201);
        let before = world.change_count().await;
        let again = world.send(ADA, call).await;
        assert_eq!(again.headers["idempotency-replayed"], "true");
        assert_eq!(again.expect(201), first);
        assert_eq!(world.change_count().await, before);
        let other = Call::post("/units", unit(world, "KEY2")).with("idempotency-key", "unit-1");
        world.send(ADA, other).await.expect_problem(422, "idempotency_key_reused", None);
        // The key belongs to whoever used it.
        let theirs =
            Call::post("/api-tokens", json!({"name": "x"})).with("idempotency-key", "unit-1");
        world.send(Persona::Owner, theirs).await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn a_refused_post_does_not_use_its_key_up() {
    on_each_database(async |world| {
        let refused = Call::post("/units", unit(world, "bad code")).with("idempotency-key", "k");
        world.send(ADA, refused.clone()).await.expect(422);
        world.send(ADA, refused).await.expect(422);
        let right = Call::post("/units", unit(world, "GOOD")).with("idempotency-key", "k");
        world.send(ADA, right).await.expect(201);
    })
    .await;
}
