//! Functions of text. Places and lengths count characters, not bytes.

use std::sync::Arc;

use super::{Answer, Builtin, Call, Family};
use crate::number::Number;
use crate::value::Value;

mod pattern;

/// Bytes that cost as much as one value.
const BYTES_PER_FUEL: usize = 16;

entries!(String);

pub(super) const ALL: [Builtin; 14] = [
    entry(
        "substring",
        &["string, start position, length?"],
        "string",
        ("A part, from a place on", "截取子串"),
        substring,
    ),
    entry("string length", &["string"], "number", ("The number of characters", "字符数"), length),
    entry("upper case", &["string"], "string", ("In capital letters", "转大写"), upper_case),
    entry("lower case", &["string"], "string", ("In small letters", "转小写"), lower_case),
    entry(
        "substring before",
        &["string, match"],
        "string",
        ("What stands before a text", "匹配之前的部分"),
        substring_before,
    ),
    entry(
        "substring after",
        &["string, match"],
        "string",
        ("What stands behind a text", "匹配之后的部分"),
        substring_after,
    ),
    entry(
        "contains",
        &["string, match"],
        "boolean",
        ("Whether it is inside", "是否包含"),
        contains,
    ),
    entry(
        "starts with",
        &["string, match"],
        "boolean",
        ("Whether it is the beginning", "是否以其开头"),
        starts_with,
    ),
    entry(
        "ends with",
        &["string, match"],
        "boolean",
        ("Whether it is the end", "是否以其结尾"),
        ends_with,
    ),
    entry(
        "matches",
        &["input, pattern, flags?"],
        "boolean",
        ("Whether a pattern is found", "是否匹配正则"),
        pattern::matches,
    ),
    entry(
        "replace",
        &["input, pattern, replacement, flags?"],
        "string",
        ("With a pattern replaced", "按正则替换"),
        pattern::replace,
    ),
    entry(
        "split",
        &["string, delimiter"],
        "list",
        ("The parts between a pattern", "按正则拆分"),
        pattern::split,
    ),
    entry(
        "string join",
        &["list, delimiter?"],
        "string",
        ("Texts in one, with a text between", "连接字符串"),
        string_join,
    ),
    entry("trim", &["string"], "string", ("Without spaces around", "去除首尾空白"), trim),
];

fn text(call: &mut Call<'_, '_>, text: String) -> Answer {
    call.spend(text.len() / BYTES_PER_FUEL)?;
    Ok(Value::String(Arc::from(text)))
}

fn spend_on(call: &mut Call<'_, '_>, text: &str) -> Answer<()> {
    call.spend(text.len() / BYTES_PER_FUEL)
}

fn substring(call: &mut Call<'_, '_>) -> Answer {
    let string = call.string(0)?;
    spend_on(call, string)?;
    let start = call.whole(1)?;
    let count = string.chars().count();
    let skip = match start {
        1.. => usize::try_from(start - 1).unwrap_or(usize::MAX),
        0 => return Err(call.wrong_value(1)),
        // From the end; before the beginning there is nothing.
        _ => {
            let back = usize::try_from(start.unsigned_abs()).unwrap_or(usize::MAX);
            count.checked_sub(back).ok_or_else(|| call.wrong_value(1))?
        }
    };
    let length = if call.has(2) {
        let length = call.whole(2)?;
        usize::try_from(length)
            .ok()
            .filter(|length| *length > 0)
            .ok_or_else(|| call.wrong_value(2))?
    } else {
        usize::MAX
    };
    text(call, string.chars().skip(skip).take(length).collect())
}

fn length(call: &mut Call<'_, '_>) -> Answer {
    let string = call.string(0)?;
    spend_on(call, string)?;
    Ok(Value::Number(Number::from(i64::try_from(string.chars().count()).unwrap_or(i64::MAX))))
}

fn upper_case(call: &mut Call<'_, '_>) -> Answer {
    let string = call.string(0)?;
    text(call, string.to_uppercase())
}

fn lower_case(call: &mut Call<'_, '_>) -> Answer {
    let string = call.string(0)?;
    text(call, string.to_lowercase())
}

fn trim(call: &mut Call<'_, '_>) -> Answer {
    let string = call.string(0)?;
    text(call, string.trim().to_owned())
}

fn pair<'m>(call: &mut Call<'m, '_>) -> Answer<(&'m str, &'m str)> {
    let (string, part) = (call.string(0)?, call.string(1)?);
    spend_on(call, string)?;
    Ok((string, part))
}

fn substring_before(call: &mut Call<'_, '_>) -> Answer {
    let (string, part) = pair(call)?;
    let before = string.split_once(part).map_or("", |(before, _)| before);
    text(call, before.to_owned())
}

fn substring_after(call: &mut Call<'_, '_>) -> Answer {
    let (string, part) = pair(call)?;
    let after = string.split_once(part).map_or("", |(_, after)| after);
    text(call, after.to_owned())
}

fn contains(call: &mut Call<'_, '_>) -> Answer {
    let (string, part) = pair(call)?;
    Ok(Value::Boolean(string.contains(part)))
}

fn starts_with(call: &mut Call<'_, '_>) -> Answer {
    let (string, part) = pair(call)?;
    Ok(Value::Boolean(string.starts_with(part)))
}

fn ends_with(call: &mut Call<'_, '_>) -> Answer {
    let (string, part) = pair(call)?;
    Ok(Value::Boolean(string.ends_with(part)))
}

/// Null items are left out.
fn string_join(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    let delimiter: &str = if call.has(1) { call.string(1)? } else { "" };
    call.spend(list.len() * (1 + delimiter.len() / BYTES_PER_FUEL))?;
    let mut joined = String::new();
    let mut is_first = true;
    for item in list {
        match item {
            Value::String(item) => {
                spend_on(call, item)?;
                if !is_first {
                    joined.push_str(delimiter);
                }
                joined.push_str(item);
                is_first = false;
            }
            Value::Null => {}
            _ => return Err(call.wrong_type(0, "strings")),
        }
    }
    text(call, joined)
}
