//! How often codes may be sent, how often guessed: the limits and their defaults. These leave a blind guesser less than one chance in 10,000
//! a day against one identifier: sends a day times guesses for each, divided by the number of codes there are.

use crate::channel::Channel;
use crate::config::{Environment, Fault};
use crate::flow::{Cooldowns, Limits};

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
    /// `RESEND_COOLDOWN`, `30s,60s` unless set: between the codes of one flow.
    pub cooldowns: Cooldowns,
    /// `GUESSES_PER_FLOW`, 5 unless set: a flow whose guesses are spent gets no further code.
    pub guesses: u32,
    /// `FAILURES_PER_ADDRESS`, `10/h,30/d` unless set: wrong guesses of unknown browsers, over all flows of one identifier. When they are
    /// reached, unknown browsers get no more codes for it.
    pub failures: Limits,
    /// `SENDS_PER_SOURCE`, `20/h` unless set: asked for by unknown browsers at one IPv4 address or in one IPv6 /64; in fixed windows.
    pub per_source: Limits,
    sends: Vec<(Channel, Sends)>,
}

/// The limits of one channel; [`crate::channel::About`] has their variables and defaults.
#[derive(Clone, Debug)]
pub struct Sends {
    /// To one identifier, over all flows of browsers that did not log in to it within 90 days.
    pub per_address: Limits,
    /// To one identifier, asked for by one browser that did; and, counted apart, by all such browsers together.
    pub per_device: Limits,
    /// To all identifiers, of each of the two lanes by itself; in fixed windows.
    pub per_deployment: Limits,
}

impl Rules {
    /// Reads the limits that all channels share, and those of each channel that `CHANNELS` names.
    ///
    /// # Errors
    /// [`Fault`] for the first limit that is none or out of its bounds, and for `FAILURES_PER_ADDRESS` of more than 100 a day: the most
    /// consecutive failures that NIST SP 800-63B-4, section 3.2.2, lets an account have.
    pub fn read(environment: &Environment) -> Result<Self, Fault> {
        let failures: Limits = environment.parse("FAILURES_PER_ADDRESS", "10/h,30/d")?;
        if failures.per_day() > MOST_FAILURES {
            return Err(Fault::new("FAILURES_PER_ADDRESS", "must allow at most 100 in a day"));
        }
        Ok(Self {
            cooldowns: environment.cooldowns()?,
            guesses: environment.guesses_per_flow()?,
            failures,
            per_source: environment.parse("SENDS_PER_SOURCE", "20/h")?,
            sends: environment
                .channels()?
                .as_slice()
                .iter()
                .map(|channel| Ok((*channel, Sends::read(*channel, environment)?)))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The limits of this channel, if it is offered.
    #[must_use]
    pub fn sends(&self, channel: Channel) -> Option<&Sends> {
        self.sends.iter().find(|(offered, _)| *offered == channel).map(|(_, sends)| sends)
    }

    /// The most guesses that `sends` to one identifier leave in any 24 hours: each send may be a flow of its own, with all its guesses.
    #[must_use]
    pub fn guesses_a_day(&self, sends: &Limits) -> u64 {
        sends.per_day() * u64::from(self.guesses)
    }
}

impl Sends {
    fn read(channel: Channel, environment: &Environment) -> Result<Self, Fault> {
        let limits = &channel.about().limits;
        let read = |(variable, default)| environment.parse(variable, default);
        Ok(Self {
            per_address: read(limits.per_address)?,
            per_device: read(limits.per_device)?,
            per_deployment: read(limits.per_deployment)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// T55: who guesses blindly for a day takes over one address with this probability at most.
    #[test]
    fn t55_the_shipped_defaults_leave_a_blind_guesser_less_than_one_in_ten_thousand() {
        let environment = Environment::new([("CHANNELS".to_owned(), "email,sms".to_owned())].into());
        let (rules, digits) = (Rules::read(&environment).unwrap(), environment.code_digits().unwrap());
        for channel in Channel::ALL {
            let guesses = rules.guesses_a_day(&rules.sends(channel).unwrap().per_address);
            // Whole numbers: guesses / combinations < 1 / 10,000.
            assert!(guesses * 10_000 < digits.combinations(), "{guesses} guesses a day");
            assert!(guesses >= 5, "a limit that nobody has room in");
        }
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
