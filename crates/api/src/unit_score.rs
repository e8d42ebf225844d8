//! `/units/{id}/score`: how a unit stands in a cycle, and why. The root unit stands for the
//! company.

use axum::extract::State;
use goals::id::{CycleId, OrgUnitId};
use ops::OpsError;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::as_of::{AsOf, look};
use crate::error::ApiResult;
use crate::extract::{Path, Query, SignedIn};
use crate::page::cycle_ref::{CycleQuery, CycleRef};
use crate::page::goals_shown::StatusCounts;
use crate::page::unit::find_unit;
use crate::proof::Explained;
use crate::state::ApiState;
use crate::view::{Score, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_unit_score))
}

/// How a unit stands in a cycle.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitScore {
    /// The unit.
    pub unit: UnitRef,
    /// The cycle.
    pub cycle: CycleRef,
    /// How it stands.
    pub score: Score,
    /// How many of its published objectives stand where.
    pub objective_counts: StatusCounts,
}

/// Which cycle, and whether the answer explains its number.
#[derive(Debug, Default, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct UnitScoreQuery {
    /// The cycle; the one that is running when absent.
    #[param(value_type = Option<String>)]
    cycle: Option<CycleId>,
    /// `true` adds `proof`: where the number comes from, down to the data points.
    #[serde(default)]
    explain: bool,
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    as_of: Option<AsOf>,
}

/// How a unit stands in a cycle. The unit is named by its id or its code.
#[utoipa::path(get, path = "/units/{id}/score", tag = "goals",
    params(("id" = String, Path, description = "Id or code"), UnitScoreQuery),
    responses((status = 200, body = Explained<UnitScore>)))]
async fn find_unit_score(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<UnitScoreQuery>,
) -> ApiResult<axum::Json<Explained<UnitScore>>> {
    let (viewer, seen) = look(&state, &viewer, query.as_of).await?;
    let (unit_id, cycle_id, item) = {
        let live = seen.read();
        let unit = find_unit(&live, &id)?;
        let missing = || OpsError::not_found("cycle", "that is running");
        let cycle = CycleQuery { cycle: query.cycle, as_of: None }.find(&live)?;
        let cycle = cycle.ok_or_else(missing)?;
        let (unit_id, cycle_id) = (OrgUnitId(unit), CycleId(cycle.id));
        let score = live.graph.unit(unit_id, cycle_id);
        let unit = UnitRef::find(&live.directory, Some(unit));
        let item = UnitScore {
            unit: unit.ok_or_else(|| OpsError::not_found("org_unit", &id))?,
            cycle: CycleRef::of(cycle, &live),
            score: score.map_or(Score::UNKNOWN, Score::from),
            objective_counts: score.map(|score| score.statuses.into()).unwrap_or_default(),
        };
        (unit_id, cycle_id, item)
    };
    let proof = match query.explain {
        true => ops::proof::unit(&state.app, &viewer, &seen, unit_id, cycle_id).await?,
        false => None,
    };
    Ok(axum::Json(Explained::new(item, proof)))
}
