//! The `azimuth` binary: configuration, commands, wiring, the embedded web application.
//!
//! Each command is a file in `command/`; what they share is in `config.rs` (settings), `open.rs`
//! (database and application), `serve.rs` (listeners and background work) and `assets.rs` (the web
//! application).

mod assets;
mod cli;
mod command;
mod config;
mod demo;
mod failure;
mod logging;
mod open;
mod serve;

use std::process::ExitCode;

use clap::Parser;

/// Requests allocate many small things on several threads, which the system's allocator answers
/// with growing memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match cli::Cli::parse().run().await {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("azimuth: {failure}");
            ExitCode::FAILURE
        }
    }
}
