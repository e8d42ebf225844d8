//! PostgreSQL for tests: a database for each test, and the throwaway server behind it.
//!
//! Every suite that talks to a database runs on SQLite and, through [`database_url`], on
//! PostgreSQL. `cargo xtask test` starts a [`Cluster`] and names it in `AZIMUTH_TEST_POSTGRES`;
//! a bare `cargo test` has none and tests SQLite alone. The one invariant: where
//! `AZIMUTH_REQUIRE_POSTGRES=1` is set, a suite cannot pass without having met PostgreSQL.

mod cluster;
mod installation;

use std::path::Path;
use std::process::Command;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

pub use cluster::Cluster;
pub use installation::Installation;

use crate::failure::{Failure, Result};
use crate::program;

/// Names the server: a URL of a user who may create databases.
pub const SERVER_VARIABLE: &str = "AZIMUTH_TEST_POSTGRES";

/// When it is `1`, a test run without a server is an error.
pub const REQUIRE_VARIABLE: &str = "AZIMUTH_REQUIRE_POSTGRES";

/// Databases made here begin like this; nothing else may.
const PREFIX: &str = "azimuth_test_";

static MADE: AtomicU32 = AtomicU32::new(0);
static SWEPT: Once = Once::new();

/// The URL of a new, empty database, or `None` when no server is configured.
///
/// The server is the one that `AZIMUTH_TEST_POSTGRES` names. Its databases outlive the test, for
/// a look at them, and are dropped by the first test of a later process.
///
/// *Errors*: no server is configured though `AZIMUTH_REQUIRE_POSTGRES=1`; the server does not
/// answer, or refuses to create a database.
///
/// ```no_run
/// for url in [Some("sqlite::memory:".to_owned()), testkit::postgres::database_url()?] {
///     let Some(url) = url else { continue };
///     println!("the suite runs on {url}");
/// }
/// # Ok::<(), testkit::Failure>(())
/// ```
pub fn database_url() -> Result<Option<String>> {
    let Ok(server) = std::env::var(SERVER_VARIABLE) else {
        if std::env::var(REQUIRE_VARIABLE).is_ok_and(|value| value == "1") {
            return Err(Failure::new(format!(
                "{REQUIRE_VARIABLE}=1 asks for PostgreSQL, but {SERVER_VARIABLE} names no server; \
                 `cargo xtask test` starts one"
            )));
        }
        return Ok(None);
    };
    let client = installation::find_client()?;
    // A leftover costs disk, not correctness: a failed sweep must not fail a test.
    SWEPT.call_once(|| sweep(&client, &server).unwrap_or_default());
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let nanos = std::time::UNIX_EPOCH.elapsed().map_or(0, |elapsed| elapsed.as_nanos());
    let name = format!("{PREFIX}{}_{number}_{nanos:x}", std::process::id());
    // template0 never has a connection, so any number of tests may copy it at once.
    query(&client, &server, &format!("CREATE DATABASE {name} TEMPLATE template0"))?;
    Ok(Some(with_database(&server, &name)))
}

/// Drops the databases of test processes that have ended. Process ids mean something on this
/// machine only, so a server elsewhere is left alone.
fn sweep(client: &Path, server: &str) -> Result {
    if !server.contains("@127.0.0.1") && !server.contains("@localhost") {
        return Ok(());
    }
    let list = format!("SELECT datname FROM pg_database WHERE starts_with(datname, '{PREFIX}')");
    for name in query(client, server, &list)?.lines() {
        let process = name.trim_start_matches(PREFIX).split('_').next().unwrap_or_default();
        if !is_running(process) {
            query(client, server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
        }
    }
    Ok(())
}

fn is_running(process: &str) -> bool {
    if Path::new("/proc/self").exists() {
        return Path::new("/proc").join(process).exists();
    }
    program::output(Command::new("ps").args(["-p", process])).is_ok()
}

/// Runs one statement and gives its rows, one a line.
fn query(client: &Path, server: &str, statement: &str) -> Result<String> {
    program::output(
        Command::new(client)
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
            .args(["--set", "ON_ERROR_STOP=1", "--command", statement, server]),
    )
}

/// The same server and parameters, another database.
fn with_database(server: &str, database: &str) -> String {
    let (address, parameters) = server.split_once('?').unwrap_or((server, ""));
    let authority_start = address.find("://").map_or(0, |scheme| scheme + "://".len());
    let authority_end =
        address[authority_start..].find('/').map_or(address.len(), |slash| authority_start + slash);
    let question = if parameters.is_empty() { "" } else { "?" };
    format!("{}/{database}{question}{parameters}", &address[..authority_end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_of_a_url_is_replaced_and_nothing_else() {
        let cases = [
            ("postgres://a:b@127.0.0.1:5433/postgres", "postgres://a:b@127.0.0.1:5433/t"),
            ("postgres://host", "postgres://host/t"),
            ("postgres://host/", "postgres://host/t"),
            ("postgres://host/x?sslmode=disable", "postgres://host/t?sslmode=disable"),
            ("postgres://host?host=/run/postgresql", "postgres://host/t?host=/run/postgresql"),
        ];
        for (server, expected) in cases {
            assert_eq!(with_database(server, "t"), expected, "from {server}");
        }
    }

    #[test]
    fn a_test_gets_a_database_of_its_own_where_a_server_is_configured() {
        let (Some(first), Some(second)) = (database_url().unwrap(), database_url().unwrap()) else {
            return;
        };
        let client = installation::find_client().unwrap();
        query(&client, &first, "CREATE TABLE mark (id INTEGER)").unwrap();
        let count = "SELECT count(*) FROM pg_tables WHERE tablename = 'mark'";
        assert_eq!(query(&client, &first, count).unwrap().trim(), "1");
        assert_eq!(query(&client, &second, count).unwrap().trim(), "0");
    }
}
