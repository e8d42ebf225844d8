//! `/api-tokens`: bearer tokens, for programs.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use goals::id::{ApiTokenId, UserId};
use ops::api_token::{Create, Whose};
use serde::{Deserialize, Serialize};
use store::entity::api_token::Model;
use store::word::TokenScope;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::cookie;
use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::paging::{Page, PageQuery};
use crate::state::ApiState;
use crate::time::Instant;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_api_tokens, create_api_token))
        .routes(routes!(revoke_api_token))
}

/// A bearer token, without the token.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiToken {
    /// Identity.
    pub id: ApiTokenId,
    /// The account that it acts for.
    pub user_id: UserId,
    /// What it is for.
    pub name: String,
    /// Its last four characters.
    pub token_hint: String,
    /// What it may do.
    pub scope: TokenScope,
    /// Until when it works; null for good.
    pub expires_at: Option<Instant>,
    /// When it was last used, to five minutes.
    pub last_used_at: Option<Instant>,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
}

impl From<Model> for ApiToken {
    fn from(model: Model) -> Self {
        Self {
            id: ApiTokenId(model.id),
            user_id: UserId(model.user_id),
            name: model.name,
            token_hint: model.token_hint,
            scope: model.scope,
            expires_at: model.expires_at.map(Instant::from_ms),
            last_used_at: model.last_used_at.map(Instant::from_ms),
            revoked_at: model.revoked_at.map(Instant::from_ms),
            created_at: Instant::from_ms(model.created_at),
        }
    }
}

/// A token just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedApiToken {
    /// The token's row.
    pub item: ApiToken,
    /// `az_…`. It is shown this once.
    pub token: String,
}

/// Which tokens.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ApiTokenQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Whose: one's own when absent.
    #[serde(default)]
    of: TokenOwner,
}

/// Whose tokens.
#[derive(Debug, Default, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TokenOwner {
    /// One's own.
    #[default]
    Mine,
    /// Everybody's; administrators and auditors see them.
    All,
}

/// A new token.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApiToken {
    name: String,
    #[serde(default = "read")]
    scope: TokenScope,
    /// Until when it works; for good when absent.
    expires_at: Option<Instant>,
}

fn read() -> TokenScope {
    TokenScope::Read
}

/// Tokens, the newest first, ended ones among them.
#[utoipa::path(get, path = "/api-tokens", tag = "accounts", params(ApiTokenQuery),
    responses((status = 200, body = Page<ApiToken>)))]
async fn list_api_tokens(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<ApiTokenQuery>,
) -> ApiResult<axum::Json<Page<ApiToken>>> {
    let whose = match query.of {
        TokenOwner::Mine => Whose::Mine,
        TokenOwner::All => Whose::All,
    };
    let page = PageQuery { limit: query.limit, cursor: query.cursor }.store()?;
    let rows = ops::api_token::list(&state.app, &viewer, whose, &page).await?;
    Ok(axum::Json(Page::of(rows, ApiToken::from)))
}

/// Makes a token for one's own account. It is shown this once; its scope is `read` unless asked
/// otherwise.
#[utoipa::path(post, path = "/api-tokens", tag = "accounts", request_body = NewApiToken,
    responses((status = 201, body = IssuedApiToken)))]
async fn create_api_token(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(new): Json<NewApiToken>,
) -> ApiResult<(StatusCode, HeaderMap, axum::Json<IssuedApiToken>)> {
    let expires_at = new.expires_at.map(|at| at.0);
    let input = Create { name: new.name, scope: new.scope, expires_at };
    let issued = ops::api_token::create(&state.app, &viewer, input).await?.value;
    let answer = IssuedApiToken { item: issued.model.into(), token: issued.token };
    Ok((StatusCode::CREATED, cookie::secret(), axum::Json(answer)))
}

/// Ends a token: one's own, or anybody's for administrators.
#[utoipa::path(post, path = "/api-tokens/{id}/revoke", tag = "accounts",
    params(("id" = ApiTokenId, Path)), responses((status = 200, body = ApiToken)))]
async fn revoke_api_token(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<ApiTokenId>,
) -> ApiResult<axum::Json<ApiToken>> {
    let outcome = ops::api_token::revoke(&state.app, &viewer, id).await?;
    Ok(axum::Json(outcome.value.into()))
}
