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
pub use code::{Code, CodeDigits};
pub use device::{DeviceHash, DeviceSecret};
pub use id::FlowId;
pub use label::RequestLabel;
pub use ledger::{Guess, Verdict, judge};
pub use limit::{Limit, Limits};
pub use resend::{Cooldowns, ResendRefusal};
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
    /// Every guess that was counted, in no order: [`Guess::ordinal`] has it.
    pub ledger: Vec<Guess>,
    /// How many guesses were counted, over all codes.
    pub attempts: u32,
    /// When codes were sent, newest first; sends that were taken back are not among them, though their codes are.
    pub sends: Vec<Timestamp>,
    /// The device in whose lane the flow was opened, if it was in one.
    pub device: Option<DeviceHash>,
    /// The first instant at which the flow takes neither a guess nor a resend: when its last code dies.
    pub expires_at: Timestamp,
}

/// A code as the table knows it: only by its verifier.
#[derive(Clone, Debug)]
pub struct IssuedCode {
    /// Its verifier.
    pub mac: Mac,
    /// The first instant at which the code is worth nothing.
    pub expires_at: Timestamp,
}
