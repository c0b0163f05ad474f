//! When another code may be sent in the same flow.

use std::str::FromStr;
use std::time::Duration;

use crate::flow::limit::duration;
use crate::time::Timestamp;

/// How long to wait before each resend; as many resends as entries: `30s,60s`. One to three, each of 10 s, so that no double click is a
/// resend, to 10 minutes, the longest that a code lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cooldowns(Vec<Duration>);

/// Why a text is not a list of cooldowns.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be one to three waits such as 30s,60s, each from 10s to 10m")]
pub struct NotCooldowns;

/// Why no further code is sent in this flow now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResendRefusal {
    /// Too soon after the last; may be asked again after this long, in whole seconds.
    Cooldown(Duration),
    /// There were as many as there may be.
    Exhausted,
}

impl Cooldowns {
    /// The waits, one for each resend.
    #[must_use]
    pub fn as_slice(&self) -> &[Duration] {
        &self.0
    }

    /// Whether a resend is due, after `sends` codes of which the last was sent at `last`. After none it is: the first was taken back.
    ///
    /// # Errors
    /// [`ResendRefusal::Exhausted`] when there were as many resends as there are waits, [`ResendRefusal::Cooldown`] before the next wait is
    /// over.
    pub fn check(&self, sends: usize, last: Timestamp, now: Timestamp) -> Result<(), ResendRefusal> {
        let Some(wait) = sends.checked_sub(1).map(|resends| self.0.get(resends).copied()) else { return Ok(()) };
        let wait = wait.ok_or(ResendRefusal::Exhausted)?;
        let due = last.plus(wait);
        // Never longer than the wait itself, whatever clock said when the last was sent.
        if due > now { Err(ResendRefusal::Cooldown(due.since(now).min(wait))) } else { Ok(()) }
    }
}

impl FromStr for Cooldowns {
    type Err = NotCooldowns;

    fn from_str(text: &str) -> Result<Self, NotCooldowns> {
        let bounds = Duration::from_secs(10)..=Duration::from_secs(600);
        let wait = |text: &str| {
            duration(text.trim())
                .filter(|_| text.trim().starts_with(|first: char| first.is_ascii_digit()))
                .filter(|wait| bounds.contains(wait))
        };
        text.split(',').map(wait).collect::<Option<Vec<_>>>().filter(|waits| waits.len() <= 3).map(Self).ok_or(NotCooldowns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_resend_has_its_own_wait() {
        let cooldowns: Cooldowns = "30s,1m".parse().unwrap();
        let check = |sends, last, now| cooldowns.check(sends, Timestamp::from_unix(last), Timestamp::from_unix(now));
        assert_eq!(check(1, 100, 100), Err(ResendRefusal::Cooldown(Duration::from_secs(30))));
        assert_eq!(check(1, 100, 129), Err(ResendRefusal::Cooldown(Duration::from_secs(1))));
        assert_eq!(check(1, 100, 130), Ok(()));
        assert_eq!(check(1, 10_000, 100), Err(ResendRefusal::Cooldown(Duration::from_secs(30))));
        assert_eq!(check(2, 130, 160), Err(ResendRefusal::Cooldown(Duration::from_secs(30))));
        assert_eq!(check(2, 130, 190), Ok(()));
        assert_eq!(check(3, 190, 10_000), Err(ResendRefusal::Exhausted));
    }

    #[test]
    fn one_to_three_waits_of_ten_seconds_to_ten_minutes() {
        for text in ["10s", "30s,60s", "10m,10m,10m"] {
            assert!(text.parse::<Cooldowns>().is_ok(), "{text}");
        }
        for text in ["", "9s", "11m", "30s,60s,60s,60s", "30", "1h", "m", "30s,"] {
            assert_eq!(text.parse::<Cooldowns>(), Err(NotCooldowns), "{text}");
        }
    }
}
