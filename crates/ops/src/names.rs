//! Names in the reader's language: one main name, and others for the languages that have one.
//!
//! A reader sees the name in its own language where there is one, else the main name. A rename of
//! the main name takes along the names that read the same, so that no reader goes on seeing the old
//! one for want of an edit.

use store::json::Names;
use store::word::UserLocale;

use crate::check::Checks;

/// The name for a reader of this language.
///
/// ```
/// use store::word::UserLocale;
/// let names = [("zh-CN".to_owned(), "准点率".to_owned())].into();
/// assert_eq!(ops::names::shown("On time", &names, UserLocale::ZhCn), "准点率");
/// assert_eq!(ops::names::shown("On time", &names, UserLocale::En), "On time");
/// ```
pub fn shown<'a>(main: &'a str, names: &'a Names, locale: UserLocale) -> &'a str {
    names.get(locale.as_str()).map_or(main, String::as_str)
}

/// The KPI's name for a reader of this language.
pub fn of_kpi(kpi: &store::entity::kpi::Model, locale: UserLocale) -> &str {
    shown(&kpi.name, &kpi.names.0, locale)
}

/// The names as they are kept: trimmed, and blank ones left out.
pub(crate) fn cleaned(given: Names) -> Names {
    given
        .into_iter()
        .map(|(language, name)| (language, name.trim().to_owned()))
        .filter(|(_, name)| !name.is_empty())
        .collect()
}

/// The names after an edit: those given, else the old ones, of which those that read like the old
/// main name become the new one.
pub(crate) fn edited(mut old: Names, given: Option<Names>, before: &str, after: &str) -> Names {
    if let Some(given) = given {
        return cleaned(given);
    }
    for name in old.values_mut().filter(|name| name.as_str() == before) {
        after.clone_into(name);
    }
    old
}

/// Notes names in languages that nobody reads here, and names that are no names.
pub(crate) fn check(checks: &mut Checks, names: &Names) {
    for (language, name) in names {
        let field = format!("names.{language}");
        if !UserLocale::WORDS.contains(&language.as_str()) {
            let known = UserLocale::WORDS.join(", ");
            let message = format!("`{language}` is no language of this product; {known} are");
            checks.refuse(&field, "unknown_language", message);
        }
        checks.name(&field, name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(english: &str, chinese: &str) -> Names {
        [("en", english), ("zh-CN", chinese)].map(|(tag, name)| (tag.into(), name.into())).into()
    }

    #[test]
    fn a_rename_takes_along_the_names_that_read_the_same() {
        let renamed = edited(names("Money", "财务"), None, "Money", "Finance");
        assert_eq!(renamed, names("Finance", "财务"));
        let given = edited(names("Money", "财务"), Some(names(" Cash ", " ")), "Money", "Finance");
        assert_eq!(given, [("en".to_owned(), "Cash".to_owned())].into());
    }

    #[test]
    fn a_language_that_nobody_reads_is_refused_with_its_field() {
        let mut checks = Checks::default();
        check(&mut checks, &[("fr".to_owned(), "Ponctualité".to_owned())].into());
        let error = checks.finish().unwrap_err();
        assert!(error.to_string().contains("zh-CN, en are"), "{error}");
    }
}
