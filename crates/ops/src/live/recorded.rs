//! Facts that the change log tells of, and what each touches in the live state.
//!
//! To add a noun: its line in [`facts!`].

use std::str::FromStr;

use goals::id;
use serde::Serialize;
use store::entity;
use uuid::Uuid;

/// A row that a use case wrote and the log tells of.
pub trait Recorded: Serialize {
    /// The noun, as the log and the API call it.
    const ENTITY: &'static str = Self::NOUN.as_str();
    /// The noun.
    const NOUN: Noun;
    /// The row's identity.
    fn id(&self) -> Uuid;
    /// The identity as people and programs see it.
    fn shown_id(&self) -> String;
}

/// Something in the live state that has to be read again from the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Touched {
    /// The noun.
    pub noun: Noun,
    /// Which one.
    pub id: Uuid,
}

macro_rules! facts {
    ($($noun:ident $entity:literal $model:ty, $id:ty;)+) => {
        /// The nouns that the log tells of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Noun { $(#[doc = $entity] $noun,)+ }

        impl Noun {
            /// The noun's name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$noun => $entity,)+ }
            }

            /// The identity as people and programs see it.
            pub fn shown_id(self, id: Uuid) -> String {
                match self { $(Self::$noun => <$id>::from(id).to_string(),)+ }
            }
        }

        impl FromStr for Noun {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($entity => Ok(Self::$noun),)+ _ => Err(()) }
            }
        }

        $(impl Recorded for $model {
            const NOUN: Noun = Noun::$noun;
            fn id(&self) -> Uuid { self.id }
            fn shown_id(&self) -> String { <$id>::from(self.id).to_string() }
        })+
    };
}

facts! {
    Organization "organization" entity::organization::Model, id::OrganizationId;
    OrgUnit "org_unit" entity::org_unit::Model, id::OrgUnitId;
    Person "person" entity::person::Model, id::PersonId;
    Membership "membership" entity::membership::Model, id::MembershipId;
    ManagerLine "manager_line" entity::manager_line::Model, id::ManagerLineId;
    User "user" entity::user::Model, id::UserId;
    UserLink "user_link" entity::user_link::Model, id::UserLinkId;
    Session "session" entity::session::Model, id::SessionId;
    ApiToken "api_token" entity::api_token::Model, id::ApiTokenId;
    Cycle "cycle" entity::cycle::Model, id::CycleId;
    StrategicPillar "strategic_pillar" entity::strategic_pillar::Model, id::StrategicPillarId;
    Objective "objective" entity::objective::Model, id::ObjectiveId;
    KeyResult "key_result" entity::key_result::Model, id::KeyResultId;
    Milestone "milestone" entity::milestone::Model, id::MilestoneId;
    Alignment "alignment" entity::alignment::Model, id::AlignmentId;
    KpiPerspective "kpi_perspective" entity::kpi_perspective::Model, id::KpiPerspectiveId;
    Kpi "kpi" entity::kpi::Model, id::KpiId;
    KpiDriver "kpi_driver" entity::kpi_driver::Model, id::KpiDriverId;
    KpiLink "kpi_link" entity::kpi_link::Model, id::KpiLinkId;
    KpiTarget "kpi_target" entity::kpi_target::Model, id::KpiTargetId;
    Measurement "measurement" entity::measurement::Model, id::MeasurementId;
    MeasurementBatch "measurement_batch" entity::measurement_batch::Model, id::MeasurementBatchId;
    FileMapping "file_mapping" entity::file_mapping::Model, id::FileMappingId;
    CheckIn "check_in" entity::check_in::Model, id::CheckInId;
    DataSource "data_source" entity::data_source::Model, id::DataSourceId;
    Alert "alert" entity::alert::Model, id::AlertId;
}

/// What a row of the log touches; `None` for a noun of a newer version, which cannot concern this
/// one.
pub(crate) fn touched_by(change: &entity::change::Model) -> Option<Touched> {
    let noun = change.entity.parse().ok()?;
    Some(Touched { noun, id: change.entity_id })
}
