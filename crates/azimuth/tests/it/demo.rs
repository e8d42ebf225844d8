//! The demo, from an empty folder to the second start, in both languages.
//!
//! Filling it takes an unoptimised build half a minute, so one walk does everything in the order of
//! a visit.

use std::io::{BufRead, Read};
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use serde_json::{Value, json};

use crate::demo_figures::{FIGURES, Flights};
use crate::support::http;
use crate::support::program::Place;
use crate::support::service::Service;

/// The password of every account of the demo, as printed.
const PASSWORD: &str = "azimuth-2013";
/// How exact a ratio of sums of whole numbers must be.
const TOLERANCE: f64 = 1e-12;
/// The days that are there when the demo begins, and one week later: up to the day before.
const LOADED_UNTIL: [&str; 2] = ["2013-10-15", "2013-10-22"];

#[test]
fn the_demo_in_english() {
    visit("en", "en", |name| name.is_ascii());
}

#[test]
fn the_demo_in_chinese() {
    visit("zh", "zh-CN", |name| !name.is_ascii());
}

fn visit(lang: &str, locale: &str, is_in_language: fn(&str) -> bool) {
    let place = Place::new();
    let metrics = free_address();
    let words = ["demo", "--lang", lang, "--no-open", "--metrics-listen", &metrics.to_string()];
    let mut service = Service::start(&place, &words);
    assert!(is_healthy(&service));
    let administrator = sign_in_with_the_first_printed(&service, locale);
    let token = place.run(&["token", "create", "--user", &administrator]).success();
    service.use_token(token.trim());
    let organization = service.get("/organization");
    assert!(is_in_language(organization["name"].as_str().unwrap()), "{organization}");
    assert_eq!(service.get("/session")["today"], "2013-10-15");
    the_figures_are_right(&service, LOADED_UNTIL[0]);
    the_documentation_needs_no_network(&service);
    a_week_passes(&service);
    the_figures_are_right(&service, LOADED_UNTIL[1]);
    the_metrics_answer(metrics);
    it_stops_when_asked(&mut service);
    drop(service);
    let said = place.run(&["verify"]).success();
    assert!(said.contains("unbroken"), "{said}");

    let service = Service::start_for(&place, &["serve"], token.trim());
    assert!(is_healthy(&service));
    assert_eq!(service.get("/session")["today"], "2013-10-22");
    the_figures_are_right(&service, LOADED_UNTIL[1]);
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn is_healthy(service: &Service) -> bool {
    let answer = http::send(service.address(), "GET", "/health", &[], None).unwrap();
    answer.expect(200)["status"] == "ok"
}

/// Gives the address of the account that is printed first, which must be the administrator's.
fn sign_in_with_the_first_printed(service: &Service, locale: &str) -> String {
    let line = service.line_with(PASSWORD);
    let email = line.split_whitespace().next().unwrap().to_owned();
    let login = json!({"email": email, "password": PASSWORD});
    let answer =
        http::send(service.address(), "POST", "/api/v1/session", &[], Some(&login)).unwrap();
    let session = answer.expect(answer.status);
    assert_eq!(session["permissions"]["may_administer"], true, "{session}");
    assert_eq!(session["user"]["locale"], locale);
    email
}

fn the_figures_are_right(service: &Service, until: &str) {
    let flights = Flights::read();
    for figure in &FIGURES {
        let kpi = service.id_of("/kpis", figure.code);
        for unit in ["NYC", "EWR", "EWR-UA"] {
            let unit_id = service.id_of("/units", unit);
            let path = format!(
                "/kpis/{kpi}/series?unit={unit_id}&grain=month&from=2013-01-01&to=2013-11-01"
            );
            let series = service.get(&path);
            let points = series["points"].as_array().unwrap();
            let expected = flights.months(figure, unit, until);
            assert_eq!(points.len(), expected.len(), "{} of {unit}: {series}", figure.code);
            for (point, (period, month)) in points.iter().zip(&expected) {
                let what = format!("{} of {unit} in {period}: {point}", figure.code);
                assert_eq!(point["period"].as_str(), Some(period.as_str()), "{what}");
                let value = point["value"].as_f64().unwrap();
                let off = (value - month.value()).abs() / month.value().abs().max(1.0);
                assert!(off <= TOLERANCE, "{what}, expected {}", month.value());
                if let Some(below) = month.below {
                    assert_eq!(point["numerator"].as_f64(), Some(month.above as f64), "{what}");
                    assert_eq!(point["denominator"].as_f64(), Some(below as f64), "{what}");
                }
            }
        }
    }
}

/// The description and the page that shows it come from the binary, with all that they load.
fn the_documentation_needs_no_network(service: &Service) {
    let get = |path: &str| http::send(service.address(), "GET", path, &[], None).unwrap();
    let description = get("/api/v1/openapi.json").expect(200);
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    assert!(description["paths"]["/api/v1/objectives"]["get"].is_object());
    let moved = get("/docs");
    assert_eq!(moved.header("location"), Some("/docs/"), "{}", moved.status);
    let page = get("/docs/");
    assert_eq!(page.status, 200);
    let mut loaded = 0;
    for piece in page.body.split(['"', '\'']) {
        assert!(!piece.starts_with("http"), "the page loads {piece}");
        if piece.ends_with(".js") || piece.ends_with(".css") {
            let asset = get(&format!("/docs/{}", piece.trim_start_matches("./")));
            assert_eq!(asset.status, 200, "{piece}");
            loaded += 1;
        }
    }
    assert!(loaded >= 3, "{}", page.body);
}

/// The clock moves, the week's flights come in, scores move with them, and whoever listens hears of
/// it.
fn a_week_passes(service: &Service) {
    let scores = || -> Vec<Value> {
        let rows = service.all("/key-results");
        rows.into_iter().map(|row| json!([row["id"], row["score"]["progress"]])).collect()
    };
    let (before, company) = (scores(), service.get("/company")["score"].clone());
    let moved = service.post("/demo/advance", &json!({}), 200);
    assert!(moved["now"].as_str().unwrap().starts_with("2013-10-22T13:0"), "{moved}");
    assert!(moved["measurements"].as_u64().unwrap() > 1_000, "{moved}");
    assert_eq!(moved["is_finished"], false);
    assert_ne!(service.get("/company")["score"], company, "the company's score stands still");
    let after = scores();
    let differing = before.iter().zip(&after).filter(|(old, new)| old != new).count();
    assert!(differing > 0, "no key result moved");
}

fn the_metrics_answer(address: SocketAddr) {
    let answer = http::send(address, "GET", "/metrics", &[], None).unwrap();
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("# TYPE"), "{}", answer.body);
}

/// An open event stream must not keep the service from stopping.
fn it_stops_when_asked(service: &mut Service) {
    let mut stream = service.listen();
    let (status, headers) = http::read_head(&mut stream).unwrap();
    assert_eq!(status, 200);
    let kind = headers.iter().find(|(name, _)| name == "content-type").unwrap();
    assert!(kind.1.starts_with("text/event-stream"), "{kind:?}");
    let (status, waited) = service.process().terminate();
    assert!(status.success(), "{status}");
    assert!(waited < Duration::from_secs(10), "it took {waited:?}");
    let mut rest = Vec::new();
    // The stream ends in one way or another; what it said does not matter here.
    let _ = stream.by_ref().take(1 << 20).read_to_end(&mut rest);
    assert!(stream.fill_buf().map_or(true, <[u8]>::is_empty));
}
