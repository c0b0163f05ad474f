//! What a check found out: a verdict, a sentence, and what to do.

/// How it stands with one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// As it should be.
    Good,
    /// Not looked at: nobody asked for it, it is not for here, or it is left to the operator.
    Skipped,
    /// It works, but not as it should; or it could not be looked at.
    Warning,
    /// It must not stay so: people cannot sign in, or what was promised about safety or data does not hold.
    Failure,
}

/// The outcome of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// How it stands.
    pub(crate) verdict: Verdict,
    /// With what, in a word or three: the report has a column for it.
    pub(crate) subject: &'static str,
    /// In one sentence, or two.
    pub(crate) sentence: String,
    /// What to do about it.
    pub(crate) advice: Option<String>,
}

impl Finding {
    /// All is well.
    pub(crate) fn good(subject: &'static str, sentence: impl Into<String>) -> Self {
        Self { verdict: Verdict::Good, subject, sentence: sentence.into(), advice: None }
    }

    /// Not looked at; `advice` says how to have it looked at.
    pub(crate) fn skipped(subject: &'static str, sentence: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { verdict: Verdict::Skipped, subject, sentence: sentence.into(), advice: Some(advice.into()) }
    }

    /// Not looked at, because it does not matter here: there is nothing to do about it.
    pub(crate) fn irrelevant(subject: &'static str, sentence: impl Into<String>) -> Self {
        Self { verdict: Verdict::Skipped, subject, sentence: sentence.into(), advice: None }
    }

    /// Not as it should be.
    pub(crate) fn warning(subject: &'static str, sentence: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { verdict: Verdict::Warning, subject, sentence: sentence.into(), advice: Some(advice.into()) }
    }

    /// Broken.
    pub(crate) fn failure(subject: &'static str, sentence: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { verdict: Verdict::Failure, subject, sentence: sentence.into(), advice: Some(advice.into()) }
    }
}
