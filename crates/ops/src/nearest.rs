//! The name that was probably meant, for messages about one that leads nowhere.

use std::cell::RefCell;
use std::collections::HashMap;

/// `; did you mean …?` when one of the names is similar to what was written, else nothing.
pub(crate) fn did_you_mean<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> String {
    feel::nearest(written, names)
        .map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

/// So many texts that lead nowhere are remembered; a file rarely has more.
const REMEMBERED_MAX: usize = 10_000;

/// The same for files: a million lines with the same slip are looked through all names once.
#[derive(Debug, Default)]
pub(crate) struct Suggestions {
    known: RefCell<HashMap<String, String>>,
}

impl Suggestions {
    /// As [`did_you_mean`]; `names` are the same every time.
    pub(crate) fn of<'a>(&self, written: &str, names: impl Iterator<Item = &'a str>) -> String {
        let mut known = self.known.borrow_mut();
        if let Some(meant) = known.get(written) {
            return meant.clone();
        }
        let meant = did_you_mean(written, names);
        if known.len() < REMEMBERED_MAX {
            known.insert(written.to_owned(), meant.clone());
        }
        meant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_similar_name_is_offered_and_another_is_not() {
        let names = ["orders", "on_time"];
        assert_eq!(did_you_mean("ordres", names.into_iter()), "; did you mean `orders`?");
        assert_eq!(did_you_mean("Orders", names.into_iter()), "; did you mean `orders`?");
        assert_eq!(did_you_mean("headcount", names.into_iter()), "");
    }

    #[test]
    fn names_are_looked_through_once_for_each_text() {
        let suggestions = Suggestions::default();
        let looked = std::cell::Cell::new(0);
        let names = || ["orders", "on_time"].into_iter().inspect(|_| looked.set(looked.get() + 1));
        let twice = [suggestions.of("ordres", names()), suggestions.of("ordres", names())];
        assert_eq!(twice, ["; did you mean `orders`?", "; did you mean `orders`?"]);
        assert_eq!((suggestions.of("headcount", names()), looked.get()), (String::new(), 4));
    }
}
