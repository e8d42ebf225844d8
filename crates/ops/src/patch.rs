//! Edits: a field is absent (keep), null (clear) or a value (set).

use serde::{Deserialize, Deserializer};

/// What an edit says of one nullable field.
///
/// ```
/// use ops::patch::Patch;
/// #[derive(serde::Deserialize)]
/// struct Edit { #[serde(default)] note: Patch<String> }
/// let keep: Edit = serde_json::from_str("{}").unwrap();
/// let clear: Edit = serde_json::from_str(r#"{"note":null}"#).unwrap();
/// assert_eq!(keep.note.apply(Some("old".into())), Some("old".to_owned()));
/// assert_eq!(clear.note.apply(Some("old".into())), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Patch<T> {
    /// The field was not given: it stays as it is.
    #[default]
    Keep,
    /// The field was null: it becomes empty.
    Clear,
    /// The field becomes this value.
    Set(T),
}

impl<T> Patch<T> {
    /// The field after the edit.
    pub fn apply(self, current: Option<T>) -> Option<T> {
        match self {
            Self::Keep => current,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }

    /// The value that is being set, if one is.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Carries the edit over to another type.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Keep => Patch::Keep,
            Self::Clear => Patch::Clear,
            Self::Set(value) => Patch::Set(convert(value)),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Option::<T>::deserialize(deserializer)? {
            None => Self::Clear,
            Some(value) => Self::Set(value),
        })
    }
}
