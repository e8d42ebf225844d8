//! From tokens to a tree, by recursive descent.
//!
//! One file a part of the grammar: `expression.rs` has the operators in the order of their
//! strength, `primary.rs` what they work on, `postfix.rs` what stands behind an operand, `call.rs`
//! arguments, `tests.rs` unary tests, `types.rs` type names; `scope.rs` and `names.rs` say what a
//! name stands for. The one invariant: no text, however long or nested, makes it panic.

mod call;
mod expression;
mod literal_range;
mod names;
mod postfix;
mod primary;
mod scope;
mod tests;
mod types;

use std::sync::Arc;

pub(crate) use literal_range::parse_range;
pub(crate) use names::NameIndex;
pub use names::nearest;

use crate::expression::{Call, Expression, Reference, UnaryTests};
use crate::lexer::{Placed, Token, is_wide_sign, tokenize};
use crate::problem::{Problem, ProblemKind, Span};
use crate::tree::{Kind, Node};
use crate::types::Type;
use crate::value::Value;
use crate::vocabulary::Vocabulary;

/// The most bytes of a formula.
pub const SOURCE_BYTES_MAX: u32 = 64 * 1024;
/// The most levels of nesting; a chain of operators counts one for each.
pub const LEVELS_MAX: u32 = 200;
/// The most levels of brackets and keywords inside each other.
const BRACKETS_MAX: u32 = 60;
/// The most problems that are reported at once.
const PROBLEMS_MAX: usize = 20;

/// Reads a formula.
///
/// *Errors*: at least one problem; unknown names are all reported, of the grammar's problems the
/// first.
///
/// ```
/// use feel::{Limits, NoHost, Vocabulary, parse};
/// let sum = parse("0.1 + 0.2", &Vocabulary::new()).unwrap();
/// let done = sum.evaluate(&[], &NoHost, Limits::default()).unwrap();
/// assert_eq!(done.value.to_string(), "0.3");
/// ```
pub fn parse(source: &str, vocabulary: &Vocabulary) -> Result<Expression, Vec<Problem>> {
    let mut parser = Parser::new(source, vocabulary);
    let parsed = parser.whole(Parser::expression);
    let (parsed, references, calls) = parser.finish(parsed)?;
    Ok(Expression::new(source, parsed.node, parsed.ty, references, calls))
}

/// Reads unary tests: what a cell of a decision table holds, as in `> 5, [1..3], not("a")`. The
/// tested value is `?` within them.
///
/// *Errors*: as [`parse`].
///
/// ```
/// use feel::{Limits, NoHost, Type, Value, Vocabulary, parse_unary_tests};
/// let tests = parse_unary_tests("< 10, 20", Type::Number, &Vocabulary::new()).unwrap();
/// let on = |value: i32| {
///     let done = tests.evaluate(Value::from(value), &[], &NoHost, Limits::default()).unwrap();
///     done.value.is_true()
/// };
/// assert!(on(9) && on(20) && !on(15));
/// ```
pub fn parse_unary_tests(
    source: &str,
    ty: Type,
    vocabulary: &Vocabulary,
) -> Result<UnaryTests, Vec<Problem>> {
    let mut parser = Parser::new(source, vocabulary);
    parser.push_local("?", ty);
    let parsed = parser.whole(Parser::unary_tests);
    let (tests, references, calls) = parser.finish(parsed)?;
    Ok(UnaryTests::new(source, tests, references, calls))
}

/// The problem is noted; reading stops.
#[derive(Debug)]
pub(super) struct Aborted;

pub(super) type Parsed<T> = Result<T, Aborted>;

/// A node and what is known of its values.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) node: Node,
    pub(super) ty: Type,
    /// Levels of the tree below.
    pub(super) levels: u32,
}

pub(super) fn typed(kind: Kind, span: Span, ty: Type) -> Typed {
    Typed { node: Node::new(kind, span), ty, levels: 1 }
}

pub(super) struct Parser<'a> {
    source: &'a str,
    tokens: Vec<Placed>,
    position: usize,
    vocabulary: &'a Vocabulary,
    visible: Vec<scope::Visible>,
    slots: u32,
    /// Names of entries that were seen, for paths into them.
    keys: NameIndex,
    brackets: u32,
    problems: Vec<Problem>,
    references: Vec<Reference>,
    calls: Vec<Call>,
    /// The host functions whose arguments are being read.
    within: Vec<Arc<str>>,
    /// Whether `?` was read since this was last set to false.
    tested: bool,
    /// Whether a `[` behind the operand closes a range.
    filters_end_range: bool,
    /// The slot of the entry whose function is read next.
    own_slot: Option<u32>,
}

impl<'a> Parser<'a> {
    fn new(source: &'a str, vocabulary: &'a Vocabulary) -> Self {
        let is_long = source.len() > SOURCE_BYTES_MAX as usize;
        let mut parser = Self {
            source,
            tokens: tokenize(if is_long { "" } else { source }),
            position: 0,
            vocabulary,
            visible: Vec::new(),
            slots: 0,
            keys: NameIndex::default(),
            brackets: 0,
            problems: Vec::new(),
            references: Vec::new(),
            calls: Vec::new(),
            within: Vec::new(),
            tested: false,
            filters_end_range: false,
            own_slot: None,
        };
        for name in ["time offset", "start included", "end included"] {
            parser.keys.insert(name);
        }
        if is_long {
            parser.note(Span::default(), ProblemKind::TooLong { limit: SOURCE_BYTES_MAX });
        }
        parser
    }

    /// All of the text, and nothing behind it.
    fn whole<T>(&mut self, part: fn(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if !self.problems.is_empty() {
            return Err(Aborted);
        }
        let parsed = part(self)?;
        match self.token() {
            Token::End => Ok(parsed),
            _ => self.unexpected("an operator or the end"),
        }
    }

    fn finish<T>(self, parsed: Parsed<T>) -> Result<(T, Vec<Reference>, Vec<Call>), Vec<Problem>> {
        match parsed {
            Ok(parsed) if self.problems.is_empty() => Ok((parsed, self.references, self.calls)),
            _ => Err(self.problems),
        }
    }

    pub(super) fn placed(&self) -> &Placed {
        // The last token is the end, and nobody steps over it.
        &self.tokens[self.position.min(self.tokens.len() - 1)]
    }

    pub(super) fn token(&self) -> &Token {
        &self.placed().token
    }

    pub(super) fn span(&self) -> Span {
        self.placed().span
    }

    /// The text of the current token.
    pub(super) fn text(&self) -> &'a str {
        self.span().text(self.source)
    }

    pub(super) fn text_at(&self, ahead: usize) -> &'a str {
        let placed = self.tokens.get(self.position + ahead);
        placed.map_or("", |placed| placed.span.text(self.source))
    }

    pub(super) fn advance(&mut self, count: usize) {
        self.position = (self.position + count).min(self.tokens.len() - 1);
    }

    /// Where the token before the current one ends.
    pub(super) fn end_of_last(&self) -> Span {
        self.tokens[self.position.saturating_sub(1)].span
    }

    pub(super) fn is_sign(&self, sign: &str) -> bool {
        *self.token() == Token::Sign && self.text() == sign
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        *self.token() == Token::Word && self.text() == word
    }

    /// Steps over the sign when it is next.
    pub(super) fn eat(&mut self, sign: &str) -> bool {
        let found = self.is_sign(sign);
        self.advance(usize::from(found));
        found
    }

    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.advance(usize::from(found));
        found
    }

    pub(super) fn expect(&mut self, sign: &str) -> Parsed<()> {
        if self.eat(sign) { Ok(()) } else { self.unexpected(&format!("`{sign}`")) }
    }

    pub(super) fn expect_word(&mut self, word: &str) -> Parsed<()> {
        if self.eat_word(word) { Ok(()) } else { self.unexpected(&format!("`{word}`")) }
    }

    /// Reads something between brackets or keywords, which may nest only so deep.
    pub(super) fn nested<T>(&mut self, part: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.brackets += 1;
        if self.brackets > BRACKETS_MAX {
            return self.abort(self.span(), ProblemKind::TooDeep { limit: BRACKETS_MAX });
        }
        let parsed = part(self);
        self.brackets -= 1;
        parsed
    }

    /// A node above others; too many levels are a problem.
    pub(super) fn above(&mut self, levels: u32, node: Node, ty: Type) -> Parsed<Typed> {
        if levels >= LEVELS_MAX {
            return self.abort(node.span, ProblemKind::TooDeep { limit: LEVELS_MAX });
        }
        Ok(Typed { node, ty, levels: levels + 1 })
    }

    pub(super) fn note(&mut self, span: Span, kind: ProblemKind) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Problem::new(self.source, span, kind));
        }
    }

    pub(super) fn abort<T>(&mut self, span: Span, kind: ProblemKind) -> Parsed<T> {
        self.note(span, kind);
        Err(Aborted)
    }

    /// The current token does not belong here.
    pub(super) fn unexpected<T>(&mut self, expected: &str) -> Parsed<T> {
        let span = self.span();
        let kind = match self.token() {
            Token::Broken(kind) => kind.clone(),
            token => {
                let is_end = *token == Token::End;
                let text = self.text();
                let found = if is_end { "the end".to_owned() } else { format!("`{text}`") };
                let nearest = self.ascii_sign(text);
                ProblemKind::Unexpected { expected: expected.to_owned(), found, nearest }
            }
        };
        self.abort(span, kind)
    }

    /// What a sign of another language or keyboard should have been.
    fn ascii_sign(&self, text: &str) -> Option<String> {
        let known = match text {
            "==" => "=",
            "&" => "and",
            "|" => "or",
            "^" => "**",
            "×" => "*",
            "÷" => "/",
            "≤" => "<=",
            "≥" => ">=",
            "≠" => "!=",
            "−" => "-",
            "、" => ",",
            "。" => ".",
            "“" | "”" => "\"",
            "【" => "[",
            "】" => "]",
            _ => {
                let sign = text.chars().next().filter(|sign| is_wide_sign(*sign))?;
                let ascii = (u32::from(sign)).checked_sub(0xFEE0)?;
                return char::from_u32(ascii).filter(char::is_ascii).map(String::from);
            }
        };
        Some(known.to_owned())
    }

    pub(super) fn note_reference(&mut self, slot: u32, span: Span) {
        let name = self.vocabulary.inputs()[slot as usize].name.clone();
        let within = self.within.last().cloned();
        self.references.push(Reference { name, slot: slot as usize, span, within });
    }

    pub(super) fn constant(&self, value: Value, span: Span, ty: Type) -> Typed {
        typed(Kind::Constant(value), span, ty)
    }
}
