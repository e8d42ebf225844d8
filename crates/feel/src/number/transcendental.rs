//! Roots, powers, exponentials and logarithms, good to 34 digits.
//!
//! They are computed as whole numbers of 10^-64 and rounded once at the end. A result halfway
//! between two neighbours within 30 further digits might take the wrong one; nothing else can.

use num_bigint::{BigInt, Sign};

use super::{DIGITS_MAX, EXPONENT_MAX, Number, POWERS, digits, rounding};

/// Digits behind the point while computing.
const SCALE: u32 = 64;
/// ln 10, rounded to `SCALE` digits, without its point.
const LN_10: &str = "23025850929940456840179914546843642076011014886287729760333279009676";
/// How often an argument is halved before its series is summed, and the result squared after.
const HALVINGS: u32 = 8;
/// Beyond, e^x is out of range either way.
const EXP_ARGUMENT_MAX: i64 = 14_300;
/// Every power in range, for exponents that are not whole, stays below.
const POWER_MAX: i64 = 1_000_000_000_000_000;

impl Number {
    /// The square root; `None` below 0.
    ///
    /// ```
    /// assert_eq!(feel::Number::from(2).sqrt().unwrap().to_string(),
    ///            "1.414213562373095048801688724209698");
    /// ```
    pub fn sqrt(self) -> Option<Self> {
        if self.is_negative() {
            return None;
        }
        // An even power of ten, and enough digits for 36 in the root.
        let shift = 74 - digits(self.coefficient.unsigned_abs());
        let shift = shift + (shift as i32 + self.exponent).unsigned_abs() % 2;
        let radicand = BigInt::from(self.coefficient) * ten_to(shift);
        let root = radicand.sqrt();
        let exponent = (self.exponent - shift as i32) / 2;
        let exact = &root * &root == radicand;
        let marked = root * 10 + i32::from(!exact);
        from_big(&marked, exponent - 1).map(Self::without_zeros)
    }

    /// e to this power; `None` beyond the range.
    pub fn exp(self) -> Option<Self> {
        let limit = Self::from(EXP_ARGUMENT_MAX);
        if self > limit {
            return None;
        }
        if self < -limit {
            return Some(Self::ZERO);
        }
        let (result, power) = exp_scaled(&self.scaled());
        from_big(&result, power - SCALE as i32).map(Self::without_zeros)
    }

    /// The natural logarithm; `None` for 0 and below.
    pub fn ln(self) -> Option<Self> {
        if self.coefficient <= 0 {
            return None;
        }
        from_big(&ln_scaled(self), -(SCALE as i32)).map(Self::without_zeros)
    }

    /// This to the power of `exponent`; `None` beyond the range, for 0 to a negative power, and
    /// for a negative base with an exponent that is not whole.
    ///
    /// *Unit*: powers that have at most 34 digits are exact.
    pub fn pow(self, exponent: Self) -> Option<Self> {
        if exponent.is_zero() {
            return Some(Self::ONE);
        }
        if self.is_zero() {
            return if exponent.is_negative() { None } else { Some(Self::ZERO) };
        }
        let whole = exponent.to_i64();
        if let Some(power) = whole.and_then(|whole| self.exact_power(whole)) {
            return Some(power);
        }
        if exponent.abs() > Self::from(POWER_MAX) || (self.is_negative() && whole.is_none()) {
            return None;
        }
        let product = ln_scaled(self.abs()) * exponent.scaled() / ten_to(SCALE);
        if product > BigInt::from(EXP_ARGUMENT_MAX) * ten_to(SCALE) {
            return None;
        }
        if product < BigInt::from(-EXP_ARGUMENT_MAX) * ten_to(SCALE) {
            return Some(Self::ZERO);
        }
        let (result, power) = exp_scaled(&product);
        let size = from_big(&result, power - SCALE as i32)?.without_zeros();
        let is_odd = whole.is_some_and(|whole| whole % 2 != 0);
        Some(if self.is_negative() && is_odd { -size } else { size })
    }

    /// The power by squaring, as long as no digit is lost.
    fn exact_power(self, exponent: i64) -> Option<Self> {
        let base = self.without_zeros();
        let base = if exponent < 0 { base.exact_inverse()? } else { base };
        let mut rest = exponent.unsigned_abs();
        let (mut square, mut result) = (base, Self::ONE);
        loop {
            if rest % 2 == 1 {
                result = result.exact_product(square)?;
            }
            rest /= 2;
            if rest == 0 {
                return Some(result);
            }
            square = square.exact_product(square)?;
        }
    }

    fn exact_product(self, other: Self) -> Option<Self> {
        let coefficient = self.coefficient.checked_mul(other.coefficient)?;
        let exponent = self.exponent + other.exponent;
        let fits = coefficient.unsigned_abs() < POWERS[DIGITS_MAX as usize];
        if fits && exponent.abs() < EXPONENT_MAX {
            Some(Self { coefficient, exponent })
        } else {
            None
        }
    }

    /// 1 / self when that ends.
    fn exact_inverse(self) -> Option<Self> {
        let inverse = Self::ONE.checked_div(self)?;
        let check = inverse.exact_product(self)?;
        (check == Self::ONE).then(|| inverse.without_zeros())
    }

    fn without_zeros(mut self) -> Self {
        while self.coefficient != 0 && self.coefficient % 10 == 0 && self.exponent < EXPONENT_MAX {
            self.coefficient /= 10;
            self.exponent += 1;
        }
        self
    }

    /// As a whole number of 10^-64; what is smaller is cut.
    fn scaled(self) -> BigInt {
        let shift = self.exponent + SCALE as i32;
        let coefficient = BigInt::from(self.coefficient);
        match shift {
            0.. => coefficient * ten_to(shift.unsigned_abs()),
            // Nothing of 34 digits is left.
            _ if shift < -(DIGITS_MAX as i32) => BigInt::from(0),
            _ => coefficient / ten_to(shift.unsigned_abs()),
        }
    }
}

/// coefficient · 10^exponent, rounded to 34 digits; `None` beyond the range.
pub(super) fn from_big(coefficient: &BigInt, exponent: i32) -> Option<Number> {
    let magnitude = coefficient.magnitude();
    let length = magnitude.to_string().len() as i32;
    let drop = (length - 36).max(0);
    let scale = ten_to(drop.unsigned_abs());
    let (kept, rest) = (coefficient / &scale, coefficient % &scale);
    let kept = i128::try_from(kept).ok()?;
    let mark = match rest.sign() {
        Sign::Minus => -1,
        Sign::NoSign => 0,
        Sign::Plus => 1,
    };
    rounding::fit(kept * 10 + mark, exponent.checked_add(drop - 1)?)
}

fn ten_to(power: u32) -> BigInt {
    BigInt::from(10).pow(power)
}

fn ln_10() -> BigInt {
    let digits = LN_10.parse::<BigInt>().unwrap_or_default();
    digits * ten_to(SCALE) / ten_to(LN_10.len() as u32 - 1)
}

/// e^(x / 10^64) as a whole number of 10^(power - 64), and the power.
///
/// x = k · ln 10 + r, so e^x = 10^k · e^r; e^r is the series of r / 2^8, squared eight times.
fn exp_scaled(argument: &BigInt) -> (BigInt, i32) {
    let ln_10 = ln_10();
    let one = ten_to(SCALE);
    let power = argument / &ln_10;
    let rest = (argument - &power * ln_10) / (1 << HALVINGS);
    let (mut term, mut sum) = (one.clone(), one.clone());
    let mut index = 1_u32;
    while term.sign() != Sign::NoSign {
        term = term * &rest / &one / index;
        sum += &term;
        index += 1;
    }
    for _ in 0..HALVINGS {
        sum = &sum * &sum / &one;
    }
    (sum, i32::try_from(power).unwrap_or(i32::MAX / 2))
}

/// ln of a positive number, as a whole number of 10^-64.
///
/// ln (m · 10^k) = ln m + k · ln 10. A floating-point y close to ln m leaves m · e^-y = 1 + d with
/// a tiny d, and ln (1 + d) = d − d²/2 + d³/3 − …
fn ln_scaled(number: Number) -> BigInt {
    let power = number.magnitude() - 1;
    let mantissa = Number { exponent: number.exponent - power, ..number };
    let one = ten_to(SCALE);
    let guess = Number::from_f64(mantissa.to_f64().ln()).unwrap_or(Number::ZERO).scaled();
    let (shrink, moved) = exp_scaled(&-&guess);
    let product = mantissa.scaled() * shrink;
    let product = if moved < 0 { product / ten_to(moved.unsigned_abs()) } else { product };
    let rest = product / &one - &one;
    let (mut term, mut sum) = (rest.clone(), BigInt::from(0));
    let mut index = 1_i32;
    while term.sign() != Sign::NoSign {
        sum += if index % 2 == 1 { &term / index } else { -(&term / index) };
        term = term * &rest / &one;
        index += 1;
    }
    guess + sum + ln_10() * power
}
