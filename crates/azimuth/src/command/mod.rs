//! One file per command.

pub mod demo;
pub mod export;
pub mod import;
pub mod migrate;
pub mod serve;
pub mod token;
pub mod user;
pub mod verify;
