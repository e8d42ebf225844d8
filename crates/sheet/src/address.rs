//! Where a cell stands: `B7`.

use std::fmt;

/// A cell's place, as a spreadsheet shows it.
///
/// ```
/// use sheet::Address;
/// assert_eq!(Address { row: 7, column: 1 }.to_string(), "B7");
/// assert_eq!(Address { row: 1, column: 702 }.to_string(), "AAA1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The row; the first is 1.
    pub row: u32,
    /// The column; the first, A, is 0.
    pub column: u32,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", letters(self.column), self.row)
    }
}

/// The letters of a column, counted from 0.
///
/// ```
/// use sheet::address::letters;
/// assert_eq!((letters(0), letters(25), letters(26)), ("A".into(), "Z".into(), "AA".into()));
/// ```
pub fn letters(column: u32) -> String {
    let mut rest = column;
    let mut name = Vec::new();
    loop {
        name.push(b'A' + u8::try_from(rest % 26).expect("invariant: below 26"));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    name.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// The column that the letters name; `None` when they name none.
///
/// ```
/// use sheet::address::column;
/// assert_eq!((column("A"), column("aa"), column("A1")), (Some(0), Some(26), None));
/// ```
pub fn column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 4 {
        return None;
    }
    let mut number = 0;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        number = number * 26 + u32::from(letter - b'A') + 1;
    }
    Some(number - 1)
}
