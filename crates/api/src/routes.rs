//! Every route of `/api/v1`, in one readable list.

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::any;
use tower_http::compression::CompressionLayer;
use utoipa_axum::router::OpenApiRouter;

use crate::error::ApiError;
use crate::state::ApiState;
use crate::{idempotency, observe, openapi};

/// The API and its documentation.
pub fn router(state: ApiState) -> Router {
    let (routes, document) = documented().split_for_parts();
    routes
        .route("/api/v1/{*rest}", any(no_such_address))
        .method_not_allowed_fallback(no_such_verb)
        .layer(from_fn_with_state(state.clone(), idempotency::remember))
        .layer(CompressionLayer::new())
        .with_state(state)
        .merge(openapi::pages(&document))
        .layer(from_fn(observe::observe))
}

/// Below `/api/v1` every answer is JSON, also to an address that leads nowhere: the web pages live
/// elsewhere.
async fn no_such_address() -> ApiError {
    let message = "there is nothing at this address; /docs lists what there is";
    ApiError::status(StatusCode::NOT_FOUND, "not_found", message)
}

async fn no_such_verb() -> ApiError {
    let message = "this address does not take this verb; the header Allow lists those it takes";
    ApiError::status(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
}

/// The routes with their documentation.
pub(crate) fn documented() -> OpenApiRouter<ApiState> {
    let api = OpenApiRouter::new()
        .merge(crate::setup::routes())
        .merge(crate::session::routes())
        .merge(crate::account::routes())
        .merge(crate::organization::routes())
        .merge(crate::org_unit::routes())
        .merge(crate::person::routes())
        .merge(crate::membership::routes())
        .merge(crate::manager_line::routes())
        .merge(crate::user::routes())
        .merge(crate::user_link::routes())
        .merge(crate::api_token::routes())
        .merge(crate::cycle::routes())
        .merge(crate::demo::routes())
        .merge(crate::objective::routes())
        .merge(crate::key_result::routes())
        .merge(crate::milestone::routes())
        .merge(crate::check_in::routes())
        .merge(crate::alignment::routes())
        .merge(crate::unit_score::routes())
        .merge(crate::page::routes())
        .merge(crate::kpi::routes())
        .merge(crate::kpi_formula::routes())
        .merge(crate::kpi_catalogue::routes())
        .merge(crate::kpi_perspective::routes())
        .merge(crate::kpi_driver::routes())
        .merge(crate::kpi_link::routes())
        .merge(crate::kpi_target::routes())
        .merge(crate::kpi_scoring::routes())
        .merge(crate::target_division::routes())
        .merge(crate::target_cascade::routes())
        .merge(crate::comparison::routes())
        .merge(crate::measurement::routes())
        .merge(crate::measurement_batch::routes())
        .merge(crate::upload_table::routes())
        .merge(crate::due_value::routes())
        .merge(crate::series::routes())
        .merge(crate::data_source::routes())
        .merge(crate::forecast::routes())
        .merge(crate::alert::routes())
        .merge(crate::alert_recovery::routes())
        .merge(crate::change::routes())
        .merge(crate::event::routes())
        .merge(crate::search::routes())
        .merge(crate::strategic_pillar::routes());
    OpenApiRouter::with_openapi(openapi::base()).nest("/api/v1", api)
}
