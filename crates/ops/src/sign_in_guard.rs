//! Slows down guessing: after too many failed sign-ins for one address, that address waits.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};

use crate::error::OpsError;
use crate::limits::{SIGN_IN_FAILURES_MAX, SIGN_IN_WINDOW_MINUTES};

/// Addresses remembered at most; above it the oldest window is forgotten first.
const ADDRESSES_MAX: usize = 100_000;

/// Failed sign-ins by address (e-mail), each with the start of its window.
#[derive(Debug, Default)]
pub(crate) struct SignInGuard {
    failures: Mutex<HashMap<String, (Timestamp, u32)>>,
}

impl SignInGuard {
    /// Refuses when the address has failed too often in the present window.
    pub(crate) fn check(&self, address: &str, now: Timestamp) -> Result<(), OpsError> {
        let failures = self.failures.lock().expect("invariant: no panic while held");
        let Some((since, count)) = failures.get(address) else { return Ok(()) };
        let until = *since + SignedDuration::from_mins(SIGN_IN_WINDOW_MINUTES);
        if *count < SIGN_IN_FAILURES_MAX || now >= until {
            return Ok(());
        }
        Err(OpsError::TooManyAttempts { wait_seconds: until.duration_since(now).as_secs().max(1) })
    }

    /// Counts a failure.
    pub(crate) fn failed(&self, address: &str, now: Timestamp) {
        let window = SignedDuration::from_mins(SIGN_IN_WINDOW_MINUTES);
        let mut failures = self.failures.lock().expect("invariant: no panic while held");
        if failures.len() >= ADDRESSES_MAX {
            failures.retain(|_, (since, _)| now < *since + window);
        }
        let entry = failures.entry(address.to_owned()).or_insert((now, 0));
        if now >= entry.0 + window {
            *entry = (now, 0);
        }
        entry.1 += 1;
    }

    /// Forgets the failures of an address that has signed in.
    pub(crate) fn succeeded(&self, address: &str) {
        self.failures.lock().expect("invariant: no panic while held").remove(address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_waits_after_too_many_failures_and_others_do_not() {
        let guard = SignInGuard::default();
        let now: Timestamp = "2013-10-15T13:00:00Z".parse().unwrap();
        for _ in 0..SIGN_IN_FAILURES_MAX {
            assert!(guard.check("a@b.example", now).is_ok());
            guard.failed("a@b.example", now);
        }
        assert!(guard.check("a@b.example", now).is_err());
        assert!(guard.check("c@b.example", now).is_ok());
        let later = now + SignedDuration::from_mins(SIGN_IN_WINDOW_MINUTES);
        assert!(guard.check("a@b.example", later).is_ok());
    }
}
