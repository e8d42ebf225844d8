//! Times the company page of the past on a database that `seed_large` of `ops` has filled:
//! `cargo run --release -p api --example past_large -- DIR`, or `postgres://…` in place of the
//! folder.
//!
//! The whole request is served in this process, without a socket. *Cold* is the first time that a
//! day is asked for; *warm* the next ones. Beside the time on the wall stands what all threads of
//! this process used of the processors (not what a PostgreSQL server uses), in steps of 10 ms.

use std::error::Error;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use api::state::{CookieSecurity, Settings};
use api::{ApiState, router};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::{SignedDuration, tz::TimeZone};
use ops::App;
use ops::clock::{Clock, SystemClock};
use serde_json::json;
use store::word::TokenScope;
use store::{Database, Durability};
use tower::ServiceExt;

type Outcome<T> = Result<T, Box<dyn Error>>;

const EMAIL: &str = "administrator@large.example";
const DAYS_BACK: [i64; 12] = [298, 290, 250, 200, 150, 120, 90, 60, 30, 14, 7, 1];
const ROUNDS: usize = 20;

struct Service {
    router: axum::Router,
    token: String,
}

impl Service {
    /// Milliseconds until the whole answer is there.
    async fn time(&self, path: &str) -> Outcome<f64> {
        let request = Request::get(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .body(Body::empty())?;
        let started = Instant::now();
        let response = self.router.clone().oneshot(request).await?;
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await?;
        let ms = started.elapsed().as_secs_f64() * 1000.0;
        if status == StatusCode::OK {
            return Ok(ms);
        }
        Err(format!("{path}: {status} {}", String::from_utf8_lossy(&body)).into())
    }
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let place = std::env::args().nth(1).ok_or("name the folder of the database")?;
    let is_url = place.starts_with("postgres:");
    let url = if is_url { place } else { format!("sqlite:{place}/azimuth.sqlite") };
    let database = Database::open(&url, Durability::Normal).await?;
    database.migrate().await?;
    let app = App::new(database, Arc::new(SystemClock));
    let input = ops::api_token::Create {
        name: "past".to_owned(),
        scope: TokenScope::Read,
        expires_at: None,
    };
    let token = ops::api_token::create_for_email(&app, EMAIL, input).await?.value.token;
    let (_, stopped) = tokio::sync::watch::channel(false);
    let settings =
        Settings { public_url: "http://localhost".to_owned(), cookies: CookieSecurity::Plain };
    let state = ApiState {
        app,
        settings: Arc::new(settings),
        setup_code: Arc::new(Mutex::new(None)),
        demo: None,
        stopped,
    };
    let service = Service { router: router(state), token };
    let first = service.time("/company").await?;
    let now = median(&service, "/company").await?;
    let today = SystemClock.now();
    let mut days = Vec::new();
    for back in DAYS_BACK {
        let day = today - SignedDuration::from_hours(24 * back);
        let path = format!("/company?as_of={}", day.to_zoned_datetime(TimeZone::UTC).date());
        let before = processor_ms();
        let cold = service.time(&path).await?;
        let used = processor_ms() - before;
        days.push(json!({
            "days_back": back,
            "cold_ms": cold,
            "cold_processor_ms": used,
            "warm_ms": median(&service, &path).await?,
        }));
    }
    let report = json!({"first_ms": first, "now_ms": now, "past": days});
    println!("{report:#}");
    Ok(())
}

/// The median of some rounds.
async fn median(service: &Service, path: &str) -> Outcome<f64> {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        times.push(service.time(path).await?);
    }
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

/// What all threads of this process have used so far; 0 where the system does not tell.
fn processor_ms() -> u64 {
    const MS_A_TICK: u64 = 10;
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold blanks.
    let after_name = told.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * MS_A_TICK
}
