//! How many rows there are: for pages, metrics and limits.

use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use crate::StoreError;

/// What can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Units that are not archived.
    OrgUnits,
    /// People that are not archived.
    People,
    /// Logins, disabled ones among them.
    Users,
    /// Cycles that are not archived.
    Cycles,
    /// Objectives that are not archived.
    Objectives,
    /// Key results that are not archived.
    KeyResults,
    /// KPIs that are not archived.
    Kpis,
    /// Measurement batches.
    MeasurementBatches,
    /// Check-ins.
    CheckIns,
}

impl Counted {
    fn condition(self) -> &'static str {
        match self {
            Self::OrgUnits => "org_unit WHERE archived_at IS NULL AND",
            Self::People => "person WHERE archived_at IS NULL AND",
            Self::Users => "user_account WHERE",
            Self::Cycles => "cycle WHERE archived_at IS NULL AND",
            Self::Objectives => "objective WHERE archived_at IS NULL AND",
            Self::KeyResults => "key_result WHERE archived_at IS NULL AND",
            Self::Kpis => "kpi WHERE archived_at IS NULL AND",
            Self::MeasurementBatches => "measurement_batch WHERE",
            Self::CheckIns => "check_in WHERE",
        }
    }
}

/// How many an organisation has.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn of(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    counted: Counted,
) -> Result<u64, StoreError> {
    let sql = format!("SELECT count(*) FROM {} organization_id = $1", counted.condition());
    one(conn, sql, vec![organization_id.into()]).await
}

/// How many key results an objective has, archived ones left out.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn key_results_of_objective(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    objective_id: Uuid,
) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM key_result \
               WHERE organization_id = $1 AND objective_id = $2 AND archived_at IS NULL";
    one(conn, sql.to_owned(), vec![organization_id.into(), objective_id.into()]).await
}

/// How many organisations there are: none means that the installation is fresh.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn organizations(conn: &impl ConnectionTrait) -> Result<u64, StoreError> {
    one(conn, "SELECT count(*) FROM organization".to_owned(), Vec::new()).await
}

async fn one(
    conn: &impl ConnectionTrait,
    sql: String,
    values: Vec<sea_orm::Value>,
) -> Result<u64, StoreError> {
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    let row = conn.query_one_raw(statement).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(count.unsigned_abs())
}
