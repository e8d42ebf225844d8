//! KPIs and units as people call them in files: by code, by identity, by name.
//!
//! Codes are compared as they are first, then without regard to capitals, widths and blanks. A name
//! that two things have names neither. To let a thing be found by another name, add it to the names
//! given to [`Names::of`].

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::nearest::Suggestions;

/// Things by what they may be called.
pub(super) struct Names<T> {
    things: Vec<T>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, Option<usize>>,
    suggestions: Suggestions,
}

/// Why a text names nothing.
pub(super) enum Unnamed {
    Unknown,
    /// More than one thing is called so.
    Ambiguous,
}

/// A thing with its codes, which are nobody else's, and its names.
pub(super) struct Named<T> {
    pub(super) thing: T,
    pub(super) codes: Vec<String>,
    pub(super) names: Vec<String>,
}

impl<T> Names<T> {
    pub(super) fn of(all: impl IntoIterator<Item = Named<T>>) -> Self {
        let (mut things, mut by_code, mut by_name) = (Vec::new(), HashMap::new(), HashMap::new());
        for (at, named) in all.into_iter().enumerate() {
            for name in named.codes.iter().chain(&named.names) {
                match by_name.entry(loose(name)) {
                    Entry::Vacant(place) => {
                        place.insert(Some(at));
                    }
                    Entry::Occupied(mut place) => {
                        if *place.get() != Some(at) {
                            place.insert(None);
                        }
                    }
                }
            }
            by_code.extend(named.codes.into_iter().map(|code| (code, at)));
            things.push(named.thing);
        }
        Self { things, by_code, by_name, suggestions: Suggestions::default() }
    }

    /// The code that was probably meant, for a message.
    pub(super) fn did_you_mean(&self, text: &str) -> String {
        self.suggestions.of(text, self.by_code.keys().map(String::as_str))
    }

    pub(super) fn find(&self, text: &str) -> Result<&T, Unnamed> {
        if let Some(at) = self.by_code.get(text) {
            return Ok(&self.things[*at]);
        }
        match self.by_name.get(&loose(text)) {
            Some(Some(at)) => Ok(&self.things[*at]),
            Some(None) => Err(Unnamed::Ambiguous),
            None => Err(Unnamed::Unknown),
        }
    }
}

/// Small letters of usual width, without blanks.
fn loose(text: &str) -> String {
    let narrow = text.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    });
    narrow.filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(code: &str, name: &str) -> Named<String> {
        Named { thing: code.to_owned(), codes: vec![code.to_owned()], names: vec![name.to_owned()] }
    }

    #[test]
    fn a_code_goes_before_a_name_and_a_shared_name_names_nobody() {
        let all = [named("EWR", "Newark 机场"), named("jfk", "Kennedy"), named("Kennedy", "Other")];
        let names = Names::of(all.into_iter().chain([named("a", "Twin"), named("b", "twin")]));
        let find = |text: &str| names.find(text).ok().map(String::as_str);
        assert_eq!(find("EWR"), Some("EWR"));
        assert_eq!(find("ｅｗｒ"), Some("EWR"));
        assert_eq!(find("newark机场"), Some("EWR"));
        assert_eq!(find("Kennedy"), Some("Kennedy"));
        assert!(matches!(names.find("TWIN"), Err(Unnamed::Ambiguous)));
        assert!(matches!(names.find("LAX"), Err(Unnamed::Unknown)));
    }
}
