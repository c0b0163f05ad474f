//! Everything that was handed over to be sent, by mail or by text.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use shared::time::Timestamp;

/// How many messages are kept; the oldest goes first.
const KEPT: usize = 1000;

/// A request to send, as it came.
#[derive(Clone)]
pub(crate) struct Sent {
    /// When it came.
    pub(crate) at: Timestamp,
    /// By which service.
    pub(crate) by: Service,
    /// The whole body of the request.
    pub(crate) request: Value,
}

/// Who was asked to send.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    /// SES.
    Ses,
    /// AWS End User Messaging.
    Sms,
}

/// All that was sent, newest first.
#[derive(Clone, Default)]
pub(crate) struct Outbox(Arc<Mutex<VecDeque<Sent>>>);

impl Outbox {
    /// What is in it, newest first.
    pub(crate) fn all(&self) -> Vec<Sent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Puts one more in.
    pub(crate) fn keep(&self, sent: Sent) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front(sent);
        kept.truncate(KEPT);
    }
}
