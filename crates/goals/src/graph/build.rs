//! Building a graph: facts go straight into rows, one after the other; order among siblings,
//! heights and scores come at the end, all at once.

use super::Graph;
use super::commit::CHECKED;
use super::draft::Draft;
use super::facts::{Fact, Facts};
use super::fan::Fan;
use super::key_results::KeyResultRow;
use super::mean::{Outward, Weighed};
use super::pending::Pending;
use super::rows::UnitRow;
use super::sum::Sums;
use super::table::{NOWHERE, Table};
use crate::cube::Cube;
use crate::kpi::Point;
use crate::organization::Organization;
use crate::refusal::Refusal;
use jiff::civil::Date;

/// How many of the many nouns to make room for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Room {
    /// Objectives.
    pub objectives: usize,
    /// Key results.
    pub key_results: usize,
    /// Alignments.
    pub alignments: usize,
}

/// A graph in the making, for callers that read facts one by one and want none of them twice in
/// memory.
///
/// A fact comes after those that it refers to; only the parents of units and cycles may come later.
#[derive(Debug)]
pub struct Builder {
    graph: Graph,
}

impl Builder {
    /// Begins with an empty organisation.
    pub fn new(organization: Organization, today: Date, room: Room) -> Builder {
        let graph = Graph {
            cube: Cube::new(organization.calendar),
            organization,
            today,
            units: Table::with_capacity(0),
            cycles: Table::with_capacity(0),
            objectives: Table::with_capacity(room.objectives),
            objective_outward: Vec::new(),
            key_results: Table::with_capacity(room.key_results),
            key_result_outward: Vec::with_capacity(room.key_results),
            alignments: Table::with_capacity(room.alignments),
            kpis: Table::with_capacity(0),
            links: Table::with_capacity(0),
            targets: Table::with_capacity(0),
            unit_nodes: Table::with_capacity(0),
            nodes_of: Fan::default(),
            key_results_of: Fan::default(),
            key_result_sums: Sums::default(),
            supporters_of: Fan::default(),
            supporter_sums: Sums::default(),
            supports_of: Fan::default(),
            supporters_of_key_result: Fan::default(),
            objectives_of: Fan::default(),
            unit_sums: Sums::default(),
            links_of: Fan::default(),
            links_of_kpi: Fan::default(),
            targets_of: Fan::default(),
            root: NOWHERE,
            pending: Pending::default(),
            by_height: Vec::new(),
            trace: Vec::new(),
        };
        Builder { graph }
    }

    /// All at once.
    pub(super) fn build(facts: Facts, today: Date) -> Result<Graph, Refusal> {
        let room = Room {
            objectives: facts.objectives.len(),
            key_results: facts.key_results.len(),
            alignments: facts.alignments.len(),
        };
        let mut builder = Builder::new(facts.organization, today, room);
        let units = facts.org_units.into_iter().map(Fact::OrgUnit);
        let cycles = facts.cycles.into_iter().map(Fact::Cycle);
        let kpis = facts.kpis.into_iter().map(Fact::Kpi);
        let objectives = facts.objectives.into_iter().map(Fact::Objective);
        for fact in units.chain(cycles).chain(kpis).chain(objectives) {
            builder.add(fact)?;
        }
        for key_result in facts.key_results {
            builder.add(Fact::KeyResult(key_result))?;
        }
        let alignments = facts.alignments.into_iter().map(Fact::Alignment);
        let links = facts.kpi_links.into_iter().map(Fact::KpiLink);
        let targets = facts.kpi_targets.into_iter().map(Fact::KpiTarget);
        for fact in alignments.chain(links).chain(targets) {
            builder.add(fact)?;
        }
        builder.add_points(&facts.points)?;
        builder.finish()
    }

    /// Takes one fact; a later one with the same identity replaces it.
    ///
    /// # Errors
    /// A number that is none, a negative weight, or a reference to what has not been added.
    pub fn add(&mut self, fact: Fact) -> Result<(), Refusal> {
        Draft::of(&self.graph).check_fact(&fact)?;
        let graph = &mut self.graph;
        match fact {
            Fact::Organization(fact) => graph.put_organization(fact),
            Fact::OrgUnit(fact) => {
                let row = UnitRow { fact, parent: NOWHERE };
                graph.units.put(row.fact.id, row);
            }
            Fact::Cycle(fact) => {
                let row = graph.cycle_row(fact);
                graph.cycles.put(row.fact.id, row);
            }
            Fact::Objective(fact) => {
                let row = graph.objective_row(&fact);
                graph.objectives.put(fact.id, row);
            }
            Fact::KeyResult(fact) => {
                let weighed = Weighed { outward: Outward::NOTHING, weight: fact.weight };
                let id = fact.id;
                let objective = graph.objectives.find(fact.objective);
                let row = KeyResultRow::new(fact, objective.expect(CHECKED));
                let slot = graph.key_results.put(id, row);
                match graph.key_result_outward.get_mut(slot as usize) {
                    Some(replaced) => *replaced = weighed,
                    None => graph.key_result_outward.push(weighed),
                }
            }
            Fact::Alignment(fact) => {
                let row = graph.alignment_row(&fact);
                graph.alignments.put(fact.id, row);
            }
            Fact::Kpi(fact) => {
                let row = graph.kpi_row(fact);
                graph.kpis.put(row.fact.id, row);
            }
            Fact::KpiLink(fact) => {
                let row = graph.link_row(fact);
                graph.links.put(row.fact.id, row);
            }
            Fact::KpiTarget(fact) => {
                let row = graph.target_row(fact);
                graph.targets.put(row.fact.id, row);
            }
        }
        Ok(())
    }

    /// Takes recorded values; a later one for the same KPI, unit and period replaces an earlier
    /// one.
    ///
    /// # Errors
    /// A number that is none, or a KPI or unit that has not been added.
    pub fn add_points(&mut self, points: &[Point]) -> Result<(), Refusal> {
        self.plant_cube();
        for point in points {
            self.graph.cube.set(point)?;
        }
        Ok(())
    }

    /// Tells the cube of the units added so far.
    fn plant_cube(&mut self) {
        let Graph { units, cube, .. } = &mut self.graph;
        let facts = units.live().map(|slot| &units.row(slot).fact);
        cube.set_units(facts.map(|unit| (unit.id, unit.parent)));
    }

    /// Puts siblings in order, computes heights and every score.
    ///
    /// # Errors A parent that was never added; units, cycles or alignments in a circle (naming its
    /// path); a second `measures` link for a key result.
    pub fn finish(mut self) -> Result<Graph, Refusal> {
        self.plant_cube();
        let graph = &mut self.graph;
        graph.cube.shrink_to_fit();
        graph.gather();
        Draft::of(graph).check_structure()?;
        graph.plant_units();
        graph.settle_all_heights()?;
        graph.recompute();
        Ok(self.graph)
    }
}

impl Graph {
    /// Puts everything under its parent, all at once.
    fn gather(&mut self) {
        let Graph { objectives, key_results, alignments, links, targets, .. } = &*self;
        let slots = |count: usize| 0..count as u32;

        let parents: Vec<u32> =
            slots(key_results.span()).map(|slot| key_results.row(slot).objective).collect();
        let key_results_of = Fan::gather(objectives.span(), &parents, |slot| key_results.id(slot));

        let supporters = slots(alignments.span()).map(|slot| alignments.row(slot).supporter);
        let parents: Vec<u32> = supporters.collect();
        let supports_of = Fan::gather(objectives.span(), &parents, |slot| alignments.id(slot));

        let target = |slot| alignments.row(slot).target;
        let parents: Vec<u32> = slots(alignments.span())
            .map(|slot| target(slot).objective().unwrap_or(NOWHERE))
            .collect();
        let supporters_of = Fan::gather(objectives.span(), &parents, |slot| alignments.id(slot));

        let parents: Vec<u32> = slots(alignments.span())
            .map(|slot| target(slot).key_result().unwrap_or(NOWHERE))
            .collect();
        // Seldom used: without any such support it takes no room.
        let parent_count =
            if parents.iter().any(|&p| p != NOWHERE) { key_results.span() } else { 0 };
        let supporters_of_key_result =
            Fan::gather(parent_count, &parents, |slot| alignments.id(slot));

        let parents: Vec<u32> =
            slots(links.span()).map(|slot| links.row(slot).key_result).collect();
        let parent_count = if parents.is_empty() { 0 } else { key_results.span() };
        let links_of = Fan::gather(parent_count, &parents, |slot| links.id(slot));
        let parents: Vec<u32> = slots(links.span()).map(|slot| links.row(slot).kpi).collect();
        let links_of_kpi = Fan::gather(self.kpis.span(), &parents, |slot| links.id(slot));
        let parents: Vec<u32> = slots(targets.span()).map(|slot| targets.row(slot).kpi).collect();
        let targets_of = Fan::gather(self.kpis.span(), &parents, |slot| targets.id(slot));

        self.objective_outward = vec![Outward::NOTHING; self.objectives.span()];
        self.key_results_of = key_results_of;
        self.supports_of = supports_of;
        self.supporters_of = supporters_of;
        self.supporters_of_key_result = supporters_of_key_result;
        self.links_of = links_of;
        self.links_of_kpi = links_of_kpi;
        self.targets_of = targets_of;
        self.gather_units();
    }

    fn gather_units(&mut self) {
        let mut parents = vec![NOWHERE; self.objectives.span()];
        for slot in self.objectives.live() {
            let row = self.objectives.row(slot);
            let (unit, cycle) = (row.unit, row.cycle);
            if unit != NOWHERE {
                parents[slot as usize] = self.unit_node(unit, cycle);
            }
        }
        let objectives = &self.objectives;
        self.objectives_of =
            Fan::gather(self.unit_nodes.span(), &parents, |slot| objectives.id(slot));
    }

    /// Hangs every unit under its parent, once it is known that all are there and none hangs in a
    /// circle.
    fn plant_units(&mut self) {
        for slot in self.units.live() {
            let parent = self.units.row(slot).fact.parent;
            let parent = parent.map_or(NOWHERE, |id| self.units.find(id).expect(CHECKED));
            self.units.row_mut(slot).parent = parent;
        }
        self.root = self.find_root();
    }
}
