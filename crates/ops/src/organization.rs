//! The organisation itself: what it is for, and how it cuts time and judges gaps.
//!
//! There is one row per tenant. It is founded in [`crate::setup`] and edited here; a change of
//! calendar or thresholds moves every score. Its log (`seq`, `head_hash`) is moved by
//! `store::change` alone.

use goals::access::{Action, Thing};
use goals::refusal::Refusal;
use store::entity::organization::Model;
use store::json::{Json, OrganizationValue};

use crate::app::App;
use crate::check::Checks;
use crate::error::OpsError;
use crate::limits::ORGANIZATION_VALUES_MAX;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "organization";

/// An edit; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// What it is called.
    pub name: Option<String>,
    /// Why it exists 使命.
    pub mission: Option<String>,
    /// What it wants to become 愿景.
    pub vision: Option<String>,
    /// What it holds dear 价值观.
    pub values: Option<Vec<OrganizationValue>>,
    /// IANA name of the zone that business days are taken in.
    pub time_zone: Option<String>,
    /// 1..=12.
    pub fiscal_year_start_month: Option<i32>,
    /// Bit 0 is Monday … bit 6 is Sunday.
    pub working_days: Option<i32>,
    /// The largest gap that is still on track.
    pub on_track_gap: Option<f64>,
    /// The largest gap that is only at risk.
    pub at_risk_gap: Option<f64>,
}

/// Edits the organisation.
///
/// # Errors
/// `Forbidden` unless the viewer administers it; `Stale`; `Invalid` or `Refused` for an empty name,
/// an unknown time zone, a month outside 1..=12, a week without working days, or thresholds in the
/// wrong order.
pub async fn update(app: &App, viewer: &Viewer, edit: Edit) -> Result<Outcome<Model>, OpsError> {
    let id = viewer.organization();
    viewer.may(Action::ManageOrganization, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = store::organization::find(work.tx(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))?;
    let version = edit.version;
    apply(&mut model, edit);
    model.updated_at = work.now_ms();
    check(&model)?;
    let model = store::organization::update(work.tx(), model, version).await?;
    work.record("organization.updated", &model, None).await?;
    work.commit(model).await
}

fn apply(model: &mut Model, edit: Edit) {
    if let Some(name) = edit.name {
        model.name = name.trim().to_owned();
    }
    if let Some(mission) = edit.mission {
        model.mission = mission;
    }
    if let Some(vision) = edit.vision {
        model.vision = vision;
    }
    if let Some(values) = edit.values {
        model.values = Json(values);
    }
    if let Some(time_zone) = edit.time_zone {
        model.time_zone = time_zone;
    }
    model.fiscal_year_start_month =
        edit.fiscal_year_start_month.unwrap_or(model.fiscal_year_start_month);
    model.working_days = edit.working_days.unwrap_or(model.working_days);
    model.on_track_gap = edit.on_track_gap.unwrap_or(model.on_track_gap);
    model.at_risk_gap = edit.at_risk_gap.unwrap_or(model.at_risk_gap);
}

/// Every rule of an organisation's own fields; founding and editing share it.
pub(crate) fn check(model: &Model) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.name("name", &model.name);
    checks.text("mission", &model.mission);
    checks.text("vision", &model.vision);
    check_values(&mut checks, &model.values.0);
    if jiff::tz::TimeZone::get(&model.time_zone).is_err() {
        let message = format!(
            "`{}` is not a time zone; give an IANA name such as Asia/Shanghai or America/New_York",
            model.time_zone
        );
        checks.refuse("time_zone", "unknown_time_zone", message);
    }
    if !(1..=12).contains(&model.fiscal_year_start_month) {
        let message = "the fiscal year starts in a month from 1 to 12";
        checks.refuse("fiscal_year_start_month", "month_out_of_range", message);
    }
    if !(1..=0b111_1111).contains(&model.working_days) {
        checks.refuse("working_days", "working_days_out_of_range", "name at least one working day");
    }
    checks.finish()?;
    check_thresholds(model.on_track_gap, model.at_risk_gap)
}

fn check_values(checks: &mut Checks, values: &[OrganizationValue]) {
    if values.len() > ORGANIZATION_VALUES_MAX {
        let message = format!("{} values; at most {ORGANIZATION_VALUES_MAX} fit", values.len());
        checks.refuse("values", "too_many", message);
    }
    for (index, value) in values.iter().enumerate() {
        checks.name(&format!("values.{index}.title"), &value.title);
        checks.text(&format!("values.{index}.text"), &value.text);
    }
}

fn check_thresholds(on_track_gap: f64, at_risk_gap: f64) -> Result<(), OpsError> {
    let is_gap = |gap: f64| (0.0..=1.0).contains(&gap);
    if is_gap(on_track_gap) && is_gap(at_risk_gap) && on_track_gap <= at_risk_gap {
        return Ok(());
    }
    Err(Refusal::ThresholdsReversed { on_track_gap, at_risk_gap }.into())
}
