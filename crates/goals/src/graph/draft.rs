//! The facts as they would be: the graph with some edits laid over it, to check before anything
//! changes.

use rustc_hash::FxHashMap;

use super::Graph;
use super::facts::{Edit, Fact, Removal};
use super::rows::Target;
use crate::alignment::AlignmentTarget;
use crate::id::{CycleId, KeyResultId, KpiId, KpiLinkId, ObjectiveId, OrgUnitId};
use crate::kpi::Kpi;
use crate::kpi_link::{KpiLink, KpiRole};
use crate::organization::Organization;

/// A graph and edits that are not made yet. The last edit of a fact holds.
pub(super) struct Draft<'d> {
    pub(super) graph: &'d Graph,
    /// `None`: taken away.
    edited: FxHashMap<Removal, Option<&'d Fact>>,
    /// New or replaced alignments by supporter.
    supports: FxHashMap<ObjectiveId, Vec<Removal>>,
    /// New or replaced links by key result.
    links: FxHashMap<KeyResultId, Vec<&'d KpiLink>>,
    organization: &'d Organization,
}

impl<'d> Draft<'d> {
    /// The graph as it is.
    pub(super) fn of(graph: &'d Graph) -> Draft<'d> {
        Draft {
            graph,
            edited: FxHashMap::default(),
            supports: FxHashMap::default(),
            links: FxHashMap::default(),
            organization: &graph.organization,
        }
    }

    /// The graph as it would be.
    pub(super) fn with_edits(graph: &'d Graph, edits: &'d [Edit]) -> Draft<'d> {
        let mut draft = Draft::of(graph);
        for edit in edits {
            match edit {
                Edit::Put(Fact::Organization(organization)) => draft.organization = organization,
                Edit::Put(fact) => {
                    if let Some(name) = fact.name() {
                        draft.edited.insert(name, Some(fact));
                    }
                }
                Edit::Remove(name) => {
                    draft.edited.insert(*name, None);
                }
                Edit::Points(_) | Edit::RemovePoints(_) => {}
            }
        }
        for (&name, fact) in &draft.edited {
            match fact {
                Some(Fact::Alignment(fact)) => {
                    draft.supports.entry(fact.objective).or_default().push(name);
                }
                Some(Fact::KpiLink(link)) => {
                    draft.links.entry(link.key_result).or_default().push(link);
                }
                _ => {}
            }
        }
        draft
    }

    pub(super) fn organization(&self) -> &'d Organization {
        self.organization
    }

    /// The facts that would be put, in no order.
    pub(super) fn put(&self) -> impl Iterator<Item = &'d Fact> {
        self.edited.values().filter_map(|fact| *fact)
    }

    /// Whether this fact is the one that would hold, and not one that a later edit replaces.
    pub(super) fn holds(&self, fact: &Fact) -> bool {
        fact.name().is_none_or(|name| {
            self.edited.get(&name).copied().flatten().is_some_and(|held| std::ptr::eq(held, fact))
        })
    }

    /// The facts that would be gone.
    pub(super) fn removed(&self) -> impl Iterator<Item = Removal> {
        self.edited.iter().filter(|(_, fact)| fact.is_none()).map(|(&name, _)| name)
    }

    /// Whether the fact with this name is edited.
    pub(super) fn is_edited(&self, name: Removal) -> bool {
        self.edited.contains_key(&name)
    }

    /// What is edited under this name, or `Err` when it is as in the graph.
    fn edited(&self, name: Removal) -> Result<Option<&'d Fact>, &'d Graph> {
        self.edited.get(&name).copied().ok_or(self.graph)
    }

    pub(super) fn has_unit(&self, id: OrgUnitId) -> bool {
        match self.edited(Removal::OrgUnit(id)) {
            Ok(fact) => fact.is_some(),
            Err(graph) => graph.units.find(id).is_some(),
        }
    }

    pub(super) fn parent_of_unit(&self, id: OrgUnitId) -> Option<OrgUnitId> {
        match self.edited(Removal::OrgUnit(id)) {
            Ok(Some(Fact::OrgUnit(unit))) => unit.parent,
            Ok(_) => None,
            Err(graph) => graph.units.row(graph.units.find(id)?).fact.parent,
        }
    }

    pub(super) fn has_cycle(&self, id: CycleId) -> bool {
        match self.edited(Removal::Cycle(id)) {
            Ok(fact) => fact.is_some(),
            Err(graph) => graph.cycles.find(id).is_some(),
        }
    }

    pub(super) fn parent_of_cycle(&self, id: CycleId) -> Option<CycleId> {
        match self.edited(Removal::Cycle(id)) {
            Ok(Some(Fact::Cycle(cycle))) => cycle.parent,
            Ok(_) => None,
            Err(graph) => graph.cycles.row(graph.cycles.find(id)?).fact.parent,
        }
    }

    pub(super) fn has_objective(&self, id: ObjectiveId) -> bool {
        match self.edited(Removal::Objective(id)) {
            Ok(fact) => fact.is_some(),
            Err(graph) => graph.objectives.find(id).is_some(),
        }
    }

    /// The objective of a key result, if there is such a key result.
    pub(super) fn objective_of(&self, id: KeyResultId) -> Option<ObjectiveId> {
        match self.edited(Removal::KeyResult(id)) {
            Ok(Some(Fact::KeyResult(key_result))) => Some(key_result.objective),
            Ok(_) => None,
            Err(graph) => {
                let row = graph.key_results.row(graph.key_results.find(id)?);
                Some(graph.objectives.id(row.objective))
            }
        }
    }

    /// The KPIs that would be there, in the order of identifiers.
    pub(super) fn kpis(&self) -> Vec<&'d Kpi> {
        let edited = self.put().filter_map(|fact| match fact {
            Fact::Kpi(kpi) => Some(kpi),
            _ => None,
        });
        let kept = self.graph.kpis.live().map(|slot| &self.graph.kpis.row(slot).fact);
        let kept = kept.filter(|kpi| !self.is_edited(Removal::Kpi(kpi.id)));
        let mut kpis: Vec<&Kpi> = edited.chain(kept).collect();
        kpis.sort_unstable_by_key(|kpi| kpi.id);
        kpis
    }

    pub(super) fn kpi(&self, id: KpiId) -> Option<&'d Kpi> {
        match self.edited(Removal::Kpi(id)) {
            Ok(Some(Fact::Kpi(kpi))) => Some(kpi),
            Ok(_) => None,
            Err(graph) => Some(&graph.kpis.row(graph.kpis.find(id)?).fact),
        }
    }

    /// The objectives that `id` supports, itself or through one of their key results.
    pub(super) fn supported_by(&self, id: ObjectiveId) -> Vec<ObjectiveId> {
        let graph = self.graph;
        let mut targets = Vec::new();
        let kept =
            graph.objectives.find(id).map_or(&[][..], |slot| graph.supports_of.children(slot));
        for &slot in kept {
            if self.edited.is_empty()
                || !self.is_edited(Removal::Alignment(graph.alignments.id(slot)))
            {
                targets.extend(match graph.alignments.row(slot).target {
                    Target::Objective(target) => Some(graph.objectives.id(target)),
                    Target::KeyResult(target) => self.objective_of(graph.key_results.id(target)),
                });
            }
        }
        for name in self.supports.get(&id).into_iter().flatten() {
            if let Ok(Some(Fact::Alignment(alignment))) = self.edited(*name) {
                targets.extend(match alignment.target {
                    AlignmentTarget::Objective(target) => Some(target),
                    AlignmentTarget::KeyResult(target) => self.objective_of(target),
                });
            }
        }
        targets
    }

    /// The objectives with support for the key result.
    pub(super) fn supporters_of_key_result(&self, id: KeyResultId) -> Vec<ObjectiveId> {
        let graph = self.graph;
        let kept = graph.key_results.find(id);
        let kept = kept.map_or(&[][..], |slot| graph.supporters_of_key_result.children(slot));
        let kept = kept
            .iter()
            .filter(|&&slot| !self.is_edited(Removal::Alignment(graph.alignments.id(slot))))
            .map(|&slot| graph.objectives.id(graph.alignments.row(slot).supporter));
        let edited = self.put().filter_map(|fact| match fact {
            Fact::Alignment(a) if a.target == AlignmentTarget::KeyResult(id) => Some(a.objective),
            _ => None,
        });
        kept.chain(edited).collect()
    }

    /// The links that measure the key result.
    pub(super) fn measuring(&self, id: KeyResultId) -> Vec<KpiLinkId> {
        let graph = self.graph;
        let kept = graph.key_results.find(id).map_or(&[][..], |slot| graph.links_of.children(slot));
        let kept = kept
            .iter()
            .map(|&slot| &graph.links.row(slot).fact)
            .filter(|link| !self.is_edited(Removal::KpiLink(link.id)));
        let edited = self.links.get(&id).into_iter().flatten().copied();
        let links = kept.chain(edited).filter(|link| link.role == KpiRole::Measures);
        links.map(|link| link.id).collect()
    }
}
