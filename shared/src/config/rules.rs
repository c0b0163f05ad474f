//! How often codes may be sent, how often guessed: the limits, with the defaults of DESIGN.md (Numbers).

use crate::config::{Environment, Fault};
use crate::flow::{Cooldowns, Limits};

/// `SENDS_PER_ADDRESS` and `SENDS_PER_DEVICE`, unless set.
pub(super) const SENDS: &str = "5/15m,8/h,15/d";
/// `GUESSES_PER_FLOW`, unless set.
pub(super) const GUESSES: u32 = 5;
/// `CODE_DIGITS`, unless set.
pub(super) const DIGITS: &str = "6";
/// The most failures an address may have in a day before unknown browsers get no more codes for it: NIST SP 800-63B-4, section 3.2.2,
/// wants no more than 100 consecutive.
const MOST_FAILURES: u64 = 100;

/// The limits that issue-code counts by.
#[derive(Clone, Debug)]
pub struct Rules {
    /// `RESEND_COOLDOWN`: between the codes of one flow.
    pub cooldowns: Cooldowns,
    /// `GUESSES_PER_FLOW`: a flow whose guesses are spent gets no further code.
    pub guesses: u32,
    /// `SENDS_PER_ADDRESS`: to one mailbox, over all flows of browsers that never logged in to it.
    pub per_address: Limits,
    /// `SENDS_PER_DEVICE`: to one address, asked for by one browser that has logged in to it.
    pub per_device: Limits,
    /// `FAILURES_PER_ADDRESS`: wrong guesses of unknown browsers, over all flows.
    pub failures: Limits,
    /// `SENDS_PER_SOURCE`: asked for by unknown browsers at one IPv4 address or in one IPv6 /64.
    pub per_source: Limits,
    /// `SENDS_PER_DEPLOYMENT`: of each lane.
    pub per_deployment: Limits,
}

impl Rules {
    /// # Errors
    /// [`Fault`] for the first limit that is none, or out of its bounds.
    pub fn read(environment: &Environment) -> Result<Self, Fault> {
        let failures: Limits = environment.parse("FAILURES_PER_ADDRESS", "10/h,30/d")?;
        if failures.per_day() > MOST_FAILURES {
            return Err(Fault::new("FAILURES_PER_ADDRESS", "must allow at most 100 in a day"));
        }
        Ok(Self {
            cooldowns: environment.cooldowns()?,
            guesses: environment.guesses_per_flow()?,
            per_address: environment.parse("SENDS_PER_ADDRESS", SENDS)?,
            per_device: environment.parse("SENDS_PER_DEVICE", SENDS)?,
            failures,
            per_source: environment.parse("SENDS_PER_SOURCE", "20/h")?,
            per_deployment: environment.parse("SENDS_PER_DEPLOYMENT", "1000/h")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// T55: who guesses blindly for a day takes over one address with this probability at most.
    #[test]
    fn t55_the_shipped_defaults_leave_a_blind_guesser_less_than_one_in_ten_thousand() {
        let sends: Limits = SENDS.parse().unwrap();
        let digits: crate::flow::CodeDigits = DIGITS.parse().unwrap();
        let guesses = sends.per_day() * u64::from(GUESSES);
        // Whole numbers: guesses / combinations < 1 / 10,000.
        assert!(guesses * 10_000 < digits.combinations(), "{guesses} guesses a day");
        assert_eq!(guesses, 75);
    }

    #[test]
    fn too_many_failures_stop_the_start() {
        let read = |value: &str| Rules::read(&Environment::new([("FAILURES_PER_ADDRESS".to_owned(), value.to_owned())].into()));
        assert!(read("100/d").is_ok());
        assert!(read("10/h,30/d").is_ok());
        for value in ["101/d", "100/12h", "5/h", "1/m"] {
            assert_eq!(read(value).unwrap_err().variable, "FAILURES_PER_ADDRESS", "{value}");
        }
    }
}
