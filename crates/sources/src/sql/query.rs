//! The text of a query: `:from` and `:to` become parameters, and what is not one query is refused.
//!
//! Texts in quotes, names in quotes and comments are passed over. What gets past this is still
//! stopped by the database: one statement, inside a `SELECT`, in a read-only transaction.

/// Whose quotes, comments and parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Postgres,
    MySql,
    Sqlite,
}

/// What a parameter stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    From,
    To,
}

/// A query with parameters, in the order in which they are bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prepared {
    pub(super) text: String,
    pub(super) bound: Vec<Bound>,
}

/// Reads the query.
///
/// # Errors
/// A sentence that says what is wrong.
pub(super) fn prepare(query: &str, dialect: Dialect) -> Result<Prepared, String> {
    let mut reader = Reader { rest: query.trim(), dialect, prepared: empty(), depth: 0 };
    let first = reader.first_word();
    if !["select", "with", "values"].iter().any(|word| first.eq_ignore_ascii_case(word)) {
        let told = "the query begins with SELECT, WITH or VALUES";
        return Err(if first.is_empty() {
            told.to_owned()
        } else {
            format!("{told}, not {first}")
        });
    }
    reader.read()?;
    match reader.depth {
        0 => Ok(reader.prepared),
        _ => Err("a parenthesis is not closed".to_owned()),
    }
}

fn empty() -> Prepared {
    Prepared { text: String::new(), bound: Vec::new() }
}

struct Reader<'a> {
    rest: &'a str,
    dialect: Dialect,
    prepared: Prepared,
    depth: u32,
}

impl<'a> Reader<'a> {
    /// The first word after comments, without moving on.
    fn first_word(&self) -> &'a str {
        let mut text = self.rest;
        loop {
            text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '(');
            match self.comment(text) {
                Some(length) if length > 0 => text = &text[length..],
                _ => break,
            }
        }
        let end = text.find(|c: char| !is_name(c)).unwrap_or(text.len());
        &text[..end]
    }

    fn read(&mut self) -> Result<(), String> {
        let mut before = ' ';
        while let Some(letter) = self.rest.chars().next() {
            if let Some(length) = self.comment(self.rest) {
                if self.dialect == Dialect::MySql && self.rest.starts_with("/*!") {
                    return Err("comments that the server would run are not allowed".to_owned());
                }
                self.copy(length);
            } else if matches!(letter, '\'' | '"' | '`') {
                self.copy(self.quoted(letter, before)?);
            } else if let Some(length) = self.dollar_quoted(before)? {
                self.copy(length);
            } else if self.rest.starts_with("::") {
                self.copy(2);
            } else if let Some((bound, length)) = self.parameter() {
                self.bind(bound);
                self.rest = &self.rest[length..];
            } else if letter == ';' {
                return self.end();
            } else {
                self.nest(letter)?;
                self.copy(letter.len_utf8());
            }
            before = letter;
        }
        Ok(())
    }

    fn copy(&mut self, length: usize) {
        let (done, rest) = self.rest.split_at(length);
        self.prepared.text.push_str(done);
        self.rest = rest;
    }

    fn nest(&mut self, letter: char) -> Result<(), String> {
        match letter {
            '(' => self.depth += 1,
            ')' => {
                let less = self.depth.checked_sub(1);
                self.depth = less.ok_or("a parenthesis is closed that was not opened")?;
            }
            _ => {}
        }
        Ok(())
    }

    /// After a semicolon there may be nothing more.
    fn end(&mut self) -> Result<(), String> {
        self.rest = &self.rest[1..];
        while let Some(length) = self.comment(self.rest.trim_start()) {
            self.rest = &self.rest.trim_start()[length..];
        }
        if self.rest.trim().is_empty() {
            self.rest = "";
            Ok(())
        } else {
            Err("one query is asked, and there is something after the semicolon".to_owned())
        }
    }

    /// Bytes of the comment that begins here.
    fn comment(&self, text: &str) -> Option<usize> {
        let is_dashed = text.strip_prefix("--").is_some_and(|rest| {
            // MySQL reads `5--3` as a sum.
            self.dialect != Dialect::MySql
                || rest.is_empty()
                || rest.starts_with(char::is_whitespace)
        });
        if is_dashed || (self.dialect == Dialect::MySql && text.starts_with('#')) {
            return Some(text.find('\n').unwrap_or(text.len()));
        }
        text.starts_with("/*").then(|| self.block(text))
    }

    fn block(&self, text: &str) -> usize {
        let (mut at, mut depth) = (2, 1);
        while at < text.len() {
            let rest = &text.as_bytes()[at..];
            if rest.starts_with(b"*/") {
                (at, depth) = (at + 2, depth - 1);
                if depth == 0 {
                    return at;
                }
            } else if self.dialect == Dialect::Postgres && rest.starts_with(b"/*") {
                (at, depth) = (at + 2, depth + 1);
            } else {
                at += 1;
            }
        }
        text.len()
    }

    /// Bytes of the quoted text that begins here.
    fn quoted(&self, quote: char, before: char) -> Result<usize, String> {
        let has_escapes = match self.dialect {
            Dialect::MySql => quote != '`',
            Dialect::Postgres => quote == '\'' && matches!(before, 'e' | 'E'),
            Dialect::Sqlite => false,
        };
        let mut letters = self.rest.char_indices().skip(1).peekable();
        while let Some((at, letter)) = letters.next() {
            if has_escapes && letter == '\\' {
                letters.next();
            } else if letter == quote {
                if letters.peek().is_none_or(|(_, next)| *next != quote) {
                    return Ok(at + 1);
                }
                letters.next();
            }
        }
        Err(format!("the quote {quote} is not closed"))
    }

    /// Bytes of PostgreSQL's `$tag$ … $tag$`.
    fn dollar_quoted(&self, before: char) -> Result<Option<usize>, String> {
        if self.dialect != Dialect::Postgres || !self.rest.starts_with('$') || is_name(before) {
            return Ok(None);
        }
        let Some(length) = self.rest[1..].find('$') else { return Ok(None) };
        let tag = &self.rest[..length + 2];
        let inner = &tag[1..=length];
        if !inner.chars().all(is_name) || inner.starts_with(|c: char| c.is_ascii_digit()) {
            return Ok(None);
        }
        let end = self.rest[tag.len()..].find(tag).ok_or(format!("{tag} is not closed"))?;
        Ok(Some(tag.len() + end + tag.len()))
    }

    fn parameter(&self) -> Option<(Bound, usize)> {
        [(":from", Bound::From), (":to", Bound::To)].into_iter().find_map(|(word, bound)| {
            let rest = self.rest.strip_prefix(word)?;
            (!rest.starts_with(is_name)).then_some((bound, word.len()))
        })
    }

    fn bind(&mut self, bound: Bound) {
        if self.dialect == Dialect::MySql {
            self.prepared.bound.push(bound);
            self.prepared.text.push('?');
            return;
        }
        let bounds = &mut self.prepared.bound;
        let known = bounds.iter().position(|other| *other == bound);
        let number = known.unwrap_or_else(|| {
            bounds.push(bound);
            bounds.len() - 1
        });
        let sign = if self.dialect == Dialect::Postgres { '$' } else { '?' };
        self.prepared.text.push_str(&format!("{sign}{}", number + 1));
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(query: &str, dialect: Dialect) -> String {
        prepare(query, dialect).unwrap().text
    }

    #[test]
    fn days_become_parameters_where_they_are_parameters() {
        let query = "select ':from', \":to\", a::date -- :from\n /* :to */ where d >= :from and d < \
                     :to or d = :from or :fromage;";
        let prepared = prepare(query, Dialect::Postgres).unwrap();
        assert!(
            prepared.text.ends_with("d >= $1 and d < $2 or d = $1 or :fromage"),
            "{prepared:?}"
        );
        assert!(prepared.text.starts_with("select ':from', \":to\", a::date -- :from\n /* :to */"));
        assert_eq!(prepared.bound, [Bound::From, Bound::To]);
        let prepared = prepare("select :to, :from, :to", Dialect::MySql).unwrap();
        assert_eq!(prepared.text, "select ?, ?, ?");
        assert_eq!(prepared.bound, [Bound::To, Bound::From, Bound::To]);
        assert_eq!(text("select :to, :from, :to", Dialect::Sqlite), "select ?1, ?2, ?1");
    }

    #[test]
    fn quotes_are_those_of_the_database() {
        assert_eq!(text("select 'it''s :from'", Dialect::Sqlite), "select 'it''s :from'");
        assert_eq!(text(r"select 'a\' :from'", Dialect::MySql), r"select 'a\' :from'");
        assert_eq!(text(r"select E'a\' :from'", Dialect::Postgres), r"select E'a\' :from'");
        assert_eq!(text("select $x$ ' :from $x$", Dialect::Postgres), "select $x$ ' :from $x$");
        assert_eq!(text("select 5--3, :from", Dialect::MySql), "select 5--3, ?");
        assert_eq!(text("select /* /* */ :to */ 1", Dialect::Postgres), "select /* /* */ :to */ 1");
    }

    #[test]
    fn what_is_not_one_query_is_refused() {
        for (query, expected) in [
            ("", "begins with"),
            ("delete from x", "not delete"),
            ("/* c */ -- d\n update x set y = 1", "not update"),
            ("select 1; drop table x", "after the semicolon"),
            ("select 1) as a; --", "not opened"),
            ("select 1) union (select 2", "not opened"),
            ("select (1", "not closed"),
            ("select 'x", "not closed"),
            ("select $a$ x", "not closed"),
        ] {
            let told = prepare(query, Dialect::Postgres).unwrap_err();
            assert!(told.contains(expected), "{query}: {told}");
        }
        assert!(prepare("select /*! sleep(9) */ 1", Dialect::MySql).is_err());
        assert!(prepare("select 1 ; -- done\n ", Dialect::Postgres).is_ok());
        assert!(prepare("(select 1) union (select 2)", Dialect::Postgres).is_ok());
    }
}
