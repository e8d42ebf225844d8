//! Bodies that are too large for memory: kept in a temporary file until all of it is there.
//!
//! Nothing else waits for a slow sender: work on the file begins when it is complete. The file has
//! no name and goes away by itself, also when the process is killed.

use std::fs::File;
use std::io::{Seek, Write};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use futures::StreamExt;
use ops::limits::UPLOAD_BYTES_MAX;

use crate::error::ApiError;

/// How long a sender may pause.
const PAUSE_MAX: Duration = Duration::from_secs(30);
/// Bytes gathered before they are written.
const GATHERED: usize = 1024 * 1024;

/// The body as a file, from its beginning.
///
/// # Errors
/// `415` for a compressed body, `413` over [`UPLOAD_BYTES_MAX`], `408` when the sender pauses for
/// too long, `400` when it breaks off.
pub async fn spool(headers: &HeaderMap, body: Body) -> Result<File, ApiError> {
    if headers.get(header::CONTENT_ENCODING).is_some_and(|value| value != "identity") {
        return Err(ApiError::status(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "compressed_body",
            "send the file uncompressed; compressed bodies are not unpacked here",
        ));
    }
    // Who says how much is coming is told before it comes.
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if length.and_then(|text| text.parse().ok()).is_some_and(|bytes: u64| bytes > UPLOAD_BYTES_MAX)
    {
        return Err(too_large());
    }
    let mut file = tempfile::tempfile().map_err(|error| unwritable(&error))?;
    let (mut gathered, mut total) = (Vec::new(), 0_u64);
    let mut pieces = body.into_data_stream();
    while let Some(piece) = tokio::time::timeout(PAUSE_MAX, pieces.next()).await.map_err(|_| {
        let message = format!("nothing arrived for {} seconds", PAUSE_MAX.as_secs());
        ApiError::status(StatusCode::REQUEST_TIMEOUT, "body_timeout", message)
    })? {
        let piece = piece.map_err(|error| {
            ApiError::malformed("body_broken_off", format!("the body broke off: {error}"))
        })?;
        total += piece.len() as u64;
        if total > UPLOAD_BYTES_MAX {
            return Err(too_large());
        }
        gathered.extend_from_slice(&piece);
        if gathered.len() >= GATHERED {
            file = write(file, std::mem::take(&mut gathered)).await?;
        }
    }
    let mut file = write(file, gathered).await?;
    file.rewind().map_err(|error| unwritable(&error))?;
    Ok(file)
}

fn too_large() -> ApiError {
    ApiError::status(
        StatusCode::PAYLOAD_TOO_LARGE,
        "body_too_large",
        format!("the file is over the limit of {UPLOAD_BYTES_MAX} bytes; send it in parts"),
    )
}

async fn write(mut file: File, bytes: Vec<u8>) -> Result<File, ApiError> {
    let written = tokio::task::spawn_blocking(move || file.write_all(&bytes).map(|()| file)).await;
    match written {
        Ok(written) => written.map_err(|error| unwritable(&error)),
        Err(error) => Err(unwritable(&error)),
    }
}

fn unwritable(error: &dyn std::fmt::Display) -> ApiError {
    tracing::error!(%error, "An upload cannot be kept in the folder for temporary files");
    ApiError::status(
        StatusCode::INSUFFICIENT_STORAGE,
        "no_room",
        "the file cannot be kept here; ask the administrator to look at the server's log",
    )
}
