//! The OpenAPI document and the page that shows it.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::Value;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContactBuilder, InfoBuilder, LicenseBuilder, OpenApiBuilder,
};

use crate::api_token::TokenOwner;
use crate::error::{Problem, ProblemField};
use crate::extract::SESSION_COOKIE;
use crate::kpi_list::KpiSort;
use crate::listing::SortDirection;
use crate::org_unit::UnitSort;

/// The whole document, without a running service; `openapi.json` is written from it.
pub fn openapi() -> Value {
    complete(&crate::routes::documented().into_openapi())
}

/// Says of every field of an answer that it is always there: what is not known is null, never left
/// out. Fields of requests stay as they are declared.
pub(crate) fn complete(document: &OpenApi) -> Value {
    let mut document =
        serde_json::to_value(document).expect("invariant: an OpenAPI document is plain data");
    let mut asked = BTreeSet::new();
    for operation in operations(&document) {
        references(&operation["requestBody"], &mut asked);
    }
    let mut open: Vec<String> = asked.iter().cloned().collect();
    while let Some(name) = open.pop() {
        let mut inner = BTreeSet::new();
        references(&document["components"]["schemas"][&name], &mut inner);
        open.extend(inner.into_iter().filter(|name| asked.insert(name.clone())));
    }
    let schemas = document["components"]["schemas"].as_object_mut();
    for (name, schema) in schemas.into_iter().flatten() {
        if !asked.contains(name) {
            require_all(schema);
        }
    }
    document
}

fn operations(document: &Value) -> impl Iterator<Item = &Value> {
    let paths = document["paths"].as_object().into_iter().flat_map(|paths| paths.values());
    paths.filter_map(Value::as_object).flat_map(|path| path.values())
}

/// The names of the schemas that a part of the document refers to.
fn references(part: &Value, names: &mut BTreeSet<String>) {
    match part {
        Value::Object(fields) => {
            let target = fields.get("$ref").and_then(Value::as_str);
            names.extend(target.and_then(|target| target.rsplit('/').next()).map(str::to_owned));
            fields.values().for_each(|field| references(field, names));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, names)),
        _ => {}
    }
}

fn require_all(schema: &mut Value) {
    // Not `schema["allOf"]`: indexing what may be changed would write a null where there is none.
    let parts = schema.get_mut("allOf").and_then(Value::as_array_mut);
    for part in parts.into_iter().flatten() {
        require_all(part);
    }
    if let Some(properties) = schema["properties"].as_object() {
        let names: Vec<Value> = properties.keys().map(|name| Value::from(name.as_str())).collect();
        schema["required"] = Value::from(names);
    }
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
        // Choices of query parameters, which the routes refer to and do not carry.
        .schema_from::<SortDirection>()
        .schema_from::<KpiSort>()
        .schema_from::<TokenOwner>()
        .schema_from::<UnitSort>()
        .build();
    OpenApiBuilder::new().info(info).components(Some(components)).build()
}

/// `/api/v1/openapi.json` and `/docs`.
pub(crate) fn pages(document: &OpenApi) -> Router {
    let shown = complete(document);
    Router::new()
        .route("/api/v1/openapi.json", get(move || async move { Json(shown).into_response() }))
        .merge(
            utoipa_swagger_ui::SwaggerUi::new("/docs")
                .config(utoipa_swagger_ui::Config::from("/api/v1/openapi.json")),
        )
}
