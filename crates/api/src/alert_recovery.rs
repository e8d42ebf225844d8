//! `/alerts/{id}/recovery`: what an objective that mends an alert would be. It is opened by
//! acknowledging; see `alert.rs`.

use axum::extract::State;
use goals::id::{AlertId, CycleId, OrgUnitId, PersonId};
use ops::alert_recovery::{Aim, Obstacle, Open, Proposal};
use ops::live::LiveState;
use ops::patch::Patch;
use serde::{Deserialize, Serialize};
use store::word::KeyResultKind;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Path, Query, SignedIn};
use crate::state::ApiState;
use crate::time::Day;
use crate::view::{PersonRef, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(propose_recovery))
}

/// An objective that is opened to mend an alert. It is published at once and has one key result,
/// which the alert's KPI measures.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRecovery {
    /// The cycle it lives in; the running one when absent.
    cycle_id: Option<CycleId>,
    /// Its words.
    title: String,
    /// The unit that owns it; the alert's when absent.
    owner_unit_id: Option<OrgUnitId>,
    /// The person accountable; the KPI's owner when absent, null is nobody.
    #[serde(default)]
    #[schema(value_type = Option<PersonId>)]
    owner_person_id: Patch<PersonId>,
}

impl From<NewRecovery> for Open {
    fn from(new: NewRecovery) -> Self {
        Self {
            cycle: new.cycle_id,
            title: new.title,
            owner_unit: new.owner_unit_id,
            owner_person: new.owner_person_id,
        }
    }
}

/// What a recovery of an alert would be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecoveryProposal {
    /// The cycle it would live in; null when none is running.
    pub cycle_id: Option<CycleId>,
    /// The unit that would own it.
    pub unit: Option<UnitRef>,
    /// The person who would be accountable.
    pub owner: Option<PersonRef>,
    /// What its key result would aim at; null when something stands in the way.
    pub aim: Option<RecoveryAim>,
    /// What stands in the way.
    pub obstacle: Option<RecoveryObstacle>,
    /// Whether the viewer may create goals for that unit and owner.
    pub may_create: bool,
}

/// What the key result of a recovery takes from the KPI.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecoveryAim {
    /// Whether the target is to be reached, or held because it is met today.
    pub kind: KeyResultKind,
    /// The value that it starts from; null when nothing is known.
    pub start: Option<f64>,
    /// What is to be reached, or the lower end of the corridor.
    pub target: f64,
    /// The upper end of the corridor.
    pub target_high: Option<f64>,
    /// The last day by which it is to be so.
    pub until: Day,
}

/// Why an alert cannot open a recovery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecoveryObstacle {
    /// The KPI is out of use.
    KpiArchived,
    /// An objective is to mend it already.
    AlreadyMended,
    /// No cycle is running.
    NoRunningCycle,
    /// The cycle is over or closed.
    CycleOver,
    /// The KPI has no target for the unit in the cycle.
    NoTarget,
}

impl From<Obstacle> for RecoveryObstacle {
    fn from(obstacle: Obstacle) -> Self {
        match obstacle {
            Obstacle::KpiArchived => Self::KpiArchived,
            Obstacle::AlreadyMended => Self::AlreadyMended,
            Obstacle::NoCycle => Self::NoRunningCycle,
            Obstacle::CycleOver => Self::CycleOver,
            Obstacle::NoTarget => Self::NoTarget,
        }
    }
}

impl RecoveryProposal {
    fn of(proposal: &Proposal, live: &LiveState) -> Self {
        let directory = &live.directory;
        let aim = |aim: &Aim| RecoveryAim {
            kind: aim.kind,
            start: aim.start,
            target: aim.target,
            target_high: aim.target_high,
            until: Day(aim.until),
        };
        Self {
            cycle_id: proposal.cycle,
            unit: UnitRef::find(directory, Some(proposal.unit.0)),
            owner: PersonRef::find(directory, proposal.owner.map(|id| id.0)),
            aim: proposal.aim.as_ref().map(aim),
            obstacle: proposal.obstacle.map(RecoveryObstacle::from),
            may_create: proposal.may_create,
        }
    }
}

/// In which cycle.
#[derive(Debug, Default, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RecoveryQuery {
    /// The cycle; the running one when absent.
    #[param(value_type = Option<String>)]
    cycle: Option<CycleId>,
}

/// What an objective that mends the alert would be: its cycle, its owner and what its key result
/// would aim at. Nothing is written.
#[utoipa::path(get, path = "/alerts/{id}/recovery", tag = "kpis",
    params(("id" = AlertId, Path), RecoveryQuery),
    responses((status = 200, body = RecoveryProposal)))]
async fn propose_recovery(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<AlertId>,
    Query(query): Query<RecoveryQuery>,
) -> ApiResult<axum::Json<RecoveryProposal>> {
    let found = ops::alert_recovery::propose(&state.app, &viewer, id, query.cycle).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let shown = RecoveryProposal::of(&found, &live.read());
    Ok(axum::Json(shown))
}
