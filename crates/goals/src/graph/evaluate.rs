//! The rules of single nodes: a key result from its value, an objective from its children, a cycle
//! from the day.
//!
//! The arithmetic itself is in [`key_result`](crate::key_result), [`pace`](crate::pace) and
//! [`status`](crate::status); here it is given what it needs.

use super::Graph;
use super::key_results::{KeyResultRow, KeyResultState};
use super::mean::{Mean, Missing, Outward, Tally};
use super::number::Number;
use super::rows::{CycleRow, LinkState, ObjectiveRow, ObjectiveState};
use super::sum::Term;
use crate::cycle::Cycle;
use crate::key_result;
use crate::kpi_link::KpiRole;
use crate::objective::ObjectiveKind;
use crate::pace;
use crate::status::{Completion, Status, Thresholds, cap_at_risk, derive};

impl Graph {
    /// The row of a cycle as of today.
    pub(super) fn cycle_row(&self, fact: Cycle) -> CycleRow {
        CycleRow {
            linear: pace::linear(fact.period, &self.organization.calendar, self.today),
            stage: pace::stage(fact.period, self.today),
            missing: Missing::during(fact.phase),
            fact,
        }
    }

    /// Computes the cycle's row anew; tells whether anything that nodes read has changed.
    pub(super) fn refresh_cycle(&mut self, slot: u32) -> bool {
        let new = self.cycle_row(self.cycles.row(slot).fact.clone());
        let old = self.cycles.row_mut(slot);
        let is_changed = old.linear.to_bits() != new.linear.to_bits()
            || old.stage != new.stage
            || old.missing != new.missing;
        *old = new;
        is_changed
    }

    pub(super) fn recompute_key_result(&mut self, slot: u32) {
        let row = self.key_results.row(slot);
        let cycle = self.cycles.row(self.objectives.row(row.objective).cycle);
        let (mut measured, mut breached) = (None, 0);
        for &link in self.links_of.children(slot) {
            let link = self.links.row(link);
            if self.kpis.row(link.kpi).fact.is_archived {
                continue;
            }
            match link.fact.role {
                KpiRole::Measures => measured = Some(link.state),
                KpiRole::Guards => breached += u32::from(link.state.is_breached == Some(true)),
                KpiRole::Drives => {}
            }
        }
        let (mut state, mut outward) = row.evaluate(measured.as_ref(), cycle, self);
        state.breached = breached;
        outward.is_breached = breached > 0 && !row.is_archived;
        self.key_results.row_mut(slot).state = state;
        self.key_result_outward[slot as usize].outward = outward;
    }
}

impl KeyResultRow {
    /// Its state from its value: that of the measuring link where there is one, else the last one
    /// checked in.
    fn evaluate(
        &self,
        measured: Option<&LinkState>,
        cycle: &CycleRow,
        graph: &Graph,
    ) -> (KeyResultState, Outward) {
        let value = measured.map_or(self.current, |link| link.value);
        let Read { raw, original, expected, completion } = match self.usual_reach() {
            // Nine in ten: the same as below, by a shorter way.
            Some((start, target)) => Read {
                raw: value.get().and_then(|value| key_result::reach(start, target, value)),
                original: None,
                expected: Some(cycle.linear),
                completion: Completion::WhenFull,
            },
            None => self.read(value, measured, cycle, graph),
        };
        let raw = Number::from(raw);
        // A baseline is done by being known: its value stands in for the progress that it does not
        // have.
        let known = if completion == Completion::OnceKnown { value } else { raw };
        let thresholds = &graph.organization.thresholds;
        let computed_status = derive(cycle.stage, known.get(), expected, completion, thresholds);
        let status = self.status_override.unwrap_or(computed_status);
        let original = Number::from(original);
        let state = KeyResultState { value, original, breached: 0, computed_status, is_new: false };
        let outward = Outward {
            progress: Number::from(raw.get().map(key_result::clamp)),
            raw,
            expected: Number::from(expected),
            // A baseline takes no part in the mean.
            is_in: !self.is_archived && completion != Completion::OnceKnown,
            is_excluded: self.is_excluded,
            is_done: computed_status == Status::Done,
            is_off_track: status == Status::OffTrack,
            is_breached: false,
            status,
        };
        (state, outward)
    }

    fn read(
        &self,
        value: Number,
        measured: Option<&LinkState>,
        cycle: &CycleRow,
        graph: &Graph,
    ) -> Read {
        let measure = self.measure();
        let value = value.get();
        Read {
            raw: match measured {
                Some(link) if self.over_time => link.held.get(),
                _ => key_result::progress(&measure, value),
            },
            original: self
                .original()
                .and_then(|posts| key_result::original_progress(&measure, posts, value)),
            expected: pace::expected_given_linear(
                self.pace(),
                &measure,
                cycle.fact.period,
                &graph.organization.calendar,
                graph.today,
                cycle.linear,
                measured.and_then(|link| link.season.get()),
            ),
            completion: measure.completion(),
        }
    }
}

/// What a key result's facts say of its value.
struct Read {
    raw: Option<f64>,
    original: Option<f64>,
    expected: Option<f64>,
    completion: Completion,
}

impl CycleRow {
    /// The status of a mean in this cycle, by its gap.
    pub(super) fn standing(&self, mean: &Mean, thresholds: &Thresholds) -> Status {
        let (progress, expected) = (mean.progress.get(), mean.expected.get());
        derive(self.stage, progress, expected, mean.completion(), thresholds)
    }
}

impl ObjectiveRow {
    /// Its state from its children's sums.
    pub(super) fn evaluate(
        &self,
        key_results: &Tally,
        aligned: &Tally,
        cycle: &CycleRow,
        thresholds: &Thresholds,
    ) -> ObjectiveState {
        let mut sum = Tally::default();
        let mut off_track = 0;
        if self.counts_key_results() {
            sum.add(key_results);
            // A key result is as committed as its objective.
            if self.kind == ObjectiveKind::Committed {
                off_track += key_results.off_track;
            }
        }
        if self.counts_aligned() {
            sum.add(aligned);
            off_track += aligned.off_track;
        }
        let mean = sum.mean(cycle.missing);
        let breached = key_results.breached;
        let by_gap = cycle.standing(&mean, thresholds);
        let is_capped = off_track > 0 || breached > 0;
        let computed_status = if is_capped { cap_at_risk(by_gap) } else { by_gap };
        ObjectiveState {
            mean,
            breached,
            computed_status,
            status: self.status_override.unwrap_or(computed_status),
            is_new: false,
        }
    }
}
