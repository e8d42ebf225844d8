//! Values, targets and links of people.

use sea_orm_migration::prelude::*;

/// The statements.
pub(crate) const SQL: &str = include_str!("m0010_people.sql");

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, SQL).await
    }
}
