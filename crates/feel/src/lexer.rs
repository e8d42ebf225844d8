//! From text to tokens, each with its place.
//!
//! Names are not decided here: a name may hold spaces and signs, so it is a run of tokens that the
//! parser compares with the declared ones. For that, a token knows whether a gap is before it. The
//! lexer never fails; what belongs nowhere is a [`Token::Sign`] of its own, since a declared name
//! may contain it.

use std::sync::Arc;

use crate::problem::{ProblemKind, Span};

/// A token without its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    /// Letters, digits and everything that is no sign of the grammar; keywords too.
    Word,
    /// Digits, as they are written.
    Number,
    /// A string, its escapes resolved.
    String(Arc<str>),
    /// An `@"…"` literal.
    At(Arc<str>),
    /// A name between backquotes.
    Quoted(Arc<str>),
    /// An operator, bracket or comma.
    Sign,
    /// What cannot be read at all.
    Broken(ProblemKind),
    /// Behind the last token.
    End,
}

/// A token and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) token: Token,
    pub(crate) span: Span,
    /// Whether space or a comment stands before it.
    pub(crate) after_gap: bool,
}

/// Signs of two characters.
const DOUBLE_SIGNS: [&str; 7] = ["<=", ">=", "!=", "**", "..", "->", "=="];

/// Whether a word may hold this character.
pub(crate) fn is_word(character: char) -> bool {
    match character {
        '_' => true,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        _ => !character.is_whitespace() && !character.is_control() && !is_wide_sign(character),
    }
}

/// Punctuation as a Chinese keyboard types it.
pub(crate) fn is_wide_sign(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}' | '×' | '÷' | '≤' | '≥' | '≠' | '−' | '“' | '”' | '‘' | '’')
}

/// Whether a name stands without quotes as one word.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| is_word(first) && !first.is_ascii_digit())
        && characters.all(is_word)
}

/// All tokens, with an [`Token::End`] behind them.
pub(crate) fn tokenize(source: &str) -> Vec<Placed> {
    let mut lexer = Lexer { source, position: 0 };
    let mut tokens = Vec::new();
    loop {
        let before = lexer.position;
        if let Some(start) = lexer.skip_gaps() {
            let span = Span::new(start, source.len());
            let token = Token::Broken(ProblemKind::UnclosedComment);
            tokens.push(Placed { token, span, after_gap: true });
        }
        let start = lexer.position;
        let token = lexer.token();
        let is_end = token == Token::End;
        let span = Span::new(start, lexer.position);
        tokens.push(Placed { token, span, after_gap: start > before });
        if is_end {
            return tokens;
        }
    }
}

/// What a backslash and the sign behind it mean.
enum Escape {
    Character(char),
    /// No escape: both stand for themselves.
    Unknown,
    Broken,
}

struct Lexer<'a> {
    source: &'a str,
    position: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.source[self.position..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.position += character.len_utf8();
        Some(character)
    }

    fn skip_while(&mut self, belongs: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&belongs) {
            self.next();
        }
    }

    /// Steps over space and comments; gives the start of a comment that never ends.
    fn skip_gaps(&mut self) -> Option<usize> {
        loop {
            self.skip_while(|character| character.is_whitespace() || character == '\u{FEFF}');
            if self.rest().starts_with("//") {
                self.skip_while(|character| character != '\n');
            } else if self.rest().starts_with("/*") {
                let start = self.position;
                match self.rest().find("*/") {
                    Some(end) => self.position += end + 2,
                    None => {
                        self.position = self.source.len();
                        return Some(start);
                    }
                }
            } else {
                return None;
            }
        }
    }

    fn token(&mut self) -> Token {
        let Some(first) = self.peek() else { return Token::End };
        let follows_dot = self.rest().as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        match first {
            '"' => self.string().map_or_else(Token::Broken, Token::String),
            '`' => self.quoted(),
            '@' if self.rest().as_bytes().get(1) == Some(&b'"') => {
                self.next();
                self.string().map_or_else(Token::Broken, Token::At)
            }
            '0'..='9' => self.number(),
            '.' if follows_dot => self.number(),
            _ if is_word(first) => {
                self.skip_while(is_word);
                Token::Word
            }
            '?' => {
                self.next();
                Token::Word
            }
            _ => {
                let is_double = DOUBLE_SIGNS.iter().any(|sign| self.rest().starts_with(sign));
                self.next();
                if is_double {
                    self.next();
                }
                Token::Sign
            }
        }
    }

    fn number(&mut self) -> Token {
        self.skip_while(|character| character.is_ascii_digit());
        let bytes = self.rest().as_bytes();
        if bytes.first() == Some(&b'.') && bytes.get(1).is_some_and(u8::is_ascii_digit) {
            self.next();
            self.skip_while(|character| character.is_ascii_digit());
        }
        let bytes = self.rest().as_bytes();
        let sign = usize::from(matches!(bytes.get(1), Some(b'+' | b'-')));
        let is_power = matches!(bytes.first(), Some(b'e' | b'E'))
            && bytes.get(1 + sign).is_some_and(u8::is_ascii_digit);
        if is_power {
            self.position += 1 + sign;
            self.skip_while(|character| character.is_ascii_digit());
        }
        Token::Number
    }

    fn quoted(&mut self) -> Token {
        self.next();
        let start = self.position;
        self.skip_while(|character| character != '`');
        let name: Arc<str> = Arc::from(self.source[start..self.position].trim());
        match self.next() {
            Some(_) => Token::Quoted(name),
            None => Token::Broken(ProblemKind::UnclosedQuote { quote: '`' }),
        }
    }

    fn string(&mut self) -> Result<Arc<str>, ProblemKind> {
        self.next();
        let mut text = String::new();
        let mut problem = None;
        loop {
            match self.next() {
                None => return Err(ProblemKind::UnclosedQuote { quote: '"' }),
                Some('"') => break,
                Some('\\') => match self.escape() {
                    Escape::Character(character) => text.push(character),
                    // Regular expressions are written with backslashes that escape nothing here.
                    Escape::Unknown => text.push('\\'),
                    Escape::Broken => problem = Some(ProblemKind::BadEscape),
                },
                Some(character) => text.push(character),
            }
        }
        match problem {
            Some(problem) => Err(problem),
            None => Ok(Arc::from(text)),
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Escape {
        let Some(sign) = self.peek() else { return Escape::Unknown };
        let character = match sign {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' | '\\' | '\'' => sign,
            'u' | 'U' => {
                self.next();
                let character = if sign == 'u' { self.unit() } else { self.code_point() };
                return character.map_or(Escape::Broken, Escape::Character);
            }
            _ => return Escape::Unknown,
        };
        self.next();
        Escape::Character(character)
    }

    fn code_point(&mut self) -> Option<char> {
        char::from_u32(self.hexadecimal(6)?)
    }

    /// One unit of UTF-16, or the two that make one character.
    fn unit(&mut self) -> Option<char> {
        let first = self.hexadecimal(4)?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first);
        }
        self.rest().starts_with("\\u").then(|| self.position += 2)?;
        let second = self.hexadecimal(4)?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((first - 0xD800) << 10) + second)
    }

    fn hexadecimal(&mut self, length: usize) -> Option<u32> {
        let digits = self.rest().get(..length)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.position += length;
        Some(value)
    }
}
