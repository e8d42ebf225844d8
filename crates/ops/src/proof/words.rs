//! From identities to words, for one viewer.

use goals::id::{KeyResultId, KpiId, MeasurementId};
use goals::proof::{Argument, Entity, FactRef, Proof as Bare, UnitKind};
use store::entity::measurement;
use store::measurement::Corrected;
use store::word::{MeasurementSource, NumberFormat};
use uuid::Uuid;

use super::evidence::Evidence;
use super::{Fact, Parameter, Proof, Rule};
use crate::live::LiveState;
use crate::live::convert;
use crate::names;
use crate::viewer::Viewer;

/// What names are looked up in.
pub(super) struct Words<'a> {
    pub(super) state: &'a LiveState,
    pub(super) viewer: &'a Viewer,
    pub(super) evidence: &'a Evidence,
}

impl Words<'_> {
    /// The proof in words. `above` is the label of the number that this one goes into: what was
    /// said there is not said again.
    pub(super) fn proof(&self, bare: &Bare, above: Option<&'static str>) -> Proof {
        let (format, unit, decimals) = self.unit(bare.unit);
        let is_hidden = !self.sees(bare);
        let inputs = bare.inputs.iter().map(|input| self.proof(input, Some(bare.label.key)));
        let facts = bare.facts.iter().flat_map(|fact| self.facts(fact));
        Proof {
            label: if is_hidden { String::new() } else { self.label(bare, above) },
            label_key: bare.label.key,
            label_parameters: self.parameters(&bare.label.parameters),
            value: bare.value,
            status: bare.status.map(Into::into),
            format,
            unit,
            decimals,
            rule: (!is_hidden).then(|| Rule {
                key: bare.rule.key.key(),
                text: bare.rule.text.clone(),
                parameters: self.parameters(&bare.rule.parameters),
            }),
            inputs: if is_hidden { Vec::new() } else { inputs.collect() },
            facts: if is_hidden { Vec::new() } else { facts.collect() },
            left_out: if is_hidden { bare.inputs.len() + bare.facts.len() } else { 0 },
        }
    }

    /// Whether the viewer may see the goal that the number is of. Its number counts in what is
    /// above, so it stays.
    fn sees(&self, bare: &Bare) -> bool {
        let directory = &self.state.directory;
        bare.label.parameters.iter().all(|(_, argument)| match argument {
            Argument::Entity(Entity::Objective(id)) => self.viewer.sees_objective(directory, id.0),
            Argument::Entity(Entity::KeyResult(id)) => directory
                .key_result(id.0)
                .is_none_or(|card| self.viewer.sees_objective(directory, card.objective_id)),
            _ => true,
        })
    }

    fn label(&self, bare: &Bare, above: Option<&'static str>) -> String {
        let is_part = above == Some(bare.label.key);
        let names = bare.label.parameters.iter().filter_map(|(name, argument)| match argument {
            Argument::Entity(Entity::Kpi(_)) if is_part => None,
            Argument::Entity(Entity::Cycle(_) | Entity::Alignment(_)) => None,
            Argument::Entity(entity) if *name == entity.kind() => Some(self.name(*entity)),
            _ => None,
        });
        let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
        names.join(" · ")
    }

    fn parameters(&self, bare: &goals::proof::Parameters) -> Vec<(&'static str, Parameter)> {
        let parameter = |argument: &Argument| match argument {
            Argument::Number(number) => Parameter::Number(*number),
            Argument::Key(key) => Parameter::Text((*key).to_owned()),
            Argument::Day(day) => Parameter::Text(day.to_string()),
            Argument::Span(period) => {
                Parameter::Text(format!("{} – {}", period.start, period.last_day()))
            }
            Argument::Entity(entity) => Parameter::Text(self.name(*entity)),
        };
        bare.iter().map(|(name, argument)| (*name, parameter(argument))).collect()
    }

    /// The name of a thing; empty where it has none, or where the viewer may not know it.
    fn name(&self, entity: Entity) -> String {
        let directory = &self.state.directory;
        let seen = |id: Uuid| self.viewer.sees_objective(directory, id);
        let name = match entity {
            Entity::KeyResult(id) => directory
                .key_result(id.0)
                .filter(|card| seen(card.objective_id))
                .map(|card| card.title.to_string()),
            Entity::Objective(id) => {
                directory.objective(id.0).filter(|_| seen(id.0)).map(|card| card.title.to_string())
            }
            Entity::Milestone(id) => {
                self.evidence.milestones.get(&id.0).map(|milestone| milestone.title.clone())
            }
            Entity::OrgUnit(id) => directory.unit(id.0).map(|unit| unit.name.clone()),
            Entity::Person(id) => directory.person(id.0).map(|person| person.name.clone()),
            Entity::Cycle(id) => directory.cycle(id.0).map(|cycle| cycle.name.clone()),
            Entity::Kpi(id) => {
                let kpi = directory.kpi(id.0);
                kpi.map(|kpi| names::of_kpi(kpi, self.viewer.locale).to_owned())
            }
            Entity::Alignment(_) | Entity::KpiLink(_) | Entity::KpiTarget(_) => None,
        };
        name.unwrap_or_default()
    }

    fn unit(&self, kind: UnitKind) -> (NumberFormat, String, Option<i32>) {
        match kind {
            UnitKind::Share => (NumberFormat::Percent, "%".to_owned(), None),
            UnitKind::Count | UnitKind::None => (NumberFormat::Number, String::new(), None),
            UnitKind::Kpi(KpiId(id)) => match self.state.directory.kpi(id) {
                Some(kpi) => (kpi.format, kpi.unit.clone(), Some(kpi.decimals)),
                None => (NumberFormat::Number, String::new(), None),
            },
            UnitKind::KeyResult(KeyResultId(id)) => match self.evidence.key_results.get(&id) {
                Some(row) => (row.format, row.unit.clone(), Some(row.decimals)),
                None => (NumberFormat::Number, String::new(), None),
            },
        }
    }

    fn facts(&self, fact: &FactRef) -> Vec<Fact> {
        match *fact {
            FactRef::Definition(entity) => vec![self.definition(entity)],
            FactRef::Settings => vec![Fact {
                text: self.state.directory.organization().name.clone(),
                at_ms: Some(self.state.directory.organization().updated_at),
                ..Fact::of("organization")
            }],
            FactRef::LatestCheckIn(id) => self
                .evidence
                .check_ins
                .get(&id.0)
                .map(|row| self.check_in(row))
                .into_iter()
                .collect(),
            FactRef::Measurements { kpi, subject, period } => {
                let rows = self.evidence.measurements.get(&(kpi.0, subject, period));
                rows.into_iter().flatten().flat_map(|row| self.measured(row)).collect()
            }
        }
    }

    fn definition(&self, entity: Entity) -> Fact {
        let at_ms = match entity {
            Entity::KeyResult(id) => self.evidence.key_results.get(&id.0).map(|row| row.updated_at),
            Entity::Milestone(id) => self.evidence.milestones.get(&id.0).map(|row| row.updated_at),
            Entity::Kpi(id) => self.state.directory.kpi(id.0).map(|row| row.updated_at),
            Entity::OrgUnit(id) => self.state.directory.unit(id.0).map(|row| row.updated_at),
            Entity::Person(id) => self.state.directory.person(id.0).map(|row| row.updated_at),
            Entity::Cycle(id) => self.state.directory.cycle(id.0).map(|row| row.updated_at),
            _ => None,
        };
        let noun = entity.kind().parse::<crate::live::recorded::Noun>();
        Fact {
            id: noun.ok().map(|noun| noun.shown_id(entity.uuid())),
            text: self.name(entity),
            at_ms,
            source: Some("definition"),
            ..Fact::of(entity.kind())
        }
    }

    fn check_in(&self, row: &store::entity::check_in::Model) -> Fact {
        Fact {
            id: Some(goals::id::CheckInId(row.id).to_string()),
            text: row.note.clone(),
            at_ms: Some(row.created_at),
            by: self.person(row.author_person_id),
            source: Some("check_in"),
            value: row.value,
            ..Fact::of("check_in")
        }
    }

    /// A measurement, and what it corrected.
    fn measured(&self, row: &Corrected) -> Vec<Fact> {
        let current = std::iter::once(self.measurement(&row.current, "measurement"));
        let earlier = row.earlier.iter().map(|old| self.measurement(old, "corrected_measurement"));
        current.chain(earlier).collect()
    }

    fn measurement(&self, row: &measurement::Model, kind: &'static str) -> Fact {
        let parts = row.numerator.zip(row.denominator);
        let text = match parts {
            Some((numerator, denominator)) => format!("{numerator} / {denominator}"),
            None => String::new(),
        };
        let cell = convert::cell(row.value, row.numerator, row.denominator);
        Fact {
            id: Some(MeasurementId(row.id).to_string()),
            text: row.note.clone().unwrap_or(text),
            at_ms: Some(row.recorded_at),
            on: Some(row.period_on.0),
            by: self.recorder(row),
            source: Some(row.source.as_str()),
            file: row
                .batch_id
                .and_then(|batch| self.evidence.files.get(&batch).cloned())
                .filter(|name| !name.is_empty() && row.source != MeasurementSource::Source),
            value: cell.and_then(|cell| cell.value()),
            ..Fact::of(kind)
        }
    }

    /// Who recorded it: the source that gave it, by name, else a person.
    fn recorder(&self, row: &measurement::Model) -> Option<String> {
        if row.source == MeasurementSource::Source {
            return row.batch_id.and_then(|batch| self.evidence.files.get(&batch).cloned());
        }
        let recorder = self.evidence.recorders.get(&row.recorded_by?)?;
        self.person(recorder.person).or_else(|| Some(recorder.email.clone()))
    }

    fn person(&self, id: Option<Uuid>) -> Option<String> {
        self.state.directory.person(id?).map(|person| person.name.clone())
    }
}

impl Fact {
    fn of(kind: &'static str) -> Self {
        Self {
            kind,
            id: None,
            text: String::new(),
            at_ms: None,
            on: None,
            by: None,
            source: None,
            file: None,
            value: None,
        }
    }
}
