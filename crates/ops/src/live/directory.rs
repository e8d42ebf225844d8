//! Names, structure and settings of an organisation, in memory: what lists, labels and access rules
//! ask for on every request. Goals are held by a small card each; their full rows stay in the
//! store.

use std::collections::{BTreeMap, HashMap};

use goals::period::Calendar;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::entity;
use uuid::Uuid;

use super::card::{KeyResultCard, ObjectiveCard};
use super::convert;
use super::refresh::Refreshed;
use crate::limits::UNIT_DEPTH_MAX;

/// Everything but scores that one organisation holds in memory.
#[derive(Debug, Clone)]
pub struct Directory {
    organization: entity::organization::Model,
    time_zone: TimeZone,
    units: BTreeMap<Uuid, entity::org_unit::Model>,
    units_below: HashMap<Uuid, Vec<Uuid>>,
    pub(super) people: HashMap<Uuid, entity::person::Model>,
    pub(super) memberships: BTreeMap<Uuid, entity::membership::Model>,
    pub(super) memberships_of_person: HashMap<Uuid, Vec<Uuid>>,
    pub(super) memberships_of_unit: HashMap<Uuid, Vec<Uuid>>,
    pub(super) manager_lines: BTreeMap<Uuid, entity::manager_line::Model>,
    pub(super) lines_of_person: HashMap<Uuid, Vec<Uuid>>,
    pub(super) lines_of_manager: HashMap<Uuid, Vec<Uuid>>,
    cycles: BTreeMap<Uuid, entity::cycle::Model>,
    pillars: BTreeMap<Uuid, entity::strategic_pillar::Model>,
    pub(super) perspectives: BTreeMap<Uuid, entity::kpi_perspective::Model>,
    kpis: BTreeMap<Uuid, entity::kpi::Model>,
    pub(super) drivers: BTreeMap<Uuid, entity::kpi_driver::Model>,
    targets: BTreeMap<Uuid, entity::kpi_target::Model>,
    targets_of_kpi: HashMap<Uuid, Vec<Uuid>>,
    links: BTreeMap<Uuid, entity::kpi_link::Model>,
    links_of_key_result: HashMap<Uuid, Vec<Uuid>>,
    pub(super) objectives: HashMap<Uuid, ObjectiveCard>,
    pub(super) objectives_of_pillar: HashMap<Uuid, Vec<Uuid>>,
    pub(super) key_results: HashMap<Uuid, KeyResultCard>,
}

impl Directory {
    /// An organisation without anything in it yet.
    pub fn new(organization: entity::organization::Model) -> Self {
        let time_zone = time_zone(&organization);
        Self {
            organization,
            time_zone,
            units: BTreeMap::new(),
            units_below: HashMap::new(),
            people: HashMap::new(),
            memberships: BTreeMap::new(),
            memberships_of_person: HashMap::new(),
            memberships_of_unit: HashMap::new(),
            manager_lines: BTreeMap::new(),
            lines_of_person: HashMap::new(),
            lines_of_manager: HashMap::new(),
            cycles: BTreeMap::new(),
            pillars: BTreeMap::new(),
            perspectives: BTreeMap::new(),
            kpis: BTreeMap::new(),
            drivers: BTreeMap::new(),
            targets: BTreeMap::new(),
            targets_of_kpi: HashMap::new(),
            links: BTreeMap::new(),
            links_of_key_result: HashMap::new(),
            objectives: HashMap::new(),
            objectives_of_pillar: HashMap::new(),
            key_results: HashMap::new(),
        }
    }

    /// Takes a fact as it is now, in place of what was known of it.
    pub fn put(&mut self, fact: Refreshed) {
        match fact {
            Refreshed::Organization(model) => {
                self.time_zone = time_zone(&model);
                self.organization = model;
            }
            Refreshed::OrgUnit(model) => self.put_unit(model),
            Refreshed::Person(model) => {
                self.people.insert(model.id, model);
            }
            Refreshed::Membership(model) => {
                index(&mut self.memberships_of_person, model.person_id, model.id);
                index(&mut self.memberships_of_unit, model.org_unit_id, model.id);
                self.memberships.insert(model.id, model);
            }
            Refreshed::ManagerLine(model) => {
                index(&mut self.lines_of_person, model.person_id, model.id);
                index(&mut self.lines_of_manager, model.manager_person_id, model.id);
                self.manager_lines.insert(model.id, model);
            }
            Refreshed::Cycle(model) => {
                self.cycles.insert(model.id, model);
            }
            Refreshed::StrategicPillar(model) => {
                self.pillars.insert(model.id, model);
            }
            Refreshed::Objective(model) => {
                if let Some(pillar) = model.strategic_pillar_id {
                    index(&mut self.objectives_of_pillar, pillar, model.id);
                }
                self.objectives.insert(model.id, ObjectiveCard::of(&model));
            }
            Refreshed::KeyResult(model, _) => {
                self.key_results.insert(model.id, KeyResultCard::of(&model));
            }
            Refreshed::KpiPerspective(model) => {
                self.perspectives.insert(model.id, model);
            }
            Refreshed::Kpi(model) => {
                self.kpis.insert(model.id, model);
            }
            Refreshed::KpiDriver(model) => {
                self.drivers.insert(model.id, model);
            }
            Refreshed::KpiTarget(model) => {
                index(&mut self.targets_of_kpi, model.kpi_id, model.id);
                self.targets.insert(model.id, model);
            }
            Refreshed::KpiLink(model) => {
                index(&mut self.links_of_key_result, model.key_result_id, model.id);
                self.links.insert(model.id, model);
            }
            Refreshed::Alignment(_) | Refreshed::Points(_) => {}
        }
    }

    fn put_unit(&mut self, model: entity::org_unit::Model) {
        if let Some(old) = self.units.get(&model.id)
            && let Some(siblings) = old.parent_id.and_then(|id| self.units_below.get_mut(&id))
        {
            siblings.retain(|id| *id != model.id);
        }
        if let Some(parent) = model.parent_id {
            index(&mut self.units_below, parent, model.id);
        }
        self.units.insert(model.id, model);
    }

    /// The organisation's settings.
    pub fn organization(&self) -> &entity::organization::Model {
        &self.organization
    }

    /// Fiscal year and working days.
    pub fn calendar(&self) -> Calendar {
        convert::calendar(&self.organization)
    }

    /// The day that an instant falls on in the organisation's time zone.
    pub fn business_day(&self, now: Timestamp) -> Date {
        now.to_zoned_datetime(self.time_zone.clone()).date()
    }

    /// The instant at which a day ends in the organisation's time zone; `None` at the end of the
    /// calendar.
    pub fn day_end(&self, day: Date) -> Option<Timestamp> {
        let next = day.tomorrow().ok()?;
        next.to_zoned_datetime(self.time_zone.clone()).ok().map(|start| start.timestamp())
    }

    /// The organisation's time zone.
    pub fn time_zone(&self) -> &TimeZone {
        &self.time_zone
    }

    /// The unit at the top, once there is one.
    pub fn root(&self) -> Option<&entity::org_unit::Model> {
        self.units.values().find(|unit| unit.parent_id.is_none() && unit.archived_at.is_none())
    }

    /// A unit.
    pub fn unit(&self, id: Uuid) -> Option<&entity::org_unit::Model> {
        self.units.get(&id)
    }

    /// A unit by its code.
    pub fn unit_by_code(&self, code: &str) -> Option<&entity::org_unit::Model> {
        self.units.values().find(|unit| unit.code == code)
    }

    /// All units, archived ones too.
    pub fn units(&self) -> impl Iterator<Item = &entity::org_unit::Model> {
        self.units.values()
    }

    /// The units directly below, in the order people gave them.
    pub fn units_below(&self, id: Uuid) -> Vec<&entity::org_unit::Model> {
        let below = self.units_below.get(&id).map_or(&[][..], Vec::as_slice);
        let mut units: Vec<_> = below
            .iter()
            .filter_map(|id| self.units.get(id))
            .filter(|unit| unit.archived_at.is_none())
            .collect();
        units.sort_by(|a, b| (a.position, &a.code).cmp(&(b.position, &b.code)));
        units
    }

    /// The unit itself and everything below it.
    pub fn subtree(&self, id: Uuid) -> Vec<Uuid> {
        let mut found = vec![id];
        let mut at = 0;
        while at < found.len() {
            found.extend(self.units_below.get(&found[at]).into_iter().flatten());
            at += 1;
        }
        found
    }

    /// The units above, nearest first; the unit itself is not among them.
    pub fn units_above(&self, id: Uuid) -> Vec<&entity::org_unit::Model> {
        let mut above = Vec::new();
        let mut at = self.units.get(&id).and_then(|unit| unit.parent_id);
        while let Some(unit) = at.and_then(|id| self.units.get(&id)) {
            if above.len() >= UNIT_DEPTH_MAX {
                break;
            }
            above.push(unit);
            at = unit.parent_id;
        }
        above
    }

    /// A cycle.
    pub fn cycle(&self, id: Uuid) -> Option<&entity::cycle::Model> {
        self.cycles.get(&id)
    }

    /// All cycles, archived ones too.
    pub fn cycles(&self) -> impl Iterator<Item = &entity::cycle::Model> {
        self.cycles.values()
    }

    /// A pillar.
    pub fn pillar(&self, id: Uuid) -> Option<&entity::strategic_pillar::Model> {
        self.pillars.get(&id)
    }

    /// All pillars, archived ones too.
    pub fn pillars(&self) -> impl Iterator<Item = &entity::strategic_pillar::Model> {
        self.pillars.values()
    }

    /// A KPI.
    pub fn kpi(&self, id: Uuid) -> Option<&entity::kpi::Model> {
        self.kpis.get(&id)
    }

    /// A KPI by its code.
    pub fn kpi_by_code(&self, code: &str) -> Option<&entity::kpi::Model> {
        self.kpis.values().find(|kpi| kpi.code == code)
    }

    /// All KPIs, archived ones too.
    pub fn kpis(&self) -> impl Iterator<Item = &entity::kpi::Model> {
        self.kpis.values()
    }

    /// The targets of a KPI, archived ones left out.
    pub fn targets_of(&self, kpi: Uuid) -> impl Iterator<Item = &entity::kpi_target::Model> {
        let ids = self.targets_of_kpi.get(&kpi).map_or(&[][..], Vec::as_slice);
        ids.iter()
            .filter_map(|id| self.targets.get(id))
            .filter(|target| target.archived_at.is_none())
    }

    /// The links of a key result, archived ones left out.
    pub fn links_of(&self, key_result: Uuid) -> impl Iterator<Item = &entity::kpi_link::Model> {
        let ids = self.links_of_key_result.get(&key_result).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.links.get(id)).filter(|link| link.archived_at.is_none())
    }

    /// All links, archived ones left out.
    pub fn links(&self) -> impl Iterator<Item = &entity::kpi_link::Model> {
        self.links.values().filter(|link| link.archived_at.is_none())
    }

    /// An objective's card.
    pub fn objective(&self, id: Uuid) -> Option<&ObjectiveCard> {
        self.objectives.get(&id)
    }

    /// All objectives' cards.
    pub fn objectives(&self) -> impl Iterator<Item = (Uuid, &ObjectiveCard)> {
        self.objectives.iter().map(|(id, card)| (*id, card))
    }

    /// The cards of the objectives that serve a pillar.
    pub fn objectives_of_pillar(&self, id: Uuid) -> impl Iterator<Item = (Uuid, &ObjectiveCard)> {
        let ids = self.objectives_of_pillar.get(&id).map_or(&[][..], Vec::as_slice);
        ids.iter()
            .filter_map(|id| Some((*id, self.objectives.get(id)?)))
            .filter(move |(_, card)| card.strategic_pillar_id == Some(id))
    }

    /// A key result's card.
    pub fn key_result(&self, id: Uuid) -> Option<&KeyResultCard> {
        self.key_results.get(&id)
    }

    /// All key results' cards.
    pub fn key_results(&self) -> impl Iterator<Item = (Uuid, &KeyResultCard)> {
        self.key_results.iter().map(|(id, card)| (*id, card))
    }
}

/// Kept sorted: identifiers sort by the time they were made, so nearly every one goes to the end.
fn index(map: &mut HashMap<Uuid, Vec<Uuid>>, key: Uuid, value: Uuid) {
    let values = map.entry(key).or_default();
    if let Err(at) = values.binary_search(&value) {
        values.insert(at, value);
    }
}

/// Half-open: the last day is the one before `ends_on`.
fn time_zone(organization: &entity::organization::Model) -> TimeZone {
    TimeZone::get(&organization.time_zone).unwrap_or_else(|error| {
        tracing::error!(%error, "Time zone `{}` is not known; UTC is used", organization.time_zone);
        TimeZone::UTC
    })
}
