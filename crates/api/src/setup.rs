//! `/setup`: the first run, without any data. Guarded by the one-time code that is printed on the
//! console.

use axum::extract::State;
use axum::http::StatusCode;
use ops::OpsError;
use ops::setup::{Create, NewAdministrator, NewOrganization, NewRoot};
use serde::{Deserialize, Serialize};
use store::word::UserLocale;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::{ApiError, ApiResult};
use crate::extract::Json;
use crate::organization::Weekday;
use crate::session::{self, Sender, Session, SignedInAnswer};
use crate::state::ApiState;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_setup, set_up))
}

/// Whether the organisation has to be set up.
#[derive(Debug, Serialize, ToSchema)]
pub struct Setup {
    /// There is no organisation yet.
    pub needed: bool,
}

/// What an organisation begins with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSetup {
    /// The one-time code on the console.
    code: String,
    organization: SetupOrganization,
    root_unit: Option<SetupRootUnit>,
    administrator: SetupAdministrator,
}

/// The organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupOrganization {
    name: String,
    /// IANA name: `Asia/Shanghai`.
    time_zone: String,
    #[serde(default)]
    mission: String,
    #[serde(default)]
    vision: String,
    /// 1 to 12; January when absent.
    #[serde(default = "january")]
    fiscal_year_start_month: i32,
    /// Monday to Friday when absent.
    #[serde(default = "weekdays")]
    working_days: Vec<Weekday>,
}

/// The unit at the top of the tree.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupRootUnit {
    /// `HQ` when absent.
    code: Option<String>,
    /// The organisation's name when absent.
    name: Option<String>,
}

/// The first person and account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupAdministrator {
    name: String,
    email: String,
    password: String,
    #[serde(default = "english")]
    locale: UserLocale,
}

fn january() -> i32 {
    1
}

fn weekdays() -> Vec<Weekday> {
    Weekday::of_bits(0b001_1111)
}

fn english() -> UserLocale {
    UserLocale::En
}

impl From<NewSetup> for Create {
    fn from(new: NewSetup) -> Self {
        let NewSetup { organization, root_unit, administrator, .. } = new;
        let (code, name) = root_unit.map_or((None, None), |root| (root.code, root.name));
        Self {
            root: NewRoot {
                code: code.unwrap_or_else(|| "HQ".to_owned()),
                name: name.unwrap_or_else(|| organization.name.clone()),
                purpose: String::new(),
            },
            organization: NewOrganization {
                name: organization.name,
                mission: organization.mission,
                vision: organization.vision,
                values: Vec::new(),
                time_zone: organization.time_zone,
                fiscal_year_start_month: organization.fiscal_year_start_month,
                working_days: Weekday::bits(&organization.working_days),
                is_demo: false,
            },
            administrator: NewAdministrator {
                name: administrator.name,
                title: String::new(),
                email: administrator.email,
                password: administrator.password,
                locale: administrator.locale,
            },
        }
    }
}

/// Whether the organisation has to be set up.
#[utoipa::path(get, path = "/setup", tag = "session", responses((status = 200, body = Setup)))]
async fn find_setup(State(state): State<ApiState>) -> ApiResult<axum::Json<Setup>> {
    let needed = ops::setup::is_needed(&state.app).await?;
    Ok(axum::Json(Setup { needed }))
}

/// Sets the organisation up: it, its root unit, the first person and the first administrator, who
/// is signed in.
#[utoipa::path(post, path = "/setup", tag = "session", request_body = NewSetup,
    responses((status = 201, body = Session)))]
async fn set_up(
    State(state): State<ApiState>,
    Sender(browser): Sender,
    Json(new): Json<NewSetup>,
) -> ApiResult<SignedInAnswer> {
    check_code(&state, &new.code).await?;
    let founded = ops::setup::create(&state.app, new.into()).await?.value;
    // The code has done its work. It is kept until here, so that a mistake in the form does not use
    // it up.
    state.setup_code.lock().expect("invariant: no panic while held").take();
    let opened = ops::session::sign_in_founder(&state.app, &founded.user, browser).await?;
    session::answer(&state, opened).await
}

async fn check_code(state: &ApiState, given: &str) -> ApiResult<()> {
    if !ops::setup::is_needed(&state.app).await? {
        return Err(OpsError::State {
            code: "already_set_up",
            message: "this installation has its organisation; sign in".to_owned(),
        }
        .into());
    }
    let expected = state.setup_code.lock().expect("invariant: no panic while held").clone();
    let given = given.trim().to_uppercase();
    if expected.is_some_and(|code| ops::secret::same(&given, &code)) {
        return Ok(());
    }
    let message = "this is not the set-up code; it is on the console where the service was started";
    Err(ApiError::body(StatusCode::UNPROCESSABLE_ENTITY, "code", "bad_setup_code", message))
}
