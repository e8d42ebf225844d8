//! Secrets at rest: XChaCha20-Poly1305, bound to what they belong to.
//!
//! A sealed text is `v1:KEY:DATA`: the first digits of the key's SHA-256, so that a wrong key is
//! told from damage, then the nonce of 24 random bytes and what it seals, in base64. The key is 32
//! bytes from the environment, or a file that is made on first use.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Generate, Key as AeadKey, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};

/// Bytes of a nonce.
const NONCE_BYTES: usize = 24;

/// Why secrets cannot be sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key is not one.
    #[error(
        "the secret key must be 32 bytes as 64 hexadecimal digits; `openssl rand -hex 32` makes one"
    )]
    BadKey,
    /// The file of the key cannot be read or made.
    #[error("the secret key's file {path} cannot be used: {reason}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// No key is configured.
    #[error("no secret key is configured: set AZIMUTH_SECRET_KEY")]
    NoKey,
    /// It was sealed with another key.
    #[error("this was sealed with another secret key; restore that key, or type the secrets again")]
    OtherKey,
    /// It was changed, or belongs to something else.
    #[error("the sealed secrets were changed or belong to another source; type them again")]
    Damaged,
}

/// Where the key comes from.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum KeySource {
    /// There is none.
    #[default]
    None,
    /// The key itself, 64 hexadecimal digits.
    Given(String),
    /// A file with it; made on first use.
    File(PathBuf),
}

impl std::fmt::Debug for KeySource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Given(_) => f.write_str("Given(…)"),
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
        }
    }
}

/// A key. It shows nothing of itself.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// Reads the key from where it comes; makes the file when there is none.
    ///
    /// # Errors
    /// `BadKey`, `NoKey`, or `File` when the file cannot be read or made.
    pub fn load(from: &KeySource) -> Result<Self, SealError> {
        match from {
            KeySource::None => Err(SealError::NoKey),
            KeySource::Given(text) => Self::parse(text),
            KeySource::File(path) => Self::of_file(path),
        }
    }

    /// The key that 64 hexadecimal digits stand for.
    ///
    /// # Errors
    /// `BadKey`.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let text = text.trim();
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(SealError::BadKey);
        }
        let mut key = [0; 32];
        for (index, byte) in key.iter_mut().enumerate() {
            let pair = text.get(2 * index..2 * index + 2).ok_or(SealError::BadKey)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| SealError::BadKey)?;
        }
        Ok(Self(key))
    }

    fn of_file(path: &Path) -> Result<Self, SealError> {
        let failed = |error: std::io::Error| SealError::File {
            path: path.to_owned(),
            reason: error.to_string(),
        };
        match std::fs::read_to_string(path) {
            Ok(text) => return Self::parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let key: [u8; 32] = AeadKey::<XChaCha20Poly1305>::generate().into();
        match write_new(path, &format!("{}\n", hex(&key))) {
            Ok(()) => Ok(Self(key)),
            // Another process was faster: its key holds.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                std::fs::read_to_string(path).map_err(failed).and_then(|text| Self::parse(&text))
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn fingerprint(&self) -> String {
        hex(&Sha256::digest(self.0)[..4])
    }

    /// Seals a text; `belongs_to` has to be given again to open it.
    ///
    /// # Errors
    /// `Damaged` when the cipher refuses, which only a text of many gigabytes makes it do.
    pub fn seal(&self, text: &str, belongs_to: &[u8]) -> Result<String, SealError> {
        let nonce = XNonce::generate();
        let payload = Payload { msg: text.as_bytes(), aad: belongs_to };
        let sealed = XChaCha20Poly1305::new(&self.0.into())
            .encrypt(&nonce, payload)
            .map_err(|_| SealError::Damaged)?;
        let data = STANDARD.encode([nonce.as_slice(), &sealed].concat());
        Ok(format!("v1:{}:{data}", self.fingerprint()))
    }

    /// Opens what was sealed for the same thing with the same key.
    ///
    /// # Errors
    /// `OtherKey` or `Damaged`.
    pub fn open(&self, sealed: &str, belongs_to: &[u8]) -> Result<String, SealError> {
        let rest = sealed.strip_prefix("v1:").ok_or(SealError::Damaged)?;
        let (key, data) = rest.split_once(':').ok_or(SealError::Damaged)?;
        if key != self.fingerprint() {
            return Err(SealError::OtherKey);
        }
        let data = STANDARD.decode(data).map_err(|_| SealError::Damaged)?;
        let (nonce, sealed) = data.split_first_chunk::<NONCE_BYTES>().ok_or(SealError::Damaged)?;
        let payload = Payload { msg: sealed, aad: belongs_to };
        let plain = XChaCha20Poly1305::new(&self.0.into())
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| SealError::Damaged)?;
        String::from_utf8(plain).map_err(|_| SealError::Damaged)
    }
}

/// Writes a file that was not there, for its owner's eyes only; whoever finds it finds all of it.
fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut half = path.as_os_str().to_owned();
    half.push(format!(".{}", std::process::id()));
    let half = PathBuf::from(half);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&half)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::hard_link(&half, path));
    std::fs::remove_file(&half)?;
    written
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    #[test]
    fn what_is_sealed_is_opened_with_the_same_key_for_the_same_thing_only() {
        let key = Key::parse(KEY).unwrap();
        let sealed = key.seal("t0ken", b"org 1, source 1").unwrap();
        assert!(!sealed.contains("t0ken"));
        assert_ne!(sealed, key.seal("t0ken", b"org 1, source 1").unwrap(), "a nonce is used once");
        assert_eq!(key.open(&sealed, b"org 1, source 1").as_deref(), Ok("t0ken"));
        assert_eq!(key.open(&sealed, b"org 1, source 2"), Err(SealError::Damaged));
        let other = Key::parse(&KEY.replace("00", "ff")).unwrap();
        assert_eq!(other.open(&sealed, b"org 1, source 1"), Err(SealError::OtherKey));
        let changed = sealed.replace("v1:", "v1").replacen("v1", "v1:", 1);
        assert_eq!(key.open(&changed, b"org 1, source 1").as_deref(), Ok("t0ken"));
        for broken in ["", "v1:", "v1:630dcd29:AAAA", &sealed[..sealed.len() - 8]] {
            assert!(key.open(broken, b"org 1, source 1").is_err(), "{broken}");
        }
    }

    #[test]
    fn the_file_of_a_key_is_made_once_and_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/secret.key");
        let from = KeySource::File(path.clone());
        let sealed = Key::load(&from).unwrap().seal("x", b"").unwrap();
        assert_eq!(Key::load(&from).unwrap().open(&sealed, b"").as_deref(), Ok("x"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(Key::load(&KeySource::None).unwrap_err(), SealError::NoKey);
        assert_eq!(Key::parse("abc").unwrap_err(), SealError::BadKey);
        assert_eq!(format!("{:?}", Key::parse(KEY).unwrap()), "Key(…)");
    }
}
