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
    let (mut total, mut held) = (0, 0);
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| broken(&error))?;
        let packed = file.compressed_size().max(1);
        let most = RATIO_FREE_BYTES.max(packed.saturating_mul(limits.ratio));
        let left = limits.unpacked_bytes - total;
        let name: String = file.name().map_err(|error| broken(&error))?.chars().take(80).collect();
        let unpacked = if is_texts(&name) {
            count_texts(file, most.min(left).min(limits.held_bytes) + 1)?
        } else {
            count(file, most.min(left) + 1)?
        };
        if unpacked > left {
            let what = format!("over {} bytes in all", limits.unpacked_bytes);
            return Err(Unreadable::Unpacks { what });
        }
        if unpacked > most {
            let what = format!("`{name}` to over {} times its size", limits.ratio);
            return Err(Unreadable::Unpacks { what });
        }
        total += unpacked;
        if is_held(&name) {
            held += unpacked;
        }
        if held > limits.held_bytes {
            let what = format!("over {} bytes of texts and styles", limits.held_bytes);
            return Err(Unreadable::Unpacks { what });
        }
    }
    Ok(())
}

/// Whether the reader takes the whole part into memory.
fn is_held(name: &str) -> bool {
    name.ends_with(".xml") && !name.starts_with("xl/worksheets/")
}

fn is_texts(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with("sharedstrings.xml")
}

/// The same for the part with the texts. It tells how many there are, and the library takes room
/// for so many before it reads the first: a number that cannot be true would end the program.
fn count_texts(file: impl Read, most: u64) -> Result<u64, Unreadable> {
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
    let length = bytes.len() as u64;
    // Without zeros UTF-16 reads like ASCII.
    bytes.retain(|byte| *byte != 0);
    let told = bytes.windows(TOLD.len()).enumerate().filter(|(_, word)| *word == TOLD);
    let is_true = |at: usize| told_number(&bytes[at + TOLD.len()..]) <= length;
    if !told.map(|(at, _)| at).all(is_true) {
        return Err(Unreadable::Broken("it tells of more texts than it holds".to_owned()));
    }
    Ok(length)
}

const TOLD: &[u8] = b"uniqueCount";

/// The number behind an equals sign and a quote; too large when it does not fit.
fn told_number(rest: &[u8]) -> u64 {
    let digits = rest.iter().skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'='));
    let digits = digits.skip_while(|byte| matches!(byte, b'"' | b'\'' | b' ' | b'+' | b'0'));
    let digits = digits.take_while(|byte| byte.is_ascii_digit());
    digits.fold(0, |number: u64, digit| {
        number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
    })
}

fn count(file: impl Read, most: u64) -> Result<u64, Unreadable> {
    std::io::copy(&mut file.take(most), &mut std::io::sink()).map_err(|error| broken(&error))
}

fn broken(error: &dyn std::fmt::Display) -> Unreadable {
    Unreadable::Broken(error.to_string())
}
