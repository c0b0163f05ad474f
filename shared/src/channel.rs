//! How a code reaches a person. A channel is one file beside this one, and a line in the list below; docs/channels.md shows how one is
//! added.

#[cfg(feature = "send")]
mod courier;
mod email;
#[cfg(feature = "send")]
mod requester;
mod sms;

use std::str::FromStr;

#[cfg(feature = "send")]
pub use courier::{Courier, Couriers, Doing, Letter, Message, NotSent, Unreadable, send};
#[cfg(feature = "send")]
pub use requester::Requester;

use crate::identifier::Kind;

/// Every channel, and the file it is in.
macro_rules! channels {
    ($($channel:ident $file:ident),+ $(,)?) => {
        /// A way for a code to reach a person.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "their files tell what they are")]
        pub enum Channel {
            $($channel),+
        }

        impl Channel {
            /// All of them.
            pub const ALL: [Self; NAMES.len()] = [$(Self::$channel),+];

            /// What it is to everybody who does not send by it.
            #[must_use]
            pub const fn about(self) -> &'static About {
                match self {
                    $(Self::$channel => &$file::ABOUT),+
                }
            }

            /// What sends by it, with its settings read and its client made; the fault is the first setting that is missing or malformed.
            #[cfg(feature = "send")]
            fn courier(
                self,
                environment: &crate::config::Environment,
                aws: &crate::aws::Aws,
            ) -> Result<Box<dyn Courier>, crate::config::Fault> {
                match self {
                    $(Self::$channel => $file::courier(environment, aws)),+
                }
            }
        }

        /// Their names.
        pub(crate) const NAMES: &[&str] = &[$($file::ABOUT.name),+];
        /// What logs call the limits of their lanes.
        pub(crate) const BREAKERS: &[&str] = &[$($file::ABOUT.breaker),+];
        /// What logs call their services.
        pub(crate) const SERVICES: &[&str] = &[$($file::ABOUT.service),+];
    };
}

channels! {
    Email email,
    Sms sms,
}

/// What a channel is to everybody who does not send by it.
#[derive(Debug)]
pub struct About {
    /// Its name in `CHANNELS`, logs and metrics.
    pub name: &'static str,
    /// Whom it reaches.
    pub reaches: Kind,
    /// How the page asks for the identifier.
    pub input: Input,
    /// The catalogues' messages about it.
    pub words: Messages,
    /// Its limits, which [`crate::config::Rules`] reads.
    pub limits: LimitSettings,
    /// Its two counters in the table, as `deployment#<lane>#…` names them: of unknown browsers, and of devices.
    pub lanes: [&'static str; 2],
    /// What a log calls the limit of either.
    pub breaker: &'static str,
    /// What a log calls the service that it sends by.
    pub service: &'static str,
}

/// Attributes of the page's field (HTML, section 4.10.18.7.1, lists the values of `autocomplete`).
#[derive(Debug)]
pub struct Input {
    /// `type`.
    pub kind: &'static str,
    /// `autocomplete`.
    pub autocomplete: &'static str,
}

/// Names of messages in `shared/locales`, for [`crate::words::Words`] to say. None has a place to fill but those that say so.
#[derive(Debug)]
pub struct Messages {
    /// What the field is called.
    pub field: &'static str,
    /// What to know before one fills it in.
    pub hint: &'static str,
    /// The button.
    pub send: &'static str,
    /// What the field for the code is called; with the number of `digits`.
    pub code: &'static str,
    /// What to do when nothing arrives.
    pub nothing: &'static str,
    /// The link to another identifier.
    pub other: &'static str,
    /// Which `label` the message that was sent carries, to be filled in; none when it has no room for one.
    pub label: Option<&'static str>,
    /// The input is no identifier.
    pub bad: &'static str,
    /// The identifier may not sign in.
    pub refused: &'static str,
}

/// For each limit the variable that sets it, and what it is unless set, both as [`crate::flow::Limits`] are written.
#[derive(Debug)]
pub struct LimitSettings {
    /// Sends to one identifier, asked for by browsers that never logged in to it.
    pub per_address: (&'static str, &'static str),
    /// Sends to one identifier, asked for by one device of its; and, counted apart, by all of them together.
    pub per_device: (&'static str, &'static str),
    /// All sends, of each of the two lanes by itself; in fixed windows.
    pub per_deployment: (&'static str, &'static str),
}

/// The channels that are offered, in the order in which they are: one or more, at most one for each kind of identifier. Written as their
/// names, `email,sms`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channels(Vec<Channel>);

/// Why a text is no list of channels.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be one or more of {}, separated by commas, and only one for each kind of address", NAMES.join(", "))]
pub struct NotChannels;

impl Channels {
    /// Them, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Channel] {
        &self.0
    }

    /// The one by which identifiers of this kind are reached.
    #[must_use]
    pub fn reaching(&self, kind: Kind) -> Option<Channel> {
        self.0.iter().copied().find(|channel| channel.about().reaches == kind)
    }
}

impl FromStr for Channels {
    type Err = NotChannels;

    fn from_str(text: &str) -> Result<Self, NotChannels> {
        let mut channels: Vec<Channel> = Vec::new();
        for name in text.split(',') {
            let channel = Channel::ALL.into_iter().find(|channel| channel.about().name == name.trim()).ok_or(NotChannels)?;
            // Of two for one kind nobody could tell which to take.
            if channels.iter().any(|other| other.about().reaches == channel.about().reaches) {
                return Err(NotChannels);
            }
            channels.push(channel);
        }
        Ok(Self(channels))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_are_a_list_in_the_order_in_which_they_are_offered() {
        let read = |text: &str| text.parse::<Channels>().map(|channels| channels.0);
        assert_eq!(read("email"), Ok(vec![Channel::Email]));
        assert_eq!(read("sms, email"), Ok(vec![Channel::Sms, Channel::Email]));
        for text in ["", "email,", "email,email", "fax", "Email", "email sms"] {
            assert_eq!(read(text), Err(NotChannels), "{text}");
        }
        assert_eq!(
            NotChannels.to_string(),
            "must be one or more of email, sms, separated by commas, and only one for each kind of address"
        );
    }

    #[test]
    fn an_identifier_is_reached_by_the_channel_of_its_kind_if_that_is_offered() {
        let [both, mails] = ["email,sms", "email"].map(|text| text.parse::<Channels>().unwrap());
        assert_eq!((both.reaching(Kind::Email), both.reaching(Kind::Phone)), (Some(Channel::Email), Some(Channel::Sms)));
        assert_eq!((mails.reaching(Kind::Email), mails.reaching(Kind::Phone)), (Some(Channel::Email), None));
    }

    /// Whatever two channels shared of these, one would count, log or show for the other.
    #[test]
    fn channels_have_names_lanes_and_limits_of_their_own() {
        for (nth, one) in Channel::ALL.into_iter().enumerate() {
            let one = one.about();
            for other in Channel::ALL.into_iter().skip(nth + 1).map(Channel::about) {
                assert!(one.name != other.name && one.breaker != other.breaker && one.service != other.service);
                assert!(one.lanes.iter().all(|lane| !other.lanes.contains(lane)));
                let variables = |about: &About| [about.limits.per_address.0, about.limits.per_device.0, about.limits.per_deployment.0];
                assert!(variables(one).iter().all(|variable| !variables(other).contains(variable)));
            }
        }
    }
}
