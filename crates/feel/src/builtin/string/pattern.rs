//! Regular expressions as XPath writes them: `matches`, `replace` and `split`.
//!
//! A pattern without references back to a group runs in linear time. One with them may need more,
//! and is given up after a bounded number of steps; the result is null then.

use std::sync::Arc;

use fancy_regex::{Captures, Regex, RegexBuilder};

use super::super::{Answer, Call};
use crate::value::Value;

/// What compiling a pattern costs, and each of its bytes on top.
const COMPILE_FUEL: u64 = 2_000;
const COMPILE_FUEL_PER_BYTE: u64 = 50;
/// The longest pattern.
const PATTERN_BYTES_MAX: usize = 1_000;
/// The most memory of a compiled pattern.
const COMPILED_BYTES_MAX: usize = 1 << 18;
/// The most steps back of a pattern that refers back.
const STEPS_BACK_MAX: usize = 20_000;
/// Bytes of text that cost as much as one value.
const BYTES_PER_FUEL: usize = 4;
/// What a search costs when the pattern refers back.
const BACK_FUEL: usize = 500;

pub(super) fn matches(call: &mut Call<'_, '_>) -> Answer {
    let input: &str = call.string(0)?;
    let regex = compiled(call, 1, 2)?;
    search(call, input)?;
    regex.is_match(input).map(Value::Boolean).map_err(|_| call.wrong_value(1))
}

pub(super) fn replace(call: &mut Call<'_, '_>) -> Answer {
    let input: &str = call.string(0)?;
    let regex = compiled(call, 1, 3)?;
    let is_literal = call.has(3) && call.string(3)?.contains('q');
    let replacement = match (is_literal, call.string(2)?) {
        (true, text) => vec![Piece::Text(text.to_string())],
        (false, text) => {
            let groups = regex.captures_len().saturating_sub(1);
            pieces(text, groups).ok_or_else(|| call.wrong_value(2))?
        }
    };
    refuse_empty(call, &regex)?;
    let mut result = String::new();
    let mut last = 0;
    for captures in regex.captures_iter(input) {
        search(call, "")?;
        let Ok(captures) = captures else { return Err(call.wrong_value(1)) };
        let Some(whole) = captures.get(0) else { continue };
        result.push_str(&input[last..whole.start()]);
        replacement.iter().for_each(|piece| piece.write(&captures, &mut result));
        call.spend(result.len() / 1024)?;
        last = whole.end();
    }
    search(call, input)?;
    result.push_str(&input[last..]);
    super::text(call, result)
}

pub(super) fn split(call: &mut Call<'_, '_>) -> Answer {
    let input: &str = call.string(0)?;
    let regex = compiled(call, 1, 2)?;
    search(call, input)?;
    refuse_empty(call, &regex)?;
    let mut parts = Vec::new();
    let mut last = 0;
    for found in regex.find_iter(input) {
        call.spend(1)?;
        let Ok(found) = found else { return Err(call.wrong_value(1)) };
        parts.push(Value::string(&input[last..found.start()]));
        last = found.end();
    }
    parts.push(Value::string(&input[last..]));
    Ok(Value::list(parts))
}

fn search(call: &mut Call<'_, '_>, input: &str) -> Answer<()> {
    let refers_back = matches!(call.any(1), Value::String(text) if refers_back(text));
    call.spend(1 + input.len() / BYTES_PER_FUEL + if refers_back { BACK_FUEL } else { 0 })
}

/// XPath does not let a pattern that matches nothing replace or split.
fn refuse_empty(call: &mut Call<'_, '_>, regex: &Regex) -> Answer<()> {
    match regex.is_match("") {
        Ok(false) => Ok(()),
        _ => Err(call.wrong_value(1)),
    }
}

fn compiled(call: &mut Call<'_, '_>, pattern: usize, flags: usize) -> Answer<Arc<Regex>> {
    let text = call.string(pattern)?;
    let flag_text: &str = if call.has(flags) { call.string(flags)? } else { "" };
    if !flag_text.chars().all(|flag| "smixq".contains(flag)) {
        return Err(call.wrong_value(flags));
    }
    if text.len() > PATTERN_BYTES_MAX {
        return Err(call.wrong_value(pattern));
    }
    let fuel = COMPILE_FUEL + text.len() as u64 * COMPILE_FUEL_PER_BYTE;
    let key = format!("{flag_text}/{text}");
    let regex = call.machine.pattern(key, fuel, || compile(text, flag_text))?;
    regex.ok_or_else(|| call.wrong_value(pattern))
}

fn compile(pattern: &str, flags: &str) -> Option<Regex> {
    let has = |flag| flags.contains(flag);
    let translated = if has('q') {
        fancy_regex::escape(pattern).into_owned()
    } else {
        translate(pattern, has('x'))?
    };
    RegexBuilder::new(&translated)
        .case_insensitive(has('i'))
        .multi_line(has('m') && !has('q'))
        .dot_matches_new_line(has('s'))
        .backtrack_limit(STEPS_BACK_MAX)
        .delegate_size_limit(COMPILED_BYTES_MAX)
        .delegate_dfa_size_limit(COMPILED_BYTES_MAX)
        .build()
        .ok()
}

fn refers_back(pattern: &str) -> bool {
    let bytes = pattern.as_bytes();
    bytes.windows(2).any(|pair| pair[0] == b'\\' && pair[1].is_ascii_digit())
}

/// From XPath's grammar to the one of the library. What only the library has is no pattern.
fn translate(pattern: &str, without_spaces: bool) -> Option<String> {
    let mut result = String::new();
    let mut in_class = 0_u32;
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => escape(characters.next()?, in_class > 0, &mut result)?,
            '(' if in_class == 0 && characters.peek() == Some(&'?') => {
                characters.next();
                // No looking around, no named groups.
                (characters.next() == Some(':')).then(|| result.push_str("(?:"))?;
            }
            '[' => {
                // `-[` takes a class away from another.
                let is_minus = in_class > 0 && result.ends_with('-');
                if in_class > 0 && !is_minus {
                    return None;
                }
                result.push_str(if is_minus { "-[" } else { "[" });
                in_class += 1;
            }
            ']' if in_class > 0 => {
                in_class -= 1;
                result.push(']');
            }
            '&' | '~' if in_class > 0 => result.extend(['\\', character]),
            _ if without_spaces && in_class == 0 && character.is_whitespace() => {}
            other => result.push(other),
        }
    }
    (in_class == 0).then_some(result)
}

fn escape(character: char, in_class: bool, result: &mut String) -> Option<()> {
    match character {
        // Characters that may begin a name of XML, and those that may be in one.
        'i' => result.push_str(if in_class { r"_:\p{L}" } else { r"[_:\p{L}]" }),
        'c' => result.push_str(if in_class { r"\-._:\p{L}\d" } else { r"[\-._:\p{L}\d]" }),
        'I' => result.push_str(r"[^_:\p{L}]"),
        'C' => result.push_str(r"[^\-._:\p{L}\d]"),
        '0' => return None,
        '1'..='9' if in_class => return None,
        'n' | 'r' | 't' | 's' | 'S' | 'd' | 'D' | 'w' | 'W' | 'p' | 'P' | '1'..='9' => {
            result.extend(['\\', character]);
        }
        sign if !sign.is_alphanumeric() => result.extend(['\\', sign]),
        _ => return None,
    }
    Some(())
}

/// A part of a replacement.
enum Piece {
    Text(String),
    Group(usize),
}

impl Piece {
    fn write(&self, captures: &Captures<'_, str>, result: &mut String) {
        match self {
            Self::Text(text) => result.push_str(text),
            Self::Group(index) => {
                result.push_str(captures.get(*index).map_or("", |group| group.as_str()));
            }
        }
    }
}

/// `$1` stands for a group, `\$` and `\\` for themselves.
fn pieces(replacement: &str, groups: usize) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut characters = replacement.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.push(characters.next().filter(|next| matches!(next, '\\' | '$'))?),
            '$' => {
                let mut index = characters.next()?.to_digit(10)? as usize;
                // As many digits as still name a group.
                while let Some(digit) = characters.peek().and_then(|next| next.to_digit(10)) {
                    let longer = index * 10 + digit as usize;
                    if longer > groups {
                        break;
                    }
                    index = longer;
                    characters.next();
                }
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(Piece::Group(index));
            }
            other => text.push(other),
        }
    }
    pieces.push(Piece::Text(text));
    Some(pieces)
}
