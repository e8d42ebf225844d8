//! The binary as its users meet it: the command line, the running service, the demo, and what is
//! left after `kill -9`.
//!
//! Every test starts the real program in a folder of its own; what they share is in `support`.

#![expect(clippy::unwrap_used, reason = "a test may unwrap: its panic is the report")]

mod cli;
mod demo;
mod demo_figures;
mod files;
mod kill_nine;
mod support;
