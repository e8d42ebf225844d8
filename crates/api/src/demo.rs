//! `/demo`: the demo's time machine. A real installation has none.

use axum::extract::State;
use ops::OpsError;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::SignedIn;
use crate::state::ApiState;
use crate::time::Instant;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(advance_demo))
}

/// Where the demo stands after moving on.
#[derive(Debug, Serialize, ToSchema)]
pub struct DemoAdvanced {
    /// The present instant now.
    pub now: Instant,
    /// Measurements that came in.
    pub measurements: usize,
    /// Whether the year's flights have all come in.
    pub is_finished: bool,
}

/// Moves the demo one week on; the week's real flights come in.
#[utoipa::path(post, path = "/demo/advance", tag = "demo",
    responses((status = 200, body = DemoAdvanced)))]
async fn advance_demo(
    State(state): State<ApiState>,
    viewer: SignedIn,
) -> ApiResult<axum::Json<DemoAdvanced>> {
    viewer.may_write()?;
    let demo = state.demo.as_ref().ok_or_else(|| OpsError::not_found("demo", "here"))?;
    let advanced = demo.advance_week(&viewer).await?;
    Ok(axum::Json(DemoAdvanced {
        now: Instant(advanced.now),
        measurements: advanced.measurements,
        is_finished: advanced.is_finished,
    }))
}
