//! Numbers as people write them: `1,234.5`, `1.234,5`, `(1 234)`, `￥１，２３４`, `84.5 %`, `1.2万`.
//!
//! `1,234` is a thousand or a bit more than one, and nothing in it says which. [`Evidence`] of the
//! other cells decides, or whoever brought the file ([`Marks`]); else it is refused.

use serde::{Deserialize, Serialize};

use crate::cell::Cell;
use crate::plain::plain;

/// Characters of a number at most.
const CHARACTERS_MAX: usize = 64;

/// Which mark stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marks {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// Its value; of a percentage the ratio: 84.5 % is 0.845.
    pub value: f64,
    /// Whether it was written or shown as a percentage.
    pub is_percent: bool,
}

/// Why a cell is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoNumber {
    /// It is none in any way of writing.
    Never,
    /// It is one in two ways, and nothing says which.
    Ambiguous,
    /// It is one only with the other marks than the file's.
    OtherMarks,
}

/// What the numbers of a file say about its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Numbers that make sense only with a decimal point.
    pub point: u64,
    /// Numbers that make sense only with a decimal comma.
    pub comma: u64,
}

impl Evidence {
    /// Looks at one more cell.
    pub fn add(&mut self, cell: &Cell) {
        let Cell::Text(text) = cell else { return };
        let Some(bare) = Bare::of(text) else { return };
        match (bare.under(Marks::Point), bare.under(Marks::Comma)) {
            (Some(_), None) => self.point += 1,
            (None, Some(_)) => self.comma += 1,
            _ => {}
        }
    }

    /// The marks of the file; `None` when nothing says, or when its numbers contradict each other.
    pub fn marks(self) -> Option<Marks> {
        match (self.point, self.comma) {
            (1.., 0) => Some(Marks::Point),
            (0, 1..) => Some(Marks::Comma),
            _ => None,
        }
    }
}

/// What a cell says as a number; `None` when it is empty.
///
/// # Errors
/// Why it is none.
///
/// ```
/// use sheet::Cell;
/// use sheet::number::{Marks, NoNumber, read};
/// let value = |text: &str, marks| {
///     read(&Cell::of_text(text), marks).map(|amount| amount.map(|amount| amount.value))
/// };
/// assert_eq!(value("1.234,5", None), Ok(Some(1234.5)));
/// assert_eq!(value("84.5%", None), Ok(Some(0.845)));
/// assert_eq!(value("(￥1,234,567)", None), Ok(Some(-1_234_567.0)));
/// assert_eq!(value("1,234", None), Err(NoNumber::Ambiguous));
/// assert_eq!(value("1,234", Some(Marks::Comma)), Ok(Some(1.234)));
/// ```
pub fn read(cell: &Cell, marks: Option<Marks>) -> Result<Option<Amount>, NoNumber> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number { value, is_percent } if value.is_finite() => {
            Ok(Some(Amount { value: *value, is_percent: *is_percent }))
        }
        Cell::Text(text) => read_text(text, marks).map(Some),
        _ => Err(NoNumber::Never),
    }
}

fn read_text(text: &str, marks: Option<Marks>) -> Result<Amount, NoNumber> {
    let bare = Bare::of(text).ok_or(NoNumber::Never)?;
    let (point, comma) = (bare.under(Marks::Point), bare.under(Marks::Comma));
    let value = match (point, comma, marks) {
        (None, None, _) => Err(NoNumber::Never),
        (Some(value), _, Some(Marks::Point)) | (_, Some(value), Some(Marks::Comma)) => Ok(value),
        (None, _, Some(Marks::Point)) | (_, None, Some(Marks::Comma)) => Err(NoNumber::OtherMarks),
        (Some(one), Some(other), None) if one.to_bits() != other.to_bits() => {
            Err(NoNumber::Ambiguous)
        }
        (Some(value), _, None) | (None, Some(value), None) => Ok(value),
    }?;
    Ok(Amount { value, is_percent: bare.is_percent })
}

/// Digits and marks, with everything around them taken off.
struct Bare {
    core: String,
    is_negative: bool,
    is_percent: bool,
    /// Ten to this power is what the number is counted in.
    power: i32,
}

/// What stands beside an amount of money, the longer ones first.
const CURRENCIES: [&str; 38] = [
    "人民币",
    "US$",
    "HK$",
    "NT$",
    "CN¥",
    "RMB",
    "CNY",
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "HKD",
    "TWD",
    "KRW",
    "INR",
    "SGD",
    "AUD",
    "CAD",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "BRL",
    "R$",
    "元",
    "圆",
    "¥",
    "$",
    "€",
    "£",
    "₩",
    "₹",
    "₽",
    "฿",
    "₫",
    "₺",
    "₴",
];
/// Counting words behind a number.
const COUNTED: [(char, i32); 2] = [('万', 4), ('亿', 8)];

impl Bare {
    fn of(text: &str) -> Option<Self> {
        let text = plain(text);
        if text.chars().count() > CHARACTERS_MAX {
            return None;
        }
        let mut bare =
            Self { core: String::new(), is_negative: false, is_percent: false, power: 0 };
        let mut rest = text.as_str();
        let mut has_sign = false;
        if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (bare.is_negative, has_sign, rest) = (true, true, inner.trim());
        }
        let (mut has_currency, mut has_word) = (false, false);
        loop {
            let before = rest;
            if !has_sign && let Some(inner) = signed(rest, &mut bare.is_negative) {
                (has_sign, rest) = (true, inner.trim());
            }
            if !bare.is_percent
                && let Some(inner) = rest.strip_suffix('%')
            {
                (bare.is_percent, rest) = (true, inner.trim_end());
                bare.power -= 2;
            }
            if !has_currency && let Some(inner) = without_currency(rest) {
                (has_currency, rest) = (true, inner.trim());
            }
            if !has_word && let Some((inner, power)) = counted(rest) {
                (has_word, rest) = (true, inner.trim_end());
                bare.power += power;
            }
            if rest == before {
                break;
            }
        }
        if (has_currency || has_word) && bare.is_percent {
            return None;
        }
        bare.core = rest.to_owned();
        Some(bare)
    }

    /// The value when these are its marks.
    fn under(&self, marks: Marks) -> Option<f64> {
        let digits = digits(&self.core, marks)?;
        let value: f64 = if self.power == 0 {
            digits.parse().ok()?
        } else if digits.contains(['e', 'E']) {
            return None;
        } else {
            // Shifting the text is exact where multiplying is not: 84.5e-2 is 0.845.
            format!("{digits}e{}", self.power).parse().ok()?
        };
        let value = if self.is_negative { -value } else { value };
        value.is_finite().then_some(value)
    }
}

fn signed<'a>(text: &'a str, is_negative: &mut bool) -> Option<&'a str> {
    if let Some(rest) = text.strip_prefix('-').or_else(|| text.strip_suffix('-')) {
        *is_negative = true;
        return Some(rest);
    }
    text.strip_prefix('+')
}

fn without_currency(text: &str) -> Option<&str> {
    CURRENCIES.iter().find_map(|name| {
        let starts = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if starts {
            return text.get(name.len()..);
        }
        let at = text.len().checked_sub(name.len())?;
        let ends = text.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(name));
        if ends { text.get(..at) } else { None }
    })
}

fn counted(text: &str) -> Option<(&str, i32)> {
    COUNTED.iter().find_map(|(word, power)| Some((text.strip_suffix(*word)?, *power)))
}

/// The number as a machine writes it, when these are its marks.
fn digits(core: &str, marks: Marks) -> Option<String> {
    let (decimal, thousands) = match marks {
        Marks::Point => ('.', ','),
        Marks::Comma => (',', '.'),
    };
    let (mantissa, exponent) = match core.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (core, None),
    };
    let (whole, fraction) = match mantissa.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if fraction.is_some_and(|digits| digits.is_empty() || !is_digits(digits)) {
        return None;
    }
    let mut number = ungrouped(whole, thousands, fraction.is_some())?;
    if let Some(fraction) = fraction {
        number.push('.');
        number.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if !is_digits(unsigned) || unsigned.is_empty() || whole.contains(thousands) {
            return None;
        }
        number.push('e');
        number.push_str(exponent);
    }
    Some(number)
}

/// The digits before the decimals, when marks between them stand where thousands end.
fn ungrouped(whole: &str, thousands: char, may_be_empty: bool) -> Option<String> {
    let found: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    let Some(mark) = found.first().copied() else {
        return match (whole.is_empty(), may_be_empty) {
            (true, false) => None,
            (true, true) => Some("0".to_owned()),
            (false, _) => Some(whole.to_owned()),
        };
    };
    let is_mark = mark == thousands || mark == ' ' || mark == '\'' || mark == '_';
    if !is_mark || found.iter().any(|other| *other != mark) {
        return None;
    }
    let groups: Vec<&str> = whole.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let (last, between) = rest.split_last()?;
    let of_three = (1..=3).contains(&first.len()) && between.iter().all(|group| group.len() == 3);
    // 12,34,567 in India.
    let of_two = (1..=2).contains(&first.len())
        && !between.is_empty()
        && between.iter().all(|group| group.len() == 2);
    if last.len() != 3 || !(of_three || of_two) || first.starts_with('0') {
        return None;
    }
    Some(groups.concat())
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
