//! KPIs in windows: what a link reads from the cube, and what is queued when that changes.

use super::Graph;
use super::commit::CHECKED;
use super::facts::PointKey;
use super::number::Number;
use super::rows::{CycleRow, KpiRow, LinkRow, LinkState, TargetRow};
use super::table::NOWHERE;
use crate::id::KpiId;
use crate::key_result::{Pace, held_share};
use crate::kpi::{Aggregation, Kpi, Point, guard_limit, is_breached};
use crate::kpi_link::{KpiLink, KpiRole};
use crate::kpi_target::{KpiTarget, Marks, judging_marks};
use crate::period::Period;
use crate::subject::Subject;

impl Graph {
    /// Reads the link's KPI anew. Once the cycle has ended the link keeps what it read on the last
    /// day.
    pub(super) fn recompute_link(&mut self, slot: u32) {
        let state = self.evaluate_link(self.links.row(slot));
        self.links.row_mut(slot).state = state;
    }

    fn evaluate_link(&self, row: &LinkRow) -> LinkState {
        let kpi = &self.kpis.row(row.kpi).fact;
        let Some(subject) = self.subject_read_by(row).filter(|_| !kpi.is_archived) else {
            return LinkState::NOTHING;
        };
        let link = &row.fact;
        let key_result = self.key_results.row(row.key_result);
        let cycle = self.cycles.row(self.objectives.row(key_result.objective).cycle).fact.period;
        let today = self.today.min(cycle.end);
        let read = self.cube.window(kpi.id, subject, link.window, cycle, today);
        let mut state = LinkState { value: read.value.into(), ..LinkState::NOTHING };
        match link.role {
            KpiRole::Measures => {
                if key_result.over_time {
                    let periods = self.cube.values(kpi.id, subject, cycle, today);
                    let values = periods.into_iter().map(|(_, value)| value);
                    state.held = held_share(&key_result.measure(), values).into();
                }
                if *key_result.pace() == Pace::Seasonal {
                    let share =
                        self.cube.seasonal_share(kpi.id, subject, link.window, cycle, today);
                    state.season = share.into();
                }
            }
            KpiRole::Guards => {
                let marks = match read.period {
                    Some(period) => {
                        let rule = kpi.together_on(period.last_day()).over_time;
                        self.marks_of_link(row, rule, period)
                    }
                    None => self.target_of_link(row).map(KpiTarget::marks),
                };
                let breached = |value| is_breached(kpi.direction, link.limit, marks, value);
                state.limit = Number::from(guard_limit(link.limit, marks));
                state.is_breached = read.value.and_then(breached);
            }
            KpiRole::Drives => {}
        }
        state
    }

    /// The target that holds for what the link reads, on the last day that it reads: with several
    /// the one that began last, and of those the one with the highest identifier.
    pub(super) fn target_of_link(&self, row: &LinkRow) -> Option<&KpiTarget> {
        let cycle = self.cycle_of_key_result(row.key_result).fact.period;
        let day = self.today.min(cycle.last_day());
        let subject = self.subject_read_by(row);
        let targets = self.targets_of.children(row.kpi).iter();
        targets
            .map(|&slot| &self.targets.row(slot).fact)
            .filter(|target| target.subject(self.root()) == subject && target.period.contains(day))
            .max_by_key(|target| (target.period.start, target.id))
    }

    /// What falls to the period that the link read: of a spread target, what its parts come to. The
    /// target is the one that holds today; a period that it does not reach is read by its share.
    fn marks_of_link(&self, row: &LinkRow, rule: Aggregation, read: Period) -> Option<Marks> {
        let today = self.target_of_link(row)?;
        let subject = self.subject_read_by(row);
        let targets = self.targets_of.children(row.kpi).iter();
        let targets = targets.map(|&slot| &self.targets.row(slot).fact);
        let siblings: Vec<KpiTarget> = targets
            .filter(|target| target.subject(self.root()) == subject)
            .filter(|target| target.period.overlaps(&read))
            .cloned()
            .collect();
        let whole = || Some(today.marks_in(rule, read));
        judging_marks(&siblings, rule, read).or_else(whole)
    }

    /// Whose values a link reads: its own subject's, else the root's.
    pub(super) fn subject_read_by(&self, row: &LinkRow) -> Option<Subject> {
        row.fact.subject(self.root())
    }

    pub(super) fn cycle_of_key_result(&self, key_result: u32) -> &CycleRow {
        let objective = self.key_results.row(key_result).objective;
        self.cycles.row(self.objectives.row(objective).cycle)
    }

    pub(super) fn kpi_row(&mut self, fact: Kpi) -> KpiRow {
        self.cube.put_kpi(&fact).expect(CHECKED);
        KpiRow { fact }
    }

    pub(super) fn put_kpi(&mut self, fact: Kpi) {
        let id = fact.id;
        if self.kpis.find(id).is_some_and(|slot| self.kpis.row(slot).fact == fact) {
            return;
        }
        let row = self.kpi_row(fact);
        let slot = self.kpis.put(id, row);
        for index in 0..self.links_of_kpi.children(slot).len() {
            let link = self.links_of_kpi.children(slot)[index];
            // An archived KPI gives way to what was checked in, even where the link had no value.
            self.queue_key_result(self.links.row(link).key_result);
        }
        for kpi in self.cube.moved_by(id) {
            self.queue_links_to(kpi);
        }
    }

    /// All links to a KPI.
    fn queue_links_to(&mut self, kpi: KpiId) {
        let Some(kpi) = self.kpis.find(kpi) else { return };
        for index in 0..self.links_of_kpi.children(kpi).len() {
            let link = self.links_of_kpi.children(kpi)[index];
            self.queue_link(link);
        }
    }

    pub(super) fn remove_kpi(&mut self, slot: u32) {
        self.cube.remove_kpi(self.kpis.id(slot));
        self.kpis.remove(slot);
    }

    pub(super) fn link_row(&self, fact: KpiLink) -> LinkRow {
        LinkRow {
            key_result: self.key_results.find(fact.key_result).expect(CHECKED),
            kpi: self.kpis.find(fact.kpi).expect(CHECKED),
            fact,
            state: LinkState::NOTHING,
            is_queued: false,
        }
    }

    pub(super) fn put_link(&mut self, fact: KpiLink) {
        let id = fact.id;
        let mut row = self.link_row(fact);
        let (key_result, kpi) = (row.key_result, row.kpi);
        let slot = match self.links.find(id) {
            Some(slot) if self.links.row(slot).fact == row.fact => return,
            Some(slot) => {
                self.detach_link(slot);
                let old = self.links.row(slot);
                (row.state, row.is_queued) = (old.state, old.is_queued);
                *self.links.row_mut(slot) = row;
                slot
            }
            None => self.links.insert(id, row),
        };
        let links = &self.links;
        self.links_of.attach(key_result, slot, |slot| links.id(slot));
        self.links_of_kpi.attach(kpi, slot, |slot| links.id(slot));
        self.queue_link(slot);
        self.queue_key_result(key_result);
    }

    fn detach_link(&mut self, slot: u32) {
        self.links_of.detach(slot);
        self.links_of_kpi.detach(slot);
        self.queue_key_result(self.links.row(slot).key_result);
    }

    pub(super) fn remove_link(&mut self, slot: u32) {
        self.detach_link(slot);
        self.links.row_mut(slot).is_queued = false;
        self.pending.links.retain(|&queued| queued != slot);
        self.links.remove(slot);
    }

    pub(super) fn target_row(&mut self, fact: KpiTarget) -> TargetRow {
        self.cube.put_target(&fact);
        TargetRow { kpi: self.kpis.find(fact.kpi).expect(CHECKED), fact }
    }

    pub(super) fn put_target(&mut self, fact: KpiTarget) {
        let id = fact.id;
        if self.targets.find(id).is_some_and(|slot| self.targets.row(slot).fact == fact) {
            return;
        }
        if let Some(slot) = self.targets.find(id) {
            self.detach_target(slot);
        }
        let row = self.target_row(fact);
        let kpi = row.kpi;
        let slot = match self.targets.find(id) {
            Some(slot) => {
                *self.targets.row_mut(slot) = row;
                slot
            }
            None => self.targets.insert(id, row),
        };
        let targets = &self.targets;
        self.targets_of.attach(kpi, slot, |slot| targets.id(slot));
        self.queue_target_readers_of(kpi);
    }

    fn detach_target(&mut self, slot: u32) {
        self.targets_of.detach(slot);
        let TargetRow { fact, kpi } = self.targets.row(slot);
        let kpi = *kpi;
        self.cube.remove_target(fact.kpi, fact.id);
        self.queue_target_readers_of(kpi);
    }

    pub(super) fn remove_target(&mut self, slot: u32) {
        self.detach_target(slot);
        self.targets.remove(slot);
    }

    /// Guards of the KPI, and links to KPIs whose formula may ask for the target.
    fn queue_target_readers_of(&mut self, kpi: u32) {
        for reader in self.cube.moved_by(self.kpis.id(kpi)).into_iter().skip(1) {
            self.queue_links_to(reader);
        }
        for index in 0..self.links_of_kpi.children(kpi).len() {
            let link = self.links_of_kpi.children(kpi)[index];
            if self.links.row(link).fact.role == KpiRole::Guards {
                self.queue_link(link);
            }
        }
    }

    pub(super) fn put_points(&mut self, points: &[Point]) {
        let mut moved = Vec::new();
        for point in points {
            self.take_elsewhere(point, &mut moved);
            let old = self.cube.set(point).expect(CHECKED);
            if old != Some(point.cell) {
                self.queue_readers_of(&PointKey::from(point), &mut moved);
            }
        }
    }

    /// A person's value counts in one unit: it leaves the one where it counted before.
    fn take_elsewhere(&mut self, point: &Point, moved: &mut Vec<KpiId>) {
        let Some(person) = point.person else { return };
        let Some(unit) = self.cube.unit_of(point.kpi, person, point.start) else { return };
        if unit != point.org_unit {
            self.cube.remove(point.kpi, unit, point.person, point.start);
            self.queue_readers_of(&PointKey { org_unit: unit, ..PointKey::from(point) }, moved);
        }
    }

    pub(super) fn remove_points(&mut self, keys: &[PointKey]) {
        let mut moved = Vec::new();
        for key in keys {
            if self.cube.remove(key.kpi, key.org_unit, key.person, key.start).is_some() {
                self.queue_readers_of(key, &mut moved);
            }
        }
    }

    /// Links to the KPI, or to one that rests on it, at the point's unit or above it, or at its
    /// person. `moved` keeps the KPIs that the last point moved: points come KPI by KPI.
    fn queue_readers_of(&mut self, key: &PointKey, moved: &mut Vec<KpiId>) {
        if moved.first() != Some(&key.kpi) {
            *moved = self.cube.moved_by(key.kpi);
        }
        for kpi in moved.iter().filter_map(|&kpi| self.kpis.find(kpi)).collect::<Vec<u32>>() {
            for index in 0..self.links_of_kpi.children(kpi).len() {
                let link = self.links_of_kpi.children(kpi)[index];
                let row = self.links.row(link);
                let reads_it = match self.subject_read_by(row) {
                    Some(Subject::Unit(unit)) => self.cube.is_within(key.org_unit, unit),
                    Some(Subject::Person(person)) => key.person == Some(person),
                    None => false,
                };
                if reads_it && !row.is_queued {
                    self.queue_link(link);
                }
            }
        }
    }

    /// Links that read one of the units noted as touched.
    pub(super) fn queue_readers_of_units(&mut self) {
        let touched = std::mem::take(&mut self.pending.touched_units);
        if touched.is_empty() {
            return;
        }
        for slot in self.links.live() {
            let row = self.links.row(slot);
            // What a person has does not depend on where units lie.
            if row.fact.person.is_some() {
                continue;
            }
            let unit = row.fact.org_unit.map_or(Some(self.root), |id| self.units.find(id));
            if unit.is_some_and(|unit| unit != NOWHERE && touched.contains(&unit)) {
                self.queue_link(slot);
            }
        }
    }
}
