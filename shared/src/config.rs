//! The environment of a function, read once at its start; nobody else reads it. A value that is missing or outside its bounds stops
//! the start with one line that names the variable.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::sync::Mutex;
use std::time::Duration;

mod app_origins;
mod brand;
mod cloudfront;
mod color;
mod deployment;
mod origin;
mod rules;
mod site;

pub use app_origins::AppOrigins;
#[cfg(test)]
pub(crate) use brand::{ACCENTS, GROUNDS};
pub use brand::{Brand, Style};
pub use cloudfront::CloudFront;
pub use color::{Color, NotAColor};
pub use deployment::Deployment;
pub use origin::{NotAnOrigin, Origin};
pub use rules::{Rules, Sends};
pub use site::{ClientId, Site};

use crate::channel::{Channel, Channels};
use crate::flow::{CodeDigits, Cooldowns};

/// What is wrong with the environment: which variable, and what it should be.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{variable} {reason}")]
pub struct Fault {
    /// The variable's name.
    pub variable: &'static str,
    /// What it must be, in words that follow the name. Never holds a secret's value.
    pub reason: String,
}

impl Fault {
    /// `variable` is wrong because of `reason` (reads as the sentence "VARIABLE reason").
    pub fn new(variable: &'static str, reason: impl Into<String>) -> Self {
        Self { variable, reason: reason.into() }
    }
}

/// Environment variables as a value. Blank means absent, for every variable.
pub struct Environment {
    variables: HashMap<String, String>,
    asked: Mutex<BTreeSet<String>>,
}

impl Environment {
    /// The environment a local run or a test hands to a function.
    #[must_use]
    pub const fn new(variables: HashMap<String, String>) -> Self {
        Self { variables, asked: Mutex::new(BTreeSet::new()) }
    }

    /// The process's own. Variables that are not Unicode cannot be ours and are left out.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that may read the environment")]
    pub fn of_process() -> Self {
        Self::new(std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))).collect())
    }

    /// The value of `variable`, if it is there and not blank; white space around it does not count.
    #[must_use]
    pub fn get(&self, variable: &str) -> Option<&str> {
        if let Ok(mut asked) = self.asked.lock() {
            asked.insert(variable.to_owned());
        }
        self.variables.get(variable).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// Every variable that somebody has asked for, which the template must set: a test compares.
    #[must_use]
    pub fn asked(&self) -> BTreeSet<String> {
        self.asked.lock().map(|asked| asked.clone()).unwrap_or_default()
    }

    /// The value of `variable`, which must be there.
    ///
    /// # Errors
    /// [`Fault`] when it is absent or blank.
    pub fn require(&self, variable: &'static str) -> Result<&str, Fault> {
        self.get(variable).ok_or_else(|| Fault::new(variable, "is missing"))
    }

    /// The value of `variable`, or else `default`, as a `T`.
    ///
    /// # Errors
    /// [`Fault`] when it does not parse, for the reason that `T` gives.
    pub fn parse<T: FromStr<Err: Display>>(&self, variable: &'static str, default: &str) -> Result<T, Fault> {
        self.get(variable).unwrap_or(default).parse().map_err(|reason: T::Err| Fault::new(variable, reason.to_string()))
    }

    /// A whole number within `bounds`, in decimal digits and without a sign; `default`, which is not held against them, when there is none.
    ///
    /// # Errors
    /// [`Fault`] when it is none, or outside.
    pub fn integer(&self, variable: &'static str, default: u32, bounds: RangeInclusive<u32>) -> Result<u32, Fault> {
        let Some(text) = self.get(variable) else { return Ok(default) };
        let digits = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        digits
            .and_then(|digits| digits.parse().ok())
            .filter(|number| bounds.contains(number))
            .ok_or_else(|| Fault::new(variable, format!("must be a whole number from {} to {}", bounds.start(), bounds.end())))
    }

    /// `true` or `false`, which is the default.
    ///
    /// # Errors
    /// [`Fault`] when it is neither.
    pub fn flag(&self, variable: &'static str) -> Result<bool, Fault> {
        match self.get(variable) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Fault::new(variable, "must be true or false")),
        }
    }

    /// `CHANNELS`, which the page offers and issue-code sends by; `email` unless set.
    ///
    /// # Errors
    /// [`Fault`] when one of them is none, or two are for the same kind of identifier.
    pub fn channels(&self) -> Result<Channels, Fault> {
        self.parse("CHANNELS", Channel::Email.about().name)
    }

    /// `CODE_DIGITS`, which the page, the code and the guess must agree on; 6 unless set.
    ///
    /// # Errors
    /// [`Fault`] outside 6 to 10.
    pub fn code_digits(&self) -> Result<CodeDigits, Fault> {
        self.parse("CODE_DIGITS", rules::DIGITS)
    }

    /// `CODE_TTL_SECONDS`, how long a code lives; 600 unless set, which is also the most: NIST SP 800-63B-4, section 3.1.3.2, gives an
    /// out-of-band secret ten minutes.
    ///
    /// # Errors
    /// [`Fault`] outside 60 to 600; a mail may take a minute.
    pub fn code_lifetime(&self) -> Result<Duration, Fault> {
        self.seconds("CODE_TTL_SECONDS", 600, 60..=600)
    }

    /// `GUESSES_PER_FLOW`, over all codes of a flow; 5 unless set.
    ///
    /// # Errors
    /// [`Fault`] outside 1 to 10.
    pub fn guesses_per_flow(&self) -> Result<u32, Fault> {
        self.integer("GUESSES_PER_FLOW", rules::GUESSES, 1..=10)
    }

    /// `RESEND_COOLDOWN`, the wait before each resend; `30s,60s` unless set.
    ///
    /// # Errors
    /// [`Fault`] when it is anything but one to three waits of 10 s to 10 minutes.
    pub fn cooldowns(&self) -> Result<Cooldowns, Fault> {
        self.parse("RESEND_COOLDOWN", "30s,60s")
    }

    /// A whole number of seconds within `bounds`, as [`Self::integer`] reads it.
    ///
    /// # Errors
    /// [`Fault`] when it is none, or outside.
    pub fn seconds(&self, variable: &'static str, default: u32, bounds: RangeInclusive<u32>) -> Result<Duration, Fault> {
        self.integer(variable, default, bounds).map(|seconds| Duration::from_secs(seconds.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::new(variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn blank_means_absent() {
        let blank = environment(&[("TABLE_NAME", " "), ("CODE_DIGITS", "")]);
        assert_eq!(blank.get("TABLE_NAME"), None);
        assert_eq!(blank.require("TABLE_NAME").unwrap_err().to_string(), "TABLE_NAME is missing");
        assert_eq!(blank.integer("CODE_DIGITS", 6, 6..=10), Ok(6));
    }

    #[test]
    fn a_flag_is_true_or_false() {
        let flag = |value| environment(&[("CODE_IN_SUBJECT", value)]).flag("CODE_IN_SUBJECT");
        assert_eq!([flag("true"), flag("false"), flag("")], [Ok(true), Ok(false), Ok(false)]);
        assert_eq!(flag("yes").unwrap_err().to_string(), "CODE_IN_SUBJECT must be true or false");
    }

    #[test]
    fn a_number_outside_its_bounds_is_named() {
        for value in ["5", "11", "-6", "+6", "6.0", "six"] {
            let variables = environment(&[("CODE_DIGITS", value)]);
            let message = "CODE_DIGITS must be a whole number from 6 to 10";
            assert_eq!(variables.integer("CODE_DIGITS", 6, 6..=10).unwrap_err().to_string(), message);
            assert_eq!(variables.code_digits().unwrap_err().to_string(), message);
        }
    }
}
