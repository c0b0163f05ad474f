//! What sends: the contract of a channel, what it is given, and how often it tries.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::aws::{Aws, Service};
use crate::channel::{Channel, Channels, Requester};
use crate::config::{Environment, Fault, Site};
use crate::deadline::Deadline;
use crate::flow::{Code, FlowId};
use crate::identifier::{Identifier, Kind};
use crate::language::Locale;
use crate::secret::Secret;
use crate::time::Timestamp;

/// What a second try needs to end in time: as long as one of SES, and of End User Messaging.
const ONE_TRY: Duration = Service::SesV2.one_try();
/// Between the tries: long enough for a throttle of one second's sends to have room again, often enough.
const PAUSE: Duration = Duration::from_millis(200);

/// What sends by a channel, with its settings and its client.
pub trait Courier: Debug + Send + Sync {
    /// The identifier that a person's input names, in the one form that is sent to, stored and asserted.
    ///
    /// # Errors
    /// [`Unreadable::Bad`] when it names none, [`Unreadable::Refused`] when it names one that may not sign in.
    fn read(&self, input: &str) -> Result<Identifier, Unreadable>;

    /// Writes the message. Asks nobody, and cannot fail.
    fn write(&self, letter: &Letter<'_>) -> Message;

    /// Opens a connection to the service while the function starts, so that no person waits for one. May do nothing; a failure is none,
    /// since the first send then connects.
    fn connect<'a>(&'a self, aws: &'a Aws) -> Doing<'a, ()>;

    /// Whether a try that got no answer is made again: if it arrived after all, the person gets the same message twice.
    fn may_repeat_unanswered(&self) -> bool;

    /// Hands the message over for `recipient`, who is its only one; one try, over by `deadline`.
    ///
    /// # Errors
    /// [`NotSent`]. Which of the three decides what people are told and what is counted: `docs/channels.md` says how to tell them apart.
    fn hand_over<'a>(&'a self, recipient: &'a Identifier, message: &'a Message, deadline: Deadline) -> Doing<'a, Result<(), NotSent>>;
}

/// Something a courier does, boxed: a `dyn` [`Courier`] has no `async fn`.
pub type Doing<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Why an input names nobody we send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no identifier of this kind, or more than one.
    Bad,
    /// Whom it names may not sign in: by domain, or by country.
    Refused,
}

/// A message, but for whom it is to. What a channel has no place for is empty. All of it is secret: it holds the code.
#[derive(Debug)]
pub struct Message {
    /// One line.
    pub subject: Secret<String>,
    /// The text. Its first run of digits is the code, grouped by one plain space.
    pub text: Secret<String>,
    /// The same in HTML.
    pub html: Secret<String>,
}

/// Everything a message is written of.
#[derive(Debug)]
pub struct Letter<'a> {
    /// Who sends it.
    pub site: &'a Site,
    /// The origin of the page that the code is to be typed on: ours, or an app's.
    pub origin: &'a str,
    /// The flow that the code is of.
    pub flow: &'a FlowId,
    /// What it brings.
    pub code: &'a Code,
    /// How long the code works, in whole seconds.
    pub lifetime: Duration,
    /// The language of whoever asked.
    pub locale: Locale,
    /// When it was asked for.
    pub now: Timestamp,
    /// What it was asked for with.
    pub requester: Requester,
    /// Whether it was asked for on our page, where a link in the message leads; else in an app's own.
    pub from_our_page: bool,
}

/// A message that the service did not take, with the service's error code or the kind of failure (see [`crate::aws::code`]), never its
/// text.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// This message is refused; others may not be. What a person is told must not depend on it, or it would say who can be reached.
    #[error("refused: {0}")]
    Refused(String),
    /// The service says that it sends nothing now, for anybody.
    #[error("{0}")]
    Unavailable(String),
    /// The service gave no answer; the message may be on its way.
    #[error("no answer: {0}")]
    Unknown(String),
}

/// The couriers of all channels that are offered.
#[derive(Debug)]
pub struct Couriers {
    channels: Channels,
    couriers: Vec<Box<dyn Courier>>,
}

impl Couriers {
    /// Reads `CHANNELS`, and of each the settings.
    ///
    /// # Errors
    /// [`Fault`] for the first setting of an offered channel that is missing or malformed.
    pub fn new(environment: &Environment, aws: &Aws) -> Result<Self, Fault> {
        let channels = environment.channels()?;
        let couriers = channels.as_slice().iter().map(|channel| channel.courier(environment, aws)).collect::<Result<_, _>>()?;
        Ok(Self { channels, couriers })
    }

    /// The kind of identifier that is asked for first; `CHANNELS` always names one.
    #[must_use]
    pub fn first_kind(&self) -> Option<Kind> {
        self.channels.as_slice().first().map(|channel| channel.about().reaches)
    }

    fn all(&self) -> impl Iterator<Item = (Channel, &dyn Courier)> {
        self.channels.as_slice().iter().copied().zip(self.couriers.iter().map(AsRef::as_ref))
    }

    /// By whom identifiers of this kind are reached, if by anybody.
    #[must_use]
    pub fn reaching(&self, kind: Kind) -> Option<(Channel, &dyn Courier)> {
        self.all().find(|(channel, _)| channel.about().reaches == kind)
    }

    /// Opens the connections of all, one after the other: [`Courier::connect`].
    pub async fn connect(&self, aws: &Aws) {
        for courier in &self.couriers {
            courier.connect(aws).await;
        }
    }
}

/// Sends `message` by `courier`. A try that fails for everybody is made once more after 200 ms, if 2 s are left for it; one that got no
/// answer, only if the courier may repeat it.
///
/// # Errors
/// [`NotSent`] when the service did not take it. Whether the message may be out all the same is what the tries together say: a clear no to
/// the second does not undo what became of the first.
pub async fn send(courier: &dyn Courier, recipient: &Identifier, message: &Message, deadline: Deadline) -> Result<(), NotSent> {
    let first = match courier.hand_over(recipient, message, deadline).await {
        Err(fault @ (NotSent::Unavailable(_) | NotSent::Unknown(_))) => fault,
        done => return done,
    };
    let unanswered = matches!(first, NotSent::Unknown(_));
    if (unanswered && !courier.may_repeat_unanswered()) || deadline.remaining() < ONE_TRY + PAUSE {
        return Err(first);
    }
    tokio::time::sleep(PAUSE).await;
    match (courier.hand_over(recipient, message, deadline).await, first) {
        (Err(NotSent::Unavailable(_)), first @ NotSent::Unknown(_)) => Err(first),
        (second, _) => second,
    }
}
