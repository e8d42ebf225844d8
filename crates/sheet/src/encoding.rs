//! Which encoding a text file is in, and its text as UTF-8.
//!
//! UTF-8 and UTF-16 are known by what they look like; GB18030 is what is left, and only when the
//! bytes are what Chinese spreadsheets write: other one-byte encodings would pass for rare
//! characters. Bytes that are no text become [`NO_TEXT`](crate::cell::NO_TEXT), so that the cell
//! that holds them can be named.

use std::io::Read;

use encoding_rs::{Decoder, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Serialize};

/// Bytes read at once.
pub(crate) const PIECE: usize = 64 * 1024;

/// How characters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, the lower byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, the higher byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// GB18030, which holds GBK and GB 2312.
    #[serde(rename = "gb18030")]
    Gb18030,
}

impl Encoding {
    /// What turns its bytes into UTF-8; a byte order mark is left out.
    pub(crate) fn decoder(self) -> Decoder {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
        }
        .new_decoder_with_bom_removal()
    }
}

/// Reads to the end and says which encoding it is.
pub(crate) fn detect(reader: &mut impl Read) -> std::io::Result<Encoding> {
    let mut buffer = vec![0; PIECE];
    let mut seen = Seen::default();
    let mut is_first = true;
    loop {
        let read = fill(reader, &mut buffer)?;
        let piece = &buffer[..read];
        if is_first && let Some(known) = marked(piece).or_else(|| wide(piece)) {
            return Ok(known);
        }
        is_first = false;
        seen.add(piece);
        if read == 0 {
            return Ok(seen.encoding());
        }
    }
}

/// Reads until the buffer is full or the end is there.
pub(crate) fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn marked(piece: &[u8]) -> Option<Encoding> {
    match piece {
        [0xef, 0xbb, 0xbf, ..] => Some(Encoding::Utf8),
        [0xff, 0xfe, ..] => Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// UTF-16 without a mark: separators and digits have a zero byte beside them.
fn wide(piece: &[u8]) -> Option<Encoding> {
    let zeros = |from: usize| piece.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let enough = piece.len() / 8;
    match (high > enough, low > enough) {
        (false, true) if high == 0 => Some(Encoding::Utf16Le),
        (true, false) if low == 0 => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// What the bytes would be in either encoding.
#[derive(Default)]
struct Seen {
    utf8_broken: u64,
    /// Bytes of a character that the next piece goes on with.
    utf8_open: Vec<u8>,
    gb: GbState,
    gb_broken: u64,
    /// Two bytes as GB 2312 has them: the characters of nearly all texts.
    gb_usual: u64,
    gb_rare: u64,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum GbState {
    #[default]
    Start,
    Lead(u8),
    Second,
    Third,
}

impl Seen {
    fn add(&mut self, piece: &[u8]) {
        self.add_utf8(piece);
        for byte in piece {
            self.add_gb(*byte);
        }
    }

    fn add_utf8(&mut self, piece: &[u8]) {
        let mut bytes = std::mem::take(&mut self.utf8_open);
        bytes.extend_from_slice(piece);
        let mut rest = bytes.as_slice();
        while let Err(error) = std::str::from_utf8(rest) {
            match error.error_len() {
                Some(length) => {
                    self.utf8_broken += 1;
                    rest = &rest[error.valid_up_to() + length..];
                }
                None if piece.is_empty() => {
                    self.utf8_broken += 1;
                    return;
                }
                None => {
                    self.utf8_open = rest[error.valid_up_to()..].to_vec();
                    return;
                }
            }
        }
    }

    fn add_gb(&mut self, byte: u8) {
        self.gb = match (self.gb, byte) {
            (GbState::Start, 0..=0x7f) => GbState::Start,
            (GbState::Start, 0x81..=0xfe) => GbState::Lead(byte),
            (GbState::Lead(_), 0x30..=0x39) => GbState::Second,
            (GbState::Lead(lead), 0xa1..=0xfe) if (0xa1..=0xf7).contains(&lead) => {
                self.gb_usual += 1;
                GbState::Start
            }
            (GbState::Lead(_), 0x40..=0x7e | 0x80..=0xfe) => {
                self.gb_rare += 1;
                GbState::Start
            }
            (GbState::Second, 0x81..=0xfe) => GbState::Third,
            (GbState::Third, 0x30..=0x39) => {
                self.gb_rare += 1;
                GbState::Start
            }
            _ => {
                self.gb_broken += 1;
                GbState::Start
            }
        };
    }

    fn encoding(&self) -> Encoding {
        let is_chinese = self.gb_usual > self.gb_rare
            && self.gb_usual > self.gb_broken
            && self.gb_broken < self.utf8_broken;
        if self.utf8_broken > 0 && is_chinese { Encoding::Gb18030 } else { Encoding::Utf8 }
    }
}
