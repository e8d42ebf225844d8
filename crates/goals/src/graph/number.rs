//! A number or nothing, in eight bytes.
//!
//! An `Option<f64>` takes sixteen bytes and cannot be compared by bits. A [`Number`] keeps
//! *nothing* as one agreed NaN; every other NaN and both infinities become that one on the way in,
//! so an overflow reads as *unknown* and never spreads. Two numbers are equal when their bits are:
//! that is what backdating asks.

/// An `Option<f64>` whose equality is by bits.
#[derive(Clone, Copy)]
pub(super) struct Number(f64);

impl Number {
    /// Nothing is known.
    pub(super) const NONE: Number = Number(f64::NAN);

    pub(super) fn get(self) -> Option<f64> {
        if self.0.is_nan() { None } else { Some(self.0) }
    }

    pub(super) fn is_some(self) -> bool {
        !self.0.is_nan()
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        if value.is_finite() { Number(value) } else { Number::NONE }
    }
}

impl From<Option<f64>> for Number {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Number::NONE, Number::from)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl std::fmt::Debug for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.get().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_finite_is_unknown() {
        for strange in [f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Number::from(strange), Number::NONE);
        }
        assert_eq!(Number::from(0.25).get(), Some(0.25));
        assert_ne!(Number::from(0.0), Number::from(-0.0));
    }
}
