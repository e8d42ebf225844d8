//! Reads: the scores as they are now. Nothing is computed here beyond shares and differences.

use super::Graph;
use super::mean::{Mean, Weighed};
use super::rows::{CycleRow, ObjectiveRow, Target, UnitNode};
use super::score::{
    Child, KeyResultScore, LinkScore, Node, ObjectiveScore, Parent, Score, UnitScore,
};
use crate::id::{CycleId, KeyResultId, KpiLinkId, ObjectiveId, OrgUnitId};
use crate::kpi_link::{KpiLink, KpiRole};

impl Graph {
    /// Where a key result stands; `None` when there is no such key result.
    pub fn key_result(&self, id: KeyResultId) -> Option<KeyResultScore> {
        let slot = self.key_results.find(id)?;
        let row = self.key_results.row(slot);
        let objective = self.objectives.row(row.objective);
        let Weighed { outward, weight } = &self.key_result_outward[slot as usize];
        let counts = objective.counts_key_results() && outward.counts(self.missing(objective));
        Some(KeyResultScore {
            value: row.state.value.get(),
            raw: outward.raw.get(),
            progress: outward.progress.get(),
            original_progress: row.state.original.get(),
            expected: outward.expected.get(),
            gap: outward.gap(),
            status: outward.status,
            computed_status: row.state.computed_status,
            weight_share: share(counts, &objective.state.mean, *weight),
            breached_guards: row.state.breached,
        })
    }

    /// Where an objective stands; `None` when there is no such objective.
    pub fn objective(&self, id: ObjectiveId) -> Option<ObjectiveScore> {
        let slot = self.objectives.find(id)?;
        let row = self.objectives.row(slot);
        let weight_share = self.objectives_of.home(slot).and_then(|home| {
            let unit = self.unit_nodes.row(home.parent);
            let counts = self.objective_outward[slot as usize].counts(self.missing(row));
            share(counts, &unit.mean, row.weight)
        });
        let (state, mean) = (row.state, row.state.mean);
        Some(ObjectiveScore {
            progress: mean.progress.get(),
            raw: mean.raw.get(),
            expected: mean.expected.get(),
            gap: mean.gap(),
            coverage: mean.coverage(),
            status: state.status,
            computed_status: state.computed_status,
            breached: state.breached,
            weight_share,
        })
    }

    /// Where a unit stands in a cycle; `None` when there is no such unit or cycle. A unit that owns
    /// no objective in the cycle has a score without progress.
    pub fn unit(&self, id: OrgUnitId, cycle: CycleId) -> Option<UnitScore> {
        let slots = (self.units.find(id)?, self.cycles.find(cycle)?);
        let node = match self.unit_nodes.find(slots) {
            Some(node) => self.unit_nodes.row(node).clone(),
            None => self.absent_unit_node(self.cycles.row(slots.1)),
        };
        Some(UnitScore {
            progress: node.mean.progress.get(),
            raw: node.mean.raw.get(),
            expected: node.mean.expected.get(),
            gap: node.mean.gap(),
            coverage: node.mean.coverage(),
            status: node.status,
            descendants_mean: node.below.mean(),
            descendants_count: u32::try_from(node.below.count).unwrap_or(0),
            statuses: node.statuses,
        })
    }

    /// Where the organisation stands in a cycle: its root unit.
    pub fn organization(&self, cycle: CycleId) -> Option<UnitScore> {
        self.unit(self.root()?, cycle)
    }

    /// The unit without a parent; with several, the one with the lowest identifier.
    pub fn root(&self) -> Option<OrgUnitId> {
        (self.root != super::table::NOWHERE).then(|| self.units.id(self.root))
    }

    /// The value of a linked KPI in the link's window; `None` when there is no such link.
    pub fn link_value(&self, id: KpiLinkId) -> Option<LinkScore> {
        Some(self.links.row(self.links.find(id)?).state.score())
    }

    /// The score of any node in the common shape; a KPI link has none.
    pub fn score(&self, node: Node) -> Option<Score> {
        match node {
            Node::KpiLink(_) => None,
            Node::KeyResult(id) => {
                let slot = self.key_results.find(id)?;
                let outward = &self.key_result_outward[slot as usize].outward;
                Some(self.key_results.row(slot).state.score(outward))
            }
            Node::Objective(id) => {
                Some(self.objectives.row(self.objectives.find(id)?).state.score())
            }
            Node::Unit(unit, cycle) => {
                let slots = (self.units.find(unit)?, self.cycles.find(cycle)?);
                Some(match self.unit_nodes.find(slots) {
                    Some(node) => self.unit_nodes.row(node).score(),
                    None => self.absent_unit_node(self.cycles.row(slots.1)).score(),
                })
            }
        }
    }

    /// What is below an objective: its key results, then the objectives that support it, each in
    /// the order of the identifiers. Archived and draft ones are among them, without a share.
    pub fn children(&self, id: ObjectiveId) -> Vec<Child> {
        let Some(slot) = self.objectives.find(id) else { return Vec::new() };
        let row = self.objectives.row(slot);
        let (mean, missing) = (&row.state.mean, self.missing(row));
        let key_results = self.key_results_of.children(slot).iter().map(|&child| {
            let Weighed { outward, weight } = &self.key_result_outward[child as usize];
            let counts = row.counts_key_results() && outward.counts(missing);
            Child {
                node: Node::KeyResult(self.key_results.id(child)),
                alignment: None,
                weight: Some(*weight),
                weight_share: share(counts, mean, *weight),
            }
        });
        let supporters = self.supporters_of.children(slot).iter().map(|&child| {
            let alignment = self.alignments.row(child);
            let supporter = &self.objective_outward[alignment.supporter as usize];
            let counts = row.counts_aligned() && supporter.counts(missing);
            let weight = alignment.contribution.get();
            Child {
                node: Node::Objective(self.objectives.id(alignment.supporter)),
                alignment: Some(self.alignments.id(child)),
                weight,
                weight_share: weight.and_then(|weight| share(counts, mean, weight)),
            }
        });
        key_results.chain(supporters).collect()
    }

    /// What an objective supports, in the order of the alignments' identifiers.
    pub fn parents(&self, id: ObjectiveId) -> Vec<Parent> {
        let Some(slot) = self.objectives.find(id) else { return Vec::new() };
        let parents = self.supports_of.children(slot).iter().map(|&child| {
            let alignment = self.alignments.row(child);
            Parent {
                node: match alignment.target {
                    Target::Objective(slot) => Node::Objective(self.objectives.id(slot)),
                    Target::KeyResult(slot) => Node::KeyResult(self.key_results.id(slot)),
                },
                alignment: self.alignments.id(child),
                weight: alignment.contribution.get(),
            }
        });
        parents.collect()
    }

    /// The objectives that support a key result; they are shown and never counted.
    pub fn supporters(&self, id: KeyResultId) -> Vec<ObjectiveId> {
        let Some(slot) = self.key_results.find(id) else { return Vec::new() };
        let alignments = self.supporters_of_key_result.children(slot).iter();
        alignments.map(|&slot| self.objectives.id(self.alignments.row(slot).supporter)).collect()
    }

    /// The objectives that a unit owns in a cycle, in the order of their identifiers; drafts and
    /// archived ones too.
    pub fn objectives_of(&self, unit: OrgUnitId, cycle: CycleId) -> Vec<ObjectiveId> {
        let slots = self.units.find(unit).zip(self.cycles.find(cycle));
        let node = slots.and_then(|slots| self.unit_nodes.find(slots));
        let children = node.map_or(&[][..], |node| self.objectives_of.children(node));
        children.iter().map(|&slot| self.objectives.id(slot)).collect()
    }

    /// The links of a key result, in the order of their identifiers.
    pub fn links(&self, id: KeyResultId) -> Vec<KpiLinkId> {
        let slot = self.key_results.find(id);
        let links = slot.map_or(&[][..], |slot| self.links_of.children(slot));
        links.iter().map(|&slot| self.links.id(slot)).collect()
    }

    /// The key results of an objective, in the order of their identifiers; archived ones too.
    pub fn key_results_of(&self, id: ObjectiveId) -> Vec<KeyResultId> {
        let slot = self.objectives.find(id);
        let children = slot.map_or(&[][..], |slot| self.key_results_of.children(slot));
        children.iter().map(|&slot| self.key_results.id(slot)).collect()
    }

    /// The link whose KPI is the value of the key result.
    pub fn measuring_link(&self, id: KeyResultId) -> Option<KpiLinkId> {
        let links = self.links_of.children(self.key_results.find(id)?).iter();
        let mut facts = links.map(|&slot| &self.links.row(slot).fact);
        facts.find(|link| link.role == KpiRole::Measures).map(|link| link.id)
    }

    /// The fact of a link.
    pub fn link(&self, id: KpiLinkId) -> Option<KpiLink> {
        Some(self.links.row(self.links.find(id)?).fact.clone())
    }

    pub(super) fn missing(&self, objective: &ObjectiveRow) -> super::mean::Missing {
        self.cycles.row(objective.cycle).missing
    }

    /// A unit without any objective in the cycle.
    pub(super) fn absent_unit_node(&self, cycle: &CycleRow) -> UnitNode {
        let status = cycle.standing(&Mean::NOTHING, &self.organization.thresholds);
        UnitNode { status, ..UnitNode::NOTHING }
    }
}

fn share(counts: bool, mean: &Mean, weight: f64) -> Option<f64> {
    if counts { mean.share(weight) } else { None }
}
