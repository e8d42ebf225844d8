//! Exact decimals: 34 significant digits, as IEEE 754 decimal128 has them, rounded half to even.
//!
//! [`Number`] is a whole coefficient and a power of ten. Here are its making, its order and sums;
//! `product.rs` multiplies and divides, `rounding.rs` cuts digits, `text.rs` reads and writes,
//! `transcendental.rs` has roots, powers and logarithms. The one invariant: the coefficient has at
//! most 34 digits and the exponent lies in -6176..=6111. An operation that cannot keep it gives
//! `None`; nothing is ever infinite or "not a number".

mod float;
mod product;
mod rounding;
mod text;
mod transcendental;

use std::cmp::Ordering;

pub use rounding::Rounding;

/// Significant digits of a number.
pub const DIGITS_MAX: u32 = 34;
/// The largest power of ten of a coefficient.
pub const EXPONENT_MAX: i32 = 6111;
/// The smallest power of ten of a coefficient.
pub const EXPONENT_MIN: i32 = -6176;

/// 10^34: coefficients stay below.
const LIMIT: u128 = POWERS[DIGITS_MAX as usize];

/// 10^0 up to 10^38, all that fit.
const POWERS: [u128; 39] = {
    let mut powers = [1_u128; 39];
    let mut index = 1;
    while index < 39 {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

/// An exact decimal.
///
/// *Shape*: up to 34 significant digits times a power of ten. Equal values are equal, whatever
/// their trailing zeros.
///
/// ```
/// use feel::Number;
/// let [a, b, sum]: [Number; 3] = ["0.1", "0.2", "0.3"].map(|text| text.parse().unwrap());
/// assert_eq!(a.checked_add(b), Some(sum));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Number {
    coefficient: i128,
    exponent: i32,
}

impl Number {
    /// 0.
    pub const ZERO: Self = Self { coefficient: 0, exponent: 0 };
    /// 1.
    pub const ONE: Self = Self { coefficient: 1, exponent: 0 };

    /// coefficient · 10^exponent, rounded to 34 digits.
    ///
    /// *Missing*: `None` when the exponent is out of range.
    pub fn new(coefficient: i128, exponent: i32) -> Option<Self> {
        rounding::fit(coefficient, exponent)
    }

    /// The value when it is whole and fits.
    pub fn to_i64(self) -> Option<i64> {
        if self.exponent == 0 {
            return i64::try_from(self.coefficient).ok();
        }
        if !self.is_integer() {
            return None;
        }
        self.truncated_i64()
    }

    /// The value without its fraction, when it fits.
    pub fn truncated_i64(self) -> Option<i64> {
        i64::try_from(self.truncated()?).ok()
    }

    /// The value without its fraction, when it fits.
    pub(crate) fn truncated(self) -> Option<i128> {
        match self.exponent {
            0 => Some(self.coefficient),
            exponent @ 1.. => {
                let scale = *POWERS.get(exponent as usize)? as i128;
                self.coefficient.checked_mul(scale)
            }
            exponent => match POWERS.get(exponent.unsigned_abs() as usize) {
                Some(scale) => Some(self.coefficient / *scale as i128),
                None => Some(0),
            },
        }
    }

    /// Whether there is no fraction.
    pub fn is_integer(self) -> bool {
        self.exponent >= 0
            || match POWERS.get(self.exponent.unsigned_abs() as usize) {
                Some(scale) => self.coefficient % *scale as i128 == 0,
                None => self.coefficient == 0,
            }
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        self.coefficient == 0
    }

    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        self.coefficient < 0
    }

    /// Without the sign.
    pub fn abs(self) -> Self {
        Self { coefficient: self.coefficient.abs(), ..self }
    }

    /// The sum, rounded to 34 digits; `None` beyond the range.
    #[inline]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.exponent == other.exponent {
            return rounding::fit(self.coefficient + other.coefficient, self.exponent);
        }
        let (high, low) =
            if self.exponent > other.exponent { (self, other) } else { (other, self) };
        let shift = (high.exponent - low.exponent).unsigned_abs();
        match high.raised(shift).and_then(|scaled| scaled.checked_add(low.coefficient)) {
            Some(sum) => rounding::fit(sum, low.exponent),
            None => add_apart(high, low, shift),
        }
    }

    /// The difference, rounded to 34 digits; `None` beyond the range.
    #[inline]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(-other)
    }

    /// The coefficient at an exponent that is `shift` lower, when it fits.
    fn raised(self, shift: u32) -> Option<i128> {
        let scale = *POWERS.get(shift as usize)? as i128;
        self.coefficient.checked_mul(scale)
    }

    /// The power of ten of the first digit.
    fn magnitude(self) -> i32 {
        self.exponent + digits(self.coefficient.unsigned_abs()) as i32
    }
}

/// The sum of two numbers whose digits lie too far apart for one integer.
///
/// The larger is written with 37 digits. The smaller is cut there, and a last digit of 1 says that
/// something was cut, which is all that rounding to 34 digits can see.
fn add_apart(high: Number, low: Number, shift: u32) -> Option<Number> {
    if high.is_zero() {
        return Some(low);
    }
    if low.is_zero() {
        return Some(high);
    }
    let room = 36 - digits(high.coefficient.unsigned_abs());
    let high_part = high.coefficient * POWERS[room as usize + 1] as i128;
    let (cut, rest) = match POWERS.get((shift - room) as usize) {
        Some(scale) => (low.coefficient / *scale as i128, low.coefficient % *scale as i128),
        None => (0, low.coefficient),
    };
    rounding::fit(high_part + cut * 10 + rest.signum(), high.exponent - room as i32 - 1)
}

/// How many decimal digits; 0 has none.
fn digits(value: u128) -> u32 {
    // 1233 / 4096 is just above log10(2).
    let bits = 128 - value.leading_zeros();
    let guess = bits * 1233 / 4096;
    guess + u32::from(value >= POWERS[guess as usize])
}

impl std::ops::Neg for Number {
    type Output = Self;

    fn neg(self) -> Self {
        Self { coefficient: -self.coefficient, ..self }
    }
}

impl PartialEq for Number {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if self.exponent == other.exponent {
            return self.coefficient.cmp(&other.coefficient);
        }
        compare_apart(*self, *other)
    }
}

/// Numbers with different exponents.
fn compare_apart(left: Number, right: Number) -> Ordering {
    let signs = left.coefficient.signum().cmp(&right.coefficient.signum());
    if signs != Ordering::Equal || left.is_zero() {
        return signs;
    }
    let by_size = match left.magnitude().cmp(&right.magnitude()) {
        Ordering::Equal => compare_aligned(left.abs(), right.abs()),
        unequal => unequal,
    };
    if left.is_negative() { by_size.reverse() } else { by_size }
}

/// Numbers whose first digits stand at the same place, so that one integer holds either.
fn compare_aligned(left: Number, right: Number) -> Ordering {
    let shift = (left.exponent - right.exponent).unsigned_abs();
    if left.exponent > right.exponent {
        left.raised(shift).cmp(&Some(right.coefficient))
    } else {
        Some(left.coefficient).cmp(&right.raised(shift))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self { coefficient: i128::from(value), exponent: 0 }
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self::from(i64::from(value))
    }
}
