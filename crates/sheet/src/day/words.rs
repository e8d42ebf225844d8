//! Periods with words in them: Chinese ones, and Latin letters.

use super::{When, day, month, small, year};

/// `2013年10月14日`, `2013年10月`, `2013年第4季度`, `2013年下半年`, `2013年第42周`, `2013年`.
pub(super) fn chinese(text: &str) -> Option<When> {
    let (front, rest) = text.split_once('年')?;
    let year = year(front.trim())?;
    let rest = rest.trim().trim_start_matches('度').trim();
    if rest.is_empty() {
        return Some(When::Year(year));
    }
    match rest {
        "上半年" => return Some(When::Half(year, 1)),
        "下半年" => return Some(When::Half(year, 2)),
        _ => {}
    }
    let counted = rest.strip_prefix('第').unwrap_or(rest).trim();
    if let Some(number) = counted.strip_suffix("季度").or_else(|| counted.strip_suffix('季')) {
        return quarter(year, number.trim());
    }
    if let Some(number) = counted.strip_suffix('周') {
        return week(year, number.trim());
    }
    let (front, rest) = rest.split_once('月')?;
    let rest = rest.trim();
    if rest.is_empty() || rest == "份" {
        return Some(When::Month(year, month(front.trim())?));
    }
    let number = rest.strip_suffix('日').or_else(|| rest.strip_suffix('号')).unwrap_or(rest);
    day(year, front.trim(), number.trim()).map(When::Day)
}

/// `2013Q4`, `Q4 2013`, `FY2013-H2`, `2013-W42`, `Oct 2013`, `14 October 2013`.
pub(super) fn lettered(text: &str) -> Option<When> {
    if !text.is_ascii() {
        return None;
    }
    let parts = pieces(text);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match parts.as_slice() {
        ["FY", of_year] => Some(When::Year(year(of_year)?)),
        ["FY", of_year, kind, number] | [of_year, kind, number] | [kind, number, of_year]
            if matches!(*kind, "Q" | "H" | "W") =>
        {
            numbered(year(of_year)?, kind, number)
        }
        [kind, number, "FY", of_year] if matches!(*kind, "Q" | "H") => {
            numbered(year(of_year)?, kind, number)
        }
        [name, of_year] | [of_year, name] if named_month(name).is_some() => {
            Some(When::Month(year(of_year)?, named_month(name)?))
        }
        [number, name, of_year] | [name, number, of_year] | [of_year, name, number]
            if named_month(name).is_some() =>
        {
            let found = named_month(name)?;
            day(year(of_year)?, &found.to_string(), number).map(When::Day)
        }
        _ => None,
    }
}

/// Runs of digits and runs of letters, in capitals; what is between them is left out.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = ' ';
    for character in text.chars() {
        let is_same = (character.is_ascii_digit() && before.is_ascii_digit())
            || (character.is_ascii_alphabetic() && before.is_ascii_alphabetic());
        let is_kept = character.is_ascii_alphanumeric();
        match pieces.last_mut() {
            Some(last) if is_same => last.push(character.to_ascii_uppercase()),
            _ if is_kept => pieces.push(character.to_ascii_uppercase().to_string()),
            _ => {}
        }
        before = character;
    }
    pieces
}

fn numbered(year: i16, kind: &str, number: &str) -> Option<When> {
    match kind {
        "Q" => quarter(year, number),
        "H" => {
            small(number).filter(|half| (1..=2).contains(half)).map(|half| When::Half(year, half))
        }
        _ => week(year, number),
    }
}

fn quarter(year: i16, number: &str) -> Option<When> {
    let chinese = ["一", "二", "三", "四"].iter().position(|digit| *digit == number);
    let number = match chinese {
        Some(at) => i8::try_from(at + 1).ok()?,
        None => small(number)?,
    };
    (1..=4).contains(&number).then_some(When::Quarter(year, number))
}

fn week(year: i16, number: &str) -> Option<When> {
    small(number).filter(|week| (1..=53).contains(week)).map(|week| When::Week(year, week))
}

const MONTHS: [&str; 12] = [
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
];

fn named_month(name: &str) -> Option<i8> {
    if name.len() < 3 {
        return None;
    }
    // `SEPT` begins `SEPTEMBER`, as every usual short form begins its month.
    let at = MONTHS.iter().position(|full| full.starts_with(name))?;
    i8::try_from(at + 1).ok()
}
