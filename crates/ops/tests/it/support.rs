//! The small world that tests act in: NYC with EWR and JFK below it, a ratio and a sum, and an
//! active quarter.
//!
//! The clock stands still at 15 October 2013, 09:00 in New York.

use std::sync::Arc;

use goals::id::{CycleId, KpiId, OrgUnitId};
use jiff::Timestamp;
use jiff::civil::date;
use ops::clock::SetClock;
use ops::import::{Options, Report};
use ops::{App, OpsError, Viewer};
use store::word::{
    Aggregation, CycleKind, CyclePhase, Direction, Grain, MissingPolicy, NumberFormat, UnitKind,
    UserLocale,
};
use store::{Database, Durability};

/// A running application with a small organisation in it.
pub(crate) struct World {
    /// The use cases' home.
    pub(crate) app: App,
    /// Its clock.
    pub(crate) clock: Arc<SetClock>,
    /// Acts with every right.
    pub(crate) system: Viewer,
    /// The root.
    pub(crate) nyc: OrgUnitId,
    /// Below the root.
    pub(crate) ewr: OrgUnitId,
    /// `otd_rate`, daily, Σ/Σ.
    pub(crate) rate: KpiId,
    /// `flights`, daily, Σ.
    pub(crate) flights: KpiId,
    /// The fourth quarter of 2013, active.
    pub(crate) cycle: CycleId,
}

/// Runs a test on SQLite in memory and, where a server is configured, on PostgreSQL.
pub(crate) async fn on_each_database(test: impl AsyncFn(&World)) {
    let postgres = testkit::postgres::database_url().expect("a server that answers");
    for url in ["sqlite::memory:".to_owned()].into_iter().chain(postgres) {
        let world = World::new(&url).await.expect("a world");
        test(&world).await;
    }
}

impl World {
    /// A new world in an empty database.
    pub(crate) async fn new(url: &str) -> Result<Self, OpsError> {
        let database = Database::open(url, Durability::Normal).await?;
        database.migrate().await?;
        let now: Timestamp = "2013-10-15T13:00:00Z".parse().expect("an instant");
        let clock = Arc::new(SetClock::still(now));
        let app = App::new(database, clock.clone());
        let founded = ops::setup::create(&app, founding()).await?.value;
        let system = Viewer::system(founded.organization.id);
        let nyc = OrgUnitId(founded.root.id);
        let ewr = unit(&app, &system, "EWR", nyc).await?;
        unit(&app, &system, "JFK", nyc).await?;
        let rate = kpi(&app, &system, "otd_rate", Aggregation::Ratio).await?;
        let flights = kpi(&app, &system, "flights", Aggregation::Sum).await?;
        let cycle = cycle(&app, &system).await?;
        Ok(Self { app, clock, system, nyc, ewr, rate, flights, cycle })
    }

    /// The same database opened by another process.
    pub(crate) fn other_process(&self) -> App {
        App::new(self.app.database().clone(), self.clock.clone())
    }

    /// Imports a file.
    pub(crate) async fn import(&self, text: &str, options: Options) -> Result<Report, OpsError> {
        let reader = std::io::Cursor::new(text.as_bytes().to_vec());
        ops::import::measurements(&self.app, &self.system, reader, options).await
    }

    /// The number of the last change.
    pub(crate) async fn seq(&self) -> i64 {
        let conn = self.app.database().read();
        let org = self.system.organization_id;
        store::change::head(conn, org).await.expect("a log").map_or(0, |head| head.seq)
    }

    /// The value of a KPI of a unit in October 2013, from the live graph.
    pub(crate) async fn october(&self, kpi: KpiId, unit: OrgUnitId) -> Option<f64> {
        let live = self.app.live(self.system.organization_id).await.expect("a live state");
        let state = live.read();
        let (start, end) = (date(2013, 10, 1), date(2013, 11, 1));
        let october = goals::period::Period { start, end };
        state.graph.cube().aggregate(kpi, unit, october, state.today).value
    }
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
            name: "Ada".to_owned(),
            title: String::new(),
            email: "ada@example.com".to_owned(),
            password: "correct horse battery".to_owned(),
            locale: UserLocale::En,
        },
    }
}

async fn unit(
    app: &App,
    system: &Viewer,
    code: &str,
    parent: OrgUnitId,
) -> Result<OrgUnitId, OpsError> {
    let input = ops::org_unit::Create {
        parent: Some(parent),
        code: code.to_owned(),
        name: format!("Unit {code}"),
        kind: UnitKind::Site,
        purpose: String::new(),
        lead: None,
        position: None,
    };
    Ok(OrgUnitId(ops::org_unit::create(app, system, input).await?.value.id))
}

async fn kpi(
    app: &App,
    system: &Viewer,
    code: &str,
    aggregation: Aggregation,
) -> Result<KpiId, OpsError> {
    let input = ops::kpi::Create {
        code: code.to_owned(),
        name: code.to_owned(),
        question: String::new(),
        description: String::new(),
        unit: String::new(),
        format: NumberFormat::Number,
        decimals: 1,
        direction: Direction::Higher,
        frequency: Grain::Day,
        time_aggregation: aggregation,
        unit_aggregation: aggregation,
        missing_policy: MissingPolicy::Null,
        owner_person: None,
        steward_person: None,
        perspective: "process".to_owned(),
        leading: false,
        position: None,
        formula: None,
        sheet: ops::kpi_sheet::Sheet::default(),
    };
    Ok(KpiId(ops::kpi::create(app, system, input).await?.value.id))
}

async fn cycle(app: &App, system: &Viewer) -> Result<CycleId, OpsError> {
    let input = ops::cycle::Create {
        parent: None,
        name: "Q4 2013".to_owned(),
        kind: CycleKind::Quarter,
        starts_on: date(2013, 10, 1),
        ends_on: date(2014, 1, 1),
    };
    let id = CycleId(ops::cycle::create(app, system, input).await?.value.id);
    ops::cycle::move_on(app, system, id, 1, CyclePhase::Active).await?;
    Ok(id)
}
