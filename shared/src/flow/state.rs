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
