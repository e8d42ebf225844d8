//! The small world that tests act in: an organisation, its units, and personas with different
//! rights.
//!
//! NYC is the root; below it are EWR, led by the manager, and JFK; below EWR is EWR-UA. The owner
//! belongs to EWR-UA and reports to the manager; the stranger belongs to JFK. The clock stands
//! still at 15 October 2013, 09:00 in New York.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use api::state::{CookieSecurity, Settings};
use api::{ApiState, router};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use goals::id::{CycleId, OrgUnitId, PersonId, UserId};
use jiff::Timestamp;
use jiff::civil::date;
use ops::clock::SetClock;
use ops::demo_clock::DemoControl;
use ops::{App, Viewer};
use serde_json::Value;
use store::word::{CycleKind, Role, TokenScope, UnitKind, UserLocale};
use store::{Database, Durability};
use tower::ServiceExt;

/// The instant at which every world begins.
pub(crate) const NOW: &str = "2013-10-15T13:00:00Z";
/// The administrator's address.
pub(crate) const ADMINISTRATOR_EMAIL: &str = "ada@example.com";
/// The administrator's password; nobody else has one.
pub(crate) const ADMINISTRATOR_PASSWORD: &str = "correct horse battery";
/// The code of the set-up page.
pub(crate) const SETUP_CODE: &str = "4F7K-9QX2-M3TD";

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

/// A request about to be sent.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// The verb.
    pub method: Method,
    /// The address below `/api/v1`.
    pub path: String,
    /// The body, if there is one.
    pub body: Option<Value>,
    /// Headers besides those that say who asks.
    pub headers: HeaderMap,
}

impl Call {
    /// A request without a body.
    pub(crate) fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), body: None, headers: HeaderMap::new() }
    }

    /// Reads.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// Makes or does.
    pub(crate) fn post(path: impl Into<String>, body: Value) -> Self {
        Self { body: Some(body), ..Self::new(Method::POST, path) }
    }

    /// Edits.
    pub(crate) fn patch(path: impl Into<String>, body: Value) -> Self {
        Self { body: Some(body), ..Self::new(Method::PATCH, path) }
    }

    /// With another header.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).unwrap();
        self.headers.insert(HeaderName::from_static(name), value);
        self
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The body; null when there is none.
    pub json: Value,
    /// The headers.
    pub headers: HeaderMap,
}

impl Answer {
    /// The body, when the status is the one expected; else fails with what came instead.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{:#}", self.json);
        self.json
    }

    /// Whether it is a problem of this status and code about this field, and says so in words.
    #[track_caller]
    pub(crate) fn expect_problem(self, status: u16, code: &str, field: Option<&str>) -> String {
        let json = self.expect(status);
        assert_eq!(json["code"], code, "{json:#}");
        assert_eq!(json["field"].as_str(), field, "{json:#}");
        let detail = json["detail"].as_str().unwrap();
        assert!(!detail.is_empty());
        detail.to_owned()
    }

    /// The cookie that the answer sets, as the browser would send it back.
    pub(crate) fn cookie(&self) -> Option<String> {
        let value = self.headers.get(header::SET_COOKIE)?.to_str().unwrap();
        Some(value.split(';').next().unwrap().to_owned())
    }
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
        let app = App::new(database, clock.clone());
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

    async fn new(url: &str) -> Self {
        let mut world = Self::empty(url).await;
        let founded = ops::setup::create(&world.app, founding()).await.unwrap().value;
        let system = Viewer::system(founded.organization.id);
        world.units.insert("NYC", founded.root.id.into());
        world.people.insert(Persona::Administrator, founded.person.id.into());
        world.users.insert(Persona::Administrator, founded.user.id.into());
        for (code, above) in [("EWR", "NYC"), ("JFK", "NYC"), ("EWR-UA", "EWR")] {
            world.add_unit(&system, code, above).await;
        }
        for persona in Persona::ALL {
            if !matches!(persona, Persona::Administrator | Persona::Anonymous) {
                world.add_persona(&system, persona).await;
            }
        }
        world.make_manager(&system).await;
        world.add_cycles(&system).await;
        for (persona, user) in world.users.clone() {
            let token = world.token_of(user, TokenScope::Write).await;
            world.tokens.insert(persona, token);
        }
        world
    }

    async fn add_unit(&mut self, system: &Viewer, code: &'static str, above: &str) {
        let input = ops::org_unit::Create {
            parent: Some(self.units[above]),
            code: code.to_owned(),
            name: format!("Unit {code}"),
            kind: if code.contains('-') { UnitKind::Team } else { UnitKind::Site },
            purpose: String::new(),
            lead: None,
            position: None,
        };
        let unit = ops::org_unit::create(&self.app, system, input).await.unwrap().value;
        self.units.insert(code, unit.id.into());
    }

    async fn add_persona(&mut self, system: &Viewer, persona: Persona) {
        let unit = match persona {
            Persona::Manager => "EWR",
            Persona::Owner => "EWR-UA",
            Persona::Stranger => "JFK",
            _ => "NYC",
        };
        let name = persona.name();
        let email = format!("{}@example.com", name.to_lowercase());
        let person = ops::person::Create {
            name: name.to_owned(),
            email: Some(email),
            membership: Some(ops::membership::New {
                unit: self.units[unit],
                role_title: String::new(),
                is_primary: true,
                starts_on: Some(date(2013, 1, 1)),
            }),
            ..ops::person::Create::default()
        };
        let person = ops::person::create(&self.app, system, person).await.unwrap().value;
        let user = ops::user::Create {
            person: Some(person.id.into()),
            email: None,
            roles: vec![persona.role()],
            locale: UserLocale::En,
            password: None,
        };
        let user = ops::user::create(&self.app, system, user).await.unwrap().value.user;
        self.people.insert(persona, person.id.into());
        self.users.insert(persona, user.id.into());
    }

    async fn make_manager(&self, system: &Viewer) {
        let (manager, owner) = (self.people[&Persona::Manager], self.people[&Persona::Owner]);
        let line = ops::manager_line::New { manager, starts_on: Some(date(2013, 1, 1)) };
        ops::manager_line::create(&self.app, system, owner, line).await.unwrap();
        let edit = ops::org_unit::Edit {
            version: 1,
            lead: ops::patch::Patch::Set(manager),
            ..ops::org_unit::Edit::default()
        };
        ops::org_unit::update(&self.app, system, self.units["EWR"], edit).await.unwrap();
    }

    async fn add_cycles(&mut self, system: &Viewer) {
        let mut parent = None;
        let spans = [
            ("2013", CycleKind::Annual, date(2013, 1, 1)),
            ("Q4 2013", CycleKind::Quarter, date(2013, 10, 1)),
        ];
        for (index, (name, kind, starts_on)) in spans.into_iter().enumerate() {
            let ends_on = date(2014, 1, 1);
            let input =
                ops::cycle::Create { parent, name: name.to_owned(), kind, starts_on, ends_on };
            let cycle = ops::cycle::create(&self.app, system, input).await.unwrap().value;
            let active = store::word::CyclePhase::Active;
            ops::cycle::move_on(&self.app, system, cycle.id.into(), 1, active).await.unwrap();
            self.cycles[index] = cycle.id.into();
            parent = Some(cycle.id.into());
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

/// Sends a request to a service.
pub(crate) async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let json = if bytes.is_empty() {
        Value::Null
    } else {
        serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()))
    };
    Answer { status: parts.status, json, headers: parts.headers }
}

fn founding() -> ops::setup::Create {
    ops::setup::Create {
        organization: ops::setup::NewOrganization {
            name: "New York Air".to_owned(),
            mission: String::new(),
            vision: String::new(),
            values: Vec::new(),
            time_zone: "America/New_York".to_owned(),
            fiscal_year_start_month: 1,
            working_days: 0b001_1111,
            is_demo: false,
        },
        root: ops::setup::NewRoot {
            code: "NYC".to_owned(),
            name: "New York".to_owned(),
            purpose: String::new(),
        },
        administrator: ops::setup::NewAdministrator {
            name: Persona::Administrator.name().to_owned(),
            title: String::new(),
            email: ADMINISTRATOR_EMAIL.to_owned(),
            password: ADMINISTRATOR_PASSWORD.to_owned(),
            locale: UserLocale::En,
        },
    }
}
