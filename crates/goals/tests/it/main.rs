//! Tests of the arithmetic through its public surface, one binary.

#![expect(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod formulas;
mod graph;
mod graph_beginning;
mod graph_dependents;
mod graph_execution;
mod graph_histories;
mod graph_refusals;
mod graph_small;
mod graph_world;
mod scoring_page;
