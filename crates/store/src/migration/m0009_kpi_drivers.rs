//! Which KPI drives which.

use sea_orm_migration::prelude::*;

/// The statements, alike on both databases.
pub(crate) const SQL: &str = include_str!("m0009_kpi_drivers.sql");

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, SQL).await
    }
}
