//! From the host's floating point and back.
//!
//! Both ways have a short path for everyday numbers, each with a proof that it gives what the long
//! one gives; whatever it cannot prove goes the long way, through text.

use super::Number;

/// Powers of ten that floating point holds exactly.
const EXACT_POWERS: usize = 23;
const TENS: [f64; EXACT_POWERS] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];
/// Up to here every whole number is exact.
const WHOLE_MAX: f64 = (1_u64 << 53) as f64;
/// Decimals that are tried before the long way.
const DECIMALS_TRIED: usize = 9;

impl Number {
    /// The same value from the host's floating point: the shortest decimal that reads back equal.
    ///
    /// *Missing*: `None` for infinities and for what is not a number.
    ///
    /// ```
    /// assert_eq!(feel::Number::from_f64(0.1).unwrap().to_string(), "0.1");
    /// ```
    #[inline]
    pub fn from_f64(value: f64) -> Option<Self> {
        if value.abs() < WHOLE_MAX && value == value.trunc() {
            return Some(Self { coefficient: value as i128, exponent: 0 });
        }
        Self::from_fraction(value)
    }

    fn from_fraction(value: f64) -> Option<Self> {
        for (decimals, ten) in TENS.iter().enumerate().take(DECIMALS_TRIED + 1).skip(1) {
            let scaled = (value * ten).round();
            if scaled.abs() >= WHOLE_MAX {
                break;
            }
            // Both are exact, so their quotient is the nearest to this decimal: it reads back
            // equal. No decimal with fewer places did.
            if scaled / ten == value {
                let exponent = -(decimals as i32);
                return Some(Self { coefficient: scaled as i128, exponent });
            }
        }
        if value.is_finite() { format!("{value:e}").parse().ok() } else { None }
    }

    /// The nearest floating-point number; beyond its range an infinity.
    ///
    /// ```
    /// let third = feel::Number::from(1).checked_div(feel::Number::from(3)).unwrap();
    /// assert_eq!(third.to_f64(), 1.0 / 3.0);
    /// ```
    #[inline]
    pub fn to_f64(self) -> f64 {
        let places = self.exponent.unsigned_abs() as usize;
        if places < EXACT_POWERS && self.coefficient.unsigned_abs() <= 1 << 53 {
            // Both are exact, so one correctly rounded operation gives the nearest.
            let coefficient = self.coefficient as f64;
            let ten = TENS[places];
            return if self.exponent < 0 { coefficient / ten } else { coefficient * ten };
        }
        self.quotient().unwrap_or_else(|| {
            format!("{}e{}", self.coefficient, self.exponent).parse().unwrap_or(f64::NAN)
        })
    }

    /// A coefficient of many digits over a power of ten, in two floating-point numbers: 106 bits.
    /// `None` when half way between two results is too near to tell.
    fn quotient(self) -> Option<f64> {
        let places = usize::try_from(-self.exponent).ok()?;
        if places >= 2 * EXACT_POWERS - 1 {
            return None;
        }
        let high = self.coefficient as f64;
        let low = (self.coefficient - high as i128) as f64;
        let first = places.min(EXACT_POWERS - 1);
        let parts = divided((high, low), TENS[first]);
        let (high, low) = divided(parts, TENS[places - first]);
        // The error is below 2⁻¹⁰⁰ of the result; half a unit in the last place is above 2⁻⁵⁴.
        let half = (high.next_up() - high).min(high - high.next_down()) / 2.0;
        (high.is_normal() && low.abs() < half * 0.999_999).then_some(high)
    }
}

/// A sum of two numbers over an exact divisor, as such a sum.
fn divided((high, low): (f64, f64), divisor: f64) -> (f64, f64) {
    let quotient = high / divisor;
    let rest = (-quotient).mul_add(divisor, high) + low;
    let tail = rest / divisor;
    let sum = quotient + tail;
    (sum, tail - (sum - quotient))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(value: f64) -> Number {
        format!("{value:e}").parse().unwrap()
    }

    #[test]
    fn the_short_way_in_gives_the_shortest_decimal() {
        for value in [0.1, -0.25, 84.55, 1e-3, 123_456.789, 0.1 + 0.2, 1.0 / 3.0, 5e-324, 1e300] {
            let short = Number::from_f64(value).unwrap();
            assert_eq!(short, long(value), "{value}");
            assert_eq!(short.to_string(), long(value).to_string(), "{value}");
        }
        assert_eq!(Number::from_f64(f64::NAN), None);
        assert_eq!(Number::from_f64(f64::INFINITY), None);
        assert_eq!(Number::from_f64(-0.0), Some(Number::ZERO));
    }

    #[test]
    fn the_short_way_out_gives_the_nearest() {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 20) as i64 % 100_000_000
        };
        for _ in 0..20_000 {
            let (over, under) = (next() - 50_000_000, next() + 1);
            let Some(number) = Number::from(over).checked_div(Number::from(under)) else {
                continue;
            };
            let text = format!("{}e{}", number.coefficient, number.exponent);
            assert_eq!(number.to_f64(), text.parse::<f64>().unwrap(), "{over} / {under}");
        }
    }
}
