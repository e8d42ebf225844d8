//! What a proof rests on, read from the facts: check-ins, measurements, and the rows that define
//! things.

use std::collections::HashMap;

use goals::period::Period;
use goals::proof::{Argument, Entity, FactRef, Proof, UnitKind};
use store::entity::{check_in, key_result, measurement, milestone};
use store::measurement::{Corrected, Filter};
use store::page::{Order, Page};
use uuid::Uuid;

use crate::app::App;
use crate::error::OpsError;
use crate::limits::{PROOF_FACTS_EACH_MAX, PROOF_FACTS_MAX};

/// Measurements of a KPI for a unit over a span.
type Span = (Uuid, Uuid, Period);

/// The rows that a proof's identities stand for.
#[derive(Default)]
pub(super) struct Evidence {
    pub(super) key_results: HashMap<Uuid, key_result::Model>,
    pub(super) milestones: HashMap<Uuid, milestone::Model>,
    pub(super) check_ins: HashMap<Uuid, check_in::Model>,
    pub(super) measurements: HashMap<Span, Vec<Corrected>>,
    /// Person behind each login that recorded something.
    pub(super) recorders: HashMap<Uuid, Option<Uuid>>,
    /// What the file of each batch was called.
    pub(super) files: HashMap<Uuid, String>,
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
                FactRef::Measurements { kpi, org_unit, period } => {
                    self.spans.push((kpi.0, org_unit.0, period));
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
    /// Reads everything that the proof names, up to the limits.
    pub(super) async fn read(app: &App, org: Uuid, proof: &Proof) -> Result<Self, OpsError> {
        let mut wanted = Wanted::default();
        wanted.walk(proof);
        for ids in [&mut wanted.key_results, &mut wanted.milestones, &mut wanted.check_ins] {
            ids.sort_unstable();
            ids.dedup();
        }
        let conn = app.database().read();
        let key_results = store::key_result::find_many(conn, org, &wanted.key_results).await?;
        let milestones = store::milestone::find_many(conn, org, &wanted.milestones).await?;
        let check_ins = store::check_in::latest_of(conn, org, &wanted.check_ins).await?;
        let mut evidence = Self {
            key_results: key_results.into_iter().map(|row| (row.id, row)).collect(),
            milestones: milestones.into_iter().map(|row| (row.id, row)).collect(),
            check_ins: check_ins.into_iter().map(|row| (row.key_result_id, row)).collect(),
            ..Self::default()
        };
        evidence.read_measurements(app, org, wanted.spans).await?;
        evidence.read_recorders(app, org).await?;
        evidence.read_files(app, org).await?;
        Ok(evidence)
    }

    async fn read_measurements(
        &mut self,
        app: &App,
        org: Uuid,
        spans: Vec<Span>,
    ) -> Result<(), OpsError> {
        let mut room = PROOF_FACTS_MAX;
        for span in spans {
            if room == 0 {
                break;
            }
            let (kpi_id, unit, period) = span;
            let filter = Filter {
                kpi_id,
                subject_id: Some(unit),
                from: Some(period.start.into()),
                until: Some(period.end.into()),
            };
            let page = Page::first(PROOF_FACTS_EACH_MAX.min(room));
            let conn = app.database().read();
            let listed =
                store::measurement::list(conn, org, &filter, Order::Descending, &page).await?;
            room = room.saturating_sub(listed.items.len() as u64);
            self.measurements.insert(span, listed.items);
        }
        Ok(())
    }

    async fn read_recorders(&mut self, app: &App, org: Uuid) -> Result<(), OpsError> {
        let users = self.each_once(|row| row.recorded_by);
        let found = store::user::find_many(app.database().read(), org, &users).await?;
        self.recorders = found.into_iter().map(|row| (row.id, row.person_id)).collect();
        Ok(())
    }

    async fn read_files(&mut self, app: &App, org: Uuid) -> Result<(), OpsError> {
        let batches = self.each_once(|row| row.batch_id);
        let found =
            store::measurement_batch::find_many(app.database().read(), org, &batches).await?;
        let named = found.into_iter().filter(|row| !row.file_name.is_empty());
        self.files = named.map(|row| (row.id, row.file_name)).collect();
        Ok(())
    }

    /// What the measurements name, each once.
    fn each_once(&self, named: impl Fn(&measurement::Model) -> Option<Uuid>) -> Vec<Uuid> {
        let rows = self.measurements.values().flatten();
        let rows = rows.flat_map(|row| std::iter::once(&row.current).chain(&row.earlier));
        let mut ids: Vec<Uuid> = rows.filter_map(named).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
