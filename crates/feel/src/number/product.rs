//! Products, quotients and remainders.
//!
//! Small operands take one multiplication or division of the machine; the rest goes through 256
//! bits, written here because only two operations on them are needed.

use super::{DIGITS_MAX, Number, POWERS, digits, rounding};

/// The most digits of a quotient before it is rounded.
const QUOTIENT_DIGITS: u32 = 37;
/// Divisors below leave room for at least one digit more in a machine word.
const SMALL_DIVISOR: u64 = 1_000_000_000_000_000_000;

impl Number {
    /// The product, rounded to 34 digits; `None` beyond the range.
    #[inline]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let exponent = self.exponent + other.exponent;
        match (i64::try_from(self.coefficient), i64::try_from(other.coefficient)) {
            (Ok(left), Ok(right)) => rounding::fit(i128::from(left) * i128::from(right), exponent),
            _ => multiply_large(self, other, exponent),
        }
    }

    /// The quotient, rounded to 34 digits; `None` for a division by 0 and beyond the range.
    ///
    /// ```
    /// use feel::Number;
    /// let third = Number::ONE.checked_div(Number::from(3)).unwrap();
    /// assert_eq!(third.to_string(), "0.3333333333333333333333333333333333");
    /// ```
    #[inline]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let exponent = self.exponent - other.exponent;
        let negative = self.is_negative() != other.is_negative();
        let dividend = self.coefficient.unsigned_abs();
        let divisor = other.coefficient.unsigned_abs();
        let (quotient, moved) = match (u64::try_from(dividend), u64::try_from(divisor)) {
            (Ok(dividend), Ok(divisor)) if divisor < SMALL_DIVISOR => {
                divide_small(dividend, divisor)
            }
            _ => divide_digits(dividend, divisor),
        };
        let signed = if negative { -(quotient as i128) } else { quotient as i128 };
        rounding::fit(signed, exponent - moved as i32)
    }

    /// What is left of the dividend: dividend − divisor · floor(dividend / divisor), exactly.
    ///
    /// *Missing*: `None` for a divisor of 0. *Source*: DMN, "modulo".
    ///
    /// ```
    /// use feel::Number;
    /// assert_eq!(Number::from(-12).modulo(Number::from(5)), Some(Number::from(3)));
    /// ```
    pub fn modulo(self, divisor: Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        let exponent = self.exponent.min(divisor.exponent);
        let left = self.raised((self.exponent - exponent).unsigned_abs());
        let right = divisor.raised((divisor.exponent - exponent).unsigned_abs());
        match (left, right) {
            (Some(left), Some(right)) => {
                let rest = left % right;
                let opposite = rest != 0 && (rest < 0) != (right < 0);
                rounding::fit(if opposite { rest + right } else { rest }, exponent)
            }
            _ => self.modulo_apart(divisor),
        }
    }

    /// A quotient too large for one integer: every digit of it counts, so the integers are wide.
    fn modulo_apart(self, divisor: Self) -> Option<Self> {
        use num_bigint::BigInt;
        let exponent = self.exponent.min(divisor.exponent);
        let widen = |number: Self| {
            let power = (number.exponent - exponent).unsigned_abs();
            BigInt::from(number.coefficient) * BigInt::from(10).pow(power)
        };
        let (left, right) = (widen(self), widen(divisor));
        let rest = &left % &right;
        let zero = BigInt::from(0);
        let opposite = rest != zero && (rest < zero) != (right < zero);
        let rest = if opposite { rest + right } else { rest };
        super::transcendental::from_big(&rest, exponent)
    }
}

/// A product of which one factor has many digits. Times 100, as percentages are made, moves the
/// exponent only.
fn multiply_large(left: Number, right: Number, exponent: i32) -> Option<Number> {
    for (many, few) in [(left, right), (right, left)] {
        let power = match few.coefficient {
            1 => 0,
            10 => 1,
            100 => 2,
            1000 => 3,
            _ => continue,
        };
        return rounding::fit(many.coefficient, exponent + power);
    }
    match left.coefficient.checked_mul(right.coefficient) {
        Some(product) => rounding::fit(product, exponent),
        None => multiply_wide(left, right, exponent),
    }
}

/// Digits of a quotient of machine words, rounded to 34, and how many stand behind the point.
fn divide_small(dividend: u64, divisor: u64) -> (u128, u32) {
    let (first, mut rest) = (dividend / divisor, dividend % divisor);
    let mut quotient = u128::from(first);
    let mut moved = 0;
    // Most quotients end soon or never: a few digits first, so that short ones stay short. Then as
    // many at once as one machine word holds: rest < divisor, so rest · 10^step fits.
    let step_max = 19 - digits(u128::from(divisor));
    let mut step = step_max.min(4);
    let mut have = digits(quotient);
    while rest != 0 {
        step = step.min(DIGITS_MAX - have);
        if step == 0 {
            // The first digit that was cut decides, and of a tie the last that stays.
            let twice = u128::from(rest) * 2;
            let half = u128::from(divisor);
            let is_up = twice > half || (twice == half && quotient % 2 == 1);
            return (quotient + u128::from(is_up), moved);
        }
        let scale = POWERS[step as usize] as u64;
        let shifted = rest * scale;
        let next = shifted / divisor;
        rest = shifted - next * divisor;
        quotient = quotient * u128::from(scale) + u128::from(next);
        moved += step;
        // Behind the first digit that is not 0, each step adds as many as it has.
        have = if have == 0 { digits(u128::from(next)) } else { have + step };
        step = step_max;
    }
    (quotient, moved)
}

/// The same for larger numbers: goes on until the quotient ends or has more than 34 digits; a last
/// digit of 1 then stands for everything behind.
fn divide_digits(dividend: u128, divisor: u128) -> (u128, u32) {
    let mut quotient = dividend / divisor;
    let mut rest = dividend - quotient * divisor;
    let mut moved = 0;
    // rest < divisor, so rest · 10^step fits whenever divisor · 10^step does.
    let step_max = (38 - digits(divisor)).min(19);
    while rest != 0 {
        let have = digits(quotient);
        if have > DIGITS_MAX {
            return (quotient * 10 + 1, moved + 1);
        }
        let step = step_max.min(QUOTIENT_DIGITS - have).max(1);
        let scale = POWERS[step as usize];
        let shifted = rest * scale;
        let next = shifted / divisor;
        rest = shifted - next * divisor;
        quotient = quotient * scale + next;
        moved += step;
    }
    (quotient, moved)
}

/// A product of more than 128 bits, cut to 36 digits and a last one that says whether more follow.
fn multiply_wide(left: Number, right: Number, exponent: i32) -> Option<Number> {
    let negative = left.is_negative() != right.is_negative();
    let (left, right) = (left.coefficient.unsigned_abs(), right.coefficient.unsigned_abs());
    let drop = digits(left) + digits(right) - DIGITS_MAX - 2;
    let mut product = wide_product(left, right);
    let first = drop.min(19);
    let mut rest = divide_wide(&mut product, POWERS[first as usize] as u64);
    rest |= divide_wide(&mut product, POWERS[(drop - first) as usize] as u64);
    let kept = (u128::from(product[1]) << 64) | u128::from(product[0]);
    let marked = (kept * 10 + u128::from(rest != 0)) as i128;
    rounding::fit(if negative { -marked } else { marked }, exponent + drop as i32 - 1)
}

/// The 256 bits of a product, lowest word first.
fn wide_product(left: u128, right: u128) -> [u64; 4] {
    let words = |value: u128| [value as u64, (value >> 64) as u64];
    let mut product = [0_u64; 4];
    for (shift, left) in words(left).into_iter().enumerate() {
        let mut carry = 0_u64;
        for (index, right) in words(right).into_iter().enumerate() {
            let sum = u128::from(left) * u128::from(right)
                + u128::from(product[shift + index])
                + u128::from(carry);
            product[shift + index] = sum as u64;
            carry = (sum >> 64) as u64;
        }
        product[shift + 2] = carry;
    }
    product
}

/// Divides in place and gives the rest.
fn divide_wide(value: &mut [u64; 4], divisor: u64) -> u64 {
    let mut rest = 0_u64;
    for word in value.iter_mut().rev() {
        let part = (u128::from(rest) << 64) | u128::from(*word);
        *word = (part / u128::from(divisor)) as u64;
        rest = (part % u128::from(divisor)) as u64;
    }
    rest
}
