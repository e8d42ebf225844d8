//! Logins. The table is `user_account`, since `user` is a reserved word.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::json::Json;
use crate::word::{Density, Role, Theme, UserLocale};

/// One row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "user_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub person_id: Option<Uuid>,
    /// Lower case; unique in the whole installation, since a sign-in names no organisation.
    pub email: String,
    /// `None` until the invitation is accepted.
    pub password_hash: Option<String>,
    pub roles: Json<Vec<Role>>,
    pub locale: UserLocale,
    pub theme: Theme,
    pub density: Density,
    pub disabled_at: Option<i64>,
    pub last_login_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Starts at 1, one more with every edit.
    pub version: i32,
}

super::without_relations!();
