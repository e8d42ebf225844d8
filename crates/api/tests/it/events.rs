//! The event stream: what it tells, to whom, and how it ends.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use futures::StreamExt;
use serde_json::{Value, json};
use tokio::sync::watch;
use tower::ServiceExt;

use crate::changes::confidential_objective;
use crate::kpis::{key_result, ratio_kpi};
use crate::support::{Persona, World, on_each_database};

/// Long enough for a machine that is busy with other tests; what is expected comes at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open stream, as a browser would hold it.
struct Listener {
    body: BodyDataStream,
    text: String,
    stop: watch::Sender<bool>,
}

impl Listener {
    async fn open(world: &World, who: Persona) -> Self {
        let (stop, stopped) = watch::channel(false);
        let token = world.bearer(who);
        let request = Request::builder()
            .uri("/api/v1/events")
            .header("authorization", format!("Bearer {token}"))
            .body(Body::empty())
            .unwrap();
        let response = world.with_stop(stopped).oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { body: response.into_body().into_data_stream(), text: String::new(), stop }
    }

    /// The next event: its name and its data. `None` when the stream has ended.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let event = parse(event);
                self.text = rest.to_owned();
                match event {
                    Some(event) => return Some(event),
                    None => continue,
                }
            }
            let next = tokio::time::timeout(PATIENCE, self.body.next()).await;
            let bytes = next.expect("an event, or the end, in time")?.expect("a whole stream");
            self.text.push_str(std::str::from_utf8(&bytes).expect("UTF-8"));
        }
    }
}

/// A comment, which keeps the line open, is no event.
fn parse(text: &str) -> Option<(String, Value)> {
    let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
    let data = serde_json::from_str(field("data: ")?).expect("JSON");
    Some((field("event: ")?.to_owned(), data))
}

#[tokio::test]
async fn a_commit_is_told_to_everybody_who_may_see_it() {
    on_each_database(async |world| {
        let mut listener = Listener::open(world, Persona::Stranger).await;
        let path = ratio_kpi(world, "otd_rate").await;
        let (name, data) = listener.next().await.unwrap();
        assert_eq!(name, "change");
        assert_eq!((&data["kind"], &data["entity"]), (&json!("kpi.created"), &json!("kpi")));
        assert_eq!(data["entity_id"], path.strip_prefix("/kpis/").unwrap());
        assert_eq!(data["seq"].as_i64().unwrap(), world.change_count().await);
        assert!(data.get("after").is_none(), "an event carries no data");
    })
    .await;
}

#[tokio::test]
async fn what_a_viewer_may_not_see_is_not_even_named() {
    on_each_database(async |world| {
        let secret = confidential_objective(world).await;
        let mut stranger = Listener::open(world, Persona::Stranger).await;
        let mut owner = Listener::open(world, Persona::Owner).await;
        let new = json!({"objective_id": secret, "title": "Done or not", "kind": "yes_no"});
        let made = world.post(Persona::Owner, "/key-results", new).await.expect(201);
        let id = made["item"]["id"].as_str().unwrap().to_owned();
        let report = json!({"value": 1, "note": "It is done"});
        let path = format!("/key-results/{id}/check-ins");
        world.post(Persona::Owner, path, report).await.expect(201);
        ratio_kpi(world, "otd_rate").await;
        assert_eq!(owner.next().await.unwrap().1["kind"], "key_result.created");
        let (_, told) = owner.next().await.unwrap();
        assert_eq!(told["kind"], "key_result.checked_in");
        assert_eq!((&told["key_result_id"], &told["objective_id"]), (&json!(id), &json!(secret)));
        // The stranger's first event is the KPI: the two before it were kept from it.
        assert_eq!(stranger.next().await.unwrap().1["kind"], "kpi.created");
    })
    .await;
}

#[tokio::test]
async fn parts_of_an_open_goal_name_their_goal() {
    on_each_database(async |world| {
        let goal = key_result(world).await;
        let mut listener = Listener::open(world, Persona::Stranger).await;
        let report = json!({"value": 0.6, "note": "Better"});
        let path = format!("/key-results/{goal}/check-ins");
        world.post(Persona::Owner, path, report).await.expect(201);
        let (_, told) = listener.next().await.unwrap();
        assert_eq!(told["key_result_id"], json!(goal));
    })
    .await;
}

#[tokio::test]
async fn a_listener_that_is_too_slow_is_told_to_ask_again() {
    on_each_database(async |world| {
        let mut listener = Listener::open(world, Persona::Stranger).await;
        let app = &world.app;
        let viewer = ops::Viewer::system(
            store::organization::all(app.database().read()).await.unwrap()[0].id,
        );
        for number in 0..=ops::limits::EVENTS_BUFFERED_MAX {
            let input = ops::strategic_pillar::Create {
                name: format!("Pillar {number}"),
                description: String::new(),
                position: None,
            };
            ops::strategic_pillar::create(app, &viewer, input).await.unwrap();
        }
        assert_eq!(listener.next().await.unwrap().0, "resync");
        assert_eq!(listener.next().await.unwrap().0, "change");
    })
    .await;
}

#[tokio::test]
async fn streams_end_when_the_service_stops() {
    on_each_database(async |world| {
        let mut listener = Listener::open(world, Persona::Stranger).await;
        listener.stop.send_replace(true);
        assert!(listener.next().await.is_none());
    })
    .await;
}
