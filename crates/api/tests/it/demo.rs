//! The demo's control: there in the demo, and nowhere else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::{Request, header};
use ops::Viewer;
use ops::demo_clock::{Advanced, Advancing, DemoControl};
use serde_json::json;
use store::word::TokenScope;

use crate::support::{NOW, Persona, on_each_database, send};

/// Counts how often it was asked, and says so as measurements.
#[derive(Default)]
struct Counter(AtomicUsize);

impl DemoControl for Counter {
    fn advance_week<'a>(&'a self, _: &'a Viewer) -> Advancing<'a> {
        let measurements = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        Box::pin(async move {
            Ok(Advanced { now: NOW.parse().unwrap(), measurements, is_finished: false })
        })
    }
}

#[tokio::test]
async fn the_demo_moves_on_for_everybody_who_may_write() {
    on_each_database(async |world| {
        let control = Arc::new(Counter::default());
        let service = world.with_demo(control.clone());
        let advance = async |scope| {
            let token = world.token_of(world.users[&Persona::Stranger], scope).await;
            let request = Request::post("/api/v1/demo/advance")
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .body(Body::empty())
                .unwrap();
            send(&service, request).await
        };
        let advanced = advance(TokenScope::Write).await.expect(200);
        assert_eq!(advanced, json!({"now": NOW, "measurements": 1, "is_finished": false}));
        advance(TokenScope::Read).await.expect_problem(403, "forbidden", None);
        assert_eq!(control.0.load(Ordering::Relaxed), 1);
    })
    .await;
}

#[tokio::test]
async fn a_real_installation_has_no_time_machine() {
    on_each_database(async |world| {
        let answer = world.post(Persona::Administrator, "/demo/advance", json!({})).await;
        answer.expect_problem(404, "not_found", None);
    })
    .await;
}
