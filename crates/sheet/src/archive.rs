//! What an archive unpacks to, counted before anything reads it.
//!
//! The sizes that an archive tells can lie, so every file in it is unpacked once into nothing and
//! counted. The one invariant: *no more than the limits is ever unpacked*.

use std::io::{Read, Seek};

use crate::limits::Limits;
use crate::unreadable::Unreadable;

/// Below this a file may be packed as well as it likes: small tables repeat themselves.
const RATIO_FREE_BYTES: u64 = 1024 * 1024;
/// What only a workbook with tables has.
const WORKBOOK: &str = "xl/workbook.xml";

/// Refuses an archive that unpacks to too much, or that holds no workbook.
pub(crate) fn check(reader: impl Read + Seek, limits: &Limits) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(reader).map_err(|error| broken(&error))?;
    if archive.len() > limits.entries {
        let what = format!("it holds {} files and may hold {}", archive.len(), limits.entries);
        return Err(Unreadable::Unpacks { what });
    }
    if archive.index_for_name(WORKBOOK).is_none() {
        let is_ods = archive.index_for_name("content.xml").is_some();
        let kind = if is_ods { "an OpenDocument file" } else { "an archive and no workbook" };
        return Err(Unreadable::OtherKind(kind));
    }
    let mut total = 0;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| broken(&error))?;
        let packed = file.compressed_size().max(1);
        let most = RATIO_FREE_BYTES.max(packed.saturating_mul(limits.ratio));
        let left = limits.unpacked_bytes - total;
        let name: String = file.name().map_err(|error| broken(&error))?.chars().take(80).collect();
        let unpacked = count(file, most.min(left) + 1)?;
        if unpacked > left {
            let what = format!("over {} bytes in all", limits.unpacked_bytes);
            return Err(Unreadable::Unpacks { what });
        }
        if unpacked > most {
            let what = format!("`{name}` to over {} times its size", limits.ratio);
            return Err(Unreadable::Unpacks { what });
        }
        total += unpacked;
    }
    Ok(())
}

fn count(file: impl Read, most: u64) -> Result<u64, Unreadable> {
    std::io::copy(&mut file.take(most), &mut std::io::sink()).map_err(|error| broken(&error))
}

fn broken(error: &dyn std::fmt::Display) -> Unreadable {
    Unreadable::Broken(error.to_string())
}
