//! What can go wrong between us and the database.
//!
//! Not-found is no error here: it is `None`. Both databases report a broken constraint by the same
//! name.

use std::collections::HashMap;
use std::sync::LazyLock;

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlxError};
use sqlx::error::{DatabaseError, ErrorKind};
use uuid::Uuid;

use crate::migration;

/// Broken reference, on either database: SQLite does not tell which one.
pub const FOREIGN_KEY: &str = "foreign_key";

/// A store operation did not happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something like it exists already, or a rule of the schema is broken.
    #[error("the constraint `{constraint}` does not allow this")]
    Conflict {
        /// Name of the unique index or check, such as `org_unit_code`; [`FOREIGN_KEY`] for a broken
        /// reference.
        constraint: String,
    },
    /// The row is not at the version that the edit was made on (or is not there).
    #[error("{entity} {id} was changed by someone else")]
    Stale {
        /// The table.
        entity: &'static str,
        /// The row.
        id: Uuid,
    },
    /// The database is taken by others for longer than we wait, or asks to try again. Trying again
    /// is right.
    #[error("the database is busy")]
    Busy,
    /// What is stored cannot be what we wrote.
    #[error("`{table}`.`{column}` of row {row} holds something unreadable: {detail}")]
    Corrupt {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The row's key.
        row: String,
        /// What was found.
        detail: String,
    },
    /// The file is not a database of ours, or its address is not understood.
    #[error("`{url}` cannot be opened: {reason}")]
    Address {
        /// What was given, without a password.
        url: String,
        /// What is wrong and what would be right.
        reason: String,
    },
    /// A list was asked to go on from a cursor of another sorting.
    #[error("the cursor belongs to a list that is sorted differently")]
    Cursor,
    /// Anything else: connection lost, disk full, wrong SQL.
    #[error("database failure: {0}")]
    Driver(DbErr),
}

impl StoreError {
    /// Whether it is the violation of this constraint.
    pub fn is_conflict(&self, name: &str) -> bool {
        matches!(self, Self::Conflict { constraint } if constraint == name)
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) = error {
            return Self::Busy;
        }
        match database_error(&error).and_then(classify) {
            Some(known) => known,
            None => Self::Driver(error),
        }
    }
}

impl From<SqlxError> for StoreError {
    fn from(error: SqlxError) -> Self {
        if let SqlxError::PoolTimedOut = error {
            return Self::Busy;
        }
        match error.as_database_error().and_then(classify) {
            Some(known) => known,
            None => Self::Driver(DbErr::Query(RuntimeErr::SqlxError(error.into()))),
        }
    }
}

fn database_error(error: &DbErr) -> Option<&dyn DatabaseError> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(inner))
        | DbErr::Exec(RuntimeErr::SqlxError(inner))
        | DbErr::Query(RuntimeErr::SqlxError(inner)) => inner.as_database_error(),
        _ => None,
    }
}

fn classify(error: &dyn DatabaseError) -> Option<StoreError> {
    let constraint = match error.kind() {
        ErrorKind::ForeignKeyViolation => FOREIGN_KEY.to_owned(),
        ErrorKind::UniqueViolation | ErrorKind::CheckViolation => constraint_name(error),
        _ => return is_transient(error).then_some(StoreError::Busy),
    };
    Some(StoreError::Conflict { constraint })
}

/// PostgreSQL: serialization failure, deadlock, lock not available, too many connections,
/// cancelled, shutting down. SQLite: primary codes 5 (busy) and 6 (locked), with their extensions.
fn is_transient(error: &dyn DatabaseError) -> bool {
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some() {
        return matches!(
            &*code,
            "40001" | "40P01" | "55P03" | "53300" | "57014" | "57P01" | "57P03"
        );
    }
    code.parse::<i32>().is_ok_and(|number| matches!(number & 0xff, 5 | 6))
}

/// PostgreSQL gives the name. SQLite gives `UNIQUE constraint failed: org_unit.organization_id,
/// org_unit.code` for a unique index and `CHECK constraint failed: cycle_span` for a check.
fn constraint_name(error: &dyn DatabaseError) -> String {
    if let Some(name) = error.constraint() {
        return name.to_owned();
    }
    let what = error.message().rsplit_once("constraint failed: ").map_or("", |(_, what)| what);
    UNIQUE_INDEXES.get(what).cloned().unwrap_or_else(|| what.to_owned())
}

/// From `table.column, table.column` to the name of the unique index over them.
static UNIQUE_INDEXES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let statements = migration::TEXTS.iter().flat_map(|text| migration::statements(text));
    statements.flat_map(|statement| unique_indexes(&statement)).collect()
});

fn unique_indexes(statement: &str) -> Vec<(String, String)> {
    let key = |table: &str, columns: &str| {
        let columns = columns.split(',').map(|column| format!("{table}.{}", column.trim()));
        columns.collect::<Vec<_>>().join(", ")
    };
    if let Some(rest) = statement.strip_prefix("CREATE UNIQUE INDEX ") {
        let parsed = rest.split_once(" ON ").and_then(|(name, rest)| {
            let (table, rest) = rest.split_once(" (")?;
            let (columns, _) = rest.split_once(')')?;
            Some((key(table, columns), name.to_owned()))
        });
        return parsed.into_iter().collect();
    }
    // PostgreSQL names a primary key `TABLE_pkey`; SQLite names its columns.
    let table = statement.strip_prefix("CREATE TABLE ").and_then(|rest| rest.split_once(" ("));
    table
        .map(|(table, body)| {
            let columns = body
                .rsplit_once("    PRIMARY KEY (")
                .and_then(|(_, rest)| rest.split_once(')'))
                .map_or("id", |(columns, _)| columns);
            (key(table, columns), format!("{table}_pkey"))
        })
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_columns_lead_to_the_name_of_the_index() {
        let name = |columns: &str| UNIQUE_INDEXES.get(columns).map(String::as_str);
        assert_eq!(name("org_unit.organization_id, org_unit.code"), Some("org_unit_code"));
        assert_eq!(name("kpi_link.key_result_id"), Some("kpi_link_measures"));
        assert_eq!(name("objective.id"), Some("objective_pkey"));
        assert_eq!(name("change.organization_id, change.seq"), Some("change_pkey"));
    }
}
