//! Authress's `state`: its authentication request id, carried through verbatim.

use std::fmt;

/// The `state` of a login request: 1 to 512 bytes without control characters. The bound is ours: Authress's own are around 30 characters,
/// of which eight flow cookies fit into API Gateway's 10,240 bytes of headers (HTTP API quotas) many times over.
#[derive(Clone, PartialEq, Eq)]
pub struct State(String);

impl State {
    /// `None` for an empty one, one of more than 512 bytes, and one with a control character.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        ((1..=512).contains(&text.len()) && !text.chars().any(char::is_control)).then(|| Self(text.to_owned()))
    }

    /// The state, verbatim.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whoever knows an open request's state can try to finish it, so it stays out of logs.
impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[state]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_carried_through_as_it_came_if_it_can_be_one() {
        for text in ["s", "a b+c%2F=&#é\u{2028}", &"s".repeat(512)] {
            assert_eq!(State::parse(text).unwrap().as_str(), text);
        }
        for text in ["", "a\nb", "\u{7f}", &"s".repeat(513), &"é".repeat(257)] {
            assert_eq!(State::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_state_is_not_printable() {
        assert_eq!(format!("{:?}", State::parse("s").unwrap()), "[state]");
    }
}
