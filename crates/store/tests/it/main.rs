//! The store's suites: each test runs on SQLite in memory, on a SQLite file and on PostgreSQL.
//!
//! To add a test: an `async fn(World)` in a suite, and its name in the suite's
//! `on_every_database!`. A test takes a fresh, migrated database with one organisation in it.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may unwrap, its panic is the report; and it makes its own identifiers"
)]

mod facts;
mod listing;
mod log;
mod measuring;
mod people;
mod world;
mod writing;

/// Makes three tests of each function, one per kind of database.
macro_rules! on_every_database {
    ($($name:ident),+ $(,)?) => {
        mod memory {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name($crate::world::World::in_memory().await).await;
            })+
        }

        mod file {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name($crate::world::World::in_file().await).await;
            })+
        }

        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                if let Some(world) = $crate::world::World::on_postgres().await {
                    super::$name(world).await;
                }
            })+
        }
    };
}
pub(crate) use on_every_database;
