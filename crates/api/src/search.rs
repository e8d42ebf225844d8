//! `/search`: people, units, objectives, key results, KPIs and cycles by name.

use axum::extract::State;
use goals::id::ObjectiveId;
use ops::search::{Hit, Kind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Query, SignedIn};
use crate::state::ApiState;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(search))
}

/// What to look for.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SearchQuery {
    /// A part of a name, title or code, in any script.
    q: String,
}

/// What was found, the best first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchResult {
    /// At most 30.
    pub items: Vec<SearchHit>,
}

/// Something that was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchHit {
    /// What it is.
    pub kind: SearchKind,
    /// Its identity.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What tells it from others of the same name: a code, an owner, the objective of a key result.
    pub subtitle: Option<String>,
    /// For a key result: the objective that it belongs to.
    pub objective_id: Option<ObjectiveId>,
}

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SearchKind {
    /// An objective.
    Objective,
    /// A key result.
    KeyResult,
    /// A KPI.
    Kpi,
    /// A unit.
    Unit,
    /// A person.
    Person,
    /// A cycle.
    Cycle,
}

impl From<Kind> for SearchKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Objective => Self::Objective,
            Kind::KeyResult => Self::KeyResult,
            Kind::Kpi => Self::Kpi,
            Kind::Unit => Self::Unit,
            Kind::Person => Self::Person,
            Kind::Cycle => Self::Cycle,
        }
    }
}

impl From<Hit> for SearchHit {
    fn from(hit: Hit) -> Self {
        Self {
            kind: hit.kind.into(),
            id: hit.id,
            title: hit.title,
            subtitle: hit.subtitle,
            objective_id: hit.objective,
        }
    }
}

/// Looks for names and titles that contain the query; what starts with it comes first.
#[utoipa::path(get, path = "/search", tag = "search", params(SearchQuery),
    responses((status = 200, body = SearchResult)))]
async fn search(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<SearchQuery>,
) -> ApiResult<axum::Json<SearchResult>> {
    let live = state.app.live(viewer.organization_id).await?;
    let hits = ops::search::search(&live.read().directory, &viewer, &query.q);
    Ok(axum::Json(SearchResult { items: hits.into_iter().map(SearchHit::from).collect() }))
}
