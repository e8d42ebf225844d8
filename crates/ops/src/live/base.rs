//! Goals taken over from the live state for the state of another moment: most of them are then as
//! they are now, so only what has moved is read and put over them.

use std::collections::{HashMap, HashSet};

use goals::graph::Goals;
use goals::key_result::Measure;
use store::entity::milestone;
use store::past::Reported;
use uuid::Uuid;

use super::card::{KeyResultCard, ObjectiveCard};
use super::{Directory, LiveState, convert};

/// Goals for the graph and for the directory. Without any it changes nothing.
#[derive(Default)]
pub(crate) struct Base {
    pub(crate) goals: Goals,
    pub(crate) cards: Cards,
}

/// The cards of goals, and how they are found.
#[derive(Default)]
pub(crate) struct Cards {
    objectives: HashMap<Uuid, ObjectiveCard>,
    objectives_of_pillar: HashMap<Uuid, Vec<Uuid>>,
    key_results: HashMap<Uuid, KeyResultCard>,
}

impl Base {
    /// The goals of a state.
    pub(crate) fn of(state: &LiveState) -> Self {
        let directory = &state.directory;
        let cards = Cards {
            objectives: directory.objectives.clone(),
            // Of what an objective served once, the card decides.
            objectives_of_pillar: directory.objectives_of_pillar.clone(),
            key_results: directory.key_results.clone(),
        };
        Self { goals: state.graph.goals(), cards }
    }

    /// How many facts there are.
    pub(crate) fn len(&self) -> usize {
        let goals = &self.goals;
        goals.objectives.len() + goals.key_results.len() + goals.alignments.len()
    }

    /// The key results that were checked in at or after this instant.
    pub(crate) fn reported_since(&self, instant: i64) -> HashSet<Uuid> {
        let is_since = |card: &KeyResultCard| card.last_check_in_at.is_some_and(|at| at >= instant);
        let cards = self.cards.key_results.iter();
        cards.filter(|(_, card)| is_since(card)).map(|(id, _)| *id).collect()
    }

    /// Leaves these goals and alignments out: they were otherwise, or not there.
    pub(crate) fn leave_out(&mut self, ids: &HashSet<Uuid>) {
        if ids.is_empty() {
            return;
        }
        let Self { goals, cards } = self;
        goals.objectives.retain(|goal| !ids.contains(&goal.id.0));
        goals.key_results.retain(|goal| !ids.contains(&goal.id.0));
        goals.alignments.retain(|alignment| !ids.contains(&alignment.id.0));
        for id in ids {
            cards.objectives.remove(id);
            cards.key_results.remove(id);
        }
    }

    /// Gives key results the value and the judgement that they had.
    pub(crate) fn take_reports(&mut self, reported: Vec<Reported>) {
        let reported: HashMap<Uuid, Reported> =
            reported.into_iter().map(|report| (report.id, report)).collect();
        if reported.is_empty() {
            return;
        }
        for goal in &mut self.goals.key_results {
            let Some(report) = reported.get(&goal.id.0) else { continue };
            goal.current = report.current_value;
            goal.status_override = report.status_override.map(Into::into);
            if let Some(card) = self.cards.key_results.get_mut(&report.id) {
                card.last_check_in_at = report.last_check_in_at;
            }
        }
    }

    /// Gives key results that have steps those that they had.
    pub(super) fn take_steps<'a>(&mut self, of: impl Fn(Uuid) -> &'a [milestone::Model]) {
        for goal in &mut self.goals.key_results {
            if let Measure::Milestones(_) = goal.measure {
                goal.measure = convert::steps(of(goal.id.0));
            }
        }
    }
}

impl Directory {
    /// Takes the cards of goals, in place of its own.
    pub(super) fn take_cards(&mut self, cards: Cards) {
        self.objectives = cards.objectives;
        self.objectives_of_pillar = cards.objectives_of_pillar;
        self.key_results = cards.key_results;
    }
}
