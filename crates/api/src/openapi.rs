//! The OpenAPI document and the page that shows it.

use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContactBuilder, InfoBuilder, LicenseBuilder, OpenApiBuilder,
};

use crate::error::{Problem, ProblemField};
use crate::extract::SESSION_COOKIE;

/// The whole document, without a running service; `openapi.json` is written from it.
pub fn openapi() -> OpenApi {
    crate::routes::documented().into_openapi()
}

/// What the document says before any route does.
pub(crate) fn base() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Azimuth")
        .version("1")
        .description(Some(
            "Goals and KPIs, and how they stand. Lists answer `{items, next_cursor}`. Edits are PATCH with the \
             `version` that was read. Ratios: 1.0 = 100 %; what is not known is null. Send a bearer token, or the \
             session cookie with the header `X-Azimuth-CSRF` on writes. A POST with an `Idempotency-Key` can be sent \
             again safely.",
        ))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").build()))
        .contact(Some(ContactBuilder::new().name(Some("Azimuth")).build()))
        .build();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(SESSION_COOKIE)));
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    let components = ComponentsBuilder::new()
        .security_scheme("session", cookie)
        .security_scheme("token", bearer)
        .schema_from::<Problem>()
        .schema_from::<ProblemField>()
        .build();
    OpenApiBuilder::new().info(info).components(Some(components)).build()
}

/// `/api/v1/openapi.json` and `/docs`.
pub(crate) fn pages(document: OpenApi) -> Router {
    let shown = document.clone();
    Router::new()
        .route("/api/v1/openapi.json", get(move || async move { Json(shown).into_response() }))
        .merge(
            utoipa_swagger_ui::SwaggerUi::new("/docs")
                .config(utoipa_swagger_ui::Config::from("/api/v1/openapi.json")),
        )
}
