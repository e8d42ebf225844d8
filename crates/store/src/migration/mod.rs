//! Migrations: append-only, written once for both databases as plain SQL.
//!
//! To add one: `mNNNN_what.sql` and `mNNNN_what.rs` beside the others, one line in [`Migrator`],
//! and, when it has unique indexes, one in [`TEXTS`]. Shipped files are never edited.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

mod m0001_facts_and_log;
mod m0002_definition;
mod m0003_kpi_versions;
mod m0004_sources;
mod m0005_file_mapping;
mod m0006_alerts;
mod m0007_targets;
mod m0008_moments;
mod m0009_kpi_drivers;
mod m0010_people;
mod m0011_alert_recovery;
mod m0012_check_in_values;

/// Every migration's text; [`crate::errors`] learns the names of unique indexes from it.
pub(crate) const TEXTS: &[&str] = &[
    m0001_facts_and_log::SQL,
    m0002_definition::SQL,
    m0004_sources::SQL,
    m0005_file_mapping::SQL,
    m0006_alerts::SQL,
    m0009_kpi_drivers::SQL,
];

/// Brings a database to the present shape.
pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_facts_and_log::Migration),
            Box::new(m0002_definition::Migration),
            Box::new(m0003_kpi_versions::Migration),
            Box::new(m0004_sources::Migration),
            Box::new(m0005_file_mapping::Migration),
            Box::new(m0006_alerts::Migration),
            Box::new(m0007_targets::Migration),
            Box::new(m0008_moments::Migration),
            Box::new(m0009_kpi_drivers::Migration),
            Box::new(m0010_people::Migration),
            Box::new(m0011_alert_recovery::Migration),
            Box::new(m0012_check_in_values::Migration),
        ]
    }
}

/// The statements of a migration text, without comments.
pub(crate) fn statements(text: &str) -> impl Iterator<Item = String> {
    let code: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    let statements: Vec<String> =
        code.join("\n").split(";\n").map(str::trim).map(str::to_owned).collect();
    statements.into_iter().filter(|statement| !statement.is_empty())
}

async fn run(manager: &SchemaManager<'_>, text: &str) -> Result<(), DbErr> {
    // SQLite compares text byte by byte; PostgreSQL does so under the collation "C".
    let text = match manager.get_database_backend() {
        DbBackend::Sqlite => text.replace("{clustered}", " WITHOUT ROWID"),
        _ => text.replace("{clustered}", "").replace(" TEXT", " TEXT COLLATE \"C\""),
    };
    for statement in statements(&text) {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}
