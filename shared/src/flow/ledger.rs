//! The ledger of guesses: who has won, and what a guess is told. The winner is the first counted guess that matches a code which was alive
//! when it was guessed; a flow has one at most.

use std::time::Duration;

use crate::flow::{Flow, Mac, State};
use crate::identifier::Identifier;
use crate::time::Timestamp;

/// How long the winning guess may be repeated for the same answer, by a double click, by the SDK after a lost reply, or by a person who got
/// a 503: longer than a request may take (8 s), and than the 10 s of a `Retry-After`.
pub(crate) const DOUBLE_SUBMIT: Duration = Duration::from_secs(15);

/// One counted guess.
#[derive(Clone, Debug)]
pub struct LedgerEntry {
    /// Verifier of what was guessed.
    pub mac: Mac,
    /// Its number among the guesses of its flow, from 1.
    pub ordinal: u32,
    /// When it was counted.
    pub at: Timestamp,
}

/// What a guess comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Logged in. `at` is when the winning guess was counted, so that a repetition gives the same bytes.
    Won {
        /// Whom the flow logs in.
        identifier: Identifier,
        /// The login request it belongs to.
        state: State,
        /// The winning entry's time.
        at: Timestamp,
        /// When the code that won would have died.
        code_expires_at: Timestamp,
        /// Whether it had won before, and this is the same guess again.
        again: bool,
    },
    /// Not a code of this flow; this many guesses are left.
    Wrong {
        /// Over all codes of the flow; zero when this was the last.
        left: u32,
    },
    /// The code was right once, or the whole flow is over.
    Expired,
    /// All guesses are spent.
    Locked,
    /// The flow has been won before, by another code, or by this one 15 s ago or longer.
    Used,
    /// No such flow, or another browser's. For the caller to say: [`judge`] is given a flow that was found.
    Unknown,
}

/// Judges `guess` by the flow as it was after the guess was counted (`counted`), or as it was found when it could not be. `max` is how many
/// guesses a flow has. The winning guess wins again for less than 15 s.
#[must_use]
pub fn judge(flow: &Flow, guess: &Mac, counted: bool, max: u32, now: Timestamp) -> Verdict {
    let winner = flow.ledger.iter().filter(|entry| flow.was_right(entry)).min_by_key(|entry| entry.ordinal);
    if let Some(winner) = winner {
        return if winner.mac == *guess && (counted || now.since(winner.at) < DOUBLE_SUBMIT) {
            let matching = flow.codes.iter().filter(|code| code.mac == winner.mac && winner.at < code.expires_at);
            Verdict::Won {
                identifier: flow.identifier.clone(),
                state: flow.state.clone(),
                at: winner.at,
                code_expires_at: matching.map(|code| code.expires_at).max().unwrap_or(flow.expires_at),
                again: !counted,
            }
        } else {
            Verdict::Used
        };
    }
    let left = max.saturating_sub(flow.attempts);
    let matches_a_code = flow.codes.iter().fold(false, |found, code| (code.mac == *guess) | found);
    match counted {
        false if flow.expires_at <= now => Verdict::Expired,
        false if left == 0 => Verdict::Locked,
        // Neither over nor spent, and yet not counted: this very code was guessed before. It costs nothing twice.
        _ if matches_a_code => Verdict::Expired,
        _ => Verdict::Wrong { left },
    }
}

impl Flow {
    /// Whether somebody has logged in by it; then it takes nothing more.
    #[must_use]
    pub fn is_won(&self) -> bool {
        self.ledger.iter().any(|entry| self.was_right(entry))
    }

    /// Whether `entry` matches a code that had not expired when it was guessed. Looks at every code, so that time tells nothing.
    #[expect(clippy::needless_bitwise_bool, reason = "constant time: both sides are always looked at")]
    fn was_right(&self, entry: &LedgerEntry) -> bool {
        self.codes.iter().fold(false, |right, code| ((code.mac == entry.mac) & (entry.at < code.expires_at)) | right)
    }
}

#[cfg(test)]
mod tests;
