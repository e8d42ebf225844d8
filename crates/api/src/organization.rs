//! `/organization`: what it is for, and how it cuts time and judges gaps.

use axum::extract::State;
use goals::access::{Action, Thing};
use goals::id::OrganizationId;
use ops::Viewer;
use ops::organization::Edit;
use serde::{Deserialize, Serialize};
use store::entity::organization::Model;
use store::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, SignedIn};
use crate::state::ApiState;
use crate::view::Changed;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(find_organization, update_organization))
}

/// The organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Organization {
    /// Identity.
    pub id: OrganizationId,
    /// Give it back when editing.
    pub version: i32,
    /// What it is called.
    pub name: String,
    /// Why it exists.
    pub mission: String,
    /// What it wants to become.
    pub vision: String,
    /// What it holds dear.
    pub values: Vec<OrganizationValue>,
    /// IANA name of the zone that business days are taken in.
    pub time_zone: String,
    /// 1 to 12.
    pub fiscal_year_start_month: i32,
    /// The days on which it works.
    pub working_days: Vec<Weekday>,
    /// The largest gap that is still on track.
    pub on_track_gap: f64,
    /// The largest gap that is only at risk.
    pub at_risk_gap: f64,
    /// Whether it is the demo.
    pub is_demo: bool,
    /// Whether the viewer may edit it.
    pub may_edit: bool,
}

/// One value of the organisation.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganizationValue {
    /// In a few words.
    pub title: String,
    /// What it means here.
    #[serde(default)]
    pub text: String,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// The first.
    Monday,
    /// The second.
    Tuesday,
    /// The third.
    Wednesday,
    /// The fourth.
    Thursday,
    /// The fifth.
    Friday,
    /// The sixth.
    Saturday,
    /// The seventh.
    Sunday,
}

impl Weekday {
    /// From Monday on; the place is the bit in which the store keeps the day.
    const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The days whose bits are set.
    pub fn of_bits(bits: i32) -> Vec<Self> {
        Self::ALL.into_iter().filter(|day| bits & day.bit() != 0).collect()
    }

    /// The bits of the days.
    pub fn bits(days: &[Self]) -> i32 {
        days.iter().fold(0, |bits, day| bits | day.bit())
    }

    fn bit(self) -> i32 {
        1 << (self as i32)
    }
}

impl Organization {
    /// Shows the organisation to a viewer.
    pub fn of(model: Model, viewer: &Viewer) -> Self {
        let may_edit = viewer
            .may(Action::ManageOrganization, &Thing::Organization, "organization", "")
            .is_ok();
        Self {
            id: OrganizationId(model.id),
            version: model.version,
            name: model.name,
            mission: model.mission,
            vision: model.vision,
            values: model.values.0.into_iter().map(OrganizationValue::from).collect(),
            time_zone: model.time_zone,
            fiscal_year_start_month: model.fiscal_year_start_month,
            working_days: Weekday::of_bits(model.working_days),
            on_track_gap: model.on_track_gap,
            at_risk_gap: model.at_risk_gap,
            is_demo: model.is_demo,
            may_edit,
        }
    }
}

impl From<json::OrganizationValue> for OrganizationValue {
    fn from(value: json::OrganizationValue) -> Self {
        Self { title: value.title, text: value.text }
    }
}

impl From<OrganizationValue> for json::OrganizationValue {
    fn from(value: OrganizationValue) -> Self {
        Self { title: value.title, text: value.text }
    }
}

/// An edit of the organisation; absent fields stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganizationEdit {
    version: i32,
    name: Option<String>,
    mission: Option<String>,
    vision: Option<String>,
    values: Option<Vec<OrganizationValue>>,
    time_zone: Option<String>,
    fiscal_year_start_month: Option<i32>,
    working_days: Option<Vec<Weekday>>,
    on_track_gap: Option<f64>,
    at_risk_gap: Option<f64>,
}

impl From<OrganizationEdit> for Edit {
    fn from(edit: OrganizationEdit) -> Self {
        Self {
            version: edit.version,
            name: edit.name,
            mission: edit.mission,
            vision: edit.vision,
            values: edit.values.map(|values| values.into_iter().map(Into::into).collect()),
            time_zone: edit.time_zone,
            fiscal_year_start_month: edit.fiscal_year_start_month,
            working_days: edit.working_days.map(|days| Weekday::bits(&days)),
            on_track_gap: edit.on_track_gap,
            at_risk_gap: edit.at_risk_gap,
        }
    }
}

/// The organisation: mission, vision, values, and how it cuts time and judges gaps.
#[utoipa::path(get, path = "/organization", tag = "organization",
    responses((status = 200, body = Organization)))]
async fn find_organization(
    State(state): State<ApiState>,
    viewer: SignedIn,
) -> ApiResult<axum::Json<Organization>> {
    let live = state.app.live(viewer.organization_id).await?;
    let model = live.read().directory.organization().clone();
    Ok(axum::Json(Organization::of(model, &viewer)))
}

/// Edits the organisation; a change of calendar or thresholds moves every score.
#[utoipa::path(patch, path = "/organization", tag = "organization",
    request_body = OrganizationEdit, responses((status = 200, body = Changed<Organization>)))]
async fn update_organization(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(edit): Json<OrganizationEdit>,
) -> ApiResult<axum::Json<Changed<Organization>>> {
    let outcome = ops::organization::update(&state.app, &viewer, edit.into()).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let view = |model| Organization::of(model, &viewer);
    Ok(axum::Json(Changed::of(outcome, &viewer, &live, view)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_survive_the_way_through_bits() {
        let week = [Weekday::Monday, Weekday::Friday, Weekday::Sunday];
        assert_eq!(Weekday::bits(&week), 0b101_0001);
        assert_eq!(Weekday::of_bits(0b101_0001), week);
    }
}
