//! Bodies that are read whole.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use futures::StreamExt;
use ops::limits::BODY_BYTES_MAX;

use crate::error::ApiError;

/// How much of a body that is too large is still taken off the line, and for how long.
const DRAINED_BYTES_MAX: usize = 64 * 1024 * 1024;
const DRAINED_FOR: Duration = Duration::from_secs(10);

/// All of a body.
///
/// A sender that is cut off while it sends never reads why, so what is too large is taken off the
/// line and thrown away before it is refused.
///
/// # Errors
/// `413` over [`BODY_BYTES_MAX`], `400` when the sender breaks off.
pub async fn whole(body: Body) -> Result<Bytes, ApiError> {
    let mut pieces = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| {
            ApiError::malformed("body_broken_off", format!("the body broke off: {error}"))
        })?;
        if bytes.len() + piece.len() > BODY_BYTES_MAX {
            let mut drained = bytes.len() + piece.len();
            let rest = async {
                while let Some(Ok(piece)) = pieces.next().await {
                    drained += piece.len();
                    if drained > DRAINED_BYTES_MAX {
                        break;
                    }
                }
            };
            let _over = tokio::time::timeout(DRAINED_FOR, rest).await;
            let message = format!("the body is over the limit of {BODY_BYTES_MAX} bytes");
            return Err(ApiError::status(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", message));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.into())
}
