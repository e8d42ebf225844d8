//! Alerts name the key result that is to mend them.

use sea_orm_migration::prelude::*;

/// The statements.
pub(crate) const SQL: &str = include_str!("m0011_alert_recovery.sql");

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, SQL).await
    }
}
