//! Tests of the arithmetic through its public surface, one binary.

mod graph_dependents;
mod graph_histories;
mod graph_world;
mod scoring_page;
mod graph;
