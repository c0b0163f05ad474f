//! The time budget of one request: whoever waits for somebody else asks here how long.

use std::time::Duration;

use tokio::time::Instant;

/// What a request may take in all, so that it ends well before the functions' time-out of 10 s (`template.yaml`), with an answer of ours.
const BUDGET: Duration = Duration::from_secs(8);

/// When a request has to be answered. Measures how time passes, and does not know what time it is.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// For a request that came in just now: in 8 s, so that an answer of ours comes before Lambda's time-out of 10 s.
    #[must_use]
    pub fn of_request() -> Self {
        Self(Instant::now() + BUDGET)
    }

    /// What is left, possibly nothing.
    #[must_use]
    pub fn remaining(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }
}
