//! What went wrong when a source was asked: what was asked, and what came back.

/// Characters of an answer that a failure shows.
const SHOWN_CHARACTERS_MAX: usize = 1_000;

/// Why a source gave no rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("asked {asked}: {answered}")]
pub struct Failure {
    /// What sort of failure.
    pub kind: Kind,
    /// What was asked.
    pub asked: String,
    /// What came back, or why nothing did.
    pub answered: String,
    /// For how many seconds it asks to be left alone (`Retry-After`).
    pub retry_after_seconds: Option<u32>,
}

/// What sort of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The settings cannot be used.
    Settings,
    /// The administrator's configuration does not allow it.
    NotAllowed,
    /// Nobody answers there, or the connection broke.
    Unreachable,
    /// It took too long.
    TimedOut,
    /// It answered that it will not or cannot.
    Refused,
    /// The answer is not what was expected.
    Unexpected,
    /// The answer is over a limit.
    TooMuch,
}

impl Kind {
    /// Its word, in the record of runs and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::NotAllowed => "not_allowed",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::Refused => "refused",
            Self::Unexpected => "unexpected",
            Self::TooMuch => "too_much",
        }
    }

    /// Whether asking again soon may help.
    pub fn is_transient(self) -> bool {
        matches!(self, Self::Unreachable | Self::TimedOut | Self::Refused | Self::Unexpected)
    }
}

impl Failure {
    /// A failure of this kind.
    pub fn new(kind: Kind, asked: impl Into<String>, answered: impl AsRef<str>) -> Self {
        let answered = shortened(answered.as_ref());
        Self { kind, asked: asked.into(), answered, retry_after_seconds: None }
    }

    /// The same, from somebody who asks to be left alone for a while.
    pub(crate) fn with_retry_after(self, seconds: Option<u32>) -> Self {
        Self { retry_after_seconds: seconds, ..self }
    }
}

/// The beginning of a text, on one line as far as it can be, for people to read.
pub(crate) fn shortened(text: &str) -> String {
    let mut letters = text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c });
    let shown: String = letters.by_ref().take(SHOWN_CHARACTERS_MAX).collect();
    if letters.next().is_some() { format!("{} …", shown.trim_end()) } else { shown }
}
