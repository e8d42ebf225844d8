//! A random history of use cases: of goals, units, people, values and corrections, through time.

use goals::alignment::AlignmentTarget;
use goals::id::{AlignmentId, KeyResultId, KpiLinkId, ObjectiveId, OrgUnitId, PersonId};
use jiff::ToSpan;
use jiff::civil::date;
use ops::archive::Archive;
use ops::patch::Patch;
use ops::{check_in, key_result, kpi_link, kpi_target, measurement, milestone, objective};
use ops::{org_unit, person};
use store::word::{
    KeyResultKind, KpiRole, LinkWindowKind, NumberFormat, ObjectiveKind, PaceKind, ProgressMode,
    Status, UnitKind, Visibility,
};

use crate::support::World;

/// What has been made so far, and where the dice stand.
pub(super) struct History {
    dice: u64,
    units: Vec<OrgUnitId>,
    objectives: Vec<ObjectiveId>,
    key_results: Vec<KeyResultId>,
    alignments: Vec<AlignmentId>,
    links: Vec<KpiLinkId>,
    people: Vec<PersonId>,
    made: u32,
}

impl History {
    pub(super) async fn new(world: &World, seed: u64) -> Self {
        let live = world.app.live(world.system.organization_id).await.expect("a live state");
        let units = live.read().directory.units().map(|unit| OrgUnitId(unit.id)).collect();
        let people = live.read().directory.people().map(|one| PersonId(one.id)).collect();
        let mut history = Self {
            dice: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            units,
            objectives: Vec::new(),
            key_results: Vec::new(),
            alignments: Vec::new(),
            links: Vec::new(),
            people,
            made: u32::try_from(seed).expect("a small number") * 1_000,
        };
        history.new_objective(world).await;
        history.new_key_result(world).await;
        history
    }

    fn roll(&mut self, sides: u64) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        (self.dice >> 11) % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let at = self.roll(from.len().max(1) as u64);
        from.get(usize::try_from(at).expect("a small number")).copied()
    }

    fn number(&mut self) -> u32 {
        self.made += 1;
        self.made
    }

    /// When the next step is made.
    pub(super) fn pause(&mut self, world: &World) -> jiff::Timestamp {
        let pause = match self.roll(4) {
            0 => 0.seconds(),
            1 => 7.seconds(),
            2 => 5.hours(),
            _ => 26.hours(),
        };
        world.app.now() + pause
    }

    /// One use case. One that is refused (a loop of alignments) changes nothing, which is a history
    /// too.
    pub(super) async fn act(&mut self, world: &World) {
        match self.roll(18) {
            0 | 1 => self.new_objective(world).await,
            2..=4 => self.new_key_result(world).await,
            5..=8 => self.check_in(world).await,
            9 => self.edit_key_result(world).await,
            10 => self.archive(world).await,
            11 => self.align(world).await,
            12 => self.link(world).await,
            13 | 14 => self.measure(world).await,
            15 => self.move_unit(world).await,
            16 => self.people(world).await,
            _ => self.edit_objective(world).await,
        }
    }

    async fn new_objective(&mut self, world: &World) {
        let modes = [ProgressMode::KeyResults, ProgressMode::AlignedObjectives, ProgressMode::Both];
        let number = self.number();
        let input = objective::Create {
            cycle: world.cycle,
            title: format!("Objective {number}"),
            description: String::new(),
            kind: ObjectiveKind::Committed,
            owner_unit: self.pick(&self.units.clone()),
            owner_person: self.pick(&self.people.clone()),
            strategic_pillar: None,
            progress_mode: self.pick(&modes).expect("one of several"),
            weight: 1.0 + self.roll(4) as f64,
            visibility: Visibility::Organization,
            position: i32::try_from(self.roll(9)).expect("a small number"),
        };
        let made = objective::create(&world.app, &world.system, input)
            .await
            .expect("a use case that goes through")
            .value;
        let id = ObjectiveId(made.id);
        if self.roll(5) > 0 {
            objective::publish(&world.app, &world.system, id)
                .await
                .expect("a use case that goes through");
        }
        self.objectives.push(id);
    }

    async fn new_key_result(&mut self, world: &World) {
        let kinds = [KeyResultKind::Increase, KeyResultKind::AtLeast, KeyResultKind::Milestones];
        let kind = self.pick(&kinds).expect("one of several");
        let is_stepped = kind == KeyResultKind::Milestones;
        let set = |value: f64| if is_stepped { Patch::Keep } else { Patch::Set(value) };
        let step = |title: &str, weight| milestone::New {
            title: title.to_owned(),
            weight,
            due_on: Some(date(2013, 11, 1)),
        };
        let number = self.number();
        let input = key_result::Create {
            objective: self.pick(&self.objectives.clone()).expect("one of several"),
            title: format!("Key result {number}"),
            description: String::new(),
            owner_person: None,
            kind,
            numbers: key_result::Numbers {
                start_value: if kind == KeyResultKind::Increase { set(0.0) } else { Patch::Keep },
                target_value: set(10.0 + self.roll(90) as f64),
                ..Default::default()
            },
            over_time: false,
            unit: String::new(),
            format: NumberFormat::Number,
            decimals: 0,
            pace: PaceKind::Linear,
            phases: Vec::new(),
            weight: 1.0 + self.roll(3) as f64,
            position: i32::try_from(self.roll(9)).expect("a small number"),
            milestones: if is_stepped {
                vec![step("First", 1.0), step("Second", 2.0)]
            } else {
                Vec::new()
            },
        };
        if let Ok(made) = key_result::create(&world.app, &world.system, input).await {
            self.key_results.push(KeyResultId(made.value.id));
        }
    }

    async fn check_in(&mut self, world: &World) {
        let Some(id) = self.pick(&self.key_results.clone()) else { return };
        let values = [0.1, 7.0, 1e-20, 33.333_333_333_333_336, 1e18, -0.5];
        let value = if self.roll(4) == 0 { None } else { self.pick(&values) };
        let report = check_in::Record {
            value,
            confidence: (self.roll(2) == 0)
                .then(|| 1 + i32::try_from(self.roll(10)).expect("a small number")),
            status: (self.roll(3) == 0).then_some(Status::AtRisk),
            note: "So it is".to_owned(),
            ..Default::default()
        };
        let _refused = check_in::record(&world.app, &world.system, id, report).await;
    }

    async fn edit_key_result(&mut self, world: &World) {
        let Some(id) = self.pick(&self.key_results.clone()) else { return };
        let conn = world.app.database().read();
        let org = world.system.organization_id;
        let row = store::key_result::find(conn, org, id.0)
            .await
            .expect("a store that answers")
            .expect("a row");
        let status = if self.roll(2) == 0 { Patch::Set(Status::OnTrack) } else { Patch::Clear };
        let edit = key_result::Edit {
            version: row.version,
            title: Some(format!("{} again", row.title.chars().take(40).collect::<String>())),
            weight: Some(1.0 + self.roll(5) as f64),
            status_override: if self.roll(2) == 0 { status } else { Patch::Keep },
            reason: Some("It was not right".to_owned()),
            ..Default::default()
        };
        key_result::update(&world.app, &world.system, id, edit)
            .await
            .expect("a use case that goes through");
        let steps = [row.id];
        let without = store::page::Archived::Without;
        let steps = store::milestone::of_key_results(conn, org, &steps, without)
            .await
            .expect("a use case that goes through");
        if let Some(step) = steps.first() {
            let edit = milestone::Edit {
                version: step.version,
                done_on: Patch::Set(date(2013, 10, 20)),
                ..Default::default()
            };
            milestone::update(&world.app, &world.system, step.id.into(), edit)
                .await
                .expect("a use case that goes through");
        }
    }

    async fn edit_objective(&mut self, world: &World) {
        let Some(id) = self.pick(&self.objectives.clone()) else { return };
        let conn = world.app.database().read();
        let org = world.system.organization_id;
        let row = store::objective::find(conn, org, id.0)
            .await
            .expect("a store that answers")
            .expect("a row");
        let edit = objective::Edit {
            version: row.version,
            title: Some(format!("Renamed {}", self.number())),
            weight: Some(1.0 + self.roll(5) as f64),
            owner_unit: self.pick(&self.units.clone()).map_or(Patch::Keep, Patch::Set),
            reason: Some("It was not right".to_owned()),
            ..Default::default()
        };
        objective::update(&world.app, &world.system, id, edit)
            .await
            .expect("a use case that goes through");
    }

    async fn archive(&mut self, world: &World) {
        let (app, system) = (&world.app, &world.system);
        let way = if self.roll(2) == 0 { Archive::Away } else { Archive::Back };
        match self.roll(4) {
            0 => {
                let Some(id) = self.pick(&self.objectives.clone()) else { return };
                objective::set_archived(app, system, id, way)
                    .await
                    .expect("a use case that goes through");
            }
            1 => {
                let Some(id) = self.pick(&self.links.clone()) else { return };
                let _refused = kpi_link::set_archived(app, system, id, way).await;
            }
            2 => {
                let Some(id) = self.pick(&self.alignments.clone()) else { return };
                let _refused = ops::alignment::set_archived(app, system, id, way).await;
            }
            _ => {
                let Some(id) = self.pick(&self.key_results.clone()) else { return };
                key_result::set_archived(app, system, id, way)
                    .await
                    .expect("a use case that goes through");
            }
        }
    }

    async fn align(&mut self, world: &World) {
        let all = self.objectives.clone();
        let (Some(from), Some(to)) = (self.pick(&all), self.pick(&all)) else { return };
        let input = ops::alignment::Create {
            objective: from,
            target: AlignmentTarget::Objective(to),
            contribution: Some(1.0),
        };
        if let Ok(made) = ops::alignment::create(&world.app, &world.system, input).await {
            self.alignments.push(AlignmentId(made.value.id));
        }
    }

    async fn link(&mut self, world: &World) {
        let Some(key_result) = self.pick(&self.key_results.clone()) else { return };
        let person = self.somebody();
        let input = kpi_link::Create {
            key_result,
            kpi: self.pick(&[world.rate, world.flights]).expect("one of several"),
            role: self.pick(&[KpiRole::Measures, KpiRole::Drives]).expect("one of several"),
            org_unit: self.pick(&self.units.clone()).filter(|_| person.is_none()),
            person,
            window: LinkWindowKind::CycleToDate,
            window_periods: None,
            limit_value: None,
            weight: 1.0,
        };
        if let Ok(made) = kpi_link::create(&world.app, &world.system, input).await {
            self.links.push(KpiLinkId(made.value.id));
        }
        let target = kpi_target::Create {
            kpi: world.rate,
            org_unit: None,
            person: self.somebody(),
            starts_on: date(2013, 10, 1),
            ends_on: date(2014, 1, 1),
            floor: None,
            target: Some(self.roll(100) as f64),
            stretch: None,
            range_low: None,
            range_high: None,
        };
        let _refused = kpi_target::create(&world.app, &world.system, target).await;
    }

    fn somebody(&mut self) -> Option<PersonId> {
        self.pick(&self.people.clone()).filter(|_| self.roll(3) == 0)
    }

    async fn measure(&mut self, world: &World) {
        let day = date(2013, 10, 1 + i8::try_from(self.roll(14)).expect("a small number"));
        let org_unit = self.pick(&self.units.clone());
        let value = self.roll(50) as f64 / 7.0;
        if self.roll(2) == 0 {
            let ratio = measurement::Record {
                org_unit,
                person: self.somebody(),
                period_on: day,
                value: None,
                numerator: Some(value),
                denominator: Some(10.0),
                note: Some("counted again".to_owned()),
            };
            let made = measurement::record(&world.app, &world.system, world.rate, ratio).await;
            made.expect("a use case that goes through");
        } else {
            let text = format!("kpi,unit,period,value\nflights,EWR,{day},{value}\n");
            let options = ops::import::Options::new("flights.csv");
            world.import(&text, options).await.expect("a use case that goes through");
        }
    }

    async fn move_unit(&mut self, world: &World) {
        let (app, system) = (&world.app, &world.system);
        if self.units.len() < 6 {
            let number = self.number();
            let input = org_unit::Create {
                parent: self.pick(&self.units.clone()),
                code: format!("U{number}"),
                name: format!("Unit {number}"),
                kind: UnitKind::Team,
                purpose: String::new(),
                lead: None,
                position: None,
            };
            let made = org_unit::create(app, system, input)
                .await
                .expect("a use case that goes through")
                .value;
            return self.units.push(OrgUnitId(made.id));
        }
        let all = self.units.clone();
        let (Some(id), Some(to)) = (self.pick(&all), self.pick(&all)) else { return };
        let live = app.live(system.organization_id).await.expect("a live state");
        let version = live.read().directory.unit(id.0).expect("a unit").version;
        let edit = org_unit::Edit { version, parent: Patch::Set(to), ..Default::default() };
        let _refused = org_unit::update(app, system, id, edit).await;
    }

    async fn people(&mut self, world: &World) {
        let (app, system) = (&world.app, &world.system);
        let number = self.number();
        if self.people.len() < 4 {
            let input = person::Create {
                code: None,
                name: format!("Person {number}"),
                email: None,
                title: String::new(),
                membership: None,
                manager: None,
            };
            let made = person::create(app, system, input)
                .await
                .expect("a use case that goes through")
                .value;
            return self.people.push(PersonId(made.id));
        }
        let Some(id) = self.pick(&self.people.clone()) else { return };
        let live = app.live(system.organization_id).await.expect("a live state");
        let version = live.read().directory.person(id.0).expect("a person").version;
        let edit =
            person::Edit { version, name: Some(format!("Renamed {number}")), ..Default::default() };
        person::update(app, system, id, edit).await.expect("a use case that goes through");
    }

    /// Gives the root another name.
    pub(super) async fn rename_root(&self, world: &World) {
        let (app, system) = (&world.app, &world.system);
        let live = app.live(system.organization_id).await.expect("a live state");
        let version = live.read().directory.unit(world.nyc.0).expect("the root").version;
        let name = Some("New York, New York".to_owned());
        let edit = org_unit::Edit { version, name, ..Default::default() };
        org_unit::update(app, system, world.nyc, edit).await.expect("a use case that goes through");
    }
}
