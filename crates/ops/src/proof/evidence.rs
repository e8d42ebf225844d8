//! What a proof rests on, read from the facts: check-ins, measurements, and the rows that define
//! things.

use std::collections::HashMap;

use goals::period::Period;
use goals::proof::{Argument, Entity, FactRef, Proof, UnitKind};
use goals::subject::Subject;
use store::entity::{check_in, key_result, measurement, milestone, user};
use store::measurement::{Corrected, Filter, Known};
use store::page::{Order, Page};
use uuid::Uuid;

use crate::app::App;
use crate::error::OpsError;
use crate::limits::{PROOF_FACTS_EACH_MAX, PROOF_FACTS_MAX};
use crate::past::Seen;

/// Measurements of a KPI for a unit or person over a span.
type Span = (Uuid, Subject, Period);

/// The rows that a proof's identities stand for.
#[derive(Default)]
pub(super) struct Evidence {
    pub(super) key_results: HashMap<Uuid, key_result::Model>,
    pub(super) milestones: HashMap<Uuid, milestone::Model>,
    pub(super) check_ins: HashMap<Uuid, check_in::Model>,
    pub(super) measurements: HashMap<Span, Vec<Corrected>>,
    /// Each login that recorded something.
    pub(super) recorders: HashMap<Uuid, Recorder>,
    /// The file of each batch that brought something.
    pub(super) files: HashMap<Uuid, String>,
}

/// A login that recorded something.
pub(super) struct Recorder {
    /// The person behind it.
    pub(super) person: Option<Uuid>,
    /// What it is called where no person is behind it.
    pub(super) email: String,
}

/// What has to be read.
#[derive(Default)]
struct Wanted {
    key_results: Vec<Uuid>,
    milestones: Vec<Uuid>,
    check_ins: Vec<Uuid>,
    spans: Vec<Span>,
}

impl Wanted {
    fn walk(&mut self, proof: &Proof) {
        if let UnitKind::KeyResult(id) = proof.unit {
            self.key_results.push(id.0);
        }
        let arguments = proof.label.parameters.iter().chain(&proof.rule.parameters);
        for (_, argument) in arguments {
            if let Argument::Entity(entity) = argument {
                self.entity(*entity);
            }
        }
        for fact in &proof.facts {
            match *fact {
                FactRef::Definition(entity) => self.entity(entity),
                FactRef::LatestCheckIn(id) => self.check_ins.push(id.0),
                FactRef::Measurements { kpi, subject, period } => {
                    self.spans.push((kpi.0, subject, period));
                }
                FactRef::Settings => {}
            }
        }
        proof.inputs.iter().for_each(|input| self.walk(input));
    }

    fn entity(&mut self, entity: Entity) {
        match entity {
            Entity::KeyResult(id) => self.key_results.push(id.0),
            Entity::Milestone(id) => self.milestones.push(id.0),
            _ => {}
        }
    }
}

impl Evidence {
    /// Reads everything that the proof names, as it was in the state that it was made in, up to the
    /// limits.
    pub(super) async fn read(
        app: &App,
        org: Uuid,
        seen: &Seen,
        proof: &Proof,
    ) -> Result<Self, OpsError> {
        let mut wanted = Wanted::default();
        wanted.walk(proof);
        for ids in [&mut wanted.key_results, &mut wanted.milestones, &mut wanted.check_ins] {
            ids.sort_unstable();
            ids.dedup();
        }
        let conn = app.database().read();
        let key_results = seen.key_results(app, org, &wanted.key_results).await?;
        let milestones = seen.milestones(app, org, &wanted.milestones).await?;
        let check_ins = match seen.moment() {
            None => store::check_in::latest_of(conn, org, &wanted.check_ins).await?,
            // In order, so that the last of each stays.
            Some(moment) => {
                let (ids, before) = (&wanted.check_ins, moment.before);
                store::check_in::of_key_results_before(conn, org, ids, before).await?
            }
        };
        let mut evidence = Self {
            key_results: key_results.into_iter().map(|row| (row.id, row)).collect(),
            milestones: milestones.into_iter().map(|row| (row.id, row)).collect(),
            check_ins: check_ins.into_iter().map(|row| (row.key_result_id, row)).collect(),
            ..Self::default()
        };
        let known = seen.moment().map_or(Known::Now, |moment| Known::Before(moment.before));
        evidence.read_measurements(app, org, known, wanted.spans).await?;
        evidence.read_recorders(app, org).await?;
        evidence.read_files(app, org).await?;
        Ok(evidence)
    }

    async fn read_measurements(
        &mut self,
        app: &App,
        org: Uuid,
        known: Known,
        spans: Vec<Span>,
    ) -> Result<(), OpsError> {
        let mut room = PROOF_FACTS_MAX;
        for span in spans {
            if room == 0 {
                break;
            }
            let (kpi_id, subject, period) = span;
            let filter = Filter {
                kpi_id,
                subject_id: Some(match subject {
                    Subject::Unit(unit) => unit.0,
                    Subject::Person(person) => person.0,
                }),
                from: Some(period.start.into()),
                until: Some(period.end.into()),
            };
            let page = Page::first(PROOF_FACTS_EACH_MAX.min(room));
            let conn = app.database().read();
            let order = Order::Descending;
            let listed =
                store::measurement::list_known(conn, org, &filter, known, order, &page).await?;
            room = room.saturating_sub(listed.items.len() as u64);
            self.measurements.insert(span, listed.items);
        }
        Ok(())
    }

    async fn read_recorders(&mut self, app: &App, org: Uuid) -> Result<(), OpsError> {
        let users = self.distinct(|row| row.recorded_by);
        let found = store::user::find_many(app.database().read(), org, &users).await?;
        let recorder =
            |row: user::Model| (row.id, Recorder { person: row.person_id, email: row.email });
        self.recorders = found.into_iter().map(recorder).collect();
        Ok(())
    }

    async fn read_files(&mut self, app: &App, org: Uuid) -> Result<(), OpsError> {
        let batches = self.distinct(|row| row.batch_id);
        let conn = app.database().read();
        let found = store::measurement_batch::find_many(conn, org, &batches).await?;
        self.files = found.into_iter().map(|row| (row.id, row.file_name)).collect();
        Ok(())
    }

    /// What the measurements and their corrections name, each once.
    fn distinct(&self, named: impl Fn(&measurement::Model) -> Option<Uuid>) -> Vec<Uuid> {
        let rows = self.measurements.values().flatten();
        let all = rows.flat_map(|row| std::iter::once(&row.current).chain(&row.earlier));
        let mut ids: Vec<Uuid> = all.filter_map(named).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
