//! A PostgreSQL server to test against, until Ctrl-C.
//!
//! `cargo run --package testkit --example postgres` prints the line to paste into the terminal
//! where `cargo test` runs. Starting it once saves a second per test run, and its databases can
//! be looked at with `psql` afterwards.

use std::process::ExitCode;

use testkit::postgres::{Cluster, REQUIRE_VARIABLE, SERVER_VARIABLE};

fn main() -> ExitCode {
    match Cluster::start() {
        Ok(cluster) => {
            println!("PostgreSQL {} runs until Ctrl-C. In another terminal:", cluster.version());
            println!("export {SERVER_VARIABLE}={} {REQUIRE_VARIABLE}=1", cluster.admin_url());
            loop {
                std::thread::park();
            }
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
