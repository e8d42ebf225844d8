//! Functions of truth.

use super::{Answer, Builtin, Call, Family};
use crate::value::{Value, is_same};

pub(super) const ALL: [Builtin; 4] = [
    Builtin {
        name: "not",
        aliases: &["NOT"],
        family: Family::Boolean,
        signatures: &["negand"],
        result: "boolean",
        english: "The opposite of a condition",
        chinese: "取反",
        run: not,
    },
    Builtin {
        name: "all",
        aliases: &[],
        family: Family::Boolean,
        signatures: &["list", "b..."],
        result: "boolean",
        english: "Whether all conditions are true",
        chinese: "是否全部为真",
        run: all,
    },
    Builtin {
        name: "any",
        aliases: &[],
        family: Family::Boolean,
        signatures: &["list", "b..."],
        result: "boolean",
        english: "Whether one of the conditions is true",
        chinese: "是否有一个为真",
        run: any,
    },
    Builtin {
        name: "is",
        aliases: &[],
        family: Family::Boolean,
        signatures: &["value1?, value2?"],
        result: "boolean",
        english: "Whether two values are the same, with their zones",
        chinese: "两个值是否完全相同（含时区）",
        run: is,
    },
];

fn not(call: &mut Call<'_, '_>) -> Answer {
    let value = call.one(0, "boolean", |value| match value {
        Value::Boolean(value) => Some(*value),
        _ => None,
    })?;
    Ok(Value::Boolean(!value))
}

fn all(call: &mut Call<'_, '_>) -> Answer {
    settled_by(call, false)
}

fn any(call: &mut Call<'_, '_>) -> Answer {
    settled_by(call, true)
}

/// One value settles it, whatever the others are; else all must be known.
fn settled_by(call: &mut Call<'_, '_>, settles: bool) -> Answer {
    let values = call.values()?;
    call.spend(values.len())?;
    let is = |value: &Value, wanted| matches!(value, Value::Boolean(own) if *own == wanted);
    if values.iter().any(|value| is(value, settles)) {
        return Ok(Value::Boolean(settles));
    }
    let is_known = values.iter().all(|value| is(value, !settles));
    if is_known { Ok(Value::Boolean(!settles)) } else { Err(call.wrong_type(0, "boolean")) }
}

fn is(call: &mut Call<'_, '_>) -> Answer {
    call.spend_on_arguments()?;
    Ok(Value::Boolean(is_same(call.any(0), call.any(1))))
}
