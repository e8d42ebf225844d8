//! What the arithmetic needs to know of the organisation: its calendar and its thresholds.

use crate::period::Calendar;
use crate::refusal::Refusal;
use crate::status::Thresholds;

/// The settings of one tenant that scores depend on.
#[derive(Debug, Clone, PartialEq)]
pub struct Organization {
    /// Fiscal year and working days.
    pub calendar: Calendar,
    /// Where a gap turns into a warning.
    pub thresholds: Thresholds,
}

impl Organization {
    /// Refuses settings under which nothing could be scored.
    ///
    /// *Errors*: those of [`Calendar::validate`] and [`Thresholds::validate`].
    pub fn validate(&self) -> Result<(), Refusal> {
        self.calendar.validate()?;
        self.thresholds.validate()
    }
}
