//! Archiving: taking a thing out of use without losing it, and taking it back.

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Archive {
    /// Out of use.
    Away,
    /// Back in use.
    Back,
}

impl Archive {
    /// Sets the column; gives whether that changed anything.
    ///
    /// ```
    /// use ops::archive::Archive;
    /// let mut archived_at = None;
    /// assert!(Archive::Away.apply(&mut archived_at, 7));
    /// assert!(!Archive::Away.apply(&mut archived_at, 8));
    /// assert_eq!(archived_at, Some(7));
    /// ```
    pub fn apply(self, archived_at: &mut Option<i64>, now_ms: i64) -> bool {
        let is_away = archived_at.is_some();
        match self {
            Self::Away if !is_away => *archived_at = Some(now_ms),
            Self::Back if is_away => *archived_at = None,
            Self::Away | Self::Back => return false,
        }
        true
    }

    /// The verb of the change: `NOUN.archived` or `NOUN.restored`.
    pub fn kind(self, noun: &str) -> String {
        match self {
            Self::Away => format!("{noun}.archived"),
            Self::Back => format!("{noun}.restored"),
        }
    }
}
