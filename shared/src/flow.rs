//! The protocol itself, pure: what a flow is, what a code is worth, who has won. No I/O, no clock, nothing async.

mod browser;
mod code;
mod device;
mod id;
mod label;
mod ledger;
mod limit;
mod resend;
mod state;

pub use browser::{BrowserHash, BrowserSecret, Mac};
pub use code::{Code, CodeDigits, NotCodeDigits};
pub(crate) use device::KNOWN_FOR;
pub use device::{DeviceHash, DeviceSecret};
pub use id::FlowId;
pub use label::RequestLabel;
pub(crate) use ledger::DOUBLE_SUBMIT;
pub use ledger::{LedgerEntry, Verdict, judge};
pub use limit::{Limit, Limits, NotLimits};
pub use resend::{CodeRefusal, Cooldowns, NotCooldowns, ResendRefusal};
pub use state::State;

use crate::identifier::Identifier;
use crate::time::Timestamp;

/// One attempt of one browser to log in, as the table keeps it. `browser`, `identifier` and `state` never change.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Hash of the browser secret of the browser that started it.
    pub browser: BrowserHash,
    /// Whom it logs in: an address or a number.
    pub identifier: Identifier,
    /// Authress's `state` of the login request.
    pub state: State,
    /// Every code ever made in it, newest first; none is ever removed.
    pub codes: Vec<IssuedCode>,
    /// Every guess that was counted, in no order: [`LedgerEntry::ordinal`] has it.
    pub ledger: Vec<LedgerEntry>,
    /// How many guesses were counted, over all codes.
    pub attempts: u32,
    /// When codes were sent, newest first; sends that were taken back are not among them, though their codes are.
    pub sends: Vec<Timestamp>,
    /// The device in whose lane the flow was opened, if it was in one.
    pub device: Option<DeviceHash>,
    /// The first instant at which the flow takes neither a guess nor a resend: when its last code dies.
    pub expires_at: Timestamp,
}

impl Flow {
    /// Whether this browser started it.
    #[must_use]
    pub fn is_of(&self, browser: &BrowserHash) -> bool {
        self.browser == *browser
    }

    /// Whether it was opened by this very request, or one that asked for the same.
    #[must_use]
    pub fn was_opened_for(&self, browser: &BrowserHash, identifier: &Identifier, state: &State) -> bool {
        self.is_of(browser) && self.identifier == *identifier && self.state == *state
    }

    /// Whether it was opened in this device's lane: then a browser asked that had logged in to the identifier before.
    #[must_use]
    pub fn was_opened_at(&self, device: &DeviceHash) -> bool {
        self.device.as_ref() == Some(device)
    }

    /// How many codes were sent in it; those that were taken back do not count.
    #[must_use]
    pub fn codes_sent(&self) -> u32 {
        u32::try_from(self.sends.len()).unwrap_or(u32::MAX)
    }

    /// When the last of them was sent; none, when the first was taken back.
    #[must_use]
    pub fn last_sent(&self) -> Option<Timestamp> {
        self.sends.first().copied()
    }
}

/// A code as the table knows it: only by its verifier.
#[derive(Clone, Debug)]
pub struct IssuedCode {
    /// Its verifier.
    pub mac: Mac,
    /// The first instant at which the code is worth nothing.
    pub expires_at: Timestamp,
}
