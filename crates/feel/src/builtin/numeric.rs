//! Functions of numbers.

use super::{Answer, Builtin, Call, Family};
use crate::number::{Number, Rounding};
use crate::value::Value;

/// What a root, an exponential or a logarithm costs.
const SERIES_FUEL: usize = 50;

entries!(Numeric => "number");

pub(super) const ALL: [Builtin; 16] = [
    entry("decimal", &["n, scale"], ("Rounded half to even", "银行家舍入"), decimal),
    entry("floor", &["n, scale?"], ("The next smaller number", "向下取整"), floor),
    entry("ceiling", &["n, scale?"], ("The next larger number", "向上取整"), ceiling),
    entry("round", &["n, scale?"], ("Rounded half away from 0", "四舍五入"), round_half_up),
    entry("round up", &["n, scale?"], ("Rounded away from 0", "远离零取整"), round_up),
    entry("round down", &["n, scale?"], ("Rounded towards 0", "向零取整"), round_down),
    Builtin {
        aliases: &["ROUND"],
        ..entry(
            "round half up",
            &["n, scale?"],
            ("Rounded, halves away from 0", "四舍五入"),
            round_half_up,
        )
    },
    entry(
        "round half down",
        &["n, scale?"],
        ("Rounded, halves towards 0", "五舍六入"),
        round_half_down,
    ),
    Builtin {
        aliases: &["ABS"],
        result: "Any",
        ..entry("abs", &["n"], ("Without the sign", "绝对值"), abs)
    },
    entry("modulo", &["dividend, divisor"], ("The rest of a division", "取余数"), modulo),
    entry("sqrt", &["number"], ("The square root", "平方根"), sqrt),
    entry("log", &["number"], ("The natural logarithm", "自然对数"), log),
    entry("exp", &["number"], ("e to the power of a number", "e 的幂"), exp),
    Builtin {
        result: "boolean",
        ..entry("odd", &["number"], ("Whether a number is odd", "是否为奇数"), odd)
    },
    Builtin {
        result: "boolean",
        ..entry("even", &["number"], ("Whether a number is even", "是否为偶数"), even)
    },
    entry("power", &["base, exponent"], ("A number to the power of another", "幂"), power),
];

fn rounded(call: &mut Call<'_, '_>, rounding: Rounding) -> Answer {
    let number = call.number(0)?;
    let scale = if call.count() > 1 { call.whole(1)? } else { 0 };
    number.round(scale, rounding).map(Value::Number).ok_or_else(|| call.wrong_value(1))
}

fn decimal(call: &mut Call<'_, '_>) -> Answer {
    rounded(call, Rounding::HalfEven)
}

fn floor(call: &mut Call<'_, '_>) -> Answer {
    rounded(call, Rounding::Floor)
}

fn ceiling(call: &mut Call<'_, '_>) -> Answer {
    rounded(call, Rounding::Ceiling)
}

fn round_up(call: &mut Call<'_, '_>) -> Answer {
    rounded(call, Rounding::Up)
}

fn round_down(call: &mut Call<'_, '_>) -> Answer {
    rounded(call, Rounding::Down)
}

fn round_half_up(call: &mut Call<'_, '_>) -> Answer {
    rounded(call, Rounding::HalfUp)
}

fn round_half_down(call: &mut Call<'_, '_>) -> Answer {
    rounded(call, Rounding::HalfDown)
}

fn abs(call: &mut Call<'_, '_>) -> Answer {
    call.one(0, "number or duration", |value| match value {
        Value::Number(number) => Some(Value::Number(number.abs())),
        Value::DaysDuration(duration) => Some(Value::DaysDuration(duration.abs())),
        Value::MonthsDuration(duration) => Some(Value::MonthsDuration(duration.abs())),
        _ => None,
    })
}

fn modulo(call: &mut Call<'_, '_>) -> Answer {
    call.spend(SERIES_FUEL)?;
    let (dividend, divisor) = (call.number(0)?, call.number(1)?);
    dividend.modulo(divisor).map(Value::Number).ok_or_else(|| call.wrong_value(1))
}

fn series(call: &mut Call<'_, '_>, compute: fn(Number) -> Option<Number>) -> Answer {
    call.spend(SERIES_FUEL)?;
    let number = call.number(0)?;
    compute(number).map(Value::Number).ok_or_else(|| call.out_of_range())
}

fn sqrt(call: &mut Call<'_, '_>) -> Answer {
    series(call, Number::sqrt)
}

fn log(call: &mut Call<'_, '_>) -> Answer {
    series(call, Number::ln)
}

fn exp(call: &mut Call<'_, '_>) -> Answer {
    series(call, Number::exp)
}

fn power(call: &mut Call<'_, '_>) -> Answer {
    call.spend(SERIES_FUEL)?;
    let (base, exponent) = (call.number(0)?, call.number(1)?);
    base.pow(exponent).map(Value::Number).ok_or_else(|| call.out_of_range())
}

/// The rest modulo 2; numbers with a fraction are neither odd nor even.
fn parity(call: &mut Call<'_, '_>, wanted: Number) -> Answer {
    let number = call.number(0)?;
    let rest = number.modulo(Number::from(2)).ok_or_else(|| call.out_of_range())?;
    Ok(Value::Boolean(rest == wanted))
}

fn odd(call: &mut Call<'_, '_>) -> Answer {
    parity(call, Number::ONE)
}

fn even(call: &mut Call<'_, '_>) -> Answer {
    parity(call, Number::ZERO)
}
