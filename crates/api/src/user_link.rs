//! `/links/{token}`: what an invitation or reset link leads to. Public: the token is the proof.

use axum::extract::State;
use goals::id::UserLinkId;
use ops::user_link::Issued;
use serde::{Deserialize, Serialize};
use store::word::UserLinkKind;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, Path};
use crate::session::{self, Sender, Session, SignedInAnswer};
use crate::state::ApiState;
use crate::time::Instant;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_link, accept_link))
}

/// A link just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedLink {
    /// Identity.
    pub id: UserLinkId,
    /// Invitation or reset.
    pub kind: UserLinkKind,
    /// What to send to the account's owner. It is shown this once.
    pub url: String,
    /// Until when it works.
    pub expires_at: Instant,
}

impl IssuedLink {
    /// The link with the address under which people reach the service.
    pub fn of(issued: Issued, state: &ApiState) -> Self {
        Self {
            id: UserLinkId(issued.link.id),
            kind: issued.link.kind,
            url: format!("{}/link/{}", state.settings.public_url, issued.token),
            expires_at: Instant::from_ms(issued.link.expires_at),
        }
    }
}

/// What a link is for.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkPurpose {
    /// Invitation or reset.
    pub kind: UserLinkKind,
    /// The account's address.
    pub email: String,
    /// What the organisation is called.
    pub organization_name: String,
    /// Until when it works.
    pub expires_at: Instant,
}

/// The password that a link sets.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkAcceptance {
    password: String,
}

/// What a link is for. A link that was used or has expired is refused with its own code.
#[utoipa::path(get, path = "/links/{token}", tag = "session", params(("token" = String, Path)),
    responses((status = 200, body = LinkPurpose)))]
async fn find_link(
    State(state): State<ApiState>,
    Path(token): Path<String>,
) -> ApiResult<axum::Json<LinkPurpose>> {
    let purpose = ops::user_link::find(&state.app, &token).await?;
    Ok(axum::Json(LinkPurpose {
        kind: purpose.kind,
        email: purpose.email,
        organization_name: purpose.organization_name,
        expires_at: Instant::from_ms(purpose.expires_at),
    }))
}

/// Uses a link, once: sets the password, signs out every other browser, and signs in.
#[utoipa::path(post, path = "/links/{token}", tag = "session", params(("token" = String, Path)),
    request_body = LinkAcceptance, responses((status = 201, body = Session)))]
async fn accept_link(
    State(state): State<ApiState>,
    Path(token): Path<String>,
    Sender(browser): Sender,
    Json(LinkAcceptance { password }): Json<LinkAcceptance>,
) -> ApiResult<SignedInAnswer> {
    let opened = ops::user_link::accept(&state.app, &token, password, browser).await?;
    session::answer(&state, opened).await
}
