//! `as_of`: the moment that an answer is of. Every handler that takes one reads by [`look`].

use ops::Viewer;
use ops::past::{self, Seen};
use serde::{Deserialize, Deserializer, de};
use utoipa::IntoParams;

use crate::error::ApiResult;
use crate::state::ApiState;

/// A day or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf(pub past::AsOf);

impl<'de> Deserialize<'de> for AsOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(de::Error::custom)
    }
}

/// Which moment an answer is of.
#[derive(Debug, Default, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AsOfQuery {
    /// What was known when this day ended, in the organisation's time zone, or just before this
    /// instant (RFC 3339); what is known now when absent.
    #[param(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
}

/// What a question about a moment is answered from, and the viewer as one who looks at it.
///
/// # Errors
/// `date_out_of_range` for a moment that has not come or lies before the organisation.
pub async fn look(
    state: &ApiState,
    viewer: &Viewer,
    as_of: Option<AsOf>,
) -> ApiResult<(Viewer, Seen)> {
    Ok(past::look(&state.app, viewer, as_of.map(|as_of| as_of.0)).await?)
}
