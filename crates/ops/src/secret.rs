//! Secrets: passwords, tokens and their hashes.
//!
//! Passwords are hashed with argon2id, which is slow on purpose, so it runs off the request
//! threads. Tokens are 256 random bits: a plain SHA-256 is enough to keep a stolen database from
//! signing anybody in. Only hashes are stored.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::error::OpsError;
use crate::limits::{HASHES_AT_ONCE_MAX, PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN};

/// A fresh token of 256 random bits behind `prefix`: `az_` for API tokens, empty for sessions.
pub fn token(prefix: &str) -> String {
    let bytes: [u8; 32] = rand::random();
    format!("{prefix}{}", hex(&bytes))
}

/// What is stored of a token.
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
pub fn same(given: &str, expected: &str) -> bool {
    use subtle::ConstantTimeEq;
    given.as_bytes().ct_eq(expected.as_bytes()).into()
}

/// A code that a person can type: `4F7K-9QX2-M3TD`, 60 random bits without look-alike letters.
pub fn one_time_code() -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let bytes: [u8; 12] = rand::random();
    let letters: Vec<char> =
        bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("invariant: writing to a String cannot fail");
        text
    })
}

/// Refuses passwords that are too short or too long; nothing else, since composition rules only
/// annoy.
///
/// # Errors
/// `Invalid` on `field`.
pub fn check_password(field: &str, password: &str) -> Result<(), OpsError> {
    let length = password.chars().count();
    if length < PASSWORD_CHARACTERS_MIN {
        return Err(OpsError::field(
            field,
            "password_too_short",
            format!(
                "a password has at least {PASSWORD_CHARACTERS_MIN} characters; this has {length}"
            ),
        ));
    }
    if length > PASSWORD_CHARACTERS_MAX {
        return Err(OpsError::field(
            field,
            "password_too_long",
            format!("a password has at most {PASSWORD_CHARACTERS_MAX} characters"),
        ));
    }
    Ok(())
}

/// Hashes a password off the request threads: it takes tens of milliseconds of processor time by
/// design.
///
/// # Errors
/// `Internal` when the system's random source or the task fails.
pub async fn hash_password(password: String) -> Result<String, OpsError> {
    run_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| OpsError::Internal(error.to_string()))
    })
    .await?
}

/// The hash of no password, made with the same parameters as all others.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA\
                      $AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Whether the password belongs to the hash. Without a hash the same work is done against a fixed
/// one, so that the time of the answer does not tell whether an account exists.
///
/// # Errors
/// `Internal` when the task fails.
pub async fn verify_password(password: String, hash: Option<String>) -> Result<bool, OpsError> {
    run_blocking(move || {
        let is_somebody = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODY.to_owned());
        PasswordHash::new(&text).is_ok_and(|parsed| {
            Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok()
        }) && is_somebody
    })
    .await
}

/// Each hash takes 19 MiB while it is computed, so a crowd of sign-ins waits in line instead of
/// taking the memory.
static LINE: Semaphore = Semaphore::const_new(HASHES_AT_ONCE_MAX);

async fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, OpsError> {
    let _place = LINE.acquire().await.map_err(|error| OpsError::Internal(error.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| OpsError::Internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_verifies_against_its_own_hash_only() {
        let hash = hash_password("correct horse".into()).await.unwrap();
        assert!(verify_password("correct horse".into(), Some(hash.clone())).await.unwrap());
        assert!(!verify_password("wrong horse".into(), Some(hash)).await.unwrap());
        assert!(!verify_password("anything".into(), None).await.unwrap());
    }

    #[tokio::test]
    async fn asking_for_nobody_costs_as_much_as_asking_for_somebody() {
        // A hash that does not parse would be refused without work, and the time would tell.
        assert!(PasswordHash::new(NOBODY).is_ok());
        let somebody = Argon2::default().hash_password(b"correct horse").unwrap();
        let parameters = |hash: &PasswordHash| hash.params.to_string();
        assert_eq!(parameters(&PasswordHash::new(NOBODY).unwrap()), parameters(&somebody));
    }

    #[test]
    fn tokens_differ_and_their_hashes_do_not_show_them() {
        let first = token("az_");
        assert_ne!(first, token("az_"));
        assert!(!token_hash(&first).contains(&first[3..]));
    }
}
