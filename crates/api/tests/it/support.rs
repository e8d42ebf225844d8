//! The small world that tests act in: an organisation, its units, and personas with different
//! rights.
//!
//! NYC is the root; below it are EWR, led by the manager, and JFK; below EWR is EWR-UA. The owner
//! belongs to EWR-UA and reports to the manager; the stranger belongs to JFK. The clock stands
//! still at 15 October 2013, 09:00 in New York.

mod call;
mod founding;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use api::state::{CookieSecurity, Settings};
use api::{ApiState, router};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use goals::id::{CycleId, OrgUnitId, PersonId, UserId};
use jiff::Timestamp;
use ops::App;
use ops::clock::SetClock;
use ops::data_source::{Config, KeySource, Policy};
use ops::demo_clock::DemoControl;
use serde_json::Value;
use store::word::{Role, TokenScope};
use store::{Database, Durability};

pub(crate) use call::{Answer, Call, send};

/// The instant at which every world begins.
pub(crate) const NOW: &str = "2013-10-15T13:00:00Z";
/// The administrator's address.
pub(crate) const ADMINISTRATOR_EMAIL: &str = "ada@example.com";
/// The administrator's password; nobody else has one.
pub(crate) const ADMINISTRATOR_PASSWORD: &str = "correct horse battery";
/// The code of the set-up page.
pub(crate) const SETUP_CODE: &str = "4F7K-9QX2-M3TD";

/// What seals secrets of data sources.
const SECRET_KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Persona {
    /// May do everything.
    Administrator,
    /// Administers goals, cycles and pillars.
    GoalAdministrator,
    /// Administers KPIs.
    PerformanceAdministrator,
    /// Leads EWR; the owner reports to them.
    Manager,
    /// A member of EWR-UA.
    Owner,
    /// A member of JFK.
    Stranger,
    /// Sees everything, changes nothing.
    Auditor,
    /// Has not signed in.
    Anonymous,
}

impl Persona {
    /// All of them.
    pub(crate) const ALL: [Self; 8] = [
        Self::Administrator,
        Self::GoalAdministrator,
        Self::PerformanceAdministrator,
        Self::Manager,
        Self::Owner,
        Self::Stranger,
        Self::Auditor,
        Self::Anonymous,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Administrator => "Ada",
            Self::GoalAdministrator => "Gail",
            Self::PerformanceAdministrator => "Percy",
            Self::Manager => "Mary",
            Self::Owner => "Olga",
            Self::Stranger => "Stan",
            Self::Auditor => "Audrey",
            Self::Anonymous => "Nobody",
        }
    }

    fn role(self) -> Role {
        match self {
            Self::Administrator => Role::Administrator,
            Self::GoalAdministrator => Role::GoalAdministrator,
            Self::PerformanceAdministrator => Role::PerformanceAdministrator,
            Self::Auditor => Role::Auditor,
            _ => Role::Member,
        }
    }
}

/// A running service with a small organisation in it.
pub(crate) struct World {
    /// The use cases' home.
    pub app: App,
    /// Its clock.
    pub clock: Arc<SetClock>,
    /// The folder that data sources may read.
    pub files: tempfile::TempDir,
    /// The units by code.
    pub units: HashMap<&'static str, OrgUnitId>,
    /// The people behind the personas.
    pub people: HashMap<Persona, PersonId>,
    /// The accounts of the personas.
    pub users: HashMap<Persona, UserId>,
    /// The year 2013, active, and its fourth quarter, active.
    pub cycles: [CycleId; 2],
    state: ApiState,
    router: Router,
    tokens: HashMap<Persona, String>,
    numbers: AtomicU32,
}

/// Runs a test on SQLite in memory and, where a server is configured, on PostgreSQL.
pub(crate) async fn on_each_database(test: impl AsyncFn(&World)) {
    for url in databases() {
        let world = World::new(&url).await;
        test(&world).await;
    }
}

/// The same without an organisation: as on the first run.
pub(crate) async fn on_each_empty_database(test: impl AsyncFn(&World)) {
    for url in databases() {
        let world = World::empty(&url).await;
        test(&world).await;
    }
}

fn databases() -> Vec<String> {
    let postgres = testkit::postgres::database_url().unwrap();
    ["sqlite::memory:".to_owned()].into_iter().chain(postgres).collect()
}

impl World {
    async fn empty(url: &str) -> Self {
        let database = Database::open(url, Durability::Normal).await.unwrap();
        database.migrate().await.unwrap();
        let now: Timestamp = NOW.parse().unwrap();
        let clock = Arc::new(SetClock::still(now));
        let files = tempfile::tempdir().unwrap();
        let policy = Policy { networks: Vec::new(), files: Some(files.path().to_owned()) };
        let sources = Config { policy, key: KeySource::Given(SECRET_KEY.to_owned()) };
        let app = App::with_sources(database, clock.clone(), sources);
        let (_, stopped) = tokio::sync::watch::channel(false);
        let settings = Settings {
            public_url: "https://azimuth.example".to_owned(),
            cookies: CookieSecurity::Secure,
        };
        let state = ApiState {
            app: app.clone(),
            settings: Arc::new(settings),
            setup_code: Arc::new(Mutex::new(Some(SETUP_CODE.to_owned()))),
            demo: None,
            stopped,
        };
        Self {
            app,
            clock,
            files,
            units: HashMap::new(),
            people: HashMap::new(),
            users: HashMap::new(),
            cycles: [CycleId(uuid::Uuid::nil()); 2],
            router: router(state.clone()),
            state,
            tokens: HashMap::new(),
            numbers: AtomicU32::new(0),
        }
    }

    /// A bearer token of an account.
    pub(crate) async fn token_of(&self, user: UserId, scope: TokenScope) -> String {
        let conn = self.app.database().read();
        let organization = store::organization::all(conn).await.unwrap().remove(0).id;
        let found = store::user::find(conn, organization, user.0).await.unwrap().unwrap();
        let input = ops::api_token::Create { name: "test".to_owned(), scope, expires_at: None };
        let made = ops::api_token::create_for_email(&self.app, &found.email, input).await.unwrap();
        made.value.token
    }

    /// The same service, whose event streams end when told: those of the other one end at once.
    pub(crate) fn with_stop(&self, stopped: tokio::sync::watch::Receiver<bool>) -> Router {
        router(ApiState { stopped, ..self.state.clone() })
    }

    /// The bearer token of a persona.
    pub(crate) fn bearer(&self, persona: Persona) -> &str {
        &self.tokens[&persona]
    }

    /// The same service with the demo's time machine.
    pub(crate) fn with_demo(&self, demo: Arc<dyn DemoControl>) -> Router {
        router(ApiState { demo: Some(demo), ..self.state.clone() })
    }

    /// A number that no other call of this world gets: for codes that have to differ.
    pub(crate) fn number(&self) -> u32 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// Sends a request as a persona.
    pub(crate) async fn send(&self, persona: Persona, call: Call) -> Answer {
        match self.tokens.get(&persona) {
            Some(token) => self.send_with_token(token, call).await,
            None => self.send_as_it_is(call).await,
        }
    }

    /// Sends a request with a bearer token.
    pub(crate) async fn send_with_token(&self, token: &str, call: Call) -> Answer {
        self.send_as_it_is(call.with("authorization", &format!("Bearer {token}"))).await
    }

    /// Sends a request that says itself who asks.
    pub(crate) async fn send_as_it_is(&self, call: Call) -> Answer {
        let mut request = Request::builder()
            .method(call.method)
            .uri(format!("/api/v1{}", call.path))
            .body(call.body.as_ref().map_or_else(Body::empty, |body| Body::from(body.to_string())))
            .unwrap();
        *request.headers_mut() = call.headers;
        if call.body.is_some() && !request.headers().contains_key(header::CONTENT_TYPE) {
            let json = HeaderValue::from_static("application/json");
            request.headers_mut().insert(header::CONTENT_TYPE, json);
        }
        self.send_raw(request).await
    }

    /// Sends a file of this form as a persona.
    pub(crate) async fn upload(
        &self,
        persona: Persona,
        path: &str,
        media: &str,
        file: impl Into<Body>,
    ) -> Answer {
        let request = Request::post(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.bearer(persona)))
            .header(header::CONTENT_TYPE, media)
            .body(file.into())
            .unwrap();
        self.send_raw(request).await
    }

    /// Sends a request to the service as it is.
    pub(crate) async fn send_raw(&self, request: Request<Body>) -> Answer {
        send(&self.router, request).await
    }

    /// Reads as a persona.
    pub(crate) async fn get(&self, persona: Persona, path: impl Into<String>) -> Answer {
        self.send(persona, Call::get(path)).await
    }

    /// Posts as a persona.
    pub(crate) async fn post(
        &self,
        persona: Persona,
        path: impl Into<String>,
        body: Value,
    ) -> Answer {
        self.send(persona, Call::post(path, body)).await
    }

    /// Patches as a persona.
    pub(crate) async fn patch(
        &self,
        persona: Persona,
        path: impl Into<String>,
        body: Value,
    ) -> Answer {
        self.send(persona, Call::patch(path, body)).await
    }

    /// How many changes the log holds: a refusal adds none.
    pub(crate) async fn change_count(&self) -> i64 {
        let conn = self.app.database().read();
        store::organization::all(conn).await.unwrap().first().map_or(0, |row| row.seq)
    }
}
