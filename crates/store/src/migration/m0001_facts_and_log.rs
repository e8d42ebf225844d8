//! All tables of the first release.

use sea_orm_migration::prelude::*;

/// The statements, with `{clustered}` for what differs.
pub(crate) const SQL: &str = include_str!("m0001_facts_and_log.sql");

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, SQL).await
    }
}
