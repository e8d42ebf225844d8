//! How columns of files were understood.

use sea_orm_migration::prelude::*;

pub(crate) const SQL: &str = include_str!("m0005_file_mapping.sql");

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, SQL).await
    }
}
