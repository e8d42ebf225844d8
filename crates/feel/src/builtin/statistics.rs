//! Numbers of a list together.

use super::{Answer, Builtin, Call, Family};
use crate::number::Number;
use crate::value::{Value, compare};

const fn entry(
    name: &'static str,
    aliases: &'static [&'static str],
    (english, chinese): (&'static str, &'static str),
    run: fn(&mut Call<'_, '_>) -> Answer,
) -> Builtin {
    let (family, result) = (Family::Statistics, "number");
    let signatures = &["list", "n..."];
    Builtin { name, aliases, family, signatures, result, english, chinese, run }
}

pub(super) const ALL: [Builtin; 8] = [
    Builtin {
        result: "Any",
        signatures: &["list", "c..."],
        ..entry("min", &["MIN"], ("The smallest value", "最小值"), min)
    },
    Builtin {
        result: "Any",
        signatures: &["list", "c..."],
        ..entry("max", &["MAX"], ("The largest value", "最大值"), max)
    },
    Builtin { result: "Any", ..entry("sum", &["SUM"], ("The sum", "求和"), sum) },
    entry("mean", &["AVERAGE"], ("The mean", "平均值"), mean),
    entry("product", &["PRODUCT"], ("The product", "乘积"), product),
    entry("median", &["MEDIAN"], ("The value in the middle", "中位数"), median),
    entry("stddev", &[], ("The standard deviation of a sample", "样本标准差"), stddev),
    Builtin {
        result: "list",
        ..entry("mode", &[], ("The values that are most frequent", "众数"), mode)
    },
];

fn numbers(call: &mut Call<'_, '_>) -> Answer<Vec<Number>> {
    let values = call.values()?;
    call.spend(values.len())?;
    let numbers: Option<Vec<Number>> = values.iter().map(Value::as_number).collect();
    numbers.ok_or_else(|| call.wrong_type(0, "numbers"))
}

fn some_numbers(call: &mut Call<'_, '_>) -> Answer<Vec<Number>> {
    let numbers = numbers(call)?;
    if numbers.is_empty() { Err(call.wrong_value(0)) } else { Ok(numbers) }
}

fn extreme(call: &mut Call<'_, '_>, wanted: std::cmp::Ordering) -> Answer {
    let values = call.values()?;
    call.spend(values.len())?;
    let Some((first, rest)) = values.split_first() else { return Err(call.wrong_value(0)) };
    if compare(first, first).is_none() {
        return Err(call.wrong_type(0, "values of one ordered type"));
    }
    let mut best = first;
    for value in rest {
        match compare(value, best) {
            Some(order) if order == wanted => best = value,
            Some(_) => {}
            None => return Err(call.wrong_type(0, "values of one ordered type")),
        }
    }
    Ok(best.clone())
}

fn min(call: &mut Call<'_, '_>) -> Answer {
    extreme(call, std::cmp::Ordering::Less)
}

fn max(call: &mut Call<'_, '_>) -> Answer {
    extreme(call, std::cmp::Ordering::Greater)
}

fn total(call: &Call<'_, '_>, numbers: &[Number]) -> Answer<Number> {
    let sum = numbers.iter().try_fold(Number::ZERO, |sum, number| sum.checked_add(*number));
    sum.ok_or_else(|| call.out_of_range())
}

fn sum(call: &mut Call<'_, '_>) -> Answer {
    let numbers = some_numbers(call)?;
    total(call, &numbers).map(Value::Number)
}

fn divided(call: &Call<'_, '_>, sum: Number, count: usize) -> Answer<Number> {
    let count = Number::from(i64::try_from(count).unwrap_or(i64::MAX));
    sum.checked_div(count).ok_or_else(|| call.out_of_range())
}

fn mean(call: &mut Call<'_, '_>) -> Answer {
    let numbers = some_numbers(call)?;
    let sum = total(call, &numbers)?;
    divided(call, sum, numbers.len()).map(Value::Number)
}

fn product(call: &mut Call<'_, '_>) -> Answer {
    let numbers = some_numbers(call)?;
    let product = numbers.iter().try_fold(Number::ONE, |all, number| all.checked_mul(*number));
    product.map(Value::Number).ok_or_else(|| call.out_of_range())
}

fn median(call: &mut Call<'_, '_>) -> Answer {
    let mut numbers = numbers(call)?;
    if numbers.is_empty() {
        return Ok(Value::Null);
    }
    call.spend(numbers.len())?;
    numbers.sort();
    let middle = numbers.len() / 2;
    if numbers.len() % 2 == 1 {
        return Ok(Value::Number(numbers[middle]));
    }
    let sum = total(call, &numbers[middle - 1..=middle])?;
    divided(call, sum, 2).map(Value::Number)
}

/// √(Σ (x − mean)² / (n − 1)).
fn stddev(call: &mut Call<'_, '_>) -> Answer {
    let numbers = some_numbers(call)?;
    if numbers.len() < 2 {
        return Err(call.wrong_value(0));
    }
    call.spend(numbers.len())?;
    let mean = divided(call, total(call, &numbers)?, numbers.len())?;
    let squares: Option<Vec<Number>> = numbers
        .iter()
        .map(|number| number.checked_sub(mean).and_then(|rest| rest.checked_mul(rest)))
        .collect();
    let squares = squares.ok_or_else(|| call.out_of_range())?;
    let variance = divided(call, total(call, &squares)?, numbers.len() - 1)?;
    variance.sqrt().map(Value::Number).ok_or_else(|| call.out_of_range())
}

fn mode(call: &mut Call<'_, '_>) -> Answer {
    let mut numbers = numbers(call)?;
    call.spend(numbers.len())?;
    numbers.sort();
    let runs: Vec<&[Number]> = numbers.chunk_by(|left, right| left == right).collect();
    let longest = runs.iter().map(|run| run.len()).max().unwrap_or(0);
    let modes = runs.iter().filter(|run| run.len() == longest);
    Ok(Value::list(modes.filter_map(|run| run.first()).map(|one| Value::Number(*one)).collect()))
}
