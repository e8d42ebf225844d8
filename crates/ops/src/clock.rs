//! The clock: the only place where the product learns what time it is.
//!
//! The demo runs on a set clock that ticks from a chosen instant; tests stand still. Nothing else
//! may call `Timestamp::now`.

use std::sync::RwLock;

use jiff::Timestamp;

/// Gives the present instant.
pub trait Clock: Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else asks")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that was set and ticks from there at the machine's pace; [`SetClock::set`] moves it.
///
/// The demo lives on it: its present is October 2013.
#[derive(Debug)]
pub struct SetClock {
    anchor: RwLock<(Timestamp, Timestamp)>,
    pace: Pace,
}

#[derive(Debug, Clone, Copy)]
enum Pace {
    Ticking,
    Still,
}

impl SetClock {
    /// A clock that shows `shown` at the machine's instant `at` and ticks on.
    pub fn ticking(shown: Timestamp, at: Timestamp) -> Self {
        Self { anchor: RwLock::new((shown, at)), pace: Pace::Ticking }
    }

    /// A clock that stands still at `shown` until it is set again; for tests.
    pub fn still(shown: Timestamp) -> Self {
        Self { anchor: RwLock::new((shown, shown)), pace: Pace::Still }
    }

    /// From now on the clock shows `shown` at the machine's instant `at`.
    pub fn set(&self, shown: Timestamp, at: Timestamp) {
        *self.anchor.write().expect("invariant: no panic while the clock is held") = (shown, at);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        let (shown, at) = *self.anchor.read().expect("invariant: no panic while the clock is held");
        match self.pace {
            Pace::Still => shown,
            Pace::Ticking => shown + SystemClock.now().duration_since(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_still_clock_moves_only_when_set() {
        let first: Timestamp = "2013-10-15T13:00:00Z".parse().unwrap();
        let second: Timestamp = "2013-10-22T13:00:00Z".parse().unwrap();
        let clock = SetClock::still(first);
        assert_eq!(clock.now(), first);
        clock.set(second, second);
        assert_eq!(clock.now(), second);
    }
}
