//! How the small world comes about: by the use cases, as everything else.

use jiff::civil::date;
use ops::Viewer;
use store::word::{CycleKind, CyclePhase, TokenScope, UnitKind, UserLocale};

use super::{ADMINISTRATOR_EMAIL, ADMINISTRATOR_PASSWORD, Persona, World};

impl World {
    pub(super) async fn new(url: &str) -> Self {
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
            let active = CyclePhase::Active;
            ops::cycle::move_on(&self.app, system, cycle.id.into(), 1, active).await.unwrap();
            self.cycles[index] = cycle.id.into();
            parent = Some(cycle.id.into());
        }
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
            name: Persona::Administrator.name().to_owned(),
            title: String::new(),
            email: ADMINISTRATOR_EMAIL.to_owned(),
            password: ADMINISTRATOR_PASSWORD.to_owned(),
            locale: UserLocale::En,
        },
    }
}
