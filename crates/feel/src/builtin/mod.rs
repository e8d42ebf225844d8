//! The built-in functions: one file a family, one entry a function.
//!
//! To add a function: write it in the file of its family as `fn(&mut Call) -> Answer` and add its
//! entry to that file's `ALL`, with signatures, a line of English and one of Chinese. A `?` behind
//! a parameter makes it optional, `...` takes any number. The one invariant: an argument of a wrong
//! type gives null and a warning, never a stop.

/// Makes the function that builds the entries of a family; with `=> TYPE` for a family whose
/// functions mostly give that. The file has `Answer`, `Builtin`, `Call` and `Family` in scope.
macro_rules! entries {
    ($family:ident) => {
        const fn entry(
            name: &'static str,
            signatures: &'static [&'static str],
            result: &'static str,
            (english, chinese): (&'static str, &'static str),
            run: fn(&mut Call<'_, '_>) -> Answer,
        ) -> Builtin {
            let (aliases, family) = (&[] as &[&str], Family::$family);
            Builtin { name, aliases, family, signatures, result, english, chinese, run }
        }
    };
    ($family:ident => $result:literal) => {
        const fn entry(
            name: &'static str,
            signatures: &'static [&'static str],
            (english, chinese): (&'static str, &'static str),
            run: fn(&mut Call<'_, '_>) -> Answer,
        ) -> Builtin {
            let (aliases, family, result) = (&[] as &[&str], Family::$family, $result);
            Builtin { name, aliases, family, signatures, result, english, chinese, run }
        }
    };
}

mod arguments;
mod boolean;
mod context;
mod conversion;
mod list;
mod numeric;
mod range;
mod sort;
mod statistics;
mod string;
mod temporal;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

pub(crate) use arguments::{Answer, Call, Failure};

use crate::parser::NameIndex;
use crate::tree::Form;

/// What a function is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Truth.
    Boolean,
    /// Numbers.
    Numeric,
    /// Text.
    String,
    /// Lists.
    List,
    /// Numbers of a list together.
    Statistics,
    /// Contexts.
    Context,
    /// Dates, times and durations.
    Temporal,
    /// Ranges and points.
    Range,
    /// From one type to another.
    Conversion,
}

/// A built-in function.
#[derive(Debug)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// Other names, as spreadsheets have them.
    pub aliases: &'static [&'static str],
    /// What it is about.
    pub family: Family,
    /// The ways to call it, each a list of parameters as [`parameters`] reads it.
    pub signatures: &'static [&'static str],
    /// The name of the type it gives.
    pub result: &'static str,
    /// What it does, in English.
    pub english: &'static str,
    /// What it does, in Chinese.
    pub chinese: &'static str,
    pub(crate) run: fn(&mut Call<'_, '_>) -> Answer,
}

/// A parameter of a built-in function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// Whether it takes all arguments that follow.
    pub is_repeated: bool,
}

/// Every family.
const FAMILIES: [&[Builtin]; 9] = [
    &boolean::ALL,
    &numeric::ALL,
    &string::ALL,
    &list::ALL,
    &statistics::ALL,
    &context::ALL,
    &temporal::ALL,
    &range::ALL,
    &conversion::ALL,
];

static BY_NAME: LazyLock<HashMap<&'static str, &'static Builtin>> = LazyLock::new(|| {
    let names = |builtin: &'static Builtin| {
        builtin.aliases.iter().copied().chain([builtin.name]).map(move |name| (name, builtin))
    };
    builtins().flat_map(names).collect()
});

static NAMES: LazyLock<NameIndex> = LazyLock::new(|| {
    let mut index = NameIndex::default();
    BY_NAME.keys().for_each(|name| index.insert(name));
    index
});

/// Every built-in function, family by family.
///
/// ```
/// let sum = feel::builtins().find(|builtin| builtin.name == "sum").unwrap();
/// assert_eq!(sum.aliases, ["SUM"]);
/// assert_eq!(feel::parameters(sum.signatures[0]).next().unwrap().name, "list");
/// ```
pub fn builtins() -> impl Iterator<Item = &'static Builtin> {
    FAMILIES.into_iter().flatten()
}

/// The parameters of a signature, in order.
pub fn parameters(signature: &'static str) -> impl Iterator<Item = Parameter> {
    signature.split(", ").filter(|text| !text.is_empty()).map(|text| {
        let name = text.trim_end_matches(['?', '.']);
        let (is_optional, is_repeated) = (text.ends_with('?'), text.ends_with("..."));
        Parameter { name, is_optional, is_repeated }
    })
}

/// The function of this name or alias.
pub(crate) fn find(name: &str) -> Option<&'static Builtin> {
    BY_NAME.get(name).copied()
}

/// All names and aliases.
pub(crate) fn names() -> &'static NameIndex {
    &NAMES
}

impl Builtin {
    /// Whether so many arguments in order fit one of the signatures.
    pub(crate) fn accepts(&self, count: usize) -> bool {
        self.signatures.iter().any(|signature| {
            let least = parameters(signature).filter(|own| !own.is_optional).count();
            let is_open = parameters(signature).any(|own| own.is_repeated);
            count >= least && (is_open || count <= parameters(signature).count())
        })
    }

    /// The signature that has all of these names and needs no other, and the place of each.
    pub(crate) fn bind(&self, names: &[Arc<str>]) -> Option<(Form, Vec<usize>)> {
        self.signatures.iter().enumerate().find_map(|(index, signature)| {
            let place = |name: &Arc<str>| parameters(signature).position(|own| own.name == &**name);
            let places: Vec<usize> = names.iter().map(place).collect::<Option<_>>()?;
            let mut sorted = places.clone();
            sorted.sort_unstable();
            sorted.dedup();
            let needed = |own: &(usize, Parameter)| !own.1.is_optional;
            let mut needed = parameters(signature).enumerate().filter(needed);
            let is_complete = needed.all(|(place, _)| places.contains(&place));
            let fits = sorted.len() == places.len() && is_complete;
            fits.then_some((Form::Named(index), places))
        })
    }
}
