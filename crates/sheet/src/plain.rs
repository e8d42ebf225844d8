//! Characters as they are meant: full-width ones as the ASCII ones beside them on the keyboard.

/// The text with full-width characters, odd blanks and odd minus signs made plain, without blanks
/// around it.
pub(crate) fn plain(text: &str) -> String {
    text.trim().chars().map(plain_character).collect::<String>().trim().to_owned()
}

fn plain_character(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        '\u{2212}' | '\u{2013}' | '\u{2014}' | '\u{2010}' | '\u{2011}' | '\u{fe63}' => '-',
        '\u{2019}' | '\u{2032}' => '\'',
        '。' => '.',
        '、' => ',',
        '￥' => '¥',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}
