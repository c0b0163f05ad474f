//! When another code may be sent in the same flow, and why not.

use std::str::FromStr;
use std::time::Duration;

use crate::flow::Flow;
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

/// Why a flow takes no further code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeRefusal {
    /// Somebody has logged in by it.
    Won,
    /// Its last code is over, and so is it.
    Expired,
    /// Its guesses are spent: there would be none for the code.
    Locked,
    /// Not now, or none any more.
    Resend(ResendRefusal),
}

impl Flow {
    /// Whether it takes one more code, where a flow has so many `guesses`. The same stands in the condition of the write that adds it.
    ///
    /// # Errors
    /// The first [`CodeRefusal`] that applies, in their order.
    pub fn takes_a_code(&self, cooldowns: &Cooldowns, guesses: u32, now: Timestamp) -> Result<(), CodeRefusal> {
        if self.is_won() {
            Err(CodeRefusal::Won)
        } else if self.expires_at <= now {
            Err(CodeRefusal::Expired)
        } else if self.attempts >= guesses {
            Err(CodeRefusal::Locked)
        } else {
            cooldowns.check(self.codes_sent(), self.last_sent().unwrap_or(now), now).map_err(CodeRefusal::Resend)
        }
    }
}

impl Cooldowns {
    /// The waits, one for each resend.
    #[must_use]
    pub fn as_slice(&self) -> &[Duration] {
        &self.0
    }

    /// How long after the last of `sends` codes another may be asked for; `None` when none may.
    #[must_use]
    pub fn after(&self, sends: u32) -> Option<Duration> {
        let Some(resends) = sends.checked_sub(1) else { return Some(Duration::ZERO) };
        self.0.get(resends as usize).copied()
    }

    /// Whether a resend is due, after `sends` codes of which the last was sent at `last`. After none it is: the first was taken back.
    ///
    /// # Errors
    /// [`ResendRefusal::Exhausted`] when there were as many resends as there are waits, [`ResendRefusal::Cooldown`] before the next wait is
    /// over.
    pub fn check(&self, sends: u32, last: Timestamp, now: Timestamp) -> Result<(), ResendRefusal> {
        if sends == 0 {
            return Ok(());
        }
        let wait = self.after(sends).ok_or(ResendRefusal::Exhausted)?;
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
    use crate::flow::{BrowserHash, IssuedCode, LedgerEntry, Mac, State};
    use crate::identifier::Identifier;

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

    /// A flow with a code until 700, sent at 100 and 30, in which so many guesses were counted; the first of them at `won`, and right.
    fn flow(attempts: u32, won: Option<u64>) -> Flow {
        let at = Timestamp::from_unix;
        let mac = || Mac::from_table("code".to_owned());
        Flow {
            browser: BrowserHash::from_table("browser".to_owned()),
            identifier: Identifier::from_canonical("jane@example.com").unwrap(),
            state: State::parse("state").unwrap(),
            codes: vec![IssuedCode { mac: mac(), expires_at: at(700) }],
            ledger: won.map(|time| LedgerEntry { mac: mac(), ordinal: 1, at: at(time) }).into_iter().collect(),
            attempts,
            sends: vec![at(100), at(30)],
            device: None,
            expires_at: at(700),
        }
    }

    #[test]
    fn a_flow_takes_a_code_until_it_is_won_or_over_or_out_of_guesses_or_of_resends() {
        let takes = |flow: &Flow, cooldowns: &str, now| flow.takes_a_code(&cooldowns.parse().unwrap(), 5, Timestamp::from_unix(now));
        assert_eq!(takes(&flow(0, None), "30s,60s", 160), Ok(()));
        assert_eq!(takes(&flow(4, None), "30s,60s", 699), Ok(()));
        assert_eq!(takes(&flow(1, Some(700)), "30s,60s", 699), Ok(()), "the code was over when it was guessed");
        let too_soon = ResendRefusal::Cooldown(Duration::from_secs(1));
        assert_eq!(takes(&flow(0, None), "30s,60s", 159), Err(CodeRefusal::Resend(too_soon)));
        assert_eq!(takes(&flow(0, None), "30s", 160), Err(CodeRefusal::Resend(ResendRefusal::Exhausted)));
        assert_eq!(takes(&flow(5, None), "30s,60s", 160), Err(CodeRefusal::Locked));
        assert_eq!(takes(&flow(5, None), "30s,60s", 700), Err(CodeRefusal::Expired));
        assert_eq!(takes(&flow(5, Some(120)), "30s,60s", 700), Err(CodeRefusal::Won), "first of all");
        let taken_back = Flow { sends: Vec::new(), ..flow(0, None) };
        assert_eq!(takes(&taken_back, "30s", 100), Ok(()));
    }

    #[test]
    fn how_long_a_page_has_to_wait_after_each_code() {
        let cooldowns: Cooldowns = "30s,1m".parse().unwrap();
        assert_eq!([0, 1, 2, 3].map(|sends| cooldowns.after(sends).map(|wait| wait.as_secs())), [Some(0), Some(30), Some(60), None]);
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
