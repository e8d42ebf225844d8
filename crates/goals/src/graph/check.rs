//! What is refused, before anything changes.

use std::fmt::Display;
use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Graph;
use super::draft::Draft;
use super::facts::{Edit, Fact, is_taken_away};
use crate::alignment::{Alignment, AlignmentTarget};
use crate::id::{KpiId, ObjectiveId, OrgUnitId};
use crate::key_result::KeyResult;
use crate::kpi::{Kpi, Point};
use crate::kpi_link::{KpiLink, KpiRole, LinkWindow};
use crate::organization::Organization;
use crate::period::Grain;
use crate::refusal::{Refusal, finite_or_none, weight};

impl Graph {
    /// Whether these edits, made together, would be taken: the same answer as [`Graph::apply_all`],
    /// changing nothing.
    ///
    /// # Errors
    /// As [`Graph::apply`].
    pub fn check(&self, edits: &[Edit]) -> Result<(), Refusal> {
        // The everyday edit, a check-in: a key result that is there already, under the same
        // objective.
        if let [Edit::Put(Fact::KeyResult(fact))] = edits
            && self.home_of(fact).is_some()
        {
            return fact.validate();
        }
        let draft = Draft::with_edits(self, edits);
        for (index, edit) in edits.iter().enumerate() {
            match edit {
                Edit::Put(fact) if draft.holds(fact) => {
                    draft.check_fact(fact)?;
                    draft.check_place(fact)?;
                }
                Edit::Points(points) => {
                    let later = &edits[index + 1..];
                    let hold = points.iter().filter(|point| !is_taken_away(point, later));
                    draft.check_points(hold)?;
                }
                Edit::Put(_) | Edit::Remove(_) | Edit::RemovePoints(_) => {}
            }
        }
        if edits.iter().any(|edit| matches!(edit, Edit::Put(Fact::Kpi(_)))) {
            draft.check_formulas()?;
        }
        draft.removed().try_for_each(|name| draft.check_unused(name, edits))
    }
}

impl Draft<'_> {
    /// Its numbers make sense and what it refers to is there.
    pub(super) fn check_fact(&self, fact: &Fact) -> Result<(), Refusal> {
        match fact {
            Fact::Organization(fact) => self.check_organization(fact),
            Fact::OrgUnit(_) => Ok(()),
            Fact::Cycle(fact) => fact.period.validate(),
            Fact::Kpi(fact) => self.check_kpi(fact),
            Fact::Objective(fact) => {
                weight("weight", fact.weight)?;
                need("cycle_id", fact.cycle, self.has_cycle(fact.cycle))?;
                self.need_unit("owner_unit_id", fact.owner_unit)
            }
            Fact::KeyResult(fact) => {
                fact.validate()?;
                need("objective_id", fact.objective, self.has_objective(fact.objective))
            }
            Fact::Alignment(fact) => self.check_alignment(fact),
            Fact::KpiLink(fact) => {
                finite_or_none("limit_value", fact.limit)?;
                if fact.window == LinkWindow::Rolling(0) {
                    return Err(Refusal::WindowEmpty);
                }
                let key_result = fact.key_result;
                need("key_result_id", key_result, self.objective_of(key_result).is_some())?;
                self.need_kpi(fact.kpi)?;
                self.need_unit("org_unit_id", fact.org_unit)
            }
            Fact::KpiTarget(fact) => {
                // Whether floor, target and stretch are in order depends on the KPI, which may turn
                // round later; no score depends on it.
                fact.period.validate()?;
                let (low, high) = fact.range.unzip();
                finite_or_none("floor", fact.floor)?;
                finite_or_none("range_low", low)?;
                finite_or_none("range_high", high)?;
                self.need_kpi(fact.kpi)?;
                self.need_unit("org_unit_id", fact.org_unit)
            }
        }
    }

    /// The settings make sense, and recorded values still lie in the periods that they were
    /// recorded for.
    fn check_organization(&self, fact: &Organization) -> Result<(), Refusal> {
        fact.validate()?;
        let graph = self.graph;
        let old = &graph.organization.calendar;
        if old.fiscal_year_start_month == fact.calendar.fiscal_year_start_month {
            return Ok(());
        }
        let kpis = graph.kpis.live().map(|slot| &graph.kpis.row(slot).fact);
        let mut fiscal = kpis.filter(|kpi| kpi.frequency > Grain::Month);
        match fiscal.find(|kpi| graph.cube.has_points_of_kpi(kpi.id)) {
            Some(kpi) => Err(Refusal::FiscalYearInUse { grain: kpi.frequency }),
            None => Ok(()),
        }
    }

    /// Its rules make sense, and its recorded values still mean something under them. Judged by the
    /// values recorded before: taking those away is an edit of its own.
    fn check_kpi(&self, fact: &Kpi) -> Result<(), Refusal> {
        fact.validate()?;
        let graph = self.graph;
        let Some(slot) = graph.kpis.find(fact.id) else { return Ok(()) };
        let old = &graph.kpis.row(slot).fact;
        if !graph.cube.has_points_of_kpi(fact.id) {
            return Ok(());
        }
        if old.frequency != fact.frequency {
            return Err(Refusal::FrequencyInUse { was: old.frequency, wanted: fact.frequency });
        }
        match (old.takes_parts(), fact.takes_parts()) {
            (false, true) => Err(Refusal::RatioNeedsParts),
            (true, false) => Err(Refusal::ValueExpected),
            _ => Ok(()),
        }
    }

    /// Each fits its KPI and is of a unit that is there.
    fn check_points<'p>(&self, points: impl Iterator<Item = &'p Point>) -> Result<(), Refusal> {
        for point in points {
            let Some(kpi) = self.kpi(point.kpi) else {
                return need("kpi_id", point.kpi, false);
            };
            need("org_unit_id", point.org_unit, self.has_unit(point.org_unit))?;
            kpi.validate_point(&self.organization().calendar, point.start, &point.cell)?;
        }
        Ok(())
    }

    fn check_alignment(&self, fact: &Alignment) -> Result<(), Refusal> {
        weight("contribution", fact.contribution.unwrap_or(0.0))?;
        need("objective_id", fact.objective, self.has_objective(fact.objective))?;
        match fact.target {
            AlignmentTarget::Objective(id) => {
                need("target_objective_id", id, self.has_objective(id))
            }
            AlignmentTarget::KeyResult(id) => {
                need("target_key_result_id", id, self.objective_of(id).is_some())
            }
        }
    }

    fn need_unit(&self, field: &'static str, id: Option<OrgUnitId>) -> Result<(), Refusal> {
        id.map_or(Ok(()), |id| need(field, id, self.has_unit(id)))
    }

    fn need_kpi(&self, id: KpiId) -> Result<(), Refusal> {
        need("kpi_id", id, self.kpi(id).is_some())
    }

    /// It fits among the others: no circle, no second measure.
    pub(super) fn check_place(&self, fact: &Fact) -> Result<(), Refusal> {
        match fact {
            Fact::OrgUnit(fact) => {
                self.need_unit("parent_id", fact.parent)?;
                check_tree("org_unit", fact.id, |id| self.parent_of_unit(id))
            }
            Fact::Cycle(fact) => {
                if let Some(parent) = fact.parent {
                    need("parent_id", parent, self.has_cycle(parent))?;
                }
                check_tree("cycle", fact.id, |id| self.parent_of_cycle(id))
            }
            Fact::KeyResult(fact) => self.check_supporters_follow(fact),
            Fact::Alignment(fact) => match fact.target {
                AlignmentTarget::Objective(id) => self.check_support(fact.objective, id),
                AlignmentTarget::KeyResult(id) => {
                    let target = self.objective_of(id);
                    target.map_or(Ok(()), |target| self.check_support(fact.objective, target))
                }
            },
            Fact::KpiLink(fact) => self.check_measures(fact),
            Fact::Organization(_) | Fact::Objective(_) | Fact::Kpi(_) | Fact::KpiTarget(_) => {
                Ok(())
            }
        }
    }

    /// Units and cycles hang in trees and no key result is measured twice, in the graph as it is.
    pub(super) fn check_structure(&self) -> Result<(), Refusal> {
        let graph = self.graph;
        for slot in graph.units.live() {
            self.check_place(&Fact::OrgUnit(graph.units.row(slot).fact.clone()))?;
        }
        for slot in graph.cycles.live() {
            self.check_place(&Fact::Cycle(graph.cycles.row(slot).fact.clone()))?;
        }
        for slot in graph.links.live() {
            self.check_measures(&graph.links.row(slot).fact)?;
        }
        self.check_formulas()
    }

    fn check_measures(&self, link: &KpiLink) -> Result<(), Refusal> {
        if link.role != KpiRole::Measures {
            return Ok(());
        }
        match self.measuring(link.key_result).into_iter().find(|&other| other != link.id) {
            Some(other) => {
                Err(Refusal::DuplicateMeasures { key_result: link.key_result, link: other })
            }
            None => Ok(()),
        }
    }

    /// A key result that goes to another objective takes its supporters along.
    fn check_supporters_follow(&self, fact: &KeyResult) -> Result<(), Refusal> {
        if self.graph.home_of(fact).is_some() {
            return Ok(());
        }
        let supporters = self.supporters_of_key_result(fact.id);
        supporters.into_iter().try_for_each(|id| self.check_support(id, fact.objective))
    }

    /// `target` must not support `supporter` already, in however many steps.
    fn check_support(&self, supporter: ObjectiveId, target: ObjectiveId) -> Result<(), Refusal> {
        let mut reached_from = FxHashMap::from_iter([(target, None)]);
        let mut open = vec![target];
        while let Some(id) = open.pop() {
            if id == supporter {
                // Found on the way up from the target; told from the supporter on.
                let back = std::iter::successors(Some(id), |id| reached_from[id]);
                let mut path: Vec<ObjectiveId> = back.collect();
                path.push(supporter);
                path.reverse();
                return Err(circle("objective", &path));
            }
            for above in self.supported_by(id) {
                reached_from.entry(above).or_insert_with(|| {
                    open.push(above);
                    Some(id)
                });
            }
        }
        Ok(())
    }
}

pub(super) fn need(field: &'static str, id: impl Display, is_there: bool) -> Result<(), Refusal> {
    if is_there { Ok(()) } else { Err(Refusal::UnknownReference { field, id: id.to_string() }) }
}

/// The refusal of a way that comes back to where it began.
pub(super) fn circle(noun: &'static str, path: &[impl Display]) -> Refusal {
    Refusal::Cycle { noun, path: path.iter().map(ToString::to_string).collect() }
}

/// Going up from `start` never comes back to it.
fn check_tree<I: Copy + Eq + Hash + Display>(
    noun: &'static str,
    start: I,
    parent: impl Fn(I) -> Option<I>,
) -> Result<(), Refusal> {
    let mut path = vec![start];
    let mut seen = FxHashSet::from_iter([start]);
    let mut step = start;
    while let Some(above) = parent(step) {
        path.push(above);
        if above == start {
            return Err(circle(noun, &path));
        }
        if !seen.insert(above) {
            // The circle is further up; whichever of its members was edited names it.
            return Ok(());
        }
        step = above;
    }
    Ok(())
}
