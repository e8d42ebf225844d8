//! A service that answers with JSON, well and badly.

use serde_json::{Value, json};
use sources::{FailureKind, Limits, Number, Policy};

use crate::server::{Server, response, with_header};
use crate::{LIMITS, ask, fetch, keys, policy, settings};

fn source(url: &str) -> Value {
    json!({
        "kind": "http", "url": url, "rows": "$.data",
        "headers": [{"name": "Authorization", "value": "Bearer t0ken"}],
        "fields": {"kpi": "flights", "unit": "$.airport", "period": "$.day", "value": "$.count"},
    })
}

const PAGE: &str = r#"{"data":[{"airport":"EWR","day":"2013-10-01","count":10.5},
    {"airport":"JFK","day":"2013-10-02T12:00:00Z","count":"7"}]}"#;

#[tokio::test]
async fn rows_are_found_where_the_paths_say() {
    let server = Server::new(|_| response("200 OK", PAGE)).await;
    let url = format!("{}/v1?since={{from}}&until={{to}}&at={{from_unix}}", server.url);
    let fetched = fetch(source(&url)).await.unwrap();
    let rows = &fetched.parts[0].rows;
    assert_eq!(keys(rows), ["flights EWR 2013-10-01", "flights JFK 2013-10-02"]);
    assert_eq!(rows[0].value, Some(Number::Known(10.5)));
    assert_eq!(rows[1].value, Some(Number::Text("7".to_owned())));
    assert_eq!(rows[1].place, "row 2");
    assert_eq!(server.lines(), ["GET /v1?since=2013-10-01&until=2013-10-04&at=1380600000"]);
    assert!(server.asked()[0].contains("authorization: Bearer t0ken"), "the secret is sent");
}

#[tokio::test]
async fn a_question_can_be_posted_with_a_body_and_a_password() {
    let server = Server::new(|_| response("200 OK", PAGE)).await;
    let mut source = source(&server.url.replace("http://", "http://u:p%40ss@"));
    source["method"] = "post".into();
    source["headers"] = json!([]);
    source["body"] = r#"{"from":"{from}"}"#.into();
    fetch(source).await.unwrap();
    let asked = server.asked().remove(0);
    assert!(asked.ends_with(r#"{"from":"2013-10-01"}"#), "{asked}");
    assert!(asked.contains("authorization: Basic dTpwQHNz"), "{asked}");
}

#[tokio::test]
async fn pages_are_followed_to_the_last() {
    let page = |rows: &[u32], next: Value| {
        let rows: Vec<Value> = rows
            .iter()
            .map(|n| json!({"airport": "EWR", "day": format!("2013-10-0{n}"), "count": n}))
            .collect();
        response("200 OK", &json!({"data": rows, "next": next}).to_string())
    };
    let server = Server::new(move |line| match line {
        line if line.contains("p=1") => page(&[1, 2], json!("/x?p=2")),
        line if line.contains("p=2") => page(&[3], Value::Null),
        line if line.contains("skip=0") || line.contains("mark") => page(&[1, 2], Value::Null),
        line if line.contains("skip=2") => page(&[3], Value::Null),
        line if line.contains("/cursor") => page(&[3], json!("mark")),
        _ => page(&[], Value::Null),
    })
    .await;
    let cases = [
        ("/x?p=1", json!({"by": "next_link", "path": "$.next"}), 2),
        ("/x", json!({"by": "page_number", "parameter": "p"}), 3),
        ("/x", json!({"by": "offset", "parameter": "skip", "limit_parameter": "n", "size": 2}), 2),
        ("/cursor", json!({"by": "cursor", "path": "$.next", "parameter": "c"}), 2),
    ];
    for (path, paging, requests) in cases {
        let before = server.asked().len();
        let mut source = source(&format!("{}{path}", server.url));
        source["paging"] = paging.clone();
        let rows = fetch(source).await.unwrap().parts.remove(0).rows;
        assert_eq!(rows.len(), 3, "{paging}");
        assert_eq!(server.asked().len() - before, requests, "{paging}");
    }
}

#[tokio::test]
async fn a_page_that_names_itself_as_the_next_ends_the_run() {
    let body = r#"{"data":[],"next":"/x"}"#;
    let server = Server::new(move |_| response("200 OK", body)).await;
    let mut source = source(&server.url);
    source["paging"] = json!({"by": "next_link", "path": "$.next"});
    let failure = fetch(source.clone()).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Unexpected);
    assert!(failure.answered.contains("already"), "{failure}");
    source["paging"] = json!({"by": "next_link"});
    let elsewhere = Server::new(|_| {
        with_header("200 OK", "link: <http://other.example/x>; rel=\"next\"", r#"{"data":[]}"#)
    })
    .await;
    source["url"] = elsewhere.url.as_str().into();
    let failure = fetch(source).await.unwrap_err();
    assert!(failure.answered.contains("another host"), "{failure}");
}

#[tokio::test]
async fn private_addresses_are_refused_and_so_is_a_way_round() {
    let server = Server::new(|line| {
        let to = if line.contains("/self") { "/done" } else { "http://127.0.0.2:9/secret" };
        match line {
            line if line.contains("/done") => response("200 OK", PAGE),
            _ => with_header("302 Found", &format!("location: {to}"), ""),
        }
    })
    .await;
    let closed = Policy::default();
    for url in [&server.url, "http://localhost/", "http://[::1]/", "http://2130706433/"] {
        let asked = sources::fetch(&settings(source(url)), &ask(), &LIMITS, &closed).await;
        let failure = asked.unwrap_err();
        assert_eq!(failure.kind, FailureKind::NotAllowed, "{url}: {failure}");
        assert!(failure.answered.contains("source_networks"), "{failure}");
    }
    assert!(server.asked().is_empty(), "nobody was asked");
    let failure = fetch(source(&format!("{}/elsewhere", server.url))).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotAllowed, "{failure}");
    fetch(source(&format!("{}/self", server.url))).await.unwrap();
}

#[tokio::test]
async fn a_redirect_to_another_host_takes_no_secret_along() {
    let other = Server::new(|_| response("200 OK", PAGE)).await;
    let to = format!("location: {}/moved", other.url);
    let server = Server::new(move |_| with_header("302 Found", &to, "")).await;
    fetch(source(&server.url)).await.unwrap();
    assert!(server.asked()[0].contains("t0ken"));
    assert!(!other.asked()[0].contains("t0ken"));
}

#[tokio::test]
async fn what_is_no_answer_is_told_with_what_came() {
    let long = "x".repeat(LIMITS.bytes + 1);
    let many = json!({"data": vec![json!({}); LIMITS.rows + 1]}).to_string();
    let cases = [
        (response("500 Oops", "token Bearer t0ken is wrong"), FailureKind::Refused, "500"),
        (response("404 Not Found", ""), FailureKind::Refused, "404"),
        (response("200 OK", "<html>"), FailureKind::Unexpected, "not JSON"),
        (response("200 OK", &long), FailureKind::TooMuch, "over the limit"),
        (response("200 OK", &many), FailureKind::TooMuch, "rows"),
        (with_header("200 OK", "content-encoding: gzip", "x"), FailureKind::Unexpected, "compress"),
        ("HTTP/1.1 200 OK\r\n\r\n<endless>".to_owned(), FailureKind::TooMuch, "over the limit"),
        ("nonsense".to_owned(), FailureKind::Unreachable, "broke"),
        (with_header("302 Found", "location: /", ""), FailureKind::Unexpected, "redirects"),
    ];
    for (answer, kind, expected) in cases {
        let server = Server::new(move |_| answer.clone()).await;
        let failure = fetch(source(&server.url)).await.unwrap_err();
        assert_eq!(failure.kind, kind, "{failure}");
        assert!(failure.answered.contains(expected), "{failure}");
        assert!(failure.asked.starts_with("GET http://127.0.0.1"), "{failure}");
        assert!(!failure.to_string().contains("t0ken"), "{failure}");
    }
}

#[tokio::test]
async fn a_service_says_how_long_it_wants_to_be_left_alone() {
    // An instant is read against the clock of the service.
    let instant =
        "retry-after: Tue, 15 Oct 2013 13:30:00 GMT\r\ndate: Tue, 15 Oct 2013 13:00:00 GMT";
    let cases = [
        ("retry-after: 120", Some(120)),
        (instant, Some(1_800)),
        ("retry-after: Tue, 15 Oct 2013 13:30:00 GMT", None),
        ("retry-after: soon", None),
        ("x-other: 1", None),
    ];
    for (header, expected) in cases {
        let server = Server::new(move |_| with_header("429 Too Many Requests", header, "")).await;
        let failure = fetch(source(&server.url)).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Refused, "{header}");
        assert_eq!(failure.retry_after_seconds, expected, "{header}");
    }
}

#[tokio::test]
async fn a_service_that_says_nothing_is_left_in_time() {
    let server = Server::new(|_| "HTTP/1.1 200 OK\r\n\r\n{<silence>".to_owned()).await;
    let limits = Limits { time: std::time::Duration::from_millis(200), ..LIMITS };
    let asked = sources::fetch(&settings(source(&server.url)), &ask(), &limits, &policy()).await;
    let failure = asked.unwrap_err();
    assert_eq!(failure.kind, FailureKind::TimedOut);
    assert!(failure.asked.starts_with(&format!("GET {}", server.url)), "{failure}");
    assert!(!failure.asked.contains("t0ken"), "{failure}");
    let nobody = fetch(source("http://127.0.0.1:1")).await.unwrap_err();
    assert_eq!(nobody.kind, FailureKind::Unreachable);
}

#[test]
fn settings_that_cannot_work_are_refused_with_their_place() {
    let mut wrong = source("ftp://x");
    wrong["rows"] = "data".into();
    wrong["headers"] = json!([{"name": "Host", "value": "x"}]);
    wrong["body"] = "{}".into();
    wrong["fields"] = json!({"kpi": "$.", "period": "$.p"});
    wrong["paging"] = json!({"by": "offset", "parameter": "o", "size": 0});
    let problems = sources::source(&settings(wrong)).check(&policy());
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["url", "headers.0", "body", "rows", "fields.kpi", "paging.size"]);
    let good = source("https://x.example/?d={from}");
    assert!(sources::source(&settings(good)).check(&policy()).is_empty());
}
