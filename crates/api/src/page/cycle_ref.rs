//! The cycle that a page is about, and how much of it has gone.

use goals::id::CycleId;
use goals::period::Period;
use ops::OpsError;
use ops::live::LiveState;
use serde::{Deserialize, Serialize};
use store::entity::cycle::Model;
use store::word::{CycleKind, CyclePhase};
use utoipa::{IntoParams, ToSchema};

use crate::as_of::AsOf;
use crate::error::ApiResult;
use crate::time::Day;

/// Which cycle a page is about.
#[derive(Debug, Default, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CycleQuery {
    /// The cycle; the one that is running when absent.
    #[param(value_type = Option<String>)]
    pub cycle: Option<CycleId>,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
}

/// A cycle, by name, with how much of it has gone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CycleRef {
    /// Identity.
    pub id: CycleId,
    /// Name.
    pub name: String,
    /// How long it is.
    pub kind: CycleKind,
    /// Where it stands.
    pub phase: CyclePhase,
    /// First day.
    pub starts_on: Day,
    /// First day after.
    pub ends_on: Day,
    /// The share of its working days that have gone, 0 to 1.
    pub elapsed: f64,
}

impl CycleRef {
    /// Shows a cycle.
    pub fn of(model: &Model, live: &LiveState) -> Self {
        let period = Period { start: model.starts_on.0, end: model.ends_on.0 };
        Self {
            id: CycleId(model.id),
            name: model.name.clone(),
            kind: model.kind,
            phase: model.phase,
            starts_on: Day(model.starts_on.0),
            ends_on: Day(model.ends_on.0),
            elapsed: goals::pace::linear(period, &live.directory.calendar(), live.today),
        }
    }
}

impl CycleQuery {
    /// The cycle asked for, or the one that is running; `None` in an organisation without cycles.
    ///
    /// # Errors
    /// `not_found` when the one asked for is not there.
    pub fn find(self, live: &LiveState) -> ApiResult<Option<&Model>> {
        match self.cycle {
            Some(id) => {
                let found = live.directory.cycle(id.0);
                found.map(Some).ok_or_else(|| OpsError::not_found("cycle", id).into())
            }
            None => Ok(running(live)),
        }
    }
}

/// The shortest open cycle that holds today, quarters before others; else the latest that has
/// begun; else the first.
pub fn running(live: &LiveState) -> Option<&Model> {
    let current = || live.directory.cycles().filter(|cycle| cycle.archived_at.is_none());
    let holds_today =
        |cycle: &&Model| cycle.starts_on.0 <= live.today && live.today < cycle.ends_on.0;
    let length = |cycle: &&Model| cycle.ends_on.0.duration_since(cycle.starts_on.0).as_hours();
    current()
        .filter(holds_today)
        .min_by_key(|cycle| (cycle.kind != CycleKind::Quarter, length(cycle), cycle.id))
        .or_else(|| {
            let begun = current().filter(|cycle| cycle.starts_on.0 <= live.today);
            begun.max_by_key(|cycle| (cycle.starts_on, cycle.id))
        })
        .or_else(|| current().min_by_key(|cycle| (cycle.starts_on, cycle.id)))
}
