//! Targets remember the target they are a part of, and how it was divided.

use sea_orm_migration::prelude::*;

/// The statements.
pub(crate) const SQL: &str = include_str!("m0007_targets.sql");

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, SQL).await
    }
}
