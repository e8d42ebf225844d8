//! The demo's time machine, as the floors above see it. A real installation has none.

use std::pin::Pin;

use jiff::Timestamp;

use crate::error::OpsError;
use crate::viewer::Viewer;

/// The future that [`DemoControl::advance_week`] gives.
pub type Advancing<'a> = Pin<Box<dyn Future<Output = Result<Advanced, OpsError>> + Send + 'a>>;

/// Moves the demo's clock and brings in the facts of the time in between.
pub trait DemoControl: Send + Sync + 'static {
    /// Moves one week on; the week's real flights come in as one import.
    fn advance_week<'a>(&'a self, viewer: &'a Viewer) -> Advancing<'a>;
}

/// Where the demo stands after moving on.
#[derive(Debug, Clone, PartialEq)]
pub struct Advanced {
    /// The present instant now.
    pub now: Timestamp,
    /// Measurements that came in.
    pub measurements: usize,
    /// Whether the year's flights have all come in.
    pub is_finished: bool,
}
