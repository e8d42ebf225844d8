//! One file per table, each with its `Model`. Nothing here queries; see the file of the same name
//! one level up.
//!
//! Instants (`…_at`) are unix milliseconds, days (`…_on`) are [`Day`](crate::day::Day)s, enums are
//! the [`word`](crate::word)s. To add a table: a file here, a migration, and a query file.

#![expect(
    missing_docs,
    reason = "a column is named after what it holds; what is not plain is said on it"
)]

/// What every entity needs and none uses: joins are written where they are read.
macro_rules! without_relations {
    () => {
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    };
}
use without_relations;

pub mod alert;
pub mod alignment;
pub mod api_token;
pub mod change;
pub mod check_in;
pub mod cycle;
pub mod data_source;
pub mod data_source_state;
pub mod demo_state;
pub mod file_mapping;
pub mod idempotency_key;
pub mod key_result;
pub mod kpi;
pub mod kpi_driver;
pub mod kpi_link;
pub mod kpi_perspective;
pub mod kpi_target;
pub mod manager_line;
pub mod measurement;
pub mod measurement_batch;
pub mod membership;
pub mod milestone;
pub mod objective;
pub mod org_unit;
pub mod organization;
pub mod person;
pub mod score_snapshot;
pub mod session;
pub mod source_file;
pub mod source_run;
pub mod strategic_pillar;
pub mod user;
pub mod user_link;
