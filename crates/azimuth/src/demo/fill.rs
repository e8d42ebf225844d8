//! Fills an empty database with the demo by living through its story.

use std::sync::Arc;

use goals::id::{OrgUnitId, PersonId};
use jiff::{SignedDuration, Timestamp};
use ops::clock::{Clock, SetClock, SystemClock};
use ops::patch::Patch;
use ops::{
    App, cycle, kpi, kpi_driver, kpi_sheet, kpi_target, manager_line, membership, org_unit, person,
    setup, user,
};
use store::Database;
use store::entity::demo_state;
use store::json::OrganizationValue;
use store::word::{CyclePhase, MeasurementSource};

use super::cast::{Cast, named};
use super::content::{Content, Cycle, Ids, Language};
use super::flights::Flights;
use super::goals_told;
use super::story::{self, Moment};
use crate::failure::Failure;

/// The password of every account of the demo. It is printed; a demo keeps no secrets.
pub const PASSWORD: &str = "azimuth-2013";

/// What a demo shows when it starts.
pub struct Filled {
    /// The application, at the demo's present.
    pub app: App,
    /// Its clock, ticking.
    pub clock: Arc<SetClock>,
    /// Accounts: name, title, e-mail; the administrator first.
    pub accounts: Vec<(String, String, String)>,
}

/// Lives through the story; `tell` is told what is being done.
///
/// # Errors
/// When a use case refuses, which would be a fault of the content, or the database fails.
pub async fn fill(
    database: Database,
    language: Language,
    mut tell: impl FnMut(&str),
) -> Result<Filled, Failure> {
    let content = Content::read();
    let flights = Flights::read();
    let present = content.clock.starts_at;
    let founding = story::moments(&content).first().map_or(present, |(at, _)| *at);
    let clock = Arc::new(SetClock::still(founding - SignedDuration::from_hours(1)));
    let app = App::new(database, clock.clone());
    tell("people, units and KPIs");
    let mut cast = found(app.clone(), content, language).await?;
    let moments = story::moments(&cast.content);
    tell("a year of goals, check-ins and flights");
    for (at, moment) in moments {
        clock.set(at, at);
        live_through(&mut cast, &flights, moment).await?;
    }
    clock.set(present, present);
    app.live(cast.organization_id).await?;
    let anchor = SystemClock.now();
    save_state(&cast, present, anchor).await?;
    let ticking = Arc::new(SetClock::ticking(present, anchor));
    let accounts = accounts(&cast);
    let app = App::new(app.database().clone(), ticking.clone());
    Ok(Filled { app, clock: ticking, accounts })
}

fn accounts(cast: &Cast) -> Vec<(String, String, String)> {
    let people = cast.content.people.iter().filter(|person| !person.login_roles.is_empty());
    let text = |text: &super::content::Text| text.in_language(cast.language);
    people.map(|person| (text(&person.name), text(&person.title), person.email.clone())).collect()
}

async fn save_state(cast: &Cast, present: Timestamp, anchor: Timestamp) -> Result<(), Failure> {
    let state = demo_state::Model {
        organization_id: cast.organization_id,
        clock_at: present.as_millisecond(),
        anchored_at: anchor.as_millisecond(),
        loaded_until_on: cast.content.clock.data_loaded_to.into(),
        language: cast.language.locale(),
    };
    let tx = cast.app.database().begin().await?;
    store::demo_state::save(&tx, state).await?;
    tx.commit().await?;
    Ok(())
}

async fn found(app: App, content: Content, language: Language) -> Result<Cast, Failure> {
    let text = |text: &super::content::Text| text.in_language(language);
    let (organization, root) = (&content.organization, &content.units[0]);
    let administrator = &content.people[0];
    let input = setup::Create {
        organization: setup::NewOrganization {
            name: text(&organization.name),
            mission: text(&organization.mission),
            vision: text(&organization.vision),
            values: organization
                .values
                .iter()
                .map(|value| OrganizationValue {
                    title: text(&value.title),
                    text: text(&value.text),
                })
                .collect(),
            time_zone: organization.time_zone.clone(),
            fiscal_year_start_month: organization.fiscal_year_start_month,
            working_days: organization.working_days,
            is_demo: true,
        },
        root: setup::NewRoot {
            code: root.code.clone(),
            name: text(&root.name),
            purpose: text(&root.purpose),
        },
        administrator: setup::NewAdministrator {
            name: text(&administrator.name),
            title: text(&administrator.title),
            email: administrator.email.clone(),
            password: PASSWORD.to_owned(),
            locale: language.locale(),
        },
    };
    let founded = setup::create(&app, input).await?.value;
    let mut cast = Cast {
        app,
        language,
        organization_id: founded.organization.id,
        units: Ids::from([(root.code.clone(), OrgUnitId(founded.root.id))]),
        people: Ids::from([(administrator.key.clone(), PersonId(founded.person.id))]),
        users: Ids::from([(administrator.key.clone(), founded.user.id)]),
        cycles: Ids::new(),
        pillars: Ids::new(),
        kpis: Ids::new(),
        objectives: Ids::new(),
        key_results: Ids::new(),
        milestones: Ids::new(),
        content,
    };
    units(&mut cast).await?;
    people(&mut cast).await?;
    leads(&cast).await?;
    strategy(&mut cast).await?;
    kpis(&mut cast).await?;
    Ok(cast)
}

async fn units(cast: &mut Cast) -> Result<(), Failure> {
    for at in 1..cast.content.units.len() {
        let told = &cast.content.units[at];
        let input = org_unit::Create {
            parent: told.parent.as_ref().map(|code| named(&cast.units, code)),
            code: told.code.clone(),
            name: told.name.in_language(cast.language),
            kind: told.kind,
            purpose: told.purpose.in_language(cast.language),
            lead: None,
            position: None,
        };
        let made = org_unit::create(&cast.app, &cast.system(), input).await?.value;
        cast.units.insert(made.code, OrgUnitId(made.id));
    }
    Ok(())
}

async fn people(cast: &mut Cast) -> Result<(), Failure> {
    for at in 1..cast.content.people.len() {
        let told = &cast.content.people[at];
        let input = person::Create {
            code: None,
            name: told.name.in_language(cast.language),
            email: Some(told.email.clone()),
            title: told.title.in_language(cast.language),
            membership: Some(membership::New {
                unit: named(&cast.units, &told.unit),
                role_title: told.role_title.in_language(cast.language),
                is_primary: true,
                starts_on: None,
            }),
            manager: told.manager.as_ref().map(|key| manager_line::New {
                manager: named(&cast.people, key),
                starts_on: None,
            }),
        };
        let made = person::create(&cast.app, &cast.system(), input).await?.value;
        let key = told.key.clone();
        if !told.login_roles.is_empty() {
            let input = user::Create {
                person: Some(PersonId(made.id)),
                email: None,
                roles: told.login_roles.clone(),
                locale: cast.language.locale(),
                password: Some(PASSWORD.to_owned()),
            };
            let user = user::create(&cast.app, &cast.system(), input).await?.value.user;
            cast.users.insert(key.clone(), user.id);
        }
        cast.people.insert(key, PersonId(made.id));
    }
    Ok(())
}

async fn leads(cast: &Cast) -> Result<(), Failure> {
    for told in &cast.content.units {
        let Some(lead) = &told.lead else { continue };
        let id = named(&cast.units, &told.code);
        let version = {
            let live = cast.app.live(cast.organization_id).await?;
            live.read().directory.unit(id.0).map_or(1, |unit| unit.version)
        };
        let edit = org_unit::Edit {
            version,
            lead: ops::patch::Patch::Set(named(&cast.people, lead)),
            ..org_unit::Edit::default()
        };
        org_unit::update(&cast.app, &cast.system(), id, edit).await?;
    }
    Ok(())
}

async fn strategy(cast: &mut Cast) -> Result<(), Failure> {
    for at in 0..cast.content.pillars.len() {
        let told = &cast.content.pillars[at];
        let input = ops::strategic_pillar::Create {
            name: told.name.in_language(cast.language),
            description: told.description.in_language(cast.language),
            position: None,
        };
        let made = ops::strategic_pillar::create(&cast.app, &cast.system(), input).await?.value;
        cast.pillars.insert(told.key.clone(), made.id.into());
    }
    for at in 0..cast.content.cycles.len() {
        let told: &Cycle = &cast.content.cycles[at];
        let input = cycle::Create {
            parent: told.parent.as_ref().map(|key| named(&cast.cycles, key)),
            name: told.name.in_language(cast.language),
            kind: told.kind,
            starts_on: told.starts_on,
            ends_on: told.ends_on,
        };
        let made = cycle::create(&cast.app, &cast.system(), input).await?.value;
        cast.cycles.insert(told.key.clone(), made.id.into());
    }
    Ok(())
}

async fn kpis(cast: &mut Cast) -> Result<(), Failure> {
    for at in 0..cast.content.kpis.len() {
        let told = &cast.content.kpis[at];
        let input = kpi::Create {
            code: told.code.clone(),
            name: told.name.in_language(cast.language),
            question: told.question.in_language(cast.language),
            description: told.description.in_language(cast.language),
            unit: told.unit.in_language(cast.language),
            format: told.format,
            decimals: told.decimals,
            direction: told.direction,
            frequency: told.frequency,
            time_aggregation: told.time_aggregation,
            unit_aggregation: told.unit_aggregation,
            missing_policy: told.missing_policy,
            owner_person: Some(named(&cast.people, &told.owner)),
            steward_person: Some(named(&cast.people, &told.steward)),
            perspective: told.perspective.clone(),
            leading: told.leading,
            position: None,
            formula: told.formula.clone(),
            sheet: kpi_sheet::Sheet {
                names: told.name.names(),
                category: told.category.clone(),
                due_working_days: Some(told.due_working_days),
                abuse_risk: told
                    .abuse_risk
                    .as_ref()
                    .map_or_else(String::new, |text| text.in_language(cast.language)),
                ..kpi_sheet::Sheet::default()
            },
        };
        let made = kpi::create(&cast.app, &cast.system(), input).await?.value;
        cast.kpis.insert(made.code, made.id.into());
    }
    counter_metrics(cast).await?;
    drivers(cast).await?;
    for told in &cast.content.kpi_targets {
        let input = kpi_target::Create {
            kpi: named(&cast.kpis, &told.kpi),
            org_unit: Some(named(&cast.units, &told.unit)),
            person: None,
            starts_on: told.starts_on,
            ends_on: told.ends_on,
            floor: told.floor,
            target: told.target,
            stretch: told.stretch,
            range_low: told.range_low,
            range_high: told.range_high,
        };
        kpi_target::create(&cast.app, &cast.system(), input).await?;
    }
    Ok(())
}

/// Ties each KPI to the one that guards it, once all of them are there.
async fn counter_metrics(cast: &Cast) -> Result<(), Failure> {
    for told in &cast.content.kpis {
        let Some(counter) = &told.counter else { continue };
        let sheet = kpi_sheet::SheetEdit {
            counter_kpi: Patch::Set(named(&cast.kpis, counter)),
            ..kpi_sheet::SheetEdit::default()
        };
        let edit = kpi::Edit { version: 1, sheet, ..kpi::Edit::default() };
        kpi::update(&cast.app, &cast.system(), named(&cast.kpis, &told.code), edit).await?;
    }
    Ok(())
}

/// Says which KPI drives which.
async fn drivers(cast: &Cast) -> Result<(), Failure> {
    for told in &cast.content.kpi_drivers {
        let input = kpi_driver::Create {
            driver: named(&cast.kpis, &told.driver),
            driven: named(&cast.kpis, &told.driven),
            influence: told.influence,
            note: told.note.as_ref().map(|text| text.in_language(cast.language)),
        };
        kpi_driver::create(&cast.app, &cast.system(), input).await?;
    }
    Ok(())
}

async fn live_through(cast: &mut Cast, flights: &Flights, moment: Moment) -> Result<(), Failure> {
    match moment {
        Moment::Flights { from, until } => {
            let file = flights.measurements(&cast.content.kpis, from, until);
            let name = format!("flights {from}.csv");
            import(&cast.app, &cast.person("wei_zhang"), file, name).await?;
        }
        Moment::CycleBegins(at) => move_on(cast, at, CyclePhase::Active).await?,
        Moment::CycleEnds(at) => move_on(cast, at, CyclePhase::Closing).await?,
        Moment::CycleClosed(at) => move_on(cast, at, CyclePhase::Closed).await?,
        moment => goals_told::live_through(cast, moment).await?,
    }
    Ok(())
}

/// Brings a week's flights in, as the product brings in any file.
///
/// # Errors
/// When the file is refused, which would be a fault of the content, or the database fails.
pub(super) async fn import(
    app: &App,
    viewer: &ops::Viewer,
    file: Vec<u8>,
    name: String,
) -> Result<ops::import::Report, Failure> {
    let options =
        ops::import::Options { source: MeasurementSource::Demo, ..ops::import::Options::new(name) };
    let reader = std::io::Cursor::new(file);
    let report = ops::import::measurements(app, viewer, reader, options).await?;
    match report.rejected.first() {
        None => Ok(report),
        Some(rejected) => Err(Failure::Told(format!(
            "the demo's flights were refused in line {}: {}",
            rejected.line, rejected.reason
        ))),
    }
}

async fn move_on(cast: &Cast, at: usize, phase: CyclePhase) -> Result<(), Failure> {
    let id = named(&cast.cycles, &cast.content.cycles[at].key);
    let version = {
        let live = cast.app.live(cast.organization_id).await?;
        live.read().directory.cycle(id.0).map_or(1, |cycle| cycle.version)
    };
    cycle::move_on(&cast.app, &cast.system(), id, version, phase).await?;
    Ok(())
}
