//! Which KPIs rest on which, and the targets that formulas ask for.

use std::collections::{BTreeSet, HashMap};

use super::Cube;
use crate::id::{KpiId, KpiTargetId};
use crate::kpi_target::{KpiTarget, Marks, judging_marks};
use crate::period::Period;
use crate::subject::Subject;

/// Who reads whom.
#[derive(Debug, Clone, Default)]
pub(super) struct Dependents {
    inputs: HashMap<KpiId, Vec<KpiId>>,
    readers: HashMap<KpiId, BTreeSet<KpiId>>,
}

impl Dependents {
    /// A KPI rests on these from now on.
    pub(super) fn put(&mut self, kpi: KpiId, inputs: &[KpiId]) {
        let old = if inputs.is_empty() {
            self.inputs.remove(&kpi)
        } else {
            self.inputs.insert(kpi, inputs.to_vec())
        };
        for input in old.unwrap_or_default() {
            if let Some(readers) = self.readers.get_mut(&input) {
                readers.remove(&kpi);
            }
        }
        for &input in inputs {
            self.readers.entry(input).or_default().insert(kpi);
        }
    }
}

impl Cube {
    /// The KPIs whose formulas name this one.
    pub fn read_by(&self, kpi: KpiId) -> impl Iterator<Item = KpiId> {
        self.dependents.readers.get(&kpi).into_iter().flatten().copied()
    }

    /// The KPI and every one that rests on it, in however many steps; itself first.
    pub fn moved_by(&self, kpi: KpiId) -> Vec<KpiId> {
        let mut all = vec![kpi];
        let mut seen: BTreeSet<KpiId> = BTreeSet::from([kpi]);
        let mut next = 0;
        while let Some(&kpi) = all.get(next) {
            all.extend(self.read_by(kpi).filter(|reader| seen.insert(*reader)));
            next += 1;
        }
        all
    }

    /// The KPI and every one that it rests on, in however many steps; itself first.
    pub fn rests_on(&self, kpi: KpiId) -> Vec<KpiId> {
        let mut all = vec![kpi];
        let mut seen: BTreeSet<KpiId> = BTreeSet::from([kpi]);
        let mut next = 0;
        while let Some(kpi) = all.get(next) {
            let inputs = self.dependents.inputs.get(kpi).into_iter().flatten().copied();
            all.extend(inputs.filter(|input| seen.insert(*input)));
            next += 1;
        }
        all
    }

    /// A copy with what these KPIs rest on and nothing else.
    pub(super) fn restricted_to(&self, kpis: &[KpiId]) -> Cube {
        let mut copy = Cube::new(self.calendar);
        copy.tree = self.tree.clone();
        for kpi in kpis.iter().flat_map(|&kpi| self.rests_on(kpi)) {
            if let Some(board) = self.boards.get(&kpi) {
                copy.dependents.put(kpi, &board.kpi.inputs());
                copy.boards.insert(kpi, board.clone());
            }
            if let Some(targets) = self.targets.get(&kpi) {
                copy.targets.insert(kpi, targets.clone());
            }
        }
        copy
    }

    /// Adds or changes a target, for formulas that ask for it.
    pub fn put_target(&mut self, target: &KpiTarget) {
        self.remove_target(target.kpi, target.id);
        self.targets.entry(target.kpi).or_default().push(target.clone());
    }

    /// Takes a target away.
    pub fn remove_target(&mut self, kpi: KpiId, target: KpiTargetId) {
        if let Some(targets) = self.targets.get_mut(&kpi) {
            targets.retain(|own| own.id != target);
        }
    }

    /// What the subject is to reach in the period, by the rule that judges it
    /// ([`crate::kpi_target::judging_marks`]).
    pub(super) fn target_in(&self, kpi: KpiId, subject: Subject, period: Period) -> Option<Marks> {
        let kpi_rules = &self.boards.get(&kpi)?.kpi;
        let rule = kpi_rules.together_on(period.last_day()).over_time;
        let root = self.tree.root();
        let targets = self.targets.get(&kpi)?.iter();
        let own = targets
            .filter(|own| own.subject(root) == Some(subject) && own.period.overlaps(&period));
        judging_marks(&own.cloned().collect::<Vec<KpiTarget>>(), rule, period)
    }
}
