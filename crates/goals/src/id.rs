//! Identifiers: UUIDv7 inside, typed per noun, shown with a prefix (`obj_0192…`, 32 hex digits).
//!
//! Ids are made outside (the id source is injected by `ops`); this file only names, prints and
//! parses them. To add a noun: one line in `ids!` below.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// The text is not an identifier of the expected noun.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an identifier like `{prefix}_0192f0c4d5e67a8b9c0d1e2f3a4b5c6d`")]
pub struct IdError {
    /// What was given.
    pub text: String,
    /// The prefix that the noun's identifiers carry.
    pub prefix: &'static str,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $prefix:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The prefix of the shown form.
            pub const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                text.strip_prefix(concat!($prefix, "_"))
                    .filter(|hex| hex.len() == 32)
                    .and_then(|hex| Uuid::try_parse(hex).ok())
                    .map(Self)
                    .ok_or_else(|| {
                        let text = text.chars().take(64).collect();
                        IdError { text, prefix: $prefix }
                    })
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid { id.0 }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "schema")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                use utoipa::openapi::schema::{ObjectBuilder, Type};
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .pattern(Some(concat!("^", $prefix, "_[0-9a-f]{32}$")))
                    .into()
            }
        }

        #[cfg(feature = "schema")]
        impl utoipa::ToSchema for $name {}

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

ids! {
    /// One tenant.
    OrganizationId "org";
    /// A node of the organisation tree.
    OrgUnitId "unit";
    /// Somebody in the organisation.
    PersonId "per";
    /// A person's time in a unit.
    MembershipId "mem";
    /// A person's time under a manager.
    ManagerLineId "mgr";
    /// A login.
    UserId "usr";
    /// A one-time link that lets somebody set a password.
    UserLinkId "ulk";
    /// A signed-in browser.
    SessionId "ses";
    /// A bearer token.
    ApiTokenId "tok";
    /// A period goals live in.
    CycleId "cyc";
    /// A theme that company objectives serve.
    StrategicPillarId "pil";
    /// A qualitative goal.
    ObjectiveId "obj";
    /// A measurable outcome of one objective.
    KeyResultId "kr";
    /// A step of a milestone key result.
    MilestoneId "mst";
    /// An objective's support for another goal.
    AlignmentId "aln";
    /// A defined, continuously measured metric.
    KpiId "kpi";
    /// A view of the business that KPIs are arranged under.
    KpiPerspectiveId "persp";
    /// One KPI's influence on another.
    KpiDriverId "drv";
    /// The tie between a key result and a KPI.
    KpiLinkId "lnk";
    /// What a KPI should reach.
    KpiTargetId "tgt";
    /// One recorded value.
    MeasurementId "msr";
    /// Measurements that came in together.
    MeasurementBatchId "bat";
    /// How the columns of a file were understood.
    FileMappingId "fmp";
    /// A report on a key result.
    CheckInId "chk";
    /// Where values come from.
    DataSourceId "src";
    /// One run of a source.
    SourceRunId "run";
    /// A warning about a KPI.
    AlertId "alr";
}
