//! Just enough of Rust's grammar for the rules: what is code, what is comment, what is a string,
//! and where functions begin and end.
//!
//! A real parser would be the largest dependency of xtask by far. This one never sees macros
//! expanded and does not need to.

/// What a character of a source file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Code,
    Comment,
    /// String and character literals, with their quotes.
    Literal,
}

/// A source file, character by character.
#[derive(Debug)]
pub(super) struct RustSource {
    characters: Vec<(char, Class)>,
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    /// The line of `fn`, counted from 1.
    pub(super) line: usize,
    /// From there to the closing brace, both included.
    pub(super) length: usize,
}

impl RustSource {
    /// Classifies every character of `text`.
    pub(super) fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let mut classes = Vec::with_capacity(characters.len());
        while classes.len() < characters.len() {
            let rest = &characters[classes.len()..];
            let before = classes.len().checked_sub(1).map(|index| characters[index]);
            let (class, length) = next_token(rest, before);
            classes.extend(std::iter::repeat_n(class, length));
        }
        Self { characters: characters.into_iter().zip(classes).collect() }
    }

    /// The lines of the file.
    pub(super) fn lines(&self) -> impl Iterator<Item = &[(char, Class)]> {
        self.characters.split(|(character, _)| *character == '\n')
    }

    /// The code alone; comments and literals are blank, lines keep their places.
    pub(super) fn code(&self) -> String {
        let blank = |&(character, class): &(char, Class)| match class {
            Class::Code => character,
            Class::Comment | Class::Literal if character == '\n' => '\n',
            Class::Comment | Class::Literal => ' ',
        };
        self.characters.iter().map(blank).collect()
    }

    /// Every function with a body, also those inside other functions.
    pub(super) fn functions(&self) -> Vec<Function> {
        let code: Vec<char> = self.code().chars().collect();
        let mut functions = Vec::new();
        let mut line = 1;
        for (index, character) in code.iter().enumerate() {
            if *character == '\n' {
                line += 1;
            }
            let Some(name) = function_name(&code, index) else { continue };
            let Some(body) = body_start(&code[index..]) else { continue };
            let end = body_end(&code[index + body..]);
            let text = &code[index..index + body + end];
            let length = 1 + text.iter().filter(|character| **character == '\n').count();
            functions.push(Function { name, line, length });
        }
        functions
    }
}

/// The class and length of the token at the start of `rest`; code is taken one character at a time.
fn next_token(rest: &[char], before: Option<char>) -> (Class, usize) {
    let follows_word = before.is_some_and(is_word);
    match rest {
        ['/', '/', ..] => (Class::Comment, line_length(rest)),
        ['/', '*', ..] => (Class::Comment, block_comment_length(rest)),
        ['"', ..] => (Class::Literal, string_length(rest)),
        ['\'', ..] => match character_length(rest) {
            Some(length) => (Class::Literal, length),
            None => (Class::Code, 1),
        },
        ['r', '"' | '#', ..] if !follows_word => raw_string(rest, 1),
        ['b' | 'c', 'r', '"' | '#', ..] if !follows_word => raw_string(rest, 2),
        _ => (Class::Code, 1),
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn line_length(rest: &[char]) -> usize {
    rest.iter().position(|character| *character == '\n').unwrap_or(rest.len())
}

/// Block comments nest.
fn block_comment_length(rest: &[char]) -> usize {
    let mut depth = 0_usize;
    let mut index = 0;
    while index < rest.len() {
        match rest[index..] {
            ['/', '*', ..] => depth += 1,
            ['*', '/', ..] => depth -= 1,
            _ => {
                index += 1;
                continue;
            }
        }
        index += 2;
        if depth == 0 {
            return index;
        }
    }
    rest.len()
}

fn string_length(rest: &[char]) -> usize {
    let mut index = 1;
    while index < rest.len() {
        match rest[index] {
            '\\' => index += 2,
            '"' => return index + 1,
            _ => index += 1,
        }
    }
    rest.len()
}

/// `None` for a lifetime.
fn character_length(rest: &[char]) -> Option<usize> {
    match rest {
        ['\'', '\\', escaped @ ..] => {
            // The escaped character itself may be a quote.
            let end = escaped.iter().skip(1).position(|character| *character == '\'')?;
            Some(2 + 1 + end + 1)
        }
        ['\'', _, '\'', ..] => Some(3),
        _ => None,
    }
}

/// `prefix` characters, then hashes, a quote, anything, and a quote with as many hashes. Hashes
/// without a quote make a raw identifier.
fn raw_string(rest: &[char], prefix: usize) -> (Class, usize) {
    let hashes = rest[prefix..].iter().take_while(|character| **character == '#').count();
    let start = prefix + hashes + 1;
    if rest.get(start - 1) != Some(&'"') {
        return (Class::Code, 1);
    }
    let is_end = |index: &usize| {
        rest[*index] == '"'
            && rest[index + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
    };
    match (start..rest.len()).find(is_end) {
        Some(end) => (Class::Literal, end + 1 + hashes),
        None => (Class::Literal, rest.len()),
    }
}

/// The name, when the word `fn` followed by a name begins at `index`. A function pointer type has
/// none.
fn function_name(code: &[char], index: usize) -> Option<String> {
    let ['f', 'n', rest @ ..] = &code[index..] else { return None };
    let begins_word = index == 0 || !is_word(code[index - 1]);
    if !begins_word || !rest.first()?.is_whitespace() {
        return None;
    }
    let name: String = rest
        .iter()
        .skip_while(|character| character.is_whitespace())
        .take_while(|character| is_word(**character))
        .collect();
    (!name.is_empty()).then_some(name)
}

/// Where the body's brace is; `None` for a declaration without body.
fn body_start(code: &[char]) -> Option<usize> {
    let mut depth = 0_i32;
    for (index, character) in code.iter().enumerate() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' if depth == 0 => return Some(index),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Where the brace at the start of `code` is closed.
fn body_end(code: &[char]) -> usize {
    let mut depth = 0_i32;
    for (index, character) in code.iter().enumerate() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_not_code() {
        let cases = [
            ("a // b\nc", "a     \nc"),
            ("a /* b /* c */ d */ e", "a                   e"),
            (r#"a("b\"c") d"#, "a(      ) d"),
            (r###"a(r#"b"c"#) d"###, "a(        ) d"),
            (r#"a(b"c", br"d") e"#, "a(b   ,      ) e"),
            (r"a('b', '\'', '\u{1F}') c", "a(   ,     ,         ) c"),
            ("fn a<'b>(c: &'b str)", "fn a<'b>(c: &'b str)"),
            ("r#type = var\"s\"", "r#type = var   "),
        ];
        for (text, expected) in cases {
            assert_eq!(RustSource::new(text).code().trim_end(), expected.trim_end(), "in {text}");
        }
    }

    #[test]
    fn a_function_reaches_from_its_name_to_its_brace() {
        let text = "/// fn not_me() {\nfn one() {}\n\nasync fn two(\n    a: [u8; 4],\n) -> u8\nwhere\n    \
                    T: X,\n{\n    let s = \"}\";\n    fn inner() {\n    }\n}\ntrait T { fn three(); }\n\
                    type F = fn(u8) -> u8;\n";
        let functions = RustSource::new(text).functions();
        let seen: Vec<_> =
            functions.iter().map(|one| (one.name.as_str(), one.line, one.length)).collect();
        assert_eq!(seen, [("one", 2, 1), ("two", 4, 10), ("inner", 11, 2)]);
    }
}
