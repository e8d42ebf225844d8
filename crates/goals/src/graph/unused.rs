//! Whether a fact may be taken away: nothing may refer to it once all edits are made.

use std::collections::BTreeSet;

use super::Graph;
use super::draft::Draft;
use super::facts::{Edit, Fact, PointKey, Removal};
use crate::alignment::AlignmentTarget;
use crate::refusal::Refusal;

impl Draft<'_> {
    /// Nothing refers to `name` once all `edits` are made.
    pub(super) fn check_unused(&self, name: Removal, edits: &[Edit]) -> Result<(), Refusal> {
        let edited = self.put().find(|fact| refers_to(fact, name));
        let edited = edited.and_then(Fact::name).map(Removal::noun);
        let is_kept = |user: &Removal| !self.is_edited(*user);
        let kept = || self.graph.users_of(name).into_iter().find(is_kept).map(Removal::noun);
        let recorded = || self.has_points_after(name, edits).then_some("measurement");
        match edited.or_else(kept).or_else(recorded) {
            Some(used_by) => Err(Refusal::StillInUse { noun: name.noun(), id: name.id(), used_by }),
            None => Ok(()),
        }
    }
}

impl Draft<'_> {
    /// Whether a value is recorded for the unit or KPI once all `edits` are made.
    fn has_points_after(&self, name: Removal, edits: &[Edit]) -> bool {
        let is_of = |key: &PointKey| {
            name == Removal::Kpi(key.kpi) || name == Removal::OrgUnit(key.org_unit)
        };
        let cube = &self.graph.cube;
        let mut keys: BTreeSet<PointKey> = match name {
            Removal::Kpi(kpi) => cube.points_of(kpi).map(|point| PointKey::from(&point)).collect(),
            Removal::OrgUnit(unit) if cube.has_points_of_unit(unit) => {
                cube.points().map(|point| PointKey::from(&point)).filter(is_of).collect()
            }
            _ => BTreeSet::new(),
        };
        for edit in edits {
            match edit {
                Edit::Points(points) => {
                    keys.extend(points.iter().map(PointKey::from).filter(is_of))
                }
                Edit::RemovePoints(removed) => keys.retain(|key| !removed.contains(key)),
                Edit::Put(_) | Edit::Remove(_) => {}
            }
        }
        !keys.is_empty()
    }
}

impl Graph {
    /// The names of the facts that refer to a fact.
    fn users_of(&self, name: Removal) -> Vec<Removal> {
        match name {
            Removal::OrgUnit(_) | Removal::Cycle(_) | Removal::Kpi(_) => {
                let units =
                    self.units.live().map(|slot| Fact::OrgUnit(self.units.row(slot).fact.clone()));
                let cycles =
                    self.cycles.live().map(|slot| Fact::Cycle(self.cycles.row(slot).fact.clone()));
                let links =
                    self.links.live().map(|slot| Fact::KpiLink(self.links.row(slot).fact.clone()));
                let targets = self.targets.live();
                let targets =
                    targets.map(|slot| Fact::KpiTarget(self.targets.row(slot).fact.clone()));
                let kpis = self.kpis.live();
                let kpis = kpis.map(|slot| Fact::Kpi(self.kpis.row(slot).fact.clone()));
                let facts = units.chain(cycles).chain(links).chain(targets).chain(kpis);
                let users =
                    facts.filter(|fact| refers_to(fact, name)).filter_map(|fact| fact.name());
                users.chain(self.objectives_in(name)).collect()
            }
            Removal::Objective(id) => {
                let Some(slot) = self.objectives.find(id) else { return Vec::new() };
                let key_results = self.key_results_of.children(slot).iter();
                let supports = self.supports_of.children(slot).iter();
                let alignments = supports.chain(self.supporters_of.children(slot));
                key_results
                    .map(|&slot| Removal::KeyResult(self.key_results.id(slot)))
                    .chain(alignments.map(|&slot| Removal::Alignment(self.alignments.id(slot))))
                    .collect()
            }
            Removal::KeyResult(id) => {
                let Some(slot) = self.key_results.find(id) else { return Vec::new() };
                let links = self.links_of.children(slot).iter();
                let alignments = self.supporters_of_key_result.children(slot).iter();
                links
                    .map(|&slot| Removal::KpiLink(self.links.id(slot)))
                    .chain(alignments.map(|&slot| Removal::Alignment(self.alignments.id(slot))))
                    .collect()
            }
            Removal::Alignment(_) | Removal::KpiLink(_) | Removal::KpiTarget(_) => Vec::new(),
        }
    }

    /// The objectives that a unit owns or that live in a cycle.
    fn objectives_in(&self, name: Removal) -> impl Iterator<Item = Removal> {
        let unit = match name {
            Removal::OrgUnit(id) => self.units.find(id),
            _ => None,
        };
        let cycle = match name {
            Removal::Cycle(id) => self.cycles.find(id),
            _ => None,
        };
        let objectives = self.objectives.live().filter(move |&slot| {
            let row = self.objectives.row(slot);
            Some(row.unit) == unit || Some(row.cycle) == cycle
        });
        objectives.map(|slot| Removal::Objective(self.objectives.id(slot)))
    }
}

fn refers_to(fact: &Fact, name: Removal) -> bool {
    match (fact, name) {
        (Fact::OrgUnit(fact), Removal::OrgUnit(id)) => fact.parent == Some(id),
        (Fact::Cycle(fact), Removal::Cycle(id)) => fact.parent == Some(id),
        (Fact::Objective(fact), Removal::Cycle(id)) => fact.cycle == id,
        (Fact::Objective(fact), Removal::OrgUnit(id)) => fact.owner_unit == Some(id),
        (Fact::KeyResult(fact), Removal::Objective(id)) => fact.objective == id,
        (Fact::Alignment(fact), Removal::Objective(id)) => {
            fact.objective == id || fact.target == AlignmentTarget::Objective(id)
        }
        (Fact::Alignment(fact), Removal::KeyResult(id)) => {
            fact.target == AlignmentTarget::KeyResult(id)
        }
        (Fact::KpiLink(fact), Removal::KeyResult(id)) => fact.key_result == id,
        (Fact::KpiLink(fact), Removal::Kpi(id)) => fact.kpi == id,
        (Fact::KpiLink(fact), Removal::OrgUnit(id)) => fact.org_unit == Some(id),
        (Fact::Kpi(fact), Removal::Kpi(id)) => fact.id != id && fact.inputs().contains(&id),
        (Fact::KpiTarget(fact), Removal::Kpi(id)) => fact.kpi == id,
        (Fact::KpiTarget(fact), Removal::OrgUnit(id)) => fact.org_unit == Some(id),
        _ => false,
    }
}
