//! What the tests share: the program, the service while it runs, a small organisation, HTTP.

pub(crate) mod http;
pub(crate) mod organization;
pub(crate) mod program;
pub(crate) mod service;
