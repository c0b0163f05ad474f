//! What a person can mend: travels as `?problem=` from the functions that act to the page that shows, and to an app's page as JSON.

use std::time::Duration;

use http::StatusCode;

use crate::channel::Channel;
use crate::http::{Fields, problem_document};
use crate::words::Words;

/// The closed list of problems. What was not told, or was no number, is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// What was typed names nobody: no address, no number.
    BadAddress,
    /// Whom it names may not sign in here, by domain, country or kind.
    RefusedAddress,
    /// Another code may be sent after this many seconds.
    Cooldown(Option<u32>),
    /// A limit is reached; it opens after this many seconds.
    TooManyRequests(Option<u32>),
    /// The input cannot be a code; it cost no guess.
    MalformedCode,
    /// Not the code; this many guesses are left.
    WrongCode(Option<u32>),
    /// The code's lifetime is over.
    Expired,
    /// All guesses are spent.
    Locked,
    /// Whatever it is, a new start mends it. All that is ever said outside the browser that owns the flow.
    StartAgain,
}

/// The longest wait worth telling, in seconds: a day, the longest window of the shipped limits.
const LONGEST_WAIT: u32 = 86_400;
/// The most guesses a flow can have: the bound of `GUESSES_PER_FLOW`.
const MOST_GUESSES: u32 = 10;

impl Problem {
    /// A limit that opens after `wait`, told in whole seconds from one to a day.
    #[must_use]
    pub fn too_many_requests(wait: Duration) -> Self {
        Self::TooManyRequests(Some(seconds(wait)))
    }

    /// A cooldown that is over after `wait`, told in whole seconds from one to a day.
    #[must_use]
    pub fn cooldown(wait: Duration) -> Self {
        Self::Cooldown(Some(seconds(wait)))
    }

    /// What `problem`, `left` and `retry_after` of a query say. Anyone can write them: unknown words and numbers that are none are as if
    /// they were not there, waits are clamped to 1 to 86,400 seconds, guesses left to 0 to 10.
    #[must_use]
    pub fn read(query: &Fields) -> Option<Self> {
        let get = |name| query.get(name).ok().flatten();
        let number = |name, most: u32, least: u32| {
            get(name)
                .filter(|text| !text.starts_with('+'))
                .and_then(|text| text.parse::<u32>().ok())
                .map(|number| number.clamp(least, most))
        };
        Some(match get("problem")?.as_str() {
            "bad-address" => Self::BadAddress,
            "refused-address" => Self::RefusedAddress,
            "cooldown" => Self::Cooldown(number("retry_after", LONGEST_WAIT, 1)),
            "too-many-requests" => Self::TooManyRequests(number("retry_after", LONGEST_WAIT, 1)),
            "malformed-code" => Self::MalformedCode,
            "wrong-code" => Self::WrongCode(number("left", MOST_GUESSES, 0)),
            "expired" => Self::Expired,
            "locked" => Self::Locked,
            "start-again" => Self::StartAgain,
            _ => return None,
        })
    }

    /// Whether nothing but a new start is left.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Locked | Self::StartAgain | Self::WrongCode(Some(0)))
    }

    /// The word of it, as a query and a log know it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::BadAddress => "bad-address",
            Self::RefusedAddress => "refused-address",
            Self::Cooldown(_) => "cooldown",
            Self::TooManyRequests(_) => "too-many-requests",
            Self::MalformedCode => "malformed-code",
            Self::WrongCode(_) => "wrong-code",
            Self::Expired => "expired",
            Self::Locked => "locked",
            Self::StartAgain => "start-again",
        }
    }

    /// What a person is told about it, and what to do next; where it is about an identifier, one of this channel, or of
    /// mail where nobody says of which.
    #[must_use]
    pub fn sentence(self, words: Words, channel: Option<Channel>) -> String {
        let identifiers = &channel.unwrap_or(Channel::Email).about().words;
        let when =
            |seconds: Option<u32>| seconds.map_or_else(|| words.say("later"), |seconds| words.wait(Duration::from_secs(seconds.into())));
        match self {
            Self::BadAddress => words.say(identifiers.bad),
            Self::RefusedAddress => words.say(identifiers.refused),
            Self::Cooldown(wait) => words.fill("problem-cooldown", [("when", when(wait).into())]),
            Self::TooManyRequests(wait) => words.fill("problem-too-many-requests", [("when", when(wait).into())]),
            Self::MalformedCode => words.say("problem-malformed-code"),
            Self::WrongCode(Some(0)) | Self::Locked => words.say("problem-locked"),
            Self::WrongCode(Some(left)) => words.fill("problem-wrong-code", [("left", left.into())]),
            Self::WrongCode(None) => words.say("problem-wrong-code-plain"),
            Self::Expired => words.say("problem-expired"),
            Self::StartAgain => words.say("problem-start-again"),
        }
    }

    /// The status of an answer that tells an app's page of it: 429 (RFC 6585, section 4) where time mends it, else 400.
    pub(crate) const fn status(self) -> StatusCode {
        match self {
            Self::Cooldown(_) | Self::TooManyRequests(_) => StatusCode::TOO_MANY_REQUESTS,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// The problem for an app's page (RFC 9457), with `retryAfter` in seconds or `left` where it has such a number.
    pub(crate) fn json(self, words: Words, channel: Option<Channel>) -> String {
        let title = match self {
            Self::BadAddress => "Not an address",
            Self::RefusedAddress => "Address refused",
            Self::Cooldown(_) => "Too soon",
            Self::TooManyRequests(_) => "Too many requests",
            Self::MalformedCode => "Not a code",
            Self::WrongCode(_) => "Wrong code",
            Self::Expired => "Code expired",
            Self::Locked => "Too many wrong codes",
            Self::StartAgain => "No such flow",
        };
        let number = match self {
            Self::Cooldown(seconds) | Self::TooManyRequests(seconds) => seconds.map(|seconds| ("retryAfter", seconds)),
            Self::WrongCode(left) => left.map(|left| ("left", left)),
            _ => None,
        };
        problem_document::problem(self.status(), self.word(), title, &self.sentence(words, channel), number)
    }

    /// The problem as query parameters, without a leading separator: what [`Self::read`] reads.
    #[must_use]
    pub fn to_query(self) -> String {
        let word = self.word();
        match self {
            Self::Cooldown(Some(seconds)) | Self::TooManyRequests(Some(seconds)) => format!("problem={word}&retry_after={seconds}"),
            Self::WrongCode(Some(left)) => format!("problem={word}&left={left}"),
            _ => format!("problem={word}"),
        }
    }
}

fn seconds(wait: Duration) -> u32 {
    u32::try_from(wait.as_secs()).unwrap_or(LONGEST_WAIT).clamp(1, LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_reads_back_as_it_was_written() {
        for problem in [
            Problem::BadAddress,
            Problem::RefusedAddress,
            Problem::Cooldown(Some(30)),
            Problem::TooManyRequests(Some(900)),
            Problem::MalformedCode,
            Problem::WrongCode(Some(0)),
            Problem::Expired,
            Problem::Locked,
            Problem::StartAgain,
        ] {
            assert_eq!(Problem::read(&Fields::parse(&problem.to_query())), Some(problem));
        }
    }

    #[test]
    fn a_wait_is_told_in_whole_seconds_from_one_to_a_day() {
        for (wait, told) in [(0, 1), (999, 1), (30_999, 30), (86_400_000, 86_400), (86_401_000, 86_400), (u64::MAX, 86_400)] {
            let wait = Duration::from_millis(wait);
            assert_eq!(Problem::cooldown(wait), Problem::Cooldown(Some(told)));
            assert_eq!(Problem::too_many_requests(wait), Problem::TooManyRequests(Some(told)));
        }
    }

    #[test]
    fn a_flow_is_over_when_it_takes_no_more_guesses_or_is_none() {
        for (problem, over) in [
            (Problem::Locked, true),
            (Problem::StartAgain, true),
            (Problem::WrongCode(Some(0)), true),
            (Problem::WrongCode(Some(1)), false),
            (Problem::WrongCode(None), false),
            (Problem::Expired, false),
            (Problem::TooManyRequests(None), false),
        ] {
            assert_eq!(problem.is_end(), over, "{problem:?}");
        }
    }

    #[test]
    fn numbers_are_clamped_or_ignored() {
        let read = |query| Problem::read(&Fields::parse(query));
        assert_eq!(read("problem=wrong-code&left=99"), Some(Problem::WrongCode(Some(10))));
        assert_eq!(read("problem=wrong-code&left=-1"), Some(Problem::WrongCode(None)));
        assert_eq!(read("problem=cooldown&retry_after=9999999"), Some(Problem::Cooldown(Some(86_400))));
        assert_eq!(read("problem=cooldown&retry_after=<b>"), Some(Problem::Cooldown(None)));
        assert_eq!(read("problem=cooldown&retry_after=1&retry_after=2"), Some(Problem::Cooldown(None)));
        assert_eq!(read("problem=hacked"), None);
    }
}
