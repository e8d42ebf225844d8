//! An index for looking at the past of key results.

use sea_orm_migration::prelude::*;

/// The statements.
pub(crate) const SQL: &str = include_str!("m0012_check_in_values.sql");

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, SQL).await
    }
}
