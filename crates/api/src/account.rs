//! `/account`: one's own account.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use ops::Viewer;
use ops::account::{Edit, PasswordChange};
use serde::Deserialize;
use store::word::{Density, Theme, UserLocale};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, SignedIn, session_token};
use crate::session::SessionUser;
use crate::state::ApiState;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(update_account)).routes(routes!(change_password))
}

/// An edit of one's own account; absent fields stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountEdit {
    version: i32,
    locale: Option<UserLocale>,
    theme: Option<Theme>,
    density: Option<Density>,
}

/// Another password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    current_password: String,
    new_password: String,
}

/// Edits one's own language, theme and density.
#[utoipa::path(patch, path = "/account", tag = "session", request_body = AccountEdit,
    responses((status = 200, body = SessionUser)))]
async fn update_account(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(edit): Json<AccountEdit>,
) -> ApiResult<axum::Json<SessionUser>> {
    let edit = Edit {
        version: edit.version,
        locale: edit.locale,
        theme: edit.theme,
        density: edit.density,
    };
    let outcome = ops::account::update(&state.app, &viewer, edit).await?;
    Ok(axum::Json(outcome.value.into()))
}

/// Changes one's own password and signs out every other browser. An `Idempotency-Key` is not kept:
/// what names the request would be a quick hash of the password.
#[utoipa::path(post, path = "/account/password", tag = "session", request_body = NewPassword,
    responses((status = 204)))]
async fn change_password(
    State(state): State<ApiState>,
    SignedIn(viewer): SignedIn,
    headers: HeaderMap,
    Json(new): Json<NewPassword>,
) -> ApiResult<StatusCode> {
    let viewer = Viewer { idempotency: None, ..viewer };
    let change = PasswordChange { current: new.current_password, new: new.new_password };
    let token = session_token(&headers);
    ops::account::change_password(&state.app, &viewer, change, token).await?;
    Ok(StatusCode::NO_CONTENT)
}
