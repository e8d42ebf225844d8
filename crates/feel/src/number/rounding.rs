//! Cutting digits: to 34 of them after every operation, and to a scale when a formula asks.

use super::{DIGITS_MAX, EXPONENT_MAX, EXPONENT_MIN, LIMIT, Number, POWERS, digits};

/// Which neighbour is taken when digits are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// The nearer; of two equally near the even one.
    HalfEven,
    /// The nearer; of two equally near the one farther from 0.
    HalfUp,
    /// The nearer; of two equally near the one nearer to 0.
    HalfDown,
    /// The one farther from 0.
    Up,
    /// The one nearer to 0.
    Down,
    /// The smaller.
    Floor,
    /// The larger.
    Ceiling,
}

impl Number {
    /// Rounded to `scale` digits behind the point; a negative scale cuts before it.
    ///
    /// *Missing*: `None` when the scale is outside -6111..=6176. *Source*: DMN, "decimal", "floor",
    /// "round up" and the others.
    ///
    /// ```
    /// use feel::{Number, Rounding};
    /// let half: Number = "2.5".parse().unwrap();
    /// assert_eq!(half.round(0, Rounding::HalfEven), Some(Number::from(2)));
    /// assert_eq!(half.round(0, Rounding::HalfUp), Some(Number::from(3)));
    /// ```
    pub fn round(self, scale: i64, rounding: Rounding) -> Option<Self> {
        if !(-i64::from(EXPONENT_MAX)..=-i64::from(EXPONENT_MIN)).contains(&scale) {
            return None;
        }
        let exponent = -(scale as i32);
        if self.exponent >= exponent {
            return Some(self);
        }
        let drop = (exponent - self.exponent).unsigned_abs();
        let magnitude = cut(self.coefficient.unsigned_abs(), drop, rounding, self.is_negative());
        let coefficient = magnitude as i128;
        fit(if self.is_negative() { -coefficient } else { coefficient }, exponent)
    }
}

/// coefficient · 10^exponent with at most 34 digits; `None` beyond the range of exponents.
#[inline]
pub(super) fn fit(coefficient: i128, exponent: i32) -> Option<Number> {
    let small = coefficient.unsigned_abs() < LIMIT;
    if small && (EXPONENT_MIN..=EXPONENT_MAX).contains(&exponent) {
        return Some(Number { coefficient, exponent });
    }
    fit_slowly(coefficient, exponent)
}

fn fit_slowly(coefficient: i128, exponent: i32) -> Option<Number> {
    let negative = coefficient < 0;
    let magnitude = coefficient.unsigned_abs();
    // Digits are cut once only: rounding twice would not be rounding to nearest.
    let too_many = digits(magnitude).saturating_sub(DIGITS_MAX) as i32;
    let drop = too_many.max(EXPONENT_MIN.saturating_sub(exponent)).max(0);
    let mut exponent = exponent.checked_add(drop)?;
    let mut magnitude = cut(magnitude, drop.unsigned_abs(), Rounding::HalfEven, negative);
    if magnitude >= LIMIT {
        magnitude /= 10;
        exponent += 1;
    }
    if exponent > EXPONENT_MAX {
        let shift = (exponent - EXPONENT_MAX).unsigned_abs();
        if magnitude != 0 && digits(magnitude) + shift > DIGITS_MAX {
            return None;
        }
        magnitude *= if magnitude == 0 { 1 } else { POWERS[shift as usize] };
        exponent = EXPONENT_MAX;
    }
    let coefficient = if negative { -(magnitude as i128) } else { magnitude as i128 };
    Some(Number { coefficient, exponent })
}

/// The magnitude without its last `drop` digits.
fn cut(magnitude: u128, drop: u32, rounding: Rounding, negative: bool) -> u128 {
    if drop == 0 || magnitude == 0 {
        return magnitude;
    }
    let Some(&scale) = POWERS.get(drop as usize) else {
        // Less than a tenth of the unit remains.
        return u128::from(away_from_zero(rounding, negative));
    };
    let kept = magnitude / scale;
    let rest = magnitude - kept * scale;
    if rest == 0 {
        return kept;
    }
    let half = scale / 2;
    let up = match rounding {
        Rounding::HalfEven => rest > half || (rest == half && kept % 2 == 1),
        Rounding::HalfUp => rest >= half,
        Rounding::HalfDown => rest > half,
        _ => away_from_zero(rounding, negative),
    };
    kept + u128::from(up)
}

/// Whether the smallest rest moves the number away from 0.
fn away_from_zero(rounding: Rounding, negative: bool) -> bool {
    match rounding {
        Rounding::Up => true,
        Rounding::Floor => negative,
        Rounding::Ceiling => !negative,
        Rounding::HalfEven | Rounding::HalfUp | Rounding::HalfDown | Rounding::Down => false,
    }
}
