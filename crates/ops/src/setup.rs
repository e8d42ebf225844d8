//! The beginning: an organisation with its root unit and its first administrator, in one
//! transaction.
//!
//! The set-up page, the command line and the demo loader all begin here. There is one organisation
//! per installation so far; the second one is refused.

use store::entity;
use store::json::{Json, OrganizationValue};
use store::word::{Role, UnitKind, UserLocale};
use tokio::sync::Mutex;

use crate::app::App;
use crate::error::OpsError;
use crate::work::{Outcome, Work};
use crate::{kpi_perspective, membership, org_unit, organization, person, user};

/// The largest gap that is still on track, until the organisation says otherwise.
const ON_TRACK_GAP_DEFAULT: f64 = 0.05;
/// The largest gap that is only at risk.
const AT_RISK_GAP_DEFAULT: f64 = 0.25;

/// Two who set up at the same moment take turns, and the second finds the organisation of the
/// first.
static TURN: Mutex<()> = Mutex::const_new(());

/// What an organisation begins with.
#[derive(Clone)]
pub struct Create {
    /// The organisation.
    pub organization: NewOrganization,
    /// The unit at the top.
    pub root: NewRoot,
    /// Who administers it.
    pub administrator: NewAdministrator,
}

/// The organisation itself.
#[derive(Debug, Clone)]
pub struct NewOrganization {
    /// What it is called.
    pub name: String,
    /// Why it exists.
    pub mission: String,
    /// What it wants to become.
    pub vision: String,
    /// What it holds dear.
    pub values: Vec<OrganizationValue>,
    /// IANA name.
    pub time_zone: String,
    /// 1..=12.
    pub fiscal_year_start_month: i32,
    /// Bit 0 is Monday … bit 6 is Sunday.
    pub working_days: i32,
    /// Whether it is the demo.
    pub is_demo: bool,
}

/// The unit at the top of the tree.
#[derive(Debug, Clone)]
pub struct NewRoot {
    /// Short and unique.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// What it is there for.
    pub purpose: String,
}

/// The first person, and the account that administers. It has no `Debug`: passwords stay out of
/// logs.
#[derive(Clone)]
pub struct NewAdministrator {
    /// What people call them.
    pub name: String,
    /// What they do.
    pub title: String,
    /// The address they sign in with.
    pub email: String,
    /// The password they sign in with.
    pub password: String,
    /// The language they read.
    pub locale: UserLocale,
}

/// What there is after the beginning.
#[derive(Debug, Clone)]
pub struct Founded {
    /// The organisation.
    pub organization: entity::organization::Model,
    /// The unit at the top.
    pub root: entity::org_unit::Model,
    /// The first person.
    pub person: entity::person::Model,
    /// The account that administers.
    pub user: entity::user::Model,
}

/// Whether there is no organisation yet.
///
/// # Errors
/// `Store`.
pub async fn is_needed(app: &App) -> Result<bool, OpsError> {
    Ok(store::organization::all(app.database().read()).await?.is_empty())
}

/// Founds the organisation: it, the root unit, the first person and the first administrator, or
/// none of them.
///
/// # Errors
/// `State` when there is one already; `Invalid` with the path of the field
/// (`administrator.password`).
pub async fn create(app: &App, input: Create) -> Result<Outcome<Founded>, OpsError> {
    let Create { organization: new, root, administrator } = input;
    let _turn = TURN.lock().await;
    if !is_needed(app).await? {
        let message = "this installation has its organisation; sign in".to_owned();
        return Err(OpsError::State { code: "already_set_up", message });
    }
    let organization = organization_row(app, new);
    organization::check(&organization).map_err(|error| error.under("organization"))?;
    let hash = user::hash(Some(administrator.password.clone()))
        .await
        .map_err(|error| error.under("administrator"))?;
    let mut work = Work::found(app, organization.clone()).await?;
    let locale = administrator.locale;
    kpi_perspective::insert_four(app, &mut work, locale).await?;
    let root = insert_root(app, &mut work, root).await.map_err(|error| error.under("root_unit"))?;
    let (person, user) = insert_administrator(app, &mut work, administrator, hash)
        .await
        .map_err(|error| error.under("administrator"))?;
    insert_membership(app, &mut work, &person, &root).await?;
    work.commit(Founded { organization, root, person, user }).await
}

fn organization_row(app: &App, new: NewOrganization) -> entity::organization::Model {
    let now = app.now_ms();
    entity::organization::Model {
        id: app.new_id(),
        name: new.name.trim().to_owned(),
        mission: new.mission,
        vision: new.vision,
        values: Json(new.values),
        time_zone: new.time_zone,
        fiscal_year_start_month: new.fiscal_year_start_month,
        working_days: new.working_days,
        on_track_gap: ON_TRACK_GAP_DEFAULT,
        at_risk_gap: AT_RISK_GAP_DEFAULT,
        is_demo: new.is_demo,
        seq: 0,
        head_hash: String::new(),
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

async fn insert_root(
    app: &App,
    work: &mut Work,
    new: NewRoot,
) -> Result<entity::org_unit::Model, OpsError> {
    let model = entity::org_unit::Model {
        id: app.new_id(),
        organization_id: work.organization_id(),
        parent_id: None,
        code: new.code.trim().to_owned(),
        name: new.name.trim().to_owned(),
        kind: UnitKind::Company,
        purpose: new.purpose,
        lead_person_id: None,
        position: 1,
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    org_unit::check_words(&model)?;
    let model = store::org_unit::insert(work.tx(), model).await?;
    work.record("org_unit.created", &model, None).await?;
    Ok(model)
}

async fn insert_administrator(
    app: &App,
    work: &mut Work,
    new: NewAdministrator,
    password_hash: Option<String>,
) -> Result<(entity::person::Model, entity::user::Model), OpsError> {
    let person = person::Create {
        name: new.name,
        email: Some(new.email.clone()),
        title: new.title,
        ..person::Create::default()
    };
    let person = person::insert(work, app.new_id(), &person).await?;
    let login = user::Create {
        person: Some(person.id.into()),
        email: Some(new.email),
        roles: vec![Role::Administrator],
        locale: new.locale,
        password: None,
    };
    let user = user::insert(work, app.new_id(), &login, password_hash).await?;
    Ok((person, user))
}

async fn insert_membership(
    app: &App,
    work: &mut Work,
    person: &entity::person::Model,
    root: &entity::org_unit::Model,
) -> Result<(), OpsError> {
    let model = entity::membership::Model {
        id: app.new_id(),
        organization_id: work.organization_id(),
        person_id: person.id,
        org_unit_id: root.id,
        role_title: person.title.clone(),
        is_primary: true,
        starts_on: work.today().into(),
        ends_on: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    membership::insert(work, model).await.map(drop)
}
