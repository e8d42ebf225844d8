//! The connection: SQLite (embedded) or PostgreSQL.
//!
//! SQLite has many readers and one writer, so there is a pool to read from and a single connection
//! to write with; whoever begins a transaction waits for that connection in line, and `BEGIN
//! IMMEDIATE` takes the file's write lock at once, so that no transaction finds out halfway that it
//! may not write. PostgreSQL has one pool for both. In memory there is one connection for
//! everything: a read waits for the transaction that is open.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    ExecResult, IsolationLevel, QueryResult, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::async_trait::async_trait;
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::StoreError;
use crate::attend::attend;
use crate::migration::Migrator;

/// Connections that read from a SQLite file at the same time.
const SQLITE_READERS_MAX: u32 = 8;
/// Connections to PostgreSQL.
const POSTGRES_CONNECTIONS_MAX: u32 = 16;
/// How long a transaction or a read waits for its connection before it is `Busy`.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);
/// How long SQLite waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Prepared statements kept per connection.
const STATEMENTS_CACHED_MAX: usize = 512;
/// KiB of pages that the writing SQLite connection keeps.
const SQLITE_WRITER_CACHE_KIB: u32 = 16 * 1024;
/// KiB of pages that each reading one keeps: what another has written is read again anyway, from
/// memory of the system.
const SQLITE_READER_CACHE_KIB: u32 = 2 * 1024;
/// Pages in SQLite's write-ahead log at which a commit moves them into the file. That takes some
/// milliseconds; four times SQLite's own figure makes it rare, and the pages that every write
/// touches are moved once instead of four times.
const SQLITE_WAL_PAGES: u32 = 4_000;
/// Any number, as long as every Azimuth takes the same one: only one process migrates at a time.
const MIGRATION_LOCK: i64 = 0x0a21_3074;

/// What a commit promises on SQLite. PostgreSQL promises what its server is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// `synchronous=FULL`: a committed transaction survives a power cut.
    #[default]
    Full,
    /// `synchronous=NORMAL`: it survives a crash of the process; a power cut may take the last
    /// ones, never the order.
    Normal,
}

/// An open database.
#[derive(Debug, Clone)]
pub struct Database {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

impl Database {
    /// Opens `sqlite:PATH` (made when missing), `sqlite::memory:` or `postgres://…`. Does not
    /// migrate.
    ///
    /// # Errors
    /// `Address` when the address is not understood; `Driver` when the file or server cannot be
    /// reached.
    pub async fn open(url: &str, durability: Durability) -> Result<Self, StoreError> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Self::open_postgres(url).await;
        }
        let path = url.strip_prefix("sqlite:").ok_or_else(|| StoreError::Address {
            url: without_password(url),
            reason: "it must be sqlite:PATH, sqlite::memory: or postgres://…".to_owned(),
        })?;
        if path == ":memory:" {
            return Self::open_memory().await;
        }
        let path = path.strip_prefix("//").unwrap_or(path);
        Self::open_file(Path::new(path), durability).await
    }

    async fn open_file(path: &Path, durability: Durability) -> Result<Self, StoreError> {
        let synchronous = match durability {
            Durability::Full => SqliteSynchronous::Full,
            Durability::Normal => SqliteSynchronous::Normal,
        };
        let options = sqlite_options(SqliteConnectOptions::new())
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous);
        // The writer comes first: it makes the file and turns WAL on, which readers cannot.
        let writer_options = options
            .clone()
            .pragma("wal_autocheckpoint", SQLITE_WAL_PAGES.to_string())
            .pragma("cache_size", format!("-{SQLITE_WRITER_CACHE_KIB}"));
        let writer = sqlite_pool(1).connect_with(writer_options).await?;
        let reader_options = options
            .pragma("query_only", "on")
            .pragma("cache_size", format!("-{SQLITE_READER_CACHE_KIB}"));
        let reader = sqlite_pool(SQLITE_READERS_MAX).connect_with(reader_options).await?;
        Ok(Self { reader: reader.into(), writer: writer.into() })
    }

    async fn open_memory() -> Result<Self, StoreError> {
        let options = sqlite_options(SqliteConnectOptions::from_str("sqlite::memory:")?);
        // The data lives as long as the connection, so it is never let go.
        let pool = sqlite_pool(1).idle_timeout(None).max_lifetime(None);
        let shared = DatabaseConnection::from(pool.connect_with(options).await?);
        Ok(Self { reader: shared.clone(), writer: shared })
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|error| StoreError::Address {
                url: without_password(url),
                reason: error.to_string(),
            })?
            .statement_cache_capacity(STATEMENTS_CACHED_MAX)
            .application_name("azimuth")
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS_MAX)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options)
            .await?;
        let shared = DatabaseConnection::from(pool);
        Ok(Self { reader: shared.clone(), writer: shared })
    }

    /// Brings the schema to the present shape: all of it or nothing; one process at a time.
    ///
    /// # Errors
    /// `Driver` when a statement fails.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        self.migrate_by(None).await
    }

    /// Applies the next `steps` migrations, or all.
    pub(crate) async fn migrate_by(&self, steps: Option<u32>) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        if self.backend() == DbBackend::Postgres {
            let lock = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
            transaction.execute_unprepared(&lock).await?;
        }
        Migrator::up(&transaction.0, steps).await?;
        transaction.commit().await
    }

    /// Which database it is.
    pub fn backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// The pool for reads outside a transaction.
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Begins a transaction that may write. On SQLite it waits in line for the one writer.
    ///
    /// # Errors
    /// `Busy` when the line does not move for too long.
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let beginning = self.writer.begin_with_options(options);
        Ok(Transaction(answer(self.backend(), beginning).await?))
    }

    /// Begins a transaction that only reads and sees one instant of the database throughout.
    ///
    /// # Errors
    /// `Busy` when no connection comes free for too long.
    pub async fn snapshot(&self) -> Result<Transaction, StoreError> {
        let is_postgres = self.backend() == DbBackend::Postgres;
        let options = TransactionOptions {
            isolation_level: is_postgres.then_some(IsolationLevel::RepeatableRead),
            access_mode: is_postgres.then_some(AccessMode::ReadOnly),
            sqlite_transaction_mode: None,
        };
        Ok(Transaction(self.reader.begin_with_options(options).await?))
    }

    /// Closes all connections, after those who use one have finished.
    ///
    /// # Errors
    /// `Driver` when closing fails.
    pub async fn close(self) -> Result<(), StoreError> {
        self.reader.close().await?;
        self.writer.close().await?;
        Ok(())
    }
}

fn sqlite_options(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(STATEMENTS_CACHED_MAX)
        .pragma("temp_store", "memory")
        .disable_statement_logging()
}

fn sqlite_pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        // A connection to a file does not go away behind our back.
        .test_before_acquire(false)
}

/// `postgres://user:secret@host` without the secret.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((login, host)) => {
            let user = login.split_once(':').map_or(login, |(user, _)| user);
            format!("{scheme}://{user}:…@{host}")
        }
        None => url.to_owned(),
    }
}

/// What a connection answers. SQLite's answers are so near that they are waited for awake;
/// PostgreSQL's come over a socket, which this thread may have to serve itself.
async fn answer<T>(backend: DbBackend, asked: impl Future<Output = T>) -> T {
    match backend {
        DbBackend::Sqlite => attend(asked).await,
        _ => asked.await,
    }
}

/// An open transaction. Dropping it is rolling it back, also when the future that held it is
/// cancelled.
#[derive(Debug)]
pub struct Transaction(DatabaseTransaction);

impl Transaction {
    /// Makes everything in it permanent and visible at once.
    ///
    /// # Errors
    /// `Busy` when the database asks to try the whole transaction again; nothing was changed then.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }

    /// Undoes everything in it.
    ///
    /// # Errors
    /// `Driver` when the connection was lost, which undoes it too.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.0.rollback().await?)
    }
}

#[async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        answer(self.get_database_backend(), self.0.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.0.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        answer(self.get_database_backend(), self.0.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        answer(self.get_database_backend(), self.0.query_all_raw(statement)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_repeated_in_messages() {
        let shown = without_password("postgres://azimuth:p@ss:word@db.example/azimuth");
        assert_eq!(shown, "postgres://azimuth:…@db.example/azimuth");
    }
}
