//! Numbers as text, in both directions, without loss.

use std::fmt;
use std::str::FromStr;

use super::{DIGITS_MAX, Number, digits, rounding};

/// Numbers with more zeros than this are written with a power of ten.
const ZEROS_MAX: u32 = 40;

/// The text is no number of FEEL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number")]
pub struct NotANumber;

impl FromStr for Number {
    type Err = NotANumber;

    /// Reads `12`, `-0.5`, `.5` or `1.2e-3`. More than 34 digits are rounded half to even.
    ///
    /// *Errors*: anything else, surrounding spaces included, and powers of ten out of range.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, power) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i32>().map_err(|_| NotANumber)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return Err(NotANumber),
            Some(parts) => parts,
            None if mantissa.is_empty() => return Err(NotANumber),
            None => (mantissa, ""),
        };
        let mut reading = Reading::default();
        for byte in whole.bytes() {
            reading.take(byte, 0)?;
        }
        for byte in fraction.bytes() {
            reading.take(byte, -1)?;
        }
        let power = power.checked_add(reading.power).ok_or(NotANumber)?;
        let coefficient = reading.coefficient();
        let signed = if negative { -coefficient } else { coefficient };
        rounding::fit(signed, power - i32::from(reading.is_cut)).ok_or(NotANumber)
    }
}

/// The digits read so far.
#[derive(Default)]
struct Reading {
    digits: u128,
    power: i32,
    /// Whether digits beyond the 36th were there, and whether one of them was not 0.
    is_cut: bool,
    rest: bool,
}

impl Reading {
    fn take(&mut self, byte: u8, step: i32) -> Result<(), NotANumber> {
        if !byte.is_ascii_digit() {
            return Err(NotANumber);
        }
        if self.digits >= super::POWERS[DIGITS_MAX as usize + 1] {
            self.is_cut = true;
            self.rest |= byte != b'0';
            self.power += 1 + step;
        } else {
            self.digits = self.digits * 10 + u128::from(byte - b'0');
            self.power += step;
        }
        Ok(())
    }

    /// With a last digit that says whether something was cut.
    fn coefficient(&self) -> i128 {
        let marked = if self.is_cut { self.digits * 10 } else { self.digits };
        (marked + u128::from(self.rest)) as i128
    }
}

impl fmt::Display for Number {
    /// Plain digits without trailing zeros behind the point; a power of ten when there would be
    /// more than 40 zeros.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.coefficient == 0 {
            return f.write_str("0");
        }
        let (mut magnitude, mut exponent) = (self.coefficient.unsigned_abs(), self.exponent);
        while magnitude.is_multiple_of(10) {
            magnitude /= 10;
            exponent += 1;
        }
        let sign = if self.coefficient < 0 { "-" } else { "" };
        let zeros = exponent.unsigned_abs();
        if exponent >= 0 {
            return match zeros {
                0..=ZEROS_MAX => write!(f, "{sign}{magnitude}{:0<1$}", "", zeros as usize),
                _ => write!(f, "{sign}{magnitude}e{exponent}"),
            };
        }
        let length = digits(magnitude);
        if zeros < length {
            let text = magnitude.to_string();
            let (whole, fraction) = text.split_at((length - zeros) as usize);
            write!(f, "{sign}{whole}.{fraction}")
        } else if zeros - length <= ZEROS_MAX {
            write!(f, "{sign}0.{magnitude:0>0$}", zeros as usize)
        } else {
            write!(f, "{sign}{magnitude}e{exponent}")
        }
    }
}
