//! Tables as people really send them: every way of writing that the reader knows, and everything
//! that it refuses, with the cell named.

mod books;
mod days;
mod mappings;
mod numbers;
mod support;
mod workbooks;
